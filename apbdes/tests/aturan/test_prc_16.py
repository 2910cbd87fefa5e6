"""PRC-16, BAB VI angka 2 and Lampiran V: who carries out an activity."""

from dataclasses import replace
from itertools import combinations

import pytest

from apbdes.acuan import TABEL, kegiatan_setempat
from apbdes.aturan import baca_perangkat, periksa
from apbdes.aturan.prc_16 import sama
from apbdes.berlaku import sebagai_petunjuk
from apbdes.tests.contoh import BUKAN, PERBUP, TIDAK, YA, anggaran, b, putus


def oleh(pelaksana, kegiatan="1.1.04"):
    return b(kegiatan, "5.2.1.01", 1, pelaksana=pelaksana)


@pytest.mark.parametrize(
    "tulisan",
    [
        "Kaur TU dan Umum",
        "KAUR TU DAN UMUM",
        "kaur tu & umum",
        "Kaur Tata Usaha dan Umum",
        "Kepala Urusan Tata Usaha dan Umum",
        "Kaur Umum dan TU",
        "Kaur  TU dan  Umun",
    ],
)
def test_ejaan_tidak_dipersoalkan(tulisan):
    assert putus("PRC-16", anggaran([oleh(tulisan)])).putusan == YA


@pytest.mark.parametrize("lain", ["Kaur Keuangan", "Kasi Pelayanan", "Sekretaris Desa", "Kepala Desa", "TPK"])
def test_orang_lain(lain):
    hasil = putus("PRC-16", anggaran([oleh("Kaur TU dan Umum"), oleh(lain)]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, None, ("Belanja!3",))
    assert f"Belanja!3 {lain}, seharusnya Kaur TU dan Umum" in hasil.pesan


def test_jabatan_dalam_lampiran_v_tidak_saling_tertukar():
    jabatan = sorted({p for _, p in kegiatan_setempat(TABEL).values() if p})
    assert len(jabatan) == 5
    assert [(a, c) for a, c in combinations(jabatan, 2) if sama(a, c)] == []


def test_kegiatan_tanpa_pelaksana_pada_lampiran_v_tidak_dinilai():
    # 2.3.09 is the one activity that Lampiran V leaves without anybody; 1.1.90 is the kabupaten's own.
    assert putus("PRC-16", anggaran([oleh("Siapa saja", "2.3.09"), oleh("Siapa saja", "1.1.90")])).putusan == BUKAN


def putusan(isi, perangkat):
    return next(h.hasil.putusan for h in periksa(isi, perangkat) if h.aturan.kode == "PRC-16")


def test_tabel_perangkat_lain_tidak_dipakai_sebagai_petunjuk():
    isi = anggaran([oleh("Kaur Keuangan")])
    perbup = baca_perangkat(PERBUP)
    assert putusan(isi, perbup) == TIDAK
    assert putusan(isi, sebagai_petunjuk(perbup)) == BUKAN
    # What the kabupaten of the village wrote down itself is law there, whatever else is read.
    milik = replace(isi, pelaksana={"1.1.04": "Kasi Pelayanan"})
    assert putusan(milik, sebagai_petunjuk(perbup)) == "tidak_dapat_ditentukan"
    assert putusan(replace(milik, pelaksana={"1.1.04": "Kaur Keuangan"}), perbup) == YA


def test_tanpa_pelaksana_tidak_berlaku():
    assert putus("PRC-16", anggaran([oleh("")])).putusan == BUKAN

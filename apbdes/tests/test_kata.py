"""What people read: activity, account and description; never a sheet, a column name or a key."""

import re

import pytest

from apbdes.aturan import periksa, semua_perangkat
from apbdes.kata import Kata
from apbdes.tests.contoh import anggaran, b, f, p
from apbdes.tests.test_tingkat import banyak_anggaran

ISI = anggaran(
    [b("1.1.01", "5.1.1.01", 5, uraian="Siltap kades"), b("2.3.90", "5.2.1.01", 5, uraian_kegiatan="Titian")],
    [p("4.2.3.01", "ADD", 10)],
    [f("6.1.1.01", 3)],
)
KEGIATAN = "kegiatan 1.1.01 Penyediaan Penghasilan Tetap dan Tunjangan Kepala Desa"
TOKEN = re.compile(r"[A-Z][a-z]+!\d|kolom \w+|Identitas|\b[a-z]+_[a-z_]+\b|<=|>=|--\w|\d{4}-\d\d-\d\d")


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        (
            "Lengkapi Belanja!2 kolom harga_satuan.",
            "Lengkapi harga satuan pada {k}, belanja 5.1.1.01, uraian “Siltap kades”.",
        ),
        ("Belanja!3", "kegiatan 2.3.90 Titian, belanja 5.2.1.01 Belanja Perlengkapan Alat Tulis Kantor dan Benda Pos"),
        ("Pendapatan!2 kolom jumlah", "jumlah pada pendapatan 4.2.3.01 Alokasi Dana Desa"),
        ("Pembiayaan!2 kolom sumber_dana", "sumber dana pada pembiayaan 6.1.1.01 SILPA Tahun Sebelumnya"),
        ("Lengkapi Identitas kunci pagu_dds.", "Lengkapi pagu Dana Desa."),
        ("(penerima ketua_bpd) pada lembar Belanja", "(penerima ketua BPD) pada rincian belanja"),
        ("2024-01-31 <= 2024-02-01", "31 Januari 2024 ≤ 1 Februari 2024"),
        ("Kurangi Rp5 dari kelompok ini.", "Kurangi Rp5 dari kelompok ini."),
    ],
)
def test_tempat_dan_kunci_menjadi_kata(teks, kata):
    hasil = Kata(ISI)(teks)
    assert hasil == kata.format(k=KEGIATAN)
    assert not TOKEN.search(hasil)


@pytest.mark.parametrize("perangkat", semua_perangkat(), ids=lambda p: p.kode)
def test_tidak_satu_putusan_pun_menyebut_sel(perangkat):
    """Every rule on every hand-written budget: nothing of the sheet is left in what a person reads."""
    ada = set()
    for isi in banyak_anggaran():
        kata = Kata(isi)
        for h in periksa(isi, perangkat):
            hasil = kata.hasil(h.hasil)
            for teks in (hasil.pesan, hasil.hitungan or "", hasil.catatan or "", *map(kata, hasil.baris)):
                ada |= {(h.aturan.kode, t[0]) for t in [TOKEN.search(teks)] if t}
    assert ada == set()

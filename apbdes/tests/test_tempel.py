"""A block pasted on the entry page goes through the door of the import: heading, columns, sums, questions."""

import json

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusVersi
from apbdes.models import BentukLembar, PadananImpor, RincianBelanja, VersiApbdes
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_lembar_lain import ISI

KEPALA = "kode_kegiatan\tkode_rekening\turaian\tvolume\tsatuan\tharga_satuan\tsumber_dana"


@pytest.fixture
def versi(desa, client, db):
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    return VersiApbdes.objects.lengkap().get(pk=VersiApbdesFactory(desa=desa).pk)


@pytest.fixture
def tempel(client, versi):
    def kirim(*baris, status=200, **isian):
        teks = "\n".join(b if isinstance(b, str) else "\t".join(map(str, b)) for b in baris)
        alamat = reverse("apbdes:susun-tempel", args=[versi.pk])
        jawab = client.post(alamat, json.dumps({"teks": teks, "isian": isian}), content_type="application/json")
        assert jawab.status_code == status
        assert not RincianBelanja.objects.exists()  # it is the page that saves what was taken
        return jawab.json()

    return kirim


def test_lembar_yang_sama_terbaca_sama_dengan_saat_diimpor(tempel):
    hasil = tempel(*ISI)
    assert [(b["lembar"], b["isi"]["kegiatan"], b["isi"]["rekening"], b["isi"]["uraian"]) for b in hasil["baris"]] == [
        ("belanja", "1.1.04", "5.2.1.01", "Kertas HVS"),
        ("belanja", "1.1.04", "5.2.1.01", "Tinta"),
        ("belanja", "1.1.04", "5.2.1.06", "Belanja Konsumsi"),
    ]
    isi = hasil["baris"][1]["isi"]
    assert (isi["volume"], isi["harga_satuan"], isi["jumlah"], isi["sumber"]) == ("2,5", "200000", "500000", "ADD")
    assert "<strong>3 baris siap</strong>, berjumlah Rp1.500.000. 5 baris dilewati." in hasil["html"]
    salah = tempel(*[[*b[:6], 7, *b[7:]] if "JUMLAH" in b else b for b in ISI])
    assert salah["baris"] == []
    assert "JUMLAH Rp7, tetapi baris-barisnya berjumlah Rp1.500.000" in salah["html"]


def test_ketiga_bagian_menurut_rekeningnya_dan_yang_diketahui_daftar_ikut(tempel):
    hasil = tempel(
        "kode_kegiatan\tkode_rekening\turaian\tjumlah\tsumber_dana",
        "\t4.2.1.01\tDana Desa\t7.500.000\tDDS",
        "2.3.10\t5.3.5.03\tSemen\t7.500.000\tDDS",
        "\t6.1.1.01\tSiLPA\t1.000\t",
    )["baris"]
    assert [b["lembar"] for b in hasil] == ["pendapatan", "belanja", "pembiayaan"]
    assert (hasil[1]["isi"]["pelaksana"], hasil[1]["isi"]["komponen"]) == ("Kasi Kesejahteraan", "")
    assert hasil[1]["isi"]["uraian_kegiatan"]


def test_tanpa_judul_kolom_dikenali_dan_yang_tidak_ada_diambil_dari_barisnya(tempel):
    baris = ["Semen\t100\tsak\t75.000\t7.500.000", "Pasir\t2,5\tm3\t100.000\t250.000"]
    tanpa = tempel(*baris)
    assert tanpa["baris"] == []
    assert "Tunjukkan kolom kode rekeningnya" in tanpa["html"]
    dari = {"kegiatan": "2.3.10", "rekening": "5.3.5.03", "sumber": "DDS"}
    hasil = tempel(*baris, **dari)["baris"]
    assert [(b["isi"]["uraian"], b["isi"]["volume"], b["isi"]["satuan"], b["isi"]["jumlah"]) for b in hasil] == [
        ("Semen", "100", "sak", "7500000"),
        ("Pasir", "2,5", "m3", "250000"),
    ]
    assert {(b["isi"]["kegiatan"], b["isi"]["rekening"], b["isi"]["sumber"]) for b in hasil} == {tuple(dari.values())}


def test_kolom_yang_ditunjuk_dipakai_dan_diingat(tempel, desa):
    baris = ["Apa\tBerapa\tKode\tRek", "Semen\t7.500.000\t2.3.10\t5.3.5.03"]
    tunjuk = {"kolom-0": "uraian", "kolom-1": "jumlah", "kolom-2": "kegiatan", "kolom-3": "rekening"}
    hasil = tempel(*baris, judul="1", tunjuk="ya", sumber="DDS", **tunjuk)
    assert hasil["baris"][0]["isi"]["jumlah"] == "7500000"
    assert BentukLembar.objects.get().desa == desa
    assert tempel(*baris)["baris"] == hasil["baris"]


def test_yang_belum_dikenal_ditanya_sekali_di_tempatnya(tempel, desa):
    baris = [KEPALA, "2.3.10\t5.3.5.03\tSemen\t1\tsak\t75.000\tBKK", "2.3.10\t5.9.9.01\tPasir\t1\tm3\t1.000\tBKK"]
    tanya = tempel(*baris)
    assert tanya["baris"] == []
    assert "Sumber dana BKK" in tanya["html"]
    assert not PadananImpor.objects.exists()
    kedua = tempel(*baris, jawab="ya", **{"jawab-0": "PBK"})  # the code of that row comes to light only now
    assert "Rekening 5.9.9.01 (Pasir)" in kedua["html"]
    keliru = tempel(*baris, jawab="ya", **{"jawab-0": "4.1.1.01"})
    assert "hanya dapat diganti rekening berawalan 5" in keliru["html"]
    hasil = tempel(*baris, jawab="ya", **{"jawab-0": "5.3.5.03"})["baris"]
    assert [(b["isi"]["rekening"], b["isi"]["sumber"]) for b in hasil] == [("5.3.5.03", "PBK")] * 2
    assert PadananImpor.objects.filter(desa=desa).count() == 2


@pytest.mark.parametrize(
    ("baris", "kalimat"),
    [
        ([KEPALA, "2.3.10\t5.3.5.03\tPasir\t1,5\tm3\t-1\tDDS"], "negatif"),
        ([f"{KEPALA}\tjumlah", "2.3.10\t5.3.5.03\tPasir\t2\tm3\t10\tDDS\t21"], "Volume kali harga satuan adalah Rp20;"),
        ([KEPALA, *["2.3.10\t5.3.5.03\tPasir\t2\tm3\t10\tDDS"] * 2], "sama persis dengan baris 2"),
        (
            [KEPALA, *[f"2.3.10\t5.3.5.03\tPasir {n}\t2\tm3\t10\t" for n in range(9)]],
            "Baris 2, sumber dana: Sumber dana baris ini kosong; begitu juga 8 baris sesudahnya.",
        ),
        ([KEPALA, *[f"\t5.3.5.03\tPasir {n}\t2\tm3\t10\tDDS" for n in range(9)]], "begitu juga 8 baris sesudahnya."),
        (["x"], "Tunjukkan kolom kode rekeningnya"),
        (["\n".join(["a\tb"] * 5001)], "lebih dari 5000 baris"),
    ],
)
def test_yang_keliru_disebut_di_tempatnya(tempel, baris, kalimat):
    hasil = tempel(*baris)
    assert hasil["baris"] == []
    assert kalimat in hasil["html"].replace("&quot;", '"')


def test_kosong_tidak_menjawab_apa_apa_dan_isian_aneh_ditolak(tempel, client, versi):
    assert (tempel(" \n\t")["html"].strip(), tempel("")["baris"]) == ("", [])
    assert "bukan kode kegiatan" in tempel("a\tb", kegiatan="abc")["html"]
    alamat = reverse("apbdes:susun-tempel", args=[versi.pk])
    for isi in (
        "x",
        "[]",
        '{"teks": 1, "isian": {}}',
        '{"teks": "", "isian": {"a": [1]}}',
        '{"teks": "\\ud800", "isian": {}}',
    ):
        jawab = client.post(alamat, isi, content_type="application/json")
        assert jawab.status_code in (200, 400)
        assert jawab.json()


def test_rancangan_yang_diajukan_tidak_dapat_ditempeli(tempel, versi):
    VersiApbdes.objects.filter(pk=versi.pk).update(status=StatusVersi.DIAJUKAN)
    assert "tidak dapat diubah lagi" in tempel("a\tb", status=403)["pesan"]

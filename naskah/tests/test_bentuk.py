"""Paper, Mengingat and tembusan of a kecamatan: the page, its history, and what is frozen with a document."""

from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from pypdf import PdfReader

from cetak.pdf import pdf_cetak
from naskah.daftar import daftar_butir, isikan
from naskah.models import DaftarNaskah, TataNaskah
from naskah.peraturan import semua_peraturan
from naskah.tata import naskah_bertata, tata

pytestmark = pytest.mark.django_db
DAFTAR = reverse("naskah:pengaturan-daftar", args=["keputusan_evaluasi_apbdes", "mengingat"])
BENTUK = reverse("naskah:pengaturan-bentuk")


@pytest.fixture
def masuk(client, orang):
    client.force_login(orang["verifikator"])
    return client


def kata(jawab) -> str:
    return " ".join(unescape(strip_tags(jawab.content.decode())).split())


def kirim(client, butir, kerja="simpan", versi=""):
    return client.post(DAFTAR, {"butir": butir, "kerja": kerja, "versi": versi})


def test_bawaan_memuat_perubahan_dan_nomor_lembaran_yang_terbaca(desa):
    butir = daftar_butir(desa.kecamatan, "keputusan_evaluasi_apbdes", "mengingat")
    assert [b.partition(" tentang ")[0] for b in butir] == [
        "Undang-Undang Nomor 6 Tahun 2014",
        "Undang-Undang Nomor 23 Tahun 2014",
        "Peraturan Pemerintah Nomor 43 Tahun 2014",
        "Peraturan Menteri Dalam Negeri Nomor 111 Tahun 2014",
        "Peraturan Menteri Dalam Negeri Nomor 20 Tahun 2018",
        "Peraturan Menteri Dalam Negeri Nomor 73 Tahun 2020",
    ]
    assert "Undang-Undang Nomor 3 Tahun 2024" in butir[0]
    assert "Peraturan Pemerintah Nomor 47 Tahun 2015" in butir[2]
    assert "Tahun 2019 Nomor 41, Tambahan Lembaran Negara Republik Indonesia Nomor 6321" in butir[2]
    assert [
        k for k, b in semua_peraturan().items() if ("Negara" not in b.teks or k == "uu-6-2014") and not b.catatan
    ] == []


def test_menggeser_menambah_dan_menghapus_belum_menyimpan(masuk):
    jawab = kirim(masuk, ["Satu", "Dua", "Tiga"], "naik-2")
    assert (jawab.status_code, [t for t, _ in jawab.context["butir"]]) == (200, ["Satu", "Tiga", "Dua"])
    assert [t for t, _ in kirim(masuk, ["Satu", "Dua"], "turun-0").context["butir"]] == ["Dua", "Satu"]
    assert [t for t, _ in kirim(masuk, ["Satu", "Dua"], "hapus-0").context["butir"]] == ["Dua"]
    assert [t for t, _ in kirim(masuk, ["Satu"], "tambah").context["butir"]] == ["Satu", ""]
    for kerja in ("naik-0", "turun-1", "hapus-9", "hapus-x", "lain"):
        assert kirim(masuk, ["Satu", "Dua"], kerja).status_code == 422
    assert DaftarNaskah.objects.count() == 0


def test_disimpan_menurut_urutannya_dengan_riwayat(masuk, orang, desa):
    assert kirim(masuk, ["Peraturan  A;", "", "Peraturan B"]).status_code == 302
    assert daftar_butir(desa.kecamatan, "keputusan_evaluasi_apbdes", "mengingat") == ["Peraturan A;", "Peraturan B"]
    kirim(masuk, ["Peraturan B", "Peraturan A"], versi="1")
    assert DaftarNaskah.objects.get().butir == ["Peraturan B", "Peraturan A"]
    halaman = kata(masuk.get(DAFTAR))
    assert "Daftar kantor." in halaman
    assert f"diubah oleh {orang['verifikator'].nama}" in halaman.lower().replace(
        orang["verifikator"].nama.lower(), orang["verifikator"].nama
    )


@pytest.mark.parametrize(
    ("butir", "kalimat"),
    [
        ([""], "Mengingat memerlukan sedikitnya satu peraturan."),
        (["Peraturan Bupati Nomor … Tahun …"], "Butir 1 masih memuat isian “…”"),
        (["A", "Peraturan {bupati}"], "Butir 2: {bupati} tidak dikenal."),
        (["A", "a"], "Butir 1 dan 2 sama bunyinya."),
        (["A" * 1001], "Butir 1 terlalu panjang: paling banyak 1000 huruf."),
        ([f"P{n}" for n in range(41)], "Paling banyak 40 butir; sekarang 41."),
        (["A\x00"], "Butir 1 memuat huruf yang tidak dapat disimpan."),
    ],
)
def test_butir_yang_keliru_disebut_dan_tidak_hilang(masuk, butir, kalimat):
    jawab = kirim(masuk, butir)
    assert (jawab.status_code, DaftarNaskah.objects.count()) == (422, 0)
    assert kalimat in kata(jawab)
    assert [t for t, _ in jawab.context["butir"]] == [b for b in butir if b]


def test_orang_lain_lebih_dulu_tidak_tertimpa(masuk, orang, desa):
    kirim(masuk, ["Satu"])
    kirim(masuk, ["Dua"], versi="1")
    for versi in ("", "1"):  # opened on the defaults, or on the first list
        jawab = kirim(masuk, ["Milik saya"], versi=versi)
        assert (jawab.status_code, DaftarNaskah.objects.get().butir) == (422, ["Dua"])
        assert "Milik saya" in jawab.content.decode()
        assert jawab.context["layar"].tersimpan == ["Dua"]
    assert kirim(masuk, ["Milik saya"], versi=str(jawab.context["layar"].versi)).status_code == 302


def test_daftar_yang_tidak_ada_tidak_ditemukan(masuk):
    for argumen in (["surat_tugas_perut", "mengingat"], ["tidak_ada", "tembusan"], ["surat_tugas_perut", "lain"]):
        assert masuk.get(reverse("naskah:pengaturan-daftar", args=argumen)).status_code == 404


def test_kertas_dan_huruf_dibekukan_saat_disetujui(desa, terbitkan):
    TataNaskah.objects.create(kecamatan=desa.kecamatan, kertas="f4", huruf=12)
    naskah = terbitkan(desa)
    TataNaskah.objects.update(kertas="a4", huruf=11)
    assert naskah.isi["tata"] == {
        "lembar": "215mm 330mm",
        "lembar_melintang": "330mm 215mm",
        "huruf": 12,
        "paraf": [],
    }
    assert naskah_bertata(naskah)["tata"]["lembar"] == "215mm 330mm"
    halaman = PdfReader(
        BytesIO(pdf_cetak("naskah/pdf/dasar.html", {"isi": naskah.isi, "nomor": "1", "judul": "x"}).pdf)
    ).pages[0]
    assert [round(float(n) / 72 * 25.4) for n in halaman.mediabox[2:]] == [215, 330]
    assert tata(desa.kecamatan)["lembar"] == "A4"


def test_bentuk_disimpan_di_halamannya(masuk, desa):
    isi = {"kertas": "f4", "huruf": "12", "paraf": "on", "paraf_jabatan": "Kasi Pemerintahan\nSekcam"}
    assert masuk.post(BENTUK, isi).status_code == 302
    assert tata(desa.kecamatan)["paraf"] == ["Kasi Pemerintahan", "Sekcam"]
    for salah, kalimat in (
        ({"paraf_jabatan": " "}, "Sebutkan sedikitnya satu jabatan yang memaraf."),
        ({"paraf_jabatan": "\n".join("abcdefg")}, "Paling banyak enam jabatan."),
    ):
        jawab = masuk.post(BENTUK, isi | {"versi": "1"} | salah)
        assert jawab.status_code == 422
        assert kalimat in kata(jawab)
    jawab = masuk.post(BENTUK, isi | {"versi": "1", "kertas": "a3"})
    assert (jawab.status_code, list(jawab.context["form"].errors)) == (422, ["kertas"])
    assert TataNaskah.objects.get().kertas == "f4"


def test_isian_diganti_dan_butir_ditutup():
    butir = ["{kepala_daerah} (sebagai laporan);", "Ketua BPD {desa}.", "{lain}"]
    assert isikan(butir, kepala_daerah="Bupati Uji", desa="Desa A") == [
        "Bupati Uji (sebagai laporan);",
        "Ketua BPD Desa A;",
        "{lain}.",
    ]

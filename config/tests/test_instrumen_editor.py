"""Writing a draft in the browser, without a script: rows move, go and come; two people; bad input."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.tests.factories import pengguna_berperan
from akun.tests.instrumen import data_editor
from config.tests.instrumen import RUANG, kiriman
from config.tests.serentak import serentak

pytestmark = pytest.mark.django_db


@pytest.fixture(params=RUANG, name="ruang")
def _ruang(request):
    return RUANG[request.param]


@pytest.fixture
def draf(ruang):
    return ruang.formulir(3, status="draf")


@pytest.fixture
def tekan(client, orang, ruang, draf):
    """tekan("baris:2:naik", **data) → the answer to the editor's form with that button."""
    client.force_login(orang["admin"])

    def kerjakan(tombol="", *, data=None, **ganti):
        isi = (data if data is not None else kiriman(ruang, draf)) | ganti
        return client.post(reverse(f"{ruang.nama}:formulir-ubah", args=[draf.pk]), isi | {"ubah": tombol})

    return kerjakan


def tampil(jawab):
    """The texts of the rows as the page shows them; removed ones in brackets."""
    return [
        f"({form['teks'].value()})" if hapus else str(form["teks"].value() or "")
        for form, hapus in jawab.context["editor"].baris.tampil
    ]


def dikirim_ulang(jawab):
    """What the browser would send from the answered page."""
    return data_editor(jawab.context["editor"], jawab.context["revisi"])


@pytest.mark.parametrize(
    ("tombol", "urutan"),
    [
        ("baris:2:naik", "{0}|{2}|{1}"),
        ("baris:0:turun", "{1}|{0}|{2}"),
        ("baris:0:naik", "{0}|{1}|{2}"),
        ("baris:2:turun", "{0}|{1}|{2}"),
        ("baris:1:hapus", "{0}|({1})|{2}"),
        ("baris:tambah", "{0}|{1}|{2}|"),
    ],
)
def test_tombol_mengubah_susunan_tanpa_menyimpan(ruang, draf, tekan, tombol, urutan):
    lama = ruang.baris(draf)
    jawab = tekan(tombol, judul="Judul yang sedang diketik")
    assert jawab.status_code == 200
    assert "|".join(tampil(jawab)) == urutan.format(*lama)
    assert "Judul yang sedang diketik" in jawab.content.decode()
    assert "belum disimpan" in jawab.content.decode()
    draf.refresh_from_db()
    assert (ruang.baris(draf), draf.revisi) == (lama, 0)


def test_susunan_yang_dibuat_dengan_tombol_lalu_disimpan(ruang, draf, tekan):
    satu, dua, tiga = ruang.baris(draf)
    jawab = tekan("baris:2:naik")
    jawab = tekan("baris:0:hapus", data=dikirim_ulang(jawab))
    assert tampil(jawab) == [f"({satu})", tiga, dua]
    jawab = tekan("baris:2:naik", data=dikirim_ulang(jawab))  # already the first that stays
    jawab = tekan("baris:0:pulihkan", data=dikirim_ulang(jawab))
    jawab = tekan("baris:1:hapus", data=dikirim_ulang(jawab))
    jawab = tekan("baris:tambah", data=dikirim_ulang(jawab))
    wajib = {f"baris-3-{k}": v for k, v in ruang.wajib}
    simpan = tekan(data=dikirim_ulang(jawab) | {"baris-3-teks": "Keempat"} | wajib)
    assert simpan.url == reverse(f"{ruang.nama}:formulir-rinci", args=[draf.pk])
    assert ruang.baris(draf) == [satu, tiga, "Keempat"]
    draf.refresh_from_db()
    assert (draf.revisi, str(draf.diubah_oleh)) == (1, "Admin")


def test_kiriman_yang_sama_dua_kali_satu_simpanan(ruang, draf, tekan):
    data = kiriman(ruang, draf, judul="Baru")
    assert [tekan(data=data).status_code for _ in range(2)] == [302, 302]
    draf.refresh_from_db()
    assert (draf.judul, draf.revisi) == ("Baru", 1)


def test_dua_orang_mengubah_draf_yang_sama(client, desa, ruang, draf, tekan):
    rekan = pengguna_berperan("admin", desa, nama="Admin Kedua")
    satu, dua, tiga = ruang.baris(draf)
    lama = kiriman(ruang, draf)
    isi = ruang.jenis.isi(draf)
    isi["baris"][0]["teks"], isi["lokasi"] = "Dari rekan", "Balai desa"
    ruang.layanan("simpan")(formulir=draf, revisi=0, isi=isi, oleh=rekan)

    jawab = tekan(data=lama, judul="Dari saya", **{"baris-1-teks": "Baris saya"})
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Draf ini sudah diubah oleh Admin Kedua sejak halaman ini dibuka." in halaman
    assert "Isian Anda masih ada di bawah; simpan sekali lagi" in halaman
    assert tampil(jawab) == [satu, "Baris saya", tiga]
    sebutan = ruang.jenis.sebutan_baris.capitalize()
    assert jawab.context["perbedaan"] == [
        ("Judul", draf.judul, "Dari saya"),
        ("Lokasi", "Balai desa", draf.lokasi),
        (f"{sebutan} 1", "Dari rekan", satu),
        (f"{sebutan} 2", dua, "Baris saya"),
    ]
    assert ruang.baris(draf) == ["Dari rekan", dua, tiga]

    # Sent again knowingly, it counts; the rows are still the same rows.
    kunci = [b["id"] for b in ruang.jenis.isi_baris(draf)]
    assert tekan(data=dikirim_ulang(jawab)).status_code == 302
    assert ruang.baris(draf) == [satu, "Baris saya", tiga]
    assert [b["id"] for b in ruang.jenis.isi_baris(draf)] == kunci


def test_draf_yang_terbit_selagi_ditulis_tidak_berubah(orang, ruang, draf, tekan):
    data = kiriman(ruang, draf, judul="Terlambat")
    ruang.layanan("terbitkan")(formulir=draf, oleh=orang["admin"])
    jawab = tekan(data=data)
    assert jawab.status_code == 422
    assert "sudah berlaku, jadi isinya tidak dapat diubah lagi" in jawab.content.decode()
    assert "Terlambat" in jawab.content.decode()
    draf.refresh_from_db()
    assert (draf.status, draf.judul == "Terlambat") == ("terbit", False)


@pytest.mark.parametrize(
    "ganti",
    [
        {"revisi": "x" * 50},
        {"revisi": "-1"},
        {"baris-0-ORDER": "bukan angka"},
        {"baris-0-id": "9" * 40},
        {"baris-0-teks": "x" * 2001},
        {"baris-TOTAL_FORMS": "999999999"},
        {"baris-TOTAL_FORMS": "abc"},
        {"berlaku_sejak": "kemarin"},
        {"berlaku_sejak": ""},
        {"judul": ""},
        {"judul": "x" * 301},
        {"nomor_bidang": "77"},
        {"judul": "a\x00b"},
    ],
    ids=lambda g: "{}={:.12}".format(*next(iter(g.items()))),
)
@pytest.mark.parametrize("tombol", ["", "baris:0:turun", "baris:999:hapus"])
def test_isian_aneh_dijawab_kalimat_dan_tidak_ada_yang_tersimpan(ruang, draf, tekan, ganti, tombol):
    lama = ruang.jenis.isi(draf)
    jawab = tekan(tombol, **({"lokasi": "Ketikan saya"} | ganti))
    assert jawab.status_code in ({422} if not tombol else {200})
    assert "Ketikan saya" in jawab.content.decode()
    draf.refresh_from_db()
    assert (ruang.jenis.isi(draf), draf.revisi) == (lama, 0)


def test_terlalu_banyak_baris_ditolak_dengan_kalimat(ruang, draf, tekan):
    jawab = tekan(**{"baris-TOTAL_FORMS": "105"} | {f"baris-{n}-teks": "x" for n in range(105)})
    assert jawab.status_code == 422
    assert f" {ruang.jenis.sebutan_baris}." in jawab.content.decode()
    assert "Paling banyak" in jawab.content.decode()


def test_baris_formulir_lain_tidak_dapat_diambil(ruang, draf, tekan):
    lain = ruang.formulir(1, status="draf")
    (milik_lain,) = ruang.jenis.isi_baris(lain)
    assert tekan(**{"baris-0-id": str(milik_lain["id"])}).status_code == 302
    assert ruang.jenis.isi_baris(lain) == [milik_lain]
    assert len(ruang.baris(draf)) == 3


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dua_simpanan_bersamaan_satu_menang_satu_konflik(orang, ruang, draf):
    def simpan(n):
        isi = ruang.jenis.isi(draf) | {"judul": ("Satu", "Dua")[n]}
        try:
            ruang.layanan("simpan")(formulir=draf, revisi=0, isi=isi, oleh=orang["admin"])
        except ValidationError as galat:
            return galat.code
        return "tersimpan"

    assert sorted(serentak(simpan, 2)) == ["basi", "tersimpan"]
    draf.refresh_from_db()
    assert (draf.revisi, len(ruang.baris(draf))) == (1, 3)

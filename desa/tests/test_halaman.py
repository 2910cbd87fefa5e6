"""The pages of villages and their people: who sees what, who may change it, what is refused and why."""

import datetime
import io
import struct
import zlib
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.models import AnggotaBPD, Desa, Kecamatan, PengurusLKD, Perangkat
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PengurusLKDFactory, PerangkatFactory
from perut.tests.factories import KehadiranFactory, KunjunganFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]

PENGELOLA = {"admin", "verifikator", "sekretaris_desa"}  # of a village's people
JENIS = {
    "perangkat": (PerangkatFactory, Perangkat, {"nama": "Orang", "jabatan": "staf"}),
    "bpd": (AnggotaBPDFactory, AnggotaBPD, {"nama": "Orang", "jabatan": "anggota"}),
    "lkd": (PengurusLKDFactory, PengurusLKD, {"nama": "Orang", "jenis": "rt", "lembaga": "RT 01", "jabatan": "Ketua"}),
}


def kolom(jawaban, nama: str) -> list:
    return [getattr(baris.record, nama) for baris in jawaban.context["table"].rows]


def png_kepala(lebar, tinggi) -> bytes:
    """A PNG that says it is this large, with one row of what it says."""
    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 1, 0, 0, 0, 0)
    isi = zlib.compress(b"\0" * (lebar // 8 + 1))
    potong = ((b"IHDR", kepala), (b"IDAT", isi), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in potong
    )


def gambar(jenis="PNG", ukuran=(40, 60)) -> bytes:
    keluar = io.BytesIO()
    Image.new("RGB", ukuran, "green").save(keluar, jenis)
    return keluar.getvalue()


@pytest.mark.parametrize("peran", Peran.values)
def test_daftar_desa_hanya_wilayah_sendiri(client, orang, desa, peran):
    tetangga = DesaFactory(kecamatan=desa.kecamatan)
    lain = DesaFactory()
    client.force_login(orang[peran])
    terlihat = {
        "admin": [desa, tetangga, lain],
        "kepala_desa": [desa],
        "sekretaris_desa": [desa],
        "penyusun_desa": [desa],
    }.get(peran, [desa, tetangga])
    jawaban = client.get(reverse("desa:desa-daftar"))
    assert sorted(kolom(jawaban, "pk")) == sorted(d.pk for d in terlihat)


@pytest.mark.parametrize("peran", Peran.values)
def test_desa_orang_lain_tidak_ditemukan(client, orang, peran):
    lain = PerangkatFactory()
    client.force_login(orang[peran])
    diharap = 200 if peran == "admin" else 404
    assert client.get(reverse("desa:desa-rinci", args=[lain.desa_id])).status_code == diharap
    if peran in PENGELOLA:
        for nama, pk in [
            ("desa-ubah", lain.desa_id),
            ("perangkat-tambah", lain.desa_id),
            ("perangkat-ubah", lain.pk),
            ("perangkat-hapus", lain.pk),
        ]:
            assert client.get(reverse(f"desa:{nama}", args=[pk])).status_code == diharap


@pytest.mark.parametrize("peran", Peran.values)
@pytest.mark.parametrize("kunci", JENIS)
def test_siapa_mengelola_orang_desa(client, orang, desa, peran, kunci):
    pabrik, model, isi = JENIS[kunci]
    ada = pabrik(desa=desa)
    client.force_login(orang[peran])
    tambah = client.post(reverse(f"desa:{kunci}-tambah", args=[desa.pk]), isi)
    ubah = client.post(reverse(f"desa:{kunci}-ubah", args=[ada.pk]), {**isi, "nama": "Diubah", "versi": ada.versi})
    tanya = client.get(reverse(f"desa:{kunci}-hapus", args=[ada.pk]))
    if peran in PENGELOLA:
        assert [tambah.status_code, ubah.status_code, tanya.status_code] == [302, 302, 200]
        assert sorted(model.objects.values_list("nama", flat=True)) == ["Diubah", "Orang"]
        assert client.post(reverse(f"desa:{kunci}-hapus", args=[ada.pk]), {"versi": ada.versi + 1}).status_code == 302
        assert list(model.objects.values_list("nama", flat=True)) == ["Orang"]
    else:
        assert [tambah.status_code, ubah.status_code, tanya.status_code] == [403, 403, 403]
        assert list(model.objects.values_list("nama", flat=True)) == [ada.nama]


@pytest.mark.parametrize("kunci", JENIS)
def test_orang_yang_sama_dua_kali_mendapat_kalimat(client, orang, desa, kunci):
    _, model, isi = JENIS[kunci]
    client.force_login(orang["sekretaris_desa"])
    client.post(reverse(f"desa:{kunci}-tambah", args=[desa.pk]), isi)
    jawaban = client.post(reverse(f"desa:{kunci}-tambah", args=[desa.pk]), isi)
    assert jawaban.context["form"].non_field_errors() == [
        {
            "perangkat": "Perangkat dengan nama dan jabatan ini sudah ada.",
            "bpd": "Anggota BPD dengan nama ini sudah ada.",
            "lkd": "Pengurus ini sudah tercatat di lembaga yang sama.",
        }[kunci]
    ]
    assert model.objects.count() == 1


def test_masa_jabatan_terbalik_mendapat_kalimat_dan_isian_tetap_ada(client, orang, desa):
    client.force_login(orang["sekretaris_desa"])
    isi = {"nama": "Orang", "jabatan": "staf", "mulai": "2026-05-17", "selesai": "2026-05-16"}
    jawaban = client.post(reverse("desa:perangkat-tambah", args=[desa.pk]), isi)
    assert jawaban.context["form"].non_field_errors() == ["Akhir masa jabatan mendahului tanggal mulai."]
    assert 'value="2026-05-17"' in jawaban.content.decode()


def test_perangkat_yang_tercatat_hadir_tidak_dapat_dihapus(client, orang, desa):
    perangkat = PerangkatFactory(desa=desa, nama="Kaur Satu")
    KehadiranFactory(kunjungan=KunjunganFactory(desa=desa), nama="Kaur Satu", perangkat=perangkat)
    client.force_login(orang["verifikator"])
    jawab = client.post(reverse("desa:perangkat-hapus", args=[perangkat.pk]), {"versi": perangkat.versi}, follow=True)
    assert "Kaur Satu tercatat di daftar hadir kunjungan, jadi tidak dapat dihapus." in jawab.content.decode()
    assert Perangkat.objects.filter(pk=perangkat.pk).exists()


def test_dua_orang_mengubah_perangkat_yang_sama(client, orang, desa):
    """The second to save sees both versions; nothing typed is lost, and saving again means it."""
    perangkat = PerangkatFactory(desa=desa, nama="Kaur Satu", telepon="0811")
    alamat = reverse("desa:perangkat-ubah", args=[perangkat.pk])
    client.force_login(orang["sekretaris_desa"])
    versi = client.get(alamat).context["form"]["versi"].value()
    Perangkat.objects.filter(pk=perangkat.pk).update(telepon="0822", versi=int(versi) + 1)
    isi = {"nama": "Kaur Satu, S.E.", "jabatan": perangkat.jabatan, "telepon": "0811", "versi": versi}
    jawab = client.post(alamat, isi)
    galat = jawab.context["form"].non_field_errors()
    assert len(galat) == 1
    assert "Nama lengkap: “Kaur Satu”; Telepon: “0822”" in galat[0]
    assert 'value="Kaur Satu, S.E."' in jawab.content.decode()
    perangkat.refresh_from_db()
    assert perangkat.nama == "Kaur Satu"
    client.post(alamat, isi | {"versi": jawab.context["form"]["versi"].value()})
    perangkat.refresh_from_db()
    assert (perangkat.nama, perangkat.telepon) == ("Kaur Satu, S.E.", "0811")


@pytest.mark.parametrize("peran", Peran.values)
def test_siapa_mengubah_data_desa_dan_kop(client, orang, desa, peran):
    client.force_login(orang[peran])
    kantor = client.post(
        reverse("desa:desa-ubah", args=[desa.pk]),
        {"alamat": "Balai", "lintang": "-2,3314", "bujur": "115.5678", "versi": desa.versi},
    )
    kop = client.post(
        reverse("desa:kecamatan-ubah", args=[desa.kecamatan_id]),
        {"alamat": "Jalan Baru", "zona_waktu": "Asia/Makassar", "versi": desa.kecamatan.versi},
    )
    kantornya, kopnya = peran in {*PENGELOLA, "admin_kabupaten"}, peran in {"admin", "admin_kabupaten", "verifikator"}
    assert kantor.status_code == (302 if kantornya else 403)
    assert kop.status_code == (302 if kopnya else 403)
    sesudah = Desa.objects.select_related("kecamatan").get(pk=desa.pk)
    assert (sesudah.alamat, str(sesudah.lintang)) == (("Balai", "-2.331400") if kantornya else ("", "None"))
    assert (sesudah.kecamatan.alamat == "Jalan Baru") == kopnya


@pytest.mark.parametrize(
    ("isi", "galat"),
    [
        ({"lintang": "-2,3"}, {"bujur": ["Isi lintang dan bujur keduanya, atau kosongkan keduanya."]}),
        (
            {"lintang": "115,5678", "bujur": "-2.33140"},
            {"lintang": ["Tertukar: lintang tampaknya -2,3314 dan bujur 115,5678."]},
        ),
        (
            {"lintang": "-2,3", "bujur": "15"},
            {"__all__": ["Lintang dan bujur diisi keduanya dan berada di wilayah Indonesia."]},
        ),
    ],
)
def test_lokasi_di_luar_indonesia_atau_separuh(client, orang, desa, isi, galat):
    client.force_login(orang["sekretaris_desa"])
    jawaban = client.post(reverse("desa:desa-ubah", args=[desa.pk]), isi)
    assert jawaban.context["form"].errors == galat


def unggah_lambang(client, desa, isi: bytes, nama: str):
    return client.post(
        reverse("desa:kecamatan-ubah", args=[desa.kecamatan_id]),
        {"zona_waktu": "Asia/Makassar", "lambang_baru": SimpleUploadedFile(nama, isi), "versi": desa.kecamatan.versi},
    )


@pytest.mark.parametrize("jenis", ["PNG", "JPEG"])
def test_lambang_disimpan_ulang_sebagai_png(client, orang, desa, jenis):
    client.force_login(orang["verifikator"])
    alamat = reverse("desa:kecamatan-lambang", args=[desa.kecamatan_id])
    assert client.get(alamat).status_code == 404
    unggah_lambang(client, desa, gambar(jenis, (2000, 3000)), f"a.{jenis.lower()}")
    jawaban = client.get(alamat)
    with Image.open(io.BytesIO(b"".join(jawaban.streaming_content))) as hasil:
        assert (jawaban["Content-Type"], hasil.format, hasil.size) == ("image/png", "PNG", (667, 1000))
    isi = {"zona_waktu": "Asia/Makassar", "hapus_lambang": "on", "versi": desa.kecamatan.versi + 1}
    client.post(reverse("desa:kecamatan-ubah", args=[desa.kecamatan_id]), isi)
    assert client.get(alamat).status_code == 404


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("a.png", b"bukan gambar", "Berkas ini bukan gambar PNG atau JPEG yang dapat dibaca."),
        ("a.png", gambar("GIF"), "Berkas ini bukan gambar PNG atau JPEG yang dapat dibaca."),
        ("a.png", gambar()[:50], "Berkas ini bukan gambar PNG atau JPEG yang dapat dibaca."),
        (
            "a.png",
            partial(gambar, ukuran=(5001, 5000)),
            "Gambar lambang terlalu besar. Perkecil sampai di bawah 25 megapiksel.",
        ),
        ("a.png", png_kepala(8000, 5000), "Gambar lambang terlalu besar. Perkecil sampai di bawah 25 megapiksel."),
        ("a.png", png_kepala(50_000, 50_000), "Gambar lambang terlalu besar. Perkecil sampai di bawah 25 megapiksel."),
        ("a.jpg", b"\xff" * (2 * 1024 * 1024 + 1), "Berkas lambang terlalu besar. Ukuran paling besar 2 MB."),
    ],
)
def test_lambang_yang_bukan_gambar_ditolak(client, orang, desa, nama, isi, kalimat):
    client.force_login(orang["verifikator"])
    isi = isi() if callable(isi) else isi  # the dear one is drawn here, not wherever tests are collected
    assert unggah_lambang(client, desa, isi, nama).context["form"].errors == {"lambang_baru": [kalimat]}


def test_saringan_perangkat(client, orang, desa):
    kini = PerangkatFactory(desa=desa, nama="Kini", jabatan="kepala_desa", niap="123")
    dulu = PerangkatFactory(desa=desa, nama="Dulu", jabatan="staf", selesai=datetime.date(2020, 1, 1))
    tetangga = PerangkatFactory(desa=DesaFactory(kecamatan=desa.kecamatan, nama="Sebelah"), nama="Tetangga")
    client.force_login(orang["camat"])

    def cari(**saringan) -> list[int]:
        return sorted(kolom(client.get(reverse("desa:perangkat-daftar"), saringan), "pk"))

    assert cari() == [kini.pk, dulu.pk, tetangga.pk]
    assert cari(cari="123") == [kini.pk]
    assert cari(cari="sebelah") == [tetangga.pk]
    assert cari(desa=desa.kode) == [kini.pk, dulu.pk]
    assert cari(keadaan="menjabat") == [kini.pk, tetangga.pk]
    assert cari(keadaan="berakhir") == [dulu.pk]
    assert cari(jabatan="staf") == [dulu.pk]


def test_saringan_menjadi_isian_teks_bila_desanya_ratusan(client, orang, desa, monkeypatch):
    monkeypatch.setattr("desa.filters.PILIHAN_MAKS", 1)
    kini = PerangkatFactory(desa=desa)
    PerangkatFactory(desa=DesaFactory(kecamatan=desa.kecamatan))
    client.force_login(orang["camat"])
    for nilai in (desa.kode, "putat"):
        jawaban = client.get(reverse("desa:perangkat-daftar"), {"desa": nilai})
        assert jawaban.context["filter"].form.fields["desa"].label == "Desa (nama atau kode)"
        assert kolom(jawaban, "pk") == [kini.pk]


@pytest.mark.parametrize(
    ("alamat", "pabrik"),
    [
        ("desa:desa-daftar", DesaFactory),
        ("desa:perangkat-daftar", PerangkatFactory),
        ("desa:bpd-daftar", AnggotaBPDFactory),
        ("desa:lkd-daftar", PengurusLKDFactory),
    ],
)
def test_jumlah_kueri_tidak_bertambah(client, desa, alamat, pabrik):
    def buat(jumlah):
        for _ in range(jumlah):
            pabrik(
                **(
                    {"kecamatan": desa.kecamatan}
                    if pabrik is DesaFactory
                    else {"desa": DesaFactory(kecamatan=desa.kecamatan)}
                )
            )

    client.force_login(pengguna_berperan("verifikator", desa))
    buat(1)
    with CaptureQueriesContext(
        connection,
    ) as satu:
        client.get(reverse(alamat), {"per_page": 100})
    buat(29)
    with CaptureQueriesContext(connection) as banyak:
        jawaban = client.get(reverse(alamat), {"per_page": 100})
    assert len(jawaban.context["table"].page.object_list) >= 25
    assert len(banyak) == len(satu)


def test_jumlah_kueri_halaman_desa_tidak_bertambah(client, desa):
    client.force_login(pengguna_berperan("verifikator", desa))
    jumlah = []
    for banyak in (1, 29):
        for pabrik in (PerangkatFactory, AnggotaBPDFactory, PengurusLKDFactory):
            pabrik.create_batch(banyak, desa=desa, selesai=datetime.date(2099, 1, 1))
        with CaptureQueriesContext(connection) as tercatat:
            client.get(reverse("desa:desa-rinci", args=[desa.pk]))
        jumlah.append(len(tercatat))
    assert jumlah[0] == jumlah[1]


def test_kosong_mengatakan_langkah_berikutnya(client, orang):
    client.force_login(orang["sekretaris_desa"])
    isi = client.get(reverse("desa:bpd-daftar")).content.decode()
    assert "Belum ada anggota BPD" in isi
    assert "Tambah anggota BPD" in isi


def test_sesudah_kop_disimpan_kembali_ke_halaman_yang_meminta(client, orang, desa):
    """From "Menyiapkan kantor" one returns there; to another site never."""
    client.force_login(orang["verifikator"])
    alamat = reverse("desa:kecamatan-ubah", args=[desa.kecamatan_id])
    for lanjut, tujuan in (
        ("/kantor/menyiapkan/", "/kantor/menyiapkan/"),
        ("https://lain.test/", alamat),
        ("", alamat),
    ):
        isi = {"alamat": "Jalan Baru", "zona_waktu": "Asia/Makassar", "sebutan_desa": "lazim"}
        isi["versi"] = Kecamatan.objects.get(pk=desa.kecamatan_id).versi
        jawab = client.post(f"{alamat}?lanjut={lanjut}", isi)
        assert (jawab.status_code, jawab["Location"]) == (302, tujuan)

"""Photos from the field, and the page that they stand on."""

import datetime
import uuid
import zlib
from functools import partial
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.foto import FotoDitolak, foto_baca
from dasar.kiriman import TERLALU_BESAR
from desa.tests.factories import DesaFactory, PerangkatFactory
from perut.models import Foto, Pemeriksaan
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, KegiatanFactory, KehadiranFactory, KunjunganFactory
from tindaklanjut.models import Temuan, TindakLanjut

pytestmark = pytest.mark.django_db


def gambar(ukuran=(80, 60), warna="teal", format="JPEG", **pilihan) -> bytes:
    wadah = BytesIO()
    Image.new("RGB", ukuran, warna).save(wadah, format, **pilihan)
    return wadah.getvalue()


@pytest.fixture
def unggah(client, kunjungan, petugas):
    client.force_login(petugas)

    def kerjakan(isi: bytes, *, id=None, nama="foto.jpg", **data):
        url = reverse("perut:foto-unggah", args=[kunjungan.pk, id or uuid.uuid4()])
        jawab = client.post(url, {"berkas": SimpleUploadedFile(nama, isi, "image/jpeg"), **data})
        return jawab.status_code, jawab.json()

    return kerjakan


def test_foto_disimpan_tegak_kecil_dan_tanpa_metadata(unggah, kunjungan):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Merek Kamera"
    exif.get_ifd(0x8769)[0x9003] = "2026:05:05 10:20:30"
    exif.get_ifd(0x8825).update({1: "S", 2: (2.0, 20.0, 24.0), 3: "E", 4: (115.0, 30.0, 36.0)})
    kode, jawab = unggah(gambar((2400, 1200), exif=exif))
    foto = Foto.objects.get()
    assert (kode, jawab["versi"], jawab["isi"]) == (200, 1, {"keterangan": "", "buku": ""})
    assert (foto.lebar, foto.tinggi) == (1000, 2000)
    assert (str(foto.lintang), str(foto.bujur)) == ("-2.340000", "115.510000")
    assert timezone.localtime(foto.waktu).isoformat() == "2026-05-05T10:20:30+08:00"
    with foto.berkas.open() as berkas, Image.open(berkas) as tersimpan:
        assert (tersimpan.format, dict(tersimpan.getexif()), "icc_profile" in tersimpan.info) == ("JPEG", {}, False)


def test_waktu_dan_tempat_dari_peramban(unggah):
    unggah(gambar(), waktu="2026-05-05T02:20:30.000Z", lintang="-2.345678", bujur="115.512345")
    foto = Foto.objects.get()
    assert (foto.waktu, str(foto.lintang), str(foto.bujur)) == (
        datetime.datetime(2026, 5, 5, 2, 20, 30, tzinfo=datetime.UTC), "-2.345678", "115.512345")  # fmt: skip


@pytest.mark.parametrize(
    ("waktu", "lintang", "bujur"),
    [("kemarin", "utara", "timur"), ("9999-12-31T23:59:59Z", "91", "10"), ("2099-01-01", "NaN", "Infinity"),
     ("1999-01-01T00:00:00Z", "-2.3", ""), ("2026-13-01T00:00", "1e400", "5")],
)  # fmt: skip
def test_waktu_dan_tempat_yang_tidak_masuk_akal_dikosongkan(unggah, waktu, lintang, bujur):
    kode, _ = unggah(gambar(), waktu=waktu, lintang=lintang, bujur=bujur)
    foto = Foto.objects.get()
    assert (kode, foto.waktu, foto.lintang, foto.bujur) == (200, None, None, None)


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_png_dan_webp_menjadi_jpeg(unggah, format):
    assert unggah(gambar(format=format))[0] == 200
    with Foto.objects.get().berkas.open() as berkas, Image.open(berkas) as tersimpan:
        assert tersimpan.format == "JPEG"


def test_foto_yang_sama_dua_kali(unggah):
    id = uuid.uuid4()
    assert unggah(gambar(), id=id)[0] == 200
    assert unggah(gambar(), id=id)[0] == 200  # the same photo, sent again
    kode, jawab = unggah(gambar())
    kalimat = "Foto ini sudah ada di kunjungan ini, jadi tidak disimpan lagi."
    assert (kode, jawab["kesalahan"], Foto.objects.count()) == (422, {"berkas": [kalimat]}, 1)


def test_paling_banyak_dua_puluh_foto(unggah, kunjungan):
    for n in range(settings.FOTO_JUMLAH_MAKS):
        Foto.objects.create(kunjungan=kunjungan, sha256=str(n))
    kode, jawab = unggah(gambar())
    kalimat = "Sudah ada 20 foto, jumlah terbanyak satu kunjungan. Hapus dulu yang kurang perlu."
    assert (kode, jawab["kesalahan"]) == (422, {"berkas": [kalimat]})


BUKAN_FOTO = "Berkas ini bukan foto yang dapat dibaca. Pakai JPEG, PNG, atau WebP."


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"Ini teks biasa.", BUKAN_FOTO),
        (b"", BUKAN_FOTO),
        (gambar()[:200], BUKAN_FOTO),
        (gambar(format="GIF"), BUKAN_FOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", BUKAN_FOTO),
        (
            partial(gambar, (8000, 5000), format="PNG"),
            "Foto ini 40 megapiksel; paling besar 30. Turunkan ukuran foto pada kamera.",
        ),
        (
            b"\xff\xd8" + b"0" * (16 * 1024 * 1024),
            "Foto ini 16 MB; paling besar 15 MB. Kecilkan dulu atau ambil ulang.",
        ),
        (
            gambar(format="PNG", save_all=True, append_images=[Image.new("RGB", (80, 60), "red")]),
            "Gambar bergerak tidak dapat dipakai sebagai foto.",
        ),
    ],
    ids=["teks", "kosong", "terpotong", "gif", "svg", "40MP", "16MB", "bergerak"],
)
def test_berkas_yang_bukan_foto_layak(unggah, isi, kalimat):
    kode, jawab = unggah(isi() if callable(isi) else isi)
    assert (kode, jawab["kesalahan"], Foto.objects.count()) == (422, {"berkas": [kalimat]}, 0)


def test_yang_jauh_terlalu_besar_ditolak_di_pintu_dengan_kalimat(client, kunjungan, petugas):
    client.force_login(petugas)
    url = reverse("perut:foto-unggah", args=[kunjungan.pk, uuid.uuid4()])
    besar = SimpleUploadedFile("foto.jpg", b"\xff\xd8" + b"0" * (30 * 1024 * 1024), "image/jpeg")
    jawab = client.post(url, {"berkas": besar}, headers={"accept": "application/json"})
    assert (jawab.status_code, jawab.json()["pesan"], Foto.objects.count()) == (413, TERLALU_BESAR, 0)


def test_bom_dekompresi_ditolak_sebelum_dibuka():
    kepala = gambar((10, 10), format="PNG")
    raksasa = bytearray(kepala)
    raksasa[16:24] = (60_000).to_bytes(4, "big") * 2
    raksasa[29:33] = zlib.crc32(bytes(raksasa[12:29])).to_bytes(4, "big")
    with pytest.raises(FotoDitolak, match="jauh terlalu besar"):
        foto_baca(SimpleUploadedFile("bom.png", bytes(raksasa)))


def test_keterangan_foto_lalu_hapus_beserta_berkasnya(unggah, kirim, kunjungan, django_capture_on_commit_callbacks):
    id = uuid.uuid4()
    unggah(gambar(), id=id)
    buku = str(Pemeriksaan.objects.get(kunjungan=kunjungan, buku__kode="A.1").buku_id)
    kode, jawab = kirim("foto", {"keterangan": "Buku kas", "buku": buku}, id=id, versi=1)
    assert (kode, jawab["isi"]) == (200, {"keterangan": "Buku kas", "buku": buku})
    foto = Foto.objects.get()
    assert foto.berkas.storage.exists(foto.berkas.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert kirim("foto", id=id, versi=2, hapus=True)[0] == 200
    assert (Foto.objects.count(), foto.berkas.storage.exists(foto.berkas.name)) == (0, False)
    assert kirim("foto", {"keterangan": "Lagi", "buku": ""}, id=id)[0] == 409  # no photo without bytes


def test_foto_hanya_untuk_yang_boleh_melihat_isi(client, unggah, kunjungan, orang, desa):
    id = uuid.uuid4()
    unggah(gambar((800, 600)), id=id)
    url = reverse("perut:foto-berkas", args=[kunjungan.pk, id])
    hasil = {}
    for siapa in ("camat", "kepala_desa", "pemantau_kabupaten"):
        client.force_login(orang[siapa])
        hasil[siapa] = client.get(url).status_code
    client.force_login(pengguna_berperan(Peran.CAMAT, DesaFactory()))
    hasil["asing"] = client.get(url).status_code
    assert hasil == {"camat": 200, "kepala_desa": 403, "pemantau_kabupaten": 200, "asing": 404}
    client.force_login(orang["camat"])
    kecil = client.get(url + "?kecil")
    with Image.open(BytesIO(kecil.content)) as g:
        assert (kecil["Content-Type"], g.size) == ("image/jpeg", (360, 270))


# --- the page --------------------------------------------------------------------------------
def test_halaman_tertutup_menyebut_sebabnya(client, kunjungan, orang):
    url = reverse("perut:lapangan", args=[kunjungan.pk])
    client.force_login(orang["camat"])
    jawab = client.get(url)
    assert (jawab.status_code, jawab.context["alasan"]) == (403, "Hanya petugas kunjungan ini yang dapat mengisinya.")
    assert reverse("perut:kunjungan-rinci", args=[kunjungan.pk]) in jawab.content.decode()


def test_halaman_menyebut_pemeriksaan_terakhir_dan_nama_pedoman(client, kunjungan, petugas, desa):
    lama = KunjunganFactory(desa=desa, status="disahkan", tanggal=datetime.date(2026, 4, 5))
    buku = Pemeriksaan.objects.get(kunjungan=kunjungan, buku__kode="A.1").buku
    buku.nama_pedoman = "Buku Peraturan Kepala Desa"
    buku.save()
    Pemeriksaan.objects.create(kunjungan=lama, buku=buku, ada=True, mutakhir_sampai=datetime.date(2026, 3, 1))
    client.force_login(petugas)
    isi = client.get(reverse("perut:lapangan", args=[kunjungan.pk])).content.decode()
    assert "Terakhir 5 Apr 2026: ada, s.d. Maret 2026" in isi
    assert "Pedoman PERUT: Buku Peraturan Kepala Desa" in isi


def test_kekurangan_tampil_di_samping_tombol(client, kunjungan, petugas):
    client.force_login(petugas)
    jawab = client.get(reverse("perut:kekurangan", args=[kunjungan.pk]))
    assert jawab.context["kekurangan"][0] == "Daftar hadir masih kosong."
    assert "disabled" in jawab.content.decode()


def _isi_penuh(kunjungan, desa, n):
    for i in range(n):
        PerangkatFactory(desa=desa)
        KehadiranFactory(kunjungan=kunjungan)
        KegiatanFactory(kunjungan=kunjungan)
        Foto.objects.create(kunjungan=kunjungan, sha256=str(i), berkas=ContentFile(gambar(), f"{i}.jpg"))
        lama = Temuan.objects.create(
            desa=desa,
            asal_jenis="kunjungan",
            asal_id=f"lalu-{i}",
            asal_teks="Kunjungan lalu",
            status="terbuka",
            uraian="Buku agenda belum ada.",
            penanggung_jawab="Sekretaris Desa",
            batas_waktu="2026-04-30",
        )
        TindakLanjut.objects.create(temuan=lama, asal_jenis="desa", hasil="sebagian", uraian="Sedang dikerjakan.")
        Temuan.objects.create(desa=desa, asal_jenis="kunjungan", asal_id=str(kunjungan.pk), uraian="x",
                              penanggung_jawab="x", batas_waktu="2026-06-01")  # fmt: skip


def test_halaman_kecil_dan_jumlah_kueri_tetap(client, desa, petugas):
    jumlah = []
    client.force_login(petugas)
    for n, buku in ((1, 1), (20, 23)):
        for i in range(buku):
            BukuFactory(kode=f"{n}.{i}", nama_pedoman="Nama menurut Pedoman PERUT", nama="Buku Administrasi Contoh")
        k = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung",
                             tanggal=datetime.date(2026, 5, 5))  # fmt: skip
        kunjungan_siapkan_isian(k)
        _isi_penuh(k, desa, n)
        with CaptureQueriesContext(connection) as kueri:
            jawab = client.get(reverse("perut:lapangan", args=[k.pk]))
        jumlah.append(len(kueri))
        ukuran = len(jawab.content)
    assert k.pemeriksaan_set.count() == 24
    assert jumlah[0] == jumlah[1]
    assert ukuran < 250_000

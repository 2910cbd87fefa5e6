"""Sending, accepting, refusing; versions, duplicates, quota; and nothing half stored."""

import errno
import hashlib
import io
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.pendamping import PENDAMPING
from berkas import acuan
from berkas.acuan import muat
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import PEMERIKSA_BERKAS, PENGUNGGAH_BERKAS, StatusBerkas
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from berkas.queries.berkas import berkas_cari
from berkas.services import berkas as layanan
from berkas.tests import berkas_contoh
from berkas.tests.contoh_unggah import kategori, tujuan, unggah
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan
from perut import acuan as acuan_perut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


def tersimpan(settings) -> list[Path]:
    return sorted(p for p in Path(settings.MEDIA_ROOT).rglob("berkas/**/*") if p.is_file())


def tentang(pengguna) -> list[str]:
    return list(Pemberitahuan.objects.filter(penerima=pengguna).order_by("pk").values_list("judul", flat=True))


def test_berkas_pertama_disimpan_utuh_dan_kecamatan_diberi_tahu(desa, orang, settings):
    isi = berkas_contoh.pdf()
    versi = unggah(desa, orang["sekretaris_desa"], isi, "LPPD 2026.pdf", nomor="3 Tahun 2026")
    berkas = versi.berkas
    assert (berkas.judul, berkas.nomor, berkas.status) == ("LPPD 2026", "3 Tahun 2026", StatusBerkas.MENUNGGU)
    assert (versi.urut, versi.ukuran, versi.sha256) == (1, len(isi), hashlib.sha256(isi).hexdigest())
    assert versi.isi.read() == isi
    assert "LPPD" not in versi.isi.name
    assert "." not in Path(versi.isi.name).name
    assert [(r.aksi, r.dari, r.ke, r.versi_id) for r in berkas.riwayat.all()] == [("unggah", "", "menunggu", versi.pk)]
    assert tentang(orang["verifikator"]) == tentang(orang["pelaksana"]) == [f"{desa} mengirim berkas"]
    assert tentang(orang["kepala_desa"]) == tentang(orang["camat"]) == []


def test_banyak_berkas_sekaligus_satu_pemberitahuan(desa, orang):
    for n in range(3):
        unggah(desa, orang["sekretaris_desa"], berkas_contoh.pdf(f"nomor {n}"))
    assert tentang(orang["verifikator"]) == [f"{desa} mengirim berkas"]
    Pemberitahuan.objects.update(dibaca=timezone.now())
    unggah(desa, orang["sekretaris_desa"], berkas_contoh.pdf("nomor lain"))
    assert len(tentang(orang["verifikator"])) == 2


def test_ditolak_diperbaiki_diterima(desa, orang):
    sekdes, verifikator = orang["sekretaris_desa"], orang["verifikator"]
    berkas = unggah(desa, sekdes).berkas
    layanan.berkas_tolak(berkas=berkas, alasan="Halaman 3 belum ditandatangani.", oleh=verifikator)
    berkas.refresh_from_db()
    assert berkas.status == StatusBerkas.DITOLAK
    pesan = Pemberitahuan.objects.get(penerima=sekdes)
    assert (pesan.isi, pesan.tautan) == ("Halaman 3 belum ditandatangani.", berkas.get_absolute_url())
    with pytest.raises(ValidationError, match="mengapa versi baru"):
        unggah(desa, sekdes, berkas_contoh.pdf("baru"), berkas=berkas)
    lama = berkas.versi_terkini
    versi = unggah(desa, sekdes, berkas_contoh.pdf("baru"), berkas=berkas, alasan="Sudah ditandatangani.")
    berkas.refresh_from_db()
    assert (berkas.status, berkas.versi_terkini, versi.urut) == (StatusBerkas.MENUNGGU, versi, 2)
    assert lama.isi.read() != versi.isi.read()
    layanan.berkas_terima(berkas=berkas, oleh=verifikator)
    berkas.refresh_from_db()
    assert berkas.status == StatusBerkas.DITERIMA
    assert [(r.aksi, r.versi_id) for r in berkas.riwayat.all()] == [
        ("unggah", lama.pk),
        ("tolak", None),
        ("unggah", versi.pk),
        ("terima", None),
    ]


def test_keputusan_pada_halaman_basi_tidak_terjadi(desa, orang):
    berkas = unggah(desa, orang["sekretaris_desa"]).berkas
    sejak = sejak_dari(berkas)
    unggah(desa, orang["sekretaris_desa"], berkas_contoh.pdf("baru"), berkas=berkas, alasan="Salah kirim.")
    with pytest.raises(ValidationError, match="sudah diubah"):
        layanan.berkas_terima(berkas=berkas, oleh=orang["verifikator"], sejak=sejak)


@pytest.mark.parametrize("peran", Peran)
@pytest.mark.parametrize("status", StatusBerkas)
@pytest.mark.parametrize("transisi", TRANSISI_BERKAS, ids=lambda t: t.aksi)
def test_setiap_status_aksi_dan_peran(desa, orang, transisi, status, peran):
    berkas = Berkas.objects.create(
        desa=desa, kategori=kategori(), tahun=2026, periode="2026", judul="A", status=status, dibuat_oleh=orang["admin"]
    )
    kerja = {
        "unggah": lambda: unggah(desa, orang[peran], berkas=berkas, alasan="Perbaikan."),
        "terima": lambda: layanan.berkas_terima(berkas=berkas, oleh=orang[peran]),
        "tolak": lambda: layanan.berkas_tolak(berkas=berkas, alasan="Kurang.", oleh=orang[peran]),
    }[transisi.aksi]
    if peran not in transisi.peran:
        with pytest.raises(PermissionDenied):
            kerja()
    elif status not in transisi.dari:
        with pytest.raises(ValidationError, match="berstatus"):
            kerja()
    else:
        kerja()
    berkas.refresh_from_db()
    jadi = peran in transisi.peran and status in transisi.dari
    assert berkas.status == (transisi.ke if jadi else status)


@pytest.mark.parametrize("peran", sorted(PENGUNGGAH_BERKAS | PEMERIKSA_BERKAS))
def test_orang_wilayah_lain_tidak_dapat_apa_apa(desa, orang, peran):
    asing = pengguna_berperan(peran, DesaFactory())
    berkas = unggah(desa, orang["sekretaris_desa"]).berkas
    assert list(Berkas.objects.untuk(asing)) == []
    with pytest.raises(PermissionDenied):
        unggah(desa, asing, berkas_contoh.pdf("lain"))
    for kerja in (layanan.berkas_terima, layanan.berkas_tolak):
        with pytest.raises(PermissionDenied):
            kerja(berkas=berkas, oleh=asing, **({"alasan": "x"} if kerja is layanan.berkas_tolak else {}))


def test_pengunggah_tidak_menerima_kirimannya_sendiri(desa, orang):
    berkas = unggah(desa, orang["pelaksana"]).berkas
    with pytest.raises(PermissionDenied):
        layanan.berkas_terima(berkas=berkas, oleh=orang["pelaksana"])
    layanan.berkas_terima(berkas=berkas, oleh=orang["verifikator"])


def test_isi_yang_sama_untuk_berkas_yang_sama_disebut_dan_tidak_disimpan(desa, orang, settings):
    isi = berkas_contoh.pdf()
    berkas = unggah(desa, orang["sekretaris_desa"], isi).berkas
    with pytest.raises(ValidationError, match="sama persis dengan versi 1"):
        unggah(desa, orang["sekretaris_desa"], isi, berkas=berkas, alasan="Lagi.")
    with pytest.raises(ValidationError, match="sudah diunggah sebagai “laporan” \\(LPPD 2026\\)"):
        unggah(desa, orang["sekretaris_desa"], isi, "nama lain.pdf")
    assert VersiBerkas.objects.count() == 1
    assert len(tersimpan(settings)) == 1


def test_isi_yang_sama_di_tempat_lain_disebut_dan_byte_nya_dipakai_bersama(desa, orang, settings):
    isi = berkas_contoh.pdf()
    satu = unggah(desa, orang["sekretaris_desa"], isi)
    hasil = layanan.berkas_unggah(
        tujuan=tujuan(desa, kategori=kategori("lkppd")), isi=io.BytesIO(isi), nama="b.pdf", oleh=orang["kepala_desa"]
    )
    assert "sudah ada sebagai “laporan” (LPPD 2026)" in hasil.catatan
    assert hasil.versi.isi.name == satu.isi.name
    assert len(tersimpan(settings)) == 1
    lain = DesaFactory(kecamatan=desa.kecamatan)
    ketiga = unggah(lain, pengguna_berperan("sekretaris_desa", lain), isi)
    assert ketiga.isi.name != satu.isi.name


def test_kuota_desa(desa, orang, settings):
    isi = berkas_contoh.pdf()
    settings.BERKAS_KUOTA_DESA = len(isi) + 10
    unggah(desa, orang["sekretaris_desa"], isi)
    with pytest.raises(ValidationError, match="Jatah penyimpanan"):
        unggah(desa, orang["sekretaris_desa"], berkas_contoh.pdf("lain"))
    assert len(tersimpan(settings)) == 1


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"periode": "2026-05"}, "tidak sesuai dengan kategori"),
        ({"periode": "2025"}, "tidak sesuai dengan kategori"),
        ({"tahun": 1999, "periode": "1999"}, "Tahun harus antara"),
        ({"tahun": 2150, "periode": "2150"}, "Tahun harus antara"),
    ],
)
def test_periode_dan_tahun_yang_keliru(desa, orang, isi, kalimat):
    with pytest.raises(ValidationError, match=kalimat):
        unggah(desa, orang["sekretaris_desa"], **isi)


def test_yang_ditolak_pemeriksa_tidak_meninggalkan_apa_apa(desa, orang, settings):
    with pytest.raises(ValidationError, match="adalah program"):
        unggah(desa, orang["sekretaris_desa"], b"#!/bin/sh\n")
    assert (Berkas.objects.count(), tersimpan(settings)) == (0, [])


class CakramPenuh(FileSystemStorage):
    """A disk that fills up in the middle of a file."""

    def _save(self, name, content):
        jalur = Path(self.path(name))
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_bytes(content.read(100))
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def cakram_penuh(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.CakramPenuh"}}


def test_cakram_penuh_menjadi_kalimat_dan_tidak_ada_yang_tertinggal(desa, orang, settings, cakram_penuh):
    with pytest.raises(ValidationError, match="Ruang penyimpanan server penuh"):
        unggah(desa, orang["sekretaris_desa"])
    assert (Berkas.objects.count(), Pemberitahuan.objects.count(), tersimpan(settings)) == (0, 0, [])


def test_transaksi_yang_gagal_menghapus_byte_nya(desa, orang, settings):
    def gagal(_):
        raise ValidationError("batal")

    with pytest.raises(ValidationError, match="batal"):
        layanan.berkas_unggah(
            tujuan=tujuan(desa),
            isi=io.BytesIO(berkas_contoh.pdf()),
            nama="a.pdf",
            oleh=orang["sekretaris_desa"],
            sesudah=gagal,
        )
    assert (Berkas.objects.count(), tersimpan(settings)) == (0, [])


def test_foto_menyimpan_waktu_tempat_dan_aslinya_tidak_berubah(desa, orang, django_capture_on_commit_callbacks):
    isi = berkas_contoh.foto_bertempat()
    with django_capture_on_commit_callbacks(execute=True):
        versi = unggah(desa, orang["sekretaris_desa"], isi, "foto.jpg")
    versi.refresh_from_db()
    assert timezone.localtime(versi.waktu_foto).strftime("%d-%m-%Y %H.%M") == "05-05-2026 09.30"
    assert (float(versi.lintang), float(versi.bujur)) == (-2.341667, 115.5)
    assert versi.isi.read() == isi
    with default_storage.open(versi.nama_pratinjau(1)) as tampil:
        assert b"Pabrik Kamera" not in tampil.read()
    assert b"Pabrik Kamera" in isi


def test_pencarian_dalam_judul_nomor_dan_isi(desa, orang, django_capture_on_commit_callbacks):
    sekdes = orang["sekretaris_desa"]
    with django_capture_on_commit_callbacks(execute=True):
        a = unggah(desa, sekdes, berkas_contoh.pdf("Pembangunan jembatan dusun"), judul="Laporan A").berkas
        b = unggah(desa, sekdes, berkas_contoh.docx("Musyawarah tentang irigasi"), "b.docx", nomor="7/UJI/2026").berkas
        c = unggah(desa, sekdes, berkas_contoh.xlsx("Belanja semen"), "c.xlsx", kategori=kategori("rab")).berkas
        d = unggah(desa, sekdes, berkas_contoh.odf("Daftar penerima bantuan"), "d.odt", kategori=kategori("rab")).berkas
    semua = Berkas.objects.untuk(sekdes)
    for kata, harapan in {
        "jembatan": [a],
        "JEMBATAN dusun": [a],
        "irigasi": [b],
        "7/UJI": [b],
        "semen": [c],
        "penerima bantuan": [d],
        "laporan": [a],
        "tidak ada": [],
        "rab semen": [c],
        "": [a, b, c, d],
        "'; drop table --": [],
    }.items():
        assert sorted(berkas_cari(semua, kata).values_list("pk", flat=True)) == [x.pk for x in harapan], kata


@pytest.mark.postgresql
def test_pencarian_mengenal_kata_dasar_dan_memakai_indeks(desa, orang, django_capture_on_commit_callbacks):
    from django.db import connection

    with django_capture_on_commit_callbacks(execute=True):
        a = unggah(desa, orang["sekretaris_desa"], berkas_contoh.pdf("Kami melaporkan kegiatan")).berkas
    assert list(berkas_cari(Berkas.objects.all(), "laporan kegiatannya")) == [a]
    # a minus leaves out; of nothing but minuses the words are meant
    assert not berkas_cari(Berkas.objects.all(), "laporan -kegiatan").exists()
    assert [list(berkas_cari(Berkas.objects.all(), k)) for k in ("-kegiatan", "-semen")] == [[a], []]
    kueri = berkas_cari(Berkas.objects.all(), "kegiatan").filter(judul="laporan").only("pk")
    assert "@@" in str(kueri.query)
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL enable_seqscan = off")
        kursor.execute(
            "EXPLAIN SELECT id FROM berkas_berkas WHERE to_tsvector('indonesian'::regconfig, "
            "COALESCE(teks_cari, '')) @@ websearch_to_tsquery('indonesian'::regconfig, 'kegiatan')"
        )
        assert "berkas_teks_cari_gin" in str(kursor.fetchall())


def test_kategori_dimuat_sekali_dan_buku_ikut():
    kode = {b["kode"] for isi in acuan.semua() for k in isi["kategori"] for b in k["butir"]}
    assert muat() == [f"Kategori berkas: {len(kode)} dimuat atau diperbarui."]
    assert muat() == ["Kategori berkas: tidak berubah."]
    assert {k.kode for k in KategoriBerkas.objects.all()} == kode
    acuan_perut.muat()
    buku = KategoriBerkas.objects.filter(kelompok="buku")
    terbaru = acuan_perut.daftar_buku(acuan_perut.semua()[-1])
    assert [k.kode for k in buku.order_by("urut")] == [f"buku:{b['kode']}" for b in terbaru]
    assert buku.get(kode="buku:A.1").periode == "bulanan"
    assert KategoriBerkas.objects.first().kelompok == "buku"
    # Every document that goes with a draft budget is a category.
    assert {k for p in PENDAMPING for k in p.kategori} <= set(KategoriBerkas.objects.values_list("kode", flat=True))


def test_kategori_yang_dinonaktifkan_admin_tetap_nonaktif():
    muat()
    KategoriBerkas.objects.filter(kode="lppd").update(aktif=False, nama="Lain")
    assert muat() == ["Kategori berkas: 1 dimuat atau diperbarui."]
    lppd = KategoriBerkas.objects.get(kode="lppd")
    assert (lppd.aktif, lppd.nama) == (False, "LPPD")


def test_admin_menonaktifkan_kategori_tetapi_tidak_menghapusnya(client, orang):
    from django.urls import reverse

    jenis = kategori()
    client.force_login(orang["admin"])
    alamat = reverse("admin:berkas_kategoriberkas_change", args=[jenis.pk])
    isi = {"nama": "LPPD", "kelompok": "laporan", "urut": 1, "keterangan": "", "dasar": "", "kode": "lain"}
    assert client.post(alamat, isi).status_code == 302
    jenis.refresh_from_db()
    assert (jenis.aktif, jenis.kode) == (False, "lppd")
    assert client.get(reverse("admin:berkas_kategoriberkas_delete", args=[jenis.pk])).status_code == 403

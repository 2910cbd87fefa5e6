"""Every sweep that the clock starts: one row that cannot be handled stops nobody.

The database refuses whatever is written about the bad row, which comes first; the good one must be done.
"""

import logging
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from akun.models import Konsep, Penugasan
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from antrean.models import Pekerjaan
from antrean.tests.test_antrean import CATATAN
from apbdes.models import VersiApbdes
from apbdes.tests.factories import VersiApbdesFactory
from berkas.models import Berkas, KategoriBerkas, Unggahan, VersiBerkas
from config.celery import app
from dasar.waktu import hari_ini_pembaca
from desa.models import Desa
from desa.tests.factories import DesaFactory, KecamatanFactory
from jejak.models import Catatan, Segel
from kewajiban.tests.factories import wajibkan
from monitoring.models import KabarMonitoring, Monitoring
from monitoring.tests.factories import MonitoringFactory
from naskah.models import PekerjaanEkspor, PekerjaanTtd, PenandaTangan
from naskah.tests.factories import NaskahFactory
from notifikasi.models import Pemberitahuan, Ringkasan
from operasi.models import MasalahBerkas
from perut.tests.factories import KunjunganFactory
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db(transaction=True)

RUSAK, BAIK = 71_000_001, 71_000_002
KINI = timezone.now()
LAMA = timedelta(minutes=10)
SETAHUN = timedelta(days=400)
Beres = Callable[[], bool]


def diantrekan(kunci: str) -> Beres:
    return lambda: Pekerjaan.objects.filter(kunci=f"{kunci}:{BAIK}").exists()


def antrean_tertinggal() -> Beres:
    for pk in (RUSAK, BAIK):
        lalu = timezone.now() - LAMA
        Pekerjaan.objects.create(pk=pk, nama="antrean.tests.catat", argumen=[pk], berikut=lalu, dicolek=lalu)
    return lambda: BAIK in CATATAN


def antrean_lama() -> Beres:
    for pk in (RUSAK, BAIK):
        Pekerjaan.objects.create(pk=pk, nama="x", status="selesai", selesai=timezone.now() - SETAHUN)
    return lambda: not Pekerjaan.objects.filter(pk=BAIK).exists()


def pemberitahuan_lama() -> Beres:
    orang = pengguna_berperan("camat", DesaFactory())
    for pk in (RUSAK, BAIK):
        Pemberitahuan.objects.create(pk=pk, penerima=orang, judul="x", tautan="/", dibaca=timezone.now() - SETAHUN)
    return lambda: not Pemberitahuan.objects.filter(pk=BAIK).exists()


def sesi_lama() -> Beres:
    orang = pengguna_berperan("camat", DesaFactory())
    for pk in (RUSAK, BAIK):
        Konsep.objects.create(pk=pk, pengguna=orang, alamat="/", halaman="/", isi=[])
    Konsep.objects.update(dibuat=timezone.now() - SETAHUN)
    return lambda: not Konsep.objects.filter(pk=BAIK).exists()


def ringkasan() -> Beres:
    for pk in (RUSAK, BAIK):
        orang = PenggunaFactory(pk=pk)
        lama = KINI - SETAHUN
        Pemberitahuan.objects.create(penerima=orang, judul="x", tautan="/", cara="harian", dibuat=lama)
    return lambda: Ringkasan.objects.filter(pengguna=BAIK).exists()


def pdf() -> Beres:
    for pk, jeda in ((RUSAK, 1), (BAIK, 2)):  # the latest approval comes first
        NaskahFactory(pk=pk, disetujui=timezone.now() - jeda * LAMA)
    return diantrekan("pdf")


def tanda_tangan() -> Beres:
    for pk in (RUSAK, BAIK):
        naskah = NaskahFactory(cara_ttd="elektronik")
        penanda = PenandaTangan.objects.create(naskah=naskah, urutan=1, kunci="ttd", nama="Camat")
        PekerjaanTtd.objects.create(pk=pk, naskah=naskah, penanda=penanda, cms=b"", siap=f"tidak/ada/{pk}")
        PekerjaanTtd.objects.filter(pk=pk).update(dibuat=timezone.now() - LAMA * (2 if pk == RUSAK else 1))
    return diantrekan("ttd")


def ekspor(pk: int, **isi) -> PekerjaanEkspor:
    orang = pengguna_berperan("camat", DesaFactory())
    return PekerjaanEkspor.objects.create(pk=pk, pengguna=orang, jenis="zip", judul="x", pilihan={"naskah": []}, **isi)


def ekspor_terhenti() -> Beres:
    for pk, jeda in ((RUSAK, 2), (BAIK, 1)):
        ekspor(pk, detak=timezone.now() - jeda * LAMA)
    return diantrekan("ekspor")


def ekspor_kedaluwarsa() -> Beres:
    for pk, jeda in ((RUSAK, 2), (BAIK, 1)):
        ekspor(pk, status="selesai", berkas="ekspor/tidak-ada", kedaluwarsa=timezone.now() - jeda * LAMA)
    return lambda: PekerjaanEkspor.objects.get(pk=BAIK).status == "kedaluwarsa"


def ekspor_usang() -> Beres:
    for pk in (RUSAK, BAIK):
        ekspor(pk, status="gagal", galat="x")
    PekerjaanEkspor.objects.update(dibuat=timezone.now() - SETAHUN)
    return lambda: not PekerjaanEkspor.objects.filter(pk=BAIK).exists()


def kategori() -> KategoriBerkas:
    return KategoriBerkas.objects.create(kode="kas", nama="Kas", kelompok="buku", periode="bulanan")


def pratinjau() -> Beres:
    desa = DesaFactory()
    orang, jenis = pengguna_berperan("sekretaris_desa", desa), kategori()
    for pk in (RUSAK, BAIK):
        induk = Berkas.objects.create(
            desa=desa, kategori=jenis, tahun=2026, periode="2026-05", judul="Kas", dibuat_oleh=orang
        )
        VersiBerkas.objects.create(
            pk=pk, berkas=induk, urut=1, isi="x", nama_asli="x.pdf", mime="application/pdf", ukuran=1, oleh=orang
        )
        VersiBerkas.objects.filter(pk=pk).update(waktu=timezone.now() - LAMA * (2 if pk == RUSAK else 1))
    return diantrekan("olah")


def unggahan_ditinggalkan() -> Beres:
    desa = DesaFactory()
    orang, jenis = pengguna_berperan("sekretaris_desa", desa), kategori()
    for pk in (RUSAK, BAIK):
        Unggahan.objects.create(
            pk=uuid.UUID(int=pk), oleh=orang, desa=desa, kategori=jenis, tahun=2026, nama_asli="x", ukuran=9
        )
    Unggahan.objects.update(diubah=timezone.now() - SETAHUN)
    return lambda: not Unggahan.objects.filter(pk=uuid.UUID(int=BAIK)).exists()


def diwajibkan(kecamatan, jenis) -> None:
    wajibkan(kecamatan, jenis, mulai=timezone.now().date() - timedelta(days=60), hari=1)


def kecamatan_diingatkan() -> Beres:
    jenis = kategori()
    for pk in (RUSAK, BAIK):
        diwajibkan(KecamatanFactory(pk=pk), jenis)
    return diantrekan(f"ingatkan:{hari_ini_pembaca()}")


def desa_diingatkan() -> Beres:
    """Two villages of one kecamatan, whose reminders are one task."""
    kecamatan = KecamatanFactory()
    diwajibkan(kecamatan, kategori())
    sekretaris = {
        pk: pengguna_berperan("sekretaris_desa", DesaFactory(pk=pk, kecamatan=kecamatan)) for pk in (RUSAK, BAIK)
    }
    return lambda: Pemberitahuan.objects.filter(penerima=sekretaris[BAIK]).exists()


def laporan_terlambat() -> Beres:
    for pk in (RUSAK, BAIK):
        MonitoringFactory(pk=pk, status="berlangsung", batas_laporan=date(2026, 5, 11))
    return lambda: KabarMonitoring.objects.filter(monitoring=BAIK).exists()


def batas_bergeser() -> Beres:
    for pk in (RUSAK, BAIK):
        MonitoringFactory(pk=pk, status="berlangsung", batas_laporan=date(2026, 5, 7))
    return lambda: Monitoring.objects.get(pk=BAIK).batas_laporan != date(2026, 5, 7)


def evaluasi_lewat() -> Beres:
    for pk in (RUSAK, BAIK):
        VersiApbdesFactory(pk=pk, status="dievaluasi")
    return lambda: VersiApbdes.objects.get(pk=BAIK).status == "lewat_waktu"


def kunjungan_lewat() -> Beres:
    orang = pengguna_berperan("pelaksana", DesaFactory())
    for pk in (RUSAK, BAIK):
        KunjunganFactory(
            pk=pk, tanggal=timezone.now().date() - timedelta(days=3), status="dijadwalkan", petugas=[orang]
        )
    return lambda: Pemberitahuan.objects.filter(tautan__contains=str(BAIK)).exists()


def jejak_belum_bersegel() -> Beres:
    for pk in (RUSAK, BAIK):
        Catatan(pk=pk, jenis="ubah", perkara="uji").save(force_insert=True)
    return lambda: Segel.objects.filter(catatan_id=BAIK).exists()


def jangkar_jejak() -> Beres:
    for pk in (RUSAK, BAIK):
        Penugasan.objects.create(pengguna=PenggunaFactory(pk=pk), peran="admin", mulai=date(2020, 1, 1))
    return lambda: Pemberitahuan.objects.filter(penerima=BAIK, judul__startswith="Jangkar jejak").exists()


def temuan_terlambat() -> Beres:
    """Two villages of one kecamatan, whose reminders are one task."""
    kecamatan = KecamatanFactory()
    kepala = {pk: pengguna_berperan("kepala_desa", DesaFactory(pk=pk, kecamatan=kecamatan)) for pk in (RUSAK, BAIK)}
    for pk in (RUSAK, BAIK):
        desa = Desa.objects.get(pk=pk)
        Temuan.objects.create(
            desa=desa,
            asal_jenis="kunjungan",
            asal_id="1",
            asal_teks="Kunjungan",
            uraian="Buku belum diisi",
            penanggung_jawab="Sekretaris Desa",
            batas_waktu=date(2026, 5, 11),
            status="terbuka",
        )
    return lambda: Pemberitahuan.objects.filter(penerima=kepala[BAIK]).exists()


def kecamatan_bertemuan() -> Beres:
    for pk in (RUSAK, BAIK):
        desa = DesaFactory(kecamatan=KecamatanFactory(pk=pk))
        Temuan.objects.create(
            desa=desa,
            asal_jenis="kunjungan",
            asal_id="1",
            asal_teks="Kunjungan",
            uraian="Buku belum diisi",
            penanggung_jawab="Sekretaris Desa",
            batas_waktu=date(2026, 5, 11),
            status="terbuka",
        )
    hari = hari_ini_pembaca()
    return lambda: Pekerjaan.objects.filter(kunci=f"ingatkan-temuan:{hari}:{BAIK}").exists()


def berkas_hilang() -> Beres:
    for pk in (RUSAK, BAIK):
        KecamatanFactory(pk=pk, lambang=f"lambang/{pk}.png")
    return lambda: MasalahBerkas.objects.filter(kunci=str(BAIK)).exists()


SAPUAN = {
    berkas_hilang: "operasi.tasks.berkas_periksa_malam",
    antrean_tertinggal: "antrean.tasks.antrean_sapu",
    jejak_belum_bersegel: "jejak.tasks.jejak_segel",
    jangkar_jejak: "dasbor.tasks.jejak_kirim_jangkar",
    antrean_lama: "antrean.tasks.antrean_bersihkan",
    sesi_lama: "akun.tasks.sesi_bersihkan",
    pemberitahuan_lama: "notifikasi.tasks.pemberitahuan_bersihkan",
    ringkasan: "notifikasi.tasks.ringkasan_harian",
    pdf: "naskah.tasks.naskah_pdf_sapu",
    tanda_tangan: "naskah.tasks.pekerjaan_ttd_sapu",
    ekspor_terhenti: "naskah.tasks.ekspor_sapu",
    ekspor_kedaluwarsa: "naskah.tasks.ekspor_bersihkan",
    ekspor_usang: "naskah.tasks.ekspor_bersihkan",
    pratinjau: "berkas.tasks.berkas_sapu",
    unggahan_ditinggalkan: "berkas.tasks.berkas_sapu",
    kecamatan_diingatkan: "kewajiban.tasks.kewajiban_ingatkan",
    desa_diingatkan: "kewajiban.tasks.kewajiban_ingatkan",
    laporan_terlambat: "monitoring.tasks.pengingat_laporan",
    batas_bergeser: "desa.tasks.tenggat_samakan",
    evaluasi_lewat: "apbdes.tasks.tenggat_harian",
    kunjungan_lewat: "perut.tasks.pengingat_harian",
    kecamatan_bertemuan: "tindaklanjut.tasks.temuan_ingatkan",
    temuan_terlambat: "tindaklanjut.tasks.temuan_ingatkan",
}


def test_setiap_sapuan_diuji():
    app.loader.import_default_modules()
    assert set(SAPUAN.values()) == {j["task"] for j in settings.CELERY_BEAT_SCHEDULE.values()}


def menolak_yang_rusak(execute, sql, params, many, context):
    """Writes about the bad row fail, as when a constraint or a broken page of the disk stands in the way."""
    tanda = (str(RUSAK), uuid.UUID(int=RUSAK).hex[-8:])
    if sql.split()[0] in {"INSERT", "UPDATE", "DELETE"} and any(t in str(p) for p in params or () for t in tanda):
        raise DatabaseError("baris ini rusak")
    return execute(sql, params, many, context)


@pytest.mark.parametrize("siapkan", SAPUAN, ids=lambda f: f.__name__)
def test_satu_baris_yang_rusak_tidak_menghentikan_yang_lain(siapkan, caplog):
    import_module(SAPUAN[siapkan].rpartition(".")[0])
    beres = siapkan()
    CATATAN.clear()
    with caplog.at_level(logging.ERROR), connection.execute_wrapper(menolak_yang_rusak):
        current_app.tasks[SAPUAN[siapkan]]()
    assert beres()
    assert "baris ini rusak" in caplog.text

"""After an upload: the text of a file for the search, and pages that any browser can show.

The original is only read. What is made lies beside it and can be made again.
"""

import logging
import shutil
import tempfile
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import F

from antrean.enums import Antrean
from berkas import penyimpanan
from berkas.enums import StatusPratinjau
from berkas.models import VersiBerkas
from berkas.olah import gambar, kantor
from berkas.olah.bahan import Bahan
from berkas.pemeriksa.anak import AnakGagal, jalankan
from berkas.pemeriksa.hasil import GAMBAR, PDF
from berkas.queries.pencarian import berkas_indeks
from berkas.teks import bersih

log = logging.getLogger(__name__)
PERCOBAAN_MAKS = 3
DETIK_PDF = 180
SKRIP_PDF = Path(__file__).parent / "pdf_anak.py"
GALAT = "Pratinjau tidak berhasil dibuat; berkasnya sendiri utuh."


@shared_task(name="berkas.berkas_olah", antrean=Antrean.PINDAI, judul="Pratinjau berkas")
def berkas_olah(versi_id: int) -> None:
    """Text and preview of one version. Safe to run twice; never raises for a file that cannot be shown."""
    versi_olah(versi_id=versi_id)


def versi_olah(*, versi_id: int) -> None:
    """Text and preview of one version. Safe to run twice; what fails is tried three times in all."""
    versi = VersiBerkas.objects.select_related("berkas__kategori", "berkas__desa").filter(pk=versi_id).first()
    if versi is None or versi.pratinjau != StatusPratinjau.MENUNGGU or not versi.boleh_dibuka:
        return
    # Counted before the work: what kills the worker must not kill it forever.
    VersiBerkas.objects.filter(pk=versi.pk).update(olah_percobaan=F("olah_percobaan") + 1)
    versi.refresh_from_db(fields=["olah_percobaan"])
    if versi.olah_percobaan > PERCOBAAN_MAKS:
        _gagal(versi)
        return
    try:
        with tempfile.TemporaryDirectory() as folder:
            bahan = _siapkan(versi, Path(folder))
            _simpan_halaman(versi, bahan)
    except Exception:
        log.exception("berkas versi %s tidak dapat diolah", versi.pk)
        if versi.olah_percobaan >= PERCOBAAN_MAKS:
            _gagal(versi)
        return
    VersiBerkas.objects.filter(pk=versi.pk).update(
        teks=bersih(bahan.teks),
        halaman=bahan.jumlah,
        pratinjau_halaman=len(bahan.halaman),
        pratinjau=StatusPratinjau.SIAP if bahan.halaman else StatusPratinjau.TIDAK_ADA,
        olah_galat=bahan.keterangan[:300],
    )
    _indeks(versi)


def _gagal(versi: VersiBerkas) -> None:
    """Unless another worker has made it meanwhile."""
    antre = VersiBerkas.objects.filter(pk=versi.pk, pratinjau=StatusPratinjau.MENUNGGU)
    antre.update(pratinjau=StatusPratinjau.GAGAL, olah_galat=GALAT)


def _indeks(versi: VersiBerkas) -> None:
    berkas = versi.berkas
    berkas.refresh_from_db()
    if berkas.versi_terkini_id == versi.pk:
        berkas_indeks(berkas=berkas)


def _siapkan(versi: VersiBerkas, folder: Path) -> Bahan:
    asli = folder / "asli"
    with default_storage.open(versi.isi.name, "rb") as sumber, asli.open("wb") as tujuan:
        shutil.copyfileobj(sumber, tujuan, 1024 * 1024)
    if versi.mime in GAMBAR:
        return gambar.halaman(asli, folder)
    if versi.mime == PDF:
        return pdf_halaman(asli, folder)
    teks = kantor.teks(asli, versi.mime)
    pdf = kantor.jadikan_pdf(asli, versi.mime, folder)
    if pdf is None:
        return Bahan(teks=teks, keterangan=kantor.TANPA_PRATINJAU)
    bahan = pdf_halaman(pdf, folder)
    return Bahan(teks=teks or bahan.teks, halaman=bahan.halaman, jumlah=bahan.jumlah, keterangan=bahan.keterangan)


def pdf_halaman(pdf: Path, folder: Path) -> Bahan:
    """The first pages as JPEG, and the text layer of all. Raises AnakGagal."""
    keluar = folder / "halaman"
    keluar.mkdir()
    maks = settings.BERKAS_PRATINJAU_HALAMAN
    jawab = jalankan(SKRIP_PDF, str(pdf), str(keluar), str(maks), detik=DETIK_PDF)
    halaman = sorted(keluar.glob("*.jpg"))
    if not halaman:
        raise AnakGagal("tidak ada halaman")
    jumlah = int(jawab["halaman"])
    teks = (keluar / "teks.txt").read_text(encoding="utf-8", errors="replace")
    return Bahan(teks=teks, halaman=halaman, jumlah=jumlah)


def _simpan_halaman(versi: VersiBerkas, bahan: Bahan) -> None:
    for urut, jalur in enumerate(bahan.halaman, 1):
        nama = versi.nama_pratinjau(urut)
        penyimpanan.hapus(nama)  # of an earlier attempt; storages do not overwrite
        with jalur.open("rb") as isi:
            tersimpan = penyimpanan.simpan(nama, isi)
        if tersimpan != nama:  # another worker was faster, with the same page
            penyimpanan.hapus(tersimpan)

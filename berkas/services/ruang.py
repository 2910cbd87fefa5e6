"""Files that other work is sent with: in a category of that room's own, kept as any other document of the village."""

import hashlib
from collections.abc import Iterable
from typing import IO

from django.conf import settings
from django.db.models import QuerySet

from akun.models import Pengguna
from berkas.acuan import Kategori, kategori_daftarkan
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import StatusBerkas, StatusPindai
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from berkas.services.berkas import Tujuan, berkas_unggah
from dasar.alur import cari, jalankan
from dasar.pemisahan import halangan_orang
from dasar.waktu import hari_ini
from desa.models import Desa


def kategori_ruang(kategori: Kategori) -> KategoriBerkas:
    """The category of files that a room keeps; made where the reference data was loaded before it existed."""
    ada = KategoriBerkas.objects.filter(kode=kategori.kode).first()
    if ada is None:
        kategori_daftarkan([kategori])
        ada = KategoriBerkas.objects.get(kode=kategori.kode)
    return ada


def sidik(isi: IO[bytes]) -> str:
    """SHA-256 of the whole file."""
    isi.seek(0)
    return hashlib.file_digest(isi, "sha256").hexdigest()  # type: ignore[arg-type]  # a file opened for reading bytes


def versi_pernah(desa: int, kategori: KategoriBerkas, sha256: str) -> VersiBerkas | None:
    """The same bytes, sent by this village in this category before."""
    sama = VersiBerkas.objects.filter(sha256=sha256, berkas__desa=desa, berkas__kategori=kategori)
    return sama.exclude(status_pindai=StatusPindai.TERINFEKSI).order_by("pk").first()


def berkas_ditawarkan(desa: Desa) -> "list[Berkas]":
    """Documents of the village that may be named as evidence, the newest first; none that was refused or infected."""
    semua = Berkas.objects.filter(desa=desa, versi_terkini__isnull=False)
    layak = semua.exclude(status=StatusBerkas.DITOLAK).exclude(versi_terkini__status_pindai=StatusPindai.TERINFEKSI)
    return list(layak.lengkap()[: settings.BERKAS_SEKALIGUS_MAKS * 2])


def versi_unggah(
    *, desa: Desa, kategori: Kategori, isi: IO[bytes], nama: str, judul: str, oleh: Pengguna
) -> VersiBerkas:
    """One file of a room; of bytes that the village has sent there before, that version.

    Raises PermissionDenied, ValidationError; then nothing is stored.
    """
    milik = kategori_ruang(kategori)
    if ada := versi_pernah(desa.pk, milik, sidik(isi)):
        return ada
    tujuan = Tujuan(desa=desa, kategori=milik, tahun=hari_ini(desa).year, judul=judul, kategori_ruang=True)
    jadi = berkas_unggah(tujuan=tujuan, isi=isi, nama=nama, oleh=oleh, diam=True)
    assert jadi is not None  # only a resumable upload can be overtaken
    return jadi.versi


def versi_terima(*, versi: "Iterable[int] | QuerySet", kategori: Kategori, oleh: Pengguna) -> None:
    """Whoever judged the work has seen these files: they are accepted with it.

    Neither a version that came after them, nor a file that this person may not judge.
    """
    terima = cari(TRANSISI_BERKAS, "terima")
    menunggu = Berkas.objects.filter(
        versi_terkini__in=versi, kategori__kode=kategori.kode, status=StatusBerkas.MENUNGGU
    )
    for berkas in menunggu.select_for_update(of=("self",), no_key=True).order_by("pk").select_related("versi_terkini"):
        terlihat = berkas.versi_terkini is not None and berkas.versi_terkini.boleh_dibuka
        if terlihat and not halangan_orang(oleh, berkas, terima):
            jalankan(berkas, terima, oleh=oleh, akibat=True)

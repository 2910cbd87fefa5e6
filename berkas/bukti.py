"""Files that show something another room tells: their category, which may be named again, what becomes of them."""

from collections.abc import Iterable

from django.conf import settings

from akun.models import Pengguna
from berkas.acuan import Kategori, kategori_daftarkan
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import StatusBerkas, StatusPindai
from berkas.models import Berkas, KategoriBerkas
from dasar.alur import cari, jalankan
from dasar.pemisahan import halangan_orang
from desa.models import Desa


def kategori_ruang(kategori: Kategori) -> KategoriBerkas:
    """The category of a room's own files; made where the reference data was loaded before it existed."""
    ada = KategoriBerkas.objects.filter(kode=kategori.kode).first()
    if ada is None:
        kategori_daftarkan([kategori])
        ada = KategoriBerkas.objects.get(kode=kategori.kode)
    return ada


def berkas_ditawarkan(desa: Desa) -> "list[Berkas]":
    """Documents of the village that may be named as evidence, the newest first; none that was refused or infected."""
    semua = Berkas.objects.filter(desa=desa, versi_terkini__isnull=False)
    layak = semua.exclude(status=StatusBerkas.DITOLAK).exclude(versi_terkini__status_pindai=StatusPindai.TERINFEKSI)
    return list(layak.lengkap()[: settings.BERKAS_SEKALIGUS_MAKS * 2])


def berkas_terima_bersama(*, versi: Iterable[int], kategori: Kategori, oleh: Pengguna) -> None:
    """Whoever confirms what these versions (their keys) show has seen them: the documents are accepted with it.

    Neither one that has a newer version, nor a file that this person may not judge.
    """
    terima = cari(TRANSISI_BERKAS, "terima")
    menunggu = Berkas.objects.filter(
        versi_terkini__in=versi, kategori__kode=kategori.kode, status=StatusBerkas.MENUNGGU
    )
    for berkas in menunggu.select_for_update(of=("self",), no_key=True).order_by("pk").select_related("versi_terkini"):
        terlihat = berkas.versi_terkini is not None and berkas.versi_terkini.boleh_dibuka
        if terlihat and not halangan_orang(oleh, berkas, terima):
            jalankan(berkas, terima, oleh=oleh, akibat=True)

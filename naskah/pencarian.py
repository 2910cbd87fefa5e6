"""What is found of official documents, and of numbers that were used outside PERUT."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from akun.enums import Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from naskah.enums.naskah import CaraNomor
from naskah.models import Naskah, NomorTerpakai
from naskah.queries.arsip import naskah_cari


def _teks(isi: Any) -> Iterator[str]:
    """Every text in the content of a document, as `IsiMemuat` searches it: never the names of its fields."""
    if isinstance(isi, str):
        yield isi
    elif isinstance(isi, dict):
        for nilai in isi.values():
            yield from _teks(nilai)
    elif isinstance(isi, list):
        for nilai in isi:
            yield from _teks(nilai)


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Naskah]":
    semua = naskah_cari(Naskah.objects.untuk(pengguna), teks)
    return semua.select_related("desa", "kecamatan")


def _hasil(naskah: Naskah) -> Hasil:
    return Hasil(
        str(naskah),
        naskah.get_absolute_url(),
        desa=str(naskah.desa or naskah.kecamatan),
        tahun=str(naskah.tahun),
        benda=naskah,
        teks=(("Perihal", naskah.perihal), *(("Isi", t) for t in _teks(naskah.isi))),
    )


def _nomor(pengguna: Pengguna, teks: str) -> "QuerySet[NomorTerpakai]":
    """What a document of PERUT has is found with it."""
    milik = lingkup(pengguna, Peran.ADMIN, Peran.VERIFIKATOR, kecamatan="kecamatan")  # `naskah.atur_naskah`
    lain = NomorTerpakai.objects.filter(milik).exclude(cara=CaraNomor.NASKAH)
    cocok = memuat(teks, "nomor", "perihal", "kepada", "jenis_surat", "alasan", tahun="tahun")
    return lain.filter(cocok).select_related("kecamatan").order_by("-tanggal", "-pk")


def _nomor_hasil(nomor: NomorTerpakai) -> Hasil:
    return Hasil(
        nomor.nomor or nomor.perihal or nomor.jenis_surat,
        f"{reverse('naskah:nomor-daftar')}?kecamatan={nomor.kecamatan_id}",
        desa=str(nomor.kecamatan),
        tahun=str(nomor.tahun),
        keadaan=nomor.get_cara_display(),
        teks=(
            ("Perihal", nomor.perihal),
            ("Kepada", nomor.kepada),
            ("Surat", nomor.jenis_surat),
            ("Alasan", nomor.alasan),
        ),
    )


SUMBER = (
    Sumber("Naskah", "file-earmark-text", "naskah:naskah-daftar", _cari, _hasil),
    Sumber("Buku nomor", "123", "naskah:nomor-daftar", _nomor, _nomor_hasil),
)

"""What is handed out of one document: its PDF, a marked copy, the confirmed scan, or why there is none."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from django.db.models.fields.files import FieldFile

from cetak.cetakan import PdfGagal
from naskah.enums.naskah import StatusPindaian
from naskah.keutuhan import BerkasBerubah, baca_utuh
from naskah.models import Naskah
from naskah.salinan import kalimat_tanda, salinan_bertanda

SEKALI = 100  # documents fetched at a time
NAMA_MAKS = 110  # letters, before the ending; Windows allows 260 for the whole path


@dataclass(frozen=True)
class Salinan:
    """One file of one document. `isi` is None where there is nothing to hand out; `keterangan` says why."""

    naskah: Naskah
    sebutan: str  # "" for the document itself
    isi: bytes | None
    keterangan: str = ""

    @property
    def sha256(self) -> str:
        return sha256(self.isi).hexdigest() if self.isi is not None else ""

    @property
    def judul(self) -> str:
        judul = f"{self.naskah.nomor or 'Belum bernomor'} – {self.naskah.perihal}"
        return f"{judul} ({self.sebutan})" if self.sebutan else judul


class Kemajuan(Protocol):
    """Whoever follows the making of a file: called after each document, and told of each copy that is in it."""

    def __call__(self) -> None: ...

    def serahkan(self, salinan: Salinan) -> None: ...


def naskah_berurut(daftar_pk: list[int]) -> Iterator[tuple[int, Naskah | None]]:
    """The documents in this order, a few at a time; None for one that is gone."""
    dasar = (
        Naskah.objects.select_related("kecamatan", "desa")
        .prefetch_related("pindaian", "calon_pengganti", "riwayat")
        .defer("isi")
    )
    for awal in range(0, len(daftar_pk), SEKALI):
        bagian = daftar_pk[awal : awal + SEKALI]
        ada = dasar.in_bulk(bagian)
        for pk in bagian:
            yield pk, ada.get(pk)


def salinan_naskah(naskah: Naskah) -> Iterator[Salinan]:
    """The PDF as it is stored, marked where the document is no longer in force; then the confirmed scan."""
    if not naskah.pdf:
        yield Salinan(naskah, "", None, _sebab_tanpa_pdf(naskah))
    else:
        yield _salinan(naskah, "", naskah.pdf, naskah.pdf_sha256)
    for pindaian in naskah.pindaian.all():
        if pindaian.status == StatusPindaian.DITERIMA and pindaian.berkas.name != naskah.pdf.name:
            yield _salinan(naskah, "pindaian bertanda tangan", pindaian.berkas, pindaian.sha256)


def _salinan(naskah: Naskah, sebutan: str, berkas: FieldFile, sidik: str) -> Salinan:
    try:
        isi = baca_utuh(berkas, sidik, naskah=naskah)
    except BerkasBerubah:
        return Salinan(
            naskah, sebutan, None, "PERHATIAN: berkasnya tidak sama dengan yang tercatat, jadi tidak disertakan."
        )
    except OSError:
        return Salinan(naskah, sebutan, None, "Berkas tidak dapat dibaca dari penyimpanan.")
    kalimat = kalimat_tanda(naskah)
    if not kalimat:
        return Salinan(naskah, sebutan, isi)
    try:
        return Salinan(naskah, sebutan, salinan_bertanda(isi, kalimat=kalimat), f"Salinan bertanda. {kalimat}")
    except PdfGagal as galat:
        return Salinan(naskah, sebutan, None, str(galat))


def _sebab_tanpa_pdf(naskah: Naskah) -> str:
    if not naskah.terbit:
        return f"Belum ada PDF: naskah masih berstatus “{naskah.get_status_display()}”."
    return f"Belum ada PDF. {naskah.pdf_galat}".strip()


def nama_aman(teks: str) -> str:
    """A file name that every system takes: no path, no control or direction signs, no trailing point."""
    teks = unicodedata.normalize("NFC", teks).replace("/", "-").replace("\\", "-")
    teks = re.sub(r"[^\w.() \-–]+", "-", teks)
    return re.sub(r"[\s\-]*-[\s\-]*|\s+", lambda m: "-" if "-" in m[0] else " ", teks).strip(" .-")[:NAMA_MAKS].rstrip()

"""Columns of a sheet that is no master table: read cell by cell, each fault at its cell; and its template."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from import_export.widgets import Widget

from dasar.impor import BarisTinjau, SelTinjau, sel_tinjau
from dasar.lembar import Galat, Lembar, baca


@dataclass(frozen=True)
class KolomImpor:
    """One column: its heading, how it is read (`widget`), what to say about it, other headings that mean it."""

    nama: str
    label: str
    widget: Widget
    wajib: bool = False
    petunjuk: str = ""
    judul_lain: tuple[str, ...] = ()
    pilihan: tuple[str, ...] = ()
    lebar: int = 18
    tampil: Callable[[Any], str] | None = None  # in the preview, where that is not how a cell is written


def lembar_baca(kolom: Sequence[KolomImpor], nama: str, isi: bytes, *, maks: int) -> Lembar:
    return baca(
        nama,
        isi,
        wajib=[k.nama for k in kolom if k.wajib],
        dikenal=[k.nama for k in kolom],
        alias={lain: k.nama for k in kolom for lain in k.judul_lain},
        maks=maks,
    )


def baris_baca(
    kolom: Sequence[KolomImpor], lembar: Lembar, nomor: int, isi: dict[str, str]
) -> tuple[BarisTinjau, dict[str, Any]]:
    """A row for the preview, with every fault at its cell, and its values by column (None where there is a fault)."""
    baris = BarisTinjau(nomor, isi, "baru", galat=[g for g in lembar.galat if g.baris == nomor])
    salah = {g.kolom for g in baris.galat}
    nilai: dict[str, Any] = {}
    for k in kolom:
        teks = isi.get(k.nama, "")
        baris.sel.append(_tampil(k, teks))
        nilai[k.nama] = None
        if k.nama in salah:
            continue
        if k.wajib and not teks:
            baris.galat.append(Galat(nomor, k.nama, "Wajib diisi."))
            continue
        try:
            nilai[k.nama] = k.widget.clean(teks)
        except ValueError as galat:
            baris.galat.append(Galat(nomor, k.nama, str(galat)))
    if baris.galat:
        baris.keadaan = "salah"
    return baris, nilai


def _tampil(kolom: KolomImpor, teks: str) -> SelTinjau:
    if kolom.tampil is None:
        return sel_tinjau(kolom.label, kolom.widget, teks)
    try:
        return SelTinjau(kolom.label, kolom.tampil(kolom.widget.clean(teks)))
    except ValueError:
        return SelTinjau(kolom.label, teks)


class Berulang:
    """Which row first said something about a thing: a second one about the same thing is a fault."""

    def __init__(self, sebutan: str) -> None:
        self.sebutan = sebutan
        self.pertama: dict[Any, int] = {}

    def periksa(self, kunci: Any, baris: BarisTinjau, kolom: str) -> None:
        nomor = self.pertama.setdefault(kunci, baris.nomor)
        if nomor != baris.nomor:
            kalimat = f"{self.sebutan} ini sudah ada di baris {nomor} berkas ini."
            baris.galat.append(Galat(baris.nomor, kolom, kalimat))
            baris.keadaan = "salah"

"""Whom a row pays and what it pays for: proposed, confirmed once by the person who imports."""

from typing import Any, NamedTuple

from django import forms

from apbdes.anggaran import KOMPONEN, PENERIMA, Anggaran, BarisBelanja
from apbdes.usulan import usulkan

KOSONG = ("", "tidak ada")
DITANYA_MAKS = 300  # rows of two choices each; Django takes no form of more than 1,000 fields
SEBUTAN = {"penerima": "Penerima", "komponen": "Komponen"}
PILIHAN = {
    "penerima": [KOSONG, *PENERIMA.items()],
    "komponen": [KOSONG, *((k, k.replace("_", " ")) for k in KOMPONEN)],
}


class BarisUsulan(NamedTuple):
    baris: BarisBelanja
    penerima: Any  # the bound field
    komponen: Any


class UsulanForm(forms.Form):
    """Of the rows that nobody was asked about before, those for which something is proposed or a rule asks."""

    def __init__(self, *args: Any, anggaran: Anggaran, ditanya: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.anggaran = anggaran
        self._baris: list[BarisBelanja] = []
        self.sisa = 0  # rows that are not asked about here, and stay as the file has them
        for b in anggaran.belanja:
            if b.nomor not in ditanya:
                continue
            usul = usulkan(b)
            if not (usul.perlu or usul.penerima != b.penerima or usul.komponen != b.komponen):
                continue
            if len(self._baris) == DITANYA_MAKS:
                self.sisa += 1
                continue
            self._baris.append(b)
            for nama in PILIHAN:
                self.fields[f"{nama}-{b.nomor}"] = forms.ChoiceField(
                    label=f"{SEBUTAN[nama]}: {b.kegiatan} {b.uraian}",
                    choices=PILIHAN[nama],
                    required=False,
                    initial=getattr(usul, nama),
                    widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
                )

    @property
    def baris(self) -> list[BarisUsulan]:
        return [BarisUsulan(b, self[f"penerima-{b.nomor}"], self[f"komponen-{b.nomor}"]) for b in self._baris]

    @property
    def hasil(self) -> tuple[BarisBelanja, ...]:
        """The rows of spending with what was confirmed. Of a valid form."""
        data = self.cleaned_data
        disetujui = {b.nomor: {nama: data[f"{nama}-{b.nomor}"] for nama in PILIHAN} for b in self._baris}
        return tuple(b._replace(**disetujui.get(b.nomor, {})) for b in self.anggaran.belanja)

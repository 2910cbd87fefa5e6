"""What a file has no column for (whom a row pays, what it pays for, SiLPA, pagu): proposed, and confirmed once by the
person who imports.
"""

from dataclasses import replace
from typing import Any, NamedTuple

from django import forms

from apbdes.anggaran import KOMPONEN, PENERIMA, Anggaran, BarisBelanja
from apbdes.enums import NAMA_PAGU
from apbdes.forms.rincian import UangField
from apbdes.usulan import usulkan
from apbdes.usulan_silpa import UsulanSilpa, usulkan_pagu, usulkan_silpa
from dasar.uang import angka

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

    def __init__(
        self, *args: Any, anggaran: Anggaran, ditanya: frozenset[int], lengkap: bool = False, **kwargs: Any
    ) -> None:
        """`lengkap`: the file has columns for pagu and SiLPA, so that neither is asked about."""
        super().__init__(*args, **kwargs)
        self.anggaran = anggaran
        self._pagu = {} if lengkap else usulkan_pagu(anggaran)
        for pagu, sen in self._pagu.items():
            self.fields[pagu] = UangField(
                label=NAMA_PAGU[pagu],
                required=False,
                initial=angka(sen),
                widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}),
            )
        silpa = UsulanSilpa(0) if lengkap else usulkan_silpa(anggaran)
        self.silpa = silpa.silpa
        self._silpa = silpa.calon
        for b in self._silpa:
            self.fields[f"silpa-{b.tempat}"] = forms.BooleanField(
                label=f"Dibayar dari SiLPA: {b.uraian or b.rekening}",
                required=False,
                initial=b.tempat in silpa.diusulkan,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
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
    def pagu(self) -> list[forms.BoundField]:
        return [self[nama] for nama in self._pagu]

    @property
    def baris_silpa(self) -> list[tuple[Any, forms.BoundField]]:
        return [(b, self[f"silpa-{b.tempat}"]) for b in self._silpa]

    @property
    def hasil(self) -> Anggaran:
        """The budget with what was confirmed. Of a valid form."""
        data = self.cleaned_data
        disetujui = {b.nomor: {nama: data[f"{nama}-{b.nomor}"] for nama in PILIHAN} for b in self._baris}
        silpa = {b.tempat for b in self._silpa if data[f"silpa-{b.tempat}"]}

        def bertanda(b: Any) -> Any:
            return b._replace(dari_silpa=True) if b.tempat in silpa else b

        return replace(
            self.anggaran,
            belanja=tuple(bertanda(b._replace(**disetujui.get(b.nomor, {}))) for b in self.anggaran.belanja),
            pembiayaan=tuple(map(bertanda, self.anggaran.pembiayaan)),
            **{nama: data[nama] for nama in self._pagu},
        )

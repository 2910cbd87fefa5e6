"""The facts of a village, one field each; what is empty is not known."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apbdes.fakta import Nilai, baca, tampil, untuk_isian
from apbdes.gramatika.bentuk import BentukFakta
from apbdes.services.fakta import Usul

KOSONG = "Belum diketahui"


class FaktaField(forms.CharField):
    """Reads its text as `apbdes.fakta` does; None where it is empty."""

    def __init__(self, bentuk: BentukFakta, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, **kwargs)
        self.bentuk = bentuk

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A list to choose from has no length."""
        return {} if isinstance(widget, forms.Select) else super().widget_attrs(widget)

    def clean(self, value: Any) -> Nilai | None:
        teks = super().clean(value)
        if not teks:
            return None
        try:
            return baca(self.bentuk, teks)
        except ValueError as galat:
            raise ValidationError(str(galat)) from galat


class FaktaForm(forms.Form):
    """`usul` is offered where nothing is recorded, and filled in for whoever writes the budget (`terisi`)."""

    def __init__(
        self,
        *args: Any,
        dikenal: Mapping[str, BentukFakta],
        tercatat: Mapping[str, Nilai],
        usul: Mapping[str, Usul],
        terisi: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for kunci, bentuk in dikenal.items():
            ada, calon = tercatat.get(kunci), usul.get(kunci)
            kolom = FaktaField(bentuk, label=bentuk.arti[0].upper() + bentuk.arti[1:], widget=_isian(bentuk))
            if ada is not None:
                kolom.initial = untuk_isian(bentuk, ada)
            elif calon:
                kolom.initial = untuk_isian(bentuk, calon.nilai) if terisi else ""
                kolom.help_text = f"Usul: {tampil(bentuk, calon.nilai)}, dari {calon.dari}. Belum disimpan."
            elif bentuk.jenis == "rupiah":
                kolom.help_text = "Rupiah, misalnya 12.500.000."
            self.fields[kunci] = kolom


def _isian(bentuk: BentukFakta) -> forms.Widget:
    if bentuk.jenis == "tanggal":
        return forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    pilihan = ("ya", "tidak") if bentuk.jenis == "ya" else bentuk.pilihan
    if pilihan:
        return forms.Select(choices=[("", KOSONG), *((p, p.replace("_", " ").capitalize()) for p in pilihan)])
    return forms.TextInput(
        {"inputmode": "decimal" if bentuk.pecahan or bentuk.jenis == "rupiah" else "numeric", "class": "text-end"}
    )

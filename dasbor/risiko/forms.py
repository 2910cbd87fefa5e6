"""Focus villages proposed from the order of risk: the reason stands ready, a person chooses and may rewrite it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dasbor.risiko.hitung import Risiko
from desa.models import Desa
from perut.models import Lokus, Program

PANJANG = 2000


class LokusUsulanForm(forms.Form):
    """Nothing is ticked beforehand: what is proposed is not yet decided."""

    def __init__(self, *args: Any, risiko: Sequence[Risiko], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.risiko = list(risiko)
        for r in self.risiko:
            pk = r.desa.pk
            centang = forms.CheckboxInput(attrs={"class": "form-check-input"})
            alasan = forms.Textarea(attrs={"rows": 3, "class": "form-control"})
            self.fields[f"pilih-{pk}"] = forms.BooleanField(label=str(r.desa), required=False, widget=centang)
            self.fields[f"alasan-{pk}"] = forms.CharField(
                label="Alasan", required=False, max_length=PANJANG, initial=r.alasan[:PANJANG], widget=alasan
            )

    def baris(self) -> list[tuple[Risiko, forms.BoundField, forms.BoundField]]:
        """For the template: each village with its box and its reason."""
        return [(r, self[f"pilih-{r.desa.pk}"], self[f"alasan-{r.desa.pk}"]) for r in self.risiko]

    @property
    def dipilih(self) -> list[Desa]:
        return [r.desa for r in self.risiko if self.cleaned_data.get(f"pilih-{r.desa.pk}")]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for d in self.dipilih:
            if not self.cleaned_data.get(f"alasan-{d.pk}") and f"alasan-{d.pk}" not in self.errors:
                self.add_error(f"alasan-{d.pk}", "Tulis alasan desa ini dipilih.")
        if not self.dipilih:
            raise ValidationError("Pilih sedikitnya satu desa.")
        return self.cleaned_data

    def lokus(self, program: Program) -> list[Lokus]:
        """Those that were chosen, not yet stored."""
        return [Lokus(program=program, desa=d, alasan=self.cleaned_data[f"alasan-{d.pk}"]) for d in self.dipilih]

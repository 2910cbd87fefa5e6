"""What an evaluator states where the budget is silent: pagu, or the recipient of rows."""

import uuid
from typing import Any

from django import forms

from apbdes.anggaran import PENERIMA
from apbdes.enums import NAMA_PAGU, HalPernyataan
from apbdes.pernyataan import Keterangan
from dasar import uang


def _dasar() -> forms.CharField:
    return forms.CharField(
        label="Sumber atau alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya nomor dan tanggal peraturan yang menetapkan pagu, atau SK pengangkatannya.",
        error_messages={"required": "Sebutkan sumber atau alasannya."},
    )


class PaguEvaluatorForm(forms.Form):
    """Any of the pagu, with one reason. Whether each is missing still the service checks, and says why not."""

    prefix = "pagu"

    def __init__(self, *args: Any, keterangan: Keterangan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kosong = dict(keterangan.pagu)
        for hal in NAMA_PAGU:
            atribut = {"inputmode": "decimal", "autocomplete": "off"}
            self.fields[hal] = forms.CharField(
                label=f"{HalPernyataan(hal).label} (rupiah)",
                required=False,
                max_length=25,
                widget=forms.TextInput(attrs=atribut) if hal in kosong else forms.HiddenInput(),
            )
        self.fields["dasar"] = _dasar()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for hal in NAMA_PAGU:
            if data.get(hal):
                try:
                    data[hal] = self._sen(data[hal])
                except ValueError as galat:
                    self.add_error(hal, str(galat))
        if not self.errors and not any(data.get(hal) for hal in NAMA_PAGU):
            raise forms.ValidationError("Isi sedikitnya satu pagu.")
        return data

    @staticmethod
    def _sen(teks: str) -> int:
        sen = uang.baca(teks)
        if sen < 0:
            raise ValueError("Pagu tidak boleh negatif.")
        return sen

    @property
    def hasil(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"pagu": {hal: data[hal] for hal in NAMA_PAGU if data[hal] not in ("", None)}, "dasar": data["dasar"]}


class PenerimaEvaluatorForm(forms.Form):
    """One recipient of several rows, with one reason."""

    prefix = "penerima"
    penerima = forms.ChoiceField(
        label="Penerima",
        choices=[("", "Pilih"), *PENERIMA.items()],
        error_messages={"required": "Pilih penerimanya.", "invalid_choice": "Penerima itu tidak dikenal."},
    )
    dasar = _dasar()

    def __init__(self, *args: Any, keterangan: Keterangan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["baris"] = forms.TypedMultipleChoiceField(
            label="Baris belanja yang penerimanya sama",
            coerce=uuid.UUID,
            choices=keterangan.baris,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Centang barisnya.", "invalid_choice": "Baris itu tidak dikenal."},
        )
        self.fields["baris"].valid_value = _berbentuk_uuid  # type: ignore[attr-defined]  # the service says why not
        self.order_fields(["baris", "penerima", "dasar"])

    @property
    def hasil(self) -> dict[str, Any]:
        return self.cleaned_data


def _berbentuk_uuid(nilai: Any) -> bool:
    try:
        uuid.UUID(str(nilai))
    except ValueError:
        return False
    return True

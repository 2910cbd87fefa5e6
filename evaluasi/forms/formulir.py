"""The editor of an evaluation form."""

from typing import Any, Self

from django import forms
from django.http import QueryDict

from evaluasi.enums import Huruf
from evaluasi.models import FormulirEvaluasi
from evaluasi.services.formulir import isi_aspek
from instrumen.editor import Editor
from instrumen.forms import TEKS_MAKS, BarisForm, BuatMixin, KepalaForm, daftar_baris

ASPEK_MAKS = 30


class KepalaEvaluasiForm(KepalaForm):
    class Meta(KepalaForm.Meta):
        model = FormulirEvaluasi

    def kolom(self) -> dict[str, Any]:
        return super().kolom() | {"skala": self.instance.skala}


class BuatEvaluasiForm(BuatMixin, KepalaEvaluasiForm):
    pass


class AspekForm(BarisForm):
    """An aspect and what each of the five levels means for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teks"].label = "Teks aspek"
        for huruf in Huruf:
            self.fields[f"tingkat_{huruf.value}"] = forms.CharField(
                label=f"Tingkat {huruf.value}: {huruf.label.lower()}",
                required=False,
                max_length=TEKS_MAKS,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def tingkat(self) -> list[forms.BoundField]:
        return [self[f"tingkat_{h.value}"] for h in Huruf]


DaftarAspek = daftar_baris(AspekForm, ASPEK_MAKS, "aspek")


class EditorEvaluasi(Editor[FormulirEvaluasi]):
    @classmethod
    def buka(cls, formulir: FormulirEvaluasi, data: QueryDict | None = None) -> Self:
        editor = cls()
        editor.kepala = KepalaEvaluasiForm(data, instance=formulir)
        editor.baris = DaftarAspek(data, prefix="baris", initial=isi_aspek(formulir))
        return editor

    def isi(self) -> dict[str, Any]:
        kunci = ("id", "teks", *(f"tingkat_{h.value}" for h in Huruf))
        return self.kepala.kolom() | {"baris": [{k: b[k] for k in kunci} for b in self.baris.isi()]}

"""The editor of a worksheet."""

from typing import Any, Self

from django import forms
from django.http import QueryDict

from apbdes.enums import Diketahui, JenisBaris
from apbdes.models import FormulirLembar
from apbdes.services.lembar import KOLOM, isi_butir
from instrumen.editor import Editor
from instrumen.forms import BarisForm, BuatMixin, KepalaForm, daftar_baris

BARIS_MAKS = 100


class KepalaLembarForm(KepalaForm):
    class Meta(KepalaForm.Meta):
        model = FormulirLembar


class BuatLembarForm(BuatMixin, KepalaLembarForm):
    pass


class BarisLembarForm(BarisForm):
    nomor = forms.RegexField(
        label="Nomor",
        regex=r"^[0-9]+(\.[0-9A-Za-z]+)*$",
        max_length=10,
        help_text="Misalnya 2.3.1.",
        error_messages={"required": "Isi nomornya.", "invalid": "Nomor berbentuk 2.3.1."},
    )
    jenis = forms.ChoiceField(label="Jenis baris", choices=JenisBaris.choices, initial=JenisBaris.BUTIR)
    alat_verifikasi = forms.CharField(
        label="Alat verifikasi", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    keterangan = forms.CharField(
        label="Keterangan", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    diketahui = forms.ChoiceField(
        label="Diusulkan aplikasi dari", choices=[("", "Tidak diusulkan"), *Diketahui.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teks"].label = "Bunyi baris"


DaftarBarisLembar = daftar_baris(BarisLembarForm, BARIS_MAKS, "baris")


class EditorLembar(Editor[FormulirLembar]):
    @classmethod
    def buka(cls, formulir: FormulirLembar, data: QueryDict | None = None) -> Self:
        editor = cls()
        editor.kepala = KepalaLembarForm(data, instance=formulir)
        editor.baris = DaftarBarisLembar(data, prefix="baris", initial=isi_butir(formulir))
        return editor

    def isi(self) -> dict[str, Any]:
        return self.kepala.kolom() | {"baris": [{k: b[k] for k in ("id", *KOLOM)} for b in self.baris.isi()]}

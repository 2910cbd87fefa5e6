"""The editor of a monitoring form."""

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from dasar.kolom import kolom_pilihan
from instrumen.editor import Editor
from instrumen.forms import BarisForm, BuatMixin, KepalaForm, daftar_baris
from monitoring.models import FormulirMonitoring
from monitoring.services.formulir import isi_butir

BUTIR_MAKS = 80
BAGIAN_MAKS = 10


class KepalaMonitoringForm(KepalaForm):
    pilihan_1 = forms.CharField(label="Jawaban pertama", max_length=20, help_text="Seperti kepala kolomnya: ADA, YA.")
    pilihan_2 = forms.CharField(label="Jawaban kedua", max_length=20, help_text="Misalnya: TIDAK.")

    class Meta(KepalaForm.Meta):
        model = FormulirMonitoring
        fields = [*KepalaForm.Meta.fields, "boleh_tambah"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = self.instance.pilihan or ["YA", "TIDAK"]
        self.initial.update(pilihan_1=pilihan[0], pilihan_2=pilihan[1])

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("pilihan_1") and data.get("pilihan_1") == data.get("pilihan_2"):
            self.add_error("pilihan_2", "Kedua jawaban harus berbeda.")
        return data

    def kolom(self) -> dict[str, Any]:
        data = self.cleaned_data
        return super().kolom() | {
            "boleh_tambah": data["boleh_tambah"],
            "pilihan": [data["pilihan_1"], data["pilihan_2"]],
        }

    def pilihan(self) -> list[str]:
        """The two answers as the page has them now, valid or not."""
        return [str(self["pilihan_1"].value() or "pertama"), str(self["pilihan_2"].value() or "kedua")]


class BuatMonitoringForm(BuatMixin, KepalaMonitoringForm):
    pass


class BagianForm(forms.Form):
    kode = forms.CharField(label="Huruf", max_length=5)
    judul = forms.CharField(label="Judul bagian", max_length=300, required=False)


class DaftarBagian(daftar_baris(BagianForm, BAGIAN_MAKS, "bagian")):  # type: ignore[misc]  # the base class is made by a function
    def clean(self) -> None:
        kode = [f.cleaned_data.get("kode") for f in self.forms if not self.dihapus(f)]
        if len(set(kode)) < len(kode):
            raise ValidationError("Dua bagian memakai huruf yang sama.")

    def kode(self) -> list[str]:
        """The parts as the page has them now, valid or not."""
        return [str(f["kode"].value()) for f in self.tersusun() if not self.dihapus(f) and f["kode"].value()]


class ButirForm(BarisForm):
    """One row. The good answer is the first or the second, whatever the two are called."""

    baik = forms.TypedChoiceField(
        label="Jawaban yang baik",
        coerce=int,
        required=False,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know text only; Django takes what `coerce` may return
    )
    bagian = forms.CharField(label="Bagian", required=False, widget=forms.Select)

    def __init__(self, *args: Any, pilihan: list[str], bagian: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teks"].label = "Teks butir"
        kolom_pilihan(self, "baik").choices = list(enumerate(pilihan))
        kini = str(self["bagian"].value() or "")
        if not bagian and not kini:
            self.fields["bagian"].widget = forms.HiddenInput()
            return
        asing = [(kini, f"{kini} (sudah dihapus)")] if kini and kini not in bagian else []
        self.fields["bagian"].widget.choices = [("", "Belum ditempatkan"), *((b, b) for b in bagian), *asing]
        self.daftar_bagian = bagian

    def clean_bagian(self) -> str:
        kode = self.cleaned_data["bagian"]
        if kode and kode not in getattr(self, "daftar_bagian", []):
            raise ValidationError(f"Bagian {kode} sudah dihapus. Pilih bagian lain.")
        return kode


DaftarButir = daftar_baris(ButirForm, BUTIR_MAKS, "butir")


class EditorMonitoring(Editor[FormulirMonitoring]):
    kepala: KepalaMonitoringForm
    bagian: DaftarBagian
    tempat: dict[str, dict[str, Any]]  # where each part stands in its source

    @classmethod
    def buka(cls, formulir: FormulirMonitoring, data: QueryDict | None = None) -> Self:
        editor = cls()
        editor.tempat = {b["kode"]: b for b in formulir.bagian}
        editor.bagian = DaftarBagian(data, prefix="bagian", initial=[{**b} for b in formulir.bagian])
        baris = [{**b, "baik": _urutan(formulir.pilihan, b["positif"])} for b in isi_butir(formulir)]
        editor.kepala = KepalaMonitoringForm(data, instance=formulir)
        editor.baris = DaftarButir(
            data,
            prefix="baris",
            initial=baris,
            form_kwargs={"pilihan": editor.kepala.pilihan(), "bagian": editor.bagian.kode()},
        )
        return editor

    def isi(self) -> dict[str, Any]:
        kolom = self.kepala.kolom()
        bagian = [{**self.tempat.get(b["kode"], {}), "kode": b["kode"], "judul": b["judul"]} for b in self.bagian.isi()]
        urutan = {b["kode"]: n for n, b in enumerate(bagian)}
        baris = [
            {"id": b["id"], "teks": b["teks"], "bagian": b["bagian"], "positif": kolom["pilihan"][b["baik"]]}
            for b in self.baris.isi()
        ]
        return kolom | {"bagian": bagian, "baris": sorted(baris, key=lambda b: urutan.get(b["bagian"], len(urutan)))}


def _urutan(pilihan: list[str], positif: str) -> int:
    return pilihan.index(positif) if positif in pilihan else 0

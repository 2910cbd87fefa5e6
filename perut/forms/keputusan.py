"""What a decision asks for: six aspects, each with its remark."""

from collections.abc import Mapping
from typing import Any

from django import forms

from perut.models import CatatanKunjungan
from perut.verifikasi import Aspek, Butir, Dahulu


class CatatanForm(forms.ModelForm):
    class Meta:
        model = CatatanKunjungan
        fields = ["isi"]
        widgets = {"isi": forms.Textarea(attrs={"rows": 2})}
        labels = {"isi": "Tambah catatan"}
        error_messages = {"isi": {"required": "Tulis catatannya dahulu."}}


class VerifikasiForm(forms.Form):
    """One answer and one note per aspect. Where the program found something, the note is needed.

    After a return (`dahulu`) it opens with what was answered then.
    """

    SESUAI = "sesuai"
    BELUM = "belum"

    def __init__(self, *args, aspek: list[Aspek], dahulu: Mapping[str, Dahulu] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.aspek = aspek
        self.dahulu = dahulu or {}
        for a in aspek:
            self.fields[f"{a.kode}_jawaban"] = forms.ChoiceField(
                label=a.judul,
                choices=[(self.SESUAI, "Sesuai"), (self.BELUM, "Belum sesuai")],
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                error_messages={"required": "Pilih Sesuai atau Belum sesuai."},
            )
            self.fields[f"{a.kode}_catatan"] = forms.CharField(
                label="Catatan",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )

        for kode, jawab in self.dahulu.items():
            self.initial[f"{kode}_jawaban"] = self.SESUAI if jawab.sesuai else self.BELUM
            self.initial[f"{kode}_catatan"] = jawab.catatan

    def baris(self):
        """For the template: each aspect beside its two fields, the answer of before, and what is new since."""
        return [
            (a, self[f"{a.kode}_jawaban"], self[f"{a.kode}_catatan"], self.dahulu.get(a.kode), self._baru(a))
            for a in self.aspek
        ]

    def _baru(self, aspek: Aspek) -> list[Butir]:
        """What the program says now and did not say then."""
        dahulu = self.dahulu.get(aspek.kode)
        return [b for b in aspek.butir if b.kalimat not in dahulu.kalimat] if dahulu else []

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        for a in self.aspek:
            jawaban, catatan = data.get(f"{a.kode}_jawaban"), data.get(f"{a.kode}_catatan", "").strip()
            if jawaban == self.BELUM and not catatan:
                self.add_error(f"{a.kode}_catatan", "Sebutkan apa yang belum sesuai.")
            if jawaban == self.SESUAI and not a.bersih and not catatan:
                self.add_error(f"{a.kode}_catatan", "Ada hal yang ditandai sistem; jelaskan mengapa tetap sesuai.")
        return data

    @property
    def belum_sesuai(self) -> list[str]:
        """'Kelengkapan dokumen: ...' for every aspect that was answered so."""
        return [
            f"{a.judul}: {self.cleaned_data[f'{a.kode}_catatan']}"
            for a in self.aspek
            if self.cleaned_data[f"{a.kode}_jawaban"] == self.BELUM
        ]

    def jawaban_orang(self) -> dict[str, dict[str, Any]]:
        return {
            a.kode: {
                "sesuai": self.cleaned_data[f"{a.kode}_jawaban"] == self.SESUAI,
                "catatan": self.cleaned_data[f"{a.kode}_catatan"],
            }
            for a in self.aspek
        }

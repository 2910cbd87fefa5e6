"""What a decision asks for: six aspects, each with its remark."""

from typing import Any

from django import forms

from perut.models import CatatanKunjungan
from perut.verifikasi import Aspek


class CatatanForm(forms.ModelForm):
    class Meta:
        model = CatatanKunjungan
        fields = ["isi"]
        widgets = {"isi": forms.Textarea(attrs={"rows": 2})}
        labels = {"isi": "Tambah catatan"}
        error_messages = {"isi": {"required": "Tulis catatannya dahulu."}}


class VerifikasiForm(forms.Form):
    """One answer and one note per aspect. Where the program found something, the note is needed."""

    SESUAI = "sesuai"
    BELUM = "belum"

    def __init__(self, *args, aspek: list[Aspek], **kwargs):
        super().__init__(*args, **kwargs)
        self.aspek = aspek
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

    def baris(self):
        """For the template: each aspect beside its two fields."""
        return [(a, self[f"{a.kode}_jawaban"], self[f"{a.kode}_catatan"]) for a in self.aspek]

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

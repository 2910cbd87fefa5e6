"""A kind of document. Its code and period belong to the files that are there already."""

from typing import Any

from django import forms

from berkas.models import KategoriBerkas
from dasar.konflik import TahuKonflik


class KategoriForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = KategoriBerkas
        fields = ["kode", "nama", "kelompok", "periode", "urut", "keterangan", "dasar", "aktif"]
        help_texts = {
            "kode": "Pendek, huruf kecil tanpa spasi, misalnya laporan-bumdes. Tidak berubah sesudah disimpan.",
            "periode": "Seberapa sering dokumen ini dibuat. Tidak berubah sesudah disimpan.",
            "urut": "Yang kecil tampil lebih dahulu.",
            "aktif": "Yang tidak aktif tidak ditawarkan lagi; berkas lama tetap ada.",
        }

    kode = forms.SlugField(
        label="Kode",
        max_length=60,
        error_messages={
            "invalid": "Kode hanya berisi huruf, angka, garis bawah, dan tanda hubung.",
            "unique": "Kategori berkode ini sudah ada.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kode"].help_text = self.Meta.help_texts["kode"]
        self.fields["urut"].required = False
        if self.instance.pk:
            del self.fields["kode"], self.fields["periode"]

    def clean_urut(self) -> int:
        return self.cleaned_data["urut"] or 0

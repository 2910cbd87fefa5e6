"""What an evaluator, a camat and a desa fill in along the way of a budget."""

from typing import Any

from django import forms

from apbdes.enums import HasilEvaluasi, LangkahPagu
from apbdes.jenis_temuan import aturan_pilihan
from apbdes.models import CatatanBaris, CatatanPagu, TemuanEvaluasi
from dasar import uang
from dasar.kolom import kolom_pilihan

PAGU = ("pagu_dds", "pagu_add", "pagu_pbh")


class CatatanBarisForm(forms.ModelForm):
    class Meta:
        model = CatatanBaris
        fields = ["isi"]
        widgets = {"isi": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"isi": {"required": "Tulis catatannya."}}


class TemuanEvaluasiForm(forms.ModelForm):
    # A choice, not a box: an empty box cannot be told from a field that was not sent (dasar.simpan).
    dipantau = forms.TypedChoiceField(
        label="Pantau sebagai temuan",
        choices=[("False", "Tidak"), ("True", "Ya, pantau tindak lanjutnya di halaman Temuan")],
        coerce=lambda nilai: nilai == "True",
        empty_value=False,  # type: ignore[arg-type]  # the stubs know text only; Django takes what `coerce` may return
        required=False,
    )

    aturan = forms.ChoiceField(
        label="Ketentuan yang dilanggar",
        required=False,
        help_text="Bila ada. Temuan tentang ketentuan yang sama pada APB Desa lain di desa ini dikenali berulang.",
        error_messages={"invalid_choice": "Ketentuan ini tidak ada dalam perangkat aturannya. Pilih lagi."},
    )

    class Meta:
        model = TemuanEvaluasi
        fields = ["uraian", "aturan", "dasar", "saran", "dipantau"]
        widgets = {"uraian": forms.Textarea(attrs={"rows": 3}), "saran": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"uraian": {"required": "Tulis temuannya."}}
        help_texts = {"dasar": "Peraturan dan pasalnya."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = aturan_pilihan(self.instance.versi_apbdes) if self.instance.versi_apbdes_id else []
        if (ada := self.instance.aturan) and ada not in dict(pilihan):  # of a set that has changed since
            pilihan.append((ada, ada.partition(":")[2] or ada))
        kolom_pilihan(self, "aturan").choices = [("", "Tidak ada"), *pilihan]


class SikapForm(forms.Form):
    """The reason beside an attitude; which verdict and which attitude the service checks."""

    alasan = forms.CharField(label="Alasan", max_length=2000, required=False)


class UsulanForm(forms.Form):
    """The conclusion in words, and the result that follows from it."""

    kesimpulan = forms.CharField(
        label="Kesimpulan",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Dimuat dalam berita acara dan keputusan.",
        error_messages={"required": "Tulis kesimpulan evaluasinya."},
    )
    hasil = forms.ChoiceField(
        label="Hasil yang diusulkan",
        choices=HasilEvaluasi.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasilnya."},
    )


class AjukanForm(forms.Form):
    """What a desa says when it hands in."""

    tanggal_disepakati = forms.DateField(
        label="Disepakati bersama BPD pada",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Tanggal pada berita acara musyawarah BPD. Rancangan diajukan paling lambat tiga hari sesudahnya.",
        error_messages={"required": "Isi tanggal disepakati bersama BPD.", "invalid": "Tanggal tidak dikenal."},
    )


class PerdesForm(forms.Form):
    nomor = forms.CharField(
        label="Nomor Peraturan Desa", max_length=100, error_messages={"required": "Isi nomor Peraturan Desa."}
    )
    tanggal = forms.DateField(
        label="Tanggal Peraturan Desa",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Isi tanggalnya.", "invalid": "Tanggal tidak dikenal."},
    )


class LangkahPaguForm(forms.ModelForm):
    """A step before submission; the three pagu stand as they will be after it."""

    pagu_dds = forms.CharField(label="Pagu Dana Desa (rupiah)", required=False, max_length=25)
    pagu_add = forms.CharField(label="Pagu Alokasi Dana Desa (rupiah)", required=False, max_length=25)
    pagu_pbh = forms.CharField(label="Pagu bagi hasil pajak dan retribusi (rupiah)", required=False, max_length=25)

    class Meta:
        model = CatatanPagu
        fields = ["langkah", "tanggal", "dasar", "uraian"]
        widgets = {
            "tanggal": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "uraian": forms.Textarea(attrs={"rows": 3}),
            "langkah": forms.RadioSelect,
        }
        labels = {"tanggal": "Tanggal berlakunya", "dasar": "Dasar", "uraian": "Apa yang berubah"}
        help_texts = {
            "dasar": "Peraturan atau surat yang menetapkannya, dengan nomor dan tanggal.",
            "uraian": "Misalnya kegiatan yang ditambah, dikurangi, atau dialihkan.",
        }
        error_messages = {
            "tanggal": {"required": "Isi tanggalnya.", "invalid": "Tanggal tidak dikenal."},
            "dasar": {"required": "Sebutkan dasarnya."},
            "uraian": {"required": "Tulis apa yang berubah."},
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kolom_pilihan(self, "langkah").choices = LangkahPagu.choices
        for nama in PAGU:
            self.fields[nama].widget.attrs |= {"inputmode": "decimal"}

    def _pagu(self, nama: str) -> int | None:
        teks = self.cleaned_data[nama].strip()
        if not teks:
            return None
        try:
            sen = uang.baca(teks)
        except ValueError as galat:
            raise forms.ValidationError(str(galat)) from galat
        if sen < 0:
            raise forms.ValidationError("Pagu tidak boleh negatif.")
        return sen

    def clean_pagu_dds(self) -> int | None:
        return self._pagu("pagu_dds")

    def clean_pagu_add(self) -> int | None:
        return self._pagu("pagu_add")

    def clean_pagu_pbh(self) -> int | None:
        return self._pagu("pagu_pbh")

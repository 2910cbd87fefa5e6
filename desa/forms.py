from decimal import Decimal

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from dasar.konflik import TahuKonflik
from dasar.lembar import UKURAN_MAKS, Lembar, LembarGalat, baca
from desa.models import AnggotaBPD, Desa, Kecamatan, PengurusLKD, Perangkat
from desa.resources import KOLOM_WAJIB, PerangkatResource
from desa.services import lambang_baca


class TanggalInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PejabatForm(TahuKonflik, forms.ModelForm):
    """Give an instance that has its desa: uniqueness within the desa is checked, too."""

    field_order = ["nama"]

    class Meta:
        fields = ["jenis_kelamin", "sk_nomor", "sk_tanggal", "mulai", "selesai", "telepon"]
        widgets = {"sk_tanggal": TanggalInput, "mulai": TanggalInput, "selesai": TanggalInput}
        help_texts = {"selesai": "Kosongkan selama masih menjabat tanpa batas akhir."}

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"desa"}


class PerangkatForm(PejabatForm):
    class Meta(PejabatForm.Meta):
        model = Perangkat
        fields = ["nama", "jabatan", "rincian", "plt", "niap", *PejabatForm.Meta.fields]


class AnggotaBPDForm(PejabatForm):
    class Meta(PejabatForm.Meta):
        model = AnggotaBPD
        fields = ["nama", "jabatan", *PejabatForm.Meta.fields]


class PengurusLKDForm(PejabatForm):
    class Meta(PejabatForm.Meta):
        model = PengurusLKD
        fields = ["nama", "jenis", "lembaga", "jabatan", *PejabatForm.Meta.fields]


class KoordinatField(forms.DecimalField):
    """Degrees, with a decimal comma or point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value) -> Decimal | None:
        return super().to_python(str(value).replace(",", ".") if value else value)


class DesaForm(TahuKonflik, forms.ModelForm):
    lintang = KoordinatField(
        label="Lintang",
        max_digits=9,
        decimal_places=6,
        required=False,
        help_text="Derajat desimal, misalnya -2,331400.",
    )
    bujur = KoordinatField(
        label="Bujur", max_digits=9, decimal_places=6, required=False, help_text="Derajat desimal, misalnya 115,567800."
    )

    class Meta:
        model = Desa
        fields = ["alamat", "telepon", "email", "lintang", "bujur"]

    def clean(self) -> dict:
        isi = super().clean()
        for ini, pasangan in (("lintang", "bujur"), ("bujur", "lintang")):
            if isi.get(ini) is None and isi.get(pasangan) is not None and ini not in self.errors:
                self.add_error(ini, "Isi lintang dan bujur keduanya, atau kosongkan keduanya.")
        return isi


class KecamatanForm(TahuKonflik, forms.ModelForm):
    lambang_baru = forms.FileField(
        label="Lambang daerah",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text="PNG atau JPEG, paling besar 2 MB. Kosongkan bila tidak diganti.",
    )
    hapus_lambang = forms.BooleanField(label="Hapus lambang dari kop naskah", required=False)

    class Meta:
        model = Kecamatan
        fields = ["singkatan", "alamat", "ibu_kota", "kode_pos", "telepon", "email", "situs", "zona_waktu"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.lambang:
            del self.fields["hapus_lambang"]

    def clean_lambang_baru(self) -> ContentFile | None:
        berkas = self.cleaned_data["lambang_baru"]
        return lambang_baca(berkas) if berkas else None


class ImporForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="xlsx atau csv, paling besar 5 MB dan 1.000 baris.",
        allow_empty_file=True,
        error_messages={"required": "Pilih berkas yang akan diimpor."},
    )
    lembar: Lembar

    def clean_berkas(self) -> UploadedFile:
        berkas = self.cleaned_data["berkas"]
        dikenal = list(PerangkatResource._meta.fields)
        try:
            self.lembar = baca(berkas.name, berkas.read(UKURAN_MAKS + 1), wajib=KOLOM_WAJIB, dikenal=dikenal)
        except LembarGalat as galat:
            raise forms.ValidationError(str(galat)) from galat
        return berkas

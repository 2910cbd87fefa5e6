from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db.models import DateField

from dasar.induk import TabelInduk
from dasar.konflik import TahuKonflik
from desa.models import Desa, Kecamatan
from desa.services.kop import lambang_baca


class TanggalInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PejabatForm(TahuKonflik, forms.ModelForm):
    """Give an instance that has its desa: uniqueness within the desa is checked, too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, kolom in self.fields.items():
            bidang = self._meta.model._meta.get_field(nama) if nama in (self._meta.fields or ()) else None
            if bidang is not None and bidang.has_default():  # left out it is the usual
                kolom.required = False

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"desa"}  # type: ignore[misc]  # Django's own hook, unknown to the stubs


def form_pejabat(tabel: TabelInduk) -> type[forms.ModelForm]:
    """The form of one kind of people, with the columns that are declared."""
    tanggal = [n for n in tabel.formulir if isinstance(tabel.bidang(n), DateField)]
    return forms.modelform_factory(
        tabel.model, form=PejabatForm, fields=tabel.formulir, widgets=dict.fromkeys(tanggal, TanggalInput)
    )


def kolom_sk() -> forms.FileField:
    """For whoever proposes and does not decide: the decree behind the change."""
    return forms.FileField(
        label="SK",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png"}),
        help_text="PDF atau foto. Wajib bila kepala desa atau ketua BPD berganti, atau bila nama, nomor, SK, atau masa "
        "jabatannya berubah.",
        allow_empty_file=True,
    )


class KoordinatField(forms.DecimalField):
    """Degrees, with a decimal comma or point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
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
        super().clean()
        isi = self.cleaned_data
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

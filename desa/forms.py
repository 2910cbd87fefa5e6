from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.files.base import ContentFile
from django.db.models import DateField, QuerySet
from django.utils.formats import date_format

from dasar.induk import TabelInduk
from dasar.kolom import kolom_pilihan
from dasar.konflik import TahuKonflik
from dasar.nama import akhiri
from desa.enums import JenisDesa
from desa.hari_kerja import libur
from desa.models import Desa, HariLibur, Kabupaten, Kecamatan, Perangkat, di_indonesia
from desa.sebutan import BentukDesa, BentukKecamatan, sebutan_desa, sebutan_kecamatan
from desa.services.kop import SEBUTAN_LAZIM, lambang_baca


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
        if isinstance(self.instance, Perangkat):
            desa = self.instance.desa
            jabatan: list[tuple[str, str]] = list(cast(Any, kolom_pilihan(self, "jabatan").choices))
            kolom_pilihan(self, "jabatan").choices = [
                (kode, desa.jabatan_perangkat(kode) if kode else label) for kode, label in jabatan
            ]

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
        help_text="PDF atau foto. Wajib bila kepala desa, ketua BPD, atau orang yang berakun berganti, atau bila nama, "
        "nomor, SK, atau masa jabatannya berubah.",
        allow_empty_file=True,
    )


class KoordinatField(forms.DecimalField):
    """Degrees, with a decimal comma or point."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).replace(",", ".") if value else value)


def _derajat(nilai: Decimal) -> str:
    return f"{nilai.normalize():f}".replace(".", ",")


def _lazim(desa: Desa) -> str:
    lazim = sebutan_desa(desa.kode, desa.jenis)
    return f"Seperti lazimnya di daerah ini: {lazim.jenis} – {lazim.kepala}"


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
        fields = ["alamat", "telepon", "email", "lintang", "bujur", "bentuk"]

    def __init__(self, *args: Any, bersebutan: bool = False, **kwargs: Any) -> None:
        """`bersebutan`: whoever looks after the kecamatan says what the village is called."""
        super().__init__(*args, **kwargs)
        if not bersebutan or self.instance.jenis == JenisDesa.KELURAHAN:
            del self.fields["bentuk"]
        else:
            kolom_pilihan(self, "bentuk").choices = [("", _lazim(self.instance)), *BentukDesa.choices]

    def clean(self) -> dict:
        super().clean()
        isi = self.cleaned_data
        for ini, pasangan in (("lintang", "bujur"), ("bujur", "lintang")):
            if isi.get(ini) is None and isi.get(pasangan) is not None and ini not in self.errors:
                self.add_error(ini, "Isi lintang dan bujur keduanya, atau kosongkan keduanya.")
        lintang, bujur = isi.get("lintang"), isi.get("bujur")
        if lintang is not None and bujur is not None and di_indonesia(bujur, lintang):
            kalimat = f"Tertukar: lintang tampaknya {_derajat(bujur)} dan bujur {_derajat(lintang)}."
            self.add_error("lintang", kalimat)
        return isi


class KecamatanForm(TahuKonflik, forms.ModelForm):
    lambang_baru = forms.FileField(
        label="Lambang daerah",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text="PNG atau JPEG, paling besar 2 MB. Kosongkan bila tidak diganti.",
    )
    hapus_lambang = forms.BooleanField(label="Hapus lambang dari kop naskah", required=False)
    sebutan_desa = forms.ChoiceField(
        label="Sebutan semua desanya",
        required=False,
        choices=[
            ("", "Tidak diubah"),
            (SEBUTAN_LAZIM, "Semua seperti lazimnya di daerah ini"),
            *((kode, f"Semua {label}") for kode, label in BentukDesa.choices),
        ],
        help_text="Sebutan satu desa diubah di halaman desa itu. Kelurahan tetap kelurahan.",
    )

    class Meta:
        model = Kecamatan
        fields = ["singkatan", "alamat", "ibu_kota", "kode_pos", "telepon", "email", "situs", "zona_waktu", "bentuk"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        lazim = sebutan_kecamatan(self.instance.kode)
        kosong = f"Seperti lazimnya di daerah ini: {lazim.jenis} – {lazim.kepala}"
        kolom_pilihan(self, "bentuk").choices = [("", kosong), *BentukKecamatan.choices]
        kolom_pilihan(self, "bentuk").label = "Sebutan kecamatan"
        if not self.instance.lambang:
            del self.fields["hapus_lambang"]

    def clean_lambang_baru(self) -> ContentFile | None:
        berkas = self.cleaned_data["lambang_baru"]
        return lambang_baca(berkas) if berkas else None


class KecamatanBaruForm(TahuKonflik, forms.ModelForm):
    """A kecamatan by its code and name; the rest is on the page of its letterhead."""

    class Meta:
        model = Kecamatan
        fields = ["kabupaten", "kode", "nama"]
        help_texts = {"kode": "Kode Kemendagri, misalnya 63.11.03. Tidak berubah sesudah disimpan."}
        error_messages = {"kode": {"unique": "Kecamatan berkode ini sudah ada."}}

    def __init__(self, *args: Any, induk: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _induk(self, "kabupaten", induk)

    def clean_kode(self) -> str:
        return _berawalan(self, "kabupaten")


class DesaBaruForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = Desa
        fields = ["kecamatan", "kode", "nama", "jenis"]
        help_texts = {"kode": "Kode Kemendagri, misalnya 63.11.03.2021. Tidak berubah sesudah disimpan."}
        error_messages = {"kode": {"unique": "Desa berkode ini sudah ada."}}

    def __init__(self, *args: Any, induk: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _induk(self, "kecamatan", induk)

    def clean_kode(self) -> str:
        return _berawalan(self, "kecamatan")


def _induk(form: Any, nama: str, induk: QuerySet) -> None:
    """The region that a new one lies in; a stored one keeps its place and its code."""
    if form.instance.pk:
        del form.fields[nama], form.fields["kode"]
    else:
        form.fields[nama].queryset = induk
        satu = len(induk[:2]) == 1  # nothing to choose
        form.fields[nama].empty_label = None if satu else "Pilih salah satu"


def _berawalan(form: Any, nama: str) -> str:
    kode, induk = form.cleaned_data["kode"], form.cleaned_data.get(nama)
    if induk is not None and not kode.startswith(f"{induk.kode}."):
        raise forms.ValidationError(f"Kode di {induk} berawalan {induk.kode}.")
    return kode


class LiburForm(TahuKonflik, forms.ModelForm):
    """`kabupaten` are those that the person looks after; `nasional`: may note what holds everywhere."""

    class Meta:
        model = HariLibur
        fields = ["tanggal", "nama", "kabupaten"]
        widgets = {"tanggal": TanggalInput}
        help_texts = {"nama": "Seperti pada keputusannya, misalnya Cuti bersama Idulfitri."}

    def __init__(self, *args: Any, kabupaten: QuerySet[Kabupaten], nasional: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom = cast("forms.ModelChoiceField", self.fields["kabupaten"])
        kolom.queryset, kolom.label = kabupaten.order_by("nama"), "Berlaku di"
        kolom.help_text = ""
        if nasional:
            kolom.empty_label = "Seluruh Indonesia"
        else:
            kolom.required, kolom.empty_label = True, None

    def clean(self) -> dict[str, Any]:
        super().clean()
        hari, kabupaten = self.cleaned_data.get("tanggal"), self.cleaned_data.get("kabupaten")
        if hari is None or "kabupaten" in self.errors or not {"tanggal", "kabupaten"} & set(self.changed_data):
            return self.cleaned_data
        if ada := libur(hari.year, kabupaten, kecuali=self.instance.pk).get(hari):
            self.add_error("tanggal", f"{date_format(hari, 'j F Y')} sudah hari libur: {akhiri(ada)}")
        return self.cleaned_data

"""The rows of a budget as they are typed: cells read as the workbook reads them, so that the sentences are the same."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apbdes.anggaran import KOMPONEN, PENERIMA, SUMBER_DANA
from apbdes.buku_kerja import sel
from apbdes.katalog import Katalog
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from dasar.isian import BarisForm, kolom_tanggal
from dasar.uang import SEN, angka, hasil_kali, rupiah

DESIMAL_VOLUME = 4


def tulis_volume(nilai: Decimal) -> str:
    """2.5000 → "2,5"."""
    teks = f"{nilai:f}"
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",")


def tulis_uang(sen: int) -> str:
    """150000050 → "1500000,50"."""
    return angka(sen).replace(".", "")


class SelField(forms.CharField):
    """A cell read by one of the functions of `buku_kerja.sel`; its ValueError is the sentence to show."""

    def __init__(self, baca: Any, *, kosong: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": "Wajib diisi."})
        super().__init__(**kwargs)
        self.baca, self.kosong = baca, kosong

    def to_python(self, value: Any) -> Any:
        if sel.kosong(value):
            return self.kosong
        try:
            return self.baca(str(value))
        except ValueError as galat:
            raise ValidationError(str(galat)) from galat

    def validate(self, value: Any) -> None:
        if self.required and value in (None, ""):
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The reader has judged the cell; what remains speaks of text only."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


class UangField(SelField):
    """Rupiah with up to two decimals, not negative. Kept in sen, sent as digits: "1500000", "1500000,50"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(sel.uang, **kwargs)

    def to_python(self, value: Any) -> Any:
        hasil = super().to_python(value)
        if hasil is not None and hasil < 0:
            raise ValidationError("Jumlah tidak boleh negatif.")
        return hasil

    def prepare_value(self, value: Any) -> Any:
        return tulis_uang(value) if isinstance(value, int) else value


class VolumeField(SelField):
    """A number with at most four decimals, written with a comma."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(sel.bilangan, **kwargs)

    def to_python(self, value: Any) -> Any:
        hasil = super().to_python(value)
        if hasil is None:
            return None
        if hasil < 0:
            raise ValidationError("Volume tidak boleh negatif.")
        if hasil >= 10**11:
            raise ValidationError("Volume ini terlalu besar.")
        terskala = Fraction(hasil) * 10**DESIMAL_VOLUME
        if terskala.denominator != 1:
            raise ValidationError("Volume paling banyak empat angka di belakang koma.")
        return Decimal(terskala.numerator).scaleb(-DESIMAL_VOLUME)

    def prepare_value(self, value: Any) -> Any:
        return tulis_volume(value) if isinstance(value, Decimal) else value


class YaField(SelField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(sel.ya, kosong=False, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "ya", False: ""}.get(value, value) if isinstance(value, bool) else value


class PilihanField(SelField):
    def __init__(self, daftar: dict[str, str], **kwargs: Any) -> None:
        super().__init__(lambda nilai: sel.pilihan(nilai, daftar), kosong="", **kwargs)


SUMBER = {kode.lower(): kode for kode in SUMBER_DANA}


class RincianForm(BarisForm):
    """`tempat` is the version, `katalog` the codes that its kabupaten and year may use."""

    AKUN = ""

    rekening = SelField(sel.kode_rekening, kosong="", label="kode rekening")
    uraian = forms.CharField(max_length=300, required=False)
    jumlah = UangField(label="jumlah")
    urut = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)

    def __init__(self, *args: Any, tempat: VersiApbdes, katalog: Katalog, **kwargs: Any) -> None:
        super().__init__(*args, tempat=tempat, **kwargs)
        self.katalog = katalog

    def clean_rekening(self) -> str:
        kode = self.cleaned_data["rekening"]
        if not kode.startswith(f"{self.AKUN}."):
            raise ValidationError(f"Rekening di bagian ini dimulai dengan {self.AKUN}.")
        if not self.katalog.rekening_ada(kode):
            raise ValidationError(f"Kode rekening {kode} tidak ada dalam daftar.")
        return kode

    def clean_urut(self) -> int:
        return self.cleaned_data["urut"] or 0


class PendapatanForm(RincianForm):
    AKUN = "4"
    sumber = PilihanField(SUMBER, label="sumber dana")

    class Meta:
        model = RincianPendapatan
        fields = ["rekening", "uraian", "sumber", "jumlah", "urut"]


class PembiayaanForm(RincianForm):
    AKUN = "6"
    sumber = PilihanField(SUMBER, required=False, label="sumber dana")
    dari_silpa = YaField()

    class Meta:
        model = RincianPembiayaan
        fields = ["rekening", "uraian", "sumber", "jumlah", "dari_silpa", "urut"]


class BelanjaForm(RincianForm):
    AKUN = "5"
    kegiatan = SelField(sel.kode_kegiatan, kosong="", label="kode kegiatan")
    uraian_kegiatan = forms.CharField(max_length=300, required=False)
    pelaksana = forms.CharField(max_length=100, required=False)
    komponen = PilihanField({k: k for k in KOMPONEN}, required=False)
    penerima = PilihanField({p: p for p in PENERIMA}, required=False)
    volume = VolumeField(required=False)
    satuan = forms.CharField(max_length=30, required=False)
    harga_satuan = UangField(required=False)
    sumber = PilihanField(SUMBER, label="sumber dana")
    dari_silpa = YaField()
    bantuan_khusus = YaField()
    risiko_tinggi = YaField()
    kegiatan_acuan = SelField(sel.kode_kegiatan, kosong="", required=False)
    pagu_acuan = UangField(required=False)

    class Meta:
        model = RincianBelanja
        fields = [
            "kegiatan",
            "uraian_kegiatan",
            "pelaksana",
            "rekening",
            "uraian",
            "komponen",
            "penerima",
            "volume",
            "satuan",
            "harga_satuan",
            "jumlah",
            "sumber",
            "dari_silpa",
            "bantuan_khusus",
            "risiko_tinggi",
            "kegiatan_acuan",
            "pagu_acuan",
            "urut",
        ]

    def _kegiatan_ada(self, kode: str) -> str:
        if kode and not self.katalog.kegiatan_ada(kode):
            raise ValidationError(f"Kode kegiatan {kode} tidak ada dalam daftar.")
        return kode

    def clean_kegiatan(self) -> str:
        return self._kegiatan_ada(self.cleaned_data["kegiatan"])

    def clean_kegiatan_acuan(self) -> str:
        return self._kegiatan_ada(self.cleaned_data["kegiatan_acuan"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if kalimat := salah_kali(data.get("volume"), data.get("harga_satuan"), data.get("jumlah")):
            self.add_error("jumlah", kalimat)
        return data


def salah_kali(volume: Decimal | Fraction | int | None, harga: int | None, jumlah: int | None) -> str:
    """The sentence when the amount is a rupiah or more away from volume × price; "" where it is not."""
    if volume is None or harga is None or jumlah is None or abs(Fraction(volume) * harga - jumlah) < SEN:
        return ""
    return (
        f"Volume kali harga satuan adalah {rupiah(hasil_kali(Fraction(volume), harga))}; "
        "jumlahnya boleh berbeda kurang dari satu rupiah."
    )


class IdentitasForm(BarisForm):
    """The sheet Identitas, as one row of the contract: the version itself."""

    pagu_dds = UangField(required=False)
    pagu_add = UangField(required=False)
    pagu_pbh = UangField(required=False)
    akhir_masa_jabatan_kades = kolom_tanggal(required=False)
    tanggal_perdes_dana_cadangan = kolom_tanggal(required=False)
    jumlah_petugas_pbb = SelField(sel.bulat_positif, required=False)

    class Meta:
        model = VersiApbdes
        fields = [
            "pagu_dds",
            "pagu_add",
            "pagu_pbh",
            "akhir_masa_jabatan_kades",
            "perdes_dana_cadangan",
            "tanggal_perdes_dana_cadangan",
            "jumlah_petugas_pbb",
        ]

    def __init__(self, *args: Any, katalog: Katalog | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean_jumlah_petugas_pbb(self) -> int | None:
        jumlah = self.cleaned_data["jumlah_petugas_pbb"]
        if jumlah is not None and jumlah > 100_000:
            raise ValidationError("Jumlah petugas ini terlalu besar.")
        return jumlah

"""What decisions about a document and its signatures ask for."""

import base64
import binascii
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from dasar.kolom import kolom_pilihan
from dasar.konflik import TahuKonflik
from naskah.atas_nama import jenis_dapat_atas_nama
from naskah.enums.naskah import CaraTtd
from naskah.jenis import pilihan_jenis
from naskah.models import PenandaTangan, PengaturanTtd, SeriNomor
from naskah.queries.penerus import pernyataan
from tte.bsre import bsre_aktif

AWALAN_PNG = "data:image/png;base64,"


class FrasaForm(forms.Form):
    """The signer's passphrase; never put back into the page."""

    frasa = forms.CharField(
        label="Frasa sandi sertifikat Anda",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Bukan kata sandi akun. Frasa ini dipakai sekali untuk membuka kunci Anda dan tidak disimpan.",
        error_messages={"required": "Isi frasa sandi Anda."},
    )


class BsreForm(forms.Form):
    """NIK and passphrase for the gateway. Both are asked for each time and kept nowhere (UU 27/2022)."""

    nik = forms.CharField(
        label="NIK",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="16 angka, yang terdaftar di BSrE. Dipakai sekali dan tidak disimpan.",
        error_messages={"required": "Isi NIK Anda."},
    )
    frasa = forms.CharField(
        label="Frasa sandi (passphrase) BSrE",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Isi frasa sandi BSrE Anda."},
    )

    def clean_nik(self) -> str:
        nik = re.sub(r"[\s.-]", "", self.cleaned_data["nik"])
        if not re.fullmatch(r"[0-9]{16}", nik):
            raise forms.ValidationError("NIK terdiri dari 16 angka.")
        return nik


class GoresanForm(forms.Form):
    """A drawing from the canvas as a data URL, with the place where the phone knows it."""

    gambar = forms.CharField(
        widget=forms.HiddenInput,
        max_length=700_000,
        error_messages={
            "required": "Goresan masih kosong. Mintalah penanda tangan menggores di kotak putih.",
            "max_length": "Gambar goresan ini terlalu besar. Hapus goresannya, lalu ulangi.",
        },
    )
    lintang = forms.DecimalField(widget=forms.HiddenInput, required=False)
    bujur = forms.DecimalField(widget=forms.HiddenInput, required=False)
    saksi = forms.BooleanField(
        label="Saya menyaksikan sendiri orang ini menggoreskan tanda tangannya.",
        error_messages={"required": "Centang pernyataan saksi ini."},
    )

    def clean_gambar(self) -> bytes:
        isi = self.cleaned_data["gambar"]
        try:
            if not isi.startswith(AWALAN_PNG):
                raise ValueError
            return base64.b64decode(isi.removeprefix(AWALAN_PNG), validate=True)
        except (ValueError, binascii.Error) as galat:
            raise forms.ValidationError("Gambar goresan tidak terbaca. Hapus goresannya, lalu ulangi.") from galat

    def clean(self) -> dict[str, Any]:
        """The place is a bonus: half of one, or one that is not on earth, is no place."""
        super().clean()
        data = self.cleaned_data
        lintang, bujur = data.get("lintang"), data.get("bujur")
        for nama in ("lintang", "bujur"):
            self.errors.pop(nama, None)
        enam, sah = Decimal("0.000001"), None
        if lintang is not None and bujur is not None and abs(lintang) <= 90 and abs(bujur) <= 180:
            sah = lintang.quantize(enam), bujur.quantize(enam)
        data["lintang"], data["bujur"] = sah or (None, None)
        return data


class PindaianForm(forms.Form):
    tanggal = forms.DateField(
        label="Tanggal tanda tangan pada kertas",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Hari ketika kertasnya ditandatangani; bila berbeda-beda, yang terakhir.",
        error_messages={"required": "Isi tanggal tanda tangannya.", "invalid": "Isi tanggal yang benar."},
    )
    berkas = forms.FileField(
        label="Pindaian (PDF, paling besar 50 MB)",
        allow_empty_file=True,  # told in our words by the service
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": "Pilih berkas pindaiannya.", "invalid": "Berkas tidak terkirim. Coba lagi."},
    )
    dinyatakan = forms.MultipleChoiceField(
        label="Saya sudah mencocokkan: tanda tangan pada kertas memang tanda tangan orang ini",
        widget=forms.CheckboxSelectMultiple,
        help_text="Centang setiap nama sesudah mencocokkannya dengan nama yang tercetak.",
        error_messages={
            "required": "Centang setiap nama yang sudah Anda cocokkan.",
            "invalid_choice": "Daftar penanda tangannya berubah. Cocokkan lagi.",
        },
    )

    def __init__(self, *args: Any, penanda: Iterable[PenandaTangan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom = self.fields["dinyatakan"]
        assert isinstance(kolom, forms.MultipleChoiceField)
        kolom.choices = [(str(p.pk), pernyataan(p)) for p in penanda]

    def clean_dinyatakan(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["dinyatakan"]]


class PengaturanTtdForm(TahuKonflik, forms.ModelForm):
    atas_nama = forms.MultipleChoiceField(
        label="Boleh ditandatangani sekretaris kecamatan atas nama camat",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tidak ada yang dicentang: hanya camat. Sekretaris kecamatan ditandai admin pada penugasannya; ia "
        "tidak menyetujui yang diajukan atau diverifikasinya sendiri.",
    )

    class Meta:
        model = PengaturanTtd
        fields = ["cara", "jari", "atas_nama"]
        widgets = {"cara": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pilihan = [(c.value, c.label) for c in CaraTtd]
        if not bsre_aktif() and self.instance.cara != CaraTtd.BSRE:
            pilihan = [p for p in pilihan if p[0] != CaraTtd.BSRE]
        kolom_pilihan(self, "cara").choices = pilihan
        kolom_pilihan(self, "atas_nama").choices = [(j.kode, j.nama) for j in jenis_dapat_atas_nama()]


class SeriNomorForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = SeriNomor
        fields = ["klasifikasi", "pola", "ikut", "lanjut", "retensi_tahun"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lain = [p for p in pilihan_jenis() if p[0] != self.instance.jenis]
        pilihan = [("", "Buku sendiri"), *lain]
        self.fields["ikut"] = forms.ChoiceField(
            label="Menghitung bersama", choices=pilihan, required=False, help_text=self.fields["ikut"].help_text
        )

"""What is asked for about the book of numbers of an office."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dasar.kolom import kolom_pilihan
from dasar.konflik import versi_wajib
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from naskah.jenis import nama_jenis, pilihan_jenis
from naskah.models import NomorTerpakai
from naskah.models.nomor import NOMOR_MAKS, URUT_MAKS, seri_berlaku
from naskah.queries.penutupan import buku_tertutup
from naskah.services.nomor import SEKALI_MAKS, hitungan_buku

TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def pilihan_buku(kecamatan: Kecamatan) -> list[tuple[str, str]]:
    """The books in which this office counts, each named by the kinds that count in it."""
    isi: dict[str, list[str]] = {}
    for kode, nama in pilihan_jenis():
        isi.setdefault(seri_berlaku(kecamatan.pk, kode).buku, []).append(nama)
    return [(buku, ", ".join(sorted(nama, key=lambda n: n != nama_jenis(buku)))) for buku, nama in isi.items()]


def bilangan(label: str, *, kosong: str = "", sampai: int = URUT_MAKS, **lain: Any) -> forms.IntegerField:
    kalimat = f"Isi bilangan 1 sampai {sampai}."
    galat = {"required": kosong or kalimat, "invalid": kalimat, "min_value": kalimat, "max_value": kalimat}
    return forms.IntegerField(label=label, min_value=1, max_value=sampai, error_messages=galat, **lain)


def teks(label: str, panjang: int, kosong: str = "", **lain: Any) -> forms.CharField:
    galat = {"required": kosong, "max_length": f"Paling banyak {panjang} huruf."}
    return forms.CharField(label=label, max_length=panjang, required=bool(kosong), error_messages=galat, **lain)


class BukuForm(forms.Form):
    jenis = forms.ChoiceField(label="Buku nomor", error_messages={"invalid_choice": "Pilih buku nomornya."})

    def __init__(self, *args: Any, kecamatan: Kecamatan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kecamatan = kecamatan
        kolom_pilihan(self, "jenis").choices = pilihan_buku(kecamatan)


class MajukanForm(BukuForm):
    terakhir = bilangan("Nomor terakhir yang sudah dipakai kantor", sampai=URUT_MAKS - 1)
    alasan = teks(
        "Alasan",
        250,
        "Tulis alasannya, misalnya: nomor sebelumnya tercatat di buku kantor.",
        help_text="Tampil di buku agenda.",
    )


class SisihkanForm(BukuForm):
    jumlah = bilangan("Banyaknya nomor", sampai=SEKALI_MAKS, initial=1)
    alasan = teks("Alasan", 250, "Tulis alasannya; alasan tampil di buku agenda.", help_text="Tampil di buku agenda.")


class BukaForm(forms.Form):
    """One field for each book that is closed after a restore, named as the book; what stays empty stays closed."""

    def __init__(self, *args: Any, kecamatan: Kecamatan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tahun = hari_ini(kecamatan).year
        for buku, nama in pilihan_buku(kecamatan):
            if buku_tertutup(kecamatan, buku):
                sampai = hitungan_buku(kecamatan, seri_berlaku(kecamatan.pk, buku), tahun).terakhir
                self.fields[buku] = forms.IntegerField(
                    label=nama,
                    min_value=0,
                    max_value=URUT_MAKS - 1,
                    required=False,
                    help_text=f"Menurut cadangan: {sampai}." if sampai else "Menurut cadangan belum ada yang dipakai.",
                    error_messages=dict.fromkeys(
                        ("invalid", "min_value", "max_value"), f"Isi bilangan 0 sampai {URUT_MAKS - 1}."
                    ),
                )

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        if not self.errors and all(n is None for n in isi.values()):
            raise ValidationError("Isi nomor terakhir sedikitnya satu buku.")
        return isi

    @property
    def terakhir(self) -> dict[str, int]:
        return {buku: n for buku, n in self.cleaned_data.items() if n is not None}


class CelahForm(forms.Form):
    alasan = teks("Alasan", 250, "Tulis alasannya; alasan tampil di buku agenda.", help_text="Tampil di buku agenda.")


class SuratForm(forms.Form):
    """What the agenda says of a letter that was written outside PERUT."""

    tanggal = forms.DateField(
        label="Tanggal surat", widget=TANGGAL, error_messages={"required": "Isi tanggal suratnya."}
    )
    jenis_surat = teks("Jenis surat", 100, "Isi jenis suratnya.", help_text="Misalnya Surat Undangan.")
    perihal = teks("Perihal", 250, "Isi perihalnya.")
    kepada = teks("Kepada", 200, "Isi penerimanya.")

    def clean_tanggal(self) -> date:
        tanggal: date = self.cleaned_data["tanggal"]
        if tanggal.year < 2000:
            raise forms.ValidationError("Periksa tahunnya.")
        return tanggal


class TanganForm(SuratForm, BukuForm):
    urut = bilangan(
        "Nomor urut", required=False, help_text="Wajib bila suratnya bernomor dalam salah satu buku di atas."
    )
    nomor = teks(
        "Nomor lengkap",
        NOMOR_MAKS,
        help_text="Seperti tertulis pada surat. Bila kosong, ditulis menurut pola buku nomornya.",
    )
    alasan = teks("Mengapa di luar PERUT", 250, "Tulis mengapa surat ini dinomori di luar PERUT.")
    field_order = ["jenis", "urut", "nomor", "tanggal", "jenis_surat", "perihal", "kepada", "alasan"]

    def __init__(self, *args: Any, kecamatan: Kecamatan, **kwargs: Any) -> None:
        super().__init__(*args, kecamatan=kecamatan, **kwargs)
        kolom = kolom_pilihan(self, "jenis")
        buku = pilihan_buku(kecamatan)
        kolom.choices = [*buku, ("", "Bukan buku PERUT (nomor lengkap diisi)")]
        kolom.required, kolom.initial = False, buku[0][0]
        self.fields["tanggal"].initial = hari_ini(kecamatan)

    def clean_nomor(self) -> str:
        """Spaces around a stroke are no other number."""
        return re.sub(r"\s*/\s*", "/", " ".join(self.cleaned_data["nomor"].split()))


class DipesanForm(forms.Form):
    """About one reserved number: it sends back the version that the page was opened with."""

    versi = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, terpakai: NomorTerpakai, **kwargs: Any) -> None:
        super().__init__(
            *args, **kwargs | {"initial": {"versi": terpakai.versi, "tanggal": hari_ini(terpakai.kecamatan)}}
        )

    def clean_versi(self) -> int:
        return versi_wajib(self.cleaned_data)


class PakaiForm(DipesanForm, SuratForm):
    pass


class LepasForm(DipesanForm):
    alasan = teks("Alasan", 250, "Tulis mengapa nomor ini tidak jadi dipakai; alasan tampil di buku agenda.")

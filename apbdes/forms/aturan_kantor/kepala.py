"""Beginning a set, its head, and a file that brings one."""

import re
from typing import Any

from django import forms

from akun.models import Pengguna
from akun.queries import kecamatan_bekerja
from apbdes.models import PerangkatAturan
from dasar.kolom import kolom_baris, kolom_pilihan
from desa.models import Kabupaten

TAHUN_AWAL, TAHUN_AKHIR = 2015, 2100
BANYAK_TAHUN = 10
UNGGAHAN_MAKS = 512 * 1024
WAJIB = {"required": "Wajib diisi."}


def baca_tahun(teks: str) -> list[int]:
    """Years as they are written: "2026", "2026, 2027" or "2026-2028". Raises ValidationError."""
    hasil: set[int] = set()
    for bagian in re.split(r"[,;\s]+", teks.strip().replace("–", "-").replace(" - ", "-")):
        cocok = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", bagian)
        if not cocok:
            raise forms.ValidationError("Tulis tahun anggaran, misalnya 2026, atau 2026-2028.")
        awal, akhir = int(cocok[1]), int(cocok[2] or cocok[1])
        if not TAHUN_AWAL <= awal <= akhir <= TAHUN_AKHIR or akhir - awal >= BANYAK_TAHUN:
            raise forms.ValidationError("Tahun akhir tidak mendahului tahun awal, dan paling banyak sepuluh tahun.")
        hasil |= set(range(awal, akhir + 1))
    return sorted(hasil)


class KepalaForm(forms.Form):
    """What stands above the lists."""

    nama = forms.CharField(
        label="Nama pendek peraturannya",
        max_length=150,
        help_text="Seperti disebut pada setiap putusan, misalnya Perbup Contoh 12/2026.",
    )
    judul = forms.CharField(label="Tentang", max_length=300, required=False)
    peraturan = forms.CharField(
        label="Nama lengkap peraturannya",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seperti dikutip dalam keputusan camat. Satu peraturan satu baris.",
    )
    tahun = forms.CharField(label="Tahun anggaran", max_length=80, help_text="Misalnya 2026, atau 2026-2028.")
    versi = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, di_atas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["di_atas"] = forms.MultipleChoiceField(
            label="Sudah memuat ketentuan nasional ini",
            choices=di_atas,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Yang dicentang tidak dipakai di samping perangkat ini.",
        )
        for kolom in self.fields.values():
            kolom.error_messages.update(WAJIB)

    def clean_tahun(self) -> list[str]:
        return [str(t) for t in baca_tahun(self.cleaned_data["tahun"])]

    def clean_peraturan(self) -> list[str]:
        return [baris.strip() for baris in self.cleaned_data["peraturan"].splitlines() if baris.strip()]

    @property
    def kepala(self) -> dict[str, Any]:
        return {k: self.cleaned_data[k] for k in ("nama", "judul", "peraturan", "tahun", "di_atas")}


class BaruForm(forms.Form):
    """For which kabupaten and years, under which name, and from what."""

    kabupaten = forms.ModelChoiceField(Kabupaten.objects.none(), label="Kabupaten/kota", empty_label=None)
    nama = forms.CharField(
        label="Nama pendek peraturannya", max_length=150, help_text="Misalnya Perbup Contoh 12/2026."
    )
    kode = forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label="Kode",
        max_length=60,
        help_text="Huruf kecil, angka, dan tanda hubung, misalnya perbup-contoh-12-2026. Tidak berubah sesudahnya.",
        error_messages={"invalid": "Kode hanya berisi huruf kecil, angka, dan tanda hubung di antaranya."},
    )
    tahun = forms.CharField(label="Tahun anggaran", max_length=80, help_text="Misalnya 2026, atau 2026-2028.")
    salin = forms.ChoiceField(label="Mulai dari", required=False)

    def __init__(self, *args: Any, pengguna: Pengguna, sumber: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_baris(self, "kabupaten").queryset = kabupaten_bekerja(pengguna)
        kolom_pilihan(self, "salin").choices = [("", "Perangkat kosong"), *sumber]
        for kolom in self.fields.values():
            kolom.error_messages.update(WAJIB)

    def clean_tahun(self) -> list[int]:
        return baca_tahun(self.cleaned_data["tahun"])


def kabupaten_bekerja(pengguna: Pengguna) -> Any:
    """Of the kabupaten that this person looks after, those where somebody works with PERUT."""
    dipakai = pengguna.kabupaten_dikelola().filter(pk__in=kecamatan_bekerja().values("kabupaten"))
    return dipakai.order_by("nama")


class UnggahForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas YAML",
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"required": "Pilih berkasnya dahulu.", "empty": "Berkas ini kosong."},
        help_text="Seperti yang diunduh dari halaman perangkat. Diperiksa seluruhnya; yang keliru disebut barisnya.",
    )
    versi = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_berkas(self) -> bytes:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > UNGGAHAN_MAKS:
            raise forms.ValidationError("Berkas ini lebih besar dari 512 KB, jadi bukan perangkat aturan.")
        return berkas.read()


def awal_kepala(perangkat: PerangkatAturan) -> dict[str, Any]:
    isi = perangkat.isi
    return {
        "nama": isi["nama"],
        "judul": isi.get("judul", ""),
        "peraturan": "\n".join(isi.get("peraturan") or ()),
        "tahun": ", ".join(isi.get("tahun") or ()),
        "di_atas": isi.get("di_atas") or [],
        "versi": str(perangkat.versi),
    }

"""What a new figure and a choice of sets ask for."""

from typing import Any

from django import forms

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import kabupaten_dikelola, kecamatan_bekerja
from apbdes.aturan import Angka, baca_nilai, tulis_nilai
from apbdes.models import NilaiAturan
from apbdes.perangkat import dapat_jadi_petunjuk
from dasar.kolom import kolom_baris, kolom_pilihan
from dasar.waktu import hari_ini_pembaca
from desa.models import Kabupaten

TANGGAL = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WAJIB = {"required": "Wajib diisi."}


class NilaiForm(forms.ModelForm):
    """A new dated value of one figure."""

    class Meta:
        model = NilaiAturan
        fields = ["nilai", "sejak", "kabupaten", "dasar", "alasan"]
        widgets = {"sejak": TANGGAL, "alasan": forms.Textarea(attrs={"rows": 3})}
        labels = {"nilai": "Nilai baru", "kabupaten": "Hanya untuk kabupaten/kota"}
        help_texts = {
            "sejak": "Anggaran tahun yang berakhir sesudah tanggal ini dinilai dengan nilai baru.",
            "dasar": "Peraturan dan pasal yang mengubahnya, misalnya Perbup 12/2025 Pasal 4.",
            "alasan": "Mengapa diubah, dan naskah mana yang dibaca.",
            "kabupaten": "Kosongkan bila berlaku bagi semua.",
        }

    def __init__(self, *args: Any, angka: Angka, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.angka = angka
        kabupaten = kolom_baris(self, "kabupaten")
        dipakai = kabupaten_dikelola(pengguna).filter(pk__in=kecamatan_bekerja().values("kabupaten"))
        kabupaten.queryset = dipakai.order_by("nama")
        if Peran.ADMIN in pengguna.peran:
            kabupaten.empty_label = "Semua kabupaten/kota"
        else:
            kabupaten.required, kabupaten.empty_label, kabupaten.help_text = True, None, ""
        for kolom in self.fields.values():
            kolom.error_messages.update(WAJIB)

    def clean_nilai(self) -> str:
        try:
            return tulis_nilai(baca_nilai(self.cleaned_data["nilai"], self.angka.riwayat[0].nilai))
        except ValueError as galat:
            raise forms.ValidationError(str(galat)) from galat


class PilihanForm(forms.Form):
    """Which sets are read as a guide beside those that apply by region and year."""

    sejak_tahun = forms.IntegerField(label="Mulai tahun anggaran", min_value=2015, max_value=2100)
    perangkat = forms.MultipleChoiceField(
        label="Dibaca sebagai petunjuk",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Yang berlaku menurut wilayah dan tahunnya selalu dipakai dan tidak perlu dipilih. "
        "Kosongkan semuanya bila tidak ada petunjuk.",
    )
    alasan = forms.CharField(
        label="Alasan", max_length=300, help_text="Misalnya: peraturan bupati sendiri belum ada di sini."
    )

    def __init__(self, *args: Any, kabupaten: Kabupaten, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_pilihan(self, "perangkat").choices = [
            (p.kode, f"{p.nama} – {p.judul}") for p in dapat_jadi_petunjuk(kabupaten.pk)
        ]
        self.fields["sejak_tahun"].initial = hari_ini_pembaca().year + 1
        for kolom in self.fields.values():
            kolom.error_messages.update(WAJIB)

"""What a new figure and a choice of sets ask for."""

from typing import Any

from django import forms

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import kabupaten_dikelola, kecamatan_bekerja
from apbdes.aturan import Angka, baca_nilai, semua_perangkat, tulis_nilai
from apbdes.models import NilaiAturan
from dasar.kolom import kolom_baris, kolom_pilihan
from dasar.waktu import hari_ini_pembaca

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
    """Which sets, in which order. Where two of them differ, the verdict says which one prevails."""

    sejak_tahun = forms.IntegerField(label="Mulai tahun anggaran", min_value=2015, max_value=2100)
    pertama = forms.ChoiceField(label="Perangkat yang ditampilkan pertama")
    kedua = forms.ChoiceField(label="Ditambah dengan", required=False)
    ketiga = forms.ChoiceField(label="Ditambah lagi dengan", required=False)
    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Misalnya: Perbup kabupaten belum ada, dipakai ketentuan nasional.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = [(p.kode, f"{p.nama} – {p.judul}") for p in semua_perangkat()]
        kolom_pilihan(self, "pertama").choices = pilihan
        for nama in ("kedua", "ketiga"):
            kolom_pilihan(self, nama).choices = [("", "Tidak ada"), *pilihan]
        if len(pilihan) < 3:
            del self.fields["ketiga"]
        self.fields["sejak_tahun"].initial = hari_ini_pembaca().year + 1
        for kolom in self.fields.values():
            kolom.error_messages.update(WAJIB)

    @property
    def perangkat(self) -> list[str]:
        return [k for k in (self.cleaned_data.get(n, "") for n in ("pertama", "kedua", "ketiga")) if k]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        dipilih = self.perangkat
        if len(set(dipilih)) != len(dipilih):
            self.add_error("kedua", "Perangkat ini sudah dipilih di atas.")
        return data

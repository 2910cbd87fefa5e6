"""The report as it is written. Fields that nobody has written in yet show a proposal."""

from typing import Any

from django import forms

from monitoring.forms.rencana import BarisField
from monitoring.models import Monitoring
from monitoring.services.laporan import IsiLaporan

NAMA = ("dasar", "maksud", "isi_kegiatan", "kesimpulan", "saran")


class LaporanForm(forms.Form):
    dasar = BarisField(
        label="I. Dasar", banyak=15, panjang=500, required=False, rows=3, help_text="Satu dasar per baris."
    )
    maksud = forms.CharField(
        label="III. Maksud/tujuan",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Sasaran kegiatan dari surat tugas tercetak di bawahnya.",
    )
    isi_kegiatan = forms.CharField(
        label="IV. Isi kegiatan",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Uraikan dengan kalimat. Setiap baris menjadi satu paragraf.",
    )
    kesimpulan = forms.CharField(
        label="V.a. Kesimpulan", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    saran = BarisField(
        label="V.b. Saran", banyak=30, panjang=500, required=False, rows=5, help_text="Satu saran per baris."
    )
    foto_dilampirkan = forms.BooleanField(
        label="Lampirkan foto dari formulir", required=False, help_text="Foto dicetak di belakang formulir."
    )
    versi = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, monitoring: Monitoring, usulan: IsiLaporan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tersimpan = IsiLaporan.dari(monitoring)
        self.diusulkan = [n for n in NAMA if not getattr(tersimpan, n)]
        self.usulan_lain = []
        self.initial = {"versi": monitoring.versi, "foto_dilampirkan": monitoring.foto_dilampirkan}
        for nama in NAMA:
            lama, baru = getattr(tersimpan, nama), getattr(usulan, nama)
            self.initial[nama] = lama or baru
            if lama and baru and lama != baru and nama != "dasar":
                teks = "\n".join(baru) if isinstance(baru, list) else baru
                self.usulan_lain.append((self.fields[nama].label, teks))

    @property
    def isi(self) -> IsiLaporan:
        c = self.cleaned_data
        teks = {n: c[n].replace("\r\n", "\n").strip() for n in ("maksud", "isi_kegiatan", "kesimpulan")}
        return IsiLaporan(dasar=c["dasar"], saran=c["saran"], foto_dilampirkan=c["foto_dilampirkan"], **teks)

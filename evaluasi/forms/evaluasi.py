"""Forms of an evaluation and its report."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from akun.models import Pengguna
from dasar.kolom import kolom, kolom_baris, kolom_pilihan
from dasar.waktu import hari_ini_pembaca
from evaluasi import acuan
from evaluasi.enums import CaraNilai, Huruf
from evaluasi.hitung import Skala, baca_angka, eksak, teks_eksak
from evaluasi.models import Evaluasi, FormulirEvaluasi, TimEvaluasi
from evaluasi.queries import desa_kelolaan, formulir_pilihan, kecamatan_kelolaan
from evaluasi.services.rencana import IsiEvaluasi

TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PilihanFormulir(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        if any(len(str(pk)) > 18 for pk in value or ()):  # larger than any id; the database would fail on it
            raise ValidationError("Formulir yang dipilih tidak dikenal.")
        return super().clean(value)

    def label_from_instance(self, obj: FormulirEvaluasi) -> str:
        return f"{obj.kode} {obj.jenis_kegiatan} ({obj.bidang}), versi {obj.versi}"


class PilihanTim(forms.ModelChoiceField):
    def label_from_instance(self, obj: TimEvaluasi) -> str:
        return f"{obj.nama} ({f'SK {obj.nomor_sk}' if obj.bernomor else 'SK belum bernomor'})"


class AngkaTingkatField(forms.CharField):
    """A number 0 to 100 as a person types it ("79,5"), held as a Decimal; None for none."""

    def clean(self, value: Any) -> Any:
        teks = super().clean(value)
        try:
            return baca_angka(teks) if teks else None
        except ValueError as galat:
            raise ValidationError(str(galat)) from galat


class EvaluasiForm(forms.ModelForm):
    formulir = PilihanFormulir(
        queryset=FormulirEvaluasi.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Formulir",
        error_messages={"invalid_choice": "Formulir yang dipilih tidak berlaku lagi; pilih versi yang berlaku."},
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Evaluasi
        field_classes = {"tim": PilihanTim}
        fields = ["desa", "tim", "tahun", "tanggal_mulai", "tanggal_selesai", "cara"]
        widgets = {"tanggal_mulai": TANGGAL, "tanggal_selesai": TANGGAL, "cara": forms.RadioSelect}
        error_messages = {
            "desa": {"invalid_choice": "Desa ini di luar wilayah Anda."},
            "tim": {"invalid_choice": "Tim ini di luar wilayah Anda."},
        }
        help_texts = {"cara": "Berlaku bagi semua anggota tim; tidak berubah lagi setelah penilaian dibuka."}

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kelolaan = kecamatan_kelolaan(pengguna)
        desa, tim = kolom_baris(self, "desa"), kolom(self, "tim", PilihanTim)
        desa.queryset, desa.empty_label = desa_kelolaan(pengguna), "Pilih desa"
        tim.queryset = TimEvaluasi.objects.filter(kecamatan__in=kelolaan).select_related("sk", "desa")
        tim.empty_label = "Pilih tim"
        self.fields["tahun"].localize = False
        kolom_baris(self, "formulir").queryset = formulir_pilihan(kelolaan)
        self.fields["versi"].initial = self.instance.versi
        kolom_pilihan(self, "cara").choices = CaraNilai.choices
        if self.instance.menggantikan_id:
            self.fields["desa"].disabled = self.fields["tahun"].disabled = True
        if self.instance.pk:
            self.initial["formulir"] = list(self.instance.lembar.values_list("formulir", flat=True))
        angka = angka_bawaan() | (self.instance.angka_tingkat or {})
        for h in Huruf:
            self.fields[f"angka_{h}"] = AngkaTingkatField(
                label=f"{h.label} ({h})", required=False, initial=angka[h].replace(".", ",")
            )

    def clean_tahun(self) -> int:
        tahun = self.cleaned_data["tahun"]
        if not 2000 <= tahun <= hari_ini_pembaca().year + 1:
            raise ValidationError(f"Isi tahun antara 2000 dan {hari_ini_pembaca().year + 1}.")
        return tahun

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        data = self.cleaned_data
        mulai, selesai = data.get("tanggal_mulai"), data.get("tanggal_selesai")
        if mulai and selesai and selesai < mulai:
            self.add_error("tanggal_selesai", "Waktu evaluasi berakhir sebelum mulai.")
        desa, tim = data.get("desa"), data.get("tim")
        if desa and tim and not tim.dapat_menilai(desa):
            self.add_error("tim", f"Tim ini tidak dibentuk untuk {desa}.")
        if desa:
            asing = [f.kode for f in data.get("formulir") or [] if not f.melayani(desa.kecamatan)]
            if asing:
                self.add_error("formulir", f"Formulir {', '.join(asing)} milik wilayah lain.")
        if data.get("cara") == CaraNilai.TINGKAT:
            self._periksa_angka(data)
        return data

    def _periksa_angka(self, data: dict[str, Any]) -> None:
        """Each number inside the band of its level, on the scale of every form that is used."""
        angka = {str(h): data[f"angka_{h}"] for h in Huruf if data.get(f"angka_{h}") is not None}
        for formulir in data.get("formulir") or []:
            for huruf, kalimat in Skala.dari(formulir.skala).keberatan(angka).items():
                if f"angka_{huruf}" not in self.errors:
                    self.add_error(f"angka_{huruf}", kalimat)

    @property
    def isi(self) -> IsiEvaluasi:
        data = self.cleaned_data
        return IsiEvaluasi(
            desa=data["desa"],
            tim=data["tim"],
            tahun=data["tahun"],
            tanggal_mulai=data["tanggal_mulai"],
            tanggal_selesai=data["tanggal_selesai"],
            cara=data["cara"],
            angka_tingkat=angka_bawaan()
            | {str(h): teks_eksak(eksak(data[f"angka_{h}"])) for h in Huruf if data[f"angka_{h}"] is not None},
            formulir=tuple(data["formulir"]),
        )


def angka_bawaan() -> dict[str, str]:
    """The middle of each printed band of the regulation's scale: 95, 79.5, 64.5, 54.5, 24.5."""
    return {h: teks_eksak(n) for h, n in Skala.dari(acuan.skala_bawaan()).angka_baku().items()}


class TutupForm(forms.Form):
    """Why a member did not score; asked only when one did not."""

    alasan = forms.CharField(
        label="Alasan anggota tidak menilai",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dicetak pada formulir.",
    )

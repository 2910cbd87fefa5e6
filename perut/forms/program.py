"""Forms of the year's programme."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from akun.models import Pengguna, Penugasan
from dasar.kolom import kolom, kolom_baris, kolom_pilihan
from dasar.konflik import TahuKonflik
from desa.models import Desa, Kecamatan
from perut.enums import Frekuensi
from perut.models import Lokus, Program
from perut.queries import kecamatan_kelolaan, petugas_tersedia

TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PilihanPetugas(forms.ModelMultipleChoiceField):
    """People by name and post; several may be ticked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Pengguna.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label="Petugas",
            error_messages={
                "invalid_choice": "Petugas yang dipilih tidak bertugas di kecamatan ini.",
                "invalid_pk_value": "Petugas yang dipilih tidak dikenal.",
            },
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        if any(len(str(pk)) > 18 for pk in value or ()):  # larger than any id; the database would fail on it
            raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value")
        return super().clean(value)

    def batasi(self, kecamatan: Iterable[Kecamatan], lama: Iterable[Pengguna] = ()) -> None:
        """Offer who can be sent today, and who was chosen earlier."""
        pk = [p.pk for p in (*petugas_tersedia(*kecamatan), *lama)]
        sebutan = Penugasan.objects.aktif().filter(kecamatan__isnull=False).select_related("kecamatan")
        self.queryset = Pengguna.objects.filter(pk__in=pk).prefetch_related(
            Prefetch("penugasan", sebutan, to_attr="penugasan_kecamatan")
        )

    def label_from_instance(self, obj: Pengguna) -> str:
        penugasan: list[Penugasan] = obj.penugasan_kecamatan  # type: ignore[attr-defined]  # prefetched by `batasi`
        post = ", ".join(p.sebutan for p in penugasan if p.sebutan != obj.nama)
        return f"{obj.nama} – {post}" if post else obj.nama


class ProgramForm(TahuKonflik, forms.ModelForm):
    """The kecamatan is chosen once; the year too, as soon as visits belong to the programme."""

    class Meta:
        model = Program
        fields = ["kecamatan", "tahun", "frekuensi", "target", "tema"]
        widgets = {"target": forms.Textarea(attrs={"rows": 3}), "tema": forms.Textarea(attrs={"rows": 5})}
        error_messages = {"kecamatan": {"invalid_choice": "Kecamatan ini di luar wilayah Anda."}}

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kelolaan = kecamatan_kelolaan(pengguna)
        kolom_baris(self, "kecamatan").queryset = kelolaan
        self.fields["tahun"].localize = False
        if self.instance.pk:
            self.fields["kecamatan"].disabled = True
            self.fields["tahun"].disabled = self.instance.kunjungan.exists()
        elif kelolaan.count() == 1:
            self.fields["kecamatan"].initial = kelolaan.get()
            kolom_baris(self, "kecamatan").empty_label = None


class LokusForm(TahuKonflik, forms.ModelForm):
    petugas = PilihanPetugas()

    class Meta:
        model = Lokus
        fields = ["desa", "alasan", "frekuensi"]
        widgets = {"alasan": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "desa": {"invalid_choice": "Desa ini di luar wilayah kecamatan program."},
            "alasan": {"required": "Tulis alasan desa ini dipilih."},
        }

    field_order = ["desa", "alasan", "frekuensi", "petugas"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kecamatan = self.instance.program.kecamatan
        lama = self.instance.petugas.all() if self.instance.pk else Pengguna.objects.none()
        kolom_baris(self, "desa").queryset = Desa.objects.filter(kecamatan=kecamatan)
        self.fields["desa"].disabled = bool(self.instance.pk)
        kolom_pilihan(self, "frekuensi").choices = [
            ("", f"Seperti program ({self.instance.program.get_frekuensi_display().lower()})"),
            *Frekuensi.choices,
        ]
        kolom(self, "petugas", PilihanPetugas).batasi([kecamatan], lama)
        if self.instance.pk:
            self.initial["petugas"] = [p.pk for p in lama]


class SusunForm(forms.Form):
    """The range to fill with visits."""

    mulai = forms.DateField(label="Mulai tanggal", widget=TANGGAL)
    sampai = forms.DateField(label="Sampai tanggal", widget=TANGGAL)

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
        kecamatan = kolom_baris(self, "kecamatan")
        kecamatan.queryset, kecamatan.empty_label = kelolaan, "Pilih kecamatan"
        self.fields["tahun"].localize = False
        if self.instance.pk:
            self.fields["kecamatan"].disabled = True
            self.fields["tahun"].disabled = self.instance.kunjungan.exists()
        elif kelolaan.count() == 1:
            self.fields["kecamatan"].initial = kelolaan.get()
            kecamatan.empty_label = None


class LokusForm(TahuKonflik, forms.ModelForm):
    petugas = PilihanPetugas()

    class Meta:
        model = Lokus
        fields = ["desa", "alasan", "tema", "frekuensi"]
        widgets = {"alasan": forms.Textarea(attrs={"rows": 3}), "tema": forms.Textarea(attrs={"rows": 2})}
        error_messages = {
            "desa": {"invalid_choice": "Desa ini di luar wilayah kecamatan program."},
            "alasan": {"required": "Tulis alasan desa ini dipilih."},
        }

    field_order = ["desa", "alasan", "tema", "frekuensi", "petugas"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kecamatan = self.instance.program.kecamatan
        lama = self.instance.petugas.all() if self.instance.pk else Pengguna.objects.none()
        desa = kolom_baris(self, "desa")
        desa.queryset, desa.empty_label = Desa.objects.filter(kecamatan=kecamatan), "Pilih desa"
        self.fields["desa"].disabled = bool(self.instance.pk)
        kolom_pilihan(self, "frekuensi").choices = [
            ("", f"Seperti program ({self.instance.program.get_frekuensi_display().lower()})"),
            *Frekuensi.choices,
        ]
        kolom(self, "petugas", PilihanPetugas).batasi([kecamatan], lama)
        if self.instance.pk:
            self.initial["petugas"] = [p.pk for p in lama]


class LokusBanyakForm(forms.Form):
    """Several villages at once: what they have in common, and for each whether it is chosen and its own theme."""

    PANJANG = 2000
    alasan = forms.CharField(
        label="Alasan dipilih",
        max_length=PANJANG,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        help_text="Untuk semua desa yang dipilih; dapat diubah per desa sesudahnya.",
        error_messages={"required": "Tulis alasan desa-desa ini dipilih."},
    )
    frekuensi = forms.ChoiceField(label="Frekuensi", required=False)
    petugas = PilihanPetugas()

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desa = list(Desa.objects.filter(kecamatan=program.kecamatan).exclude(lokus__program=program))
        kolom_pilihan(self, "frekuensi").choices = [
            ("", f"Seperti program ({program.get_frekuensi_display().lower()})"),
            *Frekuensi.choices,
        ]
        kolom(self, "petugas", PilihanPetugas).batasi([program.kecamatan])
        for d in self.desa:
            centang = forms.CheckboxInput(attrs={"class": "form-check-input"})
            tema = forms.Textarea(attrs={"rows": 1, "class": "form-control", "placeholder": "Tema (boleh kosong)"})
            self.fields[f"pilih-{d.pk}"] = forms.BooleanField(label=str(d), required=False, widget=centang)
            self.fields[f"tema-{d.pk}"] = forms.CharField(
                label="Tema", required=False, max_length=self.PANJANG, widget=tema
            )

    @property
    def bersama(self) -> list[forms.BoundField]:
        return [self[nama] for nama in ("alasan", "frekuensi", "petugas")]

    def baris(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For the template: each village beside its theme."""
        return [(self[f"pilih-{d.pk}"], self[f"tema-{d.pk}"]) for d in self.desa]

    def clean(self) -> dict[str, Any]:
        super().clean()
        isi = self.cleaned_data
        for d in self.desa:
            if isi.get(f"tema-{d.pk}") and not isi.get(f"pilih-{d.pk}"):
                self.add_error(f"pilih-{d.pk}", "Temanya diisi tetapi desanya belum dipilih.")
        if not any(isi.get(f"pilih-{d.pk}") for d in self.desa):
            raise ValidationError("Pilih sedikitnya satu desa.")
        return isi

    def lokus(self, program: Program) -> list[Lokus]:
        """Those that were chosen, not yet stored."""
        isi = self.cleaned_data
        sama = {"program": program, "alasan": isi["alasan"], "frekuensi": isi["frekuensi"]}
        return [Lokus(desa=d, tema=isi[f"tema-{d.pk}"], **sama) for d in self.desa if isi[f"pilih-{d.pk}"]]


class SusunForm(forms.Form):
    """The range to fill with visits."""

    mulai = forms.DateField(label="Mulai tanggal", widget=TANGGAL)
    sampai = forms.DateField(label="Sampai tanggal", widget=TANGGAL)

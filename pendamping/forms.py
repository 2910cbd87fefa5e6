"""Forms of one row and of the sheet itself, of evidence, and of a placement."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.formats import date_format

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from berkas.models import Berkas
from berkas.pemeriksa.hasil import SEMUA_AKHIRAN
from dasar.isian import BarisForm, TeksField, kolom_tanggal
from dasar.kolom import kolom, kolom_baris
from dasar.konflik import TahuKonflik
from dasar.waktu import hari_ini
from desa.enums import JenisDesa
from desa.models import Desa
from pendamping.acuan import himpunan
from pendamping.enums import JenisPendamping, KeadaanButir, Putusan
from pendamping.models import IsianPendamping, Lembar, Penempatan, akhir_bulan


class LembarForm(BarisForm):
    """What the sheet itself says."""

    catatan = TeksField(required=False, maks=5000)

    class Meta:
        model = Lembar
        fields = ["catatan"]


class IsianForm(BarisForm):
    """One duty. Incomplete is stored as it was typed; what is missing is asked for when the sheet is handed in."""

    TEMPAT = frozenset({"lembar"})
    tempat: Lembar
    keadaan = forms.ChoiceField(
        choices=[("", "Belum diisi"), *KeadaanButir.choices],
        required=False,
        error_messages={"invalid_choice": "Pilih Dikerjakan atau Tidak berlaku."},
    )
    uraian = TeksField(required=False, maks=5000)
    jumlah = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.TextInput,
        error_messages={
            "invalid": "Tulis angka saja, misalnya 2.",
            "min_value": "Angkanya tidak boleh kurang dari nol.",
            "max_value": "Angkanya paling banyak 1.000.",
        },
    )
    hari = kolom_tanggal(required=False)

    class Meta:
        model = IsianPendamping
        fields = ["kode", "keadaan", "uraian", "jumlah", "hari", "alasan"]

    def clean_kode(self) -> str:
        kode = str(self.cleaned_data["kode"])
        if kode not in himpunan(self.tempat.himpunan).diisi(self.tempat.jenis):
            raise ValidationError("Butir ini tidak ada pada daftar tugas lembar ini.")
        return kode

    def clean_hari(self) -> datetime.date | None:
        hari: datetime.date | None = self.cleaned_data["hari"]
        bulan = self.tempat.bulan
        if hari is None:
            return None
        if not bulan <= hari <= akhir_bulan(bulan):
            raise ValidationError(f"Lembar ini untuk {date_format(bulan, 'F Y')}; tulis tanggal pada bulan itu.")
        if hari > hari_ini(self.tempat.desa):
            raise ValidationError("Tanggal ini belum tiba.")
        return hari


class PutusanForm(forms.Form):
    """What the kecamatan says of one row."""

    putusan = forms.ChoiceField(
        choices=Putusan.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih putusannya."),
    )
    alasan = forms.CharField(label="Yang perlu diperbaiki", max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        if isi.get("putusan") == Putusan.DIKEMBALIKAN and not isi.get("alasan", "").strip():
            self.add_error("alasan", "Tulis apa yang perlu diperbaiki.")
        return isi


class PilihanBerkas(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.judul} ({obj.kategori})"


class BuktiForm(forms.Form):
    """A new file, a document of the village, or what another room knows; one of them at a time."""

    berkas = forms.FileField(
        label="Foto atau berkas baru",
        required=False,
        max_length=200,
        widget=forms.FileInput,
        error_messages={"empty": "Berkas ini kosong. Pilih berkas lain."},
    )
    lama = PilihanBerkas(
        label="Berkas desa yang sudah ada",
        queryset=Berkas.objects.none(),
        required=False,
        empty_label="Tidak memakai berkas lama",
        error_messages={"invalid_choice": "Berkas ini tidak dapat dijadikan bukti. Pilih lagi."},
    )
    rujukan = forms.ChoiceField(
        label="Yang tercatat di PERUT",
        required=False,
        error_messages={"invalid_choice": "Pilihan ini tidak ada lagi. Pilih lagi."},
    )

    def __init__(
        self, *args: Any, ditawarkan: list[Berkas], rujukan: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["berkas"].widget.attrs["accept"] = ",".join(SEMUA_AKHIRAN)
        if ditawarkan:
            kolom_baris(self, "lama").queryset = Berkas.objects.filter(pk__in=[b.pk for b in ditawarkan]).lengkap()
        else:
            del self.fields["lama"]
        if rujukan:
            self.fields["rujukan"].choices = [("", "Tidak ada"), *rujukan]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["rujukan"]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        dipilih = [n for n in ("berkas", "lama", "rujukan") if isi.get(n)]
        if not self.errors and len(dipilih) != 1:
            raise ValidationError(
                "Pilih sebuah berkas atau catatan lebih dahulu." if not dipilih else "Kaitkan satu bukti setiap kali."
            )
        return isi


class PenempatanForm(TahuKonflik, forms.ModelForm):
    """Where a pendamping works. The office records it; the role itself is the admin's to give."""

    mulai = kolom_tanggal(label="Mulai")
    selesai = kolom_tanggal(label="Selesai", required=False, help_text="Kosongkan selama masih bertugas.")

    class Meta:
        model = Penempatan
        fields = ["pengguna", "jenis", "desa", "mulai", "selesai"]
        widgets = {"desa": forms.CheckboxSelectMultiple}
        help_texts = {"desa": "Tanpa pilihan berarti seluruh desa di kecamatan, seperti lazimnya PD."}
        error_messages = {
            "pengguna": {"required": "Pilih orangnya.", "invalid_choice": "Orang ini bukan pendamping di sini."},
            "jenis": {"required": "Pilih PD atau PLD."},
            "desa": {"invalid_choice": "Ada desa yang bukan milik kecamatan ini. Pilih lagi."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama in ("mulai", "selesai"):
            self.fields[nama].widget.input_type = "date"
        kecamatan = self.instance.kecamatan
        tugas = Penugasan.objects.filter(kecamatan=kecamatan, peran=Peran.PENDAMPING)
        orang = Q(pk__in=tugas.values("pengguna")) | Q(pk=self.instance.pengguna_id)
        pengguna = kolom_baris(self, "pengguna")
        pengguna.queryset, pengguna.empty_label = Pengguna.objects.filter(orang).order_by("nama", "pk"), "Pilih orang"
        kolom(self, "jenis", forms.ChoiceField).choices = [("", "Pilih jenis"), *JenisPendamping.choices]
        desa = Desa.objects.filter(kecamatan=kecamatan, jenis=JenisDesa.DESA).order_by("nama", "kode")
        kolom_baris(self, "desa").queryset = desa

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"kecamatan"}  # type: ignore[misc]  # Django's own hook

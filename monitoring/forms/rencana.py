"""The plan of a monitoring: one form and two sets of rows, officers and sheets."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from akun.models import Pengguna, Penugasan
from akun.pejabat import nama_bukan_pemilik
from dasar.isian import tahun_wajar
from dasar.kolom import kolom, kolom_baris
from desa.models import Desa, Kecamatan
from monitoring.enums import BIDANG, JenisKelamin
from monitoring.models import FormulirMonitoring
from monitoring.queries import petugas_tersedia

TANGGAL = {"type": "date"}
PETUGAS_MAKS, LEMBAR_MAKS, SASARAN_MAKS = 20, 20, 30
# "1. ", "2) ", "a. ", "- ": not "3.500 bibit", nor "1.1 Jalan".
NOMOR_KETIK = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z][.)]|[-•*])\s+")


class BarisField(forms.CharField):
    """Several short texts, one per line; numbers typed before them are dropped, the document counts itself."""

    def __init__(self, *, banyak: int, panjang: int, rows: int = 4, **kwargs: Any) -> None:
        self.banyak, self.panjang = banyak, panjang
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, max_length=banyak * (panjang + 2), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        baris = [teks for b in super().clean(value).splitlines() if (teks := NOMOR_KETIK.sub("", b).strip())]
        if len(baris) > self.banyak:
            raise ValidationError(f"Paling banyak {self.banyak} baris; ini {len(baris)}.")
        if panjang := next((b for b in baris if len(b) > self.panjang), ""):
            raise ValidationError(f"Satu baris paling panjang {self.panjang} huruf: “{panjang[:60]}…”.")
        return baris


class RencanaForm(forms.Form):
    desa = forms.ModelChoiceField(
        queryset=Desa.objects.none(),
        label="Desa",
        empty_label="Pilih desa",
        error_messages={"invalid_choice": "Desa ini di luar wilayah Anda."},
    )
    nomor_bidang = forms.TypedChoiceField(
        label="Bidang",
        choices=[("", "Pilih bidang"), *BIDANG.items()],
        coerce=int,
        error_messages={"required": "Pilih bidang yang dimonitor."},
    )
    sasaran = BarisField(
        label="Sasaran kegiatan",
        banyak=SASARAN_MAKS,
        panjang=300,
        required=False,
        help_text="Satu kegiatan per baris, seperti akan tertulis dalam surat tugas.",
    )
    tanggal_mulai = forms.DateField(
        label="Mulai tanggal",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=TANGGAL),
        validators=[tahun_wajar],
    )
    tanggal_selesai = forms.DateField(
        label="Selesai tanggal",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=TANGGAL),
        validators=[tahun_wajar],
        help_text="Laporan paling lambat tiga hari kerja sesudah tanggal ini.",
    )
    versi = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, desa: Any, tetap: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_baris(self, "desa").queryset = desa
        if tetap:
            self.fields["desa"].disabled = True
            self.fields["desa"].help_text = "Untuk desa lain, batalkan monitoring ini dan buat yang baru."

    def clean(self) -> dict[str, Any] | None:
        mulai, selesai = self.cleaned_data.get("tanggal_mulai"), self.cleaned_data.get("tanggal_selesai")
        if mulai and selesai and selesai < mulai:
            self.add_error("tanggal_selesai", "Tanggal selesai mendahului tanggal mulai.")
        return self.cleaned_data


class AkunField(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(
            queryset=Pengguna.objects.none(),
            required=False,
            label="Akun",
            empty_label="Tanpa akun: ketik datanya",
            error_messages={"invalid_choice": "Orang ini tidak bertugas di kecamatan ini."},
        )

    def clean(self, value: Any) -> Any:
        if len(str(value or "")) > 18:  # larger than any id; the database would fail on it
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class PetugasForm(forms.Form):
    """One officer. What is left empty beside a chosen account is taken from what is known of that person."""

    pengguna = AkunField()
    nama = forms.CharField(label="Nama lengkap", max_length=150, required=False)
    jenis_kelamin = forms.ChoiceField(
        label="Jenis kelamin", choices=[("", "Pilih"), *JenisKelamin.choices], required=False
    )
    jabatan = forms.CharField(label="Jabatan", max_length=150, required=False)
    alamat = forms.CharField(label="Alamat", max_length=250, required=False)
    nip = forms.CharField(label="NIP (bila ada)", max_length=18, required=False)

    def __init__(self, *args: Any, akun: Any, dikenal: dict[int, dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_baris(self, "pengguna").queryset = akun
        self.dikenal = dikenal

    @property
    def kosong(self) -> bool:
        return not any(self.cleaned_data.get(n) for n in self.fields if n != "DELETE")

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        if self.errors or self.kosong:
            return data
        pengguna = data.get("pengguna")
        for nama, nilai in (self.dikenal.get(pengguna.pk, {}) if pengguna else {}).items():
            data[nama] = data.get(nama) or nilai
        for nama, kalimat in (
            ("nama", "Isi nama lengkap petugas."),
            ("jenis_kelamin", "Pilih jenis kelamin."),
            ("jabatan", "Isi jabatan petugas."),
            ("alamat", "Isi alamat petugas."),
        ):
            if not data.get(nama):
                self.add_error(nama, kalimat)
        if kalimat := nama_bukan_pemilik(pengguna, data.get("nama", "")):
            self.add_error("nama", kalimat)
        return data


class BarisFormSet(forms.BaseFormSet):
    """Rows that may be left empty; each form says of itself whether it is."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        # Django drops an added row that equals what is stored at its place, as unchanged: after a colleague's
        # save that would lose the very row that both have written.
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # Django's own hook, unknown to the stubs
        form.empty_permitted = False
        return form


class PetugasFormSetDasar(BarisFormSet):
    def clean(self) -> None:
        """The same person twice is said at the second place."""
        akun: dict[int, int] = {}
        nama: dict[tuple[str, str], int] = {}
        for n, form in enumerate(self.isian, 1):
            data = dict(form.cleaned_data)  # add_error takes the value away
            if pengguna := data.get("pengguna"):
                if sebelum := akun.get(pengguna.pk):
                    form.add_error("pengguna", f"Orang ini sudah ada sebagai petugas {sebelum}.")
                akun.setdefault(pengguna.pk, n)
            if data.get("nama"):
                kunci = (data["nama"].casefold(), (data.get("jabatan") or "").casefold())
                if (sebelum := nama.get(kunci)) and not form.has_error("pengguna"):
                    form.add_error("nama", f"Nama dan jabatan ini sudah ada sebagai petugas {sebelum}.")
                nama.setdefault(kunci, n)

    @property
    def isian(self) -> list[PetugasForm]:
        """The rows that say something, in order."""
        return [
            f for f in self.forms if hasattr(f, "cleaned_data") and not f.cleaned_data.get("DELETE") and not f.kosong
        ]


class FormulirField(forms.ModelChoiceField):
    """Forms grouped by bidang."""

    def __init__(self) -> None:
        super().__init__(
            queryset=FormulirMonitoring.objects.none(),
            required=False,
            label="Formulir",
            error_messages={"invalid_choice": "Formulir ini tidak berlaku lagi. Pilih versi yang berlaku."},
        )

    def susun(self, daftar: list[FormulirMonitoring]) -> None:
        self.queryset = FormulirMonitoring.objects.filter(pk__in=[f.pk for f in daftar])
        kelompok: dict[str, list[tuple[int, str]]] = {}
        for f in daftar:
            milik = f" – {f.kecamatan}" if f.kecamatan_id else ""
            versi = f" (versi {f.versi})" if f.versi > 1 else ""
            judul = kelompok.setdefault(f"{f.nomor_bidang}. {BIDANG.get(f.nomor_bidang, f.bidang)}", [])
            judul.append((f.pk, f"{f.kode} {f.jenis_kegiatan}{versi}{milik}"))
        self.widget.choices = [("", "Pilih formulir"), *kelompok.items()]

    def clean(self, value: Any) -> Any:
        if len(str(value or "")) > 18:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class LembarForm(forms.Form):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    formulir = FormulirField()
    lokasi = forms.CharField(
        label="Tempat", max_length=200, required=False, help_text="Misalnya Kantor Desa, RT 03, atau Dusun Hulu."
    )
    kegiatan = forms.CharField(
        label="Jenis kegiatan, bila lain dari formulirnya",
        max_length=200,
        required=False,
        help_text="Misalnya Monitoring pembangunan jalan usaha tani.",
    )

    def __init__(self, *args: Any, formulir: list[FormulirMonitoring], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom(self, "formulir", FormulirField).susun(formulir)

    @property
    def kosong(self) -> bool:
        return not any(self.cleaned_data.get(n) for n in ("formulir", "lokasi", "kegiatan"))

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        if self.errors or self.kosong:
            return data
        if not data.get("formulir"):
            self.add_error("formulir", "Pilih formulirnya.")
        if not data.get("lokasi"):
            self.add_error("lokasi", "Isi tempat yang dimonitor.")
        return data


class LembarFormSetDasar(BarisFormSet):
    @property
    def isian(self) -> list[LembarForm]:
        return [
            f for f in self.forms if hasattr(f, "cleaned_data") and not f.cleaned_data.get("DELETE") and not f.kosong
        ]


def _set(form: type[forms.Form], dasar: type[forms.BaseFormSet], maks: int, extra: int) -> Any:
    return forms.formset_factory(
        form, formset=dasar, extra=extra, can_delete=True, max_num=maks, absolute_max=maks + 5, validate_max=True
    )


PetugasFormSet = _set(PetugasForm, PetugasFormSetDasar, PETUGAS_MAKS, 2)
LembarFormSet = _set(LembarForm, LembarFormSetDasar, LEMBAR_MAKS, 1)


def akun_pilihan(kecamatan: Iterable[Kecamatan], lama: Iterable[Pengguna] = ()) -> Any:
    """Who can be sent today, and who was named earlier."""
    pk = [p.pk for p in (*petugas_tersedia(*kecamatan), *lama)]
    return Pengguna.objects.filter(pk__in=pk).order_by("nama", "pk")


def sebutan_kecamatan(kecamatan: Iterable[Kecamatan]) -> dict[int, Penugasan]:
    """Each account's appointment in these kecamatan, the latest of several."""
    tugas = Penugasan.objects.aktif().filter(kecamatan__in=list(kecamatan)).select_related("kecamatan")
    return {p.pengguna_id: p for p in tugas.order_by("mulai", "pk")}

"""Forms of a team, its members, and its decree."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from akun.models import Pengguna, Penugasan
from akun.pejabat import nama_bukan_pemilik
from dasar.kolom import kolom_baris, kolom_pilihan
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.models import Desa
from evaluasi.enums import JabatanTim, PenerbitSK
from evaluasi.models import AnggotaTim, TimEvaluasi
from evaluasi.queries import kecamatan_kelolaan
from evaluasi.services.tim import IsiAnggota
from naskah.pejabat import pejabat_kecamatan

BARIS_KOSONG = 3  # offered below the members that are there; saving offers as many again
NIP_MAKS = 18
TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class TimForm(forms.ModelForm):
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = TimEvaluasi
        fields = ["kecamatan", "penerbit", "desa", "tahun", "nama"]
        error_messages = {
            "kecamatan": {"invalid_choice": "Kecamatan ini di luar wilayah Anda."},
            "desa": {"invalid_choice": "Desa ini di luar wilayah Anda."},
        }
        help_texts = {
            "desa": "Kosongkan bila tim camat mengevaluasi semua desa di kecamatan.",
            "nama": "Seperti ditulis dalam SK. Dikosongkan: dibuatkan dari desa dan tahunnya.",
            "tahun": "Tahun yang dievaluasi.",
        }

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kelolaan = kecamatan_kelolaan(pengguna)
        kolom_baris(self, "kecamatan").queryset = kelolaan
        kolom_baris(self, "desa").queryset = Desa.objects.filter(kecamatan__in=kelolaan)
        kolom_baris(self, "desa").empty_label = "Semua desa di kecamatan"
        self.fields["tahun"].localize = False
        self.fields["nama"].required = False
        kolom_pilihan(self, "penerbit").choices = PenerbitSK.choices
        self.fields["versi"].initial = self.instance.versi
        if self.instance.pk:
            self.fields["kecamatan"].disabled = True
        elif kelolaan.count() == 1:
            self.fields["kecamatan"].initial = kelolaan.get()
            kolom_baris(self, "kecamatan").empty_label = None

    def clean_tahun(self) -> int:
        tahun = self.cleaned_data["tahun"]
        if not 2000 <= tahun <= hari_ini_pembaca().year + 1:
            raise ValidationError(f"Isi tahun antara 2000 dan {hari_ini_pembaca().year + 1}.")
        return tahun

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        data = self.cleaned_data
        desa, penerbit = data.get("desa"), data.get("penerbit")
        if penerbit and penerbit != PenerbitSK.CAMAT and desa is None and "desa" not in self.errors:
            self.add_error("desa", "Pilih desa yang kepala desa atau BPD-nya membentuk tim ini.")
        if desa and data.get("kecamatan") and desa.kecamatan_id != data["kecamatan"].pk:
            self.add_error("desa", f"{desa} tidak berada di {data['kecamatan']}.")
        if not data.get("nama") and data.get("tahun"):
            data["nama"] = f"Tim Evaluasi {desa or data.get('kecamatan') or ''} Tahun {data['tahun']}"
        return data


class AnggotaForm(forms.Form):
    """One member. Choosing an account fills in what is left empty."""

    jabatan_tim = forms.ChoiceField(label="Kedudukan", choices=[("", "–"), *JabatanTim.choices], required=False)
    pengguna = forms.ModelChoiceField(
        queryset=Pengguna.objects.none(),
        required=False,
        label="Akun",
        empty_label="Tanpa akun (nama diketik)",
        error_messages={"invalid_choice": "Akun ini tidak bertugas di kecamatan tim."},
    )
    nama = forms.CharField(label="Nama", max_length=150, required=False)
    jabatan = forms.CharField(label="Jabatan dinas", max_length=150, required=False)
    nip = forms.CharField(label="NIP", max_length=30, required=False)

    def __init__(self, *args: Any, orang: list[Pengguna], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orang = {p.pk: p for p in orang}
        kolom_baris(self, "pengguna").queryset = Pengguna.objects.filter(pk__in=self.orang)
        kolom_pilihan(self, "pengguna").choices = [("", "Tanpa akun (nama diketik)")] + [(p.pk, p.nama) for p in orang]

    def clean_nip(self) -> str:
        nip = self.cleaned_data["nip"].replace(" ", "")
        if nip and not (nip.isascii() and nip.isdigit()):
            raise ValidationError("NIP ditulis dengan angka saja.")
        if len(nip) > NIP_MAKS:
            raise ValidationError(f"NIP terdiri atas paling banyak {NIP_MAKS} angka.")
        return nip

    def clean(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        if not self.terisi:
            return data
        orang = data.get("pengguna")
        if not orang and not data.get("nama") and "pengguna" not in self.errors:
            self.add_error("nama", "Isi nama, atau pilih akunnya.")
        if kalimat := nama_bukan_pemilik(orang, data.get("nama", "")):
            self.add_error("nama", kalimat)
        if not data.get("jabatan_tim"):
            self.add_error("jabatan_tim", "Pilih kedudukannya.")
        return data

    @property
    def terisi(self) -> bool:
        """Something was put into this row; a row that is emptied takes its member out."""
        data = self.cleaned_data
        return any(data.get(k) for k in ("pengguna", "nama", "nip", "jabatan"))

    def anggota(self, tim: TimEvaluasi) -> IsiAnggota:
        data = self.cleaned_data
        orang = self.orang.get(data["pengguna"].pk) if data["pengguna"] else None
        jabatan = data["jabatan"]
        if orang and not jabatan:
            jabatan = pejabat_kecamatan(orang, tim.kecamatan, hari_ini(tim.kecamatan)).jabatan or next(
                (p.sebutan for p in orang.penugasan_aktif), ""
            )
        return IsiAnggota(
            jabatan_tim=data["jabatan_tim"],
            nama=data["nama"] or (orang.nama if orang else ""),
            nip=data["nip"] or (orang.nip if orang else ""),
            jabatan=jabatan,
            pengguna=orang,
        )


class BarisAnggota(forms.BaseFormSet):
    def clean(self) -> None:
        if any(self.errors):
            return
        if not any(f.terisi for f in self.forms):
            raise ValidationError("Isi anggota tim: ketua, sekretaris, dan sedikitnya satu anggota.")


AnggotaFormSet = forms.formset_factory(
    AnggotaForm, formset=BarisAnggota, extra=0, max_num=20, validate_max=True, absolute_max=40
)


def orang_tim(tim: TimEvaluasi, pengguna: Pengguna) -> list[Pengguna]:
    """The accounts that may be members: everybody on duty in the kecamatan or one of its villages, and who is one."""
    wilayah = [tim.kecamatan_id] if tim.kecamatan_id else [k.pk for k in kecamatan_kelolaan(pengguna)]
    tugas = Penugasan.objects.aktif().filter(Q(kecamatan__in=wilayah) | Q(desa__kecamatan__in=wilayah))
    lama = AnggotaTim.objects.filter(tim=tim.pk, pengguna__isnull=False) if tim.pk else AnggotaTim.objects.none()
    return list(
        Pengguna.objects.filter(Q(pk__in=tugas.values("pengguna"), is_active=True) | Q(pk__in=lama.values("pengguna")))
    )


def formset_anggota(tim: TimEvaluasi, pengguna: Pengguna, data: Any = None) -> forms.BaseFormSet:
    awal: list[dict[str, Any]] = []
    if tim.pk:
        awal = [
            {k: getattr(a, k) for k in ("nama", "nip", "jabatan", "jabatan_tim")} | {"pengguna": a.pengguna_id}
            for a in tim.anggota.all()
        ]
    else:
        awal = [{"jabatan_tim": j.value} for j in JabatanTim]
    formset = AnggotaFormSet(
        data, initial=awal, prefix="anggota", form_kwargs={"orang": orang_tim(tim, pengguna), "empty_permitted": False}
    )
    formset.extra = BARIS_KOSONG
    return formset


class ButirField(forms.CharField):
    """A list of items, one per line."""

    def __init__(self, *, baris: int = 8, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": baris}), required=False, max_length=20000, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        teks = super().clean(value)
        return [" ".join(baris.split()) for baris in teks.splitlines() if baris.strip()]


class SKForm(forms.Form):
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    menimbang = ButirField(label="Menimbang", help_text="Satu butir satu baris, tanpa huruf di depannya.")
    mengingat = ButirField(label="Mengingat", baris=18, help_text="Satu butir satu baris, tanpa nomor di depannya.")
    menetapkan = ButirField(label="Menetapkan", help_text="Satu diktum satu baris; KESATU, KEDUA, … dibuatkan.")


class CatatSKForm(forms.ModelForm):
    class Meta:
        model = TimEvaluasi
        fields = ["sk_nomor", "sk_tanggal"]
        widgets = {"sk_tanggal": TANGGAL}
        help_texts = {"sk_nomor": "Nomor menurut buku keputusan penerbitnya."}

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        data = self.cleaned_data
        if bool(data.get("sk_nomor")) != bool(data.get("sk_tanggal")) and not self.errors:
            kurang = "sk_tanggal" if data.get("sk_nomor") else "sk_nomor"
            self.add_error(kurang, "Isi nomor dan tanggalnya, atau kosongkan keduanya.")
        # Emptied on purpose it takes the record back; empty from the start there is nothing to record.
        if not self.errors and not data.get("sk_nomor") and not self.initial.get("sk_nomor"):
            self.add_error("sk_nomor", "Isi nomor dan tanggal SK yang sudah ditandatangani.")
        if data.get("sk_tanggal") and data["sk_tanggal"] > hari_ini(self.instance.kecamatan):
            self.add_error("sk_tanggal", "Tanggal SK tidak boleh di hari depan.")
        return data

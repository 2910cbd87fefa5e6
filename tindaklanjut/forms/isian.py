import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.formats import date_format

from berkas.models import Berkas
from berkas.pemeriksa.hasil import SEMUA_AKHIRAN
from berkas.services.lampiran import Kiriman, kiriman_periksa
from berkas.services.ruang import berkas_ditawarkan
from dasar.isian import BarisForm, TeksField, kolom_tanggal, wajib
from dasar.kolom import kolom_pilihan
from dasar.waktu import hari_ini
from tindaklanjut.bukti import SEBUTAN
from tindaklanjut.enums import JAWABAN_DESA, HasilTindakLanjut
from tindaklanjut.halaman import TERPAKAI
from tindaklanjut.models import Temuan, TindakLanjut


class BanyakBerkas(forms.FileInput):
    allow_multiple_selected = True


class BanyakBerkasField(forms.FileField):
    """Any number of files, as a list; each is inspected when it is kept."""

    widget = BanyakBerkas

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [b for b in (data or []) if b]


class PilihanBerkas(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.judul} ({obj.kategori})"


def nomor_halaman(**kwargs: Any) -> forms.UUIDField:
    """The id of what the page makes; made with the page."""
    galat = dict.fromkeys(("required", "invalid"), "Muat ulang halaman ini.")
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, error_messages=galat, **kwargs)


def nomor_perbarui(form: forms.BaseForm) -> None:
    """A page that was refused because its id is used gets another: sent once more, it means something new."""
    if form.has_error(NON_FIELD_ERRORS, TERPAKAI):
        data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as every page sends it
        data["id"] = str(uuid.uuid4())
        form.data = data


class JawabanForm(forms.ModelForm):
    """What the village has done about a finding, and the photos and files that show it. Without an id it is an answer
    of its own."""

    id = nomor_halaman(required=False)
    uraian = forms.CharField(
        label="Apa yang sudah dilakukan",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang sudah dilakukan."},
    )
    bukti = BanyakBerkasField(
        label="Foto atau berkas bukti",
        required=False,
        help_text="Boleh beberapa sekaligus. Wajib bila dinyatakan selesai.",
    )
    satukan = forms.BooleanField(
        label="Satukan foto-foto itu menjadi satu dokumen",
        required=False,
        help_text="Untuk beberapa foto dari satu surat. Berkas selain foto tetap sendiri-sendiri.",
    )
    lama = PilihanBerkas(
        label="Berkas desa yang sudah ada di PERUT",
        queryset=Berkas.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Berkas ini tidak dapat dijadikan bukti. Pilih lagi."},
    )

    class Meta:
        model = TindakLanjut
        fields = ["hasil", "uraian"]
        labels = {"hasil": "Keadaan sekarang"}
        error_messages = {"hasil": {"required": "Pilih keadaan sekarang."}}

    def __init__(self, *args: Any, temuan: Temuan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ditawarkan = berkas_ditawarkan(temuan.desa)
        keadaan = [(h.value, h.label) for h in HasilTindakLanjut if h in JAWABAN_DESA]
        kolom_pilihan(self, "hasil").choices = [("", "Pilih keadaan"), *keadaan]
        self.fields["bukti"].widget.attrs["accept"] = ",".join(SEMUA_AKHIRAN)
        lama = self.fields["lama"]
        assert isinstance(lama, PilihanBerkas)
        lama.queryset = Berkas.objects.filter(pk__in=[b.pk for b in ditawarkan]).lengkap()
        if not ditawarkan:
            del self.fields["lama"]

    def clean(self) -> dict[str, Any]:
        bersih: dict[str, Any] = super().clean() or self.cleaned_data
        kiriman_periksa(self._bukti(), sebutan=SEBUTAN)
        return bersih

    def _bukti(self) -> Kiriman:
        isi = self.cleaned_data
        baru = [(b.name or "", b.file) for b in isi.get("bukti") or []]
        return Kiriman(baru=baru, lama=list(isi.get("lama") or []), satukan=bool(isi.get("satukan")))

    def kiriman(self) -> dict[str, Any]:
        """As the service takes it."""
        isi = self.cleaned_data
        return {"hasil": isi["hasil"], "uraian": isi["uraian"], "bukti": self._bukti(), "pk": isi["id"]}


class TutupForm(forms.Form):
    uraian = forms.CharField(
        label="Bukti perbaikan yang dilihat",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis bukti perbaikan yang dilihat."},
    )


def hari_saja(kolom: forms.Field, **batas: datetime.date) -> None:
    """A day is picked from the browser's calendar, within `min` and `max`."""
    widget = kolom.widget
    assert isinstance(widget, forms.DateInput)
    widget.input_type = "date"
    widget.attrs |= {n: f"{hari:%Y-%m-%d}" for n, hari in batas.items()}


class KembalikanForm(forms.Form):
    alasan = forms.CharField(
        label="Apa yang masih kurang",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang masih kurang."},
    )


class BukaKembaliForm(forms.Form):
    alasan = forms.CharField(
        label="Mengapa dibuka kembali",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis mengapa temuan ini dibuka kembali."},
    )
    batas_waktu = kolom_tanggal(label="Batas waktu yang baru", error_messages=wajib("Batas waktu belum diisi."))

    def __init__(self, *args: Any, temuan: Temuan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hari = hari_ini(temuan.desa)
        hari_saja(self.fields["batas_waktu"], min=self.hari)

    def clean_batas_waktu(self) -> datetime.date:
        batas: datetime.date = self.cleaned_data["batas_waktu"]
        if batas < self.hari:
            raise ValidationError("Batas waktu yang baru tidak boleh sudah lewat.")
        return batas


def periksa_batas_waktu(batas: datetime.date | None, mulai: datetime.date | None, sebutan: str) -> None:
    """Nobody can mend anything before the day on which it was found."""
    if batas and mulai and batas < mulai:
        raise ValidationError(f"Batas waktu mendahului tanggal {sebutan} ({date_format(mulai, 'j F Y')}).")


class TemuanBarisForm(BarisForm):
    """A finding written down in the field; a draft until the record of that work is approved."""

    SEBUTAN = ""  # "kunjungan"
    uraian = TeksField(error_messages=wajib("Temuan belum ditulis."))
    rekomendasi = TeksField(required=False)
    batas_waktu = kolom_tanggal(error_messages=wajib("Batas waktu belum diisi."))

    class Meta:
        model = Temuan
        fields = ["uraian", "rekomendasi", "penanggung_jawab", "batas_waktu", "tingkat"]
        error_messages = {"penanggung_jawab": wajib("Penanggung jawab belum diisi.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.asal_teks = str(self.tempat)[:200]

    @property
    def tanggal_asal(self) -> datetime.date | None:
        """The day on which it was found."""
        raise NotImplementedError

    def clean_batas_waktu(self) -> datetime.date:
        batas = self.cleaned_data["batas_waktu"]
        periksa_batas_waktu(batas, self.tanggal_asal, self.SEBUTAN)
        return batas

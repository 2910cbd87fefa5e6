"""Forms of the editor of an instrument: its head, and lists of rows that can be ordered without a script.

The page sends every row with an ORDER and a DELETE. A button that moves, removes or adds one is a submit button
(`ubah=baris:3:naik`): without a script the server answers with the same page, the list changed and nothing stored.
"""

import re
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import kecamatan_bekerja
from desa.models import Kabupaten, Kecamatan
from instrumen.jenis import UMUM
from instrumen.models import FormulirBerversi

TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
BIDANG = (
    (1, "1. Penyelenggaraan Pemerintahan"),
    (2, "2. Pelaksanaan Pembangunan"),
    (3, "3. Pembinaan Kemasyarakatan"),
    (4, "4. Pemberdayaan Masyarakat"),
    (5, "5. Penanggulangan Bencana, Keadaan Darurat dan Mendesak"),
)
PERINTAH = re.compile(r"(?P<daftar>[a-z]+):(?:(?P<nomor>\d{1,4}):)?(?P<kerja>naik|turun|hapus|pulihkan|tambah)")
TEKS_MAKS = 2000
UNTUK_SEMUA = "semua"


class KepalaForm(forms.ModelForm):
    """What stands above the rows. A room names its model and may add fields."""

    nomor_bidang = forms.TypedChoiceField(label="Bidang", choices=BIDANG, coerce=int)

    class Meta:
        fields = list(UMUM)
        widgets = {"berlaku_sejak": TANGGAL}
        labels = {"bidang": "Nama bidang seperti tercetak", "dasar": "Dasar hukum"}
        help_texts = {
            "lokasi": "Contoh: Kantor Desa (nama Desa).",
            "berlaku_sejak": "Pekerjaan baru memakai versi ini mulai tanggal itu.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django would show a hidden twin (the default is a function), described by a text that it may not have.
        self.fields["berlaku_sejak"].show_hidden_initial = False

    def kolom(self) -> dict[str, Any]:
        """The columns that this form decides."""
        return {k: self.cleaned_data[k] for k in UMUM}


class BuatMixin(KepalaForm):
    """Beginning a form of one's own: its kode, and for whom it is."""

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.milik = milik_kelolaan(pengguna)
        pilihan = [(kunci, sebutan_milik(wilayah)) for kunci, wilayah in self.milik.items()]
        self.fields["milik"] = forms.ChoiceField(
            label="Untuk",
            choices=pilihan,
            initial=pilihan[0][0] if pilihan else "",
            widget=forms.Select if len(pilihan) > 1 else forms.HiddenInput,
            error_messages={"invalid_choice": "Kecamatan ini di luar wilayah Anda."},
        )
        self.fields["kode"] = forms.RegexField(
            label="Kode",
            regex=r"^[A-Za-z0-9][A-Za-z0-9./-]*$",
            max_length=20,
            help_text="Pendek, misalnya K.5. Semua versi formulir ini memakai kode yang sama.",
            error_messages={"invalid": "Kode hanya berisi huruf, angka, titik, garis miring, dan tanda hubung."},
        )
        self.order_fields(["milik", "kode"])

    def baru(self) -> FormulirBerversi:
        """The form as a draft that is not stored yet."""
        formulir = self.instance
        formulir.kode = self.cleaned_data["kode"]
        pasang_milik(formulir, self.milik[self.cleaned_data["milik"]])
        for nama, nilai in self.kolom().items():
            setattr(formulir, nama, nilai)
        return formulir


def milik_kelolaan(pengguna: Pengguna) -> dict[str, Kecamatan | Kabupaten | None]:
    """For whom this person keeps forms, by what a page sends: all (None), a kabupaten, an office."""
    hasil: dict[str, Kecamatan | Kabupaten | None] = {UNTUK_SEMUA: None} if Peran.ADMIN in pengguna.peran else {}
    for p in pengguna.penugasan_aktif:
        if p.peran == Peran.ADMIN_KABUPATEN and p.kabupaten:
            hasil[f"kab-{p.kabupaten_id}"] = p.kabupaten
    return hasil | {str(k.pk): k for k in _kantor_kelolaan(pengguna)}


def sebutan_milik(wilayah: Kecamatan | Kabupaten | None) -> str:
    if wilayah is None:
        return "Semua kecamatan"
    return f"Semua kecamatan di {wilayah}" if isinstance(wilayah, Kabupaten) else str(wilayah)


def pasang_milik(formulir: FormulirBerversi, wilayah: Kecamatan | Kabupaten | None) -> None:
    formulir.kecamatan = wilayah if isinstance(wilayah, Kecamatan) else None
    formulir.kabupaten = wilayah if isinstance(wilayah, Kabupaten) else None


def _kantor_kelolaan(pengguna: Pengguna) -> list[Kecamatan]:
    """The kecamatan whose own forms this person keeps."""
    milik = [p.kecamatan for p in pengguna.penugasan_aktif if p.peran == Peran.VERIFIKATOR and p.kecamatan]
    if Peran.ADMIN_KABUPATEN in pengguna.peran:
        sekabupaten = pengguna.kecamatan_terlihat(Peran.ADMIN_KABUPATEN).filter(pk__in=kecamatan_bekerja())
        milik += [k for k in sekabupaten.order_by("nama") if k not in milik]
    return milik


class BarisForm(forms.Form):
    id = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)
    teks = forms.CharField(required=False, max_length=TEKS_MAKS, widget=forms.Textarea(attrs={"rows": 2}))


class DaftarBaris(BaseFormSet):
    """Rows in the order that the person gave them."""

    ordering_widget = deletion_widget = forms.HiddenInput

    def tersusun(self) -> list[forms.Form]:
        """All forms as the page shows them: in order, the removed ones too, so that they can be brought back."""
        return sorted(self.forms, key=self._urut)

    def _urut(self, form: forms.Form) -> tuple[int, int]:
        nilai = str(form["ORDER"].value())
        urut = int(nilai) if nilai.isascii() and nilai.isdigit() and len(nilai) < 7 else 10**6
        return (urut, self.forms.index(form))

    def dihapus(self, form: forms.Form) -> bool:
        return form["DELETE"].value() in {"on", "True", "true", "1", True}

    @property
    def tampil(self) -> list[tuple[forms.Form, bool]]:
        return [(form, self.dihapus(form)) for form in self.tersusun()]

    def isi(self) -> list[dict[str, Any]]:
        """The rows that stay, cleaned, in order."""
        return [f.cleaned_data for f in self.tersusun() if not self.dihapus(f)]


def daftar_baris(form_class: type[forms.Form], banyak: int, sebutan: str) -> type[DaftarBaris]:
    kelas: Any = formset_factory(
        form_class,
        formset=DaftarBaris,
        extra=0,
        can_order=True,
        can_delete=True,
        max_num=banyak,
        absolute_max=banyak + 20,
        validate_max=True,
    )
    kelas.default_error_messages = {
        "missing_management_form": "Kiriman tidak lengkap. Muat ulang halaman ini, lalu ulangi.",
        "too_many_forms": f"Paling banyak {banyak} {sebutan}.",
    }
    return kelas


def ubah_susunan(data: QueryDict, prefiks: str, perintah: str) -> QueryDict | None:
    """The sent data with one list changed as a button asked; None when the button is of another list."""
    cocok = PERINTAH.fullmatch(perintah)
    if not cocok or cocok["daftar"] != prefiks:
        return None
    data = data.copy()
    jumlah = _bilangan(data.get(f"{prefiks}-TOTAL_FORMS"))
    if cocok["kerja"] == "tambah":
        data[f"{prefiks}-TOTAL_FORMS"] = str(jumlah + 1)
        data[f"{prefiks}-{jumlah}-ORDER"] = str(
            1 + max((_bilangan(data.get(f"{prefiks}-{i}-ORDER")) for i in range(jumlah)), default=0)
        )
        return data
    nomor = _bilangan(cocok["nomor"])
    if nomor >= jumlah:
        return data
    if cocok["kerja"] in {"hapus", "pulihkan"}:
        data[f"{prefiks}-{nomor}-DELETE"] = "on" if cocok["kerja"] == "hapus" else ""
        return data
    susunan = sorted(range(min(jumlah, 1000)), key=lambda i: _bilangan(data.get(f"{prefiks}-{i}-ORDER")))
    ada = [i for i in susunan if not data.get(f"{prefiks}-{i}-DELETE")]
    if nomor in ada:
        kini = ada.index(nomor)
        tetangga = kini + (-1 if cocok["kerja"] == "naik" else 1)
        if 0 <= tetangga < len(ada):
            a, b = susunan.index(nomor), susunan.index(ada[tetangga])
            susunan[a], susunan[b] = susunan[b], susunan[a]
    for urut, i in enumerate(susunan, 1):
        data[f"{prefiks}-{i}-ORDER"] = str(urut)
    return data


def _bilangan(teks: str | None) -> int:
    return int(teks) if teks and teks.isascii() and teks.isdigit() and len(teks) < 7 else 0

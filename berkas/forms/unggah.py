"""What the sender of files says about them: first which category and year, then the rest."""

from typing import Any

from django import forms

from akun.models import Pengguna
from berkas.enums import KelompokKategori, PeriodeKategori
from berkas.models import Berkas, KategoriBerkas
from berkas.periode import periode_nama, periode_setahun
from berkas.services.berkas import TAHUN_AWAL, Tujuan
from dasar.kolom import kolom, kolom_baris, kolom_pilihan
from dasar.waktu import hari_ini_pembaca
from desa.models import Desa

PK_MAKS = 2**63 - 1  # a larger number the database would fail on


class PilihanAman(forms.ModelChoiceField):
    """A row by its id; a number that no row can have is simply none of the choices."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and (not value.isascii() or len(value) > 18) and value:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class KategoriPilihan(PilihanAman):
    """By its id, or by its code: who asks for a document knows its code, and need not look its id up."""

    def to_python(self, value: Any) -> Any:
        kode = value[:60] if isinstance(value, str) and not value.isdigit() else ""
        return (kode and KategoriBerkas.objects.aktif().filter(kode=kode).first()) or super().to_python(value)


def desa_kiriman(pengguna: Pengguna) -> list[Desa]:
    """The desa for which this person may send files."""
    terlihat = pengguna.desa_terlihat().select_related("kecamatan__kabupaten").order_by("nama")
    return [d for d in terlihat if pengguna.has_perm("berkas.unggah_berkas", d)]


class ApaForm(forms.Form):
    """Step one, asked by GET: for which desa, which category, which year."""

    desa = PilihanAman(queryset=Desa.objects.none(), label="Desa", empty_label="Pilih desa")
    kategori = KategoriPilihan(
        queryset=KategoriBerkas.objects.aktif(),
        label="Jenis dokumen",
        empty_label="Pilih jenis dokumen",
        error_messages={"invalid_choice": "Jenis dokumen ini tidak ada atau tidak dipakai lagi."},
    )
    tahun = forms.IntegerField(label="Tahun yang dicakup", min_value=TAHUN_AWAL)

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boleh = desa_kiriman(pengguna)
        self._isi_pilihan()

    def _isi_pilihan(self) -> None:
        desa, tahun_isian = kolom_baris(self, "desa"), kolom(self, "tahun", forms.IntegerField)
        desa.queryset = Desa.objects.filter(pk__in=[d.pk for d in self.boleh]).select_related("kecamatan")
        if len(self.boleh) == 1:
            desa.widget = forms.HiddenInput()
            desa.initial = self.boleh[0].pk
        tahun = hari_ini_pembaca().year
        tahun_isian.initial, tahun_isian.max_value = tahun, tahun + 1
        tahun_isian.widget.attrs |= {"min": TAHUN_AWAL, "max": tahun + 1, "inputmode": "numeric"}
        baris: dict[str, list[tuple[int, str]]] = {}
        for k in KategoriBerkas.objects.aktif():
            baris.setdefault(KelompokKategori(k.kelompok).label, []).append((k.pk, k.nama))
        kolom_pilihan(self, "kategori").choices = [("", "Pilih jenis dokumen"), *baris.items()]


PERIODE_KOSONG = "Pilih periode dokumen ini."


class UnggahForm(ApaForm):
    """Everything that is said about one or more files. `tujuan()` is what the services take."""

    periode = forms.CharField(label="Periode", required=False, max_length=7)
    judul = forms.CharField(
        label="Judul", required=False, max_length=200, help_text="Kosongkan untuk memakai nama berkasnya."
    )
    nomor = forms.CharField(
        label="Nomor dokumen", required=False, max_length=100, help_text="Bila ada, misalnya 3 Tahun 2026."
    )

    def __init__(self, *args: Any, kategori: KategoriBerkas | None = None, tahun: int | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for nama in ("desa", "kategori", "tahun"):
            self.fields[nama].widget = forms.HiddenInput()
        if kategori and tahun:
            self._periode_pilihan(kategori, tahun)

    def _periode_pilihan(self, kategori: KategoriBerkas, tahun: int) -> None:
        periode = periode_setahun(kategori.periode, tahun)
        if len(periode) == 1:
            self.fields["periode"].widget = forms.HiddenInput()
            self.fields["periode"].initial = periode[0]
            return
        pilihan = [("", "Pilih periode"), *((p, periode_nama(p)) for p in periode)]
        self.fields["periode"].widget = forms.Select(choices=pilihan)
        self.fields["periode"].required = True
        self.fields["periode"].error_messages["required"] = PERIODE_KOSONG

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        kategori = isi.get("kategori")
        if "periode" in isi and kategori and not isi["periode"] and kategori.periode != PeriodeKategori.SEKALI:
            self.add_error("periode", PERIODE_KOSONG)  # of a year that was not given with it
        return isi

    def tujuan(self) -> Tujuan:
        isi = self.cleaned_data
        nama = ("desa", "kategori", "tahun", "periode", "judul", "nomor")
        return Tujuan(**{n: isi[n] for n in nama})


class GabungForm(UnggahForm):
    """Several photos that become one document: it has one title, which no file's name can give."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judul"].required = True
        self.fields["judul"].help_text = "Satu judul untuk seluruh dokumen."
        self.fields["judul"].error_messages["required"] = "Tulis judul dokumennya."


class VersiForm(forms.Form):
    """The next version of a document that is here already: why it comes."""

    alasan = forms.CharField(
        label="Mengapa versi baru ini dikirim",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya bagian mana yang diperbaiki.",
        error_messages={"required": "Tulis mengapa versi baru ini dikirim, misalnya apa yang diperbaiki."},
    )

    def __init__(self, *args: Any, berkas: Berkas, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.berkas = berkas

    def tujuan(self) -> Tujuan:
        b = self.berkas
        return Tujuan(b.desa, b.kategori, b.tahun, b.periode, berkas=b, alasan=self.cleaned_data["alasan"])

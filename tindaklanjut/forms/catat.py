"""What the office writes when it notes a finding down itself."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.isian import TeksField, kolom_tanggal, wajib
from dasar.kolom import kolom_baris
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.enums import JabatanPerangkat
from desa.hari_kerja import tambah_hari_kerja
from desa.models import Desa, Kecamatan
from tindaklanjut.enums import PENCATAT, Tingkat
from tindaklanjut.forms.isian import hari_saja, nomor_halaman
from tindaklanjut.models import JenisTemuan
from tindaklanjut.pencatatan import IsiPengaduan, IsiTemuan
from tindaklanjut.queries import kecamatan_pencatat

HARI_KERJA = 10  # working days to mend it in; proposed, not demanded by any regulation


class CatatForm(forms.Form):
    """A finding of one village. Its id is made with the page, so that pressing twice makes one."""

    id = nomor_halaman()
    jenis = forms.ModelChoiceField(
        label="Jenis temuan",
        queryset=JenisTemuan.objects.none(),
        required=False,
        empty_label="Lainnya",
        help_text="Yang sejenis dan datang lagi di desa yang sama dikenali sebagai berulang.",
        error_messages={"invalid_choice": "Jenis ini tidak ada. Pilih lagi."},
    )
    uraian = TeksField(
        label="Temuan",
        maks=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=wajib("Temuan belum ditulis."),
    )
    rekomendasi = TeksField(
        label="Saran perbaikan", maks=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    tingkat = forms.ChoiceField(
        label="Tingkat",
        choices=[("", "Pilih tingkat"), *Tingkat.choices],
        error_messages=wajib("Pilih tingkatnya."),
    )
    penanggung_jawab = forms.CharField(
        label="Penanggung jawab",
        max_length=150,
        help_text="Jabatan atau nama perangkat desa yang membenahi.",
        error_messages=wajib("Penanggung jawab belum diisi."),
    )
    batas_waktu = kolom_tanggal(label="Batas waktu", error_messages=wajib("Batas waktu belum diisi."))

    def __init__(self, *args: Any, desa: Desa | None, kecamatan: Iterable[Kecamatan], **kwargs: Any) -> None:
        awal = {"penanggung_jawab": JabatanPerangkat.SEKRETARIS_DESA.label}
        kwargs["initial"] = awal | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        kolom_baris(self, "jenis").queryset = JenisTemuan.objects.bagi(kecamatan)
        hari, kabupaten = (hari_ini(desa), desa.kecamatan.kabupaten) if desa else (hari_ini_pembaca(), None)
        self.fields["batas_waktu"].initial = tambah_hari_kerja(hari, HARI_KERJA, kabupaten)
        hari_saja(self.fields["batas_waktu"], min=hari)

    def berkalimat(self) -> dict[str, Any]:
        """What was typed, and where nothing was, the words of the kind that was picked: a form opens with it."""
        self.is_valid()  # only the kind is asked of it
        isi = {n: self.data.get(n, "") for n in self.fields}
        if jenis := self.cleaned_data.get("jenis"):
            usul = {"uraian": jenis.uraian, "rekomendasi": jenis.saran, "tingkat": jenis.tingkat}
            isi |= {n: teks for n, teks in usul.items() if not isi[n].strip()}
        return isi

    def isi(self) -> IsiTemuan:
        data = self.cleaned_data
        kolom = ("jenis", "uraian", "rekomendasi", "tingkat", "penanggung_jawab", "batas_waktu")
        return IsiTemuan(pk=data["id"], **{n: data[n] for n in kolom})


class PengaduanForm(CatatForm):
    """A citizen's complaint: who and when, or that they do not want to be named."""

    desa = forms.ModelChoiceField(
        label="Desa",
        queryset=Desa.objects.none(),
        empty_label="Pilih desa",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih desanya."),
    )
    tanggal = kolom_tanggal(label="Tanggal pengaduan", error_messages=wajib("Tanggal pengaduan belum diisi."))
    anonim = forms.BooleanField(label="Pelapor tidak mau disebut namanya", required=False)
    pelapor = forms.CharField(label="Nama pelapor", max_length=150, required=False)
    kontak = forms.CharField(label="Telepon atau alamat pelapor", max_length=150, required=False)
    field_order = ["id", "jenis", "desa", "tanggal", "anonim", "pelapor", "kontak"]

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, desa=None, kecamatan=kecamatan_pencatat(pengguna), **kwargs)
        milik = Desa.objects.filter(lingkup(pengguna, *PENCATAT, desa="pk", kecamatan="kecamatan"))
        kolom_baris(self, "desa").queryset = milik.select_related("kecamatan").order_by("nama")
        self.fields["tanggal"].initial = hari_ini_pembaca()
        hari_saja(self.fields["tanggal"], max=hari_ini_pembaca())

    def clean(self) -> dict[str, Any]:
        bersih: dict[str, Any] = super().clean() or self.cleaned_data
        bernama = bersih.get("pelapor") or bersih.get("kontak")
        if bersih.get("anonim") and bernama:
            raise ValidationError({"anonim": "Kosongkan nama dan kontaknya bila pelapor tidak mau disebut namanya."})
        if not bersih.get("anonim") and not bersih.get("pelapor"):
            raise ValidationError({"pelapor": "Tulis nama pelapornya, atau tandai bahwa ia tidak mau disebut namanya."})
        return bersih

    def pengaduan(self) -> IsiPengaduan:
        return IsiPengaduan(**{n: self.cleaned_data[n] for n in ("tanggal", "anonim", "pelapor", "kontak")})

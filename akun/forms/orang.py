"""Forms about somebody else's account. No password is ever asked for or shown here."""

from typing import Any

from django import forms

from akun.enums import Peran, Tingkat
from akun.models import Pengguna, Penugasan
from akun.pejabat import BERAKUN, PERAN_JABATAN
from akun.queries import peran_ditunjuk
from akun.sel import nip_rapi
from akun.tempat import Tempat, kolom_wilayah
from dasar.kolom import kolom_pilihan
from dasar.konflik import TahuKonflik
from dasar.nama import akhiri
from desa.enums import StatusJabatan
from desa.models import Perangkat


class TanggalInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class OrangForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = Pengguna
        fields = ["nama", "username", "nip", "pangkat", "email", "telepon"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "Untuk undangan dan memulihkan kata sandi. Kosongkan bila tidak ada."
        if self.instance.pk is not None and self.instance.bersandi:
            self.fields["email"].help_text = "Yang baru berlaku sesudah dipastikan dari kotak suratnya sendiri."
        self.fields["nip"].help_text = "18 angka; hanya bagi pegawai negeri."
        if self.instance.pk is None:
            self.fields["username"].required = False
            self.fields["username"].help_text = "Boleh dikosongkan: dibuat dari namanya, misalnya ahmad.yani."
        elif self.instance.jabatan_desa.exists():
            for nama in ("nama", "nip", "pangkat"):
                self.fields[nama].disabled = True
                self.fields[nama].help_text = "Diambil dari data pejabat desanya; ubah di sana."

    def clean_nip(self) -> str:
        nip = self.cleaned_data["nip"]
        if nip == self.instance.nip:
            return nip
        try:
            return nip_rapi(nip)
        except ValueError as galat:
            raise forms.ValidationError(str(galat)) from galat

    def clean(self) -> dict[str, Any]:
        super().clean()
        for kolom in ("nip", "email"):
            if kolom in self.changed_data and (kalimat := kalimat_milik_lain(kolom, self.cleaned_data.get(kolom))):
                self.add_error(kolom, kalimat)
        return self.cleaned_data


def kalimat_milik_lain(kolom: str, isi: str | None) -> str:
    """Why this number or mailbox cannot be written on another account: somebody has it."""
    pemilik = Pengguna.objects.filter(**{f"{kolom}__iexact": isi}).first() if isi else None
    if pemilik is None:
        return ""
    return (
        f"{'NIP' if kolom == 'nip' else 'Surel'} ini sudah tercatat pada {pemilik} ({pemilik.username}). Satu orang "
        "memakai satu akun: bila orangnya sama, tambahkan penugasannya di sana."
    )


class PenugasanForm(forms.Form):
    """Role, region and how the post is held. `wilayah` is typed or picked, by name or by code."""

    peran = forms.ChoiceField(label="Peran", error_messages={"required": "Pilih perannya."})
    wilayah = forms.CharField(
        label="Wilayah",
        required=False,
        widget=forms.TextInput(attrs={"list": "pilihan-wilayah", "autocomplete": "off"}),
        help_text="Nama atau kode kecamatan, desa, atau kabupatennya, sesuai perannya.",
    )
    jabatan = forms.CharField(
        label="Jabatan",
        max_length=120,
        required=False,
        help_text="Hanya bila lain dari biasanya. Dicetak di bawah tanda tangan, misalnya Kasi Pemerintahan.",
    )
    status_jabatan = forms.ChoiceField(label="Cara menjabat", required=False, choices=StatusJabatan.choices)
    sekretaris = forms.BooleanField(
        label="Sekretaris kecamatan",
        required=False,
        help_text="Hanya bagi verifikator. Boleh menandatangani atas nama camat bila kantornya mengizinkan.",
    )
    mulai = forms.DateField(label="Mulai", widget=TanggalInput)
    selesai = forms.DateField(
        label="Sampai dengan", required=False, widget=TanggalInput, help_text="Kosongkan bila belum tentu."
    )

    def __init__(self, *args: Any, oleh: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oleh, self.tempat = oleh, Tempat(oleh)
        boleh = peran_ditunjuk(oleh)
        kolom_pilihan(self, "peran").choices = [("", "Pilih peran"), *(c for c in Peran.choices if c[0] in boleh)]
        self.hasil: dict[str, Any] = {}

    @property
    def pilihan_wilayah(self) -> list[str]:
        return self.tempat.pilihan(Tingkat.KECAMATAN, Tingkat.DESA)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if "peran" not in isi:
            return isi
        try:
            self.hasil = kolom_wilayah(self.tempat.cari(isi.get("wilayah", ""), isi["peran"]))
        except ValueError as galat:
            self.add_error("wilayah", str(galat))
        if isi.get("sekretaris") and isi["peran"] != Peran.VERIFIKATOR:
            self.add_error("sekretaris", "Sekretaris kecamatan bertugas sebagai verifikator.")
        if (mulai := isi.get("mulai")) and (selesai := isi.get("selesai")) and selesai < mulai:
            self.add_error("selesai", "Tanggal akhir penugasan mendahului tanggal mulai.")
        return isi

    def penugasan(self, pengguna: Pengguna) -> Penugasan:
        isi = self.cleaned_data
        return Penugasan(
            pengguna=pengguna,
            peran=isi["peran"],
            jabatan=isi["jabatan"],
            status_jabatan=isi["status_jabatan"] or StatusJabatan.DEFINITIF,
            sekretaris=isi["sekretaris"],
            mulai=isi["mulai"],
            selesai=isi["selesai"],
            **self.hasil,
        )


class UndangForm(forms.Form):
    undang = forms.BooleanField(label="Kirim undangan ke surelnya", required=False, initial=True)


class AkhiriForm(forms.Form):
    selesai = forms.DateField(
        label="Hari terakhir bertugas", widget=TanggalInput, error_messages={"required": "Isi hari terakhirnya."}
    )
    masa_jabatan = forms.BooleanField(label="Akhiri juga masa jabatannya pada hari itu", required=False, initial=True)

    def __init__(self, *args: Any, pejabat: list[Perangkat], **kwargs: Any) -> None:
        """`pejabat`: the official of the village who is the same person."""
        super().__init__(*args, **kwargs)
        if pejabat:
            nama = "; ".join(f"{p.nama}, {p.sebutan} {p.desa}" for p in pejabat)
            self.fields["masa_jabatan"].help_text = f"{akhiri(nama)} Data perangkat ikut berubah, dengan riwayatnya."
        else:
            del self.fields["masa_jabatan"]


class AkhiriTugasForm(forms.Form):
    """Beside an official whose term ends: whether the account's assignment ends, too."""

    akhiri = forms.BooleanField(label="Akhiri juga penugasan akunnya", required=False)

    def __init__(self, *args: Any, tugas: list[Penugasan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sebut = "; ".join(f"{t.pengguna.username}, {t.sebutan}" for t in tugas)
        self.tugas = tugas
        self.fields["akhiri"].help_text = f"{akhiri(sebut)} Hari terakhirnya sama dengan akhir masa jabatan di atas."


class AkunPejabatBaruForm(forms.Form):
    """Beside an official who is being entered: whether to make the account, too."""

    buat = forms.BooleanField(
        label="Buat akunnya sekaligus",
        required=False,
        help_text=f"Hanya bagi {BERAKUN}. Nama, NIP, dan pangkatnya dari data ini.",
    )
    surel = forms.EmailField(
        label="Surel",
        required=False,
        help_text="Undangan dikirim ke sini. Kosongkan bila undangannya dicetak dari halaman Undangan.",
    )

    def __init__(self, *args: Any, jabatan: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jabatan = jabatan

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if not isi.get("buat"):
            return isi
        if self.jabatan not in PERAN_JABATAN:
            self.add_error("buat", f"Di desa yang mempunyai akun hanya {BERAKUN}.")
        if kalimat := kalimat_milik_lain("email", isi.get("surel")):
            self.add_error("surel", kalimat)
        return isi

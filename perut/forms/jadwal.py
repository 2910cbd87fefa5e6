"""Forms of single visits: the plan, and a move to another day."""

from typing import Any

from django import forms

from akun.models import Pengguna
from dasar.isian import kolom_jam, tahun_wajar
from dasar.kolom import kolom, kolom_baris
from desa.models import Desa
from perut.forms.program import TANGGAL, PilihanPetugas
from perut.models import Kunjungan
from perut.queries import kecamatan_kelolaan
from perut.services.jadwal import BUKAN_HARI_KERJA, IsiKunjungan

JAM = {"type": "time"}


class KunjunganForm(forms.Form):
    """What is planned of a visit. `tetap` shows itself only when the date is not a working day."""

    desa = forms.ModelChoiceField(
        queryset=Desa.objects.none(),
        label="Desa",
        empty_label="Pilih desa",
        error_messages={"invalid_choice": "Desa ini di luar wilayah Anda."},
    )
    tanggal = forms.DateField(label="Tanggal", required=False, widget=TANGGAL, validators=[tahun_wajar])
    tetap = forms.BooleanField(label="Tetap pada tanggal ini", required=False, widget=forms.HiddenInput)
    jam_mulai = kolom_jam(label="Jam mulai", attrs=JAM)
    jam_selesai = kolom_jam(label="Jam selesai", attrs=JAM)
    petugas = PilihanPetugas(help_text="Sedikitnya satu pelaksana, karena pelaksana yang mengisi kunjungan.")
    agenda = forms.CharField(
        label="Agenda",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu butir per baris.",
    )
    versi = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, pengguna: Pengguna, kunjungan: Kunjungan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kunjungan = kunjungan
        if kunjungan:
            kecamatan = [kunjungan.desa.kecamatan]
            lama = list(kunjungan.petugas.all())
            kolom_baris(self, "desa").queryset = Desa.objects.filter(pk=kunjungan.desa_id)
            self.fields["desa"].disabled = True
            self.fields["desa"].help_text = "Untuk desa lain, batalkan kunjungan ini dan buat yang baru."
            self.initial = {**isian(kunjungan), "versi": kunjungan.versi, **self.initial}
        else:
            kecamatan, lama = list(kecamatan_kelolaan(pengguna)), []
            kolom_baris(self, "desa").queryset = Desa.objects.filter(kecamatan__in=kecamatan)
        kolom(self, "petugas", PilihanPetugas).batasi(kecamatan, lama)
        if self.data.get("tetap"):
            self.tanyakan_tetap()

    def tanyakan_tetap(self) -> None:
        self.fields["tetap"].widget = forms.CheckboxInput()

    def terima(self, galat: Any) -> None:
        """Show what a service refused at the fields it is about."""
        self.add_error(None, galat)
        if self.has_error("tanggal", BUKAN_HARI_KERJA):
            self.tanyakan_tetap()

    @property
    def isi(self) -> IsiKunjungan:
        c = self.cleaned_data
        return IsiKunjungan(
            tanggal=c["tanggal"],
            jam_mulai=c["jam_mulai"],
            jam_selesai=c["jam_selesai"],
            petugas=frozenset(c["petugas"]),
            agenda=c["agenda"].replace("\r\n", "\n"),
        )


class PindahForm(forms.Form):
    """A visit dropped on, or typed to, another day."""

    tanggal = forms.DateField(error_messages={"required": "Tanggal baru belum diisi."}, validators=[tahun_wajar])
    versi = forms.IntegerField(min_value=0)
    tetap = forms.BooleanField(required=False)


def isian(kunjungan: Kunjungan) -> dict[str, Any]:
    """The stored plan as the form's initial values."""
    return {
        "desa": kunjungan.desa_id,
        "tanggal": kunjungan.tanggal,
        "jam_mulai": kunjungan.jam_mulai,
        "jam_selesai": kunjungan.jam_selesai,
        "petugas": [p.pk for p in kunjungan.petugas.all()],
        "agenda": kunjungan.agenda,
    }

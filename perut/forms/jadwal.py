"""Forms of single visits: the plan, and a move to another day."""

from typing import Any

from django import forms

from akun.models import Pengguna
from dasar.isian import kolom_jam, tahun_wajar
from dasar.kolom import kolom, kolom_baris, kolom_pilihan
from desa.models import Desa
from perut.forms.program import TANGGAL, PilihanPetugas
from perut.kapasitas import usulan_tema
from perut.models import Kunjungan
from perut.queries import kecamatan_kelolaan
from perut.services.jadwal import BUKAN_HARI_KERJA, IsiKunjungan

JAM = {"type": "time"}
USULAN_ASING = "Usulan itu bagi desa lain. Periksa lagi desa dan pilihannya."


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
    usulan = forms.MultipleChoiceField(
        label="Usulan agenda dari penilaian kapasitas",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kompetensi wajib yang belum mampu di desa ini. Yang dicentang ditambahkan ke agenda.",
        error_messages={"invalid_choice": USULAN_ASING},
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
        self._usulkan(kunjungan.desa if kunjungan else self._desa_dipilih())
        if self.data.get("tetap"):
            self.tanyakan_tetap()

    def _desa_dipilih(self) -> Desa | None:
        """The village that was asked for or sent, among those that are offered."""
        pk = str(self.data.get("desa", "") or self.initial.get("desa", ""))
        semua = kolom_baris(self, "desa").queryset
        if semua is None or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
            return None
        return semua.filter(pk=int(pk)).first()

    def _usulkan(self, desa: Desa | None) -> None:
        usulan = [k for _, daftar in usulan_tema([desa] if desa else []) for k in daftar]
        self.tema = {k.kode: k.nama for k in usulan}
        kolom_pilihan(self, "usulan").choices = [(k.kode, f"{k.nama} ({k.kalimat})") for k in usulan]
        if not usulan:
            del self.fields["usulan"]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        if "usulan" not in self.fields and self.data.get("usulan"):
            self.add_error(None, USULAN_ASING)
        return isi

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
        agenda = c["agenda"].replace("\r\n", "\n")
        baru = [t for kode in c.get("usulan", ()) if (t := self.tema[kode]) not in agenda.splitlines()]
        return IsiKunjungan(
            tanggal=c["tanggal"],
            jam_mulai=c["jam_mulai"],
            jam_selesai=c["jam_selesai"],
            petugas=frozenset(c["petugas"]),
            agenda="\n".join(filter(None, [agenda.rstrip() if baru else agenda, *baru])),
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

"""Forms of what is filled in at the village: one per kind of row, each validating only."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from dasar import isian
from dasar.isian import BulanField, JawabanField, TeksField, kolom_jam, kolom_tanggal, wajib
from dasar.kolom import kolom_baris
from desa.models import AnggotaBPD, PengurusLKD, Perangkat
from perut.enums import Unsur
from perut.models import Buku, Foto, Kegiatan, Kehadiran, Kesepakatan, Kunjungan, Pemeriksaan
from tindaklanjut.forms.isian import TemuanBarisForm, periksa_batas_waktu
from tindaklanjut.models import JenisTemuan, Temuan, TindakLanjut

NOTULEN_MAKS = 100_000  # a thousand full lines
TAHUN_TERLAMA = 2000


class BarisForm(isian.BarisForm):
    """A row of one visit."""

    TEMPAT = frozenset({"kunjungan"})
    tempat: Kunjungan

    @property
    def kunjungan(self) -> Kunjungan:
        return self.tempat


class KunjunganIsiForm(BarisForm):
    """The visit's own fields that officers fill in."""

    TEMPAT = frozenset()
    agenda = TeksField(required=False)
    notulen = TeksField(required=False, maks=NOTULEN_MAKS)
    jam_mulai = kolom_jam()
    jam_selesai = kolom_jam()

    class Meta:
        model = Kunjungan
        fields = ["agenda", "notulen", "jam_mulai", "jam_selesai"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        bersih = self.cleaned_data
        mulai, selesai = bersih.get("jam_mulai"), bersih.get("jam_selesai")
        if mulai and selesai and selesai <= mulai:
            self.add_error("jam_selesai", "Jam selesai mendahului jam mulai.")
        return bersih


class OrangDesaForm(isian.BarisForm):
    """A person of the village is named by its record; name and post are then taken from there. Its place has a desa."""

    SUMBER = {"perangkat": Unsur.PEMERINTAH_DESA, "bpd": Unsur.BPD, "lkd": Unsur.LKD}
    tempat: Any

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nama"].error_messages.update(wajib("Nama belum diisi."))
        self.fields["unsur"].error_messages.update(wajib("Unsur belum dipilih."))
        orang: dict[str, type[Perangkat | AnggotaBPD | PengurusLKD]] = {
            "perangkat": Perangkat,
            "bpd": AnggotaBPD,
            "lkd": PengurusLKD,
        }
        for nama, model in orang.items():
            kolom = kolom_baris(self, nama)
            kolom.queryset = model._default_manager.filter(desa=self.tempat.desa_id)
            kolom.error_messages["invalid_choice"] = "Orang ini tidak tercatat di desa ini."

    def clean(self) -> dict[str, Any]:
        super().clean()
        bersih = self.cleaned_data
        sumber = [nama for nama in self.SUMBER if bersih.get(nama)]
        if len(sumber) > 1:
            raise ValidationError("Satu baris daftar hadir hanya untuk satu orang.")
        if sumber and self.instance._state.adding:
            orang = bersih[sumber[0]]
            bersih.update(nama=orang.nama, jabatan=orang.sebutan[:150], unsur=self.SUMBER[sumber[0]])
        return bersih


class KehadiranForm(OrangDesaForm):
    TEMPAT = BarisForm.TEMPAT

    class Meta:
        model = Kehadiran
        fields = ["nama", "jabatan", "unsur", "perangkat", "bpd", "lkd"]


class KegiatanForm(BarisForm):
    materi = TeksField(required=False)
    peserta = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=5000,
        error_messages={
            "invalid": "Tulis jumlah peserta dengan angka.",
            "min_value": "Jumlah peserta tidak boleh kurang dari nol.",
            "max_value": "Jumlah peserta paling banyak 5.000.",
        },
    )

    class Meta:
        model = Kegiatan
        fields = ["jenis", "topik", "materi", "peserta"]
        error_messages = {"jenis": wajib("Jenis kegiatan belum dipilih."), "topik": wajib("Topik belum diisi.")}


class PemeriksaanForm(BarisForm):
    ada = JawabanField()
    format_sesuai = JawabanField()
    mutakhir_sampai = BulanField()
    ditandatangani = JawabanField()
    catatan = TeksField(required=False, maks=5000)
    sekaligus = JawabanField()

    class Meta:
        model = Pemeriksaan
        fields = ["buku", "ada", "format_sesuai", "mutakhir_sampai", "ditandatangani", "catatan", "sekaligus"]
        error_messages = {"buku": wajib("Buku belum dipilih.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kolom_baris(self, "buku").queryset = Buku.objects.filter(instrumen=self.kunjungan.instrumen_id)
        self.fields["buku"].error_messages["invalid_choice"] = "Buku ini tidak ada dalam instrumen kunjungan ini."

    def clean_buku(self) -> Buku:
        buku = self.cleaned_data["buku"]
        if not self.instance._state.adding and buku.pk != self.initial["buku"]:
            raise ValidationError("Jawaban satu buku tidak dapat dipindahkan ke buku lain.")
        return buku

    def clean_mutakhir_sampai(self) -> datetime.date | None:
        bulan, tanggal = self.cleaned_data["mutakhir_sampai"], self.kunjungan.tanggal
        if bulan is None:
            return None
        if bulan.year < TAHUN_TERLAMA:
            raise ValidationError(f"Periksa tahunnya: {bulan.year}.")
        if tanggal and (bulan.year, bulan.month) > (tanggal.year, tanggal.month):
            raise ValidationError(f"Bulan ini melewati bulan kunjungan ({date_format(tanggal, 'F Y')}).")
        return bulan

    def clean(self) -> dict[str, Any]:
        """A book that is not there has no format, month or signature; together one marks only what is in order."""
        super().clean()
        bersih = self.cleaned_data
        tertib = bersih.get("ada") and bersih.get("format_sesuai") and bersih.get("ditandatangani")
        bersih["sekaligus"] = bool(tertib and bersih.get("sekaligus"))
        if "ada" in bersih and not bersih["ada"]:
            for nama in ("format_sesuai", "mutakhir_sampai", "ditandatangani"):
                self.errors.pop(nama, None)
                bersih[nama] = None
        return bersih


class KesepakatanForm(BarisForm):
    uraian = TeksField(maks=5000, error_messages=wajib("Isi kesepakatan belum ditulis."))
    batas_waktu = kolom_tanggal(required=False)

    class Meta:
        model = Kesepakatan
        fields = ["uraian", "pelaksana", "batas_waktu"]

    def clean_batas_waktu(self) -> datetime.date | None:
        batas = self.cleaned_data["batas_waktu"]
        periksa_batas_waktu(batas, self.kunjungan.tanggal, "kunjungan")
        return batas


class TemuanForm(TemuanBarisForm):
    """Its kind is asked only of what was typed freely: what a book proposes gets it from the book
    (perut/usulan_temuan.py)."""

    SEBUTAN = "kunjungan"
    tempat: Kunjungan

    class Meta(TemuanBarisForm.Meta):
        fields = [*TemuanBarisForm.Meta.fields, "jenis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kolom_baris(self, "jenis").queryset = JenisTemuan.objects.bagi([self.tempat.desa.kecamatan])
        self.fields["jenis"].error_messages["invalid_choice"] = "Jenis ini tidak ada. Pilih lagi, atau kosongkan."

    @property
    def tanggal_asal(self) -> datetime.date | None:
        return self.tempat.tanggal


class TindakLanjutForm(BarisForm):
    """The answer at this visit to a finding that an earlier one left open."""

    TEMPAT = frozenset({"asal_jenis", "asal_id"})
    uraian = TeksField(error_messages=wajib("Keterangan tindak lanjut belum ditulis."))

    class Meta:
        model = TindakLanjut
        fields = ["temuan", "hasil", "uraian"]
        error_messages = {"hasil": wajib("Hasil tindak lanjut belum dipilih.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        terbuka = Temuan.objects.filter(desa=self.tempat.desa_id)
        if self.instance._state.adding:
            terbuka = terbuka.belum_selesai().exclude(asal_jenis="kunjungan", asal_id=str(self.kunjungan.pk))
        else:
            terbuka = terbuka.filter(pk=self.instance.temuan_id)
        kolom_baris(self, "temuan").queryset = terbuka
        self.fields["temuan"].error_messages["invalid_choice"] = (
            "Temuan ini bukan temuan terbuka dari kunjungan lalu di desa ini."
        )


class FotoForm(BarisForm):
    class Meta:
        model = Foto
        fields = ["keterangan", "buku"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kolom_baris(self, "buku").queryset = Buku.objects.filter(instrumen=self.kunjungan.instrumen_id)
        self.fields["buku"].error_messages["invalid_choice"] = "Buku ini tidak ada dalam instrumen kunjungan ini."

"""Forms of what is filled in at the village: one per kind of row, each validating only."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from desa.models import AnggotaBPD, PengurusLKD, Perangkat
from perut.enums import Unsur
from perut.models import Buku, Foto, Kegiatan, Kehadiran, Kesepakatan, Kunjungan, Pemeriksaan
from tindaklanjut.models import Temuan, TindakLanjut

TEKS_MAKS = 20_000
NOTULEN_MAKS = 100_000  # a thousand full lines
TAHUN_TERLAMA = 2000


class JawabanField(forms.Field):
    """Yes, no, or not answered yet: "ya", "tidak", "" <-> True, False, None."""

    widget = forms.TextInput
    DARI_TEKS = {"ya": True, "tidak": False, "": None}
    KE_TEKS = {True: "ya", False: "tidak", None: ""}

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> bool | None:
        try:
            return self.DARI_TEKS[value or ""]
        except (KeyError, TypeError) as galat:
            raise ValidationError("Pilih Ya atau Tidak.") from galat

    def prepare_value(self, value: Any) -> str:
        return self.KE_TEKS.get(value, value)


class BulanField(forms.Field):
    """A month as `<input type="month">` sends it ("2026-04"), held as its first day."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        if not value:
            return None
        try:
            return datetime.datetime.strptime(value, "%Y-%m").date()
        except ValueError as galat:
            raise ValidationError("Tulis bulan dan tahun, misalnya 2026-04.") from galat

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, datetime.date) else value


def kolom_tanggal(**kwargs) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d"), input_formats=["%Y-%m-%d"], **kwargs)


def kolom_jam(**kwargs) -> forms.TimeField:
    return forms.TimeField(
        widget=forms.TimeInput(format="%H:%M"), input_formats=["%H:%M", "%H:%M:%S"], required=False, **kwargs
    )


class TeksField(forms.CharField):
    """A long text that keeps its line ends and says in numbers by how much it is too long."""

    widget = forms.Textarea

    def __init__(self, *, maks: int = TEKS_MAKS, **kwargs):
        super().__init__(**kwargs)
        self.maks = maks

    def clean(self, value: Any) -> str:
        teks = super().clean(value)
        if len(teks) > self.maks:
            raise ValidationError(
                f"Teks ini {_angka(len(teks))} huruf; paling banyak {_angka(self.maks)}. "
                "Ringkas atau bagi ke bagian lain."
            )
        return teks


def _angka(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def wajib(kalimat: str) -> dict[str, str]:
    return {"required": kalimat}


class BarisForm(forms.ModelForm):
    """A row of one visit. `TEMPAT` are fields the client does not send but constraints speak of."""

    TEMPAT: frozenset[str] = frozenset({"kunjungan"})

    def __init__(self, *args, kunjungan: Kunjungan, **kwargs):
        self.kunjungan = kunjungan
        super().__init__(*args, **kwargs)

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - self.TEMPAT

    def periksa_batas_waktu(self) -> datetime.date | None:
        batas, tanggal = self.cleaned_data["batas_waktu"], self.kunjungan.tanggal
        if batas and tanggal and batas < tanggal:
            raise ValidationError(f"Batas waktu mendahului tanggal kunjungan ({date_format(tanggal, 'j F Y')}).")
        return batas


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
        bersih = super().clean()
        mulai, selesai = bersih.get("jam_mulai"), bersih.get("jam_selesai")
        if mulai and selesai and selesai <= mulai:
            self.add_error("jam_selesai", "Jam selesai mendahului jam mulai.")
        return bersih


class KehadiranForm(BarisForm):
    """A person of the village is named by its record; name and post are then taken from there."""

    SUMBER = {"perangkat": Unsur.PEMERINTAH_DESA, "bpd": Unsur.BPD, "lkd": Unsur.LKD}

    class Meta:
        model = Kehadiran
        fields = ["nama", "jabatan", "unsur", "perangkat", "bpd", "lkd"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nama"].error_messages.update(wajib("Nama belum diisi."))
        self.fields["unsur"].error_messages.update(wajib("Unsur belum dipilih."))
        for nama, model in {"perangkat": Perangkat, "bpd": AnggotaBPD, "lkd": PengurusLKD}.items():
            kolom = self.fields[nama]
            kolom.queryset = model.objects.filter(desa=self.kunjungan.desa_id)
            kolom.error_messages["invalid_choice"] = "Orang ini tidak tercatat di desa ini."

    def clean(self) -> dict[str, Any]:
        bersih = super().clean()
        sumber = [nama for nama in self.SUMBER if bersih.get(nama)]
        if len(sumber) > 1:
            raise ValidationError("Satu baris daftar hadir hanya untuk satu orang.")
        if sumber and self.instance._state.adding:
            orang = bersih[sumber[0]]
            bersih.update(nama=orang.nama, jabatan=orang.sebutan[:150], unsur=self.SUMBER[sumber[0]])
        return bersih


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

    class Meta:
        model = Pemeriksaan
        fields = ["buku", "ada", "format_sesuai", "mutakhir_sampai", "ditandatangani", "catatan"]
        error_messages = {"buku": wajib("Buku belum dipilih.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buku"].queryset = Buku.objects.filter(instrumen=self.kunjungan.instrumen_id)
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
        """A book that is not there has no format, month or signature."""
        bersih = super().clean()
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

    clean_batas_waktu = BarisForm.periksa_batas_waktu


class TemuanForm(BarisForm):
    TEMPAT = frozenset()
    uraian = TeksField(error_messages=wajib("Temuan belum ditulis."))
    rekomendasi = TeksField(required=False)
    batas_waktu = kolom_tanggal(error_messages=wajib("Batas waktu belum diisi."))

    class Meta:
        model = Temuan
        fields = ["uraian", "rekomendasi", "penanggung_jawab", "batas_waktu"]
        error_messages = {"penanggung_jawab": wajib("Penanggung jawab belum diisi.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.asal_teks = str(self.kunjungan)

    clean_batas_waktu = BarisForm.periksa_batas_waktu


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
        terbuka = Temuan.objects.filter(desa=self.kunjungan.desa_id)
        if self.instance._state.adding:
            terbuka = terbuka.belum_selesai().exclude(asal_jenis="kunjungan", asal_id=str(self.kunjungan.pk))
        else:
            terbuka = terbuka.filter(pk=self.instance.temuan_id)
        self.fields["temuan"].queryset = terbuka
        self.fields["temuan"].error_messages["invalid_choice"] = (
            "Temuan ini bukan temuan terbuka dari kunjungan lalu di desa ini."
        )


class FotoForm(BarisForm):
    class Meta:
        model = Foto
        fields = ["keterangan", "buku"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buku"].queryset = Buku.objects.filter(instrumen=self.kunjungan.instrumen_id)
        self.fields["buku"].error_messages["invalid_choice"] = "Buku ini tidak ada dalam instrumen kunjungan ini."

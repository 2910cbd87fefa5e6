"""Which duties are shown, and what is decided and noted about them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import fields_for_model

from berkas.models import KategoriBerkas
from dasar.kolom import kolom_pilihan
from dasar.konflik import versi_wajib
from dasar.nama import awali
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from kewajiban.acuan import KEPASTIAN, PIHAK, Kewajiban
from kewajiban.daftar import Butir
from kewajiban.enums import CaraMinggu
from kewajiban.kejadian import dicatat_tangan
from kewajiban.models import Ketentuan, Penghitungan

WAKTU = (
    ("", "Semua"),
    ("bertanggal", "Bertanggal"),
    ("kejadian", "Sesudah suatu kejadian"),
    ("tanpa", "Tanpa tanggal"),
)
CARI_MAKS = 100
TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SaringForm(forms.Form):
    cari = forms.CharField(
        label="Cari",
        required=False,
        max_length=CARI_MAKS,
        error_messages={"max_length": f"Paling banyak {CARI_MAKS} huruf."},
    )
    bidang = forms.ChoiceField(label="Bidang", required=False)
    pihak = forms.ChoiceField(label="Kewajiban siapa", required=False, choices=[("", "Semua"), *PIHAK.items()])
    waktu = forms.ChoiceField(label="Tenggat", required=False, choices=WAKTU)
    kepastian = forms.ChoiceField(label="Kepastian", required=False, choices=[("", "Semua"), *KEPASTIAN.items()])

    def __init__(self, *args: Any, butir: list[Butir], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.butir = butir
        bidang = sorted({b.kewajiban.bidang for b in butir}, key=str.lower)
        kolom_pilihan(self, "bidang").choices = [("", "Semua"), *((b, awali(b)) for b in bidang)]

    def tersaring(self) -> list[Butir]:
        """Nothing where the address asks for what nobody offers."""
        return [b for b in self.butir if self._cocok(b, self.cleaned_data)] if self.is_valid() else []

    def salah(self) -> list[tuple[str, str]]:
        return [(str(self.fields[nama].label), " ".join(map(str, galat))) for nama, galat in self.errors.items()]

    def _cocok(self, b: Butir, isi: dict[str, Any]) -> bool:
        k = b.kewajiban
        waktu = "tanpa" if not k.aturan.bertanggal else "kejadian" if k.aturan.peristiwa else "bertanggal"
        return (
            b.memuat(isi["cari"])
            and isi["bidang"] in ("", k.bidang)
            and isi["pihak"] in ("", k.pihak)
            and isi["waktu"] in ("", waktu)
            and isi["kepastian"] in ("", k.kepastian)
        )


class PenghitunganForm(forms.Form):
    mulai = forms.DateField(
        label="Dihitung sejak",
        widget=TANGGAL,
        help_text="Yang jatuh tempo sebelumnya tidak pernah dinyatakan terlambat. Sesudah berjalan tidak dimundurkan.",
    )
    akhir_minggu = forms.ChoiceField(
        label="Akhir sebuah minggu",
        choices=CaraMinggu.choices,
        widget=forms.RadioSelect,
        help_text="Sumber menulis “minggu kedua bulan Juli” tanpa menyebut harinya.",
    )
    versi = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kecamatan: Kecamatan, lama: Penghitungan | None, **kwargs: Any) -> None:
        mulai = lama.mulai if lama else date(hari_ini(kecamatan).year, 1, 1)
        cara = lama.akhir_minggu if lama else CaraMinggu.TANGGAL
        awal = {"mulai": mulai, "akhir_minggu": cara, "versi": lama.versi if lama else ""}
        super().__init__(*args, **kwargs | {"initial": awal})
        self.baru = lama is None

    def clean_versi(self) -> int | None:
        return None if self.baru else versi_wajib(self.cleaned_data)


class KetentuanForm(forms.Form):
    """Always a new row, so that nobody's is written over; it begins with how the duty reads now."""

    KOLOM = ("mulai", "aktif", "nama", "pihak", "oleh", "kepada", "kategori", "tenggat", "aturan", "dasar", "alasan")
    BANTUAN = {
        "mulai": "Paling cepat hari ini. Yang jatuh tempo sebelumnya tetap menurut ketentuan yang lama.",
        "aktif": "Kosongkan bila kantor ini tidak menuntutnya.",
        "aturan": "Misalnya: tahunan akhir Maret, bulanan tanggal 10, tahunan minggu_ke_2 Juli, "
        "10 hari setelah akhir_semester, 7 hari_kerja setelah selesai_kegiatan, sekali 2027-06-30, tanpa_tenggat.",
        "kategori": "Dokumen yang dikirim desa di Berkas. Begitu diterima, kewajiban ini dipenuhi.",
    }

    def __init__(self, *args: Any, kecamatan: Kecamatan, asal: Kewajiban | None, **kwargs: Any) -> None:
        awal: dict[str, Any] = {"mulai": hari_ini(kecamatan), "aktif": True, "pihak": "desa", "oleh": "Kepala Desa"}
        if asal:
            awal |= {n: getattr(asal, n) for n in ("nama", "pihak", "oleh", "kepada", "kategori", "tenggat", "dasar")}
            awal["aturan"] = asal.aturan.teks
        super().__init__(*args, **kwargs | {"initial": awal})
        self.fields |= fields_for_model(
            Ketentuan,
            self.KOLOM,
            widgets={"mulai": TANGGAL},
            labels={"aktif": "Dituntut di kecamatan ini"},
            help_texts=self.BANTUAN,
        )
        semua = KategoriBerkas.objects.filter(Q(aktif=True) | Q(kode=awal.get("kategori", "")))
        pilihan = [("", "Tidak dengan dokumen"), *((k.kode, f"{k} ({k.get_periode_display().lower()})") for k in semua)]
        self.fields["kategori"] = forms.ChoiceField(
            label="Dokumen yang memenuhinya",
            required=False,
            choices=pilihan,
            help_text=self.BANTUAN["kategori"],
            error_messages={"invalid_choice": "Pilih dokumen dari daftar."},
        )
        self.order_fields(self.KOLOM)
        self.asal = asal

    def isi(self) -> dict[str, Any]:
        """What the service asks for; what a form cannot say stays as the source has it."""
        tetap = {"tahun_dokumen": self.asal.tahun_dokumen} if self.asal else {}
        return {n: self.cleaned_data[n] for n in self.KOLOM} | tetap


class CatatForm(forms.Form):
    hari = forms.DateField(label="Dipenuhi pada", widget=TANGGAL)
    keterangan = forms.CharField(
        label="Keterangan", required=False, max_length=200, help_text="Misalnya nomor surat pengantarnya."
    )

    def __init__(self, *args: Any, desa: Desa, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": {"hari": hari_ini(desa)}})


class KejadianForm(CatatForm):
    jenis = forms.ChoiceField(label="Yang terjadi", error_messages={"invalid_choice": "Pilih yang terjadi."})
    field_order = ["jenis", "hari", "keterangan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hari"].label = "Pada tanggal"
        kolom_pilihan(self, "jenis").choices = [("", "Pilih"), *sorted(dicatat_tangan(), key=lambda j: j[1])]

"""What a village asks for, what the office says of it, and what came of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property

from berkas.pemeriksa.hasil import SEMUA_AKHIRAN
from dasar.isian import TeksField, kolom_tanggal, wajib
from dasar.kolom import kolom_pilihan
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.models import AnggotaBPD, Desa, Perangkat
from perjalanan.acuan import ketentuan_di
from perjalanan.enums import Keperluan, Rekomendasi
from perjalanan.models import Perjalanan
from perjalanan.queries import yang_diperintah_camat
from perjalanan.services import Isi, IsiPerjalanan
from perjalanan.tujuan import dalam_kabupaten, kalimat_dalam

PERANGKAT, BPD = "perangkat", "bpd"


def _tanggal(form: forms.BaseForm, *nama: str) -> None:
    for n in nama:
        form.fields[n].widget.input_type = "date"  # the browser's own calendar


def _berkas(form: forms.BaseForm) -> None:
    form.fields["berkas"].widget.attrs["accept"] = ",".join(SEMUA_AKHIRAN)


def _kiriman(form: forms.BaseForm) -> Isi | None:
    berkas = form.cleaned_data.get("berkas")
    return (berkas.name or "", berkas.file) if berkas else None


class PermohonanForm(forms.ModelForm):
    """Its id is made with the page, so that pressing twice makes one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    orang = forms.MultipleChoiceField(
        label="Yang bepergian",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Pilih siapa yang bepergian.",
            "invalid_choice": "Pilihan ini tidak ada lagi di daftar pejabat desa. Pilih lagi.",
        },
    )
    pelaksana_harian = forms.ChoiceField(
        label="Pelaksana harian selama kepala desa pergi",
        required=False,
        help_text="Siapa yang menjalankan tugas sehari-hari; tercetak di suratnya.",
        error_messages={"invalid_choice": "Pilihan ini tidak ada lagi di daftar perangkat desa. Pilih lagi."},
    )
    mulai = kolom_tanggal(label="Berangkat", error_messages=wajib("Tanggal berangkat belum diisi."))
    selesai = kolom_tanggal(label="Kembali", error_messages=wajib("Tanggal kembali belum diisi."))
    tanggal_permohonan = kolom_tanggal(label="Tanggal surat permohonan", required=False)
    telaahan_desa = TeksField(
        label="Telaahan pemohon",
        maks=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    berkas = forms.FileField(label="Berkas dasar perjalanan", required=False)

    class Meta:
        model = Perjalanan
        fields = [
            "keperluan",
            "maksud",
            "tujuan",
            "kota_tujuan",
            "mulai",
            "selesai",
            "dasar",
            "nomor_permohonan",
            "tanggal_permohonan",
            "pembebanan",
            "kode_kegiatan",
            "telaahan_desa",
            "pelaksana_harian",
        ]
        help_texts = {
            "tujuan": "Misalnya Kantor Dinas PMD Provinsi.",
            "kota_tujuan": "Dengan sebutannya, misalnya Kota Banjarmasin.",
            "dasar": "Surat yang menjadi dasarnya: dari siapa, nomor, dan tanggalnya.",
            "kode_kegiatan": "Boleh kosong; misalnya 1.1.06.",
            "nomor_permohonan": "Bila desa membuat suratnya sendiri.",
        }
        error_messages = {
            "keperluan": wajib("Pilih keperluannya."),
            "maksud": wajib("Maksud perjalanan belum diisi."),
            "tujuan": wajib("Tempat tujuan belum diisi."),
            "kota_tujuan": wajib("Kabupaten atau kota tujuan belum diisi."),
            "dasar": wajib("Dasar perjalanan belum disebut."),
            "pembebanan": wajib("Tulis biayanya dibebankan pada apa."),
        }

    field_order = [
        "id",
        "versi",
        "orang",
        "keperluan",
        "maksud",
        "tujuan",
        "kota_tujuan",
        "mulai",
        "selesai",
        "dasar",
        "berkas",
        "nomor_permohonan",
        "tanggal_permohonan",
        "pembebanan",
        "kode_kegiatan",
        "pelaksana_harian",
        "telaahan_desa",
    ]

    def __init__(self, *args: Any, desa: Desa, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desa = desa
        self.fields["id"].initial = self.instance.pk
        self.fields["versi"].initial = self.instance.versi
        kolom_pilihan(self, "orang").choices = [(k, str(p)) for k, p in self.pejabat.items()]
        if self.instance.versi:
            self.fields["orang"].initial = [_kunci(o.pejabat) for o in self.instance.orang.all() if o.pejabat]
        else:
            self.initial["pembebanan"] = f"APB Desa Tahun Anggaran {hari_ini(desa).year}"
        kolom_pilihan(self, "keperluan").choices = [("", "Pilih keperluan"), *Keperluan.choices]
        kolom_pilihan(self, "pelaksana_harian").choices = self._harian()
        ada = self.instance.berkas_dasar
        self.fields["berkas"].help_text = (
            f"Yang sekarang “{ada.nama_asli}”; pilih berkas hanya bila hendak menggantinya."
            if ada
            else "Undangan atau surat yang menjadi dasarnya: PDF atau foto. Wajib sebelum diajukan."
        )
        pasal = ketentuan_di(desa.kecamatan).koordinasi
        self.fields["telaahan_desa"].help_text = (
            f"Wajib bagi perjalanan koordinasi ({pasal.dasar})." if pasal else "Boleh kosong."
        )
        _tanggal(self, "mulai", "selesai", "tanggal_permohonan")
        _berkas(self)

    @cached_property
    def pejabat(self) -> dict[str, Perangkat | AnggotaBPD]:
        """Whom the camat orders to travel, and who stands in the request already."""
        kepala, bpd = yang_diperintah_camat(self.desa)
        semua: list[Perangkat | AnggotaBPD] = [*kepala.select_related("desa"), *bpd.select_related("desa")]
        if self.instance.versi:
            lama = self.instance.orang.select_related("perangkat__desa", "bpd__desa")
            semua += [o.pejabat for o in lama if o.pejabat and o.pejabat not in semua]
        return {_kunci(p): p for p in semua}

    def _harian(self) -> list[tuple[str, str]]:
        kepala = Q(jabatan=JabatanPerangkat.KEPALA_DESA)
        nama = [str(p) for p in self.desa.perangkat.menjabat().exclude(kepala).select_related("desa")]
        kini = self.instance.pelaksana_harian
        return [("", "Tidak disebut"), *((n, n) for n in ([kini] if kini and kini not in nama else []) + nama)]

    def clean_kota_tujuan(self) -> str:
        kota: str = self.cleaned_data["kota_tujuan"]
        if dalam_kabupaten(kota, self.desa.kecamatan.kabupaten):
            raise ValidationError(kalimat_dalam(self.desa.kecamatan))
        return kota

    def clean(self) -> dict[str, Any]:
        bersih: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_error("id") or self.has_error("versi"):  # nobody sees a hidden field
            self.add_error(None, "Halaman ini tidak utuh. Muat ulang, lalu isi sekali lagi.")
        mulai, selesai = bersih.get("mulai"), bersih.get("selesai")
        if mulai and selesai and selesai < mulai:
            self.add_error("selesai", "Tanggal kembali mendahului tanggal berangkat.")
        return bersih

    def validate_constraints(self) -> None:
        """What the row must be in each status is asked by the steps."""

    def kiriman(self) -> dict[str, Any]:
        """As the service takes it."""
        c = self.cleaned_data
        isi = IsiPerjalanan(**{n: c[n] for n in self.Meta.fields})
        return {"isi": isi, "orang": [self.pejabat[k] for k in c["orang"]], "berkas": _kiriman(self)}


def _kunci(pejabat: Perangkat | AnggotaBPD | None) -> str:
    if pejabat is None:
        return ""
    return f"{PERANGKAT if isinstance(pejabat, Perangkat) else BPD}-{pejabat.pk}"


class TelaahForm(forms.Form):
    telaahan = TeksField(
        label="Telaahan kecamatan",
        maks=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Kesesuaian dengan dasar dan keperluannya, biayanya, dan siapa yang menggantikan tugas.",
        error_messages=wajib("Telaahan belum ditulis."),
    )
    rekomendasi = forms.ChoiceField(
        label="Rekomendasi kepada camat",
        choices=[("", "Pilih rekomendasi"), *Rekomendasi.choices],
        error_messages=wajib("Pilih rekomendasinya."),
    )
    laporan_diharapkan = kolom_tanggal(
        label="Laporan diharapkan",
        required=False,
        help_text="Kesepakatan kantor, boleh kosong. Tidak ada peraturan yang menyebut harinya, jadi tidak ada yang "
        "terlambat karenanya.",
    )

    def __init__(self, *args: Any, perjalanan: Perjalanan, **kwargs: Any) -> None:
        nama = ("telaahan", "rekomendasi", "laporan_diharapkan")
        kwargs["initial"] = {n: getattr(perjalanan, n) for n in nama}
        super().__init__(*args, **kwargs)
        _tanggal(self, "laporan_diharapkan")


class LaporForm(forms.Form):
    terlaksana = forms.ChoiceField(
        label="Perjalanannya",
        choices=[("", "Pilih"), ("ya", "Dilaksanakan"), ("tidak", "Tidak jadi dilaksanakan")],
        error_messages=wajib("Pilih apakah perjalanannya dilaksanakan."),
    )
    laporan = TeksField(
        label="Laporan",
        maks=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Hasil perjalanan dan tindak lanjutnya; atau mengapa tidak jadi berangkat.",
        error_messages=wajib("Laporan belum ditulis."),
    )
    berkas = forms.FileField(label="Berkas laporan", required=False, help_text="PDF atau foto, bila ada.")

    def __init__(self, *args: Any, perjalanan: Perjalanan, **kwargs: Any) -> None:
        kwargs["initial"] = {"laporan": perjalanan.laporan}
        super().__init__(*args, **kwargs)
        _berkas(self)

    def isi(self) -> dict[str, Any]:
        c = self.cleaned_data
        return {"terlaksana": c["terlaksana"] == "ya", "laporan": c["laporan"], "berkas": _kiriman(self)}

"""What a kecamatan requires of its desa: which document, since when, due how many days after what."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from berkas.enums import AcuanTempo, KelompokKategori, PeriodeKategori
from berkas.models import KategoriBerkas, KebutuhanBerkas
from berkas.services.kebutuhan import mulai_terakhir, mulai_terawal
from dasar.kolom import kolom_baris, kolom_pilihan
from dasar.konflik import versi_wajib
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.models import Kecamatan

TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
# What the days are counted from, and in which direction.
PATOKAN = {
    "sesudah_akhir": (AcuanTempo.AKHIR, 1, "hari sesudah periode berakhir"),
    "sebelum_akhir": (AcuanTempo.AKHIR, -1, "hari sebelum periode berakhir"),
    "sesudah_bulan": (AcuanTempo.BULAN, 1, "bulan sesudah periode berakhir, pada hari terakhir bulan itu"),
    "sesudah_awal": (AcuanTempo.AWAL, 1, "hari sesudah periode dimulai"),
    "sebelum_awal": (AcuanTempo.AWAL, -1, "hari sebelum periode dimulai"),
}


def patokan_dari(kebutuhan: KebutuhanBerkas) -> str:
    arah = "sebelum" if kebutuhan.jatuh_tempo_hari < 0 else "sesudah"
    return f"{arah}_{kebutuhan.dihitung_dari}"


def tempo_sebutan(kebutuhan: KebutuhanBerkas) -> str:
    """'30 hari sesudah periode berakhir'; 'pada hari terakhir periode' for none."""
    hari = abs(kebutuhan.jatuh_tempo_hari)
    if kebutuhan.dihitung_dari == AcuanTempo.BULAN:
        dari = "mulai wajib" if kebutuhan.kategori.periode == PeriodeKategori.SEKALI else "periode berakhir"
        return f"{hari} bulan sesudah {dari}, pada hari terakhir bulan itu"
    if kebutuhan.kategori.periode == PeriodeKategori.SEKALI:
        return f"{hari} hari sesudah mulai wajib" if hari else "pada hari mulai wajib"
    if not hari:
        return f"pada {AcuanTempo(kebutuhan.dihitung_dari).label}"
    return f"{hari} {PATOKAN[patokan_dari(kebutuhan)][2]}"


def pilihan_kategori(kategori) -> list[tuple[str, list[tuple[Any, str]]]]:
    """Categories under the names of their groups, for a select."""
    isi: dict[str, list[tuple[Any, str]]] = {}
    for k in kategori:
        isi.setdefault(k.kelompok, []).append((k.pk, k.nama))
    return [(kelompok.label, isi[kelompok]) for kelompok in KelompokKategori if kelompok in isi]


class TempoForm(forms.Form):
    hari = forms.IntegerField(
        label="Jatuh tempo",
        min_value=0,
        max_value=366,
        initial=30,
        help_text="Jumlah hari kalender, atau bulan. Sesudahnya desa ditandai terlambat.",
        error_messages={"required": "Isi jumlah harinya; 0 berarti tepat pada hari itu."},
    )
    patokan = forms.ChoiceField(
        label="Dihitung",
        choices=[(kode, kalimat) for kode, (_, _, kalimat) in PATOKAN.items()],
        help_text="Dokumen yang dikirim sekali selalu dihitung sesudah tanggal mulai wajib.",
        error_messages={"invalid_choice": "Pilih dari mana jatuh temponya dihitung."},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("patokan") == "sesudah_bulan" and "hari" in data and not 1 <= data["hari"] <= 12:
            self.add_error("hari", "Bila dihitung dengan bulan, isi 1 sampai 12.")
        return data

    def tempo(self) -> dict[str, Any]:
        """What the services ask for."""
        dari, arah, _ = PATOKAN[self.cleaned_data["patokan"]]
        return {"dihitung_dari": dari, "jatuh_tempo_hari": arah * self.cleaned_data["hari"]}


class KecamatanForm(forms.Form):
    """For whoever sets the requirements of one kecamatan it is given, of several it is chosen."""

    kecamatan = forms.ModelChoiceField(
        Kecamatan.objects.none(), error_messages={"invalid_choice": "Kecamatan ini di luar wilayah Anda."}
    )
    mulai = forms.DateField(
        label="Wajib sejak",
        widget=TANGGAL,
        help_text="Periode yang berakhir sebelum tanggal ini tidak dituntut dari desa.",
    )

    def __init__(self, *args: Any, kecamatan: list[Kecamatan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_baris(self, "kecamatan").queryset = Kecamatan.objects.filter(pk__in=[k.pk for k in kecamatan])
        if len(kecamatan) == 1:
            self.fields["kecamatan"].initial = kecamatan[0]
            self.fields["kecamatan"].widget = forms.HiddenInput()
        self.fields["mulai"].initial = hari_ini(kecamatan[0]) if len(kecamatan) == 1 else hari_ini_pembaca()

    def clean_mulai(self) -> date:
        mulai, kecamatan = self.cleaned_data["mulai"], self.cleaned_data.get("kecamatan")
        if kecamatan is None:
            return mulai
        if mulai < (awal := mulai_terawal(kecamatan)):
            raise forms.ValidationError(
                f"Paling awal {date_format(awal, 'j F Y')}, "
                "supaya desa tidak mendadak terlambat untuk tahun-tahun yang lama."
            )
        if mulai > (batas := mulai_terakhir(kecamatan)):
            raise forms.ValidationError(f"Paling lambat {date_format(batas, 'j F Y')}. Periksa tahunnya.")
        return mulai


class KebutuhanTambahForm(KecamatanForm, TempoForm):
    kategori = forms.ModelChoiceField(
        KategoriBerkas.objects.aktif(), label="Dokumen", error_messages={"required": "Pilih dokumennya."}
    )
    field_order = ["kecamatan", "kategori", "mulai", "hari", "patokan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kategori = KategoriBerkas.objects.aktif()
        kolom_pilihan(self, "kategori").choices = [("", "Pilih dokumen"), *pilihan_kategori(kategori)]


class BerversiForm(forms.Form):
    """A form about one requirement: it sends back the version that the page was opened with."""

    versi = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_versi(self) -> int:
        return versi_wajib(self.cleaned_data)


class KebutuhanUbahForm(BerversiForm, TempoForm):
    berlaku = forms.DateField(
        label="Berlaku mulai",
        widget=TANGGAL,
        help_text="Paling cepat hari ini. Yang sudah jatuh tempo atau periodenya sudah berakhir tidak berubah.",
    )
    field_order = ["berlaku", "hari", "patokan"]

    def __init__(self, *args: Any, kebutuhan: KebutuhanBerkas, **kwargs: Any) -> None:
        awal = {
            "versi": kebutuhan.versi,
            "berlaku": max(hari_ini(kebutuhan.kecamatan), kebutuhan.mulai),
            "hari": abs(kebutuhan.jatuh_tempo_hari),
            "patokan": patokan_dari(kebutuhan),
        }
        super().__init__(*args, **kwargs | {"initial": awal})


class KebutuhanAkhiriForm(BerversiForm):
    selesai = forms.DateField(
        label="Wajib sampai dengan",
        widget=TANGGAL,
        help_text="Paling cepat hari ini. Periode yang berakhir sesudah tanggal ini tidak dituntut lagi.",
    )

    def __init__(self, *args: Any, kebutuhan: KebutuhanBerkas, **kwargs: Any) -> None:
        awal = {"versi": kebutuhan.versi, "selesai": hari_ini(kebutuhan.kecamatan)}
        super().__init__(*args, **kwargs | {"initial": awal})

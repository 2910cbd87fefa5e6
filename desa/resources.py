"""Perangkat in and out of a spreadsheet (django-import-export)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from import_export import fields, resources, widgets
from import_export.results import RowResult
from tablib import Dataset

from dasar.lembar import Galat, Lembar
from desa.enums import JabatanPerangkat
from desa.models import JENIS_KELAMIN, Desa, Perangkat

KOLOM_WAJIB = ["kode_desa", "nama", "jabatan"]
FORMAT_TANGGAL = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
BENAR = {"ya", "y", "1", "benar", "true", "plt", "plt."}
SALAH = {"", "tidak", "t", "0", "salah", "false", "-"}


class DesaWidget(widgets.Widget):
    """A desa by its code, out of those that the person may change."""

    def __init__(self, desa: dict[str, Desa] | None = None) -> None:
        super().__init__()
        self.desa = desa or {}

    def clean(self, value, row=None, **kwargs) -> Desa:
        if not value:
            raise ValueError("Kode desa wajib diisi.")
        if (desa := self.desa.get(kode_rapi(value))) is None:
            raise ValueError(f"Desa dengan kode {value} tidak ada di wilayah yang Anda kelola.")
        return desa

    def render(self, value, obj=None, **kwargs) -> str:
        return value.kode if value else ""


class PilihanWidget(widgets.Widget):
    """A choice by its key or its label, in any case."""

    def __init__(self, pilihan, *, wajib: bool) -> None:
        super().__init__()
        self.pilihan = list(pilihan)
        self.wajib = wajib
        self.peta = {k.lower(): k for k, _ in self.pilihan} | {label.lower(): k for k, label in self.pilihan}

    def clean(self, value, row=None, **kwargs) -> str:
        if not value and not self.wajib:
            return ""
        if (kunci := self.peta.get(str(value).lower())) is None:
            label = ", ".join(label for _, label in self.pilihan)
            raise ValueError(
                f"“{value}” tidak dikenal. Pilih salah satu: {label}."
                if value
                else f"Wajib diisi. Pilih salah satu: {label}."
            )
        return kunci

    def render(self, value, obj=None, **kwargs) -> str:
        return dict(self.pilihan).get(value, "")


class TanggalWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs) -> date | None:
        if not value:
            return None
        for pola in FORMAT_TANGGAL:
            try:
                return datetime.strptime(value, pola).date()
            except ValueError:
                continue
        raise ValueError(f"Tanggal “{value}” tidak dapat dibaca. Tulis seperti 17-05-2026.")

    def render(self, value, obj=None, **kwargs) -> str:
        return f"{value:%d-%m-%Y}" if value else ""


class YaTidakWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs) -> bool:
        teks = str(value or "").lower()
        if teks in BENAR:
            return True
        if teks in SALAH:
            return False
        raise ValueError(f"“{value}” tidak dikenal. Tulis ya atau tidak.")

    def render(self, value, obj=None, **kwargs) -> str:
        return "ya" if value else "tidak"


class TeksWidget(widgets.CharWidget):
    def clean(self, value, row=None, **kwargs) -> str:
        return str(value or "")

    def render(self, value, obj=None, **kwargs) -> str:
        return str(value or "")


def _teks(nama: str) -> fields.Field:
    return fields.Field(attribute=nama, column_name=nama, widget=TeksWidget())


def kode_rapi(kode: str) -> str:
    """'6311032021' is 63.11.03.2021, as some applications write it."""
    if len(kode) == 10 and kode.isdigit():
        return f"{kode[:2]}.{kode[2:4]}.{kode[4:6]}.{kode[6:]}"
    return kode


class PerangkatResource(resources.ModelResource):
    """One row per person. A row is the same person by NIAP within the desa, else by name and post."""

    kode_desa = fields.Field(attribute="desa", column_name="kode_desa", widget=DesaWidget())
    nama = _teks("nama")
    jabatan = fields.Field(
        attribute="jabatan", column_name="jabatan", widget=PilihanWidget(JabatanPerangkat.choices, wajib=True)
    )
    rincian = _teks("rincian")
    niap = _teks("niap")
    plt = fields.Field(attribute="plt", column_name="plt", widget=YaTidakWidget())
    jenis_kelamin = fields.Field(
        attribute="jenis_kelamin", column_name="jenis_kelamin", widget=PilihanWidget(JENIS_KELAMIN, wajib=False)
    )
    sk_nomor = _teks("sk_nomor")
    sk_tanggal = fields.Field(attribute="sk_tanggal", column_name="sk_tanggal", widget=TanggalWidget())
    mulai = fields.Field(attribute="mulai", column_name="mulai", widget=TanggalWidget())
    selesai = fields.Field(attribute="selesai", column_name="selesai", widget=TanggalWidget())
    telepon = _teks("telepon")

    class Meta:
        model = Perangkat
        fields = (
            "kode_desa",
            "nama",
            "jabatan",
            "rincian",
            "niap",
            "plt",
            "jenis_kelamin",
            "sk_nomor",
            "sk_tanggal",
            "mulai",
            "selesai",
            "telepon",
        )
        export_order = fields
        import_order = fields
        import_id_fields = ()
        clean_model_instances = True
        skip_unchanged = True
        skip_html_diff = True
        store_instance = True

    def __init__(self, desa: dict[str, Desa] | None = None) -> None:
        """`desa`: by code, those that the importing person may change."""
        super().__init__()
        self.fields["kode_desa"].widget = DesaWidget(desa)
        self.desa = desa or {}
        self.terpakai: dict[int, int] = {}
        self.menurut_niap: dict[tuple, Perangkat] = {}
        self.menurut_nama: dict[tuple, Perangkat] = {}
        self.kunci: dict[int, tuple[tuple, tuple]] = {}
        for p in Perangkat.objects.filter(desa__in=self.desa.values()).select_related("desa"):
            self._catat(p)

    def _catat(self, p: Perangkat) -> None:
        niap, nama = (p.desa_id, p.niap), (p.desa_id, p.nama.lower(), p.jabatan, p.rincian.lower())
        if p.niap:
            self.menurut_niap[niap] = p
        self.menurut_nama[nama] = p
        self.kunci[p.pk] = (niap, nama)

    def get_instance(self, instance_loader, row) -> Perangkat | None:
        desa = self.desa.get(kode_rapi(row.get("kode_desa", "")))
        if desa is None:
            return None
        niap = row.get("niap", "")
        if niap and (ada := self.menurut_niap.get((desa.pk, niap))):
            return ada
        jabatan = self.fields["jabatan"].widget.peta.get(row.get("jabatan", "").lower())
        ada = self.menurut_nama.get((desa.pk, row.get("nama", "").lower(), jabatan, row.get("rincian", "").lower()))
        if ada and niap and ada.niap:  # somebody else of the same name and post; the database will object
            return None
        return ada

    def import_instance(self, instance, row, **kwargs) -> None:
        galat: dict = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as e:
            galat = e.update_error_dict(galat)
        if instance.pk:
            nomor = kwargs["nomor"][kwargs["row_number"] - 1]
            pertama = self.terpakai.setdefault(instance.pk, nomor)
            if pertama != nomor:
                galat.setdefault("nama", ValidationError(f"Orang ini sudah ada di baris {pertama} berkas ini."))
        if galat:
            raise ValidationError(galat)

    def after_save_instance(self, instance, row, **kwargs) -> None:
        """Later rows of the file are compared with what this row made of the person."""
        self.terpakai.setdefault(instance.pk, kwargs["nomor"][kwargs["row_number"] - 1])
        niap, nama = self.kunci.get(instance.pk, (None, None))
        self.menurut_niap.pop(niap, None)
        self.menurut_nama.pop(nama, None)
        self._catat(instance)


@dataclass
class BarisTinjau:
    """One row of the preview. `keadaan`: baru, berubah, sama, or salah."""

    nomor: int
    isi: dict[str, str]
    keadaan: str
    perubahan: list[str] = field(default_factory=list)
    galat: list[Galat] = field(default_factory=list)


@dataclass
class Tinjauan:
    kolom: list[str]
    baris: list[BarisTinjau]

    @property
    def galat(self) -> list[Galat]:
        return [g for b in self.baris for g in b.galat]

    def jumlah(self, keadaan: str) -> int:
        return sum(b.keadaan == keadaan for b in self.baris)


def perangkat_impor(*, lembar: Lembar, desa: dict[str, Desa], simpan: bool) -> Tinjauan:
    """Try the rows, and keep them only if `simpan` and every one is right: all or nothing."""
    resource = PerangkatResource(desa)
    dataset = Dataset(headers=lembar.kolom)
    for _, isi in lembar.baris:
        dataset.append([isi[k] for k in lembar.kolom])
    with transaction.atomic():
        hasil = resource.import_data(dataset, use_transactions=True, nomor=[n for n, _ in lembar.baris])
        baris = [_tinjau(resource, n, isi, r, lembar) for (n, isi), r in zip(lembar.baris, hasil.rows, strict=True)]
        tinjauan = Tinjauan(lembar.kolom, baris)
        if tinjauan.galat or not simpan:
            transaction.set_rollback(True)
    return tinjauan


def _tinjau(
    resource: PerangkatResource, nomor: int, isi: dict[str, str], hasil: RowResult, lembar: Lembar
) -> BarisTinjau:
    baris = BarisTinjau(
        nomor, isi, {"new": "baru", "update": "berubah", "skip": "sama"}.get(hasil.import_type, "salah")
    )
    baris.galat = [g for g in lembar.galat if g.baris == nomor]
    sudah = {g.kolom for g in baris.galat}
    if hasil.validation_error:
        for nama, kalimat in hasil.validation_error.message_dict.items():
            kolom = {"desa": "kode_desa", "__all__": ""}.get(nama, nama)
            baris.galat += [Galat(nomor, kolom, k) for k in kalimat if kolom not in sudah]
    elif hasil.errors:
        baris.galat.append(Galat(nomor, "", "Baris ini bertentangan dengan data yang sudah ada."))
    if baris.galat:
        baris.keadaan = "salah"
    elif baris.keadaan == "berubah":
        baris.perubahan = [
            f"{kolom}: {_tampil(resource, kolom, hasil.original)} → {_tampil(resource, kolom, hasil.instance)}"
            for kolom in lembar.kolom
            if _tampil(resource, kolom, hasil.original) != _tampil(resource, kolom, hasil.instance)
        ]
    return baris


def _tampil(resource: PerangkatResource, kolom: str, perangkat: Perangkat) -> str:
    return resource.fields[kolom].export(perangkat) or "(kosong)"

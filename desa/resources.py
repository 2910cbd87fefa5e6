"""The people of a village in and out of a spreadsheet (django-import-export), by their declared columns."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from import_export import fields, resources
from import_export.results import RowResult
from tablib import Dataset

from dasar.impor import BarisTinjau, SelTinjau, Tinjauan, sel_tinjau
from dasar.induk import TabelInduk
from dasar.lembar import Galat, Lembar
from dasar.sel import sel_untuk
from desa.kenali import DesaDikenal, DesaWidget
from desa.models import Desa, Pejabat
from desa.services.data import data_simpan, desa_kunci


class PejabatResource(resources.ModelResource):
    """Rows of one kind of people. `desa`: by code, those that the importing person `oleh` may change."""

    tabel: TabelInduk

    class Meta:
        import_id_fields = ()
        clean_model_instances = True
        skip_unchanged = True
        skip_html_diff = True
        store_instance = True

    def __init__(self, desa: dict[str, Desa] | None = None, oleh: models.Model | None = None) -> None:
        super().__init__()
        self.desa, self.oleh = DesaDikenal((desa or {}).values()), oleh
        self.sel_induk.widget = DesaWidget(self.desa)
        self.terpakai: dict[int, int] = {}
        self.menurut_nomor: dict[tuple, Pejabat] = {}
        self.menurut_alami: dict[tuple, Pejabat] = {}
        self.kunci: dict[int, tuple[tuple, tuple]] = {}
        for p in self.tabel.model._default_manager.filter(desa__in=self.desa.semua).select_related("desa"):
            self._catat(p)

    @property
    def sel_induk(self) -> fields.Field:
        return next(f for f in self.fields.values() if f.attribute == self.tabel.induk)

    def _catat(self, p: Pejabat) -> None:
        nomor = getattr(p, self.tabel.nomor_induk) if self.tabel.nomor_induk else ""
        alami = (p.desa_id, *(str(getattr(p, nama)).lower() for nama in self.tabel.alami))
        if nomor:
            self.menurut_nomor[p.desa_id, nomor] = p
        self.menurut_alami[alami] = p
        self.kunci[p.pk] = ((p.desa_id, nomor), alami)

    def get_instance(self, instance_loader, row) -> Pejabat | None:
        try:
            desa = self.desa.cari(row.get(self.sel_induk.column_name, ""))
        except ValueError:
            return None
        induk = self.tabel.nomor_induk
        nomor = row.get(induk, "") if induk else ""
        if nomor and (ada := self.menurut_nomor.get((desa.pk, nomor))):
            return ada
        ada = self.menurut_alami.get((desa.pk, *(self._nilai(row, nama) for nama in self.tabel.alami)))
        if ada and nomor and getattr(ada, induk):  # somebody else of the same name and post; the database will object
            return None
        return ada

    def _nilai(self, row, nama: str) -> str:
        teks = row.get(nama, "").lower()
        return str(self.fields[nama].widget.peta.get(teks)).lower() if self.tabel.pilihan(nama) else teks

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

    def do_instance_save(self, instance, is_create) -> None:
        kolom = [f.attribute for f in self.get_import_fields()]
        data_simpan(objek=instance, kolom=kolom, oleh=self.oleh, lewat_impor=True)

    def after_save_instance(self, instance, row, **kwargs) -> None:
        """Later rows of the file are compared with what this row made of the person."""
        self.terpakai.setdefault(instance.pk, kwargs["nomor"][kwargs["row_number"] - 1])
        nomor, alami = self.kunci.get(instance.pk, (None, None))
        self.menurut_nomor.pop(nomor, None)
        self.menurut_alami.pop(alami, None)
        self._catat(instance)


def sumber(tabel: TabelInduk) -> type[PejabatResource]:
    """The reading and writing of one table: a cell for each declared column, by its heading."""
    judul = tuple(k.judul_lembar for k in tabel.kolom_lembar)
    sel = {
        k.judul_lembar: fields.Field(
            attribute=k.nama,
            column_name=k.judul_lembar,
            widget=k.sel() if k.sel else sel_untuk(tabel.bidang(k.nama), padanan=k.padanan),
        )
        for k in tabel.kolom
    }
    meta = type("Meta", (PejabatResource.Meta,), {"model": tabel.model, "fields": judul, "import_order": judul})
    meta.export_order = judul
    return type(f"{tabel.model.__name__}Resource", (PejabatResource,), {**sel, "tabel": tabel, "Meta": meta})


def pejabat_impor(
    *,
    tabel: TabelInduk,
    lembar: Lembar,
    desa: dict[str, Desa],
    oleh: models.Model,
    disetujui: list[list[Any]] | None = None,
) -> tuple[Tinjauan, bool]:
    """Try the rows; the second answer says whether they were kept.

    They are kept when every one is right and does what was `disetujui` (the `akibat` of the preview; None
    for a preview): all or nothing.
    """
    rapi = [tabel.rapikan(isi) for _, isi in lembar.baris]
    kolom = [k.judul_lembar for k in tabel.kolom_lembar if any(k.judul_lembar in isi for isi in rapi)]
    dataset = Dataset(headers=kolom)
    for isi in rapi:
        dataset.append([isi.get(k, "") for k in kolom])
    with transaction.atomic():
        desa_kunci(desa.values())
        resource = sumber(tabel)(desa, oleh)
        hasil = resource.import_data(dataset, use_transactions=True, nomor=[n for n, _ in lembar.baris])
        baris = [
            _tinjau(resource, n, isi, terbaca, r, lembar)
            for (n, isi), terbaca, r in zip(lembar.baris, dataset.dict, hasil.rows, strict=True)
        ]
        tinjauan = Tinjauan(kolom, baris)
        simpan = not tinjauan.galat and disetujui == tinjauan.akibat
        if not simpan:
            transaction.set_rollback(True)
    return tinjauan, simpan


def _tinjau(
    resource: PejabatResource,
    nomor: int,
    isi: dict[str, str],
    terbaca: dict[str, str],
    hasil: RowResult,
    lembar: Lembar,
) -> BarisTinjau:
    baris = BarisTinjau(
        nomor,
        isi,
        {"new": "baru", "update": "berubah", "skip": "sama"}.get(hasil.import_type, "salah"),
        sel=[_sel(resource, kolom, isi.get(kolom, ""), teks) for kolom, teks in terbaca.items()],
    )
    baris.galat = [g for g in lembar.galat if g.baris == nomor]
    sudah = {g.kolom for g in baris.galat}
    if hasil.validation_error:
        judul = {f.attribute: f.column_name for f in resource.fields.values()} | {"__all__": ""}
        for nama, kalimat in hasil.validation_error.message_dict.items():
            kolom = judul.get(nama, nama)
            baris.galat += [Galat(nomor, kolom, k) for k in kalimat if kolom not in sudah]
    elif hasil.errors:
        baris.galat.append(Galat(nomor, "", "Baris ini bertentangan dengan data yang sudah ada."))
    if baris.galat:
        baris.keadaan = "salah"
    elif baris.keadaan == "berubah":
        baris.perubahan = [
            f"{kolom}: {_tampil(resource, kolom, hasil.original)} → {_tampil(resource, kolom, hasil.instance)}"
            for kolom in terbaca
            if _tampil(resource, kolom, hasil.original) != _tampil(resource, kolom, hasil.instance)
        ]
    return baris


def _sel(resource: PejabatResource, kolom: str, tertulis: str, teks: str) -> SelTinjau:
    ini = resource.fields[kolom]
    tabel = resource.tabel
    judul = tabel.label(ini.attribute)
    if kolom == resource.sel_induk.column_name:
        try:
            return SelTinjau(judul, str(resource.desa.cari(teks)))
        except ValueError:
            return SelTinjau(judul, teks)
    return sel_tinjau(judul, ini.widget, tertulis, teks)


def _tampil(resource: PejabatResource, kolom: str, orang: Pejabat) -> str:
    return resource.fields[kolom].export(orang) or "(kosong)"

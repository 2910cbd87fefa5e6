"""Watching the covered models: whatever is written, by `save`, `update`, `bulk_create` or `delete`, is told.

What was there before is what the row was loaded with; where that is not known (mutable JSON, a row that was loaded
in part or refreshed) it is asked for, in the same transaction. A row of a covered model never changes without its
entry: both are in one transaction.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.apps import apps
from django.db import models, router, transaction
from django.db.models.query import QuerySet
from django.db.models.signals import m2m_changed, post_delete

from jejak.beda import catatan_banyak, catatan_ringkas, catatan_satu, perbedaan
from jejak.enums import Jenis
from jejak.liputan import Liput, kolom, liputan, tabel
from jejak.models import Catatan
from jejak.services import catat_banyak

SEKALI = 500
_diam: ContextVar[bool] = ContextVar("jejak_diam", default=False)
_kumpulan: ContextVar[list[Catatan] | None] = ContextVar("jejak_kumpulan", default=None)


@contextmanager
def tanpa_jejak() -> Iterator[None]:
    """For putting a whole backup back, whose trail comes with it, and for what tests set up. For nothing else."""
    tanda = _diam.set(True)
    try:
        yield
    finally:
        _diam.reset(tanda)


def pasang() -> None:
    """Once, when the models are there."""
    for label in tabel():
        model: Any = apps.get_model(label)
        liput = liputan(model)
        assert liput is not None
        model.save_base = _simpan(model.save_base)
        model.from_db = classmethod(_muat(model.from_db.__func__))
        model.refresh_from_db = _segarkan(model.refresh_from_db)
        if liput.ringkas:  # a signal for each would fetch all the details of what is deleted as a whole
            model.delete = _hapus_satu(model.delete)
        else:
            post_delete.connect(_terhapus, sender=model, dispatch_uid=f"jejak.{label}")
        for m2m in model._meta.local_many_to_many:
            m2m_changed.connect(
                _hubungan(m2m), sender=m2m.remote_field.through, weak=False, dispatch_uid=f"jejak.{label}.{m2m.name}"
            )
    QuerySet.update = _perbarui(QuerySet.update)  # type: ignore[method-assign]  # one door for every manager
    QuerySet.bulk_create = _buat_banyak(QuerySet.bulk_create)  # type: ignore[method-assign]  # one door for every manager
    QuerySet.delete = _hapus_banyak(QuerySet.delete)  # type: ignore[method-assign]  # one door for every manager


# --- one row ------------------------------------------------------------------


def _muat(asli: Callable) -> Callable:
    @wraps(asli)
    def from_db(cls, db, field_names, values):
        objek = asli(cls, db, field_names, values)
        objek._state.jejak = (field_names, values)
        return objek

    return from_db


def _segarkan(asli: Callable) -> Callable:
    @wraps(asli)
    def refresh_from_db(self, *isi, **bernama):
        self._state.jejak = None
        return asli(self, *isi, **bernama)

    return refresh_from_db


def _simpan(asli: Callable) -> Callable:
    @wraps(asli)
    def save_base(self, raw=False, force_insert=False, force_update=False, using=None, update_fields=None):
        liput = liputan(self.__class__)
        isi = {"raw": raw, "force_insert": force_insert, "force_update": force_update, "update_fields": update_fields}
        if liput is None or _diam.get():
            return asli(self, using=using, **isi)
        using = using or router.db_for_write(type(self), instance=self)
        diamati = _ditulis(self, update_fields)
        if not diamati:
            return asli(self, using=using, **isi)
        with transaction.atomic(using=using, savepoint=False):
            lama = _sebelum(self, diamati, using, baru=bool(force_insert))
            hasil = asli(self, using=using, **isi)
            _sesudah(self, liput, diamati, lama, using)
        return hasil

    return save_base


def _ditulis(objek: models.Model, update_fields: Iterable[str] | None) -> list[models.Field]:
    if update_fields is None:
        return list(kolom(type(objek)))
    nama = set(update_fields)
    return [f for f in kolom(type(objek)) if f.name in nama or f.attname in nama]


def _sebelum(objek: Any, diamati: Sequence[models.Field], using: str, *, baru: bool) -> dict[str, Any] | None:
    """attname → what is stored now; None where there is no row yet."""
    if baru or objek.pk is None or (objek._state.adding and objek._meta.pk.has_default()):
        return None
    ingat = getattr(objek._state, "jejak", None)
    tahu: dict[str, Any] = {}
    if ingat is not None and not objek._state.adding:
        nama, isi = ingat
        tahu = dict(zip(nama, isi, strict=True))
    kurang = [f.attname for f in diamati if f.attname not in tahu or isinstance(f, models.JSONField)]
    if kurang:
        tersimpan = type(objek)._base_manager.using(using).filter(pk=objek.pk).values(*kurang).first()
        if tersimpan is None:
            return None
        tahu |= tersimpan
    return {f.attname: tahu[f.attname] for f in diamati}


def _sesudah(
    objek: Any, liput: Liput, diamati: Sequence[models.Field], lama: dict[str, Any] | None, using: str
) -> None:
    baru = {f.attname: getattr(objek, f.attname) for f in diamati if f.attname in objek.__dict__ or lama is None}
    hitungan = [n for n, isi in baru.items() if hasattr(isi, "resolve_expression")]
    if hitungan:
        baru |= type(objek)._base_manager.using(using).filter(pk=objek.pk).values(*hitungan).get()
    ingat = getattr(objek._state, "jejak", None)
    dahulu = dict(zip(*ingat, strict=True)) if ingat else {}
    gabung = dahulu | {n: isi for n, isi in baru.items() if n not in hitungan}
    objek._state.jejak = (list(gabung), list(gabung.values()))
    if lama is None and not liput.buat:
        return
    beda = perbedaan(type(objek), liput, lama, baru)
    if beda or lama is None:
        _kirim([catatan_satu(objek, liput, Jenis.BUAT if lama is None else Jenis.UBAH, beda)])


# --- many rows ----------------------------------------------------------------


def _perbarui(asli: Callable) -> Callable:
    @wraps(asli)
    def update(self, **isi):
        liput = liputan(self.model)
        if liput is None or _diam.get() or self.query.is_sliced:
            return asli(self, **isi)
        diamati = [f for f in kolom(self.model) if f.name in isi or f.attname in isi]
        if not diamati:
            return asli(self, **isi)
        self._for_write = True
        with transaction.atomic(using=self.db, savepoint=False):
            semua = self.model._base_manager.using(self.db)
            lama = list(semua.select_for_update(of=("self",), no_key=True).filter(pk__in=_pk(self)).order_by("pk"))
            hasil = asli(self, **isi)
            if lama:
                _kirim(_catatan_pembaruan(semua, liput, diamati, lama))
        return hasil

    return update


def _pk(baris: QuerySet) -> QuerySet:
    kunci = baris.order_by().values("pk")
    kunci.query.select_for_update = False
    return kunci


def _catatan_pembaruan(
    semua: QuerySet, liput: Liput, diamati: Sequence[models.Field], lama: list[Any]
) -> list[Catatan]:
    nama = [f.attname for f in diamati]
    baru: dict[Any, dict[str, Any]] = {}
    for mulai in range(0, len(lama), SEKALI):
        pk = [o.pk for o in lama[mulai : mulai + SEKALI]]
        baru |= {b["pk"]: b for b in semua.filter(pk__in=pk).values("pk", *nama)}
    beda = [
        (o, perbedaan(type(o), liput, {n: getattr(o, n) for n in nama}, {n: baru[o.pk][n] for n in nama}))
        for o in lama
        if o.pk in baru
    ]
    return catatan_banyak(liput, Jenis.UBAH, [(o, b) for o, b in beda if b])


def _buat_banyak(asli: Callable) -> Callable:
    @wraps(asli)
    def bulk_create(self, objs, *isi, **bernama):
        liput = liputan(self.model)
        if liput is None or _diam.get() or not liput.buat:
            return asli(self, objs, *isi, **bernama)
        self._for_write = True
        with transaction.atomic(using=self.db, savepoint=False):
            hasil = asli(self, objs, *isi, **bernama)
            nama = [f.attname for f in kolom(self.model)]
            beda = [(o, perbedaan(self.model, liput, None, {n: getattr(o, n) for n in nama})) for o in hasil]
            if beda and (bernama.get("ignore_conflicts") or bernama.get("update_conflicts")):
                # Which of them were written is not known.
                kalimat = f"Sampai {len(beda)} baris ditulis sekaligus"
                _kirim([catatan_ringkas(liput, Jenis.BUAT, beda, kalimat)])
            else:
                _kirim(catatan_banyak(liput, Jenis.BUAT, beda))
        return hasil

    return bulk_create


def _hapus_banyak(asli: Callable) -> Callable:
    @wraps(asli)
    def delete(self):
        liput = liputan(self.model)
        if liput is None or _diam.get():
            return asli(self)
        self._for_write = True
        with transaction.atomic(using=self.db, savepoint=False):
            if liput.ringkas:
                pergi = list(self.model._base_manager.using(self.db).filter(pk__in=_pk(self)).order_by("pk"))
                _kirim(catatan_banyak(liput, Jenis.HAPUS, [(o, _isi_lama(o, liput)) for o in pergi]))
            tanda = _kumpulan.set([])
            try:
                hasil = asli(self)
                terkumpul = _kumpulan.get() or []
            finally:
                _kumpulan.reset(tanda)
            _kirim(terkumpul)
        return hasil

    return delete


def _hapus_satu(asli: Callable) -> Callable:
    @wraps(asli)
    def delete(self, *isi, **bernama):
        with transaction.atomic(savepoint=False):
            _terhapus(type(self), self)
            return asli(self, *isi, **bernama)

    return delete


def _terhapus(sender: type[models.Model], instance: Any, **_: Any) -> None:
    liput = liputan(sender)
    if liput is not None and not _diam.get():
        _kirim([catatan_satu(instance, liput, Jenis.HAPUS, _isi_lama(instance, liput))])


def _isi_lama(objek: Any, liput: Liput) -> dict[str, list[Any]]:
    ada = {f.attname: objek.__dict__[f.attname] for f in kolom(objek.__class__) if f.attname in objek.__dict__}
    return perbedaan(type(objek), liput, ada, None)


def _hubungan(m2m: models.ManyToManyField) -> Callable:
    def berubah(sender, instance, action, reverse, pk_set, **_: Any) -> None:
        if _diam.get() or action not in {"post_add", "post_remove", "pre_clear"}:
            return
        liput = liputan(m2m.model)
        if liput is None:
            return
        if action == "pre_clear":
            milik = getattr(instance, str(m2m.remote_field.get_accessor_name() if reverse else m2m.name))
            pk_set = set(milik.values_list("pk", flat=True))
        if not pk_set:
            return
        pemilik = list(m2m.model._base_manager.filter(pk__in=pk_set)) if reverse else [instance]
        lain = str(instance.pk) if reverse else ", ".join(str(pk) for pk in sorted(pk_set, key=str))
        beda = [None, lain] if action == "post_add" else [lain, None]
        _kirim([catatan_satu(p, liput, Jenis.UBAH, {m2m.name: beda}) for p in pemilik])

    return berubah


# --- telling it ---------------------------------------------------------------


def _kirim(baris: list[Catatan]) -> None:
    """Written now, or with the others of one deletion."""
    terkumpul = _kumpulan.get()
    if terkumpul is not None:
        terkumpul.extend(baris)
    elif len(baris) == 1:
        baris[0].save(force_insert=True)
    elif baris:
        catat_banyak(baris)

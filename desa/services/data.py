"""Master data is written here and nowhere else: under a lock, with one row of history in the same transaction."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from django.db import models, transaction

from antrean.services import antrekan
from dasar.induk import Beda, selisih
from dasar.konflik import Berversi, simpan_berversi, terkunci
from desa.enums import AksiData
from desa.models import Desa, HariLibur, Kecamatan, Pejabat, RiwayatData
from desa.penjaga import periksa_konfirmasi
from desa.tenggat import libur_sebut, tenggat_hitung_ulang

M = TypeVar("M", bound=Berversi)

# A room above keeps copies of what is written here: pengikut(row, its changed columns), in the same transaction.
_pengikut: list[Callable[[Any, list[str]], None]] = []


def daftarkan_pengikut(pengikut: Callable[[Any, list[str]], None]) -> None:
    _pengikut.append(pengikut)


@transaction.atomic
def data_simpan(
    *,
    objek: M,
    kolom: Iterable[str] = (),
    versi: int | None = None,
    oleh: models.Model,
    lewat_impor: bool = False,
) -> M:
    """Write the columns of a row, new or stored; without a difference nothing is written.

    Raises Basi when somebody else saved since `versi` (None: not asked), ValidationError with sentences
    when it is gone or another row stands in the way, or when it is not this person's to decide (desa/penjaga.py).
    """
    baru = objek.pk is None
    _kunci_tempat(objek)
    semula = None if baru or not isinstance(objek, HariLibur) else HariLibur.objects.filter(pk=objek.pk).first()
    tersimpan, beda = simpan_berversi(objek, kolom=kolom, versi=versi)
    if beda:
        periksa_konfirmasi(tersimpan, beda, oleh)
        _catat(tersimpan, AksiData.DICATAT if baru else AksiData.DIUBAH, beda, oleh, lewat_impor)
        for ikuti in _pengikut:
            ikuti(tersimpan, [b.kolom for b in beda])
    if beda and isinstance(tersimpan, HariLibur):
        _kalender_berubah(semula, tersimpan, oleh)
    return tersimpan


@transaction.atomic
def data_hapus(*, objek: Berversi, versi: int | None = None, oleh: models.Model) -> None:
    """Delete a row; what it held stays in the history. Raises Basi like `data_simpan`, ProtectedError in use."""
    _kunci_tempat(objek)
    tersimpan = terkunci(objek, versi)
    kolom = [f.name for f in tersimpan._meta.fields if f.editable and not f.primary_key and f.name != "desa"]
    beda = selisih(tersimpan, None, kolom)
    periksa_konfirmasi(tersimpan, beda, oleh)
    _catat(tersimpan, AksiData.DIHAPUS, beda, oleh)
    if isinstance(tersimpan, HariLibur):
        _kalender_berubah(tersimpan, None, oleh)
    tersimpan.delete()


def data_catat(*, objek: Berversi, beda: list[Beda], oleh: models.Model, aksi: str = AksiData.DIUBAH) -> None:
    """History of what belongs to this row though a room above keeps it. The caller holds the lock."""
    _catat(objek, aksi, beda, oleh)


def _kalender_berubah(semula: HariLibur | None, kini: HariLibur | None, oleh: models.Model) -> None:
    """Whatever last day runs in the regions concerned is counted anew, once this is committed."""
    ada = [h for h in (semula, kini) if h is not None]
    if semula and kini and (semula.tanggal, semula.kabupaten_id) == (kini.tanggal, kini.kabupaten_id):
        return  # only its name
    sebut = [libur_sebut(h.tanggal, h.nama, h.kabupaten) for h in ada]
    if semula and kini:
        sebab = f"hari libur {sebut[0]} diubah menjadi {sebut[1]}"
    else:
        sebab = f"{sebut[0]} {'dicatat' if kini else 'tidak lagi'} sebagai hari libur"
    di = [h.kabupaten_id for h in ada if h.kabupaten_id is not None]
    antrekan(
        tenggat_hitung_ulang,
        sorted(set(di)) if len(di) == len(ada) else None,  # one that is national concerns all
        sebab,
        oleh.pk,
        perihal=f"Batas waktu dihitung ulang: {sebab}",
    )


def desa_kunci(desa: Iterable[Desa]) -> None:
    """One person at a time writes what belongs to a village; in one order, so that nobody waits in a ring."""
    _kunci(Desa, [d.pk for d in desa])


def _kunci_tempat(objek: Any) -> None:
    """Two new rows of one place wait for each other, so that the second sees the first."""
    if isinstance(objek, Pejabat):
        _kunci(Desa, [objek.desa_id])
    elif not isinstance(objek, Desa) and (kecamatan := getattr(objek, "kecamatan_id", None)):
        _kunci(Kecamatan, [kecamatan])


def _kunci(model: type[models.Model], pk: Iterable[int]) -> None:
    semua = model._default_manager.select_for_update(no_key=True)
    list(semua.filter(pk__in=pk).order_by("pk").values_list("pk"))


def _desa(objek: models.Model) -> Desa | None:
    if isinstance(objek, Pejabat):
        return objek.desa
    return objek if isinstance(objek, Desa) else None


def _catat(objek: Any, aksi: str, beda: list[Beda], oleh: models.Model, lewat_impor: bool = False) -> None:
    desa = _desa(objek)
    RiwayatData.objects.create(
        jenis=objek._meta.model_name,
        nomor=objek.pk,
        nama=str(objek)[:200],
        desa=desa,
        aksi=aksi,
        lewat_impor=lewat_impor,
        oleh=oleh.pk,
        oleh_nama=str(oleh)[:150],
        isi=[asdict(b) for b in beda],
    )

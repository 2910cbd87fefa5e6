"""Kinds of rows of one place of work, saved by the contract of dasar/simpan.py.

A room lists what is filled in at a visit, a monitoring or an evaluation as a table of `JenisBaris`;
locking the place and asking who may write are the room's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import models

from dasar.isian import BarisForm
from dasar.simpan import HasilSimpan, PembuatForm, baris_hapus, baris_simpan

if TYPE_CHECKING:
    from akun.models import Pengguna

T = TypeVar("T", bound=models.Model)


class IsianTerkunci(PermissionDenied):
    """The place of work, or one row of it, may not be written to; the text is the sentence to show."""


@dataclass(frozen=True)
class JenisBaris(Generic[T]):
    """A kind of row: where it is kept, what it may hold, and what ties it to its place.

    `induk` are the fields that the server sets. Where the row hangs on another row of the place, that
    row is a field of the form and `milik` is the lookup that leads from here to the place.
    """

    model: type[models.Model]
    form: type[BarisForm]
    induk: Callable[[T], dict[str, Any]]
    milik: str = ""
    dapat_dibuat: bool = True
    tak_terhapus: str = ""  # why a row of this kind is never removed

    def pembuat_form(self, tempat: T) -> PembuatForm:
        return partial(self.form, tempat=tempat)

    def simpan(self, *, tempat: T, pk: UUID, versi: int, isi: dict[str, Any], oleh: "Pengguna") -> HasilSimpan:
        """Save one row. Call it with the place locked. Raises DoesNotExist for a row of another place."""
        self._milik_tempat(tempat, pk)
        if not self.dapat_dibuat and not self.model._default_manager.filter(pk=pk).exists():
            return HasilSimpan("konflik")
        return baris_simpan(
            model=self.model,
            form_class=self.pembuat_form(tempat),
            pk=pk,
            versi=versi,
            isi=isi,
            induk=self.induk(tempat),
            oleh=oleh,
        )

    def hapus(self, *, tempat: T, pk: UUID, versi: int, oleh: models.Model) -> HasilSimpan:
        """Remove one row. Call it with the place locked."""
        if self.tak_terhapus:
            return tidak_sah(self.tak_terhapus, versi=versi)
        self._milik_tempat(tempat, pk)
        form, induk = self.pembuat_form(tempat), self.induk(tempat)
        return baris_hapus(model=self.model, form_class=form, pk=pk, versi=versi, induk=induk, oleh=oleh)

    def _milik_tempat(self, tempat: T, pk: UUID) -> None:
        semua = self.model._default_manager
        if self.milik and semua.filter(pk=pk).exclude(**{self.milik: tempat}).exists():
            raise self.model.DoesNotExist  # type: ignore[attr-defined]  # every model has it; the stubs know it of concrete ones


def tidak_sah(kalimat: str, *, versi: int = 0, kolom: str = "__all__") -> HasilSimpan:
    return HasilSimpan("tidak_sah", versi=versi, kesalahan={kolom: [kalimat]})

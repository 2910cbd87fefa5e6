"""Small predicates that the permission tables of all rooms are composed of.

An object that permissions are asked for tells its region by a property `wilayah`
(a Desa or a Kecamatan).
"""

from collections.abc import Iterable

import rules

from dasar.alur import Transisi
from dasar.pemisahan import tersangkut


def ada_peran(*peran: str) -> rules.Predicate:
    """The person holds one of these roles today; over the object's region when there is one."""
    boleh = frozenset(peran)

    @rules.predicate(f"ada_peran({', '.join(sorted(boleh))})")
    def predikat(pengguna, objek=None) -> bool:
        if not pengguna.is_authenticated:
            return False
        if objek is None:
            return bool(pengguna.peran & boleh)
        return bool(pengguna.semua_peran_di(wilayah_dari(objek)) & boleh)

    return predikat


def wilayah_dari(objek):
    return getattr(objek, "wilayah", objek)


def status_dalam(status: Iterable[str]) -> rules.Predicate:
    boleh = frozenset(status)

    @rules.predicate(f"status_dalam({', '.join(sorted(boleh))})")
    def predikat(_pengguna, objek) -> bool:
        return objek is not None and objek.status in boleh

    return predikat


def boleh_langkah(transisi: Transisi, *, juga: rules.Predicate | None = None) -> rules.Predicate:
    """Who may take a step, as its row of the table says: a role over the object's region (or whoever else `juga` lets),
    and no part in what the step decides on."""
    berhak = ada_peran(*transisi.peran) | juga if juga else ada_peran(*transisi.peran)
    if not transisi.bukan_pelaku and not transisi.bukan_pihak:
        return berhak

    @rules.predicate(f"tidak_tersangkut({transisi.aksi})")
    def tidak_tersangkut(pengguna, objek=None) -> bool:
        return not hasattr(objek, "riwayat") or pengguna.pk not in tersangkut(objek, transisi)

    return berhak & tidak_tersangkut

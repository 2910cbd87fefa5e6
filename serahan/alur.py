"""The transition table of what was handed over."""

from collections.abc import Iterable

from akun.enums import Peran
from akun.models import Pengguna
from dasar.alur import Kabar, Perpindahan, Transisi
from serahan.enums import StatusSerahan


def _yang_menyerahkan(perpindahan: Perpindahan) -> Iterable[Pengguna]:
    return [perpindahan.objek.oleh]


TRANSISI_SERAHAN = (
    Transisi(
        aksi="tangani",
        label="Selesai ditangani",
        dari=frozenset({StatusSerahan.MENUNGGU}),
        ke=StatusSerahan.DITANGANI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Apa yang dilakukan dengan isian itu.",
        kabar=(Kabar(_yang_menyerahkan, "{o} sudah ditangani"),),
    ),
)

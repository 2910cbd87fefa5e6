"""Who may fill in, judge and read the sheets. With the transition table, this is the whole answer."""

from typing import TYPE_CHECKING

import rules
from rules import add_perm

from akun.enums import Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from pendamping.alur import TRANSISI_LEMBAR
from pendamping.enums import DAPAT_DIISI, PEMBACA, PENGONFIRMASI, StatusLembar

if TYPE_CHECKING:
    from akun.models import Pengguna
    from desa.models import Kecamatan


@rules.predicate
def pemilik(pengguna, lembar) -> bool:
    return lembar is not None and lembar.pendamping_id == pengguna.pk


for transisi in TRANSISI_LEMBAR:
    boleh = boleh_langkah(transisi)
    add_perm(f"pendamping.{transisi.aksi}_lembar", boleh & pemilik if transisi.aksi == "ajukan" else boleh)

add_perm(
    "pendamping.lihat_lembar",
    ada_peran(*(PEMBACA - {Peran.PENDAMPING}))
    | (ada_peran(Peran.PENDAMPING) & (pemilik | ~status_dalam({StatusLembar.DRAF}))),
)
add_perm("pendamping.mulai_lembar", ada_peran(Peran.PENDAMPING))  # asked for a desa
add_perm("pendamping.isi_lembar", ada_peran(Peran.PENDAMPING) & pemilik & status_dalam(DAPAT_DIISI))
# Each row by itself, while the sheet waits: whoever may confirm it.
add_perm("pendamping.periksa_lembar", ada_peran(*PENGONFIRMASI) & ~pemilik & status_dalam({StatusLembar.DIAJUKAN}))
add_perm("pendamping.unggah_bukti", ada_peran(Peran.PENDAMPING))  # asked for a desa, by berkas
add_perm("pendamping.atur_penempatan", ada_peran(*PENGONFIRMASI))


def boleh_laporan(pengguna: "Pengguna", kecamatan: "Kecamatan", pendamping: int) -> bool:
    """A pendamping's own report; anybody's to those who read the kecamatan's sheets."""
    peran = pengguna.peran_di(kecamatan) & PEMBACA
    return bool(peran - {Peran.PENDAMPING}) or (bool(peran) and pengguna.pk == pendamping)

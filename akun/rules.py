"""Who may change the data of a desa and of a kecamatan. (The room `desa` stands below and knows no roles.)"""

import rules
from rules import add_perm

from akun.enums import PENGELOLA, Peran
from akun.predicates import ada_peran


@rules.predicate
def mengelola_libur(pengguna, hari=None) -> bool:
    """A national one moves the days of everybody: the admin's. One of a kabupaten is its admin's, too."""
    if not pengguna.is_authenticated:
        return False
    if hari is None:
        return bool(pengguna.peran & PENGELOLA)
    if hari.kabupaten_id is None:
        return Peran.ADMIN in pengguna.peran
    return bool(pengguna.semua_peran_di(hari.kabupaten) & PENGELOLA)


add_perm("desa.kelola_wilayah", ada_peran(*PENGELOLA))
add_perm("desa.kelola_libur", mengelola_libur)
add_perm("desa.tautkan_akun", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR))
add_perm("desa.kelola_perangkat", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA))
# What a signer is called, and who signs: for everybody else it is a proposal (desa/penjaga.py). Whoever gives somebody
# the role of a kepala desa says it, too.
add_perm("desa.sahkan_pejabat", ada_peran(*PENGELOLA, Peran.VERIFIKATOR))
# What the office knew before it came here: books, findings, last visits.
add_perm("desa.bawa_catatan", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR))
add_perm("desa.ubah_desa", ada_peran(*PENGELOLA, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA))
add_perm("desa.ubah_kecamatan", ada_peran(*PENGELOLA, Peran.VERIFIKATOR))
# What the villages may compare themselves with.
add_perm("desa.bandingkan_desa", ada_peran(Peran.CAMAT))
# One's own kabupaten; where none of it is installed yet, only the installation's admin begins it.
add_perm("desa.pasang_kecamatan", ada_peran(*PENGELOLA))
add_perm("desa.pasang_kabupaten", ada_peran(Peran.ADMIN))

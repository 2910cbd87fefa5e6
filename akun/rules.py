"""Who may change the data of a desa and of a kecamatan. (The room `desa` stands below and knows no roles.)"""

from rules import add_perm

from akun.enums import PENGELOLA, Peran
from akun.predicates import ada_peran

add_perm("desa.tautkan_akun", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR))
add_perm("desa.kelola_perangkat", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA))
# What a signer is called, and who signs: for everybody else it is a proposal (desa/penjaga.py). Whoever gives somebody
# the role of a kepala desa says it, too.
add_perm("desa.sahkan_pejabat", ada_peran(*PENGELOLA, Peran.VERIFIKATOR))
# What the office knew before it came here: books, findings, last visits.
add_perm("desa.bawa_catatan", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR))
add_perm("desa.ubah_desa", ada_peran(*PENGELOLA, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA))
add_perm("desa.ubah_kecamatan", ada_peran(*PENGELOLA, Peran.VERIFIKATOR))

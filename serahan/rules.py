"""Who may do what with what was handed over. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import Peran
from akun.predicates import ada_peran, boleh_langkah
from serahan.alur import TRANSISI_SERAHAN


@rules.predicate
def miliknya(pengguna, serahan) -> bool:
    return serahan is not None and serahan.oleh_id == pengguna.pk


for transisi in TRANSISI_SERAHAN:
    add_perm(f"serahan.{transisi.aksi}_serahan", boleh_langkah(transisi))
add_perm("serahan.lihat_serahan", miliknya | ada_peran(Peran.VERIFIKATOR, Peran.CAMAT, Peran.ADMIN))

"""Who may do what with a proposal. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import SEMUA
from akun.predicates import ada_peran
from pembaruan.alur import TRANSISI_USULAN
from pembaruan.models import Usulan


@rules.predicate
def pengusul(pengguna, usulan: Usulan | None) -> bool:
    return usulan is not None and usulan.dibuat_oleh_id == pengguna.pk


KHUSUS = {"konfirmasi": ~pengusul}
for transisi in TRANSISI_USULAN:
    boleh = ada_peran(*transisi.peran)
    if transisi.aksi in KHUSUS:
        boleh = boleh & KHUSUS[transisi.aksi]
    add_perm(f"pembaruan.{transisi.aksi}_usulan", boleh)
add_perm("pembaruan.lihat_usulan", ada_peran(*SEMUA))

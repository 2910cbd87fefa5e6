"""Who may do what with a proposal. With the transition table, this is the whole answer."""

from rules import add_perm

from akun.enums import SEMUA
from akun.predicates import ada_peran, boleh_langkah
from pembaruan.alur import TRANSISI_USULAN

for transisi in TRANSISI_USULAN:
    add_perm(f"pembaruan.{transisi.aksi}_usulan", boleh_langkah(transisi))
add_perm("pembaruan.lihat_usulan", ada_peran(*SEMUA))

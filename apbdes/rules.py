"""Who may do what with a budget and with the rules that judge it."""

from rules import add_perm

from akun.enums import Peran
from akun.predicates import ada_peran

# Rule sets, which everybody reads: an admin dates new figures, an office chooses the sets it judges by.
add_perm("apbdes.ubah_angka", ada_peran(Peran.ADMIN))
add_perm("apbdes.pilih_perangkat", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR))

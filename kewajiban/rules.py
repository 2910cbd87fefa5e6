"""Who decides about duties, and who notes what happened."""

from rules import add_perm

from akun.predicates import ada_peran
from kewajiban.enums import PENCATAT, PENCATAT_KEJADIAN, PENGATUR

add_perm("kewajiban.atur_kewajiban", ada_peran(*PENGATUR))
add_perm("kewajiban.catat_pemenuhan", ada_peran(*PENCATAT))
add_perm("kewajiban.catat_kejadian", ada_peran(*PENCATAT_KEJADIAN))

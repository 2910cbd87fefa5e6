"""Who may do what with a finding."""

from rules import add_perm

from akun.enums import DESA, SEMUA, Peran
from akun.predicates import ada_peran, status_dalam
from tindaklanjut.enums import TANPA_DRAF, StatusTemuan

RESMI = frozenset(StatusTemuan.values) - {StatusTemuan.DRAF}
BERJALAN = frozenset({StatusTemuan.TERBUKA, StatusTemuan.DIJAWAB})

add_perm("tindaklanjut.lihat_temuan", ada_peran(*(SEMUA - TANPA_DRAF)) | (ada_peran(*TANPA_DRAF) & status_dalam(RESMI)))
add_perm("tindaklanjut.jawab_temuan", ada_peran(*DESA) & status_dalam(RESMI))
add_perm("tindaklanjut.tutup_temuan", ada_peran(Peran.VERIFIKATOR) & status_dalam(RESMI))

"""Who may do what with a finding."""

from rules import add_perm

from akun.enums import SEMUA
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from tindaklanjut.alur import TRANSISI_TEMUAN
from tindaklanjut.enums import TANPA_DRAF, StatusTemuan

RESMI = frozenset(StatusTemuan.values) - {StatusTemuan.DRAF}

add_perm("tindaklanjut.lihat_temuan", ada_peran(*(SEMUA - TANPA_DRAF)) | (ada_peran(*TANPA_DRAF) & status_dalam(RESMI)))
for transisi in TRANSISI_TEMUAN:
    add_perm(f"tindaklanjut.{transisi.aksi}_temuan", boleh_langkah(transisi) & status_dalam(RESMI))

"""Who may do what with a finding."""

from rules import add_perm

from akun.enums import SEMUA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from tindaklanjut.alur import TRANSISI_TEMUAN
from tindaklanjut.enums import PEMBACA_PELAPOR, TANPA_DRAF, StatusTemuan

RESMI = frozenset(StatusTemuan.values) - {StatusTemuan.DRAF}

add_perm("tindaklanjut.lihat_temuan", ada_peran(*(SEMUA - TANPA_DRAF)) | (ada_peran(*TANPA_DRAF) & status_dalam(RESMI)))
for transisi in TRANSISI_TEMUAN:
    # Written down in the office: asked for the desa, before there is a finding.
    boleh = boleh_langkah(transisi) if transisi.aksi == "catat" else boleh_langkah(transisi) & status_dalam(RESMI)
    add_perm(f"tindaklanjut.{transisi.aksi}_temuan", boleh)
add_perm("tindaklanjut.tegur_temuan", ada_peran(Peran.VERIFIKATOR) & status_dalam(RESMI))
add_perm("tindaklanjut.lihat_pelapor", ada_peran(*PEMBACA_PELAPOR))

"""Who may do what with a journey. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import DESA, WAKIL_DESA
from akun.predicates import ada_peran, boleh_langkah, status_dalam, wilayah_dari
from desa.enums import JabatanBPD
from desa.models import AnggotaBPD, Desa
from perjalanan.alur import TRANSISI_PERJALANAN
from perjalanan.enums import BUKAN_DESA, DAPAT_DISALIN, DAPAT_DIUBAH, StatusPerjalanan


@rules.predicate
def ketua_bpd(pengguna, objek=None) -> bool:
    """The account of the head of this village's BPD today, who works with PERUT for the village."""
    if not pengguna.is_authenticated:
        return False
    ketua = AnggotaBPD.objects.menjabat().filter(jabatan=JabatanBPD.KETUA, akun__pengguna=pengguna)
    if objek is None:
        return bool(pengguna.peran & DESA) and ketua.exists()
    desa: Desa = wilayah_dari(objek)
    return bool(pengguna.peran_di(desa) & DESA) and ketua.filter(desa=desa).exists()


pemohon = ada_peran(*WAKIL_DESA) | ketua_bpd
for transisi in TRANSISI_PERJALANAN:
    if transisi.peran:  # the others are consequences, nobody's own act
        juga = ketua_bpd if transisi.peran == WAKIL_DESA else None
        add_perm(f"perjalanan.{transisi.aksi}_perjalanan", boleh_langkah(transisi, juga=juga))

RESMI = frozenset(StatusPerjalanan.values) - {StatusPerjalanan.DRAF}
add_perm("perjalanan.lihat_perjalanan", ada_peran(*DESA) | (ada_peran(*BUKAN_DESA) & status_dalam(RESMI)))
add_perm("perjalanan.mohon_perjalanan", pemohon)  # asked for the village, before there is anything
add_perm("perjalanan.ubah_perjalanan", pemohon & status_dalam(DAPAT_DIUBAH))
add_perm("perjalanan.salin_perjalanan", pemohon & status_dalam(DAPAT_DISALIN))

"""Who may do what with a report. With the transition table, this is the whole answer."""

from rules import add_perm, predicate

from akun.predicates import ada_peran, boleh_langkah, status_dalam
from laporan.alur import TRANSISI_LAPORAN
from laporan.enums import DAPAT_DIUBAH, KANTOR, PEMBACA, PENULIS, PENYUSUN
from laporan.models import Laporan


@predicate
def pernah_terbit(_pengguna, laporan: Laporan | None) -> bool:
    return laporan is not None and laporan.naskah_lama is not None


for transisi in TRANSISI_LAPORAN:
    add_perm(f"laporan.{transisi.aksi}_laporan", boleh_langkah(transisi))

add_perm("laporan.lihat_laporan", ada_peran(*KANTOR) | (ada_peran(*PEMBACA) & pernah_terbit))
add_perm("laporan.susun_laporan", ada_peran(*PENYUSUN))  # of a kecamatan
add_perm("laporan.tulis_laporan", ada_peran(*PENULIS) & status_dalam(DAPAT_DIUBAH))
add_perm("laporan.hitung_laporan", ada_peran(*PENYUSUN) & status_dalam(DAPAT_DIUBAH))

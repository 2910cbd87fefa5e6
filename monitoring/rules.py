"""Who may do what in this room. With the transition tables, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import DESA, SEMUA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from instrumen.alur import TRANSISI_FORMULIR
from instrumen.rules import pengelola_formulir
from monitoring.alur import TRANSISI_MONITORING
from monitoring.enums import BERJALAN, DAPAT_DIATUR, DAPAT_DIISI, StatusMonitoring
from monitoring.models import Monitoring
from monitoring.syarat import kekurangan_surat_berlaku


@rules.predicate
def petugas(pengguna, monitoring: Monitoring | None) -> bool:
    """Named in the surat tugas of this very monitoring."""
    return monitoring is not None and any(p.pengguna_id == pengguna.pk for p in monitoring.petugas.all())


@rules.predicate
def surat_tugas_terbit(_pengguna, monitoring: Monitoring | None) -> bool:
    """A letter has been issued (it may be withdrawn or waiting to be replaced since): the village may know of it."""
    if monitoring is None or monitoring.surat_tugas is None:
        return False
    surat = monitoring.surat_tugas
    return surat.terbit or surat.menggantikan_id is not None or monitoring.status in BERJALAN


@rules.predicate
def bersurat_tugas(_pengguna, monitoring: Monitoring | None) -> bool:
    """On a letter in force that says what is done: nothing to mend."""
    return monitoring is not None and not kekurangan_surat_berlaku(monitoring)


KHUSUS = {"mulai": petugas, "laporkan": petugas}
for transisi in TRANSISI_MONITORING:
    boleh = boleh_langkah(transisi)
    if transisi.aksi in KHUSUS:
        boleh = boleh & KHUSUS[transisi.aksi]
    add_perm(f"monitoring.{transisi.aksi}_monitoring", boleh)

TERBUKA_BAGI_DESA = frozenset({StatusMonitoring.SELESAI})

add_perm("monitoring.lihat_monitoring", ada_peran(*(SEMUA - DESA)) | (ada_peran(*DESA) & surat_tugas_terbit))
add_perm(
    "monitoring.lihat_isi_monitoring",
    ada_peran(*(SEMUA - DESA)) | (ada_peran(*DESA) & status_dalam(TERBUKA_BAGI_DESA)),
)
add_perm("monitoring.isi_monitoring", ada_peran(Peran.PELAKSANA) & petugas & status_dalam(DAPAT_DIISI))
add_perm("monitoring.atur_monitoring", ada_peran(Peran.VERIFIKATOR) & status_dalam(DAPAT_DIATUR))
add_perm(
    "monitoring.surati_monitoring",
    ada_peran(Peran.VERIFIKATOR) & (status_dalam(DAPAT_DIATUR) | (status_dalam(BERJALAN) & ~bersurat_tugas)),
)
add_perm("monitoring.kelola_monitoring", ada_peran(Peran.VERIFIKATOR))

# The forms themselves
add_perm("monitoring.kelola_formulir", pengelola_formulir)
for transisi in TRANSISI_FORMULIR:
    add_perm(f"monitoring.{transisi.aksi}_formulirmonitoring", pengelola_formulir)

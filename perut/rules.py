"""Who may do what with a visit. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import DESA, KECAMATAN, SEMUA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from perut.alur import PENCATAT_MUSYAWARAH, TRANSISI_KUNJUNGAN, TRANSISI_MUSYAWARAH
from perut.enums import BERJALAN, DAPAT_DIATUR, DAPAT_DIISI, DIBACA_DESA, StatusKunjungan, StatusMusyawarah
from perut.models import Kunjungan
from perut.syarat import kekurangan_surat_berlaku


@rules.predicate
def petugas(pengguna, kunjungan: Kunjungan | None) -> bool:
    """An officer of this very visit."""
    return kunjungan is not None and any(p.pk == pengguna.pk for p in kunjungan.petugas.all())


@rules.predicate
def bersurat_tugas(_pengguna, kunjungan: Kunjungan | None) -> bool:
    """On a letter in force that covers it: nothing to mend."""
    return kunjungan is not None and not kekurangan_surat_berlaku(kunjungan)


KHUSUS = {"mulai": petugas, "ajukan": petugas}
for transisi in TRANSISI_KUNJUNGAN:
    boleh = boleh_langkah(transisi)
    if transisi.aksi in KHUSUS:
        boleh = boleh & KHUSUS[transisi.aksi]
    add_perm(f"perut.{transisi.aksi}_kunjungan", boleh)


@rules.predicate
def batal_setelah_dijadwalkan(_pengguna, kunjungan: Kunjungan | None) -> bool:
    """Called off after the village was told of it: the village may read that, and why there is no visit."""
    return (
        kunjungan is not None
        and kunjungan.status == StatusKunjungan.DIBATALKAN
        and kunjungan.surat_tugas_id is not None
    )


TERBUKA_BAGI_DESA = frozenset({StatusKunjungan.DISAHKAN})

add_perm(
    "perut.lihat_kunjungan",
    ada_peran(*(SEMUA - DESA)) | (ada_peran(*DESA) & (status_dalam(DIBACA_DESA) | batal_setelah_dijadwalkan)),
)
add_perm(
    "perut.lihat_isi_kunjungan",
    ada_peran(*(SEMUA - DESA)) | (ada_peran(*DESA) & status_dalam(TERBUKA_BAGI_DESA)),
)
add_perm("perut.isi_kunjungan", ada_peran(Peran.PELAKSANA) & petugas & status_dalam(DAPAT_DIISI))
add_perm("perut.atur_kunjungan", ada_peran(Peran.VERIFIKATOR) & status_dalam(DAPAT_DIATUR))
add_perm(
    "perut.surati_kunjungan",
    ada_peran(Peran.VERIFIKATOR) & (status_dalam(DAPAT_DIATUR) | (status_dalam(BERJALAN) & ~bersurat_tugas)),
)
add_perm("perut.perintahkan_kunjungan", ada_peran(Peran.CAMAT))
add_perm("perut.catat_kunjungan", ada_peran(*KECAMATAN))
add_perm("perut.kelola_program", ada_peran(Peran.VERIFIKATOR))

# The deliberation before a visit: a village reads its own minutes once they are finished.
for transisi in TRANSISI_MUSYAWARAH:
    add_perm(f"perut.{transisi.aksi}_musyawarah", boleh_langkah(transisi))
add_perm(
    "perut.lihat_musyawarah",
    ada_peran(*(SEMUA - DESA)) | (ada_peran(*DESA) & status_dalam({StatusMusyawarah.SELESAI})),
)
add_perm("perut.kelola_musyawarah", ada_peran(*PENCATAT_MUSYAWARAH))  # asked for one, for a desa, or for none

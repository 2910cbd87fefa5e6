"""Who assesses, who reads what, who answers."""

import rules
from rules import add_perm

from akun.enums import KECAMATAN, WAKIL_DESA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from kapasitas.alur import TRANSISI_PENILAIAN
from kapasitas.enums import PENGATUR, PENILAI, RESMI


@rules.predicate
def dirinya(pengguna, penilaian=None) -> bool:
    """The official who was assessed, by the account that is linked to him."""
    if penilaian is None:
        return True
    tautan = getattr(penilaian.perangkat, "akun", None)
    return tautan is not None and tautan.pengguna_id == pengguna.pk


resmi = status_dalam(RESMI)
add_perm(
    "kapasitas.lihat_penilaian",
    ada_peran(*KECAMATAN, Peran.ADMIN)
    | (ada_peran(*WAKIL_DESA, Peran.PEMANTAU_KABUPATEN) & resmi)
    | (ada_peran(Peran.PENYUSUN_DESA) & resmi & dirinya),
)
add_perm("kapasitas.nilai_perangkat", ada_peran(*PENILAI))
add_perm("kapasitas.kerjakan_penilaian", ada_peran(*PENILAI) & ~dirinya)
add_perm("kapasitas.isi_penilaian", ada_peran(*PENILAI) & status_dalam({"draf"}) & ~dirinya)
add_perm("kapasitas.koreksi_penilaian", ada_peran(*PENILAI) & status_dalam({"ditetapkan"}) & ~dirinya)
add_perm(
    "kapasitas.tanggapi_penilaian",
    resmi & (ada_peran(*WAKIL_DESA) | (ada_peran(Peran.PENYUSUN_DESA) & dirinya)),
)
add_perm("kapasitas.kelola_pelatihan", ada_peran(*PENILAI))
add_perm("kapasitas.atur_sasaran", ada_peran(*PENGATUR))
for transisi in TRANSISI_PENILAIAN:
    add_perm(f"kapasitas.{transisi.aksi}_penilaian", boleh_langkah(transisi))

"""Who may do what with an uploaded file. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import SEMUA, Peran
from akun.predicates import ada_peran, status_dalam
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import PENGUNGGAH_BERKAS, StatusBerkas
from berkas.models import Berkas


@rules.predicate
def pengunggah_terakhir(pengguna, berkas) -> bool:
    """Sent the current version: somebody else has to judge it."""
    if not isinstance(berkas, Berkas) or berkas.versi_terkini is None:
        return False
    return berkas.versi_terkini.oleh_id == pengguna.pk


@rules.predicate
def pengirim(pengguna, berkas) -> bool:
    """Sent the document in the first place."""
    return isinstance(berkas, Berkas) and berkas.dibuat_oleh_id == pengguna.pk


KHUSUS = {"terima": ~pengunggah_terakhir}
for transisi in TRANSISI_BERKAS:
    boleh = ada_peran(*transisi.peran)
    if transisi.aksi in KHUSUS:
        boleh = boleh & KHUSUS[transisi.aksi]
    add_perm(f"berkas.{transisi.aksi}_berkas", boleh)

# Title and number, until somebody has judged the file.
add_perm(
    "berkas.ubah_berkas",
    ada_peran(*PENGUNGGAH_BERKAS) & pengirim & status_dalam({StatusBerkas.MENUNGGU}),
)

# Asked for a Berkas, one of its versions, or (for a first upload) the desa itself.
add_perm("berkas.lihat_berkas", ada_peran(*SEMUA))

# What a kecamatan requires of its desa.
add_perm("berkas.atur_kebutuhan", ada_peran(Peran.VERIFIKATOR))

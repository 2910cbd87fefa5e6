"""Who may do what with an uploaded file. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import SEMUA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import PENGUNGGAH_BERKAS, StatusBerkas
from berkas.models import Berkas


@rules.predicate
def pengirim(pengguna, berkas) -> bool:
    """Sent the document in the first place."""
    return isinstance(berkas, Berkas) and berkas.dibuat_oleh_id == pengguna.pk


for transisi in TRANSISI_BERKAS:
    add_perm(f"berkas.{transisi.aksi}_berkas", boleh_langkah(transisi))

# Title and number, until somebody has judged the file.
add_perm(
    "berkas.ubah_berkas",
    ada_peran(*PENGUNGGAH_BERKAS) & pengirim & status_dalam({StatusBerkas.MENUNGGU}),
)

# Whose decree it is, and its number where that is missing: by whoever keeps the list of those people.
add_perm("berkas.kaitkan_berkas", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA))

# Asked for a Berkas, one of its versions, or (for a first upload) the desa itself.
add_perm("berkas.lihat_berkas", ada_peran(*SEMUA))

"""Who may do what with a budget and with the rules that judge it.

A desa writes its own draft, and alone sees it until it hands it in: what the kecamatan, the kabupaten and
the admin learn of drafts is how many there are.
"""

import rules
from rules import add_perm

from akun.enums import DESA, PENGELOLA, SEMUA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from apbdes.alur import TRANSISI_APBDES, TRANSISI_PERANGKAT
from apbdes.enums import DAPAT_DIUBAH, TERBUKA, StatusPerangkat, StatusVersi
from apbdes.models import PerangkatAturan, VersiApbdes
from apbdes.models.perangkat import kabupaten_dari
from instrumen.alur import TRANSISI_FORMULIR
from instrumen.rules import pengelola_formulir


@rules.predicate
def ditarik_setelah_diajukan(_pengguna, versi: VersiApbdes | None) -> bool:
    """Withdrawn after the kecamatan had it: the kecamatan may still read what it had."""
    return versi is not None and versi.status == StatusVersi.DIBATALKAN and versi.diajukan is not None


add_perm(
    "apbdes.lihat_versiapbdes",
    ada_peran(*DESA) | (ada_peran(*(SEMUA - DESA)) & (status_dalam(TERBUKA) | ditarik_setelah_diajukan)),
)
add_perm("apbdes.buat_apbdes", ada_peran(*DESA))
add_perm("apbdes.ubah_versiapbdes", ada_peran(*DESA) & status_dalam(DAPAT_DIUBAH))
# Facts of the village: its own while it draws up, the evaluators' to correct once they have the draft.
add_perm(
    "apbdes.ubah_fakta_versiapbdes",
    (ada_peran(*DESA) & status_dalam(DAPAT_DIUBAH))
    | (ada_peran(Peran.VERIFIKATOR) & status_dalam({StatusVersi.DIAJUKAN, StatusVersi.DIEVALUASI})),
)

# Rule sets, which everybody reads: an admin dates new figures (of all, or of his kabupaten), an office chooses the sets
# it judges by.
add_perm("apbdes.ubah_angka", ada_peran(*PENGELOLA))
add_perm("apbdes.pilih_perangkat", ada_peran(*PENGELOLA, Peran.VERIFIKATOR))


@rules.predicate
def sekabupaten(pengguna, perangkat: PerangkatAturan | None = None) -> bool:
    """Works somewhere in the kabupaten of the set."""
    if perangkat is None or not pengguna.is_authenticated:
        return False
    return perangkat.kabupaten_id in {kabupaten_dari(t) for t in pengguna.penugasan_aktif}


@rules.predicate
def verifikator_sekabupaten(pengguna, perangkat: PerangkatAturan | None = None) -> bool:
    """A verifikator of one of the offices of the kabupaten: they judge by the set."""
    if perangkat is None or not pengguna.is_authenticated:
        return False
    return any(
        t.peran == Peran.VERIFIKATOR and kabupaten_dari(t) == perangkat.kabupaten_id for t in pengguna.penugasan_aktif
    )


# The sets that an office writes itself. `ubah` is asked of a kabupaten when one is begun.
add_perm(
    "apbdes.lihat_perangkataturan",
    ada_peran(*PENGELOLA)
    | (verifikator_sekabupaten & status_dalam(set(StatusPerangkat) - {StatusPerangkat.DRAF}))
    | (sekabupaten & status_dalam({StatusPerangkat.TERBIT, StatusPerangkat.DIGANTIKAN})),
)
add_perm("apbdes.ubah_perangkataturan", ada_peran(*PENGELOLA))
for transisi in TRANSISI_PERANGKAT:
    if transisi.peran:
        juga = verifikator_sekabupaten if Peran.VERIFIKATOR in transisi.peran else None
        add_perm(f"apbdes.{transisi.aksi}_perangkataturan", boleh_langkah(transisi, juga=juga))

# The worksheet: the general one belongs to the admin, an office's own to its verifikator and its kabupaten's admin.
add_perm("apbdes.kelola_formulir", pengelola_formulir)
add_perm("apbdes.kelola_tim_apbdes", ada_peran(*PENGELOLA, Peran.VERIFIKATOR))
for langkah in TRANSISI_FORMULIR:
    add_perm(f"apbdes.{langkah.aksi}_formulirlembar", pengelola_formulir)

# The way to the camat and back. Who proposed or judged does not decide (alur.py).
for transisi in TRANSISI_APBDES:
    if transisi.peran:  # the days that run out are nobody's act
        add_perm(f"apbdes.{transisi.aksi}_versiapbdes", boleh_langkah(transisi))

add_perm("apbdes.evaluasi_versiapbdes", ada_peran(Peran.VERIFIKATOR) & status_dalam({StatusVersi.DIEVALUASI}))


@rules.predicate
def berkeputusan(_pengguna, versi: VersiApbdes | None) -> bool:
    return versi is not None and versi.berkeputusan


# A desa reads the evaluation once the camat has decided; what was being written before is the office's.
add_perm("apbdes.lihat_evaluasi_versiapbdes", ada_peran(*(SEMUA - DESA)) | (ada_peran(*DESA) & berkeputusan))

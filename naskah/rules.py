"""Who may do what with an official document. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import DESA, KECAMATAN, SEMUA, WAKIL_DESA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from naskah.alur import TRANSISI_NASKAH
from naskah.atas_nama import disetujui_atas_nama
from naskah.enums.naskah import TERBIT
from naskah.models import Kiriman, Naskah, PenandaTangan
from naskah.queries.penerus import pemegang_pos, pos_penanda, sudah_berhenti


@rules.predicate
def pihak(pengguna, naskah: Naskah | None) -> bool:
    """Signs this document, or receives it."""
    if naskah is None:
        return False
    return naskah.penanda.filter(pengguna=pengguna).exists() or naskah.kiriman.filter(pengguna=pengguna).exists()


@rules.predicate
def penerima(pengguna, kiriman: Kiriman | None) -> bool:
    """Sent to this person, or to the desa that this person governs."""
    if kiriman is None:
        return False
    if kiriman.desa is None:
        return kiriman.pengguna_id == pengguna.pk
    return bool(pengguna.peran_di(kiriman.desa) & WAKIL_DESA)


@rules.predicate
def atas_nama_camat(pengguna, naskah: Naskah | None) -> bool:
    """The sekretaris kecamatan, for a kind that the office lets him sign."""
    return naskah is not None and pengguna.is_authenticated and disetujui_atas_nama(naskah, pengguna)


JUGA = {"setujui": atas_nama_camat}
for transisi in TRANSISI_NASKAH:
    if transisi.peran:  # the others are consequences, nobody's own act
        add_perm(f"naskah.{transisi.aksi}_naskah", boleh_langkah(transisi, juga=JUGA.get(transisi.aksi)))

add_perm(
    "naskah.lihat_naskah",
    ada_peran(*(SEMUA - DESA)) | ((ada_peran(*DESA) | pihak) & status_dalam(TERBIT)),
)
add_perm("naskah.buat_ulang_naskah", ada_peran(*KECAMATAN))


@rules.predicate
def orangnya(pengguna, penanda: PenandaTangan | None) -> bool:
    """Named as this signer, and still in office there: whoever has left signs nothing any more."""
    if penanda is None or penanda.pengguna_id != pengguna.pk:
        return False
    return bool(pengguna.peran_di(penanda.wilayah)) and not sudah_berhenti(penanda)


@rules.predicate
def penerusnya(pengguna, penanda: PenandaTangan | None) -> bool:
    """Holds the post that this place belongs to."""
    pos = pos_penanda(penanda) if penanda else None
    return pos is not None and penanda is not None and pemegang_pos(penanda.naskah, pos).id == pengguna.pk


add_perm("naskah.alihkan_penanda", ada_peran(Peran.VERIFIKATOR, Peran.CAMAT) | penerusnya)
add_perm("naskah.ganti_pejabat_naskah", ada_peran(Peran.VERIFIKATOR))
add_perm("naskah.tandatangani_penanda", orangnya)  # electronically: only oneself
add_perm("naskah.saksikan_penanda", ada_peran(Peran.PELAKSANA, Peran.VERIFIKATOR))  # a finger on the screen
add_perm("naskah.unggah_pindaian", ada_peran(Peran.PELAKSANA, Peran.VERIFIKATOR))
add_perm("naskah.putus_pindaian", ada_peran(Peran.CAMAT, Peran.VERIFIKATOR))
add_perm("naskah.pakai_tinta_naskah", ada_peran(Peran.CAMAT, Peran.VERIFIKATOR))
add_perm("naskah.urus_ttd_naskah", ada_peran(Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA))  # stuck signatures
add_perm("naskah.terima_kiriman", penerima)
add_perm("naskah.atur_naskah", ada_peran(Peran.ADMIN, Peran.VERIFIKATOR))

# Signing certificates of the office's own authority.
add_perm("naskah.kelola_sertifikat", ada_peran(Peran.ADMIN))
add_perm("naskah.ekspor_naskah", ada_peran(Peran.ADMIN, Peran.CAMAT, Peran.VERIFIKATOR, Peran.PEMANTAU_KABUPATEN))
add_perm("naskah.lihat_agenda", ada_peran(*(SEMUA - DESA)))

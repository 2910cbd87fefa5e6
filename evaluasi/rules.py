"""Who may do what with a team, an evaluation, and what it says. With the transition table, this is the whole answer."""

import rules
from rules import add_perm

from akun.enums import DESA, SEMUA, Peran
from akun.predicates import ada_peran, boleh_langkah, status_dalam
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.enums import BELUM_DIBUKA, BERNILAI, PIMPINAN, TIDAK_BERLAKU, StatusEvaluasi
from evaluasi.models import Evaluasi, Penilaian
from instrumen.alur import TRANSISI_FORMULIR
from instrumen.rules import pengelola_formulir

S = StatusEvaluasi


@rules.predicate
def anggota_tim(pengguna, evaluasi: Evaluasi | None) -> bool:
    """Named, with this account, in the team of this very evaluation."""
    return evaluasi is not None and any(a.pengguna_id == pengguna.pk for a in evaluasi.tim.anggota.all())


@rules.predicate
def pimpinan_tim(pengguna, evaluasi: Evaluasi | None) -> bool:
    """Ketua or sekretaris of the team of this very evaluation."""
    return evaluasi is not None and any(
        a.pengguna_id == pengguna.pk and a.jabatan_tim in PIMPINAN for a in evaluasi.tim.anggota.all()
    )


@rules.predicate
def sudah_menyerahkan(pengguna, evaluasi: Evaluasi | None) -> bool:
    """Has handed in their own scores: from then on they see the others', and cannot be led by them."""
    return (
        evaluasi is not None
        and evaluasi.penilaian.filter(anggota__pengguna=pengguna, diserahkan__isnull=False).exists()
    )


@rules.predicate
def diminta_menilai(pengguna, evaluasi: Evaluasi | None) -> bool:
    """Was asked for scores: then they may know what has become of it, also when it was called off."""
    return evaluasi is not None and evaluasi.penilaian.filter(anggota__pengguna=pengguna).exists()


@rules.predicate
def mengisi_nilai(pengguna, penilaian: Penilaian | None) -> bool:
    """The member's own scores while they are not handed in. Those of a member without an account are typed in
    from paper by ketua or sekretaris, who must have handed in theirs: what they type is somebody else's score."""
    if penilaian is None or penilaian.diserahkan or penilaian.evaluasi.status != S.DINILAI:
        return False
    if penilaian.anggota.pengguna_id is not None:
        return penilaian.anggota.pengguna_id == pengguna.pk
    return pimpinan_tim(pengguna, penilaian.evaluasi) and sudah_menyerahkan(pengguna, penilaian.evaluasi)


@rules.predicate
def pernah_diterima(_pengguna, evaluasi: Evaluasi | None) -> bool:
    """Its results are official, or were until they were withdrawn or another evaluation replaced them."""
    return evaluasi is not None and (
        evaluasi.status == S.SELESAI
        or (evaluasi.status in TIDAK_BERLAKU and evaluasi.hasil_naskah is not None and evaluasi.hasil_naskah.terbit)
    )


# Closing shows what the members disagreed on, so whoever closes has scored.
KHUSUS = {"tutup": pimpinan_tim & (sudah_menyerahkan | ~status_dalam({S.DINILAI})), "laporkan": pimpinan_tim}
for transisi in TRANSISI_EVALUASI:
    boleh = boleh_langkah(transisi)
    if transisi.aksi in KHUSUS:
        boleh = boleh & KHUSUS[transisi.aksi]
    add_perm(f"evaluasi.{transisi.aksi}_evaluasi", boleh)

# A village sees the results of its own evaluation once the camat has accepted them; whoever of the village is in
# the team sees that evaluation from its opening on.
add_perm(
    "evaluasi.lihat_evaluasi",
    ada_peran(*(SEMUA - DESA))
    | (ada_peran(*DESA) & (pernah_diterima | (anggota_tim & ~status_dalam(BELUM_DIBUKA)) | diminta_menilai)),
)
add_perm("evaluasi.kelola_evaluasi", ada_peran(Peran.VERIFIKATOR))  # asked for a desa, or for none in particular
add_perm("evaluasi.atur_evaluasi", ada_peran(Peran.VERIFIKATOR) & status_dalam({S.RENCANA}))
add_perm("evaluasi.susun_laporan", pimpinan_tim & status_dalam({S.DITUTUP, S.DIKEMBALIKAN}))

# Scores: one's own until handed in, then everybody's who handed in; final ones whoever may see the evaluation.
add_perm("evaluasi.isi_penilaian", mengisi_nilai)
add_perm("evaluasi.lihat_nilai_evaluasi", status_dalam(BERNILAI | TIDAK_BERLAKU) | sudah_menyerahkan)
add_perm("evaluasi.bahas_evaluasi", pimpinan_tim & sudah_menyerahkan & status_dalam({S.DINILAI}))

# A camat's team belongs to the kecamatan; a village sees the team that its own kepala desa or BPD formed.
add_perm("evaluasi.lihat_tim", ada_peran(*SEMUA))
add_perm("evaluasi.kelola_tim", ada_peran(Peran.VERIFIKATOR))

# The instruments: the general ones belong to the admin, an office's own to its verifikator.
add_perm("evaluasi.kelola_formulir", pengelola_formulir)
for transisi in TRANSISI_FORMULIR:
    add_perm(f"evaluasi.{transisi.aksi}_formulirevaluasi", pengelola_formulir)

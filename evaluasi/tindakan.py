"""Which buttons a person sees on an evaluation, and why a button is grey. Drawn from the table."""

from django.urls import reverse

from akun.models import Pengguna
from dasar.alur import Tindakan, sejak_dari
from dasar.nama import akhiri
from dasar.pemisahan import halangan_orang
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi
from evaluasi.rules import pimpinan_tim
from evaluasi.syarat import belum_menyerahkan

S = StatusEvaluasi

# Ask something before they act.
BERHALAMAN = frozenset({"tutup", "kembalikan", "terima", "batalkan", "buka_kembali", "terbitkan_lagi"})
BUKAN_PIMPINAN = "Hanya ketua atau sekretaris tim evaluasi ini yang dapat melakukannya."
BELUM_MENYERAHKAN = "Serahkan nilai Anda sendiri dahulu, baru menutup penilaian."


def tindakan_untuk(pengguna: Pengguna, evaluasi: Evaluasi) -> list[Tindakan]:
    """The transitions open in this status to this person's roles; what stands in the way is said."""
    hasil = []
    sejak = sejak_dari(evaluasi)
    peran = pengguna.peran_di(evaluasi.desa)
    for t in TRANSISI_EVALUASI:
        if evaluasi.status not in t.dari or not peran & t.peran:
            continue
        if pengguna.has_perm(f"evaluasi.{t.aksi}_evaluasi", evaluasi):
            halangan = t.kekurangan(evaluasi)
        else:
            belum = t.aksi == "tutup" and pimpinan_tim(pengguna, evaluasi)
            halangan = halangan_orang(pengguna, evaluasi, t) or [BELUM_MENYERAHKAN if belum else BUKAN_PIMPINAN]
        url = reverse("evaluasi:evaluasi-aksi", args=[evaluasi.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, t.aksi in BERHALAMAN))
    return hasil


def kelanjutan(evaluasi: Evaluasi) -> str:
    """What waits for whom, in one or two sentences."""
    status = StatusEvaluasi(evaluasi.status)
    if status == S.DINILAI:
        belum = belum_menyerahkan(evaluasi)
        if belum:
            return akhiri(f"Menunggu nilai dari {', '.join(belum)}")
        return "Semua anggota sudah menyerahkan nilainya. Ketua atau sekretaris tim menutup penilaian."
    return {
        S.RENCANA: "Masih direncanakan. Verifikator membuka penilaian bila tim, formulir, dan waktunya siap.",
        S.DITUTUP: "Nilainya sudah tetap. Ketua atau sekretaris tim menulis laporan, lalu menyerahkannya kepada camat.",
        S.DILAPORKAN: "Laporan menunggu camat.",
        S.DIKEMBALIKAN: "Camat mengembalikan laporannya. Ketua atau sekretaris tim memperbaikinya.",
        S.SELESAI: "Hasilnya sudah diterima camat. Naskahnya menunggu atau sudah memuat tanda tangan tim.",
        S.DICABUT: "Naskah hasilnya dicabut, jadi hasilnya tidak berlaku. Verifikator menerbitkan naskahnya lagi, "
        "membuka evaluasi ini kembali untuk memperbaiki laporannya, atau merencanakan penggantinya.",
        S.DIGANTI: "Sudah diganti evaluasi yang lebih baru.",
        S.DIBATALKAN: "Evaluasi ini tidak dilanjutkan.",
    }[status]

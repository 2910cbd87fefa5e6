"""Which buttons a person sees on an evaluation, and why a button is grey. Drawn from the table."""

from collections.abc import Callable

from django.urls import reverse

from akun.alur import Tindakan
from akun.models import Pengguna
from evaluasi.enums import TRANSISI_EVALUASI
from evaluasi.models import Evaluasi
from evaluasi.syarat import kekurangan_buka, kekurangan_laporkan, kekurangan_tutup

KEKURANGAN: dict[str, Callable[[Evaluasi], list[str]]] = {
    "buka": kekurangan_buka,
    "tutup": kekurangan_tutup,
    "laporkan": kekurangan_laporkan,
}
BERHALAMAN = frozenset({"tutup", "kembalikan", "terima", "batalkan"})  # ask something before they act
BUKAN_PIMPINAN = "Hanya ketua atau sekretaris tim evaluasi ini yang dapat melakukannya."


def tindakan_untuk(pengguna: Pengguna, evaluasi: Evaluasi) -> list[Tindakan]:
    """The transitions open in this status to this person's roles; what stands in the way is said."""
    hasil = []
    peran = pengguna.peran_di(evaluasi.desa)
    for t in TRANSISI_EVALUASI:
        if evaluasi.status not in t.dari or not peran & t.peran:
            continue
        halangan = [BUKAN_PIMPINAN]
        if pengguna.has_perm(f"evaluasi.{t.aksi}_evaluasi", evaluasi):
            halangan = KEKURANGAN[t.aksi](evaluasi) if t.aksi in KEKURANGAN else []
        url = reverse("evaluasi:evaluasi-aksi", args=[evaluasi.pk, t.aksi])
        hasil.append(Tindakan(t, url, halangan, t.aksi in BERHALAMAN))
    return hasil

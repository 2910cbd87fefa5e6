"""Which buttons a person sees on a visit, and why a button is grey. Drawn from the table."""

from django.urls import reverse

from akun.models import Pengguna
from dasar.alur import Tindakan, sejak_dari
from dasar.pemisahan import halangan_orang
from perut.alur import TRANSISI_KUNJUNGAN
from perut.models import Kunjungan

BERHALAMAN = frozenset(
    {"verifikasi", "kembalikan", "sahkan", "batalkan", "buka_kembali", "terbitkan_lagi"}
)  # ask something before they act
BUKAN_PETUGAS = "Hanya petugas kunjungan ini yang dapat melakukannya."


def tindakan_untuk(pengguna: Pengguna, kunjungan: Kunjungan) -> list[Tindakan]:
    """The transitions open in this status to this person's roles; what stands in the way is said."""
    hasil = []
    sejak = sejak_dari(kunjungan)
    peran = pengguna.peran_di(kunjungan.desa)
    for t in TRANSISI_KUNJUNGAN:
        if kunjungan.status not in t.dari or not peran & t.peran:
            continue
        if pengguna.has_perm(f"perut.{t.aksi}_kunjungan", kunjungan):
            halangan = t.kekurangan(kunjungan)
        else:
            halangan = halangan_orang(pengguna, kunjungan, t) or [BUKAN_PETUGAS]
        url = reverse("perut:kunjungan-aksi", args=[kunjungan.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, t.aksi in BERHALAMAN))
    return hasil

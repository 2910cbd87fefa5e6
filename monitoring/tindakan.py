"""Which buttons a person sees on a monitoring, and why a button is grey. Drawn from the table."""

from django.urls import reverse

from akun.models import Pengguna
from dasar.alur import Tindakan, sejak_dari
from dasar.pemisahan import halangan_orang
from monitoring.alur import TRANSISI_MONITORING
from monitoring.models import Monitoring

# Ask something before they act.
BERHALAMAN = frozenset({"kembalikan", "terima", "batalkan", "buka_kembali", "terbitkan_lagi"})
BUKAN_PETUGAS = "Hanya petugas monitoring ini yang dapat melakukannya."


def tindakan_untuk(pengguna: Pengguna, monitoring: Monitoring) -> list[Tindakan]:
    """The transitions open in this status to this person's roles; what stands in the way is said."""
    hasil = []
    sejak = sejak_dari(monitoring)
    peran = pengguna.peran_di(monitoring.desa)
    for t in TRANSISI_MONITORING:
        if monitoring.status not in t.dari or not peran & t.peran:
            continue
        if pengguna.has_perm(f"monitoring.{t.aksi}_monitoring", monitoring):
            halangan = t.kekurangan(monitoring)
        else:
            halangan = halangan_orang(pengguna, monitoring, t) or [BUKAN_PETUGAS]
        url = reverse("monitoring:monitoring-aksi", args=[monitoring.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, t.aksi in BERHALAMAN))
    return hasil

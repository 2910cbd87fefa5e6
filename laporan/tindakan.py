"""Which buttons a person sees on a report, and why a button is grey. Drawn from the table."""

from django.urls import reverse

from akun.models import Pengguna
from dasar.alur import Tindakan, sejak_dari
from dasar.pemisahan import halangan_orang
from laporan.alur import TRANSISI_LAPORAN
from laporan.models import Laporan

BERHALAMAN = frozenset({"kembalikan", "sahkan", "koreksi", "urungkan", "batalkan"})
HANYA_PERBAIKAN, BUKAN_PERBAIKAN = "urungkan", "batalkan"


def tindakan_untuk(pengguna: Pengguna, laporan: Laporan) -> list[Tindakan]:
    """The steps open in this status to this person's roles. A draft is called off, a correction is undone."""
    hasil = []
    sejak, peran = sejak_dari(laporan), pengguna.peran_di(laporan.kecamatan)
    tanpa = BUKAN_PERBAIKAN if laporan.naskah_lama else HANYA_PERBAIKAN
    for t in TRANSISI_LAPORAN:
        if laporan.status not in t.dari or not peran & t.peran or t.aksi == tanpa:
            continue
        if pengguna.has_perm(f"laporan.{t.aksi}_laporan", laporan):
            halangan = t.kekurangan(laporan)
        else:
            halangan = halangan_orang(pengguna, laporan, t)
        url = reverse("laporan:laporan-aksi", args=[laporan.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, t.aksi in BERHALAMAN))
    return hasil

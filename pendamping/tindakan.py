"""Which buttons a person sees on a sheet, and why a button is grey. Drawn from the table."""

from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from dasar.alur import Tindakan, sejak_dari
from dasar.pemisahan import halangan_orang
from pendamping.alur import TRANSISI_LEMBAR
from pendamping.models import Lembar

BERHALAMAN = frozenset({"kembalikan", "tutup", "buka"})
BUKAN_PEMILIK = "Lembar ini diajukan oleh pendamping pemiliknya."


def tindakan_untuk(pengguna: Pengguna, lembar: Lembar) -> list[Tindakan]:
    """The transitions open in this status to this person's roles. Closing is offered only where it can be done: a
    sheet that is still being filled in has no grey button for everybody who reads it."""
    hasil = []
    sejak = sejak_dari(lembar)
    peran = pengguna.peran_di(lembar.desa)
    for t in TRANSISI_LEMBAR:
        if lembar.status not in t.dari or not peran & t.peran:
            continue
        if pengguna.has_perm(f"pendamping.{t.aksi}_lembar", lembar):
            halangan = t.kekurangan(lembar)
        elif t.peran == {Peran.PENDAMPING}:
            continue  # a colleague's sheet
        else:
            halangan = halangan_orang(pengguna, lembar, t)
        if t.aksi == "tutup" and halangan:
            continue
        url = reverse("pendamping:lembar-aksi", args=[lembar.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, t.aksi in BERHALAMAN))
    return hasil

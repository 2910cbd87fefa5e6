"""Which buttons a person sees on a journey, and why a button is grey. Drawn from the table."""

from django.urls import reverse

from akun.models import Pengguna
from dasar.alur import Tindakan, sejak_dari
from dasar.pemisahan import halangan_orang
from perjalanan.alur import TRANSISI_PERJALANAN
from perjalanan.models import Perjalanan

# Ask something before they act; handing in is one button.
BERHALAMAN = frozenset(t.aksi for t in TRANSISI_PERJALANAN if t.peran) - {"ajukan"}


def tindakan_untuk(pengguna: Pengguna, perjalanan: Perjalanan) -> list[Tindakan]:
    """The transitions open in this status to this person; what stands in the way is said."""
    hasil = []
    sejak, peran = sejak_dari(perjalanan), pengguna.peran_di(perjalanan.desa)
    for t in TRANSISI_PERJALANAN:
        boleh = bool(t.peran) and pengguna.has_perm(f"perjalanan.{t.aksi}_perjalanan", perjalanan)
        if perjalanan.status not in t.dari or not (boleh or peran & t.peran):
            continue
        halangan = t.kekurangan(perjalanan) if boleh else halangan_orang(pengguna, perjalanan, t)
        url = reverse("perjalanan:perjalanan-aksi", args=[perjalanan.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, t.aksi in BERHALAMAN))
    return hasil

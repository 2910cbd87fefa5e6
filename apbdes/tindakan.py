"""Which buttons a person sees on a version, and why a button is grey. Drawn from the table."""

from django.urls import reverse

from akun.models import Pengguna
from apbdes.alur import TRANSISI_APBDES
from apbdes.enums import HasilEvaluasi
from apbdes.models import VersiApbdes
from apbdes.tenggat import lewat_batas
from dasar.alur import Tindakan, sejak_dari
from dasar.pemisahan import halangan_orang

LAWAN = {"sesuaikan": HasilEvaluasi.SESUAI, "minta_perbaikan": HasilEvaluasi.PERLU_DIPERBAIKI}


def tindakan_untuk(pengguna: Pengguna, versi: VersiApbdes) -> list[Tindakan]:
    """The transitions open in this status to this person's roles; what stands in the way is said.

    Of the camat's two decisions only the proposed one is a button.
    """
    hasil = []
    sejak = sejak_dari(versi)
    peran = pengguna.peran_di(versi.apbdes.desa)
    for t in TRANSISI_APBDES:
        if versi.status not in t.dari or not peran & t.peran:
            continue
        if t.aksi in LAWAN and versi.hasil != LAWAN[t.aksi]:
            continue
        if boleh := pengguna.has_perm(f"apbdes.{t.aksi}_versiapbdes", versi):
            # Proposed at the foot of the evaluation itself, which says what is still to be done.
            halangan = lewat_batas(versi) if t.aksi == "usulkan" else t.kekurangan(versi)
        else:
            halangan = halangan_orang(pengguna, versi, t)
        url = reverse("apbdes:versi-aksi", args=[versi.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, berhalaman=boleh))
    return hasil

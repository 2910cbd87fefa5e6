"""Storing an imported budget: all of it or nothing, and only over what the person saw in the preview."""

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from apbdes.anggaran import Anggaran
from apbdes.katalog import katalog_untuk
from apbdes.kelayakan import galat_simpan
from apbdes.models import VersiApbdes
from apbdes.queries import BUKAN_PENYUSUN
from apbdes.services.fakta import fakta_simpan
from apbdes.services.simpan import KUNCI, anggaran_simpan_baris
from dasar.basi import Basi


def sidik_isi(versi: VersiApbdes) -> str:
    """Changes when any row of the version or its sheet Identitas is changed, added or removed. Three queries."""
    hitung = hashlib.sha256(str(versi.versi).encode())
    for model in KUNCI:
        for pk, nomor in model.objects.filter(versi_apbdes=versi).order_by("pk").values_list("pk", "versi"):
            hitung.update(f"{pk}:{nomor};".encode())
    return hitung.hexdigest()


@transaction.atomic
def anggaran_impor(*, versi: VersiApbdes, anggaran: Anggaran, sidik: str, oleh: Pengguna) -> VersiApbdes:
    """Replace the content of a draft. `sidik` is `sidik_isi` of what the preview said would be replaced.

    ValidationError: no longer a draft (`status`), changed meanwhile (`Basi`), or no longer fit to be stored.
    """
    terkunci = (
        VersiApbdes.objects.select_for_update(of=("self",), no_key=True)
        .select_related("apbdes__desa__kecamatan__kabupaten")
        .get(pk=versi.pk)
    )
    if not oleh.has_perm("apbdes.buat_apbdes", terkunci):
        raise PermissionDenied(BUKAN_PENYUSUN)
    if not oleh.has_perm("apbdes.ubah_versiapbdes", terkunci):
        raise ValidationError(
            f"Rancangan ini sekarang berstatus “{terkunci.get_status_display()}”, jadi isinya tidak dapat diganti.",
            code="status",
        )
    if sidik_isi(terkunci) != sidik:
        lanjut = "Belum ada yang diganti. Periksa pratinjau yang baru, lalu simpan bila tetap hendak diganti."
        raise Basi("Isi rancangan", terkunci.diubah_oleh, lanjut=lanjut)
    katalog = katalog_untuk(terkunci.apbdes.desa.kecamatan.kabupaten, terkunci.apbdes.tahun)
    if galat := galat_simpan(anggaran, terkunci, katalog):
        raise ValidationError([str(g) for g in galat], code="galat")
    anggaran_simpan_baris(versi=terkunci, anggaran=anggaran, oleh=oleh)
    terkunci.versi += 1
    terkunci.diubah_oleh = oleh
    terkunci.save()
    if anggaran.fakta:
        fakta_simpan(versi=terkunci, isi=anggaran.fakta, oleh=oleh, dari=None)
    return terkunci

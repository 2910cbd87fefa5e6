"""Of which village the page in the field is, for what can no longer be sent from it."""

from desa.models import Desa
from perut.models import Kunjungan
from serahan.tempat import daftarkan


def _desa(pk: int) -> Desa | None:
    kunjungan = Kunjungan.objects.filter(pk=pk).select_related("desa__kecamatan").first()
    return kunjungan.desa if kunjungan else None


for nama in ("lapangan", "lapangan-biasa", "kunjungan-rinci"):
    daftarkan(f"perut:{nama}", _desa)

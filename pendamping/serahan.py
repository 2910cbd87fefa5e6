"""Of which village a sheet is, for what can no longer be sent from it: the assignment ended, or it was closed."""

from desa.models import Desa
from pendamping.models import Lembar
from serahan.tempat import daftarkan


def _desa(pk: int) -> Desa | None:
    lembar = Lembar.objects.filter(pk=pk).select_related("desa__kecamatan").first()
    return lembar.desa if lembar else None


for nama in ("lembar-isi", "lembar-biasa", "lembar-rinci"):
    daftarkan(f"pendamping:{nama}", _desa)

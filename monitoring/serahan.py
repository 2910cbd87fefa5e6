"""Of which village the page in the field is, for what can no longer be sent from it."""

from desa.models import Desa
from monitoring.models import Monitoring
from serahan.tempat import daftarkan


def _desa(pk: int) -> Desa | None:
    monitoring = Monitoring.objects.filter(pk=pk).select_related("desa__kecamatan").first()
    return monitoring.desa if monitoring else None


for nama in ("lapangan", "lapangan-biasa", "monitoring-rinci"):
    daftarkan(f"monitoring:{nama}", _desa)

"""Which forms a monitoring may be filled in on."""

from monitoring.models import FormulirMonitoring, Monitoring
from monitoring.queries import formulir_berlaku


def formulir_tersedia(monitoring: Monitoring) -> list[FormulirMonitoring]:
    """The versions that this monitoring uses already, even if withdrawn since; then what else its bidang has.

    Of a form in use no second version is offered: sheets of one monitoring are to be compared.
    """
    dipakai = FormulirMonitoring.objects.filter(lembar__monitoring=monitoring).distinct()
    hasil = list(dipakai.order_by("kode", "versi"))
    kode = {(f.kode, f.kecamatan_id) for f in hasil}
    berlaku = formulir_berlaku(monitoring.desa.kecamatan).filter(nomor_bidang=monitoring.nomor_bidang)
    return hasil + [f for f in berlaku if (f.kode, f.kecamatan_id) not in kode]

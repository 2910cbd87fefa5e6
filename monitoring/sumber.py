"""A finding leads back to the monitoring that it was written in."""

from monitoring.models import Monitoring
from tindaklanjut.enums import Asal
from tindaklanjut.sumber import daftarkan_halaman

daftarkan_halaman(Asal.MONITORING, Monitoring, "monitoring.lihat_monitoring", "desa__kecamatan")

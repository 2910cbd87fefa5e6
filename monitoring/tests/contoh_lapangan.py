"""A monitoring under way, on the real form III.II and on III.V with its parts, to be filled in by tests."""

import datetime

from django.core.management import call_command

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.kantor import hari_uji
from monitoring.models import FormulirMonitoring
from monitoring.tests.factories import LembarMonitoringFactory, MonitoringFactory


def formulir(kode: str) -> FormulirMonitoring:
    """A form of Lampiran III as it is loaded from the reference data."""
    if not FormulirMonitoring.objects.filter(kode=kode).exists():
        call_command("acuan_muat", verbosity=0)
    return FormulirMonitoring.objects.get(kode=kode)


def petugas(desa, n: str = "Satu"):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama=f"Pelaksana {n}")


def monitoring_berjalan(desa, orang, kode: str = "III.II", **isi):
    """Begun today, for three days, with one sheet for the village office."""
    hari_ini = hari_uji()
    masa = {"tanggal_mulai": hari_ini, "tanggal_selesai": hari_ini + datetime.timedelta(days=2)}
    masa |= {"batas_laporan": hari_ini + datetime.timedelta(days=10), "status": "berlangsung"}
    m = MonitoringFactory(desa=desa, petugas=orang, **(masa | isi))
    return m, LembarMonitoringFactory(monitoring=m, formulir=formulir(kode), tanggal=None)

from monitoring.models.formulir import ButirMonitoring, FormulirMonitoring, RiwayatFormulirMonitoring
from monitoring.models.isian import FotoMonitoring, JawabanMonitoring, LembarMonitoring
from monitoring.models.monitoring import Monitoring, PetugasMonitoring, RiwayatMonitoring

__all__ = [
    "ButirMonitoring",
    "FormulirMonitoring",
    "FotoMonitoring",
    "JawabanMonitoring",
    "LembarMonitoring",
    "Monitoring",
    "PetugasMonitoring",
    "RiwayatFormulirMonitoring",
    "RiwayatMonitoring",
]

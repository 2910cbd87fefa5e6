from monitoring.models.formulir import ButirMonitoring, FormulirMonitoring, RiwayatFormulirMonitoring
from monitoring.models.isian import FotoMonitoring, JawabanMonitoring, LembarMonitoring
from monitoring.models.monitoring import KabarMonitoring, Monitoring, PetugasMonitoring, RiwayatMonitoring

__all__ = [
    "ButirMonitoring",
    "FormulirMonitoring",
    "FotoMonitoring",
    "JawabanMonitoring",
    "KabarMonitoring",
    "LembarMonitoring",
    "Monitoring",
    "PetugasMonitoring",
    "RiwayatFormulirMonitoring",
    "RiwayatMonitoring",
]

"""Official documents, their signatures, numbers and certificates."""

from naskah.models.ekspor import PekerjaanEkspor
from naskah.models.naskah import (
    Kiriman,
    Naskah,
    PekerjaanTtd,
    PenandaTangan,
    PengaturanTtd,
    Pindaian,
    RiwayatNaskah,
    VersiPdf,
)
from naskah.models.nomor import HitunganNomor, SeriNomor
from naskah.models.sertifikat import AkarSertifikat, Sertifikat
from naskah.models.tata import DaftarNaskah, TataNaskah

__all__ = [
    "AkarSertifikat",
    "DaftarNaskah",
    "HitunganNomor",
    "Kiriman",
    "Naskah",
    "PekerjaanEkspor",
    "PekerjaanTtd",
    "PenandaTangan",
    "PengaturanTtd",
    "Pindaian",
    "RiwayatNaskah",
    "SeriNomor",
    "Sertifikat",
    "TataNaskah",
    "VersiPdf",
]

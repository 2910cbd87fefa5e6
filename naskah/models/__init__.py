"""Official documents, their signatures, numbers and certificates."""

from naskah.models.ekspor import PekerjaanEkspor
from naskah.models.naskah import (
    Kiriman,
    Naskah,
    PekerjaanTtd,
    PenandaTangan,
    Pindaian,
    RiwayatNaskah,
    VersiPdf,
)
from naskah.models.nomor import HitunganNomor, NomorTerpakai, SeriNomor
from naskah.models.pengalihan import PengalihanPenanda
from naskah.models.pengaturan import PengaturanTtd
from naskah.models.penutupan import PembukaanNomor, PenutupanNomor
from naskah.models.sertifikat import AkarSertifikat, Sertifikat
from naskah.models.tata import DaftarNaskah, TataNaskah

__all__ = [
    "AkarSertifikat",
    "DaftarNaskah",
    "HitunganNomor",
    "Kiriman",
    "Naskah",
    "NomorTerpakai",
    "PekerjaanEkspor",
    "PekerjaanTtd",
    "PembukaanNomor",
    "PenandaTangan",
    "PengalihanPenanda",
    "PengaturanTtd",
    "PenutupanNomor",
    "Pindaian",
    "RiwayatNaskah",
    "SeriNomor",
    "Sertifikat",
    "TataNaskah",
    "VersiPdf",
]

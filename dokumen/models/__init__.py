"""Official documents and uploaded files."""

from dokumen.models.berkas import Berkas, RiwayatBerkas, VersiBerkas
from dokumen.models.ekspor import PekerjaanEkspor
from dokumen.models.kabar import KabarTuntutan
from dokumen.models.kategori import KategoriBerkas, KebutuhanBerkas
from dokumen.models.naskah import (
    Kiriman,
    Naskah,
    PekerjaanTtd,
    PenandaTangan,
    PengaturanTtd,
    Pindaian,
    RiwayatNaskah,
    VersiPdf,
)
from dokumen.models.nomor import HitunganNomor, SeriNomor
from dokumen.models.sertifikat import AkarSertifikat, Sertifikat
from dokumen.models.unggahan import BagianUnggahan, Unggahan

__all__ = [
    "AkarSertifikat",
    "BagianUnggahan",
    "Berkas",
    "HitunganNomor",
    "KabarTuntutan",
    "KategoriBerkas",
    "KebutuhanBerkas",
    "Kiriman",
    "Naskah",
    "PekerjaanEkspor",
    "PekerjaanTtd",
    "PenandaTangan",
    "PengaturanTtd",
    "Pindaian",
    "RiwayatBerkas",
    "RiwayatNaskah",
    "SeriNomor",
    "Sertifikat",
    "Unggahan",
    "VersiBerkas",
    "VersiPdf",
]

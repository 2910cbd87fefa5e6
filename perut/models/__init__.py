from perut.models.buku import Buku, InstrumenBuku
from perut.models.isian import Foto, Kegiatan, Kehadiran, Kesepakatan, Pemeriksaan
from perut.models.kunjungan import CatatanKunjungan, Kunjungan, RiwayatKunjungan
from perut.models.program import Lokus, Program

__all__ = [
    "Buku",
    "CatatanKunjungan",
    "Foto",
    "InstrumenBuku",
    "Kegiatan",
    "Kehadiran",
    "Kesepakatan",
    "Kunjungan",
    "Lokus",
    "Pemeriksaan",
    "Program",
    "RiwayatKunjungan",
]

from perut.models.bawaan import BukuLama, KunjunganLama
from perut.models.buku import Buku, InstrumenBuku
from perut.models.isian import Foto, Kegiatan, Kehadiran, Kesepakatan, Pemeriksaan
from perut.models.kunjungan import CatatanKunjungan, Kunjungan, RiwayatKunjungan
from perut.models.program import Lokus, Program

__all__ = [
    "Buku",
    "BukuLama",
    "CatatanKunjungan",
    "Foto",
    "InstrumenBuku",
    "Kegiatan",
    "Kehadiran",
    "Kesepakatan",
    "Kunjungan",
    "KunjunganLama",
    "Lokus",
    "Pemeriksaan",
    "Program",
    "RiwayatKunjungan",
]

from perut.models.bawaan import BukuLama, KunjunganLama
from perut.models.buku import Buku, InstrumenBuku
from perut.models.isian import Foto, Kegiatan, Kehadiran, Kesepakatan, Pemeriksaan
from perut.models.kunjungan import CatatanKunjungan, Kunjungan, RiwayatKunjungan
from perut.models.musyawarah import HadirMusyawarah, Musyawarah, PokokMusyawarah, RiwayatMusyawarah
from perut.models.program import Lokus, Program

__all__ = [
    "Buku",
    "BukuLama",
    "CatatanKunjungan",
    "Foto",
    "HadirMusyawarah",
    "InstrumenBuku",
    "Kegiatan",
    "Kehadiran",
    "Kesepakatan",
    "Kunjungan",
    "KunjunganLama",
    "Lokus",
    "Musyawarah",
    "Pemeriksaan",
    "PokokMusyawarah",
    "Program",
    "RiwayatKunjungan",
    "RiwayatMusyawarah",
]

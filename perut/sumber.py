"""A finding leads back to the visit that it was written in."""

from perut.models import Kunjungan
from tindaklanjut.enums import Asal
from tindaklanjut.sumber import daftarkan_halaman

daftarkan_halaman(Asal.KUNJUNGAN, Kunjungan, "perut.lihat_kunjungan", "desa__kecamatan")

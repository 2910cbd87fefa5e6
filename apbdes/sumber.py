"""A finding leads back to the budget that it was written in."""

from apbdes.models import VersiApbdes
from tindaklanjut.enums import Asal
from tindaklanjut.sumber import daftarkan_halaman

daftarkan_halaman(Asal.APBDES, VersiApbdes, "apbdes.lihat_versiapbdes", "apbdes__desa__kecamatan")

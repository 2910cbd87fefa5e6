"""The exchange workbook (.xlsx): reading it and making an empty one. No database, no models."""

from apbdes.buku_kerja.baca import baca
from apbdes.buku_kerja.galat import Galat, TidakTerbaca

__all__ = ["Galat", "TidakTerbaca", "baca"]

"""The exchange workbook (.xlsx): reading it, writing it, and the empty template. No database, no models."""

from apbdes.buku_kerja.baca import baca, urut_lembar
from apbdes.buku_kerja.galat import Galat, TidakTerbaca
from apbdes.buku_kerja.tulis import templat, tulis

__all__ = ["Galat", "TidakTerbaca", "baca", "templat", "tulis", "urut_lembar"]

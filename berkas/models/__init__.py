"""Uploaded files, their versions, and their categories."""

from berkas.models.berkas import Berkas, RiwayatBerkas, VersiBerkas
from berkas.models.kategori import KategoriBerkas
from berkas.models.sk import PejabatBerkas
from berkas.models.unggahan import BagianUnggahan, Unggahan

__all__ = [
    "BagianUnggahan",
    "Berkas",
    "KategoriBerkas",
    "PejabatBerkas",
    "RiwayatBerkas",
    "Unggahan",
    "VersiBerkas",
]

"""Uploaded files, their versions, and what a kecamatan requires of its desa."""

from berkas.models.berkas import Berkas, RiwayatBerkas, VersiBerkas
from berkas.models.kabar import KabarTuntutan
from berkas.models.kategori import KategoriBerkas, KebutuhanBerkas
from berkas.models.sk import PejabatBerkas
from berkas.models.unggahan import BagianUnggahan, Unggahan

__all__ = [
    "BagianUnggahan",
    "Berkas",
    "KabarTuntutan",
    "KategoriBerkas",
    "KebutuhanBerkas",
    "PejabatBerkas",
    "RiwayatBerkas",
    "Unggahan",
    "VersiBerkas",
]

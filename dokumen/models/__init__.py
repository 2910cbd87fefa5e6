"""Official documents and uploaded files."""

from dokumen.models.berkas import Berkas, RiwayatBerkas, VersiBerkas
from dokumen.models.kategori import KategoriBerkas, KebutuhanBerkas
from dokumen.models.naskah import HitunganNomor, Naskah, SeriNomor
from dokumen.models.unggahan import BagianUnggahan, Unggahan

__all__ = [
    "BagianUnggahan",
    "Berkas",
    "HitunganNomor",
    "KategoriBerkas",
    "KebutuhanBerkas",
    "Naskah",
    "RiwayatBerkas",
    "SeriNomor",
    "Unggahan",
    "VersiBerkas",
]

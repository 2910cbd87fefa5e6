"""The documents that go with a draft budget. Permendagri 20/2018 Pasal 34 ayat (2).

Their codes are categories of uploaded files (berkas/acuan/kategori-berkas.yaml), so that a desa may send
them before it hands in, and choose among what it has sent.
"""

from typing import NamedTuple


class Pendamping(NamedTuple):
    """`serupa`: other categories in which a desa may have sent the same document. `rekening`: "bila ada", and
    there it must be when the budget has an amount under this code."""

    kode: str
    nama: str
    serupa: tuple[str, ...] = ()
    rekening: str = ""

    @property
    def bila_ada(self) -> bool:
        return bool(self.rekening)

    @property
    def kategori(self) -> tuple[str, ...]:
        return (self.kode, *self.serupa)


PENDAMPING = (
    Pendamping("apbdes-surat-pengantar", "Surat pengantar"),
    Pendamping(
        "apbdes-penjabaran", "Rancangan Peraturan Kepala Desa tentang penjabaran APB Desa", serupa=("perkades",)
    ),
    Pendamping("apbdes-perdes-rkp", "Peraturan Desa tentang RKP Desa", serupa=("rkpdes", "perdes")),
    Pendamping("apbdes-perdes-kewenangan", "Peraturan Desa tentang kewenangan desa", serupa=("perdes",)),
    Pendamping(
        "apbdes-perdes-dana-cadangan",
        "Peraturan Desa tentang pembentukan dana cadangan",
        serupa=("perdes",),
        rekening="6.2.1",
    ),
    Pendamping(
        "apbdes-perdes-penyertaan-modal",
        "Peraturan Desa tentang penyertaan modal",
        serupa=("perdes",),
        rekening="6.2.2",
    ),
    Pendamping("apbdes-ba-musyawarah-bpd", "Berita acara hasil musyawarah BPD"),
)
MENURUT_KODE = {p.kode: p for p in PENDAMPING}
# What a mending need not bring again.
TETAP = frozenset(p.kode for p in PENDAMPING if p.kode.startswith("apbdes-perdes-"))

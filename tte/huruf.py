"""Text in the document's font, drawn as PDF operators, with only the letters used embedded."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from threading import Lock

from fontTools import subset
from fontTools.ttLib import TTFont, woff2
from fontTools.ttLib.scaleUpem import scale_upem
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.writer import BasePdfFileWriter, PdfFileWriter

from cetak.fon import FON_SUBSET, berkas_fon

BIASA, TEBAL = "400", "700"
# fontTools fills the tables that it reads fonts by at their first use and guards them with nothing, and the first
# signatures after a start come at once: whatever is made once is made by one of them while the others wait.
KUNCI = Lock()


def _fon(subset_fon: str, berat: str) -> tuple[bytes, frozenset[int]]:
    with KUNCI:
        return fon_siap(subset_fon, berat)


@cache
def fon_siap(subset_fon: str, berat: str) -> tuple[bytes, frozenset[int]]:
    """The font unpacked, without hints, and its code points.

    Scaled to 1000 units per em because pyHanko writes the font's own units as the widths, which
    PDF counts in thousandths (ISO 32000-1, 9.7.4.3); Arimo has 2048.
    """
    keluar = BytesIO()
    with berkas_fon(f"arimo-{subset_fon}-{berat}-normal.woff2").open("rb") as berkas:
        woff2.decompress(berkas, keluar)
    keluar.seek(0)
    fon = TTFont(keluar)
    # One font name per half: a viewer must not take one half's letters for the other's.
    for baris in fon["name"].names:
        if baris.nameID == 6:
            baris.string = f"{baris.toUnicode()}-{subset_fon}"
    pilihan = subset.Options(hinting=False, layout_features=["kern"], name_IDs=["*"], notdef_outline=True)
    penyaring = subset.Subsetter(options=pilihan)
    penyaring.populate(unicodes=list(fon.getBestCmap()))
    penyaring.subset(fon)
    scale_upem(fon, 1000)
    hasil = BytesIO()
    fon.save(hasil)
    return hasil.getvalue(), frozenset(fon.getBestCmap())


@dataclass(frozen=True)
class Potongan:
    """Letters of one part of the font, shaped, in em."""

    fon: str
    operator: bytes
    lebar: float


@cache
def mesin_siap() -> None:
    """One letter through the whole of both libraries, once in a process, so that all of their tables are there."""
    isi = fon_siap(FON_SUBSET["Arimo"], BIASA)[0]
    percobaan = PdfFileWriter()
    mesin = GlyphAccumulator(percobaan, BytesIO(isi), font_size=1)
    mesin.shape("a")
    mesin.as_resource()
    percobaan.write(BytesIO())


class Penulis:
    """Shapes and draws lines of text for one PDF writer; embeds the letters it drew when the PDF is written."""

    def __init__(self, penulis_pdf: BasePdfFileWriter) -> None:
        with KUNCI:
            mesin_siap()
        self._pdf = penulis_pdf
        self._mesin: dict[tuple[str, str], GlyphAccumulator] = {}

    def _mesin_untuk(self, bagian: str, berat: str) -> GlyphAccumulator:
        kunci = (bagian, berat)
        if kunci not in self._mesin:
            self._mesin[kunci] = GlyphAccumulator(self._pdf, BytesIO(_fon(bagian, berat)[0]), font_size=1)
        return self._mesin[kunci]

    def _bentuk(self, teks: str, berat: str) -> list[Potongan]:
        runtun: list[tuple[str, str]] = []
        utama, cadangan = FON_SUBSET.values()
        for huruf in teks:
            bagian = utama if ord(huruf) in _fon(utama, berat)[1] else cadangan
            if runtun and runtun[-1][0] == bagian:
                runtun[-1] = (bagian, runtun[-1][1] + huruf)
            else:
                runtun.append((bagian, huruf))
        hasil = []
        for bagian, isi in runtun:
            bentuk = self._mesin_untuk(bagian, berat).shape(isi, with_actual_text=False)
            hasil.append(Potongan(_nama_fon(bagian, berat), bentuk.graphics_ops, bentuk.x_advance))
        return hasil

    def lebar(self, teks: str, *, berat: str, ukuran: float) -> float:
        """Width in points at this size."""
        return sum(p.lebar for p in self._bentuk(teks, berat)) * ukuran

    def lipat(self, teks: str, *, berat: str, ukuran: float, lebar: float) -> list[str]:
        """Break into lines of at most this width, at spaces, and inside a word only when it alone is too long."""
        baris: list[str] = []
        kini = ""
        for kata in teks.split():
            calon = f"{kini} {kata}".strip()
            if self.lebar(calon, berat=berat, ukuran=ukuran) <= lebar:
                kini = calon
                continue
            if kini:
                baris.append(kini)
            kini = kata
            while self.lebar(kini, berat=berat, ukuran=ukuran) > lebar and len(kini) > 1:
                potong = next(
                    (
                        n
                        for n in range(len(kini) - 1, 1, -1)
                        if self.lebar(kini[:n], berat=berat, ukuran=ukuran) <= lebar
                    ),
                    1,
                )
                baris.append(kini[:potong])
                kini = kini[potong:]
        return [*baris, kini] if kini else baris

    def gambar(self, teks: str, *, x: float, y: float, berat: str, ukuran: float, kelabu: float = 0) -> bytes:
        """Operators that draw one line with its baseline starting at (x, y)."""
        perintah = [b"BT %g %g %g rg" % (kelabu, kelabu, kelabu)]
        for p in self._bentuk(teks, berat):
            perintah.append(b"/%s %g Tf 1 0 0 1 %g %g Tm %s" % (p.fon.encode(), ukuran, x, y, p.operator))
            x += p.lebar * ukuran
        return b" ".join([*perintah, b"ET"])

    def sumber(self) -> dict[str, generic.PdfObject]:
        """Font resources that the drawn operators name."""
        return {"/" + _nama_fon(*k): mesin.as_resource() for k, mesin in self._mesin.items()}


def _nama_fon(bagian: str, berat: str) -> str:
    return f"F{berat}{'x' if bagian.endswith('ext') else ''}"

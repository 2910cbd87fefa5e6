"""The visible block of a signature: QR code, name, post, time and what the law wants said."""

from dataclasses import dataclass, field

import segno
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from cetak.fon import bersihkan
from tte.huruf import BIASA, TEBAL, Penulis

# UU 11/2008 (ITE) Pasal 11, PP 71/2019 Pasal 59-60: a signature that rests on the office's own
# authority is valid but not certified, and must not pass for one that is.
TIDAK_TERSERTIFIKASI = "Tanda tangan elektronik tidak tersertifikasi"
PEMBUKA = "Ditandatangani secara elektronik oleh:"

TEPI = 4.0  # points, all round
JARAK_QR = 6.0
BARIS = 1.18  # line height in em
SKALA = (1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)


@dataclass(frozen=True, kw_only=True)
class Tampilan:
    """What the block shows. `waktu` is text, in the zone of the kecamatan; `alamat_qr` becomes the QR code; `kalimat`
    is empty where the page itself says what kind of signature it is."""

    nama: str
    jabatan: str
    waktu: str
    alamat_qr: str
    kalimat: str = TIDAK_TERSERTIFIKASI
    pembuka: str = PEMBUKA


@dataclass(frozen=True)
class _Baris:
    teks: str
    berat: str
    ukuran: float
    kelabu: float
    jarak: float  # space above, in points


@dataclass(frozen=True)
class GayaBlok(BaseStampStyle):
    """Hands the block to pyHanko, which asks for it with the size of the field."""

    border_width: int = 0
    tampilan: Tampilan = field(default_factory=lambda: Tampilan(nama="", jabatan="", waktu="", alamat_qr=""))

    def create_stamp(self, writer: BasePdfFileWriter, box: layout.BoxConstraints, text_params: dict) -> "Blok":
        return Blok(writer=writer, style=self, box=box)


class Blok(BaseStamp):
    def _render_inner_content(self) -> list[bytes]:
        t = self.style.tampilan
        lebar, tinggi = float(self.box.width), float(self.box.height)
        assert self.writer is not None  # create_stamp gives it
        tulis = Penulis(self.writer)
        perintah = [
            b"1 g 0 0 %g %g re f" % (lebar, tinggi),
            b"0.6 G 0.5 w 0.25 0.25 %g %g re S" % (lebar - 0.5, tinggi - 0.5),
        ]
        kiri = TEPI
        if t.alamat_qr:
            sisi = min(tinggi - 2 * TEPI, lebar * 0.4)
            perintah.append(gambar_qr(t.alamat_qr, x=TEPI, y=(tinggi - sisi) / 2, sisi=sisi))
            kiri += sisi + JARAK_QR
        baris = susun(tulis, t, lebar=lebar - kiri - TEPI, tinggi=tinggi - 2 * TEPI)
        isi = sum(b.jarak + b.ukuran * BARIS for b in baris)
        y = tinggi - (tinggi - isi) / 2
        for b in baris:
            y -= b.jarak + b.ukuran * BARIS
            dasar = y + b.ukuran * (BARIS - 0.93)  # room for descenders
            perintah.append(tulis.gambar(b.teks, x=kiri, y=dasar, berat=b.berat, ukuran=b.ukuran, kelabu=b.kelabu))
        for nama, fon in tulis.sumber().items():
            self.set_resource(category=ResourceType.FONT, name=pdf_name(nama), value=fon)
        return perintah


def susun(tulis: Penulis, t: Tampilan, *, lebar: float, tinggi: float) -> list[_Baris]:
    """The lines at the largest scale at which everything fits and the time stands on one line.

    What does not fit at the smallest scale is cut, with a sign that it was.
    """
    rencana = (
        (t.pembuka, BIASA, 5.6, 0.25, 0.0),
        (t.nama, TEBAL, 8.0, 0.0, 1.0),
        (t.jabatan, BIASA, 7.0, 0.0, 0.6),
        (t.waktu, BIASA, 6.4, 0.0, 0.6),
        *([(t.kalimat, BIASA, 5.4, 0.25, 2.0)] if t.kalimat else []),
    )
    hasil: list[_Baris] = []
    for skala in SKALA:
        hasil = []
        terpotong = False
        for teks, berat, ukuran, kelabu, jarak in rencana:
            lipatan = tulis.lipat(bersihkan(teks, aksara=False), berat=berat, ukuran=ukuran * skala, lebar=lebar)
            terpotong = terpotong or (teks in {t.waktu, t.pembuka} and len(lipatan) > 1)
            hasil += [
                _Baris(b, berat, ukuran * skala, kelabu, jarak * skala if n == 0 else 0) for n, b in enumerate(lipatan)
            ]
        if not terpotong and sum(b.jarak + b.ukuran * BARIS for b in hasil) <= tinggi:
            return hasil
    # Nobody has such a name; still, nothing may run out of the block. The sentence and the time stay.
    terlindung = {TEBAL: 2, BIASA: 1}
    muat: list[_Baris] = []
    for teks, berat, ukuran, kelabu, jarak in rencana:
        lipatan = tulis.lipat(bersihkan(teks, aksara=False), berat=berat, ukuran=ukuran * SKALA[-1], lebar=lebar)
        batas = terlindung[berat]
        if teks == t.kalimat:
            batas = 2
        for n, b in enumerate(lipatan[:batas]):
            sisa = n == batas - 1 and len(lipatan) > batas
            muat.append(
                _Baris(b[:-1] + "…" if sisa else b, berat, ukuran * SKALA[-1], kelabu, jarak * SKALA[-1] * (n == 0))
            )
    return muat


def gambar_qr(isi: str, *, x: float, y: float, sisi: float) -> bytes:
    """A QR code (level M) as filled rectangles, one per run of dark modules: sharp at every zoom."""
    kode = segno.make(isi, error="m", micro=False, boost_error=False)
    matriks = [list(b) for b in kode.matrix]
    modul = sisi / len(matriks)
    perintah = [b"q 0 g %g 0 0 %g %g %g cm" % (modul, modul, x, y)]
    for baris, isi_baris in enumerate(matriks):
        awal = None
        for kolom, gelap in enumerate([*isi_baris, 0]):
            if gelap and awal is None:
                awal = kolom
            elif not gelap and awal is not None:
                perintah.append(b"%d %d %d 1 re" % (awal, len(matriks) - 1 - baris, kolom - awal))
                awal = None
    return b" ".join([*perintah, b"f Q"])

"""What is added to a PDF before its first cryptographic signature: the fields, and finger-drawn signatures.

Everything is an incremental update: the bytes that were there stay as they are and where they are.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.images import pil_image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from cetak.fon import bersihkan
from tte.galat import PdfTidakTerbaca, SudahBertandaTangan, TteGagal
from tte.huruf import BIASA, TEBAL, Penulis
from tte.pembaca import Pembaca
from tte.struktur import PohonTanda

GORES_PIKSEL_MAKS = 4_000_000
GORES_LEBAR = 900  # pixels that are kept; 60 mm at 380 dpi
GORES_TERKECIL = 0.08  # of the sheet's width; less is a touch of the screen, and a stored one cannot be taken back
AKHIR_PNG = b"IEND\xaeB`\x82"
GORES_RUSAK = "Gambar goresan tanda tangan tidak terbaca. Mintalah yang bersangkutan mengulang."
GORES_KECIL = "Goresan ini terlalu kecil untuk sebuah tanda tangan. Hapus, lalu mintalah menggores lebih besar."
KETERANGAN = "Tanda tangan {nama}"


@dataclass(frozen=True, kw_only=True)
class Bidang:
    """A place for one signature. `kotak` is (left, bottom, right, top) in points from the page's lower left corner."""

    nama: str
    halaman: int
    kotak: tuple[float, float, float, float]
    keterangan: str = ""


@contextmanager
def pembaruan(pdf: bytes) -> Iterator[IncrementalPdfFileWriter]:
    """An incremental update of these bytes; what is no PDF is told so."""
    try:
        yield IncrementalPdfFileWriter.from_reader(Pembaca(pdf))
    except (PdfError, RecursionError) as galat:
        raise PdfTidakTerbaca("Berkas PDF naskah ini tidak terbaca, jadi tidak dapat ditandatangani.") from galat


def sudah_bertanda_tangan(penulis: IncrementalPdfFileWriter) -> bool:
    """Whether any field of the document holds a signature."""
    return next(enumerate_sig_fields(penulis, filled_status=True), None) is not None


def _tolak_bila_bertanda_tangan(penulis: IncrementalPdfFileWriter) -> None:
    if sudah_bertanda_tangan(penulis):
        raise SudahBertandaTangan(
            "Naskah ini sudah bertanda tangan elektronik. Menambahkan sesuatu sesudahnya akan merusak tanda tangan itu."
        )


def _tulis(penulis: IncrementalPdfFileWriter) -> bytes:
    keluar = BytesIO()
    penulis.write(keluar)
    return keluar.getvalue()


def bidang_pasang(pdf: bytes, *, bidang: Sequence[Bidang]) -> bytes:
    """Lay out every signature field, in one update, before anyone signs.

    A field that came after a signature would itself be a change of what was signed. Each field is
    tagged as a form element and carries an (empty) appearance, as PDF/A asks.
    """
    with pembaruan(pdf) as penulis:
        _tolak_bila_bertanda_tangan(penulis)
        pohon = PohonTanda(penulis)
        for b in bidang:
            kiri, bawah, kanan, atas = b.kotak
            if kanan <= kiri or atas <= bawah:
                raise TteGagal(f"Kotak tanda tangan {b.nama} tidak mempunyai luas.")
            keterangan = b.keterangan or KETERANGAN.format(nama=b.nama)
            append_signature_field(
                penulis,
                SigFieldSpec(
                    b.nama,
                    on_page=b.halaman,
                    box=b.kotak,  # type: ignore[arg-type]  # pyHanko writes fractions of a point as they are
                    readable_field_name=keterangan,
                ),
            )
            halaman = penulis.find_page_for_modification(b.halaman)[0]
            anotasi = next(ref for nama, _, ref in enumerate_sig_fields(penulis) if nama == b.nama)
            pohon.anotasi(anotasi, halaman=halaman, keterangan=keterangan)
        return _tulis(penulis)


def gores_tempel(
    pdf: bytes, *, halaman: int, kotak: tuple[float, float, float, float], gambar_png: bytes, teks: Sequence[str]
) -> bytes:
    """Draw a finger-made signature and its caption on the page, before any cryptographic signature.

    `teks` are the lines of the caption: the name first (bold), then witness, time and place. It is
    an image of a signature and says so; nothing about it is certified. Raises SudahBertandaTangan
    when a signature would be broken by it.
    """
    gambar = _gambar_gores(gambar_png)
    with pembaruan(pdf) as penulis:
        _tolak_bila_bertanda_tangan(penulis)
        kiri, bawah, kanan, atas = kotak
        huruf = Penulis(penulis)
        isi_teks, tinggi_teks = _keterangan_gores(huruf, [bersihkan(t, aksara=False) for t in teks], kotak)
        ruang = (kanan - kiri, atas - bawah - tinggi_teks - 2)
        skala = min(ruang[0] / gambar.width, max(ruang[1], 8) / gambar.height)
        ukuran = (gambar.width * skala, gambar.height * skala)
        x = kiri + (ruang[0] - ukuran[0]) / 2
        isi = b"q %g 0 0 %g %g %g cm /G Do Q %s" % (*ukuran, x, bawah + tinggi_teks + 2, isi_teks)

        ref_halaman = penulis.find_page_for_modification(halaman)[0]
        mcid = PohonTanda(penulis).gambar(
            ref_halaman, keterangan=f"Goresan tanda tangan {teks[0] if teks else ''}".strip(), teks="; ".join(teks)
        )
        tanda = b"/Artifact BMC" if mcid is None else b"/Figure <</MCID %d>> BDC" % mcid
        bentuk = generic.StreamObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject([generic.FloatObject(n) for n in kotak]),
                pdf_name("/Resources"): generic.DictionaryObject(
                    {
                        pdf_name("/XObject"): generic.DictionaryObject({pdf_name("/G"): pil_image(gambar, penulis)}),
                        pdf_name("/Font"): generic.DictionaryObject(
                            {pdf_name(n): f for n, f in huruf.sumber().items()}
                        ),
                    }
                ),
            },
            stream_data=isi,
        )
        bentuk.compress()
        ref_bentuk = penulis.add_object(bentuk)
        nama = pdf_name(f"/Gores{ref_bentuk.idnum}")
        sumber = generic.DictionaryObject({pdf_name("/XObject"): generic.DictionaryObject({nama: ref_bentuk})})
        # The page's own content ends with its transformation still in force: fence it in.
        penulis.add_stream_to_page(halaman, penulis.add_object(generic.StreamObject(stream_data=b"q")), prepend=True)
        lukis = generic.StreamObject(stream_data=b"\nQ q %s %s Do EMC Q" % (tanda, str(nama).encode()))
        penulis.add_stream_to_page(halaman, penulis.add_object(lukis), sumber)
        return _tulis(penulis)


def _gambar_gores(png: bytes) -> Image.Image:
    """The drawing in greys on white, cut to its ink: no transparency, no metadata, no bombs."""
    if not png.endswith(AKHIR_PNG):  # WeasyPrint tells Pillow to make do with half an image
        raise TteGagal(GORES_RUSAK)
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as asli:
            if asli.width * asli.height > GORES_PIKSEL_MAKS:
                raise TteGagal("Gambar goresan tanda tangan terlalu besar.")
            berwarna = asli.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as galat:
        raise TteGagal(GORES_RUSAK) from galat
    alas = Image.new("RGBA", berwarna.size, "white")
    kelabu = Image.alpha_composite(alas, berwarna).convert("L")
    kotak = kelabu.point(lambda p: 255 if p < 250 else 0).getbbox()
    if kotak is None:
        raise TteGagal("Goresan tanda tangan masih kosong.")
    hasil = kelabu.crop(kotak)
    if max(hasil.size) < GORES_TERKECIL * kelabu.width:
        raise TteGagal(GORES_KECIL)
    if hasil.width > GORES_LEBAR:
        hasil = hasil.resize((GORES_LEBAR, max(1, round(hasil.height * GORES_LEBAR / hasil.width))))
    return hasil


def _keterangan_gores(
    huruf: Penulis, teks: Sequence[str], kotak: tuple[float, float, float, float]
) -> tuple[bytes, float]:
    kiri, bawah, kanan, atas = kotak
    for skala in (1.0, 0.9, 0.8, 0.7):
        baris = []
        for n, t in enumerate(teks):
            berat, ukuran = (TEBAL, 7.0 * skala) if n == 0 else (BIASA, 6.0 * skala)
            baris += [(b, berat, ukuran) for b in huruf.lipat(t, berat=berat, ukuran=ukuran, lebar=kanan - kiri)]
        tinggi = sum(u * 1.2 for _, _, u in baris)
        if tinggi <= (atas - bawah) * 0.55:
            break
    perintah, y = [], bawah + tinggi
    for b, berat, ukuran in baris:
        y -= ukuran * 1.2
        x = kiri + (kanan - kiri - huruf.lebar(b, berat=berat, ukuran=ukuran)) / 2
        perintah.append(huruf.gambar(b, x=x, y=y + ukuran * 0.25, berat=berat, ukuran=ukuran))
    return b" ".join(perintah), tinggi

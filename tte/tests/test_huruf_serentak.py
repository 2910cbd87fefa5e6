"""The first signatures after a start come at once; what they share is made by one of them."""

from io import BytesIO

from pyhanko.pdf_utils.writer import PdfFileWriter

from config.tests.serentak import serentak
from tte import huruf
from tte.huruf import BIASA, TEBAL, Penulis


def test_tanda_tangan_pertama_sesudah_mulai_bersamaan():
    huruf.fon_siap.cache_clear()
    huruf.mesin_siap.cache_clear()
    dipakai, hasil = set(), []

    def gambar(n: int) -> None:
        berat = (BIASA, TEBAL)[n % 2]
        pdf = PdfFileWriter()
        penulis = Penulis(pdf)
        operator = penulis.gambar("Camat Awayan, ş", x=0, y=0, berat=berat, ukuran=9)
        penulis.sumber()
        pdf.write(BytesIO())
        dipakai.add((berat, id(huruf.fon_siap("latin", berat)[0])))
        hasil.append((berat, operator))

    serentak(gambar, 8)
    assert (len(hasil), len(set(hasil)), len(dipakai)) == (8, 2, 2)
    assert huruf.fon_siap.cache_info().misses == 4  # each half of each weight once

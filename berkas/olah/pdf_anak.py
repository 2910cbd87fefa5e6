"""Run by berkas.pemeriksa.anak: pages of one PDF as JPEG, its text layer as a file. Prints {"halaman": n}."""

import json
import sys
from pathlib import Path

import pypdfium2 as pdfium

LEBAR = 1200  # pixels
TINGGI_MAKS = 2400
SKALA_MAKS = 3.0  # 216 dpi
MUTU = 75
TEKS_MAKS = 200_000  # characters
TEKS_HALAMAN_MAKS = 500


def olah(jalur: str, folder: Path, maks: int) -> int:
    pdf = pdfium.PdfDocument(jalur)
    jumlah = len(pdf)
    teks, panjang = [], 0
    for n in range(jumlah):
        if n >= maks and (panjang >= TEKS_MAKS or n >= TEKS_HALAMAN_MAKS):
            break
        halaman = pdf[n]
        if n < maks:
            lebar, tinggi = halaman.get_size()
            skala = min(LEBAR / max(lebar, 1), TINGGI_MAKS / max(tinggi, 1), SKALA_MAKS)
            gambar = halaman.render(scale=skala).to_pil().convert("RGB")
            gambar.save(folder / f"{n + 1:04d}.jpg", "JPEG", quality=MUTU, optimize=True)
        if panjang < TEKS_MAKS:
            isi = halaman.get_textpage().get_text_bounded()
            teks.append(isi)
            panjang += len(isi)
        halaman.close()
    (folder / "teks.txt").write_text("\n".join(teks)[:TEKS_MAKS], encoding="utf-8", errors="replace")
    return jumlah


if __name__ == "__main__":
    print(json.dumps({"halaman": olah(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))}))

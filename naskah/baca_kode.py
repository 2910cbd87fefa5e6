"""The verification codes that a PDF of a stranger shows, read in a process of its own.

As `python -m naskah.baca_kode <seconds>`: a PDF on standard input, one code per line on standard output.
A file made to crash or to keep the reader busy costs that process, which knows no secret: it gets no environment.
"""

import re
import resource
import subprocess
import sys
from pathlib import Path

import pypdfium2

from naskah.kode import ABJAD

DETIK = 10
MEMORI_MAKS = 1024 * 1024 * 1024  # bytes
HALAMAN_MAKS = 200
HURUF_MAKS = 50_000  # per page
KODE_MAKS = 5
TERPISAH = r"[\s\-\x02\ufffe]*"  # pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line
POLA = re.compile(rf"(?<![{ABJAD}])[0-7](?:{TERPISAH}[{ABJAD}]){{25}}(?![{ABJAD}])")


def kode_dalam_pdf(pdf: bytes, *, detik: int = DETIK) -> list[str]:
    """Candidates in order of appearance, without doubles; empty when the file cannot be read in time."""
    try:
        jawab = subprocess.run(  # noqa: S603 - fixed command, the file comes through standard input
            [sys.executable, "-m", "naskah.baca_kode", str(detik)],
            input=pdf,
            capture_output=True,
            timeout=detik + 5,
            check=True,
            env={},
            cwd=Path(__file__).resolve().parents[1],
        )
    except (subprocess.SubprocessError, OSError):
        return []
    return jawab.stdout.decode("ascii", "ignore").split()[:KODE_MAKS]


def _baca(pdf: bytes) -> list[str]:
    temuan: dict[str, None] = {}
    with pypdfium2.PdfDocument(pdf) as dokumen:
        for nomor in range(min(len(dokumen), HALAMAN_MAKS)):
            teks = dokumen[nomor].get_textpage().get_text_bounded()[:HURUF_MAKS]
            temuan |= dict.fromkeys(re.sub(TERPISAH, "", k[0]) for k in POLA.finditer(teks))
            if len(temuan) >= KODE_MAKS:
                break
    return list(temuan)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI_MAKS,) * 2)
    print("\n".join(_baca(sys.stdin.buffer.read())))

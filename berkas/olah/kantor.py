"""Office files: their words, read from the XML; their pages, by LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from defusedxml.ElementTree import iterparse

from berkas.pemeriksa.hasil import AKHIRAN, DOCX, ODS, ODT, XLSX
from berkas.teks import PANJANG_MAKS

DETIK = 120
SETELAN = Path(__file__).parent / "libreoffice.xcu"
# Nobody answers there: a document that points elsewhere must not make us ask.
TANPA_JARINGAN = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
TANPA_PRATINJAU = "Dokumen Office ini tidak dapat ditampilkan di sini."
_BAGIAN = {
    DOCX: ("word/document.xml", "word/footnotes.xml"),
    XLSX: ("xl/sharedStrings.xml",),
    ODT: ("content.xml",),
    ODS: ("content.xml",),
}
_UKURAN_MAKS = 60 * 1024 * 1024  # bytes of one part, unpacked


def teks(asli: Path, mime: str) -> str:
    """The words of the document, up to the length that is searched."""
    potongan: list[str] = []
    panjang = 0
    with zipfile.ZipFile(asli) as arsip:
        ada = arsip.namelist()
        lembar = [n for n in ada if n.startswith("xl/worksheets/") and n.endswith(".xml")]
        for nama in (*_BAGIAN[mime], *lembar):
            if nama not in ada or arsip.getinfo(nama).file_size > _UKURAN_MAKS:
                continue
            for potong in _kata(arsip, nama, hanya_teks=nama in lembar):
                potongan.append(potong)
                panjang += len(potong)
                if panjang > PANJANG_MAKS:
                    return "".join(potongan)
    return "".join(potongan)


def _kata(arsip: zipfile.ZipFile, nama: str, *, hanya_teks: bool) -> Iterator[str]:
    """The text of one part. `hanya_teks`: a sheet, whose other values are numbers and references."""
    with arsip.open(nama) as bagian:
        for _, unsur in iterparse(bagian, events=("end",)):
            if unsur.text and (not hanya_teks or unsur.tag.endswith("}t")):
                yield unsur.text
            # The runs of one word may be split; the end of a paragraph or a cell is a break.
            if unsur.tag.endswith(("}p", "}h", "}si", "}is", "}c")):
                yield "\n"
            if unsur.tail and not hanya_teks:
                yield unsur.tail
            unsur.clear()


def soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def jadikan_pdf(asli: Path, mime: str, folder: Path) -> Path | None:
    """A PDF of it by LibreOffice, in a profile of its own (libreoffice.xcu). None where that cannot be."""
    program = soffice()
    if program is None:
        return None
    sumber = asli.with_name(f"dokumen{AKHIRAN[mime][0]}")
    asli.rename(sumber)
    keluar = folder / "pdf"
    profil = folder / "profil"
    (profil / "user").mkdir(parents=True)
    shutil.copyfile(SETELAN, profil / "user" / "registrymodifications.xcu")
    pilihan = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf", "--outdir", str(keluar)]
    if not _selesai([program, f"-env:UserInstallation={profil.as_uri()}", *pilihan, str(sumber)], folder):
        return None
    hasil = keluar / "dokumen.pdf"
    return hasil if hasil.exists() else None


def _selesai(perintah: list[str], folder: Path) -> bool:
    """Whether the program came to a good end in time. What it has started itself ends with it."""
    lingkungan = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", **TANPA_JARINGAN}
    try:
        anak = subprocess.Popen(  # noqa: S603  (a fixed program, no shell)
            perintah,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=lingkungan,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return anak.wait(timeout=DETIK) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):
            os.killpg(anak.pid, signal.SIGKILL)
        anak.wait()

"""DataAPBDES.mde, the database that Siskeudes itself works in: its tables as CSV, by mdbtools where that is installed.

mdbtools reads a hostile file with a parser in C: it gets a folder of its own, no environment, and bounded time, memory
and output, and never a shell.
"""

import io
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from apbdes.buku_kerja.galat import Galat, TidakTerbaca
from apbdes.siskeudes import skema

TERBESAR = 50 * 1024 * 1024  # bytes of the file
KELUARAN = 40 * 1024 * 1024  # bytes of one table as CSV
MEMORI = 1024 * 1024 * 1024
DETIK = 20  # for one table
TANDA = (b"Standard Jet DB", b"Standard ACE DB")
PERLU = (*skema.TABEL, skema.NAMA_SUMBER, skema.NAMA_DESA, skema.NAMA_REKENING, skema.NAMA_KEGIATAN)
KUNCI_KEPALA = b"\xc7\xda\x39\x6b"  # with which Jet hides the rest of its first page
# Limits set by the child itself before it becomes the program: no Python runs between a fork and its exec.
_AWAL = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
memori, keluaran, detik = map(int, sys.argv[1:4])
resource.setrlimit(resource.RLIMIT_AS, (memori, memori))
resource.setrlimit(resource.RLIMIT_FSIZE, (keluaran, keluaran))
resource.setrlimit(resource.RLIMIT_CPU, (detik, detik))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execv(sys.argv[4], sys.argv[4:])
"""


class TanpaMdbtools(TidakTerbaca):
    """The file is what it should be, and this machine cannot open it."""


def berupa_access(isi: bytes) -> bool:
    return isi[4:19] in TANDA


def ke_zip(isi: bytes) -> bytes:
    """The tables that are read, as the zip of CSV files that a village would have made itself."""
    if len(isi) > TERBESAR:
        raise _tolak(f"Berkas terlalu besar (lebih dari {TERBESAR // 1024 // 1024} MB).")
    if _berkata_sandi(isi):
        raise _tolak(
            "Basis data ini dikunci kata sandi. Ekspor tabelnya sebagai CSV di komputer yang memakai Siskeudes, lalu "
            "unggah sebagai satu .zip."
        )
    daftar, ekspor = shutil.which("mdb-tables"), shutil.which("mdb-export")
    if not daftar or not ekspor:
        raise TanpaMdbtools([Galat("Berkas .mde dan .mdb belum dapat dibuka di server ini.")])
    with tempfile.TemporaryDirectory(prefix="apbdes-") as folder:
        tempat = Path(folder)
        berkas = tempat / "data.mdb"
        berkas.write_bytes(isi)
        ada = _jalankan([daftar, "-1", str(berkas)], tempat).decode(errors="replace").split("\n")
        nama = {n.strip().lower(): n.strip() for n in ada}
        tabel = {t.nama: nama[t.nama.lower()] for t in PERLU if t.nama.lower() in nama}
        if not tabel:
            raise _tolak(
                "Basis data ini tidak memuat tabel anggaran Siskeudes, atau terkunci. Yang dicari DataAPBDES.mde."
            )
        keluaran = io.BytesIO()
        with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as zip_:
            for kenal, tertulis in tabel.items():
                zip_.writestr(f"{kenal}.csv", _jalankan([ekspor, str(berkas), tertulis], tempat))
    return keluaran.getvalue()


def _jalankan(perintah: list[str], tempat: Path) -> bytes:
    """What the program writes, or a sentence where it does not come to a good end within its limits."""
    keluar = tempat / "keluar"
    try:
        with keluar.open("wb") as berkas:
            subprocess.run(  # noqa: S603  (a fixed program, no shell)
                [sys.executable, "-I", "-c", _AWAL, str(MEMORI), str(KELUARAN), str(DETIK), *perintah],
                stdin=subprocess.DEVNULL,
                stdout=berkas,
                stderr=subprocess.DEVNULL,
                timeout=DETIK + 5,
                check=True,
                cwd=tempat,
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MDB_JET3_CHARSET": "CP1252"},
            )
        return keluar.read_bytes()
    except (subprocess.SubprocessError, OSError) as galat:
        raise _tolak(
            "Basis data ini tidak dapat dibaca: rusak, terkunci, atau terlalu besar. Ekspor tabelnya sebagai CSV, lalu "
            "unggah sebagai satu .zip."
        ) from galat


def _tolak(pesan: str) -> TidakTerbaca:
    return TidakTerbaca([Galat(pesan)])


def _berkata_sandi(isi: bytes) -> bool:
    """Jet 4 keeps the password of a database in its first page, masked with the day on which it was made."""
    if len(isi) < 0x98 or isi[4:19] != TANDA[0] or isi[0x14] != 1:
        return False
    kepala = rc4(KUNCI_KEPALA, isi[0x18:0x98])
    hari = struct.unpack("<d", kepala[0x72 - 0x18 : 0x7A - 0x18])[0]
    topeng = struct.pack("<i", int(hari)) if abs(hari) < 2**31 else bytes(4)  # NaN compares as no day either
    return any(b != topeng[n % 4] for n, b in enumerate(kepala[0x42 - 0x18 : 0x6A - 0x18]))


def rc4(kunci: bytes, data: bytes) -> bytes:
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + kunci[i % len(kunci)]) % 256
        s[i], s[j] = s[j], s[i]
    i = j = 0
    hasil = bytearray()
    for b in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        hasil.append(b ^ s[(s[i] + s[j]) % 256])
    return bytes(hasil)

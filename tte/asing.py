"""What an examination of signatures says, and the examination of a stranger's file in a process of its own.

Loads nothing heavy: the examiner itself (periksa.py) needs pyHanko.
"""

import base64
import datetime
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)
UKURAN_MAKS = 60 * 1024 * 1024  # bytes
DETIK_MAKS = 30
TERLALU_BESAR = "Berkas ini terlalu besar untuk diperiksa tanda tangannya."
TERLALU_LAMA = "Pemeriksaan tanda tangan berkas ini terlalu lama, jadi dihentikan."


@dataclass(frozen=True, kw_only=True)
class HasilTandaTangan:
    """One signature (or document timestamp) as found.

    `utuh`: the bytes it covers are the bytes that were signed. `sah`: the signature itself is right.
    `tidak_berubah`: both, and after it nothing came but further signatures and validation data.
    `terpercaya`: the chain leads to a trusted root and holds now, or held at a proven time (timestamp).
    `terpercaya_saat_itu`: the same at the time the signature itself states, which proves nothing alone.
    """

    bidang: str
    nama: str
    penerbit: str
    nomor_seri: str
    waktu: datetime.datetime | None = None
    stempel_waktu: bool = False
    stempel_dokumen: bool = False
    utuh: bool = False
    sah: bool = False
    tidak_berubah: bool = False
    seluruh_berkas: bool = False
    terpercaya: bool = False
    terpercaya_saat_itu: bool = False
    dicabut: bool = False
    dicabut_pada: datetime.datetime | None = None
    kedaluwarsa: bool = False
    galat: str = ""

    @property
    def berlaku(self) -> bool:
        return self.tidak_berubah and self.terpercaya


@dataclass(frozen=True, kw_only=True)
class HasilPeriksa:
    """Every signature in the order they were made; `galat` is a sentence when the file could not be examined."""

    tanda_tangan: tuple[HasilTandaTangan, ...] = ()
    galat: str = ""


def periksa_asing(
    pdf: bytes,
    *,
    akar: Sequence[bytes],
    crl: Sequence[bytes] = (),
    akar_tsa: Sequence[bytes] = (),
    detik: int = DETIK_MAKS,
) -> HasilPeriksa:
    """Like `periksa_tanda_tangan`, in a process of its own with a limit on time and memory.

    For uploads of people unknown: a file built to keep the examiner busy costs `detik` seconds at
    most, and never the web process.
    """
    if len(pdf) > UKURAN_MAKS:
        return HasilPeriksa(galat=TERLALU_BESAR)
    soal = {
        nama: [base64.b64encode(isi).decode() for isi in daftar]
        for nama, daftar in (("akar", akar), ("crl", crl), ("akar_tsa", akar_tsa))
    }
    try:
        jawab = subprocess.run(  # noqa: S603 - fixed command, the file comes through standard input
            [sys.executable, "-m", "tte.periksa", str(detik)],
            input=json.dumps(soal).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=detik + 5,
            check=True,
            env={},  # no secret of ours in the process that opens a stranger's file
            cwd=Path(__file__).resolve().parents[1],
        )
        return _dari_json(jawab.stdout)
    except subprocess.TimeoutExpired:
        return HasilPeriksa(galat=TERLALU_LAMA)
    except (subprocess.CalledProcessError, ValueError, OSError) as galat:
        logger.warning("Pemeriksa tanda tangan berhenti: %s", galat)
        return HasilPeriksa(galat=TERLALU_LAMA)


def _dari_json(teks: bytes) -> HasilPeriksa:
    isi = json.loads(teks)
    waktu = {f.name for f in fields(HasilTandaTangan) if "datetime" in str(f.type)}

    def dibaca(t: dict[str, Any]) -> dict[str, Any]:
        return {k: datetime.datetime.fromisoformat(v) if k in waktu and v else v for k, v in t.items()}

    return HasilPeriksa(
        galat=isi["galat"],
        tanda_tangan=tuple(HasilTandaTangan(**dibaca(t)) for t in isi["tanda_tangan"]),
    )

"""Run one of our scripts on a user's file in a process of its own.

A parser in C that runs wild on a hostile file takes its own small process with it, not the server:
bounded memory, bounded processor time, no environment, and PDFium (not thread-safe) alone.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

MEMORI = 1536 * 1024 * 1024  # bytes of address space
KELUARAN = 1024 * 1024 * 1024  # bytes of any one file that it writes


class AnakGagal(Exception):
    """It crashed, ran out of time or memory, or said nothing sensible."""


# Set by the child itself, before it imports anything: forking a process of many threads and running
# Python in between (preexec_fn) may deadlock.
_AWAL = """
import resource, runpy, sys
memori, keluaran, detik = map(int, sys.argv[1:4])
resource.setrlimit(resource.RLIMIT_AS, (memori, memori))
resource.setrlimit(resource.RLIMIT_FSIZE, (keluaran, keluaran))
resource.setrlimit(resource.RLIMIT_CPU, (detik, detik))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.argv = sys.argv[4:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def jalankan(skrip: Path, *argumen: str, detik: int) -> dict[str, Any]:
    """What the script prints as JSON. `detik` bounds both its processor time and its wall time."""
    batas = (str(MEMORI), str(KELUARAN), str(detik))
    try:
        hasil = subprocess.run(  # noqa: S603  (our own script, no shell)
            [sys.executable, "-I", "-c", _AWAL, *batas, str(skrip), *argumen],
            capture_output=True,
            timeout=detik,
            check=True,
            env={"PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "1"},
        )
        jawab = json.loads(hasil.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as galat:
        raise AnakGagal(str(galat)) from galat
    if not isinstance(jawab, dict):
        raise AnakGagal("bukan objek")
    return jawab

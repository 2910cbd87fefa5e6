"""The mark that a restore leaves in the target's storage while it is under way.

A restore that was killed leaves files, or even all rows, behind. The mark says of which archive they are: the same
command goes on with it, and nothing else is taken for an empty target or for a whole one.
"""

import json
from dataclasses import asdict, dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from operasi.galat import OperasiGagal
from operasi.penyimpanan import TANDA_PULIH, folder_penyimpanan

LAIN = (
    "Di sini pemulihan arsip lain terputus ({nama}, keadaan {dibuat}), jadi tidak ada yang dipulihkan. Lanjutkan "
    "dengan arsip itu, atau kosongkan {folder} dan pakai basis data baru, lalu ulangi."
)
RUSAK = (
    "Di sini sebuah pemulihan terputus, tetapi tandanya ({tanda}) tidak terbaca, jadi tidak ada yang dipulihkan. "
    "Kosongkan {folder} dan pakai basis data baru, lalu ulangi."
)


@dataclass(frozen=True)
class Tanda:
    """`sidik`: of the archive's table of contents; `nama` and `dibuat` for people."""

    sidik: str
    nama: str
    dibuat: str


def _tempat() -> str:
    return str(folder_penyimpanan() or "penyimpanan objek")


def pemulihan_terputus(milik: Tanda) -> bool:
    """Whether the restore of this very archive was cut off here. Raises OperasiGagal where it was another's."""
    if not default_storage.exists(TANDA_PULIH):
        return False
    try:
        with default_storage.open(TANDA_PULIH, "rb") as berkas:
            lama = Tanda(**json.loads(berkas.read()))
    except (ValueError, TypeError) as galat:
        raise OperasiGagal(RUSAK.format(tanda=TANDA_PULIH, folder=_tempat())) from galat
    if lama.sidik != milik.sidik:
        raise OperasiGagal(LAIN.format(nama=lama.nama, dibuat=lama.dibuat, folder=_tempat()))
    return True


def tandai(milik: Tanda) -> None:
    default_storage.save(TANDA_PULIH, ContentFile(json.dumps(asdict(milik)).encode()))


def tanda_hapus() -> None:
    default_storage.delete(TANDA_PULIH)

"""What came of a question in rooms that stand above: they register how to find it, and the question's page asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from akun.models import Pengguna
from klinik.models import Pertanyaan
from tindaklanjut.enums import Asal
from tindaklanjut.models import Temuan


@dataclass(frozen=True)
class Lanjutan:
    """One thing that was made out of a question, as far as the reader may see it."""

    jenis: str
    judul: str
    url: str
    keadaan: str


PENCARI: list[Callable[[Pengguna, Pertanyaan], Iterable[Lanjutan]]] = []


def _temuan(pengguna: Pengguna, pertanyaan: Pertanyaan) -> Iterable[Lanjutan]:
    semua = Temuan.objects.untuk(pengguna).filter(asal_jenis=Asal.KLINIK, asal_id=str(pertanyaan.pk))
    for t in semua.select_related("desa"):
        yield Lanjutan("Temuan", str(t), t.get_absolute_url(), t.get_status_display())


PENCARI.append(_temuan)


def lanjutan(pengguna: Pengguna, pertanyaan: Pertanyaan) -> list[Lanjutan]:
    return [hasil for cari in PENCARI for hasil in cari(pengguna, pertanyaan)]

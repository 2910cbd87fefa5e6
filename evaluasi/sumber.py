"""A finding that comes out of an evaluation: what `tindaklanjut` asks about its source."""

from akun.models import Pengguna
from evaluasi.enums import BERNILAI
from evaluasi.models import Evaluasi
from tindaklanjut.enums import Asal
from tindaklanjut.sumber import Sumber, daftarkan


def _evaluasi(pengguna: Pengguna, pk: int) -> Sumber | None:
    """Once its scores are final; before that there is nothing to mend."""
    evaluasi = Evaluasi.objects.untuk(pengguna).lengkap().filter(pk=pk, status__in=BERNILAI).first()
    if evaluasi is None or not pengguna.has_perm("evaluasi.lihat_evaluasi", evaluasi):
        return None
    return Sumber(Asal.EVALUASI, str(evaluasi.pk), evaluasi.desa, str(evaluasi)[:200], evaluasi.get_absolute_url())


daftarkan(Asal.EVALUASI, _evaluasi)

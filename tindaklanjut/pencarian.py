"""What is found of findings."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan


def temuan_memuat(teks: str) -> Q:
    return memuat(
        teks, "uraian", "rekomendasi", "penanggung_jawab", "asal_teks", "desa__nama", tahun="batas_waktu__year"
    )


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Temuan]":
    """The newest first; a draft is found where it is written, as in the list."""
    semua = Temuan.objects.untuk(pengguna).exclude(status=StatusTemuan.DRAF)
    return semua.filter(temuan_memuat(teks)).select_related("desa").order_by("-dibuat_pada", "-pk")


def _hasil(temuan: Temuan) -> Hasil:
    return Hasil(
        str(temuan),
        temuan.get_absolute_url(),
        desa=str(temuan.desa),
        tahun=str(temuan.batas_waktu.year),
        benda=temuan,
        teks=(
            ("Temuan", temuan.uraian),
            ("Saran perbaikan", temuan.rekomendasi),
            ("Penanggung jawab", temuan.penanggung_jawab),
            ("Berasal dari", temuan.asal_teks),
        ),
    )


SUMBER = (Sumber("Temuan", "flag", "tindaklanjut:temuan-daftar", _cari, _hasil),)

"""What is found of reports: by kecamatan, period, words, or the number of the document."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from laporan.models import Laporan


def laporan_memuat(teks: str) -> Q:
    return memuat(teks, "judul", "kecamatan__nama", "naskah__nomor")


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Laporan]":
    semua = Laporan.objects.untuk(pengguna).filter(laporan_memuat(teks))
    return semua.select_related("kecamatan", "naskah").defer("hitungan", "naskah__isi")


def _hasil(laporan: Laporan) -> Hasil:
    return Hasil(
        str(laporan),
        laporan.get_absolute_url(),
        tahun=laporan.periode[:4],
        benda=laporan,
        teks=(("Nomor", laporan.naskah.nomor if laporan.naskah else ""),),
    )


SUMBER = (Sumber("Laporan camat", "file-earmark-bar-graph", "laporan:laporan-daftar", _cari, _hasil),)

"""What is found of trainings: by title, who held it, and where."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from kapasitas.models import Pelatihan


def pelatihan_memuat(teks: str) -> Q:
    return memuat(teks, "judul", "penyelenggara", "tempat", tahun="mulai__year")


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Pelatihan]":
    return Pelatihan.objects.untuk(pengguna).filter(pelatihan_memuat(teks)).select_related("kecamatan")


def _hasil(pelatihan: Pelatihan) -> Hasil:
    return Hasil(
        pelatihan.judul,
        pelatihan.get_absolute_url(),
        desa=str(pelatihan.kecamatan),
        tahun=str(pelatihan.mulai.year),
        benda=pelatihan,
        teks=(("Penyelenggara", pelatihan.penyelenggara), ("Tempat", pelatihan.tempat)),
    )


SUMBER = (Sumber("Pelatihan", "mortarboard", "kapasitas:pelatihan-daftar", _cari, _hasil),)

"""What is found of journeys: by who travels, where to, what for, or the number of the order."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from perjalanan.models import Perjalanan


def perjalanan_memuat(teks: str) -> Q:
    def orang(kata: str) -> Q:
        return Q(pk__in=Perjalanan.objects.filter(orang__nama__icontains=kata).values("pk"))

    kolom = ("desa__nama", "maksud", "tujuan", "kota_tujuan", "dasar", "nomor_permohonan", "surat__nomor")
    return memuat(teks, *kolom, tahun="mulai__year", lain=orang)


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Perjalanan]":
    return Perjalanan.objects.untuk(pengguna).filter(perjalanan_memuat(teks)).lengkap()


def _hasil(perjalanan: Perjalanan) -> Hasil:
    surat = perjalanan.surat
    return Hasil(
        str(perjalanan),
        perjalanan.get_absolute_url(),
        desa=str(perjalanan.desa),
        tahun=str(perjalanan.mulai.year),
        benda=perjalanan,
        teks=(
            ("Maksud", perjalanan.maksud),
            ("Tujuan", perjalanan.tujuan),
            ("Dasar", perjalanan.dasar),
            ("Surat", surat.nomor if surat else ""),
            ("Permohonan", perjalanan.nomor_permohonan),
            ("Yang bepergian", ", ".join(o.nama for o in perjalanan.orang.all())),
        ),
    )


SUMBER = (Sumber("Perjalanan dinas", "signpost-2", "perjalanan:perjalanan-daftar", _cari, _hasil),)

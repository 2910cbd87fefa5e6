"""What is found of visits: by village, agenda, or the number of a letter."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from perut.models import Kunjungan


def kunjungan_memuat(teks: str) -> Q:
    return memuat(teks, "desa__nama", "agenda", "surat_tugas__nomor", "berita_acara__nomor", tahun="tanggal__year")


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Kunjungan]":
    semua = Kunjungan.objects.untuk(pengguna).filter(kunjungan_memuat(teks))
    return semua.select_related("desa", "surat_tugas", "berita_acara").defer(
        "notulen", "verifikasi", "surat_tugas__isi", "berita_acara__isi"
    )


def _hasil(kunjungan: Kunjungan) -> Hasil:
    surat, acara = kunjungan.surat_tugas, kunjungan.berita_acara
    return Hasil(
        str(kunjungan),
        kunjungan.get_absolute_url(),
        desa=str(kunjungan.desa),
        tahun=str(kunjungan.tanggal.year) if kunjungan.tanggal else "",
        benda=kunjungan,
        teks=(
            ("Agenda", kunjungan.agenda),
            ("Surat tugas", surat.nomor if surat else ""),
            ("Berita acara", acara.nomor if acara else ""),
        ),
    )


SUMBER = (Sumber("Kunjungan", "journal-check", "perut:kunjungan-daftar", _cari, _hasil),)

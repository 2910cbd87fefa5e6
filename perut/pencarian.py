"""What is found of visits: by village, agenda, or the number of a letter."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from perut.models import Kunjungan, Musyawarah, PokokMusyawarah


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


def musyawarah_memuat(teks: str) -> Q:
    def pokok(kata: str) -> Q:
        return Q(pk__in=PokokMusyawarah.objects.filter(uraian__icontains=kata).values("musyawarah"))

    return memuat(teks, "desa__nama", "tempat", "notulen", tahun="tanggal__year", lain=pokok)


def _cari_musyawarah(pengguna: Pengguna, teks: str) -> "QuerySet[Musyawarah]":
    return Musyawarah.objects.untuk(pengguna).filter(musyawarah_memuat(teks)).select_related("desa")


def _hasil_musyawarah(musyawarah: Musyawarah) -> Hasil:
    return Hasil(
        str(musyawarah),
        musyawarah.get_absolute_url(),
        desa=str(musyawarah.desa),
        tahun=str(musyawarah.tanggal.year),
        benda=musyawarah,
        teks=(("Tempat", musyawarah.tempat), ("Jalannya musyawarah", musyawarah.notulen)),
    )


SUMBER = (
    Sumber("Kunjungan", "journal-check", "perut:kunjungan-daftar", _cari, _hasil),
    Sumber("Musyawarah", "people", "perut:musyawarah-daftar", _cari_musyawarah, _hasil_musyawarah),
)

"""What is found of budgets: by village, or by the number of the Perdes and of what the kecamatan answered."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from apbdes.models import VersiApbdes
from dasar.pencarian import Hasil, Sumber, memuat


def versi_memuat(teks: str) -> Q:
    desa = ("apbdes__desa__nama", "apbdes__desa__kode__startswith")
    nomor = ("perdes_nomor", "keputusan__nomor", "berita_acara__nomor")
    return memuat(teks, *desa, *nomor, tahun="apbdes__tahun")


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[VersiApbdes]":
    naskah = ("keputusan", "berita_acara")
    return (
        VersiApbdes.objects.untuk(pengguna)
        .filter(versi_memuat(teks))
        .select_related("apbdes__desa", *naskah)
        .defer("beku", *(f"{n}__isi" for n in naskah))
    )


def _hasil(versi: VersiApbdes) -> Hasil:
    return Hasil(
        str(versi),
        versi.get_absolute_url(),
        desa=str(versi.wilayah),
        tahun=str(versi.apbdes.tahun),
        benda=versi,
        teks=(
            ("Nomor Perdes", versi.perdes_nomor),
            ("Keputusan", versi.keputusan.nomor if versi.keputusan else ""),
            ("Berita acara", versi.berita_acara.nomor if versi.berita_acara else ""),
        ),
    )


SUMBER = (Sumber("APBDes", "cash-stack", "apbdes:daftar", _cari, _hasil),)

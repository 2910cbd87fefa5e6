"""What is found of evaluations: by village, team, or the number of a document."""

from django.db.models import Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from evaluasi.models import Evaluasi, TimEvaluasi


def evaluasi_memuat(teks: str) -> Q:
    kolom = ("desa__nama", "tim__nama", "hasil_naskah__nomor", "laporan__nomor", "pengantar__nomor")
    return memuat(teks, *kolom, tahun="tahun")


def tim_memuat(teks: str) -> Q:
    def anggota(kata: str) -> Q:
        return Q(pk__in=TimEvaluasi.objects.filter(anggota__nama__icontains=kata).values("pk"))

    return memuat(teks, "nama", "desa__nama", lain=anggota)


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Evaluasi]":
    semua = Evaluasi.objects.untuk(pengguna).filter(evaluasi_memuat(teks))
    naskah = ("hasil_naskah", "laporan", "pengantar")
    return semua.select_related("desa", "tim", *naskah).defer("hasil", *(f"{n}__isi" for n in naskah))


def _hasil(evaluasi: Evaluasi) -> Hasil:
    naskah = (
        ("Lembar evaluasi", evaluasi.hasil_naskah),
        ("Laporan", evaluasi.laporan),
        ("Pengantar", evaluasi.pengantar),
    )
    return Hasil(
        str(evaluasi),
        evaluasi.get_absolute_url(),
        desa=str(evaluasi.desa),
        tahun=str(evaluasi.tahun),
        benda=evaluasi,
        teks=(("Tim", evaluasi.tim.nama), *((label, n.nomor if n else "") for label, n in naskah)),
    )


SUMBER = (Sumber("Evaluasi", "clipboard-data", "evaluasi:evaluasi-daftar", _cari, _hasil),)

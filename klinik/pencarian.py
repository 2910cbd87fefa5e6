"""What is found of questions and of articles."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from akun.models import Pengguna
from dasar.pencarian import Hasil, Sumber, memuat
from klinik.enums import StatusPertanyaan
from klinik.models import Artikel, Pertanyaan, Pesan


def pertanyaan_memuat(teks: str) -> Q:
    """In the question, or in any message of its thread."""

    def di_pesan(kata: str) -> Q:
        return Q(Exists(Pesan.objects.filter(pertanyaan=OuterRef("pk"), isi__icontains=kata)))

    return memuat(teks, "judul", "topik__nama", "desa__nama", tahun="dibuat_pada__year", lain=di_pesan)


def artikel_memuat(teks: str) -> Q:
    return memuat(teks, "judul", "isi", "dasar", "topik__nama")


def _cari_pertanyaan(pengguna: Pengguna, teks: str) -> "QuerySet[Pertanyaan]":
    semua = Pertanyaan.objects.untuk(pengguna).exclude(status=StatusPertanyaan.DRAF)
    return semua.filter(pertanyaan_memuat(teks)).select_related("desa", "topik")


def _pertanyaan(p: Pertanyaan) -> Hasil:
    return Hasil(
        p.judul,
        p.get_absolute_url(),
        desa=str(p.desa),
        tahun=str(p.dibuat_pada.year),
        benda=p,
        teks=(("Topik", p.topik.nama),),
    )


def _cari_artikel(pengguna: Pengguna, teks: str) -> "QuerySet[Artikel]":
    return Artikel.objects.untuk(pengguna).terbit().filter(artikel_memuat(teks)).select_related("topik")


def _artikel(a: Artikel) -> Hasil:
    return Hasil(
        a.judul,
        a.get_absolute_url(),
        benda=a,
        teks=(("Isi", a.isi), ("Peraturan", a.dasar), ("Topik", a.topik.nama)),
    )


SUMBER = (
    Sumber("Klinik", "chat-dots", "klinik:pertanyaan-daftar", _cari_pertanyaan, _pertanyaan),
    Sumber("Artikel klinik", "lightbulb", "klinik:artikel-daftar", _cari_artikel, _artikel),
)

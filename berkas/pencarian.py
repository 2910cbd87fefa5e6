"""What is found of uploaded files: by title, number, village, or the words inside."""

from django.db.models import QuerySet, Value
from django.db.models.functions import Greatest, StrIndex, Substr

from akun.models import Pengguna
from berkas.models import Berkas
from berkas.queries.berkas import berkas_cari
from berkas.teks import normal
from dasar.pencarian import Hasil, Sumber, kata_cari

KUTIPAN = 200  # characters of a file's text, read instead of all of it
SEBELUM = 60


def _cari(pengguna: Pengguna, teks: str) -> "QuerySet[Berkas]":
    kata = kata_cari(teks)
    letak = StrIndex("teks_cari", Value(normal(kata[0]) if kata else ""))
    return (
        berkas_cari(Berkas.objects.untuk(pengguna), teks)
        .select_related("desa")
        .defer("teks_cari")
        .annotate(kutipan=Substr("teks_cari", Greatest(letak - SEBELUM, 1), KUTIPAN))
    )


def _hasil(berkas: Berkas) -> Hasil:
    return Hasil(
        berkas.judul,
        berkas.get_absolute_url(),
        desa=str(berkas.desa),
        tahun=str(berkas.tahun),
        benda=berkas,
        teks=(("Nomor", berkas.nomor), ("Isi", berkas.kutipan)),
    )


SUMBER = (Sumber("Berkas", "folder2-open", "berkas:berkas-daftar", _cari, _hasil),)

"""An evaluation as a team of three leaves it, by way of the real services."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from desa.models import Desa
from evaluasi.enums import CaraNilai, StatusEvaluasi
from evaluasi.models import Evaluasi, FormulirEvaluasi, LembarEvaluasi, NilaiAspek, Penilaian
from evaluasi.tests.factories import EvaluasiFactory

# What ketua, sekretaris and anggota choose, aspect after aspect: never two levels apart.
POLA = ("aab", "bbb", "bcb", "aba", "ccd", "bba")


def tiga_orang(desa: Desa) -> list[Pengguna]:
    return [
        pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Ketua Tim Uji", nip="197001011990031001"),
        pengguna_berperan(Peran.PELAKSANA, desa, nama="Sekretaris Tim Uji"),
        pengguna_berperan(Peran.PELAKSANA, desa, nama="Anggota Tim Uji"),
    ]


def evaluasi_rencana(desa: Desa, anggota: Sequence[Pengguna], formulir: Sequence[FormulirEvaluasi], **isi) -> Evaluasi:
    evaluasi = EvaluasiFactory(desa=desa, anggota=anggota, **isi)
    LembarEvaluasi.objects.bulk_create(
        LembarEvaluasi(evaluasi=evaluasi, formulir=f, urut=n) for n, f in enumerate(formulir, 1)
    )
    return evaluasi


def nilai_semua(evaluasi: Evaluasi, *, pola: Sequence[str] = POLA, catatan: str = "", serahkan: bool = True) -> None:
    """Every member's scores; a level's letter also stands for a number in its band where numbers are given."""
    angka = {"a": "95", "b": "81.25", "c": "64", "d": "55", "e": "20"}
    for ke, penilaian in enumerate(evaluasi.penilaian.order_by("anggota__urut")):
        n = 0
        for lembar in evaluasi.lembar.order_by("urut"):
            for aspek in lembar.formulir.aspek.order_by("urut"):
                huruf = pola[n % len(pola)][ke % len(pola[n % len(pola)])]
                n += 1
                NilaiAspek.objects.create(
                    penilaian=penilaian,
                    lembar=lembar,
                    aspek=aspek,
                    tingkat=huruf if evaluasi.cara == CaraNilai.TINGKAT else "",
                    angka=Decimal(angka[huruf]) if evaluasi.cara == CaraNilai.ANGKA else None,
                    catatan=catatan,
                    versi=1,
                )
        if serahkan:
            penilaian.diserahkan = timezone.now()
            penilaian.save(update_fields=["diserahkan"])


def evaluasi_dinilai(
    desa: Desa, anggota: Sequence[Pengguna], formulir: Sequence[FormulirEvaluasi], *, nilai: bool = True, **isi
) -> Evaluasi:
    """Open, and scored and handed in by everybody unless `nilai=False`."""
    pola, catatan = isi.pop("pola", POLA), isi.pop("catatan", "")
    evaluasi = evaluasi_rencana(desa, anggota, formulir, status=StatusEvaluasi.DINILAI, **isi)
    Penilaian.objects.bulk_create(Penilaian(evaluasi=evaluasi, anggota=a) for a in evaluasi.tim.anggota.all())
    if nilai:
        nilai_semua(evaluasi, pola=pola, catatan=catatan)
    return evaluasi

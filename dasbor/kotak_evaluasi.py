"""What evaluations ask of a person: as a member, as who leads the team, as the camat."""

from typing import Any

from django.urls import reverse

from akun.enums import Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.alur import cari
from dasar.pemisahan import bebas
from dasbor.kotak import Kotak, isi_kotak
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, Penilaian, TimEvaluasi
from evaluasi.rules import PIMPINAN


def _evaluasi(judul: str, ikon: str, qs: Any, saringan: str) -> Kotak:
    url = f"{reverse('evaluasi:evaluasi-daftar')}?{saringan}"
    return isi_kotak(judul, ikon, "", url, "evaluasi", qs.select_related("desa", "tim").defer("hasil"))


def kotak_evaluasi(pengguna: Pengguna) -> list[Kotak]:
    S = StatusEvaluasi
    terlihat = Evaluasi.objects.untuk(pengguna).order_by("tanggal_selesai", "pk")
    dipimpin = terlihat.filter(
        tim__in=TimEvaluasi.objects.filter(anggota__pengguna=pengguna, anggota__jabatan_tim__in=PIMPINAN)
    )
    belum_lengkap = Penilaian.objects.filter(diserahkan=None).values("evaluasi")
    kotak = []
    if Peran.CAMAT in pengguna.peran:
        kotak.append(
            _evaluasi(
                "Hasil evaluasi menunggu Anda",
                "award",
                bebas(
                    terlihat.filter(lingkup(pengguna, Peran.CAMAT), status=S.DILAPORKAN),
                    pengguna.pk,
                    cari(TRANSISI_EVALUASI, "terima"),
                ),
                "status=dilaporkan",
            )
        )
    return [
        *kotak,
        _evaluasi("Menunggu nilai Anda", "clipboard-data", terlihat.menunggu_nilai(pengguna), "milik=nilai"),
        _evaluasi(
            "Penilaian menunggu ditutup",
            "lock",
            dipimpin.filter(status=S.DINILAI).exclude(pk__in=belum_lengkap),
            "milik=saya&status=dinilai",
        ),
        _evaluasi(
            "Laporan evaluasi yang harus Anda serahkan",
            "pencil-square",
            dipimpin.filter(status__in=[S.DITUTUP, S.DIKEMBALIKAN]),
            "milik=saya",
        ),
    ]

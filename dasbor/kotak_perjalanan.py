"""What journeys of village officials ask of a person today."""

from typing import Any

from django.urls import reverse

from akun.enums import WAKIL_DESA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.alur import cari
from dasar.pemisahan import bebas
from dasbor.kotak import Kotak, isi_kotak
from perjalanan.alur import PENELAAH, TRANSISI_PERJALANAN
from perjalanan.enums import StatusPerjalanan as S
from perjalanan.models import Perjalanan


def _kotak(judul: str, ikon: str, qs: Any, saringan: str) -> Kotak:
    url = f"{reverse('perjalanan:perjalanan-daftar')}?{saringan}"
    return isi_kotak(judul, ikon, "", url, "perjalanan", qs.order_by("mulai", "pk").lengkap())


def kotak_perjalanan(pengguna: Pengguna) -> list[Kotak]:
    """The office what to review, the camat what to decide, the village what came back and what it has not reported."""
    peran, semua = pengguna.peran, Perjalanan.objects.untuk(pengguna)
    kotak = []
    if Peran.CAMAT in peran:
        ditelaah = semua.filter(lingkup(pengguna, Peran.CAMAT), status=S.DITELAAH)
        kotak.append(
            _kotak(
                "Perjalanan dinas menunggu keputusan Anda",
                "signpost-2",
                bebas(ditelaah, pengguna.pk, cari(TRANSISI_PERJALANAN, "setujui")),
                "status=ditelaah",
            )
        )
    if peran & PENELAAH:
        diajukan = semua.filter(lingkup(pengguna, *PENELAAH), status=S.DIAJUKAN)
        kotak.append(_kotak("Perjalanan dinas menunggu telaahan", "signpost-2", diajukan, "status=diajukan"))
    if peran & WAKIL_DESA:
        milik = semua.filter(lingkup(pengguna, *WAKIL_DESA))
        kotak += [
            _kotak(
                "Permohonan perjalanan dinas dikembalikan",
                "arrow-return-left",
                milik.filter(status=S.DIKEMBALIKAN),
                "status=dikembalikan",
            ),
            _kotak("Perjalanan dinas belum dilaporkan", "signpost-2", milik.belum_dilaporkan(), "laporan=belum"),
        ]
    return kotak

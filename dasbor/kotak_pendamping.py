"""What the sheets of the pendamping ask of a person today."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from akun.enums import Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.alur import cari
from dasar.pemisahan import bebas
from dasar.waktu import menurut_zona
from dasbor.kotak import Kotak, isi_kotak
from pendamping.alur import TRANSISI_LEMBAR
from pendamping.enums import PENGONFIRMASI, StatusLembar
from pendamping.models import Lembar, awal_bulan

ZONA = "desa__kecamatan__zona_waktu"


def _kotak(judul: str, ikon: str, qs: Any, saringan: str) -> Kotak:
    url = f"{reverse('pendamping:lembar-daftar')}?{saringan}"
    return isi_kotak(judul, ikon, "", url, "lembar", qs.lengkap().order_by("bulan", "pk"))


def kotak_pendamping(pengguna: Pengguna) -> list[Kotak]:
    peran = pengguna.peran
    semua = Lembar.objects.untuk(pengguna).defer("beku", "catatan")
    kotak = []
    if peran & PENGONFIRMASI:
        menunggu = semua.filter(lingkup(pengguna, *PENGONFIRMASI), status=StatusLembar.DIAJUKAN)
        kotak.append(
            _kotak(
                "Lembar pendamping menunggu konfirmasi Anda",
                "person-check",
                bebas(menunggu, pengguna.pk, cari(TRANSISI_LEMBAR, "konfirmasi")),
                "status=diajukan",
            )
        )
    if Peran.PENDAMPING in peran:
        milikku = semua.filter(lingkup(pengguna, Peran.PENDAMPING), pendamping=pengguna)
        lalu = menurut_zona(ZONA, lambda hari: Q(bulan__lt=awal_bulan(hari)))
        kotak += [
            _kotak(
                "Lembar saya yang dikembalikan",
                "arrow-return-left",
                milikku.filter(status=StatusLembar.DIKEMBALIKAN),
                f"milik={pengguna.pk}&status=dikembalikan",
            ),
            _kotak(
                "Lembar saya yang belum diajukan",
                "pencil-square",
                milikku.filter(lalu, status=StatusLembar.DRAF),
                f"milik={pengguna.pk}&status=draf",
            ),
        ]
    return kotak

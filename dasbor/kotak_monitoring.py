"""What monitoring asks of a person today."""

from typing import Any

from django.urls import reverse

from akun.enums import DESA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.alur import cari
from dasar.pemisahan import bebas
from dasbor.kotak import Kotak, isi_kotak
from monitoring.alur import TRANSISI_MONITORING
from monitoring.enums import StatusMonitoring as S
from monitoring.models import Monitoring

PENGAWAS = frozenset({Peran.CAMAT, Peran.VERIFIKATOR, Peran.PEMANTAU_KABUPATEN})


def _kotak(judul: str, ikon: str, kosong: str, qs: Any, saringan: str) -> Kotak:
    url = f"{reverse('monitoring:monitoring-daftar')}?{saringan}"
    return isi_kotak(judul, ikon, kosong, url, "monitoring", qs.ringkas())


def kotak_monitoring(pengguna: Pengguna) -> list[Kotak]:
    peran = pengguna.peran
    semua = Monitoring.objects.untuk(pengguna)
    milikku = semua.bertugas(pengguna)
    kotak = []
    if Peran.PELAKSANA in peran:
        kotak += [
            _kotak(
                "Laporan monitoring dikembalikan kepada saya",
                "arrow-return-left",
                "",
                milikku.filter(status=S.DIKEMBALIKAN).order_by("batas_laporan"),
                "milik=saya&status=dikembalikan",
            ),
            _kotak(
                "Monitoring dan laporan saya",
                "clipboard2-check",
                "",
                milikku.belum_lapor().order_by("batas_laporan"),
                "milik=saya&laporan=belum",
            ),
        ]
    if Peran.CAMAT in peran:
        kotak.append(
            _kotak(
                "Laporan monitoring menunggu Anda terima",
                "clipboard2-data",
                "",
                bebas(
                    semua.filter(lingkup(pengguna, Peran.CAMAT), status=S.DILAPORKAN).order_by("dilaporkan"),
                    pengguna.pk,
                    cari(TRANSISI_MONITORING, "terima"),
                ),
                "status=dilaporkan",
            )
        )
    if Peran.VERIFIKATOR in peran:
        kotak += [
            _kotak(
                "Monitoring belum ditugaskan",
                "clipboard2-plus",
                "",
                semua.filter(lingkup(pengguna, Peran.VERIFIKATOR), status=S.RENCANA).order_by("tanggal_mulai"),
                "status=rencana",
            ),
        ]
    if peran & PENGAWAS:
        kotak.append(
            _kotak(
                "Laporan monitoring terlambat",
                "alarm",
                "",
                semua.filter(lingkup(pengguna, *PENGAWAS)).terlambat().order_by("batas_laporan"),
                "laporan=terlambat",
            )
        )
    if peran & DESA:
        kotak.append(
            _kotak(
                "Monitoring di desa saya",
                "clipboard2-check",
                "",
                semua.filter(lingkup(pengguna, *DESA), status__in=[S.DITUGASKAN, S.BERLANGSUNG]).order_by(
                    "tanggal_mulai"
                ),
                "laporan=belum",
            )
        )
    return kotak

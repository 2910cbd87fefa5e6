"""What reports ask of a person: to draw one up once its period is over, to finish it, to approve it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from akun.enums import Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.alur import cari
from dasar.pemisahan import bebas
from dasar.waktu import hari_ini
from dasbor.kotak import BANYAK, Kotak, isi_kotak
from laporan.alur import TRANSISI_LAPORAN
from laporan.enums import DAPAT_DIUBAH, StatusLaporan
from laporan.masa import Masa, baru_berakhir, judul_periode
from laporan.models import Laporan
from perut.models import Program
from perut.queries import kecamatan_kelolaan


@dataclass(frozen=True)
class Tugas:
    """One line of the card."""

    judul: str
    keterangan: str
    url: str


def kotak_laporan(pengguna: Pengguna) -> list[Kotak]:
    daftar, kotak = reverse("laporan:laporan-daftar"), []
    if Peran.CAMAT in pengguna.peran:
        diajukan = Laporan.objects.filter(
            lingkup(pengguna, Peran.CAMAT, kecamatan="kecamatan"), status=StatusLaporan.DIAJUKAN
        )
        qs = bebas(diajukan.order_by("periode"), pengguna.pk, cari(TRANSISI_LAPORAN, "sahkan"))
        qs = qs.select_related("kecamatan").defer("hitungan")
        url = f"{daftar}?status=diajukan"
        kotak.append(isi_kotak("Laporan menunggu pengesahan Anda", "file-earmark-bar-graph", "", url, "laporan", qs))
    if Peran.VERIFIKATOR in pengguna.peran:
        butir = list(_disusun(pengguna))
        judul = "Laporan yang harus disusun"
        kotak.append(Kotak(judul, "file-earmark-bar-graph", "", daftar, "tugas laporan", len(butir), butir[:BANYAK]))
    return kotak


def _disusun(pengguna: Pengguna) -> Iterator[Tugas]:
    """The last month, quarter and year that are over, where the kecamatan had a programme then; and every draft whose
    period is over. PERUT's own reminder: no source says when a report is due."""
    for kecamatan in kecamatan_kelolaan(pengguna).order_by("nama", "kode"):
        ada = Laporan.objects.filter(kecamatan=kecamatan).exclude(status=StatusLaporan.DIBATALKAN)
        semua = {o.periode: o for o in ada.select_related("kecamatan").defer("hitungan")}
        program = set(Program.objects.filter(kecamatan=kecamatan).values_list("tahun", flat=True))
        for periode in baru_berakhir(hari_ini(kecamatan)):
            if periode not in semua and int(periode[:4]) in program:
                url = f"{reverse('laporan:laporan-susun')}?{urlencode({'periode': periode})}"
                yield Tugas(f"Susun laporan {judul_periode(periode)}", str(kecamatan), url)
        for o in semua.values():
            if o.status in DAPAT_DIUBAH and not Masa.dari(kecamatan, o.periode).sementara:
                yield Tugas(
                    f"Selesaikan laporan {o.judul}", f"{kecamatan}, {o.get_status_display()}", o.get_absolute_url()
                )

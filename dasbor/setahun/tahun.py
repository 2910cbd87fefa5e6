"""Everything that happened in the simulated year, in its order."""

from datetime import date

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from antrean.kerja import tanpa_dicolek
from dasar.waktu import hari_ini
from dasbor.demo_jam import pada
from dasbor.setahun.apbdes import anggaran_setahun
from dasbor.setahun.desa import DesaContoh, catat_libur, letak, libur_daerah, pergantian, siapkan_desa
from dasbor.setahun.dokumen import dokumen_setahun, wajibkan
from dasbor.setahun.jalan import Tahun
from dasbor.setahun.kapasitas import kapasitas_setahun
from dasbor.setahun.klinik import klinik_setahun
from dasbor.setahun.kunjungan import kunjungan_setahun, program_lalu
from dasbor.setahun.laporan import laporan_setahun
from dasbor.setahun.pendamping import pendamping_setahun
from dasbor.setahun.penilaian import evaluasi_setahun, monitoring_setahun
from dasbor.setahun.perjalanan import perjalanan_setahun
from dasbor.setahun.temuan import pengaduan_setahun, penjadwal
from desa.enums import JenisDesa
from desa.models import Kecamatan
from kewajiban.enums import CaraMinggu
from kewajiban.services import penghitungan_atur

BENIH = 20261130
KASI = ("kasi", "Kepala Seksi Pemerintahan Kecamatan Awayan", Peran.VERIFIKATOR)


def muat_setahun(
    kecamatan: Kecamatan,
    orang: dict[str, Pengguna],
    *,
    benih: int,
    tersendiri: frozenset[str],
    banyak: int | None = None,
) -> None:
    """The year up to today of the first `banyak` villages (None: of all). The villages of `tersendiri` (codes) are left
    to whoever writes their last months. The same seed on the same day: the same year.

    What takes long and follows from it, the PDFs and previews, is left waiting in the outbox.
    """
    libur = libur_daerah(hari_ini(kecamatan).year)
    orang = orang | {"kasi": _kasi(orang["sekcam"], kecamatan)}
    t = Tahun(kecamatan, orang, benih=benih, libur=libur)
    desa = list(
        kecamatan.desa.filter(jenis=JenisDesa.DESA).select_related("kecamatan__kabupaten").order_by("kode")[:banyak]
    )
    with tanpa_dicolek():
        with pada(t.geser(t.awal, -1), t.saat(t.awal, 8).timetz().replace(tzinfo=None), kecamatan):
            catat_libur(t, libur)
            semua = siapkan_desa(t, desa, tersendiri=tersendiri)
            letak(t, desa)
            mulai, minggu = date(t.akhir.year, 1, 1), CaraMinggu.TANGGAL
            penghitungan_atur(kecamatan=kecamatan, mulai=mulai, akhir_minggu=minggu, oleh=orang["camat"])
            program_lalu(t, semua)
            wajibkan(t)
        _susun(t, semua)
        pendamping_setahun(t, list(kecamatan.desa.filter(kode__in=tersendiri).order_by("-kode")))
        t.jalankan()


def _susun(t: Tahun, semua: list[DesaContoh]) -> None:
    t.mulai(penjadwal(t))
    pergantian(t, semua)
    kunjungan_setahun(t, semua)
    dokumen_setahun(t, semua)
    monitoring_setahun(t, semua)
    evaluasi_setahun(t, semua)
    anggaran_setahun(t, semua)
    pengaduan_setahun(t, semua)
    perjalanan_setahun(t, semua)
    klinik_setahun(t, semua)
    kapasitas_setahun(t, semua)
    laporan_setahun(t)


def _kasi(sekcam: Pengguna, kecamatan: Kecamatan) -> Pengguna:
    """A second verifikator: who found or proposed something is not the one who confirms it. Same password."""
    username, nama, peran = KASI
    kasi = Pengguna.objects.create(
        username=username,
        password=sekcam.password,
        nama=nama,
        demo=True,
        nip="197001011990010099",
        pangkat="Penata (III/c)",
    )
    mulai = sekcam.penugasan.earliest("mulai").mulai
    Penugasan.objects.create(pengguna=kasi, peran=peran, jabatan=nama, mulai=mulai, kecamatan=kecamatan)
    return kasi

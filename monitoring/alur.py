"""The transition table of a monitoring. Lampiran III: Format I (surat tugas), II-V (formulir), VI (laporan)."""

from akun.enums import WAKIL_DESA, Peran
from akun.models import Pengguna
from akun.queries import kepada_peran, pemegang_peran
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah
from monitoring.enums import StatusMonitoring
from monitoring.syarat import (
    kekurangan_dicabut,
    kekurangan_laporkan,
    kekurangan_mulai,
    kekurangan_terima,
    kekurangan_tugaskan,
)

S = StatusMonitoring


def _petugas(p: Perpindahan) -> list[Pengguna]:
    """The officers who have an account."""
    petugas = p.objek.petugas.filter(pengguna__isnull=False).select_related("pengguna")
    return [orang.pengguna for orang in petugas]


def _petugas_dan_desa(p: Perpindahan) -> list[Pengguna]:
    return [*_petugas(p), *pemegang_peran(p.objek.desa, *WAKIL_DESA)]


def _yang_ditugaskan(p: Perpindahan) -> list[Pengguna]:
    """Nobody was told of what was only planned."""
    return [] if p.dari == StatusMonitoring.RENCANA else _petugas(p)


PETUGAS = Pihak(
    "petugas monitoring", lambda monitoring: [p.pengguna_id for p in monitoring.petugas.all()], ("petugas",)
)
PENERIMAAN = langkah(lambda: TRANSISI_MONITORING, "terima")

TRANSISI_MONITORING = (
    Transisi(
        aksi="tugaskan",
        label="Ajukan surat tugas",
        dari=frozenset({S.RENCANA}),
        ke=S.DITUGASKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Petugas beserta jabatannya, bidang, sasaran kegiatan, tanggal, dan formulirnya.",
        kekurangan=kekurangan_tugaskan,
        kabar=(Kabar(_petugas, "Anda ditugaskan: {o}", "Surat tugasnya menunggu persetujuan camat."),),
    ),
    Transisi(
        aksi="mulai",
        label="Mulai monitoring",
        dari=frozenset({S.DITUGASKAN}),
        ke=S.BERLANGSUNG,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Petugas monitoring itu sendiri; surat tugas berlaku dan cocok dengan rencananya.",
        kekurangan=kekurangan_mulai,
    ),
    Transisi(
        aksi="laporkan",
        label="Serahkan laporan",
        dari=frozenset({S.BERLANGSUNG, S.DIKEMBALIKAN}),
        ke=S.DILAPORKAN,
        peran=frozenset({Peran.PELAKSANA}),
        syarat="Semua butir dijawab; isi kegiatan, kesimpulan, dan saran diisi; surat tugas yang berlaku.",
        kekurangan=kekurangan_laporkan,
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Laporan diserahkan: {o}",
                "Menunggu Anda terima.",
                meminta=True,
                langkah=PENERIMAAN,
            ),
            Kabar(kepada_peran(Peran.VERIFIKATOR), "Laporan diserahkan: {o}", "Menunggu diterima camat."),
        ),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR, Peran.CAMAT}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
        kabar=(Kabar(_petugas, "Laporan dikembalikan: {o}"),),
    ),
    Transisi(
        aksi="terima",
        label="Terima laporan",
        dari=frozenset({S.DILAPORKAN}),
        ke=S.SELESAI,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; surat tugas yang berlaku; setiap penanda tangan laporan sudah tercatat; "
        "bukan petugas monitoring itu.",
        kekurangan=kekurangan_terima,
        bukan_pelaku=("laporkan", "terbitkan_lagi"),
        bukan_pihak=(PETUGAS,),
        kabar=(Kabar(_petugas_dan_desa, "Laporan diterima: {o}", "Nomor {o.laporan.nomor}"),),
    ),
    Transisi(
        aksi="cabut",
        label="Cabut penerimaan",
        dari=frozenset({S.SELESAI}),
        ke=S.DICABUT,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika laporannya dicabut.",
        kekurangan=kekurangan_dicabut,
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Laporan dicabut: {o}",
                "{alasan} Buka kembali monitoringnya bila isinya yang keliru, atau terbitkan lagi laporannya.",
                meminta=True,
            ),
        ),
    ),
    Transisi(
        aksi="buka_kembali",
        label="Buka kembali",
        dari=frozenset({S.DICABUT}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Laporannya dicabut; alasan.",
        alasan_wajib=True,
        kekurangan=kekurangan_dicabut,
        kabar=(Kabar(_petugas, "Dibuka kembali: {o}"),),
    ),
    Transisi(
        aksi="terbitkan_lagi",
        label="Terbitkan lagi",
        dari=frozenset({S.DICABUT}),
        ke=S.DILAPORKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Laporannya dicabut, isinya benar; alasan. Isinya tetap.",
        alasan_wajib=True,
        kekurangan=kekurangan_dicabut,
        kabar=(
            Kabar(
                kepada_peran(Peran.CAMAT),
                "Laporan pengganti menunggu: {o}",
                "{alasan}",
                meminta=True,
                langkah=PENERIMAAN,
            ),
        ),
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.RENCANA, S.DITUGASKAN, S.BERLANGSUNG}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan pembatalan.",
        alasan_wajib=True,
        kabar=(Kabar(_yang_ditugaskan, "Dibatalkan: {o}"),),
    ),
)
del S

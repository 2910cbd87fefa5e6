"""The transition table of a report: drawn up from the data, written, handed to the camat, approved and signed."""

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran_kecamatan
from dasar.alur import Kabar, Perpindahan, Transisi, langkah
from laporan.enums import StatusLaporan
from laporan.syarat import (
    kekurangan_ajukan,
    kekurangan_batalkan,
    kekurangan_cabut,
    kekurangan_sahkan,
    kekurangan_urungkan,
)

S = StatusLaporan
PENGESAHAN = langkah(lambda: TRANSISI_LAPORAN, "sahkan")


def _camat(p: Perpindahan) -> list[Pengguna]:
    return list(pemegang_peran_kecamatan(p.objek.kecamatan, Peran.CAMAT))


def _verifikator(p: Perpindahan) -> list[Pengguna]:
    return list(pemegang_peran_kecamatan(p.objek.kecamatan, Peran.VERIFIKATOR))


TRANSISI_LAPORAN: tuple[Transisi, ...] = (
    Transisi(
        aksi="ajukan",
        label="Ajukan kepada camat",
        dari=frozenset({S.DISUSUN, S.DIKEMBALIKAN}),
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Masa laporan sudah berakhir; angkanya menurut data terakhir; hasil, permasalahan, tindak lanjut, dan "
        "rekomendasi ditulis.",
        kekurangan=kekurangan_ajukan,
        kabar=(Kabar(_camat, "{o} menunggu pengesahan", "Baca, lalu sahkan.", meminta=True, langkah=PENGESAHAN),),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIKEMBALIKAN,
        peran=frozenset({Peran.CAMAT, Peran.VERIFIKATOR}),
        syarat="Alasan pengembalian.",
        alasan_wajib=True,
        kabar=(Kabar(_verifikator, "Dikembalikan: {o}"),),
    ),
    Transisi(
        aksi="sahkan",
        label="Sahkan",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DISAHKAN,
        peran=frozenset({Peran.CAMAT}),
        syarat="Kata sandi camat; bukan yang mengajukannya.",
        kekurangan=kekurangan_sahkan,
        bukan_pelaku=("ajukan",),
        kabar=(Kabar(_verifikator, "Disahkan: {o}", "Nomor {o.naskah.nomor}"),),
    ),
    Transisi(
        aksi="koreksi",
        label="Perbaiki laporan",
        dari=frozenset({S.DISAHKAN, S.DICABUT}),
        ke=S.DISUSUN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan. Yang disahkan tetap berlaku sampai penggantinya disahkan.",
        alasan_wajib=True,
        kabar=(Kabar(_camat, "Diperbaiki: {o}"),),
    ),
    Transisi(
        aksi="urungkan",
        label="Urungkan perbaikan",
        dari=frozenset({S.DISUSUN, S.DIKEMBALIKAN}),
        ke=S.DISAHKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Laporan yang disahkan sebelumnya masih berlaku; alasan.",
        alasan_wajib=True,
        kekurangan=kekurangan_urungkan,
        kabar=(Kabar(_camat, "Perbaikan diurungkan: {o}"),),
    ),
    Transisi(
        aksi="cabut",
        label="Cabut",
        dari=frozenset({S.DISAHKAN}),
        ke=S.DICABUT,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika naskahnya dicabut.",
        kekurangan=kekurangan_cabut,
        kabar=(Kabar(_verifikator, "Dicabut: {o}", "{alasan} Perbaiki laporannya, lalu ajukan lagi.", meminta=True),),
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan",
        dari=frozenset({S.DISUSUN, S.DIKEMBALIKAN}),
        ke=S.DIBATALKAN,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan; laporan masa ini belum pernah disahkan.",
        alasan_wajib=True,
        kekurangan=kekurangan_batalkan,
    ),
)
del S

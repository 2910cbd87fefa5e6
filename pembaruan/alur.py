"""The transition table of a proposal. Order: as the work goes."""

from akun.enums import WAKIL_DESA, Peran
from akun.queries import kepada_peran
from dasar.alur import Kabar, Transisi, langkah
from pembaruan.enums import StatusUsulan
from pembaruan.syarat import kekurangan_konfirmasi

S = StatusUsulan

TRANSISI_USULAN = (
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=frozenset({S.DRAF}),
        ke=S.MENUNGGU,
        peran=WAKIL_DESA,
        syarat="SK-nya dilampirkan; tidak ada usulan lain tentang orang itu yang menunggu.",
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "Usulan perubahan {o.nama}, {o.desa}",
                "Cocokkan dengan SK-nya, lalu konfirmasi atau tolak dengan alasan.",
                meminta=True,
                langkah=langkah(lambda: TRANSISI_USULAN, "konfirmasi"),
            ),
        ),
    ),
    Transisi(
        aksi="konfirmasi",
        label="Konfirmasi",
        dari=frozenset({S.MENUNGGU}),
        ke=S.DIKONFIRMASI,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Orangnya masih tercatat dan belum berubah sejak diusulkan; bukan pengusulnya sendiri.",
        kekurangan=kekurangan_konfirmasi,
        bukan_pelaku=("ajukan",),
        kabar=(
            Kabar(kepada_peran(*WAKIL_DESA), "Usulan perubahan {o.nama} dikonfirmasi", "Sudah berlaku di {o.desa}."),
        ),
    ),
    Transisi(
        aksi="tolak",
        label="Tolak",
        dari=frozenset({S.MENUNGGU}),
        ke=S.DITOLAK,
        peran=frozenset({Peran.VERIFIKATOR}),
        syarat="Alasan penolakan.",
        alasan_wajib=True,
        kabar=(Kabar(kepada_peran(*WAKIL_DESA), "Usulan perubahan {o.nama} ditolak"),),
    ),
    Transisi(
        aksi="tarik",
        label="Tarik usulan",
        dari=frozenset({S.MENUNGGU}),
        ke=S.DITARIK,
        peran=WAKIL_DESA,
        syarat="Belum dikonfirmasi atau ditolak.",
        kabar=(Kabar(kepada_peran(Peran.VERIFIKATOR), "Usulan perubahan {o.nama} ditarik", "Ditarik {o.desa}."),),
    ),
)
del S

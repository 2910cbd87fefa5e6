"""The transition table of a month's sheet."""

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import kepada_peran
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi, langkah
from pendamping.enums import DAPAT_DIISI, PENGONFIRMASI, StatusLembar
from pendamping.syarat import kekurangan_ajukan, kekurangan_konfirmasi, kekurangan_tutup

S = StatusLembar


def _pendamping(p: Perpindahan) -> list[Pengguna]:
    return [p.objek.pendamping]


PEMILIK = Pihak("pendamping pemilik lembar", lambda lembar: [lembar.pendamping_id])
KONFIRMASI = langkah(lambda: TRANSISI_LEMBAR, "konfirmasi")

TRANSISI_LEMBAR = (
    Transisi(
        aksi="ajukan",
        label="Ajukan",
        dari=DAPAT_DIISI,
        ke=S.DIAJUKAN,
        peran=frozenset({Peran.PENDAMPING}),
        syarat="Pendamping pemilik lembar itu; sedikitnya satu butir diisi, atau sebabnya tidak ada kegiatan ditulis.",
        kekurangan=kekurangan_ajukan,
        kabar=(
            Kabar(
                kepada_peran(Peran.VERIFIKATOR),
                "{o} menunggu konfirmasi",
                "Dari {o.pendamping}",
                meminta=True,
                langkah=KONFIRMASI,
            ),
        ),
    ),
    Transisi(
        aksi="konfirmasi",
        label="Konfirmasi",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIKONFIRMASI,
        peran=PENGONFIRMASI,
        syarat="Tidak ada butir yang ditandai perlu diperbaiki; bukan pendamping yang mengajukannya. Isinya dibekukan.",
        kekurangan=kekurangan_konfirmasi,
        bukan_pihak=(PEMILIK,),
        kabar=(Kabar(_pendamping, "{o} dikonfirmasi", "Isinya tidak berubah lagi."),),
    ),
    Transisi(
        aksi="kembalikan",
        label="Kembalikan",
        dari=frozenset({S.DIAJUKAN}),
        ke=S.DIKEMBALIKAN,
        peran=PENGONFIRMASI,
        syarat="Alasan; butir yang perlu diperbaiki dapat ditandai satu per satu.",
        alasan_wajib=True,
        bukan_pihak=(PEMILIK,),
        kabar=(Kabar(_pendamping, "{o} dikembalikan"),),
    ),
    Transisi(
        aksi="tutup",
        label="Tutup",
        dari=DAPAT_DIISI,
        ke=S.DITUTUP,
        peran=PENGONFIRMASI,
        syarat="Penempatan atau akun pendampingnya sudah berakhir; alasan. Yang sudah diketik tetap dan dibekukan.",
        alasan_wajib=True,
        kekurangan=kekurangan_tutup,
        bukan_pihak=(PEMILIK,),
    ),
    Transisi(
        aksi="buka",
        label="Buka kembali",
        dari=frozenset({S.DIKONFIRMASI, S.DITUTUP}),
        ke=S.DIKEMBALIKAN,
        peran=PENGONFIRMASI,
        syarat="Alasan. Isi yang dibekukan diganti ketika lembarnya dikonfirmasi lagi.",
        alasan_wajib=True,
        bukan_pihak=(PEMILIK,),
        kabar=(Kabar(_pendamping, "{o} dibuka kembali"),),
    ),
)
del S

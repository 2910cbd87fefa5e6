"""The transition table of an assessment. Order: as the work goes. What it needs is asked in syarat.py."""

from akun.enums import WAKIL_DESA
from akun.queries import kepada_peran
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi
from kapasitas.enums import PENILAI, StatusPenilaian
from kapasitas.syarat import kekurangan

S = StatusPenilaian


def _akun(penilaian) -> list[int | None]:
    tautan = getattr(penilaian.perangkat, "akun", None)
    return [tautan.pengguna_id] if tautan else []


def _kepada(p: Perpindahan):
    """The kepala desa and the sekretaris, and whoever was assessed where an account is linked."""
    orang = {o.pk: o for o in kepada_peran(*WAKIL_DESA)(p)}
    tautan = getattr(p.objek.perangkat, "akun", None)
    if tautan:
        orang[tautan.pengguna_id] = tautan.pengguna
    return orang.values()


DINILAI = Pihak("yang dinilai pada penilaian", _akun, muat=("perangkat__akun",))

TRANSISI_PENILAIAN = (
    Transisi(
        aksi="tetapkan",
        label="Tetapkan penilaian",
        dari=frozenset({S.DRAF}),
        ke=S.DITETAPKAN,
        peran=PENILAI,
        syarat="Semua kompetensi wajib terisi, yang mampu atau mahir disertai bukti. Bukan orang yang dinilai. Sesudah "
        "ini isinya tidak berubah; yang keliru dikoreksi dengan penilaian baru.",
        kekurangan=kekurangan,
        bukan_pihak=(DINILAI,),
        kabar=(
            Kabar(
                _kepada,
                "Penilaian kapasitas {o.nama}",
                "{o.saat}, {o.desa}. Hasilnya dapat dibaca dan ditanggapi.",
            ),
        ),
    ),
    Transisi(
        aksi="batalkan",
        label="Batalkan draf",
        dari=frozenset({S.DRAF}),
        ke=S.DIBATALKAN,
        peran=PENILAI,
        syarat="Alasan.",
        alasan_wajib=True,
        bukan_pihak=(DINILAI,),
    ),
    Transisi(
        aksi="ganti",
        label="Gantikan dengan koreksi",
        dari=frozenset({S.DITETAPKAN}),
        ke=S.DIKOREKSI,
        peran=frozenset(),
        syarat="Terjadi sendiri ketika koreksinya ditetapkan.",
    ),
)
del S

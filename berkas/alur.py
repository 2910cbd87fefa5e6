"""The transition table of an uploaded file."""

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from berkas.enums import PEMERIKSA_BERKAS, PENGUNGGAH_BERKAS, StatusBerkas
from berkas.syarat import kekurangan_terima
from dasar.alur import Kabar, Perpindahan, Pihak, Transisi


def _pengirim(p: Perpindahan) -> list[Pengguna]:
    """The sekretaris, and whoever sent the current version."""
    versi = p.objek.versi_terkini
    return [*pemegang_peran(p.objek.desa, Peran.SEKRETARIS_DESA), *([versi.oleh] if versi else [])]


PENGUNGGAH = Pihak("pengunggah berkas", lambda berkas: [berkas.versi_terkini.oleh_id] if berkas.versi_terkini else [])

# Issue 3, "Kecamatan verifies". Order: as the work goes.
TRANSISI_BERKAS = (
    Transisi(
        aksi="unggah",
        label="Unggah versi baru",
        dari=frozenset(StatusBerkas.values),
        ke=StatusBerkas.MENUNGGU,
        peran=PENGUNGGAH_BERKAS,
        syarat="Berkas lolos pemeriksaan; alasan versi baru.",
    ),
    Transisi(
        aksi="terima",
        label="Terima",
        dari=frozenset({StatusBerkas.MENUNGGU}),
        ke=StatusBerkas.DITERIMA,
        peran=PEMERIKSA_BERKAS,
        syarat="Versi terakhir bebas virus (bila pemindai dipakai); bukan orang yang mengunggahnya.",
        kekurangan=kekurangan_terima,
        bukan_pelaku=("unggah",),
        bukan_pihak=(PENGUNGGAH,),
    ),
    Transisi(
        aksi="tolak",
        label="Tolak",
        dari=frozenset({StatusBerkas.MENUNGGU, StatusBerkas.DITERIMA}),
        ke=StatusBerkas.DITOLAK,
        peran=PEMERIKSA_BERKAS,
        syarat="Alasan penolakan dan apa yang harus diperbaiki.",
        alasan_wajib=True,
        kabar=(Kabar(_pengirim, "Berkas ditolak: {o.judul}"),),
    ),
)

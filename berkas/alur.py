"""The transition table of an uploaded file."""

from berkas.enums import PEMERIKSA_BERKAS, PENGUNGGAH_BERKAS, StatusBerkas
from berkas.syarat import kekurangan_terima
from dasar.alur import Transisi

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
    ),
    Transisi(
        aksi="tolak",
        label="Tolak",
        dari=frozenset({StatusBerkas.MENUNGGU, StatusBerkas.DITERIMA}),
        ke=StatusBerkas.DITOLAK,
        peran=PEMERIKSA_BERKAS,
        syarat="Alasan penolakan dan apa yang harus diperbaiki.",
        alasan_wajib=True,
    ),
)

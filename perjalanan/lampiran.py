"""The files that a request and a report rest on, kept among the documents of the village."""

from berkas.acuan import Kategori
from berkas.enums import KelompokKategori, PeriodeKategori

KATEGORI = Kategori(
    kode="perjalanan-dinas",
    nama="Perjalanan dinas",
    kelompok=KelompokKategori.LAINNYA,
    periode=PeriodeKategori.SEKALI,
    urut=910,
    keterangan="Dasar perjalanan (undangan atau surat) dan laporan perjalanan dinas kepala desa dan BPD.",
)

"""Which tables and columns of Siskeudes are known, and which of them are needed."""

from typing import NamedTuple


class Tabel(NamedTuple):
    nama: str
    perlu: tuple[str, ...]  # columns without which it cannot be read
    lain: tuple[str, ...] = ()  # columns that some editions have
    wajib: bool = False  # whether a zip without this table can be read at all
    bila_hilang: str = ""


RUPIAH = ("Anggaran", "AnggaranPAK", "AnggaranStlhPAK")
RAB_RINCI = Tabel(
    "Ta_RABRinci",
    (
        "Tahun",
        "Kd_Desa",
        "Kd_Keg",
        "Kd_Rincian",
        "No_Urut",
        "SumberDana",
        "Uraian",
        "Satuan",
        "JmlSatuan",
        "HrgSatuan",
        "Anggaran",
        "JmlSatuanPAK",
        "HrgSatuanPAK",
        "AnggaranStlhPAK",
    ),
    ("Kd_SubRinci", "AnggaranPAK", "Kode_SBU"),
    wajib=True,
)
RAB = Tabel("Ta_RAB", ("Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", *RUPIAH), ("Kd_SubRinci",), wajib=True)
KEGIATAN = Tabel(
    "Ta_Kegiatan",
    ("Tahun", "Kd_Desa", "Kd_Keg", "ID_Keg", "Nama_Kegiatan"),
    (
        "Kd_Bid",
        "Kd_Sub",
        "Pagu",
        "Pagu_PAK",
        "Nm_PPTKD",
        "NIP_PPTKD",
        "Jbt_PPTKD",
        "Lokasi",
        "Waktu",
        "Keluaran",
        "Sumberdana",
        "Nilai",
        "NilaiPAK",
        "Satuan",
    ),
    wajib=True,
)
BIDANG = Tabel(
    "Ta_Bidang",
    ("Tahun", "Kd_Desa", "Kd_Bid", "Nama_Bidang"),
    bila_hilang="nama bidang diambil dari Permendagri 20/2018",
)
SUB_BIDANG = Tabel(
    "Ta_SubBidang",
    ("Tahun", "Kd_Desa", "Kd_Sub", "Nama_SubBidang"),
    ("Kd_Bid",),
    bila_hilang="nama sub bidang diambil dari Permendagri 20/2018",
)
ANGGARAN = Tabel(
    "Ta_Anggaran",
    ("KdPosting", "Tahun", "Kd_Rincian", *RUPIAH, "Kd_Keg", "SumberDana", "Kd_Desa"),
    ("KURincianSD", "RincianSD", "Belanja", "TglPosting", "Kd_SubRinci"),
    bila_hilang="jumlahnya tidak dapat dibandingkan dengan yang sudah diposting",
)
PAKET_PERTAMA = "01"  # kept as no package at all: most accounts have one
RAB_SUB = Tabel("Ta_RABSub", ("Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "Kd_SubRinci", "Nama_SubRinci"), RUPIAH)
TABEL = (RAB_RINCI, RAB, KEGIATAN, BIDANG, SUB_BIDANG, ANGGARAN, RAB_SUB)

# Names for what the tables above only number. Not every export has them.
NAMA_SUMBER = Tabel("Ref_Sumber", ("Kode", "Nama_Sumber"))
NAMA_DESA = Tabel("Ref_Desa", ("Kd_Desa", "Nama_Desa"))
NAMA_REKENING = Tabel("Ref_Rek4", ("Obyek", "Nama_Obyek"))
NAMA_KEGIATAN = Tabel("Ref_Kegiatan", ("ID_Keg", "Nama_Kegiatan"))

# What Siskeudes has no place for travels beside its tables, so that what PERUT wrote PERUT reads back whole.
RINCIAN_PERUT = Tabel(
    "PERUT_Rincian",
    (
        "Baris",
        "Uraian_Kegiatan",
        "Pelaksana",
        "Komponen",
        "Penerima",
        "Dari_Silpa",
        "Bantuan_Khusus",
        "Risiko_Tinggi",
        "Kegiatan_Acuan",
        "Pagu_Acuan",
    ),
)
IDENTITAS_PERUT = Tabel("PERUT_Identitas", ("Kunci", "Nilai"))

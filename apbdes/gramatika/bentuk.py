"""What a rule set is made of. Immutable; `baris` is the line of the file it was read from, 0 where it was built."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

Lembar = Literal["pendapatan", "belanja", "pembiayaan"]
JenisPemeriksaan = Literal["jumlah", "harga", "volume", "data", "ada", "tidak_ada", "hanya"]
Pembanding = Literal["paling_banyak", "paling_sedikit", "sama_dengan", "lebih_dari", "kurang_dari", "paling_lambat"]
JenisFakta = Literal["bilangan", "rupiah", "tanggal", "pilihan", "ya"]
JenisFaktor = Literal["bilangan", "persen", "kata", "tanggal", "nama", "harga", "volume", "semula", "lalu", "tahun"]
JenisData = Literal["bilangan", "rupiah", "tanggal", "kata", "ya"]

LEMBAR: tuple[str, ...] = get_args(Lembar)
JENIS_PEMERIKSAAN: tuple[str, ...] = get_args(JenisPemeriksaan)
PEMBANDING: tuple[str, ...] = get_args(Pembanding)
JENIS_FAKTA: tuple[str, ...] = get_args(JenisFakta)
TINGKAT = ("wajib", "perlu", "petunjuk", "perlu_konfirmasi")
# The levels at which a rule may say that a village breaks it. Of any other it asks to make sure first.
MENUDUH = frozenset({"wajib", "perlu"})
PUTUSAN = ("terpenuhi", "dilanggar", "tidak_berlaku", "tidak_dapat_ditentukan")
# The rules whose arithmetic is the program's: `pakai: STR-07`.
DARI_PROGRAM = ("STR-07", "BAL-01", "BAL-02", "BAL-03", "PRC-16")
BAWAAN_SAJA = ("NAS-B30", "NAS-B70")  # only of a shipped set

# The keys of Identitas that a rule may name, with what they hold.
IDENTITAS: dict[str, JenisData] = {
    "kode_desa": "kata",
    "tahun_anggaran": "bilangan",
    "jenis": "kata",
    "tanggal_disampaikan": "tanggal",
    "pagu_dds": "rupiah",
    "pagu_add": "rupiah",
    "pagu_pbh": "rupiah",
    "akhir_masa_jabatan_kades": "tanggal",
    "perdes_dana_cadangan": "kata",
    "tanggal_perdes_dana_cadangan": "tanggal",
    "jumlah_petugas_pbb": "bilangan",
}
SEBUTAN_IDENTITAS = {
    "kode_desa": "kode desa",
    "tahun_anggaran": "tahun anggaran",
    "jenis": "jenis APB Desa",
    "tanggal_disampaikan": "tanggal rancangan disampaikan",
    "pagu_dds": "pagu Dana Desa",
    "pagu_add": "pagu Alokasi Dana Desa",
    "pagu_pbh": "pagu bagi hasil pajak dan retribusi",
    "akhir_masa_jabatan_kades": "akhir masa jabatan kepala desa",
    "perdes_dana_cadangan": "Peraturan Desa tentang Dana Cadangan",
    "tanggal_perdes_dana_cadangan": "tanggal Peraturan Desa tentang Dana Cadangan",
    "jumlah_petugas_pbb": "jumlah petugas PBB",
}


class BentukFakta(NamedTuple):
    """A fact as it is asked and read. `pecahan`: a number that need not be whole."""

    arti: str
    jenis: JenisFakta
    pilihan: tuple[str, ...] = ()
    pecahan: bool = False


# Facts of a village that several sets ask for under one name, so that they are entered once.
FAKTA_BAKU: dict[str, BentukFakta] = {
    "jumlah_rt": BentukFakta("jumlah RT", "bilangan"),
    "jumlah_rw": BentukFakta("jumlah RW", "bilangan"),
    "jumlah_dusun": BentukFakta("jumlah dusun", "bilangan"),
    "jumlah_penduduk": BentukFakta("jumlah penduduk", "bilangan"),
    "jumlah_anggota_bpd": BentukFakta("jumlah anggota BPD", "bilangan"),
    "jumlah_kpm_blt": BentukFakta("jumlah keluarga penerima BLT", "bilangan"),
    "jumlah_posyandu": BentukFakta("jumlah posyandu", "bilangan"),
    "jumlah_kader_posyandu": BentukFakta("jumlah kader posyandu", "bilangan"),
    "status_indeks_desa": BentukFakta(
        "status Indeks Desa", "pilihan", ("mandiri", "maju", "berkembang", "tertinggal", "sangat_tertinggal")
    ),
    "klasifikasi_desa": BentukFakta("klasifikasi desa", "pilihan", ("swasembada", "swakarya", "swadaya")),
    "ada_tanah_bengkok": BentukFakta("desa mempunyai tanah bengkok", "ya"),
    "hasil_tanah_bengkok": BentukFakta("hasil tanah bengkok", "rupiah"),
    "silpa_tahun_lalu": BentukFakta("SiLPA tahun lalu", "rupiah"),
    "tanggal_disepakati": BentukFakta("tanggal disepakati bersama BPD", "tanggal"),
}

# The columns of a filter: those with a list of values, those with ya or tidak.
KOLOM_KODE = ("kegiatan", "rekening")
KOLOM_DAFTAR = (*KOLOM_KODE, "sumber_dana", "komponen", "penerima", "satuan", "uraian")
KOLOM_TANDA = ("dari_silpa", "bantuan_khusus", "risiko_tinggi")
KOLOM_RUJUKAN = ("dalam", "kecuali", "sekegiatan", "acuan")
KOLOM_LEMBAR: dict[str, tuple[str, ...]] = {
    "pendapatan": ("rekening", "sumber_dana", "uraian"),
    "belanja": (*KOLOM_DAFTAR, *KOLOM_TANDA),
    "pembiayaan": ("rekening", "sumber_dana", "uraian", "dari_silpa"),
}
# The columns a check may be made for each value of.
KOLOM_PER = (
    "kegiatan",
    "rekening",
    "sumber_dana",
    "komponen",
    "penerima",
    "satuan",
    "kegiatan_acuan",
    "pagu_acuan",
)
ACUAN = ("kegiatan_acuan", "pagu_acuan")  # the ones whose name is also a value


class Keluhan(NamedTuple):
    """What is wrong with a set: a sentence with its line (0: the whole of it)."""

    baris: int
    kalimat: str

    def __str__(self) -> str:
        return f"Baris {self.baris}: {self.kalimat}" if self.baris else self.kalimat


@dataclass(frozen=True)
class Faktor:
    """One factor: `teks` is the number in Indonesian notation, the word, the ISO date or the name."""

    jenis: JenisFaktor
    teks: str
    bilangan: Fraction | None = None  # of bilangan and persen: 30% is 3/10

    def __str__(self) -> str:
        if self.jenis in ("harga", "volume", "semula", "lalu", "tahun"):
            return f"{self.jenis}.{self.teks}"
        return f"{self.teks}%" if self.jenis == "persen" else self.teks


@dataclass(frozen=True)
class Nilai:
    """A product."""

    faktor: tuple[Faktor, ...]
    baris: int = field(default=0, compare=False, repr=False)

    def __str__(self) -> str:
        return " x ".join(map(str, self.faktor))


@dataclass(frozen=True)
class Saringan:
    """A filter: all that is said must hold; of a list one. `lembar` "" is belanja, or that of `dalam`."""

    lembar: str = ""
    kegiatan: tuple[str, ...] = ()
    rekening: tuple[str, ...] = ()
    sumber_dana: tuple[str, ...] = ()
    komponen: tuple[str, ...] = ()
    penerima: tuple[str, ...] = ()
    satuan: tuple[str, ...] = ()
    uraian: tuple[str, ...] = ()
    dari_silpa: bool | None = None
    bantuan_khusus: bool | None = None
    risiko_tinggi: bool | None = None
    dalam: "Gabungan" = ()
    kecuali: "Gabungan" = ()
    sekegiatan: "Gabungan" = ()
    acuan: "Gabungan" = ()
    kosong_bukan: bool = False
    baris: int = field(default=0, compare=False, repr=False)


# The union of named selections and filters, each row once. Empty: not said.
Gabungan = tuple[str | Saringan, ...]


@dataclass(frozen=True)
class Pilihan:
    """A named selection."""

    nama: str
    isi: Gabungan
    arti: str = ""
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class BarisTabel:
    """`batas` empty: the last row, for the rest."""

    batas: tuple[tuple[Pembanding, Nilai], ...]
    nilai: Faktor
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class NilaiBertanggal:
    """In force from `sejak` to `sampai` (ISO dates; "" is until the next one). Either `nilai` or `tabel`."""

    sejak: str
    nilai: Faktor | None = None
    tabel: tuple[BarisTabel, ...] = ()
    sampai: str = ""
    dasar: str = ""
    alasan: str = ""
    diperiksa: str = ""
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Angka:
    nama: str
    riwayat: tuple[NilaiBertanggal, ...]
    arti: str = ""
    dasar: str = ""
    peraturan: str = ""
    menurut: Nilai | None = None
    baris: int = field(default=0, compare=False, repr=False)

    def berlaku(self, tahun: int) -> NilaiBertanggal | None:
        """The one in force at the end of that budget year; before the first date, the first one."""
        akhir = f"{tahun:04d}-12-31"
        sudah = [r for r in self.riwayat if r.sejak <= akhir] or list(self.riwayat[:1])
        nilai = max(sudah, key=lambda r: r.sejak, default=None)
        return None if nilai is None or (nilai.sampai and nilai.sampai < akhir) else nilai


@dataclass(frozen=True)
class Fakta:
    nama: str
    jenis: JenisFakta
    arti: str = ""
    baku: str = ""
    pilihan: tuple[str, ...] = ()
    baris: int = field(default=0, compare=False, repr=False)

    @property
    def kunci(self) -> str:
        """Under which name the fact of a village is kept: the shipped one where there is one."""
        return self.baku or self.nama

    @property
    def bentuk(self) -> BentukFakta:
        return BentukFakta(self.arti or self.nama.replace("_", " "), self.jenis, self.pilihan, pecahan=True)

    def sah(self, nilai: object) -> bool:
        """Whether a recorded value is of this kind; an earlier edition may have asked for another one."""
        if self.jenis in ("bilangan", "rupiah"):
            return isinstance(nilai, int | Fraction) and not isinstance(nilai, bool)
        return isinstance(nilai, {"tanggal": datetime.date, "ya": bool, "pilihan": str}[self.jenis])


@dataclass(frozen=True)
class Banding:
    """One comparison. Of several values any will do: two readings of one source."""

    pembanding: Pembanding
    nilai: tuple[Nilai, ...]
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class SalahSatu:
    syarat: tuple["Syarat", ...]
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Pemeriksaan:
    """One check with what stands around it. `pilihan` is P (empty for `data`), `dalam` the Q of `hanya`."""

    jenis: JenisPemeriksaan
    pilihan: Gabungan = ()
    data: str = ""
    dalam: Gabungan = ()
    satuan: tuple[str, ...] = ()
    banding: tuple[Banding, ...] = ()
    toleransi: str = ""  # rupiah
    bila: tuple["Syarat", ...] = ()
    untuk: Gabungan = ()
    perlu: tuple["Syarat", ...] = ()
    per: tuple[str, ...] = ()
    baris: int = field(default=0, compare=False, repr=False)


Syarat = Pemeriksaan | SalahSatu
Baris = tuple[tuple[str, str], ...]  # a row of an example: columns of the workbook with their text


@dataclass(frozen=True)
class AnggaranContoh:
    identitas: Baris = ()
    pendapatan: tuple[Baris, ...] = ()
    belanja: tuple[Baris, ...] = ()
    pembiayaan: tuple[Baris, ...] = ()
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Contoh:
    putusan: str
    anggaran: AnggaranContoh
    semula: AnggaranContoh | None = None
    lalu: AnggaranContoh | None = None
    arti: str = ""
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Aturan:
    """A rule: one of the program's own (`pakai`) or checks. `bila`, `untuk`, `perlu` stand around all of them."""

    kode: str
    pakai: str = ""
    semua: tuple[Pemeriksaan, ...] = ()
    bila: tuple[Syarat, ...] = ()
    untuk: Gabungan = ()
    perlu: tuple[Syarat, ...] = ()
    tingkat: str = ""
    judul: str = ""
    peraturan: str = ""
    dasar: str = ""
    bunyi: str = ""
    perbaikan: str = ""
    catatan: str = ""
    catatan_bila_beda: str = ""
    contoh: tuple[Contoh, ...] = ()
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Pertentangan:
    """Where a source contradicts itself or another, and what is done here."""

    aturan: tuple[str, ...]
    tempat: str
    isi: str
    perlakuan: str
    terhadap: str = ""
    baris: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True)
class Perangkat:
    """A rule set. `wilayah` "" is every region, `tahun` () every year."""

    kode: str
    nama: str = ""
    judul: str = ""
    peraturan: tuple[str, ...] = ()
    wilayah: str = ""
    tahun: tuple[int, ...] = ()
    berlaku_sejak: str = ""
    diperiksa: str = ""
    di_atas: tuple[str, ...] = ()
    angka: tuple[Angka, ...] = ()
    pilihan: tuple[Pilihan, ...] = ()
    fakta: tuple[Fakta, ...] = ()
    aturan: tuple[Aturan, ...] = ()
    pertentangan: tuple[Pertentangan, ...] = ()
    kegiatan: str = ""  # of a shipped set: the table that names activities and who carries them out
    baris: int = field(default=1, compare=False, repr=False)
    letak: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)  # its own keys' lines

"""An uploaded file into a budget for one version: a workbook, or the tables of Siskeudes, told apart by content."""

from dataclasses import dataclass, field, replace
from typing import cast

from apbdes.anggaran import Anggaran, Jenis
from apbdes.bentuk_lembar import Bentuk, Kertas
from apbdes.buku_kerja import baca, urut_lembar, wadah
from apbdes.buku_kerja.galat import Galat, Tanya, TidakTerbaca
from apbdes.katalog import Katalog
from apbdes.kelayakan import catatan_simpan, galat_simpan
from apbdes.lembar_lain import BAGIAN, LembarTerbaca, baca_lembar
from apbdes.models import VersiApbdes
from apbdes.perangkat import fakta_untuk
from apbdes.siskeudes import TANPA_PADANAN, Padanan, baca_siskeudes, berisi_csv
from apbdes.siskeudes.acuan import nama_ref
from apbdes.siskeudes.berkas import bagian_csv
from apbdes.warisan import wariskan_buku_kerja, wariskan_siskeudes

# The sheet and columns of the workbook, as Siskeudes calls them.
KOLOM_SISKEUDES = {
    "kode_kegiatan": "Kd_Keg",
    "kode_rekening": "Kd_Rincian",
    "uraian": "Uraian",
    "sumber_dana": "SumberDana",
    "jumlah": "Anggaran",
    "volume": "JmlSatuan",
    "harga_satuan": "HrgSatuan",
    "satuan": "Satuan",
}


@dataclass(frozen=True)
class BerkasTerbaca:
    """`ditanya` are the rows of spending, by number, of which it is not yet known whom and what they pay.

    `lengkap`: the file has columns for pagu and for SiLPA too.
    """

    anggaran: Anggaran
    asal: str  # "buku kerja" or "Siskeudes"
    catatan: list[str] = field(default_factory=list)
    ditanya: frozenset[int] = frozenset()
    lengkap: bool = False


def baca_berkas(
    isi: bytes,
    versi: VersiApbdes,
    katalog: Katalog,
    *,
    padanan: Padanan = TANPA_PADANAN,
    sekarang: Anggaran | None = None,
) -> BerkasTerbaca:
    """Raises TidakTerbaca with every reason why this file cannot be stored as this version.

    `sekarang` is what the version holds: of what the file has no column for, that stays.
    """
    if berisi_csv(isi):
        return _siskeudes(isi, versi, katalog, padanan, sekarang)
    try:
        anggaran = baca(isi, lambda _desa, _tahun: fakta_untuk(versi))
    except TidakTerbaca as tidak:
        if tidak.terbaca is None:
            raise
        lain = galat_simpan(tidak.terbaca, versi, katalog, sebagian=True)
        raise TidakTerbaca(urut_lembar([*tidak.galat, *map(_tanpa_tanya, lain)])) from tidak
    if sekarang:
        anggaran = wariskan_buku_kerja(anggaran, sekarang)
    if galat := galat_simpan(anggaran, versi, katalog):
        raise TidakTerbaca([_tanpa_tanya(g) for g in galat])
    return BerkasTerbaca(anggaran, "buku kerja", catatan_simpan(anggaran, katalog), lengkap=True)


def _siskeudes(
    isi: bytes, versi: VersiApbdes, katalog: Katalog, padanan: Padanan, sekarang: Anggaran | None
) -> BerkasTerbaca:
    jenis = cast(Jenis, str(versi.jenis))
    desa = versi.apbdes.desa
    try:
        hasil = baca_siskeudes(
            isi,
            kode_desa=desa.kode,
            tahun=versi.apbdes.tahun,
            jenis=jenis,
            padanan=padanan,
            kamus=lambda _desa, _tahun: fakta_untuk(versi),
        )
    except TidakTerbaca as tidak:
        if tidak.terbaca is None:
            raise
        lain = galat_simpan(tidak.terbaca, versi, katalog, sebagian=True)
        raise TidakTerbaca(_bernama(isi, [*tidak.galat, *(_sebutan_siskeudes(g, versi) for g in lain)])) from tidak
    anggaran, dikenal = hasil.anggaran, {b.nomor for b in hasil.anggaran.belanja}
    if not hasil.lengkap:
        anggaran, dikenal = wariskan_siskeudes(anggaran, sekarang) if sekarang else (anggaran, set())
    if galat := galat_simpan(anggaran, versi, katalog):
        raise TidakTerbaca(_bernama(isi, [_sebutan_siskeudes(g, versi) for g in galat]))
    ditanya = frozenset(b.nomor for b in anggaran.belanja if b.nomor not in dikenal)
    catatan = [*hasil.catatan, *catatan_simpan(anggaran, katalog)]
    return BerkasTerbaca(anggaran, "Siskeudes", catatan, ditanya, hasil.lengkap)


def _bernama(isi: bytes, galat: list[Galat]) -> list[Galat]:
    """Codes that nobody knows here, called as the code lists of the file itself (its tables Ref_) call them."""
    if not any(t.jenis in ("kegiatan", "rekening") for g in galat for t in g.tanya):
        return galat
    nama = nama_ref(bagian_csv(isi))

    def sebut(t: Tanya) -> Tanya:
        return t._replace(nama=nama.get((t.jenis, t.tertulis), t.nama))

    return [replace(g, tanya=tuple(map(sebut, g.tanya))) for g in galat]


def baca_lembar_lain(
    kertas: Kertas, bentuk: Bentuk, versi: VersiApbdes, katalog: Katalog, *, padanan: Padanan, sekarang: Anggaran
) -> BerkasTerbaca:
    """A sheet whose columns were explained. Parts of the budget that it does not hold stay as they are."""
    hasil = lembar_layak(kertas, bentuk, versi, katalog, padanan)
    anggaran, dikenal = wariskan_siskeudes(hasil.anggaran, sekarang)
    tetap = [nama for nama in BAGIAN.values() if not getattr(anggaran, nama) and getattr(sekarang, nama)]
    anggaran = replace(anggaran, **{nama: getattr(sekarang, nama) for nama in tetap})
    catatan = [f"Lembar ini tidak memuat {nama}; yang ada sekarang tetap." for nama in tetap]
    catatan += [*hasil.dilewati, *catatan_simpan(anggaran, katalog)]
    ditanya = frozenset(b.nomor for b in hasil.anggaran.belanja if b.nomor not in dikenal)
    return BerkasTerbaca(anggaran, "lembar lain", catatan, ditanya)


def lembar_layak(
    kertas: Kertas, bentuk: Bentuk, versi: VersiApbdes, katalog: Katalog, padanan: Padanan
) -> LembarTerbaca:
    """The rows of a sheet, each fit to be stored; what is pasted comes in by the same door. Raises TidakTerbaca."""
    desa, jenis = versi.apbdes.desa, cast(Jenis, str(versi.jenis))
    milik = {"kode_desa": desa.kode, "tahun": versi.apbdes.tahun, "jenis": jenis}
    try:
        hasil = baca_lembar(kertas, bentuk, padanan=padanan, **milik)  # type: ignore[arg-type]  # one type for all values
    except TidakTerbaca as tidak:
        lain = galat_simpan(tidak.terbaca, versi, katalog, sebagian=True) if tidak.terbaca else []
        raise TidakTerbaca([*tidak.galat, *(_sebutan_lembar(g, kertas) for g in lain)]) from tidak
    if galat := galat_simpan(hasil.anggaran, versi, katalog):
        raise TidakTerbaca([_sebutan_lembar(g, kertas) for g in galat])
    return hasil


def bukan_buku_kerja(isi: bytes, nama: str) -> bool:
    """A sheet of somebody else's: a CSV file, or a workbook without the sheets of ours."""
    if nama.lower().endswith((".csv", ".txt", ".tsv")):
        return True
    try:
        lembar = wadah.buka(isi).lembar
    except TidakTerbaca:
        return False
    return "identitas" not in lembar and not {"pendapatan", "belanja"} <= lembar.keys()


def _sebutan_lembar(galat: Galat, kertas: Kertas) -> Galat:
    return replace(galat, lembar=kertas.nama or "Lembar")


def _tanpa_tanya(galat: Galat) -> Galat:
    """In a workbook the cell itself is mended."""
    return replace(galat, tanya=())


def _sebutan_siskeudes(galat: Galat, versi: VersiApbdes) -> Galat:
    if galat.lembar not in {"Pendapatan", "Belanja", "Pembiayaan"}:
        return galat
    kolom = KOLOM_SISKEUDES.get(galat.kolom or "", galat.kolom)
    if versi.jenis == "perubahan":
        kolom = {"Anggaran": "AnggaranStlhPAK", "JmlSatuan": "JmlSatuanPAK", "HrgSatuan": "HrgSatuanPAK"}.get(
            kolom or "", kolom
        )
    return replace(galat, lembar="Ta_RABRinci", kolom=kolom)

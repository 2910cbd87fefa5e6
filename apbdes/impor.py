"""An uploaded file into a budget for one version: a workbook, or the tables of Siskeudes, told apart by content."""

import zipfile
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import cast

from apbdes.anggaran import Anggaran, Jenis
from apbdes.buku_kerja import baca, urut_lembar
from apbdes.buku_kerja.galat import Galat, TidakTerbaca
from apbdes.katalog import Katalog
from apbdes.kelayakan import catatan_simpan, galat_simpan
from apbdes.models import VersiApbdes
from apbdes.siskeudes import baca_siskeudes

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
    anggaran: Anggaran
    asal: str  # "buku kerja" or "Siskeudes"
    catatan: list[str] = field(default_factory=list)


def baca_berkas(isi: bytes, versi: VersiApbdes, katalog: Katalog) -> BerkasTerbaca:
    """Raises TidakTerbaca with every reason why this file cannot be stored as this version."""
    if _berisi_csv(isi):
        jenis = cast(Jenis, str(versi.jenis))
        siskeudes = baca_siskeudes(isi, kode_desa=versi.apbdes.desa.kode, tahun=versi.apbdes.tahun, jenis=jenis)
        hasil = BerkasTerbaca(siskeudes.anggaran, "Siskeudes", siskeudes.catatan)
    else:
        try:
            hasil = BerkasTerbaca(baca(isi), "buku kerja")
        except TidakTerbaca as tidak:
            if tidak.terbaca is None:
                raise
            lain = galat_simpan(tidak.terbaca, versi, katalog, sebagian=True)
            raise TidakTerbaca(urut_lembar([*tidak.galat, *lain])) from tidak
    galat = galat_simpan(hasil.anggaran, versi, katalog)
    if galat:
        raise TidakTerbaca([_sebutan_siskeudes(g, versi) for g in galat] if hasil.asal == "Siskeudes" else galat)
    return replace(hasil, catatan=[*hasil.catatan, *catatan_simpan(hasil.anggaran, katalog)])


def _berisi_csv(isi: bytes) -> bool:
    """A zip of tables; whatever cannot be opened is left to the reader of workbooks, which says why."""
    try:
        with zipfile.ZipFile(BytesIO(isi)) as zip_:
            nama = [n.lower() for n in zip_.namelist()[:2000]]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        return False
    return not any(n.endswith("xl/workbook.xml") for n in nama) and any(n.endswith(".csv") for n in nama)


def _sebutan_siskeudes(galat: Galat, versi: VersiApbdes) -> Galat:
    if galat.lembar not in {"Pendapatan", "Belanja", "Pembiayaan"}:
        return galat
    kolom = KOLOM_SISKEUDES.get(galat.kolom or "", galat.kolom)
    if versi.jenis == "perubahan":
        kolom = {"Anggaran": "AnggaranStlhPAK", "JmlSatuan": "JmlSatuanPAK", "HrgSatuan": "HrgSatuanPAK"}.get(
            kolom or "", kolom
        )
    return replace(galat, lembar="Ta_RABRinci", kolom=kolom)

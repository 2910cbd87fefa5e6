"""Small budgets and workbooks for the tests. Rows number themselves as in a sheet: the first is row 2.

Money is written in rupiah here, as in the regulation, and becomes sen in the budget; `putus` answers in rupiah.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import openpyxl

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan, komponen_turunan
from apbdes.aturan import Hasil, Putusan, baca_perangkat, periksa, semua_perangkat
from apbdes.berlaku import berlaku
from dasar.uang import dari_rupiah, ke_rupiah

PERBUP = "perbup-kayong-utara-66-2023"  # that of the kabupaten and year of these budgets
YA, TIDAK, BUKAN, BELUM = (
    Putusan.TERPENUHI,
    Putusan.DILANGGAR,
    Putusan.TIDAK_BERLAKU,
    Putusan.TIDAK_DAPAT_DITENTUKAN,
)
UANG = {"jumlah", "harga_satuan", "pagu_acuan", "pagu_dds", "pagu_add", "pagu_pbh"}


def bersen(isi: dict[str, Any]) -> dict[str, Any]:
    """The amounts of these fields in sen, written in rupiah."""
    return {k: dari_rupiah(n) if k in UANG and n is not None else n for k, n in isi.items()}


def b(kegiatan: str, rekening: str, jumlah: int, /, **lain: Any) -> BarisBelanja:
    """A row of spending; `komponen` follows the account unless given."""
    isi = {
        "nomor": 0,
        "kegiatan": kegiatan,
        "uraian_kegiatan": "",
        "pelaksana": "",
        "rekening": rekening,
        "uraian": "",
        "komponen": komponen_turunan(rekening),
        "penerima": "",
        "volume": None,
        "satuan": "",
        "harga_satuan": None,
        "jumlah": jumlah,
        "sumber": "ADD",
        "dari_silpa": False,
        "bantuan_khusus": False,
        "risiko_tinggi": False,
        "kegiatan_acuan": "",
        "pagu_acuan": None,
    }
    return BarisBelanja(**bersen(isi | lain))


def gaji(kegiatan: str, rekening: str, penerima: str, harga: int | None, /, **lain: Any) -> BarisBelanja:
    """Twelve months of pay of one person."""
    isi = {"penerima": penerima, "volume": 12, "satuan": "OB", "harga_satuan": harga}
    return b(kegiatan, rekening, 12 * (harga or 1), **(isi | lain))


def p(rekening: str, sumber: str, jumlah: int) -> BarisPendapatan:
    return BarisPendapatan(0, rekening, "", sumber, dari_rupiah(jumlah))


def f(rekening: str, jumlah: int, sumber: str = "", *, dari_silpa: bool = False) -> BarisPembiayaan:
    return BarisPembiayaan(0, rekening, "", sumber, dari_rupiah(jumlah), dari_silpa)


def _bernomor(baris: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(isi._replace(nomor=n) for n, isi in enumerate(baris, 2))


def anggaran(
    belanja: Iterable[BarisBelanja] = (),
    pendapatan: Iterable[BarisPendapatan] = (),
    pembiayaan: Iterable[BarisPembiayaan] = (),
    **identitas: Any,
) -> Anggaran:
    isi = {"kode_desa": "61.11.01.2001", "tahun": 2024, "jenis": "murni"} | bersen(identitas)
    return Anggaran(
        pendapatan=_bernomor(pendapatan), belanja=_bernomor(belanja), pembiayaan=_bernomor(pembiayaan), **isi
    )


def _hasil(anggaran: Anggaran, perangkat: str) -> list[Any]:
    """Of the sets that apply, or of the base and the set that is named."""
    semua = berlaku(anggaran.kode_desa, anggaran.tahun, semua_perangkat()).perangkat
    if perangkat:
        semua = (baca_perangkat("dasar"), baca_perangkat(perangkat))
    return [h for p in semua for h in periksa(anggaran, p)]


def putus(kode: str, anggaran: Anggaran, perangkat: str = "") -> Hasil:
    hasil = next(h.hasil for h in _hasil(anggaran, perangkat) if h.aturan.kode == kode)
    uang = {k: getattr(hasil, k) for k in ("pembilang", "penyebut", "selisih")}
    return replace(hasil, **{k: None if n is None else ke_rupiah(n) for k, n in uang.items()})


def semua_putusan(anggaran: Anggaran, perangkat: str = "") -> dict[str, Putusan]:
    return {h.aturan.kode: h.hasil.putusan for h in _hasil(anggaran, perangkat)}


def jalan(kegiatan: str = "2.3.10", pagu: int = 400_000_000, **lain: Any) -> list[BarisBelanja]:
    """A road whose shares are exactly 4, 1 and 95 per cent; the pay of the TPK exactly 25, 21 and 54."""
    honor = pagu * 4 // 100
    return [
        b(kegiatan, "5.3.5.01", honor * 25 // 100, sumber="DDS", penerima="ketua_tpk", **lain),
        b(kegiatan, "5.3.5.01", honor * 21 // 100, sumber="DDS", penerima="sekretaris_tpk", **lain),
        b(kegiatan, "5.3.5.01", honor * 54 // 100, sumber="DDS", penerima="anggota_tpk", **lain),
        b(kegiatan, "5.3.5.90", pagu // 100, sumber="DDS", komponen="administrasi", **lain),
        b(kegiatan, "5.3.5.02", pagu * 40 // 100, sumber="DDS", **lain),
        b(kegiatan, "5.3.5.03", pagu * 50 // 100, sumber="DDS", **lain),
        b(kegiatan, "5.3.5.04", pagu * 5 // 100, sumber="DDS", **lain),
    ]


def utuh(**identitas: Any) -> Anggaran:
    """A whole budget that keeps every rule it comes under."""
    kaur = "Kaur TU dan Umum"
    petugas: dict[str, Any] = {"volume": 5, "satuan": "OT", "harga_satuan": 600_000}
    belanja = [
        gaji("1.1.01", "5.1.1.01", "kades", 3_000_000, pelaksana=kaur),
        gaji("1.1.01", "5.1.1.02", "kades", 450_000, pelaksana=kaur),
        gaji("1.1.02", "5.1.2.01", "sekdes", 2_250_000),
        *(gaji("1.1.02", "5.1.2.01", post, 2_100_000) for post in ("kaur", "kasi", "kadus")),
        gaji("1.1.02", "5.1.2.02", "sekdes", 225_000),
        *(gaji("1.1.02", "5.1.2.02", post, 210_000) for post in ("kaur", "kasi", "kadus")),
        b("1.1.03", "5.1.3.01", 6_000_000),
        b("1.1.04", "5.2.1.01", 36_000_000, pelaksana="Kaur Tata Usaha dan Umum"),
        b("1.1.04", "5.2.1.06", 24_000_000, sumber="DDS"),
        gaji("1.1.05", "5.1.4.01", "ketua_bpd", 1_200_000),
        gaji("1.1.05", "5.1.4.01", "wakil_bpd", 1_080_000),
        gaji("1.1.05", "5.1.4.01", "sekretaris_bpd", 960_000),
        gaji("1.1.05", "5.1.4.01", "anggota_bpd", 840_000),
        b("1.1.06", "5.2.1.01", 12_000_000),
        b("1.5.06", "5.2.2.05", 3_000_000, sumber="PBH", komponen="insentif_pbb", **petugas),
        b("1.5.06", "5.2.1.01", 7_000_000, sumber="PBH", komponen="administrasi_pbb"),
        b("1.5.06", "5.2.1.06", 10_000_000, sumber="PBH", komponen="sosialisasi_pajak"),
        *jalan(pelaksana="KASI KESEJAHTERAN"),
        b("4.2.03", "5.2.7.05", 196_000_000, sumber="DDS"),
        b("5.1.00", "5.4.1.01", 30_000_000),
        b("5.3.00", "5.4.1.01", 180_000_000, sumber="DDS"),
    ]
    dari_add = sum(r.jumlah for r in belanja if r.sumber == "ADD") // 100
    belanja.append(b("3.4.03", "5.2.7.01", 500_000_000 - dari_add))
    pendapatan = [
        p("4.2.1.01", "DDS", 800_000_000),
        p("4.2.2.01", "PBH", 20_000_000),
        p("4.2.3.01", "ADD", 500_000_000),
    ]
    pagu = {"pagu_dds": 800_000_000, "pagu_add": 500_000_000, "pagu_pbh": 20_000_000, "jumlah_petugas_pbb": 5}
    return anggaran(belanja, pendapatan, **(pagu | identitas))


JUDUL = {
    "Identitas": ["kunci", "nilai"],
    "Pendapatan": ["kode_rekening", "uraian", "sumber_dana", "jumlah"],
    "Belanja": [
        "kode_kegiatan",
        "uraian_kegiatan",
        "pelaksana",
        "kode_rekening",
        "uraian",
        "komponen",
        "penerima",
        "volume",
        "satuan",
        "harga_satuan",
        "jumlah",
        "sumber_dana",
        "dari_silpa",
        "bantuan_khusus",
        "risiko_tinggi",
        "kegiatan_acuan",
        "pagu_acuan",
    ],
    "Pembiayaan": ["kode_rekening", "uraian", "sumber_dana", "jumlah", "dari_silpa"],
}
IDENTITAS = {"kode_desa": "61.11.01.2001", "tahun_anggaran": 2024, "jenis": "murni"}


def lembar(isi: Anggaran) -> dict[str, list[list[Any]]]:
    """The rows of the four sheets of a budget, headings included."""
    identitas = {
        "kode_desa": isi.kode_desa,
        "tahun_anggaran": isi.tahun,
        "jenis": isi.jenis,
        **{
            k: _sel(k, getattr(isi, k))
            for k in (
                "tanggal_disampaikan",
                "pagu_dds",
                "pagu_add",
                "pagu_pbh",
                "akhir_masa_jabatan_kades",
                "perdes_dana_cadangan",
                "tanggal_perdes_dana_cadangan",
                "jumlah_petugas_pbb",
            )
        },
    }
    return {
        "Identitas": [JUDUL["Identitas"], *([k, n] for k, n in identitas.items())],
        "Pendapatan": [JUDUL["Pendapatan"], *(_baris(r, 5) for r in isi.pendapatan)],
        "Belanja": [JUDUL["Belanja"], *(_baris(r, 18) for r in isi.belanja)],
        "Pembiayaan": [JUDUL["Pembiayaan"], *(_baris(r, 6) for r in isi.pembiayaan)],
    }


def _baris(baris: Any, banyak: int) -> list[Any]:
    return [_sel(k, n) for k, n in list(baris._asdict().items())[1:banyak]]


def _sel(nama: str, nilai: Any) -> Any:
    if nama in UANG:
        return None if nilai is None else ke_rupiah(nilai)
    return {True: "ya", False: None}.get(nilai, nilai) if isinstance(nilai, bool) else nilai


def xlsx(lembar: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An .xlsx of these sheets, cell by cell."""
    buku = openpyxl.Workbook()
    buku.remove(buku.active)
    for nama, baris in lembar.items():
        kertas = buku.create_sheet(nama)
        for isi in baris:
            kertas.append(list(isi))
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def lembar_kecil(**ganti: Sequence[Sequence[Any]]) -> dict[str, Sequence[Sequence[Any]]]:
    """Four sheets with one row of spending; any sheet can be replaced."""
    isi = {
        "Identitas": [JUDUL["Identitas"], *([k, n] for k, n in IDENTITAS.items())],
        "Pendapatan": [JUDUL["Pendapatan"], ["4.2.3.01", "ADD", "ADD", 1000]],
        "Belanja": [["kode_kegiatan", "kode_rekening", "jumlah", "sumber_dana"], ["1.1.04", "5.2.1.01", 1000, "ADD"]],
        "Pembiayaan": [JUDUL["Pembiayaan"]],
    }
    return isi | ganti

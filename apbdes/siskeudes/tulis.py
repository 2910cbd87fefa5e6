"""A budget as the tables of Siskeudes: a zip of CSV files that `baca_siskeudes` reads back as the same budget."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.gramatika.bentuk import FAKTA_BAKU, BentukFakta
from apbdes.katalog import Katalog
from apbdes.siskeudes import nilai, skema
from apbdes.siskeudes.perut import judul_rincian, tulis_identitas, tulis_rincian

POSTING = {"murni": "1", "perubahan": "2"}


def tulis_siskeudes(anggaran: Anggaran, katalog: Katalog, fakta: Mapping[str, BentukFakta] = FAKTA_BAKU) -> bytes:
    """For a perubahan the amounts before it stand as 0 where this budget does not say what they were."""
    rinci, tambahan = _rinci(anggaran)
    berkas: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]] = {
        "Ta_RABRinci": ((*skema.RAB_RINCI.perlu, *skema.RAB_RINCI.lain), rinci),
        "Ta_RAB": (skema.RAB.perlu, _rab(anggaran)),
        "Ta_RABSub": ((*skema.RAB_SUB.perlu, *skema.RAB_SUB.lain), _rab_sub(anggaran)),
        "Ta_Kegiatan": (
            ("Tahun", "Kd_Desa", "Kd_Bid", "Kd_Sub", "Kd_Keg", "ID_Keg", "Nama_Kegiatan", "Jbt_PPTKD"),
            _kegiatan(anggaran, katalog),
        ),
        "Ta_Bidang": (skema.BIDANG.perlu, _bidang(anggaran, katalog)),
        "Ta_SubBidang": (("Tahun", "Kd_Desa", "Kd_Bid", "Kd_Sub", "Nama_SubBidang"), _sub_bidang(anggaran, katalog)),
        "Ta_Anggaran": (
            (
                "KdPosting",
                "Tahun",
                "KURincianSD",
                "Kd_Rincian",
                "RincianSD",
                *skema.RUPIAH,
                "Kd_Keg",
                "SumberDana",
                "Kd_Desa",
            ),
            _anggaran(anggaran),
        ),
        "PERUT_Rincian": (judul_rincian(), tambahan),
        "PERUT_Identitas": (skema.IDENTITAS_PERUT.perlu, tulis_identitas(anggaran, fakta)),
    }
    keluaran = io.BytesIO()
    with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nama, (judul, baris) in berkas.items():
            teks = io.StringIO(newline="")
            penulis = csv.writer(teks)
            penulis.writerow(judul)
            penulis.writerows(baris)
            info = zipfile.ZipInfo(f"{nama}.csv", (1980, 1, 1, 0, 0, 0))  # the same budget gives the same bytes
            info.compress_type = zipfile.ZIP_DEFLATED
            zip_.writestr(info, teks.getvalue().encode())
    return keluaran.getvalue()


def _awal(anggaran: Anggaran) -> list[str]:
    return [str(anggaran.tahun), nilai.kd_desa(anggaran.kode_desa)]


def _rupiah(anggaran: Anggaran, jumlah: int) -> dict[str, str]:
    """Anggaran, its change, and what it comes to: a murni has no change, a perubahan only the end."""
    uang = nilai.teks_uang(jumlah)
    if anggaran.jenis == "perubahan":
        return {"Anggaran": "0", "AnggaranPAK": uang, "AnggaranStlhPAK": uang}
    return {"Anggaran": uang, "AnggaranPAK": "0", "AnggaranStlhPAK": uang}


def _semua(anggaran: Anggaran) -> Iterable[tuple[str, str, str, str, int]]:
    """Kegiatan ("" outside spending), rekening, sumber, uraian, jumlah."""
    for p in anggaran.pendapatan:
        yield "", p.rekening, p.sumber, p.uraian, p.jumlah
    for b in anggaran.belanja:
        yield b.kegiatan, b.rekening, b.sumber, b.uraian, b.jumlah
    for f in anggaran.pembiayaan:
        yield "", f.rekening, f.sumber, f.uraian, f.jumlah


def _rinci(anggaran: Anggaran) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of Ta_RABRinci, and for each row of spending and financing what Siskeudes has no column for."""
    urut: dict[tuple[str, str, str], int] = defaultdict(int)
    baris: list[list[str]] = []
    tambahan: list[list[str]] = []
    for isi in _baris(anggaran):
        kegiatan = isi.kegiatan if isinstance(isi, BarisBelanja) else ""
        paket = isi.paket or skema.PAKET_PERTAMA
        urut[kegiatan, isi.rekening, paket] += 1
        if not isinstance(isi, BarisPendapatan):
            tambahan.append(tulis_rincian(isi, len(baris) + 2))
        volume, harga = nilai.teks_angka(isi.volume), nilai.teks_uang(isi.harga_satuan)
        sel = dict(zip(("Tahun", "Kd_Desa"), _awal(anggaran), strict=True)) | {
            "Kd_Keg": nilai.kd_keg(anggaran.kode_desa, kegiatan),
            "Kd_Rincian": f"{isi.rekening}.",
            "Kd_SubRinci": paket,
            "No_Urut": f"{urut[kegiatan, isi.rekening, paket]:02d}",
            "SumberDana": isi.sumber,
            "Uraian": isi.uraian,
            "Satuan": isi.satuan,
            "JmlSatuan": volume,
            "HrgSatuan": harga,
            "JmlSatuanPAK": volume,
            "HrgSatuanPAK": harga,
            **_rupiah(anggaran, isi.jumlah),
        }
        baris.append([sel.get(k, "") for k in (*skema.RAB_RINCI.perlu, *skema.RAB_RINCI.lain)])
    return baris, tambahan


def _baris(anggaran: Anggaran) -> Iterable[BarisPendapatan | BarisBelanja | BarisPembiayaan]:
    yield from anggaran.pendapatan
    yield from anggaran.belanja
    yield from anggaran.pembiayaan


def _rab_sub(anggaran: Anggaran) -> Iterable[list[str]]:
    """One line per package, with its name."""
    jumlah: dict[tuple[str, str, str], int] = defaultdict(int)
    nama: dict[tuple[str, str, str], str] = {}
    for isi in _baris(anggaran):
        kunci = isi.kegiatan if isinstance(isi, BarisBelanja) else "", isi.rekening, isi.paket or skema.PAKET_PERTAMA
        jumlah[kunci] += isi.jumlah
        nama[kunci] = nama.get(kunci) or isi.nama_paket
    for (kegiatan, rekening, paket), n in jumlah.items():
        yield [
            *_awal(anggaran),
            nilai.kd_keg(anggaran.kode_desa, kegiatan),
            f"{rekening}.",
            paket,
            nama[kegiatan, rekening, paket],
            *_rupiah(anggaran, n).values(),
        ]


def _rab(anggaran: Anggaran) -> Iterable[list[str]]:
    jumlah: dict[tuple[str, str], int] = defaultdict(int)
    for kegiatan, rekening, _, _, n in _semua(anggaran):
        jumlah[kegiatan, rekening] += n
    for (kegiatan, rekening), n in jumlah.items():
        yield [
            *_awal(anggaran),
            nilai.kd_keg(anggaran.kode_desa, kegiatan),
            f"{rekening}.",
            *_rupiah(anggaran, n).values(),
        ]


def _anggaran(anggaran: Anggaran) -> Iterable[list[str]]:
    jumlah: dict[tuple[str, str, str], int] = defaultdict(int)
    for kegiatan, rekening, sumber, _, n in _semua(anggaran):
        jumlah[kegiatan, rekening, sumber] += n
    tahun, desa = _awal(anggaran)
    for (kegiatan, rekening, sumber), n in jumlah.items():
        kd_keg = nilai.kd_keg(anggaran.kode_desa, kegiatan)
        yield [
            POSTING[anggaran.jenis],
            tahun,
            f"{kd_keg}{rekening}.{sumber}",
            f"{rekening}.",
            f"{rekening}.{sumber}",
            *_rupiah(anggaran, n).values(),
            kd_keg,
            sumber,
            desa,
        ]


def _kegiatan(anggaran: Anggaran, katalog: Katalog) -> Iterable[list[str]]:
    pertama: dict[str, BarisBelanja] = {}
    for b in anggaran.belanja:
        pertama.setdefault(b.kegiatan, b)
    desa = anggaran.kode_desa
    for kode, b in sorted(pertama.items()):
        kd_keg = nilai.kd_keg(desa, kode)
        id_keg = kd_keg.removeprefix(nilai.kd_desa(desa))
        awal = nilai.kd_desa(desa)
        nama = b.uraian_kegiatan or katalog.nama_kegiatan(kode)
        bidang = f"{awal}{id_keg[:3]}"
        yield [*_awal(anggaran), bidang, f"{awal}{id_keg[:6]}", kd_keg, id_keg, nama, b.pelaksana]


def _bidang(anggaran: Anggaran, katalog: Katalog) -> Iterable[list[str]]:
    for kode in sorted({b.kegiatan.partition(".")[0] for b in anggaran.belanja}):
        yield [*_awal(anggaran), f"{nilai.kd_desa(anggaran.kode_desa)}{int(kode):02d}.", katalog.nama_bidang(kode)]


def _sub_bidang(anggaran: Anggaran, katalog: Katalog) -> Iterable[list[str]]:
    awal = nilai.kd_desa(anggaran.kode_desa)
    for kode in sorted({b.kegiatan.rpartition(".")[0] for b in anggaran.belanja}):
        bidang, sub = (f"{int(k):02d}." for k in kode.split("."))
        yield [*_awal(anggaran), f"{awal}{bidang}", f"{awal}{bidang}{sub}", katalog.nama_bidang(kode)]

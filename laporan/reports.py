"""Laporan camat kepada bupati. Ours: no regulation that was seen gives a form of it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from akun.models import Pengguna
from dasar.waktu import tanggal as tanggal_di
from laporan.bagian.bentuk import Bagian, tulis
from laporan.hitung import bagian_tersimpan
from laporan.masa import Masa
from laporan.models import Laporan
from naskah.bagian import Kop, Orang, kop, paragraf, tanggal_panjang
from naskah.pejabat import penanda_tangan

TULISAN = ("hasil", "masalah", "tindak_lanjut", "rekomendasi", "kata_camat")


@dataclass(frozen=True)
class BarisCetak:
    desa: str
    nilai: list[str]


@dataclass(frozen=True)
class BagianCetak:
    judul: str
    kepala: list[str]
    baris: list[BarisCetak]
    jumlah: list[str]
    rinci: list[str]
    catatan: list[str]
    kosong: str


@dataclass(frozen=True)
class IsiLaporan:
    """`asli` is what the printed content was made of: the figures as numbers, the words as they were typed."""

    kop: Kop
    tempat: str
    tanggal_surat: str
    kepada: str
    sifat: str
    hal: str
    kecamatan: str
    periode: str
    mulai: str
    selesai: str
    keadaan: str
    desa: int
    hasil: list[str]
    bagian: list[BagianCetak]
    masalah: list[str]
    tindak_lanjut: list[str]
    rekomendasi: list[str]
    kata_camat: list[str]
    camat: Orang
    asli: dict[str, Any]


def bagian_cetak(bagian: Bagian) -> BagianCetak:
    """Every figure as text, in its place. A section with nothing to count has no table."""
    satuan = [k.satuan for k in bagian.kolom]

    def sel(nilai: list) -> list[str]:
        return [tulis(n, s) for n, s in zip(nilai, satuan, strict=True)]

    kosong = bool(bagian.kosong)
    return BagianCetak(
        bagian.judul,
        [k.judul for k in bagian.kolom],
        [] if kosong else [BarisCetak(b.desa, sel(b.nilai)) for b in bagian.baris],
        [] if kosong else sel(bagian.jumlah),
        bagian.rinci,
        [] if kosong else bagian.catatan,
        bagian.kosong,
    )


def laporan_isi(laporan: Laporan, *, oleh: Pengguna, tanggal: date) -> dict[str, Any]:
    """Everything the report says, addressed to the head of the kabupaten; `oleh` signs it as camat, or the camat in
    office does."""
    kecamatan, masa = laporan.kecamatan, Masa.dari(laporan.kecamatan, laporan.periode)
    return asdict(
        IsiLaporan(
            kop=kop(kecamatan),
            tempat=kecamatan.tempat,
            tanggal_surat=tanggal_panjang(tanggal),
            kepada=kecamatan.kabupaten.kepala_daerah,
            sifat="Biasa",
            hal=perihal(laporan),
            kecamatan=str(kecamatan),
            periode=laporan.nama_periode,
            mulai=tanggal_panjang(masa.mulai),
            selesai=tanggal_panjang(masa.selesai),
            keadaan=tanggal_panjang(tanggal_di(laporan.dihitung, kecamatan)),
            desa=laporan.hitungan["desa"],
            hasil=paragraf(laporan.hasil),
            bagian=[bagian_cetak(b) for b in bagian_tersimpan(laporan.hitungan)],
            masalah=paragraf(laporan.masalah),
            tindak_lanjut=paragraf(laporan.tindak_lanjut),
            rekomendasi=list(laporan.rekomendasi),
            kata_camat=paragraf(laporan.kata_camat),
            camat=penanda_tangan(oleh, kecamatan, tanggal),
            asli={n: getattr(laporan, n) for n in TULISAN}
            | {"hitungan": laporan.hitungan, "dihitung": laporan.dihitung.isoformat()},
        )
    )


def perihal(laporan: Laporan) -> str:
    return f"Laporan Pembinaan dan Pengawasan Desa-Desa di {laporan.kecamatan}, {laporan.nama_periode}"[:250]

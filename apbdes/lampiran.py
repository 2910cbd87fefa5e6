"""The APB Desa as the annex of its Perdes: Permendagri 20/2018, Lampiran, format APB Desa.

Two axes of codes: what for (bidang, sub bidang, kegiatan) and what kind (akun, kelompok, jenis).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from apbdes.anggaran import Anggaran
from apbdes.katalog import Katalog
from apbdes.models import VersiApbdes
from apbdes.ringkasan import awalan
from apbdes.services.anggaran import muat_anggaran
from dasar.uang import SEN
from desa.enums import JabatanPerangkat

Baris = tuple[str, str, str, int, int]  # kegiatan, rekening, sumber, semula, menjadi


@dataclass(frozen=True)
class BarisLampiran:
    """One printed line. `gaya`: akun, kelompok, bidang, kegiatan, jenis, or jumlah for a total."""

    bidang: tuple[str, ...]
    ekonomi: tuple[str, ...]
    uraian: str
    semula: int
    menjadi: int
    sumber: str = ""
    gaya: str = "jenis"

    @property
    def selisih(self) -> int:
        return self.menjadi - self.semula


@dataclass(frozen=True)
class Lampiran:
    desa: str
    pemerintah: str
    jabatan_kepala: str
    tahun: int
    perubahan_ke: int
    rancangan: bool
    sebutan: str
    nomor: str
    kepala_desa: str
    baris: tuple[BarisLampiran, ...]

    @property
    def perubahan(self) -> bool:
        return self.perubahan_ke > 0

    @property
    def bersen(self) -> bool:
        """Whether any amount has sen: then the whole table has two decimals."""
        return any(n % SEN for b in self.baris for n in (b.semula, b.menjadi))


def lampiran_apbdes(versi: VersiApbdes, katalog: Katalog) -> Lampiran:
    anggaran = muat_anggaran(versi).anggaran
    desa = versi.apbdes.desa
    kades = desa.perangkat.menjabat().filter(jabatan=JabatanPerangkat.KEPALA_DESA).first()
    nomor = f"Nomor {versi.perdes_nomor}" if versi.perdes_nomor else ""
    return Lampiran(
        desa=desa.nama_saja,
        pemerintah=f"Pemerintah {desa}",
        jabatan_kepala=desa.jabatan_kepala,
        tahun=anggaran.tahun,
        perubahan_ke=versi.perubahan_ke,
        rancangan=versi.status != "ditetapkan",
        sebutan=versi.sebutan,
        nomor=nomor,
        kepala_desa=kades.nama if kades else "",
        baris=tuple(susun_baris(anggaran, katalog)),
    )


def susun_baris(anggaran: Anggaran, katalog: Katalog) -> Iterable[BarisLampiran]:
    """Every line in the order of the annex; with what it was before where this budget is a perubahan."""
    semua = list(_pasang(anggaran))
    bagian = {akun: [b for b in semua if b[1].startswith(akun)] for akun in ("4", "5", "6")}
    tertulis = {b.kegiatan: b.uraian_kegiatan for b in anggaran.belanja}
    if anggaran.semula:
        tertulis = {b.kegiatan: b.uraian_kegiatan for b in anggaran.semula.belanja} | tertulis
    pendapatan, belanja = _jumlah(bagian["4"]), _jumlah(bagian["5"])
    masuk, keluar = (_jumlah([b for b in bagian["6"] if b[1].startswith(k)]) for k in ("6.1", "6.2"))
    surplus = [m - k for m, k in zip(pendapatan, belanja, strict=True)]
    neto = [m - k for m, k in zip(masuk, keluar, strict=True)]
    yield BarisLampiran((), ("4",), "PENDAPATAN", *pendapatan, gaya="akun")
    yield from _ekonomi(bagian["4"], (), katalog)
    yield BarisLampiran((), (), "JUMLAH PENDAPATAN", *pendapatan, gaya="jumlah")
    yield BarisLampiran((), ("5",), "BELANJA", *belanja, gaya="akun")
    yield from _belanja(bagian["5"], katalog, tertulis)
    yield BarisLampiran((), (), "JUMLAH BELANJA", *belanja, gaya="jumlah")
    yield BarisLampiran((), (), "SURPLUS/(DEFISIT)", *surplus, gaya="jumlah")
    yield BarisLampiran((), ("6",), "PEMBIAYAAN", *neto, gaya="akun")
    yield from _ekonomi(bagian["6"], (), katalog)
    yield BarisLampiran((), (), "PEMBIAYAAN NETO", *neto, gaya="jumlah")
    silpa = [s + n for s, n in zip(surplus, neto, strict=True)]
    yield BarisLampiran((), (), "SISA LEBIH PEMBIAYAAN ANGGARAN", *silpa, gaya="jumlah")


def _pasang(anggaran: Anggaran) -> Iterable[Baris]:
    for isi, menjadi in ((anggaran.semula, False), (anggaran, True)):
        if isi is None:
            continue
        baris: list[Any] = [*isi.pendapatan, *isi.belanja, *isi.pembiayaan]
        for b in baris:
            uang = (0, b.jumlah) if menjadi else (b.jumlah, 0)
            yield (getattr(b, "kegiatan", ""), b.rekening, b.sumber, *uang)


def _jumlah(baris: Iterable[Baris]) -> tuple[int, int]:
    semula = menjadi = 0
    for b in baris:
        semula, menjadi = semula + b[3], menjadi + b[4]
    return semula, menjadi


def _sumber(baris: Iterable[Baris]) -> str:
    """The sources of what is spent now, or was before where nothing is left."""
    isi = list(baris)
    return ", ".join(sorted({b[2] for b in isi if b[2] and b[4]} or {b[2] for b in isi if b[2]}))


def _kelompok(baris: Sequence[Baris], kunci: Callable[[Baris], str]) -> Iterable[tuple[str, list[Baris]]]:
    hasil: dict[str, list[Baris]] = {}
    for b in baris:
        hasil.setdefault(kunci(b), []).append(b)
    return sorted(hasil.items())


def _ekonomi(baris: Sequence[Baris], bidang: tuple[str, ...], katalog: Katalog) -> Iterable[BarisLampiran]:
    """Kelompok and, under each, its jenis with the sources."""
    for kelompok, isi in _kelompok(baris, lambda b: awalan(b[1], 2)):
        yield BarisLampiran(
            bidang, tuple(kelompok.split(".")), katalog.nama_rekening(kelompok), *_jumlah(isi), gaya="kelompok"
        )
        for jenis, milik in _kelompok(isi, lambda b: awalan(b[1], 3)):
            yield BarisLampiran(
                bidang, tuple(jenis.split(".")), katalog.nama_rekening(jenis), *_jumlah(milik), _sumber(milik)
            )


def _belanja(baris: Sequence[Baris], katalog: Katalog, tertulis: dict[str, str]) -> Iterable[BarisLampiran]:
    for bidang, dalam_bidang in _kelompok(baris, lambda b: awalan(b[0], 1)):
        nama = katalog.nama_bidang(bidang).upper()
        yield BarisLampiran((bidang,), (), nama, *_jumlah(dalam_bidang), gaya="bidang")
        for sub, dalam_sub in _kelompok(dalam_bidang, lambda b: awalan(b[0], 2)):
            yield BarisLampiran(
                tuple(sub.split(".")), (), katalog.nama_bidang(sub), *_jumlah(dalam_sub), gaya="sub-bidang"
            )
            for kegiatan, isi in _kelompok(dalam_sub, lambda b: b[0]):
                kode = tuple(kegiatan.split("."))
                nama = katalog.nama_kegiatan(kegiatan, tertulis.get(kegiatan, ""))
                yield BarisLampiran(kode, (), nama, *_jumlah(isi), _sumber(isi), gaya="kegiatan")
                yield from _ekonomi(isi, kode, katalog)

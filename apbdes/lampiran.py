"""The APB Desa as the annex of its Perdes, and of the Perkades about its penjabaran.

Both by the forms of Permendagri 20/2018, Lampiran. Two axes of codes: what for (bidang, sub bidang, kegiatan) and what
kind (akun, kelompok, jenis; in the penjabaran also the objek, and under it every row with volume and price).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any, NamedTuple, Self

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan
from apbdes.aturan.hasil import angka_tepat
from apbdes.katalog import Katalog
from apbdes.models import VersiApbdes
from apbdes.ringkasan import awalan
from apbdes.services.anggaran import muat_anggaran
from dasar.uang import SEN
from desa.enums import JabatanPerangkat


class Baris(NamedTuple):
    """A row of the budget, now or before it was changed; of the two amounts one is 0."""

    kegiatan: str
    rekening: str
    sumber: str
    semula: int
    menjadi: int
    asli: BarisPendapatan | BarisBelanja | BarisPembiayaan
    kini: bool


@dataclass(frozen=True)
class Hitungan:
    """The arithmetic of one row as it is printed: 12 OB at 3.000.000. `harga` in sen."""

    volume: str = ""
    satuan: str = ""
    harga: int | None = None


KOSONG = Hitungan()


@dataclass(frozen=True)
class BarisLampiran:
    """One printed line. `gaya`: akun, kelompok, bidang, kegiatan, jenis, objek, rinci, or jumlah for a total."""

    bidang: tuple[str, ...]
    ekonomi: tuple[str, ...]
    uraian: str
    semula: int
    menjadi: int
    sumber: str = ""
    gaya: str = "jenis"
    hitungan_semula: Hitungan = KOSONG
    hitungan: Hitungan = KOSONG

    @property
    def selisih(self) -> int:
        return self.menjadi - self.semula


KELOMPOK_CETAK = 30  # lines


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
    penjabaran: bool
    baris: tuple[BarisLampiran, ...]

    @property
    def perubahan(self) -> bool:
        return self.perubahan_ke > 0

    @cached_property
    def bersen(self) -> bool:
        """Whether any amount has sen: then the whole table has two decimals. Asked by every cell."""
        uang = (
            n for b in self.baris for n in (b.semula, b.menjadi, b.hitungan_semula.harga or 0, b.hitungan.harga or 0)
        )
        return any(n % SEN for n in uang)

    @property
    def bagian(self) -> list[list[BarisLampiran]]:
        """The lines in short groups: what WeasyPrint does for every page goes by the size of the group it splits."""
        hasil: list[list[BarisLampiran]] = [[]]
        for b in self.baris:
            if b.gaya in {"akun", "bidang", "sub-bidang"} and len(hasil[-1]) >= KELOMPOK_CETAK:
                hasil.append([])
            hasil[-1].append(b)
        return hasil

    def beku(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def dari_beku(cls, isi: Mapping[str, Any]) -> Self:
        """Back from `beku`, also through JSON."""
        return cls(**{**isi, "baris": tuple(map(_baris_dari_beku, isi["baris"]))})


def _baris_dari_beku(isi: Mapping[str, Any]) -> BarisLampiran:
    hitungan = {k: Hitungan(**isi[k]) for k in ("hitungan_semula", "hitungan")}
    return BarisLampiran(**{**isi, **hitungan, "bidang": tuple(isi["bidang"]), "ekonomi": tuple(isi["ekonomi"])})


def lampiran_apbdes(versi: VersiApbdes, katalog: Katalog, *, penjabaran: bool = False) -> Lampiran:
    """The annex of the Perdes; `penjabaran`: of the Perkades, from the same budget."""
    anggaran = muat_anggaran(versi).anggaran
    desa = versi.apbdes.desa
    kades = desa.perangkat.menjabat().filter(jabatan=JabatanPerangkat.KEPALA_DESA).first()
    # The number of the Perkades is not known here: it is written by hand.
    nomor = f"Nomor {versi.perdes_nomor}" if versi.perdes_nomor and not penjabaran else ""
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
        penjabaran=penjabaran,
        baris=tuple(susun_baris(anggaran, katalog, rinci=penjabaran)),
    )


def susun_baris(anggaran: Anggaran, katalog: Katalog, *, rinci: bool = False) -> Iterable[BarisLampiran]:
    """Every line in the order of the annex; with what it was before where this budget is a perubahan.

    `rinci`: down to the objek and its rows, as the penjabaran has it.
    """
    semua = list(_pasang(anggaran))
    bagian = {akun: [b for b in semua if b[1].startswith(akun)] for akun in ("4", "5", "6")}
    tertulis = {b.kegiatan: b.uraian_kegiatan for b in anggaran.belanja}
    if anggaran.semula:
        tertulis = {b.kegiatan: b.uraian_kegiatan for b in anggaran.semula.belanja} | tertulis
    pendapatan, belanja = _jumlah(bagian["4"]), _jumlah(bagian["5"])
    masuk, keluar = (_jumlah([b for b in bagian["6"] if b[1].startswith(k)]) for k in ("6.1", "6.2"))
    surplus = (pendapatan[0] - belanja[0], pendapatan[1] - belanja[1])
    neto = (masuk[0] - keluar[0], masuk[1] - keluar[1])
    yield BarisLampiran((), ("4",), "PENDAPATAN", *pendapatan, gaya="akun")
    yield from _ekonomi(bagian["4"], (), katalog, rinci)
    yield BarisLampiran((), (), "JUMLAH PENDAPATAN", *pendapatan, gaya="jumlah")
    yield BarisLampiran((), ("5",), "BELANJA", *belanja, gaya="akun")
    yield from _belanja(bagian["5"], katalog, tertulis, rinci)
    yield BarisLampiran((), (), "JUMLAH BELANJA", *belanja, gaya="jumlah")
    yield BarisLampiran((), (), "SURPLUS/(DEFISIT)", *surplus, gaya="jumlah")
    yield BarisLampiran((), ("6",), "PEMBIAYAAN", *neto, gaya="akun")
    yield from _ekonomi(bagian["6"], (), katalog, rinci)
    yield BarisLampiran((), (), "PEMBIAYAAN NETO", *neto, gaya="jumlah")
    silpa = (surplus[0] + neto[0], surplus[1] + neto[1])
    yield BarisLampiran((), (), "SISA LEBIH PEMBIAYAAN ANGGARAN", *silpa, gaya="jumlah")


def _pasang(anggaran: Anggaran) -> Iterable[Baris]:
    for isi, menjadi in ((anggaran.semula, False), (anggaran, True)):
        if isi is None:
            continue
        baris: list[Any] = [*isi.pendapatan, *isi.belanja, *isi.pembiayaan]
        for b in baris:
            semula, kini = (0, b.jumlah) if menjadi else (b.jumlah, 0)
            yield Baris(getattr(b, "kegiatan", ""), b.rekening, b.sumber, semula, kini, b, menjadi)


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


def _ekonomi(baris: Sequence[Baris], bidang: tuple[str, ...], katalog: Katalog, rinci: bool) -> Iterable[BarisLampiran]:
    """Kelompok and, under each, its jenis with the sources."""
    for kelompok, isi in _kelompok(baris, lambda b: awalan(b[1], 2)):
        yield BarisLampiran(
            bidang, tuple(kelompok.split(".")), katalog.nama_rekening(kelompok), *_jumlah(isi), gaya="kelompok"
        )
        for jenis, milik in _kelompok(isi, lambda b: awalan(b[1], 3)):
            yield BarisLampiran(
                bidang, tuple(jenis.split(".")), katalog.nama_rekening(jenis), *_jumlah(milik), _sumber(milik)
            )
            if rinci:
                yield from _objek(milik, bidang, katalog)


def _objek(baris: Sequence[Baris], bidang: tuple[str, ...], katalog: Katalog) -> Iterable[BarisLampiran]:
    """Each objek and its rows in the order of the budget. What is the same before and now stands in one line."""
    for objek, milik in _kelompok(baris, lambda b: b.rekening):
        kode = tuple(objek.split("."))
        nama = katalog.nama_rekening(objek)
        yield BarisLampiran(bidang, kode, nama, *_jumlah(milik), _sumber(milik), gaya="objek")
        sama: dict[tuple[str, ...], tuple[list[Baris], list[Baris]]] = {}
        for b in sorted(milik, key=lambda b: not b.kini):  # what is gone comes last
            kunci = (b.asli.uraian.casefold(), b.sumber, b.asli.satuan.casefold(), b.asli.paket)
            sama.setdefault(kunci, ([], []))[b.kini].append(b)
        rincian = [pasang for lama, kini in sama.values() for pasang in zip_longest(lama, kini)]
        if len(rincian) > 1 or any(_berkata(b, nama) for b in rincian[0]):
            yield from (_rinci(*pasang, nama) for pasang in rincian)


def _berkata(baris: Baris | None, nama: str) -> bool:
    """Whether a row says more than the line of its objek."""
    return baris is not None and (baris.asli.uraian not in ("", nama) or _hitungan(baris) != KOSONG)


def _rinci(lama: Baris | None, kini: Baris | None, nama: str) -> BarisLampiran:
    ada = kini or lama
    assert ada is not None
    return BarisLampiran(
        (),
        (),
        ada.asli.uraian or nama,
        lama.semula if lama else 0,
        kini.menjadi if kini else 0,
        ada.sumber,
        gaya="rinci",
        hitungan_semula=_hitungan(lama),
        hitungan=_hitungan(kini),
    )


def _hitungan(baris: Baris | None) -> Hitungan:
    if baris is None:
        return KOSONG
    b = baris.asli
    return Hitungan("" if b.volume is None else angka_tepat(b.volume), b.satuan, b.harga_satuan)


def _belanja(
    baris: Sequence[Baris], katalog: Katalog, tertulis: dict[str, str], rinci: bool
) -> Iterable[BarisLampiran]:
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
                yield from _ekonomi(isi, kode, katalog, rinci)

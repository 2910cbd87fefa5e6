"""What a new file cannot know and the village filled in before: taken over by key. In memory, no query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja

# What Siskeudes has no column for: of a row, and of the sheet Identitas.
BUKAN_SISKEUDES = (
    "komponen",
    "penerima",
    "dari_silpa",
    "bantuan_khusus",
    "risiko_tinggi",
    "kegiatan_acuan",
    "pagu_acuan",
)
IDENTITAS = (
    "pagu_dds",
    "pagu_add",
    "pagu_pbh",
    "akhir_masa_jabatan_kades",
    "perdes_dana_cadangan",
    "tanggal_perdes_dana_cadangan",
    "jumlah_petugas_pbb",
)
# What the workbook has no column for.
BUKAN_BUKU_KERJA = ("paket", "nama_paket")
BUKAN_BUKU_KERJA_LAIN = (*BUKAN_BUKU_KERJA, "volume", "satuan", "harga_satuan")


def wariskan_siskeudes(baru: Anggaran, lama: Anggaran) -> tuple[Anggaran, set[int]]:
    """`baru` with what `lama` says beside it, and the numbers of its rows of spending that `lama` knew."""
    pasangan = list(pasangkan(lama.belanja, baru.belanja))
    belanja = tuple(_ambil(kini, dulu, BUKAN_SISKEUDES) for dulu, kini in pasangan if kini)
    pembiayaan = tuple(
        _ambil(kini, dulu, BUKAN_SISKEUDES) for dulu, kini in pasangkan(lama.pembiayaan, baru.pembiayaan) if kini
    )
    identitas = {k: getattr(baru, k) or getattr(lama, k) for k in IDENTITAS}
    dikenal = {kini.nomor for dulu, kini in pasangan if dulu and kini}
    return replace(baru, belanja=belanja, pembiayaan=pembiayaan, **identitas), dikenal


def wariskan_buku_kerja(baru: Anggaran, lama: Anggaran) -> Anggaran:
    lembar: dict[str, Any] = {}
    for nama, kolom in (
        ("pendapatan", BUKAN_BUKU_KERJA_LAIN),
        ("belanja", BUKAN_BUKU_KERJA),
        ("pembiayaan", BUKAN_BUKU_KERJA_LAIN),
    ):
        pasangan = pasangkan(getattr(lama, nama), getattr(baru, nama), abaikan_paket=True)
        lembar[nama] = tuple(_ambil(kini, dulu, kolom) for dulu, kini in pasangan if kini)
    return replace(baru, **lembar)


def _ambil(kini: Any, dulu: Any, kolom: tuple[str, ...]) -> Any:
    if dulu is None:
        return kini
    return kini._replace(**{k: getattr(dulu, k) for k in kolom if hasattr(kini, k)})


def pasangkan(
    lama: Iterable[Any], baru: Iterable[Any], *, abaikan_paket: bool = False
) -> Iterator[tuple[Any | None, Any | None]]:
    """(earlier row or None, later row or None), in the order of the later ones; what is gone comes last.

    The same activity, account, package, words and source first; then another source, then other words for the same
    amount. Equal rows pair in their order.
    """
    sisa = list(lama)
    kini = list(baru)
    temu: dict[int, Any] = {}
    for kunci in (_sama, _sumber_lain, _uraian_lain):
        menurut: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for b in reversed(sisa):
            menurut[_kunci(b, kunci, abaikan_paket)].append(b)
        for urut, b in enumerate(kini):
            if urut not in temu and (calon := menurut.get(_kunci(b, kunci, abaikan_paket))):
                temu[urut] = calon.pop()
        terpakai = {id(b) for b in temu.values()}
        sisa = [b for b in sisa if id(b) not in terpakai]
    yield from ((temu.get(urut), b) for urut, b in enumerate(kini))
    yield from ((b, None) for b in sisa)


def _kunci(b: Any, rinci: Callable[[Any], tuple[Any, ...]], abaikan_paket: bool) -> tuple[Any, ...]:
    kegiatan = b.kegiatan if isinstance(b, BarisBelanja) else ""
    return (kegiatan, b.rekening, "" if abaikan_paket else b.paket, *rinci(b))


def _sama(b: Any) -> tuple[Any, ...]:
    return b.uraian, b.sumber


def _sumber_lain(b: Any) -> tuple[Any, ...]:
    return (b.uraian,)


def _uraian_lain(b: Any) -> tuple[Any, ...]:
    return b.sumber, b.volume, b.harga_satuan, b.jumlah

"""Walking through selections and conditions, by a list of what is still to do: nesting never runs out of stack."""

from collections.abc import Iterable, Iterator

from apbdes.gramatika.bentuk import KOLOM_RUJUKAN, Gabungan, Pemeriksaan, SalahSatu, Saringan, Syarat


def gabungan_dalam(isi: Gabungan) -> Iterator[Gabungan]:
    """It and every union that its filters refer to. Names are not followed."""
    sisa = [isi]
    while sisa:
        satu = sisa.pop()
        yield satu
        for s in satu:
            if isinstance(s, Saringan):
                sisa += [rujukan for k in KOLOM_RUJUKAN if (rujukan := getattr(s, k))]


def saringan_dalam(isi: Gabungan) -> Iterator[Saringan]:
    return (s for satu in gabungan_dalam(isi) for s in satu if isinstance(s, Saringan))


def nama_dirujuk(isi: Gabungan) -> Iterator[str]:
    return (s for satu in gabungan_dalam(isi) for s in satu if isinstance(s, str))


def pemeriksaan_dalam(syarat: Iterable[Syarat]) -> Iterator[Pemeriksaan]:
    """The checks of conditions, with those inside salah_satu."""
    for s in syarat:
        if isinstance(s, SalahSatu):
            yield from pemeriksaan_dalam(s.syarat)
        else:
            yield s

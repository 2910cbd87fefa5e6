"""Whether a set is whole: the grammar is asked, and each of its sentences is led back to the part that it is about."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from apbdes import acuan
from apbdes.gramatika import bentuk as b
from apbdes.gramatika.baca import baca
from apbdes.gramatika.periksa import periksa
from apbdes.gramatika.simpul import Catatan, susun
from apbdes.gramatika.tulis import tulis as tulis_perangkat
from apbdes.kantor.isi import BAGIAN, tulis
from apbdes.katalog import Katalog, katalog_untuk
from dasar.acuan import PEMUAT
from desa.models import Kabupaten

KOSONG = "tag:yaml.org,2002:null"
FOLDER_ASING = "Berkas ini bukan teks UTF-8."


class Salah(NamedTuple):
    """One fault. `bagian` and `nama` say where it is mended ("" is the head); `baris` is the line of a file."""

    bagian: str
    nama: str
    kalimat: str
    baris: int = 0

    def __str__(self) -> str:
        return f"Baris {self.baris}: {self.kalimat}" if self.baris else self.kalimat


class Dinilai(NamedTuple):
    perangkat: b.Perangkat | None
    salah: list[Salah]


class KamusKabupaten:
    """Which codes and regions there are, for the grammar: of every level, with those of the kabupaten's own."""

    def __init__(self, katalog: Katalog) -> None:
        self.katalog = katalog
        self.kegiatan = _bertingkat(katalog.kegiatan)
        self.rekening = _bertingkat(katalog.rekening) | set(acuan.nama_akun())

    def kegiatan_ada(self, kode: str) -> bool:
        return kode in self.kegiatan or (kode.count(".") == 2 and self.katalog.kegiatan_ada(kode))

    def rekening_ada(self, kode: str) -> bool:
        return kode in self.rekening or (kode.count(".") == 3 and self.katalog.rekening_ada(kode))

    def wilayah_ada(self, kode: str) -> bool:
        return Kabupaten.objects.filter(kode=kode).exists()


def _bertingkat(kode: Mapping[str, Any]) -> set[str]:
    return {".".join(k.split(".")[:n]) for k in kode for n in range(1, k.count(".") + 2)}


def kamus_untuk(kabupaten: Kabupaten, tahun: int) -> KamusKabupaten:
    return KamusKabupaten(katalog_untuk(kabupaten, tahun))


def nilai(isi: Mapping[str, Any], kamus: KamusKabupaten) -> Dinilai:
    """A stored draft."""
    dinilai = _nilai(tulis(isi), kamus)
    return Dinilai(dinilai.perangkat, [s._replace(baris=0) for s in dinilai.salah])


def _nilai(teks: str, kamus: KamusKabupaten) -> Dinilai:
    perangkat, keluhan = baca(teks)
    if perangkat is not None:
        keluhan = sorted({*keluhan, *periksa(perangkat, kamus)})
    return Dinilai(perangkat, _bertempat(teks, keluhan))


def _bertempat(teks: str, keluhan: list[b.Keluhan]) -> list[Salah]:
    if not keluhan:
        return []
    tempat = sorted(_letak(teks))
    mulai = [t[0] for t in tempat]
    hasil = []
    for k in keluhan:
        n = bisect_right(mulai, k.baris) - 1
        _, bagian, nama = tempat[n] if k.baris and n >= 0 else (0, "", "")
        hasil.append(Salah(bagian, nama, k.kalimat, k.baris))
    return hasil


def _letak(teks: str) -> list[tuple[int, str, str]]:
    """On which line each part begins."""
    try:
        akar = yaml.compose(teks, PEMUAT)
    except yaml.YAMLError:
        return []
    hasil: list[tuple[int, str, str]] = []
    for kunci, isi in akar.value if isinstance(akar, yaml.MappingNode) else ():
        hasil.append((kunci.start_mark.line + 1, kunci.value if kunci.value in BAGIAN else "", ""))
        if kunci.value == "aturan" and isinstance(isi, yaml.SequenceNode):
            hasil += [(s.start_mark.line + 1, "aturan", _kode(s)) for s in isi.value]
        elif kunci.value in BAGIAN and isinstance(isi, yaml.MappingNode):
            hasil += [(k.start_mark.line + 1, kunci.value, str(k.value)) for k, _ in isi.value]
    return hasil


def _kode(simpul: Any) -> str:
    pasangan = simpul.value if isinstance(simpul, yaml.MappingNode) else ()
    return next((str(v.value) for k, v in pasangan if k.value in ("kode", "pakai")), "")


class TidakTerbaca(Exception):
    """A file that is no whole set: `salah` are the sentences with their lines."""

    def __init__(self, salah: list[Salah]) -> None:
        super().__init__("; ".join(map(str, salah)))
        self.salah = salah


def baca_berkas(berkas: bytes) -> tuple[dict[str, Any], str]:
    """The content of a file and its text. Raises TidakTerbaca for what is no YAML at all."""
    try:
        teks = berkas.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TidakTerbaca([Salah("", "", FOLDER_ASING)]) from None
    perangkat, keluhan = baca(teks)
    if perangkat is None:
        raise TidakTerbaca([Salah("", "", k.kalimat, k.baris) for k in keluhan])
    isi = struktur(teks)
    if not isinstance(isi, dict):
        raise TidakTerbaca([Salah("", "", k.kalimat, k.baris) for k in keluhan])
    aturan = [a | {"kode": a.get("kode") or a.get("pakai", "")} for a in isi.get("aturan") or () if isinstance(a, dict)]
    return isi | {"aturan": aturan}, teks


def nilai_berkas(teks: str, kamus: KamusKabupaten) -> None:
    """Raises TidakTerbaca with every fault and its line."""
    if salah := _nilai(teks, kamus).salah:
        raise TidakTerbaca(salah)


def struktur(teks: str) -> Any:
    """The YAML as it stands, every scalar a text; an empty value is an empty text. Keys written twice: the last."""
    return _polos(yaml.compose(teks, PEMUAT))


def _polos(simpul: Any) -> Any:
    if isinstance(simpul, yaml.MappingNode):
        return {str(k.value): _polos(v) for k, v in simpul.value}
    if isinstance(simpul, yaml.SequenceNode):
        return [_polos(s) for s in simpul.value]
    return "" if simpul is None else str(simpul.value)


def struktur_teks(teks: str) -> tuple[Any, list[b.Keluhan]]:
    """One part as it was typed, and what keeps it from being read."""
    salah = Catatan()
    simpul = susun(teks, salah)
    return (None if simpul is None else _polos(simpul)), salah


def ekspor(isi: Mapping[str, Any]) -> str:
    """The set as a file: in the grammar's own order where it is whole, else as it stands."""
    perangkat, keluhan = baca(tulis(isi))
    return tulis(isi) if perangkat is None or keluhan else tulis_perangkat(perangkat)

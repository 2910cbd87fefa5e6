"""The result of an evaluation, aspect by aspect. Frozen as JSON on closing (`Evaluasi.hasil`).

What was computed is stored, not only what it was computed from: a result read back says what it said then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from evaluasi.hitung.angka import BEDA_DIBAHAS, Skala, cetak, eksak, rata_rata, teks_eksak


@dataclass(frozen=True)
class Penilai:
    """A member of the team; `anggota` is the key of AnggotaTim."""

    anggota: int
    nama: str
    jabatan_tim: str
    menilai: bool = True  # False: the team closed without this member, with a reason


@dataclass(frozen=True)
class Skor:
    """What one member gave one aspect. `tingkat` is the level chosen, or the one that the number lies in."""

    anggota: int
    tingkat: str
    angka: Fraction  # what counts
    catatan: str = ""

    @property
    def cetak(self) -> str:
        return cetak(self.angka)

    def json(self) -> dict[str, Any]:
        return {
            "anggota": self.anggota,
            "tingkat": self.tingkat,
            "angka": teks_eksak(self.angka),
            "catatan": self.catatan,
        }

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any]) -> "Skor":
        return cls(isi["anggota"], isi["tingkat"], eksak(isi["angka"]), isi["catatan"])


@dataclass(frozen=True)
class HasilAspek:
    """`aspek` is the key of Aspek. Without a single score `rata` is None and `huruf` empty."""

    aspek: int
    nomor: str
    teks: str
    skor: tuple[Skor, ...]
    rata: Fraction | None
    huruf: str
    selisih: int  # levels between the highest and the lowest evaluator
    pembahasan: str = ""

    @property
    def perlu_dibahas(self) -> bool:
        return self.selisih >= BEDA_DIBAHAS

    def json(self) -> dict[str, Any]:
        return {
            "aspek": self.aspek,
            "nomor": self.nomor,
            "teks": self.teks,
            "skor": [s.json() for s in self.skor],
            "rata": _json(self.rata),
            "huruf": self.huruf,
            "selisih": self.selisih,
            "pembahasan": self.pembahasan,
        }

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any]) -> "HasilAspek":
        skor = tuple(Skor.dari_json(s) for s in isi["skor"])
        return cls(**{**isi, "skor": skor, "rata": _dari_json(isi["rata"])})


@dataclass(frozen=True)
class HasilLembar:
    """One form: "TOTAL SKOR PENILAIAN" and "NILAI RATA-RATA". None where an aspect has no score at all."""

    lembar: int
    formulir: int
    kode: str
    versi: int
    judul: str
    skala: Skala
    aspek: tuple[HasilAspek, ...]
    total: Fraction | None
    nilai: Fraction | None
    huruf: str

    @property
    def kategori(self) -> str:
        """The name of the value by the form's scale, as the scale writes it; "" while there is none."""
        return self.skala.menurut_huruf[self.huruf].nama if self.huruf else ""

    @property
    def nilai_cetak(self) -> str:
        return self.cetak(self.nilai)

    @property
    def total_cetak(self) -> str:
        return cetak(self.total) if self.total is not None else ""

    def cetak(self, angka: Fraction | None) -> str:
        """A mean on this form's scale, as it is printed."""
        return cetak(angka, self.skala) if angka is not None else ""

    def nama(self, huruf: str) -> str:
        return self.skala.menurut_huruf[huruf].nama if huruf else ""

    def json(self) -> dict[str, Any]:
        return {
            "lembar": self.lembar,
            "formulir": self.formulir,
            "kode": self.kode,
            "versi": self.versi,
            "judul": self.judul,
            "skala": self.skala.json(),
            "aspek": [a.json() for a in self.aspek],
            "total": _json(self.total),
            "nilai": _json(self.nilai),
            "huruf": self.huruf,
        }

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any]) -> "HasilLembar":
        return cls(
            **{
                **isi,
                "skala": Skala.dari(isi["skala"]),
                "aspek": tuple(HasilAspek.dari_json(a) for a in isi["aspek"]),
                "total": _dari_json(isi["total"]),
                "nilai": _dari_json(isi["nilai"]),
            }
        )


@dataclass(frozen=True)
class HasilEvaluasi:
    """All forms of an evaluation. `nilai` over several forms is PERUT's own measure: the source has none.

    It is the mean of the forms' values, every form alike, and None while one of them is missing.
    """

    cara: str
    angka_tingkat: dict[str, str]  # what each level counted as, exact text; empty when numbers were given
    penilai: tuple[Penilai, ...]
    lembar: tuple[HasilLembar, ...]
    nilai: Fraction | None
    huruf: str

    @property
    def kategori(self) -> str:
        return self.lembar[0].nama(self.huruf) if self.lembar else ""

    @property
    def nilai_cetak(self) -> str:
        return self.lembar[0].cetak(self.nilai) if self.lembar else ""

    @property
    def perlu_dibahas(self) -> list[tuple[HasilLembar, HasilAspek]]:
        """The aspects on which members are two levels or more apart."""
        return [(lembar, a) for lembar in self.lembar for a in lembar.aspek if a.perlu_dibahas]

    def json(self) -> dict[str, Any]:
        return {
            "cara": self.cara,
            "angka_tingkat": self.angka_tingkat,
            "penilai": [dict(vars(p)) for p in self.penilai],
            "lembar": [lembar.json() for lembar in self.lembar],
            "nilai": _json(self.nilai),
            "huruf": self.huruf,
        }

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any]) -> "HasilEvaluasi":
        return cls(
            **{
                **isi,
                "penilai": tuple(Penilai(**p) for p in isi["penilai"]),
                "lembar": tuple(HasilLembar.dari_json(baris) for baris in isi["lembar"]),
                "nilai": _dari_json(isi["nilai"]),
            }
        )


def _json(angka: Fraction | None) -> str | None:
    return None if angka is None else teks_eksak(angka)


def _dari_json(teks: str | None) -> Fraction | None:
    return None if teks is None else eksak(teks)


def skor_dari_tingkat(anggota: int, huruf: str, angka: Mapping[str, Fraction], catatan: str = "") -> Skor:
    """`angka` is `Skala.angka_tingkat(...)`."""
    return Skor(anggota, huruf, angka[huruf], catatan)


def skor_dari_angka(anggota: int, angka: Any, skala: Skala, catatan: str = "") -> Skor:
    """The level of a number is for the spread between members only; the number itself is what counts."""
    nilai = eksak(angka)
    return Skor(anggota, skala.nilai(nilai).huruf, nilai, catatan)


def hitung_aspek(
    *, aspek: int, nomor: str, teks: str, skor: Sequence[Skor], skala: Skala, pembahasan: str = ""
) -> HasilAspek:
    """SKOR RATA-RATA (n): the mean over the members who scored."""
    rata = rata_rata(s.angka for s in skor)
    tempat = [skala.urut(s.tingkat) for s in skor]
    return HasilAspek(
        aspek=aspek,
        nomor=nomor,
        teks=teks,
        skor=tuple(skor),
        rata=rata,
        huruf="" if rata is None else skala.nilai(rata).huruf,
        selisih=max(tempat) - min(tempat) if tempat else 0,
        pembahasan=pembahasan,
    )


def hitung_lembar(
    *, lembar: int, formulir: int, kode: str, versi: int, judul: str, skala: Skala, aspek: Sequence[HasilAspek]
) -> HasilLembar:
    rata = [a.rata for a in aspek if a.rata is not None]
    lengkap = bool(aspek) and len(rata) == len(aspek)
    nilai = rata_rata(rata) if lengkap else None
    return HasilLembar(
        lembar=lembar,
        formulir=formulir,
        kode=kode,
        versi=versi,
        judul=judul,
        skala=skala,
        aspek=tuple(aspek),
        total=sum(rata, Fraction(0)) if lengkap else None,
        nilai=nilai,
        huruf="" if nilai is None else skala.nilai(nilai).huruf,
    )


def hitung_evaluasi(
    *, cara: str, angka_tingkat: dict[str, str], penilai: Sequence[Penilai], lembar: Sequence[HasilLembar]
) -> HasilEvaluasi:
    """The overall category is left empty where the forms have different scales: it would mean nothing."""
    nilai_lembar = [baris.nilai for baris in lembar if baris.nilai is not None]
    nilai = rata_rata(nilai_lembar) if len(nilai_lembar) == len(lembar) else None
    satu_skala = len({baris.skala for baris in lembar}) == 1
    return HasilEvaluasi(
        cara=cara,
        angka_tingkat=angka_tingkat,
        penilai=tuple(penilai),
        lembar=tuple(lembar),
        nilai=nilai,
        huruf=lembar[0].skala.nilai(nilai).huruf if nilai is not None and satu_skala else "",
    )

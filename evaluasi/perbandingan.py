"""Final results side by side: which evaluations count, one table for page, picture and sheet, and the ranking.

Only evaluations whose scores are final count, and of those that replace each other the one in force.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q, QuerySet

from akun.lingkup import lingkup
from akun.models import Pengguna
from desa.models import Desa
from evaluasi.enums import BERNILAI, CaraNilai, StatusEvaluasi
from evaluasi.hitung import HasilEvaluasi, HasilLembar, cetak, peringkat
from evaluasi.models import Evaluasi, FormulirEvaluasi

SEMUA_FORMULIR = "semua"


@dataclass(frozen=True)
class Sel:
    """The mean of one aspect, as printed; `bilah` is the same number for the bar (a dot, not a comma)."""

    nama: str
    cetak: str
    bilah: str
    huruf: str
    kategori: str


@dataclass(frozen=True)
class Baris:
    """One evaluation on one form (or on all of them, then without aspects)."""

    evaluasi: Evaluasi
    angka: Fraction
    sel: tuple[Sel | None, ...]
    total: str
    nilai: str
    huruf: str
    kategori: str
    formulir: str  # which version, or which forms
    cara: str
    lain: bool = False  # the same year's earlier evaluation stands beside this one and does not count

    @property
    def desa(self) -> Desa:
        return self.evaluasi.desa

    @property
    def bilah(self) -> str:
        return self.nilai.replace(",", ".")


@dataclass(frozen=True)
class Tabel:
    """`aspek` are the columns; `catatan` says where rows are not quite comparable."""

    aspek: tuple[tuple[str, str], ...]
    baris: tuple[Baris, ...]
    catatan: tuple[str, ...]


def evaluasi_final(pengguna: Pengguna, *peran: str) -> "QuerySet[Evaluasi]":
    """What counts in a comparison: final scores, and a replacement only once it was accepted.

    Of all that the person sees, or of the regions over which they hold one of `peran`.
    """
    terlihat = Evaluasi.objects.untuk(pengguna).filter(lingkup(pengguna, *peran), status__in=BERNILAI)
    return terlihat.filter(Q(menggantikan__isnull=True) | Q(status=StatusEvaluasi.SELESAI)).distinct()


def pilihan_tahun(pengguna: Pengguna, *peran: str) -> list[int]:
    return sorted(set(evaluasi_final(pengguna, *peran).order_by().values_list("tahun", flat=True)), reverse=True)


def pilihan_formulir(pengguna: Pengguna, *peran: str) -> list[tuple[str, str]]:
    """(key, name) of every form that a final evaluation used, whatever its version."""
    dipakai = FormulirEvaluasi.objects.filter(lembar__evaluasi__in=evaluasi_final(pengguna, *peran).values("pk"))
    hasil: dict[str, str] = {}
    for f in dipakai.select_related("kecamatan", "kabupaten").distinct().order_by("nomor_bidang", "kode", "-versi"):
        milik = f" (formulir {f.wilayah})" if f.wilayah else ""
        hasil.setdefault(kunci_formulir(f), f"{f.kode} {f.jenis_kegiatan}{milik}")
    return list(hasil.items())


def kunci_formulir(formulir: FormulirEvaluasi) -> str:
    """Versions of one form are compared with each other; one of a kabupaten or office of the same kode is another."""
    if formulir.kabupaten_id:
        return f"{formulir.kode}~kab{formulir.kabupaten_id}"
    return f"{formulir.kode}~{formulir.kecamatan_id}" if formulir.kecamatan_id else formulir.kode


def baris_terbaca(daftar: Iterable[Evaluasi], kunci: str) -> list[Baris]:
    """The evaluations that used this form, with their frozen results. One query for the forms."""
    semua = list(daftar)
    formulir = FormulirEvaluasi.objects.filter(lembar__evaluasi__in=[e.pk for e in semua]).distinct()
    dikenal = {f.pk: kunci_formulir(f) for f in formulir}
    hasil = []
    for evaluasi in semua:
        isi = HasilEvaluasi.dari_json(evaluasi.hasil or {})  # a constraint: final ones have it
        if kunci == SEMUA_FORMULIR:
            if isi.nilai is not None:
                hasil.append(_baris_semua(evaluasi, isi))
            continue
        for lembar in isi.lembar:
            if dikenal.get(lembar.formulir) == kunci and lembar.nilai is not None:
                hasil.append(_baris_lembar(evaluasi, isi, lembar))
    return hasil


def _baris_semua(evaluasi: Evaluasi, isi: HasilEvaluasi) -> Baris:
    assert isi.nilai is not None
    return Baris(
        evaluasi=evaluasi,
        angka=isi.nilai,
        sel=(),
        total="",
        nilai=isi.nilai_cetak,
        huruf=isi.huruf,
        kategori=isi.kategori.capitalize(),
        formulir=", ".join(lembar.kode for lembar in isi.lembar),
        cara=CaraNilai(isi.cara).name.lower(),
    )


def _baris_lembar(evaluasi: Evaluasi, isi: HasilEvaluasi, lembar: HasilLembar) -> Baris:
    assert lembar.nilai is not None
    return Baris(
        evaluasi=evaluasi,
        angka=lembar.nilai,
        sel=tuple(
            Sel(
                nama=f"{a.nomor}. {a.teks}",
                cetak=lembar.cetak(a.rata),
                bilah=lembar.cetak(a.rata).replace(",", "."),
                huruf=a.huruf,
                kategori=lembar.nama(a.huruf).capitalize(),
            )
            for a in lembar.aspek
        ),
        total=lembar.total_cetak,
        nilai=lembar.nilai_cetak,
        huruf=lembar.huruf,
        kategori=lembar.kategori.capitalize(),
        formulir=f"versi {lembar.versi}",
        cara=CaraNilai(isi.cara).name.lower(),
    )


def tabel(baris: list[Baris]) -> Tabel:
    """Rows with the same columns. The newest evaluation names the aspects; a shorter row is filled with gaps."""
    terbanyak = max((len(b.sel) for b in baris), default=0)
    contoh = next((b for b in sorted(baris, key=lambda b: -b.evaluasi.tahun) if len(b.sel) == terbanyak), None)
    aspek = tuple((str(n), s.nama) for n, s in enumerate(contoh.sel, 1) if s) if contoh else ()
    rata = [_isi_kosong(b, terbanyak) for b in baris]
    return Tabel(aspek, tuple(rata), tuple(_catatan(baris)))


def _isi_kosong(baris: Baris, banyak: int) -> Baris:
    return Baris(**{**vars(baris), "sel": baris.sel + (None,) * (banyak - len(baris.sel))})


def _catatan(baris: list[Baris]) -> list[str]:
    catatan = []
    if len({b.formulir for b in baris}) > 1:
        catatan.append("Formulirnya tidak semua sama; perhatikan kolom formulir sebelum membandingkan.")
    if len({b.cara for b in baris}) > 1:
        catatan.append(
            "Sebagian dinilai dengan tingkat (dihitung sebagai angka tetap), sebagian dengan angka 0 sampai 100."
        )
    if any(b.lain for b in baris):
        catatan.append("Desa yang dievaluasi lebih dari sekali dalam tahun itu diwakili evaluasi yang terakhir.")
    return catatan


def terakhir_setiap_desa(baris: list[Baris]) -> list[Baris]:
    """One row per desa and year: the evaluation that ended last."""

    def urut(b: Baris) -> tuple[str, int]:
        return (str(b.evaluasi.tanggal_selesai or ""), b.evaluasi.pk)

    menurut: dict[tuple[int, int], list[Baris]] = {}
    for b in sorted(baris, key=urut):
        menurut.setdefault((b.evaluasi.desa_id, b.evaluasi.tahun), []).append(b)
    return [Baris(**{**vars(b[-1]), "lain": len(b) > 1}) for b in menurut.values()]


def peringkat_desa(baris: list[Baris]) -> list[tuple[int, bool, Baris]]:
    """By the exact value, not the printed one; desa that tie share a rank, in alphabetical order."""
    return peringkat(sorted(baris, key=lambda b: b.desa.nama), lambda b: b.angka)


def selisih(baris: list[Baris]) -> str:
    """The distance between the highest and the lowest, as printed."""
    angka = [b.angka for b in baris]
    return cetak(max(angka) - min(angka)) if angka else ""

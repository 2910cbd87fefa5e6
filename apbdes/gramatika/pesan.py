"""Sentences about what a check found, in the words that the set gives its names."""

from collections.abc import Iterable
from fractions import Fraction

from apbdes.anggaran import PENERIMA, SUMBER_DANA
from apbdes.gramatika import bentuk as b
from dasar.uang import angka as angka_uang
from dasar.uang import rupiah

MELANGGAR = {
    "paling_banyak": "melebihi",
    "paling_sedikit": "kurang dari",
    "sama_dengan": "tidak sama dengan",
    "lebih_dari": "tidak lebih dari",
    "kurang_dari": "tidak kurang dari",
    "paling_lambat": "sesudah",
}
MEMENUHI = {
    "paling_banyak": "tidak melebihi",
    "paling_sedikit": "sekurang-kurangnya",
    "sama_dengan": "sama dengan",
    "lebih_dari": "lebih dari",
    "kurang_dari": "kurang dari",
    "paling_lambat": "paling lambat",
}


def angka_tepat(n: int | Fraction) -> str:
    """An exact decimal, at most fifteen places: 5/2 → "2,5"."""
    bulat, sisa = divmod(abs(n.numerator), n.denominator)
    desimal = ""
    while sisa and len(desimal) < 15:
        digit, sisa = divmod(sisa * 10, n.denominator)
        desimal += str(digit)
    ribuan = f"{bulat:,}".replace(",", ".")
    return f"{'-' if n < 0 else ''}{ribuan}{',' + desimal if desimal else ''}"


def uang(n: int | Fraction) -> str:
    """Sen as rupiah without its sign; a fraction of a sen is written out."""
    return angka_uang(n.numerator) if n.denominator == 1 else angka_tepat(Fraction(n) / 100)


def uang_rp(n: int | Fraction) -> str:
    return rupiah(n.numerator) if n.denominator == 1 else f"Rp{angka_tepat(Fraction(n) / 100)}"


def deret(benda: Iterable[str], *, paling_banyak: int = 10) -> str:
    """ "a, b, dan c"; a long list says how many more there are."""
    semua = list(dict.fromkeys(benda))
    if len(semua) > paling_banyak:
        semua = [*semua[:paling_banyak], f"{len(semua) - paling_banyak} lagi"]
    if len(semua) < 3:
        return " dan ".join(semua)
    return f"{', '.join(semua[:-1])}, dan {semua[-1]}"


def besar(kalimat: str) -> str:
    return kalimat[:1].upper() + kalimat[1:]


def sebut(isi: b.Gabungan, arti: dict[str, str]) -> str:
    """A selection in words: its own where it has a name, else what its filters say."""
    return " dan ".join(arti.get(s, s) if isinstance(s, str) else _sebut_saringan(s, arti) for s in isi)


def _sebut_saringan(s: b.Saringan, arti: dict[str, str]) -> str:
    kata = [s.lembar or ("" if s.dalam else "belanja")]
    if s.dalam:
        kata.append(sebut(s.dalam, arti))
    if s.uraian:
        kata.append(f"beruraian {' atau '.join(s.uraian)}")
    if s.komponen:
        kata.append(f"berkomponen {' atau '.join(k.replace('_', ' ') for k in s.komponen)}")
    if s.penerima:
        kata.append(f"untuk {' atau '.join(PENERIMA.get(p, p) for p in s.penerima)}")
    if s.kegiatan:
        kata.append(f"pada {' atau '.join(map(_kegiatan, s.kegiatan))}")
    if s.rekening:
        kata.append(f"pada rekening {' atau '.join(s.rekening)}")
    if s.sumber_dana:
        kata.append(f"dari {' atau '.join(SUMBER_DANA.get(x, x) for x in s.sumber_dana)}")
    if s.satuan:
        kata.append(f"bersatuan {' atau '.join(s.satuan)}")
    for tanda, ya in (
        ("dari_silpa", "SiLPA"),
        ("bantuan_khusus", "bantuan khusus"),
        ("risiko_tinggi", "risiko tinggi"),
    ):
        nilai = getattr(s, tanda)
        if nilai is not None:
            kata.append(f"{'bertanda' if nilai else 'tanpa tanda'} {ya}")
    if s.sekegiatan:
        kata.append(f"pada kegiatan yang memuat {sebut(s.sekegiatan, arti)}")
    if s.acuan:
        kata.append(f"untuk kegiatan yang memuat {sebut(s.acuan, arti)}")
    if s.kecuali:
        kata.append(f"selain {sebut(s.kecuali, arti)}")
    return " ".join(k for k in kata if k)


def sebut_kolom(kolom: str, nilai: object) -> str:
    """A value of a column as a group is named by it."""
    if kolom == "pagu_acuan" and isinstance(nilai, int):
        return f"pagu {uang_rp(nilai)}"
    teks = str(nilai)
    return PENERIMA.get(teks, teks) if kolom == "penerima" else teks.replace("_", " ")


def _kegiatan(kode: str) -> str:
    return f"{('bidang', 'sub bidang', 'kegiatan')[kode.count('.')]} {kode}"


def sebut_nilai(nilai: b.Nilai, arti: dict[str, str], angka: dict[str, str]) -> str:
    """A value in words: "30% dari seluruh belanja". `angka` has the figures in force."""
    depan, belakang = [], []
    for f in nilai.faktor:
        if f.jenis == "bilangan" and f.bilangan is not None:
            depan.append(angka_tepat(f.bilangan))
        elif f.jenis in ("persen", "kata", "tanggal"):
            depan.append(str(f))
        elif f.jenis == "nama" and f.teks in angka:
            depan.append(angka[f.teks])
        else:
            nama = arti.get(f.teks, f.teks.replace("_", " "))
            belakang.append(
                {
                    "harga": f"harga satuan {nama}",
                    "volume": f"volume {nama}",
                    "semula": f"{nama} sebelum perubahan",
                    "lalu": f"{nama} tahun lalu",
                    "tahun": f"tahun pada {nama}",
                }.get(f.jenis, nama)
            )
    if not belakang:
        return " × ".join(depan)
    if depan and depan[-1].endswith("%"):
        return f"{' × '.join(depan)} dari {' × '.join(belakang)}"
    return " × ".join([*depan, *belakang])

"""Which sets of rules judge a desa's budget, with the figures that were added in the browser.

The files are the regulations as read; the database adds dated figures and the choice of sets. The
command line knows the files only.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from apbdes.anggaran import Anggaran
from apbdes.aturan import (
    DASAR,
    HasilAturan,
    NilaiBertanggal,
    Perangkat,
    Rusak,
    baca_nilai,
    bernilai_tambahan,
    perangkat_utuh,
    periksa,
    tulis_nilai,
)
from apbdes.berlaku import Berlaku, berlaku, fakta_dari, sebagai_petunjuk
from apbdes.gramatika.bentuk import BentukFakta
from apbdes.kantor.mesin import perangkat_kantor
from apbdes.models import NilaiAturan, PilihanPerangkat, VersiApbdes
from desa.models import Kabupaten, Kecamatan
from naskah.bagian import tanggal_panjang


class HasilPerangkat(NamedTuple):
    """All verdicts of one set."""

    perangkat: Perangkat
    hasil: list[HasilAturan]


def pilihan_untuk(kecamatan: Kecamatan, tahun: int) -> PilihanPerangkat | None:
    """The choice in force for this kecamatan and budget year: its own before the kabupaten's, the latest first."""
    calon = PilihanPerangkat.objects.filter(
        Q(kecamatan=kecamatan) | Q(kecamatan=None), kabupaten=kecamatan.kabupaten_id, sejak_tahun__lte=tahun
    )
    return max(calon, key=lambda p: (p.kecamatan_id is not None, p.sejak_tahun, p.pk), default=None)


def _tambahi(perangkat: Perangkat, baris: Iterable[NilaiAturan]) -> Perangkat | Rusak:
    """A value that is no longer of the kind of its figure breaks the set: the one before it is not in force."""
    tambahan: list[tuple[str, NilaiBertanggal]] = []
    for b in sorted(baris, key=lambda b: (b.kabupaten_id is not None, b.pk)):
        angka = perangkat.angka.get(b.angka)
        if angka is None:
            continue
        try:
            nilai = baca_nilai(b.nilai, angka.riwayat[0].nilai)
        except ValueError as galat:
            kalimat = f"Nilai “{b.nilai}” bagi {angka.arti} sejak {tanggal_panjang(b.sejak)} tidak terbaca. {galat}"
            return Rusak(
                perangkat.kode, perangkat.nama, (kalimat,), perangkat.wilayah, perangkat.tahun, perangkat.petunjuk
            )
        tambahan.append((b.angka, NilaiBertanggal(b.sejak, b.diperiksa, nilai, b.alasan, b.dasar)))
    return bernilai_tambahan(perangkat, tambahan)


def semua_untuk(kabupaten: int, *, pada: str | None = None) -> tuple[list[Perangkat], list[Rusak]]:
    """Every set there is for a kabupaten, whether it applies or not: those of the files and those it published itself
    (`pada`: as they stood at that moment); and those that cannot be judged by. One query."""
    utuh, rusak = perangkat_utuh()
    kantor, kantor_rusak = perangkat_kantor(kabupaten, pada=pada)
    return [*utuh, *kantor], [*rusak, *kantor_rusak]


def dapat_jadi_petunjuk(kabupaten: int) -> list[Perangkat]:
    """The sets that an office may choose as a guide: all but the base, which always applies."""
    return [p for p in semua_untuk(kabupaten)[0] if p.kode != DASAR]


def berlaku_untuk(kecamatan: Kecamatan, tahun: int) -> Berlaku:
    """The sets that judge the budgets of this kecamatan in that budget year, and what is then not judged.

    Those of its region and year apply by themselves; what the office chose beside them is a guide. Two queries.
    """
    pilihan = pilihan_untuk(kecamatan, tahun)
    utuh, rusak = semua_untuk(kecamatan.kabupaten_id)
    hasil = berlaku(f"{kecamatan.kode}.", tahun, utuh, pilihan.perangkat if pilihan else (), rusak)
    bernilai, tak_bernilai = _bernilai(hasil.perangkat, kecamatan.kabupaten_id)
    return hasil._replace(perangkat=tuple(bernilai), rusak=(*hasil.rusak, *tak_bernilai))


def fakta_untuk(versi: VersiApbdes) -> dict[str, BentukFakta]:
    """The facts that may be given of the village of this version in its year."""
    return fakta_dari(berlaku_untuk(versi.apbdes.desa.kecamatan, versi.apbdes.tahun).perangkat)


def bernilai_untuk(perangkat: Perangkat, kabupaten: Kabupaten) -> Perangkat:
    """The set with the figures that were added in the browser for this kabupaten; as it is where one of them cannot be
    read."""
    bernilai, _ = _bernilai([perangkat], kabupaten.pk)
    return bernilai[0] if bernilai else perangkat


def _bernilai(
    perangkat: Iterable[Perangkat], kabupaten: int, *, sampai: str | None = None
) -> tuple[list[Perangkat], list[Rusak]]:
    """With the figures that were added in the browser, up to a moment in time if one is given. One query."""
    dipakai = list(perangkat)
    tambahan = NilaiAturan.objects.filter(
        Q(kabupaten=None) | Q(kabupaten=kabupaten), perangkat__in=[p.kode for p in dipakai]
    )
    if sampai:
        tambahan = tambahan.filter(waktu__lte=sampai)
    baris: dict[str, list[NilaiAturan]] = {}
    for b in tambahan.order_by("pk"):
        baris.setdefault(b.perangkat, []).append(b)
    hasil = [_tambahi(p, baris.get(p.kode, ())) for p in dipakai]
    return [p for p in hasil if isinstance(p, Perangkat)], [p for p in hasil if isinstance(p, Rusak)]


class Dipakai(NamedTuple):
    """The sets that judge a version; `tak_dinilai`: the sentence on what they do not judge; `rusak`: why not."""

    perangkat: list[Perangkat]
    tak_dinilai: str
    rusak: list[Rusak]


def perangkat_versi(versi: VersiApbdes) -> Dipakai:
    """Once proposed, the sets of then; one of them that cannot be read any more is named."""
    kecamatan = versi.apbdes.desa.kecamatan
    if versi.beku is None:
        hasil = berlaku_untuk(kecamatan, versi.apbdes.tahun)
        return Dipakai(list(hasil.perangkat), hasil.tak_dinilai(str(kecamatan.kabupaten)), list(hasil.rusak))
    saat = versi.beku.get("waktu")
    utuh, hilang = semua_untuk(kecamatan.kabupaten_id, pada=saat)
    semua, salah = {p.kode: p for p in utuh}, {r.kode: r for r in hilang}
    beku = {DASAR: {}} | {b["kode"]: b for b in versi.beku.get("perangkat", ())}
    dipakai = [sebagai_petunjuk(semua[k]) if b.get("petunjuk") else semua[k] for k, b in beku.items() if k in semua]
    bernilai, tak_bernilai = _bernilai(dipakai, kecamatan.kabupaten_id, sampai=saat)
    rusak = [salah.get(k) or _tiada(k, b.get("nama", k)) for k, b in beku.items() if k not in semua]
    return Dipakai(bernilai, versi.beku.get("tak_dinilai", ""), [*rusak, *tak_bernilai])


def _tiada(kode: str, nama: str) -> Rusak:
    return Rusak(kode, nama, ("Evaluasi ini memakainya, tetapi perangkat itu tidak ada lagi.",))


def periksa_semua_perangkat(anggaran: Anggaran, perangkat: Iterable[Perangkat]) -> list[HasilPerangkat]:
    return [HasilPerangkat(p, periksa(anggaran, p)) for p in perangkat]


def beku(perangkat: Perangkat, tahun: int) -> dict[str, Any]:
    """A set as it judged: every figure with its article and dates, as plain data to be frozen with a result."""
    return {
        "kode": perangkat.kode,
        "nama": perangkat.nama,
        "judul": perangkat.judul,
        "peraturan": list(perangkat.peraturan),
        "petunjuk": perangkat.petunjuk,
        "berlaku_sejak": perangkat.berlaku_sejak.isoformat(),
        "diperiksa": perangkat.diperiksa.isoformat(),
        "angka": [_angka_beku(a.arti, a.dasar, a.berlaku(tahun)) for a in perangkat.angka.values()],
    }


def _angka_beku(arti: str, dasar: str, nilai: NilaiBertanggal) -> dict[str, str]:
    return {
        "arti": arti,
        "nilai": tulis_nilai(nilai.nilai),
        "dasar": nilai.dasar or dasar,
        "sejak": tanggal_panjang(nilai.sejak),
        "diperiksa": tanggal_panjang(nilai.diperiksa),
    }


def bertentangan(perangkat: Iterable[Perangkat]) -> list[dict[str, Any]]:
    """Where a set contradicts itself or another of the chosen sets, and what is done about it, in their order."""
    semua = list(perangkat)
    kode = {p.kode for p in semua}
    return [
        dict(t) | {"perangkat": p.kode, "nama": p.nama}
        for p in semua
        for t in p.pertentangan
        if t.get("terhadap", p.kode) in kode
    ]

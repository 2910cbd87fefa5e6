"""A form of Lampiran III (Format II to V), filled in or blank, in the layout of the source."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from desa.models import Kecamatan
from monitoring.models import FormulirMonitoring, JawabanMonitoring, LembarMonitoring
from monitoring.reports.bagian import Petugas, daftar_petugas
from naskah.bagian import Kop, kop, paragraf, tanggal_panjang

BARIS_DST = 3  # empty rows of a blank form
KETERANGAN_SEL = 300  # a longer note stands below the table: in its narrow column it would fill a page


@dataclass(frozen=True)
class Baris:
    nomor: str
    teks: str
    jawaban: str = ""
    keterangan: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Keterangan:
    """A long note: "Catatan 1 (nomor A3)"."""

    nomor: int
    butir: str
    isi: list[str]


@dataclass(frozen=True)
class Bagian:
    """A part of a form; a form without parts has one, without a code."""

    kode: str
    judul: str
    baris: list[Baris]


@dataclass(frozen=True)
class Lembar:
    """`catatan` are the contradictions of the source, with the row they belong to; they are printed below."""

    judul: str
    versi: str
    bidang: str
    jenis_kegiatan: str
    lokasi: str
    tanggal: str
    pilihan: list[str]
    bagian: list[Bagian]
    keterangan: list[Keterangan]
    catatan: list[str]


def lembar_isi(lembar: LembarMonitoring) -> Lembar:
    """What was filled in, with the version's own words; needs `formulir__butir` and `jawaban`."""
    return _lembar(
        lembar.formulir,
        jenis_kegiatan=lembar.kegiatan or lembar.formulir.jenis_kegiatan,
        lokasi=lembar.lokasi,
        tanggal=tanggal_panjang(lembar.tanggal),
        jawaban=lembar.jawaban.all(),
        kosong=0,
    )


def lembar_kosong(formulir: FormulirMonitoring, lembar: LembarMonitoring | None = None) -> Lembar:
    """The form to be filled in on paper, with what is known of the place and rows for DST."""
    return _lembar(
        formulir,
        jenis_kegiatan=(lembar and lembar.kegiatan) or formulir.jenis_kegiatan,
        lokasi=(lembar and lembar.lokasi) or formulir.lokasi,
        tanggal=tanggal_panjang(lembar.tanggal) if lembar else "",
        jawaban=(),
        kosong=BARIS_DST if formulir.boleh_tambah else 0,
    )


def _lembar(
    formulir: FormulirMonitoring,
    *,
    jenis_kegiatan: str,
    lokasi: str,
    tanggal: str,
    jawaban: Iterable[JawabanMonitoring],
    kosong: int,
) -> Lembar:
    terjawab: dict[int, JawabanMonitoring] = {}
    tambahan: dict[str, list[JawabanMonitoring]] = defaultdict(list)
    for j in jawaban:
        if j.butir_id is None:
            tambahan[j.bagian].append(j)
        else:
            terjawab[j.butir_id] = j
    butir = list(formulir.butir.all())
    bagian = []
    panjang: list[Keterangan] = []
    for b in formulir.bagian or [{"kode": "", "judul": ""}]:
        kode = b["kode"]
        baris = [_baris(x.nomor, x.teks, terjawab.get(x.pk)) for x in butir if x.bagian == kode or not formulir.bagian]
        awal = len(baris)
        baris += [_baris(str(awal + n), j.teks, j) for n, j in enumerate(tambahan.get(kode, []), 1)]
        awal = len(baris)
        baris += [Baris(str(awal + n), "") for n in range(1, kosong + 1)]
        bagian.append(Bagian(kode, b["judul"], [_pindahkan(x, kode, panjang) for x in baris]))
    return Lembar(
        judul=formulir.judul,
        versi=f"{formulir.kode} versi {formulir.versi}",
        bidang=formulir.bidang,
        jenis_kegiatan=jenis_kegiatan,
        lokasi=lokasi,
        tanggal=tanggal,
        pilihan=list(formulir.pilihan),
        bagian=bagian,
        keterangan=panjang,
        catatan=[*formulir.catatan, *(f"Nomor {x.bagian}{x.nomor}: {c}" for x in butir for c in x.catatan)],
    )


def _pindahkan(baris: Baris, kode: str, panjang: list[Keterangan]) -> Baris:
    if sum(len(k) for k in baris.keterangan) <= KETERANGAN_SEL:
        return baris
    panjang.append(Keterangan(len(panjang) + 1, f"{kode}{baris.nomor}", baris.keterangan))
    return replace(baris, keterangan=[f"Catatan {len(panjang)}, di bawah tabel"])


def _baris(nomor: str, teks: str, jawaban: JawabanMonitoring | None) -> Baris:
    if jawaban is None:
        return Baris(nomor, teks)
    return Baris(nomor, teks, jawaban.jawaban, paragraf(jawaban.keterangan))


@dataclass(frozen=True)
class FormulirKosong:
    kop: Kop
    lembar: Lembar
    petugas: list[Petugas]


def kosong_isi(
    formulir: FormulirMonitoring, kecamatan: Kecamatan | None, lembar: LembarMonitoring | None = None
) -> dict:
    """A blank form under the office's letterhead; four rows to sign in, as the source has, where nobody is named."""
    kepala = kop(kecamatan) if kecamatan else Kop("PEMERINTAH KABUPATEN", "KECAMATAN", "", "", "")
    petugas = daftar_petugas(lembar.monitoring) if lembar else [Petugas()] * 4
    return asdict(FormulirKosong(kepala, lembar_kosong(formulir, lembar), petugas))

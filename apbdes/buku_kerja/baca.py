"""One workbook into one immutable budget: every problem found first, then all of it or nothing.

Cells are read by calamine as they were last saved; formulas count by their cached value.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import compress
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan, komponen_turunan
from apbdes.buku_kerja import skema
from apbdes.buku_kerja.galat import Galat, TidakTerbaca, huruf_kolom
from apbdes.buku_kerja.sel import kosong, teks
from apbdes.buku_kerja.skema import Kolom
from apbdes.buku_kerja.wadah import Wadah, buka, sel_meragukan, ukuran_berlebih
from apbdes.gramatika.bentuk import FAKTA_BAKU, BentukFakta

Baris = tuple[int, Sequence[Any]]
# Desa and year → the facts that may be given.
Kamus = Callable[[str, int], Mapping[str, BentukFakta]]
Tegak = list[list[Any]]  # a sheet column by column, the rows' numbers first
REKENING, KOMPONEN = BarisBelanja._fields.index("rekening"), BarisBelanja._fields.index("komponen")


def fakta_baku(_kode_desa: str, _tahun: int) -> Mapping[str, BentukFakta]:
    return FAKTA_BAKU


def baca(isi: bytes, kamus: Kamus = fakta_baku) -> Anggaran:
    """Raises TidakTerbaca with every problem of the file. Nothing is stored anywhere. `kamus`: which facts may be
    given of the village and year that the file names."""
    wadah = buka(isi)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(isi)) as buku:
            return _baca(buku, wadah, kamus)
    except CalamineError as galat:
        raise TidakTerbaca(
            [Galat(f"Buku kerja ini tidak dapat dibaca ({galat}). Simpan ulang sebagai .xlsx.")]
        ) from galat


def _baca(buku: CalamineWorkbook, wadah: Wadah, kamus: Kamus) -> Anggaran:
    galat: list[Galat] = []
    isi = {nama: _isi_lembar(buku, wadah, nama, galat) for nama in skema.LEMBAR}
    identitas = _identitas(isi["Identitas"], kamus, galat)
    pendapatan = _baris("Pendapatan", isi["Pendapatan"], skema.PENDAPATAN, galat)
    belanja = _baris("Belanja", isi["Belanja"], skema.BELANJA, galat)
    belanja[KOMPONEN] = list(map(_komponen, belanja[KOMPONEN], belanja[REKENING]))
    pembiayaan = _baris("Pembiayaan", isi["Pembiayaan"], skema.PEMBIAYAAN, galat)
    if galat:
        salah = {(g.lembar, g.baris) for g in galat}
        sah = [
            _tanpa(lembar, nama, salah)
            for nama, lembar in (("Pendapatan", pendapatan), ("Belanja", belanja), ("Pembiayaan", pembiayaan))
        ]
        raise TidakTerbaca(urut_lembar(galat), _susun(identitas, *sah))
    return _susun(identitas, pendapatan, belanja, pembiayaan)


def _susun(identitas: dict[str, Any], pendapatan: Tegak, belanja: Tegak, pembiayaan: Tegak) -> Anggaran:
    return Anggaran(
        identitas.pop("kode_desa"),
        identitas.pop("tahun_anggaran"),
        identitas.pop("jenis"),
        tuple(map(BarisPendapatan, *pendapatan)),
        tuple(map(BarisBelanja, *belanja)),
        tuple(map(BarisPembiayaan, *pembiayaan)),
        **skema.dengan_fakta(identitas),
    )


def _tanpa(lembar: Tegak, nama: str, salah: set[tuple[str | None, int | None]]) -> Tegak:
    """The columns without the rows in which a cell could not be read."""
    sah = [(nama, nomor) not in salah for nomor in lembar[0]]
    return [list(compress(kolom, sah)) for kolom in lembar]


def urut_lembar(galat: list[Galat]) -> list[Galat]:
    """As somebody reads the workbook: sheet by sheet, from the top down."""
    urutan = {nama: n for n, nama in enumerate(skema.LEMBAR)}
    return sorted(galat, key=lambda g: (urutan.get(g.lembar or "", -1), g.baris or 0))


def _komponen(komponen: str, rekening: str) -> str:
    return komponen or komponen_turunan(rekening)


def _isi_lembar(buku: CalamineWorkbook, wadah: Wadah, nama: str, galat: list[Galat]) -> list[list[Any]] | None:
    """The cells of one sheet from A1 on, or None with the reason added to `galat`."""
    lembar = wadah.lembar.get(nama.lower())
    if lembar is None:
        galat.append(Galat(f"Lembar {nama} tidak ada. Buku kerja memuat lembar {', '.join(skema.LEMBAR)}.", nama))
        return None
    if lembar.tersembunyi:
        galat.append(Galat("Lembar ini tersembunyi. Tampilkan dahulu (klik kanan pada nama lembar, Unhide).", nama))
    berlebih = ukuran_berlebih(wadah, lembar)
    if berlebih:
        galat.append(replace(berlebih, lembar=nama))
        return None
    galat += [replace(g, lembar=nama) for g in sel_meragukan(wadah, lembar)]
    kertas = buku.get_sheet_by_name(lembar.nama)
    galat += _gabungan(kertas, nama)
    return kertas.to_python(skip_empty_area=False)


def _gabungan(kertas: CalamineSheet, nama: str) -> list[Galat]:
    return [
        Galat(
            f"Sel {huruf_kolom(kiri)}{atas + 1}:{huruf_kolom(kanan)}{bawah + 1} digabung. Pisahkan (Unmerge), "
            "lalu isi setiap sel.",
            nama,
            atas + 1,
            huruf_kolom(kiri),
        )
        for (atas, kiri), (bawah, kanan) in kertas.merged_cell_ranges or ()
    ]


def _identitas(isi: list[list[Any]] | None, kamus: Kamus, galat: list[Galat]) -> dict[str, Any]:
    hasil: dict[str, Any] = {nama: k.bila_kosong for nama, k in skema.TETAP.items()}
    if isi is None:
        return hasil
    judul = (Kolom("kunci", teks, wajib=True), Kolom("nilai", teks, wajib=True))
    letak = _judul("Identitas", isi, judul, galat)
    if letak is None:
        return hasil
    kolom_kunci, kolom_nilai = (urut or 0 for urut in letak)
    boleh = skema.kolom_identitas(kamus(*_desa_dan_tahun(isi, kolom_kunci, kolom_nilai)))
    dikenal: dict[str, int] = {}
    nomor = 1
    for nomor, sel in _berisi(isi):
        kunci = teks(sel[kolom_kunci]).lower()
        kolom = boleh.get(kunci)
        if kolom is None:
            pesan = f"Kunci “{kunci}” tidak dikenal. Yang dikenal: {', '.join(boleh)}."
            galat.append(Galat(pesan, "Identitas", nomor, f"kunci ({huruf_kolom(kolom_kunci)})"))
        elif kunci in dikenal:
            pesan = f"{kunci} sudah diisi pada baris {dikenal[kunci]}. Hapus salah satu."
            galat.append(Galat(pesan, "Identitas", nomor, f"kunci ({huruf_kolom(kolom_kunci)})"))
        else:
            dikenal[kunci] = nomor
            nama_kolom = f"nilai ({huruf_kolom(kolom_nilai)})"
            if kosong(sel[kolom_nilai]):
                if kolom.wajib:
                    galat.append(Galat(f"{kunci} wajib diisi.", "Identitas", nomor, nama_kolom))
                continue
            try:
                hasil[kunci] = kolom.baca(sel[kolom_nilai])
            except ValueError as salah:
                galat.append(Galat(f"{kunci}: {salah}", "Identitas", nomor, nama_kolom))
    for kunci, kolom in skema.TETAP.items():
        if kolom.wajib and kunci not in dikenal:
            pesan = f"Kunci {kunci} belum ada. Tambahkan barisnya dan isi nilainya."
            galat.append(Galat(pesan, "Identitas", nomor + 1, f"kunci ({huruf_kolom(kolom_kunci)})"))
    return hasil


def _desa_dan_tahun(isi: list[list[Any]], kolom_kunci: int, kolom_nilai: int) -> tuple[str, int]:
    """For whom and when the sheet is, before anything else of it is known; "" and 0 where that cannot be read."""
    hasil: dict[str, Any] = {"kode_desa": "", "tahun_anggaran": 0}
    for _, sel in _berisi(isi):
        kunci = teks(sel[kolom_kunci]).lower()
        if kunci in hasil:
            with suppress(ValueError):
                hasil[kunci] = skema.TETAP[kunci].baca(sel[kolom_nilai])
    return hasil["kode_desa"], hasil["tahun_anggaran"]


def _berisi(isi: list[list[Any]]) -> Iterator[Baris]:
    """The rows below the heading that are not empty, each with its number in the sheet."""
    for nomor, sel in enumerate(isi[1:], 2):
        if not all(map(kosong, sel)):
            yield nomor, sel


def _judul(nama: str, isi: list[list[Any]], kolom: Sequence[Kolom], galat: list[Galat]) -> list[int | None] | None:
    """Where each column of the schema stands, None for one that is absent; None at all without a heading."""
    dikenal = {k.nama: n for n, k in enumerate(kolom)}
    letak: list[int | None] = [None] * len(kolom)
    judul = isi[0] if isi else []
    if all(map(kosong, judul)):
        galat.append(Galat(f"Baris pertama harus memuat nama kolom: {', '.join(dikenal)}.", nama, 1))
        return None
    for urut, sel in enumerate(judul):
        huruf, tertulis = huruf_kolom(urut), teks(sel).lower()
        if not tertulis:
            if any(urut < len(b) and not kosong(b[urut]) for b in isi[1:]):
                galat.append(Galat("Kolom ini berisi tetapi tanpa nama pada baris pertama.", nama, 1, huruf))
            continue
        n = dikenal.get(tertulis)
        if n is None:
            pesan = f"Kolom “{teks(sel)}” tidak dikenal. Yang dikenal: {', '.join(dikenal)}."
            galat.append(Galat(pesan, nama, 1, f"{teks(sel)} ({huruf})"))
        elif letak[n] is not None:
            galat.append(Galat(f"Kolom {tertulis} ada dua. Hapus salah satu.", nama, 1, f"{tertulis} ({huruf})"))
        else:
            letak[n] = urut
    hilang = [k.nama for k, urut in zip(kolom, letak, strict=True) if k.wajib and urut is None]
    galat += [Galat(f"Kolom {h} tidak ada, padahal wajib.", nama, 1, h) for h in hilang]
    return None if hilang else letak


def _baris(nama: str, isi: list[list[Any]] | None, kolom: Sequence[Kolom], galat: list[Galat]) -> list[list[Any]]:
    """The columns in the order of the schema, led by the rows' numbers in the sheet; all equally long.

    Column by column, because text repeats from row to row (codes, sources, names): each is read once.
    """
    kosong_semua: list[list[Any]] = [[] for _ in range(len(kolom) + 1)]
    letak = None if isi is None else _judul(nama, isi, kolom, galat)
    berisi = [] if isi is None or letak is None else list(_berisi(isi))
    if letak is None or not berisi:
        return kosong_semua
    nomor = [n for n, _ in berisi]
    tegak = list(zip(*(sel for _, sel in berisi), strict=True))
    return [
        nomor,
        *(
            [k.bila_kosong] * len(nomor) if urut is None else _kolom(nama, k, urut, nomor, tegak[urut], galat)
            for k, urut in zip(kolom, letak, strict=True)
        ),
    ]


def _kolom(nama: str, kolom: Kolom, urut: int, nomor: list[int], isi: Sequence[Any], galat: list[Galat]) -> list[Any]:
    terbaca: dict[str, Any] = {} if kolom.wajib else {"": kolom.bila_kosong}
    hasil = []
    for n, nilai in zip(nomor, isi, strict=True):
        if type(nilai) is str and nilai in terbaca:
            hasil.append(terbaca[nilai])
            continue
        try:
            ubahan = _baca_sel(kolom, nilai)
        except ValueError as salah:
            galat.append(Galat(str(salah), nama, n, f"{kolom.nama} ({huruf_kolom(urut)})"))
            ubahan = kolom.bila_kosong
        else:
            if type(nilai) is str:
                terbaca[nilai] = ubahan
        hasil.append(ubahan)
    return hasil


def _baca_sel(kolom: Kolom, nilai: Any) -> Any:
    if not kosong(nilai):
        return kolom.baca(nilai)
    if kolom.wajib:
        raise ValueError(f"{kolom.nama} wajib diisi.")
    return kolom.bila_kosong

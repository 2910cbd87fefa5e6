"""What Siskeudes has no column for, in two CSV files of our own beside its tables."""

from collections.abc import Mapping
from typing import Any

from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan
from apbdes.buku_kerja import sel
from apbdes.buku_kerja.galat import Galat
from apbdes.buku_kerja.skema import BELANJA, TETAP, Kolom, isi_identitas, kolom_identitas
from apbdes.fakta import untuk_isian
from apbdes.gramatika.bentuk import BentukFakta
from apbdes.siskeudes.berkas import baca_tabel
from apbdes.siskeudes.skema import IDENTITAS_PERUT, RINCIAN_PERUT
from dasar.uang import angka

DARI_SISKEUDES = {"kode_desa", "tahun_anggaran", "jenis"}
KOLOM: dict[str, Kolom] = {k.nama.title(): k for k in BELANJA if k.nama.title() in RINCIAN_PERUT.perlu}


def baca_rincian(bagian: dict[str, bytes], galat: list[Galat]) -> dict[int, dict[str, Any]]:
    """Row of Ta_RABRinci → the fields that only this file has."""
    tabel = baca_tabel(bagian, RINCIAN_PERUT, galat, [])
    hasil: dict[int, dict[str, Any]] = {}
    for nomor, b in tabel.baris if tabel else ():
        isi: dict[str, Any] = {}
        for nama, kolom in KOLOM.items():
            try:
                isi[kolom.nama] = kolom.baca(b[nama]) if b[nama] else kolom.bila_kosong
            except ValueError as salah:
                galat.append(Galat(str(salah), RINCIAN_PERUT.nama, nomor, nama))
        if not b["Baris"].isdigit():
            galat.append(Galat("Nomor baris Ta_RABRinci tidak terbaca.", RINCIAN_PERUT.nama, nomor, "Baris"))
            continue
        hasil[int(b["Baris"])] = isi
    return hasil


def baca_identitas(
    bagian: dict[str, bytes], jenis: str, fakta: Mapping[str, BentukFakta], galat: list[Galat]
) -> dict[str, Any]:
    kolom = kolom_identitas(fakta)
    tabel = baca_tabel(bagian, IDENTITAS_PERUT, galat, [])
    hasil: dict[str, Any] = {}
    for nomor, b in tabel.baris if tabel else ():
        if b["Kunci"] == "jenis" and b["Nilai"] != jenis:
            pesan = f"Berkas ini berjenis {b['Nilai'][:20]}, sedangkan yang diisi berjenis {jenis}."
            galat.append(Galat(pesan, IDENTITAS_PERUT.nama, nomor, "Nilai"))
        if b["Kunci"] in kolom and b["Kunci"] not in DARI_SISKEUDES and b["Nilai"]:
            try:
                hasil[b["Kunci"]] = kolom[b["Kunci"]].baca(b["Nilai"])
            except ValueError as salah:
                galat.append(Galat(str(salah), IDENTITAS_PERUT.nama, nomor, "Nilai"))
    return hasil


def tulis_rincian(baris: BarisBelanja | BarisPembiayaan, nomor: int) -> list[str]:
    return [str(nomor), *(_teks(getattr(baris, kolom.nama, None), kolom) for kolom in KOLOM.values())]


def judul_rincian() -> list[str]:
    return ["Baris", *KOLOM]


def tulis_identitas(anggaran: Anggaran, fakta: Mapping[str, BentukFakta]) -> list[list[str]]:
    isi = {k: isi_identitas(anggaran, k, fakta) for k in TETAP if k not in DARI_SISKEUDES}
    isi |= {k: untuk_isian(fakta[k], n) for k, n in anggaran.fakta.items() if k in fakta}
    return [["jenis", anggaran.jenis], *([kunci, _teks(nilai, TETAP.get(kunci))] for kunci, nilai in isi.items())]


def _teks(nilai: Any, kolom: Kolom | None) -> str:
    if nilai is None or nilai is False:
        return ""
    return angka(nilai) if kolom and kolom.baca is sel.uang else sel.teks(nilai)

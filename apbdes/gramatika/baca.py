"""A set from its YAML text. Every fault of form is noted with its line; what can be read is read all the same."""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import cast

import yaml

from apbdes.gramatika import bentuk as b
from apbdes.gramatika.baca_aturan import baca_aturan, gabungan
from apbdes.gramatika.nilai import NAMA, faktor_tetap, nilai_simpul, tanggal_ada
from apbdes.gramatika.simpul import Catatan, Simpul, baris, berisi, butir, daftar, daftar_teks, peta, susun, teks

_KODE_PERANGKAT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def baca(isi: str) -> tuple[b.Perangkat | None, list[b.Keluhan]]:
    """The set and what is wrong with its form. None only where nothing could be read."""
    salah = Catatan()
    simpul = susun(isi, salah)
    if simpul is None:
        return None, salah
    perangkat = _perangkat(simpul, salah)
    return perangkat, sorted(salah)


def _perangkat(simpul: Simpul, salah: Catatan) -> b.Perangkat:
    biasa = ("kode", "nama", "judul", "wilayah", "berlaku_sejak", "diperiksa", "kegiatan")
    daftarnya = ("peraturan", "tahun", "di_atas", "angka", "pilihan", "fakta", "aturan", "pertentangan")
    isi = peta(simpul, salah, "perangkat aturan", lambda k: k in (*biasa, *daftarnya))
    tulisan = {k: teks(isi[k], salah, k) for k in biasa if k in isi}
    for k in ("berlaku_sejak", "diperiksa"):
        if tulisan.get(k) and not tanggal_ada(tulisan[k]):
            salah.catat(isi[k], f"“{k}” harus tanggal seperti 2023-12-22.")
    if tulisan.get("kode") and not _KODE_PERANGKAT.fullmatch(tulisan["kode"]):
        salah.catat(isi["kode"], "“kode” perangkat ditulis dengan huruf kecil, angka, dan tanda hubung.")
    return b.Perangkat(
        **tulisan if "kode" in tulisan else {"kode": "", **tulisan},
        peraturan=daftar_teks(isi["peraturan"], salah, "peraturan") if "peraturan" in isi else (),
        tahun=_tahun(isi["tahun"], salah) if "tahun" in isi else (),
        di_atas=daftar_teks(isi["di_atas"], salah, "di_atas") if berisi(isi, "di_atas") else (),
        angka=tuple(_angka(*a, salah) for a in _bernama(isi, "angka", salah)),
        pilihan=tuple(baca_pilihan(*p, salah) for p in _bernama(isi, "pilihan", salah)),
        fakta=tuple(_fakta(*f, salah) for f in _bernama(isi, "fakta", salah)),
        aturan=tuple(baca_aturan(s, salah) for s in butir(isi, "aturan", salah)),
        pertentangan=tuple(_pertentangan(s, salah) for s in butir(isi, "pertentangan", salah)),
        baris=baris(simpul),
        letak={k: baris(s) for k, s in isi.items()},
    )


def _bernama(isi: dict[str, Simpul], kunci: str, salah: Catatan) -> Iterable[tuple[str, Simpul]]:
    if not berisi(isi, kunci):
        return
    for nama, simpul in peta(isi[kunci], salah, f"“{kunci}”").items():
        if not NAMA.fullmatch(nama):
            salah.catat(simpul, f"Nama “{nama}” ditulis dengan huruf kecil, angka, dan garis bawah.")
        yield nama, simpul


def _tahun(simpul: Simpul, salah: Catatan) -> tuple[int, ...]:
    hasil: list[int] = []
    for tulisan in daftar_teks(simpul, salah, "tahun"):
        cocok = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", tulisan, re.ASCII)
        if not cocok:
            salah.catat(simpul, f"“{tulisan}” bukan tahun; tulis seperti 2024 atau 2024-2026.")
            continue
        awal, akhir = int(cocok[1]), int(cocok[2] or cocok[1])
        if akhir < awal or akhir - awal > 50:
            salah.catat(simpul, f"Rentang tahun {tulisan} terbalik atau terlalu panjang.")
            continue
        hasil += range(awal, akhir + 1)
    return tuple(sorted(set(hasil)))


def _angka(nama: str, simpul: Simpul, salah: Catatan) -> b.Angka:
    boleh = ("arti", "dasar", "peraturan", "menurut", "riwayat", "nilai")
    isi = peta(simpul, salah, f"angka “{nama}”", lambda k: k in boleh)
    riwayat: list[b.NilaiBertanggal] = []
    if "nilai" in isi:
        if "riwayat" in isi:
            salah.catat(isi["nilai"], f"Angka “{nama}”: tulis “nilai” atau “riwayat”, jangan keduanya.")
        elif (satu := faktor_tetap(isi["nilai"], salah)) is not None:
            riwayat.append(b.NilaiBertanggal("0001-01-01", satu, baris=baris(isi["nilai"])))
    elif "riwayat" in isi:
        riwayat = [_bertanggal(nama, s, salah) for s in daftar(isi["riwayat"])]
    menurut = nilai_simpul(isi["menurut"], salah) if "menurut" in isi else None
    return b.Angka(
        nama,
        tuple(riwayat),
        **{k: teks(isi[k], salah, k) for k in ("arti", "dasar", "peraturan") if k in isi},
        menurut=menurut,
        baris=baris(simpul),
    )


def _bertanggal(nama: str, simpul: Simpul, salah: Catatan) -> b.NilaiBertanggal:
    kata = ("sejak", "sampai", "dasar", "alasan", "diperiksa")
    isi = peta(simpul, salah, f"riwayat angka “{nama}”", lambda k: k in (*kata, "nilai", "tabel"))
    tulisan = {k: teks(isi[k], salah, k) for k in kata if k in isi}
    for k in ("sejak", "sampai", "diperiksa"):
        if k in tulisan and not tanggal_ada(tulisan[k]):
            salah.catat(isi[k], f"“{k}” harus tanggal seperti 2023-12-22.")
            tulisan[k] = ""
    if "sejak" not in isi:
        salah.catat(simpul, f"Angka “{nama}”: nilainya belum bertanggal “sejak”.")
    return b.NilaiBertanggal(
        **{"sejak": "", **tulisan},
        nilai=faktor_tetap(isi["nilai"], salah) if "nilai" in isi else None,
        tabel=tuple(_baris_tabel(nama, s, salah) for s in butir(isi, "tabel", salah)),
        baris=baris(simpul),
    )


def _baris_tabel(nama: str, simpul: Simpul, salah: Catatan) -> b.BarisTabel:
    isi = peta(simpul, salah, f"tabel angka “{nama}”", lambda k: k in (*b.PEMBANDING, "nilai"))
    nilai = faktor_tetap(isi["nilai"], salah) if "nilai" in isi else None
    if "nilai" not in isi:
        salah.catat(simpul, f"Angka “{nama}”: baris tabel ini belum bernilai.")
    batas = [(cast(b.Pembanding, k), n) for k in isi if k != "nilai" and (n := nilai_simpul(isi[k], salah)) is not None]
    return b.BarisTabel(tuple(batas), nilai or b.Faktor("bilangan", "0", Fraction(0)), baris(simpul))


def _fakta(nama: str, simpul: Simpul, salah: Catatan) -> b.Fakta:
    isi = peta(simpul, salah, f"fakta “{nama}”", lambda k: k in ("arti", "jenis", "baku", "pilihan"))
    baku = teks(isi["baku"], salah, "baku") if "baku" in isi else ""
    if baku and baku not in b.FAKTA_BAKU:
        salah.catat(isi["baku"], f"Fakta baku “{baku}” tidak ada. Yang ada: {', '.join(b.FAKTA_BAKU)}.")
    jenis = teks(isi["jenis"], salah, "jenis") if "jenis" in isi else ""
    if not jenis and baku in b.FAKTA_BAKU:
        jenis = b.FAKTA_BAKU[baku].jenis
    if jenis not in b.JENIS_FAKTA:
        salah.catat(isi.get("jenis", simpul), f"Jenis fakta “{nama}” harus salah satu: {', '.join(b.JENIS_FAKTA)}.")
        jenis = "bilangan"
    return b.Fakta(
        nama,
        cast(b.JenisFakta, jenis),
        arti=teks(isi["arti"], salah, "arti") if "arti" in isi else "",
        baku=baku,
        pilihan=daftar_teks(isi["pilihan"], salah, "pilihan") if "pilihan" in isi else (),
        baris=baris(simpul),
    )


def baca_pilihan(nama: str, simpul: Simpul, salah: Catatan) -> b.Pilihan:
    """`arti` stands among the keys of the filter; a union has it beside `dalam`, which then says nothing else."""
    arti = ""
    if isinstance(simpul, yaml.MappingNode):
        for kunci, isi in simpul.value:
            if kunci.value == "arti":
                arti = teks(isi, salah, "arti")
    isi = gabungan(simpul, salah, bernama=True)
    if len(isi) == 1 and isinstance(isi[0], b.Saringan) and isi[0] == b.Saringan(dalam=isi[0].dalam):
        isi = isi[0].dalam or isi
    return b.Pilihan(nama, isi, arti, baris(simpul))


def _pertentangan(simpul: Simpul, salah: Catatan) -> b.Pertentangan:
    perlu = ("tempat", "isi", "perlakuan")
    isi = peta(simpul, salah, "pertentangan", lambda k: k in (*perlu, "aturan", "terhadap"))
    if kurang := [k for k in ("aturan", *perlu) if k not in isi]:
        salah.catat(simpul, f"Pertentangan ini belum berisi {', '.join(kurang)}.")
    return b.Pertentangan(
        daftar_teks(isi["aturan"], salah, "aturan") if "aturan" in isi else (),
        **{k: teks(isi[k], salah, k) if k in isi else "" for k in perlu},
        terhadap=teks(isi["terhadap"], salah, "terhadap") if "terhadap" in isi else "",
        baris=baris(simpul),
    )

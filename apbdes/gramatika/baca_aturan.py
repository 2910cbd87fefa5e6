"""Selections, checks, rules and their examples from nodes."""

import re
from typing import Any, cast

import yaml

from apbdes.gramatika import bentuk as b
from apbdes.gramatika.nilai import baca_bilangan, nilai_simpul
from apbdes.gramatika.simpul import Catatan, Simpul, baris, butir, daftar, daftar_teks, peta, teks

_KODE_ATURAN = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_BUNGKUS = ("bila", "untuk", "perlu", "per")
_RINGAN = ("satuan", "toleransi", *b.PEMBANDING)
_ATURAN_TEKS = (
    "tingkat",
    "judul",
    "peraturan",
    "dasar",
    "bunyi",
    "perbaikan",
    "catatan",
    "catatan_bila_beda",
)
_ATURAN = ("kode", "pakai", "semua", "contoh", *_ATURAN_TEKS)


def baca_aturan(simpul: Simpul, salah: Catatan) -> b.Aturan:
    boleh = (*_ATURAN, *_BUNGKUS, *_RINGAN, *b.JENIS_PEMERIKSAAN, "dalam")
    isi = peta(simpul, salah, "aturan", lambda k: k in boleh)
    kode = teks(isi["kode"], salah, "kode") if "kode" in isi else ""
    pakai = teks(isi["pakai"], salah, "pakai") if "pakai" in isi else ""
    kode = kode or pakai
    if not kode:
        salah.catat(simpul, "Aturan ini belum berkode.")
    elif not _KODE_ATURAN.fullmatch(kode):
        salah.catat(isi.get("kode", simpul), f"Kode aturan “{kode}” ditulis seperti B30-01.")
    tulisan: dict[str, Any] = {k: teks(isi[k], salah, k) for k in _ATURAN_TEKS if k in isi}
    sisa = {k: s for k, s in isi.items() if k not in _ATURAN}
    luar: dict[str, Any] = {}
    semua: tuple[b.Pemeriksaan, ...] = ()
    if pakai:
        if sisa or "semua" in isi:
            salah.catat(simpul, f"Aturan {kode} memakai hitungan program, jadi tidak berisi pemeriksaan sendiri.")
    elif "semua" in isi:
        asing = [k for k in sisa if k not in ("bila", "untuk", "perlu")]
        if asing:
            salah.catat(isi[asing[0]], f"Aturan {kode}: “{asing[0]}” ditulis di dalam butir “semua”.")
        luar = _bungkus({k: s for k, s in sisa.items() if k not in asing}, salah)
        semua = tuple(p for s in butir(isi, "semua", salah) if (p := _pemeriksaan(s, salah)) is not None)
        if not semua:
            salah.catat(simpul, f"Aturan {kode}: “semua” belum berisi pemeriksaan.")
    elif (satu := _isi_pemeriksaan(sisa, simpul, salah, f"Aturan {kode}")) is not None:
        semua = (satu,)
    contoh = tuple(_contoh(s, salah) for s in butir(isi, "contoh", salah))
    return b.Aturan(kode=kode, pakai=pakai, semua=semua, **luar, **tulisan, contoh=contoh, baris=baris(simpul))


def _bungkus(isi: dict[str, Simpul], salah: Catatan) -> dict[str, Any]:
    hasil: dict[str, Any] = {}
    for k in ("bila", "perlu"):
        if k in isi:
            hasil[k] = tuple(s for butir in daftar(isi[k]) if (s := _syarat(butir, salah)) is not None)
            if not daftar(isi[k]):
                salah.catat(isi[k], f"“{k}” belum berisi syarat.")
    if "untuk" in isi:
        hasil["untuk"] = gabungan(isi["untuk"], salah)
    if "per" in isi:
        hasil["per"] = daftar_teks(isi["per"], salah, "per")
    return hasil


def _syarat(simpul: Simpul, salah: Catatan) -> b.Syarat | None:
    isi = peta(simpul, salah, "syarat")
    if "salah_satu" not in isi:
        return _isi_pemeriksaan(isi, simpul, salah, "Syarat ini")
    if len(isi) > 1:
        salah.catat(simpul, "“salah_satu” berdiri sendiri, tanpa kunci lain di sampingnya.")
    syarat = tuple(s for butir in daftar(isi["salah_satu"]) if (s := _syarat(butir, salah)) is not None)
    if not syarat:
        salah.catat(isi["salah_satu"], "“salah_satu” belum berisi syarat.")
    return b.SalahSatu(syarat, baris(simpul))


def _pemeriksaan(simpul: Simpul, salah: Catatan) -> b.Pemeriksaan | None:
    return _isi_pemeriksaan(peta(simpul, salah, "pemeriksaan"), simpul, salah, "Pemeriksaan ini")


def _isi_pemeriksaan(isi: dict[str, Simpul], simpul: Simpul, salah: Catatan, sebutan: str) -> b.Pemeriksaan | None:
    for k in [k for k in isi if k not in (*_BUNGKUS, *_RINGAN, *b.JENIS_PEMERIKSAAN, "dalam")]:
        salah.catat(isi[k], f"{sebutan}: “{k}” tidak dikenal.")
    jenis = [k for k in b.JENIS_PEMERIKSAAN if k in isi]
    if "data" in jenis:
        jenis = [k for k in jenis if k != "ada"]
    if len(jenis) != 1:
        salah.catat(
            simpul, f"{sebutan} harus memuat satu dari: {', '.join(b.JENIS_PEMERIKSAAN)}; yang ditulis {len(jenis)}."
        )
        return None
    satu = cast(b.JenisPemeriksaan, jenis[0])
    nilai: dict[str, Any] = _bungkus(isi, salah)
    if satu == "data":
        nilai["data"] = teks(isi["data"], salah, "data")
        if "ada" in isi and teks(isi["ada"], salah, "ada") != "ya":
            salah.catat(isi["ada"], f"{sebutan}: di samping “data”, “ada” hanya dapat diisi ya.")
    else:
        nilai["pilihan"] = gabungan(isi[satu], salah)
    if "dalam" in isi:
        nilai["dalam"] = gabungan(isi["dalam"], salah)
    if "satuan" in isi:
        nilai["satuan"] = daftar_teks(isi["satuan"], salah, "satuan")
    if "toleransi" in isi:
        nilai["toleransi"] = teks(isi["toleransi"], salah, "toleransi")
        angka = baca_bilangan(nilai["toleransi"])
        if angka is None or angka < 0:
            salah.catat(isi["toleransi"], f"{sebutan}: “toleransi” harus rupiah, misalnya 1.")
            nilai["toleransi"] = ""
    nilai["banding"] = tuple(_banding(k, isi[k], salah) for k in b.PEMBANDING if k in isi)
    ada_data = satu == "data" and "ada" in isi
    _periksa_bagian(satu, isi, nilai, simpul, salah, sebutan, ada_data=ada_data)
    return b.Pemeriksaan(satu, **nilai, baris=baris(simpul))


def _periksa_bagian(
    jenis: str,
    isi: dict[str, Simpul],
    nilai: dict[str, Any],
    simpul: Simpul,
    salah: Catatan,
    sebutan: str,
    *,
    ada_data: bool,
) -> None:
    """Which parts belong to which check."""
    berbanding = jenis in ("jumlah", "harga", "volume", "data") and not ada_data
    if berbanding and not nilai["banding"]:
        salah.catat(simpul, f"{sebutan} belum mempunyai pembanding ({', '.join(b.PEMBANDING)}).")
    if not berbanding and nilai["banding"]:
        salah.catat(simpul, f"{sebutan}: “{jenis}” tidak memakai pembanding.")
    if len(nilai["banding"]) > 2:
        salah.catat(simpul, f"{sebutan}: paling banyak dua pembanding.")
    if (jenis == "hanya") != ("dalam" in isi):
        kalimat = "“hanya” memerlukan “dalam”" if jenis == "hanya" else "“dalam” hanya dipakai bersama “hanya”"
        salah.catat(simpul, f"{sebutan}: {kalimat}.")
    if (jenis == "harga") != ("satuan" in isi):
        kalimat = "“harga” memerlukan “satuan”" if jenis == "harga" else "“satuan” hanya dipakai bersama “harga”"
        salah.catat(simpul, f"{sebutan}: {kalimat}.")
    if nilai.get("toleransi") and jenis not in ("jumlah", "harga"):
        salah.catat(isi["toleransi"], f"{sebutan}: “toleransi” hanya untuk rupiah (jumlah dan harga).")


def _banding(pembanding: str, simpul: Simpul, salah: Catatan) -> b.Banding:
    nilai = tuple(n for s in daftar(simpul) if (n := nilai_simpul(s, salah)) is not None)
    if not daftar(simpul):
        salah.catat(simpul, f"“{pembanding}” belum bernilai.")
    return b.Banding(cast(b.Pembanding, pembanding), nilai, baris(simpul))


def gabungan(simpul: Simpul, salah: Catatan, *, bernama: bool = False) -> b.Gabungan:
    """A name, a filter, or a list of them."""
    if isinstance(simpul, yaml.SequenceNode):
        hasil: list[str | b.Saringan] = []
        for s in simpul.value:
            if isinstance(s, yaml.SequenceNode):
                salah.catat(s, "Daftar saringan tidak berisi daftar lagi.")
            else:
                hasil += gabungan(s, salah)
        if not hasil:
            salah.catat(simpul, "Daftar saringan ini kosong.")
        return tuple(hasil)
    if isinstance(simpul, yaml.MappingNode):
        return (_saringan(simpul, salah, bernama=bernama),)
    nama = teks(simpul, salah, "pilihan")
    if not nama:
        salah.catat(simpul, "Nama pilihan belum diisi.")
        return ()
    return (nama,)


def _saringan(simpul: Simpul, salah: Catatan, *, bernama: bool) -> b.Saringan:
    boleh = ("lembar", "kosong", *b.KOLOM_DAFTAR, *b.KOLOM_TANDA, *b.KOLOM_RUJUKAN, *(("arti",) if bernama else ()))
    isi = peta(simpul, salah, "saringan", lambda k: k in boleh)
    nilai: dict[str, Any] = {}
    if "lembar" in isi:
        nilai["lembar"] = teks(isi["lembar"], salah, "lembar")
        if nilai["lembar"] not in b.LEMBAR:
            salah.catat(isi["lembar"], f"Lembar “{nilai['lembar']}” tidak ada. Yang ada: {', '.join(b.LEMBAR)}.")
            nilai["lembar"] = ""
    nilai |= {k: daftar_teks(isi[k], salah, k) for k in b.KOLOM_DAFTAR if k in isi}
    for k in b.KOLOM_TANDA:
        if k in isi:
            tulisan = teks(isi[k], salah, k)
            if tulisan not in ("ya", "tidak"):
                salah.catat(isi[k], f"“{k}” diisi ya atau tidak.")
            nilai[k] = tulisan == "ya"
    nilai |= {k: gabungan(isi[k], salah) for k in b.KOLOM_RUJUKAN if k in isi}
    if "kosong" in isi:
        nilai["kosong_bukan"] = teks(isi["kosong"], salah, "kosong") == "bukan"
        if not nilai["kosong_bukan"]:
            salah.catat(isi["kosong"], "“kosong” hanya dapat diisi bukan.")
    return b.Saringan(**nilai, baris=baris(simpul))


def _contoh(simpul: Simpul, salah: Catatan) -> b.Contoh:
    bagian = ("identitas", *b.LEMBAR)
    isi = peta(simpul, salah, "contoh", lambda k: k in ("arti", "putusan", "semula", "lalu", *bagian))
    putusan = teks(isi["putusan"], salah, "putusan") if "putusan" in isi else ""
    if putusan not in b.PUTUSAN:
        salah.catat(isi.get("putusan", simpul), f"“putusan” contoh harus salah satu: {', '.join(b.PUTUSAN)}.")
    lain = {
        k: _anggaran_contoh(peta(isi[k], salah, k, lambda s: s in bagian), isi[k], salah)
        for k in ("semula", "lalu")
        if k in isi
    }
    return b.Contoh(
        putusan,
        _anggaran_contoh({k: s for k, s in isi.items() if k in bagian}, simpul, salah),
        lain.get("semula"),
        lain.get("lalu"),
        teks(isi["arti"], salah, "arti") if "arti" in isi else "",
        baris(simpul),
    )


def _anggaran_contoh(isi: dict[str, Simpul], simpul: Simpul, salah: Catatan) -> b.AnggaranContoh:
    return b.AnggaranContoh(
        _pasangan(isi["identitas"], salah) if "identitas" in isi else (),
        **{lembar: tuple(_pasangan(s, salah) for s in butir(isi, lembar, salah)) for lembar in b.LEMBAR},
        baris=baris(simpul),
    )


def _pasangan(simpul: Simpul, salah: Catatan) -> b.Baris:
    return tuple((k, teks(s, salah, k)) for k, s in peta(simpul, salah, "baris contoh").items())

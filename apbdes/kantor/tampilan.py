"""What a set says, in words: for the person who reads it beside the paper."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from apbdes.aturan import perangkat_dari
from apbdes.aturan.mesin import Penghitung
from apbdes.forms.aturan_kantor.angka import terbaca
from apbdes.forms.aturan_kantor.aturan import SEBUTAN_JENIS, SEBUTAN_PROGRAM, jenis_dari, pemeriksaan
from apbdes.forms.aturan_kantor.dasar import BANDING, sebagai_daftar
from apbdes.gramatika.tulis import tulis
from apbdes.kantor.isi import ambil, nama_bagian
from apbdes.kantor.nilai import Dinilai, Salah, struktur
from dasar.nama import sela
from dasar.waktu import hari_ini_pembaca
from naskah.bagian import tanggal_panjang

SEBUTAN_BANDING = dict(BANDING)
SEBUTAN_KOLOM = {
    "lembar": "lembar",
    "kegiatan": "kegiatan",
    "rekening": "rekening",
    "sumber_dana": "sumber dana",
    "komponen": "komponen",
    "penerima": "penerima",
    "satuan": "satuan",
    "uraian": "uraian memuat",
    "dari_silpa": "dibiayai SiLPA",
    "bantuan_khusus": "bantuan khusus",
    "risiko_tinggi": "berisiko tinggi",
    "dalam": "termasuk dalam",
    "kecuali": "kecuali",
    "sekegiatan": "kegiatannya mempunyai baris dalam",
    "acuan": "kegiatan acuannya mempunyai baris dalam",
}


class Entri(NamedTuple):
    nama: str
    judul: str
    kalimat: list[str]
    salah: list[Salah]
    isi: Mapping[str, Any]


def isi_terbaca(isi: Mapping[str, Any], bagian: str, dinilai: Dinilai) -> list[Entri]:
    """The entries of one list, each in words, with what is wrong with it."""
    hasil = []
    terisi = _judul_terisi(dinilai) if bagian == "aturan" else {}
    for nama in nama_bagian(isi, bagian):
        salah = [s for s in dinilai.salah if (s.bagian, s.nama) == (bagian, nama)]
        entri = ambil(isi, bagian, nama)
        judul = entri.get("judul" if bagian == "aturan" else "arti", "") if isinstance(entri, Mapping) else ""
        judul = terisi.get(nama, judul)
        hasil.append(Entri(nama, judul, KALIMAT[bagian](entri), salah, entri if isinstance(entri, Mapping) else {}))
    return hasil


@lru_cache(maxsize=32)
def bawaan_terbaca(penghitung: Penghitung) -> tuple[list[Entri], dict[str, list[str]]]:
    """Of a shipped set the selections, and code → what each rule reckons, in words."""
    isi = struktur(tulis(penghitung.perangkat))
    utuh = Dinilai(None, [])
    hitungan = {e.nama: e.kalimat for e in isi_terbaca(isi, "aturan", utuh)}
    return isi_terbaca(isi, "pilihan", utuh), hitungan


def _judul_terisi(dinilai: Dinilai) -> dict[str, str]:
    """Titles with the figures that they name, once the set is whole."""
    if dinilai.perangkat is None or dinilai.salah:
        return {}
    tahun = max(dinilai.perangkat.tahun, default=0) or hari_ini_pembaca().year
    return {a.kode: a.pada(tahun).judul for a in perangkat_dari(dinilai.perangkat, hari_ini_pembaca()).aturan}


def kalimat_angka(entri: Any) -> list[str]:
    if not isinstance(entri, Mapping):
        return []
    if "nilai" in entri:
        return [terbaca(entri["nilai"])]
    hasil = []
    for r in sebagai_daftar(entri.get("riwayat")):
        if not isinstance(r, Mapping):
            continue
        if "tabel" in r:
            baris = [_baris_tabel(b) for b in sebagai_daftar(r["tabel"]) if isinstance(b, Mapping)]
            hasil.append(f"Sejak {_hari(r.get('sejak'))}, menurut {entri.get('menurut', '')}: {'; '.join(baris)}")
        else:
            sampai = f" sampai {_hari(r['sampai'])}" if r.get("sampai") else ""
            hasil.append(f"{terbaca(r.get('nilai', ''))} sejak {_hari(r.get('sejak'))}{sampai}")
    return hasil


def _hari(teks: Any) -> str:
    """A date as people write it; what is none stays as it was typed."""
    try:
        return tanggal_panjang(datetime.date.fromisoformat(str(teks)))
    except ValueError:
        return str(teks or "")


def _baris_tabel(baris: Mapping[str, Any]) -> str:
    batas = " dan ".join(f"{SEBUTAN_BANDING[k]} {terbaca(baris[k])}" for k in SEBUTAN_BANDING if k in baris)
    return f"{batas or 'selebihnya'}: {terbaca(baris.get('nilai', ''))}"


def kalimat_pilihan(entri: Any) -> list[str]:
    """One sentence for each filter of a union."""
    if isinstance(entri, Mapping) and set(entri) <= {"arti", "dalam"} and isinstance(entri.get("dalam"), list):
        entri = entri["dalam"]
    return [_saringan(s) for s in sebagai_daftar(entri)]


def _saringan(saringan: Any) -> str:
    if not isinstance(saringan, Mapping):
        return f"baris {saringan}"
    bagian = [f"{SEBUTAN_KOLOM[k]} {_nilai(saringan[k])}" for k in SEBUTAN_KOLOM if k in saringan and k != "lembar"]
    lembar = saringan.get("lembar") or ("" if "dalam" in saringan else "belanja")
    awal = f"Baris {lembar}".strip()
    if not bagian:
        return f"Semua baris {lembar}"
    akhir = "; sel kosong berarti bukan" if saringan.get("kosong") == "bukan" else ""
    return f"{awal}: {', '.join(bagian)}{akhir}"


def _nilai(nilai: Any) -> str:
    if isinstance(nilai, Mapping):
        return f"({_saringan(nilai)})"
    return " atau ".join(_nilai(n) if isinstance(n, Mapping) else str(n) for n in sebagai_daftar(nilai))


def kalimat_fakta(entri: Any) -> list[str]:
    if not isinstance(entri, Mapping):
        return []
    pilihan = sebagai_daftar(entri.get("pilihan"))
    return [f"Jawabannya {entri.get('jenis', '')}{': ' + ', '.join(map(str, pilihan)) if pilihan else ''}"]


def kalimat_aturan(entri: Any) -> list[str]:
    if "pakai" in entri:
        kode = entri["pakai"]
        return [f"Hitungan bawaan {': '.join(filter(None, [kode, SEBUTAN_PROGRAM.get(kode)]))}"]
    luar = _sekitar(entri) if "semua" in entri else []
    return [*luar, *(kalimat_pemeriksaan(p) for p in pemeriksaan(entri))]


def kalimat_pemeriksaan(p: Mapping[str, Any]) -> str:
    """ "Jumlah rupiah honor_tpk paling banyak 4% x infrastruktur, untuk setiap kegiatan." """
    jenis = jenis_dari(p)
    benda = _nilai(p.get(jenis, ""))
    banding = " dan ".join(
        f"{SEBUTAN_BANDING[k]} {' atau '.join(terbaca(v) for v in sebagai_daftar(p[k]))}"
        for k in SEBUTAN_BANDING
        if k in p
    )
    if jenis == "hanya":
        inti = f"Setiap baris {benda} hanya boleh termasuk dalam {_nilai(p.get('dalam', ''))}"
    elif jenis in ("ada", "tidak_ada"):
        inti = f"{SEBUTAN_JENIS[jenis][0]} baris {benda}"
    elif jenis:
        satuan = f" per {_nilai(p['satuan'])}" if "satuan" in p else ""
        sebutan = "Isian" if jenis == "data" else SEBUTAN_JENIS[jenis][0]
        inti = f"{sebutan} {benda}{satuan} {banding or 'terisi'}"
    else:
        return "Pemeriksaan ini belum lengkap"
    toleransi = f", toleransi Rp{p['toleransi']}" if p.get("toleransi") else ""
    return "; ".join([f"{inti}{toleransi}", *_sekitar(p)])


def _sekitar(p: Mapping[str, Any]) -> list[str]:
    hasil = []
    if p.get("per"):
        hasil.append(f"untuk setiap {_nilai(p['per']).replace('_', ' ')}")
    if p.get("untuk"):
        hasil.append(f"hanya bila ada baris {_nilai(p['untuk'])}")
    for k, awal in (("bila", "bila"), ("perlu", "perlu diketahui")):
        if p.get(k):
            hasil.append(f"{awal} {' dan '.join(_syarat(s) for s in sebagai_daftar(p[k]))}")
    return hasil


def _syarat(s: Any) -> str:
    if not isinstance(s, Mapping):
        return str(s)
    if "salah_satu" in s:
        return f"({' atau '.join(_syarat(t) for t in sebagai_daftar(s['salah_satu']))})"
    return sela(kalimat_pemeriksaan(s))


KALIMAT = {
    "angka": kalimat_angka,
    "pilihan": kalimat_pilihan,
    "fakta": kalimat_fakta,
    "aturan": kalimat_aturan,
}

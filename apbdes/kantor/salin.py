"""A shipped set as the beginning of one that an office writes: its arithmetic, and what of it is law there too."""

import re
from typing import Any, NamedTuple

from apbdes.aturan import DASAR, Perangkat, perangkat_utuh
from apbdes.aturan.mesin import PROGRAM
from apbdes.gramatika.bentuk import BAWAAN_SAJA
from apbdes.gramatika.tulis import tulis
from apbdes.kantor.isi import BAGIAN
from apbdes.kantor.nilai import struktur
from apbdes.perangkat import bernilai_untuk
from desa.models import Kabupaten

TANDA = "bawaan:"  # before the code of a shipped set, among the sets that may be copied
# What cites another kabupaten's regulation, or speaks of it. The numbers stay, to be compared with the own one.
MILIK_SUMBER = ("peraturan", "dasar", "bunyi", "perbaikan", "catatan", "catatan_bila_beda")


class Salinan(NamedTuple):
    """`isi` of the draft; `ditinggal`: what was not copied, as sentences."""

    isi: dict[str, Any]
    ditinggal: list[str]


def sumber_bawaan() -> list[tuple[str, str]]:
    """The shipped sets that a kabupaten may begin from: all but the base, which always applies."""
    return [(f"{TANDA}{p.kode}", f"Salinan {p.nama} (bawaan)") for p in perangkat_utuh()[0] if p.kode != DASAR]


def bawaan(pilihan: str) -> Perangkat | None:
    """The shipped set of a choice."""
    return next((p for p in perangkat_utuh()[0] if f"{TANDA}{p.kode}" == pilihan and p.kode != DASAR), None)


def salinan_bawaan(perangkat: Perangkat, kabupaten: Kabupaten, kepala: dict[str, Any]) -> Salinan:
    """The set under the head of the new one, with the figures in force in that kabupaten.

    Of another kabupaten's set neither title, articles, quotations, notes nor advice are copied: they are not law
    here. What the nation says is, and keeps its articles.
    """
    asal = struktur(tulis(bernilai_untuk(perangkat, kabupaten).penghitung.perangkat))
    tinggal = []
    dibawa = ["di_atas", *BAGIAN, "pertentangan", *(("judul", "peraturan") if perangkat.wilayah else ())]
    isi: dict[str, Any] = {k: v for k, v in asal.items() if k in dibawa}
    isi["aturan"] = [a for a in isi["aturan"] if a.get("pakai") not in BAWAAN_SAJA]
    if keluar := [a["kode"] for a in asal["aturan"] if a not in isi["aturan"]]:
        _buang_angka(isi, keluar)
        tinggal.append(
            f"{' dan '.join(keluar)} dihitung program dan tidak disalin; perangkat {perangkat.nama} tetap menilainya."
        )
    if perangkat.wilayah and perangkat.wilayah != kabupaten.kode:
        isi = _tanpa_sumber(isi)
        tinggal.append(
            "Pasal, kutipan, catatan, dan anjurannya milik kabupaten lain dan tidak disalin; isilah dari peraturan "
            "kabupaten sendiri, dan bandingkan setiap angkanya."
        )
    if perangkat.kegiatan:
        tinggal.append("Pelaksana kegiatan dinilai menurut kode milik kabupaten sendiri.")
    di_atas = {p.kode for p in perangkat_utuh()[0] if not p.tahun or set(p.tahun) & set(map(int, kepala["tahun"]))}
    isi["di_atas"] = [k for k in isi.get("di_atas", ()) if k in di_atas]
    kode = {a["kode"] for a in isi["aturan"]}
    isi["pertentangan"] = [t for t in isi.get("pertentangan", ()) if set(t["aturan"]) <= kode]
    return Salinan({k: v for k, v in (isi | kepala).items() if v or k == "aturan"}, tinggal)


def _tanpa_sumber(isi: dict[str, Any]) -> dict[str, Any]:
    aturan = [{k: v for k, v in a.items() if k not in MILIK_SUMBER} for a in isi["aturan"]]
    angka = {nama: {k: v for k, v in a.items() if k not in MILIK_SUMBER} for nama, a in isi.get("angka", {}).items()}
    for a in angka.values():
        riwayat = a.get("riwayat")
        if isinstance(riwayat, list):
            a["riwayat"] = [{k: v for k, v in r.items() if k in ("sejak", "sampai", "nilai", "tabel")} for r in riwayat]
    lain = {k: v for k, v in isi.items() if k not in ("judul", "peraturan", "pertentangan")}
    return lain | {"aturan": aturan, "angka": angka}


def _buang_angka(isi: dict[str, Any], kode: list[str]) -> None:
    """What only the rules that stay behind reckon with."""
    dipakai = set(re.findall(r"[a-z][a-z0-9_]*", str(isi["aturan"])))
    for nama in {n for k in kode for n in getattr(PROGRAM[k], "PERLU", ())} - dipakai:
        isi.get("angka", {}).pop(nama, None)
        isi.get("pilihan", {}).pop(nama, None)

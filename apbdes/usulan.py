"""Who a row pays and what it pays for, proposed from its code and its words. Somebody confirms it once; no query."""

import re
from typing import NamedTuple

from apbdes.anggaran import JENIS_INFRASTRUKTUR, BarisBelanja

SILTAP_PERANGKAT = ("5.1.2.01", "5.1.2.02")
_SEKDES = r"\b(sek(retaris)?\W?des(a)?|sekretaris desa|carik)\b"
_PERANGKAT = (
    ("sekdes", re.compile(rf"{_SEKDES}|\bsekdes\b")),
    ("kaur", re.compile(r"\b(kaur|kepala urusan)\b")),
    ("kasi", re.compile(r"\b(kasi|kasie|kepala seksi)\b")),
    ("kadus", re.compile(r"\b(kadus|kepala dusun|kepala (ke)?wilayah(an)?|kawil|bayan|dukuh|kepala lingkungan)\b")),
)
_BPD = (
    ("wakil_bpd", re.compile(r"\bwakil\b")),
    ("sekretaris_bpd", re.compile(r"\bsekretaris\b")),
    ("anggota_bpd", re.compile(r"\banggota\b")),
    ("ketua_bpd", re.compile(r"\bketua\b")),
)
_TPK = (
    ("sekretaris_tpk", re.compile(r"\bsekretaris\b")),
    ("anggota_tpk", re.compile(r"\banggota\b")),
    ("ketua_tpk", re.compile(r"\bketua\b")),
)
_PBB = re.compile(r"\b(pbb|pajak bumi|pemungut(an)? pajak|petugas pajak|kolektor)\b")
_KOMPONEN_PBB = (
    ("insentif_pbb", re.compile(r"\b(insentif|honor(arium)?|upah pungut)\b")),
    ("sosialisasi_pajak", re.compile(r"\bsosialisasi\b")),
    ("administrasi_pbb", re.compile(r"\b(administrasi|atk|cetak|penggandaan|fotokopi|fotocopy|penyampaian)\b")),
)
_KONSULTAN = (
    ("konsultan_perencana", re.compile(r"\b(konsultan|jasa)\b.*\bperencana(an)?\b")),
    ("konsultan_pengawas", re.compile(r"\b(konsultan|jasa)\b.*\bpengawas(an)?\b")),
)
_ADMINISTRASI = re.compile(r"\b(administrasi|atk|dokumentasi|papan (proyek|nama kegiatan)|prasasti|rab|desain)\b")


class Usulan(NamedTuple):
    """`perlu`: a rule asks for it, so that the person is asked although nothing could be proposed."""

    penerima: str = ""
    komponen: str = ""
    perlu: bool = False


def usulkan(b: BarisBelanja) -> Usulan:
    kata = f"{b.uraian} {b.nama_paket}".lower()
    penerima, perlu = _penerima(b, kata)
    komponen = b.komponen or _komponen(b, kata)
    if komponen == "insentif_pbb":
        penerima = penerima or "petugas_pbb"
    perlu = perlu or (not komponen and (b.sumber == "PBH" or _membangun(b)))
    return Usulan(b.penerima or penerima, komponen, perlu)


def _penerima(b: BarisBelanja, kata: str) -> tuple[str, bool]:
    if b.rekening.startswith("5.1.1."):
        return "kades", True
    if b.rekening in SILTAP_PERANGKAT:
        return _kata(_PERANGKAT, kata), True
    if b.kegiatan == "1.1.05":
        return _kata(_BPD, kata), True
    if b.komponen == "honor_tpk":
        return _kata(_TPK, kata), True
    return "", False


def _komponen(b: BarisBelanja, kata: str) -> str:
    if _PBB.search(f"{kata} {b.uraian_kegiatan.lower()}"):
        return _kata(_KOMPONEN_PBB, kata)
    if konsultan := _kata(_KONSULTAN, kata):
        return konsultan
    return "administrasi" if _membangun(b) and _ADMINISTRASI.search(kata) else ""


def _membangun(b: BarisBelanja) -> bool:
    return b.kegiatan.startswith("2.") and b.rekening[:5] in JENIS_INFRASTRUKTUR


def _kata(daftar: tuple[tuple[str, re.Pattern[str]], ...], kata: str) -> str:
    return next((nama for nama, pola in daftar if pola.search(kata)), "")

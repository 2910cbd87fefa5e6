"""The wording of the team's decree (Lampiran IV, Format I), with what the source itself gets wrong.

Defaults only: an office writes its own and the letter keeps what it was issued with.
"""

from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from dasar.acuan import baca_semua, baca_yang_utuh
from dasar.skema import Benar, Daftar, Keluhan, Peta, Tanggal, Teks
from desa.models import Kecamatan
from evaluasi.enums import PenerbitSK
from evaluasi.models import TimEvaluasi
from naskah.peraturan import Butir as Peraturan

BELUM_DIISI = "…"  # what an office has to fill in before the letter goes out
BAGIAN = ("menimbang", "mengingat", "menetapkan")
ISIAN = ("nama", "tahun", "desa", "kabupaten", "kepala_daerah", "penerbit", "anggaran")


def _periksa_butir(butir: dict[str, Any]) -> Keluhan:
    if ("kabupaten" in butir) != ("lain" in butir):
        yield (), f"kunci “{'lain' if 'kabupaten' in butir else 'kabupaten'}” belum ada di samping pasangannya."
    for kunci in ("teks", "lain"):
        try:
            isian = [nama for _, nama, _, _ in Formatter().parse(butir.get(kunci, "")) if nama is not None]
        except ValueError:
            yield (kunci,), "kurung kurawalnya tidak berpasangan."
            continue
        for nama in isian:
            if nama not in ISIAN:
                yield (kunci,), f"{{{nama}}} tidak dikenal. Yang dikenal: {', '.join(ISIAN)}."


BUTIR = Peta(
    {"teks": Teks()},
    opsional={
        "kabupaten": Teks(pola=r"\d\d\.\d\d", contoh="61.11"),
        "lain": Teks(),
        "desa": Benar(),
        "catatan": Teks(),
    },
    periksa=_periksa_butir,
)
SKEMA = Peta(
    {
        "kode": Teks(),
        "berlaku_sejak": Tanggal(),
        "tempat": Teks(),
        "catatan": Daftar(Teks(), boleh_kosong=True),
        **{bagian: Daftar(BUTIR) for bagian in BAGIAN},
    }
)


@dataclass(frozen=True)
class Butir:
    """One item of the letter: its default wording for this team, and what to know about the source."""

    teks: str
    catatan: str


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("sk-*.yaml"))


def semua() -> list[dict[str, Any]]:
    """Every file, the oldest first. Raises AcuanRusak."""
    return baca_semua(berkas_acuan(), SKEMA)


def _baca() -> dict[str, Any]:
    """The newest wording; a file that is not whole is passed over."""
    return baca_yang_utuh(berkas_acuan(), SKEMA)[-1]


def catatan_umum() -> list[str]:
    return _baca()["catatan"]


def tempat() -> str:
    return _baca()["tempat"]


def penerbit_panjang(tim: TimEvaluasi) -> str:
    """'Camat Awayan', 'Kepala Desa Putat Basiun', 'Badan Permusyawaratan Desa Putat Basiun'."""
    if tim.penerbit == PenerbitSK.CAMAT or tim.desa is None:
        return tim.kecamatan.jabatan_camat
    if tim.penerbit == PenerbitSK.KEPALA_DESA:
        return tim.desa.jabatan_kepala
    return tim.desa.nama_bpd


def mengingat_bawaan(kecamatan: Kecamatan) -> list[Peraturan]:
    """Mengingat of a camat's decree as a kecamatan begins its own list with; the year stays open."""
    tim = TimEvaluasi(kecamatan=kecamatan, penerbit=PenerbitSK.CAMAT, nama="", tahun=0)
    return [
        Peraturan(b.teks.replace("Tahun Anggaran 0", "Tahun Anggaran {tahun}").rstrip(";"), b.catatan)
        for b in sk_bawaan(tim)["mengingat"]
    ]


def sk_bawaan(tim: TimEvaluasi) -> dict[str, list[Butir]]:
    """The items of `menimbang`, `mengingat` and `menetapkan` as this team's decree would have them."""
    kabupaten = tim.kecamatan.kabupaten
    isian = {
        "nama": tim.nama,
        "tahun": str(tim.tahun),
        "desa": str(tim.desa or ""),
        "kabupaten": str(kabupaten),
        "kepala_daerah": kabupaten.kepala_daerah,
        "penerbit": penerbit_panjang(tim),
        "anggaran": f"Anggaran Pendapatan dan Belanja Daerah {kabupaten}"
        if tim.dari_camat
        else f"Anggaran Pendapatan dan Belanja {tim.desa}",
    }
    hasil: dict[str, list[Butir]] = {}
    acuan = _baca()
    for bagian in BAGIAN:
        hasil[bagian] = []
        for butir in acuan[bagian]:
            if butir.get("desa") and tim.desa is None:
                continue
            setempat = butir.get("kabupaten", kabupaten.kode) == kabupaten.kode
            teks = butir["teks"] if setempat else butir["lain"]
            hasil[bagian].append(Butir(teks.format(**isian), butir.get("catatan", "")))
    return hasil

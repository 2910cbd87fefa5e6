"""What the product knows of a row of the worksheet: an answer with where it comes from, as a proposal."""

from datetime import timedelta
from typing import NamedTuple

from django.utils.formats import date_format

from apbdes.aturan import Putusan
from apbdes.enums import HARI_PENYAMPAIAN, Diketahui, JawabanLembar
from apbdes.kelengkapan import kekurangan_dokumen
from apbdes.models import VersiApbdes
from apbdes.penilaian import Penilaian
from dasar.waktu import tanggal

IMBANG = ("BAL-01", "BAL-02", "BAL-03")
KOMPOSISI = ("NAS-B30", "NAS-B70", "B30-01", "B30-02", "B70-01", "B70-02")
SEMUA_KODE = "STR-07"


class Usul(NamedTuple):
    """`jawaban` is "" where what it would come from is missing; then `dari` says what."""

    jawaban: str
    dari: str


def _usul(ya: bool, dari: str) -> Usul:
    return Usul(JawabanLembar.YA if ya else JawabanLembar.TIDAK, dari)


def diketahui(versi: VersiApbdes, nilai: Penilaian) -> dict[str, Usul]:
    """A proposal for each kind of row. Queries: the files of the submission."""
    dokumen = {d.kode: d for d in versi.dokumen.select_related("berkas__berkas")}
    return {
        Diketahui.DOKUMEN: _dokumen(versi, nilai),
        Diketahui.TEPAT_WAKTU: _tepat_waktu(versi),
        Diketahui.DISEPAKATI: _disepakati(versi, dokumen),
        Diketahui.RKP: _rkp(dokumen),
        Diketahui.KODE_PENDAPATAN: _kode(nilai, "Pendapatan"),
        Diketahui.KODE_BELANJA: _kode(nilai, "Belanja"),
        Diketahui.KODE_PEMBIAYAAN: _kode(nilai, "Pembiayaan"),
        Diketahui.IMBANG: _aturan(nilai, IMBANG),
        Diketahui.KOMPOSISI: _aturan(nilai, KOMPOSISI),
    }


def _dokumen(versi: VersiApbdes, nilai: Penilaian) -> Usul:
    kurang = kekurangan_dokumen(versi, nilai.tersimpan.anggaran)
    return _usul(
        not kurang, " ".join(kurang) or "Ketujuh dokumen pendamping Pasal 34 terlampir atau dinyatakan tidak ada."
    )


def _tepat_waktu(versi: VersiApbdes) -> Usul:
    if versi.tanggal_disepakati is None or versi.diajukan is None:
        return Usul("", "Tanggal disepakati bersama BPD belum dicatat desa.")
    diajukan = tanggal(versi.diajukan, versi.apbdes.desa.kecamatan)
    sepakat, ajuan = (date_format(t, "j F Y") for t in (versi.tanggal_disepakati, diajukan))
    return _usul(
        diajukan <= versi.tanggal_disepakati + timedelta(days=HARI_PENYAMPAIAN),
        f"Disepakati {sepakat}, diajukan {ajuan} ({(diajukan - versi.tanggal_disepakati).days} hari).",
    )


def _disepakati(versi: VersiApbdes, dokumen: dict) -> Usul:
    berita = dokumen.get("apbdes-ba-musyawarah-bpd")
    if berita is None or berita.berkas is None:
        return _usul(False, "Berita acara hasil musyawarah BPD tidak terlampir.")
    kapan = f", disepakati {date_format(versi.tanggal_disepakati, 'j F Y')}" if versi.tanggal_disepakati else ""
    return _usul(True, f"Berita acara musyawarah BPD terlampir (“{berita.berkas.berkas.judul}”){kapan}.")


def _rkp(dokumen: dict) -> Usul:
    rkp = dokumen.get("apbdes-perdes-rkp")
    if rkp is None or rkp.berkas is None:
        return _usul(False, "Peraturan Desa tentang RKP Desa tidak terlampir.")
    dari = f"Peraturan Desa tentang RKP Desa terlampir (“{rkp.berkas.berkas.judul}”)"
    return _usul(True, f"{dari}; isinya dicocokkan evaluator.")


def _kode(nilai: Penilaian, lembar: str) -> Usul:
    p = next((p for p in nilai.putusan if p.aturan.kode == SEMUA_KODE), None)
    if p is None:
        return Usul("", "Perangkat aturan yang dipakai tidak memeriksa kode.")
    salah = [b for b in p.hasil.baris if b.startswith(f"{lembar}!")]
    if salah:
        return _usul(False, f"{SEMUA_KODE}: {len(salah)} baris {lembar.lower()} berkode keliru atau bukan tempatnya.")
    return _usul(True, f"{SEMUA_KODE}: semua kode {lembar.lower()} dikenal dan pada tempatnya.")


def _aturan(nilai: Penilaian, kode: tuple[str, ...]) -> Usul:
    """By the verdicts of these rules: no where one is violated, nothing where one cannot be determined."""
    ada = [p for p in nilai.putusan if p.aturan.kode in kode and p.hasil.putusan != Putusan.TIDAK_BERLAKU]
    dari = "; ".join(f"{p.aturan.kode} {p.sebutan.lower()}" for p in ada)
    if not ada:
        return Usul("", "Perangkat aturan yang dipakai tidak memeriksanya.")
    if any(p.hasil.putusan == Putusan.DILANGGAR for p in ada):
        return _usul(False, f"{dari}.")
    if any(p.hasil.putusan == Putusan.TIDAK_DAPAT_DITENTUKAN for p in ada):
        return Usul("", f"{dari}.")
    return _usul(True, f"{dari}.")

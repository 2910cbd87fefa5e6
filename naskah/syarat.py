"""What stands between a document and its next step, and between a signer and the document: sentences for the page,
and for the services that refuse."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format

from dasar.nama import akhiri
from dasar.waktu import hari_ini, tanggal
from naskah.calon import kekurangan_penanda
from naskah.enums.naskah import CaraTtd, StatusNaskah, StatusPenanda, StatusPindaian
from naskah.identitas import beda_akun
from naskah.models import Naskah, PenandaTangan, Pindaian
from naskah.queries.penutupan import jenis_tertutup

MENUNGGU, DIPROSES, SELESAI = StatusPenanda.MENUNGGU, StatusPenanda.DIPROSES, StatusPenanda.SELESAI


def kekurangan_setujui(naskah: Naskah) -> list[str]:
    """What stands between a document and its approval."""
    return belum_diperiksa(naskah) or kekurangan_penanda(naskah) or jenis_tertutup(naskah.kecamatan, naskah.jenis)


def belum_diperiksa(naskah: Naskah) -> list[str]:
    if naskah.diverifikasi_dahulu and naskah.status != StatusNaskah.DIVERIFIKASI:
        return ["Naskah ini belum diverifikasi."]
    return []


def kekurangan_tandatangani(naskah: Naskah) -> list[str]:
    """Signed means signed by all."""
    belum = [p.sebutan for p in naskah.penanda.exclude(status=StatusPenanda.SELESAI)]
    return [akhiri(f"Belum menandatangani: {', '.join(belum)}")] if belum else []


def kekurangan_ganti(naskah: Naskah) -> list[str]:
    """Nothing loses its force to a document that has none."""
    return [] if naskah.pengganti else ["Belum ada naskah pengganti yang disetujui."]


def kekurangan_dicabut(*naskah: Naskah | None) -> list[str]:
    """The work behind documents is opened again only when one of them was withdrawn."""
    ada = [n for n in naskah if n is not None]
    if any(n.status == StatusNaskah.DICABUT for n in ada):
        return []
    return [f"{ada[0]} belum dicabut." if ada else "Naskahnya belum ada."]


def halangan_naskah(naskah: Naskah) -> list[str]:
    """Why nobody can sign this document now, in whichever way."""
    if naskah.status != StatusNaskah.DISETUJUI:
        return [f"Naskah ini berstatus “{naskah.get_status_display()}”, jadi tidak sedang menunggu tanda tangan."]
    if not naskah.pdf:
        return ["PDF naskah ini belum selesai dibuat."]
    return []


def _halangan_penanda(penanda: PenandaTangan, semua: Sequence[PenandaTangan]) -> list[str]:
    if penanda.status == SELESAI:
        return [f"{penanda.nama} sudah menandatangani naskah ini."]
    diproses = next((p for p in semua if p.status == DIPROSES), None)
    if diproses is not None:
        return [f"{akhiri(f'Sedang diproses tanda tangan {diproses.nama}')} Tunggu sebentar, lalu coba lagi."]
    return []


def halangan_elektronik(penanda: PenandaTangan, semua: Sequence[PenandaTangan]) -> list[str]:
    """Why this signer cannot sign electronically now. `semua` are all signers of the same document."""
    naskah = penanda.naskah
    if kalimat := halangan_naskah(naskah):
        return kalimat
    if naskah.cara_ttd == CaraTtd.BASAH:
        return ["Naskah ini ditandatangani dengan tinta: cetak, tanda tangani, pindai, lalu unggah."]
    if kalimat := _halangan_penanda(penanda, semua) or beda_akun(penanda):
        return kalimat
    dahulu = [p.nama for p in semua if p.urutan < penanda.urutan and p.status != SELESAI]
    if dahulu:
        return [akhiri(f"Belum giliran Anda. Lebih dahulu: {', '.join(dahulu)}")]
    # A picture drawn into the page afterwards would break every electronic signature before it.
    jari = [p.nama for p in semua if p.pengguna_id is None and p.status != SELESAI]
    if jari:
        return [
            f"Goresan jari {', '.join(jari)} harus diambil dahulu; menambahkannya sesudah tanda tangan elektronik "
            "akan merusak tanda tangan itu."
        ]
    return []


def halangan_goresan(penanda: PenandaTangan, semua: Sequence[PenandaTangan]) -> list[str]:
    """Why no finger-drawn signature can be taken now.

    The order of signers does not bind here: all drawings must come before the first electronic
    signature, whoever's turn that is.
    """
    naskah = penanda.naskah
    if kalimat := halangan_naskah(naskah):
        return kalimat
    if naskah.cara_ttd == CaraTtd.BASAH:
        return ["Naskah ini ditandatangani dengan tinta, jadi goresan jari tidak diperlukan."]
    if penanda.pengguna_id is not None:
        return [f"{penanda.nama} mempunyai akun, jadi menandatangani sendiri secara elektronik."]
    if kalimat := _halangan_penanda(penanda, semua):
        return kalimat
    if any(p.status == SELESAI and p.cara in {"elektronik", "bsre"} for p in semua):
        return [
            "Naskah ini sudah bertanda tangan elektronik, jadi goresan jari tidak dapat ditambahkan lagi. "
            "Alihkan naskah ini ke tanda tangan tinta."
        ]
    return []


def halangan_pindaian(naskah: Naskah) -> list[str]:
    """Why no scan of the signed paper can be taken in now."""
    if kalimat := halangan_naskah(naskah):
        return kalimat
    if naskah.cara_ttd != CaraTtd.BASAH:
        return ["Naskah ini ditandatangani secara elektronik, jadi tidak memerlukan pindaian."]
    return []


def halangan_tanggal(naskah: Naskah, pada: date) -> list[str]:
    """Why nobody can have signed the paper on this day."""
    if pada > hari_ini(naskah.kecamatan):
        return ["Tanggal tanda tangan tidak boleh di masa depan."]
    if naskah.disetujui and pada < (awal := tanggal(naskah.disetujui, naskah.kecamatan)):
        return [f"Tanggal tanda tangan mendahului {date_format(awal, 'j F Y')}, ketika naskah ini disetujui."]
    return []


def pindaian_terlihat(pindaian: Pindaian, *, kecamatan: bool) -> bool:
    """What was not confirmed may be the scan of quite another document: only the kecamatan sees it."""
    return kecamatan or pindaian.status == StatusPindaian.DITERIMA


def halangan_tinta(naskah: Naskah, semua: Sequence[PenandaTangan]) -> list[str]:
    """Why this document cannot be switched to paper now."""
    if kalimat := halangan_naskah(naskah):
        return kalimat
    if naskah.cara_ttd == CaraTtd.BASAH:
        return ["Naskah ini sudah memakai tanda tangan tinta."]
    diproses = next((p for p in semua if p.status == DIPROSES), None)
    if diproses is not None:
        return [f"Tanda tangan {diproses.nama} sedang diproses. Tunggu sampai selesai, atau batalkan dahulu."]
    return []

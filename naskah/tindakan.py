"""What a person may do with a document, why a button is grey, and what happens next. Drawn from the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from akun.models import Pengguna
from dasar.alur import Tindakan, sejak_dari
from dasar.nama import akhiri
from dasar.pemisahan import halangan_orang
from naskah.alur import TRANSISI_NASKAH
from naskah.enums.naskah import CaraPenanda, CaraTtd, StatusNaskah, StatusPenanda, StatusPindaian
from naskah.models import Naskah, PenandaTangan

S = StatusNaskah
BERHALAMAN = frozenset({"setujui", "kembalikan", "cabut", "batalkan"})  # ask something before they act
LANGKAH = (S.DRAF, S.DIAJUKAN, S.DIVERIFIKASI, S.DISETUJUI, S.DITANDATANGANI, S.DIDISTRIBUSIKAN, S.DIARSIPKAN)
DARI_ASAL = frozenset({"ajukan", "verifikasi", "kembalikan", "setujui", "batalkan"})  # decided where it comes from


# Said once below the names, never behind each. UU 11/2008 Pasal 11, PP 71/2019 Pasal 59-60.
PENJELASAN_CARA = {
    CaraPenanda.ELEKTRONIK: "Tanda tangan elektronik pada naskah ini sah dan tidak tersertifikasi: sertifikatnya "
    "diterbitkan kantor sendiri (UU ITE Pasal 11; PP 71/2019 Pasal 59–60).",
    CaraPenanda.JARI: "Goresan jari bukan tanda tangan elektronik tersertifikasi; saksinya tercatat.",
}


def penjelasan_cara(cara: Iterable[str]) -> str:
    """What the ways in which a document was signed are worth, one sentence for each that needs one."""
    ada = set(cara)
    return " ".join(kalimat for c, kalimat in PENJELASAN_CARA.items() if c in ada)


def lewat_asal(naskah: Naskah, aksi: str) -> bool:
    """Decided on the page of the work it is about; signing, withdrawing and archiving happen here."""
    return (naskah.lewat_asal and aksi in DARI_ASAL) or (naskah.ketentuan.batal_di_asal and aksi == "batalkan")


def tindakan_untuk(pengguna: Pengguna, naskah: Naskah) -> list[Tindakan]:
    """The transitions open in this status to this person's roles; what stands in the way is said."""
    peran = pengguna.peran_di(naskah.wilayah)
    hasil = []
    sejak = sejak_dari(naskah)
    for t in TRANSISI_NASKAH:
        if naskah.status not in t.dari or not peran & t.peran or lewat_asal(naskah, t.aksi):
            continue
        halangan = t.kekurangan(naskah)
        if not pengguna.has_perm(f"naskah.{t.aksi}_naskah", naskah):
            halangan = halangan_orang(pengguna, naskah, t)
        url = reverse("naskah:naskah-aksi", args=[naskah.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, halangan, t.aksi in BERHALAMAN))
    return hasil


@dataclass(frozen=True)
class Langkah:
    label: str
    keadaan: str  # "lewat", "kini" or "nanti"


def langkah(naskah: Naskah) -> list[Langkah]:
    """The line of steps of this document's kind. One that left the line shows how far it had come."""
    tahap = [s for s in LANGKAH if s != S.DIVERIFIKASI or naskah.diverifikasi_dahulu or naskah.status == s]
    kini = S.DRAF if naskah.status == S.DIKEMBALIKAN else StatusNaskah(naskah.status)
    if kini in tahap:
        letak = tahap.index(kini)
        return [
            Langkah(s.label, "lewat" if n < letak else "kini" if n == letak else "nanti") for n, s in enumerate(tahap)
        ]
    dilalui = {r.ke for r in naskah.riwayat.all()} | {S.DRAF}
    lewat = [Langkah(s.label, "lewat") for s in tahap if s in dilalui]
    return [*lewat, Langkah(kini.label, "kini")]


def kelanjutan(naskah: Naskah, penanda: list[PenandaTangan]) -> str:
    """What happens next, in one or two sentences."""
    tetap = {
        S.DRAF: "Naskah ini masih disusun. Setelah lengkap, naskah diajukan.",
        S.DIKEMBALIKAN: "Naskah ini dikembalikan untuk diperbaiki, lalu diajukan lagi.",
        S.DIVERIFIKASI: "Naskah ini menunggu persetujuan camat.",
        S.DITANDATANGANI: "Tanda tangan sudah lengkap. Naskah segera dikirim kepada penerimanya.",
        S.DIDISTRIBUSIKAN: "Naskah sudah dikirim. Setelah semua penerima menyatakan menerima, naskah masuk arsip.",
        S.DIARSIPKAN: "Naskah ini tersimpan dalam arsip.",
        S.DICABUT: "Naskah ini tidak berlaku lagi.",
        S.DIGANTI: "Naskah ini tidak berlaku lagi karena sudah ada penggantinya.",
        S.DIBATALKAN: "Naskah ini tidak jadi diterbitkan.",
    }
    status = StatusNaskah(naskah.status)
    if status in tetap:
        return tetap[status]
    if status == S.DIAJUKAN:
        menunggu = "verifikasi kecamatan" if naskah.diverifikasi_dahulu else "persetujuan camat"
        return f"Naskah ini menunggu {menunggu}."
    return _kelanjutan_ttd(naskah, penanda)


def _kelanjutan_ttd(naskah: Naskah, penanda: list[PenandaTangan]) -> str:
    if not naskah.pdf:
        return "Naskah sudah bernomor. PDF-nya sedang dibuat, lalu menunggu tanda tangan."
    diproses = [p.sebutan for p in penanda if p.status == StatusPenanda.DIPROSES]
    if diproses:
        return f"Tanda tangan {diproses[0]} sedang diproses. Halaman ini berubah sendiri setelah selesai."
    belum = [p for p in penanda if p.status != StatusPenanda.SELESAI]
    if naskah.cara_ttd == CaraTtd.BASAH:
        if any(p.status == StatusPindaian.MENUNGGU for p in naskah.pindaian.all()):
            return "Pindaiannya menunggu pemeriksaan camat atau verifikator."
        return "Naskah ini dicetak, ditandatangani dengan tinta, dipindai, lalu diunggah di halaman ini."
    jari = [p.sebutan for p in belum if p.pengguna_id is None]
    if jari:
        return f"Menunggu goresan jari {', '.join(jari)}, disaksikan petugas; sesudah itu tanda tangan elektronik."
    giliran = [p.sebutan for p in belum if p.urutan == min(b.urutan for b in belum)] if belum else []
    return akhiri(f"Menunggu tanda tangan {', '.join(giliran)}") if giliran else "Tanda tangan sudah lengkap."

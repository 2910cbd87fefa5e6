"""The annexes of a budget as PDF: a short one at once, a long one by the worker as an export."""

from typing import Any

from akun.models import Pengguna
from apbdes.anggaran import Anggaran
from apbdes.lampiran import Lampiran
from apbdes.models import VersiApbdes
from cetak.pdf import pdf_buat
from naskah.ekspor.cetakan import Pembuat, daftarkan
from naskah.models import PekerjaanEkspor

LANGSUNG_MAKS = 100  # rows of the budget, before and now: about three seconds of CPU for the penjabaran
TEMPLAT = "apbdes/pdf/apbdes.html"


def panjang(anggaran: Anggaran) -> bool:
    """Whether its annexes are too long for a request to wait for."""
    isi = [a for a in (anggaran, anggaran.semula) if a is not None]
    return sum(len(a.pendapatan) + len(a.belanja) + len(a.pembiayaan) for a in isi) > LANGSUNG_MAKS


def lampiran_cetak(lampiran: Lampiran) -> bytes:
    """Raises PdfGagal."""
    return pdf_buat(TEMPLAT, {"isi": lampiran})


def lampiran_minta(*, versi: VersiApbdes, lampiran: Lampiran, nama: str, oleh: Pengguna) -> PekerjaanEkspor:
    """Ask the worker for this annex as it is now. Raises ValidationError when too much is under way already."""
    from naskah.services.ekspor import cetakan_minta  # loads what reads PDF, which no other start needs

    apa = "Lampiran Perkades Penjabaran" if lampiran.penjabaran else "Lampiran Perdes"
    return cetakan_minta(
        pembuat=LAMPIRAN.kode,
        isi=lampiran.beku(),
        nama=nama,
        judul=f"{apa}, {versi}",
        asal=versi.get_absolute_url(),
        lain={"versi": versi.pk},
        oleh=oleh,
    )


def _buat(isi: dict[str, Any]) -> bytes:
    return lampiran_cetak(Lampiran.dari_beku(isi))


def _boleh(pilihan: dict[str, Any], pengguna: Pengguna) -> bool:
    versi = VersiApbdes.objects.untuk(pengguna).lengkap().filter(pk=pilihan["versi"]).first()
    return versi is not None and pengguna.has_perm("apbdes.lihat_versiapbdes", versi)


LAMPIRAN = daftarkan(Pembuat("lampiran_apbdes", _buat, _boleh))

"""The APB Desa on paper, for the desa to sign: the annex of the Perdes and that of the Perkades."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from apbdes.lampiran import lampiran_apbdes
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.services.cetakan import lampiran_cetak, lampiran_minta, panjang
from apbdes.views.impor import katalog_versi, nama_berkas, unduh
from apbdes.views.versi import ambil_versi
from cetak.cetakan import PdfGagal
from dasar.permintaan import Permintaan

PANJANG = "Lampiran ini panjang, jadi disusun di belakang: mintalah dengan tombol Unduh di halaman ini."


def versi_pdf(request: Permintaan, pk: int, *, penjabaran: bool = False) -> HttpResponse:
    """A short one is the answer; a long one is asked for with POST, and the answer is the page of its export."""
    versi = ambil_versi(request, pk)
    lama = panjang(anggaran_dari_versi(versi))
    if lama and request.method != "POST":
        messages.info(request, PANJANG)
        return redirect(versi)
    isi = lampiran_apbdes(versi, katalog_versi(versi), penjabaran=penjabaran)
    awal = "penjabaran-apbdes" if penjabaran else "apbdes"
    nama = nama_berkas(versi, f"rancangan-{awal}" if isi.rancangan else awal)
    try:
        if lama:
            return redirect(lampiran_minta(versi=versi, lampiran=isi, nama=nama, oleh=request.user))
        return unduh(lampiran_cetak(isi), nama, "pdf")
    except PdfGagal as galat:
        messages.error(request, str(galat))
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
    return redirect(versi)

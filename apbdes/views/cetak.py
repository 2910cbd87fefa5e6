"""The APB Desa on paper, for the desa to sign."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from apbdes.lampiran import lampiran_apbdes
from apbdes.views.impor import katalog_versi, nama_berkas, unduh
from apbdes.views.versi import ambil_versi
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.permintaan import Permintaan


def versi_pdf(request: Permintaan, pk: int) -> HttpResponse:
    versi = ambil_versi(request, pk)
    isi = lampiran_apbdes(versi, katalog_versi(versi))
    try:
        pdf = pdf_buat("apbdes/pdf/apbdes.html", {"isi": isi})
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(versi)
    return unduh(pdf, nama_berkas(versi, "rancangan-apbdes" if isi.rancangan else "apbdes"), "pdf")

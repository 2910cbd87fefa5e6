"""One PDF of many documents: a cover, then each document under a bookmark of its own."""

from io import BytesIO
from typing import BinaryIO

import pikepdf
from django.utils import timezone

from cetak.pdf import pdf_buat
from naskah.ekspor.bahan import Kemajuan, Salinan, naskah_berurut, salinan_naskah
from naskah.ekspor.gabungan import Penggabung

LEMBAR = "naskah/pdf/ekspor_lembar.html"


def gabungan_tulis(keluar: BinaryIO, daftar_pk: list[int], *, judul: str, peminta: str, maju: Kemajuan) -> int:
    """Write the merged PDF; `maju` is called after each document. Returns how many have no PDF.

    A document that has none is not left out: a page says so in its place.
    """
    tanpa_pdf = 0
    hasil = Penggabung(keluar)
    sampul = {"judul": judul, "jumlah": len(daftar_pk), "peminta": peminta, "waktu": timezone.now()}
    hasil.tambah(BytesIO(pdf_buat(LEMBAR, {"judul": judul, "sampul": sampul})), judul="Keterangan")
    for pk, naskah in naskah_berurut(daftar_pk):
        if naskah is None:
            tanpa_pdf += 1
            kosong = {"judul": f"Naskah {pk}", "keterangan": "Naskah ini sudah tidak ada."}
            hasil.tambah(BytesIO(pdf_buat(LEMBAR, {"judul": kosong["judul"], "kosong": kosong})), judul=kosong["judul"])
        else:
            tanpa_pdf += sum(not _tambah(hasil, salinan, maju) for salinan in salinan_naskah(naskah))
        maju()
    hasil.selesai(judul=judul)
    return tanpa_pdf


def _tambah(hasil: Penggabung, salinan: Salinan, maju: Kemajuan) -> bool:
    keterangan = salinan.keterangan
    if salinan.isi is not None:
        try:
            hasil.tambah(BytesIO(salinan.isi), judul=salinan.judul)
            maju.serahkan(salinan)
            return True
        except (pikepdf.PdfError, ValueError):
            keterangan = "PDF naskah ini tersimpan, tetapi tidak terbaca, jadi tidak dapat digabungkan."
    kosong = {"judul": salinan.judul, "keterangan": keterangan, "naskah": salinan.naskah}
    hasil.tambah(
        BytesIO(pdf_buat(LEMBAR, {"judul": kosong["judul"], "kosong": kosong})), judul=f"{salinan.judul} – TANPA PDF"
    )
    return False

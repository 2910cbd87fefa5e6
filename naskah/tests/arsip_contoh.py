"""Signed documents with a real PDF, and exports that have been worked on."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile

from naskah.models import Naskah
from naskah.services.naskah import naskah_lengkapi


def pdf_contoh(halaman: int = 1, tulisan: str = "uji") -> bytes:
    """Pages whose size and resources are inherited from the page tree, as other programs write them."""
    keluar = BytesIO()
    with pikepdf.new() as pdf:
        for n in range(halaman):
            pdf.add_blank_page(page_size=(595, 842))
            isi = pdf.make_stream(f"BT /F1 20 Tf 50 700 Td ({tulisan} {n + 1}) Tj ET".encode())
            lembar = pdf.pages[-1].obj
            lembar.Contents = isi
            for kunci in ("/MediaBox", "/Resources"):
                if kunci in lembar:
                    del lembar[kunci]
        huruf = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.Root.Pages.MediaBox = pikepdf.Array([0, 0, 595, 842])
        pdf.Root.Pages.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(huruf)))
        pdf.save(keluar)
    return keluar.getvalue()


@pytest.fixture
def bertanda(terbitkan):
    """bertanda(desa, halaman=2): signed, with a PDF of so many pages (0: none), sent to its receivers."""

    def buat(desa, /, *, halaman: int = 1, **isi) -> Naskah:
        naskah = terbitkan(desa, **isi)
        if halaman:
            byte = pdf_contoh(halaman, f"naskah {naskah.urut} halaman")
            naskah.pdf.save("uji.pdf", ContentFile(byte), save=False)
            naskah.pdf_sha256 = sha256(byte).hexdigest()
            naskah.save()
        naskah_lengkapi(naskah=naskah, oleh=naskah.dibuat_oleh)
        naskah.refresh_from_db()
        return naskah

    return buat

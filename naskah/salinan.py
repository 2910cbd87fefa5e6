"""What is handed out of a document: its bytes while in force, afterwards a marked copy of them.

The stored bytes are never touched.
"""

from datetime import datetime
from io import BytesIO

import pikepdf
from django.utils.html import escape

from cetak.cetakan import PdfGagal
from dasar.waktu import tanggal as hari
from naskah.bagian import tanggal_panjang
from naskah.enums.naskah import StatusNaskah
from naskah.keutuhan import baca_utuh
from naskah.models import Naskah

# Upright or lying, in millimetres; a page of another size gets the mark of its shape, scaled to fit.
TEGAK, REBAH = (210, 297), (297, 210)

GAYA_TANDA = """
@page {{ size: {lebar}mm {tinggi}mm; margin: 0; }}
html {{ font-family: "Arimo", "Arimo Ext"; color: #a80000; }}
body {{ margin: 0; }}
p {{ position: absolute; margin: 0; text-align: center; }}
.pita {{ top: 4mm; left: 15mm; right: 15mm; padding: 1.2mm 3mm; background: #fff; border: 1pt solid #a80000;
        font-size: 9.5pt; line-height: 1.25; font-weight: 700; overflow-wrap: anywhere; }}
.kata {{ top: {atas}mm; left: 0; right: 0; font-size: {besar}pt; line-height: 1; font-weight: 700; opacity: .16;
        letter-spacing: .04em; transform: rotate(-{sudut}deg); }}
"""


def sejak(naskah: Naskah) -> datetime | None:
    """When it came to its present status."""
    return next((r.waktu for r in reversed(naskah.riwayat.all()) if r.ke == naskah.status), None)


def kalimat_tanda(naskah: Naskah) -> str:
    """What a copy of a document no longer in force says on every page; empty while it is in force."""
    saat = sejak(naskah)
    tanggal = f" pada {tanggal_panjang(hari(saat, naskah.kecamatan))}" if saat else ""
    if naskah.status == StatusNaskah.DICABUT:
        return f"DICABUT – naskah ini dicabut{tanggal} dan tidak berlaku lagi."
    if naskah.status == StatusNaskah.DIGANTI:
        pengganti = naskah.pengganti
        oleh = f" OLEH {pengganti.get_jenis_display()} Nomor {pengganti.nomor}" if pengganti else ""
        return f"DIGANTI{oleh}{tanggal}. Naskah ini tidak berlaku lagi."
    return ""


def salinan_tak_berlaku(naskah: Naskah) -> bytes:
    """A marked copy of a withdrawn or replaced document. Raises OSError without its file or where it
    was altered (BerkasBerubah), PdfGagal."""
    isi = baca_utuh(naskah.pdf, naskah.pdf_sha256, naskah=naskah)
    return salinan_bertanda(isi, kalimat=kalimat_tanda(naskah))


def sajikan_naskah(naskah: Naskah) -> bytes:
    """What to hand out: the stored bytes while in force, a marked copy afterwards. Raises as above."""
    if kalimat_tanda(naskah):
        return salinan_tak_berlaku(naskah)
    return baca_utuh(naskah.pdf, naskah.pdf_sha256, naskah=naskah)


def salinan_bertanda(pdf: bytes, *, kalimat: str) -> bytes:
    """A fresh copy with the sentence on top of every page and its first word across it.

    Signatures cannot survive the change: their pictures stay, drawn into the page, but the copy
    carries none, and no longer claims to be PDF/A. Raises PdfGagal.
    """
    tanda: dict[tuple[int, int], pikepdf.Object] = {}
    try:
        with pikepdf.open(BytesIO(pdf)) as dokumen:
            _lepas_tanda_tangan(dokumen)
            for halaman in dokumen.pages:
                ukuran = _bentuk(halaman)
                if ukuran not in tanda:
                    tanda[ukuran] = _tanda(dokumen, kalimat, ukuran)
                halaman.add_overlay(tanda[ukuran], pikepdf.Rectangle(halaman.cropbox))
            _beri_judul(dokumen, kalimat)
            keluar = BytesIO()
            dokumen.save(keluar)
    except (pikepdf.PdfError, ValueError) as galat:
        raise PdfGagal("Salinan bertanda belum dapat dibuat karena PDF naskah ini tidak terbaca.") from galat
    return keluar.getvalue()


def _bentuk(halaman: pikepdf.Page) -> tuple[int, int]:
    kotak = pikepdf.Rectangle(halaman.cropbox)
    rebah = kotak.width > kotak.height
    if int(halaman.obj.get("/Rotate", 0)) % 180:
        rebah = not rebah
    return REBAH if rebah else TEGAK


def _tanda(dokumen: pikepdf.Pdf, kalimat: str, ukuran: tuple[int, int]) -> pikepdf.Object:
    """The mark as a form XObject: untagged, so that it says nothing twice in the document's structure."""
    from weasyprint import CSS, HTML  # loaded only when a mark is drawn
    from weasyprint.text.fonts import FontConfiguration

    from cetak.fon import bersihkan, css_fon
    from cetak.mesin import Pengambil

    lebar, tinggi = ukuran
    teks = bersihkan(kalimat)
    kata = teks.split()[0] if teks.split() else ""
    html = f'<p class="kata">{escape(kata)}</p><p class="pita">{escape(teks)}</p>'
    besar = min(110, 1900 // max(len(kata), 1) // (1 if lebar > tinggi else 2))
    gaya = GAYA_TANDA.format(
        lebar=lebar, tinggi=tinggi, atas=tinggi / 2 - besar * 0.18, besar=besar, sudut=30 if lebar > tinggi else 50
    )
    fon, pengambil = FontConfiguration(), Pengambil()
    lembar = HTML(string=html, url_fetcher=pengambil).write_pdf(
        stylesheets=[CSS(string=css_fon(teks) + gaya, font_config=fon, url_fetcher=pengambil)], font_config=fon
    )
    with pikepdf.open(BytesIO(lembar)) as asal:
        return dokumen.copy_foreign(asal.pages[0].as_form_xobject())


def _lepas_tanda_tangan(dokumen: pikepdf.Pdf) -> None:
    """Draw the visible signatures into their pages and drop what only a signed file may carry."""
    dokumen.flatten_annotations("all")
    for nama in ("/AcroForm", "/Perms", "/DSS"):
        if nama in dokumen.Root:
            del dokumen.Root[nama]


def _beri_judul(dokumen: pikepdf.Pdf, kalimat: str) -> None:
    with dokumen.open_metadata(set_pikepdf_as_editor=False) as meta:
        for nama in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev"):
            if nama in meta:
                del meta[nama]
        meta["dc:title"] = f"SALINAN – {kalimat}"

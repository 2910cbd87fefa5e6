"""The PDF of a document: made once, its bytes kept for good."""

import hashlib
import logging
from datetime import UTC

from django.core.files.base import ContentFile
from django.db import transaction

from dokumen.models import Naskah
from dokumen.pdf import PdfGagal, pdf_buat

catatan = logging.getLogger(__name__)

GALAT_UMUM = "PDF belum berhasil dibuat karena gangguan pada sistem. Sistem akan mencobanya lagi."


def naskah_pdf_simpan(*, naskah_id: int) -> None:
    """Make and store the PDF of a document that has none; does nothing when it has one.

    Rendering takes seconds and happens without a lock; whoever finishes first keeps its bytes.
    A failure is kept in `pdf_galat` as a sentence, its trace goes to the log.
    """
    naskah = Naskah.objects.filter(pk=naskah_id).first()
    if naskah is None or naskah.pdf:
        return
    try:
        isi_pdf = pdf_buat(naskah.ketentuan.template, _konteks(naskah))
        _pdf_tetapkan(naskah_id=naskah_id, isi_pdf=isi_pdf)
    except Exception as galat:
        catatan.exception("PDF naskah %s gagal dibuat", naskah_id)
        kalimat = str(galat) if isinstance(galat, PdfGagal) else GALAT_UMUM
        Naskah.objects.filter(pk=naskah_id, pdf="").update(pdf_galat=kalimat[:300])


def _konteks(naskah: Naskah) -> dict[str, object]:
    """What a document's template gets: its frozen content, and what was fixed when it was numbered."""
    return {
        "isi": naskah.isi,
        "nomor": naskah.nomor,
        "judul": f"{naskah.get_jenis_display()} Nomor {naskah.nomor}",
        "perihal": naskah.perihal,
        "dibuat": naskah.dibuat.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


@transaction.atomic
def _pdf_tetapkan(*, naskah_id: int, isi_pdf: bytes) -> None:
    naskah = Naskah.objects.select_for_update(of=("self",)).get(pk=naskah_id)
    if naskah.pdf:
        return
    naskah.pdf.save(naskah.nama_berkas, ContentFile(isi_pdf), save=False)
    naskah.pdf_sha256 = hashlib.sha256(isi_pdf).hexdigest()
    naskah.pdf_galat = ""
    naskah.save(update_fields=["pdf", "pdf_sha256", "pdf_galat"])

"""The PDF of a document: made once, its bytes kept for good."""

import logging
from datetime import UTC
from hashlib import sha256

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import transaction

from antrean.enums import Antrean
from cetak.cetakan import Cetakan, PdfGagal
from cetak.pdf import pdf_cetak
from dasar.waktu import hari_ini, tanggal
from naskah.bagian import tanggal_panjang
from naskah.enums.naskah import TERBIT, CaraTtd
from naskah.keutuhan import tanda_tangan_catat
from naskah.models import Naskah, PenandaTangan, PengalihanPenanda, VersiPdf
from naskah.services.giliran import giliran_kabari
from naskah.susulan import isi_bertanggal
from naskah.tata import naskah_bertata
from naskah.templatetags.naskah_cetak import tanpa_tinta

catatan = logging.getLogger(__name__)

GALAT_UMUM = "PDF belum berhasil dibuat karena gangguan pada sistem. Sistem akan mencobanya lagi."


@shared_task(name="naskah.naskah_buat_pdf", antrean=Antrean.PDF, judul="PDF naskah")
def naskah_buat_pdf(naskah_id: int) -> str:
    """Make the PDF of one document. Safe to run twice; answers why when it could not be made."""
    return naskah_pdf_simpan(naskah_id=naskah_id)


def naskah_pdf_simpan(*, naskah_id: int) -> str:
    """Make and store the PDF of a document that has none; does nothing when it has one.

    Rendering takes seconds and happens without a lock; whoever finishes first keeps its bytes.
    A failure is kept in `pdf_galat` as a sentence, and answered; its trace goes to the log.
    """
    naskah = Naskah.objects.filter(pk=naskah_id).first()
    if naskah is None or naskah.pdf or not naskah.terbit:
        return ""
    try:
        with tanpa_tinta(naskah.cara_ttd != CaraTtd.BASAH):
            alihan = naskah.pengalihan.count()
            cetakan = pdf_cetak(naskah.ketentuan.template, konteks_cetak(naskah))
        _pdf_tetapkan(naskah_id=naskah_id, cetakan=cetakan, alihan=alihan)
    except Exception as galat:
        catatan.exception("PDF naskah %s gagal dibuat", naskah_id)
        kalimat = str(galat) if isinstance(galat, PdfGagal) else GALAT_UMUM
        Naskah.objects.filter(pk=naskah_id, pdf="").update(pdf_galat=kalimat[:300])
        return kalimat
    return ""


def konteks_cetak(naskah: Naskah) -> dict[str, object]:
    """What a document's template gets: its frozen content, and what was fixed when it was numbered.

    Before its approval it is a draft: no number, no verification code.
    """
    konteks: dict[str, object] = {
        "isi": isi_cetak(naskah),
        "nomor": naskah.nomor,
        "perihal": naskah.perihal,
        "cara_ttd": naskah.cara_ttd,
        "elektronik": naskah.cara_ttd not in ("", CaraTtd.BASAH),
    }
    if not naskah.terbit:
        konteks["isi"] = isi_cetak(naskah) | isi_bertanggal(naskah, hari_ini(naskah.kecamatan))
        return konteks | {"judul": f"Pratinjau {naskah.get_jenis_display()}", "draf": True}
    assert naskah.disetujui is not None  # the constraint naskah_bernomor_sejak_disetujui
    return konteks | {
        "alihan": [_kalimat_alihan(p) for p in naskah.pengalihan.all()],
        "judul": f"{naskah.get_jenis_display()} Nomor {naskah.nomor}",
        "dibuat": naskah.disetujui.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kode": naskah.kode,
    }


def isi_cetak(naskah: Naskah) -> dict:
    """What is printed: the frozen content, and in the places that have moved since whoever holds them now."""
    return naskah_bertata(naskah) | {p.kunci_isi: p.orang for p in naskah.pengalihan.order_by("pk")}


def _kalimat_alihan(p: PengalihanPenanda) -> str:
    hari = tanggal_panjang(tanggal(p.waktu, p.naskah.kecamatan))
    return (
        f"Tempat tanda tangan {p.lama_nama or p.lama_jabatan} beralih pada tanggal {hari} kepada "
        f"{p.orang['nama']}, {p.orang['jabatan']}, karena pergantian pejabat."
    )


@transaction.atomic
def _pdf_tetapkan(*, naskah_id: int, cetakan: Cetakan, alihan: int) -> None:
    """Keep the bytes and the places of the signatures; lay out the electronic fields before the first one.

    `alihan` is how often places had moved when it was printed: bytes with a name of before are not kept.
    """
    naskah = Naskah.objects.select_for_update(of=("self",), no_key=True).get(pk=naskah_id)
    if naskah.pdf or naskah.status not in TERBIT or naskah.pengalihan.count() != alihan:
        return
    penanda = list(naskah.penanda.all())
    for p in penanda:
        if letak := cetakan.kotak.get(f"ttd-{p.kunci}"):
            p.halaman, p.kotak = letak.halaman, [round(n, 2) for n in (letak.x1, letak.y1, letak.x2, letak.y2)]
            p.save(update_fields=["halaman", "kotak"])
    isi_pdf = cetakan.pdf
    if naskah.cara_ttd == CaraTtd.ELEKTRONIK:
        from tte.bidang import Bidang, bidang_pasang

        bidang = [
            Bidang(nama=p.kunci, halaman=p.halaman, kotak=tuple(p.kotak), keterangan=_keterangan(p))
            for p in penanda
            if p.pengguna_id and p.kotak
        ]
        isi_pdf = bidang_pasang(isi_pdf, bidang=bidang)
    naskah.ttd_dijelaskan = True
    naskah.save(update_fields=["ttd_dijelaskan"])
    sebab = "PDF dibuat lagi karena penanda tangannya berganti" if alihan else "PDF dibuat"
    naskah_pdf_versi(naskah=naskah, isi_pdf=isi_pdf, sebab=sebab)
    tanda_tangan_catat(naskah)
    giliran_kabari(naskah)


def _keterangan(penanda: PenandaTangan) -> str:
    """What a screen reader says at the field, before it is signed and after."""
    jabatan = penanda.jabatan if penanda.nama else ""  # a nameless place is called by its post
    return f"Tanda tangan {', '.join(filter(None, [penanda.sebutan, jabatan]))}"


def naskah_pdf_versi(*, naskah: Naskah, isi_pdf: bytes, sebab: str) -> None:
    """Make these bytes the document's; the earlier ones stay in its versions. The caller holds the lock."""
    versi = VersiPdf(naskah=naskah, urut=naskah.versi_pdf.count(), sha256=sha256(isi_pdf).hexdigest(), sebab=sebab)
    versi.berkas.save(naskah.nama_berkas, ContentFile(isi_pdf), save=False)
    versi.save()
    naskah.pdf, naskah.pdf_sha256, naskah.pdf_galat = versi.berkas.name, versi.sha256, ""
    naskah.save(update_fields=["pdf", "pdf_sha256", "pdf_galat"])

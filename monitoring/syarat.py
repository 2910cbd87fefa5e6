"""What is still missing before a transition, as sentences for the officer."""

import re
from functools import partial

from django.db.models import Count, Q

from akun.enums import Peran
from instrumen import StatusInstrumen
from monitoring.models import LembarMonitoring, Monitoring
from monitoring.reports.surat_tugas import surat_tugas_meliputi
from naskah import surat_tugas
from naskah.calon import kekurangan_penanda
from naskah.syarat import kekurangan_dicabut as naskah_dicabut
from tindaklanjut.models import Temuan

ASAL = "monitoring"
TITIK = "....."  # in a proposed text: what only the officers know


def temuan_baru(monitoring: Monitoring):
    """The findings written down at this monitoring."""
    return Temuan.objects.filter(asal_jenis=ASAL, asal_id=str(monitoring.pk)).order_by("batas_waktu", "dibuat_pada")


# What Lampiran III, Format VI asks for under "I. Dasar", and how the report lacks it.
DASAR_DIMINTA = (
    (
        r"keputusan|\bsk\b",
        "Dasar laporan belum menyebut Surat Keputusan pengangkatan dalam jabatan yang melaksanakan monitoring "
        "(Lampiran III, Format VI).",
    ),
    (r"surat\s+tugas", "Dasar laporan belum menyebut surat tugasnya (Lampiran III, Format VI)."),
)


def kekurangan_dicabut(monitoring: Monitoring) -> list[str]:
    """What is accepted stays accepted as long as its report is in force."""
    return naskah_dicabut(monitoring.laporan)


def kekurangan_tugaskan(monitoring: Monitoring) -> list[str]:
    """Lampiran III, Format I: officers with post and address, bidang, activities; and what it is filled in on."""
    kalimat = []
    if monitoring.tanggal_mulai is None or monitoring.tanggal_selesai is None:
        kalimat.append("Tanggal mulai dan selesai belum diisi.")
    petugas = list(monitoring.petugas.select_related("pengguna"))
    if not petugas:
        kalimat.append("Petugas belum ditunjuk.")
    elif not any(p.pengguna and Peran.PELAKSANA in p.pengguna.peran_di(monitoring.desa) for p in petugas):
        kalimat.append("Belum ada pelaksana berakun di antara petugas; hanya pelaksana yang dapat mengisi formulir.")
    if not monitoring.sasaran:
        kalimat.append("Sasaran kegiatan belum diisi.")
    lembar = list(monitoring.lembar.select_related("formulir"))
    if not lembar:
        kalimat.append("Formulir belum dipilih.")
    return kalimat + kalimat_ditarik(lembar)


def kalimat_ditarik(lembar: list[LembarMonitoring]) -> list[str]:
    """A version that was withdrawn between the choice and the work; afterwards it is kept as it was used."""
    ditarik = {lb.formulir for lb in lembar if lb.formulir.status != StatusInstrumen.TERBIT}
    return [
        f"Formulir {f.kode} versi {f.versi} sudah tidak berlaku"
        + (f" ({f.alasan_ditarik.rstrip('.')})" if f.alasan_ditarik else "")
        + ". Pilih versi yang berlaku."
        for f in sorted(ditarik, key=lambda f: (f.kode, f.versi))
    ]


def kekurangan_surat_berlaku(monitoring: Monitoring) -> list[str]:
    """From the beginning to the acceptance: a letter in force that says what is planned."""
    return surat_tugas.kekurangan_surat_berlaku(
        monitoring.surat_tugas, meliputi=partial(surat_tugas_meliputi, monitoring)
    )


def kekurangan_terima(monitoring: Monitoring) -> list[str]:
    """The letter, and every officer who signs the report by name."""
    return kekurangan_surat_berlaku(monitoring) + kekurangan_penanda(monitoring.laporan)


def kekurangan_mulai(monitoring: Monitoring) -> list[str]:
    """Forms that may still be begun with, and the letter."""
    lembar = list(monitoring.lembar.select_related("formulir"))
    return kalimat_ditarik(lembar) + kekurangan_surat_berlaku(monitoring)


def kekurangan_laporkan(monitoring: Monitoring) -> list[str]:
    """Every row answered, every sheet with its place and day, the words of Format VI; and the letter."""
    kalimat = []
    lembar = (
        monitoring.lembar.select_related("formulir")
        .annotate(
            terjawab=Count("jawaban", filter=Q(jawaban__butir__isnull=False) & ~Q(jawaban__jawaban="")),
            tambahan=Count("jawaban", filter=Q(jawaban__butir__isnull=True, jawaban__jawaban="")),
        )
        .order_by("dibuat_pada", "pk")
    )
    banyak = dict(
        LembarMonitoring.objects.filter(monitoring=monitoring)
        .values_list("pk")
        .annotate(n=Count("formulir__butir"))
        .order_by()
    )
    if not banyak:
        kalimat.append("Belum ada formulir yang diisi.")
    for lb in lembar:
        belum = banyak[lb.pk] - lb.terjawab + lb.tambahan
        if belum:
            kalimat.append(f"{lb}: {belum} butir belum dijawab.")
        if lb.tanggal is None:
            kalimat.append(f"{lb}: tanggal monitoring belum diisi.")
        elif monitoring.tanggal_mulai and lb.tanggal < monitoring.tanggal_mulai:
            kalimat.append(f"{lb}: tanggalnya mendahului tanggal mulai dalam surat tugas.")
    for nama, sebutan in (
        ("dasar", "Dasar"),
        ("maksud", "Maksud/tujuan"),
        ("isi_kegiatan", "Isi kegiatan"),
        ("kesimpulan", "Kesimpulan"),
        ("saran", "Saran"),
    ):
        if not getattr(monitoring, nama):
            kalimat.append(f"{sebutan} laporan belum diisi.")
    if monitoring.dasar:
        kalimat += [k for pola, k in DASAR_DIMINTA if not re.search(pola, " ".join(monitoring.dasar), re.IGNORECASE)]
    teks = [*monitoring.dasar, monitoring.maksud, monitoring.isi_kegiatan, monitoring.kesimpulan, *monitoring.saran]
    if any(TITIK in t for t in teks):
        kalimat.append("Laporan masih memuat titik-titik yang harus diisi atau dihapus.")
    return kalimat + kekurangan_surat_berlaku(monitoring)

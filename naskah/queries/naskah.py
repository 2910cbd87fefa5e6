"""What documents ask of a person: to approve, to sign, to witness, to print and scan, to mend."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna
from dasar.alur import cari
from dasar.pemisahan import bebas
from desa.models import Kecamatan
from naskah.alur import TRANSISI_NASKAH
from naskah.atas_nama import kecamatan_atas_nama
from naskah.enums.naskah import CaraTtd, StatusNaskah, StatusPekerjaan, StatusPenanda, StatusPindaian
from naskah.jenis import jenis_naskah, pilihan_jenis
from naskah.models import Naskah, PekerjaanTtd, PenandaTangan, Pindaian, RiwayatNaskah
from naskah.susulan import peringatan_setujui

LAMA_MENUNGGU = timedelta(days=7)


def beserta_penerus(naskah: Naskah) -> list[Naskah]:
    """This document and those drawn up in its place, one after the other: the work points at the newest only."""
    semua, lapis = [naskah], [naskah]
    while lapis := list(Naskah.objects.filter(menggantikan__in=lapis).only("pk")):
        semua += lapis
    return semua


def kecamatan_berperan(pengguna: Pengguna, *peran: str) -> list[int]:
    """The kecamatan of which this person holds one of these roles itself (not the kabupaten's)."""
    return [p.kecamatan_id for p in pengguna.penugasan_aktif if p.peran in peran and p.kecamatan_id]


def persetujuan_qs(pengguna: Pengguna) -> "QuerySet[Naskah]":
    """Documents that this camat, or the sekretaris for the camat, can approve here and now."""
    jenis = [jenis_naskah(kode) for kode, _ in pilihan_jenis()]
    langsung = [j.kode for j in jenis if not j.lewat_asal and not j.diverifikasi]
    terverifikasi = [j.kode for j in jenis if not j.lewat_asal]
    siap = Q(status=StatusNaskah.DIAJUKAN, jenis__in=langsung) | Q(
        status=StatusNaskah.DIVERIFIKASI, jenis__in=terverifikasi
    )
    milik = Q(kecamatan__in=kecamatan_berperan(pengguna, Peran.CAMAT))
    for kecamatan, izin in kecamatan_atas_nama(pengguna).items():
        tangan_sendiri = RiwayatNaskah.objects.filter(aksi__in=["ajukan", "verifikasi"], oleh=pengguna)
        milik |= Q(kecamatan=kecamatan, jenis__in=izin) & ~Q(pk__in=tangan_sendiri.values("naskah"))
    siap |= Q(status__in=[StatusNaskah.DIAJUKAN, StatusNaskah.DIVERIFIKASI], pejabat_berganti=True)
    return (
        Naskah.objects.filter(siap & milik).select_related("desa", "kecamatan", "dibuat_oleh").order_by("tanggal", "pk")
    )


def persetujuan_bebas_qs(pengguna: Pengguna) -> "QuerySet[Naskah]":
    """Those of them that separation of duties lets this person approve: what is asked of them."""
    return bebas(persetujuan_qs(pengguna), pengguna.pk, cari(TRANSISI_NASKAH, "setujui"))


def menunggu_persetujuan(pengguna: Pengguna) -> list[Naskah]:
    """Each with `sejak`, as `dasar.alur.sejak_dari` names it, and what is to be known before (`peringatan`)."""
    semua = persetujuan_qs(pengguna).annotate(terakhir=Max("riwayat__pk")).prefetch_related("riwayat")
    daftar: list[Any] = list(semua)
    for naskah in daftar:
        naskah.sejak = str(naskah.terakhir or f"v{naskah.versi}")
        naskah.peringatan = peringatan_setujui(naskah)
    return daftar


def ttd_qs(pengguna: Pengguna) -> "QuerySet[Naskah]":
    """Electronic documents with their PDF on which it is this person's turn to sign."""
    return (
        Naskah.objects.menunggu_tanda_tangan(pengguna)
        .exclude(cara_ttd=CaraTtd.BASAH)
        .exclude(pdf="")
        .select_related("desa", "kecamatan")
        .order_by("disetujui")
    )


def menunggu_ttd(pengguna: Pengguna) -> list[Naskah]:
    return list(ttd_qs(pengguna).defer("isi").prefetch_related("penanda"))


def goresan_qs(pengguna: Pengguna) -> "QuerySet[Naskah]":
    """Documents that wait for a finger on the screen which this person may witness."""
    tanpa_akun = PenandaTangan.objects.filter(naskah=OuterRef("pk"), pengguna=None, status=StatusPenanda.MENUNGGU)
    return (
        Naskah.objects.filter(
            Exists(tanpa_akun),
            status=StatusNaskah.DISETUJUI,
            kecamatan__in=kecamatan_berperan(pengguna, Peran.PELAKSANA, Peran.VERIFIKATOR),
        )
        .exclude(cara_ttd=CaraTtd.BASAH)
        .exclude(pdf="")
        .select_related("desa", "kecamatan")
        .order_by("disetujui")
    )


def menunggu_goresan(pengguna: Pengguna) -> list[Naskah]:
    return list(goresan_qs(pengguna))


def cetak_qs(pengguna: Pengguna) -> "QuerySet[Naskah]":
    """Documents to be printed, signed in ink and scanned by this person's office."""
    menunggu = Pindaian.objects.filter(naskah=OuterRef("pk"), status=StatusPindaian.MENUNGGU)
    return (
        Naskah.objects.filter(
            ~Exists(menunggu),
            status=StatusNaskah.DISETUJUI,
            cara_ttd=CaraTtd.BASAH,
            kecamatan__in=kecamatan_berperan(pengguna, Peran.PELAKSANA, Peran.VERIFIKATOR),
        )
        .exclude(pdf="")
        .select_related("desa", "kecamatan")
        .order_by("disetujui")
    )


def periksa_pindaian_qs(pengguna: Pengguna) -> "QuerySet[Naskah]":
    """Documents whose scan this person may confirm: not one's own upload."""
    menunggu = Pindaian.objects.filter(naskah=OuterRef("pk"), status=StatusPindaian.MENUNGGU).exclude(
        diunggah_oleh=pengguna
    )
    return (
        Naskah.objects.filter(
            Exists(menunggu),
            status=StatusNaskah.DISETUJUI,
            kecamatan__in=kecamatan_berperan(pengguna, Peran.CAMAT, Peran.VERIFIKATOR),
        )
        .select_related("desa", "kecamatan")
        .order_by("disetujui")
    )


def menunggu_pindaian(pengguna: Pengguna) -> dict[str, list[Naskah]]:
    return {"cetak": list(cetak_qs(pengguna)), "periksa": list(periksa_pindaian_qs(pengguna))}


def pekerjaan_macet(kecamatan: "QuerySet[Kecamatan]") -> "QuerySet[PekerjaanTtd]":
    """Signatures given that are not in the document yet: for the timestamp, or for whatever failed."""
    return PekerjaanTtd.objects.filter(status=StatusPekerjaan.ANTRE, naskah__kecamatan__in=kecamatan).select_related(
        "naskah__desa", "naskah__kecamatan", "penanda"
    )


def pdf_macet(kecamatan: "QuerySet[Kecamatan]") -> "QuerySet[Naskah]":
    """Approved documents that have no PDF though two minutes have passed, or whose PDF failed."""
    lama = timezone.now() - timedelta(minutes=2)
    return (
        Naskah.objects.filter(~Q(pdf_galat="") | Q(disetujui__lt=lama), kecamatan__in=kecamatan, pdf="")
        .exclude(disetujui=None)
        .select_related("desa", "kecamatan")
        .order_by("disetujui")
    )


def penanda_lama(kecamatan: "QuerySet[Kecamatan]") -> "QuerySet[PenandaTangan]":
    """Whose turn it has been for over a week since the document was approved."""
    lama = timezone.now() - LAMA_MENUNGGU
    return (
        PenandaTangan.objects.giliran()
        .filter(naskah__status=StatusNaskah.DISETUJUI, naskah__kecamatan__in=kecamatan, naskah__disetujui__lt=lama)
        .exclude(naskah__pdf="")
        .select_related("naskah__desa", "naskah__kecamatan", "pengguna")
        .order_by("naskah__disetujui", "urutan", "pk")
    )

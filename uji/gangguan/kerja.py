"""What is broken in the middle: for each kind of work how it is asked for, when it is over, and what became of it.

Imported when Django is set up (alam.py). Everything goes through the product's services, as its pages do, and is
counted in the database afterwards.
"""

import io
import random
import time
import uuid
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pikepdf
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from antrean.enums import Status
from antrean.models import Pekerjaan
from cetak.pdf import pdf_buat
from config.celery import app
from dasar.waktu import hari_ini
from desa.tests.factories import DesaFactory
from naskah.cetak import naskah_pdf_versi
from naskah.enums.ekspor import BELUM_SELESAI
from naskah.models import Naskah, PekerjaanEkspor, PekerjaanTtd, PenandaTangan, VersiPdf
from naskah.services.ekspor import ekspor_minta
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, sertifikat_untuk
from naskah.tests.conftest import ISI
from notifikasi.models import Pemberitahuan
from notifikasi.services import beritahu
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.services.kunjungan import kunjungan_sahkan
from perut.tests.factories import KegiatanFactory, KehadiranFactory, KunjunganFactory
from tte.bidang import Bidang, bidang_pasang
from tte.tests import bahan_tte
from uji.gangguan.alam import Alam

STEMPEL = bytes.fromhex("060b2a864886f70d010910020e")  # id-aa-timeStampToken
BELUM = (Status.MENUNGGU, Status.DIKERJAKAN)


@dataclass
class Hitungan:
    pekerjaan: int
    hilang: int
    ganda: int
    catatan: list[str] = field(default_factory=list)  # of what was lost or doubled


class Kerja:
    """One kind of work. `lama`: seconds within which it is killed after somebody has begun it."""

    nama = ""
    tugas = ""  # of the outbox
    lama = 0.5

    def __init__(self, alam: Alam) -> None:
        self.alam = alam
        self.desa = DesaFactory()
        self.mati: set[tuple[int, int]] = set()  # (row, attempt)
        self.terlama = 0.0  # seconds that somebody waited for their change

    def tambah(self, banyak: int) -> None:
        raise NotImplementedError

    def berjalan(self) -> int:
        """How many somebody is at now. What the dead still hold is not among them."""
        return len(self._dipegang() - self.mati)

    def dibunuh(self) -> None:
        """Whoever was at something is no more."""
        self.mati |= self._dipegang()

    def _dipegang(self) -> set[tuple[int, int]]:
        dipegang = Pekerjaan.objects.filter(status=Status.DIKERJAKAN, nama=self.tugas)
        return set(dipegang.values_list("pk", "percobaan"))

    def tuntas(self) -> bool:
        return not Pekerjaan.objects.filter(status__in=BELUM).exists()

    def hitung(self) -> Hitungan:
        raise NotImplementedError


def utuh(nama: str, sidik: str) -> bool:
    """The file is there, and is what the record says."""
    if not nama or not default_storage.exists(nama):
        return False
    with default_storage.open(nama) as berkas:
        return sha256(berkas.read()).hexdigest() == sidik


class Pdf(Kerja):
    """The camat approves visits; each berita acara gets its number at once and its PDF from a worker."""

    nama, tugas, lama = "PDF", "naskah.naskah_buat_pdf", 1.0

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        self.camat = pengguna_berperan(Peran.CAMAT, self.desa, nama="Camat Awayan")
        self.naskah: list[int] = []

    def tambah(self, banyak: int) -> None:
        for _ in range(banyak):
            k = KunjunganFactory(desa=self.desa, status=StatusKunjungan.DIVERIFIKASI, notulen="Buku kas diperiksa.")
            KehadiranFactory(kunjungan=k)
            KegiatanFactory(kunjungan=k)
            self.naskah.append(kunjungan_sahkan(kunjungan=k, oleh=self.camat).berita_acara.pk)

    def hitung(self) -> Hitungan:
        h = Hitungan(len(self.naskah), 0, 0)
        nomor = Counter(Naskah.objects.filter(pk__in=self.naskah).values_list("nomor", flat=True))
        for n in Naskah.objects.filter(pk__in=self.naskah):
            versi = n.versi_pdf.count()
            if not utuh(n.pdf.name, n.pdf_sha256):
                h.hilang += 1
                h.catatan.append(f"naskah {n.pk} tanpa PDF: {n.pdf_galat}")
            h.ganda += max(versi - 1, 0) + (nomor[n.nomor] > 1)
        return h


def pdf_bertempat() -> bytes:
    konteks = {"isi": ISI | {"petugas": []}, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}
    bidang = [Bidang(nama="ttd0", halaman=0, kotak=bahan_tte.kotak(0))]
    return bidang_pasang(pdf_buat("naskah/pdf/dasar.html", konteks), bidang=bidang)


class TandaTangan(Kerja):
    """The camat signs; timestamp, proofs and the signed version come from a worker."""

    nama, tugas, lama = "Tanda tangan", "naskah.pekerjaan_ttd_kerjakan", 0.5

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        self.camat = pengguna_berperan(Peran.CAMAT, self.desa, nama="Camat Uji")
        sertifikat_untuk(settings, self.camat)
        self.pdf, self.naskah = pdf_bertempat(), []

    def tambah(self, banyak: int) -> None:
        for _ in range(banyak):
            n = naskah_berpdf(self.desa, self.camat, self.pdf, len(self.naskah) + 1)
            self.naskah.append(n.pk)
            penanda_tandatangani(penanda=n.penanda.get(), frasa=FRASA, oleh=self.camat)

    def tuntas(self) -> bool:
        return super().tuntas() and not PekerjaanTtd.objects.filter(status="antre").exists()

    def hitung(self) -> Hitungan:
        h = Hitungan(len(self.naskah), 0, 0)
        for n in Naskah.objects.filter(pk__in=self.naskah):
            if n.status != "didistribusikan" or not utuh(n.pdf.name, n.pdf_sha256):
                h.hilang += 1
                h.catatan.append(f"naskah {n.pk}: {n.status}")
                continue
            with n.pdf.open() as berkas:
                sah = bahan_tte.pdfsig(berkas.read())
            h.hilang += sah[:1] != ["Signature is Valid."]
            h.ganda += max(len(sah) - 1, n.versi_pdf.count() - 2, 0)
        return h


def naskah_berpdf(desa, camat, pdf: bytes, urut: int) -> Naskah:
    naskah = Naskah.objects.create(
        jenis="surat_tugas_perut",
        kecamatan=desa.kecamatan,
        desa=desa,
        tahun=2026,
        urut=urut,
        nomor=f"{urut}/UJI/2026",
        tanggal=hari_ini(desa),
        perihal=f"Percobaan {urut}",
        isi=ISI | {"petugas": []},
        status="disetujui",
        cara_ttd="elektronik",
        disetujui=timezone.now(),
        dibuat_oleh=camat,
    )
    PenandaTangan.objects.create(
        naskah=naskah,
        urutan=1,
        kunci="ttd0",
        nama="Camat Uji",
        pengguna=camat,
        halaman=0,
        kotak=list(bahan_tte.kotak(0)),
    )
    naskah_pdf_versi(naskah=naskah, isi_pdf=pdf, sebab="PDF dibuat")
    return naskah


class Ekspor(Kerja):
    """Zip files and merged PDFs of forty documents, asked for by the camat of one office after the other."""

    nama, tugas, lama = "Ekspor", "naskah.ekspor_susun", 0.6
    NASKAH = 40

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        self.orang = [pengguna_berperan(Peran.CAMAT, self.desa, nama=f"Camat {n}") for n in range(30)]
        pdf = pdf_bertempat()
        self.pilihan = [naskah_berpdf(self.desa, self.orang[0], pdf, n + 1).pk for n in range(self.NASKAH)]
        self.ekspor: list[int] = []

    def tambah(self, banyak: int) -> None:
        for n in range(banyak):
            oleh = self.orang[len(self.ekspor) % len(self.orang)]
            naskah = Naskah.objects.filter(pk__in=self.pilihan).order_by("pk")
            jenis = ("zip", "gabungan")[n % 2]
            self.ekspor.append(ekspor_minta(jenis=jenis, naskah=naskah, judul=f"Ekspor {n}", oleh=oleh).pk)

    def tuntas(self) -> bool:
        return super().tuntas() and not PekerjaanEkspor.objects.filter(status__in=BELUM_SELESAI).exists()

    def hitung(self) -> Hitungan:
        h = Hitungan(len(self.ekspor), 0, 0)
        for e in PekerjaanEkspor.objects.filter(pk__in=self.ekspor):
            if e.status != "selesai" or not utuh(e.berkas.name, e.sha256) or not self._lengkap(e):
                h.hilang += 1
                h.catatan.append(f"ekspor {e.pk}: {e.status} {e.galat}, {e.percobaan} percobaan")
            kabar = Pemberitahuan.objects.filter(tautan=e.get_absolute_url()).count()
            h.hilang += kabar == 0 and e.status == "selesai"
            h.ganda += max(kabar - 1, 0)
        return h

    def _lengkap(self, e: PekerjaanEkspor) -> bool:
        with e.berkas.open() as berkas:
            isi = io.BytesIO(berkas.read())
        if e.jenis == "zip":
            with zipfile.ZipFile(isi) as arsip:
                return arsip.testzip() is None and len(arsip.namelist()) == self.NASKAH + 1
        with pikepdf.open(isi) as pdf:
            return len(pdf.pages) >= self.NASKAH


class Pengingat(Kerja):
    """The day's reminders, asked for twice at the same moment, while people are to be told of visits today."""

    nama, tugas, lama = "Pengingat", "notifikasi.surel_kirim", 0.4

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        self.petugas = [pengguna_berperan(Peran.PELAKSANA, self.desa) for _ in range(2)]
        self.kunjungan: list[int] = []

    def tambah(self, banyak: int) -> None:
        # What earlier rounds announced is over: the walk stays as long as an office's.
        if self.tuntas():
            Kunjungan.objects.filter(desa=self.desa).update(status=StatusKunjungan.DIBATALKAN)
        for _ in range(banyak):
            k = KunjunganFactory(
                desa=self.desa, status=StatusKunjungan.DIJADWALKAN, tanggal=hari_ini(self.desa), petugas=self.petugas
            )
            self.kunjungan.append(k.pk)
        for _ in range(2):
            app.send_task("perut.tasks.pengingat_harian", queue=settings.CELERY_TASK_DEFAULT_QUEUE)

    def _kabar(self) -> Counter[str]:
        return Counter(Pemberitahuan.objects.filter(penerima__in=self.petugas).values_list("tautan", flat=True))

    def berjalan(self) -> int:
        """Some of this round are told, others not yet: it is being walked."""
        kabar, terakhir = self._kabar(), Kunjungan.objects.filter(pk__in=self.kunjungan[-20:])
        sudah = [k.get_absolute_url() in kabar for k in terakhir]
        return int(any(sudah) and not all(sudah))

    def tuntas(self) -> bool:
        kabar = self._kabar()
        semua = Kunjungan.objects.filter(pk__in=self.kunjungan)
        return super().tuntas() and all(kabar[k.get_absolute_url()] for k in semua)

    def hitung(self) -> Hitungan:
        kabar, orang = self._kabar(), len(self.petugas)
        semua = [kabar[k.get_absolute_url()] for k in Kunjungan.objects.filter(pk__in=self.kunjungan)]
        return Hitungan(
            len(semua) * orang, sum(max(orang - n, 0) for n in semua), sum(max(n - orang, 0) for n in semua)
        )


class Surel(Kerja):
    """Notices to twenty people, each mailed by a worker. Counted at the mail server, by Message-ID."""

    nama, tugas, lama = "Surel", "notifikasi.surel_kirim", 0.4

    def __init__(self, alam: Alam) -> None:
        super().__init__(alam)
        self.orang = [PenggunaFactory() for _ in range(20)]
        self.dahulu = Pemberitahuan.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def tambah(self, banyak: int) -> None:
        mulai = time.monotonic()
        beritahu(random.sample(self.orang, banyak), judul=f"Kabar {uuid.uuid4().hex[:8]}", tautan="/pemberitahuan/")
        self.terlama = max(self.terlama, time.monotonic() - mulai)

    def hitung(self) -> Hitungan:
        kabar = Pemberitahuan.objects.filter(pk__gt=self.dahulu, penerima__in=self.orang)
        h = Hitungan(kabar.count(), 0, 0)
        for p in kabar:
            kali = sum(n for k, n in self.alam.surat.terima.items() if k.startswith(f"<pemberitahuan-{p.pk}-"))
            h.hilang += kali == 0 or p.disurel is None
            h.ganda += max(kali - 1, 0)
        return h


class Berstempel(TandaTangan):
    """Signed with a timestamp of an authority, which the signature waits for."""

    nama = "Tanda tangan berstempel waktu"

    def hitung(self) -> Hitungan:
        h = super().hitung()
        for n in Naskah.objects.filter(pk__in=self.naskah, status="didistribusikan"):
            with n.pdf.open() as berkas:
                if not berstempel(berkas.read()):
                    h.hilang += 1
                    h.catatan.append(f"naskah {n.pk}: tanpa stempel waktu")
        return h


def berstempel(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as dokumen:
        isi = [bytes(o.Contents) for o in dokumen.objects if isinstance(o, pikepdf.Dictionary) and "/ByteRange" in o]
    return any(STEMPEL in i for i in isi)


def yatim() -> int:
    """Files that no record names: what a killed worker had written and not yet told of. Swept nightly, after a week."""
    dipakai = {
        *VersiPdf.objects.values_list("berkas", flat=True),
        *PekerjaanEkspor.objects.values_list("berkas", flat=True),
        *PekerjaanTtd.objects.values_list("siap", flat=True),
    }
    akar = settings.MEDIA_ROOT
    return sum(str(p.relative_to(akar)) not in dipakai for p in Path(akar).rglob("*") if p.is_file())

"""Bulk exports: asked for, worked on outside the request, called off, deleted when they expire."""

import json
import logging
import shutil
import tempfile
import time
import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from celery import shared_task
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from akun.models import Pengguna
from antrean.enums import Antrean
from antrean.services import antrekan
from cetak.cetakan import PdfGagal
from dasar.penuh import penuh
from dasar.sapu import buang, satu_satu
from desa.models import Kecamatan
from jejak.enums import Jenis
from jejak.models import Catatan
from jejak.services import catat_banyak, susun
from naskah.agenda import agenda_lain, agenda_naskah, agenda_pdf
from naskah.ekspor.bahan import Salinan
from naskah.ekspor.berkas_gabungan import gabungan_tulis
from naskah.ekspor.berkas_zip import zip_tulis
from naskah.ekspor.cetakan import pembuat_cetakan
from naskah.enums.ekspor import BELUM_SELESAI, JenisEkspor, StatusEkspor
from naskah.models import Naskah, PekerjaanEkspor
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

catatan_log = logging.getLogger(__name__)

NASKAH_MAKS = 5000
SEKETIKA = 25  # documents: without workers, more are not worked on within the request
SEKALIGUS_MAKS = 3  # unfinished exports of one person
PERCOBAAN_MAKS = 5
MASA_SIMPAN = timedelta(days=7)
AWALAN = "perut-ekspor-"  # of the temporary folders
SISA = timedelta(days=1)  # what a killed process left behind is deleted after this
LAJU_SIMPAN = 256 * 1024  # bytes a second into a slow object store; no run is taken for dead meanwhile
JEDA_KABAR = 0.5  # seconds between two reports of progress
GALAT_UMUM = "Ekspor gagal karena gangguan pada sistem. Mintalah lagi; bila terulang, hubungi admin."
GALAT_PENUH = "Ruang penyimpanan server penuh, jadi berkasnya tidak dapat disusun. Hubungi admin."
GALAT_MATI = "Ekspor ini berkali-kali terhenti di tengah jalan. Coba dengan pilihan yang lebih sedikit."


class Berhenti(Exception):
    """The work was called off, or another run has taken its place."""


def ekspor_minta(*, jenis: str, naskah: QuerySet[Naskah], judul: str, oleh: Pengguna) -> PekerjaanEkspor:
    """Ask for a zip or a merged PDF of these documents, in this order; the selection is frozen here.

    Documents of regions where this person may not export are left out, and the export says so.
    """
    if jenis not in {JenisEkspor.ZIP, JenisEkspor.GABUNGAN}:
        raise ValidationError("Pilih bentuknya: zip atau PDF gabungan.")
    semua = list(naskah[: NASKAH_MAKS + 1])
    if len(semua) > NASKAH_MAKS:
        raise ValidationError(
            f"Pilihan ini lebih dari {NASKAH_MAKS} naskah. Persempit dengan saringan, misalnya per tahun atau per desa."
        )
    boleh = [n.pk for n in semua if oleh.has_perm("naskah.ekspor_naskah", n)]
    if not boleh:
        if semua:
            raise PermissionDenied("Anda tidak berwenang mengekspor naskah-naskah ini.")
        raise ValidationError("Tidak ada naskah yang dipilih.")
    catatan = ""
    if lewat := len(semua) - len(boleh):
        catatan = f"{lewat} naskah tidak disertakan karena Anda tidak berwenang mengekspornya."
    return _minta(jenis=jenis, judul=judul, pilihan={"naskah": boleh}, total=len(boleh), catatan=catatan, oleh=oleh)


def ekspor_agenda(*, kecamatan: Kecamatan, tahun: int, oleh: Pengguna) -> PekerjaanEkspor:
    """Ask for the agenda book of one year as PDF."""
    if not oleh.has_perm("naskah.lihat_agenda", kecamatan):
        raise PermissionDenied("Buku agenda hanya untuk kecamatan, admin, dan pemantau kabupaten.")
    total = agenda_naskah(oleh, kecamatan, tahun).count() + agenda_lain(kecamatan, tahun).count()
    if not total:
        raise ValidationError(f"Belum ada naskah bernomor dalam tahun {tahun}.")
    return _minta(
        jenis=JenisEkspor.AGENDA,
        judul=f"Buku agenda naskah {kecamatan} tahun {tahun}",
        pilihan={"kecamatan": kecamatan.pk, "tahun": tahun},
        total=total,
        catatan="",
        oleh=oleh,
    )


@transaction.atomic
def cetakan_minta(
    *, pembuat: str, isi: dict[str, Any], nama: str, judul: str, asal: str, lain: dict[str, Any], oleh: Pengguna
) -> PekerjaanEkspor:
    """Ask for a long PDF of another room. The same content asked for again, also at the same moment, is one export.

    `isi` is frozen here: what changes afterwards is another export. `lain` is what `Pembuat.boleh` looks at.
    """
    sidik = sha256(f"{pembuat}{json.dumps(isi, sort_keys=True)}".encode()).hexdigest()
    _giliran(oleh)
    ada = PekerjaanEkspor.objects.filter(
        Q(status__in=BELUM_SELESAI) | Q(status=StatusEkspor.SELESAI, kedaluwarsa__gt=timezone.now()),
        pengguna=oleh,
        jenis=JenisEkspor.CETAKAN,
        pilihan__sidik=sidik,
    ).first()
    if ada is not None:
        return ada
    pilihan = {**lain, "pembuat": pembuat, "isi": isi, "sidik": sidik, "nama": nama, "asal": asal}
    return _minta(jenis=JenisEkspor.CETAKAN, judul=judul, pilihan=pilihan, total=1, catatan="", oleh=oleh)


def _giliran(oleh: Pengguna) -> None:
    """What this person asks for at the same moment waits here for what they asked for before."""
    Pengguna.objects.select_for_update(of=("self",), no_key=True).get(pk=oleh.pk)


@transaction.atomic
def _minta(*, jenis: str, judul: str, pilihan: dict, total: int, catatan: str, oleh: Pengguna) -> PekerjaanEkspor:
    """Queued; the same that this person asked for and that is not over yet, as by a double click, is joined."""
    _giliran(oleh)
    belum = PekerjaanEkspor.objects.filter(pengguna=oleh, jenis=jenis, status__in=BELUM_SELESAI)
    for ada in belum.order_by("pk"):
        if ada.pilihan == pilihan:
            return ada
    _cukupkan(oleh)
    pekerjaan = PekerjaanEkspor.objects.create(
        pengguna=oleh, jenis=jenis, judul=judul[:200], pilihan=pilihan, total=total, catatan=catatan
    )
    _antrekan(pekerjaan)
    return pekerjaan


def _cukupkan(oleh: Pengguna) -> None:
    if PekerjaanEkspor.objects.filter(pengguna=oleh, status__in=BELUM_SELESAI).count() >= SEKALIGUS_MAKS:
        raise ValidationError(
            f"Masih ada {SEKALIGUS_MAKS} ekspor Anda yang belum selesai. Tunggu, atau batalkan salah satu."
        )


@transaction.atomic
def ekspor_batalkan(*, pekerjaan: PekerjaanEkspor) -> PekerjaanEkspor:
    """Call it off; the run that works on it notices within a second and leaves nothing behind."""
    terkunci = PekerjaanEkspor.objects.select_for_update(of=("self",), no_key=True).get(pk=pekerjaan.pk)
    if not terkunci.belum_selesai:
        raise ValidationError(f"Ekspor ini sudah tidak berjalan: {terkunci.get_status_display().lower()}.")
    terkunci.status, terkunci.pelari, terkunci.selesai = StatusEkspor.DIBATALKAN, None, timezone.now()
    terkunci.save(update_fields=["status", "pelari", "selesai"])
    return terkunci


@transaction.atomic
def ekspor_lanjutkan(*, pekerjaan: PekerjaanEkspor) -> None:
    """Start again what came to a stop or failed. Raises ValidationError while somebody still works on it."""
    _giliran(pekerjaan.pengguna)
    terkunci = PekerjaanEkspor.objects.select_for_update(of=("self",), no_key=True).get(pk=pekerjaan.pk)
    if terkunci.status == StatusEkspor.GAGAL:
        _cukupkan(pekerjaan.pengguna)
        terkunci.status, terkunci.galat, terkunci.percobaan = StatusEkspor.ANTRE, "", 0
        terkunci.detak, terkunci.selesai = timezone.now(), None
        terkunci.save(update_fields=["status", "galat", "percobaan", "detak", "selesai"])
    elif not terkunci.terhenti:
        raise ValidationError("Ekspor ini masih dikerjakan atau sudah selesai.")
    _antrekan(terkunci)


def _antrekan(pekerjaan: PekerjaanEkspor) -> None:
    """Without workers a big one would hold its request for minutes; when its process ends, its page
    offers to start it again."""
    antrekan(
        ekspor_susun,
        pekerjaan.pk,
        kunci=f"ekspor:{pekerjaan.pk}",
        perihal=str(pekerjaan),
        lama=pekerjaan.cetakan or pekerjaan.total > SEKETIKA,
    )


@shared_task(name="naskah.ekspor_susun", antrean=Antrean.IMPOR_EKSPOR, judul="Ekspor naskah")
def ekspor_susun(pekerjaan_id: int) -> None:
    """Make the file of one export. Safe to run twice; never raises for one that fails."""
    ekspor_jalankan(pekerjaan_id=pekerjaan_id)


def ekspor_halangan(pekerjaan: PekerjaanEkspor, pengguna: Pengguna) -> str:
    """Why this person may not (any more) have the file; '' when they may. Asked at every download."""
    ditolak = "Wilayah atau peran Anda berubah sejak ekspor ini diminta, jadi berkasnya tidak diserahkan lagi."
    if pekerjaan.jenis == JenisEkspor.AGENDA:
        kecamatan = Kecamatan.objects.select_related("kabupaten").filter(pk=pekerjaan.pilihan["kecamatan"]).first()
        return "" if kecamatan and pengguna.has_perm("naskah.lihat_agenda", kecamatan) else ditolak
    if pekerjaan.cetakan:
        return "" if pembuat_cetakan(pekerjaan.pilihan["pembuat"]).boleh(pekerjaan.pilihan, pengguna) else ditolak
    diminta = pekerjaan.pilihan["naskah"]
    terlihat = Naskah.objects.untuk(pengguna).select_related("kecamatan__kabupaten", "desa__kecamatan__kabupaten")
    for awal in range(0, len(diminta), 500):
        bagian = diminta[awal : awal + 500]
        boleh = terlihat.filter(pk__in=bagian).defer("isi")
        if sum(pengguna.has_perm("naskah.ekspor_naskah", n) for n in boleh) < len(bagian):
            return ditolak
    return ""


def ekspor_jalankan(*, pekerjaan_id: int) -> None:
    """Do the work, from the start, once. Safe to call twice; never raises for an export that fails.

    A run that finds the work taken by another that still gives signs of life does nothing.
    """
    pelari = uuid.uuid4()
    diam = Q(status=StatusEkspor.ANTRE) | Q(status=StatusEkspor.BERJALAN, detak__lt=PekerjaanEkspor.batas_detak())
    diambil = PekerjaanEkspor.objects.filter(diam, pk=pekerjaan_id).update(
        status=StatusEkspor.BERJALAN, pelari=pelari, detak=timezone.now(), maju=0, percobaan=F("percobaan") + 1
    )
    if not diambil:
        return
    pekerjaan = PekerjaanEkspor.objects.select_related("pengguna").get(pk=pekerjaan_id)
    try:
        if pekerjaan.percobaan > PERCOBAAN_MAKS:
            raise PdfGagal(GALAT_MATI)
        _sisa_buang()
        with tempfile.TemporaryDirectory(prefix=AWALAN) as folder:
            _susun(pekerjaan, Path(folder))
    except Berhenti:
        return
    except PdfGagal as galat:
        _gagal(pekerjaan, str(galat))
    except Exception as galat:
        catatan_log.exception("Ekspor %s gagal", pekerjaan_id)
        _gagal(pekerjaan, GALAT_PENUH if penuh(galat) else GALAT_UMUM)


def _sisa_buang() -> None:
    """Delete the temporary folders of runs that were killed on this machine."""
    batas = (timezone.now() - SISA).timestamp()
    for folder in Path(tempfile.gettempdir()).glob(f"{AWALAN}*"):
        with suppress(OSError):
            if folder.stat().st_mtime < batas:
                shutil.rmtree(folder, ignore_errors=True)


class Kemajuan:
    """Counts what is done and reports it now and then; raises Berhenti when the work is no longer ours."""

    def __init__(self, pekerjaan: PekerjaanEkspor) -> None:
        self.milik = PekerjaanEkspor.objects.filter(
            pk=pekerjaan.pk, pelari=pekerjaan.pelari, status=StatusEkspor.BERJALAN
        )
        self.sudah, self.kabar = 0, time.monotonic()
        self.ekspor = pekerjaan
        self.keluar: list[Catatan] = []

    def serahkan(self, salinan: Salinan) -> None:
        """This copy is in the file: so the trail of its document says, with the bytes' hash, once the file is there."""
        naskah, sebagai = salinan.naskah, f" sebagai {salinan.sebutan}" if salinan.sebutan else ""
        self.keluar.append(
            susun(
                Jenis.EKSPOR,
                "naskah.Naskah",
                kunci=naskah.pk,
                nama=naskah.nomor,
                uraian=f"Disertakan{sebagai} dalam ekspor nomor {self.ekspor.pk}, sha256 {salinan.sha256}",
                kecamatan=naskah.kecamatan_id,
            )
        )

    def __call__(self) -> None:
        self.sudah += 1
        if time.monotonic() - self.kabar >= JEDA_KABAR:
            self.laporkan()

    def laporkan(self, *, sibuk: timedelta = timedelta(0)) -> None:
        """`sibuk`: for so long nothing can be reported, though the work goes on."""
        self.kabar = time.monotonic()
        if not self.milik.update(maju=self.sudah, detak=timezone.now() + sibuk):
            raise Berhenti


def _susun(pekerjaan: PekerjaanEkspor, folder: Path) -> None:
    """Into a temporary file, then into the storage, then, if the work is still ours, into the record."""
    maju, jalur, tanpa_pdf = Kemajuan(pekerjaan), folder / "hasil", 0
    with jalur.open("wb") as keluar:
        if pekerjaan.jenis == JenisEkspor.ZIP:
            tanpa_pdf = zip_tulis(keluar, pekerjaan.pilihan["naskah"], maju=maju, sementara=folder)
        elif pekerjaan.jenis == JenisEkspor.GABUNGAN:
            tanpa_pdf = gabungan_tulis(
                keluar,
                pekerjaan.pilihan["naskah"],
                judul=pekerjaan.judul,
                peminta=pekerjaan.pengguna.nama,
                maju=maju,
            )
        elif pekerjaan.cetakan:
            keluar.write(pembuat_cetakan(pekerjaan.pilihan["pembuat"]).buat(pekerjaan.pilihan["isi"]))
        else:
            kecamatan = Kecamatan.objects.select_related("kabupaten").get(pk=pekerjaan.pilihan["kecamatan"])
            tahun = pekerjaan.pilihan["tahun"]
            agenda_pdf(keluar, pekerjaan.pengguna, kecamatan, tahun, sementara=folder, maju=maju)
    maju.laporkan(sibuk=timedelta(seconds=jalur.stat().st_size / LAJU_SIMPAN))
    sidik = sha256()
    with jalur.open("rb") as isi:
        while potongan := isi.read(1024 * 1024):
            sidik.update(potongan)
        isi.seek(0)
        pekerjaan.berkas.save(pekerjaan.nama_unduhan, File(isi), save=False)
    waktu = timezone.now()
    nama = pekerjaan.berkas.name or ""
    with transaction.atomic():
        disimpan = maju.milik.update(
            status=StatusEkspor.SELESAI,
            berkas=nama,
            ukuran=jalur.stat().st_size,
            sha256=sidik.hexdigest(),
            maju=pekerjaan.total,
            tanpa_pdf=tanpa_pdf,
            selesai=waktu,
            kedaluwarsa=waktu + MASA_SIMPAN,
            galat="",
            pelari=None,
        )
        if disimpan:
            catat_banyak(maju.keluar)
            beritahu(
                [pekerjaan.pengguna],
                judul=f"Siap diunduh: {pekerjaan}",
                tautan=pekerjaan.get_absolute_url(),
                golongan=Golongan.BERKAS,
            )
    if not disimpan:
        default_storage.delete(nama)
        raise Berhenti


def _gagal(pekerjaan: PekerjaanEkspor, kalimat: str) -> None:
    milik = PekerjaanEkspor.objects.filter(pk=pekerjaan.pk, pelari=pekerjaan.pelari)
    milik.update(status=StatusEkspor.GAGAL, galat=kalimat[:300], selesai=timezone.now(), pelari=None)


def ekspor_hapus_lama() -> int:
    """Delete the files that have expired; the record stays for as long again, then goes too."""
    kini = timezone.now()
    lewat = PekerjaanEkspor.objects.filter(status=StatusEkspor.SELESAI, kedaluwarsa__lte=kini)
    jumlah = satu_satu(list(lewat.order_by("kedaluwarsa")[:200]), _kedaluwarsakan)
    _tak_bertuan_hapus(kini)
    lama = PekerjaanEkspor.objects.exclude(status__in=[*BELUM_SELESAI, StatusEkspor.SELESAI])
    satu_satu(lama.filter(dibuat__lt=kini - 4 * MASA_SIMPAN)[:1000], buang)
    return jumlah


def _kedaluwarsakan(pekerjaan: PekerjaanEkspor) -> None:
    default_storage.delete(pekerjaan.berkas.name or "")
    PekerjaanEkspor.objects.filter(pk=pekerjaan.pk).update(status=StatusEkspor.KEDALUWARSA, berkas="")


def _tak_bertuan_hapus(kini: datetime) -> None:
    """Files that were stored by a run that was killed before it could say so."""
    for bulan in {f"{t:%Y/%m}" for t in (kini, kini - MASA_SIMPAN)}:
        try:
            daftar = default_storage.listdir(f"ekspor/{bulan}")[1]
        except FileNotFoundError:
            continue
        nama = {f"ekspor/{bulan}/{n}" for n in daftar}
        bertuan = set(PekerjaanEkspor.objects.filter(berkas__in=nama).values_list("berkas", flat=True))
        satu_satu(nama - bertuan, partial(_usang_hapus, sebelum=kini - SISA), atomik=False)


def _usang_hapus(nama: str, *, sebelum: datetime) -> None:
    if default_storage.get_modified_time(nama) < sebelum:
        default_storage.delete(nama)

"""Every stored file against its row: is it there, are its bytes the same, are its signatures valid. In turns, so that
a round goes on where a killed worker stopped; and the files that no row names any more are swept away."""

import hashlib
import logging
import re
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from celery import shared_task
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from akun.queries import admin_instalasi
from antrean.services import antrekan
from berkas.models import VersiBerkas
from dasar.penyimpanan import SEMENTARA
from dasar.sapu import satu_satu
from naskah.enums.naskah import CaraPenanda, StatusPenanda
from naskah.models import Naskah, PenandaTangan
from naskah.otoritas import bahan_pemeriksaan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu
from operasi.isi import kolom, kolom_berkas
from operasi.models import JenisMasalah, MasalahBerkas, PemeriksaanBerkas
from operasi.penyimpanan import folder_penyimpanan, semua_nama
from tte.periksa import periksa_tanda_tangan

log = logging.getLogger(__name__)
SEKALI = 50  # rows between two words of how far it is
POTONG = 1024 * 1024  # bytes
DIAM = timedelta(minutes=10)  # whoever has been silent for so long is taken for dead
TENGGANG = timedelta(days=7)  # a file that nothing names is left alone for so long
TENGGANG_SEMENTARA = timedelta(days=1)
SAPU_MAKS = 500  # files in one night
# Where only rows name what lies there. A letterhead stays: documents that were printed with it name it.
BERTUAN = ("naskah/", "goresan/", "tanda-tangan/", "pindaian/", "berkas/", "foto/", "pratinjau/")
SEMALAM = timedelta(hours=12)  # so soon no second round begins by itself
GILIRAN = 240.0  # seconds; a worker's lease on a row of the outbox is longer
KUNCI_ANTREAN = "berkas-periksa"
PRATINJAU = re.compile(r"pratinjau/[0-9a-f]{32}/")
SIDIK = {"pdf": "pdf_sha256"}


@shared_task(name="operasi.berkas_periksa_lanjut", judul="Pemeriksaan berkas")
def berkas_periksa_lanjut() -> None:
    """One turn, and the next one behind it until the round is over. Safe to run twice, also at once."""
    putaran = pemeriksaan_jalan(detik=GILIRAN)
    if putaran is not None and putaran.selesai is None:
        pemeriksaan_antrekan()


def pemeriksaan_malam() -> bool:
    """The night's round, or the rest of the one that was cut off; none where one was over in the last hours, as when
    the clock strikes twice. Whether there was anything to do."""
    if PemeriksaanBerkas.objects.filter(selesai__gt=timezone.now() - SEMALAM).exists():
        return False
    berkas_periksa_lanjut()
    return True


def pemeriksaan_antrekan() -> None:
    """A turn by a worker, as soon as one is free."""
    antrekan(berkas_periksa_lanjut, kunci=KUNCI_ANTREAN, lama=True)


def pemeriksaan_jalan(*, detik: float | None = None) -> PemeriksaanBerkas | None:
    """Begin a round or go on with the open one, for about so many seconds; None where somebody else is at it.

    Raises what a storage raises that cannot be asked: then nothing is called missing.
    """
    putaran = _ambil()
    if putaran is None:
        return None
    batas = None if detik is None else time.monotonic() + detik
    tahap = kolom_berkas()
    while putaran.tahap < len(tahap):
        if batas is not None and time.monotonic() >= batas:
            _lepas(putaran)
            return putaran
        _selangkah(putaran, *tahap[putaran.tahap])
    putaran.disapu = yatim_sapu()
    _tutup(putaran)
    return putaran


def _ambil() -> PemeriksaanBerkas | None:
    try:
        with transaction.atomic():
            return _yang_terbuka()
    except IntegrityError:  # somebody else began at this very moment
        return None


def _yang_terbuka() -> PemeriksaanBerkas | None:
    kini = timezone.now()
    terbuka = PemeriksaanBerkas.objects.select_for_update(no_key=True).filter(selesai=None).first()
    if terbuka is None:
        return PemeriksaanBerkas.objects.create()
    if terbuka.detak > kini - DIAM and not terbuka.dilepas:
        return None
    terbuka.detak, terbuka.dilepas = kini, False
    terbuka.save(update_fields=["detak", "dilepas"])
    return terbuka


def _lepas(putaran: PemeriksaanBerkas) -> None:
    putaran.dilepas = True
    putaran.save(update_fields=["dilepas"])


def sidik_kolom(model: type[models.Model], bidang: models.FileField) -> str:
    """The column that says which bytes they are; '' where none does."""
    nama = SIDIK.get(bidang.name, "sha256")
    return nama if nama in {f.name for f in kolom(model)} else ""


def _selangkah(putaran: PemeriksaanBerkas, model: type[models.Model], bidang: models.FileField) -> None:
    """The next rows of one column, and where they ended; killed in between, these rows are looked at twice."""
    semua = model._base_manager.exclude(**{bidang.attname: ""}).order_by("pk")
    if putaran.posisi:
        semua = semua.filter(pk__gt=putaran.posisi)
    baris = list(semua[:SEKALI])
    temuan = [m for b in baris if (m := _periksa(putaran, b, bidang)) is not None]
    if len(baris) < SEKALI:
        putaran.tahap, putaran.posisi = putaran.tahap + 1, ""
    else:
        putaran.posisi = str(baris[-1].pk)
    putaran.detak = timezone.now()
    try:
        with transaction.atomic():
            MasalahBerkas.objects.bulk_create(temuan)
    except DatabaseError:  # one that cannot be noted hides none of the others
        satu_satu(temuan, MasalahBerkas.save)
    putaran.save()


def _periksa(putaran: PemeriksaanBerkas, baris: Any, bidang: models.FileField) -> MasalahBerkas | None:
    nama = getattr(baris, bidang.attname).name
    milik = {"pemeriksaan": putaran, "nama": nama, "perkara": baris._meta.label, "kunci": str(baris.pk)}
    putaran.diperiksa += 1
    try:
        sidik, ukuran, isi = baca_berkas(nama, simpan=isinstance(baris, Naskah))
    except FileNotFoundError:
        masih = type(baris)._base_manager.filter(pk=baris.pk, **{bidang.attname: nama})
        if not masih.exists():  # it went with its row, meanwhile
            return None
        return MasalahBerkas(**milik, jenis=JenisMasalah.HILANG, uraian=str(baris)[:300])
    putaran.ukuran += ukuran
    kolom_sidik = sidik_kolom(type(baris), bidang)
    harap = getattr(baris, kolom_sidik) if kolom_sidik else ""
    if harap and harap != sidik:
        return MasalahBerkas(**milik, jenis=JenisMasalah.BERUBAH, uraian=str(baris)[:300])
    if isinstance(baris, Naskah) and (kalimat := ttd_kurang(baris, isi)):
        return MasalahBerkas(**milik, jenis=JenisMasalah.TTD, uraian=f"{baris}: {kalimat}"[:300])
    return None


def baca_berkas(nama: str, *, simpan: bool) -> tuple[str, int, bytes]:
    sidik, ukuran, isi = hashlib.sha256(), 0, []
    with default_storage.open(nama, "rb") as berkas:
        while potong := berkas.read(POTONG):
            sidik.update(potong)
            ukuran += len(potong)
            if simpan:
                isi.append(potong)
    return sidik.hexdigest(), ukuran, b"".join(isi)


def ttd_kurang(naskah: Naskah, pdf: bytes) -> str:
    """What is wrong with the signatures of this document, as of its own certificates; '' where nothing is."""
    perlu = PenandaTangan.objects.filter(
        naskah=naskah, status=StatusPenanda.SELESAI, cara=CaraPenanda.ELEKTRONIK
    ).count()
    if not perlu:
        return ""
    bahan = bahan_pemeriksaan()
    hasil = periksa_tanda_tangan(pdf, akar=bahan.akar, crl=bahan.crl, akar_tsa=bahan.akar_tsa)
    if hasil.galat:
        return hasil.galat
    sah = [t for t in hasil.tanda_tangan if not t.stempel_dokumen and t.sah and t.tidak_berubah]
    percaya = [t for t in sah if t.terpercaya or t.terpercaya_saat_itu]
    if len(percaya) < perlu:
        return f"tercatat {perlu} tanda tangan elektronik, yang sah di dalam berkasnya {len(percaya)}."
    return ""


def _tutup(putaran: PemeriksaanBerkas) -> None:
    """The round is over; the admin is told of what it found. Rounds of before go when their findings are old news."""
    putaran.selesai = putaran.detak = timezone.now()
    with transaction.atomic():
        putaran.save()
        PemeriksaanBerkas.objects.exclude(selesai=None).filter(pk__lt=putaran.pk - 30).delete()
        jumlah = putaran.masalah.count()
        if jumlah:
            beritahu(
                admin_instalasi(),
                judul=f"{jumlah} berkas tidak seperti yang tercatat",
                isi="Pemeriksaan berkas menemukan berkas yang hilang, berubah, atau tanda tangannya tidak sah. "
                "Jangan menghapus apa pun; pulihkan berkas itu dari cadangan.",
                tautan=reverse("operasi:berkas-daftar"),
                golongan=Golongan.KEAMANAN,
                topik="berkas-periksa",
            )


def yatim_sapu() -> int:
    """Remove what was stored for a change that was rolled back, after a grace. Returns how many."""
    _sementara_sapu()
    kini, jumlah = timezone.now(), 0
    calon = (n for n in semua_nama() if n.startswith(BERTUAN))
    while sekumpul := list(islice(calon, 500)):
        for nama in _tak_bertuan(sekumpul):
            if jumlah >= SAPU_MAKS:
                return jumlah
            try:
                if default_storage.get_modified_time(nama) > kini - TENGGANG or _tercetak(nama):
                    continue
                default_storage.delete(nama)
            except FileNotFoundError:
                continue
            log.warning("berkas tak bertuan dihapus: %s", nama)
            jumlah += 1
    return jumlah


def _tak_bertuan(nama: Iterable[str]) -> list[str]:
    sisa = set(nama)
    for model, bidang in kolom_berkas():
        bertuan = model._base_manager.filter(**{f"{bidang.attname}__in": sisa})
        sisa -= set(bertuan.values_list(bidang.attname, flat=True))
    pratinjau = {n for n in sisa if PRATINJAU.match(n)}
    kunci = {n.split("/")[1] for n in pratinjau}
    ada = {k.hex for k in VersiBerkas.objects.filter(kunci__in=kunci).values_list("kunci", flat=True)}
    return sorted(sisa - {n for n in pratinjau if n.split("/")[1] in ada})


def _tercetak(nama: str) -> bool:
    """The frozen content of a document names it: its page may be printed again."""
    teks = Naskah.objects.annotate(teks_isi=Cast("isi", models.TextField()))
    return teks.filter(teks_isi__contains=nama).exists()


def _sementara_sapu() -> None:
    """What a process that was killed while writing has left beside the files."""
    folder = folder_penyimpanan()
    if folder is None:
        return
    batas = time.time() - TENGGANG_SEMENTARA.total_seconds()
    for jalur in _sementara(folder):
        if jalur.stat().st_mtime < batas:
            jalur.unlink(missing_ok=True)


def _sementara(folder: Path) -> Iterator[Path]:
    yield from folder.rglob(f"{SEMENTARA}*")

"""What villages asked in the year, and how soon the office answered: most within days, some late, a few never."""

import random
import uuid
from datetime import date, timedelta

from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from klinik.enums import BERJALAN
from klinik.models import Pertanyaan, Topik
from klinik.services import pertanyaan_ajukan, pertanyaan_jawab, pertanyaan_selesai, pertanyaan_teruskan

TANYA = (
    ("administrasi-keuangan", "Bagaimana mencatat pajak yang disetor bulan berikutnya?"),
    ("administrasi-keuangan", "Apakah panjar kegiatan dibuatkan buku tersendiri?"),
    ("administrasi-umum", "Apakah nomor keputusan kepala desa dimulai lagi setiap tahun?"),
    ("administrasi-umum", "Berapa lama surat masuk disimpan di kantor desa?"),
    ("administrasi-penduduk", "Bagaimana mencatat penduduk yang tinggal sementara?"),
    ("administrasi-pembangunan", "Kapan buku kegiatan pembangunan ditutup?"),
    ("penyusunan-dokumen", "Siapa yang memaraf rancangan peraturan desa?"),
    ("bpd-dan-lembaga", "Bagaimana mengganti ketua RT yang meninggal?"),
    ("dana-desa", "Apakah sisa kegiatan tahun lalu boleh dipakai tahun ini?"),
    ("tata-kelola", "Bagaimana menunjuk pelaksana harian sekretaris desa?"),
    ("kapasitas-perangkat", "Kepada siapa kami meminta pendampingan pengisian Prodeskel?"),
    ("pemberdayaan", "Apakah kader pemberdayaan perlu keputusan baru setiap tahun?"),
)
JAWAB = (
    "Sudah kami periksa: silakan mengikuti format yang kami lampirkan pada kunjungan terakhir.",
    "Boleh, asalkan dicatat pada hari kejadiannya dan ada buktinya.",
    "Silakan datang ke kantor kecamatan pada hari Kamis, kita kerjakan bersama.",
)
CATATAN = "Yang menjawab dinas kabupaten; jawabannya kami sampaikan begitu diterima."


def klinik_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    topik = {x.kode: x for x in Topik.objects.filter(kecamatan=None)}
    calon = [d for d in semua if d.sekdes and not d.tersendiri]
    if not topik or not calon:
        return
    for n, (kode, judul) in enumerate(TANYA * 3):
        acak = t.acak("klinik", n)
        hari = t.awal + timedelta(days=acak.randrange(5, 362))
        t.mulai(_satu(t, acak.choice(calon), topik[kode], judul, hari, acak))


def _satu(t: Tahun, d: DesaContoh, topik: Topik, judul: str, hari: date, acak: random.Random) -> Proses:
    """On any day of the week, in the evening too; answered in working hours, unless it is forgotten."""
    sekdes = d.sekdes
    yield t.saat(hari, jam=7 + acak.randrange(14), menit=acak.randrange(60)), sekdes
    assert sekdes is not None  # only villages with an account ask
    kiriman = uuid.UUID(int=acak.getrandbits(128), version=4)
    p = pertanyaan_ajukan(desa=d.desa, topik=topik, judul=judul, uraian="", oleh=sekdes, pk=kiriman)
    siapa = t.orang[acak.choice(("staf", "staf2", "kasi", "sekcam"))]
    if acak.random() < 0.12:
        yield t.kerja(hari, 2, jam=9), siapa
        if _berjalan(p.pk):
            pertanyaan_teruskan(pertanyaan=_ambil(p.pk), luar="Dinas PMD", catatan=CATATAN, oleh=siapa)
        return
    if acak.random() < 0.06:
        return  # nobody has looked at it yet
    lama = acak.choice((1, 1, 1, 2, 2, 3, 4, 6, 9))
    yield t.kerja(hari + timedelta(days=1), lama - 1, jam=8 + acak.randrange(7), menit=acak.randrange(60)), siapa
    if not _berjalan(p.pk):
        return
    isi, pesan = acak.choice(JAWAB), uuid.UUID(int=acak.getrandbits(128), version=4)
    pertanyaan_jawab(pertanyaan=_ambil(p.pk), isi=isi, oleh=siapa, pk=pesan)
    if acak.random() < 0.7:
        yield t.kerja(hari, lama + acak.randrange(2, 8), jam=15), sekdes
        if _berjalan(p.pk):
            pertanyaan_selesai(pertanyaan=_ambil(p.pk), oleh=sekdes)


def _berjalan(pk: int) -> bool:
    return Pertanyaan.objects.filter(pk=pk, status__in=BERJALAN).exists()


def _ambil(pk: int) -> Pertanyaan:
    return Pertanyaan.objects.lengkap().get(pk=pk)

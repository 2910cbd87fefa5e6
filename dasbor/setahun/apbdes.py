"""Budgets of two years: drawn up, handed in with their documents, judged by the rules, decided, mended, made a Perdes -
or late, or overtaken by the 20 working days."""

import random
from datetime import date, timedelta

from akun.models import Pengguna
from apbdes.enums import HasilEvaluasi, StatusVersi
from apbdes.models import VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.services import evaluasi, keputusan, pengajuan
from apbdes.services.versi import versi_buat
from apbdes.syarat import halangan_hasil
from berkas.enums import StatusBerkas
from berkas.models import Berkas
from berkas.services.berkas import berkas_terima
from dasar.waktu import hari_ini
from dasbor.demo_apbdes import RAB, isi_lembar, isi_rab, lampirkan
from dasbor.demo_kayong import RAB as RAB_TERTIB
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from dasbor.setahun.temuan import hidup_temuan
from tindaklanjut.models import Temuan

BANYAK = {False: 11, True: 6}  # villages whose budget of this year, of the next one, is entered here
LEWAT = 2  # of those of this year so many whose days ran out


def anggaran_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """The budget of each year whose season lies in the simulated one: handed in from October to February."""
    for tahun in range(t.awal.year + 1, t.akhir.year + 2):
        depan = tahun > t.akhir.year
        calon = [d for d in semua if d.sekdes and d.didatangi and not (depan and d.tersendiri)]
        acak = t.acak("anggaran", tahun)
        acak.shuffle(calon)
        for n, d in enumerate(calon[: BANYAK[depan]]):
            hari = max(_hari(d, tahun, acak, depan=depan), t.awal + timedelta(days=30))
            t.mulai(_anggaran(t, d, tahun, t.geser(hari), lewat=not depan and n < LEWAT))


def _hari(d: DesaContoh, tahun: int, acak: random.Random, *, depan: bool) -> date:
    """When it is handed in: the diligent in November, the others around the turn of the year."""
    if depan:
        return date(tahun - 1, 10, 15) + timedelta(days=acak.randrange(0, 60))
    return date(tahun - 1, 11, 20) + timedelta(
        days=acak.randrange(0, {"rajin": 20, "biasa": 60, "lalai": 110}[d.watak])
    )


def _anggaran(t: Tahun, d: DesaContoh, tahun: int, hari: date, *, lewat: bool) -> Proses:
    acak = t.acak("anggaran", d.desa.kode, tahun)
    sekdes = d.akun["sekdes"]
    yield t.kerja(hari, -20, jam=9, menit=acak.randrange(60)), sekdes
    versi = versi_buat(desa=d.desa, tahun=tahun, oleh=sekdes)
    tertib = acak.random() < 0.35 + d.kebiasaan * 0.4
    _isi(versi, sekdes, acak, tertib=tertib)
    for kali in (1, 2):
        yield from _diputus(t, versi.pk, sekdes, hari, acak, lewat=lewat and kali == 1)
        versi = _ambil(versi.pk)
        for temuan in Temuan.objects.filter(asal_jenis="apbdes", asal_id=str(versi.pk)).order_by("uraian"):
            t.mulai(hidup_temuan(t, d, temuan))
        if versi.status != StatusVersi.PERLU_DIPERBAIKI or kali == 2:
            break
        hari = t.geser(hari, 20 + acak.randrange(10, 30))
        if acak.random() < 0.25:
            return  # not mended to this day
        yield t.kerja(hari, -3, jam=9), sekdes
        versi = versi_buat(desa=d.desa, tahun=tahun, oleh=sekdes, langkah="perbaikan")
        _isi(versi, sekdes, acak, tertib=True)
    if versi.status in {StatusVersi.SESUAI, StatusVersi.LEWAT_WAKTU}:
        yield t.kerja(hari_ini(t.kecamatan), acak.randrange(2, 9), jam=10), sekdes
        pengajuan.versi_tetapkan(
            versi=_ambil(versi.pk), nomor=f"{acak.randrange(1, 6)} Tahun {tahun}", tanggal=hari_ini(d.desa), oleh=sekdes
        )


def _isi(versi: VersiApbdes, sekdes: Pengguna, acak: random.Random, *, tertib: bool) -> None:
    silpa = acak.choice((0, 0, 6, 12, 25))
    if tertib:
        isi_rab(versi, sekdes, rab=RAB_TERTIB, naik=0, silpa=silpa)
    else:
        siltap = acak.choice((1, 2, 3))
        isi_rab(versi, sekdes, rab=RAB, naik=0, siltap=siltap, sekdes=acak.choice((2_200_000, 2_250_000)), silpa=silpa)


def _diputus(t: Tahun, pk: int, sekdes: Pengguna, hari: date, acak: random.Random, *, lewat: bool) -> Proses:
    """Handed in, received, judged, decided by the camat; or its days run out (the scheduler notes that)."""
    sekcam, camat = t.orang["sekcam"], t.orang["camat"]
    yield t.kerja(hari, jam=10, menit=acak.randrange(60)), sekdes
    versi = _ambil(pk)
    lampirkan(versi, sekdes)
    disepakati = hari_ini(t.kecamatan) - timedelta(days=acak.choice((1, 2, 2, 3, 9)))
    pengajuan.versi_ajukan(versi=versi, oleh=sekdes, tanggal_disepakati=disepakati)
    yield t.kerja(hari, acak.randrange(1, 4), jam=9), sekcam
    pengajuan.versi_terima(versi=_ambil(pk), oleh=sekcam)
    for berkas in Berkas.objects.filter(versi_terkini__in=versi.dokumen.values("berkas"), status=StatusBerkas.MENUNGGU):
        berkas_terima(berkas=berkas, oleh=sekcam)
    if lewat:
        yield t.kerja(hari, 30, jam=9), None
        return
    yield t.kerja(hari, acak.randrange(6, 15), jam=9, menit=acak.randrange(60)), sekcam
    versi = _ambil(pk)
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=sekcam)
    isi_lembar(versi, sekcam)
    sesuai = not halangan_hasil(penilaian(_ambil(pk)), HasilEvaluasi.SESUAI)
    hasil = HasilEvaluasi.SESUAI if sesuai else HasilEvaluasi.PERLU_DIPERBAIKI
    kalimat = "Rancangan disusun menurut ketentuan." if sesuai else "Beberapa ketentuan belum terpenuhi; perbaiki."
    keputusan.versi_usulkan(versi=_ambil(pk), hasil=hasil, kesimpulan=kalimat, oleh=sekcam)
    yield t.kerja(hari, 16, jam=11), camat
    putuskan = keputusan.versi_sesuaikan if sesuai else keputusan.versi_minta_perbaikan
    putuskan(versi=_ambil(pk), oleh=camat)


def _ambil(pk: int) -> VersiApbdes:
    return VersiApbdes.objects.lengkap().get(pk=pk)

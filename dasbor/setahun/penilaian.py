"""Monitorings of the year, reported and accepted or owed; and evaluations of the year before, with their scores."""

from datetime import date, timedelta

from dasbor.demo_evaluasi import laporkan_evaluasi, nilai_evaluasi, rencanakan_evaluasi, tim_evaluasi
from dasbor.demo_monitoring import isi_monitoring, rencanakan_monitoring, tulis_laporan
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from dasbor.setahun.temuan import hidup_temuan, temuan_dari
from evaluasi.models import Evaluasi, FormulirEvaluasi, TimEvaluasi
from evaluasi.services import evaluasi as alur_evaluasi
from monitoring.models import Monitoring
from monitoring.queries import formulir_berlaku
from monitoring.services import monitoring as alur_monitoring
from naskah.services.naskah import naskah_setujui
from tindaklanjut.enums import Asal
from tindaklanjut.models import Temuan

MONITORING = 8
EVALUASI = 8
# Between which two levels the members of the team choose for a village of this kind: never two levels apart.
TINGKAT = {"rajin": ("a", "ab", "ab", "bc"), "biasa": ("ab", "bc", "bc", "cd"), "lalai": ("bc", "cd", "cd", "de")}


def monitoring_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """In villages that are visited; those written by hand have their own of the last weeks."""
    if not formulir_berlaku(t.kecamatan).exists():
        return
    acak = t.acak("monitoring")
    calon = [d for d in semua if d.didatangi and not d.tersendiri]
    acak.shuffle(calon)
    for n, d in enumerate(calon[:MONITORING]):
        hari = t.awal + timedelta(days=15 + 340 * n // MONITORING + acak.randrange(20))
        t.mulai(_monitoring(t, d, 1 + n % 4, t.geser(hari), acak.random() < 0.15))


def _monitoring(t: Tahun, d: DesaContoh, bidang: int, hari: date, lupa: bool) -> Proses:
    orang, sekcam, camat, staf = t.orang, t.orang["sekcam"], t.orang["camat"], t.orang["staf"]
    selesai = t.geser(hari, 1)
    yield t.kerja(hari, -5, jam=9), sekcam
    m = rencanakan_monitoring(d.desa, bidang, hari, selesai, orang)
    yield t.kerja(hari, -4, jam=9), sekcam
    m = alur_monitoring.monitoring_tugaskan(monitoring=m, oleh=sekcam)
    yield t.kerja(hari, -2, jam=10), camat
    naskah_setujui(naskah=m.surat_tugas, oleh=camat)
    yield t.saat(hari, 9), staf
    m = alur_monitoring.monitoring_mulai(monitoring=Monitoring.objects.get(pk=m.pk), oleh=staf)
    isi_monitoring(m, staf, sebagian=lupa)
    if lupa:
        return  # its report is owed
    yield t.kerja(selesai, t.acak("laporan", d.desa.kode).choice((1, 2, 2, 7)), jam=14), staf
    tulis_laporan(Monitoring.objects.get(pk=m.pk), staf)
    m = alur_monitoring.monitoring_laporkan(monitoring=Monitoring.objects.get(pk=m.pk), oleh=staf)
    yield t.kerja(selesai, 10, jam=9), camat
    alur_monitoring.monitoring_terima(monitoring=m, oleh=camat)
    for temuan in Temuan.objects.filter(asal_jenis="monitoring", asal_id=str(m.pk)).order_by("batas_waktu", "uraian"):
        t.mulai(hidup_temuan(t, d, temuan))


def evaluasi_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """Of the year before, from February on where that lies in the simulated year; by the team that there is."""
    formulir = {f.kode: f for f in FormulirEvaluasi.objects.filter(kode__in=["II.C", "II.E"])}
    if len(formulir) < 2:
        return
    tahun = t.akhir.year if t.lalu(date(t.akhir.year, 3, 1)) else t.awal.year
    mulai = max(date(tahun, 2, 1), t.awal + timedelta(days=10))
    acak = t.acak("evaluasi")
    calon = [d for d in semua if not d.tersendiri and d.didatangi]
    acak.shuffle(calon)
    for n, d in enumerate(calon[:EVALUASI]):
        t.mulai(_evaluasi(t, d, tahun - 1, t.geser(mulai, 3 * n), formulir))


def _evaluasi(t: Tahun, d: DesaContoh, tahun: int, hari: date, formulir: dict[str, FormulirEvaluasi]) -> Proses:
    acak, orang = t.acak("evaluasi", d.desa.kode), t.orang
    yield t.kerja(hari, jam=8, menit=acak.randrange(50)), orang["sekcam"]
    tim = TimEvaluasi.objects.filter(kecamatan=t.kecamatan, tahun=tahun, desa=None, sk__isnull=False).first()
    tim = tim or tim_evaluasi(t.kecamatan, orang, tahun)
    e = rencanakan_evaluasi(d.desa, tim, tahun, hari, t.geser(hari, 3), formulir, orang)
    for n, nama in enumerate(("sekcam", "staf", "staf2")):
        yield t.kerja(hari, n, jam=13), orang[nama]
        nilai_evaluasi(Evaluasi.objects.get(pk=e.pk), orang[nama], _nilai(t, d, nama))
    yield t.kerja(hari, 3, jam=14), orang["sekcam"]
    e = alur_evaluasi.evaluasi_tutup(evaluasi=Evaluasi.objects.get(pk=e.pk), oleh=orang["sekcam"])
    yield t.kerja(hari, 6, jam=9), orang["staf"]
    e = laporkan_evaluasi(Evaluasi.objects.get(pk=e.pk), orang["staf"])
    if acak.random() < 0.1:
        return  # the camat has not read it
    yield t.kerja(hari, 9, jam=9), orang["camat"]
    e = alur_evaluasi.evaluasi_terima(evaluasi=e, oleh=orang["camat"])
    if d.watak != "rajin":
        yield t.kerja(hari, 11, jam=9), orang["staf"]
        kalimat = "Aspek pelayanan administrasi dinilai rendah oleh ketiga penilai."
        temuan_dari(t, d, Asal.EVALUASI, e.pk, kalimat, "Susun rencana perbaikan pelayanan administrasi.")


def _nilai(t: Tahun, d: DesaContoh, nama: str) -> str:
    """What one member gives, aspect after aspect: what the village deserves, or a level beside it."""
    patut, acak = t.acak("patut", d.desa.kode), t.acak("nilai", d.desa.kode, nama)
    return "".join(acak.choice(patut.choice(TINGKAT[d.watak])) for _ in range(7))

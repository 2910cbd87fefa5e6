"""Monitorings of the demo in different states, made by the real services."""

from datetime import date, time, timedelta
from functools import partial
from uuid import UUID

from akun.models import Pengguna
from dasar.waktu import hari_ini
from dasbor.demo_jam import geser_hari_kerja, pada
from desa.hari_kerja import hari_kerja
from desa.models import Desa, Kecamatan
from monitoring.forms.borang import data_petugas
from monitoring.forms.isian import id_jawaban
from monitoring.models import Monitoring
from monitoring.queries import formulir_berlaku
from monitoring.reports.usulan import laporan_usulan
from monitoring.services import monitoring as alur
from monitoring.services.isian import isian_simpan
from monitoring.services.laporan import laporan_simpan
from monitoring.services.rencana import IsiMonitoring, OrangTugas, RencanaLembar, monitoring_buat
from monitoring.syarat import TITIK
from naskah.services.naskah import naskah_setujui

SASARAN = {
    1: ("Kelengkapan data dan dokumen utama Desa", "Kehadiran Kepala Desa dan Perangkat Desa"),
    2: ("Pembangunan jalan usaha tani", "Administrasi Tim Pelaksana Kegiatan"),
    3: ("Bantuan operasional lembaga kemasyarakatan Desa",),
    4: ("Pelatihan kelompok usaha bersama",),
}
TEMPAT = {1: "Kantor {desa}", 2: "RT 02, {desa}", 3: "{desa}", 4: "{desa}"}
KETERANGAN = "Sudah ditanyakan; dijanjikan dilengkapi bulan depan."


def muat_monitoring(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """Finished, handed in, in progress and late, assigned, planned; without forms nothing is made."""
    if not formulir_berlaku(kecamatan).exists():
        return
    kini = hari_ini(kecamatan)
    lampau = list(hari_kerja(kini - timedelta(days=40), kini - timedelta(days=1), kecamatan.kabupaten))
    depan = list(hari_kerja(kini + timedelta(days=1), kini + timedelta(days=20), kecamatan.kabupaten))
    desa = [Desa.objects.get(kode=f"63.11.03.{n}") for n in (2021, 2014, 2005)]
    untuk = [
        (desa[0], 1, lampau[-15], lampau[-14], "terima"),
        (desa[2], 2, lampau[-9], lampau[-8], "mulai"),
        (desa[1], 3, lampau[-3], lampau[-3], "laporkan"),
        (desa[0], 4, depan[1], depan[2], "tugaskan"),
        (desa[1], 1, depan[6], depan[6], ""),
    ]
    for tujuan, bidang, mulai, selesai, sejauh in untuk:
        _jalankan(rencanakan_monitoring(tujuan, bidang, mulai, selesai, orang), sejauh, orang)


def rencanakan_monitoring(
    desa: Desa, bidang: int, mulai: date, selesai: date, orang: dict[str, Pengguna]
) -> Monitoring:
    petugas = [orang["staf"], orang["staf2"]]
    dikenal = data_petugas(petugas, [desa.kecamatan])
    return monitoring_buat(
        desa=desa,
        isi=IsiMonitoring(
            nomor_bidang=bidang,
            sasaran=SASARAN[bidang],
            tanggal_mulai=mulai,
            tanggal_selesai=selesai,
            petugas=tuple(
                OrangTugas(**(dikenal[p.pk] | {"jenis_kelamin": "LP"[n % 2]}), pengguna=p)
                for n, p in enumerate(petugas)
            ),
            lembar=tuple(
                RencanaLembar(f, TEMPAT[bidang].format(desa=desa))
                for f in formulir_berlaku(desa.kecamatan).filter(nomor_bidang=bidang)[:1]
            ),
        ),
        oleh=orang["sekcam"],
    )


def _jalankan(m: Monitoring, sejauh: str, orang: dict[str, Pengguna]) -> None:
    if not sejauh or m.tanggal_mulai is None or m.tanggal_selesai is None:
        return
    kabupaten = m.desa.kecamatan.kabupaten
    sebelum = geser_hari_kerja(m.tanggal_mulai, -2, kabupaten)
    with pada(sebelum, time(9), m.desa):
        m = alur.monitoring_tugaskan(monitoring=m, oleh=orang["sekcam"])
        if sejauh == "tugaskan":
            return
        naskah_setujui(naskah=m.surat_tugas, oleh=orang["camat"])
    with pada(m.tanggal_mulai, time(9), m.desa):
        m = alur.monitoring_mulai(monitoring=Monitoring.objects.get(pk=m.pk), oleh=orang["staf"])
        isi_monitoring(m, orang["staf"], sebagian=sejauh == "mulai")
    if sejauh == "mulai":
        return
    with pada(geser_hari_kerja(m.tanggal_selesai, 1, kabupaten), time(10), m.desa):
        tulis_laporan(m, orang["staf"])
        m = alur.monitoring_laporkan(monitoring=Monitoring.objects.get(pk=m.pk), oleh=orang["staf"])
    if sejauh == "terima":
        with pada(geser_hari_kerja(m.tanggal_selesai, 2, kabupaten), time(9), m.desa):
            alur.monitoring_terima(monitoring=m, oleh=orang["camat"])


def isi_monitoring(m: Monitoring, staf: Pengguna, *, sebagian: bool) -> None:
    """Every sixth answer is bad news; one of them becomes a finding."""
    simpan = partial(isian_simpan, monitoring=m, oleh=staf)
    buruk: tuple[UUID, str] | None = None
    for lb in m.lembar.select_related("formulir"):
        simpan(jenis="lembar", pk=lb.pk, versi=lb.versi, isi={"tanggal": m.tanggal_mulai.isoformat()})
        butir = list(lb.formulir.butir.all())
        for n, b in enumerate(butir[: len(butir) // 2] if sebagian else butir, 1):
            pk = id_jawaban(lb.pk, b.pk)
            isi = {"lembar": str(lb.pk), "butir": str(b.pk), "jawaban": b.positif}
            if n % 6 == 4:
                isi |= {"jawaban": next(p for p in lb.formulir.pilihan if p != b.positif), "keterangan": KETERANGAN}
                buruk = buruk or (pk, f"{b.teks}: {isi['jawaban']}.")
            simpan(jenis="jawaban", pk=pk, versi=0, isi=isi)
    if buruk:
        isi = {
            "uraian": buruk[1],
            "rekomendasi": f"Pemerintah {m.desa} melengkapinya dan menunjukkannya pada kunjungan berikutnya.",
            "penanggung_jawab": f"Sekretaris {m.desa}",
            "batas_waktu": (hari_ini(m.desa) + timedelta(days=30)).isoformat(),
        }
        simpan(jenis="temuan", pk=buruk[0], versi=0, isi=isi)


def tulis_laporan(m: Monitoring, staf: Pengguna) -> None:
    usulan = laporan_usulan(m)
    usulan.dasar[:] = [d.replace(f"Nomor {TITIK}", f"Nomor 800/{m.pk}/{m.tanggal_mulai.year}") for d in usulan.dasar]
    laporan_simpan(monitoring=m, versi=m.versi, isi=usulan, oleh=staf)

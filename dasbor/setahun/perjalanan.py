"""Journeys of the year: asked for by villages, reviewed, ordered, put off, refused, withdrawn, reported or not yet."""

import random
import uuid
from dataclasses import fields, replace
from datetime import date, timedelta

from dasbor.demo_perjalanan import LAPORAN, TELAAHAN, mohon
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from desa.enums import JabatanPerangkat
from naskah.services.naskah import naskah_cabut
from perjalanan import services
from perjalanan.enums import DAPAT_DIUBAH, Keperluan, Rekomendasi, StatusPerjalanan
from perjalanan.models import Perjalanan
from perjalanan.services import IsiPerjalanan
from perjalanan.syarat import kekurangan_ajukan, kekurangan_setujui, kekurangan_telaah

PERJALANAN = 16
# What became of the n-th; whatever is not named here is ordered and reported.
NASIB = {2: "dikembalikan", 4: "ditolak", 6: "dicabut", 8: "tanggal-lain", 10: "urung", 12: "belum-lapor", 13: "batal"}
ACARA: tuple[tuple[str, str, str], ...] = (
    (Keperluan.UNDANGAN, "Rapat kerja kepala desa se-provinsi", "Gedung Mahligai Pancasila"),
    (Keperluan.PELATIHAN, "Bimbingan teknis penyusunan RKP Desa", "Balai Pelatihan Provinsi"),
    (Keperluan.KOORDINASI, "Koordinasi bantuan keuangan khusus", "Dinas PMD Provinsi"),
    (Keperluan.LAINNYA, "Studi tiru pengelolaan BUM Desa", "Kantor Desa Ponggok"),
)


def perjalanan_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """By villages whose secretary has an account; those written by hand have their own of the last weeks."""
    acak = t.acak("perjalanan")
    calon = [d for d in semua if d.sekdes and not d.tersendiri]
    acak.shuffle(calon)
    for n in range(PERJALANAN if calon else 0):
        hari = t.awal + timedelta(days=25 + 330 * n // PERJALANAN + acak.randrange(14))
        t.mulai(_perjalanan(t, calon[n % len(calon)], n, t.geser(hari)))


def _ambil(pk: uuid.UUID) -> Perjalanan:
    return Perjalanan.objects.select_related("desa__kecamatan__kabupaten", "surat").get(pk=pk)


def _perjalanan(t: Tahun, d: DesaContoh, n: int, mulai: date) -> Proses:
    acak, sekdes, nasib = t.acak("perjalanan", n), d.sekdes, NASIB.get(n, "")
    yield t.kerja(mulai, -8, jam=9, menit=acak.randrange(60)), sekdes
    kepala = d.desa.perangkat.menjabat(mulai).filter(jabatan=JabatanPerangkat.KEPALA_DESA).order_by("pk").last()
    if kepala is None or sekdes is None:
        return
    p = mohon(d.desa, kepala, mulai, acak.choice((1, 2, 3)), *ACARA[n % len(ACARA)], sekdes, acak=acak)
    if nasib == "batal":
        yield t.kerja(mulai, -7, jam=9), sekdes
        services.perjalanan_batalkan(perjalanan=p, alasan="Acaranya diundur tanpa batas waktu.", oleh=sekdes)
        return
    yield from _putuskan(t, p.pk, mulai, nasib)
    if _ambil(p.pk).status != StatusPerjalanan.DISETUJUI:
        return
    if nasib == "tanggal-lain":
        yield from _tanggal_lain(t, d, p.pk, mulai, acak)
        return
    if nasib == "dicabut":
        yield t.kerja(mulai, -1, jam=10), t.orang["camat"]
        naskah_cabut(naskah=_ambil(p.pk).surat, alasan="Acaranya dibatalkan panitia.", oleh=t.orang["camat"])
        return
    if nasib != "belum-lapor":
        yield from _lapor(t, d, p.pk, terlaksana=nasib != "urung")


def _putuskan(t: Tahun, pk: uuid.UUID, mulai: date, nasib: str = "") -> Proses:
    """Reviewed by the staff and decided by the camat; whose post ended meanwhile is sent back."""
    staf, camat = t.orang["staf"], t.orang["camat"]
    yield t.kerja(mulai, -6, jam=10), staf
    if nasib == "dikembalikan" or kekurangan_telaah(_ambil(pk)):
        alasan = "Undangannya belum lengkap, dan yang bepergian agar diperiksa lagi."
        services.perjalanan_kembalikan(perjalanan=_ambil(pk), alasan=alasan, oleh=staf)
        return
    rekomendasi = Rekomendasi.JANGAN if nasib == "ditolak" else Rekomendasi.TERBITKAN
    services.perjalanan_telaah(perjalanan=_ambil(pk), telaahan=TELAAHAN, rekomendasi=rekomendasi, oleh=staf)
    yield t.kerja(mulai, -4, jam=9), camat
    if nasib == "ditolak":
        services.perjalanan_tolak(perjalanan=_ambil(pk), alasan="Anggarannya sudah habis terpakai.", oleh=camat)
    elif not kekurangan_setujui(_ambil(pk)):
        services.perjalanan_setujui(perjalanan=_ambil(pk), oleh=camat)


def _tanggal_lain(t: Tahun, d: DesaContoh, pk: uuid.UUID, mulai: date, acak: random.Random) -> Proses:
    """Put off by two weeks: another order, in place of the first."""
    sekdes, baru = d.sekdes, t.geser(mulai, 10)
    yield t.kerja(mulai, -2, jam=13, menit=acak.randrange(60)), sekdes
    if sekdes is None:
        return
    salinan = services.perjalanan_salin(perjalanan=_ambil(pk), oleh=sekdes)
    isi = IsiPerjalanan(**{f.name: getattr(salinan, f.name) for f in fields(IsiPerjalanan)})
    geser = baru - salinan.mulai
    isi = replace(isi, mulai=baru, selesai=salinan.selesai + geser, dasar=f"{isi.dasar}, diundur panitia")
    orang = [o.pejabat for o in salinan.orang.select_related("perangkat__desa", "bpd__desa") if o.pejabat]
    if salinan.status in DAPAT_DIUBAH and orang:
        salinan = services.perjalanan_ubah(perjalanan=salinan, versi=salinan.versi, isi=isi, orang=orang, oleh=sekdes)
    if kekurangan_ajukan(salinan):
        return
    services.perjalanan_ajukan(perjalanan=salinan, oleh=sekdes)
    yield from _putuskan(t, salinan.pk, baru)
    if _ambil(salinan.pk).status == StatusPerjalanan.DISETUJUI:
        yield from _lapor(t, d, salinan.pk, terlaksana=True)


def _lapor(t: Tahun, d: DesaContoh, pk: uuid.UUID, *, terlaksana: bool) -> Proses:
    p = _ambil(pk)
    yield t.kerja(p.selesai, 3, jam=11), d.sekdes
    if _ambil(pk).status == StatusPerjalanan.DISETUJUI and d.sekdes:
        laporan = LAPORAN if terlaksana else "Tidak jadi berangkat karena akses jalan terputus banjir."
        services.perjalanan_lapor(perjalanan=_ambil(pk), terlaksana=terlaksana, laporan=laporan, oleh=d.sekdes)

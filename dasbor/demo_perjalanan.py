"""Journeys of the demo's village in different states, made by the real services."""

import io
import random
import uuid
from datetime import date, time, timedelta

from akun.models import Pengguna
from dasar.waktu import hari_ini
from dasbor.demo_berkas import gambar
from dasbor.demo_jam import geser_hari_kerja, pada
from desa.enums import JabatanBPD, JabatanPerangkat
from desa.models import Desa, Kecamatan
from naskah.bagian import tanggal_panjang
from perjalanan import services
from perjalanan.enums import Keperluan, Rekomendasi
from perjalanan.models import Perjalanan
from perjalanan.services import IsiPerjalanan, Pelaku

TELAAHAN = "Sesuai dengan undangannya; biayanya tersedia di APB Desa, dan pelayanan desa tetap berjalan."
LAPORAN = "Mengikuti rapat sampai selesai. Hasilnya disampaikan pada musyawarah desa bulan ini."
# What, where, whom (kepala desa, ketua BPD), how far, begins so many working days from today, days.
CONTOH: tuple[tuple[str, str, str, str, str, int, int], ...] = (
    (Keperluan.UNDANGAN, "Rapat koordinasi aset desa", "Kantor Gubernur", "kepala", "dilaporkan", -25, 2),
    (Keperluan.PELATIHAN, "Bimbingan teknis Siskeudes", "Hotel Banjarmasin", "kepala", "disetujui", -6, 3),
    (Keperluan.UNDANGAN, "Lokakarya penguatan BPD se-provinsi", "Gedung Mahligai", "bpd", "disetujui", 6, 2),
    (Keperluan.KOORDINASI, "Koordinasi bantuan keuangan provinsi", "Dinas PMD Provinsi", "kepala", "ditelaah", 9, 2),
    (Keperluan.PELATIHAN, "Pelatihan legal drafting BPD", "Balai Besar Pelatihan", "bpd", "diajukan", 14, 3),
    (Keperluan.LAINNYA, "Studi tiru pengelolaan BUM Desa", "Kantor Desa Ponggok", "kepala", "dikembalikan", 18, 4),
)


def muat_perjalanan(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """One of each state in the village that has accounts: reported, ordered, waiting for everybody in turn."""
    desa = Desa.objects.select_related("kecamatan__kabupaten").get(kode="63.11.03.2021")
    pelaku: dict[str, Pelaku] = {
        "kepala": desa.perangkat.menjabat().get(jabatan=JabatanPerangkat.KEPALA_DESA),
        "bpd": desa.bpd.menjabat().get(jabatan=JabatanBPD.KETUA),
    }
    kini = hari_ini(kecamatan)
    for keperluan, maksud, tujuan, siapa, sejauh, geser, lama in CONTOH:
        mulai = geser_hari_kerja(kini, geser, kecamatan.kabupaten)
        diminta = min(geser_hari_kerja(mulai, -7, kecamatan.kabupaten), geser_hari_kerja(kini, -1, kecamatan.kabupaten))
        with pada(diminta, time(9), kecamatan):
            p = mohon(desa, pelaku[siapa], mulai, lama, keperluan, maksud, tujuan, orang["sekdes"])
        with pada(geser_hari_kerja(diminta, 1, kecamatan.kabupaten), time(8), kecamatan):
            jalankan(p, sejauh, orang)
        if sejauh == "dilaporkan":
            with pada(geser_hari_kerja(p.selesai, 2, kecamatan.kabupaten), time(10), kecamatan):
                lapor(p, orang["sekdes"])


def mohon(
    desa: Desa,
    siapa: Pelaku,
    mulai: date,
    lama: int,
    keperluan: str,
    maksud: str,
    tujuan: str,
    sekdes: Pengguna,
    *,
    acak: random.Random | None = None,
) -> Perjalanan:
    """Asked for, with a photographed invitation, and handed in."""
    kota = "Kabupaten Klaten" if "Ponggok" in tujuan else "Kota Banjarmasin"
    harian = desa.perangkat.menjabat(mulai).filter(jabatan=JabatanPerangkat.SEKRETARIS_DESA).first()
    kepala = getattr(siapa, "jabatan", "") == JabatanPerangkat.KEPALA_DESA
    undangan = f"Surat undangan {tujuan} tanggal {tanggal_panjang(hari_ini(desa) - timedelta(days=3))}"
    isi = IsiPerjalanan(
        keperluan=keperluan,
        maksud=maksud,
        tujuan=tujuan,
        kota_tujuan=kota,
        mulai=mulai,
        selesai=mulai + timedelta(days=lama - 1),
        dasar=undangan,
        pembebanan=f"APB Desa Tahun Anggaran {mulai.year}",
        kode_kegiatan="1.1.04" if kepala else "1.1.06",
        telaahan_desa="Memastikan syarat dan jadwal penyaluran." if keperluan == Keperluan.KOORDINASI else "",
        pelaksana_harian=str(harian) if kepala and harian else "",
    )
    foto = gambar([desa.nama.upper(), maksud, undangan], bertempat=False)
    pk = uuid.UUID(int=acak.getrandbits(128), version=4) if acak else uuid.uuid4()
    p = services.perjalanan_buat(
        desa=desa, pk=pk, isi=isi, orang=[siapa], oleh=sekdes, berkas=("Undangan.jpg", io.BytesIO(foto))
    )
    return services.perjalanan_ajukan(perjalanan=p, oleh=sekdes)


def jalankan(p: Perjalanan, sejauh: str, orang: dict[str, Pengguna]) -> None:
    if sejauh == "dikembalikan":
        alasan = "Undangannya belum menyebut siapa yang menanggung penginapan. Lampirkan surat penjelasannya."
        services.perjalanan_kembalikan(perjalanan=p, alasan=alasan, oleh=orang["staf"])
    if sejauh in {"diajukan", "dikembalikan"}:
        return
    p = services.perjalanan_telaah(
        perjalanan=p, telaahan=TELAAHAN, rekomendasi=Rekomendasi.TERBITKAN, oleh=orang["staf"]
    )
    if sejauh != "ditelaah":
        services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])


def lapor(p: Perjalanan, sekdes: Pengguna) -> None:
    terkini = Perjalanan.objects.get(pk=p.pk)
    services.perjalanan_lapor(perjalanan=terkini, terlaksana=True, laporan=LAPORAN, oleh=sekdes)

"""The documents that the kecamatan requires: sent in time or late, accepted, refused and sent again, or still owed."""

import io
import random
from datetime import date, timedelta

from akun.models import Pengguna
from berkas.acuan import kebutuhan_bawaan_pasang
from berkas.enums import AcuanTempo, StatusBerkas
from berkas.models import Berkas, KategoriBerkas
from berkas.services.berkas import Tujuan, berkas_terima, berkas_tolak, berkas_unggah
from berkas.services.kebutuhan import kebutuhan_tambah
from berkas.wajib.rekap import kebutuhan_kecamatan
from berkas.wajib.tuntutan import Tuntutan, tuntutan_jatuh_tempo
from dasbor.demo_berkas import BUKU_WAJIB, gambar
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from dasbor.setahun.temuan import temuan_dari
from tindaklanjut.enums import Asal

SEJAK_BUKU = timedelta(days=120)  # a book of every month is asked for only lately
SEBELUM = timedelta(days=400)
ALASAN = (
    "Halaman tanda tangan kepala desa belum ada. Yang harus diperbaiki: pindai ulang beserta halaman itu.",
    "Jumlahnya tidak sama dengan buku kas umum. Yang harus diperbaiki: cocokkan, lalu kirim lagi.",
    "Fotonya terpotong. Yang harus diperbaiki: foto ulang setiap halaman seutuhnya.",
)
# What is written by hand for one village (dasbor/demo_berkas.py) is not sent twice.
DITULIS = {"63.11.03.2021": {"apbdes", "realisasi-dd", "realisasi-add", "sk-perangkat"}}


def wajibkan(t: Tahun) -> None:
    """What is required since the simulated year began, by the sekretaris camat."""
    sekcam = t.orang["sekcam"]
    kebutuhan_bawaan_pasang(kecamatan=t.kecamatan, mulai=t.awal.replace(day=1), oleh=sekcam)
    buku = KategoriBerkas.objects.filter(nama__icontains=BUKU_WAJIB).first()
    if buku:
        kebutuhan_tambah(
            kecamatan=t.kecamatan,
            kategori=buku,
            mulai=(t.akhir - SEJAK_BUKU).replace(day=1),
            dihitung_dari=AcuanTempo.AKHIR,
            jatuh_tempo_hari=10,
            oleh=sekcam,
        )


def dokumen_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """Also what had fallen due before the year began: it is asked for from its first day on."""
    semua_wajib = kebutuhan_kecamatan(t.kecamatan)
    tuntutan = tuntutan_jatuh_tempo(semua_wajib, sejak=t.awal - SEBELUM, sampai=t.akhir + timedelta(days=20))
    for d in semua:
        for satu in tuntutan:
            if satu.kategori.kode not in DITULIS.get(d.desa.kode, set()):
                t.mulai(_dokumen(t, d, satu))


def _dokumen(t: Tahun, d: DesaContoh, wajib: Tuntutan) -> Proses:
    acak = t.acak("dokumen", d.desa.kode, wajib.kategori.kode, wajib.periode)
    tempo = wajib.jatuh_tempo
    if not d.didatangi or acak.random() > 0.7 + d.kebiasaan * 0.3:
        return  # never sent: owed to this day
    telat = acak.random() > d.kebiasaan
    hari = tempo + timedelta(days=acak.randrange(3, 45) if telat else -acak.randrange(0, 12))
    hari = max(hari, t.awal + timedelta(days=acak.randrange(2, 25)))
    oleh, pemeriksa = d.sekdes or t.orang["staf"], t.orang["kasi"]
    yield t.kerja(hari, jam=10, menit=acak.randrange(60)), oleh
    berkas = _kirim(t, d, wajib, oleh, "")
    if acak.random() < 0.06:
        return  # waits to be looked at
    yield t.kerja(hari, acak.randrange(1, 7), jam=13, menit=acak.randrange(60)), pemeriksa
    if acak.random() > 0.12:
        berkas_terima(berkas=berkas, oleh=pemeriksa)
        return
    berkas_tolak(berkas=berkas, alasan=acak.choice(ALASAN), oleh=pemeriksa)
    if acak.random() < 0.4:
        kalimat = f"{wajib.nama}: dokumen yang dikirim belum sah."
        temuan_dari(t, d, Asal.BERKAS, berkas.pk, kalimat, "Kirim lagi dokumen yang lengkap dan ditandatangani.")
    yield from _ulang(t, d, wajib, berkas.pk, t.geser(hari, acak.randrange(9, 25)), acak)


def _ulang(t: Tahun, d: DesaContoh, wajib: Tuntutan, pk: int, hari: date, acak: random.Random) -> Proses:
    if acak.random() > 0.3 + d.kebiasaan * 0.6:
        return
    oleh, pemeriksa = d.sekdes or t.orang["staf"], t.orang["kasi"]
    yield t.kerja(hari, jam=9, menit=acak.randrange(60)), oleh
    berkas = Berkas.objects.get(pk=pk)
    if berkas.status == StatusBerkas.DITOLAK:
        _kirim(t, d, wajib, oleh, "Sudah dilengkapi menurut catatan kecamatan.", berkas=berkas)
        yield t.kerja(hari, 3, jam=13), pemeriksa
        berkas_terima(berkas=Berkas.objects.get(pk=pk), oleh=pemeriksa)


def _kirim(
    t: Tahun, d: DesaContoh, wajib: Tuntutan, oleh: Pengguna, alasan: str, *, berkas: Berkas | None = None
) -> Berkas:
    tujuan = Tujuan(
        d.desa, wajib.kategori, wajib.tahun, wajib.periode, f"{wajib.nama}"[:200], berkas=berkas, alasan=alasan
    )
    isi = gambar([d.desa.nama.upper(), wajib.nama, alasan or "Berkas contoh", str(t.benih)], bertempat=False)
    hasil = berkas_unggah(tujuan=tujuan, isi=io.BytesIO(isi), nama=f"{wajib.kategori.kode}.jpg", oleh=oleh)
    assert hasil is not None  # only a resumable upload can be overtaken
    return hasil.versi.berkas

"""The duties of the villages: met in time or late, accepted, refused and sent again, noted by hand, or still owed."""

import io
import random
from collections import defaultdict
from datetime import date, timedelta

from akun.models import Pengguna
from berkas.enums import StatusBerkas
from berkas.models import Berkas, KategoriBerkas
from berkas.services.berkas import Tujuan, berkas_terima, berkas_tolak, berkas_unggah
from dasar.waktu import hari_ini
from dasbor.demo_berkas import gambar, tetapkan_kewajiban
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from dasbor.setahun.temuan import temuan_dari
from kewajiban.keadaan import Hitungan, Sel
from kewajiban.services import pemenuhan_catat
from tindaklanjut.enums import Asal

SEJAK_BUKU = timedelta(days=120)  # a book of every month is asked for only lately
DICATAT = ("KW-201", "KW-218c")  # seen at a visit or on the notice board, and noted by the office
ALASAN = (
    "Halaman tanda tangan kepala desa belum ada. Yang harus diperbaiki: pindai ulang beserta halaman itu.",
    "Jumlahnya tidak sama dengan buku kas umum. Yang harus diperbaiki: cocokkan, lalu kirim lagi.",
    "Fotonya terpotong. Yang harus diperbaiki: foto ulang setiap halaman seutuhnya.",
)
# What is written by hand for one village (dasbor/demo_berkas.py) is not sent twice.
DITULIS = {"63.11.03.2021": {"apbdes", "realisasi-dd", "realisasi-add", "sk-perangkat"}}


def wajibkan(t: Tahun) -> None:
    """What this office asks for beside the regulations, by the sekretaris camat; nothing holds before it is decided."""
    kini = hari_ini(t.kecamatan)
    mulai, buku = (max(h, kini) for h in (date(t.akhir.year, 1, 1), (t.akhir - SEJAK_BUKU).replace(day=1)))
    tetapkan_kewajiban(t.kecamatan, t.orang["sekcam"], mulai=mulai, buku=buku)


def dokumen_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """What falls due since the office counts, and within the next days."""
    hitungan = Hitungan(t.kecamatan, t.akhir)
    menurut: dict[int, list[Sel]] = defaultdict(list)
    for s in hitungan.tunggakan([d.desa for d in semua], dalam=timedelta(days=20)):
        menurut[s.desa.pk].append(s)
    for d in semua:
        for satu in menurut[d.desa.pk]:
            if satu.dapat_dikirim and satu.kewajiban.kategori not in DITULIS.get(d.desa.kode, set()):
                t.mulai(_dokumen(t, d, satu))
            elif satu.kewajiban.kode in DICATAT:
                t.mulai(_dicatat(t, d, satu))


def _dicatat(t: Tahun, d: DesaContoh, s: Sel) -> Proses:
    acak = t.acak("dicatat", d.desa.kode, s.kewajiban.kode, s.periode)
    if not d.didatangi or acak.random() > 0.4 + d.kebiasaan * 0.5:
        return
    hari = max(s.batas + timedelta(days=acak.randrange(-20, 12)), t.awal + timedelta(days=3))
    yield t.kerja(hari, acak.randrange(1, 4), jam=14, menit=acak.randrange(60)), t.orang["staf"]
    pemenuhan_catat(
        desa=d.desa,
        kode=s.kewajiban.kode,
        periode=s.periode,
        sejak=s.tenggat.sejak,
        hari=hari,
        keterangan="Dilihat di desa.",
        oleh=t.orang["staf"],
    )


def _dokumen(t: Tahun, d: DesaContoh, wajib: Sel) -> Proses:
    acak = t.acak("dokumen", d.desa.kode, wajib.kewajiban.kode, wajib.periode)
    tempo = wajib.batas
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


def _ulang(t: Tahun, d: DesaContoh, wajib: Sel, pk: int, hari: date, acak: random.Random) -> Proses:
    if acak.random() > 0.3 + d.kebiasaan * 0.6:
        return
    oleh, pemeriksa = d.sekdes or t.orang["staf"], t.orang["kasi"]
    yield t.kerja(hari, jam=9, menit=acak.randrange(60)), oleh
    berkas = Berkas.objects.get(pk=pk)
    if berkas.status == StatusBerkas.DITOLAK:
        _kirim(t, d, wajib, oleh, "Sudah dilengkapi menurut catatan kecamatan.", berkas=berkas)
        yield t.kerja(hari, 3, jam=13), pemeriksa
        berkas_terima(berkas=Berkas.objects.get(pk=pk), oleh=pemeriksa)


def _kirim(t: Tahun, d: DesaContoh, wajib: Sel, oleh: Pengguna, alasan: str, *, berkas: Berkas | None = None) -> Berkas:
    kategori = KategoriBerkas.objects.get(kode=wajib.kewajiban.kategori)
    tahun = int(wajib.periode[:4] or wajib.tenggat.hari.year)
    tujuan = Tujuan(d.desa, kategori, tahun, wajib.periode, wajib.nama[:200], berkas=berkas, alasan=alasan)
    isi = gambar([d.desa.nama.upper(), wajib.nama, alasan or "Berkas contoh", str(t.benih)], bertempat=False)
    hasil = berkas_unggah(tujuan=tujuan, isi=io.BytesIO(isi), nama=f"{kategori.kode}.jpg", oleh=oleh)
    assert hasil is not None  # only a resumable upload can be overtaken
    return hasil.versi.berkas

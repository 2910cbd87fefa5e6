"""What became of the findings of the year: answered with a photo, sent back, answered again, confirmed by somebody
else - or left lying, reminded of, and admonished about. And complaints of citizens."""

import io
import random
import uuid
from datetime import date, timedelta

from django.utils.module_loading import import_string

from berkas.services.lampiran import Kiriman
from dasar.waktu import hari_ini
from dasbor.demo_berkas import gambar
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from naskah.services.naskah import naskah_setujui
from tindaklanjut.enums import MENUNGGU_DESA, HasilTindakLanjut, StatusTemuan, Tingkat
from tindaklanjut.models import Temuan
from tindaklanjut.pencatatan import IsiPengaduan, IsiTemuan, pengaduan_catat, temuan_catat
from tindaklanjut.pengingat import ingatkan_kecamatan
from tindaklanjut.services import temuan_buka_kembali, temuan_jawab, temuan_kembalikan, temuan_tutup
from tindaklanjut.sumber import sumber_cari
from tindaklanjut.teguran import kekurangan_tegur, teguran_susun

PENGADUAN = (
    ("Warga belum mengetahui jadwal pencairan bantuan langsung tunai.", "Umumkan jadwalnya di papan informasi desa."),
    ("Papan informasi APB Desa belum dipasang di kantor desa.", "Pasang papan informasi APB Desa tahun berjalan."),
    ("Pelayanan surat pengantar sering tutup sebelum waktunya.", "Tempelkan dan tepati jam pelayanan."),
    ("Daftar penerima bantuan tidak pernah diumumkan.", "Umumkan daftar penerima yang ditetapkan musyawarah desa."),
    ("Jalan lingkungan yang selesai dibangun tidak berpapan nama.", "Pasang papan nama kegiatan."),
    ("Uang sewa tenda desa tidak diketahui dicatat di mana.", "Catat penerimaannya dalam buku kas umum."),
)
TEGUR = 16  # working days after the last day, when the office loses its patience
BERULANG_LAGI = "Bukti yang dikirim belum memperlihatkan halaman terakhir yang sudah ditutup."


def hidup_temuan(t: Tahun, d: DesaContoh, temuan: Temuan) -> Proses:
    """From the day on which it became official. A village without an account answers nothing; the office sees."""
    acak = t.acak("temuan", d.desa.kode, temuan.asal_jenis, temuan.uraian, temuan.batas_waktu)
    pk, batas = temuan.pk, temuan.batas_waktu
    if d.sekdes is None:
        if acak.random() < 0.4:
            yield t.kerja(batas, acak.randrange(-2, 30), jam=13), t.orang["kasi"]
            if Temuan.objects.filter(pk=pk, status__in=MENUNGGU_DESA).exists():
                kalimat = "Sudah dilihat sendiri di kantor desa: bukunya lengkap."
                temuan_tutup(temuan=_ambil(pk), uraian=kalimat, oleh=t.orang["kasi"])
        return
    if acak.random() > 0.45 + d.kebiasaan * 0.5:
        yield from _didiamkan(t, d, pk, batas, acak)
        return
    tepat = acak.random() < d.kebiasaan
    hari = t.geser(batas, -acak.randrange(1, 6) if tepat else acak.randrange(2, 25))
    yield from _jawab(t, d, pk, hari, acak)


def _jawab(t: Tahun, d: DesaContoh, pk: uuid.UUID, hari: date, acak: random.Random) -> Proses:
    """Answered; refused one time in three; then confirmed by the kasi, who did not find it."""
    sekdes, kasi = d.akun["sekdes"], t.orang["kasi"]
    for kali in (1, 2):
        yield t.kerja(hari, jam=8 + kali, menit=acak.randrange(60)), sekdes
        if not Temuan.objects.filter(pk=pk, status__in=MENUNGGU_DESA).exists():
            return
        teks = [d.desa.nama.upper(), f"Bukti tindak lanjut {kali}", _ambil(pk).uraian[:60], hari.isoformat()]
        bukti = Kiriman(baru=[(f"Foto perbaikan {hari:%d-%m-%Y}.jpg", io.BytesIO(gambar(teks, bertempat=False)))])
        temuan_jawab(
            temuan=_ambil(pk),
            hasil=HasilTindakLanjut.SELESAI,
            uraian="Sudah dilengkapi; fotonya terlampir.",
            bukti=bukti,
            oleh=sekdes,
            pk=uuid.UUID(int=acak.getrandbits(128), version=4),
        )
        if acak.random() < 0.1:
            return  # nobody has looked at it yet
        yield t.kerja(hari, acak.randrange(1, 8), jam=13, menit=acak.randrange(60)), kasi
        if not Temuan.objects.filter(pk=pk, status=StatusTemuan.DIJAWAB).exists():
            return
        if kali == 2 or acak.random() < 0.65:
            temuan_tutup(temuan=_ambil(pk), uraian="Bukti sudah diperiksa dan sesuai.", oleh=kasi)
            break
        temuan_kembalikan(temuan=_ambil(pk), alasan=BERULANG_LAGI, oleh=kasi)
        if acak.random() < 0.4:
            return  # sent back, and nothing came of it
        hari = t.geser(hari, acak.randrange(8, 18))
    if acak.random() < 0.06:
        yield t.kerja(hari, 25, jam=10), kasi
        if Temuan.objects.filter(pk=pk, status=StatusTemuan.SELESAI).exists():
            kalimat = "Pada pemeriksaan berikutnya ternyata belum diperbaiki."
            batas = t.geser(hari, 40)
            temuan_buka_kembali(temuan=_ambil(pk), alasan=kalimat, batas_waktu=batas, oleh=kasi)


def _didiamkan(t: Tahun, d: DesaContoh, pk: uuid.UUID, batas: date, acak: random.Random) -> Proses:
    """Left lying; some of them are admonished about, and a teguran helps one time in two."""
    if acak.random() < 0.35:
        return
    sekcam, camat = t.orang["sekcam"], t.orang["camat"]
    yield t.kerja(batas, TEGUR, jam=9), sekcam
    temuan = _ambil(pk)
    if kekurangan_tegur(temuan, sebelumnya=0):
        return
    naskah = teguran_susun(temuan=temuan, oleh=sekcam)
    yield t.kerja(batas, TEGUR + 2, jam=10), camat
    naskah_setujui(naskah=naskah, oleh=camat)
    if acak.random() < 0.5:
        yield from _jawab(t, d, pk, t.geser(batas, TEGUR + acak.randrange(5, 15)), acak)


def _ambil(pk: uuid.UUID) -> Temuan:
    return Temuan.objects.select_related("desa__kecamatan__kabupaten").get(pk=pk)


def pengaduan_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    acak = t.acak("pengaduan")
    calon = [d for d in semua if d.didatangi and not d.tersendiri]
    for n, (uraian, saran) in enumerate(PENGADUAN):
        if calon:
            d = acak.choice(calon)
            hari = t.awal + timedelta(days=acak.randrange(20, 360))
            t.mulai(_pengaduan(t, d, hari, uraian, saran, anonim=n % 2 == 0))


def _pengaduan(t: Tahun, d: DesaContoh, hari: date, uraian: str, saran: str, *, anonim: bool) -> Proses:
    acak, staf = t.acak("pengaduan", uraian), t.orang["staf2"]
    yield t.kerja(hari, 1, jam=11), staf
    isi = IsiTemuan(
        pk=uuid.UUID(int=acak.getrandbits(128), version=4),
        uraian=uraian,
        rekomendasi=saran,
        penanggung_jawab=f"Kepala Desa {d.desa.nama}",
        batas_waktu=t.geser(hari, 12),
        tingkat=acak.choice(list(Tingkat)),
    )
    orang = {} if anonim else {"pelapor": "Ketua RT setempat", "kontak": "disimpan di buku pengaduan"}
    pengaduan = IsiPengaduan(tanggal=t.geser(hari), anonim=anonim, **orang)
    temuan = pengaduan_catat(desa=d.desa, isi=isi, pengaduan=pengaduan, oleh=staf)
    t.mulai(hidup_temuan(t, d, temuan))


def temuan_dari(t: Tahun, d: DesaContoh, asal: str, kunci: int, uraian: str, saran: str) -> None:
    """Written down in the office out of a document or an evaluation, now, by the staf."""
    staf = t.orang["staf"]
    sumber = sumber_cari(staf, asal, str(kunci))
    if sumber is None:
        return
    acak = t.acak("temuan-kantor", asal, d.desa.kode, uraian)
    isi = IsiTemuan(
        pk=uuid.UUID(int=acak.getrandbits(128), version=4),
        uraian=uraian,
        rekomendasi=saran,
        penanggung_jawab=f"Sekretaris Desa {d.desa.nama}",
        batas_waktu=t.geser(hari_ini(t.kecamatan), 10),
        tingkat=Tingkat.SEDANG,
    )
    t.mulai(hidup_temuan(t, d, temuan_catat(sumber=sumber, isi=isi, oleh=staf)))


def penjadwal(t: Tahun) -> Proses:
    """What the scheduler does in the morning, every other working day: every day would only take longer."""
    hari = t.geser(t.awal)
    while True:
        yield t.saat(hari, 6), None
        ingatkan_kecamatan(kecamatan_id=t.kecamatan.pk)
        import_string("apbdes.tasks.tenggat_harian")()  # by its name, as the scheduler calls it
        hari = t.geser(hari, 2)

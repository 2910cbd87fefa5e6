"""Visits of the year: planned, ordered by a letter, done with the examination of the books, verified and approved -
or called off, late, sent back. Their findings live on (temuan.py)."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from akun.models import Pengguna
from dasbor.demo_pendamping import agenda_pertama, musyawarah_catat
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from dasbor.setahun.temuan import hidup_temuan
from naskah.services.naskah import naskah_setujui
from perut.models import Kunjungan, Lokus, Program
from perut.services import kunjungan as alur
from perut.services.isian import id_baris, isian_simpan, kunjungan_isi_simpan
from perut.services.jadwal import IsiKunjungan, kunjungan_buat
from perut.services.program import lokus_simpan, program_simpan
from perut.services.surat_tugas import surat_tugas_ajukan
from perut.services.temuan import temuan_dari_buku
from perut.syarat import temuan_baru, temuan_lalu
from perut.usulan_temuan import cacat
from perut.verifikasi import hasil_verifikasi, periksa_aspek
from tindaklanjut.enums import HasilTindakLanjut

SUNYI = timedelta(days=31)  # a month in which nobody went anywhere
SENDIRI_SEBELUM = timedelta(days=90)  # the last visits of some villages are written by hand; these are before them
BATAL, TERTINGGAL = "batal", "tertinggal"
GAGAL = (BATAL, TERTINGGAL, BATAL, BATAL, TERTINGGAL)  # visits that were ordered and did not take place
TEMUAN_MAKS = 2  # books of one visit that become findings
KAMBUH = "C.4"  # the cash book of the villages of the programme falls behind again and again
NOTULEN = (
    "Petugas memeriksa buku administrasi bersama Sekretaris Desa dan menjelaskan buku yang belum tertib. Perangkat "
    "desa mencatat apa yang harus dilengkapi dan menyepakati hari penyelesaiannya. Buku kas umum dicocokkan dengan "
    "rekening koran, dan laporan realisasi yang belum dikirim disebutkan satu per satu."
)
KEGIATAN = (
    ("supervisi", "Pemeriksaan buku administrasi desa", "Keberadaan, format, kemutakhiran, dan tanda tangan buku."),
    ("asistensi", "Penataan buku administrasi keuangan", "Menutup buku setiap bulan dan menempelkan bukti setor."),
    ("sosialisasi", "Jadwal laporan desa tahun ini", "Laporan realisasi semesteran dan laporan pertanggungjawaban."),
    ("pelatihan", "Pengisian Prodeskel", "Memperbarui data dasar dan potensi desa."),
)
ALASAN_BATAL = ("Petugas mendampingi rapat kabupaten.", "Jalan ke desa terputus banjir.", "Kepala desa berhalangan.")
ALASAN_KEMBALI = "Notulen belum menyebut kesepakatan tentang buku kas umum; lengkapi lalu ajukan lagi."


@dataclass
class Rencana:
    """Who goes where on which day: nobody goes to two villages a day."""

    terpakai: set[tuple[date, str]] = field(default_factory=set)

    def petugas(self, t: Tahun, hari: date, acak: random.Random) -> tuple[date, list[str]]:
        """That day, or the next on which one of the two is free; the pendamping goes along who is free too."""
        for n in range(20):
            calon = t.geser(hari, n)
            for nama in acak.sample(("staf", "staf2"), 2):
                if (calon, nama) not in self.terpakai:
                    ikut = [nama] if (calon, "pendamping") in self.terpakai else [nama, "pendamping"]
                    self.terpakai |= {(calon, satu) for satu in ikut}
                    return calon, ikut
        raise AssertionError("tidak terjangkau")


def program_lalu(t: Tahun, semua: list[DesaContoh]) -> None:
    """The programme of the year before, where the simulated one begins in it: three villages of its own."""
    if t.awal.year == t.akhir.year or Program.objects.filter(kecamatan=t.kecamatan, tahun=t.awal.year).exists():
        return
    sekcam = t.orang["sekcam"]
    baru = Program(
        kecamatan=t.kecamatan,
        tahun=t.awal.year,
        target="Setiap desa mempunyai buku kas umum yang ditutup setiap bulan.",
        tema="Tertib buku administrasi keuangan\nTertib buku administrasi umum",
    )
    program = program_simpan(program=baru, oleh=sekcam)
    for d in t.acak("lokus-lalu").sample([d for d in semua if d.didatangi], min(3, len(semua))):
        lokus = Lokus(program=program, desa=d.desa, alasan="Buku administrasinya paling banyak belum tertib.")
        lokus_simpan(lokus=lokus, petugas=[t.orang["staf"], t.orang["pendamping"]], oleh=sekcam)


def kunjungan_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """Those of the programme every other month or so, all others now and then; one month nobody at all."""
    acak, rencana = t.acak("kunjungan"), Rencana()
    semua_hari: list[tuple[DesaContoh, date]] = []
    sunyi = t.awal + timedelta(days=acak.randrange(60, 250))
    batas = t.akhir - SENDIRI_SEBELUM
    for d in semua:
        if not d.didatangi:
            continue
        if d.tersendiri:
            hari = [t.awal + timedelta(days=n) for n in range(acak.randrange(5, 25), 275, 70)]
            hari = [h for h in hari if h < batas]
        else:
            hari = sorted(t.awal + timedelta(days=acak.randrange(3, 368)) for _ in range(acak.choice((1, 1, 2, 2))))
        semua_hari += [(d, satu) for satu in hari if not sunyi <= satu < sunyi + SUNYI]
    lepas = [n for n, (d, hari) in enumerate(semua_hari) if not d.tersendiri and hari < t.akhir - SUNYI]
    gagal = dict(zip(acak.sample(lepas, min(len(GAGAL), len(lepas))), GAGAL, strict=False))
    for n, (d, satu) in enumerate(semua_hari):
        pada, petugas = rencana.petugas(t, satu, acak)
        t.mulai(_kunjungan(t, d, pada, [t.orang[nama] for nama in petugas], gagal.get(n, "")))


def _kunjungan(t: Tahun, d: DesaContoh, hari: date, petugas: list[Pengguna], gagal: str) -> Proses:
    """In the afternoon; the cases that are written by hand are in the morning."""
    staf, acak = petugas[0], t.acak("kunjungan", d.desa.kode, hari)
    sekcam, camat = t.orang["sekcam"], t.orang["camat"]
    yield t.kerja(hari, -acak.randrange(7, 10), jam=9, menit=acak.randrange(60)), sekcam
    isi = IsiKunjungan(
        tanggal=hari,
        jam_mulai=time(13),
        jam_selesai=time(16),
        petugas=frozenset(petugas),
        agenda="Pemeriksaan buku administrasi desa dan tindak lanjut temuan kunjungan yang lalu.",
    )
    pk = kunjungan_buat(desa=d.desa, isi=isi, oleh=sekcam).pk
    yield t.kerja(hari, -6, jam=9, menit=acak.randrange(60)), sekcam
    surat = surat_tugas_ajukan(kunjungan=_ambil(pk), oleh=sekcam)
    alur.kunjungan_jadwalkan(kunjungan=_ambil(pk), oleh=sekcam)
    yield t.kerja(hari, -4, jam=10, menit=acak.randrange(60)), camat
    naskah_setujui(naskah=surat, oleh=camat)
    if t.acak("musyawarah", d.desa.kode, hari).random() < 0.3:
        yield t.kerja(hari, -3, jam=13), staf
        m = musyawarah_catat(_ambil(pk), t.geser(hari, -3), staf)
        yield t.kerja(hari, -2, jam=13), sekcam
        agenda_pertama(m, sekcam)
    if gagal == BATAL:
        yield t.kerja(hari, -1, jam=15), sekcam
        alur.kunjungan_batalkan(kunjungan=_ambil(pk), alasan=acak.choice(ALASAN_BATAL), oleh=sekcam)
        return
    if gagal == TERTINGGAL:
        return  # ordered, and never begun: its day passes
    yield t.saat(hari, 13), staf
    alur.kunjungan_mulai(kunjungan=_ambil(pk), oleh=staf)
    yield t.saat(hari, 14, acak.randrange(60)), staf
    _isi(t, d, _ambil(pk), staf, acak)
    yield t.kerja(hari, acak.choice((0, 0, 0, 1, 2, 6)), jam=16), staf
    _jawab_yang_baru(_ambil(pk), staf)
    alur.kunjungan_ajukan(kunjungan=_ambil(pk), oleh=staf)
    if acak.random() < 0.12:
        yield t.kerja(hari, 7, jam=14), sekcam
        alur.kunjungan_kembalikan(kunjungan=_ambil(pk), alasan=ALASAN_KEMBALI, oleh=sekcam)
        yield t.kerja(hari, 8, jam=10), staf
        _sambung_notulen(_ambil(pk), staf)
        yield t.kerja(hari, 8, jam=11), staf
        _jawab_yang_baru(_ambil(pk), staf)
        alur.kunjungan_ajukan(kunjungan=_ambil(pk), oleh=staf)
    yield t.kerja(hari, 9, jam=9, menit=acak.randrange(60)), sekcam
    alur.kunjungan_verifikasi(kunjungan=_ambil(pk), verifikasi=_aspek(_ambil(pk)), oleh=sekcam)
    yield t.kerja(hari, 9 + acak.randrange(1, 5), jam=10, menit=acak.randrange(60)), camat
    k = alur.kunjungan_sahkan(kunjungan=_ambil(pk), oleh=camat)
    for temuan in temuan_baru(k).order_by("batas_waktu", "uraian"):
        t.mulai(hidup_temuan(t, d, temuan))


def _ambil(pk: int) -> Kunjungan:
    return Kunjungan.objects.select_related("desa__kecamatan__kabupaten").get(pk=pk)


def _aspek(k: Kunjungan) -> dict[str, object]:
    aspek = periksa_aspek(k)
    jawaban = {
        a.kode: {"sesuai": True, "catatan": "" if a.bersih else "Sudah ditanyakan kepada petugas."} for a in aspek
    }
    return hasil_verifikasi(aspek, jawaban)


def _simpan(k: Kunjungan, jenis: str, pk: uuid.UUID, isi: dict[str, object], staf: Pengguna, versi: int = 0) -> None:
    hasil = isian_simpan(kunjungan=k, jenis=jenis, pk=pk, versi=versi, isi=isi, oleh=staf)
    assert hasil.keadaan == "tersimpan", (jenis, isi, hasil)


def _isi(t: Tahun, d: DesaContoh, k: Kunjungan, staf: Pengguna, acak: random.Random) -> None:
    for p in k.desa.perangkat.menjabat(k.tanggal).order_by("pk")[:5]:
        pk = id_baris(k, "kehadiran", f"perangkat/{p.pk}")
        _simpan(k, "kehadiran", pk, {"perangkat": p.pk, "nama": p.nama, "unsur": "pemerintah_desa"}, staf)
    for n, (jenis, topik, materi) in enumerate(acak.sample(KEGIATAN, acak.randrange(1, 3))):
        isi = {"jenis": jenis, "topik": topik, "materi": materi, "peserta": acak.randrange(4, 15)}
        _simpan(k, "kegiatan", id_baris(k, "kegiatan", n), isi, staf)
    _buku(d, k, staf, acak)
    _jawab_yang_baru(k, staf)
    batas = t.geser(k.tanggal, acak.randrange(10, 25)).isoformat()
    isi = {
        "uraian": acak.choice(("Buku yang belum ada dibuat.", "Laporan realisasi dikirim.", "Buku kas umum ditutup.")),
        "pelaksana": f"Sekretaris Desa {d.desa.nama}",
        "batas_waktu": batas,
    }
    _simpan(k, "kesepakatan", id_baris(k, "kesepakatan", 0), isi, staf)
    kunjungan_isi_simpan(kunjungan=_ambil(k.pk), versi=_ambil(k.pk).versi, isi={"notulen": NOTULEN}, oleh=staf)


def _buku(d: DesaContoh, k: Kunjungan, staf: Pengguna, acak: random.Random) -> None:
    """Each book as this village keeps it by now; with the worst of them a finding is written down."""
    bulan_lalu = (k.tanggal.replace(day=1) - timedelta(days=1)).replace(day=1)
    tertinggal = (bulan_lalu - timedelta(days=acak.randrange(70, 200))).replace(day=1)
    semua = list(k.pemeriksaan_set.select_related("buku", "kunjungan__desa__kecamatan__kabupaten"))
    for p in semua:
        tingkat = _tingkat(d, p.buku.kode, acak)
        kambuh = d.tersendiri and p.buku.kode == KAMBUH
        if kambuh:
            tingkat = d.buku[KAMBUH] = 1
        isi: dict[str, object] = {"buku": p.buku_id, "ada": "ya" if tingkat else "tidak"}
        if tingkat:
            mutakhir = bulan_lalu if tingkat > 1 else tertinggal
            isi |= {
                "format_sesuai": "ya" if kambuh or tingkat > 1 or acak.random() < 0.5 else "tidak",
                "mutakhir_sampai": f"{mutakhir:%Y-%m}",
                "ditandatangani": "ya" if kambuh or tingkat > 2 or acak.random() < 0.6 else "tidak",
            }
        else:
            isi["catatan"] = "Dijanjikan dibuat dengan format Permendagri 47/2016."
        _simpan(k, "pemeriksaan", p.pk, isi, staf, versi=p.versi)
    rusak = [p for p in k.pemeriksaan_set.select_related("buku", "kunjungan__desa__kecamatan") if cacat(p)]
    acak.shuffle(rusak)
    rusak.sort(key=lambda p: (not d.tersendiri or p.buku.kode != KAMBUH, d.buku[p.buku.kode]))
    for p in rusak[: acak.randrange(int(d.tersendiri), TEMUAN_MAKS + 1)]:
        temuan_dari_buku(kunjungan=k, pemeriksaan=p, oleh=staf)


def _tingkat(d: DesaContoh, kode: str, acak: random.Random) -> int:
    """How the book stands now: better than last time more often than worse, the more so the more diligent they are."""
    if kode not in d.buku:
        d.buku[kode] = min(3, int(acak.random() * 2.2 + d.kebiasaan * 2))
    elif acak.random() < d.kebiasaan * 0.5:
        d.buku[kode] = min(3, d.buku[kode] + 1)
    elif acak.random() < 0.25:
        d.buku[kode] = max(0, d.buku[kode] - 1)
    return d.buku[kode]


def _jawab_yang_baru(k: Kunjungan, staf: Pengguna) -> None:
    """What earlier visits left open is looked at; what has come meanwhile too."""
    terjawab = set(k.desa.temuan.filter(tindak_lanjut__asal_id=str(k.pk)).values_list("pk", flat=True))
    for temuan in temuan_lalu(k).exclude(pk__in=terjawab):
        isi = {
            "temuan": str(temuan.pk),
            "hasil": HasilTindakLanjut.SEBAGIAN,
            "uraian": "Sudah mulai dilengkapi; diperlihatkan kepada petugas.",
        }
        _simpan(k, "tindaklanjut", id_baris(k, "tindaklanjut", temuan.pk), isi, staf)


def _sambung_notulen(k: Kunjungan, staf: Pengguna) -> None:
    isi = {
        "notulen": f"{k.notulen} Disepakati buku kas umum ditutup paling lambat hari kerja pertama bulan berikutnya."
    }
    kunjungan_isi_simpan(kunjungan=k, versi=k.versi, isi=isi, oleh=staf)

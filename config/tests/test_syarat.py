"""Every transition table of the house, walked: what must already be true for each step.

For each step stands here what must be true, as ways to break it. Each of them alone stops the step, with its
sentence, whoever asks and by whatever way: the table itself refuses. A step that needs nothing says so.
"""

import datetime
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from apbdes.enums import HasilEvaluasi, StatusVersi
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, diterima_bagi, siap
from apbdes.tests.factories import PerangkatAturanFactory, VersiApbdesFactory
from berkas.enums import StatusBerkas, StatusPindai
from berkas.models import Berkas
from config.tests.test_keselarasan import RUANG
from config.tests.test_surat_tugas import KERJA
from dasar.alur import Transisi, jalankan, tidak_ada_kekurangan
from dasar.waktu import hari_ini
from desa.models import Perangkat
from desa.tests.factories import PerangkatFactory
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import LembarEvaluasi
from evaluasi.tests.contoh import evaluasi_dinilai, evaluasi_rencana, tiga_orang
from evaluasi.tests.factories import EvaluasiFactory, FormulirEvaluasiFactory
from instrumen import StatusInstrumen
from kapasitas.tests import contoh as kapasitas_contoh
from klinik.tests.factories import PertanyaanFactory, artikel_buat
from laporan.enums import StatusLaporan
from laporan.tests.factories import LaporanFactory
from monitoring.tests.factories import FormulirMonitoringFactory
from naskah.enums.naskah import CaraTtd, StatusNaskah
from naskah.tests.bahan_ttd import cara_ttd
from naskah.tests.factories import NaskahFactory
from pembaruan.tests.factories import usulan_buat
from pendamping.tests.factories import LembarFactory, PenempatanFactory, isian_buat
from perjalanan.enums import StatusPerjalanan
from perjalanan.services import perjalanan_ajukan, perjalanan_salin
from perjalanan.tests import contoh as perjalanan_contoh
from perut.models import Musyawarah
from perut.tests.factories import KunjunganFactory
from serahan.models import Serahan
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]

BESOK = datetime.timedelta(days=1)
Rusak = tuple[str, Callable[[Any], Any], str]  # name, what is done to it, the sentence


def ubah(**isi):
    """Store these values, past every service."""
    return lambda o: type(o)._base_manager.filter(pk=o.pk).update(**isi)


def surat(**isi):
    return lambda o: type(o.surat_tugas)._base_manager.filter(pk=o.surat_tugas.pk).update(**isi)


def surat_berstatus(status):
    """A letter that is not numbered, in this status; the visit keeps it."""
    return surat(status=status, urut=None, nomor="", disetujui=None, cara_ttd="")


SURAT_BERLAKU: list[Rusak] = [
    ("surat belum disetujui", surat_berstatus(StatusNaskah.DIAJUKAN), "Surat tugas belum disetujui camat"),
    ("surat dicabut", surat(status=StatusNaskah.DICABUT), "sudah dicabut, jadi tidak berlaku lagi"),
    ("surat tentang hari atau orang lain", surat(isi={}), "Rencana sudah berbeda dari surat tugasnya"),
]


def MASIH_BERLAKU(*naskah: str) -> list[Rusak]:
    """What is opened again, or approved no more, has a document that was withdrawn."""

    def pulihkan(o):
        for nama in naskah:
            ubah(status=StatusNaskah.DIARSIPKAN)(getattr(o, nama))

    return [("naskahnya berlaku", pulihkan, "belum dicabut.")]


# --- what each step needs -----------------------------------------------------------------
def pendamping_saja(k):
    k.petugas.set([pengguna_berperan(Peran.PENDAMPING, k.desa)])


def temuan_lalu(k):
    Temuan.objects.create(
        desa=k.desa,
        asal_jenis="kunjungan",
        asal_id=str(KunjunganFactory(desa=k.desa).pk),
        asal_teks="Kunjungan lalu",
        uraian="Buku kas belum ditutup.",
        penanggung_jawab="Kaur Keuangan",
        batas_waktu=datetime.date(2026, 6, 1),
        status="terbuka",
    )


def kecamatan_dari(objek):
    wilayah = objek.wilayah
    return getattr(wilayah, "kecamatan", wilayah)


def elektronik(objek):
    """Then no dotted line is left for ink to fill; and no account tells who is the head of the village."""
    Penugasan.objects.filter(peran=Peran.KEPALA_DESA).delete()
    cara_ttd(kecamatan_dari(objek), CaraTtd.ELEKTRONIK)


def elektronik_tanpa_jari(objek):
    """Whoever has no account has no way to sign."""
    cara_ttd(kecamatan_dari(objek), CaraTtd.ELEKTRONIK, jari=False)


def elektronik_tanpa_camat(objek):
    cara_ttd(kecamatan_dari(objek), CaraTtd.ELEKTRONIK)
    Penugasan.objects.filter(peran=Peran.CAMAT).delete()


def petugas_tanpa_akun(m):
    elektronik_tanpa_jari(m)
    ubah(isi=m.laporan.isi | {"petugas": [{"nama": "Petugas Uji", "jabatan": "", "nip": "", "id": None}]})(m.laporan)


def evaluator_tanpa_akun(v):
    elektronik_tanpa_jari(v)
    ubah(beku=v.beku | {"evaluator": [{"nama": "Evaluator Uji"}]})(v)


def isi_perangkat(**isi):
    return lambda p: type(p).objects.filter(pk=p.pk).update(isi=p.isi | isi)


def aturan_perangkat(**isi):
    def rusakkan(p):
        aturan = [p.isi["aturan"][0] | isi, *p.isi["aturan"][1:]]
        type(p).objects.filter(pk=p.pk).update(isi=p.isi | {"aturan": aturan})

    return rusakkan


def perangkat_lain(p):
    PerangkatAturanFactory(kabupaten=p.kabupaten, status="terbit")


def kepala_desa_tanpa_nama(n):
    elektronik(n)
    ubah(isi=n.isi | {"kepala_desa": {"jabatan": "Kepala Desa Uji"}})(n)


KUNJUNGAN: dict[str, list[Rusak]] = {
    "jadwalkan": [
        ("tanpa tanggal", ubah(tanggal=None), "Tanggal kunjungan belum diisi."),
        ("tanpa petugas", lambda k: k.petugas.clear(), "Petugas belum ditunjuk."),
        ("tanpa pelaksana", pendamping_saja, "Belum ada pelaksana di antara petugas"),
        ("tanpa agenda", ubah(agenda=""), "Agenda belum diisi."),
        ("tanpa surat", ubah(surat_tugas=None), "Surat tugas belum disusun."),
        ("surat dikembalikan", surat_berstatus(StatusNaskah.DIKEMBALIKAN), "Surat tugas belum disetujui camat"),
        ("surat dicabut", surat(status=StatusNaskah.DICABUT), "sudah dicabut"),
    ],
    "mulai": SURAT_BERLAKU,
    "ajukan": [
        *SURAT_BERLAKU,
        ("tanpa daftar hadir", lambda k: k.kehadiran_set.all().delete(), "Daftar hadir masih kosong."),
        ("tanpa notulen", ubah(notulen=" "), "Notulen belum diisi."),
        ("tanpa kegiatan", lambda k: k.kegiatan_set.all().delete(), "Belum ada kegiatan yang dicatat"),
        ("buku belum dijawab", lambda k: k.pemeriksaan_set.update(ada=None), "Buku yang belum selesai diperiksa"),
        ("tanpa daftar buku", lambda k: k.pemeriksaan_set.all().delete(), "Daftar pemeriksaan buku belum disiapkan."),
        ("temuan lalu belum dijawab", temuan_lalu, "1 temuan dari kunjungan lalu belum dijawab"),
    ],
    "verifikasi": SURAT_BERLAKU,
    "kembalikan": [],
    "sahkan": [*SURAT_BERLAKU, ("kepala desa belum tercatat", elektronik, "belum tercatat namanya")],
    "cabut": MASIH_BERLAKU("berita_acara"),
    "buka_kembali": MASIH_BERLAKU("berita_acara"),
    "terbitkan_lagi": MASIH_BERLAKU("berita_acara"),
    "batalkan": [],
}


def formulir_ditarik(m):
    lembar = m.lembar.get()
    ubah(status=StatusInstrumen.DITARIK, alasan_ditarik="Keliru.")(lembar.formulir)


def tanpa_pelaksana(m):
    m.petugas.update(pengguna=None)


MONITORING: dict[str, list[Rusak]] = {
    "tugaskan": [
        ("tanpa tanggal", ubah(tanggal_mulai=None), "Tanggal mulai dan selesai belum diisi."),
        ("tanpa petugas", lambda m: m.petugas.all().delete(), "Petugas belum ditunjuk."),
        ("tanpa pelaksana berakun", tanpa_pelaksana, "Belum ada pelaksana berakun di antara petugas"),
        ("tanpa sasaran", ubah(sasaran=[]), "Sasaran kegiatan belum diisi."),
        ("tanpa formulir", lambda m: m.lembar.all().delete(), "Formulir belum dipilih."),
        ("formulir ditarik", formulir_ditarik, "sudah tidak berlaku"),
    ],
    "mulai": [*SURAT_BERLAKU, ("formulir ditarik", formulir_ditarik, "sudah tidak berlaku")],
    "laporkan": [
        *SURAT_BERLAKU,
        ("tanpa lembar", lambda m: m.lembar.all().delete(), "Belum ada formulir yang diisi."),
        ("butir belum dijawab", lambda m: m.lembar.get().jawaban.update(jawaban=""), "2 butir belum dijawab."),
        ("lembar tanpa tanggal", lambda m: m.lembar.update(tanggal=None), "tanggal monitoring belum diisi."),
        (
            "lembar mendahului tugas",
            lambda m: m.lembar.update(tanggal=m.tanggal_mulai - BESOK),
            "tanggalnya mendahului tanggal mulai dalam surat tugas.",
        ),
        ("tanpa dasar", ubah(dasar=[]), "Dasar laporan belum diisi."),
        ("dasar tanpa SK", ubah(dasar=["Surat Tugas Camat Nomor 1."]), "Dasar laporan belum menyebut Surat Keputusan"),
        ("dasar tanpa surat tugas", ubah(dasar=["SK Camat Nomor 1."]), "Dasar laporan belum menyebut surat tugasnya"),
        ("tanpa maksud", ubah(maksud=""), "Maksud/tujuan laporan belum diisi."),
        ("tanpa isi kegiatan", ubah(isi_kegiatan=""), "Isi kegiatan laporan belum diisi."),
        ("tanpa kesimpulan", ubah(kesimpulan=""), "Kesimpulan laporan belum diisi."),
        ("tanpa saran", ubah(saran=[]), "Saran laporan belum diisi."),
        ("bertitik-titik", ubah(maksud="Sesuai ....."), "Laporan masih memuat titik-titik"),
    ],
    "kembalikan": [],
    "terima": [*SURAT_BERLAKU, ("petugas tanpa akun", petugas_tanpa_akun, "belum mempunyai akun")],
    "cabut": MASIH_BERLAKU("laporan"),
    "buka_kembali": MASIH_BERLAKU("laporan"),
    "terbitkan_lagi": MASIH_BERLAKU("laporan"),
    "batalkan": [],
}


def tanpa_akun_pimpinan(e):
    e.tim.anggota.update(pengguna=None)


def aspek_kosong(e):
    e.penilaian.first().nilai.all().delete()
    e.penilaian.exclude(pk=e.penilaian.first().pk).delete()


def berselisih(e):
    pertama = e.penilaian.first()
    pertama.nilai.update(tingkat="e")
    e.penilaian.exclude(pk=pertama.pk).first().nilai.update(tingkat="a")


EVALUASI: dict[str, list[Rusak]] = {
    "buka": [
        ("tim tidak lengkap", lambda e: e.tim.anggota.filter(jabatan_tim="anggota").delete(), "Tim belum mempunyai"),
        ("tanpa SK", lambda e: ubah(sk=None)(e.tim), "SK tim belum disetujui camat, jadi belum bernomor."),
        ("pimpinan tanpa akun", tanpa_akun_pimpinan, "Ketua atau sekretaris tim harus mempunyai akun kecamatan"),
        ("tanpa waktu", ubah(tanggal_mulai=None), "Waktu evaluasi belum diisi."),
        ("tanpa formulir", lambda e: e.lembar.all().delete(), "Formulir belum dipilih."),
        (
            "formulir ditarik",
            lambda e: ubah(status=StatusInstrumen.DITARIK, alasan_ditarik="Keliru.")(e.lembar.get().formulir),
            "sudah ditarik; pilih formulir yang berlaku.",
        ),
    ],
    "tutup": [
        (
            "belum ada yang menyerahkan",
            lambda e: e.penilaian.update(diserahkan=None),
            "Belum ada anggota yang menyerahkan nilainya.",
        ),
        ("aspek tanpa nilai", aspek_kosong, "aspek belum dinilai siapa pun."),
        ("perbedaan belum dibahas", berselisih, "tulis hasil pembahasannya."),
    ],
    "laporkan": [
        ("tanpa isi kegiatan", ubah(isi_kegiatan=" "), "Isi kegiatan belum ditulis."),
        ("tanpa kesimpulan", ubah(kesimpulan=""), "Kesimpulan belum ditulis."),
        ("tanpa saran", ubah(saran=[]), "Saran belum ditulis; isi sedikitnya satu."),
    ],
    "kembalikan": [],
    "terima": [("anggota tanpa akun", elektronik_tanpa_jari, "belum mempunyai akun")],
    "ganti": [("tanpa pengganti", lambda e: e.pengganti.update(menggantikan=None), "Belum ada evaluasi pengganti")],
    "cabut": MASIH_BERLAKU("hasil_naskah", "laporan"),
    "buka_kembali": MASIH_BERLAKU("hasil_naskah", "laporan"),
    "terbitkan_lagi": MASIH_BERLAKU("hasil_naskah", "laporan"),
    "batalkan": [],
}


def lewat(v):
    batas = hari_ini(v.apbdes.desa) - 2 * BESOK
    ubah(batas_evaluasi=batas, diterima=diterima_bagi(v.apbdes.desa.kecamatan, batas))(v)


def hari_terakhir(v):
    ubah(batas_evaluasi=hari_ini(v.apbdes.desa))(v)


def sedang_diperbaiki(v):
    VersiApbdesFactory(apbdes=v.apbdes, perbaikan_ke=1, sebelum=v)


LEWAT: Rusak = ("lewat waktu", lewat, "berlaku dengan sendirinya")
PERBAIKAN: Rusak = ("perbaikannya sedang disusun", sedang_diperbaiki, "(murni, perbaikan ke-1) sudah disusun")
APBDES: dict[str, list[Rusak]] = {
    "ajukan": [
        ("tanpa pendapatan", lambda v: v.rincianpendapatan_set.all().delete(), "Rincian pendapatan masih kosong."),
        ("tanpa belanja", lambda v: v.rincianbelanja_set.all().delete(), "Rincian belanja masih kosong."),
        ("tanpa dokumen", lambda v: v.dokumen.all().delete(), "belum dilampirkan"),
    ],
    "tolak_berkas": [],
    "terima": [("tanpa dokumen", lambda v: v.dokumen.all().delete(), "belum dilampirkan")],
    "usulkan": [LEWAT, ("putusan belum disikapi", lambda v: v.sikap.all().delete(), "putusan belum disikapi")],
    "kembalikan": [LEWAT],
    "sesuaikan": [
        LEWAT,
        ("usulan lain", ubah(hasil=HasilEvaluasi.PERLU_DIPERBAIKI), "Usulan evaluator adalah “Perlu diperbaiki”."),
        ("evaluator tanpa akun", evaluator_tanpa_akun, "belum mempunyai akun"),
    ],
    "minta_perbaikan": [
        LEWAT,
        ("usulan lain", ubah(hasil=HasilEvaluasi.SESUAI), "Usulan evaluator adalah “Sesuai”."),
        ("evaluator tanpa akun", evaluator_tanpa_akun, "belum mempunyai akun"),
    ],
    "cabut": MASIH_BERLAKU("berita_acara", "keputusan"),
    "buka_kembali": [*MASIH_BERLAKU("berita_acara", "keputusan"), PERBAIKAN],
    "terbitkan_lagi": [*MASIH_BERLAKU("berita_acara", "keputusan"), PERBAIKAN],
    "lewatkan": [("batasnya belum lewat", hari_terakhir, "belum lewat.")],
    "pulihkan": [("batasnya memang lewat", lewat, "juga sudah lewat")],
    "tetapkan": [],
    "batalkan": [],
}

NASKAH: dict[str, list[Rusak]] = {
    "ajukan": [],
    "verifikasi": [],
    "kembalikan": [],
    "setujui": [
        ("belum diverifikasi", ubah(status=StatusNaskah.DIAJUKAN), "Naskah ini belum diverifikasi."),
        ("penanda tanpa nama", kepala_desa_tanpa_nama, "Kepala Desa Uji belum tercatat namanya"),
        ("penanda tanpa jalan", elektronik_tanpa_jari, "belum mempunyai akun"),
    ],
    "tandatangani": [
        (
            "belum semua",
            lambda n: n.penanda.create(urutan=1, kunci="camat", nama="Camat Uji"),
            "Belum menandatangani: Camat Uji.",
        )
    ],
    "distribusikan": [],
    "arsipkan": [],
    "cabut": [],
    "ganti": [("tanpa pengganti", lambda n: n.calon_pengganti.update(menggantikan=None), "Belum ada naskah pengganti")],
    "batalkan": [],
}

USULAN: dict[str, list[Rusak]] = {
    "ajukan": [],
    "konfirmasi": [
        ("orangnya dihapus", lambda u: Perangkat.objects.all().delete(), "sudah dihapus dari daftar"),
        ("sudah berubah", lambda u: Perangkat.objects.update(nama="Orang Lain"), "Nama lengkap sudah berubah dari"),
        ("SK-nya bervirus", lambda u: ubah(status_pindai=StatusPindai.TERINFEKSI)(u.sk), "belum dapat dibuka"),
    ],
    "tolak": [],
    "tarik": [],
}

BERKAS: dict[str, list[Rusak]] = {
    "unggah": [],
    "terima": [
        ("bervirus", lambda b: ubah(status_pindai=StatusPindai.TERINFEKSI)(b.versi_terkini), "mengandung virus"),
        ("belum dipindai", lambda b: ubah(status_pindai=StatusPindai.MENUNGGU)(b.versi_terkini), "masih menunggu"),
    ],
    "tolak": [],
}


def versi_lama(f):
    """One in force from a later day on."""
    type(f)._base_manager.filter(pk=f.pk).update(berlaku_sejak=datetime.date(2020, 1, 1), versi=2)


FORMULIR: dict[str, list[Rusak]] = {
    "terbitkan": [
        ("tanpa judul", ubah(judul=" "), "Judul belum diisi."),
        ("tanpa nama bidang", ubah(bidang=" "), "Nama bidang belum diisi."),
        ("mendahului versi lalu", versi_lama, "Berlaku sejak mendahului versi 1"),
    ],
    "tarik": [],
}

PERANGKAT: dict[str, list[Rusak]] = {
    "ajukan": [
        ("keliru", isi_perangkat(pilihan={}), "tidak ada dalam perangkat ini."),
        ("tanpa kutipan", aturan_perangkat(bunyi=""), "Aturan INF-01 belum berisi bunyi."),
        ("tanpa contoh", aturan_perangkat(contoh=[]), "Aturan INF-01 belum mempunyai contoh yang dilanggar."),
    ],
    "terbitkan": [
        ("keliru", isi_perangkat(pilihan={}), "tidak ada dalam perangkat ini."),
        ("contoh meleset", aturan_perangkat(paling_banyak="5% x infrastruktur"), "diharapkan dilanggar"),
        ("tahun yang sama", perangkat_lain, "dua perangkat tidak berlaku untuk tahun yang sama"),
    ],
    "kembalikan": [],
    "gantikan": [],
}

LAPORAN: dict[str, list[Rusak]] = {
    "ajukan": [
        ("belum berakhir", ubah(periode="2099-12"), "Masa laporan belum berakhir"),
        ("data berubah", lambda o: kunjungan_lama(o), "Hitung ulang dahulu."),
        ("tanpa hasil", ubah(hasil=" "), "Hasil belum ditulis."),
        ("tanpa rekomendasi", ubah(rekomendasi=[]), "Rekomendasi belum dipilih atau ditulis."),
        ("titik-titik", ubah(kata_camat="Bersama ....."), "titik-titik"),
    ],
    "kembalikan": [],
    "sahkan": [
        (
            "tanpa camat",
            lambda o: (
                cara_ttd(o.kecamatan, CaraTtd.ELEKTRONIK),
                Penugasan.objects.filter(peran=Peran.CAMAT).delete(),
            ),
            "belum tercatat namanya",
        )
    ],
    "koreksi": [],
    "urungkan": [("naskah dicabut", lambda o: ubah(status=StatusNaskah.DICABUT)(o.naskah), "Tidak ada laporan yang")],
    "cabut": MASIH_BERLAKU("naskah"),
    "batalkan": [("pernah disahkan", lambda o: ubah(naskah=terbit(o))(o), "pernah disahkan")],
}


def masa_habis(p):
    Perangkat.objects.filter(desa=p.desa).update(selesai=p.mulai - BESOK)


def sudah_pulang(p):
    kemarin = hari_ini(p.desa) - BESOK
    ubah(mulai=kemarin, selesai=kemarin)(p)


def sudah_dilaporkan(p):
    baru = perjalanan_contoh.baris(p.desa, "dilaporkan", p.dibuat_oleh, hari=40)
    ubah(menggantikan=baru)(p)


SURAT_PERINTAH: list[Rusak] = [
    ("suratnya dicabut", lambda p: ubah(status=StatusNaskah.DICABUT)(p.surat), "Surat perintah tugasnya tidak berlaku.")
]
DIPERINTAH: list[Rusak] = [
    ("masa jabatannya habis", masa_habis, "sebelum berangkat."),
    ("tidak ada yang bepergian", lambda p: p.orang.all().delete(), "Belum dipilih siapa yang bepergian."),
    ("orangnya dihapus", lambda p: p.desa.perangkat.all().delete(), "tidak ada lagi di daftar pejabat"),
    ("sudah selesai", sudah_pulang, "jadi tidak diterbitkan sesudahnya."),
]
PERJALANAN: dict[str, list[Rusak]] = {
    "ajukan": [
        *DIPERINTAH,
        ("tanpa berkas", ubah(berkas_dasar=None), "belum diunggah."),
        (
            "berkasnya bervirus",
            lambda p: ubah(status_pindai=StatusPindai.TERINFEKSI)(p.berkas_dasar),
            "mengandung virus.",
        ),
        (
            "sudah berangkat",
            lambda p: ubah(mulai=hari_ini(p.desa) - BESOK)(p),
            "paling lambat pada hari berangkat.",
        ),
    ],
    "telaah": [*DIPERINTAH, ("yang diganti sudah dilaporkan", sudah_dilaporkan, "sudah dilaporkan.")],
    "setujui": [
        *DIPERINTAH,
        ("yang diganti sudah dilaporkan", sudah_dilaporkan, "sudah dilaporkan."),
        ("namanya berubah", lambda p: p.desa.perangkat.update(nama="Orang Lain"), "Telaah sekali lagi"),
        ("camat belum tercatat", elektronik_tanpa_camat, "belum tercatat namanya"),
    ],
    "kembalikan": [],
    "tolak": [],
    "batalkan": [],
    "lapor": SURAT_PERINTAH,
    "kembalikan_laporan": SURAT_PERINTAH,
    "cabut": [
        ("suratnya berlaku", lambda p: ubah(status=StatusNaskah.DIARSIPKAN)(p.surat), "Surat perintah tugasnya belum")
    ],
    "ganti": [("tanpa pengganti", lambda p: p.pengganti.update(menggantikan=None), "Belum ada perintah pengganti")],
}

LANGKAH_PERTANYAAN = "ajukan jawab tanya_lagi teruskan selesai tutup buka_kembali"
PERTANYAAN: dict[str, list[Rusak]] = {t: [] for t in LANGKAH_PERTANYAAN.split()}
LANGKAH_TEMUAN = "buka catat jawab tutup kembalikan buka_kembali cabut tulis_ulang buka_lagi"
TEMUAN: dict[str, list[Rusak]] = {t: [] for t in LANGKAH_TEMUAN.split()}


# --- something to which nothing is missing ------------------------------------------------
def dicabut(t, naskah):
    """The document behind work that is approved no more."""
    if t.aksi in {"cabut", "buka_kembali", "terbitkan_lagi"}:
        naskah.status = StatusNaskah.DICABUT
        naskah.save()


def kunjungan(desa, orang, t):
    k = KERJA["kunjungan"].buat(desa, orang, next(iter(t.dari)))
    dicabut(t, k.berita_acara)
    if k.surat_tugas is None:
        k.surat_tugas = NaskahFactory(kecamatan=desa.kecamatan, desa=desa)
        k.save()
    return k


def monitoring(desa, orang, t):
    m = KERJA["monitoring"].buat(desa, orang, next(iter(t.dari)))
    dicabut(t, m.laporan)
    return m


def evaluasi(desa, orang, t):
    formulir = FormulirEvaluasiFactory(kode="II.C", aspek=2)
    if t.aksi in {"buka", "batalkan"}:
        return evaluasi_rencana(desa, tiga_orang(desa), [formulir])
    if t.aksi == "tutup":
        return evaluasi_dinilai(desa, tiga_orang(desa), [formulir])
    e = EvaluasiFactory(
        desa=desa,
        status=next(iter(t.dari)),
        anggota=tiga_orang(desa),
        isi_kegiatan="Isi.",
        kesimpulan="Baik.",
        saran=["S."],
    )
    LembarEvaluasi.objects.create(evaluasi=e, formulir=formulir, urut=1)
    if t.aksi == "terima":
        for n in (e.hasil_naskah, e.laporan):
            n.isi = {"tim": [{"urut": 1, "kedudukan": "Ketua", "orang": {"nama": "Ketua Uji"}, "menilai": True}]}
            n.save(update_fields=["isi"])
    dicabut(t, e.laporan)
    if t.aksi == "ganti":
        EvaluasiFactory(desa=desa, status=StatusEvaluasi.DILAPORKAN, menggantikan=e)
    return e


def apbdes(desa, orang, t):
    status = sorted(t.dari)[0]
    lain = {}
    if status == StatusVersi.DIUSULKAN:
        sesuai = t.aksi != "minta_perbaikan"
        lain["hasil"] = HasilEvaluasi.SESUAI if sesuai else HasilEvaluasi.PERLU_DIPERBAIKI
    batas = hari_ini(desa) - 2 * BESOK if t.aksi == "lewatkan" else None
    isi = anggaran_melanggar(kode_desa=desa.kode) if t.aksi == "usulkan" else None
    if t.aksi in {"cabut", "buka_kembali", "terbitkan_lagi"}:
        for kolom in ("berita_acara", "keputusan"):
            lain[kolom] = NaskahFactory(kecamatan=desa.kecamatan, desa=desa)
        dicabut(t, lain["keputusan"])
    versi = siap(desa, status, isi=isi, batas=batas, **lain)
    if t.aksi == "usulkan":
        from apbdes.services.evaluasi import sikap_terima_sisanya

        sikap_terima_sisanya(versi=versi, oleh=orang["verifikator"])
    return versi


def naskah(desa, orang, t):
    dari = {"setujui": StatusNaskah.DIVERIFIKASI}.get(t.aksi) or sorted(t.dari)[0]
    jenis = "berita_acara_perut" if t.aksi == "setujui" else "surat_tugas_perut"
    isi = {"petugas": [{"nama": "Petugas Uji"}], "kepala_desa": {"nama": "Kepala Desa Uji"}}
    n = NaskahFactory(kecamatan=desa.kecamatan, desa=desa, status=dari, jenis=jenis, isi=isi)
    if t.aksi == "ganti":
        NaskahFactory(kecamatan=desa.kecamatan, desa=desa, menggantikan=n)
    return n


def berkas(desa, orang, t):
    from apbdes.tests.contoh_evaluasi import berkas as buat_berkas

    versi = buat_berkas(desa, "rkp_desa", orang["sekretaris_desa"])
    Berkas.objects.filter(pk=versi.berkas_id).update(status=StatusBerkas.MENUNGGU)
    return Berkas.objects.get(pk=versi.berkas_id)


def formulir(pabrik, **isi):
    def buat(desa, orang, t):
        pabrik(kode="U.9", versi=1, berlaku_sejak=datetime.date(2023, 1, 1), **isi)
        status = next(iter(t.dari))
        return pabrik(kode="U.9", versi=2, berlaku_sejak=datetime.date(2024, 1, 1), status=status, **isi)

    return buat


def perangkat_aturan(desa, orang, t):
    return PerangkatAturanFactory(kabupaten=desa.kecamatan.kabupaten, status=next(iter(t.dari)))


def serahan(desa, orang, t):
    isi = {"halaman": "Kunjungan uji", "alamat": "/", "sidik": "uji", "status": next(iter(t.dari))}
    return Serahan.objects.create(kecamatan=desa.kecamatan, desa=desa, oleh=orang["pelaksana"], **isi)


def usulan(desa, orang, t):
    return usulan_buat(desa, next(iter(t.dari)), orang["sekretaris_desa"])


def pertanyaan(desa, orang, t):
    oleh = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    isi = {"status": sorted(t.dari)[0], "dijawab_pada": timezone.now(), "luar": "Dinas PMD"}
    return PertanyaanFactory(desa=desa, ditanya_oleh=oleh, **isi)


def artikel(desa, orang, t):
    return artikel_buat(desa.kecamatan, orang["pelaksana"], status=sorted(t.dari)[0])


def temuan(desa, orang, t):
    temuan_lalu(KunjunganFactory(desa=desa))
    Temuan.objects.update(status=sorted(t.dari)[0])
    return Temuan.objects.get()


def laporan(desa, orang, t):
    status = sorted(t.dari)[0]
    o = LaporanFactory(kecamatan=desa.kecamatan, status=status, hasil="H.", masalah="M.", tindak_lanjut="T.")
    type(o).objects.filter(pk=o.pk).update(rekomendasi=["R."])
    if t.aksi in {"ajukan", "batalkan", "urungkan"}:
        ubah(naskah=terbit(o) if t.aksi == "urungkan" else None, status=StatusLaporan.DISUSUN)(o)
    o.refresh_from_db()
    if t.aksi == "sahkan":
        ubah(isi={"camat": {"nama": "Camat Uji"}})(o.naskah)
    dicabut(t, o.naskah)
    return type(o).objects.get(pk=o.pk)


def terbit(o):
    return NaskahFactory(kecamatan=o.kecamatan, desa=None, jenis="laporan_camat")


def kunjungan_lama(o):
    desa = o.kecamatan.desa.first()
    KunjunganFactory(desa=desa, status="disahkan", tanggal=datetime.date(2025, 10, 7))


def perjalanan(desa, orang, t):
    """The first status in the order of the work from which this step is taken."""
    status = next(s for s in StatusPerjalanan if s in t.dari)
    p = perjalanan_contoh.sampai(status, desa, orang)
    if t.aksi == "cabut":
        ubah(status=StatusNaskah.DICABUT)(p.surat)
    if t.aksi == "ganti":
        perjalanan_contoh.telaah(
            perjalanan_ajukan(
                perjalanan=perjalanan_salin(perjalanan=p, oleh=orang["sekretaris_desa"]), oleh=orang["sekretaris_desa"]
            ),
            orang,
        )
    return type(p).objects.get(pk=p.pk)


def mulai_kunjungan(m):
    lain = KunjunganFactory(desa=m.desa, status="berlangsung")
    m.kunjungan = lain
    ubah(kunjungan=lain)(m)


MUSYAWARAH: dict[str, list[Rusak]] = {
    "selesaikan": [
        ("tanpa hadir", lambda m: m.hadirmusyawarah_set.all().delete(), "Daftar hadir masih kosong."),
        ("tanpa kesepakatan", lambda m: m.pokokmusyawarah_set.all().delete(), "Belum ada kesepakatan yang dicatat"),
        ("belum tiba", ubah(tanggal=datetime.date(2099, 1, 1)), "Tanggal musyawarahnya belum tiba."),
    ],
    "buka_lagi": [("kunjungan dimulai", mulai_kunjungan, "tidak diubah lagi")],
    "urungkan": [("kunjungan dimulai", mulai_kunjungan, "tidak diubah lagi")],
}


def musyawarah(desa, orang, t):
    rencana = KunjunganFactory(desa=desa)
    m = Musyawarah.objects.create(
        desa=desa,
        kunjungan=rencana,
        tanggal=datetime.date(2026, 5, 4),
        tempat="Kantor desa",
        status=next(iter(t.dari)),
        versi=1,
    )
    m.hadirmusyawarah_set.create(nama="Ketua BPD", unsur="bpd")
    m.pokokmusyawarah_set.create(uraian="Buku kas umum diperiksa lebih dahulu.")
    return m


LEMBAR: dict[str, list[Rusak]] = {
    "ajukan": [
        ("kosong", lambda b: b.isian.all().delete(), "Belum ada satu butir pun yang diisi."),
        ("tanpa keadaan", lambda b: b.isian.update(keadaan=""), "Pilih Dikerjakan atau Tidak berlaku"),
        ("tanpa uraian", lambda b: b.isian.update(uraian=""), "Tulis apa yang dikerjakan pada PLD-T1.1."),
        ("tanpa alasan", lambda b: b.isian.update(keadaan="tidak_berlaku"), "Tulis alasannya pada butir"),
    ],
    "konfirmasi": [
        (
            "butir dikembalikan",
            lambda b: b.isian.update(putusan="dikembalikan", putusan_alasan="Kurang."),
            "Masih ada butir yang Anda tandai perlu diperbaiki: PLD-T1.1.",
        )
    ],
    "kembalikan": [],
    "tutup": [
        (
            "masih bertugas",
            lambda b: PenempatanFactory(kecamatan=b.desa.kecamatan, pengguna=b.pendamping),
            "masih bertugas di",
        )
    ],
    "buka": [],
}


def lembar(desa, orang, t):
    baru = LembarFactory(desa=desa, pendamping=orang["pendamping"], status=sorted(t.dari)[0])
    isian_buat(baru, "PLD-T1.1")
    return baru


def berganti_jabatan(p):
    type(p.perangkat).objects.filter(pk=p.perangkat_id).update(jabatan="kasi_pelayanan")


def berhenti(p):
    type(p.perangkat).objects.filter(pk=p.perangkat_id).update(selesai=p.tanggal - BESOK)


def dinilai_kemudian(p):
    """Another one, of a later day, is settled already."""
    kapasitas_contoh.nilai_mentah(p.perangkat, 2)
    ubah(tanggal=p.tanggal - BESOK)(p)


PENILAIAN: dict[str, list[Rusak]] = {
    "tetapkan": [
        ("belum diisi", lambda p: p.butir.update(tingkat=None), "Kompetensi wajib yang belum diisi: Uji."),
        ("tanpa bukti", lambda p: p.butir.update(dilihat=""), "Mampu atau mahir, tetapi belum disebut buktinya: Uji."),
        ("hari yang belum tiba", lambda p: ubah(tanggal=p.tanggal + 2 * BESOK)(p), "Tanggal penilaian belum tiba."),
        ("berhenti", berhenti, "tidak menjabat; periksa tanggal penilaian atau masa jabatannya."),
        ("berganti jabatan", berganti_jabatan, "sekarang Kasi Pelayanan, bukan Kaur Keuangan."),
        ("mendahului", dinilai_kemudian, "Tanggalnya mendahului penilaian yang terakhir"),
    ],
    "batalkan": [],
    "ganti": [],
}


def penilaian(desa, orang, t):
    p = kapasitas_contoh.nilai_mentah(PerangkatFactory(desa=desa), 2)
    p.butir.update(dilihat="Buku dibuka bersama.")
    if t.aksi != "ganti":
        ubah(status="draf", ke=None)(p)
    return type(p).objects.get(pk=p.pk)


MEJA: dict[str, tuple[str, str, dict[str, list[Rusak]], Callable[..., Any]]] = {
    "kunjungan": ("perut.alur", "TRANSISI_KUNJUNGAN", KUNJUNGAN, kunjungan),
    "monitoring": ("monitoring.alur", "TRANSISI_MONITORING", MONITORING, monitoring),
    "evaluasi": ("evaluasi.alur", "TRANSISI_EVALUASI", EVALUASI, evaluasi),
    "apbdes": ("apbdes.alur", "TRANSISI_APBDES", APBDES, apbdes),
    "laporan": ("laporan.alur", "TRANSISI_LAPORAN", LAPORAN, laporan),
    "naskah": ("naskah.alur", "TRANSISI_NASKAH", NASKAH, naskah),
    "berkas": ("berkas.alur", "TRANSISI_BERKAS", BERKAS, berkas),
    "formulir monitoring": (
        "instrumen.alur",
        "TRANSISI_FORMULIR",
        FORMULIR,
        formulir(FormulirMonitoringFactory, butir=2),
    ),
    "formulir evaluasi": ("instrumen.alur", "TRANSISI_FORMULIR", FORMULIR, formulir(FormulirEvaluasiFactory, aspek=2)),
    "temuan": ("tindaklanjut.alur", "TRANSISI_TEMUAN", TEMUAN, temuan),
    "pertanyaan": ("klinik.alur", "TRANSISI_PERTANYAAN", PERTANYAAN, pertanyaan),
    "artikel": ("klinik.alur", "TRANSISI_ARTIKEL", {"tarik": [], "terbitkan": []}, artikel),
    "penilaian": ("kapasitas.alur", "TRANSISI_PENILAIAN", PENILAIAN, penilaian),
    "perangkat aturan": ("apbdes.alur", "TRANSISI_PERANGKAT", PERANGKAT, perangkat_aturan),
    "perjalanan": ("perjalanan.alur", "TRANSISI_PERJALANAN", PERJALANAN, perjalanan),
    "usulan": ("pembaruan.alur", "TRANSISI_USULAN", USULAN, usulan),
    "serahan": ("serahan.alur", "TRANSISI_SERAHAN", {"tangani": []}, serahan),
    "musyawarah": ("perut.alur", "TRANSISI_MUSYAWARAH", MUSYAWARAH, musyawarah),
    "lembar pendamping": ("pendamping.alur", "TRANSISI_LEMBAR", LEMBAR, lembar),
}


def tabel(nama: str) -> tuple[Transisi, ...]:
    modul, sebutan, *_ = MEJA[nama]
    return getattr(import_module(modul), sebutan)


LANGKAH = [(nama, t) for nama in MEJA for t in tabel(nama)]
SYARAT = [(nama, t, rusak) for nama, t in LANGKAH for rusak in MEJA[nama][2][t.aksi]]


def id_langkah(nilai):
    if isinstance(nilai, Transisi):
        return nilai.aksi
    return nilai if isinstance(nilai, str) else nilai[0]


# --- the walk -----------------------------------------------------------------------------
def test_setiap_tabel_dan_setiap_langkahnya_disebut_di_sini():
    ada = set()
    for ruang in RUANG:
        if find_spec(f"{ruang}.alur"):
            modul = import_module(f"{ruang}.alur")
            ada |= {(modul.__name__, n) for n in vars(modul) if n.startswith("TRANSISI_")}
    assert {(modul, sebutan) for modul, sebutan, *_ in MEJA.values()} == ada
    assert {n: list(MEJA[n][2]) for n in MEJA} == {n: [t.aksi for t in tabel(n)] for n in MEJA}


@pytest.mark.parametrize(("nama", "t"), LANGKAH, ids=id_langkah)
def test_tanpa_cacat_tidak_ada_yang_menghalangi(desa, orang, nama, t):
    """And a step that is said to need nothing asks nothing."""
    assert (t.kekurangan is tidak_ada_kekurangan) is (MEJA[nama][2][t.aksi] == [])
    assert t.kekurangan(MEJA[nama][3](desa, orang, t)) == []


@pytest.mark.parametrize(("nama", "t", "rusak"), SYARAT, ids=id_langkah)
def test_setiap_syarat_menghalangi_dengan_kalimatnya(desa, orang, nama, t, rusak):
    objek = MEJA[nama][3](desa, orang, t)
    _, rusakkan, kalimat = rusak
    rusakkan(objek)
    dari = type(objek)._base_manager.get(pk=objek.pk).status
    with pytest.raises(ValidationError) as galat:
        jalankan(objek, t, oleh=orang["camat"], alasan="Uji.", akibat=True)
    assert any(kalimat in k for k in galat.value.messages), galat.value.messages
    assert type(objek)._base_manager.get(pk=objek.pk).status == dari
    assert not objek.riwayat.filter(aksi=t.aksi).exists()


@pytest.mark.parametrize(("nama", "t"), [(n, t) for n, t in LANGKAH if t.alasan_wajib], ids=id_langkah)
def test_tanpa_alasan_tidak_melangkah(desa, orang, nama, t):
    objek = MEJA[nama][3](desa, orang, t)
    with pytest.raises(ValidationError) as galat:
        jalankan(objek, t, oleh=orang["camat"], alasan=" ", akibat=True)
    assert galat.value.message_dict == {"alasan": ["Alasan wajib diisi."]}

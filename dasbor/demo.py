"""Demo data for `make demo`: one account per role and visits in every state, made by the real services.

People carry the name of their post. Runs once; a second run keeps what was entered.
"""

import io
import uuid
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.services import pejabat_tautkan
from dasar.waktu import hari_ini
from dasbor.demo_apbdes import muat_apbdes
from dasbor.demo_berkas import muat_berkas
from dasbor.demo_evaluasi import muat_evaluasi
from dasbor.demo_jam import geser_hari_kerja, pada
from dasbor.demo_kapasitas import muat_kapasitas
from dasbor.demo_kayong import muat_kayong
from dasbor.demo_klinik import muat_klinik
from dasbor.demo_laporan import muat_laporan
from dasbor.demo_monitoring import muat_monitoring
from dasbor.demo_naskah import siapkan_tanda_tangan, tandatangani
from dasbor.demo_pendamping import agenda_pertama, muat_pendamping, musyawarah_catat
from dasbor.demo_perjalanan import muat_perjalanan
from dasbor.setahun.tahun import muat_setahun
from desa.enums import JabatanBPD, JabatanPerangkat, JenisLKD
from desa.hari_kerja import hari_kerja
from desa.models import AnggotaBPD, Desa, Kabupaten, Kecamatan, PengurusLKD, Perangkat
from desa.wilayah import baca, impor
from naskah.services.naskah import naskah_setujui
from perut.models import Foto, Kegiatan, Kehadiran, Kesepakatan, Kunjungan, Lokus, Program
from perut.services import kunjungan as alur
from perut.services.foto import foto_simpan
from perut.services.jadwal import jadwal_susun
from perut.services.surat_tugas import surat_tugas_ajukan
from perut.syarat import ASAL, temuan_lalu
from perut.verifikasi import hasil_verifikasi, periksa_aspek
from tindaklanjut.enums import HasilTindakLanjut
from tindaklanjut.models import Temuan, TindakLanjut

SANDI = "perut-demo-2026"
KECAMATAN = "63.11.03"
LOKUS = {
    "63.11.03.2021": "Buku administrasi keuangan belum lengkap dan pengisian Prodeskel tertinggal.",
    "63.11.03.2014": "Perangkat desa baru memerlukan pendampingan administrasi umum.",
    "63.11.03.2005": "Buku kas umum dan laporan realisasi sering terlambat.",
}
TEMA = """Tertib buku administrasi umum
Tertib buku administrasi keuangan dan perpajakan desa
Pengisian Prodeskel dan data desa
Perencanaan: RKP Desa dan APB Desa tahun depan"""

AKUN: tuple[tuple[str, str, Peran], ...] = (
    ("admin", "Admin PERUT", Peran.ADMIN),
    ("camat", "Camat Awayan", Peran.CAMAT),
    ("sekcam", "Sekretaris Kecamatan Awayan", Peran.VERIFIKATOR),
    ("staf", "Staf Seksi Pemerintahan Kecamatan Awayan", Peran.PELAKSANA),
    ("staf2", "Staf Seksi Pemberdayaan Kecamatan Awayan", Peran.PELAKSANA),
    ("pendamping", "Pendamping Lokal Desa Kecamatan Awayan", Peran.PENDAMPING),
    ("kades", "Kepala Desa Putat Basiun", Peran.KEPALA_DESA),
    ("sekdes", "Sekretaris Desa Putat Basiun", Peran.SEKRETARIS_DESA),
    ("kaurkeu", "Kaur Keuangan Desa Putat Basiun", Peran.PENYUSUN_DESA),
    ("adminkab", "Admin PERUT Kabupaten Balangan", Peran.ADMIN_KABUPATEN),
    ("pemantau", "Analis DPMD Kabupaten Balangan", Peran.PEMANTAU_KABUPATEN),
)
# Whom a village can reach by a chat; the others show what is said where no number is on record.
PONSEL = {"staf": "0811-0000-0001"}
# Who is a civil servant, and which rank is printed.
PANGKAT = {
    "camat": "Pembina (IV/a)",
    "sekcam": "Penata Tingkat I (III/d)",
    "staf": "Penata Muda (III/a)",
    "staf2": "Penata Muda (III/a)",
}


@transaction.atomic
def muat(*, benih: int | None = None, banyak: int | None = None) -> bool:
    """Load the demo data, all or nothing. False, and nothing changed, when it has been loaded before.

    With `benih` the simulated year of that seed lies behind the cases of today, for `banyak` villages (None: all)."""
    if Pengguna.objects.filter(demo=True).exists():
        return False
    kecamatan = kop()
    orang = akun(kecamatan)
    _pejabat(kecamatan)
    _tautkan(orang)
    program = _program(kecamatan, orang)
    muat_evaluasi(kecamatan, orang)
    if benih is not None:
        muat_setahun(kecamatan, orang, benih=benih, tersendiri=frozenset(LOKUS), banyak=banyak)
    siapkan_tanda_tangan(kecamatan, orang)
    kunjungan = _kunjungan(program)
    _jalankan(kunjungan, orang)
    tandatangani(kunjungan[0].pk)
    muat_berkas(kecamatan, orang)
    muat_apbdes(kecamatan, orang)
    muat_monitoring(kecamatan, orang)
    muat_pendamping(
        kecamatan, [lokus.desa for lokus in program.lokus.select_related("desa").order_by("-desa__kode")], orang
    )
    _musyawarah(kunjungan[5], orang)
    muat_perjalanan(kecamatan, orang)
    muat_klinik(kecamatan, orang)
    muat_kapasitas(kecamatan, orang)
    muat_kayong(SANDI)
    mulai, akhir = hari_ini(kecamatan) + timedelta(days=8), date(program.tahun, 12, 31)
    if mulai <= akhir:
        jadwal_susun(program=program, mulai=mulai, sampai=akhir, oleh=orang["sekcam"])
    muat_laporan(kecamatan, orang)
    return True


def kop() -> Kecamatan:
    """The kecamatan of the demo, from the national list; nothing that the office has edited is overwritten."""
    if not Kecamatan.objects.filter(kode=KECAMATAN).exists():
        impor(baca(settings.WILAYAH_DIR, KECAMATAN))
    kecamatan = Kecamatan.objects.select_related("kabupaten").get(kode=KECAMATAN)
    kecamatan.singkatan = kecamatan.singkatan or "KEC-AWY"
    kecamatan.ibu_kota = kecamatan.ibu_kota or "Awayan"
    kecamatan.alamat = kecamatan.alamat or "Jalan Contoh Nomor 1"
    kecamatan.save()
    return kecamatan


def akun(kecamatan: Kecamatan) -> dict[str, Pengguna]:
    lokus = Desa.objects.get(kode="63.11.03.2021")
    kabupaten: Kabupaten = kecamatan.kabupaten
    wilayah = {
        Peran.ADMIN: {},
        Peran.PEMANTAU_KABUPATEN: {"kabupaten": kabupaten},
        Peran.ADMIN_KABUPATEN: {"kabupaten": kabupaten},
        Peran.KEPALA_DESA: {"desa": lokus},
        Peran.SEKRETARIS_DESA: {"desa": lokus},
        Peran.PENYUSUN_DESA: {"desa": lokus},
    }
    orang = {}
    sandi = make_password(SANDI)  # one hash for all: hashing is meant to be slow
    for urut, (username, nama, peran) in enumerate(AKUN, 1):
        pegawai = {"nip": f"19700101199001{urut:04}", "pangkat": PANGKAT[username]} if username in PANGKAT else {}
        pegawai["telepon"] = PONSEL.get(username, "")
        orang[username] = Pengguna.objects.create(username=username, password=sandi, nama=nama, demo=True, **pegawai)
        Penugasan.objects.create(
            pengguna=orang[username],
            peran=peran,
            jabatan=nama,
            mulai=date(hari_ini(kecamatan).year - 1, 1, 1),
            sekretaris=username == "sekcam",
            **wilayah.get(peran, {"kecamatan": kecamatan}),
        )
    return orang


def _pejabat(kecamatan: Kecamatan) -> None:
    for desa in kecamatan.desa.all():
        posts = (
            list(JabatanPerangkat)
            if desa.kode in LOKUS
            else [JabatanPerangkat.KEPALA_DESA, JabatanPerangkat.SEKRETARIS_DESA]
        )
        for jabatan in posts:
            if jabatan == JabatanPerangkat.STAF:
                continue
            Perangkat.objects.get_or_create(desa=desa, jabatan=jabatan, nama=f"{jabatan.label} {desa.nama}")
        if desa.kode in LOKUS:
            for bpd in JabatanBPD:
                AnggotaBPD.objects.get_or_create(desa=desa, jabatan=bpd, nama=f"{bpd.label} {desa.nama}")
            for nomor in (1, 2, 3):
                PengurusLKD.objects.get_or_create(
                    desa=desa, jenis=JenisLKD.RT, lembaga=f"RT {nomor:02}", nama=f"Ketua RT {nomor:02} {desa.nama}"
                )


def _tautkan(orang: dict[str, Pengguna]) -> None:
    """The village's officials who have an account."""
    for username, jabatan in (
        ("kades", JabatanPerangkat.KEPALA_DESA),
        ("sekdes", JabatanPerangkat.SEKRETARIS_DESA),
        ("kaurkeu", JabatanPerangkat.KAUR_KEUANGAN),
    ):
        pejabat = Perangkat.objects.get(desa__kode="63.11.03.2021", jabatan=jabatan)
        pejabat_tautkan(pejabat=pejabat, pengguna=orang[username], sejak=None, oleh=orang["sekcam"])


def _program(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> Program:
    program, _ = Program.objects.get_or_create(
        kecamatan=kecamatan,
        tahun=hari_ini(kecamatan).year,
        defaults={
            "target": "Kapasitas sumber daya manusia aparatur desa meningkat hingga 80 persen.",
            "tema": TEMA,
            "dibuat_oleh": orang["sekcam"],
        },
    )
    for urut, (kode, alasan) in enumerate(LOKUS.items()):
        lokus, _ = Lokus.objects.get_or_create(
            program=program, desa=Desa.objects.get(kode=kode), defaults={"alasan": alasan}
        )
        lokus.petugas.set([orang["staf" if urut % 2 == 0 else "staf2"], orang["pendamping"]])
    return program


def _kunjungan(program: Program) -> list[Kunjungan]:
    """Four visits in past weeks, one of today (or the last working day), two to come."""
    kini = hari_ini(program.kecamatan)
    kabupaten = program.kecamatan.kabupaten
    lampau = list(hari_kerja(kini - timedelta(days=75), kini - timedelta(days=1), kabupaten))
    depan = list(hari_kerja(kini, kini + timedelta(days=14), kabupaten))
    terkini = [*lampau, *(h for h in depan if h == kini)][-1]
    tanggal = [lampau[-40], lampau[-20], lampau[-6], lampau[-3], terkini, depan[1], depan[2]]
    lokus = list(program.lokus.select_related("desa").prefetch_related("petugas").order_by("-desa__kode"))
    urutan = [0, 1, 2, 1, 0, 2, 1]
    hasil = []
    for urut, (hari, ke) in enumerate(zip(tanggal, urutan, strict=True)):
        kunjungan = Kunjungan.objects.create(
            program=program,
            desa=lokus[ke].desa,
            tanggal=hari,
            jam_mulai=time(9),
            jam_selesai=time(12),
            agenda=f"{program.daftar_tema[urut % 4]}; pemeriksaan buku administrasi desa.",
        )
        kunjungan.petugas.set(lokus[ke].petugas.all())
        hasil.append(kunjungan)
    return hasil


def _musyawarah(kunjungan: Kunjungan, orang: dict[str, Pengguna]) -> None:
    """Before the visit that is ordered: the last working day, its first point taken up."""
    k = Kunjungan.objects.select_related("desa__kecamatan__kabupaten").get(pk=kunjungan.pk)
    kini = hari_ini(k.desa)
    hari = geser_hari_kerja(kini, -1, k.desa.kecamatan.kabupaten)
    with pada(hari, time(11), k.desa.kecamatan):
        m = musyawarah_catat(k, hari, orang["staf"])
    with pada(kini, time(8), k.desa.kecamatan):
        agenda_pertama(m, orang["sekcam"])


def _jalankan(kunjungan: list[Kunjungan], orang: dict[str, Pengguna]) -> None:
    """disahkan, disahkan, diverifikasi, diajukan, berlangsung, dijadwalkan, rencana."""
    sejauh = ["sahkan", "sahkan", "verifikasi", "ajukan", "mulai", "jadwalkan", ""]
    for urut, (k, akhir) in enumerate(zip(kunjungan, sejauh, strict=True)):
        if not akhir:
            continue
        staf = next(p for p in k.petugas.all() if p.username.startswith("staf"))
        with _saat(k, -3):
            surat_tugas = surat_tugas_ajukan(kunjungan=k, oleh=orang["sekcam"])
        if akhir != "jadwalkan":
            with _saat(k, -2):
                naskah_setujui(naskah=surat_tugas, oleh=orang["camat"])
        with _saat(k, -2, 11):
            k = alur.kunjungan_jadwalkan(kunjungan=Kunjungan.objects.get(pk=k.pk), oleh=orang["sekcam"])
        if akhir == "jadwalkan":
            continue
        with _saat(k, 0):
            k = alur.kunjungan_mulai(kunjungan=k, oleh=staf)
        if akhir == "mulai":
            continue
        with _saat(k, 0, 12):
            _isi(k, staf, urut)
        with _saat(k, 0, 15):
            k = alur.kunjungan_ajukan(kunjungan=k, oleh=staf)
        if akhir == "ajukan":
            continue
        aspek = periksa_aspek(k)
        jawaban = {
            a.kode: {"sesuai": True, "catatan": "" if a.bersih else "Sudah ditanyakan kepada petugas."} for a in aspek
        }
        isi = hasil_verifikasi(aspek, jawaban)
        with _saat(k, 1):
            k = alur.kunjungan_verifikasi(kunjungan=k, verifikasi=isi, oleh=orang["sekcam"])
        if akhir == "sahkan":
            with _saat(k, 2):
                alur.kunjungan_sahkan(kunjungan=k, oleh=orang["camat"])


def _saat(k: Kunjungan, geser: int, jam: int = 9) -> AbstractContextManager[None]:
    """So many working days after the visit; what is still to come happens now."""
    return pada(geser_hari_kerja(k.tanggal, geser, k.desa.kecamatan.kabupaten), time(jam), k.desa)


def _isi(k: Kunjungan, staf: Pengguna, urut: int) -> None:
    for p in k.desa.perangkat.all()[:6]:
        Kehadiran.objects.create(
            kunjungan=k, perangkat=p, nama=p.nama, jabatan=p.sebutan, unsur="pemerintah_desa", versi=1, diubah_oleh=staf
        )
    for b in k.desa.bpd.all()[:2]:
        Kehadiran.objects.create(
            kunjungan=k, bpd=b, nama=b.nama, jabatan=b.sebutan, unsur="bpd", versi=1, diubah_oleh=staf
        )
    k.notulen = (
        "Petugas menyampaikan maksud kunjungan dan memeriksa buku administrasi bersama Sekretaris Desa. "
        "Buku administrasi umum sebagian besar terisi, tetapi penomoran peraturan desa belum berurutan. "
        "Buku kas umum ditutup setiap akhir bulan; buku pembantu pajak belum diperbarui.\n"
        "Kepala Desa meminta pendampingan pengisian Prodeskel pada kunjungan berikutnya. "
        "Disepakati perbaikan selesai sebelum kunjungan bulan depan."
    )
    k.save(update_fields=["notulen"])
    for jenis, topik, materi in (
        (
            "supervisi",
            "Pemeriksaan buku administrasi desa",
            "Keberadaan, format, kemutakhiran, dan tanda tangan setiap buku.",
        ),
        (
            "asistensi",
            "Pengisian Buku Kas Pembantu Pajak",
            "Mencatat pemotongan dan penyetoran, menutup buku setiap bulan.",
        ),
    ):
        Kegiatan.objects.create(
            kunjungan=k, jenis=jenis, topik=topik, materi=materi, peserta=8, versi=1, diubah_oleh=staf
        )
    bulan_lalu = (k.tanggal.replace(day=1) - timedelta(days=1)).replace(day=1)
    for n, p in enumerate(k.pemeriksaan_set.select_related("buku")):
        p.ada = (n + urut) % 7 != 3
        if p.ada:
            p.format_sesuai = (n + urut) % 5 != 4
            p.mutakhir_sampai = bulan_lalu if (n * 3 + urut) % 4 else (bulan_lalu - timedelta(days=70)).replace(day=1)
            p.ditandatangani = n % 3 != 2
        else:
            p.catatan = "Dijanjikan dibuat dengan format Permendagri 47/2016."
        p.versi, p.diubah_oleh = 1, staf
        p.save()
    for t in temuan_lalu(k):
        TindakLanjut.objects.create(
            temuan=t,
            asal_jenis=ASAL,
            asal_id=str(k.pk),
            hasil=HasilTindakLanjut.SEBAGIAN,
            uraian="Buku sudah diperbarui sampai bulan lalu; bukti setor pajak belum ditempel.",
            versi=1,
            diubah_oleh=staf,
        )
    Temuan.objects.create(
        desa=k.desa,
        asal_jenis=ASAL,
        asal_id=str(k.pk),
        asal_teks=str(k),
        uraian="Buku Kas Pembantu Pajak belum mencatat pemotongan dua bulan terakhir.",
        rekomendasi="Catat pemotongan dan penyetoran, lalu tempelkan bukti setor.",
        penanggung_jawab=f"Kaur Keuangan {k.desa.nama}",
        batas_waktu=k.tanggal + timedelta(days=14),
        versi=1,
        diubah_oleh=staf,
    )
    Kesepakatan.objects.create(
        kunjungan=k,
        uraian="Pemerintah desa melengkapi buku yang belum ada sebelum kunjungan berikutnya.",
        pelaksana=f"Sekretaris Desa {k.desa.nama}",
        batas_waktu=k.tanggal + timedelta(days=30),
        versi=1,
        diubah_oleh=staf,
    )
    for nomor, keterangan in enumerate(("Pemeriksaan buku bersama perangkat desa", "Buku yang diperiksa")):
        _foto(k, staf, keterangan, (120 + 40 * nomor, 150, 140))


def _foto(k: Kunjungan, staf: Pengguna, keterangan: str, warna: tuple[int, int, int]) -> None:
    gambar = Image.new("RGB", (1200, 900), warna)
    lukis = ImageDraw.Draw(gambar)
    lukis.rectangle((60, 60, 1140, 840), outline="white", width=6)
    lukis.text((100, 420), f"Foto contoh - {keterangan}", fill="white", font_size=44)
    isi = io.BytesIO()
    gambar.save(isi, "JPEG", quality=80)
    berkas = SimpleUploadedFile("contoh.jpg", isi.getvalue(), content_type="image/jpeg")
    waktu = timezone.make_aware(datetime.combine(k.tanggal, time(10, 15))).isoformat()
    pk = uuid.uuid4()
    foto_simpan(kunjungan=k, pk=pk, berkas=berkas, waktu=waktu, oleh=staf)
    Foto.objects.filter(pk=pk).update(keterangan=keterangan)

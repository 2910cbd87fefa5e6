"""Budgets for the demo, through the real services: one being drafted with a rule violated, one under evaluation
with its days running, one sent back to be mended."""

import io
import uuid
from datetime import date, timedelta

from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from apbdes.anggaran import Anggaran, BarisBelanja, BarisPembiayaan, BarisPendapatan, komponen_turunan
from apbdes.enums import HasilEvaluasi, JawabanLembar, JenisBaris, LangkahPagu, SikapPutusan
from apbdes.lembar.susun import lembar_untuk
from apbdes.models import VersiApbdes
from apbdes.pendamping import PENDAMPING
from apbdes.penilaian import penilaian
from apbdes.services import evaluasi, keputusan, pengajuan
from apbdes.services.lembar import Jawab, lembar_simpan
from apbdes.services.pagu import langkah_pagu_catat
from apbdes.services.simpan import anggaran_simpan_baris
from apbdes.services.versi import versi_buat
from apbdes.tenggat import batas_evaluasi
from berkas.models import KategoriBerkas
from dasar.uang import SEN
from dasar.waktu import hari_ini
from dasbor.demo_berkas import gambar
from desa.hari_kerja import hari_kerja
from desa.models import Desa, Kecamatan

DISUSUN, DIEVALUASI, DIPUTUS = "63.11.03.2021", "63.11.03.2014", "63.11.03.2005"
BERJALAN = 8  # working days since the second one was received
NAIK = 15_000_000 * SEN  # of the pagu of Dana Desa, after the draft was written

# kegiatan, rekening, what, penerima, volume, satuan, price, sumber
RAB = """
1.1.01 | 5.1.1.01 | Penghasilan tetap kepala desa | kades | 12 | OB | 3000000 | ADD
1.1.01 | 5.1.1.02 | Tunjangan kepala desa | kades | 12 | OB | 450000 | ADD
1.1.02 | 5.1.2.01 | Penghasilan tetap sekretaris desa | sekdes | 12 | OB | 2250000 | ADD
1.1.02 | 5.1.2.01 | Penghasilan tetap kepala urusan | kaur | 36 | OB | 2100000 | ADD
1.1.02 | 5.1.2.01 | Penghasilan tetap kepala seksi | kasi | 36 | OB | 2100000 | ADD
1.1.02 | 5.1.2.02 | Tunjangan sekretaris desa | sekdes | 12 | OB | 225000 | ADD
1.1.04 | 5.2.1.01 | Perlengkapan kantor |  | 12 | paket | 1500000 | ADD
1.1.04 | 5.2.3.01 | Perjalanan dinas dalam kabupaten |  | 24 | OK | 250000 | ADD
1.1.05 | 5.1.4.01 | Tunjangan ketua BPD | ketua_bpd | 12 | OB | 1200000 | ADD
1.1.05 | 5.1.4.01 | Tunjangan anggota BPD | anggota_bpd | 36 | OB | 840000 | ADD
1.1.06 | 5.2.1.01 | Perlengkapan BPD |  | 12 | paket | 250000 | ADD
2.1.01 | 5.2.2.03 | Honorarium pengajar PAUD |  | 12 | OB | 1000000 | DDS
2.2.02 | 5.2.7.05 | Makanan tambahan balita dan ibu hamil |  | 12 | paket | 3500000 | DDS
2.3.10 | 5.3.5.02 | Upah tenaga kerja |  | 800 | HOK | 150000 | DDS
2.3.10 | 5.3.5.03 | Bahan baku/material |  | 1 | paket | 240000000 | DDS
3.3.02 | 5.2.1.01 | Perlengkapan olahraga |  | 1 | paket | 12000000 | ADD
4.2.03 | 5.2.7.05 | Bibit dan pupuk |  | 1 | paket | 160000000 | DDS
5.1.00 | 5.4.1.01 | Belanja tak terduga |  | 1 | tahun | 30000000 | ADD
5.3.00 | 5.4.1.01 | Bantuan langsung tunai |  | 420 | KPM | 300000 | DDS
"""


def muat_apbdes(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    if not KategoriBerkas.objects.exists():
        return  # the reference data is not loaded, so there is nothing to hand in with
    tahun = hari_ini(kecamatan).year + 1
    desa = {d.kode: d for d in kecamatan.desa.select_related("kecamatan__kabupaten")}
    _draf(desa[DISUSUN], tahun, orang["sekdes"])
    sekdes = _sekretaris(desa[DIEVALUASI], "sekdes-muara-jaya")
    versi = _diterima(desa[DIEVALUASI], tahun, sekdes, orang["sekcam"])
    _mulai_evaluasi(versi, orang["sekcam"])
    sekdes = _sekretaris(desa[DIPUTUS], "sekdes-pematang")
    _diputus(_diterima(desa[DIPUTUS], tahun, sekdes, orang["sekcam"]), orang)


def _sekretaris(desa: Desa, username: str) -> Pengguna:
    """Hands in for a desa that nobody of the demo signs in for; a simulated year has made them already."""
    if ada := Pengguna.objects.filter(username=username).first():
        return ada
    orang = Pengguna(username=username, nama=f"Sekretaris Desa {desa.nama}", demo=True)
    orang.set_unusable_password()
    orang.save()
    Penugasan.objects.create(
        pengguna=orang,
        peran=Peran.SEKRETARIS_DESA,
        desa=desa,
        jabatan=orang.nama,
        mulai=date(hari_ini(desa).year - 1, 1, 1),
    )
    return orang


def isi_rab(
    versi: VersiApbdes,
    oleh: Pengguna,
    *,
    rab: str = RAB,
    naik: int = NAIK,
    siltap: int = 1,
    sekdes: int = 2_250_000,
    silpa: int = 0,
) -> VersiApbdes:
    """The rows of `rab`: `siltap` times the pay of the perangkat, the sekdes at `sekdes`. Incomes and `silpa` (per cent
    of the Dana Desa that is spent) balance the spending; the pagu of Dana Desa is `naik` less."""
    belanja = []
    for n, baris in enumerate(rab.strip().splitlines(), 2):
        kegiatan, rekening, uraian, penerima, volume, satuan, harga, sumber = (k.strip() for k in baris.split("|"))
        if penerima == "sekdes" and rekening == "5.1.2.01":
            harga = str(sekdes)
        banyak = int(volume) * (siltap if kegiatan == "1.1.02" else 1)
        belanja.append(
            BarisBelanja(
                nomor=n,
                kegiatan=kegiatan,
                uraian_kegiatan="",
                pelaksana="",
                rekening=rekening,
                uraian=uraian,
                komponen=komponen_turunan(rekening),
                penerima=penerima,
                volume=banyak,
                satuan=satuan,
                harga_satuan=int(harga) * SEN,
                jumlah=banyak * int(harga) * SEN,
                sumber=sumber,
                dari_silpa=False,
                bantuan_khusus=False,
                risiko_tinggi=False,
                kegiatan_acuan="",
                pagu_acuan=None,
            )
        )
    jumlah = {s: sum(b.jumlah for b in belanja if b.sumber == s) for s in ("DDS", "ADD")}
    sisa = jumlah["DDS"] * silpa // 100
    jumlah["DDS"] -= sisa
    pembiayaan = (BarisPembiayaan(4, "6.1.1.01", "SiLPA tahun sebelumnya", "DDS", sisa),) if sisa else ()
    anggaran = Anggaran(
        kode_desa=versi.apbdes.desa.kode,
        tahun=versi.apbdes.tahun,
        jenis="perubahan" if versi.perubahan_ke else "murni",
        pendapatan=(
            BarisPendapatan(2, "4.2.1.01", "Dana Desa", "DDS", jumlah["DDS"]),
            BarisPendapatan(3, "4.2.3.01", "Alokasi Dana Desa", "ADD", jumlah["ADD"]),
        ),
        belanja=tuple(belanja),
        pembiayaan=pembiayaan,
        pagu_dds=jumlah["DDS"] - naik,
        pagu_add=jumlah["ADD"],
    )
    anggaran_simpan_baris(versi=versi, anggaran=anggaran, oleh=oleh)
    versi.save()
    return versi


def _draf(desa: Desa, tahun: int, sekdes: Pengguna) -> None:
    """Three times the pay of the perangkat: the group of B30-01 is far over its 30 per cent."""
    isi_rab(versi_buat(desa=desa, tahun=tahun, oleh=sekdes), sekdes, siltap=3)


def _diterima(desa: Desa, tahun: int, sekdes: Pengguna, sekcam: Pengguna) -> VersiApbdes:
    # The secretary is paid less than PP 11/2019 has it at least (NAS-SIL-02).
    versi = isi_rab(versi_buat(desa=desa, tahun=tahun, oleh=sekdes), sekdes, sekdes=2_200_000)
    langkah_pagu_catat(
        versi=versi,
        langkah=LangkahPagu.PENYESUAIAN_PAGU,
        tanggal=hari_ini(desa) - timedelta(days=20),
        dasar=f"Surat Dinas PMD tentang pagu indikatif Tahun Anggaran {tahun}",
        uraian="Pagu Dana Desa naik; bibit dan pupuk ditambah.",
        pagu={"pagu_dds": (versi.pagu_dds or 0) + NAIK, "pagu_add": versi.pagu_add, "pagu_pbh": versi.pagu_pbh},
        dari=versi.versi,
        oleh=sekdes,
    )
    return serahkan(versi, sekdes, sekcam)


def serahkan(versi: VersiApbdes, sekdes: Pengguna, sekcam: Pengguna) -> VersiApbdes:
    """With its documents to the camat, and received."""
    lampirkan(versi, sekdes)
    versi = pengajuan.versi_ajukan(
        versi=versi, oleh=sekdes, tanggal_disepakati=hari_ini(versi.apbdes.desa.kecamatan) - timedelta(days=2)
    )
    return pengajuan.versi_terima(versi=versi, oleh=sekcam)


def lampirkan(versi: VersiApbdes, sekdes: Pengguna) -> None:
    """The documents that go with a submission, each a photographed page."""
    desa, tahun = versi.apbdes.desa, versi.apbdes.tahun
    for p in PENDAMPING:
        if p.bila_ada:
            pengajuan.pendamping_pilih(versi=versi, kode=p.kode, tidak_ada=True, oleh=sekdes)
        else:
            teks = [desa.nama.upper(), p.nama, f"Tahun Anggaran {tahun}", versi.sebutan]
            isi = gambar(teks, bertempat=False)
            pengajuan.pendamping_unggah(
                versi=versi, kode=p.kode, isi=io.BytesIO(isi), nama=f"{p.kode}.jpg", oleh=sekdes
            )


def _mulai_evaluasi(versi: VersiApbdes, sekcam: Pengguna) -> None:
    """As if received some working days ago; the first attitudes and one note are written."""
    kecamatan, kini = versi.apbdes.desa.kecamatan, hari_ini(versi.apbdes.desa)
    hari = list(hari_kerja(kini - timedelta(days=40), kini - timedelta(days=1), kecamatan.kabupaten))[-BERJALAN]
    lalu = timezone.now() - timedelta(days=(kini - hari).days)
    VersiApbdes.objects.filter(pk=versi.pk).update(
        tanggal_disepakati=hari - timedelta(days=2),
        diajukan=lalu,
        diterima=lalu,
        batas_evaluasi=batas_evaluasi(kecamatan, hari),
    )
    versi.refresh_from_db()
    for p in penilaian(versi).belum_disikapi[:1]:
        evaluasi.sikap_simpan(
            versi=versi, perangkat=p.perangkat.kode, kode=p.aturan.kode, sikap=SikapPutusan.DITERIMA, oleh=sekcam
        )
    _catat(versi, "2.3.10", "5.3.5.03", "Lampirkan gambar dan perhitungan volume bahan.", sekcam)


def _diputus(versi: VersiApbdes, orang: dict[str, Pengguna]) -> None:
    sekcam = orang["sekcam"]
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=sekcam)
    _catat(versi, "2.3.10", "5.3.5.03", "Harga bahan dirinci menurut standar biaya kabupaten.", sekcam)
    _catat(versi, "1.1.04", "5.2.3.01", "Perjalanan dinas dirinci menurut tujuan.", sekcam)
    evaluasi.temuan_simpan(
        versi=versi,
        pk=uuid.uuid4(),
        dari=0,
        isi={
            "uraian": "Kegiatan jalan desa tidak tercantum dalam RKP Desa yang dilampirkan.",
            "saran": "Samakan kegiatan dengan RKP Desa, atau ubah RKP Desanya lebih dahulu.",
            "dipantau": "True",
        },
        oleh=sekcam,
    )
    isi_lembar(versi, sekcam)
    versi = keputusan.versi_usulkan(
        versi=versi,
        hasil=HasilEvaluasi.PERLU_DIPERBAIKI,
        kesimpulan="Rancangan disusun menurut struktur APB Desa, tetapi beberapa ketentuan belum terpenuhi.\n"
        "Perbaikan dilakukan menurut Lampiran I sampai dengan III.",
        oleh=sekcam,
    )
    keputusan.versi_minta_perbaikan(versi=versi, oleh=orang["camat"])


def isi_lembar(versi: VersiApbdes, oleh: Pengguna) -> None:
    """What the product filled in stays; the rest is answered Ya, and each aspect concluded."""
    lembar = lembar_untuk(versi, penilaian(versi))
    if lembar is None:
        return
    isian = {}
    for b in lembar.baris:
        if b.butir.jenis == JenisBaris.ASPEK:
            isian[b.butir.pk] = Jawab("", "Memenuhi, dengan catatan pada ketentuan yang dilanggar.", (b.jawaban, ""))
        elif not b.dijawab:
            isian[b.butir.pk] = Jawab(JawabanLembar.YA, "", ("", ""))
    lembar_simpan(versi=versi, formulir=lembar.formulir.pk, isian=isian, oleh=oleh)


def _catat(versi: VersiApbdes, kegiatan: str, rekening: str, isi: str, oleh: Pengguna) -> None:
    baris = versi.rincianbelanja_set.get(kegiatan=kegiatan, rekening=rekening)
    evaluasi.catatan_simpan(
        versi=versi, lembar="belanja", baris=baris.pk, pk=uuid.uuid4(), dari=0, isi={"isi": isi}, oleh=oleh
    )

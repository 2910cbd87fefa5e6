"""Two kecamatan of two kabupaten with something of every kind in every status, for tests over all rooms."""

import datetime

from akun.tests.factories import PenggunaFactory
from apbdes.enums import StatusPerangkat, StatusVersi
from apbdes.tests.factories import (
    KegiatanTambahanFactory,
    PerangkatAturanFactory,
    RekeningTambahanFactory,
    VersiApbdesFactory,
)
from berkas.enums import StatusBerkas
from berkas.models import Berkas, KategoriBerkas
from desa.bawaan import PokokBawaan
from desa.models import Bawaan, Desa, HariLibur
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PengurusLKDFactory, PerangkatFactory
from evaluasi.enums import PenerbitSK, StatusEvaluasi
from evaluasi.tests.factories import EvaluasiFactory, FormulirEvaluasiFactory, TimEvaluasiFactory
from instrumen import StatusInstrumen
from kapasitas.enums import RESMI, StatusPenilaian
from kapasitas.models import Pelatihan, Penilaian, VersiKompetensi
from kewajiban.models import Kejadian, Pemenuhan, Penghitungan
from kewajiban.tests.factories import wajibkan
from klinik.enums import StatusArtikel, StatusPertanyaan
from klinik.models import Topik
from klinik.tests.factories import PertanyaanFactory, artikel_buat
from laporan.enums import StatusLaporan
from laporan.tests.factories import LaporanFactory
from monitoring.enums import StatusMonitoring
from monitoring.tests.factories import FormulirMonitoringFactory, LembarMonitoringFactory, MonitoringFactory
from naskah.enums.naskah import TERBIT, CaraNomor, StatusNaskah
from naskah.models import Kiriman, NomorTerpakai, PenandaTangan
from naskah.tests.factories import NaskahFactory
from pembaruan.enums import StatusUsulan
from pembaruan.tests.factories import usulan_buat
from pendamping.enums import StatusLembar
from pendamping.tests.factories import LembarFactory, PenempatanFactory
from perjalanan.enums import StatusPerjalanan
from perjalanan.tests.contoh import baris as perjalanan_baris
from perut.enums import StatusKunjungan, StatusMusyawarah
from perut.models import Musyawarah
from perut.tests.factories import KunjunganFactory, LokusFactory, ProgramFactory
from serahan.enums import StatusSerahan
from serahan.models import Serahan
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan

HARI_INI = datetime.date.today()
BESOK = HARI_INI + datetime.timedelta(days=1)
LAMA = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def wilayah_buat() -> Desa:
    """A desa with its kecamatan, a neighbour there, and everything that can be about them."""
    desa = DesaFactory()
    tetangga = DesaFactory(kecamatan=desa.kecamatan)
    for tempat in (desa, tetangga):
        _isi_desa(tempat)
    _isi_kecamatan(desa)
    _isi_kabupaten(desa)
    NomorTerpakai.objects.create(
        kecamatan=desa.kecamatan, tahun=2026, nomor="1", cara=CaraNomor.PESAN, tanggal=HARI_INI, alasan="Susulan."
    )
    Bawaan.objects.create(kecamatan=desa.kecamatan, pokok=PokokBawaan.BUKU, berkas="lama.xlsx", jumlah=1, oleh=1)
    return desa


def _isi_desa(desa: Desa) -> None:
    pencatat = PenggunaFactory()
    PerangkatFactory(desa=desa)
    AnggotaBPDFactory(desa=desa)
    PengurusLKDFactory(desa=desa)
    for status in StatusNaskah:
        _naskah(desa.kecamatan, desa, status)
    for status in StatusKunjungan:
        KunjunganFactory(desa=desa, status=status, tanggal=BESOK)
    for status_musyawarah in StatusMusyawarah:
        Musyawarah.objects.create(desa=desa, tanggal=HARI_INI, tempat="Kantor desa", status=status_musyawarah)
    for status in StatusMonitoring:
        LembarMonitoringFactory(monitoring=MonitoringFactory(desa=desa, status=status, tanggal_selesai=BESOK))
    MonitoringFactory(desa=desa, status=StatusMonitoring.DITUGASKAN, status_surat=StatusNaskah.DIAJUKAN)
    for n, status in enumerate(StatusEvaluasi):
        EvaluasiFactory(desa=desa, status=status, tahun=2010 + n)
    TimEvaluasiFactory(kecamatan=desa.kecamatan, desa=desa, penerbit=PenerbitSK.KEPALA_DESA)
    for n, status in enumerate(StatusVersi):
        VersiApbdesFactory(desa=desa, tahun=2016 + n, status=status)
    for status in StatusTemuan:
        Temuan.objects.create(
            desa=desa,
            asal_jenis="kunjungan",
            asal_id="1",
            asal_teks="Kunjungan uji",
            uraian="Buku kas belum ditutup.",
            penanggung_jawab="Kaur Keuangan",
            batas_waktu=BESOK,
            status=status,
        )
    for n, status_perjalanan in enumerate(StatusPerjalanan):
        perjalanan_baris(desa, status_perjalanan, pencatat, hari=7 * n)
    Kejadian.objects.create(desa=desa, jenis="selesai_kegiatan", hari=HARI_INI)
    Pemenuhan.objects.create(desa=desa, kode="KW-211", periode=f"{HARI_INI.year}-01", hari=HARI_INI)
    for status_lembar in StatusLembar:
        LembarFactory(desa=desa, pendamping=pencatat, status=status_lembar, bulan=_bulan(status_lembar))
    _nilai(desa, pencatat)
    for status_tanya in StatusPertanyaan:
        PertanyaanFactory(
            desa=desa, status=status_tanya, ditanya_oleh=pencatat, dijawab_pada=LAMA, luar="Dinas PMD", judul="Buku?"
        )
    for status_usulan in StatusUsulan:
        usulan_buat(desa, status_usulan, pencatat)
    kategori = _kategori()
    for status in StatusBerkas:
        Berkas.objects.create(
            desa=desa,
            kategori=kategori,
            tahun=HARI_INI.year,
            periode=str(HARI_INI.year),
            judul="Berkas uji",
            status=status,
            dibuat_oleh=pencatat,
        )


def _bulan(status: str) -> datetime.date:
    return datetime.date(2025, 1 + list(StatusLembar).index(StatusLembar(status)), 1)


def _nilai(desa: Desa, pencatat) -> None:
    acuan, _ = VersiKompetensi.objects.get_or_create(
        kode="uji", defaults={"judul": "Uji", "berlaku_sejak": LAMA.date(), "catatan": "Uji", "sidik": "uji"}
    )
    for status in StatusPenilaian:
        Penilaian.objects.create(
            perangkat=PerangkatFactory(desa=desa),
            desa=desa,
            nama="Uji",
            jabatan="kaur_keuangan",
            sebutan="Kaur Keuangan",
            acuan=acuan,
            tanggal=HARI_INI,
            status=status,
            ke=1 if status in RESMI else None,
            dimulai_oleh=pencatat,
        )


def _isi_kabupaten(desa: Desa) -> None:
    kabupaten = desa.kecamatan.kabupaten
    HariLibur.objects.create(kabupaten=kabupaten, tanggal=BESOK, nama="Hari jadi")
    KegiatanTambahanFactory(kabupaten=kabupaten)
    for status in StatusPerangkat:
        PerangkatAturanFactory(kabupaten=kabupaten, status=status)
    RekeningTambahanFactory(kabupaten=kabupaten)


def _isi_kecamatan(desa: Desa) -> None:
    kecamatan = desa.kecamatan
    for status in StatusSerahan:
        Serahan.objects.create(
            kecamatan=kecamatan,
            desa=desa,
            oleh=PenggunaFactory(),
            halaman="Kunjungan uji",
            alamat="/",
            sidik=status,
            status=status,
        )
    PenempatanFactory(kecamatan=kecamatan)
    Pelatihan.objects.create(kecamatan=kecamatan, judul="Uji", mulai=HARI_INI, penyelenggara="Uji", tempat="Uji")
    for status_artikel in StatusArtikel:
        artikel_buat(kecamatan, PenggunaFactory(), status=status_artikel)
    Topik.objects.create(nama="Topik uji", kecamatan=kecamatan)
    Penghitungan.objects.create(kecamatan=kecamatan, mulai=HARI_INI.replace(month=1, day=1))
    for status in StatusNaskah:
        _naskah(kecamatan, None, status)
    for formulir in (FormulirMonitoringFactory, FormulirEvaluasiFactory):
        for status in StatusInstrumen:
            formulir(kecamatan=kecamatan, status=status)
    LokusFactory(program=ProgramFactory(kecamatan=kecamatan, tahun=HARI_INI.year), desa=desa)
    for n, status in enumerate(StatusLaporan, 1):
        LaporanFactory(kecamatan=kecamatan, periode=f"2025-{n:02}", status=status)
    wajibkan(kecamatan, _kategori(), mulai=datetime.date(HARI_INI.year - 1, 1, 1), bawaan=True)


def _naskah(kecamatan, desa: Desa | None, status: str) -> None:
    """The approved ones wait for a signature on a PDF that failed; the distributed ones went to the desa."""
    naskah = NaskahFactory(kecamatan=kecamatan, desa=desa, status=status, tahun=HARI_INI.year)
    if status in TERBIT:
        naskah.disetujui, naskah.pdf_galat = LAMA, "Cetakan gagal."
        naskah.save()
        PenandaTangan.objects.create(naskah=naskah, urutan=1, kunci="camat", nama="Camat Uji")
    if status == StatusNaskah.DIDISTRIBUSIKAN and desa:
        Kiriman.objects.create(naskah=naskah, desa=desa)


def _kategori() -> KategoriBerkas:
    isi = {"nama": "LPPD", "kelompok": "laporan", "periode": "tahunan"}
    return KategoriBerkas.objects.get_or_create(kode="lppd", defaults=isi)[0]

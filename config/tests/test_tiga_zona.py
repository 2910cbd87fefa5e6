"""One kecamatan in each of the three zones, while the new year has come to some of them only.

At 00.30 WITA it is still last year in WIB; at 00.30 WIT it is the new year nowhere else. Whatever a page, a notice or
a document says of a day is what the office's own clock says.
"""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import Peran
from akun.models import Penugasan
from akun.queries import pemegang_peran, pemegang_peran_kecamatan
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from berkas.models import KategoriBerkas
from dasar.waktu import ZonaWaktu
from desa.models import Perangkat
from desa.tests.factories import DesaFactory, PerangkatFactory
from evaluasi.enums import PenerbitSK
from evaluasi.forms.tim import CatatSKForm
from evaluasi.models import TimEvaluasi
from evaluasi.reports.sk import penanda_sk
from instrumen import StatusInstrumen
from kewajiban.forms import KetentuanForm
from kewajiban.pengingat import ingatkan_kecamatan, kecamatan_diingatkan
from kewajiban.services import ketentuan_putuskan
from kewajiban.tests.factories import wajibkan
from monitoring.models import FormulirMonitoring, Monitoring
from monitoring.tasks import pengingat_laporan
from monitoring.tests.factories import FormulirMonitoringFactory, MonitoringFactory
from notifikasi.models import Pemberitahuan
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.reports import berita_acara_isi
from perut.tasks import pengingat_harian
from perut.tests.factories import KunjunganFactory
from tindaklanjut.models import Temuan
from tindaklanjut.pengingat import ingatkan_kecamatan as temuan_ingatkan
from tindaklanjut.pengingat import kecamatan_bertemuan
from tindaklanjut.services import temuan_tutup

pytestmark = pytest.mark.django_db  # not `waktu`: it moves the clock itself
LAMA, BARU = date(2026, 12, 31), date(2027, 1, 1)
WIB, WITA, WIT = ZonaWaktu.WIB, ZonaWaktu.WITA, ZonaWaktu.WIT
JAM = {
    "00.30 WITA": (datetime(2026, 12, 31, 16, 30, tzinfo=UTC), {WIB: LAMA, WITA: BARU, WIT: BARU}),
    "00.30 WIT": (datetime(2026, 12, 31, 15, 30, tzinfo=UTC), {WIB: LAMA, WITA: LAMA, WIT: BARU}),
}
SEHARI = timedelta(days=1)


@pytest.fixture(params=JAM, autouse=True)
def hari(request):
    """What day it is in each zone."""
    waktu, hari = JAM[request.param]
    with time_machine.travel(waktu, tick=True):
        yield hari


@pytest.fixture
def desa_zona(db):
    return {z: DesaFactory(nama=z.label, kecamatan__nama=z.label, kecamatan__zona_waktu=z) for z in ZonaWaktu}


@pytest.fixture
def orang_zona(desa_zona):
    """orang_zona(peran): one person in each zone."""
    return lambda peran: {z: pengguna_berperan(peran, d, nama=z.label) for z, d in desa_zona.items()}


@pytest.fixture
def admin(desa_zona):
    return pengguna_berperan(Peran.ADMIN, desa_zona[WITA], nama="Admin")


def baru(hari) -> set[ZonaWaktu]:
    """The zones where the new year has come."""
    return {z for z, h in hari.items() if h == BARU}


def nama(zona) -> list[str]:
    return sorted(z.label for z in zona)


def temuan(desa, **isi):
    asal = {"asal_jenis": "kunjungan", "asal_id": "1", "asal_teks": "Kunjungan"}
    bawaan = {"uraian": f"Kas {desa.nama}", "penanggung_jawab": "Kaur", "batas_waktu": LAMA, "status": "terbuka"}
    return Temuan.objects.create(desa=desa, **asal | bawaan | isi)


# --- late, in a list over several kecamatan -----------------------------------


def test_temuan_terlambat_menurut_zona_desanya(client, desa_zona, admin, hari):
    semua = {z: temuan(d) for z, d in desa_zona.items()}
    assert {z for z, t in semua.items() if t.terlambat} == baru(hari)
    assert nama(baru(hari)) == sorted(t.desa.nama for t in Temuan.objects.terlambat())
    client.force_login(admin)
    alamat = reverse("tindaklanjut:temuan-daftar")
    jawab = client.get(alamat, {"keadaan": "terlambat", "_export": "xlsx"})
    lembar = load_workbook(BytesIO(b"".join(jawab.streaming_content) if jawab.streaming else jawab.content)).active
    teks = [str(sel) for baris in lembar.iter_rows(min_row=2, values_only=True) for sel in baris]
    assert nama(z for z in ZonaWaktu if f"Kas {z.label}" in teks) == nama(baru(hari))


def test_kunjungan_lewat_menurut_zona_desanya(desa_zona, hari):
    semua = {z: KunjunganFactory(desa=d, tanggal=LAMA, status="dijadwalkan") for z, d in desa_zona.items()}
    assert {z for z, k in semua.items() if k.lewat} == baru(hari)


def test_laporan_monitoring_terlambat_menurut_zona_desanya(desa_zona, hari):
    semua = {z: MonitoringFactory(desa=d, status="berlangsung", batas_laporan=LAMA) for z, d in desa_zona.items()}
    assert {z: m.sisa_hari for z, m in semua.items()} == {z: (LAMA - h).days for z, h in hari.items()}
    assert sorted(m.desa.nama for m in Monitoring.objects.terlambat()) == nama(baru(hari))


def test_laporan_monitoring_diserahkan_terlambat_menurut_zona_desanya(desa_zona, hari):
    kini = datetime.now(UTC)
    semua = {z: MonitoringFactory(desa=d, status="dilaporkan", batas_laporan=LAMA) for z, d in desa_zona.items()}
    for m in semua.values():
        m.dilaporkan = kini
    assert {z for z, m in semua.items() if m.diserahkan_terlambat} == baru(hari)


def test_masa_jabatan_perangkat_berakhir_menurut_zona_desanya(client, desa_zona, admin, hari):
    semua = {z: PerangkatFactory(desa=d, nama=d.nama, selesai=LAMA) for z, d in desa_zona.items()}
    assert {z for z, p in semua.items() if p.berakhir} == baru(hari)
    assert sorted(p.nama for p in Perangkat.objects.menjabat()) == nama(set(ZonaWaktu) - baru(hari))
    client.force_login(admin)
    daftar = client.get(reverse("desa:perangkat-daftar"), {"keadaan": "berakhir"}).context["table"].data
    assert sorted(p.nama for p in daftar) == nama(baru(hari))
    jumlah = {d.nama: d.jumlah_perangkat for d in client.get(reverse("desa:desa-daftar")).context["object_list"]}
    assert jumlah == {z.label: int(z not in baru(hari)) for z in ZonaWaktu}


# --- who holds a post today ---------------------------------------------------


def test_penugasan_mulai_berlaku_pada_jam_wilayahnya(desa_zona, hari):
    for d in desa_zona.values():
        for peran in (Peran.CAMAT, Peran.KEPALA_DESA):
            pengguna_berperan(peran, d, nama=d.nama)
        pengguna_berperan(Peran.PEMANTAU_KABUPATEN, d, nama=d.nama)
    Penugasan.objects.update(mulai=BARU)
    aktif = Penugasan.objects.aktif().values_list("peran", "pengguna__nama")
    tiga = (Peran.CAMAT, Peran.KEPALA_DESA, Peran.PEMANTAU_KABUPATEN)
    assert sorted(aktif) == sorted((peran, n) for peran in tiga for n in nama(baru(hari)))
    assert {(p.pengguna.nama, p.keadaan) for p in Penugasan.objects.all()} == {
        (z.label, "Berlaku" if z in baru(hari) else "Belum mulai") for z in ZonaWaktu
    }
    for peran in tiga:
        ada = {z for z, d in desa_zona.items() if pemegang_peran(d, peran)}
        assert ada == baru(hari), peran
    assert {z for z, d in desa_zona.items() if pemegang_peran_kecamatan(d.kecamatan, Peran.CAMAT)} == baru(hari)


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA, Peran.PEMANTAU_KABUPATEN])
@pytest.mark.parametrize("zona", ZonaWaktu)
def test_halaman_depan_memakai_jam_wilayah_pembacanya(client, desa_zona, hari, zona, peran):
    client.force_login(pengguna_berperan(peran, desa_zona[zona]))
    assert client.get("/").context["hari_ini"] == hari[zona]


@pytest.mark.parametrize("zona", ZonaWaktu)
def test_nama_unduhan_memakai_jam_wilayah_pembacanya(client, desa_zona, hari, zona):
    client.force_login(pengguna_berperan(Peran.PEMANTAU_KABUPATEN, desa_zona[zona]))
    jawab = client.get(reverse("desa:desa-daftar"), {"_export": "xlsx"})
    assert f"desa-{hari[zona]:%Y%m%d}.xlsx" in jawab["Content-Disposition"]


def test_kartu_halaman_depan_dinilai_baris_demi_baris(client, desa_zona, admin, hari):
    for d in desa_zona.values():
        KunjunganFactory(desa=d, tanggal=LAMA, status="dijadwalkan")
        temuan(d)
    client.force_login(admin)
    kotak = {k.judul: sorted(b.desa.nama for b in k.butir) for k in client.get("/").context["kotak"]}
    assert kotak["Kunjungan tujuh hari ini"] == nama(set(ZonaWaktu) - baru(hari))
    assert kotak["Temuan terlambat"] == nama(baru(hari))


# --- notices ------------------------------------------------------------------


def judul(awalan: str) -> dict[str, str]:
    """receiver → title, of the notices that begin so."""
    semua = Pemberitahuan.objects.filter(judul__startswith=awalan).select_related("penerima")
    return {p.penerima.nama: p.judul for p in semua}


def test_pengingat_kunjungan_pada_hari_desanya(desa_zona, orang_zona, hari):
    petugas = orang_zona(Peran.PELAKSANA)
    for z, d in desa_zona.items():
        KunjunganFactory(desa=d, tanggal=BARU, status="dijadwalkan", petugas=[petugas[z]])
        KunjunganFactory(desa=d, tanggal=LAMA, status="dijadwalkan", petugas=[petugas[z]])
    pengingat_harian()
    dekat = set(Pemberitahuan.objects.exclude(judul__contains="lewat").values_list("penerima__nama", "judul"))
    besok = set(ZonaWaktu) - baru(hari)
    assert dekat == {(z.label, f"Hari ini: kunjungan ke Desa {z.label}") for z in ZonaWaktu} | {
        (z.label, f"Besok: kunjungan ke Desa {z.label}") for z in besok
    }
    lewat = Pemberitahuan.objects.filter(judul__contains="lewat").values_list("penerima__nama", flat=True)
    assert sorted(lewat) == nama(baru(hari))


def _ingatkan_temuan():
    for kecamatan in kecamatan_bertemuan():
        temuan_ingatkan(kecamatan_id=kecamatan)


def test_pengingat_temuan_pada_hari_desanya(desa_zona, orang_zona, hari):
    orang_zona(Peran.SEKRETARIS_DESA)
    for d in desa_zona.values():
        temuan(d)
    _ingatkan_temuan()
    keadaan = {z: "terlambat ditindaklanjuti" if z in baru(hari) else "segera jatuh tempo" for z in ZonaWaktu}
    assert judul("1 temuan") == {z.label: f"1 temuan Desa {z.label} {keadaan[z]}" for z in ZonaWaktu}


def test_pengingat_temuan_naik_bila_harinya_lewat_di_desanya(desa_zona, orang_zona, hari):
    """What was announced yesterday evening as due is late where the new day has come; each is said only once."""
    orang_zona(Peran.SEKRETARIS_DESA)
    for d in desa_zona.values():
        temuan(d)
    with time_machine.travel(datetime(2026, 12, 31, 14, 50, tzinfo=UTC), tick=True):
        _ingatkan_temuan()
    _ingatkan_temuan()
    _ingatkan_temuan()
    kali = {z: Pemberitahuan.objects.filter(penerima__nama=z.label).count() for z in ZonaWaktu}
    assert kali == {z: 2 if z in baru(hari) else 1 for z in ZonaWaktu}


def test_pengingat_laporan_pada_hari_desanya(desa_zona, orang_zona, hari):
    petugas = orang_zona(Peran.PELAKSANA)
    for z, d in desa_zona.items():
        MonitoringFactory(desa=d, status="berlangsung", petugas=[petugas[z]], batas_laporan=LAMA)
    pengingat_laporan()
    keadaan = {z: "terlambat" if z in baru(hari) else "jatuh tempo hari ini" for z in ZonaWaktu}
    assert judul("Laporan") == {z.label: f"Laporan monitoring Desa {z.label} {keadaan[z]}" for z in ZonaWaktu}


@pytest.fixture
def wajib(desa_zona):
    """Last year's report, due on its last day, in each kecamatan."""
    kategori = KategoriBerkas.objects.create(kode="lap", nama="Laporan", kelompok="buku", periode="tahunan")
    return {z: wajibkan(d.kecamatan, kategori, mulai=date(2026, 1, 1), hari=0) for z, d in desa_zona.items()}


def test_pengingat_dokumen_wajib_pada_hari_desanya(wajib, orang_zona, hari):
    orang_zona(Peran.SEKRETARIS_DESA)
    for pk in kecamatan_diingatkan():
        ingatkan_kecamatan(kecamatan_id=pk)
    terlambat = Pemberitahuan.objects.filter(judul__icontains="terlambat").values_list("penerima__nama", flat=True)
    assert sorted(terlambat) == nama(baru(hari))


# --- what a form fills in and takes -------------------------------------------


def test_ketentuan_menawarkan_dan_menerima_hari_kecamatannya(desa_zona, orang_zona, hari):
    tempat = {z: d.kecamatan for z, d in desa_zona.items()}
    assert {z: KetentuanForm(kecamatan=k, asal=None).initial["mulai"] for z, k in tempat.items()} == hari
    isi = {"aktif": True, "nama": "Laporan", "pihak": "desa", "oleh": "Sekdes", "tenggat": "akhir tahun"}
    isi |= {"aturan": "tahunan 31 Desember", "dasar": "Surat camat", "alasan": "Rapat"}
    for z, oleh in orang_zona(Peran.VERIFIKATOR).items():
        with pytest.raises(Exception, match="paling cepat hari ini"):
            ketentuan_putuskan(kecamatan=tempat[z], kode="", isi=isi | {"mulai": hari[z] - SEHARI}, oleh=oleh)
        assert ketentuan_putuskan(kecamatan=tempat[z], kode="", isi=isi | {"mulai": hari[z]}, oleh=oleh).kode == "K-001"


def tim(kecamatan, **isi):
    return TimEvaluasi(kecamatan=kecamatan, penerbit=PenerbitSK.KEPALA_DESA, tahun=2026, nama="Tim", **isi)


def test_tanggal_sk_tim_paling_lambat_hari_ini_di_kecamatannya(desa_zona, hari):
    isian = {"sk_nomor": "1", "sk_tanggal": BARU.isoformat()}
    sah = {z for z, d in desa_zona.items() if CatatSKForm(isian, instance=tim(d.kecamatan, desa=d)).is_valid()}
    assert sah == baru(hari)


def test_temuan_ditutup_pada_hari_desanya(desa_zona, orang_zona, hari):
    verifikator = orang_zona(Peran.VERIFIKATOR)
    for z, d in desa_zona.items():
        temuan_tutup(temuan=temuan(d), uraian="Sudah dilihat.", oleh=verifikator[z])
    assert {t.desa.kecamatan.zona_waktu: t.ditutup_pada for t in Temuan.objects.all()} == hari


# --- what a document says -----------------------------------------------------


def camat_berganti(desa):
    """Old camat to the last day of the year, the new one from the first; the new one."""
    Penugasan.objects.create(
        pengguna=PenggunaFactory(nama="Camat Lama"), peran=Peran.CAMAT, kecamatan=desa.kecamatan,
        mulai=date(2020, 1, 1), selesai=LAMA, jabatan="Camat Lama",
    )  # fmt: skip
    pengganti = PenggunaFactory(nama="Camat Baru")
    Penugasan.objects.create(
        pengguna=pengganti, peran=Peran.CAMAT, kecamatan=desa.kecamatan, mulai=BARU, jabatan="Camat Baru"
    )
    return pengganti


@pytest.mark.parametrize("zona", ZonaWaktu)
def test_draf_berita_acara_perut_menyebut_camat_hari_ini(desa_zona, hari, zona):
    """A draft that an officer opens names the camat in office on the kecamatan's day, not on UTC's."""
    camat_berganti(desa_zona[zona])
    kunjungan = KunjunganFactory(desa=desa_zona[zona], tanggal=LAMA, status=StatusKunjungan.BERLANGSUNG)
    petugas = pengguna_berperan(Peran.PELAKSANA, desa_zona[zona])
    isi = berita_acara_isi(Kunjungan.objects.get(pk=kunjungan.pk), oleh=petugas, waktu=datetime.now(UTC))
    assert isi["camat"]["nama"].title() == ("Camat Baru" if zona in baru(hari) else "Camat Lama")


@pytest.mark.parametrize("zona", ZonaWaktu)
def test_sk_tim_menyebut_kepala_desa_hari_ini(desa_zona, hari, zona):
    d = desa_zona[zona]
    PerangkatFactory(desa=d, jabatan="kepala_desa", nama="Kades Lama", selesai=LAMA)
    PerangkatFactory(desa=d, jabatan="kepala_desa", nama="Kades Baru", mulai=BARU)
    orang = penanda_sk(tim(d.kecamatan, desa=d), None, None)
    assert orang.nama.title() == ("Kades Baru" if zona in baru(hari) else "Kades Lama")


# --- forms as data ------------------------------------------------------------


def test_formulir_mulai_berlaku_pada_hari_kecamatannya(desa_zona, hari):
    for z, d in desa_zona.items():
        FormulirMonitoringFactory(kecamatan=d.kecamatan, kode=z.label, berlaku_sejak=BARU)
    terbaru = FormulirMonitoring.objects.berkeadaan().filter(status=StatusInstrumen.TERBIT)
    keadaan = {f.kode: f.keadaan[1] for f in terbaru}
    assert keadaan == {z.label: "Berlaku" if z in baru(hari) else "Berlaku mulai 1 Jan 2027" for z in ZonaWaktu}

"""Sentences that the rooms make of names: a kind stands once, a sentence ends once, no word loses its shape."""

import datetime
import re

import pytest

from akun.enums import Peran
from akun.models import Penugasan
from desa.enums import JabatanPerangkat
from desa.models import Desa, Kabupaten, Kecamatan
from desa.tests.factories import PerangkatFactory
from evaluasi import acuan as evaluasi_acuan
from evaluasi.hasil import hasil_berjalan
from evaluasi.models import FormulirEvaluasi
from evaluasi.reports.laporan import isi_awal
from evaluasi.tests.contoh import evaluasi_dinilai, tiga_orang
from evaluasi.tindakan import kelanjutan
from monitoring import acuan as monitoring_acuan
from monitoring.reports.usulan import laporan_usulan
from monitoring.tests import contoh_monitoring
from naskah.bagian import camat, kepala_desa, kop

GANDA = re.compile(r"\b(desa|kelurahan|kecamatan|kabupaten|kota|camat) \1\b|(?<!\.)\.\.(?!\.)", re.IGNORECASE)


@pytest.mark.parametrize(
    ("wilayah", "sebutan"),
    [
        (Desa(nama="Putat Basiun"), "Desa Putat Basiun"),
        (Desa(nama="Desa Putat Basiun"), "Desa Putat Basiun"),
        (Desa(nama="DESA PUTAT BASIUN"), "Desa PUTAT BASIUN"),
        (Desa(nama="Awayan", jenis="kelurahan"), "Kelurahan Awayan"),
        (Desa(nama="Kelurahan Awayan", jenis="kelurahan"), "Kelurahan Awayan"),
        (Kecamatan(nama="Awayan"), "Kecamatan Awayan"),
        (Kecamatan(nama="Kecamatan Awayan"), "Kecamatan Awayan"),
        (Kecamatan(nama="Kota Baru"), "Kecamatan Kota Baru"),
        (Kabupaten(kode="63.11", nama="Kabupaten Balangan"), "Kabupaten Balangan"),
        (Kabupaten(kode="63.11", nama="Balangan"), "Kabupaten Balangan"),
        (Kabupaten(kode="63.72", nama="Banjarbaru"), "Kota Banjarbaru"),
        (Kabupaten(kode="63.72", nama="Kota Banjarbaru"), "Kota Banjarbaru"),
        (Kabupaten(kode="62.01", nama="Kota Waringin Barat"), "Kabupaten Kota Waringin Barat"),
    ],
)
def test_wilayah_disebut_dengan_jenisnya_satu_kali(wilayah, sebutan):
    assert str(wilayah) == sebutan


@pytest.mark.parametrize(
    ("tugas", "sebutan"),
    [
        (Penugasan(peran=Peran.CAMAT, kecamatan=Kecamatan(nama="Kecamatan Awayan")), "Camat Awayan"),
        (Penugasan(peran=Peran.KEPALA_DESA, desa=Desa(nama="Desa Putat")), "Kepala Desa Putat"),
        (Penugasan(peran=Peran.PEMANTAU_KABUPATEN, kabupaten=Kabupaten(kode="63.11", nama="Kabupaten Balangan")),
         "Pemantau Kabupaten Balangan"),
        (Penugasan(peran=Peran.VERIFIKATOR, kecamatan=Kecamatan(nama="Awayan")), "Verifikator Awayan"),
        (Penugasan(peran=Peran.ADMIN), "Admin"),
    ],
)  # fmt: skip
def test_penugasan_disebut_dengan_wilayahnya_satu_kali(tugas, sebutan):
    assert tugas.sebutan == sebutan


@pytest.mark.django_db
def test_kop_dan_pejabat_dari_nama_yang_sudah_berjenis(desa):
    kecamatan = desa.kecamatan
    kecamatan.nama, kecamatan.kabupaten.nama, desa.nama = "Kecamatan Awayan", "Balangan", "Desa Putat Basiun"
    PerangkatFactory(desa=desa, nama="Ahmad", jabatan=JabatanPerangkat.KEPALA_DESA, plt=True)
    kepala = kop(kecamatan)
    assert (kepala.pemerintah, kepala.kecamatan) == ("PEMERINTAH KABUPATEN BALANGAN", "KECAMATAN AWAYAN")
    hari = datetime.date(2026, 5, 5)
    assert camat(kecamatan, hari).jabatan == "Camat Awayan"
    assert kepala_desa(desa, hari).jabatan == "Plt. Kepala Desa Putat Basiun"


@pytest.mark.django_db
def test_usulan_laporan_monitoring_tidak_menyebut_desa_dua_kali():
    monitoring_acuan.muat()
    m = contoh_monitoring.monitoring_biasa()
    m.nomor_bidang, m.bidang = 5, "Bidang Penanggulangan Bencana, Keadaan Darurat dan Mendesak Desa"
    usulan = laporan_usulan(m)
    assert usulan.maksud.endswith("keadaan darurat dan mendesak Desa Putat Basiun, dengan sasaran:")


@pytest.mark.django_db
def test_kesimpulan_evaluasi_tidak_menyebut_desa_dua_kali(desa):
    evaluasi_acuan.muat()
    formulir = list(FormulirEvaluasi.objects.order_by("urut"))
    evaluasi = evaluasi_dinilai(desa, tiga_orang(desa), formulir)
    isi_awal(evaluasi, hasil_berjalan(evaluasi))
    assert evaluasi.kesimpulan.splitlines()[0].startswith(f"Pengelolaan keuangan {desa} bernilai ")
    assert GANDA.findall("\n".join([evaluasi.kesimpulan, evaluasi.isi_kegiatan, *evaluasi.saran])) == []


@pytest.mark.django_db
def test_nama_bergelar_di_akhir_kalimat_tidak_bertitik_dua(desa):
    evaluasi = evaluasi_dinilai(desa, tiga_orang(desa), [], nilai=False)
    evaluasi.tim.anggota.update(nama="Siti Aminah, S.Sos., M.AP.")
    evaluasi.penilaian.exclude(anggota=evaluasi.tim.anggota.first()).delete()
    assert kelanjutan(evaluasi) == "Menunggu nilai dari Siti Aminah, S.Sos., M.AP."

"""A fact that only an office's own set asks for: on the page, in the workbook, in Siskeudes' zip, in the verdict."""

import datetime
import io
import json
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes import aturan
from apbdes.buku_kerja import TidakTerbaca, baca, templat, tulis
from apbdes.enums import StatusVersi as S
from apbdes.fakta import baca as baca_fakta
from apbdes.fakta import buka, dari_simpanan, kemas, simpanan
from apbdes.gramatika.bentuk import BentukFakta
from apbdes.impor import baca_berkas
from apbdes.kantor.nilai import struktur
from apbdes.katalog import RESMI
from apbdes.kemas import buka_kemasan
from apbdes.kemas import kemas as kemas_anggaran
from apbdes.models import FaktaDesa, VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.perangkat import fakta_untuk
from apbdes.services import aturan_kantor as services
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.services.fakta import fakta_simpan
from apbdes.siskeudes import baca_siskeudes, tulis_siskeudes
from apbdes.tests.contoh import utuh
from apbdes.tests.contoh_evaluasi import siap
from apbdes.views.impor import SESI, katalog_versi
from dasar.waktu import hari_ini
from desa.tests.factories import DesaFactory

KODE, TAHUN = "perbup-uji-13", 2026
NASKAH = """\
kode: perbup-uji-13
nama: Perbup Uji 13
judul: Pedoman
peraturan: [Peraturan Bupati Uji Nomor 13 tentang Pedoman]
wilayah: {wilayah}
tahun: [{tahun}]
pilihan:
  lampu: {{arti: lampu jalan, uraian: lampu jalan}}
fakta:
  luas_sawah: {{arti: luas sawah dalam hektare, jenis: bilangan}}
  hibah_pihak_ketiga: {{arti: hibah pihak ketiga, jenis: rupiah}}
  sk_adat: {{arti: tanggal SK masyarakat adat, jenis: tanggal}}
  letak: {{arti: letak desa, jenis: pilihan, pilihan: [pesisir, tepi_hutan]}}
  ada_listrik: {{arti: desa berlistrik PLN, jenis: ya}}
aturan:
- kode: SWH-01
  judul: Luas sawah paling banyak 12,5 hektare
  tingkat: wajib
  dasar: Pasal 5
  bunyi: Luas sawah desa paling banyak 12,5 hektare.
  data: luas_sawah
  paling_banyak: 12,5
  perbaikan: Betulkan luasnya.
  contoh:
  - {{putusan: terpenuhi, identitas: {{luas_sawah: "12,5"}}}}
  - {{putusan: dilanggar, identitas: {{luas_sawah: "12,6"}}}}
- kode: LMP-01
  judul: Desa tanpa listrik tidak membeli lampu jalan
  tingkat: wajib
  dasar: Pasal 6
  bunyi: Lampu jalan hanya bagi desa berlistrik.
  data: ada_listrik
  sama_dengan: ya
  perbaikan: Pindahkan anggarannya.
  contoh:
  - {{putusan: terpenuhi, identitas: {{ada_listrik: ya}}}}
  - {{putusan: dilanggar, identitas: {{ada_listrik: tidak}}}}
"""
SAWAH = BentukFakta("luas sawah dalam hektare", "bilangan", pecahan=True)
ISI = {
    "luas_sawah": Fraction(25, 2),
    "hibah_pihak_ketiga": 150_000_050,
    "sk_adat": datetime.date(2026, 2, 28),
    "letak": "tepi_hutan",
    "ada_listrik": False,
}
TERTULIS = {
    "luas_sawah": "12,5",
    "hibah_pihak_ketiga": "1.500.000,50",
    "sk_adat": "2026-02-28",
    "letak": "tepi_hutan",
    "ada_listrik": "tidak",
}


def terbitkan(desa, tahun, naskah=NASKAH):
    kabupaten = desa.kecamatan.kabupaten
    oleh = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)
    isi = struktur(naskah.format(wilayah=kabupaten.kode, tahun=tahun))
    perangkat = services.perangkat_buat(kabupaten=kabupaten, isi=isi, oleh=oleh)
    perangkat = services.perangkat_ajukan(perangkat=perangkat, oleh=oleh)
    return services.perangkat_terbitkan(perangkat=perangkat, oleh=pengguna_berperan(Peran.ADMIN_KABUPATEN, desa))


def segar(versi):
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


def putusan(versi):
    semua = {p.aturan.kode: p.hasil.putusan for p in penilaian(segar(versi)).putusan}
    return semua["SWH-01"], semua["LMP-01"]


def alamat(versi):
    return reverse("apbdes:versi-fakta", args=[versi.pk])


@pytest.fixture
def versi(desa):
    versi = siap(desa, tahun=TAHUN)
    terbitkan(desa, versi.apbdes.tahun)
    return segar(versi)


# --- values -----------------------------------------------------------------------------------
def test_pecahan_hanya_bagi_yang_bukan_hitungan():
    assert baca_fakta(SAWAH, "12,5") == Fraction(25, 2)
    assert dari_simpanan("bilangan", simpanan(Fraction(25, 2))) == Fraction(25, 2)
    with pytest.raises(ValueError, match="negatif"):
        baca_fakta(SAWAH, "-1")


def test_dikemas_dengan_jenisnya_dan_dibuka_tanpa_perangkatnya():
    isi = ISI | {"jumlah_rt": 8, "ada_tanah_bengkok": True}
    assert buka(json.loads(json.dumps(kemas(isi)))) == isi
    assert kemas({"jumlah_rt": 8}) == {"jumlah_rt": "8"}  # as it was frozen before
    assert buka({"tak_dikenal": "8", "jumlah_rt": ""}) == {}


# --- from the page to the verdict -------------------------------------------------------------
@pytest.mark.django_db
def test_ditanyakan_di_halaman_dan_memutuskan(client, versi, orang):
    assert putusan(versi) == ("tidak_dapat_ditentukan", "tidak_dapat_ditentukan")
    client.force_login(orang["sekretaris_desa"])
    halaman = client.get(alamat(versi)).content.decode()
    assert "Luas sawah dalam hektare" in halaman
    assert "Tepi hutan" in halaman
    assert client.post(alamat(versi), {"dari": "0"} | TERTULIS).status_code == 302
    assert anggaran_dari_versi(segar(versi)).fakta == ISI
    assert putusan(versi) == ("terpenuhi", "dilanggar")
    baris = FaktaDesa.objects.get(nama="luas_sawah")
    assert (baris.jenis, baris.nilai, baris.oleh) == ("bilangan", "25/2", orang["sekretaris_desa"])
    form = client.get(alamat(versi)).context["form"]
    assert {k: str(form[k].value()) for k in TERTULIS} == TERTULIS
    lagi = {"dari": client.get(alamat(versi)).context["dari"]} | TERTULIS | {"luas_sawah": "12,6"}
    assert client.post(alamat(versi), lagi).status_code == 302
    assert putusan(versi)[0] == "dilanggar"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nama", "tertulis"),
    [
        ("luas_sawah", "luas"),
        ("luas_sawah", "-2"),
        ("hibah_pihak_ketiga", "1,005"),
        ("sk_adat", "besok"),
        ("letak", "gunung"),
        ("ada_listrik", "mungkin"),
    ],
)
def test_yang_bukan_jenisnya_ditolak_di_isiannya(client, versi, orang, nama, tertulis):
    client.force_login(orang["sekretaris_desa"])
    jawab = client.post(alamat(versi), {"dari": "0"} | TERTULIS | {nama: tertulis})
    assert (jawab.status_code, list(jawab.context["form"].errors)) == (422, [nama])
    assert not FaktaDesa.objects.exists()


@pytest.mark.django_db
def test_hanya_desa_dan_tahun_perangkat_itu(client, versi, desa):
    assert "luas_sawah" in fakta_untuk(versi)
    lain = siap(DesaFactory(), tahun=TAHUN)
    assert "luas_sawah" not in fakta_untuk(lain)
    assert "luas_sawah" not in fakta_untuk(siap(DesaFactory(kecamatan=desa.kecamatan), tahun=versi.apbdes.tahun - 1))
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, lain.apbdes.desa))
    client.post(alamat(lain), {"dari": "0"} | TERTULIS)
    assert not FaktaDesa.objects.exists()


@pytest.mark.django_db
def test_yang_beku_tetap_dengan_jenisnya(desa, orang):
    versi = siap(desa, S.DIEVALUASI, tahun=TAHUN)
    terbitkan(desa, TAHUN)
    assert fakta_simpan(versi=versi, isi=ISI, oleh=orang["verifikator"], dari=0) == len(ISI)
    beku = {"fakta": kemas(anggaran_dari_versi(segar(versi)).fakta), "perangkat": []}
    VersiApbdes.objects.filter(pk=versi.pk).update(beku=beku)
    FaktaDesa.objects.create(
        desa=versi.apbdes.desa,
        tahun=versi.apbdes.tahun,
        nama="luas_sawah",
        jenis="bilangan",
        nilai="99",
        oleh=orang["verifikator"],
    )
    assert anggaran_dari_versi(segar(versi)).fakta == ISI


@pytest.mark.django_db
def test_yang_tercatat_dengan_jenis_lain_tidak_memutuskan(versi, orang):
    FaktaDesa.objects.create(
        desa=versi.apbdes.desa,
        tahun=versi.apbdes.tahun,
        nama="luas_sawah",
        jenis="tanggal",
        nilai="2026-01-01",
        oleh=orang["verifikator"],
    )
    assert putusan(versi)[0] == "tidak_dapat_ditentukan"


@pytest.mark.django_db
def test_nama_yang_sudah_ditanyakan_tidak_berganti_jenis(versi, desa):
    tahun = versi.apbdes.tahun
    naskah = NASKAH.replace(KODE, "perbup-uji-14").replace("jenis: rupiah", "jenis: bilangan")
    with pytest.raises(Exception, match="hibah_pihak_ketiga” sudah ditanyakan kepada desa sebagai rupiah"):
        terbitkan(desa, tahun + 1, naskah)


# --- workbook, Siskeudes, session -------------------------------------------------------------
@pytest.mark.django_db
def test_kunci_identitas_dari_templat_sampai_ekspor(client, versi, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    berkas = client.get(reverse("apbdes:versi-templat", args=[versi.pk])).content
    lembar = openpyxl.load_workbook(io.BytesIO(berkas))["Identitas"]
    assert set(ISI) <= {r[0].value for r in lembar.iter_rows()}
    anggaran = replace(anggaran_dari_versi(versi), fakta=ISI)
    isi = tulis(anggaran, RESMI, fakta_untuk(versi))
    assert baca_berkas(isi, versi, katalog_versi(versi)).anggaran.fakta == ISI
    assert buka_kemasan(json.loads(json.dumps(kemas_anggaran(anggaran)))).fakta == ISI
    zip_ = tulis_siskeudes(anggaran, RESMI, fakta_untuk(versi))
    kamus = fakta_untuk(versi)
    kembali = baca_siskeudes(
        zip_, kode_desa=desa.kode, tahun=versi.apbdes.tahun, jenis="murni", kamus=lambda _d, _t: kamus
    )
    assert kembali.anggaran.fakta == ISI
    fakta_simpan(versi=versi, isi=ISI, oleh=orang["sekretaris_desa"], dari=None)
    unduhan = client.get(reverse("apbdes:versi-ekspor", args=[versi.pk, "xlsx"])).content
    assert baca(unduhan, lambda _d, _t: kamus).fakta == ISI


@pytest.mark.django_db
def test_yang_keliru_dan_yang_tak_dikenal_di_selnya(versi):
    buku = openpyxl.load_workbook(io.BytesIO(templat(utuh(), RESMI, fakta_untuk(versi))))
    lembar = buku["Identitas"]
    (baris,) = [r[0].row for r in lembar.iter_rows() if r[0].value == "letak"]
    lembar.cell(baris, 2, "gunung")
    asing = lembar.max_row + 1
    lembar.cell(asing, 1, "luas_kebun")
    isi = io.BytesIO()
    buku.save(isi)
    with pytest.raises(TidakTerbaca) as galat:
        baca(isi.getvalue(), lambda _d, _t: fakta_untuk(versi))
    pesan = {g.baris: g.pesan for g in galat.value.galat if g.lembar == "Identitas"}
    assert "pesisir, tepi_hutan" in pesan[baris]
    assert "“luas_kebun” tidak dikenal" in pesan[asing]
    with pytest.raises(TidakTerbaca, match="letak"):  # where that set does not apply
        baca(isi.getvalue())


@pytest.mark.django_db
def test_buku_kerja_dengan_fakta_sendiri_diimpor_lewat_halaman(client, versi, orang):
    client.force_login(orang["sekretaris_desa"])
    anggaran = replace(anggaran_dari_versi(versi), fakta=ISI)
    isi = SimpleUploadedFile("desa.xlsx", tulis(anggaran, RESMI, fakta_untuk(versi)))
    pratinjau = client.post(reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": isi})
    kunci = client.session[SESI]["kunci"]
    assert pratinjau.status_code == 200
    jawab = client.post(reverse("apbdes:versi-impor-simpan", args=[versi.pk]), {"kunci": kunci})
    assert jawab.status_code == 302
    assert anggaran_dari_versi(segar(versi)).fakta == ISI
    assert putusan(versi) == ("terpenuhi", "dilanggar")


# --- the command ------------------------------------------------------------------------------
@pytest.fixture
def berkas_aturan(tmp_path, monkeypatch):
    for berkas in aturan.FOLDER.glob("*.yaml"):
        (tmp_path / berkas.name).write_text(berkas.read_text())
    nasional = (tmp_path / "nasional-2024.yaml").read_text()
    uji = nasional.replace("kode: nasional-2024", "kode: uji-99", 1)
    uji += "\nfakta:\n  luas_sawah: {arti: luas sawah, jenis: bilangan}\n"
    (tmp_path / "uji-99.yaml").write_text(uji.replace("tahun: [2024]", 'tahun: [2024]\nwilayah: "99.99"', 1))
    monkeypatch.setattr(aturan, "FOLDER", tmp_path)
    aturan.baca_perangkat.cache_clear()
    yield
    aturan.baca_perangkat.cache_clear()


@pytest.mark.usefixtures("berkas_aturan")
@pytest.mark.parametrize(
    ("diminta", "kode_desa", "dikenal"),
    [
        (["uji-99"], "61.11.01.2001", True),  # named
        ([], "99.99.01.2001", True),  # of its region
        ([], "61.11.01.2001", False),
    ],
)
def test_perintah_mengenal_fakta_perangkat_yang_dipakai(tmp_path, capsys, diminta, kode_desa, dikenal):
    anggaran = replace(utuh(), kode_desa=kode_desa, tahun=2024, fakta={"luas_sawah": Fraction(25, 2)})
    berkas = tmp_path / "desa.xlsx"
    berkas.write_bytes(tulis(anggaran, RESMI, {"luas_sawah": SAWAH}))
    with pytest.raises(SystemExit) as keluar:
        call_command("apbdes_periksa", str(berkas), *(["--aturan", *diminta] if diminta else []))
    keluaran = capsys.readouterr()
    assert (keluar.value.code != 2) == dikenal
    assert ("“luas_sawah” tidak dikenal" in keluaran.err) != dikenal


@pytest.mark.django_db
def test_tanggal_disepakati_di_masa_depan_menolak_seluruh_impor(client, versi, orang):
    client.force_login(orang["sekretaris_desa"])
    besok = hari_ini(versi.apbdes.desa.kecamatan) + datetime.timedelta(days=1)
    anggaran = replace(anggaran_dari_versi(versi), fakta=ISI | {"tanggal_disepakati": besok})
    isi = SimpleUploadedFile("desa.xlsx", tulis(anggaran, RESMI, fakta_untuk(versi)))
    client.post(reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": isi})
    jawab = client.post(reverse("apbdes:versi-impor-simpan", args=[versi.pk]), {"kunci": client.session[SESI]["kunci"]})
    assert jawab.status_code == 422
    assert "Tanggal disepakati tidak boleh di masa depan" in jawab.content.decode()
    assert (segar(versi).versi, FaktaDesa.objects.count()) == (versi.versi, 0)

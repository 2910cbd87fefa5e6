"""The table of an office, the list of a village, and the forms: through the pages, as each of them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan, tugaskan
from berkas.acuan import muat as kategori_muat
from dasar.waktu import hari_ini
from desa.tests.factories import DesaFactory, KecamatanFactory
from kewajiban.models import Kejadian, Ketentuan, Pemenuhan, Penghitungan

pytestmark = [pytest.mark.django_db, pytest.mark.waktu]


@pytest.fixture
def desa(db):
    return DesaFactory(kecamatan=KecamatanFactory(kode="99.99.99", kabupaten__kode="99.99"))


@pytest.fixture
def mulai(desa):
    return Penghitungan.objects.create(kecamatan=desa.kecamatan, mulai=date(hari_ini(desa).year, 1, 1))


@pytest.fixture
def sebagai(client, desa):
    def masuk(peran):
        orang = pengguna_berperan(peran, desa)
        client.force_login(orang)
        return client

    return masuk


def alamat(nama, *args, **isi):
    return reverse(f"kewajiban:{nama}", args=args, query=isi or None)


def test_sebelum_dihitung_camat_diajak_memulai_dan_staf_diberi_tahu_siapa(sebagai):
    assert "Mulai menghitung" in sebagai(Peran.CAMAT).get(alamat("tabel")).content.decode()
    isi = sebagai(Peran.PELAKSANA).get(alamat("tabel")).content.decode()
    assert "Mulai menghitung" not in isi
    assert "Camat atau verifikator menetapkan" in isi


def test_camat_memulai_lalu_tabelnya_terisi(sebagai, desa):
    klien = sebagai(Peran.CAMAT)
    awal = date(hari_ini(desa).year, 1, 1)
    jawab = klien.post(alamat("penghitungan"), {"mulai": awal, "akhir_minggu": "kalender", "versi": ""}, follow=True)
    assert jawab.redirect_chain
    isi = jawab.content.decode()
    assert desa.nama in isi
    assert "LPJ APB Desa" in isi
    assert Penghitungan.objects.get().akhir_minggu == "kalender"


def test_halaman_lama_tidak_menimpa_putusan_orang_lain(sebagai, desa, mulai):
    klien = sebagai(Peran.CAMAT)
    Penghitungan.objects.update(versi=7)
    kirim = {"mulai": mulai.mulai, "akhir_minggu": "kalender", "versi": "1"}
    jawab = klien.post(alamat("penghitungan"), kirim)
    assert jawab.status_code == 422
    assert Penghitungan.objects.get().akhir_minggu == "tanggal"


@pytest.mark.parametrize("isi", [{"mulai": "kemarin", "akhir_minggu": "x"}, {"mulai": "", "akhir_minggu": "tanggal"}])
def test_penghitungan_yang_keliru_ditolak_di_tempatnya(sebagai, desa, isi):
    assert sebagai(Peran.CAMAT).post(alamat("penghitungan"), isi).status_code == 422
    assert not Penghitungan.objects.exists()


def test_desa_membaca_miliknya_sendiri_dan_tidak_mencatat_pemenuhan(sebagai, desa, mulai):
    klien = sebagai(Peran.SEKRETARIS_DESA)
    isi = klien.get(alamat("desa", desa.pk)).content.decode()
    assert "Menutup buku kas umum" in isi
    assert "Catat dipenuhi" not in isi
    assert klien.get(alamat("desa", DesaFactory(kecamatan=desa.kecamatan).pk)).status_code == 404
    assert klien.get(alamat("tabel")).url == alamat("desa", desa.pk)  # its own, not the table of all


def test_staf_mencatat_dipenuhi_lalu_menghapusnya(sebagai, desa, mulai):
    klien = sebagai(Peran.PELAKSANA)
    periode = f"{hari_ini(desa).year}-01"
    kirim = {"hari": hari_ini(desa), "keterangan": "dilihat waktu kunjungan"}
    jawab = klien.post(alamat("pemenuhan-catat", desa.pk, "KW-211", periode=periode, sejak=""), kirim, follow=True)
    assert "dilihat waktu kunjungan" in jawab.content.decode()
    catatan = Pemenuhan.objects.get()
    assert (catatan.kode, catatan.periode, catatan.sejak) == ("KW-211", periode, None)
    assert klien.post(alamat("pemenuhan-catat", desa.pk, "KW-211", periode=periode), kirim).status_code == 422  # twice
    klien.post(alamat("pemenuhan-hapus", catatan.pk))
    assert not Pemenuhan.objects.exists()


@pytest.mark.parametrize("isi", [{"periode": "1999"}, {"periode": ""}, {"sejak": "kapan"}])
def test_pemenuhan_atas_yang_tidak_dituntut(sebagai, desa, mulai, isi):
    assert sebagai(Peran.PELAKSANA).get(alamat("pemenuhan-catat", desa.pk, "KW-211", **isi)).status_code == 404


def test_hari_yang_belum_tiba_ditolak_dan_yang_diketik_tetap_ada(sebagai, desa):
    kirim = {"jenis": "selesai_kegiatan", "hari": hari_ini(desa) + timedelta(days=1), "keterangan": "Jembatan RT 2"}
    jawab = sebagai(Peran.SEKRETARIS_DESA).post(alamat("kejadian-catat", desa.pk), kirim)
    assert jawab.status_code == 422
    assert "Hari itu belum tiba." in jawab.content.decode()
    assert "Jembatan RT 2" in jawab.content.decode()


def test_sekdes_mencatat_kejadian_dan_kewajibannya_bertanggal(sebagai, desa, mulai):
    klien = sebagai(Peran.SEKRETARIS_DESA)
    kirim = {"jenis": "selesai_kegiatan", "hari": hari_ini(desa), "keterangan": ""}
    isi = klien.post(alamat("kejadian-catat", desa.pk), kirim, follow=True).content.decode()
    assert "Laporan akhir realisasi pelaksanaan kegiatan dan anggaran" in isi
    klien.post(alamat("kejadian-hapus", Kejadian.objects.get().pk))
    assert not Kejadian.objects.exists()


def test_verifikator_mengubah_satu_kewajiban_dengan_alasan(sebagai, desa):
    kategori_muat()
    klien = sebagai(Peran.VERIFIKATOR)
    halaman = klien.get(alamat("ketentuan-ubah", "KW-217"))
    kirim = halaman.context["form"].initial | {"aktif": "on", "aturan": "tahunan akhir Februari"}
    assert klien.post(alamat("ketentuan-ubah", "KW-217"), kirim | {"alasan": ""}).status_code == 422
    jawab = klien.post(alamat("ketentuan-ubah", "KW-217"), kirim | {"alasan": "Surat bupati"}, follow=True)
    assert "Surat bupati" in jawab.content.decode()
    ubah = Ketentuan.objects.get()
    assert (ubah.kode, ubah.kategori, ubah.tahun_dokumen) == ("KW-217", "lppd", -1)
    assert klien.post(alamat("ketentuan-ubah", "KW-217"), kirim | {"alasan": "Lagi"}).status_code == 422  # same day


def test_dua_peran_di_dua_kecamatan(client, desa, mulai):
    """A verifikator here and a secretary there decides here, and reads his own village there."""
    lain = DesaFactory()
    orang = pengguna_berperan(Peran.VERIFIKATOR, desa)
    tugaskan(orang, Peran.SEKRETARIS_DESA, lain)
    client.force_login(orang)
    kode = {"kecamatan": lain.kecamatan.kode}
    assert client.get(alamat("penghitungan", kecamatan=desa.kecamatan.kode)).status_code == 200
    assert client.get(alamat("penghitungan", **kode)).status_code == 403
    assert client.get(alamat("ketentuan-ubah", "KW-217", **kode)).status_code == 403
    assert client.get(alamat("desa", lain.pk)).status_code == 200
    assert client.get(alamat("pemenuhan-catat", lain.pk, "KW-211", periode="2026-01")).status_code == 403


def test_tabel_hanya_memuat_desa_yang_dibaca_sebagai_kecamatan(client, desa, mulai):
    lain = DesaFactory()
    orang = pengguna_berperan(Peran.PELAKSANA, desa)
    tugaskan(orang, Peran.SEKRETARIS_DESA, lain)
    Penghitungan.objects.create(kecamatan=lain.kecamatan, mulai=mulai.mulai)
    client.force_login(orang)
    isi = client.get(alamat("tabel")).content.decode()
    assert alamat("desa", desa.pk) in isi
    assert alamat("desa", lain.pk) not in isi
    # There he works in a village, and reads that one; of a third kecamatan nothing.
    assert client.get(alamat("tabel", kecamatan=lain.kecamatan.kode)).url == alamat("desa", lain.pk)
    assert client.get(alamat("tabel", kecamatan=DesaFactory().kecamatan.kode)).status_code == 422


@pytest.mark.parametrize("tahun", ["1999", "x", "9" * 30])
def test_tahun_di_luar_pilihan(sebagai, desa, mulai, tahun):
    assert sebagai(Peran.CAMAT).get(alamat("tabel", tahun=tahun)).status_code == 422
    assert sebagai(Peran.CAMAT).get(alamat("desa", desa.pk, tahun=tahun)).status_code == 422


def test_unduhan_sama_dengan_tabelnya(sebagai, desa, mulai):
    klien = sebagai(Peran.CAMAT)
    t = klien.get(alamat("tabel")).context["t"]
    buku = load_workbook(BytesIO(klien.get(alamat("tabel", _export="xlsx")).content))
    kepala, *isi = [[s.value for s in baris] for baris in buku["Kewajiban"].iter_rows()]
    assert kepala[3:-1] == [k.nama_singkat for k in t.kolom]
    (b,) = t.baris
    assert [(r[0], r[2], r[-1]) for r in isi] == [(desa.nama, b.kepatuhan.persen, b.terlambat)]
    rinci = [r[0].value for r in buku["Rincian"].iter_rows(min_row=2)]
    assert len(rinci) == sum(len(k.sel) for k in b.kotak) > 0
    assert klien.get(alamat("tabel", _export="xlsx", tahun="1999")).status_code == 302  # no file of another year

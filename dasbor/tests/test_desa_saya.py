"""What is asked of a village: signatures first, late before due, at most three urgent, and each post its own list."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from akun.enums import DESA, Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusVersi
from apbdes.tests.factories import VersiApbdesFactory
from berkas.models import KategoriBerkas
from dasar.waktu import hari_ini
from dasbor.bahan import keadaan_desa, keadaan_tanpa_nama
from dasbor.desa_saya.diminta import (
    BERTANGGAL,
    LAINNYA,
    TANDA_TANGAN,
    Diminta,
    diminta_dari,
    kesepakatan_desa,
    susun,
)
from desa.models import Desa, Kecamatan
from desa.tests.factories import DesaFactory
from kewajiban.tests.factories import wajibkan
from naskah.models import Kiriman
from naskah.tests.factories import NaskahFactory
from perut.enums import StatusKunjungan
from perut.models import Kesepakatan
from perut.tests.factories import KunjunganFactory
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.django_db, pytest.mark.waktu]
ALAMAT, KEADAAN, TAHUN = (reverse(f"dasbor:desa-saya{b}") for b in ("", "-keadaan", "-tahun"))
ANGKA = (
    "buku_tertib",
    "persen_buku",
    "temuan_terbuka",
    "temuan_terlambat",
    "dituntut",
    "dokumen_terlambat",
    "terakhir_dikunjungi",
)
PADA = date(2026, 6, 15)


def minta(teks, golongan=BERTANGGAL, hari=None, *, telat=False):
    batas = None if hari is None else PADA + timedelta(days=hari)
    return Diminta("Uji", "flag", teks, None, "/", golongan, batas, telat)


def teks(butir):
    return [d.teks for d in butir]


def test_tanda_tangan_dahulu_lalu_terlambat_lalu_yang_dekat():
    semua = [
        minta("sebulan", hari=31),
        minta("terima", LAINNYA),
        minta("jauh", hari=32),
        minta("telat lama", hari=-9, telat=True),
        minta("besok", hari=1),
        minta("tanda tangan", TANDA_TANGAN),
        minta("telat baru", hari=-1, telat=True),
    ]
    d = susun(semua, PADA)
    assert teks(d.mendesak) == ["tanda tangan", "telat lama", "telat baru"]
    assert (teks(d.telat), teks(d.sebulan), teks(d.lain)) == ([], ["besok", "sebulan"], ["jauh", "terima"])
    assert d.jumlah == len(semua)


def test_paling_banyak_tiga_yang_mendesak_dan_tidak_ada_yang_hilang():
    semua = [minta(f"telat {n}", hari=-n, telat=True) for n in range(1, 9)]
    d = susun(semua, PADA)
    assert teks(d.mendesak) == ["telat 8", "telat 7", "telat 6"]
    assert teks(d.telat) == ["telat 5", "telat 4", "telat 3", "telat 2", "telat 1"]
    assert susun([minta("empat hari", hari=4), minta("tiga hari", hari=3)], PADA).mendesak[0].teks == "tiga hari"
    assert susun([], PADA).jumlah == 0


def temuan(desa, uraian, batas, status=StatusTemuan.TERBUKA):
    asal = {"asal_jenis": "kunjungan", "asal_id": "1", "asal_teks": "Uji", "penanggung_jawab": "Kaur Keuangan"}
    return Temuan.objects.create(desa=desa, uraian=uraian, batas_waktu=batas, status=status, **asal)


@pytest.fixture
def isi(desa):
    hari = hari_ini(desa)
    temuan(desa, "Temuan lama", hari - timedelta(days=40))
    temuan(desa, "Temuan baru", hari + timedelta(days=10))
    temuan(desa, "Sudah dijawab", hari - timedelta(days=40), StatusTemuan.DIJAWAB)
    kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD", kelompok="laporan", periode="tahunan")
    wajibkan(desa.kecamatan, kategori, mulai=date(hari.year - 1, 1, 1))
    VersiApbdesFactory(desa=desa, tahun=2020, status=StatusVersi.SESUAI)
    VersiApbdesFactory(
        desa=desa, tahun=2021, status=StatusVersi.PERLU_DIPERBAIKI, batas_perbaikan=hari + timedelta(days=5)
    )
    naskah = NaskahFactory(kecamatan=desa.kecamatan, desa=desa, perihal="Surat untuk desa")
    Kiriman.objects.create(naskah=naskah, desa=desa)
    temuan(DesaFactory(kecamatan=desa.kecamatan), "Temuan tetangga", hari)
    return desa


def jenis(pengguna, desa):
    return {(d.jenis, d.teks) for d in diminta_dari(pengguna, [desa]) if d.jenis != "Kirim dokumen"}


def test_kades_dan_sekdes_melihat_daftar_yang_berbeda(isi, orang):
    """The kepala desa what only he does, and what became late; the sekretaris all of it."""
    bersama = {("Jawab temuan", "Temuan lama"), ("Nyatakan terima", "Surat untuk desa")}
    tetapkan = {("Tetapkan APB Desa", "tahun 2020, murni")}
    kerja = {("Jawab temuan", "Temuan baru"), ("Perbaiki APB Desa", "tahun 2021, murni")}
    assert jenis(orang["kepala_desa"], isi) == bersama | tetapkan
    assert jenis(orang["sekretaris_desa"], isi) == bersama | tetapkan | kerja
    assert {j for j, _ in jenis(orang["penyusun_desa"], isi)} == {"Perbaiki APB Desa"}
    dokumen = [d for d in diminta_dari(orang["sekretaris_desa"], [isi]) if d.jenis == "Kirim dokumen"]
    assert f"LPPD, {hari_ini(isi).year - 1}" in teks(dokumen)


def test_dokumen_sejenis_satu_baris(client, desa, orang):
    """Ten late months of one book are one thing that is asked, which opens; so only one of the three urgent ones."""
    hari = hari_ini(desa)
    bulan = [(hari.replace(day=1) - timedelta(days=28 * n)).replace(day=1) for n in range(1, 5)]
    kategori = KategoriBerkas.objects.create(kode="bku-uji", nama="Buku Kas", kelompok="laporan", periode="bulanan")
    wajibkan(desa.kecamatan, kategori, mulai=min(bulan), hari=0)
    for peran in ("sekretaris_desa", "kepala_desa"):
        diminta = susun(diminta_dari(orang[peran], [desa]), hari)
        (satu,) = (d for d in diminta.mendesak if d.telat)
        assert satu.teks.startswith("Buku Kas, ") and satu.teks.endswith(f": {len(satu.isi)} belum")
        assert len(satu.isi) >= 3 and {d.batas < hari for d in satu.isi} == {True}
        assert satu.batas == min(d.batas for d in satu.isi)
    client.force_login(orang["sekretaris_desa"])
    halaman = client.get(ALAMAT).content.decode()
    assert all(f'<li><a href="{escape(d.url)}">{d.teks}</a>' in halaman for d in satu.isi)


def test_kesepakatan_kunjungan_terakhir_yang_disahkan(desa, orang):
    hari = hari_ini(desa)

    def sepakat(uraian, lalu, status=StatusKunjungan.DISAHKAN, batas=hari):
        k = KunjunganFactory(desa=desa, status=status, tanggal=hari - timedelta(days=lalu))
        for n, u in enumerate((uraian, f"{uraian} kedua")):
            Kesepakatan.objects.create(kunjungan=k, uraian=u, batas_waktu=batas and batas - timedelta(days=n))

    sepakat("lama", 90)
    sepakat("terakhir", 20)
    sepakat("belum sah", 1, StatusKunjungan.DIAJUKAN)
    ada = [k.uraian for k in kesepakatan_desa(orang["kepala_desa"], [desa])]
    assert ada == ["terakhir kedua", "terakhir"]
    sepakat("tanpa tanggal", 5, batas=None)  # what the last visit left undated is not filled up from the one before
    assert kesepakatan_desa(orang["kepala_desa"], [desa]) == []


@pytest.mark.parametrize("peran", sorted(DESA))
def test_halaman_terbuka_bagi_desa(client, isi, orang, peran):
    client.force_login(orang[peran])
    jawab = client.get(ALAMAT)
    assert jawab.status_code == 200
    assert "Temuan tetangga" not in jawab.content.decode()
    assert len(jawab.context["daftar"].mendesak) <= 3
    assert client.get(KEADAAN).context["milik"][0].keadaan.temuan_terbuka == 3
    assert len(client.get(TAHUN).context["milik"][0][1]) > 2


def test_paling_banyak_dua_belas_pertanyaan(client, isi, orang):
    """Beyond what every page of this person asks; also with the median, and with ten more villages beside this one."""
    client.force_login(orang["sekretaris_desa"])
    rangka = hitung(client, reverse("dasbor:bantuan"))
    jumlah = []
    for lain in range(2):
        jumlah.append({a: hitung(client, a) - rangka for a in (ALAMAT, KEADAAN, TAHUN)})
        DesaFactory.create_batch(10 * (1 - lain), kecamatan=isi.kecamatan)
        Kecamatan.objects.filter(pk=isi.kecamatan_id).update(nilai_tengah_desa=True)
    assert max(max(j.values()) for j in jumlah) <= 12, jumlah


def test_angka_sendiri_sama_dengan_dan_tanpa_nilai_tengah(isi, orang):
    """With the median the figures are read of all villages at once: of this one they are what its own people see."""
    sendiri = keadaan_desa(orang["kepala_desa"], isi, anggaran=False)
    semua = next(k for k in keadaan_tanpa_nama(isi.kecamatan) if k.desa.pk == isi.pk)
    for angka in ANGKA:
        assert getattr(semua, angka) == getattr(sendiri, angka), angka


def test_desa_tanpa_apa_pun(client, desa, orang):
    client.force_login(orang["kepala_desa"])
    isi = client.get(ALAMAT).content.decode() + client.get(KEADAAN).content.decode()
    for kalimat in ("Tidak ada yang diminta dari Anda sekarang.", "Tidak ada kesepakatan bertanggal.", "Belum pernah"):
        assert kalimat in isi
    assert client.get(TAHUN).status_code == 200


def test_dua_desa_disebut_desanya(client, isi, orang):
    lain = DesaFactory(kecamatan=isi.kecamatan, nama="Desa Kedua")
    temuan(lain, "Temuan di desa kedua", hari_ini(lain))
    for tugas in pengguna_berperan(Peran.SEKRETARIS_DESA, lain).penugasan.all():
        tugas.pk, tugas.pengguna = None, orang["sekretaris_desa"]
        tugas.save(force_insert=True)
    client.force_login(orang["sekretaris_desa"])
    jawab = client.get(ALAMAT)
    assert {d.pk for d in jawab.context["desa"]} == {isi.pk, lain.pk}
    assert "Temuan di desa kedua" in jawab.content.decode()
    assert f"<small>{lain}</small>" in jawab.content.decode()


def test_keadaan_desa_orang_lain_tidak_terbaca(desa, orang):
    with pytest.raises(Desa.DoesNotExist):
        keadaan_desa(orang["kepala_desa"], DesaFactory(kecamatan=desa.kecamatan))


def hitung(client, alamat):
    with CaptureQueriesContext(connection) as tanya:
        assert client.get(alamat).status_code == 200
    return len(tanya)

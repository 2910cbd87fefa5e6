"""The annex of the Perkades about the penjabaran, and long annexes made by the worker."""

import json
import re
import threading
from dataclasses import replace

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from antrean.models import Pekerjaan
from apbdes.katalog import RESMI
from apbdes.lampiran import Lampiran, lampiran_apbdes, susun_baris
from apbdes.models import RincianBelanja
from apbdes.services import cetakan
from apbdes.tests.contoh import anggaran, b, f, p
from apbdes.tests.factories import VersiApbdesFactory
from cetak.cetakan import PdfGagal
from cetak.tests.baca import teks_pdf as teks
from config.celery import app
from config.tests.serentak import serentak
from naskah.models import PekerjaanEkspor
from naskah.services import ekspor as layanan

BARIS = [
    b("1.1.04", "5.2.1.01", 120, uraian="Kertas", volume=12, satuan="rim", harga_satuan=10),
    b("1.1.04", "5.2.1.01", 30, uraian="Tinta", volume=3, satuan="botol", harga_satuan=10),
    b("1.1.04", "5.2.1.02", 50, uraian="Lampu"),
    b("2.3.10", "5.3.5.03", 800, uraian="Batu", sumber="DDS", volume=8, satuan="m3", harga_satuan=100),
]
MASUK = [p("4.2.3.01", "ADD", 200), p("4.2.1.01", "DDS", 800)]


@pytest.fixture
def sekdes(desa):
    return pengguna_berperan(Peran.SEKRETARIS_DESA, desa)


@pytest.fixture
def versi(desa, sekdes):
    return VersiApbdesFactory(desa=desa, isi=anggaran(BARIS, MASUK), dibuat_oleh=sekdes)


@pytest.fixture
def panjang(monkeypatch):
    """Every budget is a long one."""
    monkeypatch.setattr(cetakan, "LANGSUNG_MAKS", 3)


def alamat(versi, nama="penjabaran"):
    return reverse(f"apbdes:versi-{nama}", args=[versi.pk])


# --- the content ------------------------------------------------------------


def test_setiap_rincian_di_bawah_objeknya():
    baris = list(susun_baris(anggaran(BARIS, MASUK), RESMI, rinci=True))
    mulai = next(n for n, x in enumerate(baris) if x.gaya == "objek" and x.ekonomi == ("5", "2", "1", "01"))
    objek, kertas, tinta, berikut = baris[mulai : mulai + 4]
    assert (objek.menjadi, objek.bidang) == (150_00, ("1", "1", "04"))
    assert (kertas.gaya, kertas.uraian, kertas.menjadi, kertas.sumber) == ("rinci", "Kertas", 120_00, "ADD")
    assert (kertas.hitungan.volume, kertas.hitungan.satuan, kertas.hitungan.harga) == ("12", "rim", 10_00)
    assert (tinta.uraian, berikut.gaya, berikut.ekonomi) == ("Tinta", "objek", ("5", "2", "1", "02"))
    # An income row that says nothing of its own is not printed twice.
    assert not [x for x in baris if x.gaya == "rinci" and x.uraian == "Dana Desa"]


def test_jumlahnya_sama_dengan_lampiran_perdes():
    isi = anggaran(BARIS, MASUK, [f("6.1.1.01", 70)])
    perdes, perkades = (
        [x for x in susun_baris(isi, RESMI, rinci=r) if x.gaya not in {"objek", "rinci"}] for r in (False, True)
    )
    assert perdes == perkades
    rinci = [x for x in susun_baris(isi, RESMI, rinci=True) if x.gaya == "rinci"]
    assert sum(x.menjadi for x in rinci) == isi.total_belanja


def test_perubahan_menyandingkan_baris_yang_sama():
    murni = anggaran(BARIS, MASUK)
    kini = [BARIS[0]._replace(volume=20, jumlah=200_00), *BARIS[2:], b("1.1.04", "5.2.1.01", 5, uraian="Map")]
    ubah = replace(anggaran(kini, MASUK, jenis="perubahan"), semula=murni)
    baris = {x.uraian: x for x in susun_baris(ubah, RESMI, rinci=True) if x.gaya == "rinci"}
    kertas, tinta, map_ = baris["Kertas"], baris["Tinta"], baris["Map"]
    assert (kertas.semula, kertas.menjadi, kertas.selisih) == (120_00, 200_00, 80_00)
    assert (kertas.hitungan_semula.volume, kertas.hitungan.volume) == ("12", "20")
    assert (tinta.semula, tinta.menjadi, tinta.hitungan.harga) == (30_00, 0, None)
    assert (map_.semula, map_.menjadi) == (0, 5_00)


def test_baris_kembar_tidak_saling_menghapus():
    kembar = [b("1.1.04", "5.2.1.01", n, uraian="Kertas") for n in (10, 20, 30)]
    ubah = replace(anggaran(kembar[:2], jenis="perubahan"), semula=anggaran(kembar))
    rinci = [x for x in susun_baris(ubah, RESMI, rinci=True) if x.gaya == "rinci"]
    assert [(x.semula, x.menjadi) for x in rinci] == [(10_00, 10_00), (20_00, 20_00), (30_00, 0)]


@pytest.mark.django_db
def test_beku_kembali_utuh_lewat_json(versi):
    lampiran = lampiran_apbdes(versi, RESMI, penjabaran=True)
    assert Lampiran.dari_beku(json.loads(json.dumps(lampiran.beku()))) == lampiran
    assert [x for bagian in lampiran.bagian for x in bagian] == list(lampiran.baris)


@pytest.mark.django_db
def test_pdf_penjabaran_pendek_langsung(client, versi, sekdes):
    RincianBelanja.objects.filter(uraian="Kertas").update(harga_satuan=10_25, jumlah=123_00)
    client.force_login(sekdes)
    jawab = client.get(alamat(versi))
    assert jawab["Content-Type"] == "application/pdf"
    assert "rancangan-penjabaran-apbdes" in jawab["Content-Disposition"]
    isi = teks(jawab.content)
    for kalimat in (
        "LAMPIRAN RANCANGAN PERATURAN KEPALA DESA",
        "TENTANG PENJABARAN ANGGARAN",
        "HARGA SATUAN (Rp)",
        "Kertas 12 rim 10,25 123,00 ADD",  # sen in one price: two decimals everywhere
        "Batu 8 m3 100,00 800,00 DDS",
        "JUMLAH PENDAPATAN 1.000,00",
    ):
        assert kalimat in isi, kalimat
    assert not PekerjaanEkspor.objects.exists()
    halaman = client.get(versi.get_absolute_url()).content.decode()
    assert f'href="{alamat(versi)}"' in halaman


# --- the long one, by the worker --------------------------------------------


@pytest.mark.django_db
def test_panjang_disusun_pekerja_dan_sekali_saja(client, versi, sekdes, panjang, django_capture_on_commit_callbacks):
    client.force_login(sekdes)
    halaman = client.get(versi.get_absolute_url()).content.decode()
    assert re.search(rf'<form method="post" action="{alamat(versi)}">', halaman)
    assert "disusun di belakang" in client.get(alamat(versi), follow=True).content.decode()
    assert not PekerjaanEkspor.objects.exists()
    for _ in range(2):
        jawab = client.post(alamat(versi))
    ekspor = PekerjaanEkspor.objects.get()
    assert jawab.url == ekspor.get_absolute_url()
    assert Pekerjaan.objects.get().lama  # in the outbox, in the same transaction; nobody has worked on it yet
    isi = client.get(jawab.url).content.decode()
    assert "Menunggu giliran" in isi and "disusun di belakang" in isi and "naskah." not in isi.split("</main>")[0]
    layanan.ekspor_jalankan(pekerjaan_id=ekspor.pk)
    assert "Siap diunduh" in client.get(jawab.url).content.decode()
    unduhan = client.get(reverse("naskah:ekspor-unduh", args=[ekspor.pk]))
    assert "Kertas 12 rim 10 120 ADD" in teks(b"".join(unduhan.streaming_content))
    assert "rancangan-penjabaran-apbdes" in unduhan["Content-Disposition"]
    client.post(alamat(versi))  # ready, and nothing has changed: the same one
    client.post(alamat(versi, "pdf"))  # the other annex is another
    assert [e.judul.split(",")[0] for e in PekerjaanEkspor.objects.order_by("pk")] == [
        "Lampiran Perkades Penjabaran",
        "Lampiran Perdes",
    ]


@pytest.mark.django_db
def test_anggaran_berubah_sesudah_diminta(client, versi, sekdes, panjang):
    client.force_login(sekdes)
    client.post(alamat(versi))
    RincianBelanja.objects.filter(uraian="Kertas").update(uraian="Amplop")
    client.post(alamat(versi))
    lama, baru = PekerjaanEkspor.objects.order_by("pk")
    for ekspor, ada, tiada in ((lama, "Kertas", "Amplop"), (baru, "Amplop", "Kertas")):
        layanan.ekspor_jalankan(pekerjaan_id=ekspor.pk)
        ekspor.refresh_from_db()
        isi = teks(ekspor.berkas.open().read())
        assert ada in isi and tiada not in isi


@pytest.mark.django_db
def test_gagal_disebut_dan_dapat_dicoba_lagi(client, versi, sekdes, panjang, monkeypatch):
    client.force_login(sekdes)
    client.post(alamat(versi))
    ekspor = PekerjaanEkspor.objects.get()

    def rusak(*_isi, **_lain):
        raise PdfGagal("Gambar tidak terbaca.")

    with monkeypatch.context() as m:
        m.setattr(cetakan, "pdf_buat", rusak)
        layanan.ekspor_jalankan(pekerjaan_id=ekspor.pk)
    halaman = client.get(ekspor.get_absolute_url()).content.decode()
    assert "Gambar tidak terbaca." in halaman and "Coba lagi" in halaman
    ulang = reverse("naskah:ekspor-ulang", args=[ekspor.pk])
    assert client.post(ulang).status_code == 302
    ekspor.refresh_from_db()
    assert (ekspor.status, ekspor.galat) == ("antre", "")
    assert client.post(ulang).status_code == 422  # the second click: it is under way
    layanan.ekspor_jalankan(pekerjaan_id=ekspor.pk)
    assert client.get(reverse("naskah:ekspor-unduh", args=[ekspor.pk])).status_code == 200


@pytest.mark.django_db
def test_terlalu_banyak_sekaligus_disebut(client, versi, sekdes, panjang):
    client.force_login(sekdes)
    for n in range(layanan.SEKALIGUS_MAKS + 1):
        RincianBelanja.objects.filter(uraian__in=["Kertas", f"Kertas {n - 1}"]).update(uraian=f"Kertas {n}")
        jawab = client.post(alamat(versi), follow=True)
    assert PekerjaanEkspor.objects.count() == layanan.SEKALIGUS_MAKS
    assert "ekspor Anda yang belum selesai" in jawab.content.decode()


@pytest.mark.django_db
def test_hanya_yang_boleh_membaca_anggarannya(client, desa, desa_lain, versi, sekdes, panjang):
    luar = pengguna_berperan(Peran.SEKRETARIS_DESA, desa_lain)
    camat = pengguna_berperan(Peran.CAMAT, desa)  # a draft is its desa's own
    for orang in (luar, camat):
        client.force_login(orang)
        assert client.post(alamat(versi)).status_code == 404
    client.force_login(sekdes)
    client.post(alamat(versi))
    ekspor = PekerjaanEkspor.objects.get()
    layanan.ekspor_jalankan(pekerjaan_id=ekspor.pk)
    unduh = reverse("naskah:ekspor-unduh", args=[ekspor.pk])
    client.force_login(luar)
    assert client.get(unduh).status_code == client.get(ekspor.get_absolute_url()).status_code == 404
    client.force_login(sekdes)
    Penugasan.objects.filter(pengguna=sekdes).update(desa=desa_lain, kecamatan=None)
    assert client.get(unduh).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_tanpa_pekerja_disusun_utas_sendiri(client, versi, sekdes, panjang):
    assert app.conf.task_always_eager
    client.force_login(sekdes)
    client.post(alamat(versi))
    for utas in threading.enumerate():
        if utas.name.startswith("antrean-"):
            utas.join(timeout=60)
    assert PekerjaanEkspor.objects.get().status == "selesai"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dua_klik_bersamaan_menjadi_satu(versi, sekdes, panjang):
    lampiran = lampiran_apbdes(versi, RESMI, penjabaran=True)
    hasil = serentak(lambda _n: cetakan.lampiran_minta(versi=versi, lampiran=lampiran, nama="x", oleh=sekdes).pk, 2)
    for u in threading.enumerate():
        if u.name.startswith("antrean-"):
            u.join(timeout=60)
    assert len(hasil) == 2 and len(set(hasil)) == 1 == PekerjaanEkspor.objects.count()

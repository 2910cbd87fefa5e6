"""Whatever way a covered row is written, its entry is there, in the same transaction, with before and after."""

from datetime import date

import pytest
from celery import shared_task
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.models import Pengguna, Penugasan
from antrean.kerja import kerjakan
from antrean.models import Pekerjaan
from antrean.services import antrekan
from dasar.pelaku import bertindak, dari_akun, operator
from desa.models import Desa, HariLibur, Perangkat
from desa.tests.factories import DesaFactory, PerangkatFactory
from jejak.models import Catatan
from jejak.services import catat
from naskah.tests.factories import NaskahFactory
from perut.models import Buku, InstrumenBuku
from perut.tests.factories import KunjunganFactory

pytestmark = pytest.mark.django_db


def jejak(*kolom, **saring):
    return list(Catatan.objects.filter(**saring).order_by("pk").values_list(*kolom))


def perubahan(**saring):
    return [p for (p,) in jejak("perubahan", **saring)]


def test_disimpan_satu_per_satu(desa):
    orang = Perangkat.objects.create(desa=desa, nama="Abdul", jabatan="kepala_desa")
    orang.nama = "Abdul Hadi"
    orang.save()
    orang.save()  # nothing differs: nothing to tell
    orang.mulai = "2026-02-01"
    orang.save(update_fields=["mulai"])
    orang.delete()
    dibuat, nama, mulai, dihapus = Catatan.objects.filter(perkara="desa.Perangkat").order_by("pk")
    assert [c.jenis for c in (dibuat, nama, mulai, dihapus)] == ["buat", "ubah", "ubah", "hapus"]
    assert dibuat.perubahan["nama"] == [None, "Abdul"]
    assert dibuat.perubahan["desa"] == [None, desa.pk]
    assert nama.perubahan == {"nama": ["Abdul", "Abdul Hadi"]}
    assert mulai.perubahan == {"mulai": [None, "2026-02-01"]}
    assert dihapus.perubahan["nama"] == ["Abdul Hadi", None]
    assert {(c.kecamatan, c.kunci) for c in (dibuat, nama, mulai, dihapus)} == {(desa.kecamatan_id, dibuat.kunci)}


def test_yang_tersimpan_yang_disebut_sebagai_semula(desa):
    """The row was changed by somebody else after it was loaded; a row that was refreshed, or loaded in part."""
    Desa.objects.filter(pk=desa.pk).update(alamat="Jalan A")
    desa.refresh_from_db()
    desa.alamat = "Jalan B"
    desa.save()
    sebagian = Desa.objects.only("nama").get(pk=desa.pk)
    sebagian.alamat = "Jalan C"
    sebagian.save(update_fields=["alamat"])
    Desa(pk=desa.pk, kecamatan_id=desa.kecamatan_id, kode=desa.kode, nama="Baru", jenis=desa.jenis).save()
    a, b, c, d = perubahan(perkara="desa.Desa")
    assert (a, b, c) == (
        {"alamat": ["", "Jalan A"]},
        {"alamat": ["Jalan A", "Jalan B"]},
        {"alamat": ["Jalan B", "Jalan C"]},
    )
    assert d["nama"] == ["Putat Basiun", "Baru"]
    assert d["alamat"] == ["Jalan C", ""]


def test_json_yang_diubah_di_tempat():
    naskah = NaskahFactory(isi={"hal": "lama"})
    naskah.isi["hal"] = "baru"
    naskah.save()
    assert perubahan(perkara="naskah.Naskah") == [{"isi": ['{"hal": "lama"}', '{"hal": "baru"}']}]
    assert jejak("tetap", perkara="naskah.Naskah") == [(True,)]


def test_update_dan_bulk_update(desa):
    lain = DesaFactory(kecamatan=desa.kecamatan, alamat="Jalan Z")
    Desa.objects.filter(kecamatan=desa.kecamatan).update(alamat="Jalan Z")
    assert jejak("kunci", "perubahan", perkara="desa.Desa") == [(str(desa.pk), {"alamat": ["", "Jalan Z"]})]
    Desa.objects.filter(pk=lain.pk).update(nama=F("kode"))
    desa.telepon, lain.telepon = "1", "2"
    Desa.objects.bulk_update([desa, lain], ["telepon"])
    assert perubahan(perkara="desa.Desa")[1:] == [
        {"nama": [lain.nama, lain.kode]},
        {"telepon": ["", "1"]},
        {"telepon": ["", "2"]},
    ]
    desa.kecamatan.desa.update(alamat="")  # by way of a relation
    assert len(perubahan(perkara="desa.Desa")) == 6


def test_bulk_create_dan_hapus_banyak(desa):
    HariLibur.objects.bulk_create([HariLibur(tanggal=date(2026, 5, n), nama=f"Libur {n}") for n in (1, 2)])
    HariLibur.objects.all().delete()
    assert sorted((j, p["nama"]) for j, p in jejak("jenis", "perubahan", perkara="desa.HariLibur")) == [
        ("buat", [None, "Libur 1"]),
        ("buat", [None, "Libur 2"]),
        ("hapus", ["Libur 1", None]),
        ("hapus", ["Libur 2", None]),
    ]


def test_yang_ikut_terhapus(desa):
    Perangkat.objects.bulk_create([PerangkatFactory.build(desa=desa), PerangkatFactory.build(desa=desa)])
    kunjungan = KunjunganFactory(desa=desa)
    kunjungan.kegiatan_set.create(jenis="supervisi", topik="Buku kas")
    type(kunjungan).objects.filter(pk=kunjungan.pk).delete()
    hapus = {p for (p,) in jejak("perkara", jenis="hapus")}
    assert {"perut.Kunjungan", "perut.Kegiatan"} <= hapus


def test_rincian_yang_banyak_satu_catatan(desa):
    instrumen = InstrumenBuku.objects.create(kode="u", judul="U", berlaku_sejak=date(2026, 1, 1))
    buku = [Buku(instrumen=instrumen, urut=n, kode=f"K{n}", nama=f"Buku {n}", kelompok="umum") for n in range(30)]
    Buku.objects.bulk_create(buku)
    Buku.objects.filter(urut__lt=2).update(nama="Lain")
    Buku.objects.filter(urut=2).get().delete()
    Buku.objects.all().delete()
    baris = jejak("jenis", "kunci", "uraian", perkara="perut.Buku")
    assert [(j, bool(k), u[:18]) for j, k, u in baris] == [
        ("buat", False, "30 baris sekaligus"),
        ("ubah", True, ""),
        ("ubah", True, ""),
        ("hapus", True, ""),
        ("hapus", False, "29 baris sekaligus"),
    ]


def test_hubungan_banyak_ke_banyak(orang, desa):
    kunjungan = KunjunganFactory(desa=desa)
    pelaksana, verifikator = orang["pelaksana"], orang["verifikator"]
    kunjungan.petugas.set([])
    awal = len(perubahan(perkara="perut.Kunjungan"))
    kunjungan.petugas.add(pelaksana)
    kunjungan.petugas.set([verifikator])
    kunjungan.petugas.clear()
    assert perubahan(perkara="perut.Kunjungan")[awal:] == [
        {"petugas": [None, str(pelaksana.pk)]},
        {"petugas": [str(pelaksana.pk), None]},
        {"petugas": [None, str(verifikator.pk)]},
        {"petugas": [str(verifikator.pk), None]},
    ]


def test_rahasia_tidak_masuk(orang, desa):
    camat = Pengguna.objects.get(pk=orang["camat"].pk)
    camat.set_password("sangat-rahasia-77")
    camat.save()
    baru = Pengguna.objects.create_user("baru", "sangat-rahasia-88", nama="Baru")
    (ubah,) = perubahan(kunci=camat.pk, perkara="akun.Pengguna")
    assert ubah["password"] == ["(dirahasiakan)", "(dirahasiakan)"]
    semua = str(list(Catatan.objects.values()))
    for rahasia in ("sangat-rahasia", camat.password, baru.password, camat.token_kalender, baru.token_kalender):
        assert rahasia not in semua
    assert jejak("kecamatan", kunci=camat.pk, perkara="akun.Pengguna") == [(desa.kecamatan_id,)]


def test_isi_yang_panjang_menjadi_sidik(desa):
    kunjungan = KunjunganFactory(desa=desa)
    type(kunjungan).objects.filter(pk=kunjungan.pk).update(notulen="y" * 5000)
    (ubah,) = perubahan(perkara="perut.Kunjungan")
    assert "5000 huruf, sha256" in ubah["notulen"][1]
    assert len(str(ubah)) < 600


def test_yang_batal_batal_bersama(desa):
    with pytest.raises(RuntimeError), transaction.atomic():
        Desa.objects.filter(pk=desa.pk).update(alamat="Jalan")
        raise RuntimeError
    assert not Catatan.objects.filter(perkara="desa.Desa").exists()
    desa.refresh_from_db()
    assert desa.alamat == ""


@pytest.mark.django_db(transaction=True)
def test_tanpa_catatannya_perubahan_tidak_tersimpan():
    """The trail cannot be written (a full disk): then neither is the change, outside of any transaction too."""
    desa = DesaFactory()

    def menolak(execute, sql, params, many, context):
        if "INSERT INTO" in sql and "jejak_catatan" in sql:
            raise OSError("penuh")
        return execute(sql, params, many, context)

    desa.alamat = "Jalan"
    with connection.execute_wrapper(menolak):
        for kerja in (desa.save, lambda: Desa.objects.update(alamat="Jalan"), desa.delete):
            with pytest.raises(OSError, match="penuh"):
                kerja()
    assert Desa.objects.get(pk=desa.pk).alamat == ""


def test_di_halaman_pelaku_dan_alamatnya(client, orang, desa):
    client.force_login(orang["camat"])
    client.post(reverse("akun:profil"), {"nama": "Camat Baru", "versi": 0}, headers={"User-Agent": "Uji/1"})
    (c,) = Catatan.objects.filter(perkara="akun.Pengguna")
    assert (c.pelaku, c.peran, c.alamat, c.perangkat) == (str(orang["camat"].pk), "camat", "127.0.0.1", "Uji/1")
    assert c.pelaku_nama == "Camat Baru"  # as the account calls itself then


@shared_task(name="jejak.tests.catat")
def catat_pelaku():
    catat("sistem", "uji")


def test_pekerja_bertindak_atas_nama_yang_meminta(orang):
    with bertindak(dari_akun(orang["camat"])):
        antrekan(catat_pelaku)
    kerjakan(Pekerjaan.objects.get().pk)
    assert jejak("pelaku", "pelaku_nama", "peran", "lewat", perkara="uji") == [
        (str(orang["camat"].pk), orang["camat"].nama, "camat", "jejak.tests.catat")
    ]


def test_tugas_menurut_jam_bertindak_sendiri():
    catat_pelaku.apply()
    assert jejak("pelaku", "lewat", perkara="uji") == [("", "jejak.tests.catat")]


def test_perintah_menyebut_operatornya(desa):
    with bertindak(operator(["manage.py", "acuan_muat", "--apa-pun"])):
        call_command("acuan_muat", verbosity=0)
    assert {lewat for (lewat,) in jejak("lewat", jenis="buat")} == {"manage.py acuan_muat"}


def test_membaca_tidak_bertanya_lebih(desa, orang):
    with CaptureQueriesContext(
        connection,
    ) as q:
        list(Penugasan.objects.select_related("pengguna"))
        list(Desa.objects.all())
    assert len(q) == 2


def test_berapa_pertanyaan_satu_perubahan(desa):
    """The entry is one insert; what was before is known from the row itself."""
    dimuat = Desa.objects.get(pk=desa.pk)
    dimuat.alamat = "Jalan"
    with transaction.atomic(), CaptureQueriesContext(connection) as q:
        dimuat.save()
    assert len(q) == 2
    orang = Perangkat.objects.get(pk=PerangkatFactory(desa=desa).pk)
    orang.telepon = "081"
    with transaction.atomic(), CaptureQueriesContext(connection) as q:
        orang.save(update_fields=["telepon"])
    assert len(q) == 3  # and one for the region of a row whose village is not at hand

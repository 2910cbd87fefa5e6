"""A teguran tertulis about a finding that is late, or that came back: drawn up once, approved by the camat."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.enums import Peran
from config.tests.kantor import hari_uji
from dasar.baris import IsianTerkunci
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah, NomorTerpakai
from naskah.services.naskah import naskah_ajukan, naskah_kembalikan, naskah_setujui
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import JenisTemuan, Teguran, Temuan
from tindaklanjut.reports import teguran_isi
from tindaklanjut.services import asal_cabut, temuan_buka_kembali, temuan_tolak_hapus, temuan_tutup
from tindaklanjut.teguran import teguran_susun
from tindaklanjut.tests.test_temuan import buat, rinci

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
TOMBOL = "Susun teguran tertulis"


def tegur(client, orang, t):
    client.force_login(orang)
    return client.post(reverse("tindaklanjut:temuan-tegur", args=[t.pk]))


def test_dari_temuan_terlambat_sampai_bernomor(client, desa, orang):
    t = buat(desa, hari=-40, rekomendasi="Tutup bukunya.")
    client.force_login(orang["verifikator"])
    assert TOMBOL in client.get(rinci(t)).content.decode()
    balasan = tegur(client, orang["verifikator"], t)
    naskah = Naskah.objects.get()
    assert (balasan.url, naskah.status, naskah.jenis) == (naskah.get_absolute_url(), "diajukan", "teguran_temuan")
    assert naskah.perihal == f"Teguran Tertulis Pertama kepada Pemerintah {desa}"
    isi = naskah.isi
    assert (isi["uraian"], isi["saran"], isi["ulangan"]) == (["Buku kas belum ditutup."], ["Tutup bukunya."], "")
    assert isi["terlambat"].endswith("hari kerja")
    assert [p.judul for p in orang["camat"].pemberitahuan.all()] != []
    naskah = naskah_setujui(naskah=naskah, oleh=orang["camat"])
    assert naskah.nomor.split("/")[2] == "TGR"
    client.force_login(orang["kepala_desa"])
    naskah.status = StatusNaskah.DITANDATANGANI
    naskah.save()
    assert naskah.get_absolute_url() in client.get(rinci(t)).content.decode()


def test_satu_teguran_berjalan_pada_satu_waktu_lalu_yang_kedua(client, desa, orang):
    t = buat(desa, hari=-40)
    tegur(client, orang["verifikator"], t)
    lagi = tegur(client, orang["verifikator"], t)
    assert (lagi.status_code, Naskah.objects.count()) == (422, 1)
    assert "Teguran atas temuan ini sudah disusun dan belum diputus camat." in lagi.content.decode()
    naskah = Naskah.objects.get()
    naskah_kembalikan(naskah=naskah, alasan="Perjelas.", oleh=orang["camat"])
    assert tegur(client, orang["verifikator"], t).status_code == 422
    naskah_setujui(naskah=naskah_ajukan(naskah=naskah, oleh=orang["verifikator"]), oleh=orang["camat"])
    assert tegur(client, orang["verifikator"], t).status_code == 302
    assert list(Teguran.objects.values_list("ke", flat=True)) == [1, 2]
    assert Naskah.objects.latest("pk").isi["sebutan"] == "kedua"


def test_yang_belum_terlambat_dan_tidak_berulang_tidak_ditegur(client, desa, orang):
    t = buat(desa, hari=5)
    client.force_login(orang["verifikator"])
    assert TOMBOL not in client.get(rinci(t)).content.decode()
    balasan = tegur(client, orang["verifikator"], t)
    assert (balasan.status_code, Naskah.objects.count()) == (422, 0)
    assert "Teguran disusun bila temuan terlambat, atau sudah pernah ditemukan sebelumnya." in balasan.content.decode()


def test_temuan_berulang_menjadi_teguran_walau_belum_terlambat(desa, orang):
    jenis = JenisTemuan.objects.create(kode="buku:A.1:ttd", nama="Buku", kelompok="Buku")
    buat(desa, "selesai", asal_id="1", jenis=jenis)
    t = buat(desa, asal_id="2", jenis=jenis)
    naskah = teguran_susun(temuan=Temuan.objects.get(pk=t.pk), oleh=orang["verifikator"])
    assert (naskah.isi["ulangan"], naskah.isi["terlambat"]) == ("kedua", "")


def test_yang_selesai_tidak_ditegur(client, desa, orang):
    t = buat(desa, "selesai", hari=-40)
    assert tegur(client, orang["verifikator"], t).status_code == 422


@pytest.mark.parametrize("jadi", ["selesai", "dicabut"])
def test_camat_tidak_menyetujui_teguran_atas_yang_tidak_berjalan_lagi(desa, orang, jadi):
    """It was closed, or its record withdrawn, while the letter waited: no number is taken."""
    t = buat(desa, hari=-40)
    naskah = teguran_susun(temuan=t, oleh=orang["verifikator"])
    if jadi == "selesai":
        temuan_tutup(temuan=t, uraian="Dilihat.", oleh=orang["verifikator"])
    else:
        asal_cabut(asal_jenis="kunjungan", asal_id="1", alasan="Keliru.", oleh=orang["camat"])
    with pytest.raises(ValidationError, match="tidak berjalan lagi"):
        naskah_setujui(naskah=naskah, oleh=orang["camat"])
    naskah.refresh_from_db()
    assert (naskah.status, naskah.nomor, NomorTerpakai.objects.count()) == ("diajukan", "", 0)
    if jadi == "selesai":
        t.refresh_from_db()
        hari = hari_uji() + datetime.timedelta(days=9)
        temuan_buka_kembali(temuan=t, alasan="Kosong lagi.", batas_waktu=hari, oleh=orang["verifikator"])
        assert naskah_setujui(naskah=naskah, oleh=orang["camat"]).nomor


def test_draf_yang_bertegur_tidak_dihapus(desa, orang):
    """Its record was withdrawn and is written anew; the letter about it was issued all the same."""
    t = buat(desa, hari=-40)
    naskah_setujui(naskah=teguran_susun(temuan=t, oleh=orang["verifikator"]), oleh=orang["camat"])
    Temuan.objects.update(status=StatusTemuan.DRAF)
    with pytest.raises(IsianTerkunci, match="disusun teguran"):
        temuan_tolak_hapus(t.pk)


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.VERIFIKATOR, Peran.ADMIN_KABUPATEN}))
def test_hanya_verifikator_yang_menyusun(client, desa, orang, peran):
    t = buat(desa, hari=-40)
    assert (tegur(client, orang[peran], t).status_code, Naskah.objects.count()) == (403, 0)
    client.force_login(orang[peran])
    assert TOMBOL not in client.get(rinci(t)).content.decode()


def test_draf_teguran_tidak_terbaca_desa(client, desa, orang):
    t = buat(desa, hari=-40)
    tegur(client, orang["verifikator"], t)
    client.force_login(orang["kepala_desa"])
    assert "Teguran Tertulis" not in client.get(rinci(t)).content.decode()


def test_hari_kerja_terlambat_dihitung_sesudah_hari_terakhir(desa, orang):
    t = buat(desa)
    t.batas_waktu = datetime.date(2026, 6, 6)  # a Saturday: until Monday the 8th
    isi = teguran_isi(t, ke=1, sebelumnya=0, oleh=orang["camat"], tanggal=datetime.date(2026, 6, 10))
    assert (isi["terlambat"], isi["batas"]) == ("2 (dua) hari kerja", "6 Juni 2026")
    tepat = teguran_isi(t, ke=1, sebelumnya=0, oleh=orang["camat"], tanggal=datetime.date(2026, 6, 8))
    assert tepat["terlambat"] == ""

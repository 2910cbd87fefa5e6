"""An article: out of an answer, without names, every text kept, withdrawn with a reason, found while typing."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory, PerangkatFactory
from klinik.artikel import artikel_tarik
from klinik.mirip import artikel_mirip, kata_pokok
from klinik.models import Artikel, Pertanyaan, VersiArtikel
from klinik.tests.factories import PertanyaanFactory, TopikFactory, artikel_buat
from klinik.tests.test_pertanyaan import jawab

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


def isian(**lain):
    isi = {"judul": "Menutup buku kas umum", "isi": "Buku kas umum ditutup setiap akhir bulan."}
    return isi | {"dasar": "Permendagri 20/2018 Pasal 63", "topik": TopikFactory().pk} | lain


@pytest.fixture
def dijawab(desa, orang):
    p = PertanyaanFactory(desa=desa, ditanya_oleh=orang["sekretaris_desa"])
    return jawab(p, orang["pelaksana"], "Tutup pada hari kerja terakhir, Bu Siti Rahmah.")


def test_dari_jawaban_terisi_dan_nama_yang_tertinggal_disebut(client, desa, orang, dijawab):
    PerangkatFactory(desa=desa, nama="Siti Rahmah, S.E.")
    client.force_login(orang["pelaksana"])
    alamat = f"{reverse('klinik:artikel-tulis')}?pertanyaan={dijawab.pk}"
    form = client.get(alamat).content.decode()
    assert "Hapus nama orang, nama desa" in form and "Bu Siti Rahmah.</textarea>" in form
    teks = f"Tutup pada hari kerja terakhir, Bu Siti Rahmah. Berlaku di {desa.nama}. NIK 6311030101700001."
    tolak = client.post(alamat, isian(isi=teks))
    isi = tolak.content.decode()
    assert (tolak.status_code, Artikel.objects.count()) == (422, 0)
    assert f"Masih menyebut: nomor 16 angka seperti NIK, {desa.nama}, Siti Rahmah." in isi
    assert re.search(r'type="checkbox"[^>]*name="tetap"|name="tetap"[^>]*type="checkbox"', isi)
    assert client.post(alamat, isian(isi="Tutup pada hari kerja terakhir.")).status_code == 302
    a = Artikel.objects.get()
    assert (a.kecamatan, a.pertanyaan, a.versi, a.semua_versi.count()) == (desa.kecamatan, dijawab, 1, 1)
    assert a.judul in client.get(dijawab.get_absolute_url()).content.decode()


def test_yang_memang_umum_terbit_setelah_ditandai(client, desa, orang, dijawab):
    client.force_login(orang["pelaksana"])
    alamat = f"{reverse('klinik:artikel-tulis')}?pertanyaan={dijawab.pk}"
    assert client.post(alamat, isian(isi=f"Lihat {desa.nama}.", tetap="on")).status_code == 302


def test_tanpa_peraturan_tidak_terbit(client, orang):
    client.force_login(orang["pelaksana"])
    balasan = client.post(reverse("klinik:artikel-tulis"), isian(dasar=" "))
    assert (balasan.status_code, Artikel.objects.count()) == (422, 0)
    assert "Sebut sedikitnya satu peraturan." in balasan.content.decode()


def test_setiap_versi_tetap_terbaca_dan_yang_bersamaan_diperlihatkan(client, desa, orang):
    a = artikel_buat(desa.kecamatan, orang["pelaksana"])
    alamat = reverse("klinik:artikel-ubah", args=[a.pk])
    client.force_login(orang["pelaksana"])
    tanpa = client.post(alamat, isian(isi="Yang baru.", versi="1"))
    assert (tanpa.status_code, "Tulis apa yang berubah." in tanpa.content.decode()) == (422, True)
    assert client.post(alamat, isian(isi="Yang baru.", versi="1", catatan="Pasalnya berubah.")).status_code == 302
    client.force_login(orang["verifikator"])
    basi = client.post(alamat, isian(isi="Punya saya.", versi="1", catatan="Lain."))
    assert basi.status_code == 422
    assert "Yang baru." in basi.content.decode() and "Punya saya.</textarea>" in basi.content.decode()
    assert list(VersiArtikel.objects.values_list("urut", "isi")) == [
        (2, "Yang baru."),
        (1, "Buku kas umum ditutup setiap akhir bulan."),
    ]
    client.force_login(orang["sekretaris_desa"])
    lama = client.get(f"{a.get_absolute_url()}?versi=1").content.decode()
    assert "Anda membaca versi 1" in lama and "ditutup setiap akhir bulan." in lama
    assert client.get(f"{a.get_absolute_url()}?versi=9").status_code == 404
    # The same once more changes nothing.
    client.force_login(orang["pelaksana"])
    assert client.post(alamat, isian(isi="Yang baru.", versi="2", catatan="Tidak ada.")).status_code == 302
    assert VersiArtikel.objects.count() == 2


def test_ditarik_dengan_alasan_tidak_ditawarkan_dan_tautannya_menjelaskan(client, desa, orang):
    a = artikel_buat(desa.kecamatan, orang["pelaksana"])
    with pytest.raises(PermissionDenied):
        artikel_tarik(artikel=a, alasan="Keliru.", oleh=orang["pelaksana"])
    client.force_login(orang["verifikator"])
    alamat = reverse("klinik:artikel-tarik", args=[a.pk])
    assert client.post(alamat, {"sejak": sejak_dari(a), "alasan": " "}).status_code == 422
    assert client.post(alamat, {"sejak": sejak_dari(a), "alasan": "Sudah diganti."}).status_code == 302
    client.force_login(orang["sekretaris_desa"])
    assert a.judul not in client.get(reverse("klinik:artikel-daftar")).content.decode()
    assert a.judul in client.get(reverse("klinik:artikel-daftar"), {"status": "ditarik"}).content.decode()
    isi = client.get(a.get_absolute_url()).content.decode()
    assert "Sudah diganti." in isi and "Jangan dipakai lagi." in isi
    assert list(artikel_mirip(desa.kecamatan, a.judul)) == []
    client.force_login(orang["camat"])
    a.refresh_from_db()
    client.post(reverse("klinik:artikel-terbitkan", args=[a.pk]), {"sejak": sejak_dari(a)})
    assert list(artikel_mirip(desa.kecamatan, a.judul)) == [a]


def test_desa_di_kecamatan_membaca_tanpa_tahu_siapa_yang_bertanya(client, desa, orang, dijawab):
    a = artikel_buat(desa.kecamatan, orang["pelaksana"], pertanyaan=dijawab)
    tetangga = pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory(kecamatan=desa.kecamatan))
    jauh = pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory())
    for siapa, status, tautan in (
        (tetangga, 200, False),
        (orang["sekretaris_desa"], 200, False),
        (orang["camat"], 200, True),
        (jauh, 404, False),
    ):
        client.force_login(siapa)
        balasan = client.get(a.get_absolute_url())
        isi = balasan.content.decode()
        assert (balasan.status_code, dijawab.get_absolute_url() in isi) == (status, tautan), siapa
    client.force_login(tetangga)
    assert a.get_absolute_url() in client.get(reverse("dasbor:cari"), {"cari": "kas umum"}).content.decode()


# --- found while typing ---------------------------------------------------------------
def test_kalimat_tanya_menemukan_artikel_yang_kata_pokoknya_sama(desa, orang):
    kas = artikel_buat(desa.kecamatan, orang["pelaksana"])
    pajak = artikel_buat(desa.kecamatan, orang["pelaksana"], judul="Menyetor pajak", isi="Pajak disetor bendahara.")
    artikel_buat(DesaFactory().kecamatan, orang["pelaksana"])  # of another office
    teks = "Apakah buku kas umum kami harus ditutup bila akhir bulan hari libur?"
    assert list(artikel_mirip(desa.kecamatan, teks)) == [kas]
    assert list(artikel_mirip(desa.kecamatan, "Kapan PAJAK kegiatan disetor?")) == [pajak]
    for kosong in ("", "   ", "Apakah kami boleh?", "?!%", "a b c"):
        assert list(artikel_mirip(desa.kecamatan, kosong)) == []


def test_kata_umum_dan_tanda_baca_tidak_ikut_dicari():
    assert kata_pokok("Bagaimana cara mengisi Buku Kas, “Pembantu” pajak?") == ["pembantu", "mengisi", "pajak", "buku"]
    assert len(kata_pokok("kata" + " ".join(f"kata{n}x" for n in range(90)))) == 10


def test_htmx_dan_tanpa_skrip_menemukan_yang_sama(client, desa, orang):
    a = artikel_buat(desa.kecamatan, orang["pelaksana"])
    client.force_login(orang["sekretaris_desa"])
    tanya = {"judul": "Kapan menutup buku kas?", "topik": a.topik_id}
    potongan = client.get(reverse("klinik:pertanyaan-mirip"), tanya).content.decode()
    assert a.get_absolute_url() in potongan and "<html" not in potongan
    tanpa = client.post(reverse("klinik:pertanyaan-ajukan"), tanya | {"uraian": "Sudah saya coba.", "cari": "1"})
    isi = tanpa.content.decode()
    assert (tanpa.status_code, Pertanyaan.objects.count()) == (200, 0)
    assert a.get_absolute_url() in isi and "Sudah saya coba.</textarea>" in isi and "Kapan menutup buku kas?<" in isi
    salah = client.get(reverse("klinik:pertanyaan-mirip"), {"judul": "x" * 5000, "topik": "bukan"})
    assert salah.status_code == 200


def test_topik_kantor_hanya_ditawarkan_di_kantor_itu(client, desa, orang):
    client.force_login(orang["verifikator"])
    balasan = client.post(reverse("klinik:topik-tambah"), {"kecamatan": desa.kecamatan_id, "nama": "Embung desa"})
    assert balasan.status_code == 302
    client.force_login(orang["sekretaris_desa"])
    assert "Embung desa</option>" not in client.get(reverse("klinik:pertanyaan-ajukan")).content.decode()  # off
    client.force_login(orang["verifikator"])
    isi = {"kecamatan": desa.kecamatan_id, "nama": "Pasar desa", "aktif": "on"}
    client.post(reverse("klinik:topik-tambah"), isi)
    ulang = client.post(reverse("klinik:topik-tambah"), isi)
    assert ulang.status_code == 422 and "sudah ada" in ulang.content.decode()
    client.force_login(orang["sekretaris_desa"])
    assert "Pasar desa" in client.get(reverse("klinik:pertanyaan-ajukan")).content.decode()
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory()))
    assert "Pasar desa" not in client.get(reverse("klinik:pertanyaan-ajukan")).content.decode()

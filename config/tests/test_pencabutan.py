"""A berita acara or a report that is withdrawn: nothing shows it as approved, and its work has a way on."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from config.tests.test_surat_tugas import KERJA, segar
from dasar.alur import sejak_dari
from dasar.baris import IsianTerkunci
from evaluasi.services import evaluasi as layanan_evaluasi
from evaluasi.tests.contoh import tiga_orang
from evaluasi.tests.factories import EvaluasiFactory
from monitoring.services import isian as isian_monitoring
from naskah.models import Naskah
from naskah.services.naskah import naskah_cabut
from naskah.verifikasi import cari_naskah
from perut.models import Kunjungan
from perut.queries import keadaan_buku
from perut.services import isian as isian_kunjungan
from perut.tests.factories import KunjunganFactory
from tindaklanjut.models import Temuan, TindakLanjut

pytestmark = pytest.mark.django_db

SANDI = "kata-sandi-uji"
# What the last step is, what its document is, and where what was approved is shown.
AKHIR = {
    "kunjungan": ("sahkan", "berita_acara", "disahkan", "perut:kunjungan-daftar"),
    "monitoring": ("terima", "laporan", "selesai", "monitoring:monitoring-daftar"),
}


def _temuan(objek, uraian="Buku kas belum ditutup.", **isi):
    asal = {"asal_jenis": type(objek)._meta.model_name, "asal_id": str(objek.pk), "asal_teks": str(objek)}
    lain = {"penanggung_jawab": "Kaur Keuangan", "batas_waktu": date(2026, 6, 30)}
    return Temuan.objects.create(desa=objek.desa, uraian=uraian, **asal | lain | isi)


@pytest.fixture(params=list(AKHIR))
def disahkan(request, desa, orang):
    """(kind, work, its document) approved by the real services, with one finding of its own."""
    nama = request.param
    aksi, naskah, status, _ = AKHIR[nama]
    dari = {"kunjungan": "diverifikasi", "monitoring": "dilaporkan"}[nama]
    objek = KERJA[nama].buat(desa, orang, dari)
    _temuan(objek)
    KERJA[nama].lakukan(nama, aksi, objek, orang["camat"])
    objek = segar(objek)
    assert (objek.status, Temuan.objects.get().status) == (status, "terbuka")
    return nama, objek, getattr(objek, naskah)


def cabut(naskah, orang, alasan="Salah tanggal."):
    naskah_cabut(naskah=Naskah.objects.get(pk=naskah.pk), alasan=alasan, oleh=orang["camat"])


def buka(client, siapa, alamat) -> str:
    client.force_login(siapa)
    return client.get(alamat).content.decode()


# --- meanwhile ----------------------------------------------------------------------------
def test_setelah_dicabut_pekerjaannya_tidak_lagi_disahkan(client, disahkan, orang):
    nama, objek, naskah = disahkan
    cabut(naskah, orang)
    objek = segar(objek)
    label = {"kunjungan": "Berita acara dicabut", "monitoring": "Laporan dicabut"}[nama]
    assert (objek.status, objek.get_status_display()) == ("dicabut", label)
    terakhir = objek.riwayat.last()
    assert (terakhir.aksi, terakhir.oleh) == ("cabut", orang["camat"])
    assert terakhir.alasan == f"{naskah} dicabut: Salah tanggal."
    assert Temuan.objects.get().get_status_display() == "Naskah asalnya dicabut"
    assert not Temuan.objects.belum_selesai().exists()
    assert orang["verifikator"].pemberitahuan.filter(tautan=objek.get_absolute_url()).count() == 1
    *_, disetujui, daftar = AKHIR[nama]
    for siapa in ("camat", "verifikator", "pelaksana", "pemantau_kabupaten", "kepala_desa"):
        assert label in buka(client, orang[siapa], objek.get_absolute_url())
        assert label in buka(client, orang[siapa], reverse(daftar))
        client.force_login(orang[siapa])
        saring = client.get(reverse(daftar), {"status": disetujui})
        assert objek.get_absolute_url() not in saring.content.decode()


def test_setelah_dicabut_desa_tidak_membaca_isinya_sebagai_hasil(client, disahkan, orang):
    _, objek, naskah = disahkan
    izin = f"{objek._meta.app_label}.lihat_isi_{objek._meta.model_name}"
    assert orang["kepala_desa"].has_perm(izin, objek)
    cabut(naskah, orang)
    assert not orang["kepala_desa"].has_perm(izin, segar(objek))
    temuan = Temuan.objects.get()
    assert "Naskah asalnya dicabut" in buka(client, orang["sekretaris_desa"], temuan.get_absolute_url())
    jawab = client.post(
        reverse("tindaklanjut:temuan-jawab", args=[temuan.pk]),
        {"hasil": "selesai", "uraian": "Sudah.", "sejak": sejak_dari(temuan)},
    )
    assert (jawab.status_code, Temuan.objects.get().status) == (422, "dicabut")


def test_buku_yang_diperiksa_kunjungan_yang_dicabut_tidak_dihitung(client, desa, orang):
    kunjungan = KERJA["kunjungan"].buat(desa, orang, "diverifikasi")
    kunjungan.pemeriksaan_set.update(ada=True)
    KERJA["kunjungan"].lakukan("kunjungan", "sahkan", kunjungan, orang["camat"])
    assert [b.terakhir is not None for b in keadaan_buku(desa)] == [True]
    cabut(segar(kunjungan).berita_acara, orang)
    assert [b.ringkas for b in keadaan_buku(desa)] == ["belum pernah diperiksa"]
    isi = buka(client, orang["camat"], reverse("perut:buku-desa", args=[desa.pk]))
    assert "berita acaranya dicabut, jadi belum dihitung di sini" in isi


def test_hari_ini_tidak_menyebutnya_berita_acara_terbaru(client, desa, orang):
    kunjungan = KERJA["kunjungan"].buat(desa, orang, "diverifikasi")
    KERJA["kunjungan"].lakukan("kunjungan", "sahkan", kunjungan, orang["camat"])
    assert kunjungan.get_absolute_url() in buka(client, orang["pemantau_kabupaten"], "/")
    cabut(segar(kunjungan).berita_acara, orang)
    assert kunjungan.get_absolute_url() not in buka(client, orang["pemantau_kabupaten"], "/")


def test_temuan_lama_yang_dinyatakan_selesai_terbuka_lagi(desa, orang):
    """What the withdrawn record reported as mended is open again; what others said too stays closed."""
    lalu = KunjunganFactory(desa=desa)
    satu, dua = _temuan(lalu, "Satu.", status="terbuka"), _temuan(lalu, "Dua.", status="terbuka")
    kunjungan = KERJA["kunjungan"].buat(desa, orang, "diverifikasi")
    for temuan in (satu, dua):
        asal = {"asal_jenis": "kunjungan", "asal_id": str(kunjungan.pk)}
        TindakLanjut.objects.create(temuan=temuan, hasil="selesai", uraian="Sudah.", versi=1, **asal)
    TindakLanjut.objects.create(
        temuan=dua, asal_jenis="kecamatan", hasil="selesai", uraian="Dilihat.", versi=1, resmi=True
    )
    KERJA["kunjungan"].lakukan("kunjungan", "sahkan", kunjungan, orang["camat"])
    assert {segar(t).status for t in (satu, dua)} == {"selesai"}
    cabut(segar(kunjungan).berita_acara, orang)
    assert (segar(satu).status, segar(satu).ditutup_pada, segar(dua).status) == ("terbuka", None, "selesai")
    assert not TindakLanjut.objects.filter(asal_jenis="kunjungan", resmi=True).exists()


# --- the way on ---------------------------------------------------------------------------
def test_dibuka_kembali_diperbaiki_dan_disahkan_lagi(client, disahkan, orang):
    nama, objek, lama = disahkan
    _, kolom, status, _ = AKHIR[nama]
    buka_kembali = getattr(KERJA[nama].layanan, f"{nama}_buka_kembali")
    with pytest.raises(ValidationError):
        buka_kembali(**{nama: objek}, alasan="Keliru.", oleh=orang["verifikator"])
    cabut(lama, orang)
    with pytest.raises(PermissionDenied):
        buka_kembali(**{nama: segar(objek)}, alasan="Keliru.", oleh=orang["camat"])
    with pytest.raises(ValidationError):
        buka_kembali(**{nama: segar(objek)}, alasan=" ", oleh=orang["verifikator"])
    buka_kembali(**{nama: segar(objek)}, alasan="Perbaiki tanggal.", oleh=orang["verifikator"])
    objek = segar(objek)
    assert (objek.status, objek.dapat_diisi, Temuan.objects.get().status) == ("dikembalikan", True, "draf")
    assert orang["pelaksana"].pemberitahuan.filter(isi="Perbaiki tanggal.").count() == 1
    for langkah, siapa in {
        "kunjungan": [("ajukan", "pelaksana"), ("verifikasi", "verifikator"), ("sahkan", "camat")],
        "monitoring": [("laporkan", "pelaksana"), ("terima", "camat")],
    }[nama]:
        KERJA[nama].lakukan(nama, langkah, segar(objek), orang[siapa])
    objek, baru = segar(objek), Naskah.objects.get(pk=getattr(segar(objek), f"{kolom}_id"))
    lama = Naskah.objects.get(pk=lama.pk)
    assert (objek.status, baru.menggantikan, lama.pengganti) == (status, lama, baru)
    assert (lama.status, baru.status, Temuan.objects.get().status) == ("dicabut", "disetujui", "terbuka")
    assert baru.nomor != lama.nomor
    # Both ways: on their pages, and to the public.
    assert baru.get_absolute_url() in buka(client, orang["camat"], lama.get_absolute_url())
    assert lama.get_absolute_url() in buka(client, orang["camat"], baru.get_absolute_url())
    assert objek.get_absolute_url() in buka(client, orang["camat"], lama.get_absolute_url())
    umum = cari_naskah(lama.kode)
    assert (umum.keadaan, umum.pengganti_kode) == ("dicabut", baru.kode)
    assert "Naskah ini dicabut" in client.get(reverse("naskah:verifikasi", args=[lama.kode])).content.decode()


def test_temuan_yang_sudah_dijawab_tidak_dihapus_pada_penulisan_ulang(disahkan, orang):
    nama, objek, naskah = disahkan
    temuan = Temuan.objects.get()
    TindakLanjut.objects.create(
        temuan=temuan, asal_jenis="desa", hasil="sebagian", uraian="Sedang.", versi=1, resmi=True
    )
    cabut(naskah, orang)
    getattr(KERJA[nama].layanan, f"{nama}_buka_kembali")(
        **{nama: segar(objek)}, alasan="Perbaiki.", oleh=orang["verifikator"]
    )
    modul = {"kunjungan": isian_kunjungan, "monitoring": isian_monitoring}[nama]
    with pytest.raises(IsianTerkunci, match="sudah dijawab, jadi tidak dapat dihapus"):
        modul.isian_hapus(
            **{nama: segar(objek)}, jenis="temuan", pk=temuan.pk, versi=temuan.versi, oleh=orang["pelaksana"]
        )
    assert Temuan.objects.filter(pk=temuan.pk).exists()


@pytest.mark.parametrize("dicabut", ["hasil_naskah", "laporan"])
def test_evaluasi_yang_naskahnya_dicabut_dibuka_kembali(client, desa, orang, dicabut):
    tim = tiga_orang(desa)
    e = EvaluasiFactory(
        desa=desa, status="dilaporkan", anggota=tim, isi_kegiatan="Isi.", kesimpulan="Baik.", saran=["S."]
    )
    e = layanan_evaluasi.evaluasi_terima(evaluasi=e, oleh=orang["camat"])
    lama = {"hasil_naskah": e.hasil_naskah, "laporan": e.laporan}
    cabut(lama[dicabut], orang)
    e = segar(e)
    assert (e.status, e.get_status_display()) == ("dicabut", "Naskah hasil dicabut")
    assert "Naskah hasil evaluasi dicabut" in buka(client, orang["verifikator"], e.get_absolute_url())
    layanan_evaluasi.evaluasi_buka_kembali(evaluasi=e, alasan="Perbaiki.", oleh=orang["verifikator"])
    layanan_evaluasi.evaluasi_laporkan(evaluasi=segar(e), oleh=tim[0])
    e = layanan_evaluasi.evaluasi_terima(evaluasi=segar(e), oleh=orang["camat"])
    assert e.status == "selesai"
    assert e.laporan.menggantikan == lama["laporan"]
    assert e.hasil_naskah.menggantikan == (lama["hasil_naskah"] if dicabut == "hasil_naskah" else None)
    assert {n: segar(naskah).status for n, naskah in lama.items()} == {
        "hasil_naskah": "dicabut" if dicabut == "hasil_naskah" else "disetujui",
        "laporan": "dicabut" if dicabut == "laporan" else "diganti",
    }


# --- the decision -------------------------------------------------------------------------
def _aksi(client, siapa, naskah, **isi):
    siapa.sandi_sendiri(SANDI)
    siapa.save()
    client.force_login(siapa, backend="django.contrib.auth.backends.ModelBackend")
    return client.post(reverse("naskah:naskah-aksi", args=[naskah.pk, "cabut"]), {"sejak": sejak_dari(naskah)} | isi)


def test_mencabut_meminta_kata_sandi(client, disahkan, orang):
    _, objek, naskah = disahkan
    for isi in ({"alasan": "Salah tanggal."}, {"alasan": "Salah tanggal.", "sandi": "keliru"}):
        jawab = _aksi(client, orang["camat"], naskah, **isi)
        assert (jawab.status_code, segar(naskah).status) == (422, "disetujui")
        assert "Salah tanggal." in jawab.content.decode()
    assert "Naskah belum dicabut." in jawab.content.decode()
    jawab = _aksi(client, orang["camat"], naskah, alasan="Salah tanggal.", sandi=SANDI)
    assert (jawab.status_code, segar(naskah).status, segar(objek).status) == (302, "dicabut", "dicabut")


def test_yang_sudah_dicabut_tidak_dicabut_lagi(client, disahkan, orang):
    _, objek, naskah = disahkan
    cabut(naskah, orang)
    client.force_login(orang["camat"])
    jawab = client.get(reverse("naskah:naskah-aksi", args=[naskah.pk, "cabut"]), follow=True)
    assert "Naskah ini berstatus “Dicabut”, jadi tidak dapat diproses: cabut." in jawab.content.decode()
    with pytest.raises(ValidationError, match="berstatus “Dicabut”"):
        cabut(naskah, orang)
    assert segar(objek).riwayat.filter(aksi="cabut").count() == 1


@pytest.mark.parametrize("nama", list(AKHIR))
def test_membatalkan_pekerjaan_yang_surat_tugasnya_berlaku_meminta_kata_sandi(client, desa, orang, nama):
    objek = KERJA[nama].buat(desa, orang, "dijadwalkan" if nama == "kunjungan" else "ditugaskan")
    siapa = orang["verifikator"]
    siapa.sandi_sendiri(SANDI)
    siapa.save()
    client.force_login(siapa, backend="django.contrib.auth.backends.ModelBackend")
    alamat = reverse(f"{objek._meta.app_label}:{nama}-aksi", args=[objek.pk, "batalkan"])
    isi = {"alasan": "Banjir.", "sejak": sejak_dari(objek)}
    assert client.post(alamat, isi).status_code == 422
    assert segar(objek).status != "dibatalkan"
    assert client.post(alamat, isi | {"sandi": SANDI}).status_code == 302
    assert (segar(objek).status, segar(objek.surat_tugas).status) == ("dibatalkan", "dicabut")


def test_verifikator_tidak_mencabut(client, disahkan, orang):
    _, _, naskah = disahkan
    assert _aksi(client, orang["verifikator"], naskah, alasan="X.", sandi=SANDI).status_code == 403
    assert Kunjungan.objects.filter(status="dicabut").count() == 0
    assert not orang[Peran.VERIFIKATOR].has_perm("naskah.cabut_naskah", naskah)

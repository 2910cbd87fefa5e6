"""A berita acara or a report that is withdrawn: nothing shows it as approved, and its work has a way on."""

import datetime
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan, tugaskan
from apbdes.models import TemuanEvaluasi, VersiApbdes
from apbdes.queries import langkah_berikut
from apbdes.services import keputusan, pengajuan
from apbdes.services.versi import versi_buat
from apbdes.tasks import tenggat_harian
from apbdes.tenggat import tenggat_versi
from apbdes.tests.contoh_evaluasi import siap
from config.tests.test_surat_tugas import KERJA, segar
from dasar.alur import sejak_dari
from dasar.baris import IsianTerkunci
from dasar.waktu import hari_ini
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
from perut.services import kunjungan as layanan_kunjungan
from perut.syarat import temuan_lalu
from perut.tests.factories import KunjunganFactory
from tindaklanjut.models import Temuan, TindakLanjut
from tindaklanjut.services import temuan_resmikan

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


# --- the document was wrong, not the work -------------------------------------------------
def _terbitkan_lagi(nama, objek, orang, siapa="verifikator"):
    layanan = KERJA[nama].layanan if nama in KERJA else layanan_evaluasi
    return getattr(layanan, f"{nama}_terbitkan_lagi")(**{nama: segar(objek)}, alasan="Nama keliru.", oleh=orang[siapa])


def test_terbit_lagi_dengan_isi_yang_sama_dan_pejabat_sekarang(client, desa, disahkan, orang):
    """Nothing is opened or asked again: the frozen content, another camat, a new number, linked both ways."""
    nama, objek, lama = disahkan
    aksi, kolom, status, _ = AKHIR[nama]
    with pytest.raises(ValidationError, match="tidak dapat diproses: terbitkan lagi"):
        _terbitkan_lagi(nama, objek, orang)  # nothing was withdrawn
    cabut(lama, orang)
    with pytest.raises(PermissionDenied):
        _terbitkan_lagi(nama, objek, orang, "camat")
    client.force_login(orang["verifikator"])
    alamat = reverse(f"{objek._meta.app_label}:{nama}-aksi", args=[objek.pk, "terbitkan_lagi"])
    assert alamat in client.get(objek.get_absolute_url()).content.decode()
    assert "Dipakai bila yang keliru naskahnya" in client.get(alamat).content.decode()
    _terbitkan_lagi(nama, objek, orang)
    objek = segar(objek)
    calon = getattr(objek, kolom)
    assert (objek.dapat_diisi, calon.menggantikan, calon.isi_tetap) == (False, lama, True)
    assert orang["camat"].pemberitahuan.filter(isi="Nama keliru.").count() == 1
    orang["camat"].penugasan.all().delete()
    baru = pengguna_berperan(Peran.CAMAT, desa, nama="Camat Baru")
    type(objek).objects.filter(pk=objek.pk).update(**{"notulen" if nama == "kunjungan" else "isi_kegiatan": "Lain."})
    KERJA[nama].lakukan(nama, aksi, objek, baru)
    objek, lama = segar(objek), segar(lama)
    naskah = segar(getattr(objek, kolom))
    assert (objek.status, naskah.pk, Temuan.objects.get().status) == (status, calon.pk, "terbuka")
    assert (lama.status, lama.pengganti) == ("dicabut", naskah)
    beda = {k for k in lama.isi if lama.isi[k] != naskah.isi[k]}
    assert beda <= {"camat", "disahkan", "tanggal_surat", "tanggal"}
    assert naskah.isi["camat"]["nama"] == "Camat Baru"
    assert naskah.get_absolute_url() in buka(client, baru, lama.get_absolute_url())


def test_pengganti_yang_dikembalikan_ditulis_dari_isi_yang_dibuka(disahkan, orang):
    """Sent back it is opened after all: then it says what the work says now, not the withdrawn content."""
    nama, objek, lama = disahkan
    _, kolom, *_ = AKHIR[nama]
    cabut(lama, orang)
    _terbitkan_lagi(nama, objek, orang)
    KERJA[nama].lakukan(nama, "kembalikan", segar(objek), orang["camat"], alasan="Perbaiki juga isinya.")
    ubahan = {"kunjungan": "notulen", "monitoring": "isi_kegiatan"}[nama]
    type(objek).objects.filter(pk=objek.pk).update(**{ubahan: "Bunyi yang baru."})
    KERJA[nama].lakukan(nama, {"kunjungan": "ajukan", "monitoring": "laporkan"}[nama], segar(objek), orang["pelaksana"])
    naskah = getattr(segar(objek), kolom)
    assert (naskah.isi_tetap, naskah.menggantikan, "Bunyi yang baru." in str(naskah.isi)) == (False, lama, True)


def test_yang_menyusun_pengganti_tidak_mengesahkannya(desa, disahkan, orang):
    nama, objek, lama = disahkan
    aksi, *_ = AKHIR[nama]
    cabut(lama, orang)
    _terbitkan_lagi(nama, objek, orang)
    orang["camat"].penugasan.all().delete()
    tugaskan(orang["verifikator"], Peran.CAMAT, desa)
    with pytest.raises(PermissionDenied, match=r"menyusun naskah pengganti|memverifikasi"):
        KERJA[nama].lakukan(
            nama, aksi, segar(objek), type(orang["verifikator"]).objects.get(pk=orang["verifikator"].pk)
        )


@pytest.mark.parametrize("dicabut", ["hasil_naskah", "laporan"])
def test_naskah_evaluasi_terbit_lagi(desa, orang, dicabut):
    tim = tiga_orang(desa)
    e = EvaluasiFactory(
        desa=desa, status="dilaporkan", anggota=tim, isi_kegiatan="Isi.", kesimpulan="Baik.", saran=["S."]
    )
    e = layanan_evaluasi.evaluasi_terima(evaluasi=e, oleh=orang["camat"])
    lama = {"hasil_naskah": e.hasil_naskah, "laporan": e.laporan}
    cabut(lama[dicabut], orang)
    _terbitkan_lagi("evaluasi", e, orang)
    e = layanan_evaluasi.evaluasi_terima(evaluasi=segar(e), oleh=orang["camat"])
    assert (e.status, e.laporan.menggantikan) == ("selesai", lama["laporan"])
    assert (e.hasil_naskah == lama["hasil_naskah"]) is (dicabut == "laporan")
    assert {k: v for k, v in e.laporan.isi.items() if k != "tanggal"} == {
        k: v for k, v in lama["laporan"].isi.items() if k != "tanggal"
    }


# --- the budget ---------------------------------------------------------------------------
@pytest.fixture(params=["sesuai", "perlu_diperbaiki"])
def diputus(request, desa, orang):
    """A budget decided by the real services, with one finding that is followed; and how."""
    versi = siap(desa, "diusulkan", hasil=request.param)
    TemuanEvaluasi.objects.create(versi_apbdes=versi, uraian="Honor.", dipantau=True, diubah_oleh=orang["verifikator"])
    putuskan = {"sesuai": keputusan.versi_sesuaikan, "perlu_diperbaiki": keputusan.versi_minta_perbaikan}
    return putuskan[request.param](versi=versi, oleh=orang["camat"]), putuskan[request.param]


@pytest.mark.parametrize("mana", ["berita_acara", "keputusan"])
def test_hasil_apbdes_yang_naskahnya_dicabut(client, diputus, orang, mana):
    """Neither document stands without the other; nothing shows the draft as decided, and no Perdes is made on it."""
    versi, _ = diputus
    cabut(getattr(versi, mana), orang)
    versi = VersiApbdes.objects.lengkap().get(pk=versi.pk)
    assert (versi.status, versi.get_status_display()) == ("dicabut", "Hasil evaluasi dicabut")
    assert (versi.berita_acara.status, versi.keputusan.status) == ("dicabut", "dicabut")
    assert versi.riwayat.filter(aksi="cabut").count() == 1
    assert Temuan.objects.get().status == "dicabut"
    assert (tenggat_versi(versi), langkah_berikut([versi])) == (None, None)
    assert not orang["kepala_desa"].has_perm("apbdes.lihat_evaluasi_versiapbdes", versi)
    with pytest.raises(ValidationError, match="Hasil evaluasi dicabut"):
        pengajuan.versi_tetapkan(
            versi=versi, nomor="1 Tahun 2026", tanggal=hari_ini(versi.apbdes.desa), oleh=orang["sekretaris_desa"]
        )
    for siapa in ("camat", "verifikator", "pemantau_kabupaten", "kepala_desa", "sekretaris_desa"):
        isi = buka(client, orang[siapa], versi.get_absolute_url())
        assert "tidak ada hasil yang berlaku sampai camat memutuskan lagi" in isi
        assert "Susun perbaikan ke-1" not in isi
    isi = buka(client, orang["camat"], reverse("apbdes:versi-evaluasi", args=[versi.pk]))
    assert "Hasil ini sudah dicabut camat, jadi tidak berlaku." in isi
    assert orang["sekretaris_desa"].pemberitahuan.filter(isi__endswith="Tunggu keputusan camat yang baru.").count() == 1


@pytest.mark.parametrize("cara", ["buka_kembali", "terbitkan_lagi"])
def test_hasil_apbdes_yang_dicabut_diputuskan_lagi(client, diputus, orang, cara):
    versi, putuskan = diputus
    lama = {"berita_acara": versi.berita_acara, "keputusan": versi.keputusan}
    hasil, beku = versi.hasil, versi.beku
    # Long after the last day: a result was given in time, so nothing lapses, before or after it is opened again.
    batas = hari_ini(versi.apbdes.desa) - datetime.timedelta(days=60)
    VersiApbdes.objects.filter(pk=versi.pk).update(batas_evaluasi=batas)
    cabut(lama["keputusan"], orang)
    layanan = getattr(keputusan, f"versi_{cara}")
    with pytest.raises(PermissionDenied):
        layanan(versi=versi, alasan="Keliru.", oleh=orang["camat"])
    tenggat_harian()
    layanan(versi=versi, alasan="Keliru.", oleh=orang["verifikator"])
    tenggat_harian()
    versi = VersiApbdes.objects.lengkap().get(pk=versi.pk)
    assert versi.status == {"buka_kembali": "dievaluasi", "terbitkan_lagi": "diusulkan"}[cara]
    assert "tidak dinyatakan lewat waktu" in buka(client, orang["verifikator"], versi.get_absolute_url())
    if cara == "buka_kembali":
        assert (versi.hasil, versi.beku, versi.batas_perbaikan) == ("", None, None)
        keputusan.versi_usulkan(versi=versi, hasil=hasil, kesimpulan="Diperbaiki.", oleh=orang["verifikator"])
    else:
        assert (versi.hasil, versi.beku) == (hasil, beku)
    baru = putuskan(versi=versi, oleh=orang["camat"])
    assert baru.status == hasil
    for kolom, naskah in lama.items():
        assert getattr(baru, kolom).menggantikan == naskah
        assert segar(naskah).pengganti == getattr(baru, kolom)
        assert getattr(baru, kolom).nomor != naskah.nomor
    assert sorted(Temuan.objects.values_list("status", flat=True)) == ["dicabut", "terbuka"]


def test_perbaikan_yang_sudah_berjalan_didahulukan(desa, orang):
    """One budget has one version on its way; when the desa withdraws its mending, the old one opens again."""
    versi = keputusan.versi_minta_perbaikan(
        versi=siap(desa, "diusulkan", hasil="perlu_diperbaiki"), oleh=orang["camat"]
    )
    perbaikan = versi_buat(desa=desa, tahun=versi.apbdes.tahun, oleh=orang["sekretaris_desa"], langkah="perbaikan")
    cabut(versi.keputusan, orang)
    assert tenggat_versi(VersiApbdes.objects.lengkap().get(pk=perbaikan.pk)) is None
    with pytest.raises(ValidationError, match="perbaikan itulah yang dievaluasi"):
        keputusan.versi_buka_kembali(versi=versi, alasan="Keliru.", oleh=orang["verifikator"])
    pengajuan.versi_batalkan(versi=perbaikan, alasan="Menunggu camat.", oleh=orang["sekretaris_desa"])
    assert keputusan.versi_buka_kembali(versi=versi, alasan="X.", oleh=orang["verifikator"]).status == "dievaluasi"


def test_perdes_yang_sudah_dicatat_tetap_tercatat(client, desa, orang):
    versi = keputusan.versi_sesuaikan(versi=siap(desa, "diusulkan"), oleh=orang["camat"])
    hari = hari_ini(desa)
    pengajuan.versi_tetapkan(versi=versi, nomor="3 Tahun 2026", tanggal=hari, oleh=orang["sekretaris_desa"])
    cabut(versi.berita_acara, orang)
    versi = VersiApbdes.objects.lengkap().get(pk=versi.pk)
    assert (versi.status, versi.perdes_nomor, versi.keputusan.status) == ("ditetapkan", "3 Tahun 2026", "dicabut")
    assert [r.ke_label for r in versi.riwayat.all()][-1] == "Naskah hasil evaluasi dicabut"
    isi = buka(client, orang["sekretaris_desa"], versi.get_absolute_url())
    assert "Peraturan Desa yang sudah dicatat tetap tercatat" in isi
    assert langkah_berikut([versi]).kode == "perubahan"


def test_kunjungan_yang_dibuka_kembali_tidak_menjawab_temuan_yang_datang_kemudian(desa, orang):
    """What was found after it had been approved the first time is no question to it."""
    kunjungan = KERJA["kunjungan"].buat(desa, orang, "diverifikasi")
    lalu = KunjunganFactory(desa=desa)
    KERJA["kunjungan"].lakukan("kunjungan", "sahkan", kunjungan, orang["camat"])
    _temuan(lalu, "Datang kemudian.")
    temuan_resmikan(asal_jenis="kunjungan", asal_id=str(lalu.pk), oleh=orang["camat"])
    sebelum = KunjunganFactory(desa=desa)
    _temuan(sebelum, "Sudah ada.", status="terbuka")
    cabut(segar(kunjungan).berita_acara, orang)
    layanan_kunjungan.kunjungan_buka_kembali(kunjungan=segar(kunjungan), alasan="X.", oleh=orang["verifikator"])
    assert [t.uraian for t in temuan_lalu(segar(kunjungan))] == ["Sudah ada."]
    baru = KERJA["kunjungan"].buat(desa, orang, "berlangsung")
    assert sorted(t.uraian for t in temuan_lalu(baru)) == ["Datang kemudian.", "Sudah ada."]

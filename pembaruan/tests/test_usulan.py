"""The village keeps its list; who signs, and under which name, takes effect when the kecamatan has confirmed it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.services import pejabat_tautkan
from akun.tests.factories import pengguna_berperan
from berkas.models import Berkas, KategoriBerkas
from berkas.tests import berkas_contoh
from dasar.alur import sejak_dari
from dasar.waktu import hari_ini
from desa.models import Perangkat, RiwayatData
from desa.services.data import data_hapus, data_simpan
from desa.tests.factories import AnggotaBPDFactory, PerangkatFactory
from pembaruan.enums import StatusUsulan
from pembaruan.models import Usulan
from pembaruan.services import usulan_ajukan, usulan_konfirmasi, usulan_tarik, usulan_tolak

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kategori_sk(db):
    for kode in ("sk-kepala-desa", "sk-perangkat", "sk-bpd"):
        KategoriBerkas.objects.get_or_create(kode=kode, defaults={"nama": kode, "kelompok": "sk", "periode": "sekali"})


@pytest.fixture
def kades(desa):
    return PerangkatFactory(
        desa=desa, nama="Syahrul", jabatan="kepala_desa", niap="1", telepon="0811", mulai=datetime.date(2020, 1, 1)
    )


def sk(isi: bytes | None = None):
    return SimpleUploadedFile("sk.pdf", isi or berkas_contoh.pdf(), content_type="application/pdf")


def isian(orang, **ubah):
    """What the page of this person sends back, with these changes."""
    kolom = ("nama", "jabatan", "rincian", "niap", "jenis_kelamin", "sk_nomor", "sk_tanggal", "mulai", "selesai")
    isi = {n: getattr(orang, n) or "" for n in (*kolom, "telepon") if hasattr(orang, n)}
    return isi | {"versi": orang.versi} | ubah


def usul(desa, orang, kades, **ubah) -> Usulan:
    for nama, nilai in (ubah or {"nama": "Syahrul, S.E."}).items():
        setattr(kades, nama, nilai)
    hasil = usulan_ajukan(
        kunci="perangkat", objek=kades, kolom=list(ubah or {"nama"}), berkas=sk(), oleh=orang["sekretaris_desa"]
    )
    return Usulan.objects.get(pk=hasil.pk)


def tersimpan(kades) -> Perangkat:
    return Perangkat.objects.get(pk=kades.pk)


# --- what waits and what does not ----------------------------------------------------------------
def test_perubahan_nama_kepala_desa_oleh_desa_menunggu_konfirmasi(client, desa, orang, kades):
    client.force_login(orang["sekretaris_desa"])
    url = reverse("desa:perangkat-ubah", args=[kades.pk])
    jawab = client.post(url, isian(kades, nama="Syahrul, S.E.", telepon="0899", sk_berkas=sk()))
    (usulan,) = Usulan.objects.all()
    assert jawab.url == usulan.get_absolute_url()
    kini = tersimpan(kades)
    assert (kini.nama, kini.telepon) == ("Syahrul", "0899")  # the telephone is the village's own business
    assert [b["kolom"] for b in usulan.isi] == ["nama"]
    assert usulan.sk.berkas.kategori.kode == "sk-kepala-desa"
    usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])
    assert tersimpan(kades).nama == "Syahrul, S.E."
    assert RiwayatData.objects.tentang(kades).first().oleh_nama == "Verifikator"


def test_tanpa_sk_ditolak_di_tempatnya_dan_tidak_ada_yang_tersimpan(client, desa, orang, kades):
    client.force_login(orang["sekretaris_desa"])
    jawab = client.post(reverse("desa:perangkat-ubah", args=[kades.pk]), isian(kades, nama="Lain", telepon="0899"))
    assert jawab.status_code == 422
    assert "Lampirkan SK" in jawab.content.decode()
    assert "Lain" in jawab.content.decode()  # what was typed is still there
    assert (tersimpan(kades).nama, tersimpan(kades).telepon, Usulan.objects.count()) == ("Syahrul", "0811", 0)


def test_berkas_yang_bukan_sk_ditolak_dengan_kalimat(client, desa, orang, kades):
    client.force_login(orang["sekretaris_desa"])
    isi = isian(kades, nama="Lain", sk_berkas=SimpleUploadedFile("sk.pdf", b"bukan pdf"))
    jawab = client.post(reverse("desa:perangkat-ubah", args=[kades.pk]), isi)
    assert (jawab.status_code, Usulan.objects.count(), Berkas.objects.count()) == (422, 0, 0)


def test_telepon_kepala_desa_langsung_tersimpan(client, desa, orang, kades):
    client.force_login(orang["sekretaris_desa"])
    client.post(reverse("desa:perangkat-ubah", args=[kades.pk]), isian(kades, telepon="0899"))
    assert (tersimpan(kades).telepon, Usulan.objects.count()) == ("0899", 0)


def test_perangkat_yang_tidak_menandatangani_langsung_tersimpan(client, desa, orang):
    kaur = PerangkatFactory(desa=desa, nama="Rahmah")
    client.force_login(orang["sekretaris_desa"])
    client.post(reverse("desa:perangkat-ubah", args=[kaur.pk]), isian(kaur, nama="Rahmah, A.Md."))
    assert (tersimpan(kaur).nama, Usulan.objects.count()) == ("Rahmah, A.Md.", 0)


def test_perangkat_yang_menjadi_kepala_desa_menunggu(client, desa, orang):
    kaur = PerangkatFactory(desa=desa, nama="Rahmah")
    client.force_login(orang["sekretaris_desa"])
    client.post(reverse("desa:perangkat-ubah", args=[kaur.pk]), isian(kaur, jabatan="kepala_desa", sk_berkas=sk()))
    assert (tersimpan(kaur).jabatan, Usulan.objects.count()) == ("kaur_keuangan", 1)


def test_kepala_desa_baru_diusulkan_lalu_dicatat(client, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    isi = {"nama": "Rahmah", "jabatan": "kepala_desa", "mulai": "2026-01-05", "sk_berkas": sk()}
    client.post(reverse("desa:perangkat-tambah", args=[desa.pk]), isi)
    assert not Perangkat.objects.exists()
    usulan = Usulan.objects.get()
    usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])
    baru = Perangkat.objects.get()
    assert (baru.nama, baru.jabatan, baru.mulai, baru.desa) == (
        "Rahmah",
        "kepala_desa",
        datetime.date(2026, 1, 5),
        desa,
    )
    usulan.refresh_from_db()
    assert (usulan.status, usulan.nomor) == (StatusUsulan.DIKONFIRMASI, baru.pk)


def test_ketua_bpd_juga_menunggu(client, desa, orang):
    ketua = AnggotaBPDFactory(desa=desa, nama="Ahmad", jabatan="ketua")
    client.force_login(orang["sekretaris_desa"])
    client.post(reverse("desa:bpd-ubah", args=[ketua.pk]), isian(ketua, nama="Ahmad Yani", sk_berkas=sk()))
    ketua.refresh_from_db()
    assert (ketua.nama, Usulan.objects.get().sk.berkas.kategori.kode) == ("Ahmad", "sk-bpd")


def test_kecamatan_tetap_mengubah_langsung(client, desa, orang, kades):
    client.force_login(orang["verifikator"])
    client.post(reverse("desa:perangkat-ubah", args=[kades.pk]), isian(kades, nama="Syahrul, S.E."))
    assert (tersimpan(kades).nama, Usulan.objects.count()) == ("Syahrul, S.E.", 0)


# --- no way around it ------------------------------------------------------------------------------
def test_layanannya_sendiri_menolak_desa(desa, orang, kades):
    kades.nama = "Lain"
    with pytest.raises(ValidationError, match="dikonfirmasi verifikator"):
        data_simpan(objek=kades, kolom=["nama"], oleh=orang["sekretaris_desa"])
    with pytest.raises(ValidationError, match="dikonfirmasi verifikator"):
        data_hapus(objek=tersimpan(kades), oleh=orang["sekretaris_desa"])
    assert tersimpan(kades).nama == "Syahrul"


def test_impor_oleh_desa_menyebut_barisnya(client, desa, orang, kades):
    client.force_login(orang["sekretaris_desa"])
    isi = f"kode_desa,nama,jabatan,niap\n{desa.kode},Orang Lain,Kepala Desa,1\n"
    jawab = client.post(reverse("desa:perangkat-impor"), {"berkas": SimpleUploadedFile("perangkat.csv", isi.encode())})
    assert jawab.status_code == 422
    assert "dikonfirmasi verifikator" in jawab.content.decode()
    assert tersimpan(kades).nama == "Syahrul"


# --- confirm, refuse, withdraw ------------------------------------------------------------------------
def test_kedua_pihak_diberi_tahu_dan_riwayatnya_lengkap(desa, orang, kades):
    usulan = usul(desa, orang, kades)
    assert orang["verifikator"].pemberitahuan.filter(judul=f"Usulan perubahan Syahrul, {desa}").count() == 1
    usulan_tolak(usulan=usulan, alasan="SK-nya tidak terbaca.", oleh=orang["verifikator"])
    kabar = orang["sekretaris_desa"].pemberitahuan.latest("pk")
    assert (kabar.judul, kabar.isi) == ("Usulan perubahan Syahrul ditolak", "SK-nya tidak terbaca.")
    assert [(r.aksi, r.ke) for r in usulan.riwayat.all()] == [("ajukan", "menunggu"), ("tolak", "ditolak")]
    assert tersimpan(kades).nama == "Syahrul"


def test_menolak_tanpa_alasan_ditolak(desa, orang, kades):
    with pytest.raises(ValidationError, match="Alasan wajib diisi"):
        usulan_tolak(usulan=usul(desa, orang, kades), alasan=" ", oleh=orang["verifikator"])


def test_satu_sentuhan_di_hari_ini(client, desa, orang, kades):
    usulan = usul(desa, orang, kades)
    client.force_login(orang["verifikator"])
    assert "Usulan perubahan menunggu konfirmasi Anda" in client.get(reverse("dasbor:hari-ini")).content.decode()
    halaman = client.get(usulan.get_absolute_url()).content.decode()
    assert "Syahrul, S.E." in halaman
    assert reverse("berkas:berkas-rinci", args=[usulan.sk.berkas_id]) in halaman
    client.post(reverse("pembaruan:usulan-aksi", args=[usulan.pk, "konfirmasi"]), {"sejak": sejak_dari(usulan)})
    assert tersimpan(kades).nama == "Syahrul, S.E."
    usulan.refresh_from_db()
    assert usulan.sk.berkas.status == "diterima"  # seen and confirmed in one act


@pytest.mark.parametrize("peran", ["camat", "pelaksana", "sekretaris_desa", "kepala_desa", "pemantau_kabupaten"])
def test_hanya_verifikator_yang_mengonfirmasi(desa, orang, kades, peran):
    with pytest.raises(PermissionDenied):
        usulan_konfirmasi(usulan=usul(desa, orang, kades), oleh=orang[peran])


def test_pengusul_tidak_mengonfirmasi_usulannya_sendiri(desa, kades):
    rangkap = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    rangkap.penugasan.create(peran=Peran.VERIFIKATOR, kecamatan=desa.kecamatan, mulai="2020-01-01")
    kades.nama = "Lain"
    usulan = usulan_ajukan(kunci="perangkat", objek=kades, kolom=["nama"], berkas=sk(), oleh=rangkap)
    with pytest.raises(PermissionDenied):
        usulan_konfirmasi(usulan=usulan, oleh=rangkap)


def test_desa_menarik_usulannya(desa, orang, kades):
    usulan = usulan_tarik(usulan=usul(desa, orang, kades), oleh=orang["kepala_desa"])
    assert usulan.status == StatusUsulan.DITARIK
    with pytest.raises(ValidationError, match="Ditarik"):
        usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])


def test_desa_lain_tidak_melihatnya(client, desa, orang, kades):
    from desa.tests.factories import DesaFactory

    usulan = usul(desa, orang, kades)
    lain = pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory(kecamatan=desa.kecamatan))
    client.force_login(lain)
    assert client.get(usulan.get_absolute_url()).status_code == 404


# --- meanwhile ----------------------------------------------------------------------------------------
def test_baris_yang_berubah_sementara_itu_tidak_tertimpa(desa, orang, kades):
    usulan = usul(desa, orang, kades)
    kini = tersimpan(kades)
    kini.nama = "H. Syahrul"
    data_simpan(objek=kini, kolom=["nama"], oleh=orang["verifikator"])
    with pytest.raises(ValidationError) as galat:
        usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])
    assert "Nama lengkap sudah berubah dari “Syahrul” menjadi “H. Syahrul”" in " ".join(galat.value.messages)
    assert tersimpan(kades).nama == "H. Syahrul"


def test_kolom_lain_yang_berubah_tidak_menghalangi(desa, orang, kades):
    usulan = usul(desa, orang, kades)
    kini = tersimpan(kades)
    kini.telepon = "0800"
    data_simpan(objek=kini, kolom=["telepon"], oleh=orang["verifikator"])
    usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])
    assert (tersimpan(kades).nama, tersimpan(kades).telepon) == ("Syahrul, S.E.", "0800")


def test_orang_yang_dihapus(desa, orang, kades):
    usulan = usul(desa, orang, kades)
    data_hapus(objek=tersimpan(kades), oleh=orang["verifikator"])
    with pytest.raises(ValidationError, match="sudah dihapus"):
        usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])
    usulan_tolak(usulan=usulan, alasan="Orangnya sudah dihapus.", oleh=orang["verifikator"])


def test_usulan_yang_sama_dua_kali_menjadi_satu(desa, orang, kades):
    pertama = usul(desa, orang, kades)
    kedua = usul(desa, orang, tersimpan(kades))
    assert (pertama, Usulan.objects.count(), Berkas.objects.count()) == (kedua, 1, 1)


def test_dua_usulan_atas_satu_orang(desa, orang, kades):
    pertama = usul(desa, orang, kades)
    with pytest.raises(ValidationError, match="masih menunggu konfirmasi"):
        usul(desa, orang, tersimpan(kades), niap="77")
    usulan_tarik(usulan=pertama, oleh=orang["sekretaris_desa"])
    assert usul(desa, orang, tersimpan(kades), niap="77").status == StatusUsulan.MENUNGGU


def test_satu_sk_untuk_dua_orang(desa, orang, kades):
    """A decree that names several people is kept once."""
    usul(desa, orang, kades)
    lain = Perangkat(desa=desa, nama="Rahmah", jabatan="kepala_desa", mulai=hari_ini(desa))
    kolom = ["nama", "jabatan", "mulai"]
    usulan_ajukan(kunci="perangkat", objek=lain, kolom=kolom, berkas=sk(), oleh=orang["sekretaris_desa"])
    assert (Usulan.objects.count(), Berkas.objects.count()) == (2, 1)


def test_pengusul_yang_tidak_lagi_bertugas_disebut(client, desa, orang, kades):
    usulan = usul(desa, orang, kades)
    orang["sekretaris_desa"].penugasan.update(mulai="2020-01-01", selesai="2020-12-31")
    client.force_login(orang["verifikator"])
    assert "tidak lagi bertugas di desa ini" in client.get(usulan.get_absolute_url()).content.decode()
    usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])  # the decree counts, not who sent it
    assert tersimpan(kades).nama == "Syahrul, S.E."


def test_niap_milik_orang_lain_ditolak_saat_dikonfirmasi(desa, orang, kades):
    usulan = usul(desa, orang, kades, niap="9")
    PerangkatFactory(desa=desa, nama="Rahmah", niap="9")
    with pytest.raises(ValidationError, match="NIAP ini sudah dipakai"):
        usulan_konfirmasi(usulan=usulan, oleh=orang["verifikator"])
    usulan.refresh_from_db()
    assert usulan.status == StatusUsulan.MENUNGGU


def test_yang_menunggu_tampil_di_halaman_desa(client, desa, orang, kades):
    usulan = usul(desa, orang, kades)
    client.force_login(orang["sekretaris_desa"])
    halaman = client.get(reverse("desa:desa-rinci", args=[desa.pk])).content.decode()
    assert usulan.get_absolute_url() in halaman


@pytest.mark.parametrize("pabrik", [PerangkatFactory, AnggotaBPDFactory])
def test_siapa_pun_yang_menandatangani_dengan_akunnya_dikonfirmasi(client, desa, orang, pabrik):
    """A certificate bears the name of the linked record: its owner does not change it alone, whatever his post."""
    pejabat = pabrik(desa=desa, nama="Rahmah")
    jabatan = pejabat.jabatan
    kunci = "perangkat" if pabrik is PerangkatFactory else "bpd"
    url = reverse(f"desa:{kunci}-ubah", args=[pejabat.pk])
    client.force_login(orang["sekretaris_desa"])
    segar = type(pejabat).objects.get
    assert client.post(url, isian(pejabat, nama="Rahmah, S.Pd.")).status_code == 302
    assert segar(pk=pejabat.pk).nama == "Rahmah, S.Pd."  # without an account it is the village's own to say
    pejabat_tautkan(pejabat=pejabat, pengguna=orang["sekretaris_desa"], oleh=orang["verifikator"], sejak=None)
    lama = segar(pk=pejabat.pk)
    jawab = client.post(url, isian(lama, nama="Orang Lain"))
    assert (jawab.status_code, segar(pk=pejabat.pk).nama) == (422, "Rahmah, S.Pd.")
    client.post(url, isian(lama, nama="Orang Lain") | {"sk_berkas": sk()})
    assert (Usulan.objects.get().status, segar(pk=pejabat.pk).nama) == ("menunggu", "Rahmah, S.Pd.")
    usulan_konfirmasi(usulan=Usulan.objects.get(), oleh=orang["verifikator"])
    assert (segar(pk=pejabat.pk).nama, segar(pk=pejabat.pk).jabatan) == ("Orang Lain", jabatan)
    assert client.post(url, isian(segar(pk=pejabat.pk), telepon="0812")).status_code == 302
    assert segar(pk=pejabat.pk).telepon == "0812"

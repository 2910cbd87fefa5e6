"""From the invitation to the revocation: what the signer does alone, what an admin may, what anybody may read."""

import sys
from datetime import timedelta
from io import StringIO
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from akun.enums import Peran
from akun.models import Pengguna
from akun.services.orang import orang_pastikan
from akun.tests.factories import pengguna_berperan
from cetak.pdf import pdf_buat
from naskah.enums.sertifikat import AlasanCabut, StatusSertifikat
from naskah.models import AkarSertifikat, Sertifikat
from naskah.otoritas import bahan_pemeriksaan, crl_terkini, otoritas_siapkan
from naskah.services.sertifikat import (
    LAMA_KUNCI,
    SALAH_MAKS,
    FrasaTerkunci,
    frasa_ganti,
    percobaan_frasa,
    sertifikat_aktif,
    sertifikat_buat,
    sertifikat_cabut,
    sertifikat_undang,
)
from naskah.tests.bahan_ttd import diundang
from naskah.tests.conftest import ISI
from naskah.views.sertifikat import sertifikat_frasa
from notifikasi.models import Pemberitahuan
from tte import kunci
from tte.bidang import bidang_pasang
from tte.galat import FrasaSalah, SertifikatTidakBerlaku
from tte.kunci import p12_buka
from tte.periksa import periksa_tanda_tangan
from tte.tanda_tangan import selesaikan, siapkan
from tte.tests import bahan_tte as b

pytestmark = pytest.mark.django_db
CLEANSED = SafeExceptionReporterFilter.cleansed_substitute
FRASA = "payung kertas sungai 8"
BARU = "lampu teh gunung 21"
KONTEKS = {"isi": ISI, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}


@pytest.fixture
def akar(db):
    return otoritas_siapkan(instansi="Kecamatan Uji")[0]


@pytest.fixture
def admin(desa):
    return pengguna_berperan(Peran.ADMIN, desa, nama="Admin Uji")


@pytest.fixture
def camat(desa):
    return pengguna_berperan(Peran.CAMAT, desa, nama="Camat Uji")


@pytest.fixture
def sertifikat(akar, camat, admin):
    return sertifikat_buat(sertifikat=diundang(camat, admin), frasa=FRASA, oleh=camat)


def pesan(galat) -> str:
    return " ".join(galat.value.messages)


# --- authority -----------------------------------------------------------------------------------


def test_otoritas_dibuat_sekali(akar):
    kedua, baru = otoritas_siapkan(instansi="Nama Lain")
    assert (kedua, baru, AkarSertifikat.objects.count()) == (akar, False, 1)


def test_kunci_baru_mendapat_akar_sendiri_dan_yang_lama_tetap_dipercaya(akar, settings, tmp_path):
    settings.CA_KUNCI = f"file:{tmp_path}/lain.pem"
    kedua, baru = otoritas_siapkan(instansi="Kecamatan Uji")
    assert (baru, kedua == akar) == (True, False)
    assert set(bahan_pemeriksaan().akar) == {bytes(a.sertifikat) for a in (akar, kedua)}


def test_otoritas_baru_meminta_sertifikat_baru(sertifikat, camat, admin, settings, tmp_path):
    settings.CA_KUNCI = f"file:{tmp_path}/lain.pem"
    otoritas_siapkan(instansi="Kecamatan Uji")
    assert sertifikat_aktif(camat) is None
    assert sertifikat_undang(pengguna=camat, oleh=admin).status == StatusSertifikat.DIUNDANG


def test_tanpa_otoritas_tidak_ada_yang_dipercaya(db):
    bahan = bahan_pemeriksaan()
    assert (bahan.akar, bahan.crl, bahan.stempel_waktu) == ([], [], None)


def test_stempel_waktu_menurut_pengaturan(db, settings, tmp_path):
    settings.TSA_ALAMAT, settings.TSA_SERTIFIKAT = "http://127.0.0.1:9/tsa", str(tmp_path / "tsa.pem")
    (tmp_path / "tsa.pem").write_bytes(b.tsa_kunci()[2].public_bytes(Encoding.PEM))
    bahan = bahan_pemeriksaan()
    assert (bahan.stempel_waktu.alamat, list(bahan.akar_tsa)) == ("http://127.0.0.1:9/tsa", [b.tsa_akar()])


# --- invitation, certificate ---------------------------------------------------------------------


def test_undangan_memberi_tahu_dan_belum_berisi_rahasia(camat, admin):
    undangan = sertifikat_undang(pengguna=camat, oleh=admin)
    assert (undangan.status, bytes(undangan.p12), undangan.diterbitkan_oleh) == (StatusSertifikat.DIUNDANG, b"", admin)
    assert sertifikat_aktif(camat) is None
    kabar = Pemberitahuan.objects.get(penerima=camat)
    assert kabar.tautan == reverse("naskah:sertifikat-saya")
    with pytest.raises(ValidationError) as galat:
        sertifikat_undang(pengguna=camat, oleh=admin)
    assert pesan(galat) == "Camat Uji sudah diundang dan belum membuat frasa sandinya."


@pytest.mark.parametrize("peran", [p for p in Peran if p != Peran.ADMIN])
def test_hanya_admin_yang_mengundang(camat, desa, peran):
    with pytest.raises(PermissionDenied):
        sertifikat_undang(pengguna=camat, oleh=pengguna_berperan(peran, desa))


def test_sertifikat_dibuat_pemiliknya_dengan_frasanya_sendiri(sertifikat, camat, akar):
    assert (sertifikat.status, sertifikat_aktif(camat), sertifikat.akar) == (StatusSertifikat.AKTIF, sertifikat, akar)
    terbit = x509.load_der_x509_certificate(bytes(sertifikat.sertifikat))
    terbit.verify_directly_issued_by(x509.load_der_x509_certificate(bytes(akar.sertifikat)))
    assert terbit.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value == "Camat Uji"
    assert f"{terbit.serial_number:x}" == sertifikat.nomor_seri
    p12_buka(bytes(sertifikat.p12), FRASA)
    with pytest.raises(FrasaSalah):
        p12_buka(bytes(sertifikat.p12), FRASA + "!")


def test_orang_lain_tidak_membuatkan_frasa(camat, admin, akar):
    undangan = sertifikat_undang(pengguna=camat, oleh=admin)
    with pytest.raises(PermissionDenied):
        sertifikat_buat(sertifikat=undangan, frasa=FRASA, oleh=admin)


@pytest.mark.parametrize(
    ("frasa", "kalimat"),
    [
        ("pendek", "paling sedikit 12 karakter"),
        ("x" * 129, "paling banyak 128"),
        ("aaaaaaaaaaaaaa", "terlalu sedikit huruf yang berbeda"),
        ("197001011995031001", "tidak boleh hanya angka"),
        ("Camat Uji Panjang", "sama dengan nama atau NIP"),
        ("perut-demo-2026", "berbeda dari kata sandi akun"),
    ],
)
def test_frasa_lemah_ditolak_sebelum_ada_kunci(akar, admin, camat, frasa, kalimat):
    camat.nama = "Camat Uji Panjang"
    camat.sandi_sendiri("perut-demo-2026")
    camat.save()
    undangan = diundang(camat, admin)
    with pytest.raises(ValidationError, match=kalimat):
        sertifikat_buat(sertifikat=undangan, frasa=frasa, oleh=camat)
    undangan.refresh_from_db()
    assert undangan.status == StatusSertifikat.DIUNDANG


def test_sandi_dari_orang_lain_tidak_memberi_sertifikat(akar, camat, admin):
    undangan = diundang(camat, admin)
    camat.set_password("dari-admin-2026")
    camat.save()
    for kalimat in ("belum membuat kata sandinya sendiri", "memastikan"):
        with pytest.raises(ValidationError, match=kalimat):
            sertifikat_buat(sertifikat=undangan, frasa=FRASA, oleh=camat)
        camat.sandi_sendiri("pilihan-sendiri")  # whoever knew the first may have chosen this one, too
        camat.save()
    Pengguna.objects.filter(pk=admin.pk).update(dibuat=timezone.now() - timedelta(days=2))
    orang_pastikan(pengguna=camat, oleh=admin)
    camat.refresh_from_db()
    assert sertifikat_buat(sertifikat=undangan, frasa=FRASA, oleh=camat).status == StatusSertifikat.AKTIF


def test_tanpa_otoritas_undangan_menunggu(camat, admin):
    undangan = diundang(camat, admin)
    with pytest.raises(ValidationError, match="belum siap"):
        sertifikat_buat(sertifikat=undangan, frasa=FRASA, oleh=camat)


def test_undangan_dipakai_sekali(sertifikat, camat):
    with pytest.raises(ValidationError, match="sudah dipakai"):
        sertifikat_buat(sertifikat=sertifikat, frasa=BARU, oleh=camat)


def test_sertifikat_kedua_hanya_menjelang_habisnya_yang_pertama(sertifikat, camat, admin):
    with pytest.raises(ValidationError, match="masih mempunyai sertifikat"):
        sertifikat_undang(pengguna=camat, oleh=admin)
    Sertifikat.objects.update(berlaku_sampai=timezone.now() + timedelta(days=20))
    assert sertifikat_undang(pengguna=camat, oleh=admin).status == StatusSertifikat.DIUNDANG


def test_sertifikat_kedaluwarsa_tidak_dipakai(sertifikat, camat):
    Sertifikat.objects.update(berlaku_sampai=timezone.now() - timedelta(seconds=1))
    assert sertifikat_aktif(camat) is None
    sertifikat.refresh_from_db()
    assert sertifikat.status == StatusSertifikat.KEDALUWARSA


# --- passphrase ----------------------------------------------------------------------------------


def coba(sertifikat, frasa):
    with percobaan_frasa(sertifikat):
        return p12_buka(bytes(sertifikat.p12), frasa)


def test_lima_kali_salah_mengunci_seperempat_jam(sertifikat, monkeypatch):
    for _ in range(SALAH_MAKS - 1):
        with pytest.raises(FrasaSalah):
            coba(sertifikat, "salah sekali ini")
    with pytest.raises(FrasaTerkunci):
        coba(sertifikat, "salah sekali ini")
    with pytest.raises(FrasaTerkunci, match="terkunci 15 menit"):
        coba(sertifikat, FRASA)  # the right one is not tried either
    nanti = timezone.now() + LAMA_KUNCI + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: nanti)
    assert coba(sertifikat, FRASA)
    sertifikat.refresh_from_db()
    assert (sertifikat.salah_beruntun, sertifikat.terkunci_sampai) == (0, None)


def test_frasa_benar_menghapus_hitungan(sertifikat):
    for _ in range(SALAH_MAKS + 1):
        with pytest.raises(FrasaSalah):
            coba(sertifikat, "salah sekali ini")
        coba(sertifikat, FRASA)


def test_galat_lain_tidak_dihitung(sertifikat):
    for _ in range(2 * SALAH_MAKS):
        with pytest.raises(OSError), percobaan_frasa(sertifikat):
            raise OSError("penyimpanan putus")
    assert coba(sertifikat, FRASA)


def test_frasa_diganti(sertifikat, camat):
    frasa_ganti(sertifikat=sertifikat, lama=FRASA, baru=BARU, oleh=camat)
    sertifikat.refresh_from_db()
    assert p12_buka(bytes(sertifikat.p12), BARU)
    with pytest.raises(ValidationError) as galat:
        frasa_ganti(sertifikat=sertifikat, lama=FRASA, baru="meja tulis biru 99", oleh=camat)
    assert list(galat.value.message_dict) == ["lama"]
    with pytest.raises(ValidationError) as galat:
        frasa_ganti(sertifikat=sertifikat, lama=BARU, baru="pendek", oleh=camat)
    assert list(galat.value.message_dict) == ["baru"]


def test_laporan_kesalahan_tidak_memuat_frasa(sertifikat, camat, rf, monkeypatch):
    """The page that Django draws of an error shows every local variable on the way; not these."""

    def gagal(*_args, **_kwargs):
        raise RuntimeError("gangguan")

    monkeypatch.setattr(kunci.pkcs12, "serialize_key_and_certificates", gagal)
    request = rf.post("/", {"lama": FRASA, "baru": BARU, "ulang": BARU})
    request.user = camat
    try:
        sertifikat_frasa(request)
    except RuntimeError:
        halaman = ExceptionReporter(request, *sys.exc_info()).get_traceback_html()
    assert "p12_bungkus" in halaman and CLEANSED in halaman
    assert [f for f in (FRASA, BARU) if f in halaman] == []


def test_frasa_orang_lain_tidak_diganti(sertifikat, admin):
    with pytest.raises(PermissionDenied):
        frasa_ganti(sertifikat=sertifikat, lama=FRASA, baru=BARU, oleh=admin)


# --- revocation ----------------------------------------------------------------------------------


@pytest.mark.parametrize("siapa", ["pemilik", "admin", "perintah"])
def test_pencabutan_memusnahkan_kunci_dan_masuk_daftar(sertifikat, camat, admin, siapa):
    oleh = {"pemilik": camat, "admin": admin, "perintah": None}[siapa]
    sertifikat_cabut(sertifikat=sertifikat, alasan=AlasanCabut.BOCOR, oleh=oleh)
    assert (sertifikat.status, bytes(sertifikat.p12), sertifikat_aktif(camat)) == (StatusSertifikat.DICABUT, b"", None)
    butir = x509.load_der_x509_crl(crl_terkini()).get_revoked_certificate_by_serial_number(
        int(sertifikat.nomor_seri, 16)
    )
    alasan = butir.extensions.get_extension_for_class(x509.CRLReason).value.reason
    assert alasan == x509.ReasonFlags.key_compromise
    with pytest.raises(ValidationError, match="sudah dicabut"):
        sertifikat_cabut(sertifikat=sertifikat, alasan=AlasanCabut.BOCOR, oleh=oleh)


def test_orang_lain_tidak_mencabut_dan_alasan_wajib(sertifikat, desa, admin):
    with pytest.raises(PermissionDenied):
        sertifikat_cabut(sertifikat=sertifikat, alasan=AlasanCabut.LAIN, oleh=pengguna_berperan(Peran.CAMAT, desa))
    with pytest.raises(ValidationError, match="alasan"):
        sertifikat_cabut(sertifikat=sertifikat, alasan="", oleh=admin)


def test_sesudah_dicabut_yang_tertunda_tidak_selesai_dan_yang_lama_menunjukkannya(sertifikat, camat):
    pdf = bidang_pasang(pdf_buat("naskah/pdf/dasar.html", KONTEKS), bidang=b.bidang(2))
    bahan = bahan_pemeriksaan()
    lama = selesaikan(
        siapkan(pdf, bidang="ttd0", p12=bytes(sertifikat.p12), frasa=FRASA, tampilan=b.tampilan("Camat Uji")),
        akar=bahan.akar,
        crl=bahan.crl,
    )
    tertunda = siapkan(lama, bidang="ttd1", p12=bytes(sertifikat.p12), frasa=FRASA, tampilan=b.tampilan("Camat Uji"))
    sertifikat_cabut(sertifikat=sertifikat, alasan=AlasanCabut.PINDAH, oleh=camat)
    bahan = bahan_pemeriksaan()
    with pytest.raises(SertifikatTidakBerlaku, match="dicabut"):
        selesaikan(tertunda, akar=bahan.akar, crl=bahan.crl)
    (tanda,) = periksa_tanda_tangan(lama, akar=bahan.akar, crl=bahan.crl).tanda_tangan
    assert (tanda.dicabut, tanda.tidak_berubah, tanda.berlaku) == (True, True, False)


# --- pages ---------------------------------------------------------------------------------------


def test_halaman_membuat_sertifikat(client, akar, camat, admin):
    diundang(camat, admin)
    client.force_login(camat)
    alamat = reverse("naskah:sertifikat-saya")
    beda = client.post(alamat, {"frasa": FRASA, "ulang": BARU})
    assert "Kedua frasa sandi tidak sama" in beda.content.decode()
    lemah = client.post(alamat, {"frasa": "pendek", "ulang": "pendek"})
    assert "paling sedikit 12 karakter" in lemah.content.decode()
    assert FRASA not in beda.content.decode()
    jawaban = client.post(alamat, {"frasa": FRASA, "ulang": FRASA}, follow=True)
    assert "Sertifikat Anda sudah jadi" in jawaban.content.decode()
    assert sertifikat_aktif(camat) is not None


def test_halaman_mengganti_frasa_dan_mencabut(client, sertifikat, camat):
    client.force_login(camat)
    alamat = reverse("naskah:sertifikat-frasa")
    salah = client.post(alamat, {"lama": "bukan ini frasanya", "baru": BARU, "ulang": BARU})
    assert "tidak cocok" in salah.content.decode()
    assert client.post(alamat, {"lama": FRASA, "baru": BARU, "ulang": BARU}).status_code == 302
    sertifikat.refresh_from_db()
    assert p12_buka(bytes(sertifikat.p12), BARU)
    cabut = reverse("naskah:sertifikat-cabut")
    assert client.get(cabut).status_code == 405
    assert "Pilih alasan" in client.post(cabut, follow=True).content.decode()
    assert "Sertifikat dicabut" in client.post(cabut, {"alasan": "bocor"}, follow=True).content.decode()
    assert client.get(alamat).status_code == 404


def test_tanpa_undangan_halaman_menjelaskan(client, desa):
    client.force_login(pengguna_berperan(Peran.PELAKSANA, desa))
    alamat = reverse("naskah:sertifikat-saya")
    assert "mintalah admin mengundang" in client.get(alamat).content.decode()
    client.post(alamat, {"frasa": FRASA, "ulang": FRASA})
    assert Sertifikat.objects.count() == 0


def test_daftar_cabut_dan_akar_terbuka_untuk_umum(client, sertifikat, akar):
    jawaban = client.get(reverse("naskah:crl"))
    assert (jawaban.status_code, jawaban["Content-Type"]) == (200, "application/pkix-crl")
    x509.load_der_x509_crl(jawaban.content)
    jawaban = client.get(reverse("naskah:ca-sertifikat"))
    assert (jawaban.status_code, jawaban.content) == (200, bytes(akar.sertifikat))
    titik = x509.load_der_x509_certificate(bytes(sertifikat.sertifikat)).extensions.get_extension_for_class(
        x509.CRLDistributionPoints
    )
    assert titik.value[0].full_name[0].value.endswith(reverse("naskah:crl"))


def test_tanpa_otoritas_daftar_cabut_tidak_ada(client, db):
    assert client.get(reverse("naskah:crl")).status_code == 404
    assert client.get(reverse("naskah:ca-sertifikat")).status_code == 404


# --- admin ---------------------------------------------------------------------------------------


def test_admin_mengundang_melihat_dan_mencabut_tanpa_kunci(client, akar, camat, admin):
    client.force_login(admin)
    tambah = reverse("admin:naskah_sertifikat_add")
    assert client.post(tambah, {"pengguna": camat.pk}).status_code == 302
    assert "sudah diundang" in client.post(tambah, {"pengguna": camat.pk}).content.decode()
    undangan = Sertifikat.objects.get(pengguna=camat)
    undangan.disetujui = timezone.now()
    sertifikat_buat(sertifikat=undangan, frasa=FRASA, oleh=camat)
    daftar = reverse("admin:naskah_sertifikat_changelist")
    rinci = client.get(reverse("admin:naskah_sertifikat_change", args=[undangan.pk]))
    assert rinci.status_code == 200
    assert "p12" not in rinci.content.decode()
    jawaban = client.post(daftar, {"action": "cabut_pindah", "_selected_action": [undangan.pk]}, follow=True)
    assert "dicabut." in jawaban.content.decode()
    undangan.refresh_from_db()
    assert (undangan.status, undangan.alasan) == (StatusSertifikat.DICABUT, "pindah")
    assert undangan.dicabut_oleh == admin
    assert client.post(reverse("admin:naskah_sertifikat_delete", args=[undangan.pk])).status_code == 403
    assert client.get(reverse("admin:naskah_akarsertifikat_changelist")).status_code == 200


# --- commands ------------------------------------------------------------------------------------


def jalankan(*perintah) -> str:
    keluar = StringIO()
    call_command(*perintah, stdout=keluar)
    return keluar.getvalue()


def test_perintah_dari_otoritas_sampai_pencabutan(camat, monkeypatch):
    assert "Dibuat: Otoritas Internal Kecamatan Uji" in jalankan("sertifikat_ca", "--instansi", "Kecamatan Uji")
    assert "Sudah ada" in jalankan("sertifikat_ca")
    assert "diundang" in jalankan("sertifikat_terbitkan", camat.username)
    monkeypatch.setattr("naskah.management.commands.sertifikat_terbitkan.getpass", lambda _tanya: FRASA)
    assert "terbit" in jalankan("sertifikat_terbitkan", camat.username, "--di-sini")
    seri = Sertifikat.objects.get().nomor_seri
    assert f"{seri}\t{camat.username}\tAktif\t" in jalankan("sertifikat_daftar")
    assert "dicabut" in jalankan("sertifikat_cabut", seri, "--alasan", "lupa")
    assert "Dicabut" in jalankan("sertifikat_daftar")


@pytest.mark.parametrize(
    ("perintah", "kalimat"),
    [
        (("sertifikat_terbitkan", "tidak-ada"), "Tidak ada pengguna"),
        (("sertifikat_cabut", "ff", "--alasan", "lupa"), "Tidak ada sertifikat"),
    ],
)
def test_perintah_yang_keliru(db, perintah, kalimat):
    with pytest.raises(CommandError, match=kalimat):
        jalankan(*perintah)


@pytest.mark.django_db(transaction=True)
def test_dua_proses_menyiapkan_otoritas_bersamaan_hanya_satu_yang_jadi(settings):
    galat = []

    def siap() -> None:
        try:
            otoritas_siapkan(instansi="Kecamatan Uji")
        except Exception as g:
            galat.append(g)
        finally:
            connection.close()

    kerja = [Thread(target=siap) for _ in range(2)]
    for k in kerja:
        k.start()
    for k in kerja:
        k.join()
    assert (galat, AkarSertifikat.objects.count()) == ([], 1)

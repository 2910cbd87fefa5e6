"""Keys: a signer's under a passphrase, the authority's in a file, in the environment, or in a device."""

import os
import subprocess
from importlib import import_module
from uuid import uuid4

import pytest
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from cetak.pdf import pdf_buat
from naskah.tests.conftest import ISI
from tte.bidang import bidang_pasang
from tte.galat import FrasaSalah, TteGagal
from tte.kunci import kunci_buat, p12_buka, p12_bungkus, p12_ganti_frasa
from tte.kunci_ca import KunciCaTidakAda, kunci_ca_buat, kunci_ca_muat
from tte.otoritas import Otoritas, Pencabutan, akar_buat, crl_buat, sertifikat_terbitkan
from tte.periksa import periksa_tanda_tangan
from tte.tanda_tangan import selesaikan
from tte.tests import bahan_tte as b
from tte.tests.hasil import semua_berlaku

MODUL = "/usr/lib/softhsm/libsofthsm2.so"


@pytest.fixture(scope="module")
def p12() -> bytes:
    kunci = kunci_buat(panjang=2048)
    akar = akar_buat(kunci=kunci, instansi="Uji", saat=b.SEKARANG)
    return p12_bungkus(kunci=kunci, sertifikat=akar, rantai=[], frasa=b.FRASA)


def test_p12_memakai_aes_256_dan_putaran_penuh_tanpa_mac(p12):
    pfx = asn1_pkcs12.Pfx.load(p12)
    assert pfx["mac_data"].native is None  # a MAC would be cheaper to guess against than the key
    (kunci,) = [
        isi["bag_value"]
        for bagian in pfx.authenticated_safe
        for isi in asn1_pkcs12.SafeContents.load(bagian["content"].native)
        if isi["bag_id"].native == "pkcs8_shrouded_key_bag"
    ]
    sandi = kunci["encryption_algorithm"]
    assert (sandi.kdf, sandi.kdf_iterations) == ("pbkdf2", settings.FRASA_PUTARAN)
    assert import_module("config.settings").FRASA_PUTARAN == 600_000  # the tests take fewer (conftest.py)
    assert (sandi.encryption_cipher, sandi.key_length) == ("aes", 32)


def test_p12_hanya_terbuka_dengan_frasanya(p12):
    kunci, sertifikat, _ = p12_buka(p12, b.FRASA)
    assert kunci.public_key() == sertifikat.public_key()
    for salah in ("", b.FRASA.upper(), b.FRASA + " ", "x" * 500):
        with pytest.raises(FrasaSalah):
            p12_buka(p12, salah)
    with pytest.raises(FrasaSalah):
        p12_buka(b"", b.FRASA)


def test_frasa_diganti_kuncinya_sama(p12):
    baru = p12_ganti_frasa(p12, lama=b.FRASA, baru="pensil meja lampu 12")
    assert p12_buka(baru, "pensil meja lampu 12")[0].private_numbers() == p12_buka(p12, b.FRASA)[0].private_numbers()
    with pytest.raises(FrasaSalah):
        p12_buka(baru, b.FRASA)
    with pytest.raises(FrasaSalah):
        p12_ganti_frasa(p12, lama="salah", baru="pensil meja lampu 12")


def test_kunci_ca_dalam_berkas_dibuat_sekali(tmp_path):
    letak = f"file:{tmp_path}/ca/kunci.pem"
    with pytest.raises(KunciCaTidakAda, match="sertifikat_ca"):
        kunci_ca_muat(letak, sandi="rahasia")
    kunci = kunci_ca_buat(letak, sandi="rahasia")
    berkas = tmp_path / "ca" / "kunci.pem"
    assert (berkas.stat().st_mode & 0o777, berkas.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert b"ENCRYPTED" in berkas.read_bytes()
    assert kunci_ca_buat(letak, sandi="rahasia").private_numbers() == kunci.private_numbers()
    assert kunci_ca_muat(letak, sandi="rahasia").private_numbers() == kunci.private_numbers()
    for salah in ("", "lain"):
        with pytest.raises(KunciCaTidakAda, match="CA_SANDI"):
            kunci_ca_muat(letak, sandi=salah)


@pytest.mark.parametrize("sandi", ["", "rahasia"])
def test_kunci_ca_dari_lingkungan(sandi):
    """Also on one line with \\n, as .env files have it."""
    kunci = kunci_buat(panjang=2048)
    pelindung = BestAvailableEncryption(sandi.encode()) if sandi else NoEncryption()
    pem = kunci.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, pelindung).decode()
    for teks in (pem, pem.replace("\n", "\\n")):
        assert kunci_ca_muat(teks, sandi=sandi).private_numbers() == kunci.private_numbers()


def test_kunci_ca_bukan_kunci():
    with pytest.raises(KunciCaTidakAda, match="tidak terbuka"):
        kunci_ca_muat("bukan kunci", sandi="")
    with pytest.raises(KunciCaTidakAda, match="module-path"):
        kunci_ca_muat("pkcs11:token=perut", sandi="")


@pytest.fixture(scope="module")
def softhsm(tmp_path_factory) -> str:
    """A device in software (Debian: softhsm2). Its folder is read when the driver is loaded, once per process."""
    wadah = tmp_path_factory.mktemp("softhsm")
    (wadah / "token").mkdir()
    (wadah / "softhsm2.conf").write_text(f"directories.tokendir = {wadah}/token\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(wadah / "softhsm2.conf")
    nama = f"perut-{uuid4().hex[:8]}"
    perintah = ["softhsm2-util", "--init-token", "--free", "--label", nama, "--so-pin", "1234", "--pin", "5678"]
    subprocess.run(perintah, check=True, capture_output=True)
    return f"pkcs11:token={nama};object=ca-uji?module-path={MODUL}"


def test_kunci_ca_dalam_alat_pkcs11(softhsm):
    with pytest.raises(KunciCaTidakAda, match="sertifikat_ca"):
        kunci_ca_muat(softhsm, sandi="5678")
    kunci = kunci_ca_buat(softhsm, sandi="5678")
    assert kunci_ca_buat(softhsm, sandi="5678").public_key() == kunci.public_key()
    with pytest.raises(TypeError, match="tidak dapat dikeluarkan"):
        kunci.private_numbers()
    with pytest.raises(KunciCaTidakAda, match="tidak dapat dibuka"):
        kunci_ca_muat(softhsm, sandi="0000")

    akar = akar_buat(kunci=kunci, instansi="Uji", saat=b.SEKARANG)
    otoritas = Otoritas(kunci, akar, "http://127.0.0.1/ca.crl")
    akar.verify_directly_issued_by(akar)
    penanda = sertifikat_terbitkan(
        otoritas,
        kunci_publik=kunci_buat(panjang=2048).public_key(),
        nama="Camat Uji",
        jabatan="Camat",
        instansi="Uji",
        saat=b.SEKARANG,
    )
    penanda.verify_directly_issued_by(akar)
    daftar = x509.load_der_x509_crl(
        crl_buat(otoritas, dicabut=[Pencabutan(nomor_seri=penanda.serial_number, saat=b.SEKARANG)], saat=b.SEKARANG)
    )
    assert daftar.is_signature_valid(kunci.public_key())
    assert daftar.get_revoked_certificate_by_serial_number(penanda.serial_number) is not None


def test_menandatangani_di_bawah_otoritas_dalam_alat(softhsm):
    """Its list of revoked certificates, its certificates, and what is signed with those, are as those of a file."""
    kunci = kunci_ca_buat(softhsm.replace("ca-uji", "ca-tanda"), sandi="5678")
    otoritas = Otoritas(kunci, akar_buat(kunci=kunci, instansi="Uji", saat=b.SEKARANG - b.SEHARI), b.ALAMAT)
    milik = kunci_buat(panjang=2048)
    sertifikat = sertifikat_terbitkan(
        otoritas,
        kunci_publik=milik.public_key(),
        nama="Camat Uji",
        jabatan="Camat",
        instansi="Uji",
        saat=b.SEKARANG - b.SEHARI,
    )
    p12 = p12_bungkus(kunci=milik, sertifikat=sertifikat, rantai=[otoritas.sertifikat], frasa=b.FRASA)
    camat = b.Penanda("Camat Uji", p12, sertifikat)
    polos = bidang_pasang(pdf_buat("naskah/pdf/dasar.html", {"isi": ISI}), bidang=b.bidang(1))

    def daftar(*dicabut: Pencabutan) -> list[bytes]:
        return [crl_buat(otoritas, dicabut=dicabut, saat=b.SEKARANG)]

    pdf = selesaikan(b.separuh(polos, 0, camat), akar=[otoritas.der], crl=daftar())
    assert b.pdfsig(pdf) == ["Signature is Valid."]
    assert semua_berlaku(periksa_tanda_tangan(pdf, akar=[otoritas.der], crl=daftar()))
    # of another authority, or revoked before it was used, it is not in force
    assert not semua_berlaku(periksa_tanda_tangan(pdf, akar=[b.otoritas().der], crl=[b.crl()]))
    kemarin = Pencabutan(nomor_seri=sertifikat.serial_number, saat=b.SEKARANG - b.SEHARI)
    with pytest.raises(TteGagal):
        selesaikan(b.separuh(polos, 0, camat), akar=[otoritas.der], crl=daftar(kemarin))


def test_sertifikat_penanda_hanya_untuk_tanda_tangan():
    sertifikat = b.penanda("Camat Uji").sertifikat
    guna = sertifikat.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (guna.digital_signature, guna.content_commitment, guna.key_cert_sign, guna.key_encipherment) == (
        True,
        True,
        False,
        False,
    )
    titik = sertifikat.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    assert titik[0].full_name[0].value == "http://127.0.0.1/verifikasi/ca.crl"
    assert not sertifikat.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_sertifikat_tidak_melampaui_akarnya():
    panjang = b.penanda("Penanda Abadi", sampai=365 * 40).sertifikat
    assert panjang.not_valid_after_utc == b.otoritas().sertifikat.not_valid_after_utc

"""Where the authority's key lives: in the environment, in a file, or in a device that never gives it out."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote
from uuid import uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from tte.galat import TteGagal

PANJANG_KUNCI_CA = 3072


class KunciCaTidakAda(TteGagal):
    """The authority's key cannot be reached; nothing can be issued or revoked."""


def kunci_ca_muat(letak: str, *, sandi: str) -> rsa.RSAPrivateKey:
    """The key at this place: PEM text, `file:/path`, or `pkcs11:token=…;object=…?module-path=…`.

    For a device, `sandi` is its PIN. Raises KunciCaTidakAda with the reason.
    """
    if letak.startswith("pkcs11:"):
        return KunciPkcs11(letak, pin=sandi)
    if letak.startswith("file:"):
        try:
            isi = Path(letak.removeprefix("file:")).read_bytes()
        except OSError as galat:
            raise KunciCaTidakAda(
                "Kunci otoritas belum ada. Jalankan `manage.py sertifikat_ca`, atau periksa CA_KUNCI."
            ) from galat
    else:
        isi = letak.replace("\\n", "\n").encode()
    try:
        kunci = serialization.load_pem_private_key(isi, sandi.encode() or None)
    except (ValueError, TypeError) as galat:
        raise KunciCaTidakAda("Kunci otoritas tidak terbuka. Periksa CA_KUNCI dan CA_SANDI.") from galat
    if not isinstance(kunci, rsa.RSAPrivateKey):
        raise KunciCaTidakAda("Kunci otoritas harus RSA.")
    return kunci


def kunci_ca_buat(letak: str, *, sandi: str) -> rsa.RSAPrivateKey:
    """Make a key at this place, unless one is there. Only a file or a device can be written to."""
    if letak.startswith("pkcs11:"):
        _buat_di_alat(letak, pin=sandi)
        return KunciPkcs11(letak, pin=sandi)
    if not letak.startswith("file:"):
        return kunci_ca_muat(letak, sandi=sandi)
    berkas = Path(letak.removeprefix("file:"))
    if berkas.exists():
        return kunci_ca_muat(letak, sandi=sandi)
    berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kunci = rsa.generate_private_key(public_exponent=65537, key_size=PANJANG_KUNCI_CA)
    pelindung: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(sandi.encode()) if sandi else serialization.NoEncryption()
    )
    isi = kunci.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, pelindung)
    # Whole or not at all, and only one of two processes that start together (the link is exclusive).
    sementara = berkas.with_name(f"{berkas.name}.{uuid4().hex}")
    try:
        with os.fdopen(os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as tujuan:
            tujuan.write(isi)
            tujuan.flush()
            os.fsync(tujuan.fileno())
        os.link(sementara, berkas)
    except FileExistsError:
        return kunci_ca_muat(letak, sandi=sandi)
    finally:
        sementara.unlink(missing_ok=True)
    return kunci


def _uraikan(letak: str) -> tuple[dict[str, str], str]:
    """The attributes of an RFC 7512 address, and the driver's path."""
    jalur, _, tanya = letak.removeprefix("pkcs11:").partition("?")
    atribut = {k: unquote(v) for k, _, v in (b.partition("=") for b in jalur.split(";") if b)}
    modul = parse_qs(tanya).get("module-path", [""])[0]
    if not modul or "token" not in atribut:
        raise KunciCaTidakAda("CA_KUNCI untuk PKCS#11 harus memuat token dan module-path.")
    return atribut, modul


def _sesi(letak: str, pin: str, *, tulis: bool = False) -> tuple[Any, str]:
    """An open session with the device, and the label of the key."""
    import pkcs11  # loads native code: only where a device is used

    atribut, modul = _uraikan(letak)
    try:
        token = pkcs11.lib(modul).get_token(token_label=atribut["token"])
        return token.open(user_pin=pin, rw=tulis), atribut.get("object", "perut-ca")
    except (pkcs11.exceptions.PKCS11Error, RuntimeError) as galat:
        raise KunciCaTidakAda(f"Alat kunci (PKCS#11) tidak dapat dibuka: {type(galat).__name__}.") from galat


def _objek(sesi: Any, label: str, kelas: Any) -> Any:
    """The key object with this label. Read to the end: a search left open outlives its session."""
    import pkcs11

    return next(iter(list(sesi.get_objects({pkcs11.Attribute.LABEL: label, pkcs11.Attribute.CLASS: kelas}))), None)


def _buat_di_alat(letak: str, *, pin: str) -> None:
    import pkcs11

    sesi, label = _sesi(letak, pin, tulis=True)
    with sesi:
        if _objek(sesi, label, pkcs11.ObjectClass.PRIVATE_KEY) is None:
            sesi.generate_keypair(pkcs11.KeyType.RSA, PANJANG_KUNCI_CA, store=True, label=label)


class KunciPkcs11(rsa.RSAPrivateKey):
    """A key that stays in its device and signs there. Everything that would need the key itself refuses."""

    def __init__(self, letak: str, *, pin: str) -> None:
        self._letak, self._pin = letak, pin
        self._publik = self._baca_publik()

    def _baca_publik(self) -> rsa.RSAPublicKey:
        import pkcs11
        from pkcs11.util.rsa import encode_rsa_public_key

        sesi, label = _sesi(self._letak, self._pin)
        with sesi:
            kunci = _objek(sesi, label, pkcs11.ObjectClass.PUBLIC_KEY)
            if kunci is None:
                raise KunciCaTidakAda(
                    "Kunci otoritas belum ada di dalam alat kunci. Jalankan `manage.py sertifikat_ca`."
                )
            der = encode_rsa_public_key(kunci)
        publik = serialization.load_der_public_key(_bungkus_publik(der))
        assert isinstance(publik, rsa.RSAPublicKey)
        return publik

    def sign(self, data: Any, padding: Any, algorithm: Any) -> bytes:
        import pkcs11

        if not isinstance(padding, PKCS1v15) or not isinstance(algorithm, hashes.SHA256):
            raise TypeError("Hanya RSA PKCS#1 v1.5 dengan SHA-256.")
        sesi, label = _sesi(self._letak, self._pin)
        with sesi:
            kunci = _objek(sesi, label, pkcs11.ObjectClass.PRIVATE_KEY)
            if kunci is None:
                raise KunciCaTidakAda("Kunci otoritas tidak ada lagi di dalam alat kunci.")
            return bytes(kunci.sign(bytes(data), mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))

    def public_key(self) -> rsa.RSAPublicKey:
        return self._publik

    @property
    def key_size(self) -> int:
        return self._publik.key_size

    def decrypt(self, ciphertext: Any, padding: Any) -> bytes:
        raise TypeError("Kunci otoritas hanya menandatangani.")

    def private_numbers(self) -> Any:
        raise TypeError("Kunci otoritas tidak dapat dikeluarkan dari alatnya.")

    def private_bytes(self, encoding: Any, format: Any, encryption_algorithm: Any) -> bytes:
        raise TypeError("Kunci otoritas tidak dapat dikeluarkan dari alatnya.")

    def __copy__(self) -> "KunciPkcs11":
        return self

    def __deepcopy__(self, memo: Any) -> "KunciPkcs11":
        return self


def _bungkus_publik(pkcs1: bytes) -> bytes:
    """SubjectPublicKeyInfo around a PKCS#1 public key."""
    from asn1crypto import keys

    return keys.PublicKeyInfo.wrap(keys.RSAPublicKey.load(pkcs1), "rsa").dump()

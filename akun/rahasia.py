"""What the server's own key guards: small secrets sealed in the database, and keyed hashes.

`SECRET_KEY` makes the new ones; those made with one of `SECRET_KEY_FALLBACKS` are good still. docs/keputusan/0068.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac

TANDA = "s1."  # begins what is sealed; a secret of before is hexadecimal
ACAK = 12  # bytes of the nonce


class SegelLain(Exception):
    """Sealed with a key that this server does not have, for another account, or altered."""


def kunci_server() -> list[str]:
    """The key now, then those that were it before."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def tersegel(teks: str) -> bool:
    return teks.startswith(TANDA)


def segel(isi: bytes, *, milik: str) -> str:
    """AES-256-GCM, bound to whose it is: put into somebody else's row it does not open. 20 bytes become 67 letters."""
    acak = os.urandom(ACAK)
    return (
        TANDA + base64.urlsafe_b64encode(acak + _sandi(settings.SECRET_KEY).encrypt(acak, isi, _ikat(milik))).decode()
    )


def buka_segel(teks: str, *, milik: str) -> bytes:
    """Raises SegelLain."""
    try:
        mentah = base64.urlsafe_b64decode(teks.removeprefix(TANDA).encode())
    except ValueError as galat:
        raise SegelLain from galat
    for kunci in kunci_server():
        try:
            return _sandi(kunci).decrypt(mentah[:ACAK], mentah[ACAK:], _ikat(milik))
        except (InvalidTag, ValueError):
            continue
    raise SegelLain


def sidik_berkunci(garam: str, isi: str) -> list[str]:
    """The keyed hash of this, hexadecimal: as it is stored now, then as it was stored under earlier keys."""
    return [salted_hmac(garam, isi, secret=k, algorithm="sha256").hexdigest() for k in kunci_server()]


def _sandi(kunci: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"akun.rahasia").derive(kunci.encode()))


def _ikat(milik: str) -> bytes:
    return milik.encode()

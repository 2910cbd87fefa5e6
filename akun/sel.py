"""Numbers and addresses of people as they are typed: put right where that is safe, else refused with a sentence."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

TELEPON = re.compile(r"(?:\+|0)[\d\s\-().]{5,}")
PECAHAN_NIP = re.compile(r"[\s.\-]+")


def nip_rapi(nip: str) -> str:
    """'19700101 199001 1 001' is 197001011990011001. Raises ValueError with a sentence where it is no NIP."""
    if re.search(r"\d[.,]?\d*[eE]\+?\d+$", nip):
        raise ValueError(
            f"“{nip}” bukan NIP lagi: Excel memendekkannya. Ubah format sel menjadi Teks, lalu ketik ulang NIP-nya."
        )
    rapi = PECAHAN_NIP.sub("", nip)
    if rapi and not re.fullmatch(r"[0-9]{18}", rapi):
        raise ValueError(f"NIP terdiri atas 18 angka; “{nip}” berisi {sum(h.isdigit() for h in rapi)} angka.")
    return rapi


def surel_baca(teks: str) -> str:
    """Raises ValueError with a sentence."""
    if teks:
        try:
            validate_email(teks)
        except ValidationError:
            raise ValueError(f"“{teks}” bukan alamat surel. Tulis seperti nama@contoh.go.id.") from None
    return teks


def telepon_baca(teks: str) -> str:
    """Raises ValueError with a sentence."""
    if not teks or TELEPON.fullmatch(teks):
        return teks
    if re.fullmatch(r"[1-9][\d\s\-]{5,}", teks):
        raise ValueError(
            f"Angka 0 di depan “{teks}” tampaknya dihapus Excel. Ubah format sel menjadi Teks, lalu ketik ulang."
        )
    raise ValueError(f"“{teks}” bukan nomor telepon. Tulis seperti 0812 3456 7890.")

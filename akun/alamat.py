"""The address of the person who asks, as seen through our own proxies and no others."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def alamat_pengunjung(request: HttpRequest) -> str:
    """Counted from the right of X-Forwarded-For: each of our JUMLAH_PROKSI proxies adds one entry.

    What a visitor writes into that header himself stands further left and is never read.
    """
    teruskan = [a.strip() for a in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if a.strip()]
    jumlah = settings.JUMLAH_PROKSI
    if jumlah and len(teruskan) >= jumlah:
        return teruskan[-jumlah]
    return request.META.get("REMOTE_ADDR", "")


def jaringan(_kelompok: str, request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the /64, which is one visitor."""
    try:
        alamat = ipaddress.ip_address(alamat_pengunjung(request))
    except ValueError:
        return "tanpa-alamat"
    if alamat.version == 6:
        return str(ipaddress.ip_network((alamat, 64), strict=False))
    return str(alamat)

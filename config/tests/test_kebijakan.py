"""Every URL × every role, against config/kebijakan.py. A URL without a line there fails here."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from akun.enums import Peran
from akun.kebijakan import MASUK, PUBLIK
from config.kebijakan import KEBIJAKAN
from config.tests.jawaban import PENOLAKAN, orang_dibaca_sekali, tanpa_digambar


def nama_url(pola=None, ruang=""):
    """The names of all our URLs, with their namespace."""
    for p in (pola or get_resolver()).url_patterns:
        if isinstance(p, URLResolver):
            yield from nama_url(p, f"{ruang}{p.namespace}:" if p.namespace else ruang)
        elif isinstance(p, URLPattern):
            yield f"{ruang}{p.name}"


SEMUA_URL = sorted({n for n in nama_url() if not n.startswith("admin:")} | {"admin:index"})
CONTOH = (
    [],
    ["x"],
    [0],
    ["x", "y"],
    [0, 0],
    [0, "sahkan"],
    [0, "terima"],
    [0, "buka"],
    [0, "ajukan"],
    [0, "angka"],
    [0, "angka", "x"],
    [0, "x", 0],
    ["x", 0, "x"],
    [0, uuid.UUID(int=0)],
    [0, 0, uuid.UUID(int=0)],
    [uuid.UUID(int=0)],
    [0, "x", uuid.UUID(int=0)],
    [uuid.UUID(int=0), "lapor"],
)


def alamat(nama):
    """An address of this URL for objects that do not exist: past the gate it is a 404, before it a 403."""
    for argumen in CONTOH:
        try:
            return reverse(nama, args=argumen)
        except NoReverseMatch:
            continue
    raise AssertionError(f"Tidak ada contoh alamat untuk {nama}; tambahkan di CONTOH.")


def aturan(nama):
    return KEBIJAKAN["admin:*"] if nama.startswith("admin:") else KEBIJAKAN[nama]


def test_setiap_url_punya_kebijakan_dan_sebaliknya():
    assert {n for n in SEMUA_URL if not n.startswith("admin:")} == {n for n in KEBIJAKAN if not n.startswith("admin:")}
    for nama in {n for n in KEBIJAKAN if n.startswith("admin:")} - {"admin:*"}:
        assert reverse(nama)


@pytest.mark.django_db
@pytest.mark.parametrize("nama", SEMUA_URL)
def test_tamu(client, nama):
    jawab = client.get(alamat(nama))
    ke_login = jawab.status_code == 302 and jawab.url.startswith("/akun/masuk/")
    assert ke_login is (aturan(nama) != PUBLIK)


@pytest.mark.django_db
@pytest.mark.parametrize("peran", Peran)
@orang_dibaca_sekali()
def test_setiap_url_bagi_peran(client, orang, peran):
    client.force_login(orang[peran])
    salah = []
    for nama in SEMUA_URL:
        izin = aturan(nama)
        boleh = izin in (PUBLIK, MASUK) or peran in izin
        with tanpa_digambar(hanya=PENOLAKAN):
            status = client.get(alamat(nama)).status_code
        if (status == 403) is boleh or (status >= 500 and nama != "siap"):  # 503: what is not ready, by its design
            salah.append((nama, status, boleh))
    assert salah == []


@pytest.mark.django_db
def test_url_tanpa_kebijakan_ditolak(rf, orang):
    """Denied by default: the gate refuses a URL name that has no line."""
    from types import SimpleNamespace

    from django.core.exceptions import PermissionDenied

    from akun.kebijakan import periksa

    permintaan = rf.get("/")
    permintaan.resolver_match = SimpleNamespace(view_name="entah:apa", namespaces=["entah"])
    permintaan.user = orang["admin"]
    with pytest.raises(PermissionDenied):
        periksa(permintaan)
    permintaan.user = AnonymousUser()
    assert periksa(permintaan).status_code == 302

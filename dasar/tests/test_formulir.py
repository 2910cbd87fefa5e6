"""Where a form leads to is one of our own pages, whatever was sent as `kembali`."""

import pytest

from dasar.formulir import kembali_ke


@pytest.mark.parametrize(
    ("diminta", "ke"),
    [
        ("/perut/kunjungan/?status=rencana#baris-3", "/perut/kunjungan/?status=rencana#baris-3"),
        ("http://testserver/naskah/12/", "/naskah/12/"),  # as a browser names the page before
        *((d, "/bawaan/") for d in ("", "abc", "akun:masuk", "?a=1", "#a", "../x", "javascript:alert(1)", "http://[")),
        *((d, "/bawaan/") for d in ("//jahat.test/", "///jahat.test/", "/\\jahat.test/", "https://jahat.test/")),
        *((d, "/bawaan/") for d in ("http://testserver//jahat.test/", "http://testserver", "\x00/", "\t//jahat.test")),
    ],
)
def test_hanya_ke_halaman_sendiri(rf, diminta, ke):
    assert kembali_ke(rf.post("/"), diminta, "/bawaan/") == ke

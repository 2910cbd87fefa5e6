"""What every answer says of its own text: ASVS 5.0 4.1.1."""

import re

import pytest
from django.urls import reverse

from config.tests.sumber import AKAR

TANPA_HURUF = re.compile(r"""content_type=["']text/[a-z]+["']""")


@pytest.mark.django_db
def test_sehat_menyebut_hurufnya(client):
    assert client.get(reverse("sehat"))["Content-Type"] == "text/plain; charset=utf-8"


def test_tidak_ada_teks_tanpa_huruf():
    berkas = [p for p in AKAR.glob("*/**/*.py") if not {".venv", "node_modules", "tests"} & set(p.parts)]
    assert len(berkas) > 300
    assert [str(p.relative_to(AKAR)) for p in berkas if TANPA_HURUF.search(p.read_text())] == []

"""What `make test` gathers: every room that has tests is among them."""

from pathlib import Path

from django.conf import settings

AKAR = Path(settings.BASE_DIR)


def test_setiap_ruang_yang_berpengujian_ikut_diuji(pytestconfig):
    ruang = {p.parent.parent.name for p in AKAR.glob("*/tests/__init__.py")}
    assert set(pytestconfig.getini("testpaths")) == ruang

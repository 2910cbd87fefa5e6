"""What `collectstatic` leaves for production: every module names fingerprinted files that are there."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as pengaturan
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from config.statik import PenyimpananStatik

SKRIP = Path(pengaturan.BASE_DIR) / "static" / "js"
IMPOR = re.compile(r"""^(?:import|export)\b[^"';]*["'](\.{1,2}/[^"']+)["'];""", re.M)


@pytest.fixture
def terkumpul(settings, tmp_path, monkeypatch):
    """Our own files only: the vendored ones are thousands, and no module imports them."""
    settings.STATIC_ROOT = str(tmp_path)
    settings.STATICFILES_DIRS = [Path(pengaturan.BASE_DIR) / "static"]
    penyimpanan = PenyimpananStatik(location=str(tmp_path), base_url="/statik/")
    monkeypatch.setattr(staticfiles_storage, "_wrapped", penyimpanan)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "import_export"])
    return tmp_path, json.loads((tmp_path / "staticfiles.json").read_text())["paths"]


def test_setiap_modul_mengimpor_berkas_bersidik_yang_ada(terkumpul):
    akar, nama = terkumpul
    modul = [f"js/{p.relative_to(SKRIP)}" for p in SKRIP.rglob("*.js")]
    hilang, dihitung = [], 0
    for m in modul:
        bersidik = akar / nama[m]
        for tujuan in IMPOR.findall(bersidik.read_text()):
            dihitung += 1
            berkas = (bersidik.parent / tujuan).resolve()
            if not berkas.is_file() or str(berkas.relative_to(akar.resolve())) not in nama.values():
                hilang.append((m, tujuan))
    asal = sum(len(IMPOR.findall((SKRIP.parent / m).read_text())) for m in modul)
    assert (hilang, dihitung) == ([], asal)
    assert dihitung > 50


def test_pengaturan_produksi_memakainya():
    teks = (Path(pengaturan.BASE_DIR) / "config" / "settings.py").read_text()
    assert f'"config.statik.{PenyimpananStatik.__name__}"' in teks

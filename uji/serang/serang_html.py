"""Every page that a role can open, through the Nu HTML checker (needs Java; `npm ci` in this folder brings it).

Run by `make uji-serang`: `pytest uji/serang/serang_html.py`.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.dunia import wilayah_buat
from config.tests.test_lingkup import dengan_objek, tanpa_objek

PEMERIKSA = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
PERAN = (None, Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.SEKRETARIS_DESA, Peran.ADMIN)
UMUM = ("akun:masuk", "akun:sandi-lupa", "naskah:verifikasi-cari")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("java"), reason="Java tidak terpasang di komputer ini"),
    pytest.mark.skipif(not PEMERIKSA.exists(), reason="jalankan npm ci di uji/serang"),
]


def test_setiap_halaman_sah(tmp_path):
    desa = wilayah_buat()
    alamat = [(n, reverse(n)) for n in UMUM] + tanpa_objek()
    alamat += [(n, reverse(n, args=[o.pk])) for n, m in dengan_objek() for o in m.objects.order_by("pk")[:1]]
    asal = {}
    for peran in PERAN:
        peminta = Client()
        if peran:
            peminta.force_login(pengguna_berperan(peran, desa))
        for nama, jalur in alamat:
            jawab = peminta.get(jalur)
            if jawab.status_code == 200 and not jawab.streaming and jawab["Content-Type"].startswith("text/html"):
                berkas = tmp_path / f"{nama.replace(':', '_')}.{peran or 'tamu'}.html"
                berkas.write_bytes(jawab.content)
                asal[berkas.name] = f"{nama} sebagai {peran or 'tamu'}"
    assert len(asal) > 100
    hasil = subprocess.run(
        ["java", "-Xmx512m", "-jar", str(PEMERIKSA), "--errors-only", "--format", "json", str(tmp_path)],  # noqa: S607
        capture_output=True,
        text=True,
    )
    salah = {}
    for pesan in json.loads(hasil.stderr)["messages"]:
        di = asal[Path(pesan["url"]).name]
        cuplikan = " ".join(pesan.get("extract", "").split())[:120]
        salah.setdefault(pesan["message"][:200], {})[di] = f"{di} baris {pesan.get('lastLine')}: {cuplikan}"
    for kalimat, tempat in sorted(salah.items()):
        print("\n    ".join([f"{kalimat} ({len(tempat)} halaman)", *list(tempat.values())[:5]]))
    assert salah == {}

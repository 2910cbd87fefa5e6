"""The production files: no secret inside, health known, and the same settings as the code reads."""

import re
from pathlib import Path

import yaml
from django.conf import settings

from config.tests.test_readme import dibaca_kode

AKAR = Path(settings.BASE_DIR)
TEKS = (AKAR / "docker-compose.yml").read_text()
LAYANAN = yaml.safe_load(TEKS)["services"]


def test_layanan_produksi_lengkap():
    assert set(LAYANAN) == {"basisdata", "redis", "siapkan", "web", "pekerja", "penjadwal", "nginx"}


def test_setiap_layanan_tetap_mempunyai_pemeriksaan_kesehatan():
    # web inherits the HEALTHCHECK of the image; siapkan runs once and ends.
    assert [n for n, isi in LAYANAN.items() if "healthcheck" not in isi] == ["web"]
    assert "HEALTHCHECK" in (AKAR / "Dockerfile").read_text()


def test_tidak_ada_rahasia_dalam_berkas():
    """Passwords and keys come from outside, and the file stops with a sentence where one is missing."""
    for nama in ("SECRET_KEY", "ALLOWED_HOSTS", "ALAMAT_SITUS", "POSTGRES_PASSWORD", "SERTIFIKAT_DIR"):
        assert re.findall(rf"(?<!\$)\$\{{{nama}(.)(.)", TEKS) in ([(":", "?")], [(":", "?")] * 2), nama
    assert re.findall(r"(?:PASSWORD|SECRET_KEY|ACCESS_KEY): (?!\$\{)", TEKS) == []


def test_lingkungan_hanya_menyebut_pengaturan_yang_dibaca():
    assert set(LAYANAN["web"]["environment"]) <= dibaca_kode()


def test_yang_wajib_ada_dalam_contoh_env():
    contoh = (AKAR / ".env.contoh").read_text()
    wajib = set(re.findall(r"\$\{([A-Z_]+):\?", TEKS))
    assert [n for n in sorted(wajib) if not re.search(rf"^{n}=", contoh, flags=re.MULTILINE)] == []


def test_setiap_pengaturan_dalam_contoh_sampai_ke_aplikasi():
    """What an office writes into .env has an effect there, also the lines that are offered as comments."""
    contoh = re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", (AKAR / ".env.contoh").read_text(), flags=re.MULTILINE)
    milik_gambar = {"BERKAS_ROOT"}  # fixed by the image: the folder of its volume
    assert (set(contoh) & dibaca_kode()) - set(LAYANAN["web"]["environment"]) - milik_gambar == set()

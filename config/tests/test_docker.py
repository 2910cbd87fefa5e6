"""The production files: no secret inside, health known, and the same settings as the code reads."""

import re
import subprocess
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
    for nama in (
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "ALAMAT_SITUS",
        "POSTGRES_PASSWORD",
        "POSTGRES_PASSWORD_APLIKASI",
        "SERTIFIKAT_DIR",
    ):
        assert re.findall(rf"(?<!\$)\$\{{{nama}\b(.)(.)", TEKS) in ([(":", "?")], [(":", "?")] * 2), nama
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


def test_hanya_siapkan_memegang_pemilik_basis_data():
    """The owner of the tables could take the audit trail's triggers away; what answers requests is another user."""
    pemilik = {
        n for n, isi in LAYANAN.items() if "postgres://perut:" in isi.get("environment", {}).get("DATABASE_URL", "")
    }
    assert pemilik == {"siapkan"}
    for nama in ("web", "pekerja", "penjadwal"):
        lingkungan = LAYANAN[nama]["environment"]
        assert lingkungan["DATABASE_URL"].startswith("postgres://perut_aplikasi:${POSTGRES_PASSWORD_APLIKASI:?"), nama
        assert "POSTGRES_PASSWORD" not in lingkungan, nama
        assert LAYANAN[nama]["depends_on"]["siapkan"] == {"condition": "service_completed_successfully"}, nama


def test_siapkan_memberi_hak_sesudah_migrate():
    assert LAYANAN["siapkan"]["command"] == ["sh", "docker/siapkan.sh"]
    skrip = AKAR / "docker/siapkan.sh"
    assert subprocess.run(["sh", "-n", str(skrip)], capture_output=True, text=True).stderr == ""
    baris = [b.removeprefix("python manage.py ") for b in skrip.read_text().splitlines() if not b.startswith("#")]
    assert [b.split()[0] for b in baris] == ["set", "migrate", "jejak_hak", "acuan_muat", "tautan_awal"]
    pengguna, sandi = baris[2].split()[1], baris[2].split()[3]
    assert LAYANAN["web"]["environment"]["DATABASE_URL"].startswith(f"postgres://{pengguna}:${{{sandi}:?")
    assert sandi in LAYANAN["siapkan"]["environment"]

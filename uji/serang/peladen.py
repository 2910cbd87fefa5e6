"""nginx and gunicorn as they are shipped (pasang/), at ports of this machine, for whatever attacks or measures them."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from config.tests.menunggu import tunggu_sampai

AKAR = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or next((p for p in ("/usr/sbin/nginx",) if Path(p).exists()), None)


def porta_bebas() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def menjawab(porta: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", porta)) == 0


def sertifikat(folder: Path) -> None:
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    kini = datetime.now(UTC)
    cert = (
        x509.CertificateBuilder(nama, nama, kunci.public_key(), x509.random_serial_number())
        .not_valid_before(kini - timedelta(days=1))
        .not_valid_after(kini + timedelta(days=1))
        .sign(kunci, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(cert.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        kunci.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def ganti(teks: str, **pasangan: str) -> str:
    """What an installation changes in the file; each must be there."""
    for lama, baru in pasangan.items():
        assert lama in teks, lama
        teks = teks.replace(lama, baru)
    return teks


@contextmanager
def nginx(folder: Path, teks: str, porta: int) -> Iterator[None]:
    # Started by root it would hand its work to somebody who may not read this folder.
    (folder / "nginx.conf").write_text(("user root;\n" if os.geteuid() == 0 else "") + teks)
    dasar = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "galat.log")]
    periksa = subprocess.run([*dasar, "-t"], capture_output=True, text=True)
    assert periksa.returncode == 0, periksa.stderr
    proses = subprocess.Popen([*dasar, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        tunggu_sampai(lambda: menjawab(porta), lambda: (folder / "galat.log").read_text())
        yield
    finally:
        proses.terminate()
        proses.wait(timeout=20)


def isi_situs(folder: Path, *, hulu: int, https: int) -> str:
    """Debian's nginx.conf in small, with situs.conf as an installation would fill it in."""
    sertifikat(folder)
    (folder / "berkas").mkdir(exist_ok=True)
    situs = ganti(
        (AKAR / "pasang/nginx/situs.conf").read_text(),
        **{
            "listen 80;": f"listen 127.0.0.1:{porta_bebas()};",
            "listen 443 ": f"listen 127.0.0.1:{https} ",
            "127.0.0.1:8000": f"127.0.0.1:{hulu}",
            "/var/lib/perut/berkas/": f"{folder}/berkas/",
            "/etc/perut/tls": str(folder),
            "/etc/nginx/": f"{AKAR}/pasang/nginx/",
        },
    )
    # What Debian's own nginx.conf says around it.
    return (
        f"pid {folder}/nginx.pid;\nworker_processes auto;\nevents {{ worker_connections 768; }}\n"
        f"http {{\ndefault_type application/octet-stream;\nsendfile on;\naccess_log off;\n{situs}\n}}\n"
    )


def perintah_gunicorn(porta: int) -> list[str]:
    teks = (AKAR / "pasang/systemd/perut-web.service").read_text().replace("\\\n", " ")
    perintah = re.findall(r"^ExecStart=/opt/perut/.venv/bin/gunicorn (.*)$", teks, flags=re.MULTILINE)[0].split()
    perintah[perintah.index("--bind") + 1] = f"127.0.0.1:{porta}"
    return [sys.executable, "-m", "gunicorn", *perintah]


@contextmanager
def gunicorn(porta: int, lingkungan: dict[str, str], sehat: Callable[[], object]) -> Iterator[None]:
    proses = subprocess.Popen(
        perintah_gunicorn(porta), cwd=AKAR, env=lingkungan, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        tunggu_sampai(sehat, "gunicorn tidak menjawab")
        yield
    finally:
        proses.terminate()
        proses.wait(timeout=40)

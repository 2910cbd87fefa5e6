"""The ways to install: nginx as it is shipped, in front of an application; units; image and composition."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings as pengaturan
from django.urls import reverse

from config.tests.menunggu import tunggu_sampai

AKAR = Path(pengaturan.BASE_DIR)
NGINX = shutil.which("nginx") or next((p for p in ("/usr/sbin/nginx",) if Path(p).exists()), None)
perlu_nginx = pytest.mark.skipif(not NGINX, reason="nginx tidak terpasang di komputer ini")


def porta_bebas() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class PeladenNama:
    """Docker's name server in small: every name has the address that `alamat` says now, for one second."""

    def __init__(self, alamat: str) -> None:
        self.alamat = alamat
        self.soket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.soket.bind(("127.0.0.1", 0))
        self.porta = self.soket.getsockname()[1]
        threading.Thread(target=self.layani, daemon=True).start()

    def layani(self) -> None:
        while True:
            try:
                tanya, dari = self.soket.recvfrom(512)
            except OSError:
                return
            akhir = tanya.index(b"\0", 12) + 5
            jawab = tanya[:2] + b"\x81\x80\0\1\0\1\0\0\0\0" + tanya[12:akhir]
            self.soket.sendto(jawab + b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4" + socket.inet_aton(self.alamat), dari)


@contextmanager
def aplikasi(alamat: str, porta: int, jawaban: str):
    """An application that answers its name, and of /unduh that nginx shall send a file."""

    class Jawab(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            if self.path == "/unduh":
                self.send_header("X-Accel-Redirect", "/berkas-internal/desa/surat.txt")
            self.end_headers()
            self.wfile.write(f"{jawaban} {self.headers['Host']}".encode())

        def log_message(self, *_isi) -> None:
            pass

    peladen = ThreadingHTTPServer((alamat, porta), Jawab)
    threading.Thread(target=peladen.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        peladen.shutdown()
        peladen.server_close()


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


def versi_nginx() -> tuple[int, ...]:
    keluaran = subprocess.run([NGINX, "-v"], capture_output=True, text=True).stderr
    return tuple(int(n) for n in re.findall(r"nginx/([\d.]+)", keluaran)[0].split("."))


def ganti(teks: str, **pasangan: str) -> str:
    """What an installation changes in the file; each must be there."""
    for lama, baru in pasangan.items():
        assert lama in teks, lama
        teks = teks.replace(lama, baru)
    return teks


def menjawab(porta: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", porta)) == 0


@contextmanager
def nginx(folder: Path, teks: str, porta: int):
    # Started by root it would hand its work to somebody who may not read this folder.
    (folder / "nginx.conf").write_text(("user root;\n" if os.geteuid() == 0 else "") + teks)
    dasar = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "galat.log")]
    periksa = subprocess.run([*dasar, "-t"], capture_output=True, text=True)
    assert periksa.returncode == 0, periksa.stderr
    proses = subprocess.Popen([*dasar, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        tunggu_sampai(lambda: menjawab(porta), lambda: (folder / "galat.log").read_text())
        yield
    finally:
        proses.terminate()
        proses.wait(timeout=20)


def isi_docker(folder: Path, *, nama: int, hulu: int, http: int, https: int) -> str:
    """docker.conf.template as the image fills it in, at ports and in folders of a test."""
    (folder / "berkas").mkdir()
    sertifikat(folder)
    teks = ganti(
        (AKAR / "pasang/nginx/docker.conf.template").read_text(),
        **{
            "${PORT_HTTPS}": str(https),
            "resolver 127.0.0.11 valid=5s": f"resolver 127.0.0.1:{nama} valid=1s",
            "http://web:8000": f"http://web.uji:{hulu}",
            "listen 80 ": f"listen 127.0.0.1:{http} ",
            "listen 443 ": f"listen 127.0.0.1:{https} ",
            "/etc/nginx/sertifikat": str(folder),
            "/etc/nginx/perut.conf": str(AKAR / "pasang/nginx/perut.conf"),
            "/data/berkas/": f"{folder}/berkas/",
            "/tmp/nginx.pid": f"{folder}/nginx.pid",  # noqa: S108 - as the file names it
        },
    )
    if versi_nginx() < (1, 25, 1):  # the image has a newer one
        teks = ganti(teks, **{"        http2 on;\n": ""})
    return teks


def minta(
    porta: int, jalur: str, *, tls: bool = True, tuan: str = "localhost", **isi
) -> tuple[int, str, dict[str, str]]:
    if tls:
        hubungan: HTTPConnection = HTTPSConnection(
            "127.0.0.1",
            porta,
            timeout=20,
            context=ssl._create_unverified_context(),  # noqa: S323 - the test's own certificate
        )
    else:
        hubungan = HTTPConnection("127.0.0.1", porta, timeout=20)
    kepala = {"Host": tuan, **isi.get("kepala", {})}
    hubungan.request(isi.get("cara", "GET"), jalur, body=isi.get("badan"), headers=kepala)
    jawab = hubungan.getresponse()
    teks = jawab.read().decode()
    hubungan.close()
    return jawab.status, teks, dict(jawab.headers)


@perlu_nginx
def test_web_yang_dibuat_ulang_ditemukan_tanpa_memulai_ulang_nginx(tmp_path):
    """`docker compose up` makes `web` anew at another address; nginx answered 502 until it was restarted too."""
    peladen, hulu, http, https = PeladenNama("127.0.0.2"), porta_bebas(), porta_bebas(), porta_bebas()
    with nginx(tmp_path, isi_docker(tmp_path, nama=peladen.porta, hulu=hulu, http=http, https=https), https):
        with aplikasi("127.0.0.2", hulu, "lama"):
            assert minta(https, "/", tuan=f"localhost:{https}")[:2] == (200, f"lama localhost:{https}")
            assert minta(http, "/sehat/", tls=False)[0] == 200
        assert minta(http, "/sehat/", tls=False)[0] == 502  # the door knows that nothing is behind it
        with aplikasi("127.0.0.3", hulu, "baru"):
            peladen.alamat = "127.0.0.3"
            tunggu_sampai(lambda: minta(https, "/")[1].startswith("baru"), lambda: minta(https, "/")[:2])
            assert minta(http, "/sehat/", tls=False)[0] == 200
            assert minta(http, "/naskah/?a=1", tls=False)[2]["Location"] == f"https://localhost:{https}/naskah/?a=1"
            folder = tmp_path / "berkas/desa"
            folder.mkdir()
            (folder / "surat.txt").write_text("isi surat")
            assert minta(https, "/unduh")[:2] == (200, "isi surat")
            assert minta(https, "/berkas-internal/desa/surat.txt")[0] == 404
    peladen.soket.close()


@perlu_nginx
@pytest.mark.django_db(transaction=True)
def test_masuk_lewat_porta_https_lain(tmp_path, live_server, orang, settings):
    """The browser's Origin names the port; the application must be told of it too."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    https = porta_bebas()
    sertifikat(tmp_path)
    situs = ganti(
        (AKAR / "pasang/nginx/situs.conf").read_text(),
        **{
            "listen 80;": f"listen 127.0.0.1:{porta_bebas()};",
            "listen 443 ": f"listen 127.0.0.1:{https} ",
            "127.0.0.1:8000": f"127.0.0.1:{live_server.thread.port}",
            "/etc/perut/tls": str(tmp_path),
            "/etc/nginx/perut.conf": str(AKAR / "pasang/nginx/perut.conf"),
        },
    )
    teks = f"pid {tmp_path}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{situs}\n}}\n"
    sandi = "sandi-porta-lain-2026"
    camat = orang["camat"]
    camat.sandi_sendiri(sandi)
    camat.save()
    alamat, tuan = reverse("akun:masuk"), f"localhost:{https}"
    with nginx(tmp_path, teks, https):
        status, halaman, kepala = minta(https, alamat, tuan=tuan)
        assert status == 200
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', halaman)[0]
        kue = kepala["Set-Cookie"].split(";")[0]
        isi = {"csrfmiddlewaretoken": token, "username": camat.username, "password": sandi}
        kirim = {"Origin": f"https://{tuan}", "Cookie": kue, "Content-Type": "application/x-www-form-urlencoded"}
        jawab = minta(https, alamat, tuan=tuan, cara="POST", badan=urlencode(isi), kepala=kirim)
    assert (jawab[0], jawab[2].get("Location")) == (302, "/")


def test_satuan_systemd_menjalankan_yang_sama_dengan_gambar_docker():
    """One way to start each: whoever changes one changes the other."""

    def perintah(layanan: str) -> list[str]:
        teks = (AKAR / f"pasang/systemd/perut-{layanan}.service").read_text().replace("\\\n", " ")
        return re.findall(r"^ExecStart=/opt/perut/.venv/bin/(.*)$", teks, flags=re.MULTILINE)[0].split()

    gambar = (AKAR / "Dockerfile").read_text().replace("\\\n", " ")
    docker = re.findall(r'"([^"]+)"', re.findall(r"^CMD (\[.*\])$", gambar, flags=re.MULTILINE)[0])
    # Inside the container every address; journald keeps no line per request.
    di_dalam, di_sini = "0.0.0.0:8000", "127.0.0.1:8000"
    assert perintah("web") == [di_sini if n == di_dalam else n for n in docker if n not in {"--access-logfile", "-"}]
    layanan = yaml.safe_load((AKAR / "docker-compose.yml").read_text())["services"]
    assert perintah("pekerja") == layanan["pekerja"]["command"]
    jadwal = layanan["penjadwal"]["command"]
    assert perintah("penjadwal")[: jadwal.index("--schedule")] == jadwal[: jadwal.index("--schedule")]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze tidak terpasang di komputer ini")
@pytest.mark.parametrize("layanan", ["web", "pekerja", "penjadwal"])
def test_satuan_systemd_terbaca(tmp_path, layanan):
    satuan = tmp_path / f"perut-{layanan}.service"
    satuan.write_text((AKAR / f"pasang/systemd/perut-{layanan}.service").read_text().replace("/opt/perut", str(AKAR)))
    hasil = subprocess.run(["systemd-analyze", "verify", "--man=no", str(satuan)], capture_output=True, text=True)
    milik_kita = [b for b in hasil.stderr.splitlines() if satuan.name in b]
    assert milik_kita == []


def mesin_wadah() -> str:
    """'' where containers can be built and started here, otherwise why not."""
    if not shutil.which("docker"):
        return "docker tidak terpasang di komputer ini"
    for perintah in (["docker", "info"], ["docker", "compose", "version"]):
        hasil = subprocess.run(perintah, capture_output=True, text=True)
        if hasil.returncode:
            return f"{' '.join(perintah)}: {hasil.stderr.strip().splitlines()[-1] if hasil.stderr.strip() else 'gagal'}"
    return ""


@pytest.mark.wadah
def test_gambar_dibangun_dan_komposisi_berjalan(tmp_path):
    """The whole composition from this folder, until its door says that the application is well."""
    if alasan := mesin_wadah():
        pytest.skip(f"komposisi Docker tidak diuji: {alasan}")
    sertifikat(tmp_path)
    http, https = porta_bebas(), porta_bebas()
    lingkungan = {
        "SECRET_KEY": "kunci-untuk-pengujian-saja-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "localhost",
        "ALAMAT_SITUS": f"https://localhost:{https}",
        "POSTGRES_PASSWORD": "perutuji",
        "SERTIFIKAT_DIR": str(tmp_path),
        "PORT_HTTP": str(http),
        "PORT_HTTPS": str(https),
    }
    (tmp_path / ".env").write_text("".join(f"{k}={v}\n" for k, v in lingkungan.items()))
    dasar = ["docker", "compose", "--project-name", "perut-uji", "--env-file", str(tmp_path / ".env")]
    try:
        naik = subprocess.run([*dasar, "up", "-d", "--build", "--wait"], cwd=AKAR, capture_output=True, text=True)
        assert naik.returncode == 0, naik.stderr
        assert minta(https, "/sehat/", tuan=f"localhost:{https}")[:2] == (200, "sehat")
        subprocess.run([*dasar, "up", "-d", "--force-recreate", "--no-deps", "--wait", "web"], cwd=AKAR, check=True)
        tunggu_sampai(lambda: minta(https, "/sehat/")[0] == 200, lambda: "web yang dibuat ulang tidak ditemukan")
    finally:
        subprocess.run([*dasar, "down", "--volumes"], cwd=AKAR, capture_output=True)

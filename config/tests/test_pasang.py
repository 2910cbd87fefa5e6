"""The ways to install: nginx as it is shipped, in front of an application; units; image and composition."""

import json
import re
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from django.conf import settings as pengaturan
from django.core.management import get_commands
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from akun.kebijakan import BADAN as BADAN_BIASA
from akun.kebijakan import PUBLIK
from akun.pintu import PAKAI_KUE, cara_diterima
from akun.tests.test_faktor import pasang
from config.kebijakan import BADAN, KEBIJAKAN
from config.tests.menunggu import tunggu_sampai
from config.tests.test_catatan_rahasia import beralamat
from config.tests.test_kebijakan import alamat as contoh_alamat
from uji.serang.peladen import NGINX, ganti, isi_situs, nginx, porta_bebas, sertifikat

AKAR = Path(pengaturan.BASE_DIR)
perlu_nginx = pytest.mark.skipif(not NGINX, reason="nginx tidak terpasang di komputer ini")


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
    """An application that answers its name, and of /unduh that nginx shall send a file; it lets nobody send much.

    Yields the requests that reached it.
    """
    sampai: list[str] = []

    class Jawab(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sampai.append(f"{self.path} {len(self.rfile.read(int(self.headers['Content-Length'])))}")
            self.send_response(200)
            self.end_headers()

        def do_GET(self) -> None:
            if self.path == "/pintu/":
                sampai.append(f"{self.headers['X-Pintu-Cara']} {self.headers['X-Pintu-Alamat']}")
            self.send_response(401 if self.path == "/pintu/" else 200)
            if self.path == "/unduh":
                self.send_header("X-Accel-Redirect", "/berkas-internal/desa/surat.txt")
            self.end_headers()
            self.wfile.write(f"{jawaban} {self.headers['Host']}".encode())

        def log_message(self, *_isi) -> None:
            pass

    peladen = ThreadingHTTPServer((alamat, porta), Jawab)
    threading.Thread(target=peladen.serve_forever, daemon=True).start()
    try:
        yield sampai
    finally:
        peladen.shutdown()
        peladen.server_close()


def versi_nginx() -> tuple[int, ...]:
    keluaran = subprocess.run([NGINX, "-v"], capture_output=True, text=True).stderr
    return tuple(int(n) for n in re.findall(r"nginx/([\d.]+)", keluaran)[0].split("."))


def isi_docker(folder: Path, *, nama: int, hulu: int, http: int, https: int) -> str:
    """docker.conf.template as the image fills it in, at ports and in folders of a test."""
    (folder / "berkas").mkdir()
    sertifikat(folder)
    teks = ganti(
        (AKAR / "pasang/nginx/docker.conf.template").read_text(),
        **{
            "${PORT_HTTPS}": str(https),
            "${PROKSI_DEPAN}": "127.0.0.1",
            "resolver 127.0.0.11 valid=5s": f"resolver 127.0.0.1:{nama} valid=1s",
            "http://web:8000": f"http://web.uji:{hulu}",
            "listen 80 ": f"listen 127.0.0.1:{http} ",
            "listen 443 ": f"listen 127.0.0.1:{https} ",
            "/etc/nginx/sertifikat": str(folder),
            "/etc/nginx/perut.conf": str(AKAR / "pasang/nginx/perut.conf"),
            "/etc/nginx/batas.conf": str(AKAR / "pasang/nginx/batas.conf"),
            "worker_rlimit_nofile 16384;\n": "",
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
    teks = isi_situs(tmp_path, hulu=live_server.thread.port, https=https)
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


@perlu_nginx
def test_badan_yang_lambat_tidak_sampai_ke_aplikasi(tmp_path):
    """24 slow uploads stopped the whole site. Now a large one is refused before it comes, and a small one is taken in
    whole first; both without a thread of the application."""
    hulu, https = porta_bebas(), porta_bebas()
    panjang = {"Content-Length": "200000000", "Accept": "application/json"}
    with (
        nginx(tmp_path, isi_situs(tmp_path, hulu=hulu, https=https), https),
        aplikasi("127.0.0.1", hulu, "ada") as sampai,
    ):
        status, isi, _ = minta(https, "/berkas/unggah/?a=1", cara="POST", kepala=panjang)
        assert (status, json.loads(isi)["keadaan"]) == (401, "sesi")
        assert sampai == ["POST /berkas/unggah/?a=1"]
        status, isi, _ = minta(https, "/akun/masuk/", cara="POST", kepala={"Content-Length": "30000000"})
        assert (status, "terlalu besar" in isi, 'lang="id"' in isi) == (413, True, True)

        sambungan = ssl._create_unverified_context()  # noqa: S323 - the test's own certificate
        lambat = sambungan.wrap_socket(socket.create_connection(("127.0.0.1", https)))
        lambat.sendall(b"PATCH /berkas/kiriman/x/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000\r\n\r\nsedikit")
        assert minta(https, "/akun/masuk/", cara="POST", badan="utuh")[0] == 200
        lambat.close()
        assert sampai[1:] == ["/akun/masuk/ 4"]

        sering = [
            minta(https, "/akun/masuk/", cara="POST", badan="x", kepala=panjang | {"Content-Length": "1"})
            for _ in range(60)
        ]
        assert [s for s, *_ in sering][-1] == 429
        assert json.loads(sering[-1][1])["pesan"].startswith("Terlalu banyak permintaan")
        assert sering[-1][2]["Retry-After"] == "30"
        assert minta(https, "/")[0] == 200  # whoever only reads is not held back


@perlu_nginx
def test_banjir_orang_asing_tidak_menahan_peramban_yang_dikenal(tmp_path):
    """Sixty addresses filled every thread. Strangers share one lane, whatever their addresses; a browser that shows its
    mark is counted alone."""
    hulu, https = porta_bebas(), porta_bebas()
    teks = isi_situs(tmp_path, hulu=hulu, https=https).replace(
        "server_name perut.contoh.go.id;", "set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;"
    )

    def kirim(n: int, kue: str = "", cara: str = "POST") -> int:
        kepala = {"X-Forwarded-For": f"10.1.{n}.1", "Cookie": kue}
        return minta(https, "/akun/masuk/", cara=cara, badan="x" if cara == "POST" else None, kepala=kepala)[0]

    with nginx(tmp_path, teks, https), aplikasi("127.0.0.1", hulu, "ada") as sampai:
        asing = [kirim(n, "csrftoken=a; perut-gawai=") for n in range(100)]
        assert (asing[:30], asing[-1]) == ([200] * 30, 429)
        assert len(sampai) == asing.count(200) < 80
        assert [kirim(n, f"csrftoken=a; perut-gawai=tanda{n}; lain=b") for n in range(5)] == [200] * 5
        satu = [kirim(100 + n, "perut-gawai=sama") for n in range(30)]
        assert (satu[0], satu[-1]) == (200, 429)
        assert kirim(0, cara="GET") == 200


def test_tempat_sandi_nginx_dan_aplikasi_sama():
    assert f'"~^{PAKAI_KUE.pattern}" $perut_pengirim;' in (AKAR / "pasang/nginx/batas.conf").read_text()


@pytest.mark.django_db
def test_setiap_tempat_rahasia_dihitung_nginx(orang):
    """Which they are is found by asking: every public address that takes something sent, and every page of accounts
    that shows a field under dots or one for a code, to anybody. No public page elsewhere asks for a password."""
    pasang(orang["camat"])
    klien = {p: Client() for p in ("admin", "camat")}
    for p, k in klien.items():
        k.force_login(orang[p])
    terkena = set()
    for nama, pola in beralamat(get_resolver()):
        # A key is anything: where it opens no page, being public is enough to be counted.
        jalur = "/" + re.sub(r"<[^>]+>", str(orang["kepala_desa"].pk), pola)
        if KEBIJAKAN.get(nama) == PUBLIK:
            cara = cara_diterima(resolve(jalur).func)
            if nama.startswith("akun:") and (cara is None or "POST" in cara):
                terkena.add(jalur)
            else:
                assert 'type="password"' not in Client().get(jalur).content.decode("utf-8", "replace"), nama
        elif nama.startswith("akun:"):
            jawab = [k.get(jalur) for k in klien.values()]
            if any(re.search(r'type="password"|one-time-code', j.content.decode("utf-8", "replace")) for j in jawab):
                terkena.add(jalur)
    assert len(terkena) > 12
    assert [j for j in sorted(terkena) if not PAKAI_KUE.match(j)] == []


def test_ukuran_kiriman_nginx_dan_aplikasi_sama():
    teks = (AKAR / "pasang/nginx/perut.conf").read_text()
    tempat = re.findall(r"location (~|=) (\S+) \{\n    client_max_body_size (\d+)m;", teks)
    for nama, ukuran in BADAN.items():
        jalur = contoh_alamat(nama)
        cocok = [int(m) for cara, pola, m in tempat if (re.search(pola, jalur) if cara == "~" else pola == jalur)]
        assert cocok == [ukuran // 1024**2], nama
    assert re.findall(r"^client_max_body_size (\d+)m;", teks, flags=re.MULTILINE) == [str(BADAN_BIASA // 1024**2)]


def test_gunicorn_melepas_sambungan_sesudah_nginx():
    """A connection that gunicorn closes first is one on which nginx may just be sending a request."""
    pintu = (AKAR / "pasang/nginx/perut.conf").read_text()
    satuan = (AKAR / "pasang/systemd/perut-web.service").read_text()
    assert int(re.findall(r"--keep-alive (\d+)", satuan)[0]) > int(re.findall(r"keepalive_timeout (\d+)s;", pintu)[0])


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
@pytest.mark.parametrize("nama", sorted(p.name for p in (AKAR / "pasang/systemd").iterdir()))
def test_satuan_systemd_terbaca(tmp_path, nama):
    for p in (AKAR / "pasang/systemd").iterdir():  # a timer looks for its service beside it
        (tmp_path / p.name).write_text(p.read_text().replace("/opt/perut", str(AKAR)))
    satuan = tmp_path / nama
    hasil = subprocess.run(["systemd-analyze", "verify", "--man=no", str(satuan)], capture_output=True, text=True)
    milik_kita = [b for b in hasil.stderr.splitlines() if satuan.name in b]
    assert milik_kita == []


def test_cadangan_malam_dijalankan_penjadwal_systemd():
    """The timer's service runs a command that there is, may write where the manual puts the archives, and makes up
    for a night on which the machine was off."""
    satuan = (AKAR / "pasang/systemd/perut-cadangan.service").read_text()
    kata = re.findall(r"^ExecStart=/opt/perut/.venv/bin/python manage.py (\w+)", satuan, flags=re.MULTILINE)
    assert kata == ["cadangkan"] and kata[0] in get_commands()
    assert re.findall(r"^ReadWritePaths=(.*)$", satuan, flags=re.MULTILINE) == ["/var/lib/perut"]
    assert "CADANGAN_DIR=/var/lib/perut/cadangan" in (AKAR / "docs/operasi.md").read_text()
    assert "Persistent=yes" in (AKAR / "pasang/systemd/perut-cadangan.timer").read_text()


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
        "POSTGRES_PASSWORD_APLIKASI": "perutuji2",
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

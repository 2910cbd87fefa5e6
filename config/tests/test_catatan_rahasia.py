"""No key of an address stands in a log: not in Django's lines, not in gunicorn's, not in nginx'."""

import json
import logging
import logging.config
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from gunicorn.config import Config

from akun.kebijakan import PUBLIK
from config.catatan import Pencatat
from config.kebijakan import KEBIJAKAN
from dasar.nomor_permintaan import bernomor
from dasar.samar import SamarJson, samarkan

KUNCI = "aB3-rahasia_0123456789xyz"
# In everybody's hands: printed on the document.
BUKAN_RAHASIA = {"naskah:verifikasi"}


def beralamat(penyelesai: URLResolver, awalan: str = "", ruang: str = ""):
    for p in penyelesai.url_patterns:
        if isinstance(p, URLResolver):
            yield from beralamat(p, awalan + str(p.pattern), f"{p.namespace}:" if p.namespace else ruang)
        elif isinstance(p, URLPattern) and p.name:
            yield f"{ruang}{p.name}", awalan + str(p.pattern)


def alamat_berkunci() -> dict[str, str]:
    """Every public address with a part that is no number: whoever has it may come in."""
    return {
        nama: "/" + re.sub(r"<[^>]+>", KUNCI, pola)
        for nama, pola in beralamat(get_resolver())
        if KEBIJAKAN.get(nama) == PUBLIK and re.search(r"<(?!int:)[^>]+>", pola) and nama not in BUKAN_RAHASIA
    }


def test_alamat_berkunci_dikenal():
    assert {"perut:kalender-ics", "akun:sandi-pulih", "akun:undangan-terima"} <= set(alamat_berkunci())


@pytest.mark.parametrize(("nama", "alamat"), alamat_berkunci().items())
def test_kunci_tidak_tercatat(nama, alamat, caplog):
    baris = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", (alamat,), None)
    [penyusun] = [settings.LOGGING["formatters"]["baris"]]
    assert penyusun["()"] == "dasar.samar.Samar"
    assert KUNCI not in samarkan(baris.getMessage())
    minta = SimpleNamespace(headers=[("REFERER", f"https://perut.contoh.go.id{alamat}")])
    lingkungan = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"{alamat}?token={KUNCI}",
        "PATH_INFO": alamat,
        "QUERY_STRING": f"token={KUNCI}",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://perut.contoh.go.id{alamat}",
    }
    kepala = [("X-Permintaan", "K7QM-3XWB")]
    jawab = SimpleNamespace(status="200 OK", sent=0, headers=kepala, response_length=0)
    from datetime import timedelta

    isi = Pencatat(Config()).atoms(jawab, minta, lingkungan, timedelta(seconds=1))
    tercatat = {n: v for n, v in isi.items() if KUNCI in str(v) and n in Config().access_log_format}
    assert "%(l)s" in Config().access_log_format and isi["l"] == "K7QM-3XWB"
    assert {n for n in ("r", "U", "f", "q") if KUNCI in str(isi[n])} == set() == set(tercatat)


def test_nginx_menyamarkan_yang_sama():
    teks = (Path(settings.BASE_DIR) / "pasang/nginx/batas.conf").read_text()
    [pola] = re.findall(r'"~\^(\(\?<perut_sebelum>.*\)\.\+\$)" ', teks)
    pola = re.compile(pola.replace("(?<", "(?P<"))
    for nama, alamat in alamat_berkunci().items():
        cocok = pola.match(alamat)
        assert cocok and KUNCI not in cocok["perut_sebelum"], nama
    assert not pola.match("/perut/kunjungan/12/")
    assert "$perut_jalur" in re.findall(r"log_format perut '(.*)';", teks)[0]
    for berkas in ("situs.conf", "docker.conf.template"):
        conf = (Path(settings.BASE_DIR) / "pasang/nginx" / berkas).read_text()
        assert set(re.findall(r"access_log ([^;]+);", conf)) <= {"off", "/var/log/nginx/perut.log perut"}


def test_alamat_biasa_tetap_terbaca():
    assert samarkan("GET /perut/kunjungan/12/ 200") == "GET /perut/kunjungan/12/ 200"


def test_baris_catatan_menyebut_selisih_jamnya():
    atur = logging.config.DictConfigurator(settings.LOGGING)
    susun = atur.configure_formatter(settings.LOGGING["formatters"]["baris"])
    baris = susun.format(logging.LogRecord("perut", logging.WARNING, __file__, 1, "pesan", (), None))
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING ", baris)


def test_catatan_json_satu_baris_tanpa_kunci():
    """With its traceback, and whatever was passed to it: one object a line, each part without the key."""
    try:
        raise ValueError(f'GET /kalender/{KUNCI}.ics\n"kutip"')
    except ValueError:
        baris = logging.LogRecord("uji", logging.ERROR, "", 1, "gagal: %s", (f"/surel/{KUNCI}/",), sys.exc_info())
    with bernomor("K7QM-3XWB"):
        [teks] = SamarJson().format(baris).splitlines()
    isi = json.loads(teks)
    assert KUNCI not in teks and "ValueError" in isi["jejak"]
    assert (isi["permintaan"], isi["tingkat"], isi["pesan"]) == ("K7QM-3XWB", "ERROR", "gagal: /surel/(rahasia)")


def test_pekerja_mencatat_seperti_server():
    """Celery would put handlers of its own on the root: without the number, with the keys."""
    jalur = [sys.executable, "-c", CATATAN_PEKERJA, KUNCI]
    lingkungan = {**os.environ, "LOG_BENTUK": "json"}
    keluar = subprocess.run(jalur, cwd=settings.BASE_DIR, env=lingkungan, capture_output=True, text=True, check=True)
    [baris] = [json.loads(b) for b in keluar.stderr.splitlines() if b.startswith("{")]
    assert (baris["asal"], baris["pesan"]) == ("uji", "/kalender/(rahasia)")


CATATAN_PEKERJA = """
import django, logging, sys
django.setup()
from config.celery import app
app.log.setup(loglevel="INFO")
logging.getLogger("uji").error("/kalender/%s", sys.argv[1])
"""

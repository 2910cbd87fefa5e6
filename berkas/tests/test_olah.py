"""Preview and text, and the virus scanner: a real socket that speaks clamd's INSTREAM."""

import datetime
import io
import socket
import socketserver
import struct
import threading
import time
from pathlib import Path

import pikepdf
import pytest
from defusedxml.ElementTree import fromstring
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from antrean.models import Pekerjaan
from antrean.tasks import antrean_sapu
from berkas import olah, pemindai
from berkas.enums import StatusPindai, StatusPratinjau
from berkas.models import VersiBerkas
from berkas.olah import berkas_olah, kantor
from berkas.pemeriksa.hasil import DOCX
from berkas.pemindai import PemindaiGagal, pindai
from berkas.services.berkas import berkas_terima
from berkas.services.pindai import berkas_pindai
from berkas.tasks import berkas_sapu
from berkas.tests import berkas_contoh
from berkas.tests.contoh_unggah import unggah
from config.tests.menunggu import tunggu_sampai
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
OOR = "{http://openoffice.org/2001/registry}"
VIRUS = b"tanda-virus-uji"
LAMA = datetime.timedelta(minutes=10)


class ClamdUji(socketserver.BaseRequestHandler):
    """clamd, as far as INSTREAM goes: reads the chunks to the empty one, then gives its verdict."""

    def _tepat(self, n: int) -> bytes:
        isi = b""
        while len(isi) < n:
            isi += self.request.recv(n - len(isi))
        return isi

    def handle(self) -> None:
        perintah = self._tepat(6)
        if perintah == b"zPING\0":
            self.request.sendall(b"PONG\0")
            return
        assert perintah + self._tepat(4) == b"zINSTREAM\0"
        isi = b""
        while n := struct.unpack(">I", self._tepat(4))[0]:
            isi += self._tepat(n)
        if len(isi) > 3_000_000:
            self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
        self.request.sendall(b"stream: Uji-Virus-1 FOUND\0" if VIRUS in isi else b"stream: OK\0")


def _jalankan(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, tmp_path):
    if request.param == "tcp":
        server = _jalankan(socketserver.ThreadingTCPServer(("127.0.0.1", 0), ClamdUji))
        alamat = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        jalur = str(tmp_path / "clamd.ctl")
        server = _jalankan(socketserver.ThreadingUnixStreamServer(jalur, ClamdUji))
        alamat = f"unix:{jalur}"
    yield alamat
    server.shutdown()
    server.server_close()


@pytest.fixture
def kirim(desa, orang, django_capture_on_commit_callbacks):
    def kerjakan(isi=None, nama="laporan.pdf", **apa):
        with django_capture_on_commit_callbacks(execute=True):
            versi = unggah(desa, orang["sekretaris_desa"], isi, nama, **apa)
        versi.refresh_from_db()
        return versi

    return kerjakan


def bervirus() -> bytes:
    return berkas_contoh.pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + VIRUS + b"\n", 1)


def test_pemindai_menjawab_apa_adanya(clamd):
    assert pindai(io.BytesIO(b"a" * 600_000), clamd).bersih
    assert pindai(io.BytesIO(b"a" * 600_000 + VIRUS), clamd).nama == "Uji-Virus-1"
    with pytest.raises(PemindaiGagal, match="size limit"):
        pindai(io.BytesIO(b"a" * 3_500_000), clamd)


@pytest.mark.parametrize("alamat", ["tcp://127.0.0.1:1", "unix:/tidak/ada", "127.0.0.1:3310", "tcp://127.0.0.1"])
def test_pemindai_yang_tidak_ada(alamat):
    with pytest.raises(PemindaiGagal):
        pindai(io.BytesIO(b"a"), alamat)


def test_pemindai_yang_diam_tidak_menahan_yang_lain(monkeypatch):
    """It takes the connection and says nothing: the first waits a little, those after it not at all."""
    monkeypatch.setattr(pemindai, "DETIK_SAMBUNG", 0.2)
    monkeypatch.setattr(pemindai, "diam_sampai", {})
    with socket.create_server(("127.0.0.1", 0)) as diam:
        alamat = f"tcp://127.0.0.1:{diam.getsockname()[1]}"
        with pytest.raises(PemindaiGagal, match="terlalu lama menjawab"):
            pindai(io.BytesIO(b"a"), alamat)
        mulai = time.monotonic()
        with pytest.raises(PemindaiGagal, match="tidak menjawab barusan"):
            pindai(io.BytesIO(b"a"), alamat)
        assert time.monotonic() - mulai < 0.1
        monkeypatch.setattr(
            pemindai, "diam_sampai", dict.fromkeys(pemindai.diam_sampai, 0.0)
        )  # a minute later it is asked again
        with pytest.raises(PemindaiGagal, match="terlalu lama menjawab"):
            pindai(io.BytesIO(b"a"), alamat)


def test_pemindai_yang_menjawab_omong_kosong():
    class Lain(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.recv(100)
            self.request.sendall(b"SSH-2.0-OpenSSH\n")

    server = _jalankan(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Lain))
    with pytest.raises(PemindaiGagal, match="OpenSSH"):
        pindai(io.BytesIO(b"a"), f"tcp://127.0.0.1:{server.server_address[1]}")
    server.shutdown()
    server.server_close()


def test_bersih_lalu_dapat_dibuka_dan_berpratinjau(clamd, settings, kirim):
    settings.CLAMD_ALAMAT = clamd
    versi = kirim()
    assert (versi.status_pindai, versi.pratinjau) == (StatusPindai.BERSIH, StatusPratinjau.SIAP)


def test_terinfeksi_diberitahukan_dan_tidak_dapat_diterima(clamd, settings, kirim, orang):
    settings.CLAMD_ALAMAT = clamd
    versi = kirim(bervirus())
    assert (versi.status_pindai, versi.pindai_keterangan) == (StatusPindai.TERINFEKSI, "Uji-Virus-1")
    assert versi.pratinjau == StatusPratinjau.MENUNGGU
    for peran in ("sekretaris_desa", "verifikator", "pelaksana"):
        pesan = Pemberitahuan.objects.get(penerima=orang[peran], judul__contains="virus")
        assert "Uji-Virus-1" in pesan.isi
    with pytest.raises(Exception, match="mengandung virus"):
        berkas_terima(berkas=versi.berkas, oleh=orang["verifikator"])
    with pytest.raises(Exception, match="pernah diunggah dan ternyata mengandung virus"):
        kirim(versi.isi.read(), judul="lain", tahun=2025, periode="2025")
    berkas_pindai(versi.pk)
    assert Pemberitahuan.objects.filter(penerima=orang["verifikator"], judul__contains="virus").count() == 1


def test_pemindai_mati_berkas_menunggu_dan_sapu_mengulang(clamd, settings, kirim, orang, beserta_akibatnya):
    settings.CLAMD_ALAMAT = "tcp://127.0.0.1:1"
    versi = kirim()
    assert versi.status_pindai == StatusPindai.GAGAL
    with pytest.raises(Exception, match="menunggu pemindaian"):
        berkas_terima(berkas=versi.berkas, oleh=orang["verifikator"])
    settings.CLAMD_ALAMAT = clamd
    VersiBerkas.objects.update(waktu=timezone.now() - LAMA)
    assert berkas_sapu()["pindai"] == 0  # its next attempt is a minute away, and the outbox has it
    Pekerjaan.objects.update(berikut=timezone.now(), dicolek=timezone.now() - LAMA)
    assert berkas_sapu()["pindai"] == 0
    beserta_akibatnya(antrean_sapu)
    versi.refresh_from_db()
    assert (versi.status_pindai, versi.pratinjau) == (StatusPindai.BERSIH, StatusPratinjau.SIAP)


def test_pemindai_dilepas_yang_menunggu_tidak_terkunci_selamanya(settings, kirim, beserta_akibatnya):
    settings.CLAMD_ALAMAT = "tcp://127.0.0.1:1"
    versi = kirim()
    settings.CLAMD_ALAMAT = ""
    VersiBerkas.objects.update(waktu=timezone.now() - LAMA)
    beserta_akibatnya(berkas_sapu)
    versi.refresh_from_db()
    assert (versi.status_pindai, versi.pratinjau) == (StatusPindai.TIDAK_DIPAKAI, StatusPratinjau.SIAP)


def test_pdf_menjadi_halaman_dan_teks(kirim, settings):
    settings.BERKAS_PRATINJAU_HALAMAN = 2
    versi = kirim(berkas_contoh.pdf("Realisasi kegiatan", halaman=4))
    assert (versi.pratinjau, versi.pratinjau_halaman, versi.pratinjau == "siap") == ("siap", 2, True)
    assert versi.halaman >= 4
    assert "Realisasi kegiatan 3" in versi.teks
    with default_storage.open(versi.nama_pratinjau(2)) as isi, Image.open(isi) as gambar:
        assert (gambar.format, gambar.width) == ("JPEG", 1200)


@pytest.mark.parametrize("bentuk", ["berpengaman", "berawalan"])
def test_pdf_rekening_koran_dan_pdf_berawalan_tanda_urutan_byte_ditampilkan(kirim, bentuk):
    """A bank's statement may be read by all and changed by the bank alone; some programs put a mark in front."""
    if bentuk == "berpengaman":
        isi = berkas_contoh.pdf_ubah(lambda _: None, encryption=pikepdf.Encryption(owner="bank", user=""))
    else:
        isi = b"\xef\xbb\xbf" + berkas_contoh.pdf()
    versi = kirim(isi, "rekening-koran.pdf")
    assert (versi.pratinjau, versi.halaman) == ("siap", 1)
    assert "Laporan realisasi" in versi.teks


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "HEIF"])
def test_gambar_ditampilkan_dari_salinan_tanpa_metadata(kirim, format_):
    versi = kirim(berkas_contoh.gambar(format_, ukuran=(3000, 1000)), "a")
    with default_storage.open(versi.nama_pratinjau(1)) as isi, Image.open(isi) as gambar:
        assert (gambar.format, gambar.size, dict(gambar.getexif())) == ("JPEG", (2000, 667), {})


@pytest.mark.parametrize(
    ("isi", "nama", "teks"),
    [
        (lambda: berkas_contoh.docx("Musyawarah desa"), "a.docx", "Musyawarah desa"),
        (lambda: berkas_contoh.xlsx("Belanja modal"), "a.xlsx", "Belanja modal"),
        (lambda: berkas_contoh.odf("Daftar hadir"), "a.odt", "Daftar hadir"),
    ],
)
def test_teks_office_dibaca_dan_tanpa_libreoffice_dikatakan(kirim, monkeypatch, isi, nama, teks):
    monkeypatch.setenv("PATH", "/tidak/ada")
    versi = kirim(isi(), nama)
    assert (versi.teks, versi.pratinjau) == (teks, StatusPratinjau.TIDAK_ADA)
    assert versi.olah_galat == kantor.TANPA_PRATINJAU


def test_office_dijadikan_pdf_oleh_program_yang_terpasang(kirim, monkeypatch, tmp_path):
    """Any program named soffice that takes LibreOffice's arguments; it sees none of our environment."""
    (tmp_path / "hasil.pdf").write_bytes(berkas_contoh.pdf("dari office"))
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/sh\n[ -z "$SECRET_KEY$DATABASE_URL" ] || exit 3\n'
        'while [ "$1" != --outdir ]; do shift; done\n'
        f'mkdir -p "$2" && cp "{tmp_path}/hasil.pdf" "$2/dokumen.pdf" && [ "$(basename "$3")" = dokumen.docx ]\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    versi = kirim(berkas_contoh.docx("Musyawarah"), "a.docx")
    assert (versi.pratinjau, versi.teks, versi.pratinjau_halaman >= 1) == ("siap", "Musyawarah", True)
    program.write_text("#!/bin/sh\nexit 1\n")
    versi = kirim(berkas_contoh.docx("Musyawarah lain"), "b.docx")
    assert (versi.pratinjau, versi.teks) == ("tidak_ada", "Musyawarah lain")


def test_program_office_yang_tidak_selesai_dihentikan_beserta_anaknya(monkeypatch, tmp_path):
    """The soffice of a package is a script that starts the real program; both end with the time that is given."""
    program, jejak = tmp_path / "soffice", tmp_path / "pid"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {jejak}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(kantor, "DETIK", 1)
    asli = tmp_path / "asli"
    asli.write_bytes(berkas_contoh.docx("Musyawarah"))
    mulai = time.monotonic()
    assert kantor.jadikan_pdf(asli, DOCX, tmp_path) is None
    assert time.monotonic() - mulai < 10
    keadaan = Path(f"/proc/{int(jejak.read_text())}/stat")

    def berakhir():
        return not keadaan.exists() or keadaan.read_text().rpartition(")")[2].split()[0] == "Z"

    tunggu_sampai(berakhir, "anak soffice berhenti")  # a signal takes a moment on a busy machine


def test_program_office_tidak_mengambil_dari_luar(kirim, monkeypatch, tmp_path):
    """A picture or a formula that points elsewhere would let whoever sent the file look into our network."""
    program = tmp_path / "soffice"
    program.write_text(
        f"#!/bin/sh\nfolder=${{1#-env:UserInstallation=file://}}\n"
        f'cp "$folder/user/registrymodifications.xcu" {tmp_path}/setelan; env > {tmp_path}/env; exit 1\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    kirim(berkas_contoh.docx("Musyawarah"), "a.docx")
    setelan = fromstring((tmp_path / "setelan").read_bytes())
    isi = {p.get(f"{OOR}name"): p.findtext("value") for p in setelan.iter("prop")}
    assert (isi["BlockUntrustedRefererLinks"], isi["DisableMacrosExecution"]) == ("true", "true")
    assert "https_proxy=http://127.0.0.1:9" in (tmp_path / "env").read_text()


@pytest.mark.skipif(kantor.soffice() is None, reason="LibreOffice tidak terpasang")
def test_libreoffice_sungguhan(kirim):
    assert kirim(berkas_contoh.xlsx("Belanja"), "a.xlsx").pratinjau == "siap"


def test_yang_gagal_diulang_sapu_paling_banyak_tiga_kali(kirim, orang, beserta_akibatnya):
    versi = kirim()
    isi = versi.isi.read()
    VersiBerkas.objects.update(pratinjau="menunggu", olah_percobaan=0, waktu=timezone.now() - LAMA, teks="")
    default_storage.delete(versi.isi.name)
    for harapan in ("menunggu", "menunggu", "gagal"):
        assert beserta_akibatnya(berkas_sapu)["olah"] == 1
        versi.refresh_from_db()
        assert versi.pratinjau == harapan
    assert (versi.olah_galat, berkas_sapu()["olah"]) == (olah.GALAT, 0)
    VersiBerkas.objects.update(pratinjau="menunggu", olah_percobaan=2)
    default_storage.save(versi.isi.name, io.BytesIO(isi))
    berkas_olah(versi.pk)
    berkas_olah(versi.pk)
    versi.refresh_from_db()
    assert (versi.pratinjau, versi.olah_galat) == ("siap", "")


def test_pekerja_yang_selalu_mati_tidak_diulang_selamanya(kirim):
    versi = kirim()
    VersiBerkas.objects.update(pratinjau="menunggu", olah_percobaan=3)
    berkas_olah(versi.pk)
    versi.refresh_from_db()
    assert versi.pratinjau == "gagal"


def test_sapu_berkas_terdaftar_pada_penjadwal(settings):
    from config.celery import app

    tugas = {j["task"] for j in settings.CELERY_BEAT_SCHEDULE.values()}
    assert "berkas.tasks.berkas_sapu" in tugas
    app.loader.import_default_modules()
    assert {"berkas.tasks.berkas_sapu", "berkas.berkas_pindai"} <= set(app.tasks)

"""With real Celery workers: one is killed in the middle of fifty signatures, and still each is given once."""

import contextlib
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as pengaturan
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from antrean.models import Pekerjaan
from antrean.tasks import antrean_sapu
from cetak.pdf import pdf_buat
from config.celery import app
from config.tests.menunggu import tunggu_sampai
from config.tests.pekerja import alamat_basis_data_uji
from desa.tests.factories import DesaFactory
from naskah.cetak import naskah_pdf_versi
from naskah.models import Naskah, PekerjaanTtd, PenandaTangan, VersiPdf
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tasks import pekerjaan_ttd_sapu
from naskah.tests.bahan_ttd import FRASA, kunci_ca_pem, sertifikat_untuk
from naskah.tests.conftest import ISI
from tte.bidang import Bidang, bidang_pasang
from tte.tests import bahan_tte

BANYAK = 50


@pytest.fixture
def antrean() -> Iterator[str]:
    """A queue that nobody else uses."""
    lama, app.conf.task_default_queue = app.conf.task_default_queue, f"uji-ttd-{uuid.uuid4().hex[:12]}"
    yield app.conf.task_default_queue
    app.conf.task_default_queue = lama


@contextmanager
def pekerja(antrean: str, catatan: Path) -> Iterator[subprocess.Popen]:
    """A worker of two processes, in a process group of its own."""
    lingkungan = {
        **os.environ,
        "LINGKUNGAN": "pengembangan",
        "DATABASE_URL": alamat_basis_data_uji(),
        "REDIS_URL": pengaturan.REDIS_URL,
        "BERKAS_ROOT": str(pengaturan.MEDIA_ROOT),
        "ANTREAN": antrean,
        "CA_KUNCI": kunci_ca_pem(),
        "CA_SANDI": "",
        "TSA_ALAMAT": "",
    }
    nama = f"{antrean}-{uuid.uuid4().hex[:6]}@localhost"
    perintah = ["-A", "config", "worker", "-n", nama, "--concurrency", "2", "--loglevel", "INFO"]
    with catatan.open("a") as keluaran:
        proses = subprocess.Popen(
            [sys.executable, "-m", "celery", *perintah],
            cwd=pengaturan.BASE_DIR,
            env=lingkungan,
            stdout=keluaran,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield proses
    finally:
        bunuh(proses)


def bunuh(proses: subprocess.Popen) -> None:
    """At once and with all its children, as a power cut does."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(proses.pid, signal.SIGKILL)
    proses.wait()


def selesai() -> int:
    return PekerjaanTtd.objects.filter(status="selesai").count()


def tunggu(jumlah: int, proses: subprocess.Popen, catatan: Path) -> None:
    def keadaan() -> str:
        return f"baru {selesai()} dari {jumlah} tanda tangan selesai:\n{catatan.read_text()[-5000:]}"

    def cukup() -> bool:
        assert proses.poll() is None, f"Pekerja berhenti; {keadaan()}"
        return selesai() >= jumlah

    tunggu_sampai(cukup, keadaan)


def antrean_kosong(antrean: str) -> bool:
    """Nothing waits in the queue, and no worker holds anything that came from it."""
    with app.connection_for_read() as sambungan:
        if sambungan.default_channel.client.llen(antrean):
            return False
    periksa = app.control.inspect(timeout=1)
    dipegang = [
        t for jawab in (periksa.active(), periksa.reserved()) for tugas in (jawab or {}).values() for t in tugas
    ]
    return not any(t["delivery_info"]["routing_key"] == antrean for t in dipegang)


def naskah_banyak(desa, camat) -> list[Naskah]:
    """Fifty approved documents with their PDF; the bytes are made once, the rows are each their own."""
    tempat = bahan_tte.kotak(0)
    isi = ISI | {"petugas": []}
    konteks = {"isi": isi, "nomor": "1/UJI/2026", "judul": "Naskah Uji", "perihal": "Percobaan"}
    pdf = bidang_pasang(
        pdf_buat("naskah/pdf/dasar.html", konteks), bidang=[Bidang(nama="ttd0", halaman=0, kotak=tempat)]
    )
    hasil = []
    for n in range(BANYAK):
        naskah = Naskah.objects.create(
            jenis="surat_tugas_perut",  # a kind that the worker knows, too
            kecamatan=desa.kecamatan,
            desa=desa,
            tahun=2026,
            urut=n + 1,
            nomor=f"{n + 1}/UJI/2026",
            tanggal=timezone.localdate(),
            perihal=f"Percobaan {n + 1}",
            isi=isi,
            status="disetujui",
            cara_ttd="elektronik",
            disetujui=timezone.now(),
            dibuat_oleh=camat,
        )
        PenandaTangan.objects.create(
            naskah=naskah, urutan=1, kunci="ttd0", nama="Camat Uji", pengguna=camat, halaman=0, kotak=list(tempat)
        )
        naskah_pdf_versi(naskah=naskah, isi_pdf=pdf, sebab="PDF dibuat")
        hasil.append(naskah)
    return hasil


@pytest.mark.celery_nyata
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_pekerja_dibunuh_di_tengah_lima_puluh_tanda_tangan(settings, tmp_path, antrean):
    catatan = tmp_path / "pekerja.log"
    desa = DesaFactory()
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Camat Uji")
    sertifikat_untuk(settings, camat)
    naskah = naskah_banyak(desa, camat)
    for n in naskah:
        penanda_tandatangani(penanda=n.penanda.get(), frasa=FRASA, oleh=camat)
    assert PekerjaanTtd.objects.filter(status="antre").count() == BANYAK

    with pekerja(antrean, catatan) as pertama:
        tunggu(BANYAK // 3, pertama, catatan)
        bunuh(pertama)
    sebelum = selesai()
    assert BANYAK // 3 <= sebelum < BANYAK

    # Two minutes later the sweeps ask again for what the dead worker held; what still waits in the queue stays there.
    lalu = timezone.now() - timedelta(minutes=3)
    PekerjaanTtd.objects.filter(status="antre").update(dibuat=lalu)
    Pekerjaan.objects.update(dicolek=lalu)
    with pekerja(antrean, catatan) as kedua:
        assert pekerjaan_ttd_sapu() < BANYAK - sebelum
        antrean_sapu()
        tunggu(BANYAK, kedua, catatan)
        # What came twice runs too, and changes nothing.
        tunggu_sampai(lambda: antrean_kosong(antrean), "antrean pekerja kosong")

    assert set(Naskah.objects.values_list("status", flat=True)) == {"didistribusikan"}
    assert VersiPdf.objects.count() == 2 * BANYAK
    hasil = []
    for n in naskah:
        n.refresh_from_db()
        with n.pdf.open() as berkas:
            hasil.append(bahan_tte.pdfsig(berkas.read()))
    assert hasil == [["Signature is Valid."]] * BANYAK

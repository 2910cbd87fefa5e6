"""One account does not slow everybody down: what prints is named in the policy table, and rationed."""

import inspect
import re
from types import FunctionType

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import resolve, reverse

from akun import jatah, penyandi
from config.kebijakan import BERAT, KEBIJAKAN
from config.tests.jawaban import tanpa_digambar
from config.tests.test_kebijakan import SEMUA_URL, alamat

BILA_DIMINTA = {
    "kewajiban:tabel",
    "dasbor:jejak",
}  # rationed by the `_export` that asks for the sheet
MENCETAK = {"pdf_buat", "pdf_cetak", "Workbook", "openpyxl", "Dataset"}


def memakai(fungsi: object, sudah: set[int]) -> bool:
    """Whether a view, or what it calls in any room, names one of MENCETAK.

    A task that it queues counts too: without Redis it is done at once, and with it one account could fill the queue.
    """
    fungsi = getattr(fungsi, "view_class", fungsi)
    if inspect.isclass(fungsi):
        return any(memakai(f, sudah) for f in vars(fungsi).values() if isinstance(f, FunctionType))
    fungsi = inspect.unwrap(fungsi)
    if not isinstance(fungsi, FunctionType) or id(fungsi) in sudah:
        return False
    sudah.add(id(fungsi))
    nama = set(fungsi.__code__.co_names) | set(fungsi.__code__.co_freevars)
    lain = [fungsi.__globals__.get(n) for n in nama]
    return bool(nama & MENCETAK) or any(
        memakai(f, sudah) for f in lain if getattr(f, "__module__", "").partition(".")[0] in RUANG
    )


RUANG = {n.split(":")[0] for n in KEBIJAKAN if ":" in n}


def test_setiap_alamat_yang_mencetak_disebut():
    dikenal = {n for n in SEMUA_URL if not n.startswith("admin:") and memakai(resolve(alamat(n)).func, set())}
    assert dikenal - BILA_DIMINTA == BERAT


@pytest.fixture
def pratinjau(orang, settings):
    """A page that prints, of something that is not there; and who asks for it."""
    cache.clear()
    settings.JATAH_SEMENIT = 30
    peminta = Client()
    peminta.force_login(orang["verifikator"])
    return lambda **k: peminta.get(reverse("perut:kunjungan-pratinjau", args=[0]), **k)


@pytest.mark.django_db
def test_seorang_dua_sekaligus(pratinjau, orang, rf):
    permintaan = rf.get("/")
    permintaan.user = orang["verifikator"]
    lepas = [jatah.jatah_ambil(permintaan)[0] for _ in range(jatah.SEORANG)]
    ditolak = pratinjau()
    assert (ditolak.status_code, ditolak["Retry-After"]) == (429, str(jatah.JEDA))
    assert "Tunggu 5 detik" in ditolak.content.decode()
    assert "Tunggu 5 detik" in pratinjau(headers={"Accept": "application/json"}).json()["pesan"]
    lain = Client()
    lain.force_login(orang["camat"])
    assert lain.get(reverse("perut:kunjungan-pratinjau", args=[0])).status_code == 404  # somebody else is not held up
    assert Client().get(reverse("akun:masuk")).status_code == 200
    for kembalikan in lepas:
        kembalikan()
    assert pratinjau().status_code == 404


@pytest.mark.django_db
def test_satu_utas_setiap_proses_tetap_bebas(pratinjau, orang, rf):
    """Enough people at once: the next one is told to wait, while the process goes on answering pages."""
    lepas = []
    for peran in ("camat", "pelaksana", "sekretaris_desa"):
        permintaan = rf.get("/")
        permintaan.user = orang[peran]
        lepas.append(jatah.jatah_ambil(permintaan)[0])
    assert pratinjau().status_code == 429
    for kembalikan in lepas:
        kembalikan()
    assert pratinjau().status_code == 404


@pytest.mark.django_db
def test_sekian_kali_semenit_dan_tempatnya_selalu_kembali(pratinjau, settings):
    """Also after an answer that failed; a list asked for as a sheet counts along."""
    banyak = settings.JATAH_SEMENIT
    with tanpa_digambar():
        status = [pratinjau().status_code for _ in range(2 * banyak + 1)]  # a minute may end in between
    assert set(status[:banyak]) == {404}
    assert 429 in status


def test_tempat_lebih_sedikit_daripada_utas():
    utas = re.findall(r"--threads (\d+)", (settings.BASE_DIR / "pasang/systemd/perut-web.service").read_text())
    assert int(utas[0]) > jatah.SEPROSES
    assert int(utas[0]) > penyandi.SEKALIGUS + penyandi.MENUNGGU

import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from naskah import jenis as daftar_jenis
from naskah.services.naskah import naskah_ajukan, naskah_setujui, naskah_siapkan
from naskah.tests.arsip_contoh import bertanda  # noqa: F401  (a fixture)

KOP = {"pemerintah": "PEMERINTAH UJI", "kecamatan": "KECAMATAN UJI", "alamat": "Jalan Uji", "kontak": "", "lambang": ""}
ISI = {"kop": KOP}


def penanda_uji(isi: dict) -> list[daftar_jenis.Penanda]:
    """The signers as a test names them: isi["penanda"] = [{"kunci", "urutan", "nama", "id"}]."""
    return [
        daftar_jenis.Penanda(p["kunci"], p["urutan"], "", daftar_jenis.Orang(p["nama"], nomor_label="", id=p.get("id")))
        for p in isi.get("penanda", [])
    ]


@pytest.fixture
def jenis_uji(monkeypatch):
    """Two kinds of document whose page is the bare frame with its letterhead and room for any signers."""
    monkeypatch.setattr(daftar_jenis, "TERDAFTAR", dict(daftar_jenis.TERDAFTAR))
    for kode, tanda in (("naskah_uji", ""), ("naskah_lain", "LAIN/")):
        daftar_jenis.daftarkan(
            daftar_jenis.JenisNaskah(
                kode=kode,
                nama="Naskah Uji",
                template="naskah_uji.html",
                penanda=penanda_uji,
                tempat=("",),
                pola=f"{{klasifikasi}}/{{urut:03d}}/{tanda}{{kode}}/{{tahun}}",
            )
        )
    return "naskah_uji"


@pytest.fixture
def siapkan(jenis_uji):
    """A document that was handed in and waits for its approval."""

    def buat(desa, /, **isi):
        oleh = isi.pop("oleh", None) or pengguna_berperan(Peran.VERIFIKATOR, desa)
        bawaan = {
            "jenis": jenis_uji,
            "kecamatan": desa.kecamatan,
            "desa": desa,
            "tanggal": datetime.date(2026, 5, 5),
            "perihal": "Percobaan",
            "isi": ISI,
        }
        return naskah_ajukan(naskah=naskah_siapkan(**(bawaan | isi), oleh=oleh), oleh=oleh)

    return buat


@pytest.fixture
def terbitkan(siapkan):
    """A document that the camat approved on the morning of `tanggal` (5 May 2026)."""

    def buat(desa, /, *, tanggal=datetime.date(2026, 5, 5), **isi):
        camat = isi.pop("camat", None) or pengguna_berperan(Peran.CAMAT, desa)
        naskah = siapkan(desa, **isi)
        pagi = datetime.datetime.combine(tanggal, datetime.time(9), ZoneInfo("Asia/Makassar"))
        with time_machine.travel(pagi):
            return naskah_setujui(naskah=naskah, oleh=camat)

    return buat

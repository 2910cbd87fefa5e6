import datetime

import pytest

from akun.tests.factories import PenggunaFactory
from dokumen import jenis as daftar_jenis
from dokumen.services.naskah import naskah_terbitkan

ISI = {"kop": {"pemerintah": "PEMERINTAH UJI", "kecamatan": "KECAMATAN UJI", "alamat": "", "kontak": "", "lambang": ""}}


@pytest.fixture
def jenis_uji(monkeypatch):
    """Two kinds of document whose page is the bare frame with its letterhead."""
    monkeypatch.setattr(daftar_jenis, "_TERDAFTAR", dict(daftar_jenis._TERDAFTAR))
    for kode in ("naskah_uji", "naskah_lain"):
        daftar_jenis.daftarkan(
            daftar_jenis.JenisNaskah(kode=kode, nama="Naskah Uji", template="dokumen/pdf/dasar.html")
        )
    return "naskah_uji"


@pytest.fixture
def terbitkan(jenis_uji):
    def buat(desa, /, **isi):
        bawaan = {
            "jenis": jenis_uji,
            "kecamatan": desa.kecamatan,
            "desa": desa,
            "tanggal": datetime.date(2026, 5, 5),
            "perihal": "Percobaan",
            "isi": ISI,
        }
        oleh = isi.pop("oleh", None) or PenggunaFactory()
        return naskah_terbitkan(**(bawaan | isi), oleh=oleh)

    return buat

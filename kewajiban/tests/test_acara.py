"""What a village owes, in its calendar: by day, for its own people, as long as it is owed."""

from datetime import date

import pytest

from akun.tests.factories import pengguna_berperan
from berkas.models import Berkas, KategoriBerkas
from dasar.acara import Rentang, acara_antara
from desa.enums import JenisDesa
from desa.tests.factories import DesaFactory
from kewajiban.tests.factories import wajibkan

MARET = Rentang(date(2026, 3, 1), date(2026, 3, 31), milik=True)


def dokumen(pengguna, rentang=MARET):
    return [a for a in acara_antara(pengguna, rentang) if a.uid.startswith("kewajiban-")]


@pytest.fixture
def wajib(db):
    """Two documents of a village, due on the last day of March 2026, and one due a month later."""
    desa = DesaFactory()
    for kode, bulan in (("lppd", 3), ("lkppd", 3), ("aset", 4)):
        kategori = KategoriBerkas.objects.create(kode=kode, nama=kode.upper(), kelompok="laporan", periode="tahunan")
        wajibkan(desa.kecamatan, kategori, mulai=date(2025, 6, 1), dari="bulan", hari=bulan)
    return desa


def kirim(desa, status, oleh, kode="lppd"):
    kategori = KategoriBerkas.objects.get(kode=kode)
    isi = {"desa": desa, "kategori": kategori, "tahun": 2025, "periode": "2025", "judul": kode}
    b = Berkas.objects.create(**isi, status=status, dibuat_oleh=oleh)
    b.riwayat.create(aksi="unggah", dari="", ke=status, oleh=oleh)
    return b


def test_satu_acara_sehari_selama_masih_terutang(wajib):
    sekdes = pengguna_berperan("sekretaris_desa", wajib)
    (satu,) = dokumen(sekdes)
    assert (satu.mulai, satu.hari_terakhir) == (date(2026, 3, 31), date(2026, 3, 31))
    assert satu.judul == f"Paling lambat: 2 kewajiban, {wajib}"
    assert [b.split(":")[0] for b in satu.uraian.splitlines()] == ["LPPD, 2025", "LKPPD, 2025"]
    b = kirim(wajib, "menunggu", sekdes)
    (sisa,) = dokumen(sekdes)
    assert (sisa.uid, sisa.judul) == (satu.uid, f"Paling lambat: LKPPD, 2025, {wajib}")
    assert sisa.urutan > satu.urutan
    kirim(wajib, "diterima", sekdes, kode="lkppd")
    assert dokumen(sekdes) == []
    b.status = "ditolak"  # refused, the village owes it again
    b.save()
    (lagi,) = dokumen(sekdes)
    assert lagi.keterangan == "Ditolak, belum diperbaiki"


def test_hanya_orang_desanya(wajib):
    lain = DesaFactory(kecamatan=wajib.kecamatan)
    kelurahan = DesaFactory(kecamatan=wajib.kecamatan, jenis=JenisDesa.KELURAHAN)
    assert [a.desa for a in dokumen(pengguna_berperan("kepala_desa", lain))] == [lain]
    assert dokumen(pengguna_berperan("sekretaris_desa", kelurahan)) == []
    assert dokumen(pengguna_berperan("verifikator", wajib)) == []

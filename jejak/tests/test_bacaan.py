"""Files that go out, and pages with one person's data, are told; ordinary pages are not."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse

from config import jejak as tabel
from config.kebijakan import KEBIJAKAN
from desa.tests.factories import PerangkatFactory
from jejak.models import Catatan
from naskah.cetak import naskah_pdf_versi
from naskah.tests.factories import NaskahFactory

pytestmark = pytest.mark.django_db


def dibaca():
    baris = Catatan.objects.filter(jenis__in=["baca", "ekspor"]).order_by("pk")
    return list(baris.values_list("jenis", "perkara", "kunci", "pelaku_nama", "kecamatan"))


def test_tabelnya_menyebut_alamat_yang_ada():
    for nama in ("BACAAN", "HALAMAN_DATA_PRIBADI", "BUKAN_BACAAN"):
        assert set(getattr(tabel, nama)) - set(KEBIJAKAN) == set(), nama
    assert set(tabel.BACAAN.values()) | set(tabel.HALAMAN_DATA_PRIBADI.values()) <= set(tabel.LIPUTAN)
    assert not set(tabel.BUKAN_BACAAN) & (set(tabel.BACAAN) | set(tabel.HALAMAN_DATA_PRIBADI))
    assert all(len(alasan) > 10 for alasan in tabel.BUKAN_BACAAN.values())


@pytest.fixture
def naskah(desa):
    naskah = NaskahFactory(kecamatan=desa.kecamatan, desa=desa)
    naskah_pdf_versi(naskah=naskah, isi_pdf=b"%PDF-1.7 isi", sebab="Uji")
    return naskah


def test_pdf_naskah_dan_lembar_daftar(client, orang, desa, naskah):
    client.force_login(orang["verifikator"])
    alamat = reverse("naskah:naskah-pdf", args=[naskah.pk])
    assert client.get(alamat).status_code == 200
    client.head(alamat)
    client.get(alamat, headers={"Range": "bytes=100-200"})  # a further piece of the same reading
    assert client.get(reverse("naskah:naskah-daftar"), {"_export": "xlsx", "cari": "tugas"}).status_code == 200
    siapa = (orang["verifikator"].nama, desa.kecamatan_id)
    assert dibaca() == [
        ("baca", "naskah.Naskah", str(naskah.pk), *siapa),
        ("ekspor", "naskah:naskah-daftar", "", *siapa),
    ]
    ekspor = Catatan.objects.get(jenis="ekspor")
    assert ekspor.uraian == "naskah:naskah-daftar (_export=xlsx&cari=tugas)"
    assert ekspor.nama.endswith(".xlsx")
    assert dict(Catatan.objects.filter(jenis__in=["baca", "ekspor"]).values_list("jenis", "tetap")) == {
        "baca": True,  # part of the document's history
        "ekspor": False,  # a list
    }


def test_halaman_data_pribadi(client, orang, desa):
    perangkat = PerangkatFactory(desa=desa)
    client.force_login(orang["admin"])
    assert client.get(reverse("akun:orang-rinci", args=[orang["camat"].pk])).status_code == 200
    client.force_login(orang["verifikator"])
    assert client.get(reverse("desa:perangkat-ubah", args=[perangkat.pk])).status_code == 200
    client.get(reverse("desa:perangkat-daftar"))
    assert [(p, k, kec) for _, p, k, _, kec in dibaca()] == [
        ("akun.Pengguna", str(orang["camat"].pk), desa.kecamatan_id),
        ("desa.Perangkat", str(perangkat.pk), desa.kecamatan_id),
    ]


def test_yang_ditolak_dan_yang_dikecualikan_tidak_tercatat(client, orang, desa, naskah):
    client.get(reverse("naskah:naskah-pdf", args=[naskah.pk]))  # nobody is signed in
    desa.kecamatan.lambang.save("l.png", ContentFile(b"x"), save=True)
    client.force_login(orang["pemantau_kabupaten"])
    client.get(reverse("desa:kecamatan-lambang", args=[desa.kecamatan_id]))
    assert client.get(reverse("naskah:naskah-pdf", args=[99999])).status_code == 404
    assert dibaca() == []


def test_yang_tidak_dapat_dicatat_tidak_diserahkan(client, orang, naskah):
    client.force_login(orang["verifikator"])

    def menolak(execute, sql, params, many, context):
        if "INSERT INTO" in sql and "jejak_catatan" in sql:
            raise RuntimeError("tidak dapat dicatat")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(menolak), pytest.raises(RuntimeError, match="tidak dapat dicatat"):
        client.get(reverse("naskah:naskah-pdf", args=[naskah.pk]))

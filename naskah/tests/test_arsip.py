import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from akun.enums import SEMUA, Peran
from desa.tests.factories import DesaFactory
from naskah.models import SeriNomor
from naskah.queries.arsip import arsip_retensi
from naskah.services.naskah import naskah_cabut
from naskah.tests.conftest import ISI

pytestmark = pytest.mark.django_db
ALAMAT = "/naskah/arsip/"


def daftar(client, **saringan):
    return [b.record for b in client.get(ALAMAT, saringan).context["table"].rows]


def test_arsip_berisi_yang_sudah_ditandatangani(client, orang, desa, bertanda, terbitkan):
    dicabut = bertanda(desa)
    naskah_cabut(naskah=dicabut, alasan="Keliru.", oleh=orang["camat"])
    terkirim = bertanda(desa)
    terbitkan(desa)  # approved, not yet signed
    bertanda(DesaFactory())
    client.force_login(orang["camat"])
    assert set(daftar(client)) == {dicabut, terkirim}
    assert daftar(client, status="dicabut") == [dicabut]


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_setiap_peran_membuka_arsip_wilayahnya(client, orang, desa, bertanda, peran):
    naskah = bertanda(desa)
    client.force_login(orang[peran])
    assert daftar(client) == [naskah]
    boleh = peran in {Peran.ADMIN, Peran.CAMAT, Peran.VERIFIKATOR, Peran.PEMANTAU_KABUPATEN}
    assert ('name="naskah"' in client.get(ALAMAT).content.decode()) is boleh


@pytest.mark.parametrize(
    ("kata", "ditemukan"),
    [
        ("mufakat", True),  # a word of the content
        ("jembatan mufakat", True),  # words in two places of it
        ("jembatan gantung", False),
        ("notulen", False),  # the name of a field
        ("100%", True),
        ("1_0", False),  # no wildcards
        ("Percobaan", True),  # the subject
        ("0' OR 1=1", False),
    ],
)
def test_cari_dalam_isi(client, orang, desa, bertanda, kata, ditemukan):
    naskah = bertanda(desa, isi=ISI | {"notulen": ["Hasil mufakat warga", {"hal": "Jembatan é selesai 100%"}]})
    client.force_login(orang["camat"])
    assert daftar(client, cari=kata) == ([naskah] if ditemukan else [])


def test_cari_menurut_nomor_dan_desa(client, orang, desa, bertanda):
    naskah = bertanda(desa)
    client.force_login(orang["camat"])
    assert [daftar(client, cari=k) for k in (naskah.nomor, desa.nama, "zzz")] == [[naskah], [naskah], []]


def test_retensi_menurut_jenis_dan_seri(client, orang, desa, bertanda):
    lama = bertanda(desa, tanggal=datetime.date(2020, 3, 2))  # five years by default: until 2025
    baru = bertanda(desa, tanggal=datetime.date(timezone.localdate().year, 1, 5))
    client.force_login(orang["camat"])
    assert [daftar(client, retensi=r) for r in ("habis", "disimpan", "permanen")] == [[lama], [baru], []]
    assert lama.retensi_sampai == datetime.date(2025, 12, 31)
    isi = client.get(ALAMAT).content.decode()
    assert "31 Des 2025" in isi and "Habis masa simpan" in isi
    seri = SeriNomor.objects.create(kecamatan=desa.kecamatan, jenis=lama.jenis, klasifikasi="9", retensi_tahun=0)
    assert set(daftar(client, retensi="permanen")) == {lama, baru}
    seri.retensi_tahun = 200
    seri.save()
    assert daftar(client, retensi="habis") == []


def test_saringan_retensi_sama_dengan_tanggalnya(desa, bertanda):
    """The last day of the last year still counts as kept."""
    from naskah.models import Naskah

    tahun = timezone.localdate().year - 5
    naskah = bertanda(desa, tanggal=datetime.date(tahun, 1, 5))
    assert naskah.retensi_sampai == datetime.date(tahun + 5, 12, 31)
    assert list(arsip_retensi(Naskah.objects.all(), "disimpan")) == [naskah]
    assert list(arsip_retensi(Naskah.objects.all(), "habis")) == []


def test_jumlah_kueri_tetap(client, orang, desa, bertanda, django_assert_max_num_queries):
    client.force_login(orang["camat"])
    hitungan = []
    for banyak in (1, 11):
        for _ in range(banyak):
            bertanda(desa, halaman=0)
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(reverse("naskah:arsip")).status_code == 200
        hitungan.append(len(kueri))
    assert hitungan[0] == hitungan[1]

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.kantor import hari_uji
from desa.tests.factories import DesaFactory
from naskah.enums.naskah import StatusNaskah
from naskah.models import HitunganNomor, Naskah, SeriNomor
from naskah.services.naskah import naskah_setujui
from naskah.services.nomor import nomor_ambil

pytestmark = pytest.mark.django_db


def test_nomor_memakai_pola_bawaan_jenis(desa, terbitkan):
    desa.kecamatan.singkatan = "KEC-AWY"
    desa.kecamatan.save()
    naskah = [terbitkan(desa) for _ in range(7)][-1]
    assert (naskah.nomor, naskah.urut, naskah.tahun) == ("400.10.2/007/KEC-AWY/2026", 7, 2026)


def test_nomor_memakai_seri_kecamatan(desa, terbitkan):
    desa.kecamatan.singkatan = "KEC-AWY"
    desa.kecamatan.save()
    SeriNomor.objects.create(
        kecamatan=desa.kecamatan,
        jenis="naskah_uji",
        klasifikasi="140",
        pola="{urut}/{klasifikasi}/{kode}/{bulan_romawi}/{tahun}",
    )
    assert terbitkan(desa).nomor == "1/140/KEC-AWY/V/2026"


def test_seri_yang_membuat_nomor_kembar_ditolak(desa, jenis_uji):
    """A series that another kind of the same kecamatan already uses would number two documents alike."""
    seri = SeriNomor(kecamatan=desa.kecamatan, jenis="naskah_uji", klasifikasi="800.1.11.1")
    with pytest.raises(ValidationError) as galat:
        seri.full_clean()
    assert list(galat.value.message_dict) == ["klasifikasi"]
    seri.klasifikasi = "141"
    seri.full_clean()


def test_nomor_yang_batal_dipakai_lagi(desa, terbitkan):
    terbitkan(desa)
    with pytest.raises(RuntimeError), transaction.atomic():
        terbitkan(desa)
        raise RuntimeError
    assert terbitkan(desa).urut == 2
    assert list(Naskah.objects.order_by("urut").values_list("urut", flat=True)) == [1, 2]


def test_tahun_baru_mulai_dari_satu_dan_jenis_terpisah(desa, terbitkan):
    terbitkan(desa)
    terbitkan(desa)
    assert terbitkan(desa, tanggal=datetime.date(2027, 1, 4)).urut == 1
    assert terbitkan(desa, jenis="naskah_lain").urut == 1
    assert terbitkan(desa).urut == 3


@pytest.mark.waktu
def test_naskah_tidak_dapat_bertanggal_di_masa_depan(siapkan, desa, orang):
    """Whatever day it was drafted for, it bears the day of its approval."""
    naskah = siapkan(desa, tanggal=hari_uji() + datetime.timedelta(days=30))
    assert naskah_setujui(naskah=naskah, oleh=orang["camat"]).tanggal == hari_uji()


def test_setiap_kecamatan_menghitung_sendiri(desa, terbitkan):
    terbitkan(desa)
    lain = DesaFactory()
    assert terbitkan(lain).urut == 1
    assert terbitkan(desa).urut == 2


@pytest.mark.django_db(transaction=True)
def test_nomor_hanya_di_dalam_transaksi(desa):
    with pytest.raises(TransactionManagementError):
        nomor_ambil(kecamatan=desa.kecamatan, jenis="naskah_uji", tanggal=datetime.date(2026, 5, 5))
    assert HitunganNomor.objects.count() == 0


def test_naskah_diganti_ketika_penggantinya_disetujui(desa, siapkan, terbitkan):
    lama = terbitkan(desa)
    baru = siapkan(desa, menggantikan=lama)
    lama.refresh_from_db()
    assert (lama.status, lama.pengganti) == (StatusNaskah.DISETUJUI, None)
    naskah_setujui(naskah=baru, oleh=pengguna_berperan(Peran.CAMAT, desa))
    lama = Naskah.objects.get(pk=lama.pk)
    assert (lama.status, lama.pengganti, lama.nomor) == (StatusNaskah.DIGANTI, baru, lama.nomor)
    assert lama.riwayat.last().alasan == f"Diganti dengan {lama.pengganti.nomor}."


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dua_puluh_persetujuan_serentak_mendapat_nomor_berurutan(siapkan, monkeypatch):
    """Also the very first number of a year: the counter's row does not exist when they start."""
    monkeypatch.setattr("naskah.cetak.naskah_pdf_simpan", lambda **_: "")  # the PDF is not what is tested here
    desa = DesaFactory()
    camat = pengguna_berperan(Peran.CAMAT, desa)
    daftar = [siapkan(desa) for _ in range(25)]

    def satu(nomor: int) -> int:
        try:
            with transaction.atomic():
                naskah = naskah_setujui(naskah=daftar[nomor - 1], oleh=type(camat).objects.get(pk=camat.pk))
                if nomor % 5 == 0:
                    raise RuntimeError
                return naskah.urut
        except RuntimeError:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(25) as kolam:
        hasil = list(kolam.map(satu, range(1, 26)))
    assert sorted(n for n in hasil if n) == list(range(1, 21))
    assert sorted(Naskah.objects.exclude(nomor="").values_list("urut", flat=True)) == list(range(1, 21))


@pytest.mark.parametrize("pola", ["7/2026", "{urut}", "{tahun}", "{urut[0]}{tahun}", "{urut}/{lain}"])
def test_pola_yang_mengulang_nomor_ditolak(desa, jenis_uji, pola):
    with pytest.raises(ValidationError) as galat:
        SeriNomor(kecamatan=desa.kecamatan, jenis="naskah_uji", klasifikasi="1", pola=pola).full_clean()
    assert list(galat.value.message_dict) == ["pola"]


@pytest.mark.parametrize(
    ("pola", "kalimat"),
    [
        ("{urut:1000000000d}/{tahun}", "tidak dikenal"),
        ("{urut}/{tahun}/{kode.__class__}", "tidak dikenal"),
        ("{urut}/{tahun}/{kode!r}", "tidak dikenal"),
        ("{urut}/{tahun}/" + "{klasifikasi}" * 5, "terlalu panjang"),
    ],
)
def test_pola_yang_berlebihan_ditolak(desa, jenis_uji, pola, kalimat):
    """What would fill the memory, look behind the values, or not fit into the number when it is given."""
    seri = SeriNomor(kecamatan=desa.kecamatan, jenis=jenis_uji, klasifikasi="400.10.2.10.11.12.13", pola=pola)
    with pytest.raises(ValidationError, match=kalimat):
        seri.full_clean()

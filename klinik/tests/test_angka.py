"""The time to the first answer: working days of the office, on its own clock, and never a division by zero."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
import time_machine
from django.urls import reverse

from desa.models import HariLibur
from desa.tests.factories import DesaFactory
from klinik.angka import angka, lama_jawab, lama_sebut, lazimnya, nilai_tengah
from klinik.models import Pertanyaan
from klinik.tests.factories import PertanyaanFactory

pytestmark = pytest.mark.django_db


def pada(p, diajukan, dijawab=None):
    status = "dijawab" if dijawab else "diajukan"
    Pertanyaan.objects.filter(pk=p.pk).update(
        dibuat_pada=diajukan, dijawab_pada=dijawab, status=status, menunggu_sejak=diajukan
    )
    return Pertanyaan.objects.lengkap().get(pk=p.pk)


@pytest.mark.parametrize(
    ("diajukan", "dijawab", "hari"),
    [
        ((2026, 6, 3, 1), (2026, 6, 3, 8), 0),  # Wednesday, the same day
        ((2026, 6, 3, 1), (2026, 6, 4, 1), 1),
        ((2026, 6, 5, 8), (2026, 6, 8, 1), 1),  # Friday to Monday
        ((2026, 6, 6, 1), (2026, 6, 7, 1), 0),  # Saturday to Sunday
        ((2026, 6, 6, 1), (2026, 6, 8, 1), 1),
        ((2026, 6, 3, 15, 59), (2026, 6, 3, 16, 1), 1),  # midnight in WITA lies between them
    ],
)
def test_hari_kerja_kantor_hari_bertanya_tidak_dihitung(diajukan, dijawab, hari):
    p = pada(PertanyaanFactory(), datetime(*diajukan, tzinfo=UTC), datetime(*dijawab, tzinfo=UTC))
    assert lama_jawab(p).hari == hari


def test_tengah_malam_menurut_jam_kantornya():
    saat = datetime(2026, 6, 3, 15, 30, tzinfo=UTC), datetime(2026, 6, 3, 16, 30, tzinfo=UTC)
    hasil = {}
    for zona in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"):
        p = pada(PertanyaanFactory(desa=DesaFactory(kecamatan__zona_waktu=zona)), *saat)
        hasil[zona] = lama_jawab(p).hari
    assert hasil == {"Asia/Jakarta": 0, "Asia/Makassar": 1, "Asia/Jayapura": 0}


def test_libur_yang_dicatat_belakangan_langsung_terhitung():
    p = pada(PertanyaanFactory(), datetime(2026, 6, 3, 1, tzinfo=UTC), datetime(2026, 6, 5, 1, tzinfo=UTC))
    assert lama_jawab(p).hari == 2
    HariLibur.objects.create(tanggal=date(2026, 6, 4), nama="Hari jadi", kabupaten=p.desa.kecamatan.kabupaten)
    assert lama_jawab(p).hari == 1


def test_yang_bertanya_lagi_menunggu_sejak_itu_bukan_sejak_pertama():
    saat = [datetime(2026, 6, n, 1, tzinfo=UTC) for n in (1, 2, 8)]
    p = pada(PertanyaanFactory(), *saat[:2])
    Pertanyaan.objects.filter(pk=p.pk).update(status="diajukan", menunggu_sejak=saat[2])
    lain = pada(PertanyaanFactory(desa=p.desa), datetime(2026, 6, 5, 1, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 6, 10, 3, tzinfo=UTC), tick=False):
        kalimat = lama_jawab(Pertanyaan.objects.lengkap().get(pk=p.pk)).kalimat
        tertua = angka(Pertanyaan.objects.all()).tertua
    assert kalimat == "Dijawab dalam 1 hari kerja; menunggu lagi 2 hari kerja"
    assert (tertua["pk"], tertua["lama"]) == (lain.pk, "3 hari kerja")


def test_yang_menunggu_dan_yang_ditutup_tanpa_jawaban():
    p = pada(PertanyaanFactory(), datetime(2026, 6, 3, 1, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 6, 9, 3, tzinfo=UTC), tick=False):
        assert lama_jawab(p).kalimat == "Menunggu 4 hari kerja"
    p.status = "ditutup"
    assert lama_jawab(p).kalimat == "Selesai tanpa jawaban kecamatan"


@pytest.mark.parametrize(
    ("nilai", "tengah", "sebut"),
    [
        ([], None, None),
        ([3], Fraction(3), "3 hari kerja"),
        ([0, 1], Fraction(1, 2), "0,5 hari kerja"),
        ([5, 1, 2], Fraction(2), "2 hari kerja"),
        ([0, 0, 9], Fraction(0), "hari itu juga"),
        ([1, 4], Fraction(5, 2), "2,5 hari kerja"),
    ],
)
def test_nilai_tengah(nilai, tengah, sebut):
    assert nilai_tengah(nilai) == tengah
    if tengah is not None:
        assert lama_sebut(tengah) == sebut


def test_tanpa_satu_pun_pertanyaan(client, desa, orang):
    hasil = angka(Pertanyaan.objects.none())
    assert (hasil.banyak, hasil.menunggu, hasil.tertua, hasil.nilai_tengah_sebut) == (0, 0, None, "–")
    assert lazimnya(desa.kecamatan) is None
    client.force_login(orang["camat"])
    assert "Belum ada pertanyaan" in client.get(reverse("klinik:pertanyaan-daftar")).content.decode()


def test_angka_dan_daftar_yang_ditujunya_sama_banyak(client, desa, orang):
    lain = DesaFactory(kecamatan=desa.kecamatan)
    utc = {n: datetime(2026, 6, n, 1, tzinfo=UTC) for n in (1, 2, 3, 4, 5, 8)}
    pada(PertanyaanFactory(desa=desa), utc[1], utc[2])
    pada(PertanyaanFactory(desa=lain), utc[1], utc[4])
    pada(PertanyaanFactory(desa=lain), utc[3], utc[8])
    tertua = pada(PertanyaanFactory(desa=desa), utc[4])
    pada(PertanyaanFactory(desa=lain), utc[5])
    PertanyaanFactory()  # somewhere else
    client.force_login(orang["camat"])
    halaman = client.get(reverse("klinik:pertanyaan-daftar"))
    a = halaman.context["angka"]
    assert (a.banyak, a.menunggu, a.terjawab, a.tertua["pk"]) == (5, 2, 3, tertua.pk)
    for keadaan, banyak in (("menunggu", 2), ("terjawab", 3)):
        daftar = client.get(reverse("klinik:pertanyaan-daftar"), {"keadaan": keadaan})
        assert len(daftar.context["table"].rows) == banyak
    # The filter is the figure's too, and a village counts its own.
    assert client.get(reverse("klinik:pertanyaan-daftar"), {"desa": lain.pk}).context["angka"].banyak == 3
    client.force_login(orang["sekretaris_desa"])
    assert client.get(reverse("klinik:pertanyaan-daftar")).context["angka"].banyak == 2


def test_desa_membaca_berapa_lama_lazimnya(client, desa, orang):
    for n in range(3):
        pada(
            PertanyaanFactory(desa=DesaFactory(kecamatan=desa.kecamatan)),
            datetime(2026, 6, 3, 1, tzinfo=UTC),
            datetime(2026, 6, 4 + n % 2, 1, tzinfo=UTC),
        )
    with time_machine.travel(datetime(2026, 7, 1, 3, tzinfo=UTC), tick=False):
        client.force_login(orang["sekretaris_desa"])
        isi = client.get(reverse("klinik:pertanyaan-ajukan")).content.decode()
    assert "Jawaban pertama lazimnya: 1 hari kerja (nilai tengah 3 pertanyaan enam bulan ini)." in isi


@pytest.mark.parametrize("banyak", [1, 12])
def test_kueri_daftar_tidak_bertambah_dengan_barisnya(client, desa, orang, django_assert_max_num_queries, banyak):
    for _ in range(banyak):
        PertanyaanFactory(desa=desa)
    client.force_login(orang["camat"])
    with django_assert_max_num_queries(32):
        assert client.get(reverse("klinik:pertanyaan-daftar")).status_code == 200


def test_lembar_unduhan_memuat_hari_kerjanya(client, desa, orang):
    import io

    import openpyxl

    pada(PertanyaanFactory(desa=desa), datetime(2026, 6, 3, 1, tzinfo=UTC), datetime(2026, 6, 5, 1, tzinfo=UTC))
    client.force_login(orang["camat"])
    isi = client.get(reverse("klinik:pertanyaan-daftar"), {"_export": "xlsx"})
    baris = list(openpyxl.load_workbook(io.BytesIO(isi.content)).active.values)
    hasil = dict(zip(*baris, strict=True))
    assert hasil["Hari kerja sampai jawaban pertama"] == 2 and hasil["Jawaban pertama"] == "Dijawab dalam 2 hari kerja"

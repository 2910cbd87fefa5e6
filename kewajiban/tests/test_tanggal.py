"""The last days of the duties, worked out by hand on a wall calendar for 2027 and the leap year 2028."""

import re
from datetime import date

import pytest

from desa.models import HariLibur
from kewajiban.acuan import kewajiban_semua
from kewajiban.aturan import AkhirMinggu, AturanKeliru, uraikan
from kewajiban.kalender import KalenderKantor

pytestmark = pytest.mark.django_db
DARI, SAMPAI = date(2027, 1, 1), date(2028, 12, 31)

# Yearly ones: 2027, 2028.
SETIAP_TAHUN = {
    "KW-082": (date(2027, 7, 14), date(2028, 7, 14)),
    "KW-083": (date(2027, 3, 31), date(2028, 3, 31)),
    "KW-085": (date(2027, 3, 31), date(2028, 3, 31)),
    "KW-088": (date(2027, 4, 30), date(2028, 4, 30)),
    "KW-201": (date(2027, 10, 31), date(2028, 10, 31)),
    "KW-206": (date(2027, 12, 31), date(2028, 12, 31)),
    "KW-214b": (date(2027, 8, 14), date(2028, 8, 14)),
    "KW-215": (date(2027, 3, 31), date(2028, 3, 31)),
    "KW-219": (date(2027, 4, 30), date(2028, 4, 30)),
    "KW-220": (date(2027, 9, 30), date(2028, 9, 30)),
    "KW-223": (date(2027, 2, 21), date(2028, 2, 21)),
    "KW-223b": (date(2027, 3, 31), date(2028, 3, 31)),
    "KW-223c": (date(2027, 4, 7), date(2028, 4, 7)),
    "KW-223d": (date(2027, 4, 28), date(2028, 4, 28)),
}
# A week that ends with the Sunday of the calendar: July 2027 begins on a Thursday, July 2028 on a Saturday.
MINGGU_KALENDER = {
    "KW-082": (date(2027, 7, 11), date(2028, 7, 9)),
    "KW-223": (date(2027, 2, 21), date(2028, 2, 20)),
    "KW-223c": (date(2027, 4, 4), date(2028, 4, 2)),
}
# What follows an event: the event, its day, the last day.
SESUDAH = [
    # 2028-01-31 + 1 month: February has 29 days that year, 28 the year before.
    ("KW-055", "keputusan_kades_bidang5", date(2027, 1, 31), date(2027, 2, 28)),
    ("KW-055", "keputusan_kades_bidang5", date(2028, 1, 31), date(2028, 2, 29)),
    # Thursday 30 December: 3 days are 2 January; 3 working days are Fri 31, Mon 3, Tue 4. The later one counts.
    ("KW-064", "penetapan_perdes_apbdes_dan_perkades", date(2027, 12, 30), date(2028, 1, 4)),
    # Wed 5, Thu 6, Fri 7, Mon 10, Tue 11, Wed 12.
    ("KW-065", "penugasan_dpa", date(2028, 1, 4), date(2028, 1, 12)),
    # 13, 14 | 17 18 19 20 21 | 24 25, 26 is Imlek, 27 28 | 31, 1, 2, 3.
    ("KW-066", "penerimaan_dpa", date(2028, 1, 12), date(2028, 2, 3)),
    # 7 days: 29 February. 7 working days: 23 24 25, Mon 28 is the second day of Idulfitri, 29, 1, 2, 3.
    ("KW-078", "selesai_kegiatan", date(2028, 2, 22), date(2028, 3, 3)),
    ("KW-079", "selesai_kegiatan", date(2028, 2, 22), date(2028, 3, 3)),
    ("KW-210", "selesai_kegiatan", date(2028, 2, 22), date(2028, 2, 29)),
    # Five months before the 29 February and the 31 July of a leap year.
    ("KW-086", "akhir_masa_jabatan", date(2028, 2, 29), date(2027, 9, 29)),
    ("KW-218", "akhir_masa_jabatan", date(2028, 7, 31), date(2028, 2, 29)),
    ("KW-221", "pelantikan_kades", date(2027, 11, 30), date(2028, 2, 29)),
    ("KW-202", "kesepakatan_bpd", date(2027, 10, 29), date(2027, 11, 1)),
    # March 2027: 2–5, then Nyepi and Idulfitri until Mon 15; 16–19, 22–24, Thu 25 and Fri 26 off, 29–2, 5–8 April.
    ("KW-203", "penerimaan_raperdes_apbdes", date(2027, 3, 1), date(2027, 4, 8)),
    ("KW-204", "penerimaan_hasil_evaluasi", date(2027, 3, 1), date(2027, 4, 8)),
    # August 2027: 10–13, 16, Tue 17 off, 18–20, 23, 24.
    ("KW-209", "penerimaan_dana_spp", date(2027, 8, 9), date(2027, 8, 24)),
]


@pytest.fixture(scope="module")
def kewajiban():
    return {k.kode: k for k in kewajiban_semua()}


@pytest.mark.parametrize("kode", SETIAP_TAHUN)
def test_setiap_tahun(kewajiban, kode):
    tenggat = kewajiban[kode].aturan.tenggat(DARI, SAMPAI, KalenderKantor(None))
    assert tuple(t.hari for t in tenggat) == SETIAP_TAHUN[kode]
    assert [t.periode for t in tenggat] == ["2027", "2028"]


@pytest.mark.parametrize("kode", MINGGU_KALENDER)
def test_akhir_minggu_menurut_kalender(kewajiban, kode):
    kalender = KalenderKantor(None, AkhirMinggu.KALENDER)
    assert tuple(t.hari for t in kewajiban[kode].aturan.tenggat(DARI, SAMPAI, kalender)) == MINGGU_KALENDER[kode]


@pytest.mark.parametrize(("kode", "peristiwa", "hari", "batas"), SESUDAH)
def test_sesudah_kejadian(kewajiban, kode, peristiwa, hari, batas):
    aturan = kewajiban[kode].aturan
    assert peristiwa in aturan.peristiwa
    (tenggat,) = aturan.tenggat(DARI, SAMPAI, KalenderKantor(None), {peristiwa: [hari]})
    assert (tenggat.hari, tenggat.sejak) == (batas, hari)


def test_yang_bertentangan_diperlihatkan_keduanya(kewajiban):
    aturan = kewajiban["KW-064"].aturan
    (tenggat,) = aturan.tenggat(DARI, SAMPAI, KalenderKantor(None), {aturan.peristiwa[0]: [date(2027, 12, 30)]})
    assert tenggat.bacaan == (("3 hari", date(2028, 1, 2)), ("3 hari kerja", date(2028, 1, 4)))


def test_setiap_bulan_juga_februari_tahun_kabisat(kewajiban):
    kas = kewajiban["KW-077"].aturan.tenggat(DARI, SAMPAI, KalenderKantor(None))
    assert len(kas) == 24
    assert (kas[0].periode, kas[0].hari) == ("2026-12", date(2027, 1, 10))
    assert (kas[-1].periode, kas[-1].hari) == ("2028-11", date(2028, 12, 10))
    tutup = {t.periode: t.hari for t in kewajiban["KW-211"].aturan.tenggat(DARI, SAMPAI, KalenderKantor(None))}
    assert (tutup["2027-02"], tutup["2028-02"], tutup["2028-04"]) == (
        date(2027, 2, 28),
        date(2028, 2, 29),
        date(2028, 4, 30),
    )


def test_rentang_mulai_pada_hari_pertama_minggunya(kewajiban):
    mulai = {k: kewajiban[k].aturan.tenggat(DARI, date(2027, 12, 31), KalenderKantor(None))[0].mulai for k in RENTANG}
    assert mulai == RENTANG


RENTANG = {"KW-223": date(2027, 1, 1), "KW-223b": date(2027, 2, 22), "KW-223d": date(2027, 4, 8)}


def test_sekali_saja_pada_tahunnya(kewajiban):
    aturan = kewajiban["KW-224"].aturan
    assert aturan.tenggat(DARI, SAMPAI, KalenderKantor(None)) == []
    assert [t.hari for t in aturan.tenggat(date(2025, 1, 1), SAMPAI, KalenderKantor(None))] == [date(2025, 6, 30)]


def test_libur_yang_dicatat_belakangan_menggeser_hari_terakhirnya():
    assert KalenderKantor(None).hari_terakhir(date(2027, 9, 30)) == date(2027, 9, 30)  # a Thursday
    HariLibur.objects.create(tanggal=date(2027, 9, 30), nama="Libur daerah")
    assert KalenderKantor(None).hari_terakhir(date(2027, 9, 30)) == date(2027, 10, 1)


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("", "aturan masih kosong."),
        ("besok", "aturan “besok” tidak dikenal."),
        ("7 pekan setelah selesai", "“7 pekan” bukan seperti 7 hari, 7 hari_kerja, atau 3 bulan."),
        ("0 hari setelah selesai", "“0 hari” bukan seperti 7 hari, 7 hari_kerja, atau 3 bulan."),
        ("5 hari_kerja sebelum selesai", "hari kerja hanya dihitung maju; tulis hari atau bulan di depan “sebelum”."),
        ("sekali 2025-02-30", "“2025-02-30” bukan tanggal seperti 2025-06-30."),
        ("bulanan tanggal 32", "“bulanan tanggal 32” bukan seperti bulanan tanggal 10 atau bulanan akhir_bulan."),
        (
            "tahunan akhir Maart",
            "“akhir Maart” tidak menyebut bulan seperti akhir Maret, minggu_ke_2 Juli, atau 31 Desember.",
        ),
        ("tahunan 31 April", "“31 April” tidak menyebut hari seperti akhir Maret, minggu_ke_2 Juli, atau 31 Desember."),
    ],
)
def test_aturan_yang_tidak_terbaca(teks, kalimat):
    with pytest.raises(AturanKeliru, match="^" + re.escape(kalimat) + "$"):
        uraikan(teks)


@pytest.mark.parametrize(
    "teks", ["tanpa_tenggat", "sebelum pendampingan", "setiap pengajuan_spp", "tahunan tanpa_tanggal"]
)
def test_urutan_dan_rujukan_tidak_pernah_bertanggal(teks):
    assert uraikan(teks).tenggat(DARI, SAMPAI, KalenderKantor(None)) == []

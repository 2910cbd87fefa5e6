"""Reminders of findings: step by step, once each, also after the scheduler stood still; settled ones leave."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.serentak import serentak
from desa.hari_kerja import hari_kerja
from desa.models import HariLibur
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.jenjang import selisih_hari
from tindaklanjut.models import KabarTemuan, Pengingat, Temuan
from tindaklanjut.pengingat import ingatkan_kecamatan, kecamatan_bertemuan
from tindaklanjut.services import asal_cabut, jawaban_resmikan, temuan_tutup
from tindaklanjut.teguran import teguran_susun
from tindaklanjut.tests.test_temuan import buat

pytestmark = pytest.mark.django_db
BATAS = date(2026, 6, 10)  # a Wednesday; no holiday until the 16th (1 Muharam)
HARI = timedelta(days=1)


def tempo(desa, batas=BATAS, **isi) -> Temuan:
    t = buat(desa, **isi)
    Temuan.objects.filter(pk=t.pk).update(batas_waktu=batas)
    return Temuan.objects.get(pk=t.pk)


def ingatkan(desa, pada: date) -> list[tuple[str, str]]:
    """(who, what) of the notices that this day's run writes."""
    sebelum = set(Pemberitahuan.objects.values_list("pk", flat=True))
    ingatkan_kecamatan(kecamatan_id=desa.kecamatan_id, pada=pada)
    baru = Pemberitahuan.objects.exclude(pk__in=sebelum).select_related("penerima")
    return sorted((p.penerima.nama, p.judul) for p in baru)


def ke(desa, n: int) -> date:
    """The n-th working day after the due date."""
    return list(hari_kerja(BATAS, BATAS + 40 * HARI, desa.kecamatan.kabupaten))[n]


SEGERA = "1 temuan Desa Putat Basiun segera jatuh tempo"
TELAT = "1 temuan Desa Putat Basiun terlambat ditindaklanjuti"


def test_naik_jenjang_demi_jenjang_masing_masing_sekali(desa, orang):
    tempo(desa, penanggung_jawab="Sekretaris Desa")
    hari = BATAS - 9 * HARI
    dikabari = []
    while hari <= ke(desa, 15):
        dikabari += [(hari, *k) for k in ingatkan(desa, hari)]
        hari += HARI
    assert dikabari == [
        (date(2026, 6, 5), "Sekretaris Desa", SEGERA),  # three working days before
        (ke(desa, 1), "Sekretaris Desa", TELAT),
        (date(2026, 6, 13), "Kepala Desa", TELAT),  # a Saturday: three working days are over
        (ke(desa, 5), "Verifikator", TELAT),
        (ke(desa, 10), "Camat", TELAT),
    ]


def test_penjadwal_mati_sepuluh_hari_satu_kabar_dari_jenjang_yang_jatuh(desa, orang):
    tempo(desa, penanggung_jawab="Sekretaris Desa")
    assert ingatkan(desa, BATAS) == [("Sekretaris Desa", SEGERA)]
    assert ingatkan(desa, BATAS + 10 * HARI) == [("Verifikator", TELAT)]
    assert ingatkan(desa, BATAS + 10 * HARI) == []
    assert [k.jenjang for k in KabarTemuan.objects.order_by("jenjang")] == [1, 4]


def test_libur_yang_dicatat_belakangan_menunda_jenjangnya(desa, orang):
    tempo(desa, penanggung_jawab="Sekretaris Desa")
    for n in (0, 1):
        HariLibur.objects.create(kabupaten=desa.kecamatan.kabupaten, tanggal=BATAS + n * HARI, nama="Hari jadi")
    assert ingatkan(desa, BATAS + 2 * HARI) == [("Sekretaris Desa", SEGERA)]  # the last day, now
    assert ingatkan(desa, BATAS + 5 * HARI) == [("Sekretaris Desa", TELAT)]


def test_batas_yang_berubah_mulai_lagi(desa, orang):
    t = tempo(desa, penanggung_jawab="Sekretaris Desa")
    ingatkan(desa, ke(desa, 10))
    Temuan.objects.filter(pk=t.pk).update(batas_waktu=ke(desa, 12))
    assert ingatkan(desa, ke(desa, 11)) == [("Sekretaris Desa", SEGERA)]


@pytest.mark.parametrize(
    ("penanggung_jawab", "siapa"),
    [
        ("Kepala Desa", "Kepala Desa"),
        ("Kepala Desa Putat Basiun", "Kepala Desa"),
        ("Sekretaris Desa", "Sekretaris Desa"),
        ("Kaur Keuangan", "Kaur Keuangan"),
        ("Rusdiansyah, S.Sos.", "Rusdiansyah"),
        ("Pj. Kepala Desa Putat Basiun", "Kepala Desa"),
        ("plt kaur keuangan", "Kaur Keuangan"),
        ("Plh. Sekretaris Desa", "Sekretaris Desa"),
        ("Ketua RT 02", "Sekretaris Desa"),
    ],
)
def test_penanggung_jawab_dikenali_dari_jabatan_atau_namanya(desa, orang, penanggung_jawab, siapa):
    for nama, jabatan in (("Kaur Keuangan", "Kaur Keuangan"), ("Rusdiansyah", "Kaur Perencanaan")):
        pengguna_berperan(Peran.PENYUSUN_DESA, desa, nama=nama).penugasan.update(jabatan=jabatan)
    tempo(desa, penanggung_jawab=penanggung_jawab)
    assert ingatkan(desa, BATAS) == [(siapa, SEGERA)]


def test_desa_tanpa_pejabat_kecamatan_yang_diberi_tahu(desa):
    pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Kasi")
    tempo(desa)
    assert ingatkan(desa, BATAS) == [("Kasi", SEGERA)]


def test_tanpa_seorang_pun_dikabari_begitu_ada_orangnya(desa):
    tempo(desa)
    assert (ingatkan(desa, ke(desa, 10)), Pengingat.objects.count()) == ([], 0)
    pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Baru")
    assert ingatkan(desa, ke(desa, 11)) == [("Kades Baru", TELAT)]


@pytest.mark.parametrize(
    ("ada", "dikabari"),
    [
        ({"Sekretaris Desa", "Camat"}, ["Sekretaris Desa", "Camat", "Camat", "Camat"]),
        ({"Kepala Desa", "Camat"}, ["Kepala Desa", "Kepala Desa", "Camat", "Camat"]),
        ({"Sekretaris Desa", "Verifikator"}, ["Sekretaris Desa", "Verifikator", "Verifikator", "Verifikator"]),
        ({"Sekretaris Desa"}, ["Sekretaris Desa"] * 4),
    ],
)
def test_jenjang_yang_kosong_dilewati_ke_atas_lalu_ke_bawah(desa, ada, dikabari):
    for peran in (Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA, Peran.VERIFIKATOR, Peran.CAMAT):
        if peran.label in ada:
            pengguna_berperan(peran, desa, nama=peran.label)
    tempo(desa, penanggung_jawab="Sekretaris Desa")
    assert [siapa for n in (1, 3, 5, 10) for siapa, _ in ingatkan(desa, ke(desa, n))] == dikabari


def test_yang_pindah_jabatan_di_antara_dua_jenjang_mendengar_jenjang_jabatannya(desa, orang):
    """The secretary becomes kepala desa: the new secretary is not told of what the old one was told, and who is
    kepala desa on the third day hears it, once."""
    tempo(desa, penanggung_jawab="Sekretaris Desa")
    assert ingatkan(desa, ke(desa, 1)) == [("Sekretaris Desa", TELAT)]
    orang["kepala_desa"].penugasan.all().delete()
    orang["sekretaris_desa"].penugasan.update(peran=Peran.KEPALA_DESA)
    pengguna_berperan(Peran.SEKRETARIS_DESA, desa, nama="Sekretaris Baru")
    assert ingatkan(desa, ke(desa, 2)) == []
    assert ingatkan(desa, ke(desa, 3)) == [("Sekretaris Desa", TELAT)]
    assert ingatkan(desa, ke(desa, 4)) == []


def test_jawaban_yang_menunggu_diperiksa_mengingatkan_kantor_saja(desa, orang):
    tempo(desa, status=StatusTemuan.DIJAWAB, penanggung_jawab="Sekretaris Desa")
    dikabari = [ingatkan(desa, ke(desa, n)) for n in (1, 3, 5, 10)]
    assert dikabari == [[], [], [("Verifikator", TELAT)], [("Camat", TELAT)]]


def test_jawaban_yang_menunggu_tanpa_orang_kantor_tidak_menyalahkan_desa(desa):
    """Nobody is there to judge it: the village, which has answered, is not told that it is late."""
    pengguna_berperan(Peran.SEKRETARIS_DESA, desa, nama="Sekretaris Desa")
    tempo(desa, status=StatusTemuan.DIJAWAB, penanggung_jawab="Sekretaris Desa")
    assert [ingatkan(desa, ke(desa, n)) for n in (5, 10)] == [[], []]
    pengguna_berperan(Peran.CAMAT, desa, nama="Camat Baru")
    assert ingatkan(desa, ke(desa, 11)) == [("Camat Baru", TELAT)]


def test_yang_dibuka_lagi_oleh_pencabutan_diingatkan_lagi(desa, orang):
    """It was spoken of before a record that is withdrawn now called it mended; its due date is the same."""
    t = tempo(desa, penanggung_jawab="Sekretaris Desa")
    assert ingatkan(desa, ke(desa, 10)) == [("Camat", TELAT)]
    t.tindak_lanjut.create(asal_jenis="kunjungan", asal_id="2", hasil="selesai", uraian="Sudah.")
    jawaban_resmikan(asal_jenis="kunjungan", asal_id="2", oleh=orang["camat"])
    asal_cabut(asal_jenis="kunjungan", asal_id="2", alasan="Keliru.", oleh=orang["camat"])
    assert ingatkan(desa, ke(desa, 11)) == [("Camat", TELAT)]


@pytest.mark.postgresql
def test_kunci_tidak_menghalangi_baris_yang_menunjuknya(desa, orang):
    """Whoever writes a row that points to the kecamatan, or to the finding, does not wait for these locks."""
    t = tempo(desa, batas=date(2026, 1, 5))
    with CaptureQueriesContext(connection) as kueri:
        ingatkan_kecamatan(kecamatan_id=desa.kecamatan_id, pada=BATAS)
        teguran_susun(temuan=t, oleh=orang["verifikator"])
    kunci = [k["sql"] for k in kueri if " FOR " in k["sql"] and 'FROM "naskah_' not in k["sql"]]
    pokok = [s for s in kunci if 'FROM "desa_kecamatan"' in s or 'FROM "tindaklanjut_temuan"' in s]
    assert ([s for s in pokok if "FOR UPDATE" in s], len(pokok) >= 2) == ([], True)


def test_banyak_temuan_satu_kabar_yang_menuju_daftarnya(client, desa, orang):
    semua = [tempo(desa, uraian=f"Temuan nomor {n}.", penanggung_jawab="Sekretaris Desa") for n in range(20)]
    tempo(desa, batas=BATAS + 30 * HARI, uraian="Masih lama.")
    assert ingatkan(desa, ke(desa, 1)) == [("Sekretaris Desa", "20 temuan Desa Putat Basiun terlambat ditindaklanjuti")]
    p = Pemberitahuan.objects.get()
    assert (len(p.isi.splitlines()), p.isi.splitlines()[-1]) == (16, "dan 5 temuan lain")
    client.force_login(orang["sekretaris_desa"])
    assert set(client.get(p.tautan).context["table"].data.data) == set(semua)
    lain = pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory())
    client.force_login(lain)
    assert list(client.get(p.tautan).context["table"].data.data) == []
    assert client.get(f"{reverse('tindaklanjut:temuan-daftar')}?pengingat=abc").status_code == 422
    assert client.get(f"{reverse('tindaklanjut:temuan-daftar')}?pengingat={'9' * 30}").status_code == 422
    assert client.get(f"{reverse('notifikasi:daftar')}?perkara={'9' * 30}").status_code == 422


def test_yang_selesai_keluar_sendiri_dari_yang_belum_dibaca(desa, orang):
    satu, dua = (tempo(desa, uraian=f"Nomor {n}.", penanggung_jawab="Sekretaris Desa") for n in (1, 2))
    ingatkan(desa, ke(desa, 1))
    p = Pemberitahuan.objects.get()
    temuan_tutup(temuan=satu, uraian="Dilihat.", oleh=orang["verifikator"])
    p.refresh_from_db()
    assert (p.selesai, p.dibaca) == (None, None)
    temuan_tutup(temuan=dua, uraian="Dilihat.", oleh=orang["verifikator"])
    p.refresh_from_db()
    assert (p.dibaca is not None, p.penyelesaian) == (True, "Semua temuan yang disebut di sini sudah selesai.")


def test_jumlah_kueri_tidak_tumbuh_dengan_temuannya(desa, orang):
    def kueri(banyak) -> int:
        for _ in range(banyak):
            tempo(desa, penanggung_jawab="Sekretaris Desa")
        with CaptureQueriesContext(connection) as tercatat:
            ingatkan_kecamatan(kecamatan_id=desa.kecamatan_id, pada=BATAS)
        return len(tercatat)

    kueri(1)
    assert kueri(1) == kueri(40)


def test_kecamatan_tanpa_temuan_berjalan_dilewati(desa):
    tempo(DesaFactory(), status=StatusTemuan.SELESAI)
    tempo(desa)
    assert kecamatan_bertemuan() == [desa.kecamatan_id]


def test_selisih_sepakat_dengan_terlambat(desa):
    """Late from the first on, whatever the day of the week the due date or today falls on."""
    kerja = list(hari_kerja(BATAS - 30 * HARI, BATAS + 30 * HARI))
    for n in range(-6, 9):
        t = tempo(desa, batas=BATAS + n * HARI)
        for m in range(-12, 20):
            hari = BATAS + m * HARI
            assert (selisih_hari(t.batas_waktu, hari, kerja) >= 1) is t.lewat_pada(hari), (t.batas_waktu, hari)
        t.delete()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dua_pekerjaan_sekaligus_satu_kabar(desa, orang):
    """Two connections, the same kecamatan, the same moment."""
    for n in range(3):
        tempo(desa, uraian=f"Nomor {n}.", penanggung_jawab="Sekretaris Desa")
    serentak(lambda _n: ingatkan_kecamatan(kecamatan_id=desa.kecamatan_id, pada=BATAS), 4)
    assert list(Pemberitahuan.objects.values_list("judul", flat=True)) == [SEGERA.replace("1 temuan", "3 temuan")]
    assert (Pengingat.objects.count(), KabarTemuan.objects.count()) == (1, 3)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dua_orang_menutup_dua_temuan_terakhir_bersamaan(desa, orang):
    """Neither sees what the other has settled; the reminder that named both leaves the unread all the same."""
    dua = [tempo(desa, uraian=f"Nomor {n}.", penanggung_jawab="Sekretaris Desa") for n in (1, 2)]
    ingatkan(desa, ke(desa, 1))

    def tutup(temuan):
        try:
            temuan_tutup(temuan=temuan, uraian="Dilihat.", oleh=orang["verifikator"])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as kolam:
        with transaction.atomic():
            temuan_tutup(temuan=dua[0], uraian="Dilihat.", oleh=orang["verifikator"])
            kedua = kolam.submit(tutup, dua[1])
            wait([kedua], timeout=0.5)  # it waits for the first one
        kedua.result()
    p = Pemberitahuan.objects.get(golongan="tenggat")
    assert (p.dibaca is not None, p.penyelesaian) == (True, "Semua temuan yang disebut di sini sudah selesai.")

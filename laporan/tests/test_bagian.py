"""The figures of a report: equal to what the lists on the screen count, and what they are where there is nothing."""

import datetime
import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.tests.factories import VersiApbdesFactory
from dasar.waktu import hari_ini, tanggal, zona
from desa.tests.factories import DesaFactory, KecamatanFactory, PerangkatFactory
from kapasitas.enums import Tingkat
from kapasitas.hitungan import capaian_per_desa
from kapasitas.tests.contoh import nilai_mentah
from kewajiban.keadaan import Hitungan
from kewajiban.models import Penghitungan
from kewajiban.tabel import tabel
from klinik.models import Pertanyaan, Topik
from laporan.bagian import BAGIAN, susun_bagian
from laporan.bagian.bentuk import Bagian, persen
from laporan.hitung import beda, hitung
from laporan.masa import Masa, baru_berakhir, pilihan_periode
from laporan.usulan import hasil_usulan, usulkan
from monitoring.tests.factories import MonitoringFactory
from pendamping.models import Penempatan
from pendamping.services.lembar import lembar_mulai
from pendamping.tabel import bulan_tahun, sel_kecamatan
from pendamping.tabel import tabel as tabel_pendamping
from perjalanan.enums import StatusPerjalanan
from perjalanan.models import Perjalanan
from perjalanan.tests.contoh import baris as perjalanan_baris
from perut.enums import StatusKunjungan
from perut.tests.factories import BukuFactory, KunjunganFactory
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
KINI = datetime.datetime(2026, 5, 20, 4, 0, tzinfo=datetime.UTC)


def bagian(kecamatan, periode) -> dict[str, Bagian]:
    return {b.kunci: b for b in susun_bagian(Masa.dari(kecamatan, periode))}


def temuan_buat(desa, *, dibuat=None, **isi):
    bawaan = {"asal_jenis": "kunjungan", "asal_id": "1", "asal_teks": "Kunjungan", "uraian": "Buku kas."}
    bawaan |= {"penanggung_jawab": "Kaur Keuangan", "batas_waktu": date(2026, 5, 10), "status": "terbuka"}
    t = Temuan.objects.create(desa=desa, **(bawaan | isi))
    if dibuat:
        Temuan.objects.filter(pk=t.pk).update(dibuat_pada=dibuat)
    return t


def jumlah_daftar(client, orang, nama, **saring) -> int:
    client.force_login(orang)
    return client.get(reverse(nama), saring).context_data["filter"].qs.count()


# --- as on the screen ----------------------------------------------------------------
@time_machine.travel(KINI, tick=False)
def test_kunjungan_sama_dengan_daftarnya(client, desa, orang):
    for n, status in enumerate(StatusKunjungan):
        KunjunganFactory(desa=desa, status=status, tanggal=date(2026, 5, 2 + n))
    KunjunganFactory(desa=desa, status="dijadwalkan", tanggal=date(2026, 5, 28))
    KunjunganFactory(desa=desa, status="disahkan", tanggal=date(2026, 6, 1))
    KunjunganFactory(desa=DesaFactory(), status="disahkan", tanggal=date(2026, 5, 4))  # another kecamatan
    b = bagian(desa.kecamatan, "2026-05")["kunjungan"]
    angka = {k.kunci: n for k, n in zip(b.kolom, b.jumlah, strict=True)}
    assert angka == {"rencana": 9, "selesai": 1, "proses": 5, "belum": 1, "terlambat": 2, "batal": 1}
    assert angka["rencana"] == sum(angka[k] for k in ("selesai", "proses", "belum", "terlambat"))
    for k in b.kolom:
        if k.daftar:
            assert jumlah_daftar(client, orang["verifikator"], k.daftar, **k.saring) == angka[k.kunci], k.judul


@time_machine.travel(KINI, tick=False)
def test_temuan_sama_dengan_daftarnya_selama_masanya_berjalan(client, desa, orang):
    temuan_buat(desa)
    temuan_buat(desa, batas_waktu=date(2026, 6, 30), status="dijawab")
    temuan_buat(desa, status="selesai", ditutup_pada=date(2026, 5, 12))
    temuan_buat(desa, status="draf")
    temuan_buat(desa, status="dicabut")
    b = bagian(desa.kecamatan, "2026-05")["temuan"]
    angka = {k.kunci: n for k, n in zip(b.kolom, b.jumlah, strict=True)}
    assert angka == {"dicatat": 3, "selesai": 1, "terbuka": 2, "terlambat": 1, "teguran": 0}
    berdaftar = [k for k in b.kolom if k.daftar]
    assert [k.kunci for k in berdaftar] == ["terbuka", "terlambat"]
    for k in berdaftar:
        assert jumlah_daftar(client, orang["verifikator"], k.daftar, **k.saring) == angka[k.kunci]


@time_machine.travel(KINI, tick=False)
def test_temuan_bulan_lalu_menurut_akhir_bulannya(desa):
    """Closed since then, it was still open and late at the end of that month; noted since then, it was not there."""
    april = datetime.datetime(2026, 4, 6, tzinfo=datetime.UTC)
    temuan_buat(desa, dibuat=april, batas_waktu=date(2026, 4, 20), status="selesai", ditutup_pada=date(2026, 5, 4))
    temuan_buat(desa)
    b = bagian(desa.kecamatan, "2026-04")["temuan"]
    assert [b.angka(k) for k in ("dicatat", "selesai", "terbuka", "terlambat")] == [1, 0, 1, 1]
    assert not any(k.daftar for k in b.kolom)  # today's list says something else
    mei = bagian(desa.kecamatan, "2026-05")["temuan"]
    assert [mei.angka(k) for k in ("dicatat", "selesai", "terbuka", "terlambat")] == [1, 1, 1, 1]


@time_machine.travel(KINI, tick=False)
def test_monitoring_sama_dengan_daftarnya(client, desa, orang):
    for status in ("rencana", "ditugaskan", "selesai", "dibatalkan"):
        MonitoringFactory(desa=desa, status=status, tanggal_mulai=date(2026, 5, 4), tanggal_selesai=date(2026, 5, 5))
    b = bagian(desa.kecamatan, "2026-05")["monitoring"]
    assert [b.angka(k) for k in ("rencana", "selesai", "batal")] == [3, 1, 1]
    for k in b.kolom:
        assert jumlah_daftar(client, orang["verifikator"], k.daftar, **k.saring) == b.angka(k.kunci), k.judul


@time_machine.travel(KINI, tick=False)
def test_kewajiban_sama_dengan_bulannya_di_tabel(desa):
    Penghitungan.objects.create(kecamatan=desa.kecamatan, mulai=date(2026, 1, 1))
    hitungan = Hitungan(desa.kecamatan)
    t = tabel([desa], hitungan.sel([desa], date(2026, 1, 1), date(2026, 12, 31)), 2026)
    di_layar = {bulan.month: k for bulan, k in t.bulan}[3]
    b = bagian(desa.kecamatan, "2026-03")["kewajiban"]
    assert di_layar.dinilai > 0
    assert (b.angka("dinilai"), b.angka("tepat"), b.angka("persen")) == (
        di_layar.dinilai,
        di_layar.tepat,
        di_layar.persen,
    )
    setahun = bagian(desa.kecamatan, "2026")["kewajiban"]
    assert (setahun.angka("dinilai"), setahun.angka("persen")) == (t.kepatuhan.dinilai, t.kepatuhan.persen)
    bulanan = sum(bagian(desa.kecamatan, f"2026-{n:02}")["kewajiban"].angka("dinilai") or 0 for n in range(1, 13))
    assert bulanan == t.kepatuhan.dinilai


@time_machine.travel(KINI, tick=False)
def test_apbdes_menyebut_hari_kerjanya(desa):
    terima, putus = (datetime.datetime(2026, 5, n, 2, tzinfo=datetime.UTC) for n in (4, 12))
    VersiApbdesFactory(desa=desa, tahun=2026, status="sesuai", diterima=terima, diputus=putus, hasil="sesuai")
    VersiApbdesFactory(desa=DesaFactory(kecamatan=desa.kecamatan), tahun=2026, status="dievaluasi", diterima=terima)
    b = bagian(desa.kecamatan, "2026-05")["apbdes"]
    assert [b.angka(k) for k in ("diterima", "sesuai", "perbaiki", "lewat", "berjalan")] == [2, 1, 0, 0, 1]
    assert len(b.rinci) == 1 and "dalam 6 hari kerja, sesuai." in b.rinci[0]


# --- books -----------------------------------------------------------------------------
def test_buku_menurut_pemeriksaan_terakhirnya_dalam_masa_itu(desa):
    buku = BukuFactory()
    for hari, ada in ((3, False), (24, True)):
        k = KunjunganFactory(desa=desa, status="disahkan", tanggal=date(2026, 3, hari))
        rinci = {"format_sesuai": True, "mutakhir_sampai": date(2026, 3, 1), "ditandatangani": True} if ada else {}
        k.pemeriksaan_set.create(buku=buku, ada=ada, **rinci)
    b = bagian(desa.kecamatan, "2026-03")["buku"]
    assert b.jumlah == [1, 1, 1, 100]
    assert bagian(desa.kecamatan, "2026-04")["buku"].kosong


# --- nothing, and what cannot be counted -----------------------------------------------
def test_kecamatan_tanpa_apa_pun_tidak_gagal_dan_menyebutnya():
    kecamatan = KecamatanFactory()
    for periode in ("2026-02", "2026-T1", "2025"):
        semua = susun_bagian(Masa.dari(kecamatan, periode))
        assert len(semua) == len(BAGIAN)
        assert all(b.kosong for b in semua)
    assert (usulkan(semua), hasil_usulan(semua)) == ([], "")


def test_persen_dari_bukan_siapa_siapa_tidak_ada():
    assert (persen(0, 0), persen(0, 3), persen(1, 8), persen(3, 3)) == (None, 0, 13, 100)


def test_kewajiban_yang_belum_dihitung_disebut_bukan_nol(desa):
    b = bagian(desa.kecamatan, "2026-03")["kewajiban"]
    assert b.kosong == "Kewajiban desa belum dihitung pada masa ini."
    Penghitungan.objects.create(kecamatan=desa.kecamatan, mulai=date(2026, 4, 1))
    assert "Penghitungan mulai 1 April 2026." in bagian(desa.kecamatan, "2026-03")["kewajiban"].kosong


def test_desa_yang_datang_kemudian_disebut_sebagai_perubahan(desa):
    """A figure of 0 beside a village that was not in the table before."""
    KunjunganFactory(desa=desa, status="disahkan", tanggal=date(2026, 3, 4))
    lama = susun_bagian(Masa.dari(desa.kecamatan, "2026-03"))
    assert beda(lama, lama) == []
    baru = DesaFactory(kecamatan=desa.kecamatan, nama="Baru Jadi")
    (beda_rencana, *_) = beda(lama, susun_bagian(Masa.dari(desa.kecamatan, "2026-03")))
    assert (beda_rencana.lama, beda_rencana.baru, beda_rencana.desa) == ("1", "1", [str(baru)])


def test_yang_tersimpan_terbaca_kembali_sama(desa):
    KunjunganFactory(desa=desa, status="disahkan", tanggal=date(2026, 3, 4))
    isi = hitung(desa.kecamatan, "2026-03")
    assert [Bagian.dari(b) for b in isi["bagian"]] == susun_bagian(Masa.dari(desa.kecamatan, "2026-03"))


# --- the clock --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("zona", "sementara"), [("Asia/Jakarta", True), ("Asia/Makassar", True), ("Asia/Jayapura", False)]
)
@time_machine.travel(datetime.datetime(2026, 5, 31, 15, 30, tzinfo=datetime.UTC), tick=False)
def test_masa_berakhir_menurut_jam_kecamatannya(zona, sementara):
    """23.30 in Awayan, 00.30 of June in Jayapura."""
    kecamatan = KecamatanFactory(zona_waktu=zona)
    masa = Masa.dari(kecamatan, "2026-05")
    assert masa.sementara is sementara
    assert (pilihan_periode(kecamatan)[0][1][0][0] == "2026-06") is not sementara


@time_machine.travel(datetime.datetime(2026, 4, 30, 16, 30, tzinfo=datetime.UTC), tick=False)
def test_temuan_tengah_malam_masuk_bulan_kecamatannya():
    """Half past midnight of May in Awayan, still April by UTC."""
    desa = DesaFactory(kecamatan__zona_waktu="Asia/Makassar")
    t = temuan_buat(desa)
    assert tanggal(t.dibuat_pada, desa) == hari_ini(desa) == date(2026, 5, 1)
    assert bagian(desa.kecamatan, "2026-05")["temuan"].angka("dicatat") == 1
    assert bagian(desa.kecamatan, "2026-04")["temuan"].angka("dicatat") == 0


def test_masa_yang_baru_berakhir():
    assert list(baru_berakhir(date(2027, 1, 1))) == ["2026-12", "2026-T4", "2026"]
    assert list(baru_berakhir(date(2026, 12, 31))) == ["2026-11", "2026-T3", "2025"]


# --- proposals ---------------------------------------------------------------------------
@time_machine.travel(KINI, tick=False)
def test_usulan_menyebut_angka_dan_desanya(desa):
    tetangga = DesaFactory(kecamatan=desa.kecamatan, nama="Bihara")
    KunjunganFactory(desa=desa, status="dijadwalkan", tanggal=date(2026, 5, 5))
    temuan_buat(tetangga)
    usul = {u.kode: u for u in usulkan(susun_bagian(Masa.dari(desa.kecamatan, "2026-05")))}
    assert set(usul) == {"kunjungan-terlambat", "kunjungan-tanpa", "temuan-terlambat"}
    assert usul["kunjungan-terlambat"].masalah == (
        f"1 dari 1 kunjungan yang direncanakan lewat harinya tanpa dilaksanakan: {desa}."
    )
    assert usul["temuan-terlambat"].saran.startswith(f"Tuntaskan 1 temuan yang terlambat di {tetangga};")


def test_setiap_kueri_sama_banyaknya_bagi_banyak_desa(desa, django_assert_max_num_queries):
    for _ in range(12):
        lain = DesaFactory(kecamatan=desa.kecamatan)
        KunjunganFactory(desa=lain, status="disahkan", tanggal=date(2026, 3, 4))
        temuan_buat(lain, dibuat=datetime.datetime(2026, 3, 6, tzinfo=datetime.UTC))
    Penghitungan.objects.create(kecamatan=desa.kecamatan, mulai=date(2026, 1, 1))
    with django_assert_max_num_queries(30):
        hitung(desa.kecamatan, "2026-03")


def test_penulis_laporan_di_dua_kecamatan_menghitung_masing_masing(desa, orang):
    lain = DesaFactory()
    KunjunganFactory(desa=lain, status="disahkan", tanggal=date(2026, 3, 4))
    assert bagian(desa.kecamatan, "2026-03")["kunjungan"].kosong
    assert bagian(lain.kecamatan, "2026-03")["kunjungan"].angka("selesai") == 1
    assert pengguna_berperan(Peran.VERIFIKATOR, lain).has_perm("laporan.susun_laporan", lain.kecamatan)
    assert not orang["verifikator"].has_perm("laporan.susun_laporan", lain.kecamatan)


# --- people --------------------------------------------------------------------------------
def test_kapasitas_sama_dengan_halamannya_dan_yang_belum_dinilai_bukan_nol(client, desa, orang):
    lain = DesaFactory(kecamatan=desa.kecamatan)
    assert bagian(desa.kecamatan, "2026-03")["kapasitas"].kosong == "Belum ada perangkat yang dinilai kapasitasnya."
    satu, dua = (PerangkatFactory(desa=desa, jabatan=j) for j in ("kaur_keuangan", "sekretaris_desa"))
    PerangkatFactory(desa=lain)
    nilai_mentah(satu, Tingkat.MAMPU)
    nilai_mentah(dua, Tingkat.BELUM)
    b = bagian(desa.kecamatan, f"{hari_ini(desa):%Y-%m}")["kapasitas"]
    assert [b.jumlah, dict(b.menurut_desa("persen"))] == [[1, 2, 1, 50, 2], {str(desa): 50, str(lain): None}]
    semua = capaian_per_desa([desa.pk, lain.pk])
    assert {str(d): semua[d.pk].persen for d in (desa, lain)} == dict(b.menurut_desa("persen"))


@time_machine.travel(datetime.datetime(2026, 6, 5, 2, tzinfo=datetime.UTC), tick=False)
def test_lembar_pendamping_sama_dengan_bulannya_di_tabel(desa, orang):
    Penempatan.objects.create(
        pengguna=orang["pendamping"], kecamatan=desa.kecamatan, jenis="PLD", mulai=date(2026, 4, 20), versi=1
    )
    lembar_mulai(desa=desa, jenis="PLD", bulan=date(2026, 5, 1), oleh=orang["pendamping"])
    t = tabel_pendamping(desa.kecamatan, sel_kecamatan(desa.kecamatan, bulan_tahun(2026)), 2026)
    triwulan = bagian(desa.kecamatan, "2026-T2")["pendamping"]
    assert [triwulan.angka(k) for k in ("diharapkan", "belum")] == [t.hitungan.diharapkan, t.hitungan.belum] == [2, 2]
    assert bagian(desa.kecamatan, "2026-05")["pendamping"].angka("diharapkan") == 1
    assert "diharapkan pada masa ini" in bagian(desa.kecamatan, "2026-03")["pendamping"].kosong
    assert bagian(desa.kecamatan, "2026-06")["pendamping"].kosong  # still running: not judged


def test_perjalanan_menurut_hari_berangkatnya(desa, orang):
    for n, status in enumerate(StatusPerjalanan):
        perjalanan_baris(desa, status, orang["sekretaris_desa"], hari=7 * n)
    Perjalanan.objects.update(mulai=date(2026, 3, 30), selesai=date(2026, 4, 2))
    b = bagian(desa.kecamatan, "2026-03")["perjalanan"]
    assert b.jumlah == [len(StatusPerjalanan) - 2, 2, 1]  # neither a draft nor what another took the place of
    assert bagian(desa.kecamatan, "2026-04")["perjalanan"].kosong


def test_pertanyaan_klinik_menurut_jam_kecamatannya(desa, orang):
    topik = Topik.objects.create(kode="uji", nama="Uji", urut=1)
    sama = {"desa": desa, "topik": topik, "judul": "Bagaimana menutup buku kas?", "ditanya_oleh": orang["kepala_desa"]}
    saat = [datetime.datetime(2026, 3, n, 3, tzinfo=datetime.UTC) for n in (4, 6)]
    malam = datetime.datetime.combine(date(2026, 4, 1), datetime.time(0, 30), zona(desa))
    for dibuat, dijawab, status in (
        (saat[0], saat[1], "dijawab"),
        (saat[1], None, "diajukan"),
        (malam, None, "diajukan"),
    ):
        tunggu = None if dijawab else dibuat
        isi = {"dijawab_pada": dijawab, "status": status, "menunggu_sejak": tunggu}
        p = Pertanyaan.objects.create(kiriman=uuid.uuid4(), **isi, **sama)
        Pertanyaan.objects.filter(pk=p.pk).update(dibuat_pada=dibuat)
    b = bagian(desa.kecamatan, "2026-03")["klinik"]
    assert (b.jumlah, b.rinci) == ([2, 1, 1], ["Jawaban pertama, nilai tengah: 2 hari kerja."])
    assert bagian(desa.kecamatan, "2026-04")["klinik"].jumlah == [1, 0, 1]

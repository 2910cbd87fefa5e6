"""The kecamatan at a glance: every figure recomputed from the raw rows in plain Python, marks, links, charts, and how
much it asks the database."""

import random
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apbdes.enums import StatusVersi
from apbdes.tests.factories import VersiApbdesFactory
from berkas.models import Berkas, KategoriBerkas
from dasar.waktu import hari_ini
from dasbor import kotak
from dasbor.bahan import keadaan_kecamatan
from dasbor.queries import kotak_hari_ini
from dasbor.sekilas.grafik import Deret, grafik
from dasbor.sekilas.tabel import URUTAN
from dasbor.sekilas.tren import akhir_bulan, bulan_terakhir
from dasbor.tests.acak import acak_desa
from desa.enums import JenisDesa
from desa.hari_kerja import alasan_bukan_hari_kerja, hari_kerja
from desa.models import Desa
from desa.tests.factories import DesaFactory
from kewajiban.enums import Keadaan
from kewajiban.keadaan import Hitungan
from kewajiban.kejadian import Kiriman
from kewajiban.riwayat import riwayat_dokumen, terutang_pada
from kewajiban.tests.factories import wajibkan
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from monitoring.tests.factories import MonitoringFactory
from perut.enums import Mutakhir, StatusKunjungan
from perut.models import Buku, Kunjungan, Pemeriksaan
from perut.tests.factories import BukuFactory, KunjunganFactory
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.django_db, pytest.mark.waktu]
SEKILAS = reverse("dasbor:sekilas")
BULAN_KE = 12


@pytest.fixture
def kecamatan(desa, orang):
    """Seven villages with a random year, and one of which nothing is known."""
    acak = random.Random(20261130)
    kec = desa.kecamatan
    kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD", kelompok="laporan", periode="tahunan")
    mulai = date(hari_ini(kec).year - 1, 1, 1)
    wajibkan(kec, kategori, mulai=mulai)
    buku = [BukuFactory(mutakhir=m) for m in (*Mutakhir, *Mutakhir, *Mutakhir)]
    for n in range(7):
        acak_desa(DesaFactory(kecamatan=kec, nama=f"Acak {n}"), acak, buku, kategori, orang["sekretaris_desa"])
    acak_desa(DesaFactory(), acak, buku, kategori, orang["sekretaris_desa"])  # a neighbour's counts nowhere here
    return kec


# --- the same figures in plain Python ------------------------------------------
def terakhir_diperiksa(kec):
    """(village, code of the book) → the row of the last approved visit, walked row by row."""
    hasil = {}
    for p in Pemeriksaan.objects.select_related("kunjungan", "buku"):
        k = p.kunjungan
        if k.desa.kecamatan_id != kec.pk or k.status != "disahkan" or p.ada is None:
            continue
        kunci = (k.desa_id, p.buku.kode)
        lama = hasil.get(kunci)
        if lama is None or (k.tanggal, k.pk) > (lama.kunjungan.tanggal, lama.kunjungan.pk):
            hasil[kunci] = p
    return hasil


def buku_tertib(p):
    if not p.ada or not p.format_sesuai or p.mutakhir_sampai is None:
        return False
    if p.buku.mutakhir == "tahun_ini":
        return p.mutakhir_sampai.year >= p.kunjungan.tanggal.year
    awal_bulan_lalu = (p.kunjungan.tanggal.replace(day=1) - timedelta(days=1)).replace(day=1)
    return p.mutakhir_sampai >= awal_bulan_lalu


def terlambat(temuan, hari):
    """Its last day, or the first working day after it, is over."""
    akhir = temuan.batas_waktu
    while alasan_bukan_hari_kerja(akhir, temuan.desa.kecamatan.kabupaten):
        akhir += timedelta(days=1)
    return akhir < hari


def ubin(client, camat):
    client.force_login(camat)
    return {u.judul: u for u in client.get(SEKILAS).context["ubin"]}


def test_hitungan_sama_dengan_baris_mentah(client, kecamatan, orang):
    hari = hari_ini(kecamatan)
    ada = ubin(client, orang["camat"])
    desa = [d.pk for d in kecamatan.desa.all()]
    kunjungan = [k for k in Kunjungan.objects.all() if k.desa_id in desa]
    tahun_ini = [k for k in kunjungan if k.tanggal.year == hari.year and k.status != "dibatalkan"]
    sah = [k for k in tahun_ini if k.status == "disahkan"]
    belum = [d for d in desa if not any(k.desa_id == d and k.status == "disahkan" for k in kunjungan)]
    assert ada["Kunjungan"].besar == f"{len(sah)} dari {len(tahun_ini)}"
    assert f"{len(belum)} desa belum pernah dikunjungi" in ada["Kunjungan"].kecil

    temuan = [t for t in Temuan.objects.all() if t.desa_id in desa and t.status in {"terbuka", "dijawab", "kembali"}]
    telat = [t for t in temuan if terlambat(t, hari)]
    assert (ada["Temuan terbuka"].besar, ada["Temuan terbuka"].kecil) == (str(len(temuan)), f"{len(telat)} terlambat")

    buku = terakhir_diperiksa(kecamatan)
    assert ada["Buku tertib"].besar == f"{sum(map(buku_tertib, buku.values()))} dari {len(buku)}"
    assert ada["Buku tertib"].kecil == f"{len(desa) - len({d for d, _ in buku})} desa belum diperiksa"

    assert ada["Dokumen terlambat"].besar == str(sum(dokumen_terutang(kecamatan, hari).values()))
    laporan = [
        m
        for m in Monitoring.objects.all()
        if m.desa_id in desa
        and m.status in {"ditugaskan", "berlangsung"}
        and m.dilaporkan is None
        and m.batas_laporan < hari
    ]
    kata = f"dan {len(laporan)} laporan" if laporan else "laporan monitoring tidak ada yang terlambat"
    assert ada["Dokumen terlambat"].kecil.startswith(kata)


def dokumen_terutang(kec, hari):
    """LPPD of a year is due when the year is over; owed while it is not there, or only refused."""
    hasil = {}
    for d in kec.desa.all():
        hasil[d.pk] = 0
        for tahun in range(hari.year - 1, hari.year + 1):
            milik = {b.status for b in Berkas.objects.filter(desa=d, periode=str(tahun))}
            jatuh_tempo = date(tahun, 12, 31) + timedelta(days=30)
            hasil[d.pk] += jatuh_tempo < hari and milik <= {"ditolak"}
    return hasil


def test_hari_apb_desa_dihitung_dengan_hari_kerja(client, desa, orang):
    hari = hari_ini(desa)
    batas = [hari + timedelta(days=n) for n in (40, 9)]
    for b in batas:
        VersiApbdesFactory(
            desa=DesaFactory(kecamatan=desa.kecamatan), tahun=hari.year, status=StatusVersi.DIEVALUASI, batas_evaluasi=b
        )
    VersiApbdesFactory(tahun=hari.year, status=StatusVersi.DIEVALUASI, batas_evaluasi=hari)  # elsewhere
    sisa = len(list(hari_kerja(hari + timedelta(days=1), batas[1], desa.kecamatan.kabupaten)))
    u = ubin(client, orang["camat"])["Hari APB Desa"]
    assert u.besar == f"{sisa} hari kerja"
    assert u.kecil.endswith("2 sedang dievaluasi")


def test_apb_desa_yang_lewat_tidak_menghitung_hari(client, desa, orang):
    hari = hari_ini(desa)
    VersiApbdesFactory(
        desa=desa, tahun=hari.year, status=StatusVersi.DIEVALUASI, batas_evaluasi=hari - timedelta(days=1)
    )
    u = ubin(client, orang["camat"])["Hari APB Desa"]
    assert (u.besar, u.tanda) == ("lewat", "buruk")


def test_dua_anggaran_dengan_batas_yang_sama_dan_yang_dari_tahun_lalu(client, desa, orang):
    """One village's perubahan and next year's budget are received on one day; the year turns while both are judged."""
    hari = hari_ini(desa)
    batas = hari + timedelta(days=1)
    for tahun in (hari.year - 1, hari.year, hari.year + 1):
        VersiApbdesFactory(desa=desa, tahun=tahun, status=StatusVersi.DIEVALUASI, batas_evaluasi=batas)
    VersiApbdesFactory(desa=desa, tahun=hari.year - 2, status=StatusVersi.DITETAPKAN)
    client.force_login(orang["camat"])
    halaman = client.get(reverse("dasbor:sekilas")).content.decode()
    assert f"{desa}, paling lambat" in halaman and "3 sedang dievaluasi" in halaman


def test_tabel_sama_dengan_baris_mentah(client, kecamatan, orang):
    hari = hari_ini(kecamatan)
    client.force_login(orang["camat"])
    baris = client.get(SEKILAS).context["baris"]
    assert {b.desa.pk for b in baris} == {d.pk for d in kecamatan.desa.all()}
    buku, terutang = terakhir_diperiksa(kecamatan), dokumen_terutang(kecamatan, hari)
    for b in baris:
        sel = dict(b.sel)
        milik = [p for (d, _), p in buku.items() if d == b.desa.pk]
        semestinya = f"{sum(map(buku_tertib, milik))} dari {len(milik)}" if milik else "Belum diperiksa"
        assert sel["Buku tertib"].teks == semestinya
        n = terutang[b.desa.pk]
        assert sel["Dokumen"].teks == (f"{n} terlambat" if n else "Tidak ada tunggakan")
        terbuka = [t for t in Temuan.objects.filter(desa=b.desa) if t.status in {"terbuka", "dijawab", "kembali"}]
        telat = [t for t in terbuka if terlambat(t, hari)]
        if sel["Temuan"].tanda != "kosong":
            lewat = f", {len(telat)} terlambat" if telat else ""
            assert sel["Temuan"].teks == f"{len(terbuka)} terbuka{lewat}"
        else:
            assert not Temuan.objects.filter(desa=b.desa).exclude(status__in=["draf", "dicabut"]).exists()


def test_setiap_sel_menuju_halaman_yang_terbuka(client, kecamatan, orang):
    client.force_login(orang["camat"])
    isi = client.get(SEKILAS).content.decode()
    utama = re.search(r"<main.*?</main>", isi, re.DOTALL)[0]
    alamat = {unescape(a) for a in re.findall(r'href="([^"#]+)"', utama)}
    assert len(alamat) > 40
    dasar = {a if a.startswith("/") else f"{SEKILAS}{a}" for a in alamat}
    assert [(a, s) for a in sorted(dasar) if (s := client.get(a, follow=True).status_code) != 200] == []


@pytest.mark.parametrize("urut", [*URUTAN, "bukan", "\x00"])
def test_urutan_memuat_setiap_desa(client, kecamatan, orang, urut):
    client.force_login(orang["camat"])
    baris = client.get(SEKILAS, {"urut": urut}).context["baris"]
    assert len(baris) == kecamatan.desa.count()
    if urut == "nama":
        assert [b.desa.nama for b in baris] == sorted(b.desa.nama for b in baris)
    elif urut in URUTAN and urut != "risiko":
        judul = URUTAN[urut]
        nilai = [dict(b.sel)[judul].urut for b in baris]
        tahu = [n for n in nilai if n is not None]
        assert tahu == sorted(tahu, reverse=True)
        assert nilai == [*tahu, *[None] * (len(nilai) - len(tahu))]


def test_desa_tanpa_apa_pun(client, desa, orang):
    """Without officials, visits, books, documents and budget: nothing is a zero that somebody could mistake."""
    client.force_login(orang["camat"])
    jawab = client.get(SEKILAS)
    (baris,) = jawab.context["baris"]
    assert [s.teks for _, s in baris.sel] == [
        "Belum pernah",
        "Belum diperiksa",
        "Belum ada",
        "Belum dihitung",
        "Belum dinilai",
        "Belum ada",
        "Belum ada",
        "Belum ada",
    ]
    assert {s.tanda for _, s in baris.sel[1:]} == {"kosong"}
    for nama in ("sekilas-buku", "sekilas-dokumen", "sekilas-peta", "sekilas-tren", "urutan"):
        assert client.get(reverse(f"dasbor:{nama}")).status_code == 200


def test_tanpa_desa(client, desa, orang):
    Desa.objects.filter(pk=desa.pk).update(jenis=JenisDesa.KELURAHAN)  # owes none of this
    client.force_login(orang["camat"])
    for nama in ("sekilas", "sekilas-buku", "sekilas-dokumen", "sekilas-peta", "sekilas-tren", "urutan"):
        assert "Belum ada" in client.get(reverse(f"dasbor:{nama}")).content.decode()


# --- what waits ------------------------------------------------------------------
def test_yang_menunggu_adalah_kartu_hari_ini(client, desa, orang):
    KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI)
    MonitoringFactory(desa=desa, status=StatusMonitoring.DILAPORKAN)
    KunjunganFactory(desa=desa, status=StatusKunjungan.DIAJUKAN)  # the verifikator's
    client.force_login(orang["camat"])
    isi = client.get(reverse("dasbor:sekilas-menunggu"))
    semestinya = sum(k.jumlah for k in kotak_hari_ini(orang["camat"]) if k.judul in kotak.MEMUTUSKAN)
    assert semestinya == 2
    assert '<span class="ubin-besar">2</span>' in isi.content.decode()


def test_kartu_yang_memutuskan_semuanya_ada():
    """A card that is renamed would silently count for nothing."""
    kartu = [p for p in Path(kotak.__file__).parent.glob("*.py") if p.name != "kotak.py"]
    sumber = "".join(p.read_text() for p in kartu)
    assert {j for j in kotak.MEMUTUSKAN if f'"{j}"' not in sumber} == set()


# --- twelve months ---------------------------------------------------------------
def test_tren_sama_dengan_baris_mentah(client, kecamatan, orang):
    hari = hari_ini(kecamatan)
    client.force_login(orang["camat"])
    hasil = {g.kunci: g for g in client.get(reverse("dasbor:sekilas-tren")).context["grafik"]}
    desa = set(kecamatan.desa.values_list("pk", flat=True))
    kunjungan = [k for k in Kunjungan.objects.all() if k.desa_id in desa and k.status != "dibatalkan"]
    tetap = [t for t in Temuan.objects.all() if t.desa_id in desa and t.status not in {"draf", "dicabut"}]
    sah = [p for p in Pemeriksaan.objects.all() if p.kunjungan.status == "disahkan" and p.kunjungan.desa_id in desa]
    for n in range(BULAN_KE):
        ke = hari.year * 12 + hari.month - BULAN_KE + n
        tahun, bulan = ke // 12, ke % 12 + 1

        def di(h, tahun=tahun, bulan=bulan):
            return h is not None and (h.year, h.month) == (tahun, bulan)

        rencana = [k for k in kunjungan if di(k.tanggal)]
        assert hasil["kunjungan"].deret[0].nilai[n] == len(rencana)
        assert hasil["kunjungan"].deret[1].nilai[n] == len([k for k in rencana if k.status == "disahkan"])
        assert hasil["temuan"].deret[1].nilai[n] == len([t for t in tetap if di(t.ditutup_pada)])
        milik = [buku_tertib(p) for p in sah if di(p.kunjungan.tanggal)]
        persen = int(100 * sum(milik) / len(milik) + 0.5) if milik else None
        assert hasil["buku"].deret[0].nilai[n] == persen
    assert hasil["temuan"].deret[0].nilai[-1] == len(tetap)  # all were noted today
    assert hasil["dokumen"].deret[0].nilai[-1] == sum(dokumen_terutang(kecamatan, hari).values())


def test_dokumen_yang_ditolak_terutang_sejak_ditolak(desa, orang):
    """Sent in time, refused, mended: owed only while it lay refused. Without a history: from its due date on."""
    kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD", kelompok="laporan", periode="tahunan")
    wajibkan(desa.kecamatan, kategori, mulai=date(2025, 12, 31), hari=3, dari="bulan")
    (sel,) = Hitungan(desa.kecamatan, date(2026, 12, 1)).sel([desa], date(2026, 1, 1), date(2026, 12, 31))
    langkah = [
        (1, "menunggu", date(2026, 3, 20)),
        (1, "ditolak", date(2026, 5, 10)),
        (1, "menunggu", date(2026, 7, 5)),
        (1, "ditolak", date(2026, 8, 1)),
        (2, "menunggu", date(2026, 8, 20)),
        (2, "diterima", date(2026, 9, 1)),
    ]
    riwayat = {(desa.pk, kategori.kode, "2025"): langkah}
    kini = Kiriman(2, "diterima", date(2026, 8, 20))
    kosong = sel
    sel = replace(kosong, keadaan=Keadaan.DIPENUHI_LEWAT, kiriman=kini, dipenuhi=kini.dikirim)
    akhir = [akhir_bulan((2026, b)) for b in range(2, 9)]  # March to September
    assert [terutang_pada(sel, h, riwayat) for h in akhir] == [False, False, True, True, False, False, False]
    assert terutang_pada(sel, date(2026, 8, 10), riwayat)
    assert [terutang_pada(sel, h, {}) for h in akhir] == [False, True, True, True, True, False, False]
    ditolak = replace(kosong, kiriman=replace(kini, status="ditolak"))
    assert [terutang_pada(ditolak, h, {}) for h in akhir] == [False, True, True, True, True, True, True]
    assert [terutang_pada(kosong, h, {}) for h in akhir] == [False, True, True, True, True, True, True]


def test_riwayat_dokumen_dibaca_menurut_jam_kecamatan(desa, orang):
    kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD", kelompok="laporan", periode="tahunan")
    isi = {"tahun": 2025, "periode": "2025", "judul": "LPPD", "dibuat_oleh": orang["sekretaris_desa"]}
    berkas = Berkas.objects.create(desa=desa, kategori=kategori, status="ditolak", **isi)
    saat = datetime(2026, 6, 1, 0, 30, tzinfo=ZoneInfo(desa.zona_waktu))
    for n, ke in enumerate(("menunggu", "ditolak")):
        r = berkas.riwayat.create(aksi="uji", dari="", ke=ke, oleh=orang["camat"])
        type(r).objects.filter(pk=r.pk).update(waktu=saat + timedelta(days=n))
    langkah = [(berkas.pk, "menunggu", date(2026, 6, 1)), (berkas.pk, "ditolak", date(2026, 6, 2))]
    assert riwayat_dokumen([desa]) == {(desa.pk, kategori.kode, "2025"): langkah}


def test_bulan_melewati_tahun():
    assert bulan_terakhir(date(2026, 2, 28), 4) == [(2025, 10), (2025, 11), (2026, 0), (2026, 1)]
    assert [akhir_bulan(b) for b in ((2025, 11), (2024, 1), (2026, 1))] == [
        date(2025, 12, 31),
        date(2024, 2, 29),
        date(2026, 2, 28),
    ]


@pytest.mark.parametrize("nilai", [(0, 0, 0), (None, None, None), (None, 0, 7), (10**9, 1, None)])
def test_grafik_tergambar_juga_bila_nol_atau_kosong(nilai):
    bulan = [("Jan", "Januari 2026"), ("Feb", "Februari 2026"), ("Mar", "Maret 2026")]
    g = grafik("uji", "Uji", "Uji.", bulan, Deret("Satu", nilai), Deret("Dua", (1, None, 0)))
    assert len(g.batang) == 6
    for b in g.batang:
        assert b.x >= 0 and b.x + b.lebar <= g.lebar
        assert 0 <= b.y <= g.dasar and abs(b.y + b.tinggi - g.dasar) < 0.02
        assert (b.tinggi == 0) == (b.nilai is None)
    kata = ["belum diketahui" if n is None else str(n) for n in nilai]
    assert [isi[0] for _, isi in g.baris] == kata


def test_grafik_menolak_deret_yang_pincang():
    with pytest.raises(ValueError, match="berbeda"):
        grafik("uji", "Uji", "Uji.", [("Jan", "Januari 2026")], Deret("Satu", (1, 2)))


# --- how much it asks --------------------------------------------------------------
def test_pertanyaan_sama_pada_delapan_dan_enam_puluh_desa(client, kecamatan, orang):
    """At most thirteen beyond what every page of this person asks (session, account, tasks, menu, notices)."""
    acak = random.Random(7)
    buku = list(Buku.objects.all())
    kategori = KategoriBerkas.objects.get(kode="lppd-uji")
    client.force_login(orang["camat"])
    rangka = hitung(client, reverse("dasbor:urutan-faktor"))
    halaman = ("sekilas", "sekilas-buku", "sekilas-dokumen", "sekilas-peta", "sekilas-tren", "urutan")
    jumlah = {}
    for banyak in (8, 60):
        while kecamatan.desa.count() < banyak:
            d = DesaFactory(kecamatan=kecamatan, lintang=f"-2.{banyak}", bujur=f"115.{kecamatan.desa.count()}")
            acak_desa(d, acak, buku, kategori, orang["sekretaris_desa"])
        jumlah[banyak] = {n: hitung(client, reverse(f"dasbor:{n}")) - rangka for n in halaman}
    assert len(keadaan_kecamatan(orang["camat"], kecamatan)) == 60
    assert jumlah[8] == jumlah[60]
    assert max(jumlah[60].values()) <= 13, jumlah[60]


def hitung(client, alamat):
    with CaptureQueriesContext(connection) as tanya:
        assert client.get(alamat).status_code == 200
    return len(tanya)

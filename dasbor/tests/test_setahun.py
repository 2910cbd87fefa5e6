"""The simulated year of Kecamatan Awayan: that it holds what an office meets, and that every figure of every dashboard
is the one that plain Python finds in the raw rows. Twice: the whole kecamatan half an hour after midnight in Awayan,
when it is still yesterday by UTC, and another seed with few villages in the middle of another year."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.urls import reverse
from django.utils.formats import date_format

from akun.models import Pengguna
from apbdes.enums import StatusVersi
from apbdes.models import RiwayatApbdes
from berkas.models import Berkas
from berkas.periode import periode_rentang
from dasbor import demo
from dasbor.bahan import keadaan_kecamatan
from dasbor.kabupaten.isi import baris_kecamatan
from dasbor.kisah.isi import kisah_desa
from dasbor.queries import kotak_hari_ini
from dasbor.risiko.faktor import himpunan_berlaku
from dasbor.risiko.hitung import urutkan
from dasbor.setahun.tahun import BENIH
from dasbor.tests.hitung_laporan import angka_laporan
from dasbor.tests.hitung_risiko import jumlah, risiko, tanda
from dasbor.tests.hitung_ulang import BERJALAN, Mentah, setengah_ke_atas
from desa.models import Desa, Kecamatan
from jejak.models import Catatan
from klinik.angka import lama_jawab
from klinik.models import Pertanyaan, RiwayatPertanyaan
from laporan.bagian.bentuk import tulis
from laporan.hitung import bagian_tersimpan, hitung
from laporan.masa import baru_berakhir
from laporan.models import Laporan
from monitoring.models import Monitoring
from naskah.models import Naskah
from notifikasi.models import Pemberitahuan
from perjalanan.enums import StatusPerjalanan
from perjalanan.models import OrangPerjalanan
from perut.models import Kesepakatan, Kunjungan, PokokMusyawarah
from tindaklanjut.models import KabarTemuan, Pengaduan, RiwayatTemuan, Teguran, Temuan

pytestmark = pytest.mark.django_db
# When it is looked at, the seed, how many villages (None: all 23).
TAHUN = {
    "seluruhnya": (datetime(2026, 11, 30, 16, 30, tzinfo=UTC), BENIH, None),
    "tengah-tahun": (datetime(2027, 6, 16, 3, 0, tzinfo=UTC), 7, 6),
}


@pytest.fixture(scope="module", params=TAHUN)
def tahun(request, dunia_bersama, django_db_blocker, tmp_path_factory):
    """The demo with its year, made once for all tests here; the clock stands where it was made. Two years, one after
    the other: the first is gone before the second is made."""
    saat, benih, banyak = TAHUN[request.param]
    atom = transaction.atomic()

    def buat():
        with override_settings(CA_DIR=tmp_path_factory.mktemp("ca")):
            call_command("acuan_muat", verbosity=0)
            assert demo.muat(benih=benih, banyak=banyak)

    with django_db_blocker.unblock():
        atom.__enter__()
    with time_machine.travel(saat, tick=False):
        dunia_bersama(buat)
        yield saat, banyak
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        atom.__exit__(None, None, None)


@pytest.fixture
def mentah(tahun):
    return Mentah(demo.KECAMATAN, tahun[0])


@pytest.fixture
def orang():
    return {p.username: p for p in Pengguna.objects.filter(demo=True)}


@pytest.fixture
def sekilas(client, tahun, orang):
    """sekilas(name, who): what a page was drawn from."""

    def buka(nama, siapa="camat"):
        client.force_login(orang[siapa])
        jawaban = client.get(reverse(f"dasbor:{nama}"))
        assert jawaban.status_code == 200
        return jawaban.context

    return buka


# --- counts ----------------------------------------------------------------
def test_hitungan(sekilas, mentah, client, orang):
    m, ada = mentah, {u.judul: (u.besar, u.kecil) for u in sekilas("sekilas")["ubin"]}
    desa = [d["pk"] for d in m.desa]
    rencana = [k for k in m.kunjungan if k["tanggal"].year == m.hari.year and k["status"] != "dibatalkan"]
    sah = sum(k["status"] == "disahkan" for k in rencana)
    belum = sum(m.terakhir_dikunjungi(d) is None for d in desa)
    assert ada["Kunjungan"][0] == f"{sah} dari {len(rencana)}"
    assert f"{belum} desa belum pernah dikunjungi" in ada["Kunjungan"][1]

    terbuka = [t for t in m.temuan if t["status"] in BERJALAN]
    telat = sum(m.lewat(t["batas_waktu"]) for t in terbuka)
    assert ada["Temuan terbuka"] == (str(len(terbuka)), f"{telat} terlambat" if telat else "tidak ada yang terlambat")

    buku = m.keadaan_buku()
    belum = len(desa) - len({d for d, _ in buku})
    assert ada["Buku tertib"] == (
        f"{sum(map(m.tertib, buku.values()))} dari {len(buku)}",
        f"{belum} desa belum diperiksa",
    )

    laporan = sum(map(m.laporan_terlambat, desa))
    assert ada["Dokumen terlambat"][0] == str(sum(m.terutang(d, m.hari) for d in desa))
    assert str(laporan) in ada["Dokumen terlambat"][1] if laporan else "tidak ada" in ada["Dokumen terlambat"][1]

    mampu, dinilai, belum = map(sum, zip(*map(m.kapasitas, desa), strict=True))
    assert ada["Perangkat mampu"] == (f"{mampu} dari {dinilai}" if dinilai else "–", f"{belum} belum dinilai")

    berhari = [(v["batas_evaluasi"], v) for d in desa for v in m.versi(d) if v["status"] in {"dievaluasi", "diusulkan"}]
    batas = min((b for b, _ in berhari), default=None)
    assert ada["Hari APB Desa"][0] == (f"{m.sisa_kerja(batas)} hari kerja" if batas else "–")

    client.force_login(orang["camat"])
    isi = client.get(reverse("dasbor:sekilas-menunggu")).content.decode()
    assert f'<span class="ubin-besar">{menunggu_camat(m)}</span>' in isi


def menunggu_camat(m):
    """What only the camat decides or signs now: who asked is somebody else, and each thing is counted once."""
    kunjungan = sum(k["status"] == "diverifikasi" for k in m.kunjungan)
    monitoring = sum(x["status"] == "dilaporkan" for x in m.monitoring)
    evaluasi = sum(e["status"] == "dilaporkan" for e in m.evaluasi)
    anggaran = sum(v["status"] == "diusulkan" for v in m.anggaran)
    perjalanan = sum(p["status"] == "ditelaah" for p in m.perjalanan)
    laporan = Laporan.objects.filter(kecamatan__kode=demo.KECAMATAN, status="diajukan").count()
    naskah = Naskah.objects.filter(kecamatan__kode=demo.KECAMATAN)
    # What belongs to a visit, a monitoring or an evaluation is decided there.
    sendiri = naskah.filter(jenis__in=["surat_tugas_perut", "surat_tugas_monitoring", "teguran_temuan"])
    setuju = sum(n["status"] == "diajukan" for n in sendiri.values("status"))
    ttd = 0
    for n in naskah.filter(status="disetujui").exclude(pdf="").exclude(cara_ttd="basah"):
        penanda = list(n.penanda.values("urutan", "status", "pengguna__username"))
        giliran = min(p["urutan"] for p in penanda if p["status"] != "selesai")
        ttd += any(
            p["pengguna__username"] == "camat" and p["status"] == "menunggu" and p["urutan"] == giliran for p in penanda
        )
    lembar = sum(b["status"] == "diajukan" for b in m.lembar.values())
    return kunjungan + monitoring + evaluasi + anggaran + perjalanan + lembar + laporan + setuju + ttd


def test_perjalanan_di_hari_ini_dan_daftarnya(mentah, client, orang):
    """What each is asked, and the list that it leads to, from the raw rows: nobody is late with a report."""
    m = mentah
    kembali = sum(p["status"] == "disetujui" and p["selesai"] < m.hari for p in m.perjalanan)
    semestinya = {
        "camat": {"Perjalanan dinas menunggu keputusan Anda": sum(p["status"] == "ditelaah" for p in m.perjalanan)},
        "staf": {"Perjalanan dinas menunggu telaahan": sum(p["status"] == "diajukan" for p in m.perjalanan)},
        "sekcam": {"Perjalanan dinas menunggu telaahan": sum(p["status"] == "diajukan" for p in m.perjalanan)},
    }
    for siapa, kartu in semestinya.items():
        ada = {k.judul: k.jumlah for k in kotak_hari_ini(orang[siapa]) if k.jenis == "perjalanan"}
        assert ada == {judul: n for judul, n in kartu.items() if n}, siapa
    client.force_login(orang["camat"])
    daftar = reverse("perjalanan:perjalanan-daftar")

    def jumlah(**saring):
        return client.get(daftar, saring).context["table"].paginator.count

    assert jumlah() == sum(p["status"] != "draf" for p in m.perjalanan)
    assert jumlah(laporan="belum") == kembali
    for status in {p["status"] for p in m.perjalanan} - {"draf"}:
        assert jumlah(status=status) == sum(p["status"] == status for p in m.perjalanan)


def test_yang_diperintah_sudah_menjabat_dan_suratnya_bernomor_sendiri(tahun, mentah):
    terbit = {p["pk"]: p for p in mentah.perjalanan if p["surat__nomor"]}
    assert len({p["surat__nomor"] for p in terbit.values()}) == len(terbit) > 0
    orang = OrangPerjalanan.objects.filter(perjalanan__in=terbit, bpd=None)
    baris = list(orang.values("perjalanan", "perjalanan__mulai", "perangkat__mulai", "perangkat__jabatan"))
    assert {b["perangkat__jabatan"] for b in baris} == {"kepala_desa"}
    assert all(b["perangkat__mulai"] <= b["perjalanan__mulai"] for b in baris if b["perangkat__mulai"])
    if tahun[1] is None:
        assert {p["status"] for p in mentah.perjalanan} >= set(StatusPerjalanan.values) - {"draf"}


# --- the table of villages, the books, the months --------------------------------
def test_tabel_desa(sekilas, mentah):
    m, baris = mentah, sekilas("sekilas")["baris"]
    buku = m.keadaan_buku()
    assert sorted(b.desa.pk for b in baris) == sorted(d["pk"] for d in m.desa)
    for b in baris:
        poin, pk = risiko(m, b.desa.pk, buku), b.desa.pk
        terbuka = m.temuan_terbuka(pk)
        telat = sum(m.lewat(t["batas_waktu"]) for t in terbuka)
        milik = [p for (d, _), p in buku.items() if d == pk]
        terakhir, dokumen = m.terakhir_dikunjungi(pk), m.terutang(pk, m.hari)
        teks_temuan = f"{len(terbuka)} terbuka, {telat} terlambat" if telat else f"{len(terbuka)} terbuka"
        semestinya = {
            "Kunjungan terakhir": (
                tanda(poin, "kunjungan"),
                date_format(terakhir, "j M Y") if terakhir else "Belum pernah",
            ),
            "Buku tertib": (
                tanda(poin, "buku"),
                f"{sum(map(m.tertib, milik))} dari {len(milik)}" if milik else "Belum diperiksa",
            ),
            "Temuan": (
                tanda(poin, "temuan-terlambat", "temuan-terbuka"),
                teks_temuan if poin["temuan-terbuka"] is not None else "Belum ada",
            ),
            "Dokumen": (tanda(poin, "dokumen"), f"{dokumen} terlambat" if dokumen else "Tidak ada tunggakan"),
            "Kapasitas": (tanda(poin, "kapasitas"), sel_kapasitas(m, pk)),
            "Monitoring": sel_monitoring(m, pk),
            "Evaluasi": (tanda(poin, "evaluasi"), sel_evaluasi(m, pk)),
            "APB Desa": sel_anggaran(m, pk),
        }
        assert {judul: (s.tanda, s.teks) for judul, s in b.sel} == semestinya, b.desa


def sel_kapasitas(m, pk):
    mampu, dinilai, _ = m.kapasitas(pk)
    return f"{mampu} dari {dinilai} mampu" if dinilai else "Belum dinilai"


def sel_monitoring(m, pk):
    if telat := m.laporan_terlambat(pk):
        return "buruk", f"{telat} laporan terlambat"
    terakhir = m.monitoring_terakhir(pk)
    if terakhir is None:
        return "kosong", "Belum ada"
    return "baik" if terakhir.year == m.hari.year else "perhatian", date_format(terakhir, "j M Y")


def sel_evaluasi(m, pk):
    nilai = m.nilai_evaluasi(pk)
    if nilai is None:
        return "Belum ada"
    ratus = round(100 * nilai)
    return f"{ratus // 100},{ratus % 100:02}"


def sel_anggaran(m, pk):
    versi = m.versi(pk)
    if not versi:
        return "kosong", "Belum ada"
    status = versi[-1]["status"]
    baik = status in {"ditetapkan", "sesuai"}
    buruk = status in {"perlu_diperbaiki", "dicabut", "lewat_waktu"}
    teks = f"{versi[-1]['apbdes__tahun']}: {StatusVersi(status).label}"
    return "baik" if baik else "buruk" if buruk else "perhatian", teks


def test_buku_setiap_desa(sekilas, mentah):
    isi, buku = sekilas("sekilas-buku"), mentah.keadaan_buku()
    assert [b.kode for b in isi["buku"]] == mentah.buku
    ada = {(k.desa.pk, b.buku.kode): b.ringkas for k in isi["keadaan"] for b in k.buku}
    assert ada == {
        (d["pk"], kode): mentah.ringkas(buku.get((d["pk"], kode))) for d in mentah.desa for kode in mentah.buku
    }


def test_dua_belas_bulan(sekilas, mentah):
    m = mentah
    ada = {g.kunci: [list(d.nilai) for d in g.deret] for g in sekilas("sekilas-tren")["grafik"]}
    bulan = [divmod(m.hari.year * 12 + m.hari.month - 1 - n, 12) for n in range(11, -1, -1)]

    def hitung(hari):
        banyak = Counter((h.year, h.month - 1) for h in hari if h)
        return [banyak[b] for b in bulan]

    rencana = [k for k in m.kunjungan if k["status"] != "dibatalkan"]
    resmi = [t for t in m.temuan if t["status"] not in {"draf", "dicabut"}]
    assert ada["kunjungan"] == [hitung(k["tanggal"] for k in rencana), hitung(k["tanggal"] for k in m.sah.values())]
    assert ada["temuan"] == [
        hitung(m.tanggal(t["dibuat_pada"]) for t in resmi),
        hitung(t["ditutup_pada"] for t in resmi),
    ]
    persen = []
    for b in bulan:
        milik = [
            m.tertib(p)
            for p in m.periksa
            if p["ada"] is not None
            and (k := m.sah.get(p["kunjungan"]))
            and (k["tanggal"].year, k["tanggal"].month - 1) == b
        ]
        persen.append(setengah_ke_atas(Fraction(100 * sum(milik), len(milik))) if milik else None)
    assert ada["buku"] == [persen]
    akhir = [min(date(th + (n == 11), (n + 1) % 12 + 1, 1) - timedelta(days=1), m.hari) for th, n in bulan]
    assert ada["dokumen"] == [[sum(m.terutang(d["pk"], h) for d in m.desa) for h in akhir]]


# --- risk, story, village, kabupaten ---------------------------------------------
def test_urutan_risiko(mentah, orang):
    kecamatan = Kecamatan.objects.get(kode=demo.KECAMATAN)
    urut = urutkan(keadaan_kecamatan(orang["camat"], kecamatan), himpunan_berlaku())
    buku = mentah.keadaan_buku()
    semestinya = {d["pk"]: risiko(mentah, d["pk"], buku) for d in mentah.desa}
    for r in urut:
        assert {b.faktor.kode: b.poin for b in r.butir} == semestinya[r.desa.pk], r.desa
        assert (r.poin, r.maksimum, r.persen) == jumlah(semestinya[r.desa.pk])
    bagian = [
        Fraction(n, dari) if dari else Fraction(0) for n, dari, _ in (jumlah(semestinya[r.desa.pk]) for r in urut)
    ]
    assert all(a >= b for a, b in pairwise(bagian))


def test_kisah_setiap_desa(mentah, orang):
    m = mentah
    for d in m.desa:
        kisah = kisah_desa(orang["camat"], Desa.objects.select_related("kecamatan__kabupaten").get(pk=d["pk"]))
        ada = Counter(b.jenis for b in (*kisah.butir, *kisah.mendatang))
        milik = {nama: [x for x in getattr(m, nama) if x["desa"] == d["pk"]] for nama in ("kunjungan", "perangkat")}
        resmi = m.temuan_resmi(d["pk"])
        versi = [v for v in m.anggaran if v["apbdes__desa"] == d["pk"] and v["status"] not in {"disusun", "dibatalkan"}]
        semestinya = {
            "Kunjungan": len(milik["kunjungan"]),
            "Temuan": len(resmi),
            "Temuan selesai": sum(t["ditutup_pada"] is not None for t in resmi),
            "Monitoring": sum(
                x["desa"] == d["pk"] and x["status"] != "dibatalkan" and x["tanggal_mulai"] is not None
                for x in m.monitoring
            ),
            "Evaluasi": sum(e["desa"] == d["pk"] and e["status"] != "dibatalkan" for e in m.evaluasi),
            "APB Desa": sum((v["diajukan"] is not None) + (v["diputus"] is not None) for v in versi)
            + sum(v["perdes_tanggal"] is not None for v in versi),
            "Perjalanan dinas": sum(
                p["desa"] == d["pk"] and p["status"] in {"disetujui", "dilaporkan"} for p in m.perjalanan
            ),
            "Klinik": Pertanyaan.objects.filter(desa=d["pk"]).count(),
            "Dokumen": sum(b["desa"] == d["pk"] for b in m.berkas),
            "Perangkat": sum((p["mulai"] is not None) + (p["selesai"] is not None) for p in milik["perangkat"]),
        }
        assert ada == Counter(semestinya), d["nama"]
        assert all(b.hari <= m.hari for b in kisah.butir) and all(b.hari > m.hari for b in kisah.mendatang)
        assert [t.pk for t in kisah.temuan] == [t["pk"] for t in urut_temuan(m.temuan_terbuka(d["pk"]))]
        assert kisah.terlambat == sum(m.lewat(t["batas_waktu"]) for t in m.temuan_terbuka(d["pk"]))


def urut_temuan(temuan):
    return sorted(temuan, key=lambda t: (t["batas_waktu"], t["pk"].hex))


def test_desa_saya(sekilas, mentah):
    m = mentah
    putat = next(d["pk"] for d in m.desa if d["kode"] == "63.11.03.2021")
    temuan = [t for t in m.temuan_terbuka(putat) if t["status"] in {"terbuka", "kembali"}]
    sebulan = m.hari + timedelta(days=31)
    dokumen = []
    for k in m.kewajiban(putat):
        telat = k["keadaan"] == "terlambat"
        if k["hari"] <= sebulan and (telat or (k["keadaan"] == "belum" and k["terlihat"])):
            kerja = "Kirim dokumen" if k["kategori"] else "Penuhi kewajiban"
            dokumen.append((k["batas"], telat, "Perbaiki dokumen" if k["kirim"] else kerja))
    lanjut = {v["sebelum"] for v in m.anggaran if v["status"] not in {"disusun", "dibatalkan"}}
    perbaiki = [
        v
        for v in m.anggaran
        if v["apbdes__desa"] == putat and v["status"] == "perlu_diperbaiki" and v["pk"] not in lanjut
    ]
    tetapkan = [v for v in m.anggaran if v["apbdes__desa"] == putat and v["status"] in {"sesuai", "lewat_waktu"}]
    semua = [(t["batas_waktu"], m.lewat(t["batas_waktu"]), "Jawab temuan") for t in temuan] + dokumen
    semua += [(v["batas_perbaikan"], v["batas_perbaikan"] < m.hari, "Perbaiki APB Desa") for v in perbaiki]
    semua += [(None, False, "Tetapkan APB Desa") for _ in tetapkan]
    for siapa in ("sekdes", "kades"):
        isi = sekilas("desa-saya", siapa)
        daftar = isi["daftar"]
        diminta = [*daftar.mendesak, *daftar.telat, *daftar.sebulan, *daftar.lain]
        satuan = [s for d in diminta for s in (d.isi or (d,))]  # of one kind under one line
        ada = Counter((d.batas, d.telat, d.jenis) for d in satuan if d.jenis not in {"Tanda tangan", "Nyatakan terima"})
        milik = semua if siapa == "sekdes" else [x for x in semua if x[1] or x[2] == "Tetapkan APB Desa"]
        assert ada == Counter(milik), siapa
        segera = m.hari + timedelta(days=3)
        gawat = sum(d.jenis == "Tanda tangan" or d.telat or bool(d.batas and d.batas <= segera) for d in diminta)
        assert len(daftar.mendesak) == min(3, gawat)
        assert daftar.jumlah == len(diminta) == len({id(d) for d in diminta})
        terakhir = max((k["tanggal"], k["pk"]) for k in m.sah.values() if k["desa"] == putat)[1]
        janji = Kesepakatan.objects.filter(kunjungan=terakhir).values("pk", "batas_waktu")
        assert [k.pk for k in isi["kesepakatan"]] == [k["pk"] for k in janji if k["batas_waktu"]]


def test_kabupaten(mentah, orang):
    m = mentah
    kecamatan = Kecamatan.objects.select_related("kabupaten").get(kode=demo.KECAMATAN)
    (b,) = baris_kecamatan(orang["pemantau"], [kecamatan])
    tahun_ini = [k for k in m.kunjungan if k["tanggal"].year == m.hari.year]
    sah = [k for k in tahun_ini if k["status"] == "disahkan"]
    terbuka = [t for t in m.temuan if t["status"] in BERJALAN]
    tetap = {v["apbdes__desa"] for v in m.anggaran if v["status"] == "ditetapkan" and v["apbdes__tahun"] == m.hari.year}
    assert (b.desa, b.dikunjungi, b.sah) == (len(m.desa), len({k["desa"] for k in sah}), len(sah))
    assert b.rencana == sum(k["status"] != "dibatalkan" for k in tahun_ini)
    assert b.menunggu_kunjungan == sum(k["status"] in {"diajukan", "diverifikasi"} for k in m.kunjungan)
    assert b.menunggu_apbdes == sum(v["status"] in {"diajukan", "dievaluasi", "diusulkan"} for v in m.anggaran)
    assert b.menunggu_monitoring == sum(x["status"] == "dilaporkan" for x in m.monitoring)
    assert b.menunggu_berkas == sum(x["status"] == "menunggu" for x in m.berkas)
    assert (b.temuan, b.temuan_terlambat) == (len(terbuka), sum(m.lewat(t["batas_waktu"]) for t in terbuka))
    assert b.dokumen_terlambat == sum(m.terutang(d["pk"], m.hari) for d in m.desa)
    assert b.laporan_terlambat == sum(m.laporan_terlambat(d["pk"]) for d in m.desa)
    assert b.apbdes_ditetapkan == len(tetap)
    lewat = [v for v in m.anggaran if v["status"] == "lewat_waktu" and v["apbdes__tahun"] >= m.hari.year]
    assert b.apbdes_lewat == len(lewat)


def test_kepatuhan_setiap_desa_dan_bulan(mentah, client, orang):
    client.force_login(orang["camat"])
    t = client.get(reverse("kewajiban:tabel")).context["t"]
    bulan = [b for b, _ in t.bulan]
    jumlah = [(0, 0)] * 12
    for baris in t.baris:
        milik = [mentah.patuh(baris.desa.pk, b) for b in bulan]
        jumlah = [(a + c, b + d) for (a, b), (c, d) in zip(jumlah, milik, strict=True)]
        # What ends on a day off in December is on time until January: it counts in December.
        ada = (baris.kepatuhan.tepat, baris.kepatuhan.dinilai)
        assert ada == (sum(a for a, _ in milik), sum(b for _, b in milik)), baris.desa
        telat = [k for k in mentah.kewajiban(baris.desa.pk) if k["keadaan"] == "terlambat"]
        assert baris.terlambat == sum(k["hari"].year == mentah.hari.year for k in telat)
    assert [(k.tepat, k.dinilai) for _, k in t.bulan] == jumlah
    assert [k.persen for _, k in t.bulan] == [a * 100 // b if b else None for a, b in jumlah]
    assert sum(b for _, b in jumlah)


# --- capacity ----------------------------------------------------------------------
def test_kapasitas_dari_baris_mentah(client, mentah, orang):
    """The percentage of the kecamatan, of each village, and its list: from the rows of the assessments."""
    client.force_login(orang["camat"])
    konteks = client.get(reverse("kapasitas:ringkas")).context
    per_desa = {d.pk: (c.mampu, c.dinilai, c.belum_dinilai) for d, c, _ in konteks["per_desa"]}
    assert per_desa == {d["pk"]: mentah.kapasitas(d["pk"]) for d in mentah.desa}
    mampu, dinilai, belum = map(sum, zip(*per_desa.values(), strict=True))
    c = konteks["capaian"]
    assert (c.mampu, c.dinilai, c.belum_dinilai, c.persen) == (mampu, dinilai, belum, 100 * mampu // dinilai)
    assert konteks["tercapai"] == (Fraction(mampu, dinilai) >= Fraction(80, 100))
    assert 0 < mampu < dinilai


# --- the clinic -----------------------------------------------------------------------
def test_klinik(mentah, orang, client):
    """The figures above the list of questions: who waits, the oldest, the median of working days."""
    m = mentah
    semua = Pertanyaan.objects.filter(desa__kecamatan__kode=demo.KECAMATAN).values(
        "pk", "status", "dibuat_pada", "dijawab_pada"
    )

    def hari_kerja(awal, akhir):
        lewat = [awal + timedelta(days=n + 1) for n in range((akhir - awal).days)]
        return sum(h.weekday() < 5 and h not in m.libur for h in lewat)

    lama = sorted(
        hari_kerja(m.tanggal(p["dibuat_pada"]), m.tanggal(p["dijawab_pada"])) for p in semua if p["dijawab_pada"]
    )
    tunggu = {"diajukan", "diteruskan"}
    sejak = {}  # since when it is the kecamatan's turn, by the steps as they were taken
    for r in RiwayatPertanyaan.objects.order_by("waktu", "pk").values("pertanyaan", "dari", "ke", "waktu"):
        if r["ke"] in tunggu and r["dari"] not in tunggu:
            sejak[r["pertanyaan"]] = r["waktu"]
    menunggu = sorted((sejak[p["pk"]], p["pk"]) for p in semua if p["status"] in tunggu)
    client.force_login(orang["camat"])
    a = client.get(reverse("klinik:pertanyaan-daftar")).context["angka"]
    assert (a.banyak, a.menunggu, a.terjawab) == (len(semua), len(menunggu), len(lama)) and lama and menunggu
    assert a.nilai_tengah == Fraction(median(lama))
    assert (a.tertua["pk"], a.tertua["hari"]) == (menunggu[0][1], m.tanggal(menunggu[0][0]))
    for p in Pertanyaan.objects.filter(dijawab_pada__isnull=False).lengkap():
        assert lama_jawab(p).hari == hari_kerja(m.tanggal(p.dibuat_pada), m.tanggal(p.dijawab_pada))


@pytest.mark.parametrize("mundur", [0, 1])
def test_lembar_pendamping_setiap_desa_dan_bulan(mentah, client, orang, mundur):
    client.force_login(orang["camat"])
    tahun = mentah.hari.year - mundur
    jawab = client.get(reverse("pendamping:tabel"), {"tahun": tahun})
    if jawab.status_code == 422:  # a year of which nothing is known is not offered
        assert mentah.pendamping(tahun) == {}
        return
    t, semestinya = jawab.context["t"], mentah.pendamping(tahun)
    ada = {
        (b.desa.pk, s.pengguna.pk, s.jenis, s.bulan): str(s.keadaan) for b in t.baris for k in b.kotak for s in k.sel
    }
    assert ada == semestinya
    hitung = Counter(semestinya.values())
    dinilai = sum(hitung.values()) - hitung["berjalan"]
    h = t.hitungan
    assert (h.diharapkan, h.dikonfirmasi, h.menunggu) == (dinilai, hitung["dikonfirmasi"], hitung["menunggu"])
    assert h.belum == hitung["belum"] + hitung["dikembalikan"]
    assert h.persen == (hitung["dikonfirmasi"] * 100 // dinilai if dinilai else None)


# --- what the year holds -----------------------------------------------------------
# --- reports -----------------------------------------------------------------------
def test_angka_laporan(mentah):
    """Of the last month and quarter, of this month, and of this and the last year."""
    kecamatan = Kecamatan.objects.get(kode=demo.KECAMATAN)
    tahun = mentah.hari.year
    for periode in (*baru_berakhir(mentah.hari), f"{mentah.hari:%Y-%m}", str(tahun)):
        ada = {b.kunci: b for b in bagian_tersimpan(hitung(kecamatan, periode))}
        for kunci, semestinya in angka_laporan(mentah, *periode_rentang(periode)).items():
            b = ada[kunci]
            if not b.kolom:  # it says why there is nothing to count
                assert (bool(b.kosong), any(semestinya["jumlah"])) == (True, False), (periode, kunci)
                continue
            letak = [n for n, k in enumerate(b.kolom) if k.kunci in semestinya["kolom"]]
            assert [b.kolom[n].kunci for n in letak] == semestinya["kolom"], kunci
            baris = {r.desa: [r.nilai[n] for n in letak] for r in b.baris}
            assert baris == semestinya["desa"], (periode, kunci)
            assert [b.jumlah[n] for n in letak] == semestinya["jumlah"], (periode, kunci)


def test_laporan_setahun_dan_yang_bertanda_tangan(mentah, tahun):
    semua = Laporan.objects.filter(kecamatan__kode=demo.KECAMATAN).select_related("naskah")
    sah = [o for o in semua if o.status == "disahkan"]
    bulan, triwulan, _ = baru_berakhir(mentah.hari)
    assert {o.periode: o.status for o in semua}.items() >= {bulan: "disahkan", triwulan: "diajukan"}.items()
    if tahun[1] is None:
        assert len(sah) > 10
    bertanda = [o for o in sah if o.naskah.penanda.filter(status="selesai").exists()]
    assert [o.periode for o in bertanda] == [bulan]
    for o in sah:  # what was approved says what was counted for it
        tercetak = [[r["nilai"] for r in b["baris"]] for b in o.naskah.isi["bagian"]]
        tersimpan = [
            [] if b.kosong else [[tulis(n, k.satuan) for n, k in zip(r.nilai, b.kolom, strict=True)] for r in b.baris]
            for b in bagian_tersimpan(o.hitungan)
        ]
        assert tercetak == tersimpan, o.periode


def test_surat_mendahului_yang_diperintahkannya(tahun):
    begun = Kunjungan.objects.exclude(status__in=["rencana", "dijadwalkan", "dibatalkan"])
    mulai = begun.filter(riwayat__aksi="mulai").values_list("surat_tugas__disetujui", "riwayat__waktu")
    assert mulai and all(surat < saat for surat, saat in mulai)
    monitoring = Monitoring.objects.filter(surat_tugas__disetujui__isnull=False)
    assert all(m.surat_tugas.disetujui.date() <= m.tanggal_mulai for m in monitoring)


def test_tidak_ada_yang_terjadi_di_masa_depan(tahun):
    saat, _ = tahun
    assert not RiwayatTemuan.objects.filter(waktu__gt=saat).exists()
    assert not Berkas.objects.filter(dibuat__gt=saat).exists()
    assert not Naskah.objects.filter(disetujui__gt=saat).exists()


def test_yang_menyatakan_selesai_bukan_yang_menemukan_atau_menjawab(tahun):
    tutup = RiwayatTemuan.objects.filter(aksi="tutup", temuan__status="selesai")
    assert tutup.exists()
    # At a visit the camat's approval closes what the officers found mended.
    assert not tutup.filter(oleh=F("temuan__ditemukan_oleh")).exclude(oleh__username="camat").exists()


def test_setahun_memuat_setiap_keadaan(tahun, mentah):
    """What an office meets in a year; of the few villages of the other seed only what never fails to happen."""
    if tahun[1] is not None:
        assert {"disahkan"} <= {k["status"] for k in mentah.kunjungan}
        assert {"terbuka", "selesai"} <= {t["status"] for t in mentah.temuan}
        return
    assert len(mentah.desa) == 23
    teguran = Teguran.objects.filter(naskah__disetujui__isnull=False)
    ada = {
        "kunjungan": {k["status"] for k in mentah.kunjungan},
        "temuan": {t["status"] for t in mentah.temuan},
        "asal": set(Temuan.objects.values_list("asal_jenis", flat=True)),
        "anonim": set(Pengaduan.objects.values_list("anonim", flat=True)),
        "jenjang": set(KabarTemuan.objects.values_list("jenjang", flat=True)),
        "berkas": {b["status"] for b in mentah.berkas},
        "tahun anggaran": {v["apbdes__tahun"] for v in mentah.anggaran},
        "anggaran": {v["status"] for v in mentah.anggaran},
        "langkah anggaran": set(RiwayatApbdes.objects.values_list("aksi", flat=True)),
        "langkah temuan": set(RiwayatTemuan.objects.values_list("aksi", flat=True)),
        "berulang": {Temuan.objects.berulang().exists()},
        "ditegur": {teguran.exists()},
        "letak": {d.lintang is not None for d in Desa.objects.filter(kecamatan__kode=demo.KECAMATAN)},
        "kewajiban": {k["keadaan"] for d in mentah.desa for k in mentah.kewajiban(d["pk"])},
        "ketentuan": {(p["kode"][:2], p["aktif"]) for p in mentah.putusan},
        "dicatat": {p["kode"] for p in mentah.dipenuhi},
        "lembar": {b["status"] for b in mentah.lembar.values()},
        "agenda musyawarah": {PokokMusyawarah.objects.exclude(agenda=None).exists()},
    }
    perlu = {
        "lembar": {"draf", "diajukan", "dikembalikan", "dikonfirmasi"},
        "agenda musyawarah": {True},
        "kunjungan": {"rencana", "dijadwalkan", "diverifikasi", "disahkan", "dibatalkan"},
        "temuan": {"terbuka", "dijawab", "kembali", "selesai"},
        "asal": {"kunjungan", "monitoring", "evaluasi", "apbdes", "berkas", "pengaduan"},
        "anonim": {True, False},
        "jenjang": {1, 2, 3, 4, 5},
        "berkas": {"menunggu", "diterima", "ditolak"},
        "tahun anggaran": {mentah.hari.year, mentah.hari.year + 1},
        "anggaran": {"disusun", "dievaluasi", "perlu_diperbaiki", "ditetapkan"},
        "langkah anggaran": {"lewatkan", "minta_perbaikan", "sesuaikan"},
        "langkah temuan": {"buka", "catat", "jawab", "kembalikan", "tutup"},
        "berulang": {True},
        "ditegur": {True},
        "letak": {True, False},
        "kewajiban": {"tepat", "lewat", "menunggu", "terlambat", "tak diketahui", "belum"},
        "ketentuan": {("KW", True), ("KW", False), ("K-", True)},
        "dicatat": {"KW-201", "KW-218c"},
    }
    assert {k: perlu[k] - ada[k] for k in perlu if perlu[k] - ada[k]} == {}
    tanpa = [d for d in mentah.desa if mentah.terakhir_dikunjungi(d["pk"]) is None]
    assert tanpa  # somebody is always forgotten
    kosong = [d for d in mentah.desa if len({p["jabatan"] for p in mentah.menjabat(d["pk"])}) < 6]
    assert kosong
    assert Pemberitahuan.objects.exists()


def test_jejak_menyebut_yang_mengerjakannya(tahun, orang):
    """By whose hand each step of a visit was taken: who plans, who examines, who approves."""
    # Not those of the last weeks: they are written by hand.
    lama = Kunjungan.objects.filter(desa__kecamatan__kode=demo.KECAMATAN, jam_mulai=time(13)).values_list(
        "pk", flat=True
    )
    kunjungan = Catatan.objects.filter(perkara="perut.Kunjungan", kunci__in=[str(pk) for pk in lama])
    pelaku = set(kunjungan.values_list("pelaku", flat=True))
    assert pelaku >= {str(orang[n].pk) for n in ("sekcam", "camat", "staf", "staf2")}
    assert "" not in pelaku

"""The month, moving a visit in it, and the feed."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from akun.enums import SEMUA
from akun.models import Penugasan
from akun.tests.factories import PenggunaFactory
from apbdes.tests.factories import VersiApbdesFactory
from desa.models import HariLibur
from desa.tests.factories import DesaFactory
from monitoring.tests.factories import MonitoringFactory
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.tests.factories import KunjunganFactory, NaskahFactory
from tindaklanjut.models import Temuan

SENIN = date(2027, 3, 1)
KALENDER = "perut:kalender"


def chip(client, **saringan) -> dict[date, list[int]]:
    pekan = client.get(reverse(KALENDER), {"bulan": "2027-03"} | saringan).context["pekan"]
    return {h.tanggal: [c.kunjungan.pk for c in h.chip] for baris in pekan for h in baris if h.chip}


def pindah(client, k, tanggal, versi=0, **lain):
    isi = {"tanggal": tanggal.isoformat() if isinstance(tanggal, date) else tanggal, "versi": versi} | lain
    return client.post(reverse("perut:kunjungan-pindah", args=[k.pk]), isi)


# --- month ---------------------------------------------------------------------------
def test_bulan_dari_senin_sampai_minggu_dengan_kunjungan_dan_libur(client, orang, desa):
    HariLibur.objects.create(tanggal=date(2027, 3, 2), nama="Hari Jadi", kabupaten=desa.kecamatan.kabupaten)
    siang = KunjunganFactory(desa=desa, tanggal=SENIN, jam_mulai=time(13), jam_selesai=time(15))
    pagi = KunjunganFactory(desa=desa, tanggal=SENIN)
    KunjunganFactory(tanggal=SENIN)  # elsewhere
    client.force_login(orang["verifikator"])
    jawaban = client.get(reverse(KALENDER), {"bulan": "2027-03"})
    pekan = jawaban.context["pekan"]
    assert (pekan[0][0].tanggal, pekan[-1][-1].tanggal) == (SENIN, date(2027, 4, 4))
    assert jawaban.context["nama_hari"] == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    assert chip(client) == {SENIN: [pagi.pk, siang.pk]}
    assert pekan[0][1].libur == "Hari Jadi"
    assert (jawaban.context["sebelum"], jawaban.context["sesudah"]) == (date(2027, 2, 1), date(2027, 4, 1))


def test_saringan_kalender(client, orang, desa):
    a = KunjunganFactory(desa=desa, tanggal=SENIN, petugas=[orang["pelaksana"]])
    KunjunganFactory(desa=DesaFactory(kecamatan=desa.kecamatan), tanggal=SENIN)
    client.force_login(orang["camat"])
    assert chip(client, petugas=orang["pelaksana"].pk) == {SENIN: [a.pk]}
    assert chip(client, desa=desa.pk) == {SENIN: [a.pk]}


@pytest.mark.parametrize("bulan", ["", "abc", "2027-13", "0001-01", "9999-12", "2027-3-1"])
def test_bulan_yang_aneh_menjadi_bulan_ini(client, orang, bulan):
    client.force_login(orang["camat"])
    jawaban = client.get(reverse(KALENDER), {"bulan": bulan})
    assert jawaban.context["bulan"] == timezone.localdate().replace(day=1)


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_hanya_verifikator_menggeser(client, orang, desa, peran):
    KunjunganFactory(desa=desa, tanggal=SENIN, status="dijadwalkan")
    KunjunganFactory(desa=desa, tanggal=SENIN, status="disahkan")
    client.force_login(orang[peran])
    isi = client.get(reverse(KALENDER), {"bulan": "2027-03"}).content.decode()
    assert isi.count("chip-geser") == (1 if peran == "verifikator" else 0)
    assert isi.count('class="chip chip-') == 2


def test_banyaknya_kueri_kalender_tetap(client, orang, desa, django_assert_max_num_queries):
    client.force_login(orang["verifikator"])

    def hitung() -> int:
        with django_assert_max_num_queries(40) as tangkapan:
            assert client.get(reverse(KALENDER), {"bulan": "2027-03"}).status_code == 200
        return len(tangkapan)

    KunjunganFactory(desa=desa, tanggal=SENIN, petugas=[orang["pelaksana"]])
    satu = hitung()
    for n in range(29):
        lain = DesaFactory(kecamatan=desa.kecamatan)
        KunjunganFactory(desa=lain, tanggal=SENIN + timedelta(days=n), petugas=[orang["pelaksana"]])
    assert hitung() == satu


# --- moving -----------------------------------------------------------------------------
def test_memindahkan(client, orang, desa):
    k = KunjunganFactory(desa=desa, tanggal=SENIN)
    client.force_login(orang["verifikator"])
    jawaban = pindah(client, k, date(2027, 3, 3))
    assert (jawaban.status_code, jawaban.json()) == (
        200,
        {"pesan": f"Kunjungan {desa} sekarang Rabu, 3 Maret 2027.", "versi": 1, "tanggal": "2027-03-03"},
    )


def test_bentrok_ditolak_dan_libur_bertanya(client, orang, desa):
    k = KunjunganFactory(desa=desa, tanggal=SENIN, petugas=[orang["pelaksana"]])
    lain = KunjunganFactory(tanggal=date(2027, 3, 3), petugas=[orang["pelaksana"]])
    HariLibur.objects.create(tanggal=date(2027, 3, 2), nama="Hari Jadi", kabupaten=desa.kecamatan.kabupaten)
    client.force_login(orang["verifikator"])
    bentrok = pindah(client, k, lain.tanggal)
    assert (bentrok.status_code, bentrok.json()["konfirmasi"]) == (422, False)
    assert bentrok.json()["pesan"].startswith(f"Pelaksana sudah bertugas di {lain.desa}")
    libur = pindah(client, k, date(2027, 3, 2))
    assert (libur.status_code, libur.json()["konfirmasi"]) == (422, True)
    assert "bukan hari kerja (Hari Jadi)" in libur.json()["pesan"]
    assert pindah(client, k, date(2027, 3, 2), tetap="on").status_code == 200
    assert Kunjungan.objects.get(pk=k.pk).tanggal == date(2027, 3, 2)


def test_bentrok_pada_hari_libur_tidak_dapat_dipaksa(client, orang, desa):
    k = KunjunganFactory(desa=desa, tanggal=SENIN, petugas=[orang["pelaksana"]])
    KunjunganFactory(tanggal=date(2027, 3, 6), petugas=[orang["pelaksana"]])
    client.force_login(orang["verifikator"])
    assert pindah(client, k, date(2027, 3, 6)).json()["konfirmasi"] is False
    assert pindah(client, k, date(2027, 3, 6), tetap="on").status_code == 422


def test_versi_basi_dan_kiriman_rusak(client, orang, desa):
    k = KunjunganFactory(desa=desa, tanggal=SENIN)
    client.force_login(orang["verifikator"])
    pindah(client, k, date(2027, 3, 3))
    assert pindah(client, k, date(2027, 3, 4)).status_code == 409
    assert pindah(client, k, date(2027, 3, 3)).status_code == 200  # sent twice
    for tanggal, versi in [("", 1), ("31-02-2027", 1), (date(2027, 3, 4), "x"), (date(2027, 3, 4), "")]:
        jawaban = pindah(client, k, tanggal, versi)
        assert jawaban.status_code == 422
        assert jawaban.json()["pesan"]
    assert Kunjungan.objects.get(pk=k.pk).tanggal == date(2027, 3, 3)


def test_yang_sudah_berjalan_dan_milik_orang_lain(client, orang, desa):
    client.force_login(orang["verifikator"])
    jawaban = pindah(client, KunjunganFactory(desa=desa, status="berlangsung"), SENIN)
    assert (jawaban.status_code, "Berlangsung" in jawaban.json()["pesan"]) == (403, True)
    assert pindah(client, KunjunganFactory(), SENIN).status_code == 404


# --- feed -------------------------------------------------------------------------------
def umpan(client, pengguna):
    return client.get(reverse("perut:kalender-ics", args=[pengguna.token_kalender]))


def acara(client, pengguna) -> dict[str, object]:
    kalender = Calendar.from_ical(umpan(client, pengguna).content)
    return {str(a["UID"]).split("@")[0]: a for a in kalender.walk("VEVENT")}


@pytest.fixture
def mendatang():
    return timezone.localdate() + timedelta(days=7)


def test_umpan_petugas(client, orang, desa, mendatang):
    k = KunjunganFactory(
        desa=desa, tanggal=mendatang, petugas=[orang["pelaksana"]], status="dijadwalkan", agenda="Satu, dua; tiga"
    )
    batal = KunjunganFactory(desa=desa, tanggal=mendatang, petugas=[orang["pelaksana"]], status="dibatalkan")
    KunjunganFactory(desa=desa, tanggal=mendatang, petugas=[orang["pendamping"]])
    sehari = KunjunganFactory(
        desa=desa, tanggal=mendatang, jam_mulai=None, jam_selesai=None, petugas=[orang["pelaksana"]]
    )
    jawaban = umpan(client, orang["pelaksana"])
    assert jawaban["Content-Type"] == "text/calendar; charset=utf-8"
    isi = acara(client, orang["pelaksana"])
    assert set(isi) == {f"kunjungan-{x.pk}" for x in (k, batal, sehari)}
    satu = isi[f"kunjungan-{k.pk}"]
    assert (satu["DTSTART"].params["TZID"], satu["DTSTART"].dt.hour) == ("Asia/Makassar", 9)
    assert (satu["STATUS"], satu["SUMMARY"]) == ("CONFIRMED", f"Kunjungan PERUT {desa}")
    assert "Agenda:\nSatu, dua; tiga" in satu["DESCRIPTION"]
    assert isi[f"kunjungan-{batal.pk}"]["STATUS"] == "CANCELLED"
    assert (isi[f"kunjungan-{sehari.pk}"]["STATUS"], isi[f"kunjungan-{sehari.pk}"]["DTSTART"].dt) == (
        "TENTATIVE",
        mendatang,
    )
    assert b"BEGIN:VTIMEZONE" in jawaban.content


def test_umpan_adalah_kalender_publish_yang_sah(client, orang, desa, mendatang):
    """RFC 5546, 3.2.1: who publishes is named, nobody is invited; RFC 5545, 3.1: no line is longer than 75 octets."""
    for status in ("dijadwalkan", "dibatalkan"):
        KunjunganFactory(
            desa=desa, tanggal=mendatang, petugas=[orang["pelaksana"]], status=status, agenda="Pembinaan é " * 30
        )
    isi = umpan(client, orang["pelaksana"]).content
    kalender = Calendar.from_ical(isi)
    assert (kalender["METHOD"], kalender["VERSION"]) == ("PUBLISH", "2.0")
    assert (kalender["REFRESH-INTERVAL"].params["VALUE"], kalender["PRODID"][:2]) == ("DURATION", "-/")
    zona = {str(z["TZID"]) for z in kalender.walk("VTIMEZONE")}
    for a in kalender.walk("VEVENT"):
        assert all(nama in a for nama in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER", "SEQUENCE", "STATUS"))
        assert "ATTENDEE" not in a and str(a["ORGANIZER"]).startswith("mailto:")
        assert a["DTSTAMP"].to_ical().endswith(b"Z")
        assert {a[n].params["TZID"] for n in ("DTSTART", "DTEND") if "TZID" in a[n].params} <= zona
    baris = isi.split(b"\r\n")
    assert baris[-1] == b"" and max(map(len, baris)) <= 75 and b"\n" not in b"".join(baris)


def test_umpan_memuat_monitoring_laporan_dan_tenggat(client, orang, desa, mendatang):
    """Each room's own days, of those whom they concern, and no longer than somebody is waited for."""
    pelaksana, kades = orang["pelaksana"], orang["kepala_desa"]
    waktu = {"tanggal_mulai": mendatang, "tanggal_selesai": mendatang + timedelta(days=1)}
    m = MonitoringFactory(desa=desa, status="ditugaskan", petugas=[pelaksana], **waktu)
    batal = MonitoringFactory(desa=desa, status="dibatalkan", petugas=[pelaksana], **waktu)
    MonitoringFactory(desa=desa, status="ditugaskan", petugas=[orang["camat"]], **waktu)
    v = VersiApbdesFactory(desa=desa, status="dievaluasi", batas_evaluasi=mendatang)
    t = Temuan.objects.create(
        desa=desa, asal_jenis="kunjungan", asal_id="1", asal_teks="Uji", uraian="Buku kas.", status="terbuka",
        penanggung_jawab="Kaur Keuangan", batas_waktu=mendatang,
    )  # fmt: skip
    milik = acara(client, pelaksana)
    assert set(milik) == {f"monitoring-{m.pk}", f"laporan-monitoring-{m.pk}", f"monitoring-{batal.pk}"}
    assert milik[f"monitoring-{batal.pk}"]["STATUS"] == "CANCELLED"
    satu = milik[f"monitoring-{m.pk}"]
    assert (satu["DTSTART"].dt, satu["DTEND"].dt) == (mendatang, mendatang + timedelta(days=2))
    assert milik[f"laporan-monitoring-{m.pk}"]["DTSTART"].dt == m.batas_laporan
    assert {f"apbdes-hasil-{v.pk}", f"temuan-{t.pk}"} <= set(acara(client, kades))
    assert set(acara(client, orang["camat"])) >= {f"apbdes-hasil-{v.pk}"}
    Temuan.objects.update(status="selesai")
    assert f"temuan-{t.pk}" not in acara(client, kades)


def test_kalender_memuat_yang_lain_dan_sepekan(client, orang, desa):
    m = MonitoringFactory(
        desa=desa, status="ditugaskan", petugas=[orang["pelaksana"]], tanggal_mulai=SENIN,
        tanggal_selesai=SENIN + timedelta(days=2), batas_laporan=SENIN + timedelta(days=7),
    )  # fmt: skip
    k = KunjunganFactory(desa=desa, tanggal=SENIN, petugas=[orang["pelaksana"]])
    MonitoringFactory(status="ditugaskan", tanggal_mulai=SENIN, tanggal_selesai=SENIN)  # elsewhere
    client.force_login(orang["verifikator"])

    def hari(**saringan):
        jawab = client.get(reverse(KALENDER), saringan)
        return {h.tanggal: [a.uid for a in h.acara] for p in jawab.context["pekan"] for h in p if h.acara}, jawab

    sebulan, _ = hari(bulan="2027-03")
    tiga = {SENIN + timedelta(days=n): [f"monitoring-{m.pk}"] for n in range(3)}
    assert sebulan == tiga | {SENIN + timedelta(days=7): [f"laporan-monitoring-{m.pk}"]}
    sepekan, jawab = hari(pekan="2027-03-04")
    assert sepekan == tiga and len(jawab.context["pekan"]) == 1
    assert [c.kunjungan for c in jawab.context["pekan"][0][0].chip] == [k]
    assert (jawab.context["sebelum"], jawab.context["sesudah"]) == (date(2027, 2, 22), date(2027, 3, 8))
    assert hari(pekan="2027-03-04", desa=desa.pk)[0] == tiga
    assert hari(pekan="2027-03-04", petugas=orang["pelaksana"].pk)[0] == {}
    assert hari(pekan="2027-03-04", petugas=orang["camat"].pk)[1].status_code == 422  # was on none of the visits
    for aneh in ("", "kemarin", "9999-12-31", "0001-01-01"):
        assert timezone.localdate() in [h.tanggal for h in hari(pekan=aneh)[1].context["pekan"][0]]


def test_umpan_menurut_jam_kecamatannya(client, orang, desa, mendatang):
    desa.kecamatan.zona_waktu = "Asia/Jayapura"
    desa.kecamatan.save()
    k = KunjunganFactory(desa=desa, tanggal=mendatang, petugas=[orang["pelaksana"]])
    awal = acara(client, orang["pelaksana"])[f"kunjungan-{k.pk}"]["DTSTART"]
    assert (awal.params["TZID"], awal.dt.hour) == ("Asia/Jayapura", 9)


@pytest.mark.parametrize("peran", ["kepala_desa", "sekretaris_desa"])
def test_umpan_desa_hanya_yang_dijadwalkan(client, orang, desa, mendatang, peran):
    semua = {s: KunjunganFactory(desa=desa, tanggal=mendatang, status=s) for s in StatusKunjungan.values}
    KunjunganFactory(tanggal=mendatang, status="dijadwalkan")
    terlihat = set(semua) - {"rencana", "dibatalkan"}
    assert set(acara(client, orang[peran])) == {f"kunjungan-{semua[s].pk}" for s in terlihat}
    Kunjungan.objects.filter(pk=semua["dibatalkan"].pk).update(
        surat_tugas=NaskahFactory(desa=desa, kecamatan=desa.kecamatan)
    )
    assert acara(client, orang[peran])[f"kunjungan-{semua['dibatalkan'].pk}"]["STATUS"] == "CANCELLED"


def test_uid_tetap_dan_urutan_naik(client, orang, desa, mendatang):
    k = KunjunganFactory(desa=desa, tanggal=mendatang, petugas=[orang["pelaksana"]])
    (uid,), sebelum = acara(client, orang["pelaksana"]), acara(client, orang["pelaksana"])
    k.riwayat.create(aksi="batalkan", dari="rencana", ke="dibatalkan", oleh=orang["verifikator"])
    Kunjungan.objects.update(status="dibatalkan", versi=1)
    sesudah = acara(client, orang["pelaksana"])
    assert set(sesudah) == {uid}
    assert (sebelum[uid]["SEQUENCE"], sesudah[uid]["SEQUENCE"]) == (0, 2)


def test_alamat_dicabut_akun_ditutup_penugasan_berakhir(client, orang, desa, mendatang):
    pelaksana = orang["pelaksana"]
    KunjunganFactory(desa=desa, tanggal=mendatang, petugas=[pelaksana])
    lama = reverse("perut:kalender-ics", args=[pelaksana.token_kalender])
    assert client.get(lama).status_code == 200
    client.force_login(pelaksana)
    client.post(reverse("akun:kalender-ganti"))
    client.logout()
    pelaksana.refresh_from_db()
    assert (client.get(lama).status_code, umpan(client, pelaksana).status_code) == (404, 200)
    Penugasan.objects.filter(pengguna=pelaksana).update(selesai=date(2021, 1, 1))
    assert umpan(client, pelaksana).status_code == 404
    Penugasan.objects.filter(pengguna=pelaksana).update(selesai=None)
    pelaksana.is_active = False
    pelaksana.save()
    assert umpan(client, pelaksana).status_code == 404
    assert umpan(client, PenggunaFactory()).status_code == 404


def test_banyaknya_kueri_umpan_tetap(client, orang, desa, mendatang, django_assert_max_num_queries):
    def hitung() -> int:
        with django_assert_max_num_queries(20) as tangkapan:
            umpan(client, orang["pelaksana"])
        return len(tangkapan)

    KunjunganFactory(desa=desa, tanggal=mendatang, petugas=[orang["pelaksana"]])
    satu = hitung()
    for n in range(29):
        KunjunganFactory(desa=desa, tanggal=mendatang + timedelta(days=n), petugas=[orang["pelaksana"]])
    assert hitung() == satu

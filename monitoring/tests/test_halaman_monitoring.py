"""The pages of a monitoring: list, planning, letter, report; what is refused, and where it says so."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from akun.enums import SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from dasar.alur import sejak_dari
from desa.hari_kerja import tambah_hari_kerja
from desa.tests.factories import DesaFactory
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from monitoring.services.rencana import IsiMonitoring
from monitoring.tests.factories import FormulirMonitoringFactory, LembarMonitoringFactory, MonitoringFactory
from naskah.enums.naskah import StatusNaskah

pytestmark = pytest.mark.django_db
DAFTAR = "monitoring:monitoring-daftar"


@pytest.fixture
def formulir():
    return FormulirMonitoringFactory(butir=2)


@pytest.fixture
def verifikator(client, orang):
    client.force_login(orang["verifikator"])
    return orang["verifikator"]


def kiriman(desa, petugas=(), lembar=(), **lain):
    """A plan as the browser sends it: rows of officers and sheets as dicts."""
    isi = {
        "desa": desa.pk,
        "nomor_bidang": 1,
        "sasaran": "1. Kegiatan satu\n\n  b) Kegiatan dua  ",
        "tanggal_mulai": "2026-05-05",
        "tanggal_selesai": "2026-05-06",
    } | lain
    for nama, baris in (("petugas", petugas), ("lembar", lembar)):
        isi |= {f"{nama}-TOTAL_FORMS": len(baris), f"{nama}-INITIAL_FORMS": 0}
        isi |= {f"{nama}-{n}-{k}": v for n, b in enumerate(baris) for k, v in b.items()}
    return isi


def diketik(nama="Petugas Diketik", **lain):
    return {"nama": nama, "jenis_kelamin": "P", "jabatan": "Kasi", "alamat": "Jalan Raya"} | lain


def isi_tabel(client, **saringan) -> set[int]:
    return {m.pk for m in client.get(reverse(DAFTAR), saringan).context["table"].data.data}


# --- list -----------------------------------------------------------------------
@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_desa_melihat_sejak_surat_tugas_terbit(client, orang, desa, peran):
    tanpa, diajukan, terbit, selesai = (
        MonitoringFactory(desa=desa).pk,
        MonitoringFactory(desa=desa, status="ditugaskan", status_surat=StatusNaskah.DIAJUKAN).pk,
        MonitoringFactory(desa=desa, status="ditugaskan").pk,
        MonitoringFactory(desa=desa, status="selesai").pk,
    )
    asing = MonitoringFactory(status="berlangsung").pk
    client.force_login(orang[peran])
    terlihat = {tanpa, diajukan, terbit, selesai}
    if peran == "admin":
        terlihat |= {asing}
    if peran in {"kepala_desa", "sekretaris_desa", "penyusun_desa"}:
        terlihat = {terbit, selesai}
    assert isi_tabel(client) == terlihat
    for pk in (tanpa, diajukan, terbit, selesai, asing):
        status = client.get(reverse("monitoring:monitoring-rinci", args=[pk])).status_code
        assert status == (200 if pk in terlihat else 404)


def test_desa_membaca_isi_hanya_setelah_laporan_diterima(client, orang, desa):
    client.force_login(orang["kepala_desa"])
    for status, terbaca in (("berlangsung", False), ("dilaporkan", False), ("selesai", True)):
        m = MonitoringFactory(desa=desa, status=status, kesimpulan="Kesimpulan rahasia.", isi_kegiatan="Isi.")
        LembarMonitoringFactory(monitoring=m, jawaban="TIDAK")
        teks = client.get(m.get_absolute_url()).content.decode()
        assert ("Kesimpulan rahasia." in teks, "butir perlu perhatian" in teks) == (terbaca, terbaca)
        assert ("Hasil monitoring dapat dibaca setelah" in teks) is not terbaca


def test_saringan(client, orang, desa):
    kemarin = timezone.localdate() - timedelta(days=1)
    a = MonitoringFactory(desa=desa, status="berlangsung", petugas=[orang["pelaksana"]], batas_laporan=kemarin)
    b = MonitoringFactory(
        desa=DesaFactory(kecamatan=desa.kecamatan),
        nomor_bidang=2,
        tanggal_mulai=date(2025, 1, 1),
        status="ditugaskan",
        batas_laporan=kemarin + timedelta(days=5),
    )
    MonitoringFactory(desa=desa, status="dilaporkan", batas_laporan=kemarin, tanggal_mulai=date(2024, 1, 1))
    client.force_login(orang["pelaksana"])
    for saringan, hasil in [
        ({"desa": b.desa_id}, {b.pk}),
        ({"bidang": 2}, {b.pk}),
        ({"status": "berlangsung"}, {a.pk}),
        ({"laporan": "terlambat"}, {a.pk}),
        ({"laporan": "belum"}, {a.pk, b.pk}),
        ({"milik": "saya"}, {a.pk}),
        ({"tahun": 2025}, {b.pk}),
        ({"cari": "pelaksana", "status": "berlangsung"}, {a.pk}),
        ({"cari": "tidak ada"}, set()),
    ]:
        assert isi_tabel(client, **saringan) == hasil
    assert client.get(reverse(DAFTAR), {"desa": "x", "bidang": "9", "tahun": "abc"}).status_code == 422
    assert "Terlambat" in client.get(reverse(DAFTAR)).content.decode()


def test_jumlah_kueri_daftar_tetap(client, orang, desa):
    def hitung():

        with CaptureQueriesContext(
            connection,
        ) as kueri:
            client.get(reverse(DAFTAR))
        return len(kueri)

    client.force_login(orang["verifikator"])
    MonitoringFactory(desa=desa, status="ditugaskan", petugas=[orang["pelaksana"]])
    client.get(reverse(DAFTAR))
    satu = hitung()
    for _ in range(29):
        MonitoringFactory(desa=DesaFactory(kecamatan=desa.kecamatan), status="ditugaskan", petugas=[orang["pelaksana"]])
    assert hitung() == satu


def test_daftar_sebagai_xlsx(client, orang, desa):
    MonitoringFactory(desa=desa, status="berlangsung", petugas=[orang["pelaksana"]])
    client.force_login(orang["pemantau_kabupaten"])
    lembar = load_workbook(BytesIO(client.get(reverse(DAFTAR), {"_export": "xlsx"}).content)).active
    kepala, baris = lembar.values
    assert kepala == ("Desa", "Bidang", "Tanggal", "Petugas", "Status", "Laporan paling lambat")
    assert baris[:5] == (
        "Putat Basiun",
        "Penyelenggaraan Pemerintahan",
        "5–6 Mei 2026",
        "Pelaksana",
        "Berlangsung",
    )


# --- planning -------------------------------------------------------------------
def test_rencana_disimpan_dengan_data_akun_dan_batas_laporan(client, verifikator, orang, desa, formulir):
    data = kiriman(
        desa,
        [{"pengguna": orang["pelaksana"].pk, "jenis_kelamin": "L"}, diketik(), {}],
        [{"formulir": formulir.pk, "lokasi": "Kantor Desa"}, {"formulir": formulir.pk, "lokasi": "RT 03"}],
    )
    jawab = client.post(reverse("monitoring:monitoring-buat"), data)
    m = Monitoring.objects.get()
    assert jawab.url == m.get_absolute_url()
    assert m.sasaran == ["Kegiatan satu", "Kegiatan dua"]
    assert m.batas_laporan == tambah_hari_kerja(date(2026, 5, 6), 3, desa.kecamatan.kabupaten)
    assert [(p.urut, p.nama, p.pengguna) for p in m.petugas.all()] == [
        (1, "Pelaksana", orang["pelaksana"]),
        (2, "Petugas Diketik", None),
    ]
    akun = m.petugas.first()
    assert (akun.jabatan, akun.alamat) == (f"Pelaksana {desa.kecamatan.nama}", desa.kecamatan.alamat)
    assert sorted(lb.lokasi for lb in m.lembar.all()) == ["Kantor Desa", "RT 03"]
    assert m.dibuat_oleh == m.diubah_oleh == verifikator


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"tanggal_selesai": "2026-05-04"}, "Tanggal selesai mendahului tanggal mulai."),
        ({"tanggal_selesai": ""}, "Isi tanggal mulai dan tanggal selesai, atau kosongkan keduanya."),
        ({"tanggal_mulai": "0026-05-05"}, "Periksa tahunnya: 26."),
        ({"nomor_bidang": ""}, "Pilih bidang yang dimonitor."),
        ({"nomor_bidang": "2"}, "pilih formulir bidang yang dimonitor"),
        ({"petugas-0-jabatan": ""}, "Isi jabatan petugas."),
        ({"petugas-0-nama": ""}, "Isi nama lengkap petugas."),
        ({"petugas-1-jabatan": "KASI", "petugas-1-nama": "petugas diketik"}, "sudah ada sebagai petugas 1."),
        ({"lembar-0-formulir": ""}, "Pilih formulirnya."),
        ({"lembar-0-lokasi": ""}, "Isi tempat yang dimonitor."),
        ({"lembar-0-formulir": "9" * 30}, "Formulir ini tidak berlaku lagi."),
        ({"petugas-0-pengguna": "9" * 30}, "Orang ini tidak bertugas di kecamatan ini."),
        ({"sasaran": "x" * 301}, "Satu baris paling panjang 300 huruf"),
        ({"petugas-TOTAL_FORMS": "x"}, "ManagementForm"),
    ],
)
def test_isian_yang_salah_disebut_di_tempatnya_dan_tidak_hilang(client, verifikator, desa, formulir, ubah, kalimat):
    data = kiriman(desa, [diketik(), diketik("Petugas Kedua")], [{"formulir": formulir.pk, "lokasi": "Kantor Desa"}])
    jawab = client.post(reverse("monitoring:monitoring-buat"), data | ubah)
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    assert kalimat in teks
    assert f'value="{desa.pk}" selected' in teks
    assert Monitoring.objects.count() == 0


def test_orang_dan_desa_kecamatan_lain_ditolak(client, verifikator, orang, desa, formulir):
    asing = DesaFactory()
    orang_asing = pengguna_berperan(Peran.PELAKSANA, asing)
    lembar = [{"formulir": formulir.pk, "lokasi": "Kantor"}]
    url = reverse("monitoring:monitoring-buat")
    teks = client.post(url, kiriman(asing, [diketik()], lembar)).content.decode()
    assert "Desa ini di luar wilayah Anda." in teks
    data = kiriman(desa, [{"pengguna": orang_asing.pk, "jenis_kelamin": "L"}], lembar)
    assert "Orang ini tidak bertugas di kecamatan ini." in client.post(url, data).content.decode()
    dua = {"pengguna": orang["pelaksana"].pk, "jenis_kelamin": "L"}
    teks = client.post(url, kiriman(desa, [dua, dua], lembar)).content.decode()
    assert "Orang ini sudah ada sebagai petugas 1." in teks
    assert Monitoring.objects.count() == 0


def test_formulir_yang_ditarik_sementara_halaman_terbuka(client, verifikator, desa, formulir):
    type(formulir).objects.filter(pk=formulir.pk).update(status="ditarik", alasan_ditarik="Keliru.")
    data = kiriman(desa, [diketik()], [{"formulir": formulir.pk, "lokasi": "Kantor Desa"}])
    teks = client.post(reverse("monitoring:monitoring-buat"), data).content.decode()
    assert "Formulir ini tidak berlaku lagi. Pilih versi yang berlaku." in teks
    assert 'value="Kantor Desa"' in teks


def test_dua_orang_mengubah_rencana_yang_sama(client, verifikator, desa, formulir):
    m = MonitoringFactory(desa=desa)
    lb = LembarMonitoringFactory(monitoring=m, formulir=formulir)
    url = reverse("monitoring:monitoring-ubah", args=[m.pk])
    lembar = [{"id": str(lb.pk), "formulir": formulir.pk, "lokasi": "Kantor Desa"}]
    pertama = kiriman(desa, [diketik()], lembar, sasaran="Milik pertama", versi=0)
    assert client.post(url, pertama).status_code == 302
    assert client.post(url, pertama).status_code == 302  # the same again is no conflict
    jawab = client.post(url, kiriman(desa, [diketik()], lembar, sasaran="Milik kedua", versi=0))
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Monitoring ini sudah diubah oleh Verifikator sejak halaman ini dibuka." in teks
    assert "Milik pertama" in teks and "Milik kedua" in teks
    assert Monitoring.objects.get().sasaran == ["Milik pertama"]
    data = kiriman(desa, [diketik()], lembar, sasaran="Milik kedua", versi=1)
    assert client.post(url, data).status_code == 302
    m.refresh_from_db()
    assert (m.sasaran, m.versi, list(m.lembar.all())) == (["Milik kedua"], 2, [lb])


@pytest.mark.parametrize("status", sorted(set(StatusMonitoring.values) - {"rencana", "ditugaskan"}))
def test_rencana_yang_sudah_berjalan_tidak_diubah_lagi(client, verifikator, desa, status):
    m = MonitoringFactory(desa=desa, status=status)
    jawab = client.get(reverse("monitoring:monitoring-ubah", args=[m.pk]))
    assert jawab.status_code == 403
    assert "jadi rencananya tidak dapat diubah" in jawab.content.decode()


def test_rencana_yang_ditugaskan_tetap_lengkap_dan_minta_surat_pengganti(client, verifikator, orang, desa, formulir):
    m = MonitoringFactory(desa=desa, status="ditugaskan", petugas=[orang["pelaksana"]])
    lb = LembarMonitoringFactory(monitoring=m, formulir=formulir)
    url = reverse("monitoring:monitoring-ubah", args=[m.pk])
    lembar = [{"id": str(lb.pk), "formulir": formulir.pk, "lokasi": "Kantor Desa"}]
    kosong = kiriman(desa, [], lembar, versi=0)
    assert "harus tetap mempunyai petugas" in client.post(url, kosong).content.decode()
    petugas = [{"pengguna": orang["pelaksana"].pk, "jenis_kelamin": "L"}]
    teks = client.post(url, kiriman(desa, petugas, lembar, versi=0), follow=True).content.decode()
    assert "Susun surat tugas pengganti" in teks
    assert IsiMonitoring.dari(Monitoring.objects.get()).sasaran == ("Kegiatan satu", "Kegiatan dua")
    surat, dilihat = (
        reverse("monitoring:surat-tugas-ajukan", args=[m.pk]),
        {"sejak": sejak_dari(Monitoring.objects.get())},
    )
    teks = client.post(surat, dilihat, follow=True).content.decode()
    assert "Surat tugas diajukan kepada camat." in teks


# --- decisions and report -------------------------------------------------------
def test_tombol_abu_abu_menyebut_sebabnya(client, orang, desa):
    m = MonitoringFactory(desa=desa, status="berlangsung", petugas=[orang["pelaksana"]])
    client.force_login(orang["pelaksana"])
    teks = client.get(m.get_absolute_url()).content.decode()
    assert "“Serahkan laporan” belum dapat dilakukan:" in teks
    assert "Belum ada formulir yang diisi." in teks
    client.force_login(pengguna_berperan(Peran.PELAKSANA, desa))
    assert "Hanya petugas monitoring ini yang dapat melakukannya." in client.get(m.get_absolute_url()).content.decode()


def test_camat_menerima_dengan_kata_sandi(client, orang, desa):
    m = MonitoringFactory(desa=desa, status="dilaporkan", petugas=[orang["pelaksana"]])
    client.force_login(orang["camat"])
    url = reverse("monitoring:monitoring-aksi", args=[m.pk, "terima"])
    assert "Terima dan beri nomor" in client.get(url).content.decode()
    assert "Kata sandi tidak cocok. Laporan belum diterima." in client.post(url, {"sandi": "salah"}).content.decode()
    teks = client.post(url, {"sandi": "kata-sandi-uji", "sejak": sejak_dari(m)}, follow=True).content.decode()
    assert "Laporan diterima dan bernomor." in teks
    teks = client.post(url, {"sandi": "kata-sandi-uji"}, follow=True).content.decode()
    assert "Monitoring ini sudah berstatus “Selesai”; tidak diproses dua kali." in teks


def test_laporan_diusulkan_tetapi_tidak_menimpa(client, orang, desa):
    m = MonitoringFactory(desa=desa, status="berlangsung", petugas=[orang["pelaksana"]])
    lb = LembarMonitoringFactory(monitoring=m, jawaban="ADA")
    client.force_login(orang["pelaksana"])
    url = reverse("monitoring:laporan", args=[m.pk])
    form = client.get(url).context["form"]
    assert form.initial["kesimpulan"].endswith("seluruh 2 butir yang dimonitor dalam keadaan baik.")
    assert m.surat_tugas.nomor in form.initial["dasar"][1]
    assert Monitoring.objects.get().kesimpulan == ""  # shown, not stored
    data = {"kesimpulan": "Tulisan saya.", "saran": "Satu\nDua", "versi": "0", "foto_dilampirkan": "on"}
    assert client.post(url, data).status_code == 302
    lb.jawaban.update(jawaban="TIDAK")
    form = client.get(url).context["form"]
    assert form.initial["kesimpulan"] == "Tulisan saya."
    assert [label for label, _ in form.usulan_lain] == ["V.a. Kesimpulan", "V.b. Saran"]
    assert "dari 2 butir yang dimonitor, 0 butir baik dan 2 butir perlu perhatian" in form.usulan_lain[0][1]
    basi = client.post(url, data | {"kesimpulan": "Tulisan rekan."})
    assert basi.status_code == 422
    assert "Tulisan saya." in basi.content.decode() and "Tulisan rekan." in basi.content.decode()
    assert Monitoring.objects.get().saran == ["Satu", "Dua"]


@pytest.mark.parametrize("status", sorted(set(StatusMonitoring.values) - {"berlangsung", "dikembalikan"}))
def test_laporan_terkunci_di_luar_pengisian(client, orang, desa, status):
    m = MonitoringFactory(desa=desa, status=status, petugas=[orang["pelaksana"]])
    client.force_login(orang["pelaksana"])
    jawab = client.post(reverse("monitoring:laporan", args=[m.pk]), {"kesimpulan": "x", "versi": "0"})
    assert jawab.status_code == 403
    assert "jadi laporannya terkunci" in jawab.content.decode()


def test_formulir_kosong_dan_pratinjau_sebagai_pdf(client, orang, desa, formulir):
    m = MonitoringFactory(desa=desa, status="berlangsung", petugas=[orang["pelaksana"]])
    lb = LembarMonitoringFactory(monitoring=m, formulir=formulir)
    client.force_login(orang["pelaksana"])
    for url in (
        reverse("monitoring:lembar-kosong", args=[m.pk, lb.pk]),
        reverse("monitoring:formulir-kosong", args=[formulir.pk]),
        reverse("monitoring:laporan-pratinjau", args=[m.pk]),
    ):
        assert client.get(url).content[:5] == b"%PDF-"
    asing = LembarMonitoringFactory()
    assert client.get(reverse("monitoring:lembar-kosong", args=[m.pk, asing.pk])).status_code == 404

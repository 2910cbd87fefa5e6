"""Who has sent what, as a page and as a sheet."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from akun.enums import DESA, SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from berkas.enums import PENGUNGGAH_BERKAS
from berkas.models import Berkas, KategoriBerkas, KebutuhanBerkas
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db

TAHUN = timezone.localdate().year


@pytest.fixture
def wajib(desa):
    """wajib(kode, …): a category that the kecamatan of `desa` requires since last year."""

    def kerjakan(kode, periode="tahunan", kelompok="laporan", hari=30, dari="akhir"):
        kategori = KategoriBerkas.objects.create(
            kode=kode, nama=kode.upper(), kelompok=kelompok, periode=periode, urut=KategoriBerkas.objects.count()
        )
        return KebutuhanBerkas.objects.create(
            kecamatan=desa.kecamatan,
            kategori=kategori,
            mulai=date(TAHUN - 1, 1, 1),
            dihitung_dari=dari,
            jatuh_tempo_hari=hari,
        )

    return kerjakan


def kirim(desa, kebutuhan, periode=f"{TAHUN}", status="diterima", judul="Berkas"):
    return Berkas.objects.create(
        desa=desa,
        kategori=kebutuhan.kategori,
        tahun=TAHUN,
        periode=periode,
        judul=judul,
        status=status,
        dibuat_oleh=pengguna_berperan(Peran.SEKRETARIS_DESA, desa),
    )


def url(*args):
    return reverse("berkas:berkas-rekap-desa" if args else "berkas:berkas-rekap", args=args)


def teks(jawab):
    return jawab.content.decode()


def sel(jawab, desa, kolom=0):
    baris = next(b for b in jawab.context["tabel"]["baris"] if b.desa == desa)
    return baris.kotak[kolom][1]


def test_sel_menuju_berkas_atau_unggahan(client, desa, orang, wajib):
    lppd, rkp = wajib("lppd"), wajib("rkp", kelompok="perencanaan", dari="awal", hari=-1)
    berkas = kirim(desa, lppd, status="menunggu")
    client.force_login(orang["verifikator"])
    jawab = client.get(url())
    assert berkas.get_absolute_url() in teks(jawab)
    assert sel(jawab, desa).satu.keadaan == "menunggu"
    assert sel(jawab, desa, 1).satu.keadaan == "terlambat"
    unggah = f"{reverse('berkas:berkas-unggah')}?desa={desa.pk}&amp;kategori={rkp.kategori_id}&amp;tahun={TAHUN}"
    assert f"{unggah}&amp;periode={TAHUN}" in teks(jawab)


@pytest.mark.parametrize("peran", sorted(SEMUA - DESA))
def test_hanya_yang_boleh_mengunggah_ditawari(client, desa, orang, wajib, peran):
    wajib("lppd")
    client.force_login(orang[peran])
    jawab = client.get(url())
    assert jawab.status_code == 200
    assert (reverse("berkas:berkas-unggah") in teks(jawab)) is (peran in PENGUNGGAH_BERKAS)


@pytest.mark.parametrize("peran", sorted(DESA))
def test_desa_langsung_ke_daftarnya_sendiri(client, desa, orang, wajib, peran):
    wajib("lppd")
    tetangga = DesaFactory(kecamatan=desa.kecamatan)
    client.force_login(orang[peran])
    assert client.get(url()).url == url(desa.pk)
    assert client.get(url(tetangga.pk)).status_code == 404


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_desa_kecamatan_lain_tidak_terlihat(client, desa, orang, wajib, peran):
    wajib("lppd")
    lain = DesaFactory()
    client.force_login(orang[peran])
    assert client.get(url(lain.pk)).status_code == (200 if peran == Peran.ADMIN else 404)
    assert lain.nama not in teks(client.get(url(), follow=True))


def test_saringan_kelompok_dan_periode(client, desa, orang, wajib):
    wajib("lppd")
    wajib("kas", periode="bulanan", kelompok="buku")
    client.force_login(orang["camat"])
    buku = client.get(url(), {"kelompok": "buku"})
    assert [k.label for k in buku.context["tabel"]["kolom"]] == ["KAS"]
    assert len(sel(buku, desa).sel) == 12
    mei = client.get(url(), {"kelompok": "buku", "periode": f"{TAHUN}-05"})
    assert sel(mei, desa).satu.tuntutan.periode == f"{TAHUN}-05"
    pilihan = [kode for kode, _ in mei.context["form"].fields["periode"].choices]
    assert pilihan == ["", *[f"{TAHUN}-{n:02d}" for n in range(1, 13)]]
    tahun_lalu = client.get(url(), {"tahun": TAHUN - 1})
    assert sel(tahun_lalu, desa).satu.tuntutan.periode == f"{TAHUN - 1}"


@pytest.mark.parametrize(
    "saringan",
    [
        {"tahun": "abc"},
        {"tahun": "99999"},
        {"kelompok": "entah"},
        {"periode": "2026-13"},
        {"kecamatan": "entah"},
        {"tahun": "-1", "kelompok": "'", "periode": "%00"},
    ],
)
def test_alamat_yang_aneh_disebut_salah(client, desa, orang, wajib, saringan):
    wajib("lppd")
    client.force_login(orang["camat"])
    jawab = client.get(url(), saringan)
    assert (jawab.status_code, "Saringannya keliru" in jawab.content.decode()) == (422, True)
    assert client.get(url(desa.pk), saringan).status_code == (422 if "tahun" in saringan else 200)


def test_banyak_dokumen_dijumlah_menurut_kelompok(client, desa, orang, wajib):
    semua = [wajib(f"l{n}", dari="awal", hari=-1) for n in range(10)] + [
        wajib(f"s{n}", kelompok="sk") for n in range(5)
    ]
    kirim(desa, semua[0])
    kirim(desa, semua[1], status="ditolak")
    client.force_login(orang["camat"])
    jawab = client.get(url())
    assert [k.label for k in jawab.context["tabel"]["kolom"]] == ["Surat keputusan", "Laporan"]
    h = sel(jawab, desa, 1).hitungan
    assert (h.jumlah, h.diterima, h.ditolak, h.terlambat) == (10, 1, 1, 9)
    assert "1 dari 10" in teks(jawab)


def test_jumlah_per_desa_dan_per_dokumen(client, desa, orang, wajib):
    tetangga = DesaFactory(kecamatan=desa.kecamatan)
    lppd, kas = wajib("lppd"), wajib("kas", dari="awal", hari=-1)
    kirim(desa, lppd)
    kirim(tetangga, lppd)
    kirim(tetangga, kas)
    client.force_login(orang["camat"])
    tabel = client.get(url()).context["tabel"]
    assert {b.desa: (b.hitungan.diterima, b.hitungan.terlambat) for b in tabel["baris"]} == {
        desa: (1, 1),
        tetangga: (2, 0),
    }
    assert [(k.label, k.hitungan.diterima, k.hitungan.terlambat) for k in tabel["kolom"]] == [
        ("LPPD", 2, 0),
        ("KAS", 1, 1),
    ]


def test_kelurahan_tidak_dituntut(client, desa, orang, wajib):
    wajib("lppd")
    DesaFactory(kecamatan=desa.kecamatan, jenis="kelurahan")
    client.force_login(orang["camat"])
    assert [b.desa for b in client.get(url()).context["tabel"]["baris"]] == [desa]


def test_ekspor_dibaca_kembali(client, desa, orang, wajib):
    tetangga = DesaFactory(kecamatan=desa.kecamatan, nama="Tetangga")
    lppd, kas = wajib("lppd"), wajib("kas", dari="awal", hari=-1)
    kirim(desa, lppd, judul="=HYPERLINK(1)")
    client.force_login(orang["pemantau_kabupaten"])
    jawab = client.get(url(), {"_export": "xlsx"})
    assert "attachment" in jawab["Content-Disposition"]
    buku = load_workbook(io.BytesIO(jawab.content))
    rekap = list(buku["Rekap"].iter_rows(values_only=True))
    telat = (timezone.localdate() - date(TAHUN - 1, 12, 31)).days
    assert rekap == [
        ("Desa", "Kode desa", f"LPPD, {TAHUN}", f"KAS, {TAHUN}", "Diterima", "Dituntut", "Terlambat"),
        ("Putat Basiun", desa.kode, "Diterima", f"Terlambat, terlambat {telat} hari", 1, 2, 1),
        ("Tetangga", tetangga.kode, "Belum", f"Terlambat, terlambat {telat} hari", 0, 2, 1),
        ("Jumlah diterima", None, 1, 0, 1, None, None),
        ("Jumlah terlambat", None, 0, 2, None, None, 2),
    ]
    rincian = list(buku["Rincian"].iter_rows(values_only=True))
    assert len(rincian) == 1 + 4
    assert rincian[1][3:7] == ("LPPD", f"{TAHUN}", _hari(date(TAHUN, 12, 31) + timedelta(days=30)), "Diterima")
    assert rincian[1][9] == "'=HYPERLINK(1)"
    assert kas.kategori.nama in rincian[2]


def _hari(tanggal):
    from datetime import datetime, time

    return datetime.combine(tanggal, time())


def test_daftar_desa_menyebut_yang_harus_dikirim(client, desa, orang, wajib):
    lppd, kas = wajib("lppd", dari="awal", hari=-1), wajib("kas", dari="awal", hari=-1)
    segera = wajib("rkp", dari="awal", hari=(timezone.localdate() - date(TAHUN, 1, 1)).days + 5)
    berkas = kirim(desa, lppd, status="ditolak")
    for alasan in ("Halaman satu hilang.", "Halaman dua hilang."):
        berkas.riwayat.create(aksi="tolak", dari="menunggu", ke="ditolak", oleh=orang["verifikator"], alasan=alasan)
    client.force_login(orang["sekretaris_desa"])
    jawab = client.get(url(desa.pk))
    isi = jawab.context
    assert [(s.tuntutan.kunci, alasan) for s, alasan in isi["ditolak"] if s.tuntutan.periode == f"{TAHUN}"] == [
        ((lppd.kategori_id, f"{TAHUN}"), "Halaman dua hilang.")
    ]
    assert (kas.kategori_id, f"{TAHUN}") in [s.tuntutan.kunci for s in isi["terlambat"]]
    assert (segera.kategori_id, f"{TAHUN}") in [s.tuntutan.kunci for s in isi["segera"]]
    assert "Harus diperbaiki" in teks(jawab)
    assert f"kategori={kas.kategori_id}&amp;tahun={TAHUN}&amp;periode={TAHUN}" in teks(jawab)


@pytest.mark.parametrize("alamat", ["rekap", "rekap-desa"])
def test_jumlah_kueri_tetap(client, desa, orang, wajib, alamat, django_assert_max_num_queries):
    """One desa and one document, then twenty-three desa and forty documents, some of them sent."""
    client.force_login(orang["verifikator"])
    tujuan = url() if alamat == "rekap" else url(desa.pk)
    kirim(desa, wajib("a", periode="bulanan"), periode=f"{TAHUN}-01", status="ditolak")

    def hitung():
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(tujuan).status_code == 200
        return len(kueri)

    sedikit = hitung()
    desa_lain = [DesaFactory(kecamatan=desa.kecamatan) for _ in range(22)]
    for n in range(39):
        k = wajib(f"k{n}", periode="bulanan", kelompok="buku" if n % 2 else "laporan")
        for d in (desa, *desa_lain[:3]):
            kirim(d, k, periode=f"{TAHUN}-02", status=("diterima", "ditolak", "menunggu")[n % 3])
    assert hitung() == sedikit


def test_tanpa_dokumen_wajib_ada_penjelasan(client, desa, orang):
    client.force_login(orang["verifikator"])
    assert "Belum ada dokumen yang diwajibkan" in teks(client.get(url()))
    assert "Belum ada dokumen yang diwajibkan" in teks(client.get(url(desa.pk)))

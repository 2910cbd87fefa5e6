"""What a kecamatan requires: who changes it, and that the past stays as it was."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import SEMUA, Peran
from berkas.forms.kebutuhan import tempo_sebutan
from berkas.models import KategoriBerkas, KebutuhanBerkas
from berkas.services.kebutuhan import kebutuhan_akhiri, kebutuhan_tambah, kebutuhan_ubah
from berkas.wajib.tuntutan import tuntutan_setahun
from config.tests.kantor import hari_uji
from desa.tests.factories import DesaFactory

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]

HARI_INI = hari_uji()
AWAL = date(HARI_INI.year, 1, 1)
HARI = timedelta(days=1)


@pytest.fixture
def kategori():
    return KategoriBerkas.objects.create(kode="kas", nama="Buku kas", kelompok="buku", periode="bulanan")


@pytest.fixture
def wajib(desa, kategori):
    return KebutuhanBerkas.objects.create(
        kecamatan=desa.kecamatan, kategori=kategori, mulai=AWAL - timedelta(days=365), jatuh_tempo_hari=10
    )


def url(nama, *args):
    return reverse(f"berkas:kebutuhan-{nama}", args=args)


def teks(jawab):
    return jawab.content.decode()


def isian(desa, kategori, **lain):
    return {
        "kecamatan": desa.kecamatan_id,
        "kategori": kategori.pk,
        "mulai": HARI_INI.isoformat(),
        "hari": "15",
        "patokan": "sesudah_akhir",
    } | lain


def test_tambah(client, desa, orang, kategori):
    client.force_login(orang["verifikator"])
    jawab = client.post(url("tambah"), isian(desa, kategori), follow=True)
    assert "Buku kas sekarang wajib dikirim desa." in teks(jawab)
    baru = KebutuhanBerkas.objects.get()
    assert (baru.kecamatan, baru.mulai, baru.dihitung_dari, baru.jatuh_tempo_hari) == (
        desa.kecamatan,
        HARI_INI,
        "akhir",
        15,
    )


@pytest.mark.parametrize(
    ("patokan", "hari", "harapan", "sebutan"),
    [
        ("sesudah_akhir", 10, ("akhir", 10), "10 hari sesudah periode berakhir"),
        ("sebelum_awal", 92, ("awal", -92), "92 hari sebelum periode dimulai"),
        ("sebelum_akhir", 5, ("akhir", -5), "5 hari sebelum periode berakhir"),
        ("sesudah_awal", 0, ("awal", 0), "pada hari pertama periode"),
        ("sesudah_bulan", 3, ("bulan", 3), "3 bulan sesudah periode berakhir, pada hari terakhir bulan itu"),
    ],
)
def test_patokan_jatuh_tempo(client, desa, orang, kategori, patokan, hari, harapan, sebutan):
    client.force_login(orang["verifikator"])
    client.post(url("tambah"), isian(desa, kategori, patokan=patokan, hari=hari))
    baru = KebutuhanBerkas.objects.get()
    assert (baru.dihitung_dari, baru.jatuh_tempo_hari) == harapan
    assert tempo_sebutan(baru) == sebutan
    assert sebutan in teks(client.get(url("daftar")))


@pytest.mark.parametrize("hari", ["0", "13", "366"])
def test_bulan_yang_tidak_masuk_akal_ditolak(client, desa, orang, kategori, hari):
    client.force_login(orang["verifikator"])
    jawab = client.post(url("tambah"), isian(desa, kategori, patokan="sesudah_bulan", hari=hari))
    assert jawab.status_code == 422
    assert "Bila dihitung dengan bulan, isi 1 sampai 12." in teks(jawab)
    assert not KebutuhanBerkas.objects.exists()


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"hari": "400"}, "366"),
        ({"hari": "-1"}, "0"),
        ({"hari": ""}, "Isi jumlah harinya"),
        ({"mulai": "2001-01-01"}, "Paling awal 1 Januari"),
        ({"mulai": "9999-12-31"}, "Periksa tahunnya."),
        ({"mulai": "kemarin"}, "tanggal"),
        ({"kecamatan": "9" * 30}, "Kecamatan ini di luar wilayah Anda."),
        ({"kategori": ""}, "Pilih dokumennya."),
        ({"patokan": "entah"}, "Pilih dari mana jatuh temponya dihitung."),
    ],
)
def test_isian_salah_disebut_dan_tidak_hilang(client, desa, orang, kategori, ubah, kalimat):
    client.force_login(orang["verifikator"])
    jawab = client.post(url("tambah"), isian(desa, kategori) | ubah)
    assert jawab.status_code == 422
    assert kalimat in teks(jawab)
    assert KebutuhanBerkas.objects.count() == 0


def test_kategori_yang_sama_tidak_diwajibkan_dua_kali(client, desa, orang, kategori, wajib):
    client.force_login(orang["verifikator"])
    jawab = client.post(url("tambah"), isian(desa, kategori))
    assert (jawab.status_code, "Kategori ini sudah diwajibkan sejak" in teks(jawab)) == (422, True)


def test_kecamatan_lain_tidak_diatur(client, desa, orang, kategori):
    client.force_login(orang["verifikator"])
    lain = DesaFactory()
    jawab = client.post(url("tambah"), isian(lain, kategori))
    assert jawab.status_code == 422
    asing = KebutuhanBerkas.objects.create(kecamatan=lain.kecamatan, kategori=kategori, mulai=AWAL)
    assert [client.get(url(n, asing.pk)).status_code for n in ("ubah", "akhiri")] == [404, 404]
    with pytest.raises(PermissionDenied):
        kebutuhan_akhiri(kebutuhan=asing, selesai=HARI_INI, oleh=orang["verifikator"])


def tuntutan(desa, tahun):
    return [(t.periode, t.jatuh_tempo) for t in tuntutan_setahun(KebutuhanBerkas.objects.all(), tahun)]


def test_ubah_tidak_mengubah_yang_lalu(client, desa, orang, wajib):
    lalu = tuntutan(desa, HARI_INI.year - 1)
    sebelum = dict(tuntutan(desa, HARI_INI.year))
    client.force_login(orang["verifikator"])
    client.post(
        url("ubah", wajib.pk),
        {"versi": wajib.versi, "berlaku": HARI_INI.isoformat(), "hari": "20", "patokan": "sesudah_akhir"},
    )
    assert KebutuhanBerkas.objects.count() == 2
    assert tuntutan(desa, HARI_INI.year - 1) == lalu
    sesudah = dict(tuntutan(desa, HARI_INI.year))
    bulan_ini = f"{HARI_INI:%Y-%m}"
    for periode, tempo in sesudah.items():
        assert tempo == sebelum[periode] + (10 * HARI if periode >= bulan_ini else 0 * HARI)


def test_ubah_yang_belum_mulai_tidak_menambah_baris(desa, orang, kategori):
    k = KebutuhanBerkas.objects.create(kecamatan=desa.kecamatan, kategori=kategori, mulai=HARI_INI + 10 * HARI)
    kebutuhan_ubah(
        kebutuhan=k, berlaku=HARI_INI + HARI, dihitung_dari="awal", jatuh_tempo_hari=-3, oleh=orang["verifikator"]
    )
    assert KebutuhanBerkas.objects.values_list("dihitung_dari", "jatuh_tempo_hari", "selesai").get() == (
        "awal",
        -3,
        None,
    )


@pytest.mark.parametrize(("nama", "kolom"), [("ubah", "berlaku"), ("akhiri", "selesai")])
def test_tahun_yang_salah_ketik_disebut(client, orang, wajib, nama, kolom):
    client.force_login(orang["verifikator"])
    jawab = client.post(
        url(nama, wajib.pk), {"versi": wajib.versi, kolom: "2206-11-22", "hari": "20", "patokan": "sesudah_akhir"}
    )
    assert (jawab.status_code, "Periksa tahunnya." in teks(jawab)) == (422, True)


@pytest.mark.parametrize(("nama", "kolom"), [("ubah", "berlaku"), ("akhiri", "selesai")])
def test_tidak_berlaku_surut(client, orang, wajib, nama, kolom):
    client.force_login(orang["verifikator"])
    kemarin = (HARI_INI - HARI).isoformat()
    jawab = client.post(
        url(nama, wajib.pk), {"versi": wajib.versi, kolom: kemarin, "hari": "20", "patokan": "sesudah_akhir"}
    )
    assert jawab.status_code == 422
    assert "paling cepat hari ini" in teks(jawab)
    assert kemarin in teks(jawab)
    wajib.refresh_from_db()
    assert (KebutuhanBerkas.objects.count(), wajib.selesai) == (1, None)


def test_akhiri(client, desa, orang, wajib):
    lalu = tuntutan(desa, HARI_INI.year - 1)
    client.force_login(orang["verifikator"])
    jawab = client.post(url("akhiri", wajib.pk), {"versi": wajib.versi, "selesai": HARI_INI.isoformat()}, follow=True)
    assert "Buku kas tidak dituntut lagi sesudah tanggal itu." in teks(jawab)
    assert tuntutan(desa, HARI_INI.year - 1) == lalu
    assert tuntutan(desa, HARI_INI.year + 1) == []
    KebutuhanBerkas.objects.update(selesai=HARI_INI - HARI)
    assert "Buku kas" not in teks(client.get(url("daftar"), {"cari": ""})).split("<tbody>")[-1].split("kosong")[0]
    assert len(client.get(url("daftar"), {"keadaan": "berakhir"}).context["table"].rows) == 1
    jawab = client.post(
        url("ubah", wajib.pk), {"versi": wajib.versi, "berlaku": HARI_INI, "hari": "20", "patokan": "sesudah_akhir"}
    )
    assert "Kewajiban ini sudah berakhir, jadi tidak dapat diubah lagi." in teks(jawab)


def test_akhiri_yang_belum_mulai_menghapusnya(desa, orang, kategori):
    oleh = orang["verifikator"]
    k = kebutuhan_tambah(
        kecamatan=desa.kecamatan,
        kategori=kategori,
        mulai=HARI_INI + 5 * HARI,
        dihitung_dari="akhir",
        jatuh_tempo_hari=10,
        oleh=oleh,
    )
    assert kebutuhan_akhiri(kebutuhan=k, selesai=HARI_INI, oleh=oleh) is None
    assert KebutuhanBerkas.objects.count() == 0


def test_dapat_diwajibkan_lagi_setelah_berakhir(desa, orang, wajib):
    oleh = orang["verifikator"]
    kebutuhan_akhiri(kebutuhan=wajib, selesai=HARI_INI, oleh=oleh)
    isi = {"kecamatan": desa.kecamatan, "kategori": wajib.kategori, "dihitung_dari": "akhir", "jatuh_tempo_hari": 5}
    kebutuhan_tambah(**isi, mulai=HARI_INI + HARI, oleh=oleh)
    assert KebutuhanBerkas.objects.count() == 2


def test_pasang_bawaan_sekali(client, desa, orang):
    call_command("acuan_muat", verbosity=0)
    client.force_login(orang["verifikator"])
    isi = {"kecamatan": desa.kecamatan_id, "mulai": AWAL.isoformat()}
    client.post(url("pasang"), isi)
    jumlah = KebutuhanBerkas.objects.filter(kecamatan=desa.kecamatan).count()
    assert jumlah > 5
    jawab = client.post(url("pasang"), isi, follow=True)
    assert "Semua dokumen bawaan sudah pernah diatur di sini." in teks(jawab)
    assert KebutuhanBerkas.objects.filter(kecamatan=desa.kecamatan).count() == jumlah


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_semua_membaca_hanya_verifikator_mengubah(client, orang, wajib, peran):
    client.force_login(orang[peran])
    halaman = client.get(url("daftar"))
    assert (halaman.status_code, "Buku kas" in teks(halaman)) == (200, True)
    boleh = peran == Peran.VERIFIKATOR
    assert (url("ubah", wajib.pk) in teks(halaman), url("tambah") in teks(halaman)) == (boleh, boleh)
    status = {client.get(a).status_code for a in (url("tambah"), url("pasang"), url("ubah", wajib.pk))}
    assert status == ({200} if boleh else {403})


def test_jumlah_kueri_dan_ekspor(client, desa, orang, wajib, django_assert_max_num_queries):
    client.force_login(orang["verifikator"])
    hitungan = []
    for banyak in (0, 29):
        for n in range(banyak):
            k = KategoriBerkas.objects.create(kode=f"k{n}", nama=f"Buku {n}", kelompok="buku", periode="tahunan")
            KebutuhanBerkas.objects.create(kecamatan=desa.kecamatan, kategori=k, mulai=AWAL)
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(url("daftar")).status_code == 200
        hitungan.append(len(kueri))
    assert hitungan[0] == hitungan[1]
    jawab = client.get(url("daftar"), {"_export": "xlsx"})
    baris = list(load_workbook(io.BytesIO(jawab.content)).active.iter_rows(values_only=True))
    assert baris[0][:6] == ("Dokumen", "Kelompok", "Periode", "Jatuh tempo", "Wajib sejak", "Sampai")
    assert len(baris) == 1 + 30

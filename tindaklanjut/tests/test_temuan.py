import datetime
import re
from io import BytesIO

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import DESA, SEMUA, WAKIL_DESA, Peran
from config.tests.kantor import hari_uji
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory
from tindaklanjut.enums import BERJALAN, StatusTemuan
from tindaklanjut.models import Temuan
from tindaklanjut.services import jawaban_resmikan
from tindaklanjut.tests.contoh_bukti import foto

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]


def buat(desa, status=StatusTemuan.TERBUKA, hari=30, asal_id="1", **isi):
    return Temuan.objects.create(
        desa=desa,
        asal_jenis="kunjungan",
        asal_id=asal_id,
        asal_teks="Kunjungan uji",
        batas_waktu=hari_uji() + datetime.timedelta(days=hari),
        status=status,
        **({"uraian": "Buku kas belum ditutup.", "penanggung_jawab": "Kaur Keuangan"} | isi),
    )


def rinci(t):
    return reverse("tindaklanjut:temuan-rinci", args=[t.pk])


@pytest.mark.parametrize("peran", sorted(SEMUA))
@pytest.mark.parametrize("status", StatusTemuan)
def test_siapa_boleh_apa(client, desa, orang, peran, status):
    t = buat(desa, status)
    client.force_login(orang[peran])
    desa_sendiri = peran in WAKIL_DESA
    terlihat = status != StatusTemuan.DRAF or peran not in DESA | {Peran.PEMANTAU_KABUPATEN}
    jawab = client.get(rinci(t))
    assert jawab.status_code == (200 if terlihat else 404)
    berjalan = status in BERJALAN
    isi = jawab.content.decode()
    assert ("Kirim jawaban" in isi) is (desa_sendiri and berjalan)
    assert ('action="' + reverse("tindaklanjut:temuan-tutup", args=[t.pk]) in isi) is (
        peran == Peran.VERIFIKATOR and berjalan
    )


def kabar(siapa) -> list[tuple[str, str, str]]:
    return list(siapa.pemberitahuan.values_list("judul", "isi", "tautan"))


def test_desa_menjawab_lalu_kecamatan_menutup(client, desa, orang):
    t = buat(desa)
    client.force_login(orang["sekretaris_desa"])
    client.post(
        reverse("tindaklanjut:temuan-jawab", args=[t.pk]),
        {"sejak": sejak_dari(t), "hasil": "selesai", "uraian": "Sudah ditutup.", "bukti": foto()},
    )
    t.refresh_from_db()
    assert t.status == StatusTemuan.DIJAWAB
    assert kabar(orang["verifikator"]) == [(f"{desa} menjawab temuan", "Sudah ditutup.", rinci(t))]
    client.force_login(orang["verifikator"])
    client.post(
        reverse("tindaklanjut:temuan-tutup", args=[t.pk]),
        {"sejak": sejak_dari(t), "uraian": "Buku dilihat, sudah ditutup."},
    )
    t.refresh_from_db()
    assert (t.status, t.ditutup_pada) == (StatusTemuan.SELESAI, hari_uji())
    assert t.tindak_lanjut.count() == 2
    for peran in ("kepala_desa", "sekretaris_desa"):
        assert kabar(orang[peran]) == [("Temuan dinyatakan selesai", "Buku dilihat, sudah ditutup.", rinci(t))]


def test_jawaban_kosong_disebut_dan_tidak_disimpan(client, desa, orang):
    t = buat(desa)
    client.force_login(orang["sekretaris_desa"])
    jawab = client.post(
        reverse("tindaklanjut:temuan-jawab", args=[t.pk]), {"sejak": sejak_dari(t), "hasil": "sebagian", "uraian": ""}
    )
    assert jawab.status_code == 422
    assert "Tulis apa yang sudah dilakukan." in jawab.content.decode()
    assert t.tindak_lanjut.count() == 0


def test_temuan_selesai_tidak_dapat_dijawab(client, desa, orang):
    t = buat(desa, StatusTemuan.SELESAI)
    client.force_login(orang["kepala_desa"])
    jawab = client.post(
        reverse("tindaklanjut:temuan-jawab", args=[t.pk]),
        {"sejak": sejak_dari(t), "hasil": "selesai", "uraian": "Sudah."},
    )
    assert jawab.status_code == 422
    assert t.tindak_lanjut.count() == 0


def test_temuan_desa_lain_tidak_ditemukan(client, orang):
    t = buat(DesaFactory())
    client.force_login(orang["sekretaris_desa"])
    assert client.get(rinci(t)).status_code == 404
    assert (
        client.post(
            reverse("tindaklanjut:temuan-jawab", args=[t.pk]),
            {
                "sejak": sejak_dari(t),
            },
        ).status_code
        == 404
    )


def test_daftar_menyaring_terlambat_dan_mencari(client, desa, orang):
    buat(desa, hari=-30, uraian="Terlambat sekali")
    buat(desa, hari=5, uraian="Masih lama")
    buat(desa, status=StatusTemuan.DRAF, uraian="Masih draf")
    client.force_login(orang["camat"])
    daftar = reverse("tindaklanjut:temuan-daftar")
    semua = client.get(daftar).content.decode()
    assert [k in semua for k in ("Terlambat sekali", "Masih lama", "Masih draf")] == [True, True, False]
    terlambat = client.get(daftar, {"keadaan": "terlambat"}).content.decode()
    assert [k in terlambat for k in ("Terlambat sekali", "Masih lama")] == [True, False]
    cari = client.get(daftar, {"cari": "lama"}).content.decode()
    assert [k in cari for k in ("Terlambat sekali", "Masih lama")] == [False, True]


def test_jumlah_kueri_daftar_tetap(client, desa, orang, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(orang["camat"])
    daftar = reverse("tindaklanjut:temuan-daftar")
    buat(desa)
    client.get(daftar)
    with CaptureQueriesContext(
        connection,
    ) as satu:
        client.get(daftar)
    for _ in range(29):
        buat(DesaFactory(kecamatan=desa.kecamatan))
    with CaptureQueriesContext(connection) as banyak:
        client.get(daftar, {"per_page": 30})
    assert len(banyak) == len(satu)


def test_ekspor_xlsx(client, desa, orang):
    t = buat(desa, uraian="=1+1 bukan rumus")
    client.force_login(orang["camat"])
    lembar = load_workbook(
        BytesIO(client.get(reverse("tindaklanjut:temuan-daftar"), {"_export": "xlsx"}).content)
    ).active
    baris = [[c.value for c in b] for b in lembar.iter_rows()]
    assert baris[0] == ["Temuan", "Desa", "Asal", "Penanggung jawab", "Batas waktu", "Status", "Tingkat", "Berulang"]
    assert baris[1][1:4] == [desa.nama, "Kunjungan uji", "Kaur Keuangan"]
    assert all(c.data_type != "f" for c in lembar[2])
    assert (baris[1][5], baris[1][7]) == (t.get_status_display(), None)  # found for the first time


def test_jawaban_kunjungan_terlihat_desa_setelah_resmi(client, desa, orang):
    t = buat(desa)
    t.tindak_lanjut.create(asal_jenis="kunjungan", asal_id="2", hasil="belum", uraian="Masih dinilai petugas.")

    def terlihat(peran):
        client.force_login(orang[peran])
        return "Masih dinilai petugas." in client.get(rinci(t)).content.decode()

    assert [terlihat(p) for p in ("sekretaris_desa", "verifikator")] == [False, True]
    jawaban_resmikan(asal_jenis="kunjungan", asal_id="2", oleh=orang["camat"])
    assert terlihat("sekretaris_desa")


def test_jawaban_terlalu_panjang_ditolak_dan_tetap_di_layar(client, desa, orang):
    t = buat(desa)
    client.force_login(orang["sekretaris_desa"])
    teks = "a" * 5001
    jawab = client.post(
        reverse("tindaklanjut:temuan-jawab", args=[t.pk]), {"sejak": sejak_dari(t), "hasil": "selesai", "uraian": teks}
    )
    assert (jawab.status_code, teks in jawab.content.decode(), t.tindak_lanjut.count()) == (422, True, 0)


def test_alamat_daftar_yang_aneh_tidak_menjadi_galat(client, desa, orang):
    buat(desa)
    client.force_login(orang["verifikator"])
    aneh = ["page=abc", "page=99", "per_page=-3", "per_page=0", "sort=abc", "_export=xls"]
    daftar = reverse("tindaklanjut:temuan-daftar")
    assert [client.get(f"{daftar}?{a}").status_code for a in aneh] == [200] * len(aneh)
    assert client.get(f"{daftar}?desa=abc").status_code == 422  # a filter with a value that is none


def test_tanda_kendali_dari_word_tidak_menggagalkan_unduhan(client, desa, orang):
    buat(desa, uraian="Baris satu\x0bbaris dua")
    client.force_login(orang["verifikator"])
    isi = client.get(reverse("tindaklanjut:temuan-daftar"), {"_export": "xlsx"}).content
    assert load_workbook(BytesIO(isi)).active["A2"].value == "Baris satu baris dua"


def test_jawaban_tanpa_sesi_dari_halaman_yang_ditolak_kembali_ke_formulirnya(client, desa, orang):
    """The answer to a refused form stands at an address that nobody can open; the form is on another page."""
    t = buat(desa)
    client.force_login(orang["sekretaris_desa"])
    alamat = reverse("tindaklanjut:temuan-jawab", args=[t.pk])
    client.get(rinci(t))
    Session.objects.all().delete()
    client.post(alamat, {"uraian": "Sudah dibukukan."}, headers={"Referer": f"http://testserver{alamat}"})
    client.force_login(orang["sekretaris_desa"])
    buntu = client.get(alamat)
    assert (buntu.status_code, '<li class="text-break">Sudah dibukukan.</li>' in buntu.content.decode()) == (405, True)
    assert re.search(r"<textarea[^>]*>\s*Sudah dibukukan.</textarea>", client.get(rinci(t)).content.decode())

"""A number on the first page and the list that it leads to have the same rows, for every role and kecamatan."""

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan, tugaskan
from apbdes.enums import StatusVersi
from apbdes.tests.factories import VersiApbdesFactory
from berkas.models import KategoriBerkas
from dasar.waktu import hari_ini
from dasbor.dokumen import rentang_periode
from dasbor.tests.acak import acak_desa
from desa.enums import JenisDesa
from desa.models import Kecamatan
from desa.tests.factories import DesaFactory, KecamatanFactory, PerangkatFactory
from kapasitas.tests.contoh import nilai_mentah
from kewajiban.tests.factories import wajibkan
from perut.enums import Mutakhir
from perut.tests.factories import BukuFactory

pytestmark = [pytest.mark.django_db, pytest.mark.waktu]
SEKILAS = reverse("dasbor:sekilas")
# Who: (role, in which kecamatan), and what they read as a whole. "desa": of a village there only.
PEMBACA = {
    "camat": ([(Peran.CAMAT, "A")], "A"),
    "sekcam dan kasi": ([(Peran.VERIFIKATOR, "A")], "A"),
    "staf": ([(Peran.PELAKSANA, "A")], "A"),
    "admin": ([(Peran.ADMIN, "A")], "AB"),
    "pemantau": ([(Peran.PEMANTAU_KABUPATEN, "A")], "AB"),
    "verifikator di sini, pelaksana di sana": ([(Peran.VERIFIKATOR, "A"), (Peran.PELAKSANA, "B")], "AB"),
    "camat di sini, sekretaris desa di sana": ([(Peran.CAMAT, "A"), (Peran.SEKRETARIS_DESA, "B")], "A"),
}


@pytest.fixture(scope="module")
def dunia(dunia_bersama):
    """Two kecamatan of a kabupaten, each with three villages, a kelurahan, and budgets under way."""

    def buat():
        acak = random.Random(16)
        a = KecamatanFactory()
        b = KecamatanFactory(kabupaten=a.kabupaten, zona_waktu=a.zona_waktu)
        oleh = pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory(kecamatan=a))
        kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD", kelompok="laporan", periode="tahunan")
        buku = [BukuFactory(mutakhir=m) for m in (*Mutakhir, *Mutakhir)]
        for kec in (a, b):
            hari = hari_ini(kec)
            wajibkan(kec, kategori, mulai=date(hari.year - 2, 1, 1))
            for jenis in (JenisDesa.DESA, JenisDesa.DESA, JenisDesa.DESA, JenisDesa.KELURAHAN):
                d = DesaFactory(kecamatan=kec, jenis=jenis)
                acak_desa(d, acak, buku, kategori, oleh)
                batas = hari + timedelta(days=9)
                for tingkat in ((2, 3), (1, 3)):
                    nilai_mentah(PerangkatFactory(desa=d), *tingkat)
                PerangkatFactory(desa=d)
                VersiApbdesFactory(desa=d, tahun=2019, status=StatusVersi.DIEVALUASI, batas_evaluasi=batas)
        return {"A": a.pk, "B": b.pk}

    return dunia_bersama(buat)


def orang_buat(tugas, dunia) -> Pengguna:
    kec = {nama: Kecamatan.objects.get(pk=pk) for nama, pk in dunia.items()}
    (pertama, di), *lain = tugas
    pengguna = pengguna_berperan(pertama, kec[di].desa.filter(jenis="desa").first())
    for peran, di in lain:
        tugaskan(pengguna, peran, kec[di].desa.filter(jenis="desa").first())
    return pengguna


def baris(client, alamat):
    """The rows of a list, all of its pages."""
    jawab = client.get(alamat)
    assert jawab.status_code == 200, alamat
    return jawab.context["object_list"]


@pytest.mark.parametrize("siapa", PEMBACA)
def test_angka_dan_daftarnya_sama(client, dunia, siapa):
    tugas, membaca = PEMBACA[siapa]
    client.force_login(orang_buat(tugas, dunia))
    for nama in membaca:
        jawab = client.get(SEKILAS, {"kecamatan": dunia[nama]})
        assert len(jawab.context["baris"]) == len(Kecamatan.objects.get(pk=dunia[nama]).desa.filter(jenis="desa"))
        ubin = {u.judul: u for u in jawab.context["ubin"]}
        sah, rencana = map(int, ubin["Kunjungan"].besar.split(" dari "))
        kunjungan = baris(client, ubin["Kunjungan"].url)
        assert (sum(k.status == "disahkan" for k in kunjungan), len(kunjungan)) == (sah, rencana)
        assert len(baris(client, ubin["Temuan terbuka"].url)) == int(ubin["Temuan terbuka"].besar)
        telat = ubin["Temuan terbuka"].url_kecil and len(baris(client, ubin["Temuan terbuka"].url_kecil))
        assert ubin["Temuan terbuka"].kecil == (f"{telat} terlambat" if telat else "tidak ada yang terlambat")
        buku = client.get(ubin["Buku tertib"].url).content.decode()
        tertib, diperiksa = map(int, ubin["Buku tertib"].besar.split(" dari "))
        sel = [buku.count(f'<a class="tanda-{t}"') for t in ("baik", "perhatian", "buruk")]
        assert (sel[0], sum(sel)) == (tertib, diperiksa)
        dokumen = ubin["Dokumen terlambat"]
        assert client.get(dokumen.url).content.decode().count('<li class="dokumen-telat">') == int(dokumen.besar) > 0
        if dokumen.url_kecil:
            assert dokumen.kecil == f"dan {len(baris(client, dokumen.url_kecil))} laporan monitoring"
        kapasitas = ubin["Perangkat mampu"]
        dinilai = list(baris(client, kapasitas.url))
        mampu = sum(p.keadaan == "mampu" for p in dinilai)
        assert kapasitas.besar == f"{mampu} dari {len(dinilai)}" != "0 dari 0"
        assert kapasitas.kecil == f"{len(baris(client, kapasitas.url_kecil))} belum dinilai"
        anggaran = ubin["Hari APB Desa"]
        assert anggaran.kecil.endswith(f"{len(baris(client, anggaran.url_kecil))} sedang dievaluasi")


def test_kecamatan_di_luar_wilayahnya_bukan_pilihan(client, dunia):
    """The list says so; it never shows more than was asked for."""
    client.force_login(orang_buat(PEMBACA["verifikator di sini, pelaksana di sana"][0], dunia))
    asing = DesaFactory().kecamatan
    for nama in ("perut:kunjungan-daftar", "tindaklanjut:temuan-daftar", "apbdes:daftar"):
        assert client.get(reverse(nama), {"kecamatan": asing.kode}).status_code == 422


@pytest.mark.parametrize("peran", [Peran.ADMIN_KABUPATEN, Peran.KEPALA_DESA])
def test_bukan_untuk_yang_tidak_membaca_kecamatan(client, dunia, peran):
    client.force_login(orang_buat([(peran, "A")], dunia))
    for nama in ("dasbor:sekilas", "dasbor:sekilas-dokumen"):
        assert client.get(reverse(nama)).status_code == 403


@pytest.mark.parametrize(
    ("awal", "akhir", "bunyi"),
    [
        ("2026-01", "2026-10", "Januari–Oktober 2026"),
        ("2025-11", "2026-02", "November 2025 – Februari 2026"),
        ("2026-T1", "2026-T3", "Triwulan I–Triwulan III 2026"),
        ("2024", "2026", "2024–2026"),
        ("2026-05", "2026-05", "Mei 2026"),
        ("", "", ""),
    ],
)
def test_rentang_periode(awal, akhir, bunyi):
    assert rentang_periode(awal, akhir) == bunyi

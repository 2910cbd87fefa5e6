"""Final results side by side: what counts, whose, in which order, and the same numbers on page and sheet."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import DESA, Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory, KecamatanFactory
from evaluasi.enums import BERNILAI, StatusEvaluasi
from evaluasi.hitung import Penilai, Skala, hitung_aspek, hitung_evaluasi, hitung_lembar, skor_dari_tingkat
from evaluasi.models import FormulirEvaluasi, LembarEvaluasi
from evaluasi.tests.factories import EvaluasiFactory, FormulirEvaluasiFactory, TimEvaluasiFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def formulir(db):
    return FormulirEvaluasiFactory(kode="II.A", aspek=2)


def evaluasi_bernilai(desa, formulir: FormulirEvaluasi, nilai: list[str], **isi):
    """A final evaluation whose aspects got these levels ("ab": two members, a and b)."""
    evaluasi = EvaluasiFactory(
        desa=desa, tim=TimEvaluasiFactory(kecamatan=desa.kecamatan), **{"status": StatusEvaluasi.SELESAI, **isi}
    )
    lembar = LembarEvaluasi.objects.create(evaluasi=evaluasi, formulir=formulir, urut=1)
    skala = Skala.dari(formulir.skala)
    aspek = [
        hitung_aspek(
            aspek=a.pk,
            nomor=a.nomor,
            teks=a.teks,
            skala=skala,
            skor=[skor_dari_tingkat(n, h, skala.angka_tingkat()) for n, h in enumerate(huruf)],
        )
        for a, huruf in zip(formulir.aspek.all(), nilai, strict=True)
    ]
    baris = hitung_lembar(
        lembar=lembar.pk, formulir=formulir.pk, kode=formulir.kode, versi=formulir.versi, judul=formulir.judul,
        skala=skala, aspek=aspek,
    )  # fmt: skip
    evaluasi.hasil = hitung_evaluasi(
        cara="tingkat", angka_tingkat={}, penilai=[Penilai(0, "Ketua", "ketua")], lembar=[baris]
    ).json()
    evaluasi.save()
    return evaluasi


def desa_bernama(desa, *nama):
    return [DesaFactory(kecamatan=desa.kecamatan, nama=n) for n in nama]


def buka(client, pengguna, nama, **pilihan):
    client.force_login(pengguna)
    return client.get(reverse(f"evaluasi:{nama}"), pilihan)


def urutan(jawab):
    return [(ke, seri, b.desa.nama, b.nilai) for ke, seri, b in jawab.context["urutan"]]


def test_peringkat_dengan_seri_dan_yang_belum_dievaluasi_terpisah(client, desa, orang, formulir):
    alas, bintang, cempaka, dahlia = desa_bernama(desa, "Alas", "Bintang", "Cempaka", "Dahlia")
    evaluasi_bernilai(alas, formulir, ["b", "b"])  # 79,5
    evaluasi_bernilai(bintang, formulir, ["a", "a"])  # 95
    evaluasi_bernilai(cempaka, formulir, ["bb", "bb"])  # 79,5: the same
    evaluasi_bernilai(dahlia, formulir, ["e", "e"])  # 24,5
    jawab = buka(client, orang[Peran.CAMAT], "peringkat", tahun=2025, formulir="II.A")
    assert urutan(jawab) == [
        (1, False, "Bintang", "95,00"),
        (2, True, "Alas", "79,50"),
        (2, True, "Cempaka", "79,50"),
        (4, False, "Dahlia", "24,50"),
    ]
    assert [d.nama for d in jawab.context["tanpa"]] == ["Putat Basiun"]
    assert "Belum dievaluasi (1)" in jawab.content.decode()


@pytest.mark.parametrize("status", StatusEvaluasi)
def test_hanya_yang_nilainya_tetap_yang_dihitung(client, desa, orang, formulir, status):
    evaluasi_bernilai(desa, formulir, ["a", "b"], status=status)
    jawab = buka(client, orang[Peran.VERIFIKATOR], "peringkat")
    assert bool(jawab.context["urutan"]) is (status in BERNILAI)


def test_pengganti_baru_dihitung_setelah_diterima(client, desa, orang, formulir):
    lama = evaluasi_bernilai(desa, formulir, ["a", "a"])
    baru = evaluasi_bernilai(desa, formulir, ["e", "e"], status=StatusEvaluasi.DITUTUP, menggantikan=lama)
    assert [n for *_, n in urutan(buka(client, orang[Peran.CAMAT], "peringkat"))] == ["95,00"]
    type(lama).objects.filter(pk=lama.pk).update(status=StatusEvaluasi.DIGANTI)
    type(baru).objects.filter(pk=baru.pk).update(status=StatusEvaluasi.SELESAI)
    assert [n for *_, n in urutan(buka(client, orang[Peran.CAMAT], "peringkat"))] == ["24,50"]


def test_dua_evaluasi_setahun_diwakili_yang_terakhir_dan_disebut(client, desa, orang, formulir):
    evaluasi_bernilai(desa, formulir, ["a", "a"], tanggal_selesai="2026-01-16")
    evaluasi_bernilai(desa, formulir, ["c", "c"], tanggal_selesai="2026-06-16")
    jawab = buka(client, orang[Peran.CAMAT], "peringkat")
    assert [n for *_, n in urutan(jawab)] == ["64,50"]
    assert "diwakili evaluasi yang terakhir" in jawab.content.decode()


@pytest.mark.parametrize(
    ("peran", "terlihat"),
    [
        (Peran.KEPALA_DESA, {"Putat Basiun"}),
        (Peran.SEKRETARIS_DESA, {"Putat Basiun"}),
        (Peran.CAMAT, {"Putat Basiun", "Tetangga"}),
        (Peran.PENDAMPING, {"Putat Basiun", "Tetangga"}),
        (Peran.PEMANTAU_KABUPATEN, {"Putat Basiun", "Tetangga", "Sekabupaten"}),
        (Peran.ADMIN, {"Putat Basiun", "Tetangga", "Sekabupaten", "Jauh"}),
    ],
)
def test_yang_terlihat_menurut_wilayah(client, desa, orang, formulir, peran, terlihat):

    tetangga = DesaFactory(kecamatan=desa.kecamatan, nama="Tetangga")
    sekabupaten = DesaFactory(kecamatan=KecamatanFactory(kabupaten=desa.kecamatan.kabupaten), nama="Sekabupaten")
    jauh = DesaFactory(nama="Jauh", kecamatan=KecamatanFactory())
    for d in (desa, tetangga, sekabupaten, jauh):
        evaluasi_bernilai(d, formulir, ["a", "b"])
    harapan = terlihat if jauh.kecamatan.kabupaten_id != desa.kecamatan.kabupaten_id else terlihat | (
        {"Jauh"} if peran == Peran.PEMANTAU_KABUPATEN else set()
    )  # fmt: skip
    if peran in DESA:  # it would be the first among itself
        assert buka(client, orang[peran], "peringkat").status_code == 403
        assert "/peringkat/" not in buka(client, orang[peran], "banding").content.decode()
    else:
        assert {n for _, _, n, _ in urutan(buka(client, orang[peran], "peringkat"))} == harapan
    assert {b.desa.nama for b in buka(client, orang[peran], "banding").context["tabel"].baris} == harapan
    isi = load_workbook(BytesIO(buka(client, orang[peran], "banding-xlsx").content)).active
    assert {baris[0] for baris in isi.iter_rows(min_row=2, max_row=1 + len(harapan), values_only=True)} == harapan


def test_banding_per_aspek_sama_di_gambar_dan_tabel(client, desa, orang, formulir):
    evaluasi_bernilai(desa, formulir, ["ab", "c"])
    jawab = buka(client, orang[Peran.CAMAT], "banding", formulir="II.A", tahun=2025)
    (baris,) = jawab.context["tabel"].baris
    # (95 + 79,5)/2 = 87,25; 64,5; total 151,75; value 75,875
    assert [s.cetak for s in baris.sel] == ["87,25", "64,50"]
    assert (baris.total, baris.nilai, baris.kategori) == ("151,75", "75,88", "Baik")
    teks = jawab.content.decode()
    assert 'value="87.25"' in teks
    assert "<strong>87,25</strong>" in teks


def test_satu_desa_dari_tahun_ke_tahun(client, desa, orang, formulir):
    evaluasi_bernilai(desa, formulir, ["a", "a"], tahun=2025)
    evaluasi_bernilai(desa, formulir, ["c", "c"], tahun=2023)
    evaluasi_bernilai(DesaFactory(kecamatan=desa.kecamatan), formulir, ["e", "e"], tahun=2024)
    jawab = buka(client, orang[Peran.CAMAT], "banding", desa=desa.pk)
    assert [(b.evaluasi.tahun, b.nilai) for b in jawab.context["tabel"].baris] == [(2023, "64,50"), (2025, "95,00")]
    assert jawab.context["selisih"] == "30,50"


def test_versi_formulir_yang_berbeda_ditandai(client, desa, orang, formulir):
    lain = FormulirEvaluasiFactory(kode="II.A", versi=2, aspek=3)
    (tetangga,) = desa_bernama(desa, "Tetangga")
    evaluasi_bernilai(desa, formulir, ["a", "a"])
    evaluasi_bernilai(tetangga, lain, ["b", "b", "b"])
    jawab = buka(client, orang[Peran.CAMAT], "banding", formulir="II.A")
    assert "Formulirnya tidak semua sama" in jawab.content.decode()
    assert {(b.desa.nama, b.formulir, len(b.sel)) for b in jawab.context["tabel"].baris} == {
        ("Putat Basiun", "versi 1", 3), ("Tetangga", "versi 2", 3),
    }  # fmt: skip


def test_nilai_gabungan_disebut_ukuran_perut(client, desa, orang, formulir):
    evaluasi_bernilai(desa, formulir, ["a", "b"])
    jawab = buka(client, orang[Peran.CAMAT], "peringkat", formulir="semua")
    assert urutan(jawab) == [(1, False, "Putat Basiun", "87,25")]
    assert "Lampiran IV hanya mengenal nilai per formulir" in jawab.content.decode()


def test_xlsx_tidak_menjalankan_rumus_dan_sama_dengan_halaman(client, desa, orang, formulir):
    desa.nama = "=1+1"
    desa.save()
    evaluasi_bernilai(desa, formulir, ["ab", "c"])
    jawab = buka(client, orang[Peran.CAMAT], "peringkat-xlsx")
    isi = list(load_workbook(BytesIO(jawab.content)).active.iter_rows(values_only=True))
    assert isi[1][:6] == (1, None, "'=1+1", desa.kecamatan.nama, 75.88, "Baik")
    isi = list(load_workbook(BytesIO(buka(client, orang[Peran.CAMAT], "banding-xlsx").content)).active.values)
    assert isi[1][0] == "'=1+1"
    assert isi[1][3:7] == (87.25, 64.5, 151.75, 75.88)


@pytest.mark.parametrize("nama", ["banding", "peringkat", "banding-xlsx", "peringkat-xlsx"])
def test_pilihan_yang_tidak_dikenal_disebut(client, desa, orang, formulir, nama):
    """Neither the page nor the sheet shows anything else than what was asked for."""
    keliru = {"tahun": "x", "formulir": "<b>", "kecamatan": "-1", "desa": "9" * 30}
    status = 302 if nama.endswith("xlsx") else 422
    assert buka(client, orang[Peran.CAMAT], nama, **keliru).status_code == status
    evaluasi_bernilai(desa, formulir, ["a", "b"])
    assert buka(client, orang[Peran.CAMAT], nama, **keliru).status_code == status


@pytest.mark.parametrize("nama", ["banding", "peringkat"])
def test_jumlah_kueri_tetap(client, desa, orang, formulir, nama, django_assert_max_num_queries):
    client.force_login(orang[Peran.PEMANTAU_KABUPATEN])

    def hitung():
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(reverse(f"evaluasi:{nama}"), {"formulir": "II.A"}).status_code == 200
        return len(kueri)

    evaluasi_bernilai(desa, formulir, ["a", "b"])
    satu = hitung()
    for d in DesaFactory.create_batch(29, kecamatan=desa.kecamatan):
        evaluasi_bernilai(d, formulir, ["b", "c"])
    assert hitung() == satu


def test_orang_dari_kecamatan_lain_tidak_melihat_apa_pun(client, desa, formulir):
    evaluasi_bernilai(desa, formulir, ["a", "b"])

    asing = pengguna_berperan(Peran.CAMAT, DesaFactory(kecamatan=KecamatanFactory()))
    assert urutan(buka(client, asing, "peringkat")) == []

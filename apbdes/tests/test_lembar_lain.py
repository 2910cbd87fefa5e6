"""A sheet that is nobody's template: its heading pointed at once, its rows told from its headings and sums."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.anggaran import Anggaran
from apbdes.bentuk_lembar import Bentuk, Kertas, tebak, tebak_isi
from apbdes.buku_kerja import TidakTerbaca
from apbdes.lembar_lain import baca_lembar, buka
from apbdes.models import BentukLembar, RincianBelanja, RincianPendapatan, VersiApbdes
from apbdes.services.impor import anggaran_impor, sidik_isi
from apbdes.tests.contoh import anggaran, b, p, xlsx
from apbdes.tests.factories import VersiApbdesFactory
from dasar.uang import baca as uang

JUDUL = ["No", "Kode", "Uraian", "Volume", "Satuan", "Harga Satuan", "Jumlah", "Sumber Dana"]
ISI = [
    ["RENCANA ANGGARAN BIAYA"],
    [],
    JUDUL,
    ["", "1", "Bidang Penyelenggaraan Pemerintahan", "", "", "", 1_500_000, ""],
    ["", "01.01.04.", "Operasional Pemerintah Desa", "", "", "", 1_500_000, ""],
    ["", "5.2.1.", "Belanja Barang", "", "", "", 1_500_000, ""],
    ["", "5.2.1.01.", "Belanja Perlengkapan Kantor", "", "", "", 1_000_000, ""],
    [1, "", "Kertas HVS", 10, "rim", 50_000, 500_000, "ADD"],
    [2, "", "Tinta", "2,5", "botol", "Rp 200.000,00", "500.000,00", "ADD"],
    ["", "5.2.1.06.", "Belanja Konsumsi", 1, "paket", 500_000, 500_000, "ADD"],
    ["", "", "JUMLAH", "", "", "", 1_500_000, ""],
]


def terbaca(isi, **lain):
    kertas = Kertas("RAB", isi)
    bentuk = tebak(kertas)
    milik = {"kode_desa": "61.11.01.2001", "tahun": 2024, "jenis": "murni"}
    return baca_lembar(kertas, lain.pop("bentuk", bentuk), **milik, **lain)


def ganti(nomor, kolom, nilai):
    return [[nilai if (n, k) == (nomor - 1, kolom) else s for k, s in enumerate(b)] for n, b in enumerate(ISI)]


def test_judul_ditebak_dan_baris_dibedakan_dari_judul_dan_jumlah():
    assert tebak(Kertas("RAB", ISI)).judul == 2
    hasil = terbaca(ISI)
    assert [(r.kegiatan, r.uraian_kegiatan, r.rekening, r.uraian, r.volume, r.jumlah) for r in hasil.anggaran.belanja][
        ::2
    ] == [
        ("1.1.04", "Operasional Pemerintah Desa", "5.2.1.01", "Kertas HVS", 10, hasil.anggaran.belanja[0].jumlah),
        ("1.1.04", "Operasional Pemerintah Desa", "5.2.1.06", "Belanja Konsumsi", 1, hasil.anggaran.belanja[2].jumlah),
    ]
    assert [r.jumlah / hasil.anggaran.total_belanja for r in hasil.anggaran.belanja] == [1 / 3] * 3
    assert [k.split(": ")[-1] for k in hasil.dilewati] == [
        "judul atau subtotal.",
        "judul kegiatan.",
        "judul atau subtotal.",
        "subtotal rekening.",
        "jumlah.",
    ]


def test_jumlah_lembar_yang_berbeda_disebut():
    with pytest.raises(TidakTerbaca) as salah:
        terbaca(ganti(11, 6, 1_400_000))
    (g,) = salah.value.galat
    assert (g.lembar, g.baris, g.kolom) == ("RAB", 11, "Jumlah")
    assert "JUMLAH Rp1.400.000, tetapi baris-barisnya berjumlah Rp1.500.000" in g.pesan
    with pytest.raises(TidakTerbaca, match="Jumlah Belanja Rp1"):
        terbaca([*ISI, ["", "", "Jumlah Belanja", "", "", "", 1, ""]])
    terbaca([*ISI, ["", "", "Jumlah Bidang 1", "", "", "", 1, ""]])  # of a part that it does not name


@pytest.mark.parametrize(
    ("nomor", "kolom", "nilai", "kalimat"),
    [
        (8, 6, "x", "bukan angka"),
        (8, 7, "BKK", "Sumber dana “BKK” tidak dikenal"),
        (8, 7, "", "Sumber dana baris ini kosong"),
        (5, 1, "", "tidak mempunyai kode kegiatan"),
        (8, 3, 1.23456789012, None),
    ],
)
def test_galat_di_selnya(nomor, kolom, nilai, kalimat):
    if kalimat is None:
        assert terbaca(ganti(nomor, kolom, nilai)).anggaran.belanja
        return
    with pytest.raises(TidakTerbaca, match=kalimat):
        terbaca(ganti(nomor, kolom, nilai))


@pytest.mark.parametrize("kegiatan", ["Kode Kegiatan", "Kode Keg.", "Kd Keg", "Kegiatan"])
@pytest.mark.parametrize("rekening", ["Kode Rekening", "Kode Rek.", "Kd Rek", "Rekening"])
def test_judul_kode_yang_disingkat(kegiatan, rekening):
    isi = [[kegiatan, rekening, "Uraian", "Jumlah", "Sumber"], ["1.1.04", "5.2.1.01", "Kertas", 500, "ADD"]]
    (r,) = terbaca(isi).anggaran.belanja
    assert (r.kegiatan, r.rekening) == ("1.1.04", "5.2.1.01")


def test_angka_yang_keliru_diberi_contoh_yang_terbaca():
    with pytest.raises(TidakTerbaca) as salah:
        terbaca(ganti(8, 6, "x"))
    contoh = re.findall(r"\d[\d.,]*\d", salah.value.galat[0].pesan.partition("misalnya")[2])
    assert [uang(c) for c in contoh] == [1_200_000_00, 1_200_000_50]


def test_sumber_bila_tidak_ada_kolomnya_dan_jumlah_dari_hasil_kali():
    isi = [["Kode Rekening", "Uraian", "Vol", "Harga"], ["4.2.3.01", "ADD", 12, 1000]]
    dasar = tebak(Kertas("", isi))
    (r,) = terbaca(isi, bentuk=Bentuk(0, dasar.kolom, "ADD")).anggaran.pendapatan
    assert (r.rekening, r.sumber, r.jumlah) == ("4.2.3.01", "ADD", 12 * r.harga_satuan)


@pytest.mark.parametrize(
    ("isi", "jumlah"),
    [
        # a heading of two rows, "Anggaran" merged over four columns, and the row that numbers them
        (
            [
                ["Kode", "Uraian", "Anggaran", "", "", ""],
                ["", "", "Volume", "Satuan", "Harga Satuan", "Jumlah"],
                [1, 2, 3, 4, 5, 6],
                ["1.1.04", "Operasional"],
                ["5.2.1.01", "Kertas", "10", "rim", "45.000", "450.000"],
            ],
            450_000,
        ),
        # every amount as a village writes it; nothing in the sheet shows what the point is
        (
            [["Kode Kegiatan", "Kode Rekening", "Uraian", "Jumlah"], ["1.1.04", "5.2.1.01", "Kertas", "450.000"]],
            450_000,
        ),
        # the volume is what makes the amount: 1.500 sheets, and 1,5 m³ written with a point
        (
            [
                ["Kode Kegiatan", "Kode Rekening", "Uraian", "Vol", "Harga", "Jumlah"],
                ["1.1.04", "5.2.1.01", "Fotokopi", "1.500", "300", "450.000"],
            ],
            450_000,
        ),
        # a report: sums of parts, what it reckons from them, and its signatures
        (
            [
                ["Kode", "Uraian", "Anggaran"],
                ["4", "PENDAPATAN", 1000],
                ["4.2.3.01", "Alokasi Dana Desa", 1000],
                ["", "JUMLAH PENDAPATAN", 1000],
                ["1.1.04", "Operasional", 700],
                ["5.2.1.01", "Perlengkapan", 700],
                ["", "Subtotal Belanja", 700],
                ["", "Jumlah Belanja Barang", 1],
                ["", "JUMLAH BELANJA", 700],
                ["", "SURPLUS / (DEFISIT)", 300],
                ["6.1.1.01", "SiLPA", 50],
                ["", "Jumlah Penerimaan Pembiayaan", 50],
                ["6.2.2.01", "Penyertaan Modal", 350],
                ["", "Jumlah Pengeluaran Pembiayaan", 350],
                ["", "PEMBIAYAAN NETTO", -300],
                ["", "SISA LEBIH PEMBIAYAAN ANGGARAN", 0],
                ["", "Kepala Desa", ""],
            ],
            700,
        ),
        # a sum under each activity, and one of all
        (
            [
                ["Kode", "Uraian", "Jumlah"],
                ["1.1.04", "Operasional"],
                ["5.2.1.01", "Kertas", 100],
                ["", "Jumlah", 100],
                ["1.1.05", "BPD"],
                ["5.2.1.06", "Konsumsi", 200],
                ["", "Jumlah", 200],
                ["", "TOTAL", 300],
            ],
            300,
        ),
    ],
)
def test_lembar_seperti_yang_dibuat_desa(isi, jumlah):
    kertas = Kertas("", isi)
    bentuk = tebak(kertas)
    assert terbaca(isi, bentuk=Bentuk(bentuk.judul, bentuk.kolom, "ADD")).anggaran.total_belanja == jumlah * 100


@pytest.mark.parametrize(
    ("baris", "kalimat"),
    [
        (["5.2.1.01", "Kertas", "1.500", "", "450.000"], "“1.500” dapat berarti ribuan atau pecahan"),
        (["5.2.1.01", "Kertas", "1", "", "450,000"], "“450,000” dapat berarti ribuan atau pecahan"),
        (["5.2.1.01", "Kertas", "1", "450.000", "1,000.50"], "“450.000” dapat berarti ribuan atau pecahan"),
    ],
)
def test_angka_yang_tidak_jelas_tidak_ditebak(baris, kalimat):
    kolom = dict(enumerate(("rekening", "uraian", "volume", "harga_satuan", "jumlah")))
    with pytest.raises(TidakTerbaca, match=kalimat):
        terbaca([baris], bentuk=Bentuk(-1, kolom, "ADD", kegiatan="1.1.04"))


def test_kolom_ditebak_dari_isinya_bila_tanpa_judul():
    def tebakan(*isi):
        return tebak_isi(Kertas("", [list(b) for b in isi])).kolom

    rab = (["1", "Kertas HVS 70 gram", "10", "rim", "45.000", "450.000"], ["2", "Tinta", "2,5", "botol", "1", "2"])
    assert tebakan(*rab) == {1: "uraian", 2: "volume", 3: "satuan", 4: "harga_satuan", 5: "jumlah"}
    assert tebakan(["5.2.1.01", "Kertas", "450.000", "ADD"]) == {0: "rekening", 1: "uraian", 2: "jumlah", 3: "sumber"}


def test_kolom_buku_kerja_ikut_terbaca_dan_kolom_orang_lain_tidak():
    judul = ["kode_kegiatan", "kode_rekening", "uraian", "penerima", "jumlah", "sumber_dana", "dari_silpa"]
    isi = [judul, ["1.1.01", "5.1.1.01", "Siltap", "kades", 36_000_000, "ADD", "ya"]]
    (r,) = terbaca(isi).anggaran.belanja
    assert (r.penerima, r.dari_silpa) == ("kades", True)
    isi[1][3] = "Pak Budi"
    (r,) = terbaca(isi).anggaran.belanja
    assert r.penerima == ""
    with pytest.raises(TidakTerbaca, match="“Pak Budi” tidak dikenal"):
        terbaca(
            isi, bentuk=Bentuk(0, dict(enumerate(("kegiatan", "rekening", "uraian", "penerima", "jumlah", "sumber"))))
        )


def test_pemisah_csv_dilihat_dari_barisnya_bukan_dari_judul_suratnya():
    isi = "RENCANA ANGGARAN, DESA AWAYAN, 2026\nKode;Uraian;Jumlah\n5.2.1.01;Kertas;450.000,00\n"
    assert buka("a.csv", isi.encode("utf-16"))[0].baris[1] == ["Kode", "Uraian", "Jumlah"]


def test_berkas_kosong_dan_rusak():
    for nama, isi in (("a.csv", b""), ("a.csv", b"\n\n"), ("a.xlsx", b"rusak"), ("a.xlsx", xlsx({"X": []}))):
        with pytest.raises(TidakTerbaca):
            buka(nama, isi)
    assert buka("a.csv", "a;b\n1;é\n".encode("utf-16"))[0].baris == [["a", "b"], ["1", "é"]]


# --- the pages ------------------------------------------------------------------------
@pytest.fixture
def versi(desa, client, db):
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    return VersiApbdes.objects.lengkap().get(pk=VersiApbdesFactory(desa=desa).pk)


def unggah(client, versi, isi=None, nama="rab.xlsx"):
    berkas = SimpleUploadedFile(nama, isi or xlsx({"RAB": ISI}))
    return client.post(reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": berkas})


def kirim(client, versi, jawab, **ganti):
    isian = {k.html_name: k.value() or "" for k in jawab.context["form"]} | ganti
    return client.post(reverse("apbdes:versi-impor-lembar", args=[versi.pk]) + jawab.context["alamat"], isian)


def test_kolom_ditunjuk_sekali_lalu_diingat(client, versi, desa):
    jawab = unggah(client, versi)
    assert jawab.status_code == 200
    assert jawab.context["judul"]["judul"].value() == 3
    pratinjau = kirim(client, versi, jawab)
    assert "Kertas HVS" not in list(pratinjau.context["catatan"])
    assert any("subtotal rekening" in c for c in pratinjau.context["catatan"])
    simpan = reverse("apbdes:versi-impor-simpan", args=[versi.pk])
    assert client.post(simpan, {"kunci": pratinjau.context["kunci"]}).status_code == 302
    assert RincianBelanja.objects.filter(versi_apbdes=versi).count() == 3
    assert BentukLembar.objects.get().desa == desa
    lagi = unggah(client, versi)
    assert lagi.context["perbedaan"].banyak == 0


def test_judul_lain_ditunjuk_dan_yang_keliru_ditolak(client, versi):
    unggah(client, versi)
    alamat = reverse("apbdes:versi-impor-lembar", args=[versi.pk])
    lain = client.get(alamat, {"lembar": 0, "judul": 5})
    assert lain.context["baris_judul"] == 5
    assert client.get(alamat, {"lembar": 0, "judul": 99}).status_code == 422
    assert client.get(alamat, {"lembar": 7, "judul": 1}).status_code == 422
    jawab = client.get(alamat, {"lembar": 0, "judul": 3})
    for salah, kalimat in (
        ({"kolom-1": ""}, "Tunjukkan kolom kode rekeningnya."),
        ({"kolom-6": "", "kolom-3": ""}, "Tunjukkan kolom jumlah"),
        ({"kolom-0": "kode"}, "lebih dari satu kolom: Kode"),
        ({"kolom-0": "bukan"}, "kolom-0"),
    ):
        tolak = kirim(client, versi, jawab, **salah)
        assert tolak.status_code == 422
        assert kalimat in tolak.content.decode()
    assert not BentukLembar.objects.exists()


def test_pertanyaan_sumber_melanjutkan_lembar_yang_sama(client, versi):
    jawab = kirim(client, versi, unggah(client, versi, xlsx({"RAB": ganti(8, 7, "BKK")})))
    (kolom,) = jawab.context["form"]
    hasil = client.post(reverse("apbdes:versi-impor-jawab", args=[versi.pk]), {kolom.html_name: "PBK"})
    assert {r.sumber for r in hasil.context["anggaran"].belanja} == {"PBK", "ADD"}


def test_bagian_yang_tidak_dimuat_tetap(client, versi):
    oleh = pengguna_berperan(Peran.SEKRETARIS_DESA, versi.apbdes.desa)
    ada: Anggaran = anggaran([b("1.1.04", "5.2.1.01", 1)], [p("4.2.3.01", "ADD", 5)], kode_desa=versi.apbdes.desa.kode)
    anggaran_impor(versi=versi, anggaran=ada, sidik=sidik_isi(versi), oleh=oleh)
    pratinjau = kirim(client, versi, unggah(client, versi))
    assert "Lembar ini tidak memuat pendapatan; yang ada sekarang tetap." in pratinjau.context["catatan"]
    client.post(reverse("apbdes:versi-impor-simpan", args=[versi.pk]), {"kunci": pratinjau.context["kunci"]})
    assert RincianPendapatan.objects.filter(versi_apbdes=versi).count() == 1


def test_jumlah_yang_berbeda_tidak_menyimpan_apa_pun_dan_kolomnya_dapat_ditunjuk_lagi(client, versi):
    jawab = kirim(client, versi, unggah(client, versi, xlsx({"RAB": ganti(11, 6, 7)})))
    assert jawab.status_code == 422
    assert "Tunjuk lagi kolomnya" in jawab.content.decode()
    assert not RincianBelanja.objects.exists()


def test_halaman_tanpa_berkas_kembali_ke_unggah(client, versi):
    assert client.get(reverse("apbdes:versi-impor-lembar", args=[versi.pk])).status_code == 302
    asing = VersiApbdesFactory()
    assert client.get(reverse("apbdes:versi-impor-lembar", args=[asing.pk])).status_code == 404

"""Typing in a budget: each cell with its sentence, each row by the saving contract, each verdict with its rupiah."""

import json
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from akun.enums import DESA, Peran
from akun.tests.factories import pengguna_berperan
from apbdes.aturan import Hasil
from apbdes.enums import DAPAT_DIUBAH, StatusVersi
from apbdes.katalog import RESMI
from apbdes.laporan import URUTAN
from apbdes.models import RincianBelanja, RincianPendapatan
from apbdes.penilaian import penilaian
from apbdes.putusan import KELOMPOK, kelompokkan, saran, tanda_baris
from apbdes.services.perangkat import perangkat_pilih
from apbdes.services.susun import LEMBAR, Kiriman, isi_cepat, pembuat_form, rincian_simpan
from apbdes.tests.contoh import TIDAK, b, utuh
from apbdes.tests.factories import KegiatanTambahanFactory, VersiApbdesFactory
from apbdes.views.susun import SEKALI_KIRIM
from dasar.simpan import isi_baris
from desa.tests.factories import DesaFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]

BELANJA = {
    "kegiatan": "2.3.10",
    "rekening": "5.3.5.03",
    "uraian": "Semen",
    "volume": "100",
    "satuan": "sak",
    "harga_satuan": "75.000",
    "jumlah": "7.500.000",
    "sumber": "dds",
}


KALI = "Volume kali harga satuan adalah Rp7.500.000; jumlahnya boleh berbeda kurang dari satu rupiah."


@pytest.fixture
def versi(desa):
    return VersiApbdesFactory(desa=desa)


@pytest.fixture
def kirim(versi, orang):
    def kerjakan(lembar="belanja", id=None, versi_baris=0, oleh=None, hapus=False, **isi):
        kiriman = Kiriman(lembar, id or uuid.uuid4(), versi_baris, isi, hapus)
        return rincian_simpan(versi=versi, kiriman=[kiriman], oleh=oleh or orang["sekretaris_desa"])[0].hasil

    return kerjakan


def test_baris_tersimpan_seperti_ditulis_buku_kerja(kirim, versi):
    hasil = kirim(
        **BELANJA | {"kegiatan": "02.03.10.", "volume": "1,5", "harga_satuan": "Rp 100.000", "jumlah": "150000"}
    )
    baris = RincianBelanja.objects.get()
    assert (hasil.keadaan, hasil.versi) == ("tersimpan", 1)
    assert (baris.kegiatan, baris.sumber, str(baris.volume), baris.jumlah) == ("2.3.10", "DDS", "1.5000", 150_000_00)
    assert (hasil.isi["kegiatan"], hasil.isi["volume"], hasil.isi["jumlah"]) == ("2.3.10", "1,5", "150000")


@pytest.mark.parametrize(
    ("kolom", "tulisan", "kalimat"),
    [
        ("jumlah", "-5000", "Jumlah tidak boleh negatif."),
        ("jumlah", "7,505", "“7,505” dapat berarti ribuan atau pecahan. Titik untuk ribuan, koma untuk sen."),
        ("jumlah", "", "Wajib diisi."),
        ("jumlah", "7.500.001", KALI),
        ("jumlah", "7.499.999", KALI),
        ("volume", "1.5", "“1.5” ditulis cara Inggris. Titik untuk ribuan, koma untuk desimal: 12, 1.500, atau 2,5."),
        ("volume", "-1", "Volume tidak boleh negatif."),
        ("volume", "0,00001", "Volume paling banyak empat angka di belakang koma."),
        ("kegiatan", "9.9.09", "Kode kegiatan 9.9.09 tidak ada dalam daftar."),
        ("kegiatan", "abc", "“abc” bukan kode kegiatan. Tulis misalnya 1.1.01."),
        ("kegiatan", "", "Wajib diisi."),
        ("rekening", "5.9.9.01", "Kode rekening 5.9.9.01 tidak ada dalam daftar."),
        ("rekening", "4.1.1.01", "Rekening di bagian ini dimulai dengan 5."),
        ("sumber", "", "Wajib diisi."),
        ("sumber", "APBN", "“APBN” tidak dikenal. Pilih salah satu: PAD, DDS, ADD, PBH, PBP, PBK, DLL, SWD."),
        ("dari_silpa", "betul", "“betul” tidak dikenal. Tulis ya, atau kosongkan."),
        ("kegiatan_acuan", "8.8.08", "Kode kegiatan 8.8.08 tidak ada dalam daftar."),
    ],
)
def test_sel_yang_keliru_disebut_pada_selnya(kirim, kolom, tulisan, kalimat):
    hasil = kirim(**BELANJA | {kolom: tulisan})
    assert (hasil.keadaan, hasil.kesalahan) == ("tidak_sah", {kolom: [kalimat]})
    assert not RincianBelanja.objects.exists()


@pytest.mark.parametrize(
    ("jumlah", "keadaan"),
    [
        ("25.215.399,95", "tersimpan"),  # 61,153 × 412.333 is 25.215.399,949: the product to the sen
        ("25.215.400", "tersimpan"),
        ("25.215.399", "tersimpan"),
        ("25.215.400,94", "tersimpan"),
        ("25.215.398,95", "tersimpan"),
        ("25.215.400,95", "tidak_sah"),
        ("25.215.398,94", "tidak_sah"),
    ],
)
def test_jumlah_kurang_dari_satu_rupiah_dari_hasil_kalinya(kirim, jumlah, keadaan):
    hasil = kirim(**BELANJA | {"volume": "61,153", "harga_satuan": "412.333", "jumlah": jumlah})
    assert hasil.keadaan == keadaan
    if keadaan == "tersimpan":
        assert hasil.isi["jumlah"] == jumlah.replace(".", "")
    else:
        assert hasil.kesalahan == {"jumlah": [KALI.replace("7.500.000", "25.215.399,95")]}


def test_uraian_terlalu_panjang_disebut(kirim):
    assert list(kirim(**BELANJA | {"uraian": "x" * 301}).kesalahan) == ["uraian"]


def test_kode_kabupaten_sendiri_diterima(kirim, desa):
    KegiatanTambahanFactory(kabupaten=desa.kecamatan.kabupaten)
    assert kirim(**BELANJA | {"kegiatan": "2.3.90"}).keadaan == "tersimpan"


def test_kiriman_yang_diulang_menjawab_sama(kirim):
    id = uuid.uuid4()
    satu, dua = kirim(id=id, **BELANJA), kirim(id=id, **BELANJA)
    assert satu == dua
    assert RincianBelanja.objects.get().versi == 1


def test_baris_yang_diubah_orang_lain_menjadi_pertentangan(kirim, orang):
    id = uuid.uuid4()
    kirim(id=id, **BELANJA)
    kirim(id=id, versi_baris=1, oleh=orang["kepala_desa"], **BELANJA | {"uraian": "Semen 50 kg"})
    hasil = kirim(id=id, versi_baris=1, **BELANJA | {"uraian": "Semen 40 kg"})
    assert (hasil.keadaan, hasil.isi["uraian"], hasil.oleh) == ("konflik", "Semen 50 kg", str(orang["kepala_desa"]))
    assert RincianBelanja.objects.get().uraian == "Semen 50 kg"


def test_baris_yang_dihapus_orang_lain_tidak_muncul_lagi_diam_diam(kirim):
    id = uuid.uuid4()
    kirim(id=id, **BELANJA)
    assert kirim(id=id, versi_baris=1, hapus=True).keadaan == "tersimpan"
    assert kirim(id=id, versi_baris=1, hapus=True).keadaan == "tersimpan"
    hasil = kirim(id=id, versi_baris=1, **BELANJA | {"uraian": "Pasir"})
    assert (hasil.keadaan, hasil.isi) == ("konflik", None)
    assert not RincianBelanja.objects.exists()


def test_baris_desa_lain_dijawab_seperti_tidak_ada(kirim):
    lain = VersiApbdesFactory(isi=utuh())
    baris = RincianBelanja.objects.filter(versi_apbdes=lain).first()
    hasil = kirim(id=baris.pk, versi_baris=baris.versi, **BELANJA)
    assert (hasil.keadaan, hasil.isi) == ("konflik", None)
    assert kirim(id=baris.pk, versi_baris=baris.versi, hapus=True).isi is None
    assert RincianBelanja.objects.get(pk=baris.pk).uraian == baris.uraian


def test_satu_baris_yang_ditolak_tidak_menahan_yang_lain(versi, orang):
    kiriman = [
        Kiriman("belanja", uuid.uuid4(), 0, BELANJA | {"sumber": ""}),
        Kiriman("belanja", uuid.uuid4(), 0, BELANJA),
        Kiriman("pendapatan", uuid.uuid4(), 0, {"rekening": "4.2.1.01", "sumber": "DDS", "jumlah": "7.500.000"}),
        Kiriman("identitas", uuid.UUID(int=0), 0, {"pagu_dds": "7.500.000", "jumlah_petugas_pbb": "2"}),
    ]
    hasil = rincian_simpan(versi=versi, kiriman=kiriman, oleh=orang["sekretaris_desa"])
    assert [t.hasil.keadaan for t in hasil] == ["tidak_sah", "tersimpan", "tersimpan", "tersimpan"]
    versi.refresh_from_db()
    assert (versi.pagu_dds, versi.jumlah_petugas_pbb, versi.versi) == (7_500_000_00, 2, 1)
    assert RincianPendapatan.objects.get().jumlah == 7_500_000_00


def test_tiga_ratus_baris_sekaligus_dalam_beberapa_kueri(versi, orang, django_assert_max_num_queries):
    id = [uuid.uuid4() for _ in range(SEKALI_KIRIM)]
    kirim = [Kiriman("belanja", i, 0, BELANJA | {"uraian": f"Semen {n}"}) for n, i in enumerate(id)]
    simpan = {"versi": versi, "oleh": orang["sekretaris_desa"]}
    with django_assert_max_num_queries(25):
        hasil = rincian_simpan(kiriman=kirim, **simpan)
    assert {(t.hasil.keadaan, t.hasil.versi) for t in hasil} == {("tersimpan", 1)}
    with django_assert_max_num_queries(25):
        assert rincian_simpan(kiriman=kirim, **simpan) == hasil  # sent twice, answered alike
    ubah = Kiriman("belanja", id[7], 1, {"uraian": "Semen abu"})
    rincian_simpan(kiriman=[ubah], **simpan)
    hapus = [Kiriman("belanja", i, 1, {}, hapus=True) for i in id]
    with django_assert_max_num_queries(25):
        hasil = rincian_simpan(kiriman=hapus, **simpan)
    assert [t.hasil.keadaan for t in hasil if t.hasil.keadaan != "tersimpan"] == ["konflik"]
    assert RincianBelanja.objects.get().uraian == "Semen abu"


def test_baris_yang_disebut_dua_kali_dalam_satu_kiriman_dijawab_menurut_urutannya(versi, orang):
    id = uuid.uuid4()
    kirim = [
        Kiriman("belanja", id, 0, BELANJA),
        Kiriman("belanja", id, 1, {"uraian": "Pasir"}),
        Kiriman("belanja", id, 1, {}, hapus=True),
        Kiriman("belanja", id, 2, {}, hapus=True),
    ]
    hasil = rincian_simpan(versi=versi, kiriman=kirim, oleh=orang["sekretaris_desa"])
    assert [t.hasil.keadaan for t in hasil] == ["tersimpan", "tersimpan", "konflik", "tersimpan"]
    assert not RincianBelanja.objects.exists()


@pytest.mark.parametrize("peran", Peran)
@pytest.mark.parametrize("status", StatusVersi)
def test_hanya_desa_yang_menulis_rancangannya_selama_disusun(desa, orang, peran, status):
    versi = VersiApbdesFactory(desa=desa, status=status)
    kiriman = [Kiriman("belanja", uuid.uuid4(), 0, BELANJA)]
    if peran in DESA and status in DAPAT_DIUBAH:
        assert rincian_simpan(versi=versi, kiriman=kiriman, oleh=orang[peran])[0].hasil.keadaan == "tersimpan"
        return
    with pytest.raises(PermissionDenied):
        rincian_simpan(versi=versi, kiriman=kiriman, oleh=orang[peran])
    assert not RincianBelanja.objects.exists()


def test_desa_lain_tidak_menulis_di_sini(versi, kirim):
    with pytest.raises(PermissionDenied):
        kirim(oleh=pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory()), **BELANJA)


def test_halaman_mengirim_isi_yang_sama_dengan_kontrak_simpan(desa):
    versi = VersiApbdesFactory(desa=desa, isi=utuh())
    for model, form in LEMBAR.values():
        for baris in model._default_manager.filter(versi_apbdes=versi):
            dari_form = isi_baris(pembuat_form(form, versi, RESMI), baris)
            assert isi_cepat(form.Meta.fields, baris) == {k: dari_form[k] for k in form.Meta.fields}


# --- the page and its endpoints ----------------------------------------------------------------------------


def alamat(nama, versi):
    return reverse(f"apbdes:{nama}", args=[versi.pk])


def post(client, versi, isi):
    return client.post(alamat("susun-simpan", versi), data=json.dumps(isi), content_type="application/json")


@pytest.mark.parametrize(
    "isi",
    [
        [],
        {"kiriman": "x"},
        {"kiriman": [{}]},
        {"kiriman": [{"lembar": "belanja", "id": "x", "versi": 0, "isi": {}}]},
        {"kiriman": [{"lembar": "entah", "id": str(uuid.uuid4()), "versi": 0, "isi": {}}]},
        {"kiriman": [{"lembar": "belanja", "id": str(uuid.uuid4()), "versi": -1, "isi": {}}]},
        {"kiriman": [{"lembar": "belanja", "id": str(uuid.uuid4()), "versi": 0, "isi": {"jumlah": [1]}}]},
        {"kiriman": [{"lembar": "identitas", "id": str(uuid.uuid4()), "versi": 0, "hapus": True}]},
        {"kiriman": [{"lembar": "belanja", "id": str(uuid.uuid4()), "versi": 0, "isi": {}}] * (SEKALI_KIRIM + 1)},
    ],
)
def test_kiriman_yang_tidak_terbaca_ditolak_dengan_kalimat(client, orang, versi, isi):
    client.force_login(orang["sekretaris_desa"])
    jawab = post(client, versi, isi)
    assert (jawab.status_code, jawab.json()["keadaan"]) == (400, "ditolak")
    assert not RincianBelanja.objects.exists()


def test_rancangan_yang_sudah_diajukan_menjawab_mengapa_terkunci(client, orang, desa):
    versi = VersiApbdesFactory(desa=desa, status=StatusVersi.DIAJUKAN)
    client.force_login(orang["sekretaris_desa"])
    jawab = post(
        client, versi, {"kiriman": [{"lembar": "belanja", "id": str(uuid.uuid4()), "versi": 0, "isi": BELANJA}]}
    )
    assert jawab.status_code == 403
    assert "tidak dapat diubah lagi" in jawab.json()["pesan"]
    assert client.get(alamat("susun", versi)).status_code == 403


def test_halaman_susun_tidak_bertambah_kuerinya_bersama_barisnya(client, orang, desa, django_assert_max_num_queries):
    client.force_login(orang["sekretaris_desa"])
    versi = VersiApbdesFactory(desa=desa, isi=utuh())
    with django_assert_max_num_queries(25) as sedikit:
        client.get(alamat("susun", versi))
    baris = [b("2.3.10", "5.2.1.01", 1000) for _ in range(100)]
    banyak = VersiApbdesFactory(desa=desa, tahun=2025, isi=utuh())
    RincianBelanja.objects.bulk_create(
        RincianBelanja(versi_apbdes=banyak, kegiatan=x.kegiatan, rekening=x.rekening, jumlah=x.jumlah, sumber="ADD")
        for x in baris
    )
    with django_assert_max_num_queries(len(sedikit)):
        assert client.get(alamat("susun", banyak)).status_code == 200


# --- verdicts ----------------------------------------------------------------------------------------------


def melanggar(desa):
    """The whole budget with one purchase of the BPD too many: B30-01 and its kin turn."""
    isi = utuh()
    lebih = b("1.1.06", "5.2.1.01", 400_000_000)
    return VersiApbdesFactory(desa=desa, isi=type(isi)(**{**vars(isi), "belanja": (*isi.belanja, lebih)}))


def test_yang_harus_diperbaiki_didahulukan(desa):
    kelompok = kelompokkan(penilaian(melanggar(desa)))
    urutan = [kode for kode, _ in KELOMPOK]
    assert [k.kode for k in kelompok] == sorted([k.kode for k in kelompok], key=urutan.index)
    assert kelompok[0].judul == "Harus diperbaiki"
    assert {"B30-01", "BAL-01"} <= {p.aturan.kode for p in kelompok[0].putusan}
    assert sorted(p.aturan.kode for k in kelompok for p in k.putusan) == sorted(URUTAN)


def test_saran_menyebut_rupiah_dan_arahnya(desa):
    semua = {p.aturan.kode: p for k in kelompokkan(penilaian(melanggar(desa))) for p in k.putusan}
    kelompok_30 = semua["B30-01"]
    assert kelompok_30.hasil.putusan == TIDAK
    assert kelompok_30.saran.startswith("Pindahkan Rp") and "dari kelompok ini ke" in kelompok_30.saran
    assert semua["B70-01"].saran.startswith("Pindahkan Rp") and "ke kelompok ini" in semua["B70-01"].saran
    assert semua["BAL-01"].saran == "Selisihnya Rp400.000.000."
    assert semua["BAL-01"].saran_tambahan == ""  # its sentence names the same rupiah
    assert saran("B30-01", semua["STR-07"].hasil) == ""


@pytest.mark.parametrize(
    ("kode", "kalimat"),
    [
        ("BPD-05", "Kurangi Rp7 dari kelompok ini."),
        ("BPD-08", "Pindahkan Rp7 dari operasional BPD."),
        ("BPD-01", "Selisihnya Rp7."),
        ("DD-03", "Ganti sumber dana Rp7."),
        ("BHP-05", "Ganti sumber dana Rp7."),
        ("INF-01", "Pindahkan Rp7 dari honor TPK ke komponen lain pada kegiatan yang sama."),
        ("INF-06", "Kurangi Rp7 dari biaya konsultan itu."),
        ("BAL-03", "Kurangi Rp7 dari sumber dana itu."),
    ],
)
def test_saran_menurut_arti_selisihnya(kode, kalimat):
    assert saran(kode, Hasil(TIDAK, "", selisih=700)) == kalimat


def test_baris_yang_melanggar_ditandai_dengan_aturannya(desa):
    versi = melanggar(desa)
    tanda = tanda_baris(kelompokkan(penilaian(versi)))
    lebih = RincianBelanja.objects.get(versi_apbdes=versi, kegiatan="1.1.06", jumlah=400_000_000_00)
    assert "B30-01" in tanda[str(lebih.pk)]


def test_panel_memuat_pasal_hitungan_dan_tautan_barisnya(client, orang, desa):
    versi = melanggar(desa)
    client.force_login(orang["sekretaris_desa"])
    isi = client.get(alamat("susun-putusan", versi)).content.decode()
    lebih = RincianBelanja.objects.get(versi_apbdes=versi, jumlah=400_000_000_00)
    for teks in ("Harus diperbaiki", "Lampiran I BAB III.1.B huruf b", f"#baris-{lebih.pk}", "dari kelompok ini."):
        assert teks in isi


def test_perangkat_yang_berbeda_menyebut_yang_berlaku_dan_sebabnya(client, orang, desa):
    versi = VersiApbdesFactory(desa=desa, isi=utuh())
    client.force_login(orang["sekretaris_desa"])
    sebab = "peraturan pemerintah yang berlaku, sebab lebih tinggi"
    assert sebab not in client.get(alamat("susun-putusan", versi)).content.decode()
    perangkat_pilih(
        kabupaten=desa.kecamatan.kabupaten,
        kecamatan=desa.kecamatan,
        sejak_tahun=2024,
        perangkat=["nasional"],
        alasan="Nasional sebagai petunjuk.",
        oleh=orang["verifikator"],
    )
    isi = client.get(alamat("susun-putusan", versi)).content.decode()
    assert isi.count(sebab) == 2  # B30-01 and B70-01
    assert "NAS-B30" in isi

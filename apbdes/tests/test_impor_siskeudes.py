"""A Siskeudes zip into a draft: asked once, proposed once, and what the village filled in stays when it comes again."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.anggaran import PENERIMA
from apbdes.buku_kerja import tulis
from apbdes.katalog import RESMI
from apbdes.models import PadananImpor, RincianBelanja, VersiApbdes
from apbdes.services.anggaran import muat_anggaran
from apbdes.services.impor import anggaran_impor, sidik_isi
from apbdes.siskeudes import tulis_siskeudes
from apbdes.tests.contoh import BELUM, anggaran, b, f, p, semua_putusan, utuh
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_siskeudes import rinci, tabel, tanpa_perut
from apbdes.usulan import usulkan
from apbdes.warisan import pasangkan, wariskan_buku_kerja, wariskan_siskeudes
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sekdes(desa, client):
    orang = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    client.force_login(orang)
    return orang


@pytest.fixture
def versi(desa):
    return VersiApbdes.objects.lengkap().get(pk=VersiApbdesFactory(desa=desa).pk)


def unggah(client, versi, isi, nama="siskeudes.zip"):
    return client.post(reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": SimpleUploadedFile(nama, isi)})


def simpan(client, versi, pratinjau, **pilihan):
    kunci = {"kunci": pratinjau.context["kunci"]}
    usulan = pratinjau.context["usulan"]
    isian = {k.html_name: k.value() or "" for u in usulan.baris for k in (u.penerima, u.komponen)}
    isian |= {k.html_name: k.value() for k in usulan.pagu} | {
        k.html_name: "on" for _, k in usulan.baris_silpa if k.value()
    }
    return client.post(reverse("apbdes:versi-impor-simpan", args=[versi.pk]), kunci | isian | pilihan)


def kd(versi, ekor=""):
    return f"{versi.apbdes.desa.kode[6:]}.{ekor}"


def baris(versi, kegiatan, rekening, jumlah, uraian="Uraian", **lain):
    isi = rinci(kd(versi, kegiatan), rekening, str(jumlah), desa=kd(versi), tahun=str(versi.apbdes.tahun), **lain)
    isi[7] = uraian
    return isi


def gaji(versi, uraian="Siltap Kaur Keuangan", jumlah=1200):
    return baris(versi, "01.01.02.", "5.1.2.01.", jumlah, uraian, volume="12", harga=str(jumlah // 12))


# --- proposed, confirmed, kept ------------------------------------------------------
def test_penerima_dan_komponen_diusulkan_sekali_lalu_tetap(client, versi, sekdes):
    jawab = unggah(client, versi, tabel(gaji(versi), baris(versi, "01.01.04.", "5.2.1.01.", 500, "ATK")))
    (usul,) = jawab.context["usulan"].baris
    assert (usul.baris.uraian, usul.penerima.value()) == ("Siltap Kaur Keuangan", "kaur")
    assert simpan(client, versi, jawab, **{usul.penerima.html_name: "kasi"}).status_code == 302
    assert RincianBelanja.objects.get(rekening="5.1.2.01").penerima == "kasi"
    lagi = unggah(client, versi, tabel(gaji(versi, jumlah=2400), baris(versi, "01.01.04.", "5.2.1.01.", 500, "ATK")))
    assert lagi.context["usulan"].baris == []
    (beda,) = lagi.context["perbedaan"].baris["Belanja"]
    assert (beda.keadaan, beda.rincian, lagi.context["perbedaan"].sama) == ("berubah", "harga satuan, jumlah", 1)
    assert "harga satuan, jumlah" in lagi.content.decode()
    simpan(client, versi, lagi)
    baru = RincianBelanja.objects.get(rekening="5.1.2.01")
    assert (baru.penerima, baru.volume, baru.versi) == ("kasi", 12, 2)


def test_pilihan_yang_tidak_dikenal_ditolak_dan_tidak_ada_yang_disimpan(client, versi, sekdes):
    jawab = unggah(client, versi, tabel(gaji(versi)))
    (usul,) = jawab.context["usulan"].baris
    tolak = simpan(client, versi, jawab, **{usul.penerima.html_name: "raja"})
    assert tolak.status_code == 422
    assert "penerima atau komponen yang tidak dikenal" in tolak.content.decode()
    assert not RincianBelanja.objects.exists()


def test_baris_yang_ditanya_tidak_lebih_dari_yang_dapat_dikirim_satu_formulir(client, versi, sekdes):
    jawab = unggah(client, versi, tabel(*(gaji(versi, f"Kaur {n}") for n in range(520))))
    assert (len(jawab.context["usulan"].baris), jawab.context["usulan"].sisa) == (300, 220)
    assert "Masih ada 220 baris lain" in jawab.content.decode()
    assert simpan(client, versi, jawab).status_code == 302
    assert RincianBelanja.objects.filter(penerima="kaur").count() == 300
    assert RincianBelanja.objects.count() == 520


def test_yang_diisi_desa_tetap_dan_identitasnya_juga():
    lama = anggaran(
        [b("1.1.02", "5.1.2.01", 10, penerima="kaur", dari_silpa=True, uraian="Siltap", volume=2)], pagu_dds=7
    )
    baru = anggaran([b("1.1.02", "5.1.2.01", 12, uraian="Siltap"), b("1.1.02", "5.1.2.01", 5, uraian="Lain")])
    hasil, dikenal = wariskan_siskeudes(baru, lama)
    assert [(r.penerima, r.dari_silpa, r.jumlah) for r in hasil.belanja] == [("kaur", True, 1200), ("", False, 500)]
    assert (hasil.pagu_dds, dikenal) == (700, {2})


def test_pasangan_menurut_kunci_lalu_sumber_lalu_kata():
    lama = [
        b("1.1.04", "5.2.1.01", n, uraian=u, sumber=s)
        for n, u, s in ((1, "A", "ADD"), (2, "B", "ADD"), (3, "C", "ADD"))
    ]
    baru = [
        b("1.1.04", "5.2.1.01", n, uraian=u, sumber=s)
        for n, u, s in ((9, "A", "ADD"), (8, "B", "DDS"), (3, "D", "ADD"), (5, "E", "ADD"))
    ]
    assert [(x and x.uraian, y and y.uraian) for x, y in pasangkan(lama, baru)] == [
        ("A", "A"),
        ("B", "B"),
        ("C", "D"),
        (None, "E"),
    ]
    assert list(pasangkan(lama[:1], [])) == [(lama[0], None)]


def test_dua_paket_bertahan_lewat_buku_kerja(versi, sekdes, client):
    """The workbook has no column for the package, so that its twins would be one row entered twice."""
    isi = anggaran(
        [b("1.1.04", "5.2.1.01", 10, uraian="Semen", paket=paket) for paket in ("", "02")],
        [p("4.2.3.01", "ADD", 20)._replace(volume=2, satuan="Thn", harga_satuan=10)],
        kode_desa=versi.apbdes.desa.kode,
    )
    anggaran_impor(versi=versi, anggaran=isi, sidik=sidik_isi(versi), oleh=sekdes)
    jawab = unggah(client, versi, tulis(isi), "anggaran.xlsx")
    assert jawab.context["perbedaan"].banyak == 0
    hasil = wariskan_buku_kerja(replace(isi, belanja=tuple(r._replace(paket="") for r in isi.belanja)), isi)
    assert hasil == isi


def test_silpa_pembiayaan_diwariskan_menurut_kolom_yang_ada():
    lama = anggaran(pembiayaan=[f("6.1.1.01", 5, "DDS")._replace(paket="02")])
    assert wariskan_siskeudes(lama, lama)[0] == lama


def bersilpa(versi, *belanja):
    isi = anggaran(
        [b("2.3.10", "5.2.1.01", n, uraian=u, sumber=s) for n, u, s in belanja],
        [p("4.2.1.01", "DDS", 100), p("4.2.3.01", "ADD", 50)],
        [f("6.1.1.01", 30)],
        kode_desa=versi.apbdes.desa.kode,
    )
    return tanpa_perut(tulis_siskeudes(isi, RESMI))


@pytest.mark.parametrize(
    ("belanja", "diusulkan"),
    [
        ([(60, "Jalan", "DDS"), (40, "Drainase", "DDS"), (30, "Jembatan", "DDS")], ["Jembatan"]),  # just what is over
        (
            [(90, "Jalan", "DDS"), (10, "Talud", "DDS"), (20, "Jembatan (SiLPA)", "DDS")],
            ["Jembatan (SiLPA)"],
        ),  # it says so
        ([(65, "Jalan", "DDS"), (65, "Talud", "DDS")], []),  # asked, not guessed
        ([(100, "Jalan", "DDS")], None),  # nothing is over: not asked
    ],
)
def test_tanda_silpa_dan_pagu_diusulkan_disetujui_dan_tetap(client, versi, sekdes, belanja, diusulkan):
    isi = bersilpa(versi, *belanja)
    jawab = unggah(client, versi, isi)
    usulan = jawab.context["usulan"]
    assert [r.uraian for r, k in usulan.baris_silpa if k.value()] == (diusulkan or [])
    assert bool(usulan.baris_silpa) == (diusulkan is not None)
    assert {k.html_name: k.value() for k in usulan.pagu} == {"pagu_dds": "100", "pagu_add": "50"}
    versi.refresh_from_db()
    assert (versi.pagu_dds, RincianBelanja.objects.count()) == (None, 0)  # nothing is stored unasked
    assert simpan(client, versi, jawab, pagu_add="").status_code == 302
    versi.refresh_from_db()
    assert (versi.pagu_dds, versi.pagu_add) == (100_00, None)
    bertanda = RincianBelanja.objects.filter(dari_silpa=True)
    assert sorted(bertanda.values_list("uraian", flat=True)) == (diusulkan or [])
    lagi = unggah(client, versi, isi)
    assert lagi.context["perbedaan"].banyak == 0
    assert [k.html_name for k in lagi.context["usulan"].pagu] == ["pagu_add"]
    if diusulkan:
        assert lagi.context["usulan"].baris_silpa == []
        simpan(client, versi, lagi)
        assert RincianBelanja.objects.filter(dari_silpa=True).count() == len(diusulkan)


def test_pagu_yang_tidak_terbaca_ditolak_dan_yang_dipilih_tetap(client, versi, sekdes):
    jawab = unggah(client, versi, bersilpa(versi, (130, "Jalan", "DDS")))
    tolak = simpan(client, versi, jawab, pagu_dds="seratus")
    assert tolak.status_code == 422
    assert "Ada pagu yang tidak terbaca" in tolak.content.decode()
    assert 'value="seratus"' in tolak.content.decode()
    assert not RincianBelanja.objects.exists()


def test_kode_asing_bernama_dan_diusulkan_menurut_tabel_ref(client, versi, sekdes):
    nama = RESMI.kegiatan["1.1.04"].nama
    isi = tabel(
        baris(versi, "01.01.88.", "5.2.1.77.", 600, "Kertas"),
        Ref_Kegiatan=[["ID_Keg", "Nama_Kegiatan"], ["01.01.88.", nama.upper()], ["x", "y"]],
        Ref_Rek4=[["Obyek", "Nama_Obyek"], ["5.2.1.77.", "Belanja Anu"]],
    )
    form = unggah(client, versi, isi).context["form"]
    assert {(k.label, k.value()) for k in form} == {
        ("Rekening 5.2.1.77 (Belanja Anu)", ""),
        (f"Kegiatan 1.1.88 ({nama.upper()})", "1.1.04"),
    }
    assert not PadananImpor.objects.exists()


@pytest.mark.parametrize(
    ("baris_", "penerima", "komponen"),
    [
        (b("1.1.01", "5.1.1.01", 1, uraian="Siltap"), "kades", ""),
        (b("1.1.02", "5.1.2.01", 1, uraian="Penghasilan tetap Sekretaris Desa"), "sekdes", ""),
        (b("1.1.02", "5.1.2.02", 1, uraian="Tunjangan Kepala Dusun II"), "kadus", ""),
        (b("1.1.02", "5.1.2.01", 1, uraian="Kasi Pelayanan"), "kasi", ""),
        (b("1.1.02", "5.1.2.01", 1, uraian="Perangkat"), "", ""),
        (b("1.1.05", "5.1.4.01", 1, uraian="Tunjangan Wakil Ketua BPD"), "wakil_bpd", ""),
        (b("1.1.05", "5.1.4.01", 1, uraian="Ketua BPD"), "ketua_bpd", ""),
        (b("2.3.10", "5.3.5.01", 1, uraian="Honor Anggota TPK"), "anggota_tpk", "honor_tpk"),
        (b("2.3.10", "5.3.5.90", 1, uraian="Papan proyek dan dokumentasi"), "", "administrasi"),
        (b("1.5.06", "5.2.2.05", 1, sumber="PBH", uraian="Insentif petugas PBB"), "petugas_pbb", "insentif_pbb"),
        (b("1.5.06", "5.2.1.06", 1, sumber="PBH", uraian="Sosialisasi PBB"), "", "sosialisasi_pajak"),
        (b("1.4.03", "5.2.2.01", 1, uraian="Jasa konsultan perencanaan jalan"), "", "konsultan_perencana"),
        (b("1.1.04", "5.2.1.01", 1, uraian="Alat tulis"), "", ""),
    ],
)
def test_usulan_dari_kode_dan_kata(baris_, penerima, komponen):
    usul = usulkan(baris_)
    assert (usul.penerima, usul.komponen) == (penerima, komponen)


KATA = {
    "insentif_pbb": "Insentif petugas PBB",
    "administrasi_pbb": "Penggandaan SPPT PBB",
    "sosialisasi_pajak": "Sosialisasi PBB",
    "administrasi": "Administrasi kegiatan",
}


def test_impor_yang_benar_hanya_kurang_jumlah_petugas(client, versi, sekdes):
    """As many verdicts as of the same budget typed in whole: nothing is left for the evaluator to set aside."""
    asal = utuh(kode_desa=versi.apbdes.desa.kode)
    belanja = [
        r._replace(uraian=f"{PENERIMA[r.penerima] if r.penerima else KATA.get(r.komponen, 'Belanja')} {n}")
        for n, r in enumerate(asal.belanja)
    ]
    isi = replace(asal, belanja=tuple(belanja))
    jawab = unggah(client, versi, tanpa_perut(tulis_siskeudes(isi, RESMI)))
    simpan(client, versi, jawab)
    versi.refresh_from_db()
    tersimpan = muat_anggaran(versi).anggaran
    assert (tersimpan.pagu_dds, tersimpan.pagu_add, tersimpan.pagu_pbh) == (asal.pagu_dds, asal.pagu_add, asal.pagu_pbh)
    kurang = {"jumlah_petugas_pbb": asal.jumlah_petugas_pbb}
    assert semua_putusan(replace(tersimpan, **kurang)) == semua_putusan(replace(isi, semula=None))
    belum = [k for k, p in semua_putusan(tersimpan).items() if p == BELUM]
    assert set(belum) == {"BHP-02"}


# --- asked once ----------------------------------------------------------------------
def test_sumber_dan_kode_asing_ditanyakan_sekali(client, versi, sekdes, desa):
    isi = tabel(
        baris(versi, "01.01.04.", "5.2.1.01.", 500, sumber="BKK"),
        baris(versi, "01.01.88.", "5.2.1.77.", 600, "Lain"),
        Ref_Sumber=[["Kode", "Nama_Sumber"], ["BKK", "Bantuan Keuangan"]],
    )
    jawab = unggah(client, versi, isi)
    assert jawab.status_code == 200
    form = jawab.context["form"]
    assert [k.label for k in form] == [
        "Sumber dana BKK (Bantuan Keuangan)",
        "Rekening 5.2.1.77 (Lain)",
        "Kegiatan 1.1.88",
    ]
    alamat = reverse("apbdes:versi-impor-jawab", args=[versi.pk])
    nama = [k.html_name for k in form]
    salah = client.post(alamat, dict(zip(nama, ["XXX", "5.2.9.99", "9.9.99"], strict=True)))
    assert salah.status_code == 422
    assert len(salah.context["form"].errors) == 1  # the choice; the codes are judged when it is one
    salah = client.post(alamat, dict(zip(nama, ["PBK", "4.1.1.01", "9.9.77"], strict=True)))
    assert salah.status_code == 422
    assert set(salah.context["form"].errors) == set(nama[1:])
    assert not PadananImpor.objects.exists()
    pratinjau = client.post(alamat, dict(zip(nama, ["PBK", "5.2.1.01", "1.1.06"], strict=True)))
    simpan(client, versi, pratinjau)
    assert set(RincianBelanja.objects.values_list("kegiatan", "rekening", "sumber")) == {
        ("1.1.04", "5.2.1.01", "PBK"),
        ("1.1.06", "5.2.1.01", "ADD"),
    }
    lagi = unggah(client, versi, isi)
    assert lagi.context["perbedaan"].banyak == 0
    sedia = client.get(reverse("apbdes:versi-impor", args=[versi.pk])).content.decode()
    assert "Sumber dana <strong>BKK</strong> berarti <strong>PBK</strong>" in sedia
    padanan = PadananImpor.objects.get(desa=desa, jenis="sumber")
    client.post(reverse("apbdes:versi-impor-lupakan", args=[versi.pk, padanan.pk]))
    assert "Sumber dana BKK" in unggah(client, versi, isi).content.decode()


def test_jawaban_desa_lain_di_kabupaten_diusulkan(client, versi, sekdes, desa):
    tetangga = DesaFactory(kecamatan=desa.kecamatan)
    PadananImpor.objects.create(desa=tetangga, jenis="sumber", tertulis="BKK", berarti="PBK", oleh=sekdes)
    jawab = unggah(client, versi, tabel(baris(versi, "01.01.04.", "5.2.1.01.", 500, sumber="BKK")))
    (kolom,) = jawab.context["form"]
    assert kolom.initial == "PBK"


def test_ini_desa_saya_ditanyakan_sekali(client, versi, sekdes, desa):
    asli = kd(versi)
    lain = f"{asli[:3]}07."
    dua = baris(versi, "01.01.04.", "5.2.1.01.", 500)
    dua[1], dua[2] = lain, dua[2].replace(asli, lain)
    asing = [*dua[:1], f"{asli[:3]}08.", dua[2].replace(lain, f"{asli[:3]}08."), *dua[3:]]
    isi = tabel(dua, asing)
    jawab = unggah(client, versi, isi)
    assert [k[0] for k in jawab.context["form"].fields["desa"].choices] == [lain, f"{asli[:3]}08."]
    alamat = reverse("apbdes:versi-impor-jawab", args=[versi.pk])
    assert client.post(alamat).status_code == 422
    assert client.post(alamat, {"desa": lain}).context["anggaran"].total_belanja
    assert unggah(client, versi, isi).context["anggaran"].total_belanja
    assert PadananImpor.objects.get(desa=desa).tertulis == lain


def test_jawaban_tanpa_berkas_atau_oleh_orang_lain(client, versi, sekdes):
    alamat = reverse("apbdes:versi-impor-jawab", args=[versi.pk])
    assert client.post(alamat, {"desa": "x"}).status_code == 302
    asing = VersiApbdesFactory()
    assert client.post(reverse("apbdes:versi-impor-jawab", args=[asing.pk])).status_code == 404
    assert client.post(reverse("apbdes:versi-impor-lupakan", args=[asing.pk, 1])).status_code == 404


def test_galat_dan_pertanyaan_bersama_disebut_sekaligus(client, versi, sekdes):
    isi = tabel(
        baris(versi, "01.01.04.", "5.2.1.01.", 500, sumber="BKK"),
        baris(versi, "01.01.04.", "5.2.1.06.", "x"),
        baris(versi, "01.01.04.", "5.2.1.77.", 5),
    )
    jawab = unggah(client, versi, isi)
    assert jawab.status_code == 422
    kalimat = " ".join(g.pesan for g in jawab.context["galat"])
    for potong in ("BKK", "bukan angka", "5.2.1.77 tidak ada"):
        assert potong in kalimat
    assert muat_anggaran(versi).anggaran.belanja == ()

"""The page in the field in a real browser at 360 pixels: typing, losing the network, two tabs, photos."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.peramban import modul
from desa.tests.factories import AnggotaBPDFactory, PerangkatFactory
from perut.models import Foto, Kegiatan, Kehadiran, Kesepakatan, Kunjungan, Pemeriksaan
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, KegiatanFactory, KunjunganFactory, NaskahFactory
from tindaklanjut.models import JenisTemuan, Temuan, TindakLanjut

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

TERSIMPAN = "Semua tersimpan"


@pytest.fixture
def petugas(desa):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Satu")


@pytest.fixture
def kunjungan(desa, petugas):
    BukuFactory(kode="A.1", nama="Buku Peraturan di Desa")
    BukuFactory(kode="A.2", nama="Buku Keputusan Kepala Desa")
    PerangkatFactory(desa=desa, nama="Kepala Desa Putat Basiun", jabatan="kepala_desa")
    AnggotaBPDFactory(desa=desa, nama="Ketua BPD Putat Basiun", jabatan="ketua")
    Temuan.objects.create(
        desa=desa, asal_jenis="kunjungan", asal_id="0", asal_teks="Kunjungan lalu", status="terbuka",
        uraian="Buku agenda belum ada.", penanggung_jawab="Sekretaris Desa", batas_waktu="2026-04-30",
    )  # fmt: skip
    k = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", notulen="")
    kunjungan_siapkan_isian(k)
    return k


@pytest.fixture
def buka(live_server, kunjungan):
    """buka(konteks) -> a page at the visit, ready to be filled in; script errors fail the test."""
    galat = []

    def kerjakan(konteks):
        halaman = konteks.new_page()
        halaman.on("pageerror", lambda e: galat.append(str(e)))
        halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]))
        siap(halaman)
        return halaman

    yield kerjakan
    assert galat == []


@pytest.fixture
def halaman(konteks_peramban, beri_sesi, petugas, buka):
    beri_sesi(konteks_peramban, petugas)
    return buka(konteks_peramban)


def siap(halaman):
    halaman.wait_for_selector("#lapangan[data-siap='1']")


def keadaan(halaman, teks=TERSIMPAN):
    expect(halaman.locator("#keadaan")).to_have_text(teks, timeout=30_000)


def test_yang_ditulis_kepala_desa_diusulkan_sebagai_pemerintah_desa(halaman):
    """Proposed and not decided: what the officer chooses stays."""
    halaman.get_by_role("button", name="Tambah orang lain").click()
    baris = halaman.locator("[data-jenis=kehadiran]").last
    baris.get_by_label("Nama").fill("Syahrul")
    baris.get_by_label("Jabatan").fill("Pj. Kepala Desa")
    expect(baris.get_by_label("Unsur")).to_have_value("pemerintah_desa")
    keadaan(halaman)
    assert Kehadiran.objects.get().unsur == "pemerintah_desa"
    baris.get_by_label("Unsur").select_option("lainnya")
    baris.get_by_label("Jabatan").fill("Kepala Desa")
    keadaan(halaman)
    assert Kehadiran.objects.get().unsur == "lainnya"


def matikan(halaman):
    """End the page once the phone has written everything; its last moments must not send anything."""
    assert modul(halaman, "lapangan/halaman.js", "m.simpanan.tenang()")
    modul(halaman, "lapangan/baris.js", "{ m.antrean.halangan = 'terkunci'; }")
    halaman.close(run_before_unload=False)


def kolom(tempat, nama):
    return tempat.locator(f"[data-kolom={nama}]")


def pilih(tempat, teks):
    tempat.locator(".pilih label", has_text=teks).first.click()


def jpeg(ukuran=(2400, 1800), warna="teal") -> bytes:
    wadah = BytesIO()
    Image.new("RGB", ukuran, warna).save(wadah, "JPEG")
    return wadah.getvalue()


def isi_semua_bagian(halaman, akhiran=""):
    halaman.get_by_role("button", name="Kepala Desa Putat Basiun").click()
    halaman.get_by_role("button", name="Tambah orang lain").click()
    orang = halaman.locator("#hadir .kotak").last
    kolom(orang, "nama").fill(f"Pendamping Lokal Desa{akhiran}")
    catatan = halaman.locator("#catatan")
    kolom(catatan, "notulen").fill(f"Notulen kunjungan{akhiran}")
    halaman.get_by_role("button", name="Tambah kegiatan").click()
    kegiatan = halaman.locator("#kegiatan .kotak").last
    pilih(kegiatan, "Asistensi")
    kolom(kegiatan, "topik").fill(f"Buku kas{akhiran}")
    buku = halaman.locator(".buku").first
    pilih(buku, "Ada")
    pilih(buku, "Sesuai")
    pilih(buku, "Ya")
    kolom(buku, "mutakhir_sampai").fill("2026-04")
    pilih(halaman.locator(".buku").last, "Tidak ada")
    lalu = halaman.locator("#lalu .kotak")
    pilih(lalu, "Sebagian")
    kolom(lalu, "uraian").fill(f"Sudah dibeli, belum diisi{akhiran}")
    halaman.get_by_role("button", name="Tambah temuan").click()
    temuan = halaman.locator("#temuan .kotak").last
    kolom(temuan, "uraian").fill(f"Buku kas belum ditutup{akhiran}")
    kolom(temuan, "penanggung_jawab").fill("Kaur Keuangan")
    kolom(temuan, "batas_waktu").fill("2026-06-01")
    halaman.get_by_role("button", name="Tambah kesepakatan").click()
    kolom(halaman.locator("#kesepakatan .kotak").last, "uraian").fill(f"Diisi tiap Jumat{akhiran}")


def isi_basis_data():
    return {
        "hadir": sorted(Kehadiran.objects.values_list("nama", flat=True)),
        "notulen": Kunjungan.objects.get().notulen,
        "kegiatan": list(Kegiatan.objects.values_list("jenis", "topik")),
        "buku": list(
            Pemeriksaan.objects.values_list("ada", "format_sesuai", "mutakhir_sampai", "ditandatangani").order_by(
                "buku__kode"
            )
        ),
        "lalu": list(TindakLanjut.objects.values_list("hasil", "uraian")),
        "temuan": list(Temuan.objects.filter(status="draf").values_list("uraian", "penanggung_jawab", "batas_waktu")),
        "kesepakatan": list(Kesepakatan.objects.values_list("uraian", flat=True)),
    }


def harapan(akhiran=""):
    return {
        "hadir": ["Kepala Desa Putat Basiun", f"Pendamping Lokal Desa{akhiran}"],
        "notulen": f"Notulen kunjungan{akhiran}",
        "kegiatan": [("asistensi", f"Buku kas{akhiran}")],
        "buku": [(True, True, datetime.date(2026, 4, 1), True), (False, None, None, None)],
        "lalu": [("sebagian", f"Sudah dibeli, belum diisi{akhiran}")],
        "temuan": [(f"Buku kas belum ditutup{akhiran}", "Kaur Keuangan", datetime.date(2026, 6, 1))],
        "kesepakatan": [f"Diisi tiap Jumat{akhiran}"],
    }


def test_semua_bagian_tersimpan_sendiri(halaman):
    isi_semua_bagian(halaman)
    keadaan(halaman)
    assert isi_basis_data() == harapan()
    for nama, banyak in {"hadir": "2", "buku": "2/2", "lalu": "1/1", "temuan": "1"}.items():
        expect(halaman.locator(f"[data-hitung={nama}]")).to_have_text(banyak)
    assert halaman.evaluate("document.documentElement.scrollWidth") == 360
    ajukan = halaman.get_by_role("button", name="Ajukan untuk diverifikasi")
    expect(ajukan).to_be_enabled()
    ajukan.click()
    halaman.wait_for_url(f"**/perut/kunjungan/{Kunjungan.objects.get().pk}/")
    assert Kunjungan.objects.get().status == "diajukan"


def test_luring_lalu_kembali_tidak_kehilangan_apa_pun(halaman, konteks_peramban):
    isi_semua_bagian(halaman)
    keadaan(halaman)
    konteks_peramban.set_offline(True)
    halaman.locator("[data-kolom=notulen]").fill("Notulen kunjungan luring")
    halaman.locator("#kegiatan [data-kolom=topik]").fill("Buku kas luring")
    halaman.locator("#hadir .kotak [data-kolom=nama]").fill("Pendamping Lokal Desa luring")
    halaman.locator("#lalu [data-kolom=uraian]").fill("Sudah dibeli, belum diisi luring")
    halaman.locator("#temuan [data-kolom=uraian]").fill("Buku kas belum ditutup luring")
    halaman.locator("#kesepakatan [data-kolom=uraian]").fill("Diisi tiap Jumat luring")
    keadaan(halaman, "Luring – 6 di telepon ini")
    assert isi_basis_data() == harapan()
    konteks_peramban.set_offline(False)
    keadaan(halaman)
    assert isi_basis_data() == harapan(" luring")


def test_halaman_tertutup_saat_luring_dipulihkan(halaman, konteks_peramban, buka):
    konteks_peramban.set_offline(True)
    halaman.locator("[data-kolom=notulen]").fill("Diketik tanpa sinyal")
    halaman.get_by_role("button", name="Tambah kesepakatan").click()
    halaman.locator("#kesepakatan [data-kolom=uraian]").fill("Baris baru tanpa sinyal")
    keadaan(halaman, "Luring – 2 di telepon ini")
    matikan(halaman)
    konteks_peramban.set_offline(False)
    lagi = buka(konteks_peramban)
    expect(lagi.locator("#pengumuman")).to_contain_text("2 isian yang belum terkirim dipulihkan dari telepon ini.")
    keadaan(lagi)
    assert Kunjungan.objects.get().notulen == "Diketik tanpa sinyal"
    assert list(Kesepakatan.objects.values_list("uraian", flat=True)) == ["Baris baru tanpa sinyal"]
    lagi.reload()
    siap(lagi)
    expect(lagi.locator("#pengumuman")).to_be_empty()


def test_jawaban_server_hilang_di_jalan_bukan_konflik(halaman):
    """The save arrived, its answer did not; typing went on. That is one person, not two."""

    def hilang(rute):
        rute.fetch()
        rute.abort()

    halaman.route("**/isi/simpan/", hilang, times=1)
    halaman.locator("[data-kolom=notulen]").fill("Satu")
    keadaan(halaman, "Belum tersimpan – mencoba lagi (1)")
    assert Kunjungan.objects.get().notulen == "Satu"
    halaman.locator("[data-kolom=notulen]").fill("Satu dua")
    keadaan(halaman)
    assert Kunjungan.objects.get().notulen == "Satu dua"
    expect(halaman.locator(".konflik")).to_have_count(0)


def test_server_gagal_lalu_dicoba_lagi(halaman):
    halaman.route("**/isi/simpan/", lambda rute: rute.fulfill(status=502, body="Bad gateway"), times=1)
    halaman.locator("[data-kolom=notulen]").fill("Tetap sampai")
    keadaan(halaman, "Belum tersimpan – mencoba lagi (1)")
    keadaan(halaman)
    assert Kunjungan.objects.get().notulen == "Tetap sampai"


@pytest.mark.parametrize(
    ("tombol", "hasil"),
    [
        ("Pakai punya saya", "Dari tab dua"),
        ("Pakai yang tersimpan", "Dari tab satu"),
        ("Gabungkan", "Dari tab satu\n\nDari tab dua"),
    ],
)
def test_dua_tab_menampilkan_kedua_isian(halaman, konteks_peramban, buka, tombol, hasil):
    dua = buka(konteks_peramban)
    halaman.locator("[data-kolom=notulen]").fill("Dari tab satu")
    keadaan(halaman)
    dua.locator("[data-kolom=notulen]").fill("Dari tab dua")
    keadaan(dua, "Pilih isian (1)")
    expect(dua.locator(".konflik-isi")).to_have_text(["Dari tab dua", "Dari tab satu"])
    expect(dua.locator(".konflik-judul")).to_have_text(
        "Anda di tab atau peranti lain menyimpan isian lain di sini. Mana yang dipakai?"
    )
    dua.get_by_role("button", name=tombol).click()
    keadaan(dua)
    assert Kunjungan.objects.get().notulen == hasil
    expect(dua.locator("[data-kolom=notulen]")).to_have_value(hasil)


def test_dua_tab_pada_kolom_berbeda_digabung_sendiri(halaman, konteks_peramban, buka):
    dua = buka(konteks_peramban)
    halaman.locator("[data-kolom=agenda]").fill("Agenda dari tab satu")
    keadaan(halaman)
    dua.locator("[data-kolom=notulen]").fill("Notulen dari tab dua")
    keadaan(dua)
    k = Kunjungan.objects.get()
    assert (k.agenda, k.notulen) == ("Agenda dari tab satu", "Notulen dari tab dua")
    expect(dua.locator("[data-kolom=agenda]")).to_have_value("Agenda dari tab satu")


def test_baris_yang_dihapus_tab_lain_dapat_disimpan_lagi(kunjungan, halaman, konteks_peramban, buka):
    KegiatanFactory(kunjungan=kunjungan, topik="Semula", versi=1)
    halaman.reload()
    siap(halaman)
    Kegiatan.objects.all().delete()
    halaman.locator("#kegiatan [data-kolom=topik]").fill("Masih saya perlukan")
    keadaan(halaman, "Pilih isian (1)")
    halaman.get_by_role("button", name="Simpan lagi").click()
    keadaan(halaman)
    assert list(Kegiatan.objects.values_list("topik", flat=True)) == ["Masih saya perlukan"]


def test_kesalahan_tampil_di_bawah_kolomnya(halaman):
    jam = halaman.locator("#catatan")
    kolom(jam, "jam_mulai").fill("09:00")
    kolom(jam, "jam_selesai").fill("08:00")
    keadaan(halaman, "Perlu diperbaiki (1)")
    expect(jam.locator(".bidang", has_text="Jam selesai").locator(".galat")).to_have_text(
        "Jam selesai mendahului jam mulai."
    )
    kolom(jam, "jam_selesai").fill("11:00")
    keadaan(halaman)
    assert Kunjungan.objects.get().jam_selesai == datetime.time(11)


def test_baris_belum_lengkap_menunggu_di_telepon(halaman):
    halaman.get_by_role("button", name="Tambah temuan").click()
    temuan = halaman.locator("#temuan .kotak")
    kolom(temuan, "uraian").fill("Baru sebagian")
    keadaan(halaman, "Belum lengkap (1)")
    expect(temuan.locator("[data-tanda]")).to_have_text(
        "Belum tersimpan. Penanggung jawab belum diisi. Batas waktu belum diisi."
    )
    halaman.once("dialog", lambda d: d.accept())
    halaman.reload()
    siap(halaman)
    expect(kolom(temuan, "uraian")).to_have_value("Baru sebagian")


def test_jenis_temuan_membawa_kalimatnya_yang_diketik_tetap(halaman):
    jenis = JenisTemuan.objects.create(
        kode="umum:papan", nama="Papan informasi tidak ada", kelompok="Umum", uraian="Papan informasi tidak ada.",
        saran="Adakan papannya.", tingkat="sedang",
    )  # fmt: skip
    halaman.reload()
    siap(halaman)
    halaman.get_by_role("button", name="Tambah temuan").click()
    temuan = halaman.locator("#temuan .kotak")
    kolom(temuan, "rekomendasi").fill("Pasang di balai desa.")
    kolom(temuan, "penanggung_jawab").fill("Sekretaris Desa")
    kolom(temuan, "batas_waktu").fill("2026-06-01")
    temuan.get_by_label("Jenis temuan (bila ada)").select_option(label="Papan informasi tidak ada")
    expect(kolom(temuan, "uraian")).to_have_value("Papan informasi tidak ada.")
    expect(kolom(temuan, "rekomendasi")).to_have_value("Pasang di balai desa.")
    keadaan(halaman)
    t = Temuan.objects.get(status="draf")
    assert (t.jenis, t.tingkat, t.rekomendasi) == (jenis, "sedang", "Pasang di balai desa.")


def test_hapus_dapat_diurungkan(kunjungan, halaman):
    KegiatanFactory(kunjungan=kunjungan, topik="Penting", versi=1)
    halaman.reload()
    siap(halaman)
    halaman.locator("#kegiatan").get_by_role("button", name="Hapus").click()
    halaman.get_by_role("button", name="Urungkan").click()
    expect(halaman.locator("#kegiatan .kotak")).to_be_visible()
    keadaan(halaman)
    assert Kegiatan.objects.count() == 1
    halaman.locator("#kegiatan").get_by_role("button", name="Hapus").click()
    expect(halaman.locator("#kegiatan .kotak")).to_have_count(0)
    keadaan(halaman)
    assert Kegiatan.objects.count() == 0


def test_sesi_berakhir_disebut_dan_isian_bertahan(halaman, konteks_peramban, masuk, petugas):
    konteks_peramban.clear_cookies(name="sessionid")
    halaman.locator("[data-kolom=notulen]").fill("Diketik setelah sesi berakhir")
    expect(halaman.locator("#pengumuman")).to_contain_text(
        "Sesi berakhir, masuk lagi; isian Anda tetap tersimpan di telepon ini."
    )
    assert Kunjungan.objects.get().notulen == ""
    lain = konteks_peramban.new_page()
    masuk(lain, petugas)
    lain.close()
    halaman.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    keadaan(halaman)
    assert Kunjungan.objects.get().notulen == "Diketik setelah sesi berakhir"
    expect(halaman.locator("#pengumuman")).to_be_empty()


def test_kunjungan_diajukan_orang_lain_saat_mengisi(halaman, desa):
    surat = NaskahFactory(desa=desa, kecamatan=desa.kecamatan, status="diajukan")
    Kunjungan.objects.update(status="diajukan", berita_acara=surat)
    halaman.locator("[data-kolom=notulen]").fill("Terlambat")
    expect(halaman.locator("#pengumuman")).to_contain_text(
        "Kunjungan ini berstatus “Diajukan”, jadi isinya terkunci. Isian Anda tetap tersimpan di telepon ini."
    )
    keadaan(halaman, "Terkunci")
    expect(halaman.locator("[data-kolom=notulen]")).to_have_value("Terlambat")


def test_buku_menjadi_temuan_dengan_satu_ketukan(halaman):
    """Without a signal too: it waits on the phone; a second tap leads to it and makes no other."""
    buku = halaman.locator(".buku").last
    expect(buku.get_by_role("button", name="Jadikan temuan")).to_be_hidden()
    pilih(buku, "Tidak ada")
    halaman.context.set_offline(True)
    buku.get_by_role("button", name="Jadikan temuan").click()
    buku.get_by_role("button", name="Lihat temuannya").click()
    expect(kolom(halaman.locator("#temuan .kotak"), "uraian")).to_be_focused()
    halaman.context.set_offline(False)
    keadaan(halaman)
    temuan = Temuan.objects.get(status="draf")
    assert (temuan.uraian, temuan.penanggung_jawab, str(temuan.batas_waktu)) == (
        "A.2 Buku Keputusan Kepala Desa tidak ada.",
        "Sekretaris Desa",
        "2026-05-21",
    )
    halaman.reload()
    siap(halaman)
    expect(halaman.locator(".buku").last.get_by_role("button", name="Lihat temuannya")).to_be_visible()


def test_sisa_kelompok_ditandai_sekaligus_dan_tercatat_demikian(halaman, kunjungan):
    """Only what is not answered; undone, or answered by itself, it is not marked so any more."""
    semua = list(kunjungan.pemeriksaan_set.all())
    pilih(halaman.locator(".buku").first, "Tidak ada")
    kotak = halaman.locator("[data-kelompok]")
    expect(kotak).to_contain_text("1 buku di kelompok ini belum dijawab.")
    kotak.get_by_label("Semuanya terisi sampai").fill("")
    kotak.get_by_role("button", name="Tandai 1 buku").click()
    expect(kotak.get_by_role("alert")).to_have_text("Isi dahulu sampai bulan apa buku-buku ini terisi.")
    kotak.get_by_label("Semuanya terisi sampai").fill("2026-04")
    kotak.get_by_role("button", name="Tandai 1 buku").click()
    terakhir = halaman.locator(".buku").last
    expect(terakhir).to_contain_text("Ditandai sekaligus")
    keadaan(halaman)
    assert [p.ada for p in kunjungan.pemeriksaan_set.all()] == [False, True]
    p = Pemeriksaan.objects.get(pk=semua[1].pk)
    assert (p.sekaligus, p.tertib, p.ditandatangani, str(p.mutakhir_sampai)) == (True, True, True, "2026-04-01")
    kotak.get_by_role("button", name="Urungkan").click()
    expect(terakhir.get_by_text("Ditandai sekaligus")).to_be_hidden()
    keadaan(halaman)
    p.refresh_from_db()
    assert (p.ada, p.sekaligus) == (None, False)

    kotak.get_by_role("button", name="Tandai 1 buku").click()
    expect(terakhir).to_contain_text("Ditandai sekaligus")
    kolom(terakhir, "mutakhir_sampai").fill("2026-03")
    keadaan(halaman)
    p.refresh_from_db()
    assert (p.sekaligus, str(p.mutakhir_sampai)) == (False, "2026-03-01")
    halaman.reload()
    siap(halaman)
    expect(halaman.locator("[data-kelompok]")).to_be_hidden()


def test_sama_seperti_terakhir_meminta_bulannya_lagi(kunjungan, halaman, desa):
    lama = KunjunganFactory(desa=desa, status="disahkan", tanggal=datetime.date(2026, 4, 5))
    buku = Pemeriksaan.objects.filter(kunjungan=kunjungan).first().buku
    Pemeriksaan.objects.create(
        kunjungan=lama, buku=buku, ada=True, format_sesuai=True, ditandatangani=False, mutakhir_sampai="2026-03-01"
    )
    halaman.reload()
    siap(halaman)
    kartu = halaman.locator(".buku").first
    kartu.get_by_role("button", name="Sama seperti terakhir").click()
    expect(kolom(kartu, "mutakhir_sampai")).to_be_focused()
    keadaan(halaman)
    expect(kartu.locator(".galat")).to_have_text("Pastikan sekarang terisi sampai bulan apa.")
    kolom(kartu, "mutakhir_sampai").fill("2026-04")
    expect(kartu.locator(".galat")).to_have_count(0)
    keadaan(halaman)
    p = Pemeriksaan.objects.get(kunjungan=kunjungan, buku=buku)
    assert (p.ada, p.format_sesuai, p.ditandatangani, p.mutakhir_sampai) == (
        True, True, False, datetime.date(2026, 4, 1))  # fmt: skip


def test_foto_dikecilkan_dan_dikirim_dengan_tempat(halaman, konteks_peramban):
    konteks_peramban.grant_permissions(["geolocation"])
    konteks_peramban.set_geolocation({"latitude": -2.345678, "longitude": 115.512345})
    halaman.locator("#galeri").set_input_files(
        [
            {"name": "balai.jpg", "mimeType": "image/jpeg", "buffer": jpeg()},
            {"name": "teks.jpg", "mimeType": "image/jpeg", "buffer": b"Ini bukan foto."},
        ]
    )
    kartu = halaman.locator(".foto-kartu")
    kolom(kartu.first, "keterangan").fill("Balai desa")
    expect(kartu.last.locator("[data-galat-foto]")).to_have_text(
        "Berkas ini bukan foto yang dapat dibaca. Pakai JPEG, PNG, atau WebP."
    )
    keadaan(halaman, "Perlu diperbaiki (1)")
    kartu.last.get_by_role("button", name="Hapus").click()
    keadaan(halaman)
    expect(kartu).to_have_count(1)
    foto = Foto.objects.get()
    assert (foto.keterangan, foto.lebar, foto.tinggi) == ("Balai desa", 1600, 1200)
    assert (str(foto.lintang), str(foto.bujur)) == ("-2.345678", "115.512345")
    assert abs(foto.waktu - foto.dibuat_pada) < datetime.timedelta(minutes=5)


def test_foto_diambil_saat_luring_terkirim_setelah_dibuka_lagi(halaman, konteks_peramban, buka):
    konteks_peramban.set_offline(True)
    halaman.locator("#galeri").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    kolom(halaman.locator(".foto-kartu"), "keterangan").fill("Tanpa sinyal")
    keadaan(halaman, "Luring – 2 di telepon ini")  # the photo and its caption
    assert Foto.objects.count() == 0
    matikan(halaman)
    konteks_peramban.set_offline(False)
    lagi = buka(konteks_peramban)
    keadaan(lagi)
    assert list(Foto.objects.values_list("keterangan", flat=True)) == ["Tanpa sinyal"]


def test_foto_bukti_terkait_bukunya(halaman):
    kartu = halaman.locator(".buku").first
    pilih(kartu, "Ada")
    with halaman.expect_file_chooser() as pemilih:
        kartu.get_by_role("button", name="Foto bukti").click()
    pemilih.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg((300, 200))})
    keadaan(halaman)
    expect(kartu.locator("[data-foto-buku]")).to_have_text("(1)")
    assert Foto.objects.get().buku.kode == "A.1"


def test_tanpa_javascript_disebut(peramban, live_server, kunjungan, petugas, client):
    client.force_login(petugas)
    konteks = peramban.new_context(java_script_enabled=False)
    konteks.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    halaman = konteks.new_page()
    halaman.goto(live_server.url + reverse("perut:lapangan", args=[kunjungan.pk]))
    expect(halaman.locator("noscript .alert")).to_contain_text("memerlukan JavaScript")
    konteks.close()

"""The first day of a new office, in the browser alone: from the set-up link of an empty installation to a berita acara
that is signed with certificates of the office. Clicks and fields are counted by the pages themselves."""

import datetime
import io
import re
from collections import Counter

import pytest
from django.core.management import call_command
from openpyxl import Workbook, load_workbook
from PIL import Image
from playwright.sync_api import expect

from akun.models import Pengguna
from cetak.tests.baca import teks_pdf
from config.tests.menunggu import tunggu_sampai
from config.tests.peramban import MEJA, TELEPON, lewat_menu, semua
from dasar.waktu import hari_ini
from desa.models import Desa
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah
from perut.enums import StatusKunjungan
from perut.models import Kunjungan, Pemeriksaan
from tte.tests import bahan_tte

pytestmark = [pytest.mark.peramban, pytest.mark.perjalanan, pytest.mark.django_db(transaction=True)]

SANDI, FRASA = "sawah-hijau-2026-ku", "meja kayu lampu 7 kuning"
# One press of a pointer is a click; the first change of a text, a date or a selection on a page is a field. Radios and
# ticks are clicks; files are counted as the click that opens their dialog.
HITUNG = """() => {
  const isian = new WeakSet();
  addEventListener("mousedown", () => perutHitung("klik"), true);
  addEventListener("input", (p) => {
    if (["radio", "checkbox", "file"].includes(p.target.type) || isian.has(p.target)) return;
    isian.add(p.target);
    perutHitung("isian");
  }, true);
}"""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def lambang() -> bytes:
    isi = io.BytesIO()
    Image.new("RGB", (120, 140), "#0a5").save(isi, "PNG")
    return isi.getvalue()


def lembar(judul: list[str], baris: list[list[str]]) -> bytes:
    buku = Workbook()
    for isi in (judul, *baris):
        buku.active.append(isi)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


@pytest.fixture
def hitung() -> Counter:
    return Counter()


@pytest.fixture
def layar_baru(konteks_baru, hitung):
    """layar_baru(viewport) -> a page on a machine of its own, whose clicks and fields are counted."""
    galat = []

    def buka(layar):
        konteks = konteks_baru(viewport=layar, accept_downloads=True)
        konteks.expose_binding("perutHitung", lambda _, apa: hitung.update([apa]))
        konteks.add_init_script(f"({HITUNG})()")
        halaman = konteks.new_page()
        halaman.on("pageerror", lambda e: galat.append(str(e)))
        return halaman

    yield buka
    assert galat == []


def tombol(h, nama):
    return h.get_by_role("button", name=re.compile(nama))


def tautan(h, nama):
    return h.get_by_role("link", name=re.compile(nama)).first


def pilih_berkas(h, nama: str, isi: bytes, jenis: str = XLSX):
    """As a person does: the click that opens the dialog, and the file in it."""
    with h.expect_file_chooser() as dialog:
        h.get_by_text("Pilih berkas", exact=True).click()
    dialog.value.set_files({"name": nama, "mimeType": jenis, "buffer": isi})


def program(v, desa, petugas):
    """The programme with one focus village, from the page that says what is missing: this year's, or in the last days
    of December, which leave none to visit, the next one's."""
    lewat_menu(v, "Menyiapkan kantor")
    tautan(v, "Buat program").click()
    tahun = (hari_ini(desa) + datetime.timedelta(days=30)).year
    if v.locator("#id_tahun").input_value() != str(tahun):
        v.locator("#id_tahun").fill(str(tahun))
    v.locator("#id_tema").fill("Tertib buku administrasi")
    tombol(v, "Simpan").click()
    lewat_menu(v, "Menyiapkan kantor")
    tautan(v, "Pilih desa lokus").click()
    v.locator(f"#id_pilih-{desa.pk}").check()
    v.get_by_label("Alasan dipilih").fill("Buku keuangan belum lengkap.")
    v.get_by_label(re.compile(petugas)).check()
    tombol(v, "Tambahkan").click()


def jadwalkan(v):
    """The dates that the programme proposes, and the letter for the first of them."""
    tautan(v, "Susun jadwal").click()
    tombol(v, "Tampilkan usulan").click()
    tombol(v, r"^Simpan \d+ rencana").click()
    tautan(v, r"\d+ rencana").click()
    v.locator("table input[type=checkbox]").first.check()
    tombol(v, "Susun surat tugas dan jadwalkan").click()
    expect(v.get_by_text("1 kunjungan dijadwalkan")).to_be_visible()


def sertifikat(a, orang, v, nama):
    """The admin invites those who sign, somebody else vouches for each; each makes a passphrase of his own, led there
    from the first page."""
    lewat_menu(a, "Administrasi")
    tautan(a, "^Sertifikat tanda tangan").click()
    tautan(a, r"^\s*Undang").click()
    tautan(a, "Pilih semua").click()
    tombol(a, "^Undang$").click()
    expect(a.get_by_text("orang diundang dan dikabari.")).to_be_visible()
    for siapa in nama:
        v.get_by_role("link", name="Pemberitahuan").first.click()
        tautan(v, f"Setujui undangan sertifikat .*{siapa}").click()
        v.locator("#id_sandi").fill(SANDI)
        tombol(v, "Saya sudah memastikan").click()
        expect(v.get_by_text("Ia dikabari.")).to_be_visible()
    for h in orang:
        h.reload()  # later that day
        tautan(h, "Buat frasa sandi dan sertifikat Anda").click()
        h.locator("main input[type=password]").first.fill(FRASA)
        h.locator("main input[type=password]").nth(1).fill(FRASA)
        tombol(h, "Buat sertifikat").click()
        expect(h.get_by_role("heading", name="Sertifikat yang berlaku")).to_be_visible()


def setujui(c, beranda, judul, langkah, tombolnya):
    c.goto(beranda)
    tautan(c, judul).click()
    tautan(c, f"^\\s*{langkah}").click()
    c.locator("#id_sandi").fill(SANDI)
    tombol(c, tombolnya).click()


def tanda_tangani(h):
    h.locator("#tanda-tangan input[type=password]").fill(FRASA)
    tombol(h, "Tanda tangani").click()
    expect(tombol(h, "Tanda tangani")).to_have_count(0)


def isi_kunjungan(p, kunjungan):
    """All 24 books are there; two are looked at by themselves, of which one is late and becomes a finding."""
    p.wait_for_selector("#lapangan[data-siap='1']")
    tombol(p, "Kepala Bihara").click()
    tombol(p, "Tambah orang lain").click()
    orang = p.locator("[data-jenis=kehadiran].kotak").last
    orang.get_by_label("Nama").fill("Ketua BPD Bihara")
    orang.get_by_label("Jabatan").fill("Ketua BPD")
    orang.get_by_label("Unsur").select_option("bpd")
    p.get_by_role("textbox", name="Notulen").fill("Petugas memeriksa buku administrasi bersama kepala desa. " * 8)
    tombol(p, "Tambah kegiatan").click()
    kegiatan = p.locator("[data-jenis=kegiatan]").last
    kegiatan.get_by_role("radio", name="Supervisi").check()
    kegiatan.get_by_label("Topik").fill("Buku administrasi desa")
    kegiatan.get_by_label("Materi").fill("Pengisian setiap bulan")
    kegiatan.get_by_label("Jumlah peserta").fill("8")
    buku = p.locator(".buku")
    expect(buku).to_have_count(24)
    bulan = kunjungan.tanggal.replace(day=1) - datetime.timedelta(days=1)
    for satu, sampai in ((buku.first, bulan), (buku.last, bulan - datetime.timedelta(days=400))):
        satu.get_by_role("radio", name="Ada", exact=True).check()
        satu.get_by_role("radio", name="Sesuai", exact=True).check()
        satu.get_by_role("radio", name="Ya", exact=True).check()
        satu.get_by_label("Terisi sampai bulan").fill(f"{sampai:%Y-%m}")
    tombol(buku.last, "Jadikan temuan").click()
    for kotak in semua(p.locator("[data-kelompok]")):
        tombol(kotak, r"Tandai \d+ buku").click()
    tombol(p, "Tambah kesepakatan").click()
    kesepakatan = p.locator("[data-jenis=kesepakatan]").last
    kesepakatan.get_by_role("textbox", name="Kesepakatan").fill("Buku diisi paling lambat tanggal 5 setiap bulan.")
    kesepakatan.get_by_label("Pelaksana").fill("Sekretaris Desa")
    with p.expect_file_chooser() as dialog:
        p.get_by_text("Dari galeri").click()
    dialog.value.set_files({"name": "balai.png", "mimeType": "image/png", "buffer": lambang()})
    expect(p.locator("#keadaan")).to_have_text("Semua tersimpan")


def test_dari_pemasangan_kosong_sampai_berita_acara_bertanda_tangan(
    layar_baru, hitung, live_server, settings, tmp_path, mailoutbox, capsys
):
    settings.ALAMAT_SITUS = live_server.url
    settings.CA_SANDI, settings.CA_KUNCI = "sandi-otoritas", f"file:{tmp_path}/kunci.pem"
    call_command("acuan_muat", verbosity=0)
    assert not Pengguna.objects.exists() and not Desa.objects.exists()
    call_command("tautan_awal")
    awal = re.search(r"http\S+", capsys.readouterr().out)[0]

    # --- the admin -------------------------------------------------------------------------------
    a = layar_baru(MEJA)
    a.goto(awal)
    a.get_by_label("Nama", exact=False).first.fill("Rahmah Hayati")
    a.get_by_label("Surel").fill("rahmah@contoh.go.id")
    a.get_by_label("Kata sandi Anda").fill(SANDI)
    a.get_by_label("Kata sandi, sekali lagi").fill(SANDI)
    tombol(a, "Buat akun").click()

    tautan(a, "Pilih kecamatan").click()
    a.get_by_label("Nama kecamatan").fill("awayan balangan")
    tombol(a, "Cari").click()
    tautan(a, "Pilih Awayan").click()
    tombol(a, "Pasang kecamatan ini").click()

    tautan(a, "Isi kop naskah").click()
    for kolom, isi in (
        ("Alamat", "Jalan Raya Awayan Nomor 1"),
        ("Ibu kota", "Awayan"),
        ("Kode naskah", "KEC-AWY"),
    ):
        a.get_by_label(re.compile(kolom)).first.fill(isi)
    pilih_berkas(a, "lambang.png", lambang(), "image/png")
    tombol(a, "Simpan").click()
    desa = list(Desa.objects.order_by("kode"))
    assert len(desa) == 23

    tautan(a, "Unggah daftar orang").click()
    with a.expect_download() as unduhan:
        tautan(a, "Unduh templat").click()
    buku = load_workbook(io.BytesIO(unduhan.value.path().read_bytes()))
    kepala = [s.value for s in buku["Orang"][1]]
    orang = [
        {"nama": "Drs. Camat Awayan", "peran": "Camat"},
        {"nama": "Sekcam Awayan", "peran": "Sekretaris Kecamatan"},
        {"nama": "Verifikator Awayan", "peran": "Verifikator"},
        *({"nama": f"Pelaksana Awayan {n}", "peran": "Pelaksana"} for n in "ABC"),
        *({"nama": f"Pendamping Awayan {n}", "peran": "Pendamping"} for n in "AB"),
        {"nama": f"Kepala {desa[0].nama}", "peran": "Kepala Desa", "wilayah": str(desa[0])},
        {"nama": f"Sekdes {desa[0].nama}", "peran": "Sekretaris Desa", "wilayah": str(desa[0])},
    ]
    for n, satu in enumerate(orang, 2):
        satu |= {"surel": f"orang{n}@contoh.go.id"}
        if not satu["peran"].startswith(("Kepala", "Pendamping")):
            satu |= {"nip": f"1970010119900110{n:02}", "pangkat": "Penata (III/c)"}
        for k, nilai in satu.items():
            buku["Orang"].cell(n, kepala.index(k) + 1, nilai)
    isi = io.BytesIO()
    buku.save(isi)
    pilih_berkas(a, "orang.xlsx", isi.getvalue())
    tombol(a, "Periksa berkas").click()
    tombol(a, "Simpan 10 baris").click()
    tombol(a, "Undang lewat surel").click()
    expect(a.get_by_text(re.compile("10"))).not_to_have_count(0)
    assert len(mailoutbox) == 10

    lewat_menu(a, "Menyiapkan kantor")
    tautan(a, "Impor dari Excel").click()
    baris = [[d.kode, f"Kepala {d.nama}", "Kepala Desa", f"19.{n:03}", "1 Januari 2024"] for n, d in enumerate(desa)]
    pilih_berkas(a, "kades.xlsx", lembar(["Kode Desa", "Nama", "Jabatan", "NIAP", "Mulai Menjabat"], baris))
    tombol(a, "Periksa berkas").click()
    tombol(a, "Simpan 23 baris").click()

    lewat_menu(a, "Menyiapkan kantor")
    tautan(a, "Atur tanda tangan").click()
    a.get_by_label(re.compile("sertifikat kantor", re.I)).check()
    tombol(a, "Simpan cara tanda tangan").click()
    lewat_menu(a, "Menyiapkan kantor")
    tautan(a, "^Sertifikat").click()
    tautan(a, "Buat otoritas").click()
    a.get_by_label("Nama kantor pada sertifikat").fill("Kecamatan Awayan")
    tombol(a, "Buat otoritas").click()

    # --- everybody makes a password of their own; the signers then a certificate of their own ------
    def terima(nama, layar=MEJA):
        surel = next(s for s in mailoutbox if f"Yth. {nama}" in s.body or nama in s.body)
        h = layar_baru(layar)
        h.goto(re.search(r"http\S+", surel.body)[0])
        h.locator("#id_new_password1").fill(SANDI)
        h.locator("#id_new_password2").fill(SANDI)
        tombol(h, "Simpan kata sandi dan masuk").click()
        h.wait_for_url(lambda u: "/undangan/" not in u)
        return h

    v = terima("Verifikator Awayan")
    program(v, desa[0], "Pelaksana Awayan A")
    jadwalkan(v)
    assert Kunjungan.objects.get(status=StatusKunjungan.DIJADWALKAN).desa == desa[0]
    persiapan = Counter(hitung)
    assert hitung["klik"] <= 60 and hitung["isian"] <= 30

    nama = ("Camat Awayan", "Pelaksana Awayan A", f"Kepala {desa[0].nama}")
    c, p, k = terima(nama[0]), terima(nama[1], TELEPON), terima(nama[2], TELEPON)
    sertifikat(a, (c, p, k), v, nama)
    akun = hitung - persiapan
    assert akun["klik"] <= 3 * 6 + 3 * 3 and akun["isian"] == 3 * 4 + 3
    hitung.clear()

    # --- the visit ---------------------------------------------------------------------------------
    beranda = live_server.url + "/"
    setujui(c, beranda, "Kunjungan Pendampingan Rutin", "Setujui", "^Setujui")
    tanda_tangani(c)
    kunjungan = Kunjungan.objects.get(status=StatusKunjungan.DIJADWALKAN)
    p.goto(beranda)
    tautan(p, str(desa[0])).click()
    tombol(p, "Mulai kunjungan").click()
    isi_kunjungan(p, kunjungan)
    tombol(p, "Ajukan untuk diverifikasi").click()
    expect(p.get_by_text("Kunjungan diajukan untuk diverifikasi.")).to_be_visible()
    v.goto(beranda)
    tautan(v, str(desa[0])).click()
    v.get_by_role("link", name="Verifikasi", exact=True).click()
    for bagian in semua(v.locator("section.kartu")):
        bagian.get_by_label("Sesuai", exact=True).check()
        if bagian.get_by_text("wajib, karena").count():
            bagian.locator("textarea").fill("Sudah diperiksa dengan petugasnya.")
    tombol(v, "Simpan penilaian").click()
    expect(v.get_by_text("Kunjungan diverifikasi dan diteruskan kepada camat.")).to_be_visible()
    setujui(c, beranda, str(desa[0]), "Sahkan", "Sahkan dan beri nomor")
    expect(c.get_by_text("Kunjungan disahkan.")).to_be_visible()

    # --- the signatures, in their order ---------------------------------------------------------------
    for h in (p, k, c):
        h.goto(beranda)
        h.get_by_role("region", name="Menunggu tanda tangan Anda").get_by_role("link", name="Berita Acara").click()
        tanda_tangani(h)
    tunggu_sampai(
        lambda: not Naskah.objects.filter(status=StatusNaskah.DISETUJUI, jenis="berita_acara_perut").exists(),
        "Berita acara belum selesai ditandatangani.",
        detik=30,
    )
    naskah = Naskah.objects.get(pk=Kunjungan.objects.get(pk=kunjungan.pk).berita_acara_id)
    assert naskah.status == StatusNaskah.DIDISTRIBUSIKAN
    with naskah.pdf.open() as berkas:
        isi = berkas.read()
    assert bahan_tte.pdfsig(isi) == ["Signature is Valid."] * 3
    rapat = teks_pdf(isi)
    assert f"NOMOR {naskah.nomor}" in rapat and "Buku Agenda" in rapat
    buku = list(Pemeriksaan.objects.filter(kunjungan=kunjungan))
    assert (len(buku), sum(b.ada for b in buku), sum(b.sekaligus for b in buku)) == (24, 24, 22)
    assert hitung["klik"] <= 85 and hitung["isian"] <= 40 + 4  # a passphrase for each signature

"""Bulk exports read back: the zip with its index, the merged PDF with its bookmarks, and who gets them."""

import errno
import gc
import io
import os
import threading
import uuid
import zipfile
from datetime import timedelta
from hashlib import sha256
from typing import ClassVar

import pikepdf
import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from antrean.models import Pekerjaan
from cetak.tests.baca import teks_halaman
from config.celery import app
from desa.tests.factories import DesaFactory
from jejak.models import Catatan
from naskah.ekspor.bahan import nama_aman
from naskah.ekspor.gabungan import Penggabung
from naskah.models import Naskah, PekerjaanEkspor, Pindaian
from naskah.services import ekspor as layanan
from naskah.services.naskah import naskah_cabut
from naskah.tasks import ekspor_bersihkan, ekspor_sapu
from naskah.tests.arsip_contoh import pdf_contoh

pytestmark = pytest.mark.django_db
PENGEKSPOR = {Peran.ADMIN, Peran.CAMAT, Peran.VERIFIKATOR, Peran.PEMANTAU_KABUPATEN}
MINTA = "/naskah/ekspor/minta/"


@pytest.fixture
def minta(client, django_capture_on_commit_callbacks):
    """minta(orang, daftar naskah, jenis): ask on the page, let it be worked on, return the export."""

    def kerjakan(orang, naskah=(), jenis="zip", **isi):
        client.force_login(orang)
        with django_capture_on_commit_callbacks(execute=True):
            jawaban = client.post(MINTA, {"jenis": jenis, "naskah": [n.pk for n in naskah], **isi})
        assert jawaban.status_code == 302, jawaban
        return PekerjaanEkspor.objects.filter(pengguna=orang).first()

    return kerjakan


def unduh(client, ekspor):
    jawaban = client.get(reverse("naskah:ekspor-unduh", args=[ekspor.pk]))
    return jawaban.status_code, b"".join(jawaban.streaming_content) if jawaban.streaming else b""


def buka(ekspor) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(ekspor.berkas.open().read()))


def indeks(arsip: zipfile.ZipFile) -> list[dict]:
    kepala, *baris = load_workbook(io.BytesIO(arsip.read("Daftar isi.xlsx"))).active.iter_rows(values_only=True)
    return [dict(zip(kepala, b, strict=True)) for b in baris]


def keluar(naskah) -> list[str]:
    """What the trail says about a document's going out; all of it stays for ever."""
    baris = Catatan.objects.filter(jenis="ekspor", perkara="naskah.Naskah", kunci=str(naskah.pk), tetap=True)
    return list(baris.values_list("uraian", flat=True))


# --- the zip ----------------------------------------------------------------


def test_zip_dengan_daftar_isi(client, orang, desa, bertanda, minta):
    naskah = [bertanda(desa), bertanda(desa, halaman=3)]
    ekspor = minta(orang["camat"], naskah)
    status, isi = unduh(client, ekspor)
    assert (status, sha256(isi).hexdigest(), len(isi)) == (200, ekspor.sha256, ekspor.ukuran)
    arsip = zipfile.ZipFile(io.BytesIO(isi))
    assert arsip.testzip() is None
    baris = indeks(arsip)
    assert sorted(arsip.namelist()) == sorted([*(b["Nama berkas"] for b in baris), "Daftar isi.xlsx"])
    for n, b in zip(naskah, baris, strict=True):
        assert (b["Nomor"], b["Desa"], b["Perihal"]) == (n.nomor, desa.nama, n.perihal)
        assert b["Tanggal"].date() == n.tanggal
        assert b["SHA-256 berkas ini"] == b["SHA-256 naskah asli"] == n.pdf_sha256
        assert sha256(arsip.read(b["Nama berkas"])).hexdigest() == n.pdf_sha256
        assert b["Status"] == "Didistribusikan"
        assert b["Keterangan"] is None


def test_yang_tanpa_pdf_disebut_namanya(client, orang, desa, bertanda, siapkan, minta):
    ada, hilang, draf = bertanda(desa), bertanda(desa), siapkan(desa, perihal="=Rumus()")
    default_storage.delete(hilang.pdf.name)
    ekspor = minta(orang["camat"], [ada, hilang, draf])
    assert (ekspor.status, ekspor.total, ekspor.tanpa_pdf) == ("selesai", 3, 2)
    ket = {b["Perihal"] + (b["Nomor"] or ""): (b["Nama berkas"], b["Keterangan"]) for b in indeks(buka(ekspor))}
    assert ket["Percobaan" + hilang.nomor] == (None, "Berkas tidak dapat dibaca dari penyimpanan.")
    assert ket["'=Rumus()"] == (None, "Belum ada PDF: naskah masih berstatus “Diajukan”.")
    halaman = client.get(ekspor.get_absolute_url()).content.decode()
    assert "2 naskah di dalamnya tidak mempunyai PDF" in halaman


def test_byte_yang_berubah_diperingatkan(orang, desa, bertanda, minta):
    naskah = bertanda(desa)
    Naskah.objects.filter(pk=naskah.pk).update(pdf_sha256="0" * 64)
    (baris,) = indeks(buka(minta(orang["camat"], [naskah])))
    assert baris["Keterangan"].startswith("PERHATIAN: berkasnya tidak sama dengan yang tercatat")
    assert baris["Nama berkas"] is None


def test_yang_dicabut_menjadi_salinan_bertanda(orang, desa, bertanda, minta):
    naskah = bertanda(desa, halaman=2)
    naskah_cabut(naskah=naskah, alasan="Keliru.", oleh=orang["camat"])
    arsip = buka(minta(orang["camat"], [naskah]))
    (baris,) = indeks(arsip)
    isi = arsip.read(baris["Nama berkas"])
    assert sha256(isi).hexdigest() == baris["SHA-256 berkas ini"] != baris["SHA-256 naskah asli"] == naskah.pdf_sha256
    assert baris["Keterangan"].startswith("Salinan bertanda. DICABUT – naskah ini dicabut pada ")
    assert keluar(naskah) == [
        f"Disertakan dalam ekspor nomor {PekerjaanEkspor.objects.get().pk}, sha256 {baris['SHA-256 berkas ini']}"
    ]
    for lembar in teks_halaman(isi):
        assert "dan tidak berlaku lagi." in " ".join(lembar.split())


def test_pindaian_yang_diterima_ikut(orang, desa, bertanda, minta):
    naskah = bertanda(desa)
    byte = pdf_contoh(2, "pindaian")
    for status in ("ditolak", "diterima"):
        pindaian = Pindaian(
            naskah=naskah, sha256=sha256(byte).hexdigest(), status=status, diunggah_oleh=orang["pelaksana"]
        )
        pindaian.berkas.save("p.pdf", io.BytesIO(byte))
    arsip = buka(minta(orang["camat"], [naskah]))
    assert [len(PdfReader(io.BytesIO(arsip.read(b["Nama berkas"]))).pages) for b in indeks(arsip)] == [1, 2]
    ekspor = minta(orang["camat"], [naskah], "gabungan")
    assert len(PdfReader(io.BytesIO(ekspor.berkas.open().read())).pages) == 1 + 1 + 2
    sebagai = [k.partition(" dalam ekspor nomor ")[0] for k in keluar(naskah)]
    assert sebagai == ["Disertakan sebagai pindaian bertanda tangan", "Disertakan"] * 2  # newest first


@pytest.mark.parametrize(
    ("mentah", "aman"),
    [
        ("0001 BA 400.10.2/007/KEC-AWY/2026", "0001 BA 400.10.2-007-KEC-AWY-2026"),
        ("0001 ../../etc/passwd", "0001 ..-..-etc-passwd"),
        ("0001 a\u202efdp.exe\x00\n", "0001 a-fdp.exe"),
        ('0001 C:\\x<>"|?*', "0001 C-x"),
        ("0001 Désa é …", "0001 Désa é"),
        ("0001 " + "x" * 300, ("0001 " + "x" * 300)[:110]),
    ],
)
def test_nama_berkas_aman(mentah, aman):
    assert nama_aman(mentah) == aman


def test_nama_sama_tetap_berbeda(orang, desa, bertanda, minta):
    lain = DesaFactory(kecamatan__kabupaten=desa.kecamatan.kabupaten)
    Penugasan.objects.create(pengguna=orang["camat"], peran=Peran.CAMAT, kecamatan=lain.kecamatan, mulai="2020-01-01")
    naskah = [bertanda(desa), bertanda(lain)]
    Naskah.objects.filter(pk__in=[n.pk for n in naskah]).update(nomor='7/"..\\x')
    arsip = buka(minta(pengguna_berperan(Peran.PEMANTAU_KABUPATEN, desa), naskah))
    assert [n for n in arsip.namelist() if n.endswith(".pdf")] == [
        "0001 Naskah Uji 7-..-x.pdf",
        "0002 Naskah Uji 7-..-x.pdf",
    ]


# --- the merged PDF ---------------------------------------------------------


def test_pdf_gabungan_berpenanda(client, orang, desa, bertanda, minta):
    naskah = [
        bertanda(desa, perihal="Satu “é”"),
        bertanda(desa, halaman=0, perihal="Kosong"),
        bertanda(desa, halaman=4),
    ]
    ekspor = minta(orang["camat"], naskah, "gabungan")
    assert (ekspor.status, ekspor.tanpa_pdf) == ("selesai", 1)
    _, isi = unduh(client, ekspor)
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert pdf.check_pdf_syntax() == []
    baca = PdfReader(io.BytesIO(isi))
    penanda = [(b.title, baca.get_destination_page_number(b)) for b in baca.outline]
    assert penanda == [
        ("Keterangan", 0),
        (f"{naskah[0].nomor} – Satu “é”", 1),
        (f"{naskah[1].nomor} – Kosong – TANPA PDF", 2),
        (f"{naskah[2].nomor} – Percobaan", 3),
    ]
    teks = [" ".join(t.split()) for t in teks_halaman(baca)]
    assert len(teks) == 1 + 1 + 1 + 4
    assert "Berisi 3 naskah, disusun untuk Camat" in teks[0]
    assert teks[1] == "naskah 1 halaman 1"
    assert "Belum ada PDF." in teks[2]
    assert teks[3:] == [f"naskah 3 halaman {n}" for n in (1, 2, 3, 4)]
    assert {tuple(h.mediabox) for h in baca.pages[3:]} == {(0, 0, 595, 842)}  # inherited in the source
    assert keluar(naskah[0]) == [f"Disertakan dalam ekspor nomor {ekspor.pk}, sha256 {naskah[0].pdf_sha256}"]
    assert (keluar(naskah[1]), len(keluar(naskah[2]))) == ([], 1)  # nothing of the second was there to go out


def test_pdf_rusak_tidak_menggagalkan_yang_lain(orang, desa, bertanda, minta):
    rusak, baik = bertanda(desa), bertanda(desa)
    byte = b"%PDF-1.7\nrusak"
    nama = default_storage.save("rusak.pdf", io.BytesIO(byte))
    Naskah.objects.filter(pk=rusak.pk).update(pdf=nama, pdf_sha256=sha256(byte).hexdigest())
    ekspor = minta(orang["camat"], [rusak, baik], "gabungan")
    baca = PdfReader(io.BytesIO(ekspor.berkas.open().read()))
    assert (ekspor.status, ekspor.tanpa_pdf, len(baca.pages)) == ("selesai", 1, 3)
    assert "tidak terbaca" in teks_halaman(baca)[1]


def test_penggabung_menjaga_isi_setiap_jenis_objek():
    """Numbers, strings, names with signs, nested and shared objects, and a reference to a page outside."""
    sumber = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 300))
        bersama = pdf.make_indirect(pikepdf.Dictionary(Nilai=pikepdf.Array([1, -2.5, True, None, b"\x00()\\", "é"])))
        luar = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page))
        h = pdf.pages[0].obj
        h["/Aneh#20nama"] = pikepdf.Array([bersama, bersama, pikepdf.Name("/a b"), luar])
        h.Contents = pdf.make_stream(b"q Q")
        pdf.save(sumber)
    keluar = io.BytesIO()
    gabung = Penggabung(keluar)
    for n in range(2):
        sumber.seek(0)
        assert gabung.tambah(sumber, judul=f"dokumen {n}") == 1
    gabung.selesai(judul="uji")
    with pikepdf.open(keluar) as hasil:
        assert hasil.check_pdf_syntax() == []
        assert len(hasil.pages) == 2
        satu, dua, nama, tiada = hasil.pages[1].obj["/Aneh#20nama"]
        assert satu.objgen == dua.objgen
        assert (str(nama), tiada) == ("/a b", None)
        angka, minus, benar, kosong, byte, huruf = satu.Nilai
        assert (angka, float(minus), benar, kosong) == (1, -2.5, True, None)
        assert (bytes(byte), str(huruf)) == (b"\x00()\\", "é")
        assert hasil.pages[1].Contents.read_bytes() == b"q Q"


def test_ingatan_penggabung_tidak_bertambah(tmp_path):
    """What stays in memory per document: a few numbers and a bookmark, not its objects (some 100 KB)."""
    import tracemalloc

    byte = pdf_contoh(20)
    with (tmp_path / "hasil.pdf").open("wb") as keluar:
        gabung = Penggabung(keluar)
        gabung.tambah(io.BytesIO(byte), judul="pertama")
        tracemalloc.start()
        for n in range(200):
            gabung.tambah(io.BytesIO(byte), judul=f"dokumen {n}")
        gc.collect()
        sisa, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert sisa / 200 < 3000


# --- asking for it ----------------------------------------------------------


@pytest.mark.parametrize("peran", Peran)
def test_siapa_boleh_mengekspor(client, orang, desa, bertanda, peran, django_capture_on_commit_callbacks):
    naskah = bertanda(desa)
    client.force_login(orang[peran])
    with django_capture_on_commit_callbacks(execute=True):
        jawaban = client.post(MINTA, {"jenis": "zip", "naskah": naskah.pk})
    boleh = peran in PENGEKSPOR
    assert (jawaban.status_code == 302, PekerjaanEkspor.objects.count()) == (boleh, int(boleh))
    assert orang[peran].has_perm("naskah.ekspor_naskah", naskah) is boleh


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"jenis": "zip"}, "Belum ada naskah yang dicentang"),
        ({"jenis": "zip", "naskah": "999999"}, "Sebagian naskah pilihan tidak ditemukan"),
        ({"jenis": "zip", "naskah": "abc"}, "Pilihan ini tidak terbaca"),
        ({"jenis": "zip", "naskah": "9" * 30}, "Pilihan ini tidak terbaca"),
        ({"jenis": "exe", "cakupan": "semua"}, "Pilih bentuknya"),
        ({"jenis": "agenda", "cakupan": "semua"}, "Pilih bentuknya"),
        ({"jenis": "zip", "cakupan": "semua", "saringan": "cari=zzz"}, "Tidak ada naskah yang dipilih"),
        ({"jenis": "zip", "cakupan": "semua", "saringan": "tahun=abc"}, "Saringan ini tidak terbaca"),
    ],
)
def test_permintaan_keliru_kembali_ke_daftarnya(client, orang, desa, bertanda, isi, kalimat):
    bertanda(desa)
    client.force_login(orang["camat"])
    jawaban = client.post(MINTA, {"asal": "arsip", **isi}, follow=True)
    assert jawaban.redirect_chain[0][0].startswith("/naskah/arsip/")
    assert kalimat in str(next(iter(jawaban.context["messages"])))
    assert not PekerjaanEkspor.objects.exists()


def test_naskah_wilayah_lain_tidak_ikut(client, orang, desa, bertanda):
    milik, asing = bertanda(desa), bertanda(DesaFactory())
    client.force_login(orang["camat"])
    jawaban = client.post(MINTA, {"jenis": "zip", "naskah": [milik.pk, asing.pk]}, follow=True)
    assert "Sebagian naskah pilihan tidak ditemukan" in jawaban.content.decode()


def test_yang_hanya_terlihat_tidak_ikut_dan_itu_dikatakan(orang, desa, bertanda, minta):
    """A camat who signed a document of another kecamatan sees it, but may not export it."""
    milik, asing = bertanda(desa), bertanda(DesaFactory())
    asing.kiriman.create(pengguna=orang["camat"])
    ekspor = minta(orang["camat"], [milik, asing])
    assert ekspor.pilihan == {"naskah": [milik.pk]}
    assert ekspor.catatan == "1 naskah tidak disertakan karena Anda tidak berwenang mengekspornya."


def test_semua_yang_sesuai_saringan_dibekukan(orang, desa, bertanda, terbitkan, minta):
    cocok = [bertanda(desa, perihal="Sama"), bertanda(desa, perihal="Sama")]
    bertanda(desa, perihal="Beda")
    terbitkan(desa, perihal="Sama")  # not in the archive yet
    ekspor = minta(orang["camat"], cakupan="semua", asal="arsip", saringan="cari=Sama&page=9")
    assert ekspor.pilihan == {"naskah": [n.pk for n in cocok]}
    assert ekspor.judul == "Arsip naskah: “Sama”"
    assert len(indeks(buka(ekspor))) == 2


def test_judul_menyebut_setiap_saringan_seperti_halamannya(orang, desa, bertanda, minta):
    bertanda(desa)
    banyak = "status=didistribusikan&status=dicabut&dari=2020-01-02"
    ekspor = minta(orang["camat"], cakupan="semua", asal="arsip", saringan=banyak)
    assert ekspor.judul == "Arsip naskah: Status Didistribusikan atau Dicabut, Dari tanggal 2 Januari 2020"


def test_terlalu_banyak(orang, desa, bertanda, minta, client, monkeypatch):
    monkeypatch.setattr(layanan, "NASKAH_MAKS", 1)
    naskah = [bertanda(desa), bertanda(desa)]
    assert minta(orang["camat"], naskah) is None
    monkeypatch.setattr(layanan, "SEKALIGUS_MAKS", 0)
    assert minta(orang["camat"], naskah[:1]) is None


# --- the way of the work ----------------------------------------------------


@pytest.fixture
def antre(orang, desa, bertanda):
    """An export that waits for its turn."""
    naskah = [bertanda(desa), bertanda(desa)]
    return PekerjaanEkspor.objects.create(
        pengguna=orang["camat"],
        jenis="zip",
        judul="2 naskah pilihan",
        pilihan={"naskah": [n.pk for n in naskah]},
        total=2,
    )


class PenyimpananLambat(FileSystemStorage):
    """Looks, while an export is being stored, how long its run is believed to live."""

    detak: ClassVar[list[timedelta]] = []

    def _save(self, name, content):
        if name.startswith("ekspor/"):
            self.detak.append(PekerjaanEkspor.objects.get().detak - timezone.now())
        return super()._save(name, content)


def test_menyimpan_hasil_yang_besar_bukan_mati(antre, settings, monkeypatch):
    """A gigabyte takes an object store minutes: whoever waits for it is not started over."""
    monkeypatch.setattr(layanan, "LAJU_SIMPAN", 1)
    penyimpanan = {"BACKEND": f"{__name__}.PenyimpananLambat"}
    settings.STORAGES = settings.STORAGES | {"default": penyimpanan}
    layanan.ekspor_jalankan(pekerjaan_id=antre.pk)
    antre.refresh_from_db()
    assert (antre.status, [d > timedelta(minutes=10) for d in PenyimpananLambat.detak]) == ("selesai", [True])


def test_pekerja_mati_pekerjaannya_diulang_sapuan(antre, beserta_akibatnya):
    """A run took it and died: nothing for three minutes, then from the start, and only once."""
    PekerjaanEkspor.objects.update(status="berjalan", pelari=uuid.uuid4(), maju=1, percobaan=1)
    assert ekspor_sapu() == 0
    layanan.ekspor_jalankan(pekerjaan_id=antre.pk)
    antre.refresh_from_db()
    assert antre.status == "berjalan"  # not taken from a run that may live
    PekerjaanEkspor.objects.update(detak=timezone.now() - timedelta(minutes=4))
    assert antre.__class__.objects.get().terhenti
    assert beserta_akibatnya(ekspor_sapu) == 1
    antre.refresh_from_db()
    assert (antre.status, antre.maju, antre.percobaan, len(indeks(buka(antre)))) == ("selesai", 2, 2, 2)
    assert ekspor_sapu() == 0


def test_yang_dianggap_mati_tidak_menimpa_penggantinya(antre, monkeypatch):
    """A slow run that was given up comes to its end: its file goes, the other's stays."""
    asli, berkas = layanan.zip_tulis, []

    def lambat(keluar, daftar, **isi):
        hasil = asli(keluar, daftar, **isi)
        if not berkas:  # meanwhile it was taken for dead, and another finished
            berkas.append(1)
            PekerjaanEkspor.objects.update(detak=timezone.now() - timedelta(minutes=4))
            layanan.ekspor_jalankan(pekerjaan_id=antre.pk)
        return hasil

    monkeypatch.setattr(layanan, "zip_tulis", lambat)
    layanan.ekspor_jalankan(pekerjaan_id=antre.pk)
    antre.refresh_from_db()
    assert (antre.status, antre.percobaan) == ("selesai", 2)
    assert len(indeks(buka(antre))) == 2
    folder = antre.berkas.name.rpartition("/")[0]
    assert [f"{folder}/{n}" for n in default_storage.listdir(folder)[1]] == [antre.berkas.name]


def test_dibatalkan_di_tengah_jalan_tidak_meninggalkan_berkas(client, orang, antre, monkeypatch):
    client.force_login(orang["camat"])
    asli = layanan.zip_tulis

    def dibatalkan(*isi, **lain):
        hasil = asli(*isi, **lain)
        client.post(reverse("naskah:ekspor-batal", args=[antre.pk]))
        return hasil

    monkeypatch.setattr(layanan, "zip_tulis", dibatalkan)
    layanan.ekspor_jalankan(pekerjaan_id=antre.pk)
    antre.refresh_from_db()
    assert (antre.status, antre.berkas.name) == ("dibatalkan", "")
    assert not Catatan.objects.filter(jenis="ekspor").exists()  # nothing went out
    assert not default_storage.exists("ekspor") or default_storage.listdir("ekspor") == ([], [])
    jawaban = client.post(reverse("naskah:ekspor-batal", args=[antre.pk]), follow=True)
    assert "sudah tidak berjalan" in jawaban.content.decode()


@pytest.mark.parametrize(
    ("galat", "kalimat"),
    [(OSError(errno.ENOSPC, "penuh"), layanan.GALAT_PENUH), (RuntimeError("entah"), layanan.GALAT_UMUM)],
)
def test_kegagalan_menjadi_kalimat(client, orang, antre, monkeypatch, galat, kalimat):
    def gagal(*_isi, **_lain):
        raise galat

    monkeypatch.setattr(layanan, "zip_tulis", gagal)
    layanan.ekspor_jalankan(pekerjaan_id=antre.pk)
    client.force_login(orang["camat"])
    assert kalimat in client.get(antre.get_absolute_url()).content.decode()
    assert unduh(client, antre)[0] == 404


def test_yang_selalu_mati_akhirnya_menyerah(antre):
    PekerjaanEkspor.objects.update(percobaan=layanan.PERCOBAAN_MAKS)
    layanan.ekspor_jalankan(pekerjaan_id=antre.pk)
    antre.refresh_from_db()
    assert (antre.status, antre.galat) == ("gagal", layanan.GALAT_MATI)


def test_halaman_menunjukkan_kemajuan_dan_menawarkan_mulai_lagi(client, orang, antre, beserta_akibatnya):
    client.force_login(orang["camat"])
    PekerjaanEkspor.objects.update(status="berjalan", pelari=uuid.uuid4(), maju=1)
    isi = client.get(antre.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in isi and 'data-hx-trigger="every 2s"' in isi and 'value="1" max="2"' in isi
    ulang = reverse("naskah:ekspor-ulang", args=[antre.pk])
    assert "masih dikerjakan" in client.post(ulang, follow=True).content.decode()
    PekerjaanEkspor.objects.update(detak=timezone.now() - timedelta(minutes=4))
    isi = client.get(antre.get_absolute_url()).content.decode()
    assert "data-hx-trigger" not in isi and "Mulai lagi" in isi
    beserta_akibatnya(client.post, ulang)
    assert "Siap diunduh" in client.get(antre.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_tanpa_antrean_yang_besar_berjalan_di_utas_sendiri(antre, monkeypatch):
    assert app.conf.task_always_eager
    monkeypatch.setattr(layanan, "SEKETIKA", 1)
    PekerjaanEkspor.objects.update(detak=timezone.now() - timedelta(minutes=4))
    layanan.ekspor_lanjutkan(pekerjaan=PekerjaanEkspor.objects.get())
    utas = next(t for t in threading.enumerate() if t.name == f"antrean-{Pekerjaan.objects.get(lama=True).pk}")
    utas.join(timeout=60)
    antre.refresh_from_db()
    assert antre.status == "selesai"


# --- who gets the file ------------------------------------------------------


def test_hanya_peminta_yang_mengunduh(client, orang, desa, bertanda, minta):
    ekspor = minta(orang["camat"], [bertanda(desa)])
    for lain in ("admin", "verifikator", "pemantau_kabupaten"):
        client.force_login(orang[lain])
        nama = ("rinci", "unduh")
        assert [client.get(reverse(f"naskah:ekspor-{n}", args=[ekspor.pk])).status_code for n in nama] == [404, 404]
        assert client.post(reverse("naskah:ekspor-batal", args=[ekspor.pk])).status_code == 404


@pytest.mark.parametrize("perubahan", ["pindah", "turun"])
def test_wilayah_diperiksa_lagi_saat_mengunduh(client, orang, desa, bertanda, minta, perubahan):
    camat = orang["camat"]
    ekspor = minta(camat, [bertanda(desa)])
    assert unduh(client, ekspor)[0] == 200
    if perubahan == "pindah":
        camat.penugasan.update(kecamatan=DesaFactory().kecamatan)
    else:
        camat.penugasan.update(peran=Peran.PENDAMPING)
    assert unduh(client, ekspor)[0] == 403


def test_berkas_dihapus_setelah_kedaluwarsa(client, orang, desa, bertanda, minta):
    ekspor = minta(orang["camat"], [bertanda(desa)])
    assert ekspor_bersihkan() == 0
    PekerjaanEkspor.objects.update(kedaluwarsa=timezone.now() - timedelta(seconds=1))
    assert unduh(client, ekspor)[0] == 404
    assert ekspor_bersihkan() == 1
    assert not default_storage.exists(ekspor.berkas.name)
    assert "Mintalah lagi" in client.get(ekspor.get_absolute_url()).content.decode()
    PekerjaanEkspor.objects.update(dibuat=timezone.now() - timedelta(days=60))
    ekspor_bersihkan()
    assert not PekerjaanEkspor.objects.exists()


def test_sisa_pekerja_yang_mati_dibersihkan(orang, desa, bertanda, minta, tmp_path, monkeypatch):
    """A killed run leaves its temporary folder, or a stored file that no record names: gone after a day."""
    monkeypatch.setattr(layanan.tempfile, "tempdir", str(tmp_path))
    lama, baru = tmp_path / "perut-ekspor-lama", tmp_path / "perut-ekspor-baru"
    for folder in (lama, baru):
        folder.mkdir()
        (folder / "hasil").write_bytes(b"x")
    dua_hari_lalu = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(lama, (dua_hari_lalu, dua_hari_lalu))
    ekspor = minta(orang["camat"], [bertanda(desa)])
    assert sorted(p.name for p in tmp_path.glob("perut-ekspor-*")) == ["perut-ekspor-baru"]

    folder = ekspor.berkas.name.rpartition("/")[0]
    sisa = [default_storage.save(f"{folder}/{n}.zip", io.BytesIO(b"x")) for n in "ab"]
    os.utime(default_storage.path(sisa[0]), (dua_hari_lalu, dua_hari_lalu))
    ekspor_bersihkan()
    assert [default_storage.exists(n) for n in (*sisa, ekspor.berkas.name)] == [False, True, True]


def test_peminta_diberitahu(orang, desa, bertanda, minta):
    ekspor = minta(orang["camat"], [bertanda(desa)])
    assert orang["camat"].pemberitahuan.first().judul == "Siap diunduh: 1 naskah pilihan"
    assert orang["camat"].pemberitahuan.first().tautan == ekspor.get_absolute_url()

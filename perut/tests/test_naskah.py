"""The berita acara and the surat tugas: what is frozen, and the PDF read back."""

import datetime
import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from akun.models import Penugasan
from akun.tests.factories import PenggunaFactory
from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_halaman
from cetak.tests.baca import teks_pdf as teks
from perut.models import Kunjungan, Pemeriksaan
from perut.naskah import BERITA_ACARA, SURAT_TUGAS
from perut.reports import berita_acara_isi, surat_tugas_isi
from perut.tests import contoh_kunjungan as contoh
from perut.tests.factories import KehadiranFactory
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db
NOMOR = "400.10.2/007/KEC-AWY/2026"
TANGGAL = datetime.date(2026, 5, 4)


def isi_ba(kunjungan, oleh=None) -> dict:
    """As it comes back from the database: JSON and nothing else."""
    return json.loads(json.dumps(berita_acara_isi(kunjungan, oleh=oleh or PenggunaFactory(), waktu=contoh.WAKTU)))


def isi_st(kunjungan) -> dict:
    return json.loads(json.dumps(surat_tugas_isi(kunjungan, oleh=PenggunaFactory(), tanggal=TANGGAL)))


def baca(jenis, isi: dict, **konteks) -> PdfReader:
    bawaan = {"isi": isi, "nomor": NOMOR, "judul": f"{jenis.nama} Nomor {NOMOR}", "perihal": "Pendampingan Rutin"}
    return PdfReader(BytesIO(pdf_buat(jenis.template, bawaan | konteks)))


def berurutan(kalimat: str, *potongan: str) -> list[str]:
    """The pieces that do not follow each other in the text."""
    letak, hilang = 0, []
    for p in potongan:
        baru = kalimat.find(p, letak)
        if baru < 0:
            hilang.append(p)
        else:
            letak = baru + len(p)
    return hilang


def fon(pembaca: PdfReader) -> dict[str, bool]:
    """Every font of the file and whether it is embedded as a subset."""
    hasil = {}
    for halaman in pembaca.pages:
        for sumber in halaman["/Resources"]["/Font"].values():
            anak = sumber.get_object()["/DescendantFonts"][0].get_object()
            uraian = anak["/FontDescriptor"].get_object()
            nama = str(anak["/BaseFont"]).lstrip("/")
            tertanam = any(k in uraian for k in ("/FontFile", "/FontFile2", "/FontFile3"))
            hasil[nama.partition("+")[2]] = tertanam and len(nama.partition("+")[0]) == 6
    return hasil


def judul(garis_besar) -> list[str]:
    return [j for b in garis_besar for j in (judul(b) if isinstance(b, list) else [b.title])]


def test_kunjungan_biasa_dibaca_kembali():
    pembaca = baca(BERITA_ACARA, isi_ba(contoh.kunjungan_biasa()))
    kalimat = teks(pembaca)
    hilang = berurutan(
        kalimat,
        "PEMERINTAH KABUPATEN BALANGAN",
        "KECAMATAN AWAYAN",
        "BERITA ACARA",
        f"NOMOR {NOMOR}",
        "Pada hari ini, Selasa, tanggal lima bulan Mei tahun dua ribu dua puluh enam (05-05-2026), "
        "pukul 09.00 sampai dengan 12.00 WITA",
        "Pelaksana Kecamatan Awayan 1",
        "PIHAK PERTAMA",
        "Kepala Desa Putat Basiun",
        "PIHAK KEDUA",
        "I. Agenda",
        "II. Notulen",
        "III. Pemeriksaan Buku Administrasi Desa",
        "A. Administrasi Umum",
        "D. Administrasi Pembangunan",
        "Seluruh buku 24 16 10 42%",
        "IV. Kegiatan Pendampingan",
        "V. Tindak Lanjut Temuan Sebelumnya",
        "Buku Agenda sudah diisi.",
        "VI. Temuan",
        "Buku Kas Umum belum ditutup",
        "29 Mei 2026",
        "VII. Kesepakatan",
        "Sekretaris Desa",
        "Disahkan di Awayan pada tanggal 7 Mei 2026",
        "Pembina Tingkat I (IV/b)",
        "NIP 197001011995031001",
        "Lampiran I. Daftar Hadir",
        "Hadirin 12",
        "Lampiran II. Dokumentasi Foto",
        "Foto 4.",
    )
    assert hilang == []
    assert "None" not in kalimat
    assert len(pembaca.pages) == 6
    akhir = teks_halaman(pembaca)[5]
    assert f"Halaman 6 dari {len(pembaca.pages)}" in akhir
    assert f"Berita Acara Nomor {NOMOR}" in akhir


def test_berita_acara_adalah_pdf_a_bertanda_dengan_fon_tertanam():
    pembaca = baca(BERITA_ACARA, isi_ba(contoh.kunjungan_biasa()))
    akar = pembaca.trailer["/Root"]
    assert fon(pembaca) == {"Arimo": True, "Arimo-Bold": True, "Arimo-Italic": True}
    assert 'pdfaid:part="3"' in akar["/Metadata"].get_object().get_data().decode()
    assert akar["/MarkInfo"]["/Marked"]
    assert akar["/Lang"] == "id"
    assert pembaca.metadata.title == f"Berita Acara PERUT Nomor {NOMOR} – Pendampingan Rutin"
    assert pembaca.metadata.author == "Kecamatan Awayan"
    assert judul(pembaca.outline) == [
        "BERITA ACARA",
        "I. Agenda",
        "II. Notulen",
        "III. Pemeriksaan Buku Administrasi Desa",
        "IV. Kegiatan Pendampingan",
        "V. Tindak Lanjut Temuan Sebelumnya",
        "VI. Temuan",
        "VII. Kesepakatan",
        "Lampiran I. Daftar Hadir",
        "Lampiran II. Dokumentasi Foto",
    ]


def test_data_yang_kosong_menjadi_titik_titik():
    pembaca = baca(BERITA_ACARA, isi_ba(contoh.kunjungan_kosong()))
    kalimat = teks(pembaca)
    assert "None" not in kalimat
    assert "Lampiran II" not in kalimat
    hilang = berurutan(
        kalimat, "pukul ....", "Nama : ....", "NIP : ....", "I. Agenda ....", "II. Notulen ....", "NIP ...."
    )
    assert hilang == []
    assert "10. ...." in teks_halaman(pembaca)[-1]
    assert len(pembaca.pages) == 3


def test_kunjungan_penuh_lengkap_dan_kepala_tabel_berulang():
    k = contoh.kunjungan_penuh()
    pembaca = baca(BERITA_ACARA, isi_ba(k))
    halaman = [" ".join(t.split()) for t in teks_halaman(pembaca)]
    kalimat = " ".join(halaman)
    assert berurutan(kalimat, *[f"{n}. Baris notulen ke-{n} " for n in range(1, 61)]) == []
    assert berurutan(kalimat, *[f"Catatan {n} (" for n in range(1, 25)]) == []
    assert berurutan(kalimat[kalimat.index("Lampiran I.") :], *[f" {n}. " for n in range(1, 41)]) == []
    assert berurutan(kalimat, *[f"Foto {n}." for n in range(1, 21)]) == []
    hadir = [h for h in halaman if "Ketua Lembaga Pemberdayaan" in h]
    assert len(hadir) > 1
    assert ["Tanda tangan" in h for h in hadir] == [True] * len(hadir)
    assert sum(len(h["/Resources"].get("/XObject", {})) for h in pembaca.pages[-4:]) >= 20


def test_blok_tanda_tangan_tidak_terpisah_dari_kalimat_penutup():
    k = contoh.kunjungan_biasa()
    k.petugas.set(contoh.petugas(k.desa, 5))
    halaman = teks_halaman(baca(BERITA_ACARA, isi_ba(k)))
    akhir = [h for h in halaman if "Mengesahkan" in h]
    assert len(akhir) == 1
    assert berurutan(" ".join(akhir[0].split()), "Demikian berita acara", "PIHAK PERTAMA", "PIHAK KEDUA", "Camat") == []
    assert akhir[0].count("PIHAK PERTAMA") == 5


def test_baris_tabel_tidak_terbelah_halaman():
    k = contoh.kunjungan_biasa()
    for n in range(20, 40):
        contoh.temuan(k, n, f"Mulai{n} " + "isi temuan yang panjang " * 20 + f"Akhir{n}")
    halaman = teks_halaman(baca(BERITA_ACARA, isi_ba(k)))
    letak = {n: [i for i, h in enumerate(halaman) if f"Mulai{n}" in h or f"Akhir{n}" in h] for n in range(20, 40)}
    assert [n for n, h in letak.items() if len(h) != 1] == []


def test_teks_berisi_html_dan_emoji_dicetak_sebagai_teks():
    k = contoh.kunjungan_kosong()
    k.agenda = "<script>alert(1)</script> & <b>tebal</b>"
    k.notulen = "Rapat 🎉 selesai ✓\n\u202emembalik \x07 <img src='file:///etc/passwd'>"
    k.save()
    KehadiranFactory(kunjungan=k, nama="O'Brien <i>x</i> Ñ ő")
    pembaca = baca(BERITA_ACARA, isi_ba(k))
    kalimat = teks(pembaca)
    hilang = berurutan(
        kalimat,
        "<script>alert(1)</script> & <b>tebal</b>",
        "Rapat",
        "selesai v",
        "<img src='file:///etc/passwd'>",
        "O'Brien <i>x</i> Ñ ő",
    )
    assert hilang == []
    assert sum(len(h.images) for h in pembaca.pages) == 0
    assert all(fon(pembaca).values())


def test_isi_beku_tidak_ikut_berubah():
    k = contoh.kunjungan_biasa()
    isi = isi_ba(k)
    sebelum = teks(baca(BERITA_ACARA, isi))
    k.desa.nama = "Nama Baru"
    k.desa.save()
    k.desa.kecamatan.alamat = "Alamat Baru"
    k.desa.kecamatan.save()
    k.petugas.update(nama="Nama Baru")
    Temuan.objects.update(uraian="Diubah")
    Pemeriksaan.objects.update(catatan="Diubah")
    assert teks(baca(BERITA_ACARA, isi)) == sebelum


def test_kelengkapan_dihitung_per_kelompok():
    buku = isi_ba(contoh.kunjungan_biasa())["buku"]
    assert [(k["judul"], k["jumlah"], k["ada"], k["tertib"], k["persen"]) for k in buku["kelompok"]] == [
        ("A. Administrasi Umum", 9, 6, 3, 33),
        ("B. Administrasi Penduduk", 5, 4, 3, 60),
        ("C. Administrasi Keuangan", 6, 4, 2, 33),
        ("D. Administrasi Pembangunan", 4, 2, 2, 50),
    ]
    assert (buku["jumlah"], buku["ada"], buku["tertib"], buku["persen"]) == (24, 16, 10, 42)


def test_jawaban_buku_dalam_kata():
    k = contoh.kunjungan_biasa()
    baris = {b["kode"]: b for g in isi_ba(k)["buku"]["kelompok"] for b in g["baris"]}
    kolom = ("keberadaan", "format", "mutakhir", "ditandatangani", "catatan")
    assert [baris["A.2"][n] for n in kolom] == ["Ada", "Sesuai", "April 2026", "Ya", "Dua keputusan belum dicatat."]
    assert [baris["A.3"][n] for n in kolom] == ["Tidak ada", "–", "–", "–", "–"]
    assert [baris["A.4"][n] for n in kolom] == ["Ada", "Sesuai", "Belum terisi", "Ya", "–"]
    assert baris["C.4"]["catatan"] == "Catatan 1, di bawah tabel"


def test_buku_yang_belum_diperiksa_menjadi_titik_titik():
    k = contoh.kunjungan_biasa()
    Pemeriksaan.objects.filter(buku__kode="A.1").delete()
    baris = isi_ba(k)["buku"]["kelompok"][0]["baris"][0]
    assert [baris[n] for n in ("keberadaan", "format", "mutakhir", "ditandatangani")] == ["", "", "", ""]


def test_yang_mengesahkan_menandatangani_sebagai_camat():
    k = contoh.kunjungan_biasa()
    camat = contoh.pengguna_berperan("camat", k.desa, nama="Camat Lain", nip="1")
    assert isi_ba(k, oleh=camat)["camat"]["nama"] == "Camat Lain"


def test_pratinjau_menyebut_dirinya():
    k = contoh.kunjungan_kosong()
    kalimat = teks(baca(BERITA_ACARA, isi_ba(k), nomor="", draf=True))
    hilang = berurutan(kalimat, "PRATINJAU – BELUM BERNOMOR", "NOMOR ....", "Disahkan di Awayan pada tanggal ....")
    assert hilang == []


def test_surat_tugas_dibaca_kembali():
    k = contoh.kunjungan_biasa()
    pembaca = baca(SURAT_TUGAS, isi_st(k))
    hilang = berurutan(
        teks(pembaca),
        "KECAMATAN AWAYAN",
        "SURAT TUGAS",
        f"NOMOR {NOMOR}",
        "Dasar",
        "MENUGASKAN:",
        "Kepada",
        "1. Nama : Pelaksana Kecamatan Awayan 1",
        "NIP : 198501012010011001",
        "Penata Muda Tingkat I (III/b)",
        "2. Nama : Pelaksana Kecamatan Awayan 2",
        "Untuk",
        "Desa Putat Basiun, Kecamatan Awayan, pada hari Selasa, 5 Mei 2026, pukul 09.00 sampai dengan 12.00 WITA;",
        "Agenda",
        "Pemeriksaan buku administrasi desa",
        "Ditetapkan di Awayan",
        "pada tanggal 4 Mei 2026",
        "Camat Awayan,",
        "NIP 197001011995031001",
    )
    assert hilang == []
    assert len(pembaca.pages) == 1
    assert all(fon(pembaca).values())


def test_surat_tugas_tanpa_camat_memberi_tempat_menulis():
    kalimat = teks(baca(SURAT_TUGAS, isi_st(contoh.kunjungan_kosong())))
    assert berurutan(kalimat, "1. Nama : ....", "Agenda : ....", "Camat Awayan, ....", "Pangkat ....", "NIP ....") == []
    assert "None" not in kalimat


def test_surat_tugas_mengingat_tanggal_dan_petugas():
    """What `surat_tugas_cocok` compares with the visit after a change of the plan."""
    k = contoh.kunjungan_biasa()
    isi = isi_st(k)
    assert isi["tanggal"] == "2026-05-05"
    assert sorted(p["id"] for p in isi["petugas"]) == sorted(p.pk for p in k.petugas.all())


def test_pendamping_tanpa_nip_tidak_diberi_baris_nip():
    k = contoh.kunjungan_kosong()
    k.petugas.set([contoh.pengguna_berperan("pendamping", k.desa, nama="Pendamping Desa")])
    orang = isi_st(k)["petugas"][0]
    assert (orang["jabatan"], orang["nomor_label"]) == ("Pendamping Awayan", "")


def test_jabatan_petugas_menurut_hari_kunjungan():
    """A visit of May that is approved after its officer's assignment ended still names the post."""
    k = contoh.kunjungan_kosong()
    k.petugas.set([contoh.pengguna_berperan("pelaksana", k.desa)])
    Penugasan.objects.update(selesai="2026-05-31")
    Penugasan.objects.create(
        pengguna=k.petugas.get(), peran="verifikator", kecamatan=k.desa.kecamatan, mulai="2026-06-01"
    )
    assert [p["jabatan"] for p in isi_ba(Kunjungan.objects.get(pk=k.pk))["petugas"]] == ["Pelaksana Awayan"]

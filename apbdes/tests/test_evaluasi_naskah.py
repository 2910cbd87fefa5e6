"""The two documents, read back from their PDF; small, ordinary, and as big as they come."""

import re
import uuid

import pytest

from akun.enums import Peran
from apbdes.alur import TRANSISI_APBDES
from apbdes.enums import StatusVersi
from apbdes.jenis_temuan import aturan_pilihan
from apbdes.models import CatatanBaris, CatatanPagu, TemuanEvaluasi, VersiApbdes
from apbdes.naskah import BERITA_ACARA
from apbdes.penilaian import penilaian
from apbdes.services import evaluasi, keputusan
from apbdes.tests.contoh import PERBUP, b, utuh
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, siap, vars_bersih
from apbdes.tests.factories import VersiApbdesFactory
from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_halaman
from dasar.nama import kepala_daerah
from naskah.cetak import naskah_pdf_simpan
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db
S = StatusVersi


def teks(pdf: bytes) -> tuple[str, int]:
    halaman = teks_halaman(pdf)
    return re.sub(r"\s+", " ", " ".join(halaman)), len(halaman)


def putuskan(versi, orang, hasil="perlu_diperbaiki"):
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=orang["verifikator"])
    versi = keputusan.versi_usulkan(
        versi=versi, hasil=hasil, kesimpulan="Kesimpulan pertama.\nKesimpulan kedua.", oleh=orang["verifikator"]
    )
    aksi = keputusan.versi_sesuaikan if hasil == "sesuai" else keputusan.versi_minta_perbaikan
    return aksi(versi=versi, oleh=orang["camat"])


def test_keputusan_perlu_diperbaiki_dibaca_kembali(desa, orang):
    versi = siap(desa, S.DIEVALUASI, isi=anggaran_melanggar(kode_desa=desa.kode))
    CatatanPagu.objects.create(
        versi=versi,
        langkah="penyesuaian_pagu",
        tanggal="2024-01-05",
        dasar="Surat Bupati 1/2024",
        uraian="Pagu naik.",
        pagu_semula={"pagu_dds": None},
        pagu_menjadi={"pagu_dds": 800_000_000_00},
        oleh=versi.dibuat_oleh,
    )
    baris = versi.rincianbelanja_set.order_by("urut").last()
    evaluasi.catatan_simpan(
        versi=versi,
        lembar="belanja",
        baris=baris.pk,
        pk=uuid.uuid4(),
        dari=0,
        isi={"isi": "Kurangi sesuai batas."},
        oleh=orang["verifikator"],
    )
    ketentuan = {"aturan": aturan_pilihan(versi)[0][0]}  # of the set that applies everywhere
    evaluasi.temuan_simpan(
        versi=versi,
        pk=uuid.uuid4(),
        dari=0,
        isi={"uraian": "Kegiatan tidak ada dalam RKP Desa.", "saran": "Samakan.", "dipantau": "True"} | ketentuan,
        oleh=orang["verifikator"],
    )
    versi = putuskan(versi, orang)
    t = Temuan.objects.get()
    kode = ketentuan["aturan"].partition(":")[2]
    assert (t.status, t.jenis.kode, t.jenis.kelompok) == ("terbuka", f"apbdes:{kode}", "Ketentuan APB Desa")
    assert t.jenis.dasar
    # the sealed result says no kind
    assert set(versi.beku["temuan"][0]) == {"uraian", "dasar", "saran", "dipantau"}

    naskah_pdf_simpan(naskah_id=versi.keputusan_id)
    versi.keputusan.refresh_from_db()
    isi, _ = teks(versi.keputusan.pdf.open().read())
    for kalimat in (
        f"NOMOR {versi.keputusan.nomor}",
        "Menimbang",
        "Mengingat",
        "MEMUTUSKAN:",
        "KEEMPAT",
        "PERLU DIPERBAIKI",
        "20 (dua puluh) hari kerja sejak hasil evaluasi diterima",
        f"Berita Acara Evaluasi Nomor {versi.berita_acara.nomor}",
        "LAMPIRAN III KEPUTUSAN CAMAT",
        "TENTANG HASIL EVALUASI RANCANGAN PERATURAN DESA",
        "PUTUSAN SETIAP KETENTUAN",
        "Kurangi sesuai batas.",
        "Kegiatan tidak ada dalam RKP Desa.",
        "Dilanggar",
        "Diterima",
    ):
        assert kalimat in isi, kalimat
    for ke in ("I", "II", "III"):  # each annex with its head; the camat below each, and on the decree itself
        kepala = f"LAMPIRAN {ke} KEPUTUSAN CAMAT {desa.kecamatan.nama.upper()} NOMOR {versi.keputusan.nomor} TANGGAL"
        assert kepala.replace(" ", "") in isi.replace(" ", ""), kepala
    assert isi.count(f"NIP {orang['camat'].nip}") == 4
    sebelum = versi.keputusan.pdf_sha256
    versi.rincianbelanja_set.all().delete()
    CatatanBaris.objects.all().delete()
    TemuanEvaluasi.objects.all().delete()
    naskah_pdf_simpan(naskah_id=versi.keputusan_id)
    versi.keputusan.refresh_from_db()
    assert versi.keputusan.pdf_sha256 == sebelum
    assert "Kurangi sesuai batas." in str(versi.keputusan.isi)

    ba = pdf_buat(BERITA_ACARA.template, {"isi": versi.berita_acara.isi, "nomor": "1/UJI", "judul": "Uji"})
    isi, _ = teks(ba)
    for kalimat in ("Evaluator", "Mengetahui", "belum diisi menjadi Rp800.000.000", "Kesimpulan kedua.", "Lampiran IV"):
        assert kalimat in isi, kalimat
    assert list(versi.berita_acara.penanda.values_list("kunci", "urutan")) == [("evaluator-1", 1), ("camat", 2)]
    assert list(versi.keputusan.penanda.values_list("kunci", "urutan")) == [("camat", 1)]


def test_anggaran_besar_dengan_empat_puluh_catatan(desa, orang):
    """600 rows, 40 notes, two evaluators: every note is in it, nothing runs off the page."""
    isi = utuh(kode_desa=desa.kode)
    tambahan = [b("4.2.03", "5.2.7.05", 1_000, uraian=f"Bibit jenis {n}", sumber="DDS") for n in range(570)]
    belanja = tuple(r._replace(nomor=n) for n, r in enumerate([*isi.belanja, *tambahan], 2))
    versi = siap(desa, S.DIEVALUASI, isi=isi.__class__(**(vars_bersih(isi) | {"belanja": belanja})))
    for n, baris in enumerate(versi.rincianbelanja_set.order_by("urut")[100:140], 1):
        CatatanBaris.objects.create(
            versi_apbdes=versi,
            lembar="belanja",
            baris=baris.pk,
            isi=f"Catatan nomor {n}. " + "Rinci harga dan volumenya menurut standar. " * (n % 5),
            diubah_oleh=orang["verifikator"] if n % 2 else orang["pelaksana"],
            versi=1,
        )
    versi = putuskan(versi, orang)
    assert [o["nama"] for o in versi.beku["evaluator"]] == ["Verifikator", "Pelaksana"]
    hasil, banyak = teks(
        pdf_buat(BERITA_ACARA.template, {"isi": versi.berita_acara.isi, "nomor": "1/UJI", "judul": "Uji"})
    )
    assert all(f"Catatan nomor {n}." in hasil for n in range(1, 41))
    assert banyak < 25


def test_rancangan_yang_sesuai(desa, orang):
    versi = putuskan(siap(desa, S.DIEVALUASI), orang, "sesuai")
    assert versi.keputusan.isi["menetapkan"][0].endswith("tidak terpisahkan dari Keputusan ini.")
    assert "dinyatakan SESUAI" in versi.keputusan.isi["menetapkan"][0]
    assert len(versi.keputusan.isi["menetapkan"]) == 3
    assert Temuan.objects.count() == 0


@pytest.mark.parametrize(
    ("kabupaten", "sebutan"),
    [("Kabupaten Balangan", "Bupati Balangan"), ("Kota Banjarbaru", "Wali Kota Banjarbaru"), ("Uji", "Bupati Uji")],
)
def test_sebutan_kepala_daerah(kabupaten, sebutan):
    assert kepala_daerah(kabupaten) == sebutan


def test_halaman_panduan_memuat_tabel_yang_dijalankan(settings):
    """docs/alur-apbdes.md has the transition table, row by row, word for word."""
    panduan = (settings.BASE_DIR / "docs/alur-apbdes.md").read_text()
    for t in TRANSISI_APBDES:
        dari = ", ".join(s.label for s in StatusVersi if s in t.dari)
        oleh = ", ".join(Peran(p).label for p in sorted(t.peran)) or "Sistem"
        baris = f"| {t.label} | {dari} | {StatusVersi(t.ke).label} | {oleh} | {t.syarat} |"
        assert baris in panduan, baris
    for s in StatusVersi:
        assert f"| {s.label} |" in panduan, s


def test_semula_perubahan_dari_versi_sebelumnya(desa):
    """B30-04 of a perubahan's mending is measured against the version that the perubahan changed."""
    murni = siap(desa, S.DITETAPKAN, isi=utuh(kode_desa=desa.kode))
    lebih = anggaran_melanggar(kode_desa=desa.kode)
    ubah = VersiApbdesFactory(
        apbdes=murni.apbdes,
        perubahan_ke=1,
        sebelum=murni,
        isi=lebih,
        status=S.PERLU_DIPERBAIKI,
        beku={"perangkat": [{"kode": PERBUP}]},
    )
    baik = VersiApbdesFactory(apbdes=murni.apbdes, perubahan_ke=1, perbaikan_ke=1, sebelum=ubah, isi=lebih)
    for versi in (ubah, baik):
        versi = VersiApbdes.objects.lengkap().get(pk=versi.pk)
        (p,) = [p for p in penilaian(versi).putusan if p.aturan.kode == "B30-04"]
        assert p.hasil.putusan == "dilanggar"

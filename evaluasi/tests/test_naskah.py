"""SK, filled forms, report and blank forms: what is frozen, and the PDFs read back."""

import datetime
import json
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from cetak.pdf import pdf_buat
from cetak.tests.baca import teks_pdf as teks
from dasar.nama import tanpa_gelar
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, KabupatenFactory, KecamatanFactory, PerangkatFactory
from evaluasi import acuan
from evaluasi.acuan.naskah import sk_bawaan
from evaluasi.models import AnggotaTim, FormulirEvaluasi, TimEvaluasi
from evaluasi.reports.sk import sk_isi, urutan
from evaluasi.services import evaluasi as layanan
from evaluasi.services.tim import IsiAnggota, sk_ajukan, sk_tulis, tim_simpan
from evaluasi.tests.contoh import evaluasi_dinilai, tiga_orang
from evaluasi.tests.factories import TimEvaluasiFactory
from naskah.jenis import jenis_naskah
from naskah.services.naskah import naskah_setujui

pytestmark = pytest.mark.django_db
NOMOR = "400.10.2/007/KEC-AWY/2026"


@pytest.fixture
def formulir(db):
    acuan.muat()
    return {f.kode: f for f in FormulirEvaluasi.objects.all()}


def baca(jenis: str, isi: dict, **konteks) -> PdfReader:
    isi = json.loads(json.dumps(isi))
    bawaan = {"isi": isi, "nomor": NOMOR, "judul": f"{jenis} {NOMOR}", "perihal": "Evaluasi"}
    return PdfReader(BytesIO(pdf_buat(jenis_naskah(jenis).template, bawaan | konteks)))


def rapat(kalimat: str) -> str:
    """Without spaces and hyphens: a narrow column breaks words where it likes."""
    return "".join(kalimat.split()).replace("-", "").replace("\u00ad", "")


def test_setiap_formulir_terisi_tercetak_lengkap_masing_masing_berkepala(desa, formulir):
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, list(formulir.values()), catatan="Dilihat di kantor.")
    hasil = layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0])
    pdf = baca("lembar_evaluasi", hasil.hasil_naskah.isi)
    isi = rapat(teks(pdf))
    hilang = []
    for f in formulir.values():
        for baris in (f.bidang.upper(), f.jenis_kegiatan.upper()):
            if rapat(baris) not in isi:
                hilang.append(baris)
        for a in f.aspek.all():
            potongan = [
                a.teks.upper(),
                f"SKOR RATA-RATA ({a.nomor})",
                *(f"{t.huruf}. {t.teks}" for t in a.tingkat.all()),
            ]
            hilang += [p for p in potongan if rapat(p) not in isi]
    assert hilang == []
    assert isi.count("NILAIRATARATA") == len(formulir)
    assert isi.count("TOTALSKORPENILAIAN") == len(formulir) + 1  # a note on the source quotes it
    catatan = [c for f in formulir.values() for c in f.catatan + [c for a in f.aspek.all() for c in a.catatan]]
    assert catatan
    assert [c for c in catatan if rapat(c) not in isi] == []
    assert rapat("Kolom nilainya berjudul “PENILAIAN KUALITATIF”") in isi
    assert isi.count("WAKTUEVALUASI") == len(formulir)  # each with a head of its own
    for a in anggota:
        assert rapat(a.nama) in isi
    assert rapat(f"KANTOR {desa}".upper()) in isi
    assert rapat("a = 95, b = 79,5, c = 64,5, d = 54,5, e = 24,5") in isi


def test_tanda_x_skor_dan_nilai_seperti_dihitung_dengan_tangan(desa, formulir):
    """II.C: two aspects, chosen aab and bbb: 90; mean (95+95+79,5)/3 = 89,83 and 79,5; total 169,33; value 84,67."""
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [formulir["II.C"]], pola=("aab", "bbb"), catatan="Lihat papan.")
    isi = layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[1]).hasil_naskah.isi
    lembar = isi["lembar"][0]
    tanda = [[(t["huruf"], t["tanda"]["siapa"]) for t in a["tingkat"] if t["tanda"]] for a in lembar["aspek"]]
    assert tanda == [[("a", ["1, 2"]), ("b", ["3"])], [("b", ["1, 2, 3"])]]
    assert [(a["rata"], a["nama"]) for a in lembar["aspek"]] == [("89,83", "BAIK"), ("79,50", "BAIK")]
    assert (lembar["total"], lembar["nilai"], lembar["kategori"]) == ("169,33", "84,67", "BAIK")
    pdf = teks(baca("lembar_evaluasi", isi))
    for potongan in (
        "169,33",
        "84,67",
        "1, 2: Lihat papan.",
        "TIM EVALUASI KEGIATAN",
        "DARI TANGGAL 12 JANUARI 2026 S.D.",
    ):
        assert potongan in pdf, potongan


def test_angka_dicetak_pada_tingkat_tempatnya_dan_caranya_disebut(desa, formulir):
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [formulir["II.D"]], cara="angka", pola=("abb", "bbb"))
    isi = layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0]).hasil_naskah.isi
    tanda = isi["lembar"][0]["aspek"][0]["tingkat"]
    assert [t["tanda"]["siapa"] if t["tanda"] else [] for t in tanda] == [
        ["1: 95,00"],
        ["2: 81,25", "3: 81,25"],
        [],
        [],
        [],
    ]
    assert "Penilaian kuantitatif" in teks(baca("lembar_evaluasi", isi))


def test_pembahasan_dan_anggota_yang_tidak_menilai_tercetak(desa, formulir):
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [formulir["II.C"]], pola=("aca", "bbb"))
    terakhir = e.penilaian.order_by("anggota__urut").last()
    terakhir.diserahkan = None
    terakhir.save()
    lembar = e.lembar.get()
    lembar.pembahasan.create(aspek=lembar.formulir.aspek.first(), isi="Papan informasi baru dipasang Juni.", versi=1)
    hasil = layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0], alasan="Sakit, surat dokter 3 Februari.")
    pdf = teks(baca("lembar_evaluasi", hasil.hasil_naskah.isi))
    for potongan in (
        "Papan informasi baru dipasang Juni.",
        "Anggota yang tidak menilai: Anggota Tim Uji.",
        "Alasan: Sakit, surat dokter 3 Februari.",
        "tidak menilai",
    ):
        assert potongan in pdf, potongan
    penanda = jenis_naskah("lembar_evaluasi").penanda(hasil.hasil_naskah.isi)
    assert [p.orang.nama for p in penanda] == ["Ketua Tim Uji", "Sekretaris Tim Uji"]


def test_tempat_tanda_tangan_ada_bagi_setiap_penanda(desa, formulir):
    from cetak.pdf import pdf_cetak

    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [formulir["IV"]])
    isi = layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0]).hasil_naskah.isi
    jenis = jenis_naskah("lembar_evaluasi")
    cetakan = pdf_cetak(jenis.template, {"isi": isi, "nomor": NOMOR, "judul": "x"})
    assert {f"ttd-{p.kunci}" for p in jenis.penanda(isi)} <= set(cetakan.kotak)


def test_laporan_terisi_dari_hasil_dan_tidak_menimpa_yang_diketik(desa, formulir):
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [formulir["II.C"], formulir["II.E"]], pola=("bbb", "ccd"))
    e.kesimpulan = "Sudah ditulis lebih dulu."
    e.save()
    e = layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0])
    assert e.kesimpulan == "Sudah ditulis lebih dulu."
    assert e.maksud.splitlines() == [formulir["II.C"].jenis_kegiatan, formulir["II.E"].jenis_kegiatan]
    assert "3 dari 3 anggota tim menyerahkan nilai" in e.isi_kegiatan
    assert len(e.saran) == 2
    e = layanan.evaluasi_laporkan(evaluasi=e, oleh=anggota[0])
    pdf = teks(baca("laporan_evaluasi", e.laporan.isi))
    for potongan in (
        "Hal : Laporan Pelaksanaan Kegiatan Evaluasi",
        f"Yth. Camat {desa.kecamatan.nama}",
        f"di- {desa.kecamatan.tempat}",
        "5 (lima) hari",
        "I. DASAR",
        "II. LAMANYA PENUGASAN",
        "Mulai tanggal : 12 Januari 2026",
        "III. MAKSUD/TUJUAN",
        "IV. ISI KEGIATAN",
        "V. KESIMPULAN DAN SARAN",
        "Sudah ditulis lebih dulu.",
        "Demikian laporan ini dibuat sebagai bahan pertanggungjawaban pelaksanaan tugas.",
    ):
        assert potongan in pdf, potongan
    assert pdf.count(NOMOR) == 1 + len(baca("laporan_evaluasi", e.laporan.isi).pages)  # once, and in every foot
    assert "Lampiran : 2 (dua) formulir evaluasi" in pdf
    isi, pemisah, catatan = pdf.partition("Catatan tentang sumber.")
    assert pemisah
    assert "Monitoring" not in isi
    assert "Hal surat tertulis “Laporan Pelaksanaan Kegiatan Monitoring”, padahal ini laporan evaluasi" in catatan


@pytest.mark.parametrize(
    ("kode", "nomor", "hal"),
    [
        ("II.E", "2", "administrasi surat keluar (formulir II.E, pengelolaan surat-menyurat, aspek 2: "),
        ("II.D", "2", "pelaporan aset Desa (formulir II.D, pengelolaan aset Desa, aspek 2: "),
        ("III.B", "1", "persiapan kegiatan pembangunan oleh TPK (formulir III.B, pelaksanaan kegiatan "),
        ("IV", "3", "pelaporan bantuan operasional (formulir IV, "),
        ("IV", "4", "pertanggungjawaban bantuan operasional (formulir IV, "),
    ],
)
def test_saran_menyebut_formulir_dan_apa_yang_dinilai_bukan_kekeliruan_sumber(desa, formulir, kode, nomor, hal):
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [formulir[kode]], pola=("ddd",))
    e = layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0])
    saran = e.saran[[a.nomor for a in formulir[kode].aspek.order_by("urut")].index(nomor)]
    assert saran.startswith(f"Memperbaiki {hal}")
    assert len(set(e.saran)) == formulir[kode].aspek.count()


def test_formulir_kantor_sendiri_menyarankan_dengan_katanya_sendiri(desa, formulir):
    aspek = formulir["II.E"].aspek.get(nomor="2")
    type(aspek).objects.filter(pk=aspek.pk).update(teks="APBDesa dan surat", teks_sumber=aspek.teks)
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [formulir["II.E"]], pola=("ddd",))
    assert layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0]).saran[1].startswith("Memperbaiki APBDesa dan surat (")


@pytest.mark.parametrize("kode", ["II.A", "II.B", "II.C", "II.D", "II.E", "II.F", "III.A", "III.B", "IV"])
def test_formulir_kosong_memuat_seluruh_aspeknya(client, orang, formulir, kode):
    client.force_login(orang["pelaksana"])
    jawab = client.get(reverse("evaluasi:formulir-kosong", args=[formulir[kode].pk]))
    isi = rapat(teks(jawab.content))
    assert [a.teks for a in formulir[kode].aspek.all() if rapat(a.teks.upper()) not in isi] == []
    assert isi.count("SKORRATARATA") == formulir[kode].aspek.count()
    assert rapat("Nama penilai") in isi


def test_sk_camat_lengkap_dan_catatan_sumber_tidak_tercetak(desa, orang):
    anggota = [
        IsiAnggota("ketua", "Drs. H. Ahmad Yani, M.Si.", nip="197001011990031001", jabatan="Sekretaris Camat"),
        IsiAnggota("sekretaris", "Siti", jabatan="Kasi Pemerintahan"),
        IsiAnggota("anggota", "Budi", pengguna=orang["pelaksana"]),
    ]
    tim = TimEvaluasi(kecamatan=desa.kecamatan, penerbit="camat", tahun=2025, nama="Tim Evaluasi Desa Tahun 2025")
    tim = tim_simpan(tim=tim, anggota=anggota, oleh=orang["verifikator"])
    isi = sk_isi(tim, oleh=orang["camat"], tanggal=datetime.date(2025, 2, 3))
    pdf = teks(baca("sk_tim_evaluasi", isi))
    for potongan in (
        f"KEPUTUSAN CAMAT {desa.kecamatan.nama.upper()}",
        "TENTANG PEMBENTUKAN TIM EVALUASI DESA TAHUN 2025",
        "Menimbang",
        "Mengingat",
        "MEMUTUSKAN:",
        "KESATU",
        "KEDUA",
        "KETIGA",
        "Tahun 2019 Nomor 41, Tambahan Lembaran Negara Republik Indonesia Nomor 6321",
        "pada tanggal 3 Februari 2025",
        "SUSUNAN KEANGGOTAAN",
        "Drs. H. Ahmad Yani, M.Si.",
        "CAMAT",
    ):
        assert potongan in pdf, potongan
    assert "Kayong Utara" not in pdf
    assert "Sumber menyebut" not in pdf
    assert isi["penanda"]["pangkat"] == ""


@pytest.mark.parametrize(("ditulis", "disetujui"), [(2026, 2026), (2026, 2027)])
def test_biaya_dibebankan_pada_tahun_keputusan_dibuat(desa, orang, ditulis, disetujui):
    """A team for the year before is paid from the budget of the year that issues the decree, also when it is
    approved a year later than it was drawn up."""
    tim = TimEvaluasi(kecamatan=desa.kecamatan, penerbit="camat", tahun=2025, nama="Tim Evaluasi Desa Tahun 2025")
    anggota = [IsiAnggota(j, f"Anggota {j}") for j in ("ketua", "sekretaris", "anggota")]
    with time_machine.travel(datetime.datetime(ditulis, 12, 30, 9, tzinfo=datetime.UTC)):
        tim = tim_simpan(tim=tim, anggota=anggota, oleh=orang["verifikator"])
        tim = sk_tulis(
            tim=tim,
            menimbang=tim.menimbang,
            mengingat=[t for t in tim.mengingat if "…" not in t],
            menetapkan=tim.menetapkan,
            oleh=orang["verifikator"],
            versi=tim.versi,
        )
        naskah = sk_ajukan(tim=tim, oleh=orang["verifikator"])
    with time_machine.travel(datetime.datetime(disetujui, 12, 31, 9, tzinfo=datetime.UTC)):
        naskah = naskah_setujui(naskah=naskah, oleh=orang["camat"])
    [biaya] = [d["teks"] for d in naskah.isi["diktum"] if "dibebankan" in d["teks"]]
    assert biaya.endswith(f"Tahun Anggaran {disetujui}.")


def test_sk_kayong_utara_memuat_sepuluh_peraturan_sumbernya():
    kecamatan = KecamatanFactory(kabupaten=KabupatenFactory(kode="61.11", nama="Kabupaten Kayong Utara"))
    desa = DesaFactory(kecamatan=kecamatan, nama="Sejahtera")
    tim = TimEvaluasiFactory(kecamatan=kecamatan, desa=desa, penerbit="kepala_desa", nama="Tim Evaluasi")
    bawaan = sk_bawaan(tim)
    assert [len(bawaan[b]) for b in ("menimbang", "mengingat", "menetapkan")] == [3, 10, 3]
    assert sum("Kayong Utara" in b.teks for b in bawaan["mengingat"]) == 4
    lain = sk_bawaan(TimEvaluasiFactory(nama="Tim Evaluasi"))["mengingat"]
    assert len(lain) == 9  # the desa's own regulation only where the team is for one desa
    assert [b.teks for b in lain if "Kayong" in b.teks] == []
    assert sum("…" in b.teks for b in lain) == 4


@pytest.mark.parametrize(
    ("penerbit", "kepala", "penanda"),
    [
        ("kepala_desa", "KECAMATAN {} PEMERINTAH DESA PUTAT BASIUN", "AHMAD KADES"),
        ("bpd", "KECAMATAN {} BADAN PERMUSYAWARATAN DESA PUTAT BASIUN", "SITI BPD"),
    ],
)
def test_sk_desa_dan_bpd_dicetak_tanpa_nomor_kita(client, desa, orang, penerbit, kepala, penanda):
    PerangkatFactory(desa=desa, nama="Drs. Ahmad Kades, S.Sos.", jabatan="kepala_desa")
    AnggotaBPDFactory(desa=desa, nama="Siti BPD, S.H.", jabatan="ketua")
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, desa=desa, penerbit=penerbit, bernomor=False)
    AnggotaTim.objects.create(tim=tim, urut=1, jabatan_tim="ketua", nama="Ketua")
    client.force_login(orang["kepala_desa"])
    isi = teks(client.get(reverse("evaluasi:tim-sk-pdf", args=[tim.pk])).content)
    kabupaten = desa.kecamatan.kabupaten.nama.upper()
    assert f"{kabupaten} {kepala.format(desa.kecamatan.nama.upper())}" in isi
    assert penanda in isi
    assert "NOMOR ....." in isi
    assert "PRATINJAU" not in isi


@pytest.mark.parametrize(
    ("nama", "harapan"),
    [
        ("Drs. H. Ahmad Yani, M.Si.", "Ahmad Yani"),
        ("M. Yusuf", "M. Yusuf"),
        ("Siti Aminah", "Siti Aminah"),
        ("Ir. Hj. Rahma, S.T., M.T.", "Rahma"),
        ("", ""),
    ],
)
def test_nama_tanpa_gelar(nama, harapan):
    assert tanpa_gelar(nama) == harapan


def test_diktum_disebut_dengan_kata():
    assert [urutan(n) for n in range(1, 5)] == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT"]


def test_camat_lain_dari_penyusun_menandatangani_sk(desa):
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Hj. Rahma, S.Sos.")
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, bernomor=False)
    isi = sk_isi(tim, oleh=pengguna_berperan(Peran.VERIFIKATOR, desa), tanggal=datetime.date.today())
    assert (isi["penanda"]["nama"], isi["penanda"]["id"]) == ("Rahma", camat.pk)

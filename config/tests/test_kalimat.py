"""Sentences that the rooms make of names: a kind stands once, a sentence ends once, no word loses its shape."""

import ast
import datetime
import re
from pathlib import Path

import pytest

from akun.enums import Peran
from akun.models import Penugasan
from config.tests.sumber import AKAR, berkas_py
from desa.enums import JabatanPerangkat
from desa.models import Desa, Kabupaten, Kecamatan, PengurusLKD, Perangkat
from desa.tests.factories import PerangkatFactory
from evaluasi import acuan as evaluasi_acuan
from evaluasi.hasil import hasil_berjalan
from evaluasi.models import FormulirEvaluasi
from evaluasi.reports.laporan import isi_awal
from evaluasi.tests.contoh import evaluasi_dinilai, tiga_orang
from evaluasi.tindakan import kelanjutan
from monitoring import acuan as monitoring_acuan
from monitoring.reports.usulan import laporan_usulan
from monitoring.tests import contoh_monitoring
from naskah.bagian import kop
from naskah.pejabat import camat, kepala_desa

GANDA = re.compile(r"\b(desa|kelurahan|kecamatan|kabupaten|kota|camat) \1\b|(?<!\.)\.\.(?!\.)", re.IGNORECASE)


@pytest.mark.parametrize(
    ("wilayah", "sebutan"),
    [
        (Desa(nama="Putat Basiun"), "Desa Putat Basiun"),
        (Desa(nama="Desa Putat Basiun"), "Desa Putat Basiun"),
        (Desa(nama="DESA PUTAT BASIUN"), "Desa PUTAT BASIUN"),
        (Desa(nama="Awayan", jenis="kelurahan"), "Kelurahan Awayan"),
        (Desa(nama="Kelurahan Awayan", jenis="kelurahan"), "Kelurahan Awayan"),
        (Kecamatan(nama="Awayan"), "Kecamatan Awayan"),
        (Kecamatan(nama="Kecamatan Awayan"), "Kecamatan Awayan"),
        (Kecamatan(nama="Kota Baru"), "Kecamatan Kota Baru"),
        (Kabupaten(kode="63.11", nama="Kabupaten Balangan"), "Kabupaten Balangan"),
        (Kabupaten(kode="63.11", nama="Balangan"), "Kabupaten Balangan"),
        (Kabupaten(kode="63.72", nama="Banjarbaru"), "Kota Banjarbaru"),
        (Kabupaten(kode="63.72", nama="Kota Banjarbaru"), "Kota Banjarbaru"),
        (Kabupaten(kode="62.01", nama="Kota Waringin Barat"), "Kabupaten Kota Waringin Barat"),
    ],
)
def test_wilayah_disebut_dengan_jenisnya_satu_kali(wilayah, sebutan):
    assert str(wilayah) == sebutan


@pytest.mark.parametrize(
    ("tugas", "sebutan"),
    [
        (Penugasan(peran=Peran.CAMAT, kecamatan=Kecamatan(nama="Kecamatan Awayan")), "Camat Awayan"),
        (Penugasan(peran=Peran.KEPALA_DESA, desa=Desa(nama="Desa Putat")), "Kepala Desa Putat"),
        (Penugasan(peran=Peran.PEMANTAU_KABUPATEN, kabupaten=Kabupaten(kode="63.11", nama="Kabupaten Balangan")),
         "Pemantau Kabupaten Balangan"),
        (Penugasan(peran=Peran.VERIFIKATOR, kecamatan=Kecamatan(nama="Awayan")), "Verifikator Awayan"),
        (Penugasan(peran=Peran.ADMIN), "Admin"),
    ],
)  # fmt: skip
def test_penugasan_disebut_dengan_wilayahnya_satu_kali(tugas, sebutan):
    assert tugas.sebutan == sebutan


@pytest.mark.django_db
def test_kop_dan_pejabat_dari_nama_yang_sudah_berjenis(desa):
    kecamatan = desa.kecamatan
    kecamatan.nama, kecamatan.kabupaten.nama, desa.nama = "Kecamatan Awayan", "Balangan", "Desa Putat Basiun"
    kecamatan.kabupaten.kode = "63.11"
    PerangkatFactory(desa=desa, nama="Ahmad", jabatan=JabatanPerangkat.KEPALA_DESA, status_jabatan="plt")
    kepala = kop(kecamatan)
    assert (kepala.pemerintah, kepala.kecamatan) == ("PEMERINTAH KABUPATEN BALANGAN", "KECAMATAN AWAYAN")
    hari = datetime.date(2026, 5, 5)
    assert camat(kecamatan, hari).jabatan == "Camat Awayan"
    assert kepala_desa(desa, hari).jabatan == "Plt. Kepala Desa Putat Basiun"


@pytest.mark.django_db
def test_usulan_laporan_monitoring_tidak_menyebut_desa_dua_kali():
    monitoring_acuan.muat()
    m = contoh_monitoring.monitoring_biasa()
    m.nomor_bidang, m.bidang = 5, "Bidang Penanggulangan Bencana, Keadaan Darurat dan Mendesak Desa"
    usulan = laporan_usulan(m)
    assert usulan.maksud.endswith("keadaan darurat dan mendesak Desa Putat Basiun, dengan sasaran:")


@pytest.mark.django_db
def test_kesimpulan_evaluasi_tidak_menyebut_desa_dua_kali(desa):
    evaluasi_acuan.muat()
    formulir = list(FormulirEvaluasi.objects.order_by("kode"))
    evaluasi = evaluasi_dinilai(desa, tiga_orang(desa), formulir)
    isi_awal(evaluasi, hasil_berjalan(evaluasi))
    assert evaluasi.kesimpulan.splitlines()[0].startswith(f"Pengelolaan keuangan {desa} bernilai ")
    assert GANDA.findall("\n".join([evaluasi.kesimpulan, evaluasi.isi_kegiatan, *evaluasi.saran])) == []


@pytest.mark.django_db
def test_nama_bergelar_di_akhir_kalimat_tidak_bertitik_dua(desa):
    evaluasi = evaluasi_dinilai(desa, tiga_orang(desa), [], nilai=False)
    evaluasi.tim.anggota.update(nama="Siti Aminah, S.Sos., M.AP.")
    evaluasi.penilaian.exclude(anggota=evaluasi.tim.anggota.first()).delete()
    assert kelanjutan(evaluasi) == "Menunggu nilai dari Siti Aminah, S.Sos., M.AP."


# --- no sentence is glued where it is needed ---------------------------------------
JENIS = r"\b(?:desa|kelurahan|kecamatan|kabupaten|kota|camat|kepala|lurah|bupati|sekretaris|plt\.|plh\.|pj\.)"
SEBELUM = re.compile(rf"(?i){JENIS} $")
NAMA = r"(?:nama|jabatan|penerbit|lembaga|desa|kecamatan|kabupaten|orang|peminta|penanda|pengguna)"
BERTITIK = r"(?:nama|jabatan|penerbit|orang|peminta|penanda|pengguna|oleh|perihal|judul|uraian|alasan|kegiatan|teks)"
DI_UJUNG = re.compile(rf"(?:{BERTITIK}(?:_[a-z]+)?|_teks)$|\.join\(")
BERNAMA = re.compile(rf"\b{NAMA}\b")

# What may stand there, and why it is not a sentence made of a name; the test below asks that each still occurs.
DAFTAR_TETAP = "daftar kata tetap milik program, bukan nama orang atau judul"
BUKAN_NAMA = "kode, kunci, atau nama berkas"
TINGKAT = "nama tingkat penilaian"
NAMA_SAJA = "nama wilayah tanpa jenisnya (nama_saja)"
PENGECUALIAN: dict[tuple[str, str], str] = {
    ("apbdes/buku_kerja/baca.py", "{', '.join(dikenal)}."): DAFTAR_TETAP,
    ("apbdes/buku_kerja/baca.py", "{', '.join(boleh)}."): DAFTAR_TETAP,
    ("apbdes/buku_kerja/baca.py", "{', '.join(skema.LEMBAR)}."): DAFTAR_TETAP,
    ("apbdes/buku_kerja/sel.py", "{', '.join(daftar.values())}."): DAFTAR_TETAP,
    ("apbdes/kelayakan.py", "desa {anggaran.kode_desa}"): BUKAN_NAMA,
    ("apbdes/laporan.py", "desa {isi['desa']}"): BUKAN_NAMA,
    ("apbdes/management/commands/apbdes_periksa.py", "desa {anggaran.kode_desa}"): BUKAN_NAMA,
    ("apbdes/management/commands/apbdes_periksa.py", "desa {sebelum.kode_desa}"): BUKAN_NAMA,
    ("apbdes/services/pengajuan.py", "{p.nama}."): DAFTAR_TETAP,
    ("apbdes/siskeudes/baca.py", "{', '.join(SUMBER_DANA)}."): DAFTAR_TETAP,
    ("apbdes/siskeudes/berkas.py", "{', '.join(judul)[:400] or 'tidak ada'}."): DAFTAR_TETAP,
    ("apbdes/siskeudes/pilih.py", "desa {ada}"): BUKAN_NAMA,
    ("apbdes/siskeudes/perut.py", "k.nama.title()"): BUKAN_NAMA,
    ("apbdes/views/impor.py", "{nama}."): BUKAN_NAMA,
    ("dasar/skema.py", "{', '.join(dikenal)}."): DAFTAR_TETAP,
    ("dasar/skema.py", "{', '.join(self.pilihan)}."): DAFTAR_TETAP,
    ("dasar/skema.py", "{nama}."): BUKAN_NAMA,
    ("dasbor/management/commands/demo_hapus.py", "{', '.join(dihapus)}."): BUKAN_NAMA,
    ("dasbor/management/commands/demo_hapus.py", "{', '.join(dimatikan)}."): BUKAN_NAMA,
    ("desa/views/impor.py", "{nama}."): BUKAN_NAMA,
    ("desa/wilayah.py", "{', '.join(sorted(kolom))}."): BUKAN_NAMA,
    ("evaluasi/acuan/naskah/__init__.py", "{', '.join(ISIAN)}."): DAFTAR_TETAP,
    ("evaluasi/models/formulir.py", "{', '.join(kosong)}."): TINGKAT,
    ("evaluasi/models/tim.py", "{jabatan}."): DAFTAR_TETAP,
    ("evaluasi/perbandingan.py", "lembar.nama(a.huruf).capitalize()"): TINGKAT,
    ("evaluasi/reports/lembar.py", "t.nama.upper()"): TINGKAT,
    ("evaluasi/services/tim.py", "{jabatan}."): DAFTAR_TETAP,
    ("evaluasi/views/penilaian.py", "baris.nama(a.huruf).capitalize()"): TINGKAT,
    ("evaluasi/views/penilaian.py", "skala.menurut_huruf[t.huruf].nama.capitalize()"): TINGKAT,
    ("monitoring/acuan/__init__.py", "{', '.join(bagian)}."): BUKAN_NAMA,
    ("monitoring/acuan/__init__.py", "{', '.join(pilihan)}."): DAFTAR_TETAP,
    ("monitoring/forms/isian.py", "{' atau '.join(formulir.pilihan)}."): DAFTAR_TETAP,
    ("monitoring/forms/isian.py", "{' atau '.join(pilihan)}."): DAFTAR_TETAP,
    ("naskah/calon.py", "{jenis.nama}."): DAFTAR_TETAP,
    ("naskah/jenis.py", "{', '.join(asing)}."): BUKAN_NAMA,
    ("naskah/jenis.py", "{jenis.nama}."): DAFTAR_TETAP,
    ("naskah/jenis.py", "{lama.nama}."): DAFTAR_TETAP,
    ("naskah/models/nomor.py", "{', '.join(pengikut)}."): DAFTAR_TETAP,
    ("naskah/models/nomor.py", "{nama}."): DAFTAR_TETAP,
    ("naskah/views/menunggu.py", "{', '.join(berhasil)}."): BUKAN_NAMA,
    ("naskah/views/nomor.py", "{', '.join((str(n) for n in baru))}."): BUKAN_NAMA,
    ("templates/apbdes/_versi_putusan.html", "{{ p.aturan.judul }}."): DAFTAR_TETAP,
    ("templates/apbdes/impor_galat.html", "{{ nama }}."): BUKAN_NAMA,
    ("templates/apbdes/pdf/apbdes.html", "Desa {{ isi.desa }}"): NAMA_SAJA,
    ("templates/apbdes/pdf/apbdes.html", "{{ isi.desa|upper }}"): NAMA_SAJA,
    ("templates/apbdes/pdf/berita_acara.html", "{{ r.nama|upper }}"): "nama rancangan peraturan, tanpa gelar",
    ("templates/apbdes/perangkat_rinci.html", "{{ perangkat.judul }}."): DAFTAR_TETAP,
    ("templates/desa/kecamatan_ubah.html", "{{ kecamatan.kabupaten|upper }}"): "nama wilayah, tanpa gelar",
    ("templates/desa/kecamatan_ubah.html", "{{ kecamatan|upper }}"): "nama wilayah, tanpa gelar",
    ("templates/evaluasi/_formulir_baris.html", "{{ nama|capfirst }}"): TINGKAT,
    ("templates/evaluasi/pdf/_formulir.html", "{{ a.nama|upper }}"): TINGKAT,
    ("templates/naskah/pdf/dasar.html", "{{ isi.kop.kecamatan|title }}"): "nama wilayah, tanpa gelar",
    ("templates/perut/lapangan/_buku.html", "{{ kunjungan.instrumen.judul }}."): DAFTAR_TETAP,
}
FOLDER_LAIN = {
    "apbdes/gramatika/": "kalimat atas kode, kata kunci, dan rupiah; bukan atas nama orang atau tempat",
    "apbdes/aturan/": "kalimat atas rekening dan rupiah; katalognya tidak berakhir dengan titik",
    "dasbor/demo": "data contoh: namanya ditulis di situ juga",
    "dasbor/setahun/": "data contoh: namanya ditulis di situ juga",
    "bench/": "data ukur",
    "uji/gangguan/": "data ukur",
}


def kode_dan_templat() -> list[Path]:
    return sorted({*berkas_py(), *(AKAR / "templates").rglob("*.html")} - {AKAR / "dasar/nama.py"})


def tertempel(teks: str) -> list[str]:
    """What is glued in one module: a kind before a name, a full stop after one, a name in capitals."""
    temuan = []
    for simpul in ast.walk(ast.parse(teks)):
        if isinstance(simpul, ast.JoinedStr):
            bagian = [b.value if isinstance(b, ast.Constant) else b for b in simpul.values]
            for n, nilai in enumerate(bagian):
                if not isinstance(nilai, ast.FormattedValue):
                    continue
                kata = ast.unparse(nilai.value)
                sebelum = bagian[n - 1] if n and isinstance(bagian[n - 1], str) else ""
                sesudah = bagian[n + 1] if n + 1 < len(bagian) and isinstance(bagian[n + 1], str) else ""
                if SEBELUM.search(sebelum):
                    temuan.append(f"{sebelum.split()[-1]} {{{kata}}}")
                if re.match(r"\.(?:\s|$)", sesudah) and DI_UJUNG.search(kata):
                    temuan.append(f"{{{kata}}}.")
        elif isinstance(simpul, ast.Call) and isinstance(simpul.func, ast.Attribute):
            asal = ast.unparse(simpul.func.value)
            if simpul.func.attr in {"upper", "title", "capitalize"} and BERNAMA.search(asal):
                temuan.append(f"{asal}.{simpul.func.attr}()")
            if simpul.func.attr in {"upper", "lower"} and asal.endswith("[:1]"):
                temuan.append(f"{asal}.{simpul.func.attr}()")
            if simpul.func.attr == "removeprefix" and SEBELUM.search(getattr(simpul.args[0], "value", "")):
                temuan.append(ast.unparse(simpul))
    return temuan


PENUTUP = r"(?:</\w+>|\{% (?:end\w+|block \w+) %\})*"  # what may stand between a name and the end of its sentence


def tertempel_templat(teks: str) -> list[str]:
    return [
        *re.findall(rf"(?i){JENIS} \{{\{{[^}}]*\}}\}}", teks),
        *re.findall(rf"\{{\{{[^}}|]*\b{NAMA}\|(?:upper|title|capfirst)[^}}]*\}}\}}", teks),
        *re.findall(rf"\{{\{{ (?:[\w]+\.)*{BERTITIK} \}}\}}{PENUTUP}\.(?=[\s<]|$)", teks),
    ]


def test_kalimat_tidak_ditempel_dari_nama():
    ada = set()
    for p in kode_dan_templat():
        nama = str(p.relative_to(AKAR))
        if not any(nama.startswith(folder) for folder in FOLDER_LAIN):
            mencari = tertempel if p.suffix == ".py" else tertempel_templat
            ada |= {(nama, t) for t in mencari(p.read_text())}
    assert sorted(ada - set(PENGECUALIAN)) == []
    assert sorted(set(PENGECUALIAN) - ada) == []


@pytest.mark.parametrize(
    "teks",
    [
        'f"Kepala Desa {d}"',
        'f"menunggu {orang.nama}."',
        'f"menunggu {orang.nama}. Lalu"',
        "f\"belum: {', '.join(belum)}.\"",
        "orang.nama.upper()",
        "a.teks[:1].lower()",
        "kabupaten.nama.removeprefix('Kabupaten ')",
    ],
)
def test_kalimat_yang_ditempel_ditemukan(teks):
    assert len(tertempel(teks)) == 1


@pytest.mark.parametrize(
    "teks",
    ["<p>Desa {{ nama }}</p>", "{{ orang.nama|upper }}", "<p>oleh {{ a.oleh }}.</p>", "<b>{{ user.nama }}</b>.</p>"],
)
def test_templat_yang_menempel_ditemukan(teks):
    assert len(tertempel_templat(teks)) == 1


def test_pilihan_yang_kosong_bernama():
    """Django writes nine dashes where nothing is chosen yet."""
    for kolom in (Perangkat._meta.get_field("jenis_kelamin"), PengurusLKD._meta.get_field("jenis")):
        assert next(iter(kolom.formfield().choices)) == ("", "Belum dipilih")


def test_halaman_tidak_menyatakan_tersimpan_sebelum_skripnya_jalan():
    """Only the script that saves may say so: where it never came, every tap would be lost under that sentence."""
    templat = (AKAR / "templates").rglob("*.html")
    assert [p.name for p in templat if "Semua tersimpan" in p.read_text()] == []

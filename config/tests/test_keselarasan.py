"""What no single room can see: that the rooms, templates, permissions and tables fit together."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
import rules
from django.apps import apps
from django.core.management import call_command
from django.template import Engine

from config.tests.sumber import AKAR, pohon
from naskah.jenis import jenis_naskah, pilihan_jenis

TANPA_TABEL = ("dasar", "cetak", "tte", "instrumen")
RUANG = (
    *TANPA_TABEL,
    "antrean",
    "jejak",
    "desa",
    "akun",
    "notifikasi",
    "berkas",
    "pembaruan",
    "serahan",
    "naskah",
    "tindaklanjut",
    "kewajiban",
    "perjalanan",
    "pendamping",
    "kapasitas",
    "klinik",
    "perut",
    "monitoring",
    "evaluasi",
    "apbdes",
    "laporan",
    "operasi",
    "dasbor",
)
TEMPLAT = sorted((AKAR / "templates").rglob("*.html")) + sorted((AKAR / "templates").rglob("*.txt"))


def kode(*, tes: bool = False) -> list[Path]:
    """The Python files of the rooms and of config."""
    berkas = [p for ruang in (*RUANG, "config") for p in (AKAR / ruang).rglob("*.py")]
    return [p for p in berkas if "migrations" not in p.parts and (tes or "tests" not in p.parts)]


def nama(p: Path) -> str:
    return str(p.relative_to(AKAR))


def test_kunci_asing_hanya_mengarah_ke_bawah():
    urutan = {ruang: n for n, ruang in enumerate(RUANG)}
    ke_atas = [
        f"{model._meta.label}.{kolom.name} → {kolom.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in urutan
        for kolom in [*model._meta.fields, *model._meta.many_to_many]
        if kolom.is_relation
        and kolom.related_model
        and urutan.get(kolom.related_model._meta.app_label, -1) > urutan[model._meta.app_label]
    ]
    assert ke_atas == []


def test_tidak_ada_migrasi_yang_tertinggal(db, settings):
    settings.MIGRATION_MODULES = {}  # pytest.ini: the suite makes its tables without them
    keluaran = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=keluaran)
    assert keluaran.getvalue() == "No changes detected\n" or "Tidak ada perubahan" in keluaran.getvalue()


def izin_dalam_kode() -> dict[str, str]:
    """Permission → the place where it is asked for, from Python and from templates. f-strings are skipped."""
    ditemukan = {}
    for berkas, isi in pohon(kode(), "has_perm|permission_required"):
        for simpul in ast.walk(isi):
            if (
                isinstance(simpul, ast.Call)
                and getattr(simpul.func, "attr", getattr(simpul.func, "id", "")) in {"has_perm", "permission_required"}
                and simpul.args
                and isinstance(simpul.args[0], ast.Constant)
            ):
                ditemukan[simpul.args[0].value] = berkas
    for p in TEMPLAT:
        for izin in re.findall(r"""has_perm\s+["']([\w.]+)["']""", p.read_text()):
            ditemukan[izin] = nama(p)
    return ditemukan


def test_setiap_izin_yang_ditanyakan_terdaftar():
    ditanyakan = izin_dalam_kode()
    assert ditanyakan
    assert {izin: tempat for izin, tempat in ditanyakan.items() if not rules.perm_exists(izin)} == {}


def izin_terdaftar() -> set[str]:
    return {izin for izin in rules.permissions.permissions if izin.split(".")[0] in RUANG}


def test_setiap_izin_yang_terdaftar_dipakai():
    """A permission that nothing asks for protects nothing. Those of a transition are asked for by dasar.alur."""
    from apbdes.alur import TRANSISI_APBDES, TRANSISI_PERANGKAT
    from berkas.alur import TRANSISI_BERKAS
    from evaluasi.alur import TRANSISI_EVALUASI
    from instrumen.alur import TRANSISI_FORMULIR
    from kapasitas.alur import TRANSISI_PENILAIAN
    from klinik.alur import TRANSISI_ARTIKEL, TRANSISI_PERTANYAAN
    from laporan.alur import TRANSISI_LAPORAN
    from monitoring.alur import TRANSISI_MONITORING
    from naskah.alur import TRANSISI_NASKAH
    from pembaruan.alur import TRANSISI_USULAN
    from pendamping.alur import TRANSISI_LEMBAR
    from perjalanan.alur import TRANSISI_PERJALANAN
    from perut.alur import TRANSISI_KUNJUNGAN, TRANSISI_MUSYAWARAH
    from serahan.alur import TRANSISI_SERAHAN
    from tindaklanjut.alur import TRANSISI_TEMUAN

    lewat_alur = {f"perut.{t.aksi}_kunjungan" for t in TRANSISI_KUNJUNGAN}
    lewat_alur |= {f"tindaklanjut.{t.aksi}_temuan" for t in TRANSISI_TEMUAN}
    lewat_alur |= {f"perut.{t.aksi}_musyawarah" for t in TRANSISI_MUSYAWARAH}
    lewat_alur |= {f"pendamping.{t.aksi}_lembar" for t in TRANSISI_LEMBAR}
    lewat_alur |= {f"kapasitas.{t.aksi}_penilaian" for t in TRANSISI_PENILAIAN}
    lewat_alur |= {f"pembaruan.{t.aksi}_usulan" for t in TRANSISI_USULAN}
    lewat_alur |= {f"serahan.{t.aksi}_serahan" for t in TRANSISI_SERAHAN}
    lewat_alur |= {f"apbdes.{t.aksi}_versiapbdes" for t in TRANSISI_APBDES}
    lewat_alur |= {f"apbdes.{t.aksi}_perangkataturan" for t in TRANSISI_PERANGKAT}
    for formulir in ("monitoring.{}_formulirmonitoring", "evaluasi.{}_formulirevaluasi", "apbdes.{}_formulirlembar"):
        lewat_alur |= {formulir.format(t.aksi) for t in TRANSISI_FORMULIR}
    lewat_alur |= {f"monitoring.{t.aksi}_monitoring" for t in TRANSISI_MONITORING}
    lewat_alur |= {f"naskah.{t.aksi}_naskah" for t in TRANSISI_NASKAH}
    lewat_alur |= {f"perjalanan.{t.aksi}_perjalanan" for t in TRANSISI_PERJALANAN}
    lewat_alur |= {f"berkas.{t.aksi}_berkas" for t in TRANSISI_BERKAS}
    lewat_alur |= {f"evaluasi.{t.aksi}_evaluasi" for t in TRANSISI_EVALUASI}
    lewat_alur |= {f"laporan.{t.aksi}_laporan" for t in TRANSISI_LAPORAN}
    lewat_alur |= {f"klinik.{t.aksi}_pertanyaan" for t in TRANSISI_PERTANYAAN}
    lewat_alur |= {f"klinik.{t.aksi}_artikel" for t in TRANSISI_ARTIKEL}
    assert izin_terdaftar() - set(izin_dalam_kode()) - lewat_alur == set()


def templat_dipakai() -> set[str]:
    """Every template name written in a Python string or in a template tag."""
    teks = "\n".join(p.read_text() for p in kode()) + "\n".join(p.read_text() for p in TEMPLAT)
    return set(re.findall(r"""["']([\w./-]+\.(?:html|txt))["']""", teks))


def test_tidak_ada_templat_yang_tidak_dipakai():
    # Django finds these by their name alone.
    menurut_nama = {"400.html", "403.html", "404.html", "500.html"}
    tersedia = {str(p.relative_to(AKAR / "templates")) for p in TEMPLAT}
    sisa = {t for t in tersedia - templat_dipakai() - menurut_nama if not t.startswith("admin/")}
    assert sisa == set()


@pytest.mark.parametrize("berkas", TEMPLAT, ids=nama)
def test_templat_dapat_dibaca(berkas):
    assert Engine.get_default().get_template(str(berkas.relative_to(AKAR / "templates"))).origin.name == str(berkas)


# A PDF is printed by WeasyPrint, not by a browser: its templates carry their own style.
DI_PERAMBAN = [p for p in TEMPLAT if "pdf" not in p.parts and "email" not in p.parts]
SEBARIS = re.compile(r"<style\b|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("berkas", DI_PERAMBAN, ids=nama)
def test_tidak_ada_skrip_atau_gaya_sebaris(berkas):
    tanpa_data = re.sub(r'<script type="application/json"', '<script src="', berkas.read_text())
    assert SEBARIS.findall(tanpa_data) == []


def test_tidak_ada_skrip_yang_menulis_gaya_sebaris():
    """`setAttribute("style")`, `innerHTML` with style and eval are what the policy stops silently."""
    terlarang = re.compile(r"setAttribute\(\s*[\"']style|\beval\(|new Function\(|style=\\?[\"']")
    assert [nama(p) for p in (AKAR / "static/js").rglob("*.js") if terlarang.search(p.read_text())] == []


def test_tidak_ada_dua_jenis_naskah_yang_nomornya_dapat_sama():
    """Each kind counts for itself, from one, every year: only the pattern keeps their numbers apart."""
    bentuk = [
        jenis.pola.format(klasifikasi=jenis.klasifikasi, urut=1, kode="KEC", tahun=2026)
        for jenis in (jenis_naskah(kode) for kode, _ in pilihan_jenis())
        if jenis.kode != "naskah_uji"  # registered by the tests of the room `naskah`
    ]
    assert sorted(bentuk) == sorted(set(bentuk))


def test_setiap_pengecualian_mypy_menyebut_sebabnya():
    tanpa = [
        f"{nama(p)}:{n}"
        for p in kode()
        for n, baris in enumerate(p.read_text().splitlines(), 1)
        if "# type: ignore" in baris and not re.search(r"# type: ignore\[[a-z-]+\]  # \w", baris)
    ]
    assert tanpa == []

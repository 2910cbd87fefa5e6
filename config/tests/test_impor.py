"""Who imports what from whom: nothing private, nothing inside a function for the sake of a circle, no circles."""

import ast
from collections.abc import Iterator
from functools import cache

import grimp
import pytest

from config.tests.sumber import AKAR, berkas_py, pohon

RUANG = sorted(p.parent.name for p in AKAR.glob("*/__init__.py"))

# Module and what it imports inside a function, with the reason: nothing here opens a circle.
PYHANKO = "pyHanko takes seconds to load, and most processes never sign"
PKCS11 = "the driver of a key device is there only where an office has one"
DALAM_FUNGSI = {
    ("cetak/pdf.py", "cetak.mesin"): "WeasyPrint takes half a second to load: this is its door",
    ("naskah/salinan.py", "cetak.fon"): "stands beside WeasyPrint",
    ("naskah/salinan.py", "cetak.mesin"): "loads WeasyPrint",
    ("naskah/salinan.py", "weasyprint"): "takes half a second to load",
    ("naskah/salinan.py", "weasyprint.text.fonts"): "stands beside WeasyPrint",
    ("apbdes/services/cetakan.py", "naskah.services.ekspor"): "loads what reads PDF, which no other start needs",
    ("pendamping/cetakan.py", "naskah.services.ekspor"): "loads what reads PDF, which no other start needs",
    ("naskah/cetak.py", "tte.bidang"): PYHANKO,
    ("naskah/services/bsre.py", "tte.bsre_gambar"): PYHANKO,
    ("naskah/services/bsre.py", "tte.periksa"): PYHANKO,
    ("naskah/services/goresan.py", "tte.bidang"): PYHANKO,
    ("naskah/services/pekerjaan_ttd.py", "tte.tanda_tangan"): PYHANKO,
    ("naskah/services/tanda_tangan.py", "tte.blok"): PYHANKO,
    ("naskah/services/tanda_tangan.py", "tte.tanda_tangan"): PYHANKO,
    ("tte/bsre.py", "tte.periksa"): PYHANKO,
    ("tte/stempel_waktu.py", "pyhanko.sign.general"): PYHANKO,
    ("tte/stempel_waktu.py", "pyhanko.sign.timestamps"): PYHANKO,
    ("tte/kunci_ca.py", "asn1crypto"): PKCS11,
    ("tte/kunci_ca.py", "pkcs11"): PKCS11,
    ("tte/kunci_ca.py", "pkcs11.util.rsa"): PKCS11,
    ("config/celery.py", "django.conf"): "asked when a worker starts, before which nothing is set up",
    ("config/celery.py", "config.produksi"): "asked when a worker starts, before which nothing is set up",
    **{
        ("operasi/penyimpanan.py", nama): "loaded where there is an object store"
        for nama in ("boto3", "botocore.config")
    },
    **{
        ("operasi/services/jauh.py", nama): "loaded where there is an object store"
        for nama in ("boto3.exceptions", "botocore.exceptions")
    },
    ("config/produksi.py", "django.db"): "read by the settings themselves, before there are apps",
    ("config/produksi.py", "akun.models"): "read by the settings themselves, before there are apps",
}


def modul(pola: str, *, uji: bool) -> Iterator[tuple[str, ast.Module]]:
    """The modules of the rooms in whose text `pola` occurs, migrations apart; with or without the tests."""
    dalam_ruang = (p for p in berkas_py(uji=uji) if p.relative_to(AKAR).parts[0] in RUANG)
    return pohon(dalam_ruang, pola)


def pribadi(nama: str) -> bool:
    return nama.startswith("_") and not nama.startswith("__")


def kita(nama: str | None) -> bool:
    return (nama or "").partition(".")[0] in RUANG


def adalah_modul(nama: str) -> bool:
    jalur = AKAR / nama.replace(".", "/")
    return jalur.with_suffix(".py").exists() or jalur.is_dir()


def nama_pribadi(jalur: str, isi: ast.Module) -> Iterator[str]:
    """Private names of other modules that this one imports, or reaches for through the module."""
    rumah = jalur.rpartition("/")[0].replace("/", ".")
    terimpor = set()
    for simpul in ast.walk(isi):
        if isinstance(simpul, ast.ImportFrom) and kita(simpul.module):
            for alias in simpul.names:
                # A private module belongs to its package: whoever lives there may use it.
                induk, _, akhir = (simpul.module or "").rpartition(".")
                if pribadi(akhir) and induk != rumah:
                    yield f"{jalur}:{simpul.lineno} {simpul.module}"
                if pribadi(alias.name) and simpul.module != rumah:
                    yield f"{jalur}:{simpul.lineno} {simpul.module}.{alias.name}"
                if adalah_modul(f"{simpul.module}.{alias.name}"):
                    terimpor.add(alias.asname or alias.name)
    for simpul in ast.walk(isi):
        lewat_modul = isinstance(simpul, ast.Attribute) and isinstance(simpul.value, ast.Name)
        if lewat_modul and pribadi(simpul.attr) and simpul.value.id in terimpor:
            yield f"{jalur}:{simpul.lineno} {simpul.value.id}.{simpul.attr}"


def test_tidak_ada_nama_pribadi_modul_lain():
    berpribadi = modul(r"\._(?!meta\b)[a-zA-Z]|import\s*\([^)]*(?<!\w)_|import [^\n(]*(?<!\w)_", uji=True)
    assert [salah for jalur, isi in berpribadi for salah in nama_pribadi(jalur, isi)] == []


@pytest.mark.parametrize(
    ("isi", "banyak"),
    [
        ("from akun.models import _rahasia", 1),
        ("from apbdes.aturan._tempat import Tempat", 1),
        ("from dasbor import demo\ndemo._kop(1)", 1),
        ("from dasbor import demo\ndemo.muat()", 0),
        ("from akun.models import Pengguna\nPengguna._meta", 0),
    ],
)
def test_nama_pribadi_ditemukan(isi, banyak):
    """The check itself, where it must find something and where it must not."""
    assert len(list(nama_pribadi("perut/views/contoh.py", ast.parse(isi)))) == banyak


def impor_dalam_fungsi() -> set[tuple[str, str]]:
    hasil = set()
    for jalur, isi in modul(r"^\s+(?:from|import)\s", uji=False):
        for fungsi in ast.walk(isi):
            if not isinstance(fungsi, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if jalur.endswith("/apps.py") and fungsi.name == "ready":  # where Django wants it
                continue
            for simpul in ast.walk(fungsi):
                if isinstance(simpul, ast.ImportFrom):
                    hasil.add((jalur, simpul.module or ""))
                elif isinstance(simpul, ast.Import):
                    hasil |= {(jalur, alias.name) for alias in simpul.names}
    return {(jalur, nama) for jalur, nama in hasil if not jalur.startswith("bench/")}


def test_impor_dalam_fungsi_hanya_yang_beralasan():
    ada = impor_dalam_fungsi()
    assert (sorted(ada - set(DALAM_FUNGSI)), sorted(set(DALAM_FUNGSI) - ada)) == ([], [])


@cache
def graf() -> dict[str, set[str]]:
    """Module -> what it imports when it runs, tests apart."""
    g = grimp.build_graph(*RUANG, exclude_type_checking_imports=True)
    produksi = {m for m in g.modules if ".tests" not in m}
    return {m: g.find_modules_directly_imported_by(m) & produksi for m in produksi}


def lingkaran(tetangga: dict[str, set[str]]) -> list[set[str]]:
    """The groups of modules that reach each other (Tarjan's strongly connected components), sorted."""
    nomor: dict[str, int] = {}
    rendah: dict[str, int] = {}
    tumpukan: list[str] = []
    hasil = []

    def telusuri(m: str) -> None:
        nomor[m] = rendah[m] = len(nomor)
        tumpukan.append(m)
        for lain in tetangga[m]:
            if lain not in nomor:
                telusuri(lain)
                rendah[m] = min(rendah[m], rendah[lain])
            elif lain in tumpukan:
                rendah[m] = min(rendah[m], nomor[lain])
        if rendah[m] == nomor[m]:
            awal = tumpukan.index(m)
            if len(tumpukan) - awal > 1:
                hasil.append(set(tumpukan[awal:]))
            del tumpukan[awal:]

    for m in sorted(tetangga):
        if m not in nomor:
            telusuri(m)
    return sorted(hasil, key=sorted)


def test_lingkaran_ditemukan():
    assert lingkaran({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]


def test_tidak_ada_lingkaran_impor():
    assert lingkaran(graf()) == []

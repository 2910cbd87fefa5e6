"""Every model of the house is covered, or excepted with a reason; nothing secret is told."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

from config.jejak import DIKECUALIKAN, LIPUTAN
from jejak.liputan import kolom

RAHASIA = re.compile(r"password|sandi|token|rahasia|frasa|p12|kunci_|cms|secret|pin$")
BUKAN_RAHASIA = {
    "akun.Pengguna.sandi_terpakai": "ya atau tidak",
    "akun.Pengguna.sandi_sementara": "ya atau tidak",
    "naskah.PengalihanPenanda.kunci_isi": "nama tempat di naskah",
    "naskah.Sertifikat.terkunci_sampai": "waktu",
    "naskah.AkarSertifikat.sidik_kunci": "sidik kunci publik",
}


def test_setiap_model_diliput_atau_dikecualikan_dengan_alasan():
    semua = {m._meta.label for m in apps.get_models()}
    assert semua - set(LIPUTAN) - set(DIKECUALIKAN) == set()
    assert (set(LIPUTAN) | set(DIKECUALIKAN)) - semua == set()
    assert set(LIPUTAN) & set(DIKECUALIKAN) == set()
    assert all(len(alasan) > 10 for alasan in DIKECUALIKAN.values())


def test_setiap_kolom_yang_disebut_ada():
    for label, liput in LIPUTAN.items():
        ada = {f.name for f in apps.get_model(label)._meta.concrete_fields}
        assert set(liput.tanpa) | liput.rahasia <= ada, label
        assert all(liput.tanpa.values()), label


def test_yang_bertanda_tangan_tetap_selamanya():
    """All of the document room, who had the power to sign, and what went out; not the settings of its look."""
    tampilan = {"naskah.TataNaskah", "naskah.DaftarNaskah", "naskah.PekerjaanTtd"}
    ruang = {m._meta.label for m in apps.get_app_config("naskah").get_models()} - tampilan
    assert {label for label, liput in LIPUTAN.items() if liput.tetap} == ruang | {"akun.Penugasan"}


def test_yang_namanya_rahasia_dirahasiakan():
    terbuka = {
        f"{label}.{f.name}"
        for label, liput in LIPUTAN.items()
        for f in kolom(apps.get_model(label))
        if RAHASIA.search(f.name) and f.name not in liput.rahasia
    }
    assert terbuka - set(BUKAN_RAHASIA) == set()


def test_tidak_ada_tulisan_yang_melewati_model():
    """Raw SQL and `_raw_delete` would write without an entry; silence is for putting a backup back."""
    akar = Path(settings.BASE_DIR)
    boleh = {
        "operasi/isi.py",
        "operasi/kesiapan.py",  # asks whether the database answers
        "operasi/services/cadangan.py",
        "jejak/pemicu.py",
        "jejak/hak.py",
        "jejak/pangkas.py",
        "jejak/rantai.py",
        "dasbor/views.py",
        "dasbor/demo_lama.py",
        "jejak/amati.py",
    }
    ditemukan = {
        str(p.relative_to(akar))
        for ruang in apps.get_app_configs()
        if Path(ruang.path).parent == akar
        for p in Path(ruang.path).rglob("*.py")
        if not {"tests", "migrations"} & set(p.parts)
        and re.search(r"\.cursor\(|_raw_delete|tanpa_jejak\(|\.raw\(", p.read_text())
    }
    assert ditemukan - boleh == set()

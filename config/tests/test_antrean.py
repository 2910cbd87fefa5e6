"""The outbox and the rooms: the one way to let something follow, known to whoever has to do it."""

import ast
import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings

from antrean.enums import Antrean, antrean_celery
from antrean.kerja import SEWA
from antrean.queries import JEDA_COLEK
from config.tests.sumber import AKAR, pohon
from config.tests.test_keselarasan import kode
from naskah.models.ekspor import JEDA_DETAK


def disebut(simpul: ast.AST) -> str:
    if isinstance(simpul, ast.Attribute):
        return simpul.attr
    if isinstance(simpul, ast.alias):
        return simpul.name
    return simpul.id if isinstance(simpul, ast.Name) else ""


TERLARANG = {"on_commit", "delay", "apply_async", "send_task"}


def test_akibat_hanya_lewat_kotak_keluar():
    """Nothing hangs on a commit, and nobody talks to the broker, but the outbox."""
    ditemukan = [
        f"{berkas}:{simpul.lineno} {disebut(simpul)}"
        for berkas, isi in pohon(kode(), "|".join(TERLARANG))
        if not berkas.startswith("antrean/")
        for simpul in ast.walk(isi)
        if disebut(simpul) in TERLARANG
    ]
    assert ditemukan == []


def test_dalam_kotak_keluar_satu_colekan_dan_satu_panggilan():
    ditemukan = [
        disebut(simpul)
        for berkas, isi in pohon(kode(), "|".join(TERLARANG))
        if berkas.startswith("antrean/")
        for simpul in ast.walk(isi)
        if disebut(simpul) in TERLARANG
    ]
    assert sorted(ditemukan) == ["apply_async", "on_commit"]


def tugas_tertulis() -> dict[str, str]:
    """Every task's name → the file that declares it."""
    hasil = {}
    for berkas, isi in pohon(kode(), "shared_task"):
        for fungsi in ast.walk(isi):
            if not isinstance(fungsi, ast.FunctionDef):
                continue
            for hias in fungsi.decorator_list:
                if disebut(hias.func if isinstance(hias, ast.Call) else hias) != "shared_task":
                    continue
                kata = {k.arg: k.value for k in hias.keywords} if isinstance(hias, ast.Call) else {}
                modul = berkas.removesuffix(".py").replace("/", ".")
                hasil[kata["name"].value if "name" in kata else f"{modul}.{fungsi.name}"] = berkas
    return hasil


@pytest.fixture(scope="module")
def pekerja_mengenal() -> dict[str, str]:
    """What a worker knows when it has started, and to which queue each belongs: asked of a process of its own."""
    perintah = (
        "import json; from config.celery import app; app.loader.import_default_modules(); "
        "print(json.dumps({n: str(getattr(t, 'antrean', '')) for n, t in app.tasks.items()}))"
    )
    lingkungan = os.environ | {"LINGKUNGAN": "pengembangan", "DATABASE_URL": "sqlite://:memory:"}
    jawaban = subprocess.run(
        [sys.executable, "-c", perintah], cwd=AKAR, env=lingkungan, capture_output=True, text=True, check=True
    )
    return {n: a for n, a in json.loads(jawaban.stdout).items() if not n.startswith("celery.")}


def test_pekerja_mengenal_setiap_tugas(pekerja_mengenal):
    assert set(pekerja_mengenal) == set(tugas_tertulis())


def test_setiap_antrean_dipakai_dan_diambil_pekerja(pekerja_mengenal):
    assert set(pekerja_mengenal.values()) - {""} == set(Antrean.values) - {Antrean.UMUM}
    utama = settings.CELERY_TASK_DEFAULT_QUEUE
    assert [q.name for q in settings.CELERY_TASK_QUEUES] == list(antrean_celery(utama).values())


def test_sapuan_di_tasks_pekerjaan_di_samping_layanannya():
    """tasks.py holds what the clock starts, and is imported by nobody; what is queued has a name of its own."""
    terjadwal = {j["task"] for j in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {n for n, berkas in tugas_tertulis().items() if berkas.endswith("/tasks.py")} == terjadwal
    pengimpor = [
        f"{berkas}:{simpul.lineno}"
        for berkas, isi in pohon(kode(), r"\btasks\b")
        for simpul in ast.walk(isi)
        if (isinstance(simpul, ast.ImportFrom) and (simpul.module or "").endswith(".tasks"))
        or (isinstance(simpul, ast.ImportFrom) and any(a.name == "tasks" for a in simpul.names))
        or (isinstance(simpul, ast.Import) and any(a.name.endswith(".tasks") for a in simpul.names))
    ]
    assert pengimpor == []


def test_setiap_pekerjaan_berjudul(pekerja_mengenal):
    """The page of what failed says in words what each does."""
    from django.utils.module_loading import import_string

    from config.celery import app

    terjadwal = {j["task"] for j in settings.CELERY_BEAT_SCHEDULE.values()} | {"antrean.antrean_kerjakan"}
    for berkas in {b for n, b in tugas_tertulis().items() if n not in terjadwal}:
        import_string(berkas.removesuffix(".py").removesuffix("/__init__").replace("/", ".") + ".__name__")
    assert [n for n in set(pekerja_mengenal) - terjadwal if not getattr(app.tasks[n], "judul", "")] == []


def test_jeda_mengikuti_jarak_sapuan_dengan_perbandingan_yang_tetap():
    """What a dead worker held comes back when the row, the broker, and the export agree that it is dead."""
    sapu = timedelta(seconds=settings.SAPU_DETIK)
    tenggang = timedelta(seconds=settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"])
    assert (SEWA, tenggang) == (10 * sapu, 10 * sapu)
    # An export is given up for dead before its row comes back; else the row would end with nothing made.
    assert sapu < JEDA_COLEK < JEDA_DETAK < SEWA
    for jadwal in ("antrean-tertinggal", "pdf-tertinggal", "tanda-tangan-tertinggal", "ekspor-terhenti"):
        assert timedelta(seconds=settings.CELERY_BEAT_SCHEDULE[jadwal]["schedule"]) <= 5 * sapu

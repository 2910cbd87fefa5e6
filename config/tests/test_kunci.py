"""A locked row keeps away whoever changes it, and not whoever writes a row that points to it."""

import ast

import pytest
from django.db import connection, transaction

from config.tests.serentak import serentak
from config.tests.sumber import berkas_py, pohon
from desa.models import HariLibur, Kabupaten

# Deleted under the lock, or pointed to by nothing.
PENUH = {
    "akun/admin_pertama.py",
    "akun/pembatas.py",
    "antrean/kerja.py",
    "antrean/services.py",
    "dasar/sapu.py",
    "dasar/simpan.py baris_hapus",
    "kapasitas/services.py pelatihan_hapus",
}


def _kunci_penuh():
    for nama, modul in pohon(berkas_py(), r"\bselect_for_update\("):
        for fungsi in [n for n in ast.walk(modul) if isinstance(n, ast.FunctionDef)]:
            for n in ast.walk(fungsi):
                if not (isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "select_for_update"):
                    continue
                if "no_key" not in {k.arg for k in n.keywords}:
                    yield nama if nama in PENUH else f"{nama} {fungsi.name}"


def test_kunci_tidak_menahan_baris_yang_menunjuk_kepadanya():
    """FOR UPDATE makes every insert of a child wait, such as a finding or a notice of the kecamatan being reminded."""
    assert set(_kunci_penuh()) == PENUH


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_kunci_ringan_membiarkan_anaknya_ditulis():
    """What the rule above leans on, and what the full lock does: the insert waits until it gives up."""
    kabupaten = Kabupaten.objects.create(kode="70.01", nama="Kabupaten Uji")

    def tulis(_n):
        with transaction.atomic(), connection.cursor() as k:
            k.execute("SET LOCAL lock_timeout = '1s'")
            HariLibur.objects.create(kabupaten=kabupaten, tanggal="2026-06-30", nama="Hari jadi")
            return True

    with transaction.atomic():
        Kabupaten.objects.select_for_update(no_key=True).get(pk=kabupaten.pk)
        assert serentak(tulis, 1) == [True]

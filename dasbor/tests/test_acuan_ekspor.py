"""`manage.py acuan_ekspor`: one JSON of every room's reference data, without a database."""

import json

from django.core.management import call_command

from apbdes.acuan import ekspor as apbdes
from evaluasi import acuan as evaluasi
from monitoring import acuan as monitoring
from perut import acuan as perut


def test_satu_json_dari_semua_ruang_tanpa_basis_data(capsys):
    # No `db` fixture: touching the database would fail here.
    call_command("acuan_ekspor")
    isi = json.loads(capsys.readouterr().out)
    assert list(isi) == ["buku", "monitoring", "evaluasi", "skala", "kegiatan", "aturan"]
    assert isi == perut.ekspor() | monitoring.ekspor() | evaluasi.ekspor() | apbdes.ekspor()
    assert all(isi.values())

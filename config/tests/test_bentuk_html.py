"""What the Nu HTML checker found (`make uji-serang` asks it of every page), as far as it can be seen without it."""

import re
from pathlib import Path

from django import forms
from django.conf import settings
from django.urls import get_resolver

from apbdes.forms.fakta import FaktaForm
from apbdes.gramatika.bentuk import FAKTA_BAKU
from instrumen.forms import KepalaForm

TEMPLAT = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))


def semua_formulir(kelas=forms.BaseForm):
    for anak in kelas.__subclasses__():
        yield anak
        yield from semua_formulir(anak)


def test_atribut_htmx_berawalan_data():
    """`hx-get` alone is no attribute of HTML; htmx reads `data-hx-get` as well."""
    assert len(TEMPLAT) > 100
    salah = [str(t.name) for t in TEMPLAT if re.search(r"(?<![\w-])hx-[a-z-]+=", t.read_text())]
    assert salah == []


def test_dialog_menyebut_dirinya():
    modal = [m for t in TEMPLAT for m in re.findall(r'<div class="modal [^>]*>', t.read_text())]
    assert modal
    assert [m for m in modal if 'role="dialog"' not in m] == []


def test_pilihan_tidak_bermaksimum():
    """A list to choose from has no `maxlength`."""
    assert get_resolver().url_patterns  # every room's forms are there
    kolom = [
        (f.__qualname__, n, k)
        for f in semua_formulir()
        if not f.__module__.startswith("django.")
        for n, k in getattr(f, "base_fields", {}).items()
    ]
    assert len(kolom) > 200
    assert [(f, n) for f, n, k in kolom if isinstance(k.widget, forms.Select) and "maxlength" in k.widget.attrs] == []
    fakta = FaktaForm(dikenal=FAKTA_BAKU, tercatat={}, usul={}, terisi=False)
    pilihan = [n for n, k in fakta.fields.items() if isinstance(k.widget, forms.Select)]
    assert len(pilihan) > 2
    assert [n for n in pilihan if "maxlength" in str(fakta[n])] == []
    assert "maxlength" in str(fakta["jumlah_rt"])


def test_kepala_formulir_tanpa_isian_kembar():
    """A hidden twin of a field carried the description of the one that is seen."""
    kepala = [f for f in semua_formulir(KepalaForm) if f.__name__.startswith("Kepala")]
    assert len(kepala) > 2
    assert [f.__name__ for f in kepala if "hidden" in str(f()["berlaku_sejak"].as_field_group())] == []

"""Django's own sentences in the product's words: the compiled catalogue is the one that is read."""

import io
from gettext import GNUTranslations

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import gettext

KATALOG = settings.LOCALE_PATHS[0] / "id/LC_MESSAGES"


def isi(mo):
    """Every message but the header, which carries the time of compiling."""
    return {k: v for k, v in GNUTranslations(mo)._catalog.items() if k}


def test_katalog_terkompilasi_sama_dengan_sumbernya():
    segar = io.BytesIO()
    write_mo(segar, read_po(io.BytesIO((KATALOG / "django.po").read_bytes()), locale="id"))
    segar.seek(0)
    jadi = io.BytesIO((KATALOG / "django.mo").read_bytes())
    assert isi(jadi) == isi(segar), "Jalankan: pybabel compile -d locale -D django"


def test_kalimat_django_memakai_kata_kita():
    assert gettext("This field is required.") == "Wajib diisi."
    assert gettext("Old password") == "Kata sandi lama"

"""The queue is down while people work: they notice nothing, and nothing that follows is lost."""

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse

from akun.tests.factories import pengguna_berperan
from naskah.services.naskah import naskah_setujui
from notifikasi.services import beritahu

pytestmark = pytest.mark.django_db(transaction=True)


def test_menyetujui_selagi_antrean_mati(client, siapkan, desa, broker_mati):
    camat = pengguna_berperan("camat", desa)
    camat.sandi_sendiri("sandi-camat-uji")
    camat.save()
    naskah = siapkan(desa)
    client.force_login(camat)
    alamat = reverse("naskah:naskah-aksi", args=[naskah.pk, "setujui"])
    sejak = naskah.riwayat.last().pk
    jawaban = client.post(alamat, {"sandi": "sandi-camat-uji", "sejak": sejak})
    naskah.refresh_from_db()
    assert (jawaban.status_code, naskah.status) == (302, "disetujui")
    (pesan,) = [str(p) for p in get_messages(jawaban.wsgi_request)]
    assert pesan.startswith("Naskah disetujui dan bernomor")


def test_satu_akibat_yang_gagal_tidak_menghilangkan_yang_lain(siapkan, desa, orang, broker_mati):
    """Whatever else hangs on the same transaction still happens."""
    naskah, sesudah = siapkan(desa), []
    with transaction.atomic():
        beritahu([orang["pelaksana"]], judul="Kabar", tautan="/")
        naskah_setujui(naskah=naskah, oleh=orang["camat"])
        transaction.on_commit(lambda: sesudah.append("jalan"))
    assert sesudah == ["jalan"]

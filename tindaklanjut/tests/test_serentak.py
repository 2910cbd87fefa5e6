"""The same answer, pressed many times at once: one answer."""

import pytest
from django.test import Client
from django.urls import reverse

from config.tests.serentak import serentak
from dasar.alur import sejak_dari
from tindaklanjut.tests.test_temuan import buat

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_dua_belas_jawaban_sekaligus_menjadi_satu(desa, orang):
    t = buat(desa)
    isi = {"hasil": "sebagian", "uraian": "Buku kas ditutup setiap akhir bulan.", "sejak": sejak_dari(t)}
    peminta = []
    for _ in range(12):
        c = Client()
        c.force_login(orang["sekretaris_desa"])
        peminta.append(c)
    alamat = reverse("tindaklanjut:temuan-jawab", args=[t.pk])
    status = serentak(lambda n: peminta[n].post(alamat, isi).status_code, 12)
    assert (t.tindak_lanjut.count(), t.riwayat.count(), sorted(status)) == (1, 1, [302] + [422] * 11)


def test_satu_halaman_ditekan_dua_belas_kali_selalu_berhasil(desa, orang):
    t = buat(desa)
    isi = {
        "hasil": "sebagian",
        "uraian": "Sudah.",
        "sejak": sejak_dari(t),
        "id": "6f2f3a4e-3c58-4a59-9d0c-0f6f7c2b1a11",
    }
    peminta = []
    for _ in range(12):
        c = Client()
        c.force_login(orang["sekretaris_desa"])
        peminta.append(c)
    alamat = reverse("tindaklanjut:temuan-jawab", args=[t.pk])
    status = serentak(lambda n: peminta[n].post(alamat, isi).status_code, 12)
    assert (t.tindak_lanjut.count(), t.riwayat.count(), status) == (1, 1, [302] * 12)

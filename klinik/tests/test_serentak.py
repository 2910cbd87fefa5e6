"""Several people, or one who presses many times, at the same moment."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.serentak import serentak
from dasar.alur import sejak_dari
from klinik.models import Pertanyaan, Pesan
from klinik.tests.factories import PertanyaanFactory, TopikFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def masuk(siapa):
    c = Client()
    c.force_login(siapa)
    return c


def test_delapan_petugas_menjawab_bersamaan_satu_yang_sampai_lainnya_membaca_dahulu(desa):
    p = PertanyaanFactory(desa=desa)
    petugas = [masuk(pengguna_berperan(Peran.PELAKSANA, desa)) for _ in range(8)]
    alamat, sejak = reverse("klinik:pertanyaan-jawab", args=[p.pk]), sejak_dari(p)

    def jawab(n):
        return petugas[n].post(alamat, {"isi": f"Jawaban {n}.", "sejak": sejak, "id": str(uuid.uuid4())}).status_code

    assert sorted(serentak(jawab, 8)) == [302] + [422] * 7
    assert (p.pesan.filter(dari_desa=False).count(), p.riwayat.filter(aksi="jawab").count()) == (1, 1)


def test_pertanyaan_dari_satu_halaman_dikirim_delapan_kali_satu_saja(desa, orang):
    isi = {"id": str(uuid.uuid4()), "desa": desa.pk, "topik": TopikFactory().pk, "judul": "Kapan?", "uraian": "Ya."}
    peminta = [masuk(orang["sekretaris_desa"]) for _ in range(8)]
    alamat = reverse("klinik:pertanyaan-ajukan")
    assert serentak(lambda n: peminta[n].post(alamat, isi).status_code, 8) == [302] * 8
    assert (Pertanyaan.objects.count(), Pesan.objects.count()) == (1, 1)

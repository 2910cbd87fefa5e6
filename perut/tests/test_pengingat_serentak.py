"""Reminders asked for twice at once, as by two schedulers or a sweep and a worker: nobody hears of a matter twice."""

from collections import Counter

import pytest

from antrean.models import Pekerjaan
from config.tests.kantor import hari_uji
from config.tests.serentak import serentak
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan
from perut.tasks import pengingat_harian
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_dua_sekaligus_satu_kabar(orang, broker_mati):
    """Four at once over the same matters; the mail follows from the outbox, one for each notice."""
    hari = hari_uji()
    for _ in range(4):
        KunjunganFactory(desa=DesaFactory(), tanggal=hari, status="dijadwalkan", petugas=[orang["pelaksana"]])
    serentak(lambda _n: pengingat_harian(), 4)
    kabar = Counter(Pemberitahuan.objects.values_list("penerima", "sekali"))
    assert (len(kabar), set(kabar.values())) == (4, {1})
    surel = Counter(Pekerjaan.objects.filter(nama="notifikasi.surel_kirim").values_list("argumen__0", flat=True))
    berkotak = Pemberitahuan.objects.exclude(penerima__email="").values_list("pk", flat=True)
    assert surel == Counter(list(berkotak))
    assert surel

"""With a real Celery worker: an export made outside the web process, and one whose worker was killed."""

import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from config.tests.menunggu import tunggu_sampai
from naskah.models import Naskah, PekerjaanEkspor
from naskah.services.ekspor import ekspor_minta
from naskah.tasks import ekspor_sapu


def tunggu(ekspor):
    def selesai():
        ekspor.refresh_from_db()
        return not ekspor.belum_selesai

    tunggu_sampai(selesai, f"ekspor {ekspor.judul} dari pekerja")
    return ekspor


@pytest.mark.celery_nyata
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_ekspor_di_pekerja_dan_yang_terputus_diulang(pekerja_celery, orang, desa, bertanda):
    naskah = [bertanda(desa).pk for _ in range(3)]
    pilihan = Naskah.objects.filter(pk__in=naskah).order_by("pk")
    ekspor = ekspor_minta(jenis="zip", naskah=pilihan, judul="3 naskah pilihan", oleh=orang["camat"])
    assert (tunggu(ekspor).status, ekspor.maju) == ("selesai", 3)

    # As a killed worker leaves it: taken, one document done, silent since.
    mati = PekerjaanEkspor.objects.create(
        pengguna=orang["camat"],
        jenis="zip",
        judul="terputus",
        pilihan=ekspor.pilihan,
        total=3,
        status="berjalan",
        pelari=uuid.uuid4(),
        maju=1,
        percobaan=1,
        detak=timezone.now() - timedelta(minutes=4),
    )
    assert ekspor_sapu() == 1
    assert (tunggu(mati).status, mati.percobaan) == ("selesai", 2)
    assert len(zipfile.ZipFile(io.BytesIO(mati.berkas.open().read())).namelist()) == 4

"""A finding leads back to the visit, the monitoring, or the budget it was written in: for whoever may read that."""

import pytest
from django.urls import reverse

from apbdes.tests.factories import VersiApbdesFactory
from config.tests.kantor import hari_uji
from monitoring.tests.factories import MonitoringFactory
from perut.tests.factories import KunjunganFactory
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.waktu, pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
SUMBER = {
    "kunjungan": lambda desa: KunjunganFactory(desa=desa, status="disahkan"),
    "monitoring": lambda desa: MonitoringFactory(desa=desa, status="selesai"),
    "apbdes": lambda desa: VersiApbdesFactory(desa=desa, status="perlu_diperbaiki"),
}
CATAT = "tindaklanjut:temuan-catat"


def temuan(desa, asal, kunci):
    return Temuan.objects.create(
        desa=desa,
        asal_jenis=asal,
        asal_id=kunci,
        asal_teks="Asal uji",
        batas_waktu=hari_uji(),
        status="terbuka",
        uraian="Buku kas belum ditutup.",
        penanggung_jawab="Kaur Keuangan",
    )


@pytest.mark.parametrize("asal", SUMBER)
def test_kembali_ke_asalnya(client, desa, orang, asal):
    benda = SUMBER[asal](desa)
    t = temuan(desa, asal, str(benda.pk))
    for peran in ("verifikator", "camat", "sekretaris_desa", "kepala_desa"):
        client.force_login(orang[peran])
        assert f'<a href="{benda.get_absolute_url()}">Asal uji</a>' in client.get(t.get_absolute_url()).content.decode()
        assert client.get(benda.get_absolute_url()).status_code == 200
    # its findings are written on its own pages, not in the office
    client.force_login(orang["verifikator"])
    assert client.get(f"{reverse(CATAT)}?asal={asal}&id={benda.pk}").status_code == 404


def test_yang_tidak_terlihat_disebut_tanpa_tautan(client, desa, orang):
    """A draft of a budget is its village's own, and what nobody keeps any more leads nowhere."""
    draf = VersiApbdesFactory(desa=desa, status="disusun")
    client.force_login(orang["verifikator"])
    for t in (
        temuan(desa, "apbdes", str(draf.pk)),
        temuan(desa, "kunjungan", "999999"),
        temuan(desa, "monitoring", ""),
    ):
        isi = client.get(t.get_absolute_url()).content.decode()
        assert "<dd>Asal uji</dd>" in isi

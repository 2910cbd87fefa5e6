"""An archive in an object store, over its real protocol: sent, compared, fetched back and restored."""

import pytest
from django.core.management import call_command

from operasi.galat import OperasiGagal
from operasi.services.jauh import jauh_ambil, jauh_klien
from operasi.services.pemulihan import cadangan_pulihkan
from operasi.tests.conftest import IDENTITAS
from operasi.tests.test_cadangan import isi_penyimpanan, kecil  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def penyimpanan_objek(settings):
    from moto.server import ThreadedMotoServer  # half a second, of these tests alone

    peladen = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    peladen.start()
    tuan, porta = peladen.get_host_and_port()
    settings.S3_ENDPOINT, settings.CADANGAN_S3_BUCKET = f"http://{tuan}:{porta}", "cadangan-uji"
    settings.S3_ACCESS_KEY = settings.S3_SECRET_KEY = "uji"
    klien = jauh_klien()
    klien.create_bucket(Bucket="cadangan-uji")
    yield klien
    peladen.stop()


def test_dikirim_diambil_lalu_dipulihkan(kecil, penyimpanan_objek, basis_data, ke_tempat_lain, capsys):  # noqa: F811
    call_command("cadangkan", folder=kecil)
    [arsip] = kecil.glob("*.perut")
    di_sana = [o["Key"] for o in penyimpanan_objek.list_objects_v2(Bucket="cadangan-uji")["Contents"]]
    assert di_sana == [arsip.name] and f"s3:{arsip.name}" in capsys.readouterr().out
    berkas, arsip_asal = isi_penyimpanan(), arsip.read_bytes()
    arsip.unlink()  # the machine is gone
    alias = basis_data("pulih")
    jalur = jauh_ambil(f"s3:{arsip.name}", kecil)
    assert jalur.read_bytes() == arsip_asal
    with ke_tempat_lain():
        cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)
        assert isi_penyimpanan() == berkas and len(berkas) == 3
    with pytest.raises(OperasiGagal, match="tidak menjawab atau menolak"):
        jauh_ambil("s3:tidak-ada.perut", kecil)

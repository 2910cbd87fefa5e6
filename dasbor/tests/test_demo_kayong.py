"""The second office of the demo: judged by its own Perbup, and nobody's neighbour."""

import pytest
from django.core.management import call_command

from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from apbdes.models import VersiApbdes
from apbdes.penilaian import penilaian
from dasbor.demo_kayong import muat_kayong
from desa.models import Desa

pytestmark = pytest.mark.django_db


def test_anggaran_2024_menurut_perbupnya_dan_perubahannya(desa):
    call_command("acuan_muat", verbosity=0)
    muat_kayong("sandi")
    murni, perubahan = VersiApbdes.objects.lengkap().order_by("perubahan_ke")
    assert (murni.status, murni.hasil, perubahan.status) == ("ditetapkan", "sesuai", "disusun")
    assert [p["kode"] for p in murni.beku["perangkat"]] == ["dasar", "perbup-kayong-utara-66-2023"]
    assert murni.beku["tak_dinilai"] == ""
    assert any("Peraturan Bupati Kayong Utara Nomor 66 Tahun 2023" in t for t in murni.keputusan.isi["mengingat"])
    melanggar = {p.aturan.kode for p in penilaian(perubahan).putusan if p.hasil.putusan == "dilanggar"}
    assert melanggar == {"B30-04"}

    luar = pengguna_berperan("verifikator", desa)
    dalam = Pengguna.objects.get(username="sekcam-sukadana")
    assert not VersiApbdes.objects.untuk(luar).exists()
    assert [v.pk for v in VersiApbdes.objects.untuk(dalam)] == [murni.pk]  # a draft is its desa's own
    assert set(Desa.objects.filter(pk=desa.pk)) & set(dalam.desa_tercakup()) == set()

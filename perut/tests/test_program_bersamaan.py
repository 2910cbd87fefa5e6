"""Two verifikator over the same programme or the same focus village."""

import pytest
from django.test import Client
from django.urls import reverse

from akun.tests.factories import pengguna_berperan
from desa.tests.bersamaan import menyela
from perut.tests.factories import LokusFactory, ProgramFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("nama", "kolom", "mereka", "saya"),
    [
        ("program", "target", "Target mereka", "Target saya"),
        ("lokus", "alasan", "Alasan mereka", "Alasan saya"),
        ("lokus", "petugas", "", ""),
    ],
)
def test_simpanan_orang_lain_di_sela_pemeriksaan_tidak_tertimpa(orang, desa, nama, kolom, mereka, saya):
    program = ProgramFactory(kecamatan=desa.kecamatan)
    lokus = LokusFactory(program=program, desa=desa)
    alamat = reverse(f"perut:{nama}-ubah", args=[program.pk] + ([lokus.pk] if nama == "lokus" else []))
    if kolom == "petugas":
        mereka, saya = [orang["pelaksana"].pk], [orang["pendamping"].pk]
    satu, dua = Client(), Client()
    satu.force_login(orang["verifikator"])
    dua.force_login(pengguna_berperan("verifikator", desa, nama="Verifikator Dua"))

    def terbaca(client) -> dict:
        form = client.get(alamat).context["form"]
        return {k.name: "" if k.value() is None else k.value() for k in form if not k.field.disabled}

    milik_satu, milik_dua = terbaca(satu), terbaca(dua)
    with menyela(f"perut_{nama}", lambda: dua.post(alamat, milik_dua | {kolom: mereka})) as sudah:
        jawab = satu.post(alamat, milik_satu | {kolom: saya})
    assert sudah == [True]
    kini = terbaca(dua)[kolom]
    assert kini == mereka
    galat = jawab.context["form"].non_field_errors()
    assert len(galat) == 1
    assert "sudah diubah oleh orang lain sejak halaman ini dibuka" in galat[0]
    kedua = {k.name: k.value() for k in jawab.context["form"] if k.value() is not None and not k.field.disabled}
    satu.post(alamat, kedua)
    assert [str(n) for n in terbaca(satu)[kolom]] == [str(n) for n in saya]

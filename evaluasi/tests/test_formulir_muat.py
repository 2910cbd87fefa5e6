"""The evaluation forms of the regulation in the database, and which of them an office may begin with."""

import pytest
from django.core.exceptions import ValidationError

from akun.tests.factories import PenggunaFactory
from evaluasi import acuan
from evaluasi.models import Aspek, Evaluasi, FormulirEvaluasi, LembarEvaluasi, TimEvaluasi, TingkatAspek
from evaluasi.queries import formulir_berlaku
from evaluasi.tests.factories import FormulirEvaluasiFactory
from evaluasi.tests.test_acuan import BANYAK_ASPEK
from instrumen import VersiTerkunci


@pytest.fixture
def dimuat(db):
    acuan.muat()
    return {f.kode: f for f in FormulirEvaluasi.objects.all()}


def pakai(formulir, desa):
    oleh = PenggunaFactory()
    tim = TimEvaluasi.objects.create(
        kecamatan=desa.kecamatan, tahun=2026, penerbit="camat", nama="Tim", dibuat_oleh=oleh
    )
    evaluasi = Evaluasi.objects.create(desa=desa, tim=tim, tahun=2026, dibuat_oleh=oleh)
    return LembarEvaluasi.objects.create(evaluasi=evaluasi, formulir=formulir, urut=1)


def test_kesembilan_formulir_dimuat_beserta_aspek_dan_tingkatnya(dimuat):
    assert {k: f.aspek.count() for k, f in dimuat.items()} == BANYAK_ASPEK
    assert TingkatAspek.objects.count() == 5 * sum(BANYAK_ASPEK.values()) == 165
    for f in acuan.daftar_formulir(acuan.terbaru()):
        assert dimuat[f["kode"]].skala == acuan.skala(acuan.terbaru())
        for a, aspek in zip(f["aspek"], dimuat[f["kode"]].aspek.all(), strict=True):
            assert (aspek.nomor, aspek.teks, aspek.tempat, aspek.catatan) == (
                a["no"],
                a["teks"],
                a["tempat"],
                a["catatan"],
            )
            tingkat = list(aspek.tingkat.values_list("huruf", "teks"))
            assert tingkat == [(t["huruf"], t["teks"]) for t in a["tingkat"]]


def test_memuat_dua_kali_tidak_mengubah_apa_pun(dimuat):
    sebelum = list(TingkatAspek.objects.values())
    assert acuan.muat() == [f"{acuan.terbaru()['judul']}: sudah dimuat, tidak berubah."]
    assert list(TingkatAspek.objects.values()) == sebelum


def test_berkas_yang_berubah_dimuat_ulang_selama_belum_dipakai(dimuat):
    FormulirEvaluasi.objects.filter(kode__in=["II.A", "IV"]).update(sidik="lain", skala=[])
    assert acuan.muat() == [f"{acuan.terbaru()['judul']}: 2 formulir dimuat atau diperbarui."]
    assert FormulirEvaluasi.objects.get(kode="IV").skala == acuan.skala(acuan.terbaru())
    assert TingkatAspek.objects.count() == 165


def test_berkas_yang_berubah_ditolak_bila_formulirnya_sudah_dipakai(dimuat, desa):
    pakai(dimuat["IV"], desa)
    FormulirEvaluasi.objects.update(sidik="lain")
    with pytest.raises(ValidationError, match=r"Formulir IV .* berubah, padahal versi itu sudah dipakai"):
        acuan.muat()
    assert set(FormulirEvaluasi.objects.values_list("sidik", flat=True)) == {"lain"}  # all of a file, or nothing


def test_yang_berlaku_berurutan_menurut_bidang(dimuat, desa):
    FormulirEvaluasiFactory(kode="K.4", kecamatan=desa.kecamatan, nomor_bidang=4)
    FormulirEvaluasiFactory(kode="II.A", versi=2)
    berlaku = [(f.kode, f.versi) for f in formulir_berlaku(desa.kecamatan)]
    assert berlaku == [("II.A", 2), *((k, 1) for k in list(BANYAK_ASPEK)[1:]), ("K.4", 1)]


def test_model_menolak_mengubah_versi_yang_terbit(dimuat):
    formulir = dimuat["II.A"]
    formulir.skala = []
    with pytest.raises(VersiTerkunci):
        formulir.save()
    aspek = formulir.aspek.first()
    with pytest.raises(VersiTerkunci):
        aspek.save()
    with pytest.raises(VersiTerkunci):
        aspek.tingkat.first().save()
    with pytest.raises(VersiTerkunci):
        Aspek.objects.create(formulir=formulir, urut=9, nomor="9", teks="Baru")

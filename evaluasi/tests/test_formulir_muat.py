"""The evaluation forms of the regulation in the database, and which of them an office may begin with."""

import pytest
from django.core.exceptions import ValidationError

from akun.tests.factories import PenggunaFactory
from evaluasi import acuan
from evaluasi.models import Aspek, Evaluasi, FormulirEvaluasi, LembarEvaluasi, TimEvaluasi, TingkatAspek
from evaluasi.queries import formulir_berlaku
from evaluasi.tests import perbup
from evaluasi.tests.factories import FormulirEvaluasiFactory
from instrumen import VersiTerkunci


@pytest.fixture
def dimuat(db):
    acuan.muat()
    return {f.kode: f for f in FormulirEvaluasi.objects.filter(acuan=perbup.KODE)}


def pakai(formulir, desa):
    oleh = PenggunaFactory()
    tim = TimEvaluasi.objects.create(
        kecamatan=desa.kecamatan, tahun=2026, penerbit="camat", nama="Tim", dibuat_oleh=oleh
    )
    evaluasi = Evaluasi.objects.create(desa=desa, tim=tim, tahun=2026, dibuat_oleh=oleh)
    return LembarEvaluasi.objects.create(evaluasi=evaluasi, formulir=formulir, urut=1)


def test_setiap_formulir_dimuat_beserta_aspek_dan_tingkatnya(dimuat):
    assert {f.kode for f in dimuat.values()} == {f["kode"] for f in perbup.formulir()}
    for isi, f in [(berkas, f) for berkas in acuan.semua() for f in acuan.daftar_formulir(berkas)]:
        formulir = FormulirEvaluasi.objects.get(acuan=isi["kode"], kode=f["kode"])
        assert formulir.skala == acuan.skala(isi)
        for a, aspek in zip(f["aspek"], formulir.aspek.all(), strict=True):
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
    assert acuan.muat() == [f"{isi['judul']}: sudah dimuat, tidak berubah." for isi in acuan.semua()]
    assert list(TingkatAspek.objects.values()) == sebelum


def test_berkas_yang_berubah_dimuat_ulang_selama_belum_dipakai(dimuat):
    sebelum = sorted(TingkatAspek.objects.values_list("aspek__tempat", "huruf", "teks"))
    FormulirEvaluasi.objects.filter(pk__in=[dimuat[k].pk for k in ("II.A", "IV")]).update(sidik="lain", skala=[])
    assert f"{perbup.isi()['judul']}: 2 formulir dimuat atau diperbarui." in acuan.muat()
    assert FormulirEvaluasi.objects.get(pk=dimuat["IV"].pk).skala == acuan.skala(perbup.isi())
    assert sorted(TingkatAspek.objects.values_list("aspek__tempat", "huruf", "teks")) == sebelum


def test_berkas_yang_berubah_ditolak_bila_formulirnya_sudah_dipakai(dimuat, desa):
    pakai(dimuat["IV"], desa)
    FormulirEvaluasi.objects.update(sidik="lain")
    with pytest.raises(ValidationError, match=r"Formulir IV .* berubah, padahal versi itu sudah dipakai"):
        acuan.muat()
    assert set(FormulirEvaluasi.objects.values_list("sidik", flat=True)) == {"lain"}  # all of a file, or nothing


def test_yang_berlaku_berurutan_menurut_bidang(dimuat, desa):
    lain = [(f.nomor_bidang, False, f.kode, f.versi) for f in formulir_berlaku(desa.kecamatan) if f.kode != "II.A"]
    FormulirEvaluasiFactory(kode="K.4", kecamatan=desa.kecamatan, nomor_bidang=4)
    FormulirEvaluasiFactory(kode="II.A", versi=2)
    berlaku = [(f.nomor_bidang, f.kecamatan_id is not None, f.kode, f.versi) for f in formulir_berlaku(desa.kecamatan)]
    assert berlaku == sorted([(1, False, "II.A", 2), *lain, (4, True, "K.4", 1)])


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

"""The forms of the regulation in the database, and which of them an office may begin with."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from desa.tests.factories import KecamatanFactory
from instrumen import VersiTerkunci
from monitoring import acuan
from monitoring.models import ButirMonitoring, FormulirMonitoring, LembarMonitoring, Monitoring
from monitoring.queries import formulir_berlaku
from monitoring.tests import perbup
from monitoring.tests.factories import FormulirMonitoringFactory


@pytest.fixture
def dimuat(db):
    acuan.muat()
    return {f.kode: f for f in FormulirMonitoring.objects.filter(acuan=perbup.KODE)}


def pakai(formulir, desa):
    tugas = Monitoring.objects.create(desa=desa, nomor_bidang=formulir.nomor_bidang, bidang=formulir.bidang)
    return LembarMonitoring.objects.create(monitoring=tugas, formulir=formulir, lokasi="Kantor Desa")


def test_setiap_formulir_dimuat_beserta_butirnya(dimuat):
    assert {f.kode for f in dimuat.values()} == {f["kode"] for f in perbup.formulir()}
    assert {(f.status, f.versi, f.kecamatan) for f in dimuat.values()} == {("terbit", 1, None)}
    for isi in acuan.semua():
        for f in acuan.daftar_formulir(isi):
            formulir = FormulirMonitoring.objects.get(acuan=isi["kode"], kode=f["kode"])
            butir = formulir.butir.values_list("nomor", "bagian", "teks", "positif", "tempat", "catatan")
            sama = ("teks", "positif", "tempat", "catatan")
            assert list(butir) == [(b["no"], b["bagian"] or "", *(b[k] for k in sama)) for b in f["butir"]]
            buruk = [b.nomor for b in formulir.butir.all() if b.ya_kabar_buruk]
            assert buruk == [b["no"] for b in f["butir"] if b["positif"] != f["pilihan"][0]]


def test_memuat_dua_kali_tidak_mengubah_apa_pun(dimuat):
    sebelum = list(ButirMonitoring.objects.values())
    assert acuan.muat() == [f"{isi['judul']}: sudah dimuat, tidak berubah." for isi in acuan.semua()]
    assert list(ButirMonitoring.objects.values()) == sebelum


def test_berkas_yang_berubah_dimuat_ulang_selama_belum_dipakai(dimuat):
    lama = dimuat["III.II"]
    butir = lama.butir.count()
    FormulirMonitoring.objects.filter(pk=lama.pk).update(sidik="lain", judul="Lama")
    assert f"{perbup.isi()['judul']}: 1 formulir dimuat atau diperbarui." in acuan.muat()
    formulir = FormulirMonitoring.objects.get(pk=lama.pk)
    assert (formulir.judul, formulir.sidik, formulir.butir.count()) == (lama.judul, lama.sidik, butir)


def test_berkas_yang_berubah_ditolak_bila_formulirnya_sudah_dipakai(dimuat, desa):
    pakai(dimuat["III.II"], desa)
    FormulirMonitoring.objects.update(sidik="lain")
    with pytest.raises(ValidationError, match=r"III\.II .* berubah, padahal versi itu sudah dipakai.* buat versi baru"):
        acuan.muat()
    assert set(FormulirMonitoring.objects.values_list("sidik", flat=True)) == {"lain"}


def test_berkas_baru_menjadi_versi_berikutnya(dimuat, desa, monkeypatch, tmp_path):
    (lama,) = [b for b in acuan.berkas_acuan() if b.stem == perbup.KODE]
    teks = lama.read_text(encoding="utf-8").replace(f"\nkode: {perbup.KODE}\n", "\nkode: perbup-baru\n")
    baru = tmp_path / "baru.yaml"
    baru.write_text(teks.replace("\nberlaku_sejak: 2023-12-22\n", "\nberlaku_sejak: 2024-12-01\n"), encoding="utf-8")
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: [lama, baru])
    acuan.muat()
    assert [f.versi for f in FormulirMonitoring.objects.filter(kode="III.II")] == [2, 1]
    kode = set(dimuat)
    assert {f.acuan for f in formulir_berlaku(desa.kecamatan) if f.kode in kode} == {"perbup-baru"}
    lalu = formulir_berlaku(desa.kecamatan, datetime.date(2024, 11, 30))
    assert {f.acuan for f in lalu if f.kode in kode} == {perbup.KODE}


def test_yang_berlaku_versi_terbaru_dan_formulir_kantor_sendiri(dimuat, desa):
    lain = [(f.nomor_bidang, f.kode) for f in formulir_berlaku(desa.kecamatan) if f.kode != "III.II"]
    sini, sana = desa.kecamatan, KecamatanFactory()
    FormulirMonitoringFactory(kode="III.II", versi=2, judul="Umum kedua")
    FormulirMonitoringFactory(kode="III.II", versi=3, judul="Umum ditarik", status="ditarik")
    FormulirMonitoringFactory(kode="III.II", versi=4, judul="Umum draf", status="draf")
    FormulirMonitoringFactory(kode="III.III", versi=2, judul="Besok", berlaku_sejak=datetime.date(2999, 1, 1))
    for kecamatan, judul in ((sini, "Sini"), (sana, "Sana")):
        FormulirMonitoringFactory(kode="III.II", kecamatan=kecamatan, judul=judul)
        FormulirMonitoringFactory(kode="K.5", kecamatan=kecamatan, judul=f"{judul} 5", nomor_bidang=5)
    FormulirMonitoringFactory(kode="K.5", kecamatan=sini, versi=2, judul="Sini 5 baru", nomor_bidang=5)
    berlaku = [(f.nomor_bidang, f.kecamatan, f.kode, f.versi) for f in formulir_berlaku(sini)]
    umum = [(bidang, None, kode, 1) for bidang, kode in lain]
    harapan = [(1, None, "III.II", 2), (1, sini, "III.II", 1), *umum, (5, sini, "K.5", 2)]
    assert berlaku == sorted(harapan, key=lambda f: (f[0], f[1] is not None, f[2]))


def test_versi_yang_ditarik_mengembalikan_versi_sebelumnya(dimuat, desa):
    semua = [f.kode for f in formulir_berlaku(desa.kecamatan)]
    FormulirMonitoring.objects.filter(kode="III.II").update(status="ditarik", alasan_ditarik="Keliru")
    assert [f.kode for f in formulir_berlaku(desa.kecamatan)] == [kode for kode in semua if kode != "III.II"]
    FormulirMonitoringFactory(kode="III.III", versi=2, status="ditarik")
    assert ("III.III", 1) in [(f.kode, f.versi) for f in formulir_berlaku(desa.kecamatan)]


def test_model_menolak_mengubah_versi_yang_terbit(dimuat):
    formulir = dimuat["III.II"]
    formulir.judul = "Lain"
    with pytest.raises(VersiTerkunci):
        formulir.save()
    with pytest.raises(VersiTerkunci):
        formulir.delete()
    butir = formulir.butir.first()
    butir.teks = "Lain"
    with pytest.raises(VersiTerkunci):
        butir.save()
    with pytest.raises(VersiTerkunci):
        butir.delete()
    with pytest.raises(VersiTerkunci):
        ButirMonitoring.objects.create(formulir=formulir, urut=23, nomor="23", teks="Baru", positif="ADA")

"""The forms of the regulation in the database, and which of them an office may begin with."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from desa.tests.factories import KecamatanFactory
from instrumen import VersiTerkunci
from monitoring import acuan
from monitoring.models import ButirMonitoring, FormulirMonitoring, LembarMonitoring, Monitoring
from monitoring.queries import formulir_berlaku
from monitoring.tests.factories import FormulirMonitoringFactory


@pytest.fixture
def dimuat(db):
    acuan.muat()
    return {f.kode: f for f in FormulirMonitoring.objects.all()}


def pakai(formulir, desa):
    tugas = Monitoring.objects.create(desa=desa, nomor_bidang=formulir.nomor_bidang, bidang=formulir.bidang)
    return LembarMonitoring.objects.create(monitoring=tugas, formulir=formulir, lokasi="Kantor Desa")


def test_keempat_formulir_dimuat_beserta_butirnya(dimuat):
    assert {k: f.butir.count() for k, f in dimuat.items()} == {"III.II": 22, "III.III": 14, "III.IV": 8, "III.V": 15}
    bagian = dimuat["III.V"].butir.values_list("bagian", flat=True)
    assert "".join(bagian) == "A" * 9 + "B" * 6
    buruk = [(b.formulir.kode, b.nomor) for b in ButirMonitoring.objects.all() if b.ya_kabar_buruk]
    assert buruk == [("III.III", "12"), ("III.IV", "8"), ("III.V", "9")]
    assert {(f.status, f.versi, f.kecamatan) for f in dimuat.values()} == {("terbit", 1, None)}
    for f in acuan.daftar_formulir(acuan.terbaru()):
        butir = dimuat[f["kode"]].butir.values_list("nomor", "teks", "positif", "tempat", "catatan")
        assert list(butir) == [(b["no"], b["teks"], b["positif"], b["tempat"], b["catatan"]) for b in f["butir"]]


def test_memuat_dua_kali_tidak_mengubah_apa_pun(dimuat):
    sebelum = list(ButirMonitoring.objects.values())
    assert acuan.muat() == [f"{acuan.terbaru()['judul']}: sudah dimuat, tidak berubah."]
    assert list(ButirMonitoring.objects.values()) == sebelum


def test_berkas_yang_berubah_dimuat_ulang_selama_belum_dipakai(dimuat):
    FormulirMonitoring.objects.filter(kode="III.II").update(sidik="lain", judul="Lama")
    assert acuan.muat() == [f"{acuan.terbaru()['judul']}: 1 formulir dimuat atau diperbarui."]
    formulir = FormulirMonitoring.objects.get(kode="III.II")
    assert (formulir.pk, formulir.judul, formulir.butir.count()) == (
        dimuat["III.II"].pk,
        acuan.terbaru()["formulir"][0]["judul"],
        22,
    )


def test_berkas_yang_berubah_ditolak_bila_formulirnya_sudah_dipakai(dimuat, desa):
    pakai(dimuat["III.II"], desa)
    FormulirMonitoring.objects.update(sidik="lain")
    with pytest.raises(ValidationError, match=r"III\.II .* berubah, padahal versi itu sudah dipakai.* buat versi baru"):
        acuan.muat()
    assert set(FormulirMonitoring.objects.values_list("sidik", flat=True)) == {"lain"}


def test_berkas_baru_menjadi_versi_berikutnya(dimuat, desa, monkeypatch):
    lama = acuan.terbaru()
    baru = lama | {"kode": "perbup-baru", "berlaku_sejak": datetime.date(2024, 12, 1)}
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: ["lama", "baru"])
    monkeypatch.setattr(acuan, "baca", {"lama": lama, "baru": baru}.get)
    acuan.muat()
    assert [f.versi for f in FormulirMonitoring.objects.filter(kode="III.II")] == [2, 1]
    assert {f.acuan for f in formulir_berlaku(desa.kecamatan)} == {"perbup-baru"}
    sehari_sebelum = datetime.date(2024, 11, 30)
    assert {f.acuan for f in formulir_berlaku(desa.kecamatan, sehari_sebelum)} == {"perbup-kayong-utara-66-2023"}


def test_yang_berlaku_versi_terbaru_dan_formulir_kantor_sendiri(dimuat, desa):
    sini, sana = desa.kecamatan, KecamatanFactory()
    FormulirMonitoringFactory(kode="III.II", versi=2, judul="Umum kedua")
    FormulirMonitoringFactory(kode="III.II", versi=3, judul="Umum ditarik", status="ditarik")
    FormulirMonitoringFactory(kode="III.II", versi=4, judul="Umum draf", status="draf")
    FormulirMonitoringFactory(kode="III.III", versi=2, judul="Besok", berlaku_sejak=datetime.date(2999, 1, 1))
    for kecamatan, judul in ((sini, "Sini"), (sana, "Sana")):
        FormulirMonitoringFactory(kode="III.II", kecamatan=kecamatan, judul=judul)
        FormulirMonitoringFactory(kode="K.5", kecamatan=kecamatan, judul=f"{judul} 5", nomor_bidang=5)
    FormulirMonitoringFactory(kode="K.5", kecamatan=sini, versi=2, judul="Sini 5 baru", nomor_bidang=5)
    berlaku = [(f.kode, f.versi, f.kecamatan) for f in formulir_berlaku(sini)]
    assert berlaku == [
        ("III.II", 2, None),
        ("III.II", 1, sini),
        ("III.III", 1, None),
        ("III.IV", 1, None),
        ("III.V", 1, None),
        ("K.5", 2, sini),
    ]


def test_versi_yang_ditarik_mengembalikan_versi_sebelumnya(dimuat, desa):
    FormulirMonitoring.objects.filter(kode="III.II").update(status="ditarik", alasan_ditarik="Keliru")
    assert [f.kode for f in formulir_berlaku(desa.kecamatan)] == ["III.III", "III.IV", "III.V"]
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

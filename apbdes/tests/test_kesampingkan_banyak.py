"""Several undetermined verdicts set aside with one reason: all or none."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apbdes.aturan import Putusan
from apbdes.enums import StatusVersi
from apbdes.models import SikapAturan
from apbdes.penilaian import penilaian
from apbdes.services import evaluasi
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, siap, verifikator

pytestmark = pytest.mark.django_db


@pytest.fixture
def versi(desa):
    isi = anggaran_melanggar(kode_desa=desa.kode, pagu_dds=None, pagu_add=None, jumlah_petugas_pbb=None)
    return siap(desa, StatusVersi.DIEVALUASI, isi=isi)


def kunci(versi, putusan=Putusan.TIDAK_DAPAT_DITENTUKAN):
    return [p.kunci for p in penilaian(versi).menurut(putusan)]


def kirim(client, versi, **isi):
    return client.post(reverse("apbdes:versi-sikap-kesampingkan", args=[versi.pk]), isi)


def test_satu_alasan_untuk_yang_dicentang(client, versi, orang):
    client.force_login(orang["verifikator"])
    dicentang = kunci(versi)[:2]
    assert len(dicentang) == 2
    halaman = client.get(reverse("apbdes:versi-evaluasi", args=[versi.pk])).content.decode()
    assert all(f'name="kunci" value="{k}"' in halaman for k in dicentang)
    jawab = kirim(client, versi, kunci=dicentang, **{"banyak-alasan": "Pagu menurut surat Bupati."})
    assert jawab.status_code == 302
    tersimpan = SikapAturan.objects.filter(versi=versi)
    assert {f"{s.perangkat}:{s.kode}" for s in tersimpan} == set(dicentang)
    assert {(s.sikap, s.alasan) for s in tersimpan} == {("dikesampingkan", "Pagu menurut surat Bupati.")}


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        (lambda k, p: (k, ""), "Tulis mengapa putusan ini dikesampingkan."),
        (lambda k, p: ([], "Alasan"), "Centang dahulu ketentuan yang dikesampingkan."),
        (lambda k, p: ([*k, "perangkat-lain:XX-01"], "Alasan"), "aturan itu tidak dipakai untuk rancangan ini"),
        (lambda k, p: ([*k, *p], "Alasan"), "sikapi sendiri: "),
        (lambda k, p: (k, "a" * 2001), "2001"),
    ],
)
def test_yang_keliru_ditolak_seluruhnya_dan_tidak_hilang(client, versi, orang, ubah, kalimat):
    client.force_login(orang["verifikator"])
    dicentang, alasan = ubah(kunci(versi)[:2], kunci(versi, Putusan.DILANGGAR)[:1])
    jawab = kirim(client, versi, kunci=dicentang, **{"banyak-alasan": alasan})
    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert kalimat in isi
    assert alasan in isi
    for k in set(dicentang) & set(kunci(versi)):
        assert f'value="{k}" id="pilih-{k.replace(":", "-")}" checked' in isi
    assert not SikapAturan.objects.exists()


def test_yang_disikapi_orang_lain_sementara_itu_tidak_tertimpa(versi, desa, orang):
    """One of the two was decided meanwhile: neither is stored, and the sentence names it and its author."""
    satu, dua = kunci(versi)[:2]
    perangkat, kode = dua.split(":")
    lain = verifikator(desa, nama="Verifikator Kedua")
    evaluasi.sikap_simpan(versi=versi, perangkat=perangkat, kode=kode, sikap="diterima", oleh=lain)
    with pytest.raises(ValidationError, match=f"Sikap atas putusan {kode} .*Verifikator Kedua"):
        evaluasi.sikap_kesampingkan(
            versi=versi, pilihan={satu: 0, dua: 0}, alasan="Sudah diperiksa.", oleh=orang["verifikator"]
        )
    assert SikapAturan.objects.get().sikap == "diterima"

"""Kinds of findings from the books: loaded from the reference data, given to findings, recognised when they return."""

import datetime
import io
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from desa.tests.factories import DesaFactory
from monitoring.jenis_temuan import jenis_butir_daftarkan
from monitoring.jenis_temuan import jenis_temuan as jenis_monitoring
from monitoring.models import JawabanMonitoring
from monitoring.tests import contoh_monitoring
from monitoring.tests.factories import FormulirMonitoringFactory
from perut.acuan import daftar_buku, semua
from perut.acuan.jenis_temuan import cacat_buku
from perut.services.isian import isian_simpan, kunjungan_siapkan_isian
from perut.services.temuan import temuan_dari_buku
from perut.tests.factories import KunjunganFactory
from perut.usulan_temuan import id_temuan, jenis_temuan
from tindaklanjut.models import JenisTemuan, Temuan
from tindaklanjut.services import asal_cabut, temuan_resmikan

pytestmark = pytest.mark.django_db


@pytest.fixture
def acuan(db):
    call_command("acuan_muat", verbosity=0, stdout=io.StringIO())


def temukan(kunjungan, oleh, **isi) -> Temuan:
    """The finding of book A.1 at this visit, official."""
    p = kunjungan.pemeriksaan_set.select_related("buku", "kunjungan__desa").get(buku__kode="A.1")
    for nama, nilai in isi.items():
        setattr(p, nama, nilai)
    p.save()
    temuan_dari_buku(kunjungan=kunjungan, pemeriksaan=p, oleh=oleh)
    temuan_resmikan(asal_jenis="kunjungan", asal_id=str(kunjungan.pk), oleh=oleh, jenis=jenis_temuan(kunjungan))
    return Temuan.objects.get(pk=id_temuan(kunjungan, p.buku_id))


@pytest.mark.usefixtures("acuan")
def test_setiap_buku_dan_setiap_butir_mempunyai_jenis_dengan_dasarnya():
    buku = [j for j in JenisTemuan.objects.all() if j.kode.startswith("buku:")]
    assert len(buku) == len(daftar_buku(semua()[-1])) * len(cacat_buku())
    satu = JenisTemuan.objects.get(kode="buku:A.1:tidak_ada")
    assert (satu.uraian, satu.tingkat) == ("Buku Peraturan di Desa tidak ada.", "berat")
    assert satu.dasar.startswith("Permendagri 47/2016, Lampiran, Model A.1: Buku Peraturan")
    assert [j.kode for j in JenisTemuan.objects.all() if not j.dasar or not j.uraian or "{" in j.uraian] == []
    butir = JenisTemuan.objects.filter(kode__startswith="butir:III.II:")
    assert butir.get(kode="butir:III.II:3").uraian.startswith(("Data penduduk Desa", "“"))
    sebelum = JenisTemuan.objects.count()
    call_command("acuan_muat", verbosity=0, stdout=io.StringIO())
    assert JenisTemuan.objects.count() == sebelum


@pytest.mark.usefixtures("acuan")
def test_jenis_yang_sama_datang_lagi_tampil_berulang(client, kunjungan, petugas, orang):
    pertama = temukan(kunjungan, petugas, ada=False)
    assert (pertama.jenis.kode, pertama.tingkat) == ("buku:A.1:tidak_ada", "berat")
    lagi = KunjunganFactory(
        desa=kunjungan.desa, tanggal=kunjungan.tanggal + datetime.timedelta(days=60), status="berlangsung"
    )
    lagi.petugas.add(petugas)
    lagi.instrumen = kunjungan.instrumen
    lagi.save()
    kunjungan_siapkan_isian(lagi)
    kedua = temukan(lagi, petugas, ada=False)
    assert list(Temuan.objects.berulang()) == [kedua]
    assert dict(Temuan.objects.dengan_ulangan().values_list("pk", "ulangan")) == {pertama.pk: 0, kedua.pk: 1}
    client.force_login(orang["verifikator"])
    halaman = client.get(kedua.get_absolute_url()).content.decode()
    assert ("Berulang, ke-2" in halaman, pertama.get_absolute_url() in halaman) == (True, True)
    assert "Berulang, ke-" not in client.get(pertama.get_absolute_url()).content.decode()
    daftar = client.get(reverse("tindaklanjut:temuan-daftar"), {"keadaan": "berulang"})
    assert list(daftar.context["table"].data.data) == [kedua]
    unduhan = client.get(reverse("tindaklanjut:temuan-daftar"), {"_export": "xlsx", "sort": "batas_waktu"}).content
    lembar = [[c.value for c in b] for b in load_workbook(io.BytesIO(unduhan)).active.iter_rows(min_row=2)]
    assert [b[7] for b in lembar] == [None, 2]
    asal_cabut(asal_jenis="kunjungan", asal_id=str(kunjungan.pk), alasan="Keliru.", oleh=orang["camat"])
    assert not Temuan.objects.berulang().exists()  # what was withdrawn was never found


@pytest.mark.usefixtures("acuan")
def test_tingkat_yang_sudah_dinilai_petugas_tetap(kunjungan, petugas):
    p = kunjungan.pemeriksaan_set.select_related("buku", "kunjungan__desa").get(buku__kode="A.1")
    p.ada = False
    p.save()
    temuan_dari_buku(kunjungan=kunjungan, pemeriksaan=p, oleh=petugas)
    Temuan.objects.update(tingkat="ringan")
    temuan_resmikan(asal_jenis="kunjungan", asal_id=str(kunjungan.pk), oleh=petugas, jenis=jenis_temuan(kunjungan))
    assert Temuan.objects.get().tingkat == "ringan"


@pytest.mark.usefixtures("acuan")
def test_temuan_yang_diketik_bebas_dapat_diberi_jenis_dan_dikenali_berulang(client, kunjungan, petugas):
    """Typed in the field without a book behind it: the officer says of which kind it is, or nothing."""
    lagi = KunjunganFactory(
        desa=kunjungan.desa, tanggal=kunjungan.tanggal + datetime.timedelta(days=60), status="berlangsung"
    )
    lagi.petugas.add(petugas)
    jenis = JenisTemuan.objects.get(kode="buku:A.1:ttd")
    isi = {"uraian": "Belum diteken.", "rekomendasi": "", "penanggung_jawab": "Sekretaris Desa", "tingkat": ""}
    for n, k in enumerate((kunjungan, lagi), 1):
        baris = isi | {"batas_waktu": "2026-12-01", "jenis": str(jenis.pk)}
        pk = uuid.UUID(int=n)
        assert isian_simpan(kunjungan=k, jenis="temuan", pk=pk, versi=0, isi=baris, oleh=petugas).isi["jenis"] == str(
            jenis.pk
        )
        # A page of before, that knows no kinds, does not take it away.
        assert isian_simpan(kunjungan=k, jenis="temuan", pk=pk, versi=1, isi=isi, oleh=petugas).isi["jenis"]
        temuan_resmikan(asal_jenis="kunjungan", asal_id=str(k.pk), oleh=petugas, jenis=jenis_temuan(k))
    assert set(Temuan.objects.values_list("jenis__kode", "tingkat")) == {("buku:A.1:ttd", "sedang")}
    assert [t.pk.int for t in Temuan.objects.berulang()] == [2]
    client.force_login(petugas)
    halaman = client.get(reverse("perut:lapangan", args=[lagi.pk])).content.decode()
    assert "belum ditandatangani (pernah ditemukan 2 kali)</option>" in halaman
    assert 'data-saran="Mintakan tanda tangan pejabat yang berwenang."' in halaman
    biasa = client.get(reverse("perut:lapangan-biasa", args=[lagi.pk])).content.decode()
    assert "belum ditandatangani</option>" in biasa


def test_jenis_milik_kantor_lain_ditolak_di_lapangan(kunjungan, petugas):
    asing = JenisTemuan.objects.create(kode="x", nama="X", kelompok="X", kecamatan=DesaFactory().kecamatan)
    isi = {"uraian": "X.", "penanggung_jawab": "X", "batas_waktu": "2026-12-01", "jenis": str(asing.pk)}
    hasil = isian_simpan(kunjungan=kunjungan, jenis="temuan", pk=uuid.uuid4(), versi=0, isi=isi, oleh=petugas)
    assert hasil.kesalahan == {"jenis": ["Jenis ini tidak ada. Pilih lagi, atau kosongkan."]}


def test_tanpa_acuan_temuan_tetap_resmi_tanpa_jenis(kunjungan, petugas):
    assert temukan(kunjungan, petugas, ada=False).jenis is None


@pytest.mark.usefixtures("acuan")
def test_temuan_monitoring_berjenis_butirnya(orang):
    m = contoh_monitoring.monitoring_biasa()
    j = JawabanMonitoring.objects.filter(lembar__monitoring=m, butir__isnull=False).select_related(
        "butir__formulir", "lembar"
    )[0]
    Temuan.objects.create(
        pk=j.pk,
        desa=m.desa,
        asal_jenis="monitoring",
        asal_id=str(m.pk),
        asal_teks=str(m),
        uraian="Tidak ada.",
        penanggung_jawab="Sekretaris Desa",
        batas_waktu=datetime.date(2026, 6, 1),
    )
    temuan_resmikan(asal_jenis="monitoring", asal_id=str(m.pk), oleh=orang["camat"], jenis=jenis_monitoring(m))
    t = Temuan.objects.get()
    assert t.jenis.kode == f"butir:{j.butir.formulir.kode}:{j.butir.bagian}{j.butir.nomor}"
    assert (t.tingkat, t.jenis.dasar) == ("", j.butir.tempat[:300])


def test_formulir_kantor_sendiri_berjenis_sendiri():
    """Two offices, a kabupaten and the regulation may each have a form of the same code: four kinds, with owners."""
    satu, dua = DesaFactory(), DesaFactory()
    milik = ({}, {"kecamatan": satu.kecamatan}, {"kecamatan": dua.kecamatan}, {"kabupaten": dua.kecamatan.kabupaten})
    formulir = [FormulirMonitoringFactory(kode="X.1", butir=1, **m) for m in milik]
    assert jenis_butir_daftarkan(formulir) == 4
    jenis = JenisTemuan.objects.values_list("kecamatan", "kabupaten")
    assert sorted(jenis, key=str) == sorted(((f.kecamatan_id, f.kabupaten_id) for f in formulir), key=str)
    assert JenisTemuan.objects.get(kecamatan=None, kabupaten=None).kode == "butir:X.1:1"


@pytest.mark.usefixtures("acuan")
def test_pengesahan_hanya_menambah_jenis_yang_belum_ada():
    """Reference data is changed by loading it, not by whoever approves a monitoring on an old version of a form."""
    m = contoh_monitoring.monitoring_biasa()
    kode = set(jenis_monitoring(m).values())
    assert kode
    JenisTemuan.objects.filter(kode__in=kode).update(uraian="Kalimat lain.")
    JenisTemuan.objects.filter(kode=min(kode)).delete()
    jenis_monitoring(m)
    assert JenisTemuan.objects.filter(kode__in=kode, uraian="Kalimat lain.").count() == len(kode) - 1
    assert JenisTemuan.objects.filter(kode=min(kode)).exclude(uraian="Kalimat lain.").exists()
    call_command("acuan_muat", verbosity=0, stdout=io.StringIO())
    assert not JenisTemuan.objects.filter(uraian="Kalimat lain.").exists()


@pytest.mark.waktu
@pytest.mark.usefixtures("acuan")
def test_kalimat_jenis_dipakai_saat_mencatat(client, orang, desa):
    jenis = JenisTemuan.objects.get(kode="buku:A.1:ttd")
    client.force_login(orang["verifikator"])
    alamat = reverse("tindaklanjut:pengaduan-catat")
    isi = client.post(alamat, {"jenis": jenis.pk, "usul": "1"}).content.decode()
    assert "Buku Peraturan di Desa belum ditandatangani.</textarea>" in isi
    assert "Mintakan tanda tangan pejabat yang berwenang.</textarea>" in isi
    for aneh in ("abc", "9" * 30, "0"):
        assert client.post(alamat, {"jenis": aneh, "usul": "1"}).status_code == 200

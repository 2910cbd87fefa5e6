"""What the evaluator states where the budget is silent: it decides verdicts, is marked, and never enters the budget."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from apbdes.aturan import Putusan
from apbdes.enums import StatusVersi
from apbdes.models import PernyataanEvaluator, RincianBelanja
from apbdes.penilaian import penilaian
from apbdes.reports import berita_acara_isi
from apbdes.services import evaluasi, keputusan
from apbdes.services import pernyataan as layanan
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.services.versi import versi_buat
from apbdes.tests.contoh import utuh
from apbdes.tests.contoh_evaluasi import siap
from apbdes.views.evaluasi import keterangan_untuk

pytestmark = pytest.mark.django_db
TIDAK_DAPAT = Putusan.TIDAK_DAPAT_DITENTUKAN
DASAR = "Perbup 1/2024, lampiran."


@pytest.fixture
def versi(desa):
    """Without the pagu of Dana Desa, and without a recipient on the row of the village head."""
    v = siap(desa, StatusVersi.DIEVALUASI, isi=utuh(kode_desa=desa.kode, pagu_dds=None))
    RincianBelanja.objects.filter(versi_apbdes=v, penerima="kades").update(penerima="")
    return v


def putusan(versi, kode):
    versi._terbaca = None
    return next(p for p in penilaian(versi).putusan if p.aturan.kode == kode)


def baris(versi):
    return RincianBelanja.objects.filter(versi_apbdes=versi, kegiatan="1.1.01", penerima="").first().pk


def nyatakan_pagu(versi, orang, jumlah=900_000_000_00):
    return layanan.pagu_nyatakan(versi=versi, pagu={"pagu_dds": jumlah}, dasar=DASAR, oleh=orang["verifikator"])[0]


def nyatakan_penerima(versi, orang):
    return layanan.penerima_nyatakan(
        versi=versi, baris=[baris(versi)], penerima="kades", dasar="SK Bupati 9/2021.", oleh=orang["verifikator"]
    )


def alamat(nama, versi):
    return reverse(f"apbdes:{nama}", args=[versi.pk])


def test_penerima_menentukan_sil_01(versi, orang):
    assert putusan(versi, "SIL-01").hasil.putusan == TIDAK_DAPAT
    nyatakan_penerima(versi, orang)
    p = putusan(versi, "SIL-01")
    assert (p.hasil.putusan, p.sebutan) == (Putusan.TERPENUHI, "Terpenuhi, menurut evaluator")
    assert not RincianBelanja.objects.filter(versi_apbdes=versi, penerima="kades").exists()


def test_pagu_menentukan_dd_01_dalam_sen(versi, orang):
    assert putusan(versi, "DD-01").hasil.putusan == TIDAK_DAPAT
    dipakai = sum(b.jumlah for b in anggaran_dari_versi(versi).baris_kegiatan("1.1.04", "1.1.08") if b.sumber == "DDS")
    tepat = -(-dipakai * 100 // 3)
    ini = nyatakan_pagu(versi, orang, tepat)
    p = putusan(versi, "DD-01")
    assert (p.hasil.putusan, p.sebutan) == (Putusan.TERPENUHI, "Terpenuhi, menurut evaluator")
    layanan.pernyataan_tarik(versi=versi, pk=ini.pk, oleh=orang["verifikator"])
    assert putusan(versi, "DD-01").hasil.putusan == TIDAK_DAPAT
    nyatakan_pagu(versi, orang, tepat - 34)  # three per cent of it: one sen less
    assert putusan(versi, "DD-01").sebutan == "Dilanggar, menurut evaluator"
    versi.refresh_from_db()
    assert versi.pagu_dds is None
    # A rule that needs neither is not marked.
    assert putusan(versi, "BAL-01").sebutan == "Terpenuhi"


def test_beberapa_sekaligus_dengan_satu_alasan_semua_atau_tidak_satu_pun(client, desa, orang):
    v = siap(desa, StatusVersi.DIEVALUASI, isi=utuh(kode_desa=desa.kode, pagu_dds=None, pagu_add=None))
    RincianBelanja.objects.filter(versi_apbdes=v, penerima="kaur").update(penerima="")
    kosong = [
        str(pk)
        for pk in RincianBelanja.objects.filter(versi_apbdes=v, penerima="", rekening__startswith="5.1.2").values_list(
            "pk", flat=True
        )
    ]
    assert len(kosong) > 1
    client.force_login(orang["verifikator"])
    kirim = alamat("versi-keterangan", v)
    pagu = {"pagu-pagu_dds": "800.000.000", "pagu-pagu_add": "500.000.000", "pagu-dasar": DASAR}
    assert client.post(kirim, pagu | {"pagu-pagu_add": "x"}).status_code == 422
    assert not PernyataanEvaluator.objects.exists()
    assert client.post(kirim, pagu).status_code == 302
    penerima = {"penerima-baris": kosong, "penerima-penerima": "kaur", "penerima-dasar": "SK."}
    asing = {"penerima-baris": [*kosong, "00000000-0000-4000-8000-000000000000"]}
    jawab = client.post(kirim, penerima | asing)
    assert (jawab.status_code, PernyataanEvaluator.objects.count()) == (422, 2)
    assert jawab.content.decode().count("checked") >= len(kosong)  # what was ticked stays so
    assert client.post(kirim, penerima).status_code == 302
    assert PernyataanEvaluator.objects.count() == 2 + len(kosong)
    assert {p.dasar for p in PernyataanEvaluator.objects.exclude(penerima="")} == {"SK."}


def test_yang_sudah_tertulis_tidak_ditimpa(versi, orang):
    with pytest.raises(ValidationError, match="sudah tertulis dalam rancangan"):
        layanan.pagu_nyatakan(versi=versi, pagu={"pagu_add": 1}, dasar=DASAR, oleh=orang["verifikator"])
    terisi = RincianBelanja.objects.filter(versi_apbdes=versi).exclude(penerima="").first()
    isi = {"versi": versi, "penerima": "kades", "dasar": DASAR, "oleh": orang["verifikator"]}
    with pytest.raises(ValidationError, match="sudah tertulis dalam rancangan"):
        layanan.penerima_nyatakan(baris=[terisi.pk], **isi)
    nyatakan_pagu(versi, orang)
    with pytest.raises(ValidationError, match="sudah melengkapinya"):
        nyatakan_pagu(versi, orang, 1)
    assert PernyataanEvaluator.objects.get().jumlah == 900_000_000_00


def test_hanya_evaluator_selama_dievaluasi(versi, desa, orang):
    for peran in ("sekretaris_desa", "camat"):
        with pytest.raises(PermissionDenied):
            layanan.pagu_nyatakan(versi=versi, pagu={"pagu_dds": 1}, dasar=DASAR, oleh=orang[peran])
    ini = nyatakan_pagu(versi, orang)
    type(versi).objects.filter(pk=versi.pk).update(status=StatusVersi.DIUSULKAN, hasil="sesuai", beku={"perangkat": []})
    versi.refresh_from_db()
    with pytest.raises((ValidationError, PermissionDenied)):
        layanan.pernyataan_tarik(versi=versi, pk=ini.pk, oleh=orang["verifikator"])
    assert PernyataanEvaluator.objects.exists()


def test_desa_tidak_melihatnya_selama_dievaluasi(client, versi, orang):
    nyatakan_pagu(versi, orang)
    client.force_login(orang["sekretaris_desa"])
    assert "menurut evaluator" not in client.get(versi.get_absolute_url()).content.decode()


def test_halaman_menyimpan_menandai_dan_menarik(client, versi, orang):
    client.force_login(orang["verifikator"])
    isi = {"pagu-pagu_dds": "900.000.000,25", "pagu-dasar": DASAR}
    assert client.post(alamat("versi-keterangan", versi), isi).status_code == 302
    ini = PernyataanEvaluator.objects.get()
    assert (ini.jumlah, ini.oleh, ini.dasar) == (900_000_000_25, orang["verifikator"], DASAR)
    isi = {"penerima-baris": str(baris(versi)), "penerima-penerima": "kades", "penerima-dasar": "SK."}
    assert isi["penerima-baris"] in client.get(alamat("versi-evaluasi", versi)).content.decode()
    assert client.post(alamat("versi-keterangan", versi), isi).status_code == 302
    halaman = client.get(alamat("versi-evaluasi", versi)).content.decode()
    assert "Terpenuhi, menurut evaluator" in halaman
    assert "Rp900.000.000,25" in halaman
    tarik = alamat("versi-keterangan-tarik", versi)
    assert client.post(tarik, {"keterangan": ini.pk}).status_code == 302
    jawab = client.post(tarik, {"keterangan": ini.pk})
    assert (jawab.status_code, "sudah ditarik" in jawab.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"pagu-pagu_dds": "-1"}, "Pagu tidak boleh negatif."),
        ({"pagu-pagu_dds": "banyak"}, "banyak"),
        ({"pagu-pagu_dds": "9" * 24}, "9" * 24),
        ({"pagu-dasar": " "}, "Sebutkan sumber atau alasannya."),
        ({"pagu-dasar": "a" * 2001}, "2001"),
        ({"pagu-pagu_dds": ""}, "Isi sedikitnya satu pagu."),
        ({"pagu-pagu_add": "7"}, "sudah tertulis dalam rancangan"),
        ({"penerima-baris": "x", "penerima-penerima": "kades", "penerima-dasar": "SK"}, "Baris itu tidak dikenal."),
        (
            {
                "penerima-baris": "00000000-0000-4000-8000-000000000000",
                "penerima-penerima": "kades",
                "penerima-dasar": "SK",
            },
            "bukan bagian rancangan ini",
        ),
    ],
)
def test_yang_keliru_ditolak_dengan_kalimat(client, versi, orang, ganti, kalimat):
    client.force_login(orang["verifikator"])
    isi = {"pagu-pagu_dds": "1", "pagu-dasar": "Surat."} | ganti
    jawab = client.post(alamat("versi-keterangan", versi), isi)
    assert jawab.status_code == 422
    assert kalimat in jawab.content.decode()
    assert not PernyataanEvaluator.objects.exists()


def test_dibekukan_dan_ditawarkan_lagi_pada_perbaikan(client, versi, orang):
    nyatakan_pagu(versi, orang)
    nyatakan_penerima(versi, orang)
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=orang["verifikator"])
    hasil = keputusan.versi_usulkan(
        versi=versi, hasil="perlu_diperbaiki", kesimpulan="Dilengkapi.", oleh=orang["verifikator"]
    )
    beku = hasil.beku
    assert [p["isi"] for p in beku["pernyataan"]] == ["Rp900.000.000", "kepala desa"]
    assert beku["pagu"][0]["nilai"] == "Rp900.000.000 (menurut evaluator)"
    assert {p["kode"] for p in beku["putusan"] if p["sebutan"].endswith(", menurut evaluator")} >= {"SIL-01", "DD-01"}
    client.force_login(orang["verifikator"])
    assert "Keterangan evaluator" in client.get(alamat("versi-evaluasi", versi)).content.decode()
    berita = berita_acara_isi(hasil, oleh=orang["camat"], waktu=timezone.now())
    kertas = render_to_string("apbdes/pdf/_lampiran_putusan.html", {"e": berita["evaluasi"]})
    assert "Terpenuhi, menurut evaluator" in kertas
    assert f"Pagu Dana Desa: Rp900.000.000. {DASAR} (Verifikator, " in kertas

    type(versi).objects.filter(pk=versi.pk).update(status=StatusVersi.PERLU_DIPERBAIKI, diputus=timezone.now())
    baru = versi_buat(desa=versi.apbdes.desa, tahun=2024, oleh=orang["sekretaris_desa"], langkah="perbaikan")
    waktu = {k: getattr(hasil, k) for k in ("diajukan", "diterima", "batas_evaluasi")}
    type(versi).objects.filter(pk=baru.pk).update(status=StatusVersi.DIEVALUASI, **waktu)
    baru = type(versi).objects.lengkap().get(pk=baru.pk)
    assert putusan(baru, "DD-01").hasil.putusan == TIDAK_DAPAT
    halaman = client.get(alamat("versi-evaluasi", baru)).content.decode()
    assert halaman.count("Pada rancangan sebelumnya: ") == 2
    assert halaman.count("Pakai lagi") == 2
    for t in keterangan_untuk(baru).tawaran:
        isi = {f"pagu-{t.hal}": t.lama.isi, "pagu-dasar": t.lama.dasar}
        if t.baris:
            isi = {"penerima-baris": t.baris, "penerima-penerima": t.lama.penerima, "penerima-dasar": t.lama.dasar}
        assert client.post(alamat("versi-keterangan", baru), isi).status_code == 302
    assert "Pakai lagi" not in client.get(alamat("versi-evaluasi", baru)).content.decode()
    assert baru.pernyataan.count() == 2

"""The team by its SK and the delegation: who fills in, what the documents say, what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.loader import render_to_string
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusVersi
from apbdes.models import DelegasiEvaluasi, TimEvaluasiApbdes
from apbdes.naskah import penanda_berita_acara as penanda_dari
from apbdes.services import evaluasi, keputusan
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, siap, verifikator
from apbdes.tim import delegasi_berlaku, halangan_tim
from dasar.waktu import hari_ini
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
S = StatusVersi
PERBUP = "Peraturan Bupati Uji Nomor 3 Tahun 2020 tentang Pendelegasian Evaluasi Rancangan Peraturan Desa"


@pytest.fixture
def versi(desa):
    return siap(desa, S.DIEVALUASI, isi=anggaran_melanggar(kode_desa=desa.kode))


def tim(desa, orang, *, mulai=-10, sampai=None, **isi):
    hari = hari_ini(desa.kecamatan)
    return TimEvaluasiApbdes.objects.create(
        kecamatan=desa.kecamatan,
        nomor=isi.pop("nomor", "5/2026"),
        tanggal=hari + datetime.timedelta(days=mulai),
        mulai=hari + datetime.timedelta(days=mulai),
        sampai=None if sampai is None else hari + datetime.timedelta(days=sampai),
        ketua=orang["camat"],
        sekretaris=isi.pop("sekretaris", orang["verifikator"]),
        oleh=orang["verifikator"],
    )


def sikapi(versi, oleh):
    return evaluasi.sikap_terima_sisanya(versi=versi, oleh=oleh)


def test_hanya_anggota_sk_yang_berlaku_mengisi(client, versi, desa, orang):
    lain = verifikator(desa, nama="Bukan Anggota")
    assert halangan_tim(desa.kecamatan, lain) == ""  # no SK was ever recorded
    tim(desa, orang)
    with pytest.raises(PermissionDenied, match=r"Anda bukan anggota tim evaluasi menurut SK Nomor 5/2026"):
        sikapi(versi, lain)
    client.force_login(lain)
    halaman = client.get(reverse("apbdes:versi-evaluasi", args=[versi.pk])).content.decode()
    assert "Anda bukan anggota tim evaluasi" in halaman
    assert "Usulkan kepada camat" not in halaman
    assert client.post(reverse("apbdes:versi-sikap-sisanya", args=[versi.pk])).status_code == 403
    assert sikapi(versi, orang["verifikator"]) > 0


def test_sk_yang_berakhir_menghentikan_anggotanya(versi, desa, orang):
    lama = tim(desa, orang, sampai=0)
    assert sikapi(versi, orang["verifikator"]) > 0  # the last day counts
    TimEvaluasiApbdes.objects.filter(pk=lama.pk).update(sampai=hari_ini(desa.kecamatan) - datetime.timedelta(days=1))
    with pytest.raises(ValidationError, match="Tidak ada SK tim evaluasi yang berlaku hari ini"):
        keputusan.versi_usulkan(
            versi=versi, hasil="perlu_diperbaiki", kesimpulan="Perbaiki.", oleh=orang["verifikator"]
        )
    tim(desa, orang, mulai=0, nomor="6/2026")
    assert halangan_tim(desa.kecamatan, orang["verifikator"]) == ""
    tim(desa, orang, mulai=1, nomor="7/2026", sekretaris=verifikator(desa))
    assert halangan_tim(desa.kecamatan, orang["verifikator"]) == ""  # not in force yet


def test_naskah_menyebut_tim_dan_delegasi_yang_dibekukan(versi, desa, orang):
    kabupaten = desa.kecamatan.kabupaten
    DelegasiEvaluasi.objects.create(kabupaten=kabupaten, sejak_tahun=2020, peraturan=PERBUP, oleh=orang["admin"])
    tim(desa, orang)
    sikapi(versi, orang["verifikator"])
    versi = keputusan.versi_usulkan(
        versi=versi, hasil="perlu_diperbaiki", kesimpulan="Perbaiki.", oleh=orang["verifikator"]
    )
    DelegasiEvaluasi.objects.all().delete()
    TimEvaluasiApbdes.objects.all().delete()
    versi = keputusan.versi_minta_perbaikan(versi=versi, oleh=orang["camat"])
    assert any(b.startswith(PERBUP) for b in versi.keputusan.isi["mengingat"])
    assert versi.berita_acara.isi["evaluasi"]["tim"].startswith("SK Nomor 5/2026 tanggal")
    isi = versi.berita_acara.isi["evaluasi"]["tidak_diperiksa"]
    assert any("SiLPA" in t["perkara"] for t in isi)
    assert [p.sebagai for p in penanda_dari(versi.berita_acara.isi)] == ["Sekretaris Tim Evaluasi", "Mengetahui"]
    html = render_to_string("apbdes/pdf/berita_acara.html", {"isi": versi.berita_acara.isi, "nomor": "1"})
    assert '<div class="sel label">Kedudukan</div>' in html
    assert '<p class="sebagai">Sekretaris Tim Evaluasi</p>' in html
    lama = {k: v for k, v in versi.berita_acara.isi.items() if k != "kedudukan"}  # frozen before it was kept
    html = render_to_string("apbdes/pdf/berita_acara.html", {"isi": lama, "nomor": "1"})
    assert '<p class="sebagai">Evaluator</p>' in html


def test_delegasi_kecamatan_sebelum_kabupaten_dan_tahunnya(desa, orang):
    kecamatan = desa.kecamatan
    isi = {"kabupaten": kecamatan.kabupaten, "oleh": orang["admin"]}
    DelegasiEvaluasi.objects.create(sejak_tahun=2020, peraturan="Perbup 2020", **isi)
    DelegasiEvaluasi.objects.create(sejak_tahun=2025, peraturan="Perbup 2025", **isi)
    assert delegasi_berlaku(kecamatan, 2019) is None
    assert str(delegasi_berlaku(kecamatan, 2024)) == "Perbup 2020"
    assert str(delegasi_berlaku(kecamatan, 2026)) == "Perbup 2025"
    DelegasiEvaluasi.objects.create(sejak_tahun=2021, peraturan="Milik kecamatan", kecamatan=kecamatan, **isi)
    assert str(delegasi_berlaku(kecamatan, 2026)) == "Milik kecamatan"


def test_tanpa_delegasi_camat_diberi_tahu_sebelum_memutuskan(client, versi, orang):
    sikapi(versi, orang["verifikator"])
    keputusan.versi_usulkan(versi=versi, hasil="perlu_diperbaiki", kesimpulan="Perbaiki.", oleh=orang["verifikator"])
    client.force_login(orang["camat"])
    halaman = client.get(reverse("apbdes:versi-aksi", args=[versi.pk, "minta_perbaikan"])).content.decode()
    assert "mendelegasikan evaluasi kepada camat belum dicatat" in halaman


def test_halaman_mencatat_dan_menolak_dengan_isinya(client, desa, orang):
    ke = reverse("apbdes:tim-evaluasi", args=[desa.kecamatan_id])
    client.force_login(orang["verifikator"])
    isi = {
        "nomor": "188/12",
        "tanggal": "2026-01-02",
        "mulai": "2026-01-02",
        "sampai": "2026-01-01",
        "ketua": orang["camat"].pk,
        "sekretaris": orang["verifikator"].pk,
        "anggota_lain": "Kepala UPT Pendidikan",
    }
    jawab = client.post(ke, isi)
    assert (jawab.status_code, "SK berakhir sebelum berlaku." in jawab.content.decode()) == (422, True)
    assert "Kepala UPT Pendidikan" in jawab.content.decode()
    jawab = client.post(ke, isi | {"sampai": "", "sekretaris": orang["sekretaris_desa"].pk})
    assert jawab.status_code == 422  # of the office only
    assert not TimEvaluasiApbdes.objects.exists()
    assert client.post(ke, isi | {"sampai": ""}).status_code == 302
    assert TimEvaluasiApbdes.objects.get().kecamatan == desa.kecamatan
    assert client.post(ke, {"delegasi": "1", "peraturan": "", "sejak_tahun": "2026"}).status_code == 422
    assert client.post(ke, {"delegasi": "1", "peraturan": f"{PERBUP};", "sejak_tahun": "2026"}).status_code == 302
    delegasi = DelegasiEvaluasi.objects.get()
    assert (delegasi.peraturan, delegasi.kecamatan) == (PERBUP, desa.kecamatan)
    halaman = client.get(ke).content.decode()
    assert "SK Nomor 188/12" in halaman
    assert PERBUP in halaman


def test_kecamatan_lain_tidak_terlihat(client, desa, orang):
    asing = DesaFactory().kecamatan
    client.force_login(orang["verifikator"])
    assert client.get(reverse("apbdes:tim-evaluasi", args=[asing.pk])).status_code == 404
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    assert client.get(reverse("apbdes:tim-evaluasi", args=[desa.kecamatan_id])).status_code == 403

"""From draft to law in force: examples, four eyes, freezing, and a village that is judged by it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.beku import susun
from apbdes.enums import StatusPerangkat, StatusVersi
from apbdes.gramatika.baca import baca
from apbdes.kantor import isi as kelola
from apbdes.kantor.coba import coba
from apbdes.kantor.mesin import perangkat_kantor
from apbdes.kantor.usul import usulan
from apbdes.models import PerangkatAturan
from apbdes.penilaian import penilaian
from apbdes.perangkat import berlaku_untuk
from apbdes.reports import keputusan_isi
from apbdes.services import aturan_kantor as services
from apbdes.tests.contoh import anggaran, b
from apbdes.tests.contoh_aturan import KODE, NASKAH, perangkat_contoh
from apbdes.tests.contoh_evaluasi import siap
from apbdes.tests.factories import PerangkatAturanFactory, VersiApbdesFactory
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(desa):
    return pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)


@pytest.fixture
def verifikator(desa):
    return pengguna_berperan(Peran.VERIFIKATOR, desa)


@pytest.fixture
def perangkat(desa, admin):
    return perangkat_contoh(desa.kecamatan.kabupaten, admin)


def terbitkan(perangkat, oleh, verifikator):
    services.perangkat_ajukan(perangkat=perangkat, oleh=oleh)
    return services.perangkat_terbitkan(perangkat=perangkat, oleh=verifikator)


# --- four eyes ---------------------------------------------------------------------------------
def test_yang_menulis_tidak_menerbitkan(desa, perangkat, admin, verifikator):
    services.perangkat_ajukan(perangkat=perangkat, oleh=admin)
    with pytest.raises(PermissionDenied):
        services.perangkat_terbitkan(perangkat=perangkat, oleh=admin)
    jauh = pengguna_berperan(Peran.VERIFIKATOR, DesaFactory())
    with pytest.raises(PermissionDenied):
        services.perangkat_terbitkan(perangkat=perangkat, oleh=jauh)
    assert services.perangkat_terbitkan(perangkat=perangkat, oleh=verifikator).status == StatusPerangkat.TERBIT


def test_yang_ikut_mengubah_juga_tidak(desa, perangkat, admin):
    kedua = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)
    entri = perangkat.isi["pilihan"]["infrastruktur"]
    services.bagian_simpan(
        perangkat=perangkat,
        bagian="pilihan",
        nama="infrastruktur",
        entri=entri | {"arti": "pembangunan"},
        sidik=kelola.sidik(entri),
        oleh=kedua,
    )
    services.perangkat_ajukan(perangkat=perangkat, oleh=admin)
    with pytest.raises(PermissionDenied):
        services.perangkat_terbitkan(perangkat=perangkat, oleh=kedua)
    ketiga = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)
    assert services.perangkat_terbitkan(perangkat=perangkat, oleh=ketiga).status == StatusPerangkat.TERBIT


def test_yang_menerbitkan_dikabari_dan_penyusunnya_tidak(perangkat, admin, verifikator):
    services.perangkat_ajukan(perangkat=perangkat, oleh=admin)
    assert verifikator.pemberitahuan.filter(tautan=perangkat.get_absolute_url()).count() == 1
    assert not admin.pemberitahuan.exists()


# --- frozen, replaced, dated ---------------------------------------------------------------------
def test_perubahan_adalah_terbitan_baru(perangkat, admin, verifikator):
    lama = terbitkan(perangkat, admin, verifikator)
    baru = services.perangkat_terbitan(asal=lama, oleh=admin)
    with pytest.raises(ValidationError, match="sedang ditulis"):
        services.perangkat_terbitan(asal=lama, oleh=admin)
    kabupaten = lama.kabupaten_id
    sebelum = perangkat_kantor(kabupaten)
    terbitkan(baru, admin, verifikator)
    lama.refresh_from_db()
    assert (lama.status, PerangkatAturan.objects.get(pk=baru.pk).terbitan) == (StatusPerangkat.DIGANTIKAN, 2)
    pada = PerangkatAturan.objects.get(pk=baru.pk).diterbitkan
    assert perangkat_kantor(kabupaten, pada=(pada - (pada - lama.diterbitkan) / 2).isoformat()) == sebelum
    assert len(perangkat_kantor(kabupaten)[0]) == 1


def test_dua_perangkat_untuk_tahun_yang_sama_ditolak(desa, perangkat, admin, verifikator):
    terbitkan(perangkat, admin, verifikator)
    lain = PerangkatAturanFactory(kabupaten=perangkat.kabupaten, status="diajukan", dibuat_oleh=admin)
    with pytest.raises(ValidationError, match="dua perangkat tidak berlaku untuk tahun yang sama"):
        services.perangkat_terbitkan(perangkat=lain, oleh=verifikator)
    lain.refresh_from_db()
    assert lain.status == StatusPerangkat.DIAJUKAN


# --- it judges -----------------------------------------------------------------------------------
def test_desa_kabupaten_itu_dinilai_dengannya(desa, perangkat, admin, verifikator):
    assert KODE not in [p.kode for p in berlaku_untuk(desa.kecamatan, 2026).perangkat]
    terbitkan(perangkat, admin, verifikator)
    hasil = berlaku_untuk(desa.kecamatan, 2026)
    assert [p.kode for p in hasil.perangkat][-1] == KODE
    assert hasil.setempat
    assert KODE not in [p.kode for p in berlaku_untuk(desa.kecamatan, 2027).perangkat]
    assert KODE not in [p.kode for p in berlaku_untuk(DesaFactory().kecamatan, 2026).perangkat]


# --- examples ---------------------------------------------------------------------------------------
def test_contoh_diusulkan_di_batas_dan_di_kedua_sisinya():
    perangkat, _ = baca(NASKAH.format(wilayah="61.11"))
    for kode in ("INF-01", "SIL-01"):
        usul = {u.contoh["arti"]: u.contoh["putusan"] for u in usulan(perangkat, kode)}
        assert usul["tepat di batas"] == "terpenuhi"
        assert usul["satu sen di atasnya"] == "dilanggar"
        assert usul["satu sen di bawahnya"] == ("terpenuhi" if kode == "INF-01" else "dilanggar")
    usul = {u.contoh["arti"]: u.contoh["putusan"] for u in usulan(perangkat, "RT-01")}
    assert usul["tepat di batas"] == "terpenuhi"
    assert usul["rt belum diisi"] == "tidak_dapat_ditentukan"


def test_contoh_yang_dicentang_disimpan(client, perangkat, admin):
    client.force_login(admin)
    url = reverse("apbdes:aturan-contoh", args=[perangkat.pk, "SIL-01"])
    jawab = client.get(url)
    benar = [str(n) for n, c, _ in jawab.context["usul"] if c["arti"] == "tepat di batas"]
    kirim = {"benar": benar, "buang": ["0"], "sidik": jawab.context["form"].initial["sidik"]}
    assert client.post(url, kirim).status_code == 302
    contoh = kelola.ambil(PerangkatAturan.objects.get(pk=perangkat.pk).isi, "aturan", "SIL-01")["contoh"]
    assert [c["putusan"] for c in contoh] == ["dilanggar", "terpenuhi"]
    assert contoh[1]["belanja"][1]["harga_satuan"] == "3000000"


# --- tried ------------------------------------------------------------------------------------------
def rancangan(desa, honor):
    isi = anggaran([b("2.3.10", "5.3.4.03", 96_000_000), b("2.3.10", "5.3.4.01", honor)])
    return VersiApbdesFactory(desa=desa, tahun=2026, isi=isi, status=StatusVersi.DIAJUKAN)


def test_aturan_dicoba_pada_rancangan_yang_ada(client, desa, perangkat, admin):
    baik, buruk = rancangan(desa, 4_000_000), rancangan(DesaFactory(kecamatan=desa.kecamatan), 5_000_000)
    rancangan(DesaFactory(), 5_000_000)  # another kabupaten's
    VersiApbdesFactory(
        desa=DesaFactory(kecamatan=desa.kecamatan), tahun=2026, isi=anggaran([b("2.3.10", "5.3.4.01", 9_000_000)])
    )
    entri = kelola.ambil(perangkat.isi, "aturan", "INF-01")
    hasil = coba(perangkat, entri)
    assert [(s.versi.pk, str(s.putusan)) for s in hasil.semua] == [(buruk.pk, "dilanggar"), (baik.pk, "terpenuhi")]
    assert hasil.berubah == 0
    lunak = coba(perangkat, entri | {"paling_banyak": "6% x infrastruktur"})
    assert (lunak.berubah, lunak.semua[0].versi.pk, str(lunak.semua[0].semula)) == (1, buruk.pk, "dilanggar")
    client.force_login(admin)
    halaman = client.get(reverse("apbdes:aturan-coba", args=[perangkat.pk, "INF-01"])).content.decode()
    assert "2 rancangan tahun 2026" in halaman
    # Tried from the page of the check, nothing is stored.
    url = reverse("apbdes:aturan-periksa", args=[perangkat.pk, "INF-01", 0])
    from apbdes.tests.test_aturan_kantor import isian

    kirim = isian(client.get(url).context["form"]) | {"nilai1": "6% x infrastruktur", "coba": "1"}
    jawab = client.post(url, kirim)
    assert jawab.status_code == 200
    assert "1 putusan berubah" in jawab.content.decode()
    assert PerangkatAturan.objects.get(pk=perangkat.pk).isi == perangkat.isi


def test_baris_disebut_dengan_kata_di_setiap_halaman_aturan(client, desa, perangkat, admin):
    """A trial, the proposed examples, a stored one, and one that turns out otherwise."""
    VersiApbdesFactory(
        desa=desa,
        tahun=2026,
        status=StatusVersi.DIAJUKAN,
        isi=anggaran([b("1.1.01", "5.1.1.01", 4_000_000, penerima="kades", volume=1, harga_satuan=4_000_000)]),
    )
    satu = next(u for u in usulan(baca(kelola.tulis(perangkat.isi))[0], "SIL-01") if u.contoh["putusan"] == "dilanggar")
    for contoh in (satu.contoh, satu.contoh | {"putusan": "terpenuhi"}):
        entri = kelola.ambil(perangkat.isi, "aturan", "SIL-01") | {"contoh": [contoh]}
        perangkat.isi = kelola.pasang(perangkat.isi, "aturan", "SIL-01", entri)
        perangkat.save()
        client.force_login(admin)
        for nama, *lain in (("coba", "SIL-01"), ("contoh", "SIL-01"), ("rinci",)):
            halaman = client.get(reverse(f"apbdes:aturan-{nama}", args=[perangkat.pk, *lain])).content.decode()
            assert "Belanja!" not in halaman, nama
            assert nama == "rinci" or "belanja 5.1.1.01" in halaman, nama


def test_aturan_yang_keliru_tidak_dicoba(perangkat):
    entri = kelola.ambil(perangkat.isi, "aturan", "INF-01") | {"paling_banyak": "entah x infrastruktur"}
    hasil = coba(perangkat, entri)
    assert [s.kalimat for s in hasil.salah] == ["Nama “entah” tidak ada dalam perangkat ini."]


def test_keputusan_camat_menyebut_peraturannya(desa, perangkat, admin, verifikator):
    terbitkan(perangkat, admin, verifikator)
    versi = siap(desa, StatusVersi.DIEVALUASI, tahun=2026)
    saat = timezone.now()
    versi.beku = susun(versi, penilaian(versi), hasil="sesuai", kesimpulan="Sesuai.", oleh=verifikator, waktu=saat)
    versi.hasil = "sesuai"
    putusan = {p["kode"]: p for p in versi.beku["putusan"]}
    assert {"INF-01", "SIL-01", "RT-01"} <= set(putusan)
    assert putusan["SIL-01"]["dasar"] == "Perbup Uji 12/2026 Pasal 7"
    isi = keputusan_isi(versi, berita_acara=None, oleh=verifikator, waktu=saat)
    naskah = "Peraturan Bupati Uji Nomor 12 Tahun 2026 tentang Pedoman Penyusunan APB Desa"
    assert [m for m in isi["mengingat"] if naskah in m], isi["mengingat"]

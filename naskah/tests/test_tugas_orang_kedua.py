"""An admin who wants to decide as the camat without touching his account: by appointing himself, or an accomplice.
docs/keputusan/0066."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from akun.enums import MEMUTUSKAN, CaraUndangan, Peran
from akun.models import AkunPejabat, Pengguna, Penugasan
from akun.orang_kedua import TUNGGU, orang_kedua, sentuh, tugas_tolak
from akun.queries import pemegang_peran, pemegang_peran_kecamatan
from akun.services import pejabat_tautkan
from akun.services.orang import orang_aktifkan, orang_simpan, penugasan_akhiri, penugasan_beri, penugasan_setujui
from akun.services.surel import surel_minta, surel_pastikan, surel_pastikan_kirim
from akun.services.undangan import undangan_buat, undangan_terima
from akun.tests.factories import PenggunaFactory, tugaskan
from dasar.alur import Transisi
from dasar.induk import tertulis
from dasar.waktu import hari_ini
from desa.models import Perangkat, RiwayatData
from desa.tests.factories import DesaFactory
from naskah.jenis import TERDAFTAR
from naskah.pejabat import camat as camat_pada
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db
SANDI = {"sandi": "kata-sandi-uji"}


@pytest.fixture
def kantor(orang):
    """An office that has worked here for a year."""
    Pengguna.objects.update(dibuat=timezone.now() - timedelta(days=365))
    return {p: Pengguna.objects.get(pk=o.pk) for p, o in orang.items()}


def kini(pengguna) -> Pengguna:
    return Pengguna.objects.get(pk=pengguna.pk)  # without what was remembered of its assignments


def beri(kepada, peran, desa, oleh, **isi) -> Penugasan:
    wilayah = {"kecamatan": desa.kecamatan} if peran in (Peran.CAMAT, Peran.VERIFIKATOR) else {"desa": desa}
    return penugasan_beri(penugasan=Penugasan(pengguna=kepada, peran=peran, **wilayah, **isi), oleh=kini(oleh))


def pastikan(orang) -> str:
    return reverse("akun:orang-pastikan", args=[orang.pk])


@pytest.mark.parametrize(("kepada", "status"), [("admin", "definitif"), ("kaki_tangan", "plh")])
def test_admin_tidak_menjadikan_camat_sendirian(client, kantor, desa, kepada, status):
    """Himself, or an account he opened; as the camat or as who stands in for him: no role, no post, no page."""
    admin, kecamatan = kantor["admin"], desa.kecamatan
    palsu = admin if kepada == "admin" else PenggunaFactory(nama="Kaki Tangan")
    client.force_login(admin)
    isi = {"peran": "camat", "wilayah": str(kecamatan), "mulai": "2026-01-01", "status_jabatan": status}
    jawab = client.post(reverse("akun:orang-penugasan", args=[palsu.pk]), isi, follow=True)
    tugas = Penugasan.objects.get(pengguna=palsu, peran=Peran.CAMAT)
    assert "berlaku sesudah orang kedua menyetujuinya" in jawab.content.decode()
    assert (tugas.pemberi, tugas.keadaan) == (admin, "Menunggu orang kedua")
    assert Peran.CAMAT not in kini(palsu).peran
    assert palsu not in [*pemegang_peran(desa, Peran.CAMAT), *pemegang_peran_kecamatan(kecamatan, Peran.CAMAT)]
    assert camat_pada(kecamatan, hari_ini(desa)).id == kantor["camat"].pk
    assert client.post(pastikan(palsu), SANDI).status_code == 422  # the one who gave it
    with pytest.raises((ValidationError, PermissionDenied)):
        penugasan_setujui(penugasan=tugas, oleh=kini(palsu))
    dikabari = set(Pemberitahuan.objects.filter(judul__contains="enugasan").values_list("penerima", flat=True))
    assert dikabari == {kantor[p].pk for p in ("admin", "camat", "verifikator", "admin_kabupaten")} | {palsu.pk}

    client.force_login(kantor["verifikator"])
    teks = client.get(pastikan(palsu)).content.decode()
    assert tugas.sebutan in teks and f"diberikan oleh {admin}" in teks
    assert client.post(pastikan(palsu), {"sandi": "salah"}).status_code == 422
    assert Peran.CAMAT not in kini(palsu).peran
    assert client.post(pastikan(palsu), SANDI).status_code == 302
    assert Peran.CAMAT in kini(palsu).peran


@pytest.mark.parametrize(
    ("kepada", "peran", "isi", "ditahan"),
    [
        ("admin", Peran.VERIFIKATOR, {}, True),
        ("admin", Peran.KEPALA_DESA, {"status_jabatan": "plt"}, True),
        ("admin", Peran.PENYUSUN_DESA, {}, True),
        ("pelaksana", Peran.VERIFIKATOR, {"sekretaris": True}, True),
        ("pelaksana", Peran.VERIFIKATOR, {}, True),
        ("pelaksana", Peran.KEPALA_DESA, {"status_jabatan": "plt"}, True),
        ("pelaksana", Peran.SEKRETARIS_DESA, {"status_jabatan": "plt"}, False),
        ("pelaksana", Peran.PENYUSUN_DESA, {}, False),
    ],
)
def test_peran_yang_menunggu_orang_kedua(kantor, desa, kepada, peran, isi, ditahan):
    tugas = beri(kantor[kepada], peran, desa, kantor["admin"], **isi)
    assert (tugas.ditahan is not None) == ditahan
    assert (peran in kini(kantor[kepada]).peran) != ditahan


def test_yang_ditahan_tidak_menjadi_kepala_desa_lewat_data_perangkat(kantor, desa):
    """The village's list and the link to it would let him sign, too: neither is written before it is agreed."""
    admin = kantor["admin"]
    tugas = beri(admin, Peran.KEPALA_DESA, desa, admin, status_jabatan="plt")
    assert not AkunPejabat.objects.filter(pengguna=admin).exists()
    pejabat = Perangkat.objects.create(desa=desa, nama=admin.nama, jabatan="kepala_desa", status_jabatan="plh")
    with pytest.raises(ValidationError, match="ditautkan oleh orang lain"):
        pejabat_tautkan(pejabat=pejabat, pengguna=admin, sejak=None, oleh=admin)
    with pytest.raises(ValidationError, match="tidak pernah bertugas"):
        pejabat_tautkan(pejabat=pejabat, pengguna=admin, sejak=None, oleh=kantor["verifikator"])
    penugasan_setujui(penugasan=tugas, oleh=kantor["verifikator"])
    assert AkunPejabat.objects.get(pengguna=admin).perangkat == pejabat


def test_penugasan_lama_tidak_dihidupkan_dengan_tanggal_akhir_baru(kantor, desa):
    admin = kantor["admin"]
    tugaskan(admin, "camat", desa)
    lama = admin.penugasan.get(peran=Peran.CAMAT)
    Penugasan.objects.filter(pk=lama.pk).update(selesai="2020-12-31")
    with pytest.raises(ValidationError, match="beri penugasan baru"):
        penugasan_akhiri(penugasan=lama, selesai=hari_ini(desa) + timedelta(days=30), oleh=kini(admin))
    assert Peran.CAMAT not in kini(admin).peran


def test_bila_tidak_ada_orang_lain_sehari_kemudian(client, kantor, desa):
    admin = kantor["admin"]
    for p in ("camat", "verifikator", "admin_kabupaten"):
        kantor[p].penugasan.update(selesai="2020-12-31")
    tugas = beri(admin, Peran.CAMAT, desa, admin)
    client.force_login(admin)
    assert "baru berlaku 24 jam kemudian" in client.get(pastikan(admin)).content.decode()
    assert client.post(pastikan(admin), SANDI).status_code == 422
    Penugasan.objects.filter(pk=tugas.pk).update(ditahan=timezone.now() - TUNGGU)
    assert Peran.CAMAT not in kini(admin).peran
    assert client.post(pastikan(admin), SANDI).status_code == 302
    assert Peran.CAMAT in kini(admin).peran


def test_hari_pertama_tidak_menahan_penugasan(orang, desa):
    """Beside `config/tests/test_hari_pertama.py`, without a browser."""
    assert beri(PenggunaFactory(), Peran.CAMAT, desa, orang["admin"], status_jabatan="plt").ditahan is None
    assert beri(orang["admin"], Peran.VERIFIKATOR, desa, orang["admin"]).ditahan is None


def test_yang_bukan_pengelola_dan_bukan_orang_kedua_tidak_menyetujui(client, kantor, desa):
    tugas = beri(kantor["pelaksana"], Peran.CAMAT, desa, kantor["admin"], status_jabatan="plh")
    for p in ("pelaksana", "pendamping", "kepala_desa", "sekretaris_desa", "pemantau_kabupaten"):
        with pytest.raises(PermissionDenied):
            penugasan_setujui(penugasan=tugas, oleh=kantor[p])
        client.force_login(kantor[p])
        assert client.post(pastikan(kantor["pelaksana"]), SANDI).status_code in (403, 404)


def test_setiap_peran_yang_dipercaya_orang_lain_menunggu(desa):
    """Who signs as a post, who decides on what others did, who vouches: read from the tables, so that none is left
    out by a new one. A pelaksana only takes a file in, and signs in his own name."""
    dari_pos = {Peran(pos.peran) for jenis in TERDAFTAR.values() for pos in jenis.pos.values()}
    modul = [
        import_module(f"{p.parent.name}.alur") for p in settings.BASE_DIR.glob("*/alur.py") if p.parent.name != "dasar"
    ]
    nilai = [n for m in modul for n in vars(m).values() if isinstance(n, tuple | list)]
    semua = [t for n in nilai for t in n if isinstance(t, Transisi)]
    assert len(modul) > 6
    memutus = {Peran(p) for t in semua if t.bukan_pelaku or t.bukan_pihak for p in t.peran} - {Peran.PELAKSANA}
    saksi = set()
    for peran in Peran:
        siapa = PenggunaFactory()
        tugaskan(siapa, peran, desa)
        Pengguna.objects.filter(pk=siapa.pk).update(dibuat=timezone.now() - 2 * TUNGGU)
        lain = PenggunaFactory()
        tugaskan(lain, "pelaksana", desa)
        if orang_kedua(lain).filter(pk=siapa.pk).exists():
            saksi.add(peran)
    assert dari_pos | memutus | saksi == MEMUTUSKAN


def test_kaki_tangan_tidak_menjadi_saksi_sehari_kemudian(kantor, desa):
    """An admin makes an account, gives it a role that vouches, waits a day, and agrees with himself."""
    admin, boneka = kantor["admin"], PenggunaFactory(nama="Boneka")
    Pengguna.objects.filter(pk=boneka.pk).update(dipastikan=timezone.now() - 2 * TUNGGU)
    for peran in (Peran.VERIFIKATOR, Peran.ADMIN):
        if peran == Peran.ADMIN:
            penugasan_beri(penugasan=Penugasan(pengguna=boneka, peran=peran), oleh=kini(admin))
        else:
            beri(boneka, peran, desa, admin)
    tugas = beri(admin, Peran.CAMAT, desa, admin)
    assert tugas_tolak(tugas, kini(boneka))
    with pytest.raises((PermissionDenied, ValidationError)):
        penugasan_setujui(penugasan=tugas, oleh=kini(boneka))


def test_surel_yang_ditulis_pada_akun_camat_yang_belum_dipakai(kantor, desa, mailoutbox):
    """The camat's account is waiting for its owner; an admin writes his own mailbox there and invites it."""
    admin, camat = kantor["admin"], PenggunaFactory(nama="Camat Baru", email="camat@kantor.test")
    Pengguna.objects.filter(pk=camat.pk).update(password="!belum")
    tugaskan(camat, "camat", desa)
    baru = kini(camat)
    baru.email = "admin.lain@contoh.test"
    orang_simpan(pengguna=baru, kolom=["email"], oleh=kini(admin))
    [(undangan, _)] = undangan_buat(pengguna=[kini(camat)], cara=CaraUndangan.SUREL, oleh=kini(admin))
    undangan_terima(undangan=undangan, sandi="sawah-hijau-2026")
    assert kini(camat).halangan_mengesahkan
    assert admin not in orang_kedua(kini(camat))


def test_yang_ditahan_tidak_mulai_sebelum_disetujui(kantor, desa):
    """A day that lies behind would make him the camat of documents that are old already."""
    lalu, hari = hari_ini(desa) - timedelta(days=90), hari_ini(desa)
    palsu = PenggunaFactory(nama="Kaki Tangan")
    tugas = beri(palsu, Peran.CAMAT, desa, kantor["admin"], mulai=lalu, status_jabatan="plh")
    depan = beri(palsu, Peran.VERIFIKATOR, desa, kantor["admin"], mulai=hari + timedelta(days=9))
    lewat = beri(palsu, Peran.KEPALA_DESA, desa, kantor["admin"], mulai=lalu, selesai=lalu, status_jabatan="plt")
    for t in (tugas, depan):
        penugasan_setujui(penugasan=t, oleh=kantor["camat" if t is depan else "verifikator"])
        t.refresh_from_db()
    assert (tugas.mulai, depan.mulai) == (hari, hari + timedelta(days=9))
    assert camat_pada(desa.kecamatan, lalu).id != palsu.pk
    with pytest.raises(ValidationError, match="sudah lewat"):
        penugasan_setujui(penugasan=lewat, oleh=kantor["verifikator"])
    riwayat = [str(r.isi) for r in RiwayatData.objects.tentang(palsu)]
    assert [r for r in riwayat if "disetujui" in r and tertulis(tugas, "mulai") in r]


def test_banyak_disetujui_dengan_satu_kata_sandi_masing_masing_di_wilayahnya(client, kantor, desa):
    """Two roles in two regions: verifikator here, pendamping there. What waits there is not his to agree to."""
    dua = kantor["verifikator"]
    desa_luar = DesaFactory()
    tugaskan(dua, "pendamping", desa_luar)
    di_sini = [beri(PenggunaFactory(), Peran.VERIFIKATOR, desa, kantor["admin"]) for _ in range(2)]
    di_sana = beri(PenggunaFactory(), Peran.VERIFIKATOR, desa_luar, kantor["admin"])
    client.force_login(kini(dua))
    halaman = reverse("akun:penugasan-menunggu")
    assert [t.pk for t in client.get(halaman).context["tugas"]] == [t.pk for t in di_sini]
    semua = [t.pk for t in (*di_sini, di_sana)]
    for isi in ({"penugasan": semua}, {"penugasan": []}, {"penugasan": ["x"]}, {}):
        assert client.post(halaman, isi | SANDI).status_code == 422
    assert client.post(halaman, {"penugasan": semua[:2], "sandi": "salah"}).status_code == 422
    assert Penugasan.objects.exclude(ditahan=None).count() == 3
    assert client.post(halaman, {"penugasan": semua[:2]} | SANDI).url == halaman
    assert list(Penugasan.objects.exclude(ditahan=None)) == [di_sana]
    client.force_login(kini(kantor["admin"]))  # who gave them
    assert client.get(halaman).context["tugas"] == []


def test_yang_datang_dari_lembar_dikabarkan_sekali(kantor, desa):
    for _ in range(3):
        tugas = Penugasan(pengguna=PenggunaFactory(), peran=Peran.VERIFIKATOR, kecamatan=desa.kecamatan)
        penugasan_beri(penugasan=tugas, oleh=kini(kantor["admin"]), lewat_impor=True)
    kabar = Pemberitahuan.objects.filter(judul__startswith="Penugasan dari sebuah lembar")
    assert set(kabar.values_list("penerima", flat=True)) == {
        kantor[p].pk for p in ("admin", "camat", "verifikator", "admin_kabupaten")
    }
    assert kabar.count() == 4


def rebut(korban, oleh, cara) -> None:
    """`oleh` opens a way of his own into an account in use: with a sheet, with his mailbox, or with a sheet through
    which that account then touches his own, too."""
    if cara == "surel":
        surel_pastikan_kirim(surel_minta(pengguna=korban, surel=f"{korban.pk}@contoh.test", oleh=oleh).pk)
        surel_pastikan(token=mail.outbox[-1].body.split("/akun/surel/")[1].split("/")[0])
        return
    [(undangan, _)] = undangan_buat(pengguna=[korban], cara=CaraUndangan.CETAK, oleh=oleh)
    undangan_terima(undangan=undangan, sandi="sawah-hijau-2026")
    if cara == "lembar lalu menyentuh":
        sentuh(oleh, kini(korban))


@pytest.mark.parametrize(
    "cara", ["nonaktif", "berakhir", "berakhir dahulu", "surel", "lembar", "lembar lalu menyentuh"]
)
def test_admin_tidak_menyingkirkan_orang_kedua_lalu_menunggu_sehari(kantor, desa, cara):
    """He closes the accounts of those who could see it, ends their assignments, on whichever day he types, or opens
    their accounts with a sheet or a mailbox of his own."""
    admin = kantor["admin"]
    for p in ("camat", "verifikator", "admin_kabupaten"):
        Pengguna.objects.filter(pk=kantor[p].pk).update(last_login=timezone.now() - timedelta(days=1))
        if cara == "nonaktif":
            orang_aktifkan(pengguna=kini(kantor[p]), aktif=False, oleh=kini(admin))
        elif "berakhir" in cara:
            selesai = hari_ini(desa) - timedelta(days=1 if cara == "berakhir" else 900)
            penugasan_akhiri(penugasan=kantor[p].penugasan.get(), selesai=selesai, oleh=kini(admin))
        else:
            rebut(kini(kantor[p]), kini(admin), cara)
            continue
        apa = "Akun dinonaktifkan" if cara == "nonaktif" else "Penugasan sebagai"
        kabar = Pemberitahuan.objects.filter(judul__startswith=apa, judul__endswith=str(kantor[p]))
        assert kantor[p].pk in set(kabar.values_list("penerima", flat=True))
        assert kantor["admin"].pk not in set(kabar.values_list("penerima", flat=True))
    assert not orang_kedua(kini(admin)).exists()
    tugas = beri(admin, Peran.CAMAT, desa, admin)
    dikabari = Pemberitahuan.objects.filter(judul__contains="menunggu orang kedua").values_list("penerima", flat=True)
    assert (kantor["camat"].pk in set(dikabari)) == (cara != "nonaktif")
    Penugasan.objects.filter(pk=tugas.pk).update(ditahan=timezone.now() - timedelta(days=3))
    with pytest.raises(ValidationError, match=r"belum lama ini masih dapat.*7 hari kemudian"):
        penugasan_setujui(penugasan=tugas, oleh=kini(admin))
    Penugasan.objects.filter(pk=tugas.pk).update(ditahan=timezone.now() - timedelta(days=8))
    penugasan_setujui(penugasan=tugas, oleh=kini(admin))

"""Separation of duties: every pair of steps of every flow, for somebody who holds every role.

Whoever handed in, verified, was an officer or sat in the team does not approve or accept. What is expected stands
here, beside the tables and not drawn from them.
"""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan, serba_bisa, tugaskan
from config.tests.test_syarat import MEJA, id_langkah, tabel
from dasar.alur import jalankan, sejak_dari
from dasar.pemisahan import PERBUATAN, pelaku
from evaluasi.models import Evaluasi
from naskah.models import Naskah
from naskah.tests.conftest import jenis_uji  # noqa: F401  (a fixture)
from notifikasi.models import Pemberitahuan
from perut.models import Kunjungan
from perut.services.kunjungan import kunjungan_verifikasi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jenis_uji", "kantor_bersama")]

# flow -> step -> the earlier steps whose doer does not take it
TERPISAH: dict[str, dict[str, set[str]]] = {
    "kunjungan": {"verifikasi": {"ajukan"}, "sahkan": {"ajukan", "verifikasi", "terbitkan_lagi"}},
    "monitoring": {"terima": {"laporkan", "terbitkan_lagi"}},
    "evaluasi": {"terima": {"tutup", "laporkan", "terbitkan_lagi"}},
    "apbdes": {
        "terima": {"ajukan"},
        "usulkan": {"ajukan"},
        "sesuaikan": {"ajukan", "usulkan", "terbitkan_lagi"},
        "minta_perbaikan": {"ajukan", "usulkan", "terbitkan_lagi"},
    },
    "naskah": {"verifikasi": {"ajukan", "perbarui"}, "setujui": {"ajukan", "perbarui", "verifikasi"}},
    "laporan": {"sahkan": {"ajukan"}},
    "berkas": {"terima": {"unggah"}},
    "pertanyaan": {},
    "artikel": {},
    "lembar pendamping": {},  # its owner is kept out as its party
    "musyawarah": {},
    "temuan": {"tutup": {"jawab"}, "kembalikan": {"jawab"}},
    "perjalanan": {"setujui": {"telaah"}},
    "usulan": {"konfirmasi": {"ajukan"}},
    "perangkat aturan": {"terbitkan": {"ajukan"}},
    "penilaian": {},  # who is assessed is kept out as a party
    "serahan": {},
    "formulir monitoring": {},
    "formulir evaluasi": {},
}
PASANGAN = [
    (nama, lebih_dulu, t)
    for nama in MEJA
    for t in tabel(nama)
    if t.peran
    for lebih_dulu in sorted({x.aksi for x in tabel(nama)} | {"perbarui"})
    if lebih_dulu != t.aksi
]


def izin(objek, t):
    return f"{objek._meta.app_label}.{t.aksi}_{objek._meta.model_name}"


def jadikan_petugas(nama, t, objek, orang):
    """Some steps only an officer takes, or a leader of the team: who is neither is refused for that reason."""
    if nama in {"kunjungan", "monitoring"} and t.aksi in {"mulai", "ajukan", "laporkan"}:
        objek.petugas.add(orang) if nama == "kunjungan" else objek.petugas.update(pengguna=orang)
    if nama == "lembar pendamping" and t.aksi == "ajukan":
        type(objek).objects.filter(pk=objek.pk).update(pendamping=orang)
    if nama == "evaluasi" and t.aksi in {"tutup", "laporkan"}:
        objek.tim.anggota.filter(jabatan_tim="ketua").update(pengguna=orang)
        ketua = objek.tim.anggota.get(jabatan_tim="ketua")
        objek.penilaian.filter(anggota=ketua).exists() or objek.penilaian.create(anggota=ketua, diserahkan=None)


@pytest.mark.parametrize(("nama", "lebih_dulu", "t"), PASANGAN, ids=id_langkah)
def test_yang_mengambil_langkah_sebelumnya(desa, orang, nama, lebih_dulu, t):
    orangnya = serba_bisa(desa)
    objek = MEJA[nama][3](desa, orang, t)
    jadikan_petugas(nama, t, objek, orangnya)
    objek = type(objek)._base_manager.get(pk=objek.pk)
    lain = {"versi": objek.versi_terkini} if nama == "berkas" else {}
    objek.riwayat.create(aksi=lebih_dulu, dari=objek.status, ke=objek.status, oleh=orangnya, **lain)
    if nama == "naskah" and t.aksi == "setujui":
        assert objek.status == "diverifikasi"
    boleh = lebih_dulu not in TERPISAH[nama].get(t.aksi, set())
    assert orangnya.has_perm(izin(objek, t), objek) is boleh
    if not boleh:
        with pytest.raises(PermissionDenied):
            jalankan(objek, t, oleh=orangnya, alasan="Uji.", sejak=sejak_dari(objek))
        assert type(objek)._base_manager.get(pk=objek.pk).status == objek.status


def test_tabel_menyebut_yang_sama_dan_setiap_perbuatan_ada_kalimatnya():
    ada = {nama: {t.aksi: set(t.bukan_pelaku) for t in tabel(nama) if t.bukan_pelaku} for nama in MEJA}
    assert ada == TERPISAH
    assert {aksi for tabelnya in TERPISAH.values() for langkah in tabelnya.values() for aksi in langkah} == set(
        PERBUATAN
    )


def test_yang_terakhir_mengambil_langkah_itu_yang_terkait(desa, orang):
    """Who verified a round that was sent back has no part in the one that somebody else verified since."""
    t = next(t for t in tabel("kunjungan") if t.aksi == "sahkan")
    dahulu, kini = serba_bisa(desa), serba_bisa(desa)
    kunjungan = MEJA["kunjungan"][3](desa, orang, t)
    for oleh in (dahulu, kini):
        kunjungan.riwayat.create(aksi="verifikasi", dari="diajukan", ke="diverifikasi", oleh=oleh)
    assert pelaku(kunjungan, ("verifikasi",)) == {"verifikasi": kini.pk}
    assert dahulu.has_perm("perut.sahkan_kunjungan", kunjungan)
    assert not kini.has_perm("perut.sahkan_kunjungan", kunjungan)


# --- part in the work without a step of its own ---------------------------------------------
@pytest.mark.parametrize("aksi", ["verifikasi", "sahkan"])
def test_petugas_kunjungan_tidak_memutusnya(desa, orang, aksi):
    t = next(t for t in tabel("kunjungan") if t.aksi == aksi)
    kunjungan, orangnya = MEJA["kunjungan"][3](desa, orang, t), serba_bisa(desa)
    assert orangnya.has_perm(izin(kunjungan, t), kunjungan)
    kunjungan.petugas.add(orangnya)
    assert not orangnya.has_perm(izin(kunjungan, t), Kunjungan.objects.get(pk=kunjungan.pk))


@pytest.mark.parametrize("jabatan", ["ketua", "sekretaris", "anggota"])
def test_anggota_tim_tidak_menerima_evaluasinya(desa, orang, jabatan):
    t = next(t for t in tabel("evaluasi") if t.aksi == "terima")
    evaluasi, orangnya = MEJA["evaluasi"][3](desa, orang, t), serba_bisa(desa)
    assert orangnya.has_perm(izin(evaluasi, t), evaluasi)
    satu = evaluasi.tim.anggota.filter(jabatan_tim=jabatan).first()
    evaluasi.tim.anggota.filter(pk=satu.pk).update(pengguna=orangnya)
    assert not orangnya.has_perm(izin(evaluasi, t), Evaluasi.objects.get(pk=evaluasi.pk))


@pytest.mark.parametrize("jenis", ["surat_tugas_perut", "surat_tugas_monitoring"])
def test_yang_ditugaskan_tidak_menyetujui_surat_tugasnya(desa, orang, jenis):
    t = next(t for t in tabel("naskah") if t.aksi == "setujui")
    orangnya = serba_bisa(desa)
    naskah = MEJA["naskah"][3](desa, orang, t)
    Naskah.objects.filter(pk=naskah.pk).update(jenis=jenis)
    assert orangnya.has_perm("naskah.setujui_naskah", Naskah.objects.get(pk=naskah.pk))
    Naskah.objects.filter(pk=naskah.pk).update(
        isi=naskah.isi | {"petugas": [{"nama": "Dua Jabatan", "id": orangnya.pk}]}
    )
    assert not orangnya.has_perm("naskah.setujui_naskah", Naskah.objects.get(pk=naskah.pk))


# --- nobody left --------------------------------------------------------------------------
HALAMAN = ["kunjungan-sahkan", "monitoring-terima", "evaluasi-terima", "apbdes-sesuaikan", "naskah-setujui"]


@pytest.mark.parametrize("langkah", HALAMAN)
def test_bila_tidak_ada_yang_tersisa_halamannya_menyebut_siapa_yang_dapat_ditunjuk(client, desa, orang, langkah):
    """The sekcam verified and is Plt. camat, the only one: said to everybody of the office; nothing is loosened."""
    nama, aksi = langkah.split("-")
    t = next(t for t in tabel(nama) if t.aksi == aksi)
    objek = MEJA[nama][3](desa, orang, t)
    if nama == "naskah":
        Naskah.objects.filter(pk=objek.pk).update(jenis="surat_tugas_perut")
    plt, staf = orang["verifikator"], pengguna_berperan(Peran.PELAKSANA, desa, nama="Staf Lain")
    orang["camat"].penugasan.all().delete()
    tugaskan(plt, Peran.CAMAT, desa)
    objek.riwayat.create(aksi=t.bukan_pelaku[-1], dari=objek.status, ke=objek.status, oleh=plt)
    for peran in ("verifikator", "pelaksana"):
        client.force_login(orang[peran])
        isi = client.get(objek.get_absolute_url()).content.decode()
        assert f"Tidak ada camat yang dapat mengambil langkah “{t.label}”: Verifikator yang " in isi
        assert "Mintalah admin menugaskan Plh. atau Plt. camat lain. Yang tidak terlibat:" in isi
        assert "Staf Lain" in isi.split("Yang tidak terlibat:")[1].split("</div>")[0]
    tugaskan(staf, Peran.CAMAT, desa)
    assert "Tidak ada camat yang dapat" not in client.get(objek.get_absolute_url()).content.decode()


def _hari_ini(client, siapa) -> str:
    client.force_login(siapa)
    return client.get("/").content.decode()


@pytest.mark.parametrize("langkah", [h for h in HALAMAN if h != "naskah-setujui"])
def test_hari_ini_hanya_meminta_yang_boleh_mengambilnya(client, desa, orang, langkah):
    """Whoever verified, proposed or handed it in is not asked to approve it; when nobody is left, those who can have
    somebody assigned read why, the others read nothing."""
    nama, aksi = langkah.split("-")
    t = next(t for t in tabel(nama) if t.aksi == aksi)
    objek = MEJA[nama][3](desa, orang, t)
    alamat = objek.get_absolute_url()
    assert alamat in _hari_ini(client, orang["camat"])
    objek.riwayat.create(aksi=t.bukan_pelaku[-1], dari=objek.status, ke=objek.status, oleh=orang["camat"])
    assert alamat not in _hari_ini(client, orang["camat"])
    for peran in ("verifikator", "admin"):
        isi = _hari_ini(client, orang[peran])
        assert "Tidak ada yang dapat memutuskan" in isi
        assert f"Tidak ada camat yang dapat mengambil langkah “{t.label}”: Camat yang " in isi
    pengguna_berperan(Peran.CAMAT, desa, nama="Camat Kedua")
    assert "Tidak ada yang dapat memutuskan" not in _hari_ini(client, orang["verifikator"])


def test_naskah_yang_ia_ajukan_sendiri_tidak_diminta_darinya(client, desa, orang):
    naskah = MEJA["naskah"][3](desa, orang, next(t for t in tabel("naskah") if t.aksi == "setujui"))
    Naskah.objects.filter(pk=naskah.pk).update(jenis="surat_tugas_perut")
    assert naskah.get_absolute_url() in _hari_ini(client, orang["camat"])
    naskah.riwayat.create(aksi="ajukan", dari="draf", ke="diajukan", oleh=orang["camat"])
    assert naskah.get_absolute_url() not in _hari_ini(client, orang["camat"])
    daftar = client.get(reverse("naskah:naskah-menunggu")).content.decode()
    assert "Anda yang mengajukan naskah ini; orang lain yang harus memutuskannya." in daftar


@pytest.mark.parametrize("ada_lain", [True, False])
def test_lonceng_dan_surel_tidak_meminta_yang_terkait(desa, orang, ada_lain):
    """The sekcam verifies and is Plt. camat: the other camat is asked; without one, who could be assigned is told."""
    kunjungan = MEJA["kunjungan"][3](desa, orang, next(t for t in tabel("kunjungan") if t.aksi == "verifikasi"))
    if not ada_lain:
        orang["camat"].penugasan.all().delete()
    tugaskan(orang["verifikator"], Peran.CAMAT, desa)
    plt = type(orang["verifikator"]).objects.get(pk=orang["verifikator"].pk)
    kunjungan_verifikasi(kunjungan=kunjungan, verifikasi={"aspek": []}, oleh=plt)
    judul = f"Kunjungan {desa} menunggu pengesahan"
    diminta = set(Pemberitahuan.objects.filter(judul=judul).values_list("penerima__nama", flat=True))
    assert diminta == ({"Camat"} if ada_lain else set())
    buntu = Pemberitahuan.objects.filter(judul__startswith="Belum ada yang dapat memutuskan")
    assert {p.penerima.nama for p in buntu} == (set() if ada_lain else {"Verifikator", "Admin"})
    assert all("Mintalah admin menugaskan Plh. atau Plt. camat lain." in p.isi for p in buntu)


def test_desa_tidak_membaca_siapa_yang_kurang_di_kantor(client, desa, orang):
    t = next(t for t in tabel("kunjungan") if t.aksi == "sahkan")
    kunjungan = MEJA["kunjungan"][3](desa, orang, t)
    orang["camat"].penugasan.all().delete()
    client.force_login(orang["kepala_desa"])
    assert "Tidak ada camat" not in client.get(kunjungan.get_absolute_url()).content.decode()


@pytest.mark.parametrize("nama", ["kunjungan", "naskah", "berkas"])
def test_tombol_kelabu_menyebut_sebabnya_dan_halamannya_menolak(client, desa, orang, nama):
    aksi = {"kunjungan": "sahkan", "naskah": "setujui", "berkas": "terima"}[nama]
    t = next(t for t in tabel(nama) if t.aksi == aksi)
    objek, orangnya = MEJA[nama][3](desa, orang, t), serba_bisa(desa)
    if nama == "naskah":
        Naskah.objects.filter(pk=objek.pk).update(jenis="surat_tugas_perut")
    lain = {"versi": objek.versi_terkini} if nama == "berkas" else {}
    objek.riwayat.create(aksi=t.bukan_pelaku[0], dari=objek.status, ke=objek.status, oleh=orangnya, **lain)
    client.force_login(orangnya)
    kalimat = f"Anda yang {PERBUATAN[t.bukan_pelaku[0]]} {nama} ini; orang lain yang harus memutuskannya."
    assert kalimat in client.get(objek.get_absolute_url()).content.decode()
    tujuan = {"kunjungan": "perut:kunjungan-aksi", "naskah": "naskah:naskah-aksi"}.get(nama)
    alamat = reverse(tujuan, args=[objek.pk, aksi]) if tujuan else reverse("berkas:berkas-terima", args=[objek.pk])
    jawab = client.post(alamat, {"sejak": sejak_dari(objek)})
    assert (jawab.status_code, kalimat in jawab.content.decode()) == (403, True)

"""People's pages: who may see whom, what is given and ended, and what nobody may do."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.enums import PENGELOLA, Peran
from akun.models import AkunPejabat, Pengguna, Penugasan, Undangan
from akun.services.orang import (
    nama_pengguna_usul,
    orang_aktifkan,
    orang_pastikan,
    penugasan_akhiri,
    penugasan_beri,
    penugasan_pejabat,
)
from akun.tests.factories import PenggunaFactory, pengguna_berperan, tugaskan
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.models import Perangkat, RiwayatData
from desa.tests.factories import DesaFactory, PerangkatFactory

pytestmark = pytest.mark.django_db
TAMBAH = "/akun/orang/tambah/"


@pytest.fixture
def admin(client, orang):
    client.force_login(orang["admin"])
    return client


def isian(desa, **lain):
    return {
        "nama": "H. Ahmad Yani, S.Sos.",
        "peran": "kepala_desa",
        "wilayah": str(desa),
        "mulai": "2026-01-02",
        "email": "yani@contoh.test",
    } | lain


def test_satu_isian_untuk_akun_penugasan_pejabat_dan_undangan(admin, desa, beserta_akibatnya, mailoutbox):
    jawab = beserta_akibatnya(admin.post, TAMBAH, isian(desa, undang="on", nip="19700101 199001 1 001"))
    baru = Pengguna.objects.get(username="ahmad.yani")
    assert jawab.url == reverse("akun:orang-rinci", args=[baru.pk])
    assert (baru.nama, baru.nip, baru.bersandi) == ("H. Ahmad Yani, S.Sos.", "197001011990011001", False)
    assert list(baru.penugasan.values_list("peran", "desa", "mulai")) == [
        ("kepala_desa", desa.pk, datetime.date(2026, 1, 2))
    ]
    perangkat = Perangkat.objects.get()
    assert (perangkat.nama, perangkat.jabatan, perangkat.nip) == (baru.nama, "kepala_desa", baru.nip)
    assert AkunPejabat.objects.get().pengguna == baru
    assert [s.to for s in mailoutbox] == [["yani@contoh.test"]]
    halaman = admin.get(jawab.url).content.decode()
    assert "Diundang" in halaman
    assert "Riwayat perubahan" in halaman


def test_yang_sudah_tercatat_sebagai_pejabat_ditautkan_dan_namanya_satu(admin, desa):
    lama = PerangkatFactory(desa=desa, nama="Ahmad Yani, S.Sos., M.AP.", jabatan=JabatanPerangkat.KEPALA_DESA)
    admin.post(TAMBAH, isian(desa))
    baru = Pengguna.objects.get(username="ahmad.yani")
    assert (Perangkat.objects.count(), AkunPejabat.objects.get().perangkat, baru.nama) == (1, lama, lama.nama)
    # From now on the official's record is the one that counts.
    ubah = admin.get(reverse("akun:orang-ubah", args=[baru.pk]))
    assert [n for n, k in ubah.context["form"].fields.items() if k.disabled] == ["nama", "nip", "pangkat"]
    halaman = reverse("desa:perangkat-ubah", args=[lama.pk])
    isi = {k.name: k.value() or "" for k in admin.get(halaman).context["form"]}
    assert admin.post(halaman, isi | {"nama": "Ahmad Yani, M.AP."}).status_code == 302
    baru.refresh_from_db()
    assert baru.nama == "Ahmad Yani, M.AP."


def test_kepala_desa_lain_yang_masih_menjabat_menolak(admin, desa):
    PerangkatFactory(desa=desa, nama="Orang Lain", jabatan=JabatanPerangkat.KEPALA_DESA)
    jawab = admin.post(TAMBAH, isian(desa))
    assert jawab.status_code == 422
    assert f"{desa} mencatat Orang Lain sebagai Kepala Desa yang masih menjabat." in jawab.content.decode()
    assert 'value="yani@contoh.test"' in jawab.content.decode()
    assert not Pengguna.objects.filter(username="ahmad.yani").exists()


@pytest.mark.waktu
def test_kepala_desa_berikutnya_dapat_dicatat_lebih_dahulu(admin, desa):
    hari = hari_ini(desa)
    lama = PerangkatFactory(
        desa=desa, nama="Kepala Lama", jabatan=JabatanPerangkat.KEPALA_DESA, selesai=hari + datetime.timedelta(days=9)
    )
    assert admin.post(TAMBAH, isian(desa, mulai=f"{lama.selesai:%Y-%m-%d}")).status_code == 422
    esok = lama.selesai + datetime.timedelta(days=1)
    assert admin.post(TAMBAH, isian(desa, mulai=f"{esok:%Y-%m-%d}")).status_code == 302
    assert set(Perangkat.objects.values_list("nama", "mulai")) == {
        ("Kepala Lama", lama.mulai),
        ("H. Ahmad Yani, S.Sos.", esok),
    }


SALAH = {
    "wilayah salah tingkat": ({"peran": "camat"}, "wilayah", "adalah desa, sedangkan Camat bertugas di satu kecamatan"),
    "wilayah kosong": ({"wilayah": ""}, "wilayah", "Wajib diisi: Kepala Desa bertugas di satu desa."),
    "wilayah tidak ada": ({"wilayah": "Desa Entah"}, "wilayah", "Desa “Desa Entah” tidak ada."),
    "kode tidak ada": ({"wilayah": "99.99.99.2001"}, "wilayah", "Desa dengan kode 99.99.99.2001 tidak ada"),
    "nip pendek": ({"nip": "12345"}, "nip", "NIP terdiri atas 18 angka; “12345” berisi 5 angka."),
    "nip dari Excel": ({"nip": "1,97E+17"}, "nip", "bukan NIP lagi: Excel memendekkannya."),
    "tanggal terbalik": ({"selesai": "2025-01-01"}, "selesai", "mendahului tanggal mulai"),
    "sekretaris": ({"sekretaris": "on"}, "sekretaris", "bertugas sebagai verifikator"),
    "Pj. sekretaris": (
        {"peran": "sekretaris_desa", "status_jabatan": "pj"},
        "status_jabatan",
        "Penjabat (Pj.) hanya ada untuk kepala desa.",
    ),
    "tanpa nama": ({"nama": ""}, "nama", ""),
    "peran asing": ({"peran": "raja"}, "peran", ""),
}


@pytest.mark.parametrize("sebab", SALAH)
def test_isian_salah_disebut_di_tempatnya_dan_tidak_ada_yang_tersimpan(admin, desa, sebab):
    isi, kolom, kalimat = SALAH[sebab]
    sebelum = Pengguna.objects.count()
    jawab = admin.post(TAMBAH, isian(desa) | isi)
    galat = {**jawab.context["form"].errors, **jawab.context["form_tugas"].errors}
    assert (jawab.status_code, list(galat)) == (422, [kolom])
    assert kalimat in galat[kolom][0]
    assert Pengguna.objects.count() == sebelum


def test_surel_dan_nip_orang_lain_ditolak(admin, desa):
    PenggunaFactory(username="lama", nama="Pemilik Lama", email="YANI@contoh.test", nip="197001011990011001")
    jawab = admin.post(TAMBAH, isian(desa, nip="197001011990011001"))
    assert {k: g[0].partition(".")[0] for k, g in jawab.context["form"].errors.items()} == {
        "nip": "NIP ini sudah tercatat pada Pemilik Lama (lama)",
        "email": "Surel ini sudah tercatat pada Pemilik Lama (lama)",
    }


def test_nama_pengguna_dibuat_dari_nama_dan_tidak_ganda(db):
    PenggunaFactory(username="Ahmad.Yani")
    assert nama_pengguna_usul("Drs. H. Ahmad Yani, M.Si.") == "ahmad.yani2"
    assert nama_pengguna_usul("Nor'Aini", {"noraini"}) == "noraini2"
    assert nama_pengguna_usul("山田") == "orang"


def test_penugasan_kedua_lalu_diakhiri_dengan_riwayat(admin, orang, desa):
    siapa = orang["pelaksana"]
    alamat = reverse("akun:orang-penugasan", args=[siapa.pk])
    isi = {"peran": "verifikator", "wilayah": desa.kecamatan.kode, "mulai": "2026-01-01", "sekretaris": "on"}
    assert admin.post(alamat, isi).status_code == 302
    kembar = admin.post(alamat, isi)
    assert "sudah bertugas sebagai" in kembar.context["form"].non_field_errors()[0]
    tugas = siapa.penugasan.get(peran="verifikator")
    akhiri = reverse("akun:penugasan-akhiri", args=[tugas.pk])
    assert admin.post(akhiri, {"selesai": "2025-12-31"}).context["form"].errors == {
        "selesai": ["Tanggal akhir penugasan mendahului tanggal mulai."]
    }
    assert admin.post(akhiri, {"selesai": "2026-02-28"}).status_code == 302
    tugas.refresh_from_db()
    assert (tugas.selesai, tugas.keadaan) == (datetime.date(2026, 2, 28), "Berakhir")
    kolom = [b["kolom"] for r in RiwayatData.objects.tentang(siapa) for b in r.isi]
    assert kolom == ["penugasan", "penugasan"]


def test_nonaktif_mencabut_undangan_dan_dapat_diaktifkan_lagi(admin, orang):
    siapa = orang["pelaksana"]
    admin.post(reverse("akun:undangan-buat", args=[siapa.pk, "surel"]))
    assert admin.post(reverse("akun:orang-nonaktif", args=[siapa.pk])).status_code == 302
    siapa.refresh_from_db()
    assert (siapa.is_active, Undangan.objects.terbuka().count()) == (False, 0)
    assert admin.post(reverse("akun:undangan-buat", args=[siapa.pk, "cetak"])).status_code == 422
    admin.post(reverse("akun:orang-aktif", args=[siapa.pk]))
    siapa.refresh_from_db()
    assert siapa.is_active


def test_admin_terakhir_tidak_hilang(admin, orang):
    tugas = orang["admin"].penugasan.get()
    with pytest.raises(ValidationError, match="admin terakhir"):
        penugasan_akhiri(penugasan=tugas, selesai=datetime.date(2030, 1, 1), oleh=orang["admin"])
    with pytest.raises(ValidationError, match="admin lain"):
        orang_aktifkan(pengguna=orang["admin"], aktif=False, oleh=orang["admin"])


@pytest.mark.parametrize("peran", [p for p in Peran if p not in PENGELOLA])
def test_selain_pengelola_tidak_memberi_peran(orang, desa, peran):
    tugas = Penugasan(pengguna=orang["pelaksana"], peran="kepala_desa", desa=desa, mulai="2026-01-01")
    with pytest.raises(PermissionDenied):
        penugasan_beri(penugasan=tugas, oleh=orang[peran])
    if peran not in (Peran.CAMAT, Peran.VERIFIKATOR):  # a second person: docs/keputusan/0056
        with pytest.raises(PermissionDenied):
            orang_pastikan(pengguna=orang["pelaksana"], oleh=orang[peran])


def test_daftar_disaring_dan_diunduh(admin, orang, desa):
    jauh = pengguna_berperan("camat", DesaFactory(), nama="Camat Jauh")
    belum = PenggunaFactory(nama="Tanpa Sandi", password="!")
    Pengguna.objects.filter(pk=belum.pk).update(password="!kosong")

    def nama(**saringan):
        return {o.nama for o in admin.get(reverse("akun:orang"), saringan).context["table"].data.data}

    assert nama(peran="camat") == {"Camat", "Camat Jauh"}
    assert nama(kecamatan=jauh.penugasan.get().kecamatan.kode) == {"Camat Jauh"}
    assert nama(keadaan="belum") == {"Tanpa Sandi"} == nama(keadaan="tanpa")
    assert nama(cari="jauh") == {"Camat Jauh"}
    assert nama(cari=desa.nama) == {"Kepala Desa", "Sekretaris Desa", "Penyusun APB Desa"}
    assert admin.get(reverse("akun:orang"), {"_export": "xlsx"})["Content-Type"].startswith("application/vnd")


@pytest.mark.parametrize("nama", ["akun:orang", "akun:undangan-banyak"])
def test_jumlah_kueri_tetap(admin, orang, desa, nama, django_assert_num_queries):
    def tambah(n):
        for peran in ("pemantau_kabupaten", "camat", "kepala_desa"):
            pengguna_berperan(peran, desa, nama=f"Orang {n} {peran}", password=None)

    tambah(0)
    with CaptureQueriesContext(connection) as sedikit:
        admin.get(reverse(nama))
    for n in range(1, 5):
        tambah(n)
    with django_assert_num_queries(len(sedikit)):
        admin.get(reverse(nama))


# --- an admin_kabupaten -------------------------------------------------------------------
def test_admin_kabupaten_hanya_dalam_kabupatennya_dan_tidak_di_atas_perannya(client, orang, desa):
    pengelola = orang["admin_kabupaten"]
    client.force_login(pengelola)
    jauh = pengguna_berperan("kepala_desa", DesaFactory(), nama="Kepala Jauh")
    rangkap = pengguna_berperan("pelaksana", desa, nama="Rangkap")
    tugaskan(rangkap, "verifikator", jauh.penugasan.get().desa)
    dilihat = {o.nama for o in client.get(reverse("akun:orang")).context["table"].data.data}
    assert dilihat == {p.label for p in Peran if p not in PENGELOLA}
    for asing in (jauh, rangkap, orang["admin"], pengelola):
        assert client.get(reverse("akun:orang-rinci", args=[asing.pk])).status_code == 404
        assert client.post(reverse("akun:undangan-buat", args=[asing.pk, "cetak"])).status_code == 404
    pilihan = client.get(TAMBAH).context["form_tugas"].fields["peran"].choices
    assert {k for k, _ in pilihan if k} == set(Peran) - PENGELOLA
    ditolak = client.post(TAMBAH, isian(jauh.penugasan.get().desa, wilayah=jauh.penugasan.get().desa.kode))
    assert list(ditolak.context["form_tugas"].errors) == ["wilayah"]
    assert client.post(TAMBAH, isian(desa)).status_code == 302
    assert Perangkat.objects.get().nama == "H. Ahmad Yani, S.Sos."


def test_perangkat_dicatat_bersama_akun_dan_undangannya(admin, desa, beserta_akibatnya, mailoutbox):
    alamat = reverse("desa:perangkat-tambah", args=[desa.pk])
    isi = {"nama": "Ahmad Yani", "jabatan": "kepala_desa", "akun-buat": "on", "akun-surel": "yani@contoh.test"}
    salah = admin.post(alamat, isi | {"jabatan": "staf"})
    assert (salah.status_code, Perangkat.objects.count()) == (422, 0)
    assert (
        "yang mempunyai akun hanya kepala desa, sekretaris desa, kaur keuangan, kaur perencanaan, dan kasi."
        in salah.content.decode()
    )
    assert beserta_akibatnya(admin.post, alamat, isi).status_code == 302
    tautan = AkunPejabat.objects.get()
    assert (tautan.perangkat.nama, tautan.pengguna.username) == ("Ahmad Yani", "ahmad.yani")
    assert [s.to for s in mailoutbox] == [["yani@contoh.test"]]
    assert Perangkat.objects.count() == 1
    lagi = admin.get(reverse("desa:perangkat-ubah", args=[tautan.perangkat_id])).context["tambahan"]
    assert [t.judul for t, _, _ in lagi] == ["Penugasan"]


def test_kaur_dan_kasi_mendapat_akun_penyusun_dari_halamannya(admin, orang, desa):
    alamat = reverse("desa:perangkat-tambah", args=[desa.pk])
    for nama, jabatan in (("Ahmad Yani", "kaur_keuangan"), ("Siti", "kasi_kesejahteraan")):
        assert admin.post(alamat, {"nama": nama, "jabatan": jabatan, "akun-buat": "on"}).status_code == 302
    tugas = {t.pengguna.nama: t for t in Penugasan.objects.filter(peran="penyusun_desa", desa=desa).exclude(jabatan="")}
    assert {n: t.sebutan for n, t in tugas.items()} == {
        "Ahmad Yani": f"Kaur Keuangan {desa}",
        "Siti": f"Kasi Kesejahteraan {desa}",
    }
    for nama, t in tugas.items():
        (pejabat,) = Perangkat.objects.filter(nama=nama)  # entered once
        assert pejabat.akun.pengguna == t.pengguna
        assert [p.pk for p in penugasan_pejabat(pejabat, orang["admin"])] == [t.pk]


def test_verifikator_tidak_ditawari_membuat_akun(client, orang, desa):
    client.force_login(orang["verifikator"])
    alamat = reverse("desa:perangkat-tambah", args=[desa.pk])
    assert client.get(alamat).context["tambahan"] == []
    client.post(alamat, {"nama": "Ahmad Yani", "jabatan": "kepala_desa", "akun-buat": "on"})
    assert not AkunPejabat.objects.exists()

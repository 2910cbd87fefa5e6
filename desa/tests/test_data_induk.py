"""Master data: saved under a lock, with who changed what; nobody's change is overwritten unseen."""

from html import unescape

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.html import strip_tags

from akun.tests.factories import pengguna_berperan
from config.tests.serentak import serentak
from dasar.basi import Basi
from dasar.isian import BarisForm
from dasar.konflik import Berversi, TahuKonflik
from desa.forms import DesaForm
from desa.models import HariLibur, Perangkat, RiwayatData
from desa.services.data import data_simpan
from desa.tests.bersamaan import menyela
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PengurusLKDFactory, PerangkatFactory
from perut.tests.factories import KehadiranFactory, KunjunganFactory

pytestmark = pytest.mark.django_db
ORANG = {
    "perangkat": (PerangkatFactory, {"jabatan": "staf"}),
    "bpd": (AnggotaBPDFactory, {"jabatan": "ketua"}),
    "lkd": (PengurusLKDFactory, {"jenis": "rt", "lembaga": "RT 01", "jabatan": "Ketua"}),
}
TABEL = {"perangkat": "desa_perangkat", "bpd": "desa_anggotabpd", "lkd": "desa_penguruslkd"}


def masuk(pengguna) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


def terbaca(client, alamat: str) -> dict:
    """What the form of a page holds, as the browser sends it back."""
    form = client.get(alamat).context["form"]
    isi = {nama: kolom.value() for nama, kolom in ((k.name, k) for k in form)}
    return {nama: "" if nilai is None else nilai for nama, nilai in isi.items() if nilai is not False}


def teks(jawaban) -> str:
    """What is read on the page."""
    return " ".join(unescape(strip_tags(jawaban.content.decode())).split())


@pytest.mark.parametrize("kunci", ORANG)
def test_yang_disimpan_orang_lain_di_sela_pemeriksaan_tidak_tertimpa(orang, desa, kunci):
    """The second check is made where the row is locked, not only where the page was read."""
    pabrik, isi = ORANG[kunci]
    ini = pabrik(desa=desa, nama="Semula", telepon="0811", **isi)
    alamat = reverse(f"desa:{kunci}-ubah", args=[ini.pk])
    sekretaris, verifikator = masuk(orang["sekretaris_desa"]), masuk(orang["verifikator"])
    milik_sekretaris, milik_verifikator = terbaca(sekretaris, alamat), terbaca(verifikator, alamat)
    with menyela(TABEL[kunci], lambda: verifikator.post(alamat, milik_verifikator | {"telepon": "0822"})) as sudah:
        jawab = sekretaris.post(alamat, milik_sekretaris | {"telepon": "0833"})
    assert sudah == [True]
    ini.refresh_from_db()
    assert ini.telepon == "0822"
    assert "Telepon: “0822”" in jawab.context["form"].non_field_errors()[0]
    assert 'value="0833"' in jawab.content.decode()
    sekretaris.post(alamat, terbaca_lagi(jawab))
    ini.refresh_from_db()
    assert ini.telepon == "0833"


def terbaca_lagi(jawab) -> dict:
    form = jawab.context["form"]
    return {k.name: "" if k.value() is None else k.value() for k in form if k.value() is not False}


@pytest.mark.parametrize(("nama", "tabel"), [("desa-ubah", "desa_desa"), ("kecamatan-ubah", "desa_kecamatan")])
def test_data_kantor_tidak_tertimpa_diam_diam(orang, desa, nama, tabel):
    ini = desa if nama == "desa-ubah" else desa.kecamatan
    alamat = reverse(f"desa:{nama}", args=[ini.pk])
    satu, dua = masuk(orang["verifikator"]), masuk(orang["admin"])
    milik_satu, milik_dua = terbaca(satu, alamat), terbaca(dua, alamat)
    with menyela(tabel, lambda: dua.post(alamat, milik_dua | {"telepon": "0822"})) as sudah:
        jawab = satu.post(alamat, milik_satu | {"telepon": "0833"})
    assert sudah == [True]
    ini.refresh_from_db()
    assert ini.telepon == "0822"
    assert "Telepon: “0822”" in jawab.context["form"].non_field_errors()[0]


def test_perubahan_orang_tercatat_di_halamannya(orang, desa):
    client = masuk(orang["sekretaris_desa"])
    client.post(reverse("desa:perangkat-tambah", args=[desa.pk]), {"nama": "Kaur Satu", "jabatan": "staf"})
    ini = Perangkat.objects.get()
    alamat = reverse("desa:perangkat-ubah", args=[ini.pk])
    client.post(alamat, terbaca(client, alamat) | {"jabatan": "kaur_keuangan", "mulai": "2026-05-17"})
    halaman = teks(client.get(alamat))
    pencatat = str(orang["sekretaris_desa"])
    assert f"Dicatat oleh {pencatat}" in halaman
    assert f"Diubah oleh {pencatat}" in halaman
    assert "Jabatan: Staf Perangkat Desa → Kaur Keuangan" in halaman
    assert "Mulai menjabat: kosong → 17 Mei 2026" in halaman


def test_simpan_tanpa_perubahan_tidak_dicatat(orang, desa):
    ini = PerangkatFactory(desa=desa)
    client = masuk(orang["sekretaris_desa"])
    alamat = reverse("desa:perangkat-ubah", args=[ini.pk])
    client.post(alamat, terbaca(client, alamat))
    assert "Diubah oleh" not in teks(client.get(alamat))


def test_impor_dicatat_untuk_setiap_orang_yang_berubah(orang, desa):
    tetap = PerangkatFactory(desa=desa, nama="Tetap", jabatan="staf", telepon="0811")
    ganti = PerangkatFactory(desa=desa, nama="Ganti", jabatan="staf", telepon="0811")
    client = masuk(orang["sekretaris_desa"])
    berkas = f"kode_desa,nama,jabatan,telepon\n{desa.kode},Tetap,staf,0811\n{desa.kode},Ganti,staf,0822\n"
    pratinjau = client.post(reverse("desa:perangkat-impor"), {"berkas": SimpleUploadedFile("a.csv", berkas.encode())})
    assert "Telepon: 0811 → 0822" not in teks(client.get(reverse("desa:perangkat-ubah", args=[ganti.pk])))
    client.post(reverse("desa:perangkat-impor"), {"kunci": pratinjau.context["kunci"]})
    halaman = teks(client.get(reverse("desa:perangkat-ubah", args=[ganti.pk])))
    assert f"Diubah lewat impor oleh {orang['sekretaris_desa']}" in halaman
    assert "Telepon: 0811 → 0822" in halaman
    assert "lewat impor" not in teks(client.get(reverse("desa:perangkat-ubah", args=[tetap.pk])))


def test_yang_dihapus_tetap_terbaca_di_halaman_desanya(orang, desa):
    ini = PerangkatFactory(desa=desa, nama="Salah Catat", telepon="0811")
    client = masuk(orang["sekretaris_desa"])
    client.post(reverse("desa:perangkat-hapus", args=[ini.pk]), {"versi": ini.versi})
    halaman = teks(masuk(orang["camat"]).get(reverse("desa:desa-rinci", args=[desa.pk])))
    assert f"Salah Catat (Kaur Keuangan): dihapus oleh {orang['sekretaris_desa']}" in halaman
    assert "Telepon: 0811 → kosong" in halaman


def test_penghapusan_yang_batal_tidak_dicatat(orang, desa):
    ini = PerangkatFactory(desa=desa, nama="Kaur Satu")
    KehadiranFactory(kunjungan=KunjunganFactory(desa=desa), nama="Kaur Satu", perangkat=ini)
    client = masuk(orang["verifikator"])
    client.post(reverse("desa:perangkat-hapus", args=[ini.pk]), {"versi": ini.versi})
    assert "dihapus oleh" not in teks(client.get(reverse("desa:desa-rinci", args=[desa.pk])))


def test_yang_berubah_sejak_ditanya_tidak_dihapus(orang, desa):
    """Who asks to delete a person has seen them as they were."""
    ini = PerangkatFactory(desa=desa, nama="Semula", jabatan="staf")
    satu, dua = masuk(orang["sekretaris_desa"]), masuk(orang["verifikator"])
    hapus, ubah = (reverse(f"desa:perangkat-{kerja}", args=[ini.pk]) for kerja in ("hapus", "ubah"))
    versi = satu.get(hapus).context["orang"].versi
    dua.post(ubah, terbaca(dua, ubah) | {"jabatan": "kepala_desa"})
    jawab = satu.post(hapus, {"versi": versi}, follow=True)
    assert Perangkat.objects.filter(pk=ini.pk).exists()
    assert "sudah diubah oleh orang lain sejak halaman ini dibuka" in teks(jawab)


def test_kop_naskah_dan_kantor_desa_tercatat_di_halamannya(orang, desa):
    client = masuk(orang["verifikator"])
    for nama, pk, halaman in (
        ("desa-ubah", desa.pk, reverse("desa:desa-rinci", args=[desa.pk])),
        ("kecamatan-ubah", desa.kecamatan_id, reverse("desa:kecamatan-ubah", args=[desa.kecamatan_id])),
    ):
        alamat = reverse(f"desa:{nama}", args=[pk])
        client.post(alamat, terbaca(client, alamat) | {"telepon": "0517-1"})
        isi = teks(client.get(halaman))
        assert f"oleh {orang['verifikator']}" in isi
        assert "Telepon: kosong → 0517-1" in isi


def test_impor_menyimpan_hanya_yang_dilihat_di_pratinjau(orang, desa):
    """What somebody else saved after the preview is shown before it is overwritten."""
    ini = PerangkatFactory(desa=desa, nama="Kaur Satu", jabatan="staf", telepon="0811")
    satu, dua = masuk(orang["sekretaris_desa"]), masuk(orang["verifikator"])
    berkas = f"kode_desa,nama,jabatan,telepon\n{desa.kode},Kaur Satu,staf,0822\n"
    kirim = {"berkas": SimpleUploadedFile("a.csv", berkas.encode())}
    pratinjau = satu.post(reverse("desa:perangkat-impor"), kirim)
    ubah = reverse("desa:perangkat-ubah", args=[ini.pk])
    dua.post(ubah, terbaca(dua, ubah) | {"telepon": "0833"})
    simpan = reverse("desa:perangkat-impor")
    kedua = satu.post(simpan, {"kunci": pratinjau.context["kunci"]})
    ini.refresh_from_db()
    assert ini.telepon == "0833"
    assert kedua.context["tinjauan"].baris[0].perubahan == ["telepon: 0833 → 0822"]
    satu.post(simpan, {"kunci": kedua.context["kunci"]})
    ini.refresh_from_db()
    assert ini.telepon == "0822"


def test_halaman_admin_mencatat_juga(client, orang, desa):
    """Regions and days off are kept there; a page of the village that is open meanwhile notices."""
    verifikator = masuk(orang["verifikator"])
    kantor = reverse("desa:desa-ubah", args=[desa.pk])
    terbuka = terbaca(verifikator, kantor)
    client.force_login(orang["admin"])
    ubah = reverse("admin:desa_desa_change", args=[desa.pk])
    isi = {"kecamatan": desa.kecamatan_id, "nama": "Putat Baru", "jenis": "desa", "telepon": "0822"}
    assert client.post(ubah, isi).status_code == 302
    catatan = RiwayatData.objects.get()
    assert (catatan.oleh, catatan.aksi, [(b["dari"], b["ke"]) for b in catatan.isi]) == (
        orang["admin"].pk,
        "diubah",
        [("Putat Basiun", "Putat Baru"), ("kosong", "0822")],
    )
    assert verifikator.post(kantor, terbuka | {"telepon": "0833"}).status_code == 422
    libur = {"tanggal": "2026-12-28", "nama": "Cuti bersama"}
    assert client.post(reverse("admin:desa_harilibur_add"), libur).status_code == 302
    ini = HariLibur.objects.get()
    hapus = reverse("admin:desa_harilibur_changelist")
    client.post(hapus, {"action": "delete_selected", "_selected_action": [ini.pk], "post": "yes"})
    assert not HariLibur.objects.exists()
    assert list(RiwayatData.objects.tentang(ini).values_list("aksi", flat=True)) == ["dihapus", "dicatat"]


def test_yang_sudah_dihapus_tidak_hidup_lagi(orang, desa):
    ini = PerangkatFactory(desa=desa, nama="Salah Catat", jabatan="staf")
    satu, dua = masuk(orang["sekretaris_desa"]), masuk(orang["verifikator"])
    ubah, hapus = (reverse(f"desa:perangkat-{kerja}", args=[ini.pk]) for kerja in ("ubah", "hapus"))
    isi = terbaca(satu, ubah)
    with menyela("desa_perangkat", lambda: dua.post(hapus, {"versi": ini.versi})):
        jawab = satu.post(ubah, isi | {"telepon": "0822"})
    assert jawab.context["form"].non_field_errors() == [
        "Data ini sudah dihapus orang lain sejak Anda membukanya, jadi tidak dapat disimpan."
    ]
    assert not Perangkat.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("baru", [True, False])
def test_dua_orang_menyimpan_pada_saat_yang_sama(baru):
    """One saves, the other is told; nobody sees an error of the database."""
    desa = DesaFactory()
    oleh = pengguna_berperan("verifikator", desa)
    ada = None if baru else PerangkatFactory(desa=desa)

    def simpan(n: int) -> str:
        ini = Perangkat(desa=desa, nama="Orang", jabatan="staf") if baru else Perangkat.objects.get(pk=ada.pk)
        ini.telepon = ("0811", "0822")[n]
        try:
            data_simpan(objek=ini, versi=None if baru else 0, oleh=oleh)
            return "tersimpan"
        except Basi:
            return "basi"
        except ValidationError as galat:
            return galat.messages[0]

    hasil = sorted(serentak(simpan, 2))
    assert hasil == sorted(["tersimpan", "Perangkat dengan nama dan jabatan ini sudah ada." if baru else "basi"])
    assert RiwayatData.objects.count() == 1


def test_setiap_formulir_baris_berversi_tahu_konflik():
    """A new form over a row that several people keep carries its version, too."""

    def turunan(kelas) -> set:
        return {kelas}.union(*(turunan(k) for k in kelas.__subclasses__()))

    get_resolver().url_patterns  # noqa: B018  (every form of the house is imported)
    formulir = {f for f in turunan(forms.ModelForm) - {forms.ModelForm} if f._meta.model}
    # The admin site has one door of its own: it saves what it shows, and counts the version up.
    milik_kita = {f for f in formulir if not f.__module__.startswith("django.") and ".admin" not in f.__module__}
    # What a page saves by itself names its version by the saving contract (dasar/simpan.py), not in its form.
    berversi = {f for f in milik_kita if issubclass(f._meta.model, Berversi) and not issubclass(f, BarisForm)}
    assert DesaForm in berversi
    assert {f.__name__ for f in berversi if not issubclass(f, TahuKonflik)} == set()


def test_formulir_tanpa_versi_tidak_menimpa(desa, orang):
    """What does not say which row it showed is refused once, shows what is stored, and then counts as an answer."""
    ini = PerangkatFactory(desa=desa, nama="Rahmah", jabatan="kaur_keuangan")
    client = masuk(orang["verifikator"])
    alamat = reverse("desa:perangkat-ubah", args=[ini.pk])
    isi = terbaca(client, alamat) | {"nama": "Orang Lain"}
    isi.pop("versi")
    jawab = client.post(alamat, isi)
    assert (jawab.status_code, Perangkat.objects.get(pk=ini.pk).nama) == (422, "Rahmah")
    halaman = jawab.content.decode()
    assert "Nama lengkap: “Rahmah”" in halaman and 'value="Orang Lain"' in halaman
    versi = jawab.context["form"]["versi"].value()
    assert client.post(alamat, isi | {"versi": versi}).status_code == 302
    assert Perangkat.objects.get(pk=ini.pk).nama == "Orang Lain"
    jawab = client.post(reverse("desa:perangkat-hapus", args=[ini.pk]))
    assert (jawab.status_code, Perangkat.objects.filter(pk=ini.pk).count()) == (422, 1)

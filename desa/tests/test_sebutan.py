"""What each region calls its villages and their heads, on screens and in documents."""

import datetime

import pytest

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from desa.enums import JabatanPerangkat, JenisDesa
from desa.models import Desa, Kecamatan, Perangkat, RiwayatData
from desa.sebutan import SEBUTAN, BentukDesa
from desa.tests.factories import DesaFactory, PerangkatFactory
from naskah.bagian import kop
from naskah.pejabat import camat, kepala_desa, ketua_bpd
from naskah.tata import isian
from perut.hadir import sebagai_kepala_desa

DESA = [
    # code, name as typed, village, its head, its secretary, its council
    ("63.11.03.2021", "Putat Basiun", "Desa Putat Basiun", "Kepala Desa Putat Basiun", "Sekretaris Desa Putat Basiun",
     "Badan Permusyawaratan Desa Putat Basiun"),
    ("11.71.04.2001", "Lamgugob", "Gampong Lamgugob", "Keuchik Gampong Lamgugob", "Sekretaris Gampong Lamgugob",
     "Tuha Peuet Gampong Lamgugob"),
    ("11.71.04.2001", "Gampong Lamgugob", "Gampong Lamgugob", "Keuchik Gampong Lamgugob",
     "Sekretaris Gampong Lamgugob", "Tuha Peuet Gampong Lamgugob"),
    ("11.71.04.2001", "Desa Gampong Lamgugob", "Gampong Lamgugob", "Keuchik Gampong Lamgugob",
     "Sekretaris Gampong Lamgugob", "Tuha Peuet Gampong Lamgugob"),
    ("11.09.01.2001", "Air Dingin", "Desa Air Dingin", "Kepala Desa Air Dingin", "Sekretaris Desa Air Dingin",
     "Badan Permusyawaratan Desa Air Dingin"),
    ("11.04.01.2001", "Arul Gele", "Kampung Arul Gele", "Reje Kampung Arul Gele", "Sekretaris Kampung Arul Gele",
     "Badan Permusyawaratan Kampung Arul Gele"),
    ("13.06.01.2001", "Nagari Tiku Selatan", "Nagari Tiku Selatan", "Wali Nagari Tiku Selatan",
     "Sekretaris Nagari Tiku Selatan", "Badan Permusyawaratan Nagari Tiku Selatan"),
    ("13.09.01.2001", "Sikakap", "Desa Sikakap", "Kepala Desa Sikakap", "Sekretaris Desa Sikakap",
     "Badan Permusyawaratan Desa Sikakap"),
    ("14.08.01.2001", "Sri Gemilang", "Kampung Sri Gemilang", "Penghulu Kampung Sri Gemilang",
     "Sekretaris Kampung Sri Gemilang", "Badan Permusyawaratan Kampung Sri Gemilang"),
    ("18.06.01.2001", "Terbaya", "Pekon Terbaya", "Kepala Pekon Terbaya", "Sekretaris Pekon Terbaya",
     "Badan Permusyawaratan Pekon Terbaya"),
    ("18.12.01.2001", "Panaragan", "Tiyuh Panaragan", "Kepalo Tiyuh Panaragan", "Sekretaris Tiyuh Panaragan",
     "Badan Permusyawaratan Tiyuh Panaragan"),
    ("34.04.07.2001", "Caturtunggal", "Kalurahan Caturtunggal", "Lurah Caturtunggal", "Carik Caturtunggal",
     "Badan Permusyawaratan Kalurahan Caturtunggal"),
    ("51.03.05.2001", "Dalung", "Desa Dalung", "Perbekel Desa Dalung", "Sekretaris Desa Dalung",
     "Badan Permusyawaratan Desa Dalung"),
    ("64.03.01.2001", "Tepian Buah", "Kampung Tepian Buah", "Kepala Kampung Tepian Buah",
     "Sekretaris Kampung Tepian Buah", "Badan Musyawarah Kampung Tepian Buah"),
    ("73.18.01.2001", "Lembang Ratte", "Lembang Ratte", "Kepala Lembang Ratte", "Sekretaris Lembang Ratte",
     "Badan Permusyawaratan Lembang Ratte"),
    ("81.01.01.2001", "Amahai", "Negeri Amahai", "Kepala Pemerintah Negeri Amahai", "Sekretaris Negeri Amahai",
     "Badan Permusyawaratan Negeri Amahai"),
    ("91.03.01.2001", "KAMPUNG Yoka", "Kampung Yoka", "Kepala Kampung Yoka", "Sekretaris Kampung Yoka",
     "Badan Musyawarah Kampung Yoka"),
    ("91.03.01.3007", "Desa Adat Yoboi", "Kampung Adat Yoboi", "Kepala Kampung Adat Yoboi",
     "Sekretaris Kampung Adat Yoboi", "Badan Musyawarah Kampung Adat Yoboi"),
    ("61.06.01.3001", "Sungai Utik", "Desa Adat Sungai Utik", "Kepala Desa Adat Sungai Utik",
     "Sekretaris Desa Adat Sungai Utik", "Badan Permusyawaratan Desa Adat Sungai Utik"),
    ("18.04.01.1001", "Way Mengaku", "Kelurahan Way Mengaku", "Lurah Way Mengaku", "Sekretaris Kelurahan Way Mengaku",
     "Badan Permusyawaratan Kelurahan Way Mengaku"),
    # a name that begins with another region's word keeps it
    ("18.03.01.2001", "Negeri Agung", "Desa Negeri Agung", "Kepala Desa Negeri Agung", "Sekretaris Desa Negeri Agung",
     "Badan Permusyawaratan Desa Negeri Agung"),
    ("63.11.03.2018", "Kampung Baru", "Desa Kampung Baru", "Kepala Desa Kampung Baru", "Sekretaris Desa Kampung Baru",
     "Badan Permusyawaratan Desa Kampung Baru"),
]  # fmt: skip


@pytest.mark.parametrize(("kode", "nama", "desa", "kepala", "sekretaris", "bpd"), DESA)
def test_desa_disebut_menurut_daerahnya(kode, nama, desa, kepala, sekretaris, bpd):
    jenis = JenisDesa.KELURAHAN if kode[9] == "1" else JenisDesa.DESA
    ini = Desa(kode=kode, nama=nama, jenis=jenis)
    assert (str(ini), ini.jabatan_kepala, ini.jabatan_sekretaris, ini.nama_bpd) == (desa, kepala, sekretaris, bpd)
    tugas = [Penugasan(peran=p, desa=ini).sebutan for p in (Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA)]
    assert tugas == [kepala, sekretaris]
    assert sebagai_kepala_desa(kepala) and sebagai_kepala_desa(f"Plt. {kepala}") and not sebagai_kepala_desa(bpd)


@pytest.mark.parametrize(
    ("kode", "nama", "kecamatan", "camat", "sekcam"),
    [
        ("63.11.03", "Awayan", "Kecamatan Awayan", "Camat Awayan", "Sekretaris Kecamatan Awayan"),
        ("91.03.01", "Sentani", "Distrik Sentani", "Kepala Distrik Sentani", "Sekretaris Distrik Sentani"),
        ("91.03.01", "Kecamatan Sentani", "Distrik Sentani", "Kepala Distrik Sentani", "Sekretaris Distrik Sentani"),
        ("34.04.07", "Depok", "Kapanewon Depok", "Panewu Depok", "Sekretaris Kapanewon Depok"),
        ("34.71.01", "Tegalrejo", "Kemantren Tegalrejo", "Mantri Pamong Praja Tegalrejo",
         "Sekretaris Kemantren Tegalrejo"),
    ],
)  # fmt: skip
def test_kecamatan_disebut_menurut_daerahnya(kode, nama, kecamatan, camat, sekcam):
    ini = Kecamatan(kode=kode, nama=nama)
    assert (str(ini), ini.jabatan_camat) == (kecamatan, camat)
    assert Penugasan(peran=Peran.CAMAT, kecamatan=ini).sebutan == camat
    assert Penugasan(peran=Peran.VERIFIKATOR, sekretaris=True, kecamatan=ini).sebutan == sekcam


def test_pilihan_kantor_mendahului_daerahnya():
    negeri = Desa(kode="81.71.01.2001", nama="Batu Merah", bentuk=BentukDesa.NEGERI)
    assert (str(negeri), negeri.jabatan_kepala) == ("Negeri Batu Merah", "Kepala Pemerintah Negeri Batu Merah")
    assert str(Desa(kode="81.71.01.2001", nama="Batu Merah")) == "Desa Batu Merah"
    kelurahan = Desa(kode="81.71.01.1001", nama="Honipopu", jenis="kelurahan", bentuk=BentukDesa.NEGERI)
    assert str(kelurahan) == "Kelurahan Honipopu"
    assert str(Kecamatan(kode="63.11.03", nama="Awayan", bentuk="distrik")) == "Distrik Awayan"


def test_perangkat_disebut_dengan_jabatan_daerahnya():
    gampong = Desa(kode="11.71.04.2001", nama="Lamgugob")
    kepala = Perangkat(desa=gampong, nama="Teuku", jabatan=JabatanPerangkat.KEPALA_DESA, status_jabatan="plt")
    assert kepala.sebutan == "Plt. Keuchik"
    assert Perangkat(desa=gampong, jabatan=JabatanPerangkat.SEKRETARIS_DESA).sebutan == "Sekretaris Gampong"
    assert Perangkat(desa=gampong, jabatan=JabatanPerangkat.KAUR_KEUANGAN).sebutan == "Kaur Keuangan"


@pytest.mark.parametrize("bentuk", list(SEBUTAN))
def test_setiap_bentuk_menyebut_jenisnya_satu_kali(bentuk):
    """Whatever is chosen, a name typed with its kind, and the head's post, say the kind once."""
    ini = Desa(kode="63.11.03.2021", nama="Harapan", bentuk=bentuk)
    jenis = ini.sebutan.jenis
    assert str(Desa(kode=ini.kode, nama=f"{jenis} Harapan", bentuk=bentuk)) == str(ini) == f"{jenis} Harapan"
    for jabatan in (ini.jabatan_kepala, ini.jabatan_sekretaris, ini.nama_bpd):
        assert jabatan.casefold().count(jenis.casefold()) <= 1
        assert jabatan.endswith("Harapan")


@pytest.mark.django_db
def test_kantor_mengubah_sebutan_semua_desanya_atau_satu(client, desa, orang):
    kelurahan = DesaFactory(kecamatan=desa.kecamatan, jenis=JenisDesa.KELURAHAN, nama="Kota")
    lain = DesaFactory(kecamatan=desa.kecamatan, nama="Batu Merah")
    client.force_login(orang[Peran.VERIFIKATOR])
    kop, satu = f"/desa/kecamatan/{desa.kecamatan_id}/ubah/", f"/desa/{lain.pk}/ubah/"
    isi = {"zona_waktu": desa.kecamatan.zona_waktu, "bentuk": "distrik", "sebutan_desa": "negeri"}
    assert client.post(kop, isi | {"versi": desa.kecamatan.versi}).status_code == 302
    nama = {d.pk: str(d) for d in Desa.objects.all()}
    assert nama == {
        desa.pk: f"Negeri {desa.nama_saja}", lain.pk: "Negeri Batu Merah", kelurahan.pk: "Kelurahan Kota",
    }  # fmt: skip
    kecamatan = Kecamatan.objects.get(pk=desa.kecamatan_id)
    assert kecamatan.jabatan_camat == f"Kepala Distrik {kecamatan.nama_saja}"
    assert RiwayatData.objects.filter(jenis="desa", oleh=orang[Peran.VERIFIKATOR].pk).count() == 2

    lain.refresh_from_db()
    assert "Seperti lazimnya di daerah ini: Desa – Kepala Desa" in client.get(satu).content.decode()
    assert client.post(satu, {"bentuk": "nagari", "versi": lain.versi}).status_code == 302
    lain.refresh_from_db()
    assert lain.jabatan_kepala == "Wali Nagari Batu Merah"
    pilihan = client.get(f"/desa/{lain.pk}/perangkat/tambah/").content.decode()
    assert '<option value="kepala_desa">Wali Nagari</option>' in pilihan
    assert '<option value="kaur_keuangan">Kaur Keuangan</option>' in pilihan
    assert client.post(satu, {"bentuk": "kerajaan", "versi": lain.versi}).status_code == 422

    isi = {"zona_waktu": kecamatan.zona_waktu, "bentuk": "", "sebutan_desa": "lazim", "versi": kecamatan.versi}
    client.post(kop, isi)
    assert {str(d).split(" ")[0] for d in Desa.objects.all()} == {"Desa", "Kelurahan"}


@pytest.mark.django_db
def test_desa_sendiri_tidak_mengubah_sebutannya(client, desa, orang):
    client.force_login(orang[Peran.SEKRETARIS_DESA])
    ubah = f"/desa/{desa.pk}/ubah/"
    assert 'name="bentuk"' not in client.get(ubah).content.decode()
    client.post(ubah, {"bentuk": "nagari", "alamat": "Balai", "versi": desa.versi})
    desa.refresh_from_db()
    assert (desa.alamat, desa.bentuk) == ("Balai", "")


@pytest.mark.django_db
def test_naskah_menyebut_pejabat_menurut_daerahnya(desa):
    """From the village's list, from the account alone, and where nobody is recorded."""
    Kecamatan.objects.filter(pk=desa.kecamatan_id).update(bentuk="distrik", nama="Sentani")
    Desa.objects.filter(pk=desa.pk).update(bentuk="gampong", nama="Gampong Lamgugob")
    desa = Desa.objects.select_related("kecamatan__kabupaten").get(pk=desa.pk)
    hari = datetime.date(2026, 5, 5)
    assert (kepala_desa(desa, hari).jabatan, ketua_bpd(desa, hari).jabatan, camat(desa.kecamatan, hari).jabatan) == (
        "Keuchik Gampong Lamgugob", "Ketua Tuha Peuet Gampong Lamgugob", "Kepala Distrik Sentani",
    )  # fmt: skip
    assert kop(desa.kecamatan).kecamatan == "DISTRIK SENTANI"
    akun = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Teuku Umar")
    akun.penugasan.update(mulai=hari, status_jabatan="plt")
    assert kepala_desa(desa, hari).jabatan == "Plt. Keuchik Gampong Lamgugob"
    PerangkatFactory(desa=desa, jabatan=JabatanPerangkat.KEPALA_DESA, nama="Teuku Umar", status_jabatan="pj")
    assert (kepala_desa(desa, hari).nama, kepala_desa(desa, hari).jabatan) == (
        "Teuku Umar", "Pj. Keuchik Gampong Lamgugob",
    )  # fmt: skip
    assert isian(desa.kecamatan, desa)["bpd"] == "Tuha Peuet Gampong Lamgugob"

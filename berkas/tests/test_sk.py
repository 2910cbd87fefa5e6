"""The number and the date of an appointment decree are entered once, on the file or on the person."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.enums import StatusBerkas
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from berkas.queries.sk import NilaiSK
from berkas.services.keterangan import berkas_keterangan_ubah
from berkas.services.sk import sk_kaitkan
from berkas.tests.berkas_contoh import pdf
from config.tests.formulir import tersembunyi
from desa.models import Perangkat, RiwayatData
from desa.services.data import data_simpan
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PerangkatFactory
from pembaruan.models import Usulan
from pembaruan.services import usulan_konfirmasi

pytestmark = pytest.mark.django_db
MEI, JUNI = date(2024, 5, 3), date(2025, 6, 4)
BELUM = NilaiSK()
SK_MEI, SK_JUNI = NilaiSK("141/3/KPTS/2024", MEI), NilaiSK("141/9/KPTS/2025", JUNI)


@pytest.fixture
def sekdes(desa):
    return pengguna_berperan(Peran.SEKRETARIS_DESA, desa)


@pytest.fixture
def verifikator(desa):
    return pengguna_berperan(Peran.VERIFIKATOR, desa)


@pytest.fixture
def sk(desa, sekdes):
    """sk("perangkat", nomor=…): an uploaded decree of that category, waiting."""

    def buat(jenis="perangkat", status=StatusBerkas.MENUNGGU, **isi):
        kategori, _ = KategoriBerkas.objects.get_or_create(
            kode=f"sk-{jenis}", defaults={"nama": f"SK {jenis}", "kelompok": "sk", "periode": "sekali"}
        )
        isi = {"desa": desa, "tahun": 2024, "judul": f"SK {jenis}"} | isi
        b = Berkas.objects.create(kategori=kategori, status=status, dibuat_oleh=sekdes, **isi)
        nama = default_storage.save(f"berkas/uji-{b.pk}", ContentFile(pdf()))
        b.versi_terkini = VersiBerkas.objects.create(
            berkas=b,
            urut=1,
            isi=nama,
            nama_asli="sk.pdf",
            mime="application/pdf",
            ukuran=1,
            sha256=f"{b.pk:064d}",
            oleh=sekdes,
        )
        b.save()
        return b

    return buat


def orang(desa, nilai=BELUM, jabatan="kaur_keuangan", **isi):
    return PerangkatFactory(desa=desa, jabatan=jabatan, sk_nomor=nilai.nomor, sk_tanggal=nilai.tanggal, **isi)


def kini(benda):
    return NilaiSK.dari(type(benda).objects.get(pk=benda.pk))


def simpan(klien, berkas, dipilih, **isi):
    """The page as a person sends it: what it shows, with these changes."""
    url = reverse("berkas:berkas-pejabat", args=[berkas.pk])
    awal = {"nomor": berkas.nomor, "tanggal": berkas.tanggal or ""} | tersembunyi(klien.get(url), "semula")
    return klien.post(url, awal | {"orang": [p.pk for p in dipilih]} | isi)


@pytest.mark.parametrize(
    ("satu", "dua", "sama"),
    [
        ("141/3/KPTS/2024", "Nomor 141 / 3 / kpts / 2024", True),
        ("No. 141/03/KPTS/2024", "141/3/KPTS/2024", True),
        ("SK Nomor: 141/3/KPTS/2024.", "141/3/KPTS/2024", True),
        ("141/3/KPTS/2024", "141/13/KPTS/2024", False),
        ("", "141/3/KPTS/2024", True),
    ],
)
def test_nomor_dengan_ejaan_lain(satu, dua, sama):
    assert NilaiSK(satu, MEI).cocok(NilaiSK(dua, MEI)) is sama
    assert NilaiSK(satu, MEI).cocok(NilaiSK(dua, JUNI)) is False


def test_dari_berkas_kepada_yang_belum_bernomor(client, desa, sk, sekdes):
    berkas, satu, dua = sk(nomor=SK_MEI.nomor), orang(desa), orang(desa)
    tetap = orang(desa, NilaiSK("Nomor 141/03/kpts/2024", MEI))
    client.force_login(sekdes)
    assert simpan(client, berkas, [satu, dua, tetap], tanggal=MEI).url == berkas.get_absolute_url()
    assert [kini(p) for p in (berkas, satu, dua)] == [SK_MEI] * 3
    assert kini(tetap).nomor == "Nomor 141/03/kpts/2024"  # the same number in its own spelling
    (baris,) = berkas.riwayat.all()
    assert "3 Mei 2024" in baris.alasan
    assert str(satu) in baris.alasan
    kolom = [b["kolom"] for r in RiwayatData.objects.tentang(satu) for b in r.isi]
    assert sorted(kolom) == ["sk", "sk_nomor", "sk_tanggal"]
    isi = client.get(berkas.get_absolute_url()).content.decode()
    assert (satu.nama in isi, "3 Mei 2024" in isi) == (True, True)
    isi = client.get(reverse("desa:perangkat-ubah", args=[satu.pk])).content.decode()
    assert f'href="{berkas.get_absolute_url()}"' in isi


def test_dari_orang_kepada_berkas_kosong_lalu_dilepas(client, desa, sk, verifikator):
    berkas, satu = sk(status=StatusBerkas.DITERIMA), orang(desa, SK_MEI)  # judged: what is missing is still filled in
    client.force_login(verifikator)
    simpan(client, berkas, [satu])
    assert kini(berkas) == SK_MEI
    berkas.refresh_from_db()
    assert simpan(client, berkas, [satu], nomor="141/77").status_code == 302  # a disabled field says nothing
    assert kini(berkas) == SK_MEI
    simpan(client, berkas, [])
    assert (list(berkas.pejabat.all()), kini(satu)) == ([], SK_MEI)
    assert "Dilepas" in berkas.riwayat.last().alasan


def test_yang_berbeda_ditanyakan_dengan_kedua_nilainya(client, desa, sk, sekdes):
    berkas, satu = sk(nomor=SK_JUNI.nomor, tanggal=MEI), orang(desa, SK_MEI)
    client.force_login(sekdes)
    jawab = simpan(client, berkas, [satu])
    assert jawab.status_code == 422
    label = jawab.context["form"].fields[f"pilih_{satu.pk}"].label
    assert (SK_MEI.nomor in label, SK_JUNI.nomor in label) == (True, True)
    assert [kini(satu), list(berkas.pejabat.all())] == [SK_MEI, []]
    assert simpan(client, berkas, [satu], **{f"pilih_{satu.pk}": f"dua:{satu.versi}"}).status_code == 422  # one date
    data_simpan(objek=Perangkat(pk=satu.pk, desa=desa, telepon="0811"), kolom=["telepon"], oleh=sekdes)
    jawab = simpan(client, berkas, [satu], **{f"pilih_{satu.pk}": f"orang:{satu.versi}"})
    assert "baru saja berubah" in jawab.content.decode()
    simpan(client, berkas, [satu], **{f"pilih_{satu.pk}": f"orang:{satu.versi + 1}"})
    assert [kini(berkas), kini(satu)] == [SK_MEI, SK_MEI]


def test_berkas_dibetulkan_orangnya_ikut(client, desa, sk, sekdes):
    berkas, satu, dua = sk(nomor=SK_JUNI.nomor, tanggal=JUNI), orang(desa), orang(desa)
    client.force_login(sekdes)
    simpan(client, berkas, [satu, dua])
    jawab = simpan(client, berkas, [satu, dua], nomor=SK_MEI.nomor, tanggal=MEI)  # also to an earlier day
    assert [kini(b) for b in (berkas, satu, dua)] == [SK_MEI] * 3
    isi = client.get(jawab.url).content.decode()
    assert f"SK {satu.nama}, {dua.nama} dicatat" in isi


def test_yang_berlaku_berkasnya(client, desa, sk, sekdes):
    berkas, satu = sk(nomor=SK_JUNI.nomor, tanggal=MEI), orang(desa, SK_MEI)
    client.force_login(sekdes)
    simpan(client, berkas, [satu], **{f"pilih_{satu.pk}": f"berkas:{satu.versi}"})
    assert kini(satu) == NilaiSK(SK_JUNI.nomor, MEI)


def test_dua_sk_satu_orang_yang_lebih_baru_berlaku(client, desa, sk, sekdes):
    lama, baru = sk(nomor=SK_MEI.nomor, tanggal=MEI), sk(nomor=SK_JUNI.nomor, tanggal=JUNI, judul="SK perpanjangan")
    satu = orang(desa)
    for berkas, pilihan in ((lama, ""), (baru, "dua")):
        sk_kaitkan(berkas=berkas, nilai=NilaiSK.dari(berkas), orang={satu.pk: pilihan}, oleh=sekdes)
    assert kini(satu) == SK_JUNI
    sk_kaitkan(berkas=lama, nilai=SK_MEI, orang={satu.pk: ""}, oleh=sekdes)  # known: asked no more
    assert kini(satu) == SK_JUNI
    client.force_login(sekdes)
    isi = client.get(reverse("desa:perangkat-ubah", args=[satu.pk])).content.decode()
    assert isi.index(f'href="{baru.get_absolute_url()}"') < isi.index(f'href="{lama.get_absolute_url()}"')


def test_kepala_desa_menunggu_konfirmasi(desa, sk, sekdes, verifikator):
    berkas = sk("kepala-desa", nomor=SK_MEI.nomor, tanggal=MEI)
    kades = orang(desa, jabatan="kepala_desa")
    (kalimat,) = sk_kaitkan(berkas=berkas, nilai=SK_MEI, orang={kades.pk: ""}, oleh=sekdes)
    assert "setelah dikonfirmasi" in kalimat
    assert kini(kades) == NilaiSK()
    usulan = Usulan.objects.get()
    assert (usulan.nomor, [b["kolom"] for b in usulan.isi]) == (kades.pk, ["sk_nomor", "sk_tanggal"])
    usulan_konfirmasi(usulan=usulan, oleh=verifikator)
    assert kini(kades) == SK_MEI


def test_orang_lain_dan_jenis_lain_ditolak(client, desa, sk, sekdes):
    berkas = sk(nomor=SK_MEI.nomor, tanggal=MEI)
    tetangga, kades = orang(DesaFactory(kecamatan=desa.kecamatan)), orang(desa, jabatan="kepala_desa")
    client.force_login(sekdes)
    for p in (tetangga, kades, AnggotaBPDFactory(desa=desa, pk=kades.pk + 1000)):
        assert simpan(client, berkas, [p]).status_code == 422
        with pytest.raises(ValidationError):
            sk_kaitkan(berkas=berkas, nilai=SK_MEI, orang={p.pk: ""}, oleh=sekdes)
    assert not berkas.pejabat.exists()
    asing = pengguna_berperan(Peran.SEKRETARIS_DESA, tetangga.desa)
    client.force_login(asing)
    assert client.get(reverse("berkas:berkas-pejabat", args=[berkas.pk])).status_code == 404


def test_yang_sudah_tidak_menjabat_tetap_dapat_disebut(client, desa, sk, sekdes):
    berkas, satu = sk(nomor=SK_MEI.nomor, tanggal=MEI), orang(desa, selesai=JUNI)
    client.force_login(sekdes)
    isi = client.get(reverse("berkas:berkas-pejabat", args=[berkas.pk])).content.decode()
    assert f"{satu} – sudah tidak menjabat" in isi
    simpan(client, berkas, [satu])
    assert kini(satu) == SK_MEI


def test_berkas_yang_ditolak_kemudian(client, desa, sk, sekdes):
    berkas, satu = sk(nomor=SK_MEI.nomor, tanggal=MEI), orang(desa)
    sk_kaitkan(berkas=berkas, nilai=SK_MEI, orang={satu.pk: ""}, oleh=sekdes)
    Berkas.objects.filter(pk=berkas.pk).update(status=StatusBerkas.DITOLAK)
    client.force_login(sekdes)
    url = reverse("desa:perangkat-ubah", args=[satu.pk])
    jawab = client.get(url)
    assert "(Ditolak)" in jawab.content.decode()
    assert all(not f.fields for t, f, _ in jawab.context["tambahan"] if t.judul == "SK yang diunggah")
    assert simpan(client, berkas, [satu]).status_code == 422
    satu.sk_nomor = "141/8"  # what is refused binds nobody
    data_simpan(objek=satu, kolom=["sk_nomor"], oleh=sekdes)


def test_nomor_lain_pada_orangnya_disebut(desa, sk, sekdes):
    berkas, satu = sk(nomor=SK_MEI.nomor, tanggal=MEI), orang(desa)
    sk_kaitkan(berkas=berkas, nilai=SK_MEI, orang={satu.pk: ""}, oleh=sekdes)
    satu.refresh_from_db()
    satu.sk_nomor = "141/4"
    with pytest.raises(ValidationError, match=r"141/3/KPTS/2024.*141/4"):
        data_simpan(objek=satu, kolom=["sk_nomor"], oleh=sekdes)
    assert kini(satu) == SK_MEI
    satu.sk_tanggal = JUNI  # a later decree, not uploaded yet
    data_simpan(objek=satu, kolom=["sk_nomor", "sk_tanggal"], oleh=sekdes)
    assert kini(satu) == NilaiSK("141/4", JUNI)
    berkas_keterangan_ubah(berkas=berkas, judul="SK Kaur", nomor="141/99", oleh=sekdes)
    assert kini(berkas) == SK_MEI  # the number of a decree is changed where its people are asked


def test_berkas_berubah_sementara_halamannya_terbuka(client, desa, sk, sekdes):
    berkas, satu = sk(nomor="141/1", tanggal=MEI), orang(desa)
    client.force_login(sekdes)
    jawab = simpan(client, berkas, [satu], semula="nomor 141/0, tanpa tanggal")
    assert "baru saja mengubah berkas ini: nomor 141/1" in jawab.content.decode()
    assert simpan(client, berkas, [satu], **tersembunyi(jawab, "semula")).status_code == 302


@pytest.mark.parametrize("isi", [{"nomor": "x" * 101}, {"tanggal": "kemarin"}, {"orang": ["9" * 30, "a", "\x00"]}])
def test_isian_rusak(client, desa, sk, sekdes, isi):
    berkas = sk()
    client.force_login(sekdes)
    assert simpan(client, berkas, [orang(desa)], **isi).status_code == 422
    assert not berkas.pejabat.exists()


def test_bukan_sk_tidak_berhalaman(client, sk, sekdes):
    berkas = sk()
    KategoriBerkas.objects.filter(pk=berkas.kategori_id).update(kode="lppd")
    client.force_login(sekdes)
    assert client.get(reverse("berkas:berkas-pejabat", args=[berkas.pk])).status_code == 404


# --- from the person's side ---------------------------------------------------------------------
def isian(orang, **ubah):
    kolom = ("nama", "jabatan", "rincian", "niap", "sk_nomor", "sk_tanggal", "mulai", "selesai")
    return {n: getattr(orang, n) or "" for n in kolom} | {"versi": orang.versi, "sk-pilih": ""} | ubah


def test_halaman_orang_mengambil_dari_sk(client, desa, sk, sekdes):
    berkas, satu = sk(nomor=SK_MEI.nomor, tanggal=MEI), orang(desa, NilaiSK("141/7", MEI))
    client.force_login(sekdes)
    url = reverse("desa:perangkat-ubah", args=[satu.pk])
    jawab = client.post(url, isian(satu, **{"sk-berkas": berkas.pk}))
    assert jawab.status_code == 422
    assert "Mana yang berlaku?" in jawab.content.decode()
    jawab = client.post(url, isian(satu, **{"sk-berkas": berkas.pk, "sk_nomor": "", "sk_tanggal": ""}))
    assert jawab.status_code == 302
    assert kini(satu) == SK_MEI
    assert [k.orang for k in berkas.pejabat.all()] == [satu]


def test_orang_baru_langsung_dengan_sknya(client, desa, sk, sekdes):
    berkas = sk(nomor=SK_MEI.nomor, tanggal=MEI)
    asing = sk(desa=DesaFactory(kecamatan=desa.kecamatan))
    client.force_login(sekdes)
    url = reverse("desa:perangkat-tambah", args=[desa.pk])
    isi = {"nama": "Rahmat", "jabatan": "kaur_keuangan", "sk-pilih": ""}
    assert client.post(url, isi | {"sk-berkas": asing.pk}).status_code == 422
    assert client.post(url, isi | {"jabatan": "kasi_pelayanan", "sk-berkas": berkas.pk}).status_code == 302
    assert kini(Perangkat.objects.get(nama="Rahmat")) == SK_MEI

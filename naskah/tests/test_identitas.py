"""One person, one identity: the printed name, the account and the certificate of a signer belong together."""

import datetime
from dataclasses import replace

import pytest
from cryptography import x509
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.pejabat import nama_resmi
from akun.services import pejabat_tautkan
from akun.tests.factories import pengguna_berperan
from config.tests.peramban import SANDI
from dasar.alur import sejak_dari
from desa.tests.factories import PerangkatFactory
from naskah import jenis as daftar_jenis
from naskah.bagian import Orang
from naskah.models import PekerjaanTtd
from naskah.otoritas import otoritas_siapkan
from naskah.pejabat import kepala_desa, penjabat_kepala_desa
from naskah.services.goresan import goresan_simpan
from naskah.services.naskah import naskah_setujui
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.sertifikat import sertifikat_buat, sertifikat_undang
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, cara_ttd, disetujui, diundang, isi_pdf, kunci_ca_pem, sertifikat_untuk, tempat
from naskah.tests.conftest import ISI, KOP
from naskah.verifikasi import berkas_periksa

pytestmark = pytest.mark.django_db
HARI = datetime.date(2026, 5, 5)


def test_nama_tercetak_dan_akun_dari_satu_orang(desa):
    """An outdated list: the account of the new kepala desa is not put under the name of the old one."""
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Lama")
    pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Baru")
    orang = kepala_desa(desa, HARI)
    assert (orang.nama, orang.id) == ("Kades Lama", None)


def test_akun_menurut_hari_yang_sama(desa):
    """Name and account of one day: whoever held the post then, not whoever holds it today."""
    akhir = datetime.date(2026, 6, 30)
    lama = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Lama")
    lama.penugasan.update(selesai=akhir)
    baru = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Baru")
    baru.penugasan.update(mulai=akhir + datetime.timedelta(days=1))
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Lama", selesai=akhir)
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Baru", mulai=akhir + datetime.timedelta(days=1))
    assert [(o.nama, o.id) for o in (kepala_desa(desa, akhir), kepala_desa(desa, datetime.date(2026, 7, 1)))] == [
        ("Kades Lama", lama.pk),
        ("Kades Baru", baru.pk),
    ]


def test_akun_lain_tidak_menandatangani_atas_nama_tercetak(terbitkan, desa, orang, settings):
    """A berita acara was once stamped with the former kepala desa's name and the new one's certificate."""
    baru = orang["kepala_desa"]
    naskah = disetujui(terbitkan, desa, (1, "Kades Lama", baru))
    type(baru).objects.filter(pk=baru.pk).update(nama="Kades Baru")
    baru.refresh_from_db()
    sertifikat_untuk(settings, baru)
    with pytest.raises(ValidationError, match="mencetak nama Kades Lama"):
        penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=baru)
    assert PekerjaanTtd.objects.count() == 0


def kades(desa, nama="Kades Lama", **isi):
    return PerangkatFactory(desa=desa, jabatan="kepala_desa", nama=nama, **isi)


def test_dua_kepala_desa_pada_satu_hari_disebut(desa):
    kades(desa, mulai=datetime.date(2020, 1, 1))
    kades(desa, "Kades Baru", mulai=datetime.date(2026, 1, 1))
    penjabat = penjabat_kepala_desa(desa, HARI)
    assert penjabat.rancu == [
        "Pada 5 Mei 2026 tercatat 2 orang sebagai Kepala Desa Putat Basiun, yaitu Kades Baru dan Kades Lama; isi "
        "tanggal akhir masa jabatan yang sudah selesai, supaya jelas siapa yang menandatangani."
    ]


def test_yang_berakhir_kemarin_tidak_menjabat_lagi(desa):
    kades(desa, selesai=HARI - datetime.timedelta(days=1))
    kades(desa, "Kades Baru", mulai=HARI)
    penjabat = penjabat_kepala_desa(desa, HARI)
    assert (penjabat.orang.nama, penjabat.rancu) == ("Kades Baru", [])


def test_tidak_ada_kepala_desa(desa):
    penjabat = penjabat_kepala_desa(desa, HARI)
    assert (penjabat.orang.nama, penjabat.orang.jabatan) == ("", "Kepala Desa Putat Basiun")
    assert "belum tercatat" in penjabat.akun[0]


def test_hanya_akun_tanpa_catatan_desa(desa, orang):
    """Then the account is the record: name, post and signer are one person's."""
    o = kepala_desa(desa, HARI)
    assert (o.nama, o.jabatan, o.id) == ("Kepala Desa", "Kepala Desa Putat Basiun", orang["kepala_desa"].pk)


def test_plh_bertindak_di_samping_yang_definitif(desa):
    kades(desa)
    kades(desa, "Sekdes", status_jabatan="plh")
    penjabat = penjabat_kepala_desa(desa, HARI)
    assert (penjabat.orang.nama, penjabat.orang.jabatan) == ("Sekdes", "Plh. Kepala Desa Putat Basiun")
    assert penjabat.rancu == []


def test_penjabat_kepala_desa_ber_nip(desa):
    kades(desa, "Budi, S.IP.", status_jabatan="pj", nip="1" * 18, pangkat="Penata (III/c)", niap="7")
    o = kepala_desa(desa, HARI)
    assert (o.jabatan, o.nomor_label, o.nomor, o.pangkat) == (
        "Pj. Kepala Desa Putat Basiun",
        "NIP",
        "1" * 18,
        "Penata (III/c)",
    )


def test_penjabat_hanya_untuk_kepala_desa(desa):
    perangkat = PerangkatFactory(desa=desa, status_jabatan="pj")
    with pytest.raises(ValidationError, match="hanya ada untuk kepala desa"):
        perangkat.clean()


def test_akun_tertaut_berlaku_walau_namanya_lain(desa, orang):
    ini = kades(desa)
    tautkan(ini, orang)
    assert kepala_desa(desa, HARI).id == orang["kepala_desa"].pk
    assert nama_resmi(orang["kepala_desa"]) == ["Kades Lama"]


def test_akun_tertaut_yang_tidak_bertugas_disebut(desa, orang):
    ini = kades(desa)
    tautkan(ini, orang)
    orang["kepala_desa"].penugasan.update(selesai=HARI - datetime.timedelta(days=1))
    penjabat = penjabat_kepala_desa(desa, HARI)
    assert (penjabat.orang.id, penjabat.rancu) == (None, [])
    assert "pada 5 Mei 2026 tidak bertugas sebagai kepala desa" in penjabat.akun[0]


def test_dua_akun_untuk_satu_kepala_desa_disebut(desa):
    for _ in range(2):
        pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Lama")
    kades(desa)
    penjabat = penjabat_kepala_desa(desa, HARI)
    assert penjabat.orang.id is None
    assert "mempunyai 2 akun kepala desa" in penjabat.akun[0]


def tautkan(perangkat, orang):
    pejabat_tautkan(pejabat=perangkat, pengguna=orang["kepala_desa"], sejak=None, oleh=orang["verifikator"])


def test_sertifikat_atas_nama_lain_ditolak(terbitkan, desa, orang, settings):
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    sertifikat = sertifikat_untuk(settings, orang["camat"])
    type(sertifikat).objects.update(nama="Camat Lain")
    with pytest.raises(
        ValidationError, match="terbit atas nama Camat Lain, sedangkan naskah ini mencetak nama Camat Uji"
    ):
        penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=orang["camat"])


def test_sertifikat_berbeda_gelar_orang_yang_sama(terbitkan, desa, orang, settings):
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    sertifikat = sertifikat_untuk(settings, orang["camat"])
    type(sertifikat).objects.update(nama="Drs. H. CAMAT UJI, M.Si.")
    assert penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=orang["camat"]).status == "antre"


def test_sertifikat_memuat_nama_saat_diundang(desa, orang, settings):
    """What the owner types into his profile afterwards changes nothing."""
    ini = kades(desa, "Drs. Kades Lama, M.Si.")
    tautkan(ini, orang)
    settings.CA_KUNCI = kunci_ca_pem()
    otoritas_siapkan(instansi="Kecamatan Uji")
    undangan = diundang(orang["kepala_desa"], orang["admin"])
    Pengguna.objects.filter(pk=orang["kepala_desa"].pk).update(nama="Bupati")
    pemilik = Pengguna.objects.get(pk=orang["kepala_desa"].pk)
    sertifikat = sertifikat_buat(sertifikat=undangan, frasa="empat kata acak panjang", oleh=pemilik)
    terbit = x509.load_der_x509_certificate(bytes(sertifikat.sertifikat))
    assert terbit.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value == "Drs. Kades Lama, M.Si."


def test_akun_kedua_dari_orang_bersertifikat_tidak_diundang(desa, orang):
    sertifikat_undang(pengguna=orang["camat"], oleh=orang["admin"])
    kembar = pengguna_berperan(Peran.VERIFIKATOR, desa, nama=orang["camat"].nama)
    with pytest.raises(ValidationError, match=f"orang yang sama dengan akun {orang['camat'].username}"):
        sertifikat_undang(pengguna=kembar, oleh=orang["admin"])


def test_nama_akun_yang_lain_menghentikan_persetujuan(siapkan, desa, orang):
    naskah = siapkan(
        desa, isi=ISI | {"penanda": [{"kunci": "a", "urutan": 1, "nama": "Siti", "id": orang["camat"].pk}]}
    )
    with pytest.raises(ValidationError, match=r"akan mencetak nama Siti, sedangkan akun .* milik Camat:"):
        naskah_setujui(naskah=naskah, oleh=orang["camat"])
    naskah.refresh_from_db()
    assert (naskah.status, naskah.nomor) == ("diajukan", "")


@pytest.mark.parametrize(("cara", "ditolak"), [("elektronik", True), ("basah", False)])
def test_kop_nip_pangkat_lengkap_sebelum_persetujuan_elektronik(client, siapkan, desa, orang, cara, ditolak):
    """On paper ink fills the dotted lines; on the page the sentence leads to where it is entered."""
    camat = orang["camat"]
    Penanda = daftar_jenis.Penanda
    jenis = replace(
        daftar_jenis.jenis_naskah("naskah_uji"),
        penanda=lambda _isi: [Penanda("camat", 1, "", Orang(nama=camat.nama, id=camat.pk))],
    )
    daftar_jenis.TERDAFTAR["naskah_uji"] = jenis
    cara_ttd(desa.kecamatan, cara)
    naskah = siapkan(desa, isi={"kop": KOP | {"alamat": ""}})
    client.force_login(camat)
    isi = {"sandi": SANDI, "sejak": sejak_dari(naskah)}
    jawab = client.post(reverse("naskah:naskah-aksi", args=[naskah.pk, "setujui"]), isi)
    naskah.refresh_from_db()
    assert (jawab.status_code, naskah.status) == ((422, "diajukan") if ditolak else (302, "disetujui"))
    if ditolak:
        teks = jawab.content.decode()
        assert "NIP dan pangkat Camat belum diisi." in teks
        assert f'<a href="{reverse("akun:profil")}">Isi di profil Anda</a>' in teks
        assert "Alamat kantor pada kop naskah belum diisi." in teks


def test_saksi_goresan_bukan_penandanya_sendiri(terbitkan, desa, orang):
    naskah = disetujui(terbitkan, desa, (1, "Pelaksana", None))
    with pytest.raises(ValidationError, match="tidak dapat disaksikan sendiri"):
        goresan_simpan(penanda=tempat(naskah, 0), gambar=b"x", lintang=None, bujur=None, oleh=orang["pelaksana"])


def test_nama_panjang_penuh_di_halaman_keaslian(terbitkan, desa, orang, settings):
    """64 letters have room in a certificate; verification shows the whole name."""
    nama = "Drs. Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama Ayah Yang Juga Panjang, S.Sos., M.Si."
    settings.CA_KUNCI = kunci_ca_pem()
    otoritas_siapkan(instansi="Kecamatan Uji")
    naskah = disetujui(terbitkan, desa, (1, nama, orang["camat"]))
    undangan = diundang(orang["camat"], orang["admin"])
    sertifikat = sertifikat_buat(sertifikat=undangan, frasa="empat kata acak panjang", oleh=orang["camat"])
    assert "CN=Drs. Haji Muhammad Nama Yang Sangat Panjang Sekali Bin Nama Ayah," in sertifikat.subjek
    pekerjaan = penanda_tandatangani(penanda=tempat(naskah, 0), frasa="empat kata acak panjang", oleh=orang["camat"])
    pekerjaan_selesaikan(pekerjaan.pk)
    periksa = berkas_periksa(isi_pdf(naskah))
    assert [(warna, n) for warna, _, n in periksa.tanda_tangan] == [("sah", nama)]

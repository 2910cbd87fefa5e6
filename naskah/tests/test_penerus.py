"""Somebody leaves before signing: seen the same day, and the document goes on."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from dasar.alur import sejak_dari
from dasar.waktu import hari_ini
from desa.tests.factories import PerangkatFactory
from naskah.enums.naskah import CaraTtd, StatusNaskah, StatusPenanda
from naskah.models import Naskah, PenandaTangan
from naskah.queries.penerus import penanda_berhenti
from naskah.services.naskah import naskah_setujui
from naskah.services.penerus import naskah_ganti_pejabat, penanda_alihkan
from naskah.tests.bahan_ttd import cara_ttd
from perut.enums import StatusKunjungan
from perut.services.kunjungan import kunjungan_sahkan
from perut.tests.factories import KunjunganFactory

pytestmark = pytest.mark.django_db
KEMARIN = datetime.timedelta(days=1)


@pytest.fixture
def kunjungan(desa, orang):
    """Approved by the camat of the time, signed by nobody yet; electronic."""
    cara_ttd(desa.kecamatan, CaraTtd.ELEKTRONIK)
    for pengguna in orang.values():  # what an electronic document prints of its signers
        pengguna.nip, pengguna.pangkat = "1" * 18, "Penata (III/c)"
        pengguna.save(update_fields=["nip", "pangkat"])
    desa.kecamatan.alamat = "Jalan Raya 1"
    desa.kecamatan.save(update_fields=["alamat"])
    PerangkatFactory(desa=desa, nama="Kepala Desa", jabatan="kepala_desa", mulai=datetime.date(2020, 1, 1))
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI, petugas=[orang["pelaksana"]])
    k = kunjungan_sahkan(kunjungan=k, oleh=orang["camat"])
    ber_pdf(k.berita_acara)
    return k


def ber_pdf(naskah):
    """Past the printer: what matters here is that there is one."""
    Naskah.objects.filter(pk=naskah.pk).update(pdf="naskah/uji.pdf", pdf_sha256="0" * 64)
    naskah.refresh_from_db()


def berhenti(pengguna):
    pengguna.penugasan.update(selesai=hari_ini(pengguna.penugasan.get().wilayah) - KEMARIN)


def camat_baru(desa, nama="Camat Baru"):
    return pengguna_berperan(Peran.CAMAT, desa, nama=nama, nip="2" * 18, pangkat="Pembina (IV/a)")


def tempat(naskah, kunci) -> PenandaTangan:
    return PenandaTangan.objects.select_related("naskah__kecamatan", "naskah__desa__kecamatan").get(
        naskah=naskah, kunci=kunci
    )


def tandatangani(naskah, kunci):
    naskah.penanda.filter(kunci=kunci).update(status=StatusPenanda.SELESAI, cara="elektronik", waktu=naskah.disetujui)


def macet(desa):
    return [(p.naskah_id, p.kunci) for p in penanda_berhenti(type(desa.kecamatan).objects.all())]


# --- seen the same day ----------------------------------------------------------------------
def test_selama_semua_menjabat_tidak_ada_yang_tertahan(desa, kunjungan):
    assert macet(desa) == []


def test_camat_yang_diganti_tampil_pada_hari_itu_juga(client, desa, orang, kunjungan):
    berhenti(orang["camat"])
    baru = camat_baru(desa)
    assert macet(desa) == [(kunjungan.berita_acara_id, "camat")]
    for siapa in (baru, orang["verifikator"]):
        client.force_login(siapa)
        assert "Penanda tangannya sudah berganti" in client.get(reverse("dasbor:hari-ini")).content.decode()
        assert kunjungan.berita_acara.nomor in client.get(reverse("naskah:tanda-tangan-macet")).content.decode()


def test_kepala_desa_yang_berhenti_tampil_bagi_penggantinya(client, desa, orang, kunjungan):
    berhenti(orang["kepala_desa"])
    desa.perangkat.update(selesai=hari_ini(desa) - KEMARIN)
    baru = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kepala Desa Baru")
    assert macet(desa) == [(kunjungan.berita_acara_id, "kepala-desa")]
    client.force_login(baru)
    assert "Penanda tangannya sudah berganti" in client.get(reverse("dasbor:hari-ini")).content.decode()


def test_kepala_desa_tanpa_akun_dilihat_dari_daftar_perangkat(desa, orang, kunjungan):
    kunjungan.berita_acara.penanda.filter(kunci="kepala-desa").update(pengguna=None)
    assert macet(desa) == []
    desa.perangkat.update(selesai=hari_ini(desa) - KEMARIN)
    assert macet(desa) == [(kunjungan.berita_acara_id, "kepala-desa")]


def test_plt_camat_yang_kembali_menjadi_sekcam_tidak_menandatangani_sebagai_camat(desa, orang, kunjungan):
    berhenti(orang["camat"])
    Penugasan.objects.create(pengguna=orang["camat"], peran=Peran.VERIFIKATOR, kecamatan=desa.kecamatan)
    lama = type(orang["camat"]).objects.get(pk=orang["camat"].pk)
    assert macet(desa) == [(kunjungan.berita_acara_id, "camat")]
    assert not lama.has_perm("naskah.tandatangani_penanda", tempat(kunjungan.berita_acara, "camat"))


# --- the place goes to the successor -----------------------------------------------------------
def test_tempat_beralih_kepada_penggantinya(desa, orang, kunjungan):
    berhenti(orang["camat"])
    baru = camat_baru(desa)
    naskah = kunjungan.berita_acara
    isi = Naskah.objects.get(pk=naskah.pk).isi
    penanda_alihkan(penanda=tempat(naskah, "camat"), oleh=orang["verifikator"])
    naskah.refresh_from_db()
    p = tempat(naskah, "camat")
    assert (p.nama, p.pengguna, p.status) == ("Camat Baru", baru, StatusPenanda.MENUNGGU)
    assert (naskah.isi, naskah.pdf.name) == (isi, "")  # frozen; printed again, since nobody has signed it
    riwayat = naskah.riwayat.last()
    assert (riwayat.aksi, riwayat.oleh) == ("alihkan", orang["verifikator"])
    assert "beralih dari Camat kepada Camat Baru" in riwayat.alasan
    assert naskah.pengalihan.get().lama_nama == "Camat"
    assert macet(desa) == []


def test_pdf_dibuat_lagi_dengan_nama_penggantinya(desa, orang, beserta_akibatnya):
    from cetak.tests.baca import teks_pdf

    cara_ttd(desa.kecamatan, CaraTtd.BASAH)
    PerangkatFactory(desa=desa, nama="Kepala Desa Lama", jabatan="kepala_desa")
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI, petugas=[orang["pelaksana"]])
    k = beserta_akibatnya(kunjungan_sahkan, kunjungan=k, oleh=orang["camat"])
    berhenti(orang["camat"])
    camat_baru(desa, "Dra. Camat Pengganti")
    beserta_akibatnya(penanda_alihkan, penanda=tempat(k.berita_acara, "camat"), oleh=orang["verifikator"])
    naskah = Naskah.objects.get(pk=k.berita_acara_id)
    teks = teks_pdf(naskah.pdf.read())
    assert "Dra. Camat Pengganti" in teks
    assert "Tempat tanda tangan Camat" in teks  # and it says that it moved
    assert [v.urut for v in naskah.versi_pdf.all()] == [0, 1]  # what was made first is kept


def test_yang_sudah_menandatangani_tidak_dialihkan(desa, orang, kunjungan):
    tandatangani(kunjungan.berita_acara, "kepala-desa")
    berhenti(orang["kepala_desa"])
    pengguna_berperan(Peran.KEPALA_DESA, desa)
    assert macet(desa) == []
    with pytest.raises(ValidationError, match="sudah menandatangani"):
        penanda_alihkan(penanda=tempat(kunjungan.berita_acara, "kepala-desa"), oleh=orang["verifikator"])


def test_yang_masih_menjabat_tidak_dialihkan(desa, orang, kunjungan):
    with pytest.raises(ValidationError, match="masih menjabat"):
        penanda_alihkan(penanda=tempat(kunjungan.berita_acara, "camat"), oleh=orang["verifikator"])


def test_belum_ada_pengganti_disebut_siapa_yang_dapat_ditunjuk(client, desa, orang, kunjungan):
    berhenti(orang["kepala_desa"])
    desa.perangkat.update(selesai=hari_ini(desa) - KEMARIN)
    PerangkatFactory(desa=desa, nama="Rahmah", jabatan="sekretaris_desa")
    p = tempat(kunjungan.berita_acara, "kepala-desa")
    with pytest.raises(ValidationError) as galat:
        penanda_alihkan(penanda=p, oleh=orang["verifikator"])
    kalimat = " ".join(galat.value.messages)
    assert "Belum ada yang tercatat sebagai Kepala Desa Putat Basiun" in kalimat
    assert "Sekretaris desa sekarang: Rahmah" in kalimat
    client.force_login(orang["verifikator"])
    assert "Sekretaris desa sekarang: Rahmah" in client.get(kunjungan.berita_acara.get_absolute_url()).content.decode()


def test_petugas_tidak_mempunyai_pengganti_menurut_jabatan(desa, orang, kunjungan):
    berhenti(orang["pelaksana"])
    assert macet(desa) == [(kunjungan.berita_acara_id, "petugas-1")]
    with pytest.raises(ValidationError, match="milik orangnya"):
        penanda_alihkan(penanda=tempat(kunjungan.berita_acara, "petugas-1"), oleh=orang["verifikator"])


@pytest.mark.parametrize("peran", ["pelaksana", "pendamping", "sekretaris_desa", "pemantau_kabupaten"])
def test_yang_tidak_berwenang_tidak_mengalihkan(desa, orang, kunjungan, peran):
    berhenti(orang["camat"])
    camat_baru(desa)
    with pytest.raises(PermissionDenied):
        penanda_alihkan(penanda=tempat(kunjungan.berita_acara, "camat"), oleh=orang[peran])


def test_naskah_yang_dicabut_tidak_dialihkan(desa, orang, kunjungan):
    berhenti(orang["camat"])
    camat_baru(desa)
    Naskah.objects.filter(pk=kunjungan.berita_acara_id).update(status=StatusNaskah.DICABUT)
    assert macet(desa) == []
    with pytest.raises(ValidationError, match="Dicabut"):
        penanda_alihkan(penanda=tempat(kunjungan.berita_acara, "camat"), oleh=orang["verifikator"])


def test_tombol_di_halaman_yang_basi_ditolak(client, desa, orang, kunjungan):
    berhenti(orang["camat"])
    camat_baru(desa)
    naskah, p = kunjungan.berita_acara, tempat(kunjungan.berita_acara, "camat")
    client.force_login(orang["verifikator"])
    assert "Alihkan kepada Camat Baru" in client.get(naskah.get_absolute_url()).content.decode()
    url = reverse("naskah:penanda-alihkan", args=[naskah.pk, p.pk])
    assert client.post(url, {"sejak": "v999"}).status_code == 422
    assert client.post(url, {"sejak": sejak_dari(naskah)}).status_code == 302
    assert client.post(url, {"sejak": sejak_dari(naskah)}).status_code == 422  # pressed twice: nothing is done twice
    assert naskah.pengalihan.count() == 1


# --- what carries signatures is replaced ---------------------------------------------------------
def test_yang_sudah_bertanda_tangan_diganti_naskah_baru_berisi_sama(desa, orang, kunjungan):
    lama = kunjungan.berita_acara
    tandatangani(lama, "petugas-1")
    berhenti(orang["camat"])
    baru_camat = camat_baru(desa)
    with pytest.raises(ValidationError, match="naskah pengganti"):
        penanda_alihkan(penanda=tempat(lama, "camat"), oleh=orang["verifikator"])
    calon = naskah_ganti_pejabat(naskah=lama, oleh=orang["verifikator"])
    assert (calon.status, calon.menggantikan) == (StatusNaskah.DIAJUKAN, lama)
    hasil = naskah_setujui(naskah=calon, oleh=baru_camat)
    lama.refresh_from_db()
    kunjungan.refresh_from_db()
    assert (lama.status, lama.pengganti) == (StatusNaskah.DIGANTI, hasil)
    assert kunjungan.berita_acara == hasil
    beda = {k for k in hasil.isi if hasil.isi[k] != lama.isi[k]}
    assert beda <= {"camat", "disahkan"}
    assert [p.nama for p in hasil.penanda.all()] == ["Pelaksana", "Kepala Desa", "Camat Baru"]
    assert {p.status for p in hasil.penanda.all()} == {StatusPenanda.MENUNGGU}


def test_pengganti_tidak_disusun_dua_kali(desa, orang, kunjungan):
    tandatangani(kunjungan.berita_acara, "petugas-1")
    berhenti(orang["camat"])
    camat_baru(desa)
    calon = naskah_ganti_pejabat(naskah=kunjungan.berita_acara, oleh=orang["verifikator"])
    with pytest.raises(ValidationError, match="sudah disusun"):
        naskah_ganti_pejabat(naskah=kunjungan.berita_acara, oleh=orang["verifikator"])
    assert list(kunjungan.berita_acara.calon_pengganti.all()) == [calon]


def test_tanpa_tanda_tangan_tidak_perlu_naskah_pengganti(desa, orang, kunjungan):
    berhenti(orang["camat"])
    camat_baru(desa)
    with pytest.raises(ValidationError, match="belum bertanda tangan"):
        naskah_ganti_pejabat(naskah=kunjungan.berita_acara, oleh=orang["verifikator"])


def test_camat_baru_menyetujui_pengganti_di_halaman_naskahnya(client, desa, orang, kunjungan):
    tandatangani(kunjungan.berita_acara, "petugas-1")
    berhenti(orang["camat"])
    baru = camat_baru(desa)
    calon = naskah_ganti_pejabat(naskah=kunjungan.berita_acara, oleh=orang["verifikator"])
    client.force_login(baru)
    assert calon.perihal in client.get(reverse("naskah:naskah-menunggu")).content.decode()
    url = reverse("naskah:naskah-aksi", args=[calon.pk, "setujui"])
    assert "Camat Baru" in client.get(url).content.decode()
    client.post(url, {"sandi": "kata-sandi-uji", "sejak": sejak_dari(calon)})
    calon.refresh_from_db()
    assert calon.status == StatusNaskah.DISETUJUI

"""The pages along the way, as people use them: sentences at their place, nothing lost, nothing of strangers."""

import datetime
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from akun.enums import SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from apbdes.alur import TRANSISI_APBDES
from apbdes.enums import StatusVersi
from apbdes.models import CatatanBaris, CatatanPagu, DokumenPendamping, TemuanEvaluasi, VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.services import evaluasi, keputusan
from apbdes.services.versi import versi_buat
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, berkas, siap
from apbdes.tests.factories import VersiApbdesFactory
from config.tests.formulir import tersembunyi
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
S = StatusVersi
SANDI = "kata-sandi-uji"


def alamat(nama, versi, *lain):
    return reverse(f"apbdes:{nama}", args=[versi.pk, *lain])


def gambar() -> bytes:
    wadah = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(wadah, "JPEG")
    return wadah.getvalue()


def masuk(client, orang, peran):
    client.force_login(orang[peran])
    return client


@pytest.fixture
def melanggar(desa):
    return siap(desa, S.DIEVALUASI, isi=anggaran_melanggar(kode_desa=desa.kode))


# --- the desa ---------------------------------------------------------------------------
def test_dokumen_dipilih_diunggah_dan_dinyatakan_tidak_ada(client, desa, orang):
    versi = VersiApbdesFactory(desa=desa, tahun=timezone.localdate().year)
    masuk(client, orang, "sekretaris_desa")
    ada = berkas(desa, "rkpdes", orang["sekretaris_desa"], "RKP Desa")
    berkas(desa, "apbdes-surat-pengantar", orang["sekretaris_desa"])
    ke = alamat("versi-pendamping", versi)
    assert "RKP Desa" in client.get(ke).content.decode()
    client.post(ke, {"kode": "apbdes-perdes-rkp", "aksi": "pilih", "berkas": str(ada.pk)})
    client.post(ke, {"kode": "apbdes-perdes-dana-cadangan", "aksi": "tidak_ada"})
    foto = SimpleUploadedFile("surat.jpg", gambar())
    jawab = client.post(ke, {"kode": "apbdes-surat-pengantar", "aksi": "unggah", "isi": foto})
    assert jawab.status_code == 302, jawab.content.decode()
    assert dict(DokumenPendamping.objects.values_list("kode", "tidak_ada")) == {
        "apbdes-perdes-rkp": False,
        "apbdes-perdes-dana-cadangan": True,
        "apbdes-surat-pengantar": False,
    }
    assert DokumenPendamping.objects.get(kode="apbdes-surat-pengantar").berkas.nama_asli == "surat.jpg"
    client.post(ke, {"kode": "apbdes-perdes-rkp", "aksi": "lepas"})
    assert DokumenPendamping.objects.count() == 2
    jawab = client.post(ke, {"kode": "apbdes-surat-pengantar", "aksi": "unggah"})
    assert (jawab.status_code, "Pilih berkas yang akan diunggah." in jawab.content.decode()) == (422, True)
    assert client.post(ke, {"kode": "bukan", "aksi": "pilih"}).status_code == 404


def test_pengajuan_menyebut_yang_kurang_lalu_mengunci(client, desa, orang):
    versi = VersiApbdesFactory(desa=desa)
    masuk(client, orang, "kepala_desa")
    halaman = client.get(alamat("versi-aksi", versi, "ajukan")).content.decode()
    assert "Rincian belanja masih kosong." in halaman
    isi = {"sejak": sejak_dari(versi), "tanggal_disepakati": "2024-01-02"}
    jawab = client.post(alamat("versi-aksi", versi, "ajukan"), isi)
    assert jawab.status_code == 422
    assert "Surat pengantar belum dilampirkan." in jawab.content.decode()
    lengkap = siap(DesaFactory(kecamatan=desa.kecamatan))
    sekdes = pengguna_berperan(Peran.SEKRETARIS_DESA, lengkap.apbdes.desa)
    client.force_login(sekdes)
    isi = {"sejak": sejak_dari(lengkap), "tanggal_disepakati": "2024-01-02"}
    assert client.post(alamat("versi-aksi", lengkap, "ajukan"), isi).status_code == 302
    assert VersiApbdes.objects.get(pk=lengkap.pk).status == S.DIAJUKAN
    assert client.get(alamat("versi-pagu", lengkap)).status_code == 403


def test_langkah_pagu_mengubah_pagu_dan_tampil(client, desa, orang):
    versi = VersiApbdesFactory(desa=desa, pagu_dds=700_000_000_00)
    masuk(client, orang, "sekretaris_desa")
    isi = {
        "langkah": "penyesuaian_pagu",
        "tanggal": "2024-01-09",
        "dasar": "Perbup 1/2024",
        "uraian": "Pagu indikatif ditetapkan.",
        "pagu_dds": "Rp 750.000.000",
        "pagu_add": "",
        "pagu_pbh": "",
        "dari": "0",
    }
    assert client.post(alamat("versi-pagu", versi), isi).status_code == 302
    versi.refresh_from_db()
    assert (versi.pagu_dds, versi.versi) == (750_000_000_00, 1)
    catatan = CatatanPagu.objects.get()
    assert catatan.perubahan == [{"nama": "Dana Desa", "semula": "Rp700.000.000", "menjadi": "Rp750.000.000"}]
    assert "Rp750.000.000" in client.get(versi.get_absolute_url()).content.decode()
    jawab = client.post(alamat("versi-pagu", versi), isi)
    assert "Data rancangan ini sudah diubah oleh" in jawab.content.decode()
    jawab = client.post(alamat("versi-pagu", versi), isi | {"dari": "1"})
    assert "Belum ada pagu yang berubah." in jawab.content.decode()
    jawab = client.post(alamat("versi-pagu", versi), isi | {"dari": "1", "pagu_dds": "7,5555"})
    assert "Uang paling kecil satu sen" in jawab.content.decode()
    besok = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    jawab = client.post(alamat("versi-pagu", versi), isi | {"dari": "1", "pagu_dds": "1", "tanggal": besok})
    assert "Tanggalnya belum tiba." in jawab.content.decode()
    assert CatatanPagu.objects.count() == 1


# --- the evaluator -----------------------------------------------------------------------
def test_terima_menyebut_batas_waktunya(client, desa, orang):
    versi = siap(desa, S.DIAJUKAN)
    masuk(client, orang, "verifikator")
    assert "20 hari kerja" in client.get(alamat("versi-aksi", versi, "terima")).content.decode()
    client.post(alamat("versi-aksi", versi, "terima"), {"sejak": sejak_dari(versi)})
    versi.refresh_from_db()
    assert versi.status == S.DIEVALUASI
    assert "20 hari kerja lagi" in client.get(versi.get_absolute_url()).content.decode()
    jawab = client.post(alamat("versi-aksi", versi, "terima"), follow=True)
    assert "tidak diproses dua kali" in jawab.content.decode()


def test_sikap_tanpa_alasan_kembali_dengan_tulisannya(client, melanggar, orang):
    masuk(client, orang, "verifikator")
    isi = {"perangkat": "perbup-kayong-utara-66-2023", "kode": "B30-01", "lihat": ""}
    jawab = client.post(alamat("versi-sikap", melanggar), isi | {"sikap": "dikesampingkan", "alasan": " "})
    assert (jawab.status_code, "Tulis mengapa putusan ini dikesampingkan." in jawab.content.decode()) == (422, True)
    jawab = client.post(alamat("versi-sikap", melanggar), isi | {"sikap": "diterima"}, headers={"HX-Request": "true"})
    halaman = jawab.content.decode()
    assert halaman.count("<article") == 1
    assert "<strong>Diterima</strong> oleh Verifikator" in halaman
    belum = len(penilaian(melanggar).belum_disikapi)
    assert f'<span id="jumlah-belum" data-hx-swap-oob="true">{belum}</span>' in halaman
    lama = client.post(alamat("versi-sikap", melanggar), isi | {"kode": "X-99", "sikap": "diterima"})
    assert lama.status_code == 404
    client.post(alamat("versi-sikap-sisanya", melanggar))
    assert penilaian(melanggar).belum_disikapi == []


def test_catatan_baris_disimpan_diubah_berbenturan_dihapus(client, melanggar, orang, desa):
    baris = melanggar.rincianbelanja_set.first()
    ke = alamat("versi-catatan", melanggar, "belanja", baris.pk)
    masuk(client, orang, "verifikator")
    pk = str(uuid.uuid4())
    assert client.post(ke, {"id": pk, "dari": "0", "isi": "Terlalu mahal."}).status_code == 302
    assert client.post(ke, {"id": pk, "dari": "0", "isi": "Terlalu mahal."}).status_code == 302
    assert "Terlalu mahal." in client.get(alamat("versi-evaluasi", melanggar)).content.decode()
    client.force_login(pengguna_berperan(Peran.VERIFIKATOR, desa))
    jawab = client.post(ke, {"id": pk, "dari": "0", "isi": "Sudah wajar."})
    assert jawab.status_code == 422
    assert "Catatan ini baru saja diubah Verifikator menjadi: “Terlalu mahal.”" in jawab.content.decode()
    assert "Sudah wajar." in jawab.content.decode()
    jawab = client.post(ke, {"id": pk, "dari": "1", "isi": ""})
    assert (jawab.status_code, "Tulis catatannya." in jawab.content.decode()) == (422, True)
    client.post(ke, {"id": pk, "dari": "1", "hapus": "1"})
    assert CatatanBaris.objects.count() == 0
    lain = VersiApbdesFactory(isi=anggaran_melanggar()).rincianbelanja_set.first()
    assert client.post(alamat("versi-catatan", melanggar, "belanja", lain.pk)).status_code == 404
    assert client.post(alamat("versi-catatan", melanggar, "pendapatan", baris.pk)).status_code == 404


def test_temuan_ditulis_diubah_dihapus(client, melanggar, orang):
    masuk(client, orang, "verifikator")
    pk = uuid.uuid4()
    ke = alamat("versi-temuan", melanggar, pk)
    assert client.get(ke).status_code == 200
    jawab = client.post(ke, {"dari": "0", "uraian": "", "saran": "Tetap ada"})
    assert (jawab.status_code, "Tulis temuannya." in jawab.content.decode()) == (422, True)
    assert "Tetap ada" in jawab.content.decode()
    asing = client.post(ke, {"dari": "0", "uraian": "X.", "aturan": "tiada:XX-99"})
    assert (asing.status_code, "Ketentuan ini tidak ada" in asing.content.decode()) == (422, True)
    isi = {"uraian": "Tidak ada di RKP.", "dasar": "", "saran": "", "dipantau": "True"}
    client.post(ke, {"dari": "0"} | isi)
    assert TemuanEvaluasi.objects.get().dipantau
    assert client.post(ke, {"dari": "0"} | isi | {"uraian": "Lain."}).status_code == 422
    client.post(ke, {"dari": "1", "hapus": "1"})
    assert TemuanEvaluasi.objects.count() == 0


def test_sikap_dan_kesimpulan_dengan_isi_yang_tidak_dapat_disimpan_ditolak(client, melanggar, orang):
    masuk(client, orang, "verifikator")
    p = penilaian(melanggar).belum_disikapi[0]
    isi = {"perangkat": p.perangkat.kode, "kode": p.aturan.kode, "sikap": "dikesampingkan"}
    for alasan in ("nol\x00", "a" * 2001):
        assert client.post(alamat("versi-sikap", melanggar), isi | {"alasan": alasan}).status_code == 422
    for kesimpulan in ("nol\x00", "a" * 5001):
        jawab = client.post(alamat("versi-usul", melanggar), {"kesimpulan": kesimpulan, "simpan": "1"})
        assert (jawab.status_code, "Pilih hasilnya." in jawab.content.decode()) == (422, False)
    melanggar.refresh_from_db()
    assert melanggar.kesimpulan == ""


def test_kesimpulan_dua_orang_tidak_saling_menimpa(client, melanggar, orang):
    masuk(client, orang, "verifikator")
    awal = melanggar.versi
    evaluasi.kesimpulan_simpan(versi=melanggar, kesimpulan="Tulisan rekan.", dari=awal, oleh=orang["verifikator"])
    kiriman = {"kesimpulan": "Tulisan saya.", "simpan": "1", "dari_kesimpulan": awal}
    jawab = client.post(alamat("versi-usul", melanggar), kiriman)
    teks = jawab.content.decode()
    assert (jawab.status_code, "Tulisan rekan." in teks, "Tulisan saya." in teks) == (422, True, True)
    melanggar.refresh_from_db()
    assert melanggar.kesimpulan == "Tulisan rekan."
    lagi = kiriman | {"dari_kesimpulan": awal + 1}
    assert client.post(alamat("versi-usul", melanggar), lagi).status_code == 302
    melanggar.refresh_from_db()
    assert melanggar.kesimpulan == "Tulisan saya."


def test_usulan_disimpan_lalu_diajukan(client, melanggar, orang):
    masuk(client, orang, "verifikator")
    ke = alamat("versi-usul", melanggar)
    dilihat = tersembunyi(client.get(alamat("versi-evaluasi", melanggar)), ke)
    client.post(ke, dilihat | {"kesimpulan": "Setengah jadi", "simpan": "1"})
    assert "Setengah jadi" in client.get(alamat("versi-evaluasi", melanggar)).content.decode()
    dilihat = tersembunyi(client.get(alamat("versi-evaluasi", melanggar)), ke)
    jawab = client.post(ke, dilihat | {"kesimpulan": "Jadi", "hasil": "perlu_diperbaiki"})
    assert jawab.status_code == 422
    assert "putusan belum disikapi" in jawab.content.decode()
    client.post(alamat("versi-sikap-sisanya", melanggar))
    jawab = client.post(ke, dilihat | {"kesimpulan": "Jadi", "hasil": "sesuai"})
    assert "Hasilnya tidak dapat “sesuai”" in jawab.content.decode()
    assert client.post(ke, {"kesimpulan": "", "hasil": "sesuai"}).status_code == 422
    assert client.post(ke, dilihat | {"kesimpulan": "Jadi", "hasil": "perlu_diperbaiki"}).status_code == 302
    assert client.post(ke, dilihat | {"kesimpulan": "Jadi", "hasil": "perlu_diperbaiki"}).status_code == 403


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_desa_tidak_membaca_evaluasi_sebelum_diputuskan(client, melanggar, orang, peran):
    masuk(client, orang, peran)
    desa = peran in {"kepala_desa", "sekretaris_desa", "penyusun_desa"}
    assert client.get(alamat("versi-evaluasi", melanggar)).status_code == (404 if desa else 200)
    tulis = client.post(alamat("versi-sikap-sisanya", melanggar)).status_code
    assert tulis == (302 if peran == "verifikator" else 403)


def test_evaluasi_sama_banyak_permintaannya(client, desa, orang):
    def buka(versi):
        masuk(client, orang, "verifikator")
        with CaptureQueriesContext(connection) as c:
            assert client.get(alamat("versi-evaluasi", versi)).status_code == 200
        return len(c)

    kecil = siap(desa, S.DIEVALUASI)
    kecil.rincianbelanja_set.exclude(pk=kecil.rincianbelanja_set.first().pk).delete()
    besar = siap(DesaFactory(kecamatan=desa.kecamatan), S.DIEVALUASI)
    for baris in besar.rincianbelanja_set.all():
        CatatanBaris.objects.create(
            versi_apbdes=besar, lembar="belanja", baris=baris.pk, isi="x", diubah_oleh=orang["verifikator"]
        )
    assert buka(kecil) == buka(besar)


# --- the camat and after ---------------------------------------------------------------------
@pytest.fixture
def diusulkan(melanggar, orang):
    evaluasi.sikap_terima_sisanya(versi=melanggar, oleh=orang["verifikator"])
    baris = melanggar.rincianbelanja_set.order_by("urut").last()
    evaluasi.catatan_simpan(
        versi=melanggar,
        lembar="belanja",
        baris=baris.pk,
        pk=uuid.uuid4(),
        dari=0,
        isi={"isi": "Kurangi."},
        oleh=orang["verifikator"],
    )
    return keputusan.versi_usulkan(
        versi=melanggar, hasil="perlu_diperbaiki", kesimpulan="Perbaiki.", oleh=orang["verifikator"]
    )


def test_camat_memutuskan_dengan_kata_sandi(client, diusulkan, orang):
    masuk(client, orang, "camat")
    ke = alamat("versi-aksi", diusulkan, "minta_perbaikan")
    assert "Perbaiki." in client.get(ke).content.decode()
    jawab = client.post(ke, {"sandi": "salah"})
    assert (jawab.status_code, "Belum ada yang diputuskan." in jawab.content.decode()) == (422, True)
    lain = client.post(alamat("versi-aksi", diusulkan, "sesuaikan"), {"sandi": SANDI, "sejak": sejak_dari(diusulkan)})
    assert (lain.status_code, "Usulan evaluator adalah “Perlu diperbaiki”" in lain.content.decode()) == (422, True)
    jawab = client.post(ke, {"sandi": SANDI, "sejak": sejak_dari(diusulkan)})
    versi = VersiApbdes.objects.get(pk=diusulkan.pk)
    assert (jawab.status_code, jawab.url) == (302, versi.keputusan.get_absolute_url())
    assert versi.status == S.PERLU_DIPERBAIKI
    masuk(client, orang, "sekretaris_desa")
    assert "Kurangi." in client.get(alamat("versi-evaluasi", versi)).content.decode()


def test_perbaikan_dengan_catatan_lama_di_samping_barisnya(client, diusulkan, orang, desa):
    keputusan.versi_minta_perbaikan(versi=diusulkan, oleh=orang["camat"])
    baru = versi_buat(desa=desa, tahun=2024, oleh=orang["sekretaris_desa"], langkah="perbaikan")
    assert set(baru.dokumen.values_list("kode", flat=True)) == {
        "apbdes-perdes-rkp",
        "apbdes-perdes-kewenangan",
        "apbdes-perdes-dana-cadangan",
        "apbdes-perdes-penyertaan-modal",
    }
    masuk(client, orang, "sekretaris_desa")
    halaman = client.get(alamat("versi-perbaikan", baru)).content.decode()
    assert "Kurangi." in halaman
    assert "belum berubah" in halaman
    assert "hari kerja lagi" in halaman
    baris = baru.rincianbelanja_set.order_by("urut").last()
    baris.jumlah = baris.harga_satuan = 1_000
    baris.save()
    halaman = client.get(alamat("versi-perbaikan", baru)).content.decode()
    assert "sudah berubah" in halaman
    assert "1 baris berubah" in halaman


def test_kartu_hari_ini(client, diusulkan, orang):
    masuk(client, orang, "camat")
    assert "Hasil evaluasi APB Desa menunggu keputusan Anda" in client.get("/").content.decode()
    keputusan.versi_minta_perbaikan(versi=diusulkan, oleh=orang["camat"])
    masuk(client, orang, "sekretaris_desa")
    halaman = client.get("/").content.decode()
    assert "APB Desa perlu diperbaiki" in halaman
    assert "20 hari kerja lagi" in halaman


def test_halaman_alur_memuat_seluruh_tabel(client, orang):
    masuk(client, orang, "pendamping")
    halaman = client.get(reverse("apbdes:alur")).content.decode()
    assert halaman.count("<tr>") == 1 + len(TRANSISI_APBDES)

"""The pages: who asks for whom, what a refused form says, what each reader sees, the list and its sheet."""

import io
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import Peran
from akun.tests.factories import PenggunaFactory, pengguna_berperan, tugaskan
from berkas.models import Berkas
from config.tests.kantor import hari_uji
from dasar.alur import sejak_dari
from dasbor.queries import kotak_hari_ini
from desa.models import Perangkat
from desa.tests.factories import DesaFactory, PerangkatFactory
from perjalanan.enums import StatusPerjalanan
from perjalanan.models import Perjalanan
from perjalanan.tests.contoh import anggota, baris, isi, kepala, kiriman, sampai

pytestmark = [pytest.mark.waktu, pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
S = StatusPerjalanan
BUAT = reverse("perjalanan:perjalanan-buat")
SANDI = "kata-sandi-uji"


def teks(jawab) -> str:
    return jawab.content.decode()


def aksi(client, p, apa, **data):
    data = {"sejak": sejak_dari(Perjalanan.objects.get(pk=p.pk))} | data
    return client.post(reverse("perjalanan:perjalanan-aksi", args=[p.pk, apa]), data)


def test_sekdes_memohon_dengan_berkas_dan_mengajukan(client, desa, orang):
    kades, ketua = kepala(desa), anggota(desa)
    client.force_login(orang["sekretaris_desa"])
    halaman = teks(client.get(BUAT))
    assert (kades.nama in halaman, ketua.nama in halaman) == (True, True)
    jawab = client.post(BUAT, kiriman(isi(desa), kades, ketua))
    p = Perjalanan.objects.get()
    assert (jawab.status_code, jawab.url, p.status) == (302, p.get_absolute_url(), S.DRAF)
    assert [o.nama for o in p.orang.all()] == [kades.nama, ketua.nama]
    assert p.berkas_dasar.berkas.kategori.kode == "perjalanan-dinas"
    assert aksi(client, p, "ajukan").status_code == 302
    assert Perjalanan.objects.get().status == S.DIAJUKAN


def test_dikirim_dua_kali_satu_permohonan(client, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    data = {"pk": uuid.uuid4()}
    satu = client.post(BUAT, kiriman(isi(desa), kepala(desa), **data))
    dua = client.post(BUAT, kiriman(isi(desa), kepala(desa), **data))
    assert (satu.status_code, dua.status_code, Perjalanan.objects.count()) == (302, 302, 1)
    lain = client.post(BUAT, kiriman(isi(desa, maksud="Yang lain"), kepala(desa), **data))
    assert (lain.status_code, Perjalanan.objects.count()) == (422, 1)
    assert "sudah tersimpan" in teks(lain)


@pytest.mark.parametrize(
    ("ubah", "kalimat"),
    [
        ({"orang": []}, "Pilih siapa yang bepergian."),
        ({"orang": ["bpd-999999"]}, "tidak ada lagi di daftar pejabat desa"),
        ({"selesai": "2020-01-01"}, "Tanggal kembali mendahului tanggal berangkat."),
        ({"mulai": "2026-02-30"}, "tanggal yang benar"),
        ({"mulai": "0206-05-05"}, "Periksa tahunnya"),
        ({"mulai": "2099-05-05", "selesai": "2099-05-06"}, "terlalu jauh ke depan"),
        ({"kode_kegiatan": "abc"}, "Tulis kodenya seperti 1.1.06."),
        ({"maksud": "x" * 301}, "paling banyak 300"),
        ({"maksud": ""}, "Maksud perjalanan belum diisi."),
        ({"keperluan": "liburan"}, "Pilih"),
        ({"id": "bukan"}, "Halaman ini tidak utuh."),
        ({"pelaksana_harian": "Orang Lain"}, "tidak ada lagi di daftar perangkat desa"),
    ],
)
def test_isian_keliru_dijawab_di_tempatnya_dan_yang_diketik_tetap(client, desa, orang, ubah, kalimat):
    client.force_login(orang["sekretaris_desa"])
    jawab = client.post(BUAT, kiriman(isi(desa, tujuan="Gedung Mahligai"), kepala(desa), berkas=False, **ubah))
    assert (jawab.status_code, Perjalanan.objects.count()) == (422, 0)
    assert kalimat in teks(jawab)
    assert "Gedung Mahligai" in teks(jawab)


@pytest.mark.parametrize(
    ("kota", "dalam"),
    [("{k}", True), ("kab. {n}", True), ("  {n} ", True), ("Kota {n}", False), ("Kabupaten Tanah Laut", False)],
)
def test_di_dalam_kabupaten_tidak_perlu_surat_camat(client, desa, orang, kota, dalam):
    k = str(desa.kecamatan.kabupaten)
    kota = kota.format(k=k, n=k.removeprefix("Kabupaten "))
    client.force_login(orang["sekretaris_desa"])
    jawab = client.post(BUAT, kiriman(isi(desa, kota_tujuan=kota), kepala(desa), berkas=False))
    assert jawab.status_code == (422 if dalam else 302)
    assert (f"Tujuan ini masih di {k}, jadi tidak memerlukan surat perintah tugas dari camat" in teks(jawab)) is dalam


def test_berkas_yang_bukan_berkas_tidak_menyimpan_apa_pun(client, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    program = SimpleUploadedFile("undangan.exe", b"MZ" + b"\0" * 100)
    jawab = client.post(BUAT, kiriman(isi(desa), kepala(desa)) | {"berkas": program})
    assert (jawab.status_code, Perjalanan.objects.count(), Berkas.objects.count()) == (422, 0, 0)


def test_tanpa_berkas_boleh_draf_tetapi_belum_dapat_diajukan(client, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    client.post(BUAT, kiriman(isi(desa), kepala(desa), berkas=False))
    p = Perjalanan.objects.get()
    assert "Dasar perjalanan (undangan atau suratnya) belum diunggah." in teks(client.get(p.get_absolute_url()))
    assert aksi(client, p, "ajukan").status_code == 422


def test_desa_tanpa_pejabat_diberi_tahu_ke_mana(client, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    halaman = teks(client.get(BUAT))
    assert "masih menjabat belum tercatat" in halaman
    assert reverse("desa:desa-rinci", args=[desa.pk]) in halaman


def test_perangkat_dan_yang_sudah_berhenti_tidak_ditawarkan(client, desa, orang):
    PerangkatFactory(desa=desa, nama="Budi Kaur")
    kepala(desa, "Kades Lama", selesai=hari_uji() - timedelta(days=1))
    kepala(desa)
    client.force_login(orang["sekretaris_desa"])
    halaman = client.get(BUAT)
    assert [label for _, label in halaman.context["form"].fields["orang"].choices] == ["Ahmad Kades (Kepala Desa)"]
    assert "diperintah Kepala Desa sendiri" in teks(halaman)


def test_yang_bekerja_bagi_dua_desa_memilih_desanya(client, desa):
    lain = DesaFactory(kecamatan=desa.kecamatan)
    sekdes = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    tugaskan(sekdes, Peran.KEPALA_DESA, lain)
    tugaskan(sekdes, Peran.PENYUSUN_DESA, DesaFactory())
    client.force_login(sekdes)
    assert client.get(BUAT).context["pilihan"] == sorted([desa, lain], key=lambda d: d.nama)
    assert client.get(BUAT, {"desa": lain.kode}).context["desa"] == lain


def test_penyusun_tanpa_tautan_bpd_membaca_siapa_yang_mengajukan(client, desa):
    client.force_login(pengguna_berperan(Peran.PENYUSUN_DESA, desa))
    assert "atau ketua BPD desa yang bersangkutan." in teks(client.get(BUAT))
    assert client.post(BUAT, kiriman(isi(desa), kepala(desa))).status_code == 403
    assert "Permohonan baru" not in teks(client.get(reverse("perjalanan:perjalanan-daftar")))


# --- the article ------------------------------------------------------------------------
@pytest.mark.parametrize("kode", ["61.11.02", "63.11.03"])
def test_pasal_kayong_utara_hanya_di_kayong_utara(client, kode):
    kayong = kode.startswith("61.11")
    desa = DesaFactory(kecamatan__kode=kode, kecamatan__kabupaten__kode=kode[:5])
    kepala(desa)
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    halaman = teks(client.get(BUAT))
    assert ("Kayong Utara 66/2023" in halaman, "huruf j" in halaman) == (kayong, kayong)
    assert ("Usulan PERUT: peraturan daerah" in halaman) is not kayong
    client.post(BUAT, kiriman(isi(desa, keperluan="koordinasi"), kepala(desa)))
    p = Perjalanan.objects.get()
    assert ("Tulis telaahannya." in teks(client.get(p.get_absolute_url()))) is kayong


# --- the office -------------------------------------------------------------------------
def test_staf_menelaah_lalu_camat_menyetujui_dengan_kata_sandi(client, desa, orang):
    p = sampai(S.DIAJUKAN, desa, orang)
    client.force_login(orang["pelaksana"])
    jawab = aksi(client, p, "telaah", telaahan="", rekomendasi="terbitkan")
    assert (jawab.status_code, "Telaahan belum ditulis." in teks(jawab)) == (422, True)
    assert aksi(client, p, "telaah", telaahan="Sesuai undangan.", rekomendasi="terbitkan").status_code == 302
    camat = PenggunaFactory(nama="Hj. Rahma", nip="197001011995032001")
    tugaskan(camat, Peran.CAMAT, desa)
    client.force_login(camat)
    halaman = teks(client.get(reverse("perjalanan:perjalanan-aksi", args=[p.pk, "setujui"])))
    assert "Sesuai undangan." in halaman
    assert aksi(client, p, "setujui", sandi="salah").status_code == 422
    assert aksi(client, p, "setujui", sandi=SANDI).status_code == 302
    assert Perjalanan.objects.get().surat.nomor
    ulang = aksi(client, p, "setujui", sandi=SANDI)
    assert (ulang.status_code, ulang.url) == (302, p.get_absolute_url())  # pressed twice


def test_telaahan_kantor_tidak_dibaca_desa(client, desa, orang):
    p = sampai(S.DITELAAH, desa, orang)
    for peran, terbaca in (("camat", True), ("kepala_desa", False), ("sekretaris_desa", False)):
        client.force_login(orang[peran])
        assert ("Sesuai undangan; biayanya tersedia." in teks(client.get(p.get_absolute_url()))) is terbaca


def test_draf_desa_belum_terlihat_kecamatan(client, desa, orang):
    p = sampai(S.DRAF, desa, orang)
    for peran, status in (("kepala_desa", 200), ("verifikator", 404), ("camat", 404), ("pemantau_kabupaten", 404)):
        client.force_login(orang[peran])
        assert client.get(p.get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("peran", "apa", "status"),
    [
        ("sekretaris_desa", "telaah", 403),
        ("camat", "telaah", 403),
        ("verifikator", "setujui", 403),
        ("pelaksana", "batalkan", 403),
        ("camat", "cabut", 404),
        ("camat", "sulap", 404),
    ],
)
def test_bukan_wewenangnya(client, desa, orang, peran, apa, status):
    p = sampai(S.DITELAAH, desa, orang)
    client.force_login(orang[peran])
    assert aksi(client, p, apa, sandi=SANDI, alasan="x").status_code == status


def test_laporan_dengan_berkas(client, desa, orang):
    p = sampai(S.DISETUJUI, desa, orang, hari=0)
    client.force_login(orang["sekretaris_desa"])
    jawab = aksi(client, p, "lapor", terlaksana="", laporan="Hasilnya baik.")
    assert (jawab.status_code, "Hasilnya baik." in teks(jawab)) == (422, True)
    berkas = SimpleUploadedFile("laporan.txt", b"isi")
    jawab = aksi(client, p, "lapor", terlaksana="ya", laporan="Hasilnya baik.", berkas=berkas)
    assert (jawab.status_code, Perjalanan.objects.get().status) == (422, S.DISETUJUI)
    assert aksi(client, p, "lapor", terlaksana="ya", laporan="Hasilnya baik.").status_code == 302
    client.force_login(orang["pelaksana"])
    assert "Hasilnya baik." in teks(client.get(p.get_absolute_url()))


def test_tanggal_lain_dari_halaman(client, desa, orang):
    p = sampai(S.DISETUJUI, desa, orang)
    client.force_login(orang["sekretaris_desa"])
    assert "Ajukan tanggal lain" in teks(client.get(p.get_absolute_url()))
    data = {"sejak": sejak_dari(p)}
    satu, dua = (client.post(reverse("perjalanan:perjalanan-salin", args=[p.pk]), data) for _ in range(2))
    assert (satu.url, Perjalanan.objects.count()) == (dua.url, 2)
    assert "yang tetap berlaku sampai penggantinya disetujui" in teks(client.get(satu.url.removesuffix("ubah/")))
    assert client.get(satu.url).status_code == 200


def test_ubah_menyimpan_orang_dan_mempertahankan_berkas(client, desa, orang):
    p = sampai(S.DIKEMBALIKAN, desa, orang)
    ketua = anggota(desa)
    client.force_login(orang["sekretaris_desa"])
    alamat = reverse("perjalanan:perjalanan-ubah", args=[p.pk])
    assert "undangan.pdf" in teks(client.get(alamat))
    data = kiriman(isi(desa, maksud="Rapat kedua"), ketua, pk=p.pk, berkas=False, versi=p.versi)
    assert client.post(alamat, data).status_code == 302
    baru = Perjalanan.objects.get()
    assert ([o.nama for o in baru.orang.all()], baru.berkas_dasar_id) == ([ketua.nama], p.berkas_dasar_id)
    usang = client.post(alamat, kiriman(isi(desa, maksud="Usang"), ketua, pk=p.pk, berkas=False, versi=p.versi))
    assert (usang.status_code, "sudah diubah oleh" in teks(usang), "Usang" in teks(usang)) == (422, True, True)


def test_kades_yang_berhenti_tetap_terpilih_dan_disebut_di_formulir(client, desa, orang):
    kades = kepala(desa)
    p = sampai(S.DIKEMBALIKAN, desa, orang, kades)
    Perangkat.objects.filter(pk=kades.pk).update(selesai=hari_uji() - timedelta(days=1))
    client.force_login(orang["sekretaris_desa"])
    pilihan = client.get(reverse("perjalanan:perjalanan-ubah", args=[p.pk])).context["form"].fields["orang"].choices
    assert [nilai for nilai, _ in pilihan] == [f"perangkat-{kades.pk}"]
    assert "berakhir" in teks(client.get(p.get_absolute_url()))


# --- the list ---------------------------------------------------------------------------
def test_daftar_dicari_disaring_dan_diunduh(client, desa, orang):
    satu = sampai(S.DISETUJUI, desa, orang)
    sampai(S.DIAJUKAN, desa, orang, anggota(desa), hari=30, kota_tujuan="Kota Palangka Raya")
    client.force_login(orang["camat"])
    alamat = reverse("perjalanan:perjalanan-daftar")

    def ditemukan(**saring) -> int:
        return len(client.get(alamat, saring).context["table"].rows)

    assert ditemukan() == 2
    for saring in ({"cari": "ahmad"}, {"cari": satu.surat.nomor}, {"status": "disetujui"}, {"cari": "banjarmasin"}):
        assert ditemukan(**saring) == 1, saring
    assert ditemukan(dari=f"{satu.mulai:%Y-%m-%d}", sampai=f"{satu.selesai:%Y-%m-%d}") == 1
    assert ditemukan(laporan="belum") == 0
    assert client.get(alamat, {"status": "sihir"}).status_code == 422
    lembar = load_workbook(io.BytesIO(client.get(alamat, {"_export": "xlsx"}).content)).active
    assert [b[0].value for b in lembar.iter_rows(min_row=2)] == ["Siti Ketua", "Ahmad Kades"]
    assert [k.value for k in lembar[1]][-3:] == ["Berangkat", "Kembali", "Laporan"]


def test_yang_ditanya_di_hari_ini(desa, orang):
    ditelaah = sampai(S.DITELAAH, desa, orang)
    sampai(S.DIAJUKAN, desa, orang, anggota(desa), hari=20)
    sampai(S.DIKEMBALIKAN, desa, orang, hari=40)
    kembali = sampai(S.DISETUJUI, desa, orang, anggota(desa), hari=0, lama=1)
    kemarin = hari_uji() - timedelta(days=1)
    Perjalanan.objects.filter(pk=kembali.pk).update(mulai=kemarin, selesai=kemarin)

    def jumlah(peran: str) -> dict[str, int]:
        return {k.judul: k.jumlah for k in kotak_hari_ini(orang[peran]) if k.jenis == "perjalanan"}

    assert jumlah("camat") == {"Perjalanan dinas menunggu keputusan Anda": 1}
    assert jumlah("pelaksana") == jumlah("verifikator") == {"Perjalanan dinas menunggu telaahan": 1}
    assert jumlah("sekretaris_desa") == {
        "Permohonan perjalanan dinas dikembalikan": 1,
        "Perjalanan dinas belum dilaporkan": 1,
    }
    assert ditelaah.tempat_status.endswith("#langkah")


def test_halaman_desa_menyebut_perjalanannya(client, desa, orang):
    client.force_login(orang["verifikator"])
    halaman = reverse("desa:desa-rinci", args=[desa.pk])
    assert "Perjalanan dinas</dt>" not in teks(client.get(halaman))
    sampai(S.DISETUJUI, desa, orang, hari=0)
    sampai(S.DIAJUKAN, desa, orang, anggota(desa))
    sampai(S.DRAF, desa, orang, anggota(desa), hari=30)  # the village's own
    isi_halaman = teks(client.get(halaman))
    assert "1 tahun ini, 1 menunggu keputusan" in isi_halaman
    assert f"{reverse('perjalanan:perjalanan-daftar')}?desa={desa.pk}" in isi_halaman


def test_daftar_dan_hari_ini_sebanyak_itu_juga_pertanyaannya(client, desa, orang):
    """One journey, or a page full of them: the same number of queries."""
    client.force_login(orang["camat"])
    alamat = [reverse("perjalanan:perjalanan-daftar"), reverse("dasbor:hari-ini")]

    def tanya() -> list[int]:
        hasil = []
        for a in alamat:
            with CaptureQueriesContext(connection) as catatan:
                assert client.get(a).status_code == 200
            hasil.append(len(catatan))
        return hasil

    for status in (S.DITELAAH, S.DISETUJUI):
        baris(desa, status, orang["sekretaris_desa"])
    tanya()
    satu = tanya()
    for n in range(4):  # as many as a card shows
        for status in (S.DITELAAH, S.DISETUJUI):
            baris(desa, status, orang["sekretaris_desa"], hari=10 * n)
    assert tanya() == satu

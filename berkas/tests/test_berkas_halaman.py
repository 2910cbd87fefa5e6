"""The pages about uploaded files, as every role and for every state."""

import io
import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import DESA, SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import PEMERIKSA_BERKAS, StatusBerkas, StatusPindai
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from berkas.queries.pencarian import berkas_indeks
from berkas.services import berkas as layanan
from berkas.services.berkas import Tujuan, berkas_unggah
from berkas.services.keterangan import berkas_keterangan_ubah
from berkas.tests.berkas_contoh import gambar
from config.tests.formulir import tersembunyi
from dasar.alur import cari, sejak_dari
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]

AKSI = [t.aksi for t in TRANSISI_BERKAS]


@pytest.fixture
def kategori():
    return KategoriBerkas.objects.create(kode="lppd", nama="LPPD", kelompok="laporan", periode="tahunan", urut=1)


@pytest.fixture
def buat(desa, kategori):
    """buat(status=…, oleh=…): a file with one version, as the services leave it."""

    def kerjakan(status=StatusBerkas.MENUNGGU, oleh=None, tempat=None, judul="LPPD 2026", tahun=2026, teks=""):
        oleh = oleh or pengguna_berperan(Peran.SEKRETARIS_DESA, tempat or desa)
        berkas = Berkas.objects.create(
            desa=tempat or desa,
            kategori=kategori,
            tahun=tahun,
            periode=f"{tahun}",
            judul=judul,
            status=status,
            dibuat_oleh=oleh,
        )
        berkas.versi_terkini = VersiBerkas.objects.create(
            berkas=berkas,
            urut=1,
            isi="berkas/contoh",
            nama_asli="lppd.pdf",
            mime="application/pdf",
            ukuran=1234,
            sha256=f"{berkas.pk:064d}",
            oleh=oleh,
            teks=teks,
        )
        berkas.save()
        berkas.riwayat.create(aksi="unggah", dari="", ke="menunggu", oleh=oleh, versi=berkas.versi_terkini)
        berkas_indeks(berkas=berkas)
        return berkas

    return kerjakan


def url(nama, *args):
    return reverse(f"berkas:berkas-{nama}", args=args)


def teks(jawab):
    return jawab.content.decode()


def lakukan(aksi, berkas, oleh, nomor):
    if aksi == "unggah":
        tujuan = Tujuan(berkas.desa, berkas.kategori, 2026, "2026", berkas=berkas, alasan="Diperbaiki.")
        return berkas_unggah(tujuan=tujuan, isi=io.BytesIO(gambar(warna=(nomor, 1, 1))), nama="baru.jpg", oleh=oleh)
    isi = {"alasan": "Halaman hilang."} if aksi == "tolak" else {}
    return getattr(layanan, f"berkas_{aksi}")(berkas=berkas, oleh=oleh, **isi)


@pytest.mark.parametrize(("status", "aksi", "peran"), list(itertools.product(StatusBerkas, AKSI, Peran)))
def test_tabel_perpindahan(desa, buat, status, aksi, peran):
    berkas = buat(status)
    pelaku = pengguna_berperan(peran, desa)
    transisi = cari(TRANSISI_BERKAS, aksi)
    sebelum = berkas.riwayat.count()
    if peran not in transisi.peran:
        with pytest.raises(PermissionDenied):
            lakukan(aksi, berkas, pelaku, 9)
    elif status not in transisi.dari:
        with pytest.raises(ValidationError) as galat:
            lakukan(aksi, berkas, pelaku, 9)
        assert galat.value.code == "status"
    else:
        lakukan(aksi, berkas, pelaku, 9)
        assert Berkas.objects.get(pk=berkas.pk).status == transisi.ke
        baris = berkas.riwayat.last()
        assert (baris.aksi, baris.dari, baris.ke, baris.oleh) == (aksi, status, transisi.ke, pelaku)
        return
    assert (Berkas.objects.get(pk=berkas.pk).status, berkas.riwayat.count()) == (status, sebelum)


@pytest.mark.parametrize(("status", "peran"), list(itertools.product(StatusBerkas, sorted(SEMUA))))
def test_tombol_sesuai_tabel(client, orang, buat, status, peran):
    berkas = buat(status)
    client.force_login(orang[peran])
    jawab = client.get(berkas.get_absolute_url())
    tombol = {t.transisi.aksi for t in jawab.context["tindakan"]}
    assert tombol == {t.aksi for t in TRANSISI_BERKAS if status in t.dari and peran in t.peran}
    halaman = teks(jawab)
    assert (url("terima", berkas.pk) in halaman) is ("terima" in tombol)
    assert (url("tolak", berkas.pk) in halaman) is ("tolak" in tombol)
    assert (f"{url('unggah')}?berkas={berkas.pk}" in halaman) is ("unggah" in tombol)


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_berkas_wilayah_lain_tidak_ditemukan(client, orang, buat, peran):
    lain = buat(tempat=DesaFactory())
    client.force_login(orang[peran])
    harapan = 200 if peran == Peran.ADMIN else 404
    assert client.get(lain.get_absolute_url()).status_code == harapan
    baris = client.get(url("daftar")).context["table"].rows
    assert [b.record for b in baris] == ([lain] if peran == Peran.ADMIN else [])


@pytest.mark.parametrize("peran", sorted(DESA))
def test_desa_tidak_melihat_desa_tetangga(client, desa, orang, buat, peran):
    tetangga = buat(tempat=DesaFactory(kecamatan=desa.kecamatan))
    milik = buat()
    client.force_login(orang[peran])
    assert client.get(tetangga.get_absolute_url()).status_code == 404
    assert [b.record for b in client.get(url("daftar")).context["table"].rows] == [milik]


def test_terima_dari_halaman(client, orang, buat):
    berkas = buat()
    client.force_login(orang["pelaksana"])
    tombol = tersembunyi(client.get(berkas.get_absolute_url()), url("terima", berkas.pk))
    jawab = client.post(url("terima", berkas.pk), tombol, follow=True)
    assert "“LPPD 2026” diterima." in teks(jawab)
    jawab = client.post(url("terima", berkas.pk), tombol, follow=True)
    assert "Berkas ini sudah berstatus “Diterima”; tidak diproses dua kali." in teks(jawab)
    assert berkas.riwayat.filter(aksi="terima").count() == 1


def test_terima_pada_halaman_basi_ditolak(client, desa, orang, buat):
    """A new version came while the page was open: what was looked at is not what would be accepted."""
    berkas = buat()
    client.force_login(orang["verifikator"])
    tombol = tersembunyi(client.get(berkas.get_absolute_url()), url("terima", berkas.pk))
    lakukan("unggah", berkas, orang["sekretaris_desa"], 5)
    jawab = client.post(url("terima", berkas.pk), tombol)
    assert jawab.status_code == 422
    assert "Berkas ini sudah diubah oleh Sekretaris Desa sejak halaman ini dibuka." in teks(jawab)
    assert Berkas.objects.get(pk=berkas.pk).status == StatusBerkas.MENUNGGU


def test_pengunggah_tidak_menerima_kirimannya_sendiri(client, orang, buat):
    berkas = buat(oleh=orang["verifikator"])
    client.force_login(orang["verifikator"])
    halaman = teks(client.get(berkas.get_absolute_url()))
    assert "Anda pengunggah berkas ini; orang lain yang harus memutuskannya." in halaman
    jawab = client.post(url("terima", berkas.pk))
    assert (jawab.status_code, Berkas.objects.get(pk=berkas.pk).status) == (403, StatusBerkas.MENUNGGU)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"alasan": "", "perbaikan": "Pindai ulang halaman 3."}, "Tulis mengapa berkas ini ditolak."),
        ({"alasan": "Halaman 3 hilang.", "perbaikan": " "}, "Tulis apa yang harus diperbaiki"),
    ],
)
def test_tolak_menuntut_alasan_dan_perbaikan_dan_ketikan_tetap(client, orang, buat, isi, kalimat):
    berkas = buat()
    client.force_login(orang["verifikator"])
    jawab = client.post(url("tolak", berkas.pk), isi)
    assert jawab.status_code == 422
    assert kalimat in teks(jawab)
    assert next(v for v in isi.values() if v.strip()) in teks(jawab)
    assert Berkas.objects.get(pk=berkas.pk).status == StatusBerkas.MENUNGGU


def test_tolak_memberi_tahu_sekretaris_apa_yang_diperbaiki(client, orang, buat):
    berkas = buat(oleh=orang["sekretaris_desa"])
    client.force_login(orang["verifikator"])
    isi = {"alasan": "Halaman 3 hilang.", "perbaikan": "Pindai ulang halaman 3."}
    client.post(url("tolak", berkas.pk), isi | {"sejak": sejak_dari(berkas)})
    alasan = "Halaman 3 hilang.\nYang harus diperbaiki: Pindai ulang halaman 3."
    assert berkas.riwayat.last().alasan == alasan
    kabar = Pemberitahuan.objects.get(penerima=orang["sekretaris_desa"])
    assert (kabar.judul, kabar.isi, kabar.tautan) == (
        "Berkas ditolak: LPPD 2026",
        alasan,
        berkas.get_absolute_url(),
    )
    client.force_login(orang["sekretaris_desa"])
    halaman = teks(client.get(berkas.get_absolute_url()))
    assert "Pindai ulang halaman 3." in halaman
    assert "Perbaiki dokumennya, lalu unggah versi baru di bawah." in halaman


def test_tolak_pada_halaman_basi_tidak_membuang_ketikan(client, orang, buat):
    berkas = buat()
    client.force_login(orang["verifikator"])
    sejak = client.get(url("tolak", berkas.pk)).context["sejak"]
    lakukan("unggah", berkas, orang["sekretaris_desa"], 6)
    isi = {"alasan": "Halaman 3 hilang.", "perbaikan": "Pindai ulang.", "sejak": sejak}
    jawab = client.post(url("tolak", berkas.pk), isi)
    assert jawab.status_code == 422
    assert "sudah diubah oleh Sekretaris Desa sejak halaman ini dibuka" in teks(jawab)
    assert "Halaman 3 hilang." in teks(jawab)
    client.post(url("tolak", berkas.pk), isi | {"sejak": jawab.context["sejak"]})
    assert Berkas.objects.get(pk=berkas.pk).status == StatusBerkas.DITOLAK


def test_berkas_yang_sudah_ditolak_tidak_ditolak_lagi(client, orang, buat):
    berkas = buat(StatusBerkas.DITOLAK)
    client.force_login(orang["verifikator"])
    jawab = client.get(url("tolak", berkas.pk), follow=True)
    assert "berstatus “Ditolak”, jadi tidak dapat diproses: tolak" in teks(jawab)


@pytest.mark.parametrize("peran", Peran)
@pytest.mark.parametrize("nama", ["terima", "tolak"])
def test_hanya_pemeriksa_yang_memutuskan(client, orang, buat, nama, peran):
    berkas = buat()
    client.force_login(orang[peran])
    status = client.post(url(nama, berkas.pk)).status_code
    assert (status == 403) is (peran not in PEMERIKSA_BERKAS)


@pytest.mark.parametrize(
    ("status", "kalimat"),
    [
        (StatusPindai.MENUNGGU, "sedang menunggu pemindaian virus"),
        (StatusPindai.GAGAL, "Pemindai virus sedang tidak dapat dihubungi"),
        (StatusPindai.TERINFEKSI, "menemukan virus di dalamnya"),
        (StatusPindai.BERSIH, ""),
        (StatusPindai.TIDAK_DIPAKAI, ""),
    ],
)
def test_tidak_dapat_diunduh_sebelum_bersih_dan_sebabnya_disebut(client, orang, buat, status, kalimat):
    berkas = buat()
    VersiBerkas.objects.filter(berkas=berkas).update(status_pindai=status, pratinjau="siap", pratinjau_halaman=1)
    client.force_login(orang["verifikator"])
    halaman = teks(client.get(berkas.get_absolute_url()))
    unduh = url("isi", berkas.versi_terkini_id)
    assert (unduh in halaman, kalimat in halaman) == (not kalimat, True)
    if kalimat:
        assert "<img" not in halaman.split('id="pratinjau"')[1].split("</section>")[0]
        assert 'disabled aria-describedby="halangan-terima"' in halaman


@pytest.mark.parametrize(
    ("pratinjau", "galat", "kalimat"),
    [
        ("menunggu", "", "Pratinjau sedang disiapkan."),
        ("tidak_ada", "", "Berkas jenis ini tidak dapat ditampilkan di sini. Unduh untuk membukanya."),
        ("gagal", "Halaman pertama rusak.", "Halaman pertama rusak. Unduh untuk membukanya."),
        ("siap", "", "Ditampilkan 2 dari 7 halaman."),
    ],
)
def test_keadaan_pratinjau(client, orang, buat, pratinjau, galat, kalimat):
    berkas = buat()
    VersiBerkas.objects.filter(berkas=berkas).update(
        pratinjau=pratinjau, olah_galat=galat, pratinjau_halaman=2 if pratinjau == "siap" else 0, halaman=7
    )
    client.force_login(orang["camat"])
    halaman = teks(client.get(berkas.get_absolute_url()))
    assert kalimat in halaman
    assert ("data-hx-trigger" in halaman) is (pratinjau == "menunggu")
    gambar_halaman = [url("pratinjau", berkas.versi_terkini_id, n) for n in (1, 2)]
    assert [g in halaman for g in gambar_halaman] == [pratinjau == "siap"] * 2
    sebagian = teks(client.get(berkas.get_absolute_url(), headers={"HX-Request": "true"}))
    assert sebagian.count("<section") == 1


def test_versi_lama_tetap_terbaca(client, orang, buat):
    berkas = buat(StatusBerkas.DITOLAK)
    lama = berkas.versi_terkini
    lakukan("unggah", berkas, orang["sekretaris_desa"], 7)
    client.force_login(orang["sekretaris_desa"])
    baru = teks(client.get(berkas.get_absolute_url()))
    assert "?versi=1" in baru
    jawab = client.get(berkas.get_absolute_url(), {"versi": "1"})
    assert jawab.context["versi"] == lama
    assert "Anda sedang melihat versi 1, bukan yang terakhir." in teks(jawab)
    assert "Langkah berikutnya" not in teks(jawab)  # what is decided is the last version
    assert url("isi", lama.pk) in teks(jawab)
    assert [client.get(berkas.get_absolute_url(), {"versi": v}).status_code for v in ("3", "x", "-1")] == [404] * 3


def test_judul_dan_nomor_diubah_pengirim_selama_menunggu(client, orang, buat):
    berkas = buat(oleh=orang["sekretaris_desa"])
    client.force_login(orang["sekretaris_desa"])
    assert url("ubah", berkas.pk) in teks(client.get(berkas.get_absolute_url()))
    jawab = client.post(url("ubah", berkas.pk), {"judul": "", "nomor": "12"})
    assert (jawab.status_code, "Beri judul" in teks(jawab)) == (422, True)
    client.post(url("ubah", berkas.pk), {"judul": "LPPD akhir 2026", "nomor": "3 Tahun 2026"})
    berkas.refresh_from_db()
    assert (berkas.judul, berkas.nomor) == ("LPPD akhir 2026", "3 Tahun 2026")
    assert berkas.riwayat.last().alasan == "Judul: LPPD 2026 → LPPD akhir 2026\nNomor: (kosong) → 3 Tahun 2026"
    assert "lppd akhir" in berkas.teks_cari


@pytest.mark.parametrize("peran", Peran)
def test_orang_lain_tidak_mengubah_judul(client, orang, buat, peran):
    berkas = buat()
    client.force_login(orang[peran])
    assert client.post(url("ubah", berkas.pk), {"judul": "Lain", "nomor": ""}).status_code == 403


def test_judul_tidak_diubah_setelah_diperiksa(client, orang, buat):
    berkas = buat(StatusBerkas.DITERIMA, oleh=orang["sekretaris_desa"])
    client.force_login(orang["sekretaris_desa"])
    assert client.get(url("ubah", berkas.pk)).status_code == 403
    with pytest.raises(ValidationError, match="Berkas ini sudah diterima"):
        berkas_keterangan_ubah(berkas=berkas, judul="Lain", nomor="", oleh=orang["sekretaris_desa"])


@pytest.mark.parametrize(
    ("saringan", "jumlah"),
    [
        ({}, 3),
        ({"cari": "realisasi"}, 1),
        ({"cari": "musyawarah dusun"}, 1),
        ({"cari": "tidak ada di mana pun"}, 0),
        ({"tahun": "2025"}, 1),
        ({"tahun": "abc"}, 0),  # a filter whose value is none shows nothing, and says so
        ({"status": "ditolak"}, 1),
        ({"kategori": "0"}, 0),
        ({"desa": "99999999999999999999999"}, 0),
    ],
)
def test_daftar_disaring(client, orang, buat, saringan, jumlah):
    buat(judul="Laporan realisasi")
    buat(tahun=2025, teks="Notulen musyawarah dusun")
    buat(StatusBerkas.DITOLAK)
    client.force_login(orang["camat"])
    assert len(client.get(url("daftar"), saringan).context["table"].rows) == jumlah


def test_daftar_disaring_menurut_desa_dan_kategori(client, desa, orang, buat, kategori):
    lain = buat(tempat=DesaFactory(kecamatan=desa.kecamatan))
    milik = buat()
    client.force_login(orang["verifikator"])

    def isi(**saringan):
        return {b.record for b in client.get(url("daftar"), saringan).context["table"].rows}

    assert isi(desa=desa.pk) == {milik}
    assert isi(kategori=kategori.pk) == {milik, lain}


def test_jumlah_kueri_daftar_tetap(client, orang, buat, django_assert_max_num_queries):
    client.force_login(orang["camat"])
    hitungan = []
    for banyak in (1, 29):
        for _ in range(banyak):
            buat()
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(url("daftar")).status_code == 200
        hitungan.append(len(kueri))
    assert hitungan[0] == hitungan[1]


def test_ekspor_daftar_dibaca_kembali(client, orang, buat):
    buat(judul="=1+1")
    client.force_login(orang["pemantau_kabupaten"])
    jawab = client.get(url("daftar"), {"_export": "xlsx"})
    baris = list(load_workbook(io.BytesIO(jawab.content)).active.iter_rows(values_only=True))
    assert baris[0] == ("Judul", "Nomor", "Desa", "Kategori", "Periode", "Status", "Versi", "Dikirim")
    assert baris[1][:6] == ("'=1+1", None, "Putat Basiun", "LPPD", "2026", "Menunggu verifikasi")


@pytest.mark.parametrize(("peran", "ajakan"), [("sekretaris_desa", True), ("camat", False)])
def test_daftar_kosong_memberi_tahu(client, orang, peran, ajakan):
    client.force_login(orang[peran])
    halaman = teks(client.get(url("daftar")))
    assert "Belum ada berkas" in halaman
    assert ("Unggah dokumen desa" in halaman) is ajakan

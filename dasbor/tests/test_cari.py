"""Search over everything: of each room what its own list shows, and nothing else."""

import pytest
from django.urls import reverse

from akun.enums import Peran
from akun.kebijakan import boleh_membuka
from akun.tests.factories import pengguna_berperan
from dasbor.pencarian import KATA_MAKS, SUMBER, TAMPIL, cari_semua
from desa.models import Perangkat
from desa.tests.factories import DesaFactory
from naskah.enums.naskah import CaraNomor
from naskah.models import Naskah, NomorTerpakai
from naskah.tests.factories import NaskahFactory
from perut.models import Kunjungan
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
ALAMAT = reverse("dasbor:cari")


@pytest.fixture
def dua(desa):
    """Two villages of two kabupaten with the same word in their names, and some of each kind about them."""
    hasil = [desa, DesaFactory()]
    for satu, nama in zip(hasil, ("Kuranji Hulu", "Kuranji Hilir"), strict=True):
        satu.nama = nama
        satu.save()
        Kunjungan.objects.create(desa=satu, agenda="Pembukuan")
        for status in (StatusTemuan.TERBUKA, StatusTemuan.DRAF):
            temuan(satu, "Kas belum ditutup.", status)
        NaskahFactory(kecamatan=satu.kecamatan, desa=satu, perihal="Pembinaan")
    return hasil


def temuan(desa, uraian, status=StatusTemuan.TERBUKA):
    asal = {"asal_jenis": "kunjungan", "asal_id": "1", "asal_teks": "Uji", "penanggung_jawab": "Kaur Keuangan"}
    return Temuan.objects.create(desa=desa, uraian=uraian, batas_waktu="2026-05-05", status=status, **asal)


def test_yang_tidak_boleh_dibuka_tidak_tampil_juga_bukan_jumlahnya(client, dua):
    """Akun and the book of numbers are for a few; a draft of a finding is for nobody."""
    desa = dua[0]
    Temuan.objects.filter(desa=desa).update(uraian="Kas lumbung berselisih.")
    NomorTerpakai.objects.create(
        kecamatan=desa.kecamatan,
        tahun=2026,
        nomor="L-77",
        cara=CaraNomor.TANGAN,
        tanggal="2026-01-02",
        perihal="Lumbung",
        alasan="Dari buku.",
    )
    jumlah = {}
    for peran in (Peran.VERIFIKATOR, Peran.KEPALA_DESA, Peran.ADMIN_KABUPATEN):
        siapa = pengguna_berperan(peran, desa, nama="Lumbung Pembaca")
        jumlah[peran] = {s.judul: len(list(s.cari(siapa, "lumbung"))) for s in SUMBER if boleh_membuka(siapa, s.daftar)}
    assert (jumlah[Peran.VERIFIKATOR]["Temuan"], jumlah[Peran.KEPALA_DESA]["Temuan"]) == (1, 1)
    assert jumlah[Peran.VERIFIKATOR]["Buku nomor"] == 1 and "Buku nomor" not in jumlah[Peran.KEPALA_DESA]
    assert jumlah[Peran.ADMIN_KABUPATEN]["Akun"] == 2 and "Temuan" not in jumlah[Peran.ADMIN_KABUPATEN]
    assert "Akun" not in jumlah[Peran.VERIFIKATOR]


def isi_lagi(desa, banyak):
    for n in range(banyak):
        Perangkat.objects.create(desa=desa, nama=f"Kuranji {n}", jabatan="staf", rincian=f"Staf {n}")
        Kunjungan.objects.create(desa=desa, agenda=f"Kuranji {n}")
        temuan(desa, f"Kuranji {n}")


def test_jumlah_pertanyaan_tetap_dan_hasil_terbatas(client, dua):
    """However much there is: the session, the frame, and one question for each room (two where names are fetched)."""
    admin = pengguna_berperan(Peran.ADMIN, dua[0])
    client.force_login(admin)
    client.get(ALAMAT)

    def berapa():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as kueri:
            isi = client.get(ALAMAT, {"cari": "Kuranji"})
        return len(kueri), isi

    sebelum, _ = berapa()
    isi_lagi(dua[0], 12)
    sesudah, jawab = berapa()
    assert sesudah == sebelum <= len(SUMBER) + 10
    banyak = {k.sumber.judul: (len(k.baris), k.lagi) for k in jawab.context["kelompok"]}
    assert banyak["Temuan"] == banyak["Kunjungan"] == (TAMPIL, True)
    assert f'href="{reverse("tindaklanjut:temuan-daftar")}?cari=Kuranji"' in jawab.content.decode()


def temukan(siapa, teks):
    return {k.sumber.judul: [b.hasil.judul for b in k.baris] for k in cari_semua(siapa, teks)}


def test_nama_orang_desa_dan_nomor_seperti_diketik_orang(dua):
    desa = dua[0]
    verifikator = pengguna_berperan(Peran.VERIFIKATOR, desa)
    Perangkat.objects.create(
        desa=desa, nama="H. Ma'ruf Amin, S.Sos.", jabatan="sekretaris_desa", sk_nomor="188/12/KPTS"
    )
    for teks in ("Drs. Ma’ruf", "Ma'ruf Amin, M.Si.", "188/12/KPTS", "188 / 12 / kpts", "maruf' amin"):
        assert temukan(verifikator, teks).get("Perangkat desa") == (
            ["H. Ma'ruf Amin, S.Sos."] if "maruf" not in teks else None
        ), teks
    for teks in ("Desa Kuranji Hulu", "ds. kuranji hulu", "KURANJI", desa.kode):
        assert temukan(verifikator, teks)["Desa"] == ["Desa Kuranji Hulu"], teks
    naskah = Naskah.objects.get(desa=desa)
    for teks in (naskah.nomor, naskah.nomor.replace("/", " "), naskah.nomor.lower()):
        assert str(naskah) in temukan(verifikator, teks)["Naskah"], teks


def test_hasil_menunjukkan_kata_tempat_status_desa_dan_tahunnya(client, dua):
    desa = dua[0]
    panjang = "Buku kas umum " + "dan bukti pendukungnya " * 20 + "di lumbung belum ditutup " + "sejak Januari " * 20
    Temuan.objects.filter(desa=desa, status=StatusTemuan.TERBUKA).update(uraian="Kas.", rekomendasi=panjang)
    client.force_login(pengguna_berperan(Peran.CAMAT, desa))
    jawab = client.get(ALAMAT, {"cari": "lumbung kuranji"})
    [kelompok] = jawab.context["kelompok"]
    [baris] = kelompok.baris
    assert (baris.hasil.judul, baris.di, baris.hasil.tahun) == (
        "Kas.",
        "Saran perbaikan",
        str(baris.hasil.benda.batas_waktu.year),
    )
    assert [p.teks for p in baris.kutipan if p.cocok] == ["lumbung"]
    assert sum(len(p.teks) for p in baris.kutipan) < 180
    isi = jawab.content.decode()
    assert "<mark>lumbung</mark>" in isi and "Desa <mark>Kuranji</mark> Hulu" in isi and "Terbuka" in isi


@pytest.mark.parametrize(
    ("teks", "kode", "kalimat"),
    [
        ("", 200, "Semua kata harus ada"),
        ("   \x00 ", 200, "Semua kata harus ada"),
        ("x", 422, "Tulis sedikitnya 2 huruf atau angka."),
        ("%", 422, "Tulis sedikitnya 2 huruf atau angka."),
        ("_ % -- '", 422, "Tulis sedikitnya 2 huruf atau angka."),
        ("a" * 1000, 422, "Yang dicari terlalu panjang (1000 huruf)."),
        (" ".join("ab" for _ in range(KATA_MAKS + 1)), 422, f"Tulis paling banyak {KATA_MAKS} kata."),
        ("zzz%zzz", 200, "Tidak ada yang cocok"),
        ("<script>alert(1)</script>", 200, "Tidak ada yang cocok"),
        ("kas\x00umum' OR 1=1 --", 200, "Tidak ada yang cocok"),
        (
            "\ud83d\ude00\ud83d\ude00 kasih".encode("utf-16", "surrogatepass").decode("utf-16"),
            200,
            "Tidak ada yang cocok",
        ),
        ('"kutip (tak tutup', 200, "Tidak ada yang cocok"),
    ],
)
def test_masukan_buruk_dijawab_dengan_kalimat(client, dua, teks, kode, kalimat):
    """And what was typed is still in the field."""
    client.force_login(pengguna_berperan(Peran.CAMAT, dua[0]))
    jawab = client.get(ALAMAT, {"cari": teks})
    isi = jawab.content.decode()
    assert (jawab.status_code, kalimat in isi) == (kode, True)
    assert "<script>alert" not in isi
    assert jawab.context["teks"] == teks.replace("\x00", " ").strip()


def test_tahun_adalah_tahun_barisnya(dua):
    camat = pengguna_berperan(Peran.CAMAT, dua[0])
    assert temukan(camat, "kuranji belum ditutup 2026") == {"Temuan": ["Kas belum ditutup."]}
    assert temukan(camat, "kuranji belum ditutup 2025") == {}
    assert temukan(camat, "kuranji 0000") == {}


def test_persen_dan_garis_bawah_bukan_pengganti_huruf(dua):
    camat = pengguna_berperan(Peran.CAMAT, dua[0])
    Kunjungan.objects.filter(desa=dua[0]).update(agenda="Serapan 100% tercapai")
    assert set(temukan(camat, "100% serapan")) == {"Kunjungan"}
    assert temukan(camat, "10_% serapan") == {}


def test_kolom_cari_ada_di_setiap_halaman_dan_tidak_dua_kali(client, dua):
    client.force_login(pengguna_berperan(Peran.CAMAT, dua[0]))
    assert client.get("/").content.decode().count(f'action="{ALAMAT}"') == 1
    assert client.get(ALAMAT).content.decode().count(f'action="{ALAMAT}"') == 1
    assert client.post(ALAMAT, {"cari": "kas"}).status_code == 405


def test_naskah_ditemukan_menurut_isi_dan_jenisnya(dua):
    camat = pengguna_berperan(Peran.CAMAT, dua[0])
    naskah = Naskah.objects.get(desa=dua[0])
    naskah.isi = {"kop": {"rahasia_kunci": "x"}, "hasil": ["Jembatan gantung lapuk di dusun dua."]}
    naskah.save()
    [kelompok] = cari_semua(camat, "jembatan gantung")
    [baris] = kelompok.baris
    assert (kelompok.sumber.judul, baris.di) == ("Naskah", "Isi")
    assert [p.teks for p in baris.kutipan if p.cocok] == ["Jembatan", "gantung"]
    assert cari_semua(camat, "rahasia_kunci") == []
    assert temukan(camat, f"{naskah.nama_jenis} kuranji") == {"Naskah": [str(naskah)]}

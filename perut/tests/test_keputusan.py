"""The decisions as a person takes them: pages, sentences, nothing decided twice."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from akun.pembatas import SALAH_MAKS
from dasar.alur import sejak_dari
from desa.tests.factories import PerangkatFactory
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.services import kunjungan as layanan
from perut.tests.contoh_kunjungan import gambar
from perut.tests.factories import BukuFactory, KegiatanFactory, KehadiranFactory, KunjunganFactory
from perut.verifikasi import periksa_aspek

pytestmark = pytest.mark.django_db

SANDI = "kata-sandi-uji"


@pytest.fixture
def diajukan(desa, orang):
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIAJUKAN, petugas=[orang["pelaksana"]], notulen="Singkat.")
    buku = BukuFactory(kode="A.1", nama="Buku Peraturan di Desa")
    k.instrumen = buku.instrumen
    k.save()
    k.pemeriksaan_set.create(buku=buku, ada=False)
    KehadiranFactory(kunjungan=k, nama="Kepala Desa")
    KegiatanFactory(kunjungan=k)
    return k


@pytest.fixture
def diverifikasi(diajukan):
    diajukan.status = StatusKunjungan.DIVERIFIKASI
    diajukan.verifikasi = {"aspek": [], "oleh": "Verifikator", "waktu": "2026-05-06T09:00:00+08:00"}
    diajukan.berita_acara.status = "diverifikasi"
    diajukan.berita_acara.save()
    diajukan.save()
    return diajukan


def aksi(k, nama):
    return reverse("perut:kunjungan-aksi", args=[k.pk, nama])


def jawaban(k, catatan="Sudah ditanyakan.", **lain):
    isi = {}
    for a in periksa_aspek(k):
        isi[f"{a.kode}_jawaban"] = "sesuai"
        isi[f"{a.kode}_catatan"] = "" if a.bersih else catatan
    return isi | lain


def status(k):
    return Kunjungan.objects.get(pk=k.pk).status


def test_bagian_mesin_menyebut_alasannya(diajukan):
    assert next(b.kalimat for b in periksa_aspek(diajukan)[2].butir).startswith("Isi surat tugas sama")
    diajukan.surat_tugas.isi["tanggal"] = "2026-05-04"
    diajukan.kehadiran_set.update(jabatan="Kaur Keuangan")
    aspek = {a.kode: a for a in periksa_aspek(diajukan)}
    assert list(aspek) == ["kelengkapan", "keabsahan", "kesesuaian", "mutu", "kesinambungan", "pengesahan"]
    kalimat = [b.kalimat for b in aspek["kelengkapan"].butir if not b.baik]
    assert kalimat == ["Tidak ada foto sebagai bukti."]
    assert next(b.kalimat for b in aspek["mutu"].butir if not b.baik) == "Notulen terdiri atas 1 kata."
    assert [b.kalimat for b in aspek["pengesahan"].butir if not b.baik] == ["Kepala desa tidak ada di daftar hadir."]
    assert [b.kalimat for b in aspek["kesesuaian"].butir if not b.baik] == [
        "Tanggal atau petugas berbeda dari surat tugas.",
        "Desa ini bukan desa lokus pada program tahun berjalan.",
    ]


def test_orang_yang_masa_jabatannya_berakhir_ditandai(diajukan, desa):
    lama = PerangkatFactory(desa=desa, nama="Mantan Kaur", selesai=datetime.date(2025, 12, 31))
    KehadiranFactory(kunjungan=diajukan, perangkat=lama, nama=lama.nama)
    keabsahan = next(a for a in periksa_aspek(diajukan) if a.kode == "keabsahan")
    assert [b.kalimat for b in keabsahan.butir if not b.baik] == [
        "Masa jabatannya sudah berakhir pada hari kunjungan: Mantan Kaur."
    ]


def test_verifikasi_menyimpan_bagian_mesin_dan_orang(client, orang, diajukan):
    client.force_login(orang["verifikator"])
    client.post(aksi(diajukan, "verifikasi"), jawaban(diajukan) | {"sejak": sejak_dari(diajukan)})
    k = Kunjungan.objects.get(pk=diajukan.pk)
    assert k.status == StatusKunjungan.DIVERIFIKASI
    assert [a["kode"] for a in k.verifikasi["aspek"]] == [a.kode for a in periksa_aspek(diajukan)]
    assert all(a["sesuai"] for a in k.verifikasi["aspek"])
    assert k.verifikasi["oleh"] == "Verifikator"


def test_tanda_dari_sistem_harus_dijelaskan_dan_isian_tidak_hilang(client, orang, diajukan):
    client.force_login(orang["verifikator"])
    isi = jawaban(diajukan, catatan="", kesinambungan_catatan="Tetap ada di layar.")
    halaman = client.post(aksi(diajukan, "verifikasi"), isi).content.decode()
    assert "Ada hal yang ditandai sistem; jelaskan mengapa tetap sesuai." in halaman
    assert "Tetap ada di layar." in halaman
    assert status(diajukan) == StatusKunjungan.DIAJUKAN


def test_aspek_belum_sesuai_mengembalikan_dengan_catatannya(client, orang, diajukan):
    client.force_login(orang["verifikator"])
    isi = jawaban(diajukan, mutu_jawaban="belum", mutu_catatan="Notulen terlalu singkat.")
    client.post(aksi(diajukan, "verifikasi"), isi | {"sejak": sejak_dari(diajukan)})
    assert status(diajukan) == StatusKunjungan.DIKEMBALIKAN
    assert diajukan.riwayat.get().alasan == "Kualitas laporan: Notulen terlalu singkat."


def test_sandi_salah_tidak_mengesahkan(client, orang, diverifikasi):
    client.force_login(orang["camat"])
    halaman = client.post(aksi(diverifikasi, "sahkan"), {"sandi": "keliru"}).content.decode()
    assert "Kata sandi tidak cocok. Kunjungan belum disahkan." in halaman
    assert status(diverifikasi) == StatusKunjungan.DIVERIFIKASI


def test_sandi_salah_berkali_kali_dikunci(client, orang, diverifikasi):
    client.force_login(orang["camat"])
    for _ in range(SALAH_MAKS):
        client.post(aksi(diverifikasi, "sahkan"), {"sandi": "keliru"})
    jawab = client.post(aksi(diverifikasi, "sahkan"), {"sandi": SANDI, "sejak": sejak_dari(diverifikasi)})
    assert jawab.status_code != 500
    assert status(diverifikasi) == StatusKunjungan.DIVERIFIKASI


def test_klik_ganda_pada_sahkan(client, orang, diverifikasi):
    client.force_login(orang["camat"])
    client.post(aksi(diverifikasi, "sahkan"), {"sandi": SANDI, "sejak": sejak_dari(diverifikasi)})
    pertama = Kunjungan.objects.get(pk=diverifikasi.pk).berita_acara_id
    jawab = client.post(aksi(diverifikasi, "sahkan"), {"sandi": SANDI, "sejak": sejak_dari(diverifikasi)}, follow=True)
    assert "Kunjungan ini sudah berstatus “Disahkan”; tidak diproses dua kali." in jawab.content.decode()
    assert Kunjungan.objects.get(pk=diverifikasi.pk).berita_acara_id == pertama
    assert diverifikasi.riwayat.filter(aksi="sahkan").count() == 1


def test_alasan_kosong_disebut_di_tempatnya(client, orang, diajukan):
    client.force_login(orang["verifikator"])
    halaman = client.post(aksi(diajukan, "kembalikan"), {"alasan": " "}).content.decode()
    assert "Alasan wajib diisi." in halaman
    assert status(diajukan) == StatusKunjungan.DIAJUKAN


def test_tombol_kelabu_menyebut_yang_kurang(client, desa, orang):
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.BERLANGSUNG, petugas=[orang["pelaksana"]])
    client.force_login(orang["pelaksana"])
    halaman = client.get(k.get_absolute_url()).content.decode()
    assert "Daftar hadir masih kosong." in halaman
    assert 'disabled aria-describedby="halangan-ajukan"' in halaman


def test_desa_tidak_melihat_isi_sebelum_disahkan(client, orang, diajukan):
    client.force_login(orang["sekretaris_desa"])
    halaman = client.get(diajukan.get_absolute_url()).content.decode()
    assert "Hasil kunjungan dapat dibaca setelah berita acaranya disahkan camat." in halaman
    assert "Singkat." not in halaman


@pytest.mark.parametrize("peran", ["camat", "verifikator", "pelaksana", "sekretaris_desa", "pemantau_kabupaten"])
def test_kunjungan_wilayah_lain_tidak_ditemukan(client, orang, peran):
    lain = KunjunganFactory(status=StatusKunjungan.DIAJUKAN)
    client.force_login(orang[peran])
    assert client.get(lain.get_absolute_url()).status_code == 404


def test_pratinjau_berita_acara(client, orang, diverifikasi):
    client.force_login(orang["camat"])
    jawab = client.get(reverse("perut:kunjungan-pratinjau", args=[diverifikasi.pk]))
    assert jawab.content[:5] == b"%PDF-"


def test_catatan_pendamping(client, orang, diajukan):
    client.force_login(orang["pendamping"])
    client.post(reverse("perut:kunjungan-catat", args=[diajukan.pk]), {"isi": "Perlu pelatihan Siskeudes."})
    assert diajukan.catatan.get().oleh == orang["pendamping"]


def test_halaman_alur_memuat_seluruh_tabel(client, orang):
    client.force_login(orang["kepala_desa"])
    halaman = client.get(reverse("perut:alur")).content.decode()
    for label in ("Jadwalkan", "Mulai kunjungan", "Ajukan", "Verifikasi", "Kembalikan", "Sahkan", "Batalkan"):
        assert f"<strong>{label}</strong>" in halaman


def test_hari_foto_dihitung_pada_jam_setempat(diajukan):
    pagi = datetime.datetime.combine(diajukan.tanggal, datetime.time(7, 30), ZoneInfo("Asia/Makassar"))
    foto = diajukan.foto_set.create(berkas=gambar(1), sha256="0", waktu=pagi)

    def lain_hari():
        aspek = next(a for a in periksa_aspek(diajukan) if a.kode == "keabsahan")
        return [b.kalimat for b in aspek.butir if "hari lain" in b.kalimat]

    assert lain_hari() == []
    foto.waktu = pagi + datetime.timedelta(days=1)
    foto.save()
    assert lain_hari() == ["1 foto diambil pada hari lain."]


def test_terlalu_banyak_sandi_salah_mendapat_penjelasan(client, diverifikasi, orang):
    client.force_login(orang["camat"], backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(SALAH_MAKS + 1):
        jawab = client.post(aksi(diverifikasi, "sahkan"), {"sandi": "salah"})
    assert jawab.status_code == 422
    assert "Terlalu banyak percobaan. Coba lagi 15 menit kemudian." in jawab.content.decode()


def test_desa_tidak_membaca_alasan_pengembalian_sebelum_disahkan(client, diajukan, orang):
    client.force_login(orang["verifikator"])
    client.post(aksi(diajukan, "kembalikan"), {"alasan": "Notulen terlalu singkat.", "sejak": sejak_dari(diajukan)})

    def terbaca(peran):
        client.force_login(orang[peran])
        return "Notulen terlalu singkat." in client.get(diajukan.get_absolute_url()).content.decode()

    assert [terbaca(p) for p in ("pelaksana", "kepala_desa")] == [True, False]


def sejak(client, k, nama):
    return client.get(aksi(k, nama)).context["sejak"]


def test_keputusan_pada_halaman_basi_ditolak_dan_ketikan_tidak_hilang(client, orang, diajukan):
    """Returned and handed in again meanwhile: the old page decides nothing."""
    client.force_login(orang["verifikator"])
    k = diajukan
    k.riwayat.create(aksi="ajukan", dari="berlangsung", ke="diajukan", oleh=orang["pelaksana"])
    lama = sejak(client, k, "verifikasi")
    k.riwayat.create(aksi="kembalikan", dari="diajukan", ke="dikembalikan", oleh=orang["camat"], alasan="Perbaiki.")
    k.riwayat.create(aksi="ajukan", dari="dikembalikan", ke="diajukan", oleh=orang["pelaksana"])
    isi = jawaban(k, kelengkapan_catatan="Sudah saya lihat sendiri.") | {"sejak": lama}
    jawab = client.post(aksi(k, "verifikasi"), isi)
    assert jawab.status_code == 422
    halaman = jawab.content.decode()
    assert "Kunjungan ini sudah diubah oleh Pelaksana sejak halaman ini dibuka." in halaman
    assert "Sudah saya lihat sendiri." in halaman
    assert status(k) == StatusKunjungan.DIAJUKAN
    client.post(aksi(k, "verifikasi"), isi | {"sejak": jawab.context["sejak"]})
    assert status(k) == StatusKunjungan.DIVERIFIKASI


def test_desa_membaca_kunjungan_yang_batal_setelah_dijadwalkan(client, desa, orang):
    client.force_login(orang["kepala_desa"])
    rencana = KunjunganFactory(desa=desa, status=StatusKunjungan.DIBATALKAN)
    terjadwal = KunjunganFactory(desa=desa, status=StatusKunjungan.DIJADWALKAN)
    Kunjungan.objects.filter(pk=terjadwal.pk).update(status=StatusKunjungan.DIBATALKAN)
    assert client.get(rencana.get_absolute_url()).status_code == 404
    assert client.get(terjadwal.get_absolute_url()).status_code == 200


def test_catatan_kosong_disebut_di_tempatnya(client, orang, diajukan):
    client.force_login(orang["pendamping"])
    jawab = client.post(reverse("perut:kunjungan-catat", args=[diajukan.pk]), {"isi": ""})
    assert (jawab.status_code, "Tulis catatannya dahulu." in jawab.content.decode()) == (422, True)


def test_verifikasi_sesudah_dikembalikan_terbuka_dengan_jawaban_lama_dan_yang_berubah(client, orang, diajukan):
    k = layanan.kunjungan_ajukan(kunjungan=_belum_diajukan(diajukan), oleh=orang["pelaksana"])
    client.force_login(orang["verifikator"])
    isi = jawaban(k, mutu_jawaban="belum", mutu_catatan="Notulen terlalu singkat.")
    client.post(aksi(k, "verifikasi"), isi | {"sejak": sejak_dari(k)})
    k = Kunjungan.objects.get(pk=k.pk)
    k.notulen = "Dibahas satu per satu."
    k.save()
    k = layanan.kunjungan_ajukan(kunjungan=k, oleh=orang["pelaksana"])
    jawab = client.get(aksi(k, "verifikasi"))
    form, perubahan = jawab.context["form"], jawab.context["perubahan"]
    assert form["mutu_jawaban"].value() == "belum"
    assert form["mutu_catatan"].value() == "Notulen terlalu singkat."
    assert form["kelengkapan_jawaban"].value() == "sesuai"
    assert perubahan.alasan == "Kualitas laporan: Notulen terlalu singkat."
    assert [(b.judul, b.hilang, b.baru) for b in perubahan.bagian] == [
        ("Notulen", ["Singkat."], ["Dibahas satu per satu."])
    ]
    mutu = next(baris for baris in form.baris() if baris[0].kode == "mutu")
    assert [b.kalimat for b in mutu[4]] == ["Notulen terdiri atas 4 kata."]
    halaman = jawab.content.decode()
    assert "Penilaian di bawah berisi jawaban Verifikator sebelum kunjungan ini dikembalikan." in halaman
    client.post(aksi(k, "verifikasi"), jawaban(k) | {"sejak": sejak_dari(k)})
    assert status(k) == StatusKunjungan.DIVERIFIKASI
    client.force_login(orang["camat"])
    assert client.get(aksi(k, "sahkan")).context["perubahan"].bagian == perubahan.bagian


def test_verifikasi_pertama_terbuka_kosong(client, orang, diajukan):
    client.force_login(orang["verifikator"])
    jawab = client.get(aksi(diajukan, "verifikasi"))
    assert (jawab.context["form"]["mutu_jawaban"].value(), jawab.context["perubahan"]) == (None, None)


def test_dikembalikan_sebelum_isinya_disimpan_disebut(client, orang, diajukan):
    """A document of an older version: the reason is known, the content of that day is not."""
    naskah = diajukan.berita_acara
    naskah.riwayat.create(aksi="kembalikan", dari="diajukan", ke="dikembalikan", oleh=orang["camat"], alasan="Kurang.")
    client.force_login(orang["verifikator"])
    halaman = client.get(aksi(diajukan, "verifikasi")).content.decode()
    assert "Isi yang dikembalikan tidak tersimpan" in halaman and "Kurang." in halaman


def _belum_diajukan(k):
    k.status, k.berita_acara = StatusKunjungan.BERLANGSUNG, None
    k.save()
    return k

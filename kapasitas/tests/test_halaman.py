"""The pages as people meet them: who opens what, what a bad input answers, what is printed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from akun.enums import KECAMATAN, Peran
from akun.models import AkunPejabat
from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_pdf
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat as J
from desa.models import RiwayatData
from desa.tests.factories import DesaFactory, PerangkatFactory
from kapasitas.enums import Tingkat
from kapasitas.hitungan import DEFINISI
from kapasitas.models import Pelatihan, Penilaian, Sasaran
from kapasitas.tests.contoh import isi, mulai, nilai

pytestmark = pytest.mark.django_db


def alamat(nama, *args, **isi):
    return reverse(f"kapasitas:{nama}", args=args, query=isi or None)


@pytest.fixture
def sebagai(client, tempat):
    def masuk(peran):
        client.force_login(pengguna_berperan(peran, tempat))
        return client

    return masuk


@pytest.fixture
def staf(client, penilai):
    client.force_login(penilai)
    return client


def kiriman(halaman) -> dict[str, str]:
    """A form as a browser would send it back."""
    form = halaman.context["form"]
    return {nama: "" if form[nama].value() is None else str(form[nama].value()) for nama in form.fields}


@pytest.mark.parametrize("peran", sorted(KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}))
def test_kantor_membaca_ringkasan_dengan_definisinya(sebagai, tempat, kaur, penilai, peran):
    nilai(kaur, penilai)
    klien = sebagai(peran)
    for halaman in (alamat("ringkas", kecamatan=tempat.kecamatan.kode), alamat("desa", tempat.pk)):
        teks = klien.get(halaman).content.decode()
        assert "1 dari 1 perangkat yang dinilai sudah mampu (100 persen); semuanya sudah dinilai." in teks
        assert DEFINISI in teks
        assert "usulan PERUT" in teks
        assert "berita MC Balangan" in teks


def test_desa_tanpa_perangkat_disebut_bukan_nol(sebagai, tempat):
    klien = sebagai(Peran.CAMAT)
    assert "Belum ada perangkat yang tercatat menjabat." in klien.get(alamat("desa", tempat.pk)).content.decode()
    teks = klien.get(alamat("ringkas")).content.decode()
    assert "belum ada perangkat" in teks
    assert "0 %" not in teks


def test_kecamatan_tanpa_desa_dan_orang_tanpa_wilayah(client, tempat):
    from akun.tests.factories import PenggunaFactory
    from desa.tests.factories import KecamatanFactory

    kecamatan = KecamatanFactory()
    camat = PenggunaFactory()
    camat.penugasan.create(peran=Peran.CAMAT, kecamatan=kecamatan, mulai="2020-01-01")
    client.force_login(camat)
    assert "Belum ada desa di kecamatan ini." in client.get(alamat("ringkas")).content.decode()


def test_daftar_berisi_sebanyak_hitungannya(sebagai, tempat, kaur, penilai):
    nilai(kaur, penilai, Tingkat.DASAR)
    PerangkatFactory(desa=tempat, jabatan=J.KASI_PELAYANAN)
    klien = sebagai(Peran.CAMAT)
    for keadaan, banyak in (("belum_mampu", 1), ("belum_dinilai", 1), ("mampu", 0)):
        assert klien.get(alamat("pejabat-daftar", keadaan=keadaan)).context["table"].paginator.count == banyak
    xlsx = klien.get(alamat("pejabat-daftar", _export="xlsx"))
    assert xlsx.status_code == 200
    assert xlsx["Content-Type"].startswith("application/vnd.openxmlformats")


@pytest.mark.parametrize("isi", [{"keadaan": "x"}, {"desa": "9" * 30}, {"jabatan": "raja"}])
def test_saringan_yang_keliru_disebut(sebagai, isi):
    assert sebagai(Peran.CAMAT).get(alamat("pejabat-daftar", **isi)).status_code == 422


def test_menilai_dari_awal_sampai_akhir(staf, kaur, tempat):
    jawab = staf.post(alamat("pejabat-nilai", kaur.pk))
    draf = Penilaian.objects.get()
    assert jawab.url == alamat("penilaian-isi", draf.pk)
    halaman = staf.get(jawab.url)
    kirim = kiriman(halaman)
    assert staf.post(alamat("penilaian-aksi", draf.pk, "tetapkan"), {"sejak": "v1"}).status_code == 422
    for b in draf.butir.all():
        kirim |= {f"t{b.pk}": "2", f"d{b.pk}": "RAB bulan ini dibuka bersama"}
    rinci = staf.post(alamat("penilaian-isi", draf.pk), kirim, follow=True)
    assert "Penilaian disimpan; sudah dapat ditetapkan." in rinci.content.decode()
    usang = staf.post(alamat("penilaian-aksi", draf.pk, "tetapkan"), {"sejak": "v1"})
    assert usang.status_code == 422  # the page is older than what was saved since
    staf.post(alamat("penilaian-aksi", draf.pk, "tetapkan"), {"sejak": "v2"})
    draf.refresh_from_db()
    assert (draf.status, draf.ke) == ("ditetapkan", 1)
    assert staf.post(alamat("penilaian-aksi", draf.pk, "tetapkan"), {"sejak": "v2"}).status_code == 302  # twice
    assert draf.riwayat.count() == 1
    assert staf.get(alamat("penilaian-isi", draf.pk)).url == draf.get_absolute_url()


def test_isian_keliru_ditolak_dan_yang_diketik_tetap_ada(staf, penilaian, tempat):
    b = penilaian.butir.first()
    kirim = kiriman(staf.get(alamat("penilaian-isi", penilaian.pk))) | {f"d{b.pk}": "Buku dibuka bersama"}
    besok = hari_ini(tempat) + timedelta(days=1)
    keliru = ({"tanggal": besok}, {"tanggal": "kemarin"}, {f"t{b.pk}": "9"}, {f"b{b.pk}": "buku:1"}, {"versi": "x"})
    for satu in keliru:
        jawab = staf.post(alamat("penilaian-isi", penilaian.pk), kirim | satu)
        assert jawab.status_code == 422, satu
        assert "Buku dibuka bersama" in jawab.content.decode()
    assert not penilaian.butir.exclude(dilihat="").exists()


def test_konflik_dua_penilai_tidak_menghapus_ketikan(staf, penilaian, penilai):
    kirim = kiriman(staf.get(alamat("penilaian-isi", penilaian.pk)))
    isi(penilaian, penilai, Tingkat.DASAR)
    kirim |= {"catatan": "Catatan saya"}
    jawab = staf.post(alamat("penilaian-isi", penilaian.pk), kirim)
    assert jawab.status_code == 422
    assert "sudah diubah oleh Penilai Satu" in jawab.content.decode()
    assert "Catatan saya" in jawab.content.decode()
    lagi = jawab.context["form"]["versi"].value()
    staf.post(alamat("penilaian-isi", penilaian.pk), kirim | {"versi": lagi})
    penilaian.refresh_from_db()
    assert penilaian.catatan == "Catatan saya"


def test_koreksi_bertanya_alasan(staf, kaur, penilai):
    asal = nilai(kaur, penilai)
    assert staf.post(alamat("penilaian-koreksi", asal.pk), {"alasan": ""}).status_code == 422
    jawab = staf.post(alamat("penilaian-koreksi", asal.pk), {"alasan": "Buku kas bukan miliknya"})
    draf = Penilaian.objects.get(koreksi_atas=asal)
    assert jawab.url == alamat("penilaian-isi", draf.pk)
    assert "Buku kas bukan miliknya" in staf.get(jawab.url).content.decode()


def test_desa_membaca_dan_menanggapi(sebagai, kaur, penilai, tempat):
    hasil, draf = nilai(kaur, penilai), mulai(PerangkatFactory(desa=tempat, jabatan=J.KASI_PELAYANAN), penilai)
    klien = sebagai(Peran.SEKRETARIS_DESA)
    assert klien.get(alamat("desa-saya")).url == alamat("desa", tempat.pk)
    assert klien.get(alamat("ringkas")).status_code == 403
    assert kaur.nama in klien.get(alamat("desa", tempat.pk)).content.decode()
    assert klien.get(draf.get_absolute_url()).status_code == 404
    assert "Kirim tanggapan" in klien.get(hasil.get_absolute_url()).content.decode()
    assert klien.post(alamat("penilaian-tanggapi", hasil.pk), {"isi": ""}).status_code == 422
    jawab = klien.post(alamat("penilaian-tanggapi", hasil.pk), {"isi": "Mohon pelatihan."}, follow=True)
    assert "Mohon pelatihan." in jawab.content.decode()
    lain = DesaFactory(kecamatan=tempat.kecamatan)
    assert klien.get(alamat("desa", lain.pk)).status_code == 404
    assert klien.get(alamat("pejabat-daftar")).status_code == 403


def test_kaur_membaca_dirinya_sendiri_saja(client, kaur, penilai, tempat):
    orang = pengguna_berperan(Peran.PENYUSUN_DESA, tempat)
    AkunPejabat.objects.create(pengguna=orang, perangkat=kaur)
    rekan = PerangkatFactory(desa=tempat, jabatan=J.KASI_PELAYANAN, nama="Rekan Lain")
    milik, lain = nilai(kaur, penilai), nilai(rekan, penilai)
    client.force_login(orang)
    teks = client.get(alamat("desa", tempat.pk)).content.decode()
    assert kaur.nama in teks
    assert rekan.nama not in teks
    assert client.get(milik.get_absolute_url()).status_code == 200
    buka = (lain.get_absolute_url(), alamat("pejabat", rekan.pk), alamat("desa-pdf", tempat.pk))
    assert [client.get(a).status_code for a in buka] == [404] * 3
    assert client.get(alamat("pejabat", kaur.pk)).status_code == 200


def test_pejabat_yang_sudah_berhenti_masih_dapat_dibaca(staf, kaur, penilai):
    nilai(kaur, penilai)
    kaur.selesai = hari_ini(kaur.desa) - timedelta(days=1)
    kaur.save()
    teks = staf.get(alamat("pejabat", kaur.pk)).content.decode()
    assert "berhenti menjabat" in teks
    assert "Sebelum pendampingan" in teks
    assert staf.post(alamat("pejabat-nilai", kaur.pk)).status_code == 422


def test_orang_yang_pindah_jabatan_lewat_baris_baru(staf, kaur, penilai, tempat):
    nilai(kaur, penilai)
    baru = PerangkatFactory(desa=tempat, jabatan=J.SEKRETARIS_DESA, nama=f"{kaur.nama}, S.E.")
    teks = staf.get(alamat("pejabat", baru.pk)).content.decode()
    assert "Belum pernah dinilai." in teks
    assert "Dalam jabatan lain di desa ini" in teks


@pytest.fixture
def pelatihan(staf, kaur, tempat):
    isi = {"kecamatan": tempat.kecamatan.pk, "judul": "Siskeudes dasar", "mulai": "2026-05-04", "selesai": "2026-05-05"}
    isi |= {"penyelenggara": "DPMD", "tempat": "Paringin", "peserta": [kaur.pk]}
    staf.post(alamat("pelatihan-tambah"), isi)
    return Pelatihan.objects.get()


def test_pelatihan_menjadi_bukti_dan_lalu_tidak_dihapus(staf, pelatihan, kaur, penilai):
    draf = mulai(kaur, penilai)
    halaman = staf.get(alamat("penilaian-isi", draf.pk))
    assert "Siskeudes dasar, 4 Mei 2026 sampai 5 Mei 2026" in halaman.content.decode()
    b = draf.butir.get(kompetensi__kode="KP-11")
    kirim = kiriman(halaman) | {f"t{b.pk}": "2", f"b{b.pk}": f"pelatihan:{pelatihan.pk}"}
    rinci = staf.post(alamat("penilaian-isi", draf.pk), kirim, follow=True)
    assert f'<a href="{pelatihan.get_absolute_url()}">Siskeudes dasar' in rinci.content.decode()
    jawab = staf.post(alamat("pelatihan-hapus", pelatihan.pk))
    assert jawab.status_code == 422
    assert "menjadi bukti pada 1 butir" in jawab.content.decode()


def test_pelatihan_diubah_dua_orang(staf, pelatihan, kaur, tempat):
    kirim = kiriman(staf.get(alamat("pelatihan-ubah", pelatihan.pk))) | {"peserta": [kaur.pk], "kecamatan": ""}
    lain = PerangkatFactory(desa=tempat, jabatan=J.KASI_PELAYANAN)
    ubah = alamat("pelatihan-ubah", pelatihan.pk)
    assert staf.post(ubah, kirim | {"peserta": [kaur.pk, lain.pk]}).status_code == 302
    assert staf.post(ubah, kirim | {"peserta": []}).status_code == 422  # an older page, which shows one participant
    assert pelatihan.peserta.count() == 2
    assert RiwayatData.objects.filter(jenis="pelatihan").count() == 1


def test_peserta_yang_berhenti_tetap_tercantum(staf, pelatihan, kaur):
    kaur.selesai = date(2026, 6, 30)
    kaur.save()
    teks = staf.get(pelatihan.get_absolute_url()).content.decode()
    assert kaur.nama in teks
    assert "tidak lagi menjabat" in teks
    kirim = kiriman(staf.get(alamat("pelatihan-ubah", pelatihan.pk))) | {"peserta": [kaur.pk], "tempat": "Awayan"}
    assert staf.post(alamat("pelatihan-ubah", pelatihan.pk), kirim).status_code == 302


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"selesai": "2026-05-01"}, "mendahului"),
        ({"mulai": "1926-05-04"}, "Periksa tahunnya"),
        ({"peserta": ["9" * 30]}, "tidak dikenal"),
        ({"peserta": ["0"]}, "bukan perangkat desa di kecamatan ini"),
        ({"judul": ""}, "invalid-feedback"),
    ],
)
def test_pelatihan_yang_keliru(staf, kaur, tempat, isi, kalimat):
    kirim = {"kecamatan": tempat.kecamatan.pk, "judul": "Siskeudes", "mulai": "2026-05-04", "tempat": "Awayan"}
    jawab = staf.post(alamat("pelatihan-tambah"), kirim | {"penyelenggara": "DPMD"} | isi)
    assert jawab.status_code == 422
    assert kalimat in jawab.content.decode()
    assert not Pelatihan.objects.exists()


def test_belum_menjabat_pada_hari_pelatihan(staf, kaur, tempat):
    kaur.mulai = date(2026, 6, 1)
    kaur.save()
    kirim = {"kecamatan": tempat.kecamatan.pk, "judul": "Siskeudes", "mulai": "2026-05-04", "tempat": "Awayan"}
    jawab = staf.post(alamat("pelatihan-tambah"), kirim | {"penyelenggara": "DPMD", "peserta": [kaur.pk]})
    assert f"Pada hari itu tidak menjabat: {kaur.nama}." in jawab.content.decode()


def test_camat_menetapkan_sasaran(sebagai, tempat):
    klien = sebagai(Peran.CAMAT)
    assert klien.post(alamat("sasaran"), {"persen": "0", "dasar": "x"}).status_code == 422
    assert klien.post(alamat("sasaran"), {"persen": "101", "dasar": "x"}).status_code == 422
    klien.post(alamat("sasaran"), {"persen": "75", "dasar": "Program PERUT 2027"})
    assert Sasaran.objects.get().persen == 75
    assert "Sasaran 75 persen. Program PERUT 2027." in klien.get(alamat("ringkas")).content.decode()
    assert sebagai(Peran.PELAKSANA).get(alamat("sasaran")).status_code == 403


def test_daftar_kompetensi_menandai_usulan(sebagai):
    klien = sebagai(Peran.SEKRETARIS_DESA)
    teks = klien.get(alamat("kompetensi")).content.decode()
    assert teks.count("tingkat: usulan PERUT") == 25
    assert len(klien.get(alamat("kompetensi", jabatan="bpd")).context["isi"]) == 10
    assert klien.get(alamat("kompetensi", jabatan="raja", versi="x")).status_code == 200


def test_lembar_desa_memuat_definisi(staf, kaur, penilai, tempat):
    nilai(kaur, penilai, kecuali={"KP-11": Tingkat.DASAR})
    jawab = staf.get(alamat("desa-pdf", tempat.pk))
    teks = " ".join(teks_pdf(jawab.content).split())
    assert "0 dari 1 perangkat yang dinilai sudah mampu (0 persen)" in teks
    assert DEFINISI.replace("“", '"').replace("”", '"') in teks.replace("“", '"').replace("”", '"')
    assert "Menatausahakan keuangan dengan SISKEUDES (1 perangkat belum mampu: Kaur Keuangan)" in teks


def test_daftar_hadir_dicetak(staf, pelatihan, kaur):
    teks = " ".join(teks_pdf(staf.get(alamat("pelatihan-hadir-pdf", pelatihan.pk)).content).split())
    assert "Daftar hadir Siskeudes dasar" in teks
    assert kaur.nama in teks

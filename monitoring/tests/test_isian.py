"""Saving from the field, over HTTP: every answer of the contract, and every input that is refused."""

import datetime
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from instrumen import StatusInstrumen
from monitoring.forms.isian import id_jawaban
from monitoring.models import FormulirMonitoring, FotoMonitoring, JawabanMonitoring, LembarMonitoring, Monitoring
from monitoring.services.isian import isian_simpan
from monitoring.tests.factories import (
    ButirMonitoringFactory,
    FormulirMonitoringFactory,
    LembarMonitoringFactory,
    MonitoringFactory,
)
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db

TEMUAN = {"uraian": "Tidak ada.", "rekomendasi": "", "penanggung_jawab": "Kaur", "batas_waktu": "2026-06-01"}


def butir_ke(lembar, n):
    return lembar.formulir.butir.get(urut=n)


@pytest.fixture
def jawab(kirim, lembar):
    """jawab(1, "ADA") answers the first row of the form as the page does."""

    def kerjakan(n, jawaban="", keterangan="", pada=None, **lain):
        lb = pada or lembar
        butir = butir_ke(lb, n)
        isi = {"lembar": str(lb.pk), "butir": str(butir.pk), "jawaban": jawaban, "keterangan": keterangan}
        return kirim("jawaban", isi, id=lain.pop("id", None) or id_jawaban(lb.pk, butir.pk), **lain)

    return kerjakan


def tambahan(lembar, **isi):
    dasar = {"lembar": str(lembar.pk), "butir": "", "bagian": "", "teks": "Papan data", "positif": "ADA"}
    return dasar | {"jawaban": "TIDAK", "keterangan": ""} | isi


# --- the contract ------------------------------------------------------------
@pytest.mark.parametrize(("butir", "akhir"), [(7, "deadbee8"), (4_294_967_295, "21524110")], ids=["kecil", "terbesar"])
def test_id_jawaban_sama_dengan_yang_dibuat_telepon(butir, akhir):
    """uji/js/lapangan.test.js holds the same examples."""
    lembar = uuid.UUID("11111111-2222-4333-8444-5555deadbeef")
    assert str(id_jawaban(lembar, butir)) == "11111111-2222-4333-8444-5555" + akhir


def test_jawaban_tersimpan_dengan_urutan_butirnya(jawab, petugas):
    kode, balas = jawab(2, "TIDAK", "Belum dibuat")
    j = JawabanMonitoring.objects.get()
    assert (kode, balas["versi"], balas["oleh"]) == (200, 1, petugas.nama)
    assert (j.butir.urut, j.urut, j.jawaban, j.keterangan, j.kabar_buruk) == (2, 2, "TIDAK", "Belum dibuat", True)


def test_ada_pada_butir_ketiga_adalah_kabar_buruk(jawab):
    jawab(3, "ADA")
    assert JawabanMonitoring.objects.get().kabar_buruk is True
    jawab(3, "TIDAK", versi=1)
    assert JawabanMonitoring.objects.get().kabar_buruk is False


def test_kiriman_yang_sama_dua_kali_mendapat_jawaban_yang_sama(jawab):
    assert jawab(1, "ADA") == jawab(1, "ADA")
    assert JawabanMonitoring.objects.count() == 1


def test_isian_basi_mengembalikan_kedua_nilai_dan_tidak_menimpa(jawab, rekan, petugas):
    jawab(1, "ADA")
    jawab(1, "TIDAK", versi=1, oleh=rekan)
    kode, balas = jawab(1, "ADA", "masih", versi=1, oleh=petugas)
    assert (kode, balas["keadaan"], balas["versi"], balas["oleh"]) == (409, "konflik", 2, "Pelaksana Dua")
    assert (balas["isi"]["jawaban"], JawabanMonitoring.objects.get().jawaban) == ("TIDAK", "TIDAK")


@pytest.mark.django_db(transaction=True)
def test_dua_telepon_menjawab_butir_yang_sama_bersamaan_tetap_satu_baris(monitoring, lembar, petugas):
    butir = butir_ke(lembar, 1)
    isi = {"lembar": str(lembar.pk), "butir": str(butir.pk), "jawaban": "ADA"}
    baris = {"monitoring": monitoring, "jenis": "jawaban", "pk": id_jawaban(lembar.pk, butir.pk), "versi": 0}

    def simpan(_):
        try:
            return isian_simpan(**baris, isi=isi, oleh=petugas).versi
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as kolam:
        assert list(kolam.map(simpan, range(6))) == [1] * 6
    assert JawabanMonitoring.objects.count() == 1


@pytest.mark.parametrize("mentah", ["", "[]", '{"versi": "1", "isi": {}}', '{"versi": 0, "isi": {"a": []}}'])
def test_kiriman_rusak_ditolak_dengan_kalimat(kirim, mentah):
    kode, balas = kirim("jawaban", mentah=mentah)
    assert (kode, balas["pesan"][:23]) == (400, "Kiriman tidak terbaca. ")


# --- who ---------------------------------------------------------------------
def test_monitoring_orang_asing_tidak_ditemukan(kirim, lembar):
    asing = MonitoringFactory(status="berlangsung")
    kode, balas = kirim("jawaban", tambahan(lembar), pada=asing)
    assert (kode, balas["pesan"]) == (404, "Monitoring atau baris ini tidak ditemukan; mungkin sudah dihapus.")


def test_baris_monitoring_lain_tidak_dapat_disentuh(kirim, desa, petugas, formulir):
    lain = LembarMonitoringFactory(
        monitoring=MonitoringFactory(desa=desa, petugas=[petugas], status="berlangsung"), formulir=formulir
    )
    j = JawabanMonitoring.objects.create(lembar=lain, teks="Milik lain", positif="ADA", versi=1)
    assert kirim("jawaban", {"jawaban": "ADA"}, id=j.pk, versi=1)[0] == 404
    assert kirim("jawaban", id=j.pk, versi=1, hapus=True)[0] == 404
    assert kirim("lembar", {"lokasi": "RT 1"}, id=lain.pk)[0] == 404
    assert (JawabanMonitoring.objects.get().jawaban, LembarMonitoring.objects.get().lokasi) == ("", lain.lokasi)


def test_lembar_monitoring_lain_tidak_dapat_dijawab_dari_sini(kirim, formulir):
    lain = LembarMonitoringFactory(formulir=formulir)
    kode, balas = kirim("jawaban", tambahan(lain))
    assert (kode, balas["kesalahan"]) == (422, {"lembar": ["Lembar ini tidak ada dalam monitoring ini."]})


@pytest.mark.parametrize("peran", [Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT, Peran.PEMANTAU_KABUPATEN])
def test_bukan_petugas_tidak_dapat_mengisi(jawab, desa, peran):
    orang = pengguna_berperan(peran, desa)
    kode, balas = jawab(1, "ADA", oleh=orang)
    assert kode == 403
    if peran == Peran.PELAKSANA:
        assert balas["pesan"] == "Hanya pelaksana yang ditugaskan dalam monitoring ini yang dapat mengisinya."
    assert JawabanMonitoring.objects.count() == 0


@pytest.mark.parametrize(
    ("status", "kalimat"),
    [
        ("ditugaskan", "Monitoring ini berstatus “Ditugaskan”, jadi isinya terkunci."),
        ("dilaporkan", "Monitoring ini berstatus “Dilaporkan”, jadi isinya terkunci."),
        ("selesai", "Monitoring ini berstatus “Selesai”, jadi isinya terkunci."),
    ],
)
def test_terkunci_dengan_kalimat(client, desa, petugas, formulir, status, kalimat):
    m = MonitoringFactory(desa=desa, petugas=[petugas], status=status)
    lembar = LembarMonitoringFactory(monitoring=m, formulir=formulir)
    client.force_login(petugas)
    halaman = client.get(reverse("monitoring:lapangan", args=[m.pk]))
    assert (halaman.status_code, kalimat in halaman.content.decode()) == (403, True)
    isi = json.dumps({"versi": 0, "isi": tambahan(lembar)})
    url = reverse("monitoring:baris", args=[m.pk, "jawaban", uuid.uuid4()])
    balas = client.post(url, isi, content_type="application/json", headers={"accept": "application/json"})
    assert (balas.status_code, balas.json()["pesan"]) == (403, kalimat)


def test_dikembalikan_dapat_diisi_lagi(client, desa, petugas, formulir):
    m = MonitoringFactory(desa=desa, petugas=[petugas], status="dikembalikan")
    LembarMonitoringFactory(monitoring=m, formulir=formulir)
    client.force_login(petugas)
    assert client.get(reverse("monitoring:lapangan", args=[m.pk])).status_code == 200


# --- answers -----------------------------------------------------------------
def test_jawaban_yang_tidak_dikenal_ditolak(jawab):
    kode, balas = jawab(1, "MUNGKIN")
    assert (kode, balas["kesalahan"]) == (422, {"jawaban": ["Pilih ADA atau TIDAK."]})


def test_keterangan_terlalu_panjang_menyebut_panjangnya(jawab):
    kode, balas = jawab(1, "ADA", "x" * 5001)
    kalimat = "Teks ini 5.001 huruf; paling banyak 5.000. Ringkas atau bagi ke bagian lain."
    assert (kode, balas["kesalahan"]) == (422, {"keterangan": [kalimat]})


def test_butir_dengan_id_lain_atau_formulir_lain_ditolak(jawab, kirim, lembar):
    kalimat = "Butir ini bukan butir dari lembar itu. Muat ulang halaman."
    kode, balas = jawab(1, "ADA", id=uuid.uuid4())
    assert (kode, balas["kesalahan"]) == (422, {"__all__": [kalimat]})
    asing = ButirMonitoringFactory()
    isi = {"lembar": str(lembar.pk), "butir": str(asing.pk), "jawaban": "ADA"}
    kode, balas = kirim("jawaban", isi, id=id_jawaban(lembar.pk, asing.pk))
    assert balas["kesalahan"] == {"butir": ["Butir ini tidak ada dalam formulir monitoring ini."]}


def test_jawaban_tidak_dapat_dipindahkan_ke_butir_lain(jawab, kirim, lembar):
    jawab(1, "ADA")
    isi = {"butir": str(butir_ke(lembar, 2).pk)}
    kode, balas = kirim("jawaban", isi, id=id_jawaban(lembar.pk, butir_ke(lembar, 1).pk), versi=1)
    assert (kode, balas["kesalahan"]) == (
        422,
        {"__all__": ["Jawaban satu butir tidak dapat dipindahkan ke butir lain."]},
    )


def test_butir_formulir_tidak_dihapus_tetapi_dikosongkan(jawab, kirim, lembar):
    jawab(1, "ADA")
    id = id_jawaban(lembar.pk, butir_ke(lembar, 1).pk)
    _, balas = kirim("jawaban", id=id, versi=1, hapus=True)
    assert balas["kesalahan"] == {"__all__": ["Butir formulir tidak dapat dihapus; kosongkan jawabannya."]}
    assert jawab(1, "", versi=1)[0] == 200


# --- rows of one's own ("DST") -------------------------------------------------
def test_butir_tambahan_berteks_dan_berjawaban_baik(kirim, lembar, monitoring):
    kode, _ = kirim("jawaban", tambahan(lembar))
    j = JawabanMonitoring.objects.get()
    assert (kode, j.teks_butir, j.kabar_buruk, j.butir) == (200, "Papan data", True, None)


@pytest.mark.parametrize(
    ("isi", "kesalahan"),
    [
        ({"teks": ""}, {"teks": ["Butir tambahan belum ditulis."]}),
        ({"teks": "x" * 501}, {"teks": ["Teks butir tambahan paling banyak 500 huruf."]}),
        ({"positif": "BAIK"}, {"positif": ["Pilih jawaban yang baik: ADA atau TIDAK."]}),
        ({"bagian": "Z"}, {"bagian": ["Bagian ini tidak ada dalam formulir."]}),
    ],
)
def test_butir_tambahan_yang_kurang_ditolak(kirim, lembar, isi, kesalahan):
    kode, balas = kirim("jawaban", tambahan(lembar, **isi))
    assert (kode, balas["kesalahan"], JawabanMonitoring.objects.count()) == (422, kesalahan, 0)


def test_formulir_tanpa_dst_tidak_dapat_ditambah(kirim, monitoring):
    tertutup = FormulirMonitoringFactory(boleh_tambah=False, butir=1)
    lembar = LembarMonitoringFactory(monitoring=monitoring, formulir=tertutup)
    kode, balas = kirim("jawaban", tambahan(lembar))
    assert (kode, balas["kesalahan"]) == (422, {"__all__": ["Formulir ini tidak dapat ditambah butirnya."]})


def test_butir_tambahan_terhapus_bersama_fotonya_tetapi_tidak_dengan_temuannya(kirim, unggah, lembar):
    id = uuid.uuid4()
    kirim("jawaban", tambahan(lembar), id=id)
    unggah(id)
    berkas = FotoMonitoring.objects.get().berkas
    kirim("temuan", TEMUAN, id=id)
    _, balas = kirim("jawaban", id=id, versi=1, hapus=True)
    assert balas["kesalahan"]["__all__"] == ["Butir ini mempunyai temuan. Hapus temuannya dulu, lalu butirnya."]
    assert kirim("temuan", id=id, versi=1, hapus=True)[0] == 200
    assert kirim("jawaban", id=id, versi=1, hapus=True)[0] == 200
    assert (JawabanMonitoring.objects.count(), FotoMonitoring.objects.count()) == (0, 0)
    assert berkas.name


# --- sheets --------------------------------------------------------------------
def test_lembar_untuk_tempat_lain_dengan_tanggal_dalam_masa_tugas(kirim, lembar, formulir):
    isi = {"formulir": str(formulir.pk), "lokasi": "RT 03", "tanggal": "2026-05-06"}
    kode, balas = kirim("lembar", isi)
    assert (kode, balas["isi"]["lokasi"]) == (200, "RT 03")
    assert [lb.lokasi for lb in LembarMonitoring.objects.all()] == ["Kantor Desa", "RT 03"]


@pytest.mark.parametrize("tanggal", ["2026-05-04", "2026-05-07"])
def test_tanggal_di_luar_masa_penugasan_ditolak(kirim, lembar, tanggal):
    kode, balas = kirim("lembar", {"tanggal": tanggal}, id=lembar.pk)
    kalimat = "Tanggal ini di luar masa penugasan (5 Mei 2026 s.d. 6 Mei 2026)."
    assert (kode, balas["kesalahan"]) == (422, {"tanggal": [kalimat]})
    assert LembarMonitoring.objects.get().tanggal == datetime.date(2026, 5, 5)


def test_lembar_tanpa_tempat_atau_dengan_formulir_bidang_lain_ditolak(kirim, lembar, formulir):
    _, balas = kirim("lembar", {"formulir": str(formulir.pk), "lokasi": ""})
    assert balas["kesalahan"] == {"lokasi": ["Tempat monitoring belum diisi."]}
    lain = FormulirMonitoringFactory(nomor_bidang=3)
    _, balas = kirim("lembar", {"formulir": str(lain.pk), "lokasi": "RT 1"})
    assert balas["kesalahan"] == {"formulir": ["Formulir ini tidak dipakai dalam monitoring ini."]}


def test_lembar_berisi_tidak_terhapus_yang_kosong_terhapus_yang_terakhir_tetap(kirim, jawab, lembar, formulir):
    lain = LembarMonitoringFactory(monitoring=lembar.monitoring, formulir=formulir, lokasi="RT 1")
    jawab(1, "ADA")
    _, balas = kirim("lembar", id=lembar.pk, hapus=True)
    assert balas["kesalahan"]["__all__"][0].startswith("Lembar ini sudah berisi jawaban")
    assert kirim("lembar", id=lain.pk, hapus=True)[0] == 200
    jawab(1, "", versi=1)
    _, balas = kirim("lembar", id=lembar.pk, hapus=True)
    assert balas["kesalahan"]["__all__"][0].startswith("Monitoring harus mempunyai sedikitnya satu lembar.")


def test_formulir_yang_ditarik_saat_dipakai_tetap_dapat_diisi_dan_disebut(client, jawab, kirim, lembar, formulir):
    ditarik = {"status": StatusInstrumen.DITARIK, "alasan_ditarik": "Salah cetak"}
    FormulirMonitoring.objects.filter(pk=formulir.pk).update(**ditarik)
    assert jawab(1, "ADA")[0] == 200
    assert kirim("lembar", {"formulir": str(formulir.pk), "lokasi": "RT 2"})[0] == 200
    halaman = client.get(reverse("monitoring:lapangan", args=[lembar.monitoring_id])).content.decode()
    assert "Formulir U.1 versi 1 sudah ditarik sejak monitoring ini dimulai (Salah cetak)." in halaman


# --- findings --------------------------------------------------------------------
def test_temuan_berasal_dari_butirnya_dan_hanya_satu(kirim, jawab, lembar, monitoring):
    jawab(2, "TIDAK")
    id = id_jawaban(lembar.pk, butir_ke(lembar, 2).pk)
    assert kirim("temuan", TEMUAN, id=id)[0] == 200
    assert kirim("temuan", TEMUAN, id=id)[0] == 200  # tapped on two phones
    t = Temuan.objects.get()
    assert (t.asal_jenis, t.asal_id, t.status, t.desa) == ("monitoring", str(monitoring.pk), "draf", monitoring.desa)
    assert t.asal_teks == f"{monitoring}, Kantor Desa, U.1 nomor 2"


def test_temuan_tanpa_butir_atau_dari_monitoring_lain_ditolak(kirim, formulir):
    _, balas = kirim("temuan", TEMUAN)
    assert balas["kesalahan"] == {"__all__": ["Butir dari temuan ini belum dijawab, atau sudah dihapus."]}
    lain = LembarMonitoringFactory(formulir=formulir, jawaban="TIDAK")
    kode, _ = kirim("temuan", TEMUAN, id=lain.jawaban.first().pk)
    assert (kode, Temuan.objects.count()) == (422, 0)


def test_batas_waktu_temuan_tidak_mendahului_monitoring(kirim, jawab, lembar):
    jawab(2, "TIDAK")
    id = id_jawaban(lembar.pk, butir_ke(lembar, 2).pk)
    _, balas = kirim("temuan", TEMUAN | {"batas_waktu": "2026-05-04"}, id=id)
    assert balas["kesalahan"] == {"batas_waktu": ["Batas waktu mendahului tanggal monitoring (5 Mei 2026)."]}


def test_temuan_tetap_ada_ketika_jawabannya_menjadi_baik(kirim, jawab, lembar):
    jawab(2, "TIDAK")
    kirim("temuan", TEMUAN, id=id_jawaban(lembar.pk, butir_ke(lembar, 2).pk))
    assert jawab(2, "ADA", versi=1)[0] == 200
    assert Temuan.objects.count() == 1


def test_temuan_resmi_tidak_dapat_diubah(kirim, jawab, lembar):
    jawab(2, "TIDAK")
    id = id_jawaban(lembar.pk, butir_ke(lembar, 2).pk)
    kirim("temuan", TEMUAN, id=id)
    Temuan.objects.update(status="terbuka")
    kode, balas = kirim("temuan", TEMUAN | {"uraian": "Lain"}, id=id, versi=1)
    assert (kode, balas["pesan"]) == (403, "Temuan ini sudah resmi, jadi tidak dapat diubah lagi.")


# --- photos ------------------------------------------------------------------------
def gambar(warna="teal") -> bytes:
    wadah = BytesIO()
    Image.new("RGB", (80, 60), warna).save(wadah, "JPEG")
    return wadah.getvalue()


@pytest.fixture
def unggah(client, monitoring, petugas, lembar):
    client.force_login(petugas)

    def kerjakan(jawaban, isi=None, *, id=None):
        url = reverse("monitoring:foto-unggah", args=[monitoring.pk, id or uuid.uuid4()])
        berkas = SimpleUploadedFile("foto.jpg", gambar() if isi is None else isi, "image/jpeg")
        balas = client.post(url, {"berkas": berkas, "induk": str(jawaban)}, headers={"accept": "application/json"})
        return balas.status_code, balas.json()

    return kerjakan


def test_foto_sebelum_butir_dijawab_menyiapkan_barisnya(unggah, jawab, lembar):
    id = id_jawaban(lembar.pk, butir_ke(lembar, 1).pk)
    foto = uuid.uuid4()
    assert unggah(id, id=foto)[0] == 200
    assert unggah(id, id=foto)[0] == 200  # sent again
    assert unggah(id)[1]["kesalahan"] == {"berkas": ["Foto ini sudah ada di butir ini, jadi tidak disimpan lagi."]}
    assert FotoMonitoring.objects.get().jawaban.butir.urut == 1
    assert jawab(1, "ADA")[0] == 200


def test_bukan_foto_ditolak(unggah, lembar):
    _, balas = unggah(id_jawaban(lembar.pk, butir_ke(lembar, 1).pk), b"Ini teks.")
    kalimat = "Berkas ini bukan foto yang dapat dibaca. Pakai JPEG, PNG, atau WebP."
    assert (balas["kesalahan"], FotoMonitoring.objects.count()) == ({"berkas": [kalimat]}, 0)


def test_foto_di_butir_asing_tidak_ditemukan(unggah, formulir):
    lain = LembarMonitoringFactory(formulir=formulir, jawaban="ADA")
    assert unggah(lain.jawaban.first().pk)[0] == 404
    assert unggah(uuid.uuid4())[0] == 404
    kode, balas = unggah("bukan-id")
    assert (kode, balas["pesan"]) == (400, "Foto ini tidak menyebut butirnya. Pilih fotonya sekali lagi.")


def test_paling_banyak_enam_foto_per_butir(unggah, lembar):
    id = id_jawaban(lembar.pk, butir_ke(lembar, 1).pk)
    for n in range(6):
        assert unggah(id, gambar((n * 40, 90, 90)))[0] == 200
    kalimat = "Sudah ada 6 foto, jumlah terbanyak satu butir. Hapus dulu yang kurang perlu."
    assert unggah(id)[1]["kesalahan"] == {"berkas": [kalimat]}


def test_kiriman_terlalu_besar_dijawab_dengan_kalimat(jawab):
    kode, balas = jawab(1, "ADA", "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert (kode, balas["pesan"]) == (
        413,
        "Kiriman ini terlalu besar. Kecilkan berkasnya, atau bagi teksnya menjadi beberapa bagian.",
    )


def test_desa_melihat_foto_dan_jawaban_setelah_laporan_diterima(client, unggah, lembar, desa):
    id = id_jawaban(lembar.pk, butir_ke(lembar, 1).pk)
    unggah(id)
    foto = FotoMonitoring.objects.get()
    alamat = [
        reverse("monitoring:foto-berkas", args=[lembar.monitoring_id, foto.pk]),
        reverse("monitoring:jawaban", args=[lembar.monitoring_id]),
    ]
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    assert [client.get(a).status_code for a in alamat] == [403, 403]
    selesai = MonitoringFactory(desa=desa, status="selesai")
    LembarMonitoring.objects.filter(pk=lembar.pk).update(monitoring=selesai)
    alamat = [a.replace(f"/{lembar.monitoring_id}/", f"/{selesai.pk}/", 1) for a in alamat]
    assert [client.get(a).status_code for a in alamat] == [200, 200]
    assert Monitoring.objects.count() == 2

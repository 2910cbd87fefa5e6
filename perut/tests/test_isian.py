"""Saving from the field, over HTTP: every answer of the contract, and every input that is refused."""

import datetime
import json
import uuid
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PengurusLKDFactory, PerangkatFactory
from perut.models import Foto, InstrumenBuku, Kegiatan, Kehadiran, Kunjungan, Pemeriksaan
from perut.services.foto import FotoDitolak, foto_baca
from perut.services.isian import id_baris, isian_simpan, kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, InstrumenFactory, KegiatanFactory, KehadiranFactory, KunjunganFactory
from tindaklanjut.models import Temuan, TindakLanjut

pytestmark = pytest.mark.django_db


@pytest.fixture
def petugas(desa):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Satu")


@pytest.fixture
def rekan(desa):
    return pengguna_berperan(Peran.PELAKSANA, desa, nama="Pelaksana Dua")


@pytest.fixture
def kunjungan(desa, petugas, rekan):
    BukuFactory(kode="A.1", kelompok="Administrasi Umum")
    BukuFactory(kode="B.1", kelompok="Administrasi Penduduk")
    k = KunjunganFactory(desa=desa, petugas=[petugas, rekan], status="berlangsung", notulen="")
    kunjungan_siapkan_isian(k)
    return k


@pytest.fixture
def kirim(client, kunjungan, petugas):
    """kirim("kegiatan", isi, versi=0) -> (status, answer)."""
    client.force_login(petugas)

    def kerjakan(jenis, isi=None, *, id=None, versi=0, hapus=False, oleh=None, pada=None, mentah=None):
        if oleh:
            client.force_login(oleh)
        id = id or uuid.uuid4()
        tempat = (pada or kunjungan).pk
        url = reverse("perut:isi-kunjungan", args=[tempat])
        if jenis != "kunjungan":
            url = reverse("perut:baris", args=[tempat, jenis, id])
        badan = {"versi": versi, "hapus": True} if hapus else {"versi": versi, "isi": isi}
        jawab = client.post(
            url,
            mentah if mentah is not None else json.dumps(badan),
            content_type="application/json",
            headers={"accept": "application/json"},
        )
        return jawab.status_code, jawab.json() if jawab.headers["Content-Type"] == "application/json" else jawab

    return kerjakan


KEGIATAN = {"jenis": "supervisi", "topik": "Buku kas", "materi": "", "peserta": "12"}
KESEPAKATAN = {"uraian": "Buku diisi tiap Jumat.", "pelaksana": "", "batas_waktu": ""}
TEMUAN = {"uraian": "Belum ditutup.", "rekomendasi": "", "penanggung_jawab": "Kaur", "batas_waktu": "2026-06-01"}


# --- the contract ------------------------------------------------------------
def test_baris_baru_tersimpan_dengan_id_dari_telepon(kirim, kunjungan, petugas):
    id = uuid.uuid4()
    kode, jawab = kirim("kegiatan", KEGIATAN, id=id)
    baris = Kegiatan.objects.get(pk=id)
    assert (kode, jawab) == (
        200,
        {"keadaan": "tersimpan", "versi": 1, "isi": KEGIATAN, "oleh": petugas.nama, "kesalahan": {}},
    )
    assert (baris.kunjungan, baris.topik, baris.peserta, baris.diubah_oleh) == (kunjungan, "Buku kas", 12, petugas)


def test_kiriman_yang_sama_dua_kali_mendapat_jawaban_yang_sama(kirim):
    id = uuid.uuid4()
    pertama = kirim("kegiatan", KEGIATAN, id=id)
    kedua = kirim("kegiatan", KEGIATAN, id=id)
    assert pertama == kedua
    assert Kegiatan.objects.count() == 1


def test_isian_basi_mengembalikan_kedua_nilai_dan_tidak_menimpa(kirim, petugas, rekan):
    id = uuid.uuid4()
    kirim("kegiatan", KEGIATAN, id=id)
    kirim("kegiatan", KEGIATAN | {"topik": "Punya rekan"}, id=id, versi=1, oleh=rekan)
    kode, jawab = kirim("kegiatan", KEGIATAN | {"topik": "Punya saya"}, id=id, versi=1, oleh=petugas)
    assert (kode, jawab["keadaan"], jawab["versi"], jawab["oleh"]) == (409, "konflik", 2, "Pelaksana Dua")
    assert jawab["isi"] == KEGIATAN | {"topik": "Punya rekan"}
    assert Kegiatan.objects.get().topik == "Punya rekan"
    kode, jawab = kirim("kegiatan", KEGIATAN | {"topik": "Punya saya"}, id=id, versi=2)
    assert (kode, Kegiatan.objects.get().topik) == (200, "Punya saya")


def test_baris_yang_sudah_dihapus_orang_lain_menjadi_konflik_tanpa_isi(kirim):
    id = uuid.uuid4()
    kirim("kegiatan", KEGIATAN, id=id)
    assert kirim("kegiatan", id=id, versi=1, hapus=True)[0] == 200
    kode, jawab = kirim("kegiatan", KEGIATAN | {"topik": "Lanjut"}, id=id, versi=1)
    assert (kode, jawab["keadaan"], jawab["isi"]) == (409, "konflik", None)
    assert kirim("kegiatan", KEGIATAN | {"topik": "Lanjut"}, id=id, versi=0)[0] == 200


def test_menghapus_dua_kali_bukan_kesalahan_tetapi_menghapus_yang_berubah_adalah_konflik(kirim, petugas, rekan):
    id = uuid.uuid4()
    kirim("kesepakatan", KESEPAKATAN, id=id)
    kirim("kesepakatan", KESEPAKATAN | {"pelaksana": "Kades"}, id=id, versi=1, oleh=rekan)
    assert kirim("kesepakatan", id=id, versi=1, hapus=True, oleh=petugas)[0] == 409
    assert kirim("kesepakatan", id=id, versi=2, hapus=True)[0] == 200
    assert kirim("kesepakatan", id=id, versi=2, hapus=True)[0] == 200


def test_kolom_yang_tidak_dikirim_tidak_terhapus(kirim):
    id = uuid.uuid4()
    kirim("kegiatan", KEGIATAN, id=id)
    kode, jawab = kirim("kegiatan", {"materi": "Lembar balik"}, id=id, versi=1)
    assert (kode, jawab["isi"]) == (200, KEGIATAN | {"materi": "Lembar balik"})


@pytest.mark.django_db(transaction=True)
def test_satu_baris_baru_dikirim_bersamaan_tetap_satu(kunjungan, petugas):
    id = uuid.uuid4()

    def simpan(_):
        try:
            return isian_simpan(kunjungan=kunjungan, jenis="kegiatan", pk=id, versi=0, isi=KEGIATAN, oleh=petugas).versi
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as kolam:
        assert list(kolam.map(simpan, range(6))) == [1] * 6
    assert Kegiatan.objects.count() == 1


@pytest.mark.parametrize("mentah", ["", "bukan json", "[]", '{"versi": "1", "isi": {}}', '{"versi": -1, "isi": {}}',
                                    '{"versi": true, "isi": {}}', '{"versi": 0}', '{"versi": 0, "isi": {"a": []}}',
                                    '{"versi": 99999999999, "isi": {}}', "[" * 100_000])  # fmt: skip
def test_kiriman_rusak_ditolak_dengan_kalimat(kirim, mentah):
    kode, jawab = kirim("kegiatan", mentah=mentah)
    assert (kode, jawab["pesan"][:23]) == (400, "Kiriman tidak terbaca. ")


def test_setengah_emoji_dan_nul_tidak_merusak_server(kirim):
    kode, jawab = kirim("kegiatan", mentah=json.dumps({"versi": 0, "isi": KEGIATAN | {"topik": "Kas \ud83d"}}))
    assert (kode, jawab["isi"]["topik"]) == (200, "Kas ?")
    kode, jawab = kirim("kegiatan", KEGIATAN | {"topik": "a\x00b"})
    assert (kode, list(jawab["kesalahan"])) == (422, ["topik"])


def test_kiriman_lebih_dari_batas_dijawab_dengan_kalimat(kirim):
    kode, jawab = kirim("kegiatan", KEGIATAN | {"materi": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert (kode, jawab["pesan"]) == (413, "Kiriman ini terlalu besar. Bagi teksnya menjadi beberapa bagian.")


# --- who ---------------------------------------------------------------------
def test_kunjungan_orang_asing_tidak_ditemukan(kirim):
    asing = KunjunganFactory(status="berlangsung")
    kode, jawab = kirim("kegiatan", KEGIATAN, pada=asing)
    assert (kode, jawab["pesan"]) == (404, "Kunjungan atau baris ini tidak ditemukan; mungkin sudah dihapus.")


def test_baris_kunjungan_lain_tidak_dapat_disentuh(kirim, desa, petugas):
    lain = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", tanggal=datetime.date(2026, 5, 6))
    milik_lain = KegiatanFactory(kunjungan=lain)
    assert kirim("kegiatan", KEGIATAN, id=milik_lain.pk)[0] == 404
    kirim("kegiatan", id=milik_lain.pk, hapus=True)
    assert Kegiatan.objects.filter(pk=milik_lain.pk).exists()


def test_bukan_petugas_ditolak(kirim, desa):
    bukan = pengguna_berperan(Peran.PELAKSANA, desa)
    kode, jawab = kirim("kegiatan", KEGIATAN, oleh=bukan)
    assert (kode, jawab["pesan"]) == (403, "Hanya petugas kunjungan ini yang dapat mengisinya.")


@pytest.mark.parametrize("jenis", ["kegiatan", "kunjungan"])
def test_terkunci_setelah_diajukan(kirim, kunjungan, jenis):
    Kunjungan.objects.filter(pk=kunjungan.pk).update(status="diajukan")
    kode, jawab = kirim(jenis, KEGIATAN)
    assert (kode, jawab["pesan"]) == (403, "Kunjungan ini berstatus “Diajukan”, jadi isinya terkunci.")


def test_penugasan_yang_berakhir_ditolak_dengan_alasan(kirim, petugas):
    Penugasan.objects.filter(pengguna=petugas).update(selesai=datetime.date(2026, 1, 31))
    kode, jawab = kirim("kegiatan", KEGIATAN)
    assert kode == 403
    assert jawab["pesan"].endswith("berakhir pada 31 Januari 2026. Hubungi admin bila seharusnya masih berlaku.")


def test_sesi_berakhir_dialihkan_ke_halaman_masuk(client, kunjungan):
    url = reverse("perut:baris", args=[kunjungan.pk, "kegiatan", uuid.uuid4()])
    jawab = client.post(url, "{}", content_type="application/json")
    assert (jawab.status_code, jawab["Location"].split("?")[0]) == (302, reverse("akun:masuk"))


def test_akun_lain_pada_halaman_yang_sama_ditolak(client, kunjungan, petugas, rekan):
    client.force_login(rekan)
    url = reverse("perut:baris", args=[kunjungan.pk, "kegiatan", uuid.uuid4()])
    jawab = client.post(url, json.dumps({"versi": 0, "isi": KEGIATAN}), content_type="application/json",
                        headers={"x-pengguna": str(petugas.pk)})  # fmt: skip
    assert (jawab.status_code, Kegiatan.objects.count()) == (403, 0)


def test_jenis_yang_tidak_ada(kirim):
    assert kirim("rahasia", {})[0] == 404


# --- the visit's own fields ----------------------------------------------------
ISI = {"agenda": "Pemeriksaan buku", "notulen": "Baris 1", "jam_mulai": "09:00", "jam_selesai": "11:30"}


def test_agenda_notulen_dan_jam(kirim, kunjungan):
    kode, jawab = kirim("kunjungan", ISI)
    kunjungan.refresh_from_db()
    assert (kode, jawab["versi"], jawab["isi"]) == (200, 1, ISI)
    assert (kunjungan.notulen, kunjungan.jam_selesai, kunjungan.status) == (
        "Baris 1",
        datetime.time(11, 30),
        "berlangsung",
    )
    kode, jawab = kirim("kunjungan", ISI | {"notulen": "Basi"}, versi=0)
    assert (kode, jawab["isi"]) == (409, ISI)


def test_jam_selesai_mendahului_jam_mulai(kirim):
    kode, jawab = kirim("kunjungan", ISI | {"jam_selesai": "08:00"})
    assert (kode, jawab["kesalahan"]) == (422, {"jam_selesai": ["Jam selesai mendahului jam mulai."]})


def test_notulen_seribu_baris_diterima_dan_yang_terlalu_panjang_diberi_tahu(kirim, kunjungan):
    seribu = "\n".join(f"{n}. Pembahasan yang dicatat selengkap satu baris penuh notulen." for n in range(1, 1001))
    assert kirim("kunjungan", ISI | {"notulen": seribu})[0] == 200
    kode, jawab = kirim("kunjungan", ISI | {"notulen": "x" * 100_001}, versi=1)
    kalimat = "Teks ini 100.001 huruf; paling banyak 100.000. Ringkas atau bagi ke bagian lain."
    assert (kode, jawab["kesalahan"]) == (422, {"notulen": [kalimat]})
    kunjungan.refresh_from_db()
    assert kunjungan.notulen == seribu


# --- rows that are refused -------------------------------------------------------
@pytest.mark.parametrize(
    ("jenis", "isi", "kesalahan"),
    [
        ("kegiatan", KEGIATAN | {"topik": " "}, {"topik": ["Topik belum diisi."]}),
        ("kegiatan", KEGIATAN | {"jenis": ""}, {"jenis": ["Jenis kegiatan belum dipilih."]}),
        ("kegiatan", KEGIATAN | {"peserta": "dua"}, {"peserta": ["Tulis jumlah peserta dengan angka."]}),
        ("kegiatan", KEGIATAN | {"peserta": "-1"}, {"peserta": ["Jumlah peserta tidak boleh kurang dari nol."]}),
        ("kegiatan", KEGIATAN | {"peserta": "5001"}, {"peserta": ["Jumlah peserta paling banyak 5.000."]}),
        (
            "kegiatan",
            KEGIATAN | {"materi": "x" * 20_001},
            {"materi": ["Teks ini 20.001 huruf; paling banyak 20.000. Ringkas atau bagi ke bagian lain."]},
        ),
        ("kesepakatan", KESEPAKATAN | {"uraian": ""}, {"uraian": ["Isi kesepakatan belum ditulis."]}),
        (
            "kesepakatan",
            KESEPAKATAN | {"batas_waktu": "2026-05-04"},
            {"batas_waktu": ["Batas waktu mendahului tanggal kunjungan (5 Mei 2026)."]},
        ),
        (
            "temuan",
            TEMUAN | {"batas_waktu": "2026-05-04"},
            {"batas_waktu": ["Batas waktu mendahului tanggal kunjungan (5 Mei 2026)."]},
        ),
        ("temuan", TEMUAN | {"batas_waktu": ""}, {"batas_waktu": ["Batas waktu belum diisi."]}),
        ("temuan", TEMUAN | {"penanggung_jawab": ""}, {"penanggung_jawab": ["Penanggung jawab belum diisi."]}),
        ("kehadiran", {"nama": "", "unsur": "lainnya"}, {"nama": ["Nama belum diisi."]}),
    ],
)
def test_isian_yang_ditolak(kirim, jenis, isi, kesalahan):
    kode, jawab = kirim(jenis, isi)
    assert (kode, jawab["kesalahan"]) == (422, kesalahan)


# --- attendance --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sumber", "factory", "unsur"),
    [
        ("perangkat", PerangkatFactory, "pemerintah_desa"),
        ("bpd", AnggotaBPDFactory, "bpd"),
        ("lkd", PengurusLKDFactory, "lkd"),
    ],
)
def test_hadir_dari_data_desa_memakai_nama_dan_jabatan_yang_tercatat(kirim, desa, sumber, factory, unsur):
    orang = factory(desa=desa)
    kode, _ = kirim("kehadiran", {"nama": "Diubah", "jabatan": "Diubah", "unsur": "lainnya", sumber: str(orang.pk)})
    h = Kehadiran.objects.get()
    assert (kode, h.nama, h.jabatan, h.unsur) == (200, orang.nama, orang.sebutan, unsur)


def test_orang_desa_lain_dan_orang_yang_sama_dua_kali(kirim, desa):
    asing = PerangkatFactory(desa=DesaFactory(kecamatan=desa.kecamatan))
    isi = {"nama": "x", "unsur": "lainnya"}
    kode, jawab = kirim("kehadiran", isi | {"perangkat": str(asing.pk)})
    assert (kode, jawab["kesalahan"]) == (422, {"perangkat": ["Orang ini tidak tercatat di desa ini."]})
    orang = PerangkatFactory(desa=desa)
    assert kirim("kehadiran", isi | {"perangkat": str(orang.pk)})[0] == 200
    kode, jawab = kirim("kehadiran", isi | {"perangkat": str(orang.pk)})
    assert (kode, jawab["kesalahan"]) == (422, {"__all__": ["Orang ini sudah ada di daftar hadir."]})


def test_dua_telepon_menambah_orang_yang_sama(kirim, kunjungan, desa, rekan):
    orang = PerangkatFactory(desa=desa)
    id = id_baris(kunjungan, "kehadiran", f"perangkat/{orang.pk}")
    isi = {"nama": orang.nama, "jabatan": orang.sebutan, "unsur": "pemerintah_desa", "perangkat": str(orang.pk)}
    assert [kirim("kehadiran", isi, id=id)[0], kirim("kehadiran", isi, id=id, oleh=rekan)[0]] == [200, 200]
    assert Kehadiran.objects.count() == 1


# --- books --------------------------------------------------------------------------
def _pemeriksaan(kunjungan, kode="A.1"):
    return Pemeriksaan.objects.get(kunjungan=kunjungan, buku__kode=kode)


def _buku(p, **isi):
    kosong = {"ada": "", "format_sesuai": "", "mutakhir_sampai": "", "ditandatangani": "", "catatan": ""}
    return {"buku": str(p.buku_id)} | kosong | isi


def test_siapkan_isian_memilih_instrumen_yang_berlaku_dan_boleh_diulang(kunjungan, desa, petugas):
    baru = InstrumenFactory(kode="mendatang", berlaku_sejak=datetime.date(2026, 6, 1))
    BukuFactory(instrumen=baru, kode="A.1")
    kunjungan_siapkan_isian(kunjungan)
    assert kunjungan.instrumen.kode == "uji"
    assert [p.buku.kode for p in kunjungan.pemeriksaan_set.all()] == ["A.1", "B.1"]
    nanti = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", tanggal=datetime.date(2026, 6, 2))
    kunjungan_siapkan_isian(nanti)
    assert (nanti.instrumen, nanti.pemeriksaan_set.count()) == (baru, 1)


def test_tanpa_acuan_tidak_ada_buku_dan_tidak_ada_galat(desa):
    k = KunjunganFactory(desa=desa, status="berlangsung")
    kunjungan_siapkan_isian(k)
    assert (InstrumenBuku.objects.count(), k.instrumen, k.pemeriksaan_set.count()) == (0, None, 0)


def test_jawaban_buku_lengkap(kirim, kunjungan):
    p = _pemeriksaan(kunjungan)
    isi = _buku(p, ada="ya", format_sesuai="tidak", mutakhir_sampai="2026-04", ditandatangani="ya", catatan="Rapi")
    kode, jawab = kirim("pemeriksaan", isi, id=p.pk)
    p.refresh_from_db()
    assert (kode, jawab["isi"]) == (200, isi)
    assert (p.ada, p.format_sesuai, p.mutakhir_sampai, p.ditandatangani, p.catatan, p.dijawab) == (
        True, False, datetime.date(2026, 4, 1), True, "Rapi", True)  # fmt: skip


def test_tidak_ada_mengosongkan_rincian(kirim, kunjungan):
    p = _pemeriksaan(kunjungan)
    isi = _buku(
        p, ada="tidak", format_sesuai="ya", mutakhir_sampai="bukan bulan", ditandatangani="ya", catatan="Hilang"
    )
    kode, jawab = kirim("pemeriksaan", isi, id=p.pk)
    p.refresh_from_db()
    assert (kode, jawab["isi"]) == (200, _buku(p, ada="tidak", catatan="Hilang"))
    assert (p.ada, p.format_sesuai, p.mutakhir_sampai, p.ditandatangani) == (False, None, None, None)


@pytest.mark.parametrize(
    ("isi", "kesalahan"),
    [
        ({"mutakhir_sampai": "2026-06"}, {"mutakhir_sampai": ["Bulan ini melewati bulan kunjungan (Mei 2026)."]}),
        ({"mutakhir_sampai": "1026-06"}, {"mutakhir_sampai": ["Periksa tahunnya: 1026."]}),
        ({"mutakhir_sampai": "Mei"}, {"mutakhir_sampai": ["Tulis bulan dan tahun, misalnya 2026-04."]}),
        ({"format_sesuai": "mungkin"}, {"format_sesuai": ["Pilih Ya atau Tidak."]}),
        ({"buku": "999999"}, {"buku": ["Buku ini tidak ada dalam instrumen kunjungan ini."]}),
    ],
)
def test_jawaban_buku_yang_ditolak(kirim, kunjungan, isi, kesalahan):
    p = _pemeriksaan(kunjungan)
    kode, jawab = kirim("pemeriksaan", _buku(p, ada="ya") | isi, id=p.pk)
    assert (kode, jawab["kesalahan"]) == (422, kesalahan)


def test_jawaban_ganda_untuk_satu_buku(kirim, kunjungan):
    p = _pemeriksaan(kunjungan)
    kode, jawab = kirim("pemeriksaan", _buku(p, ada="ya"))
    assert (kode, jawab["kesalahan"]) == (422, {"__all__": ["Buku ini sudah diperiksa pada kunjungan ini."]})


def test_jawaban_tidak_pindah_buku_dan_tidak_dihapus(kirim, kunjungan):
    p, lain = _pemeriksaan(kunjungan), _pemeriksaan(kunjungan, "B.1")
    kode, jawab = kirim("pemeriksaan", _buku(lain, ada="ya"), id=p.pk)
    assert (kode, list(jawab["kesalahan"])) == (422, ["buku"])
    kode, jawab = kirim("pemeriksaan", id=p.pk, hapus=True)
    kalimat = "Buku tidak dapat dihapus dari daftar; kosongkan jawabannya."
    assert (kode, jawab["kesalahan"]) == (422, {"__all__": [kalimat]})


# --- findings -------------------------------------------------------------------------
def _temuan_lama(desa, **isi):
    isi = {"asal_jenis": "kunjungan", "asal_id": "0", "asal_teks": "Kunjungan lalu", "status": "terbuka"} | isi
    return Temuan.objects.create(
        desa=desa, uraian="Buku agenda belum ada.", penanggung_jawab="Sekdes", batas_waktu="2026-04-30", **isi
    )


def test_temuan_baru_berupa_draf_kunjungan_ini(kirim, kunjungan, desa):
    assert kirim("temuan", TEMUAN)[0] == 200
    t = Temuan.objects.get()
    assert (t.desa, t.asal_jenis, t.asal_id, t.asal_teks, t.status, t.batas_waktu) == (
        desa, "kunjungan", str(kunjungan.pk), str(kunjungan), "draf", datetime.date(2026, 6, 1))  # fmt: skip


def test_hanya_draf_kunjungan_ini_yang_dapat_diubah(kirim, kunjungan, desa):
    resmi = _temuan_lama(desa, asal_id=str(kunjungan.pk))
    kode, jawab = kirim("temuan", TEMUAN, id=resmi.pk)
    assert (kode, jawab["pesan"]) == (403, "Temuan ini sudah resmi, jadi tidak dapat diubah lagi.")
    assert kirim("temuan", id=resmi.pk, hapus=True)[0] == 403
    milik_lain = _temuan_lama(desa, status="draf")
    assert kirim("temuan", TEMUAN, id=milik_lain.pk)[0] == 404
    assert Temuan.objects.count() == 2


def test_menjawab_temuan_terbuka_sekali_saja(kirim, kunjungan, desa):
    lama = _temuan_lama(desa)
    isi = {"temuan": str(lama.pk), "hasil": "sebagian", "uraian": "Baru separuh."}
    assert kirim("tindaklanjut", isi)[0] == 200
    j = TindakLanjut.objects.get()
    assert (j.temuan, j.asal_jenis, j.asal_id, j.hasil) == (lama, "kunjungan", str(kunjungan.pk), "sebagian")
    kode, jawab = kirim("tindaklanjut", isi)
    assert (kode, jawab["kesalahan"]) == (422, {"__all__": ["Temuan ini sudah dijawab pada kunjungan ini."]})


@pytest.mark.parametrize("sebab", ["desa lain", "selesai", "kunjungan ini"])
def test_temuan_yang_tidak_dapat_dijawab(kirim, kunjungan, desa, sebab):
    t = {
        "desa lain": lambda: _temuan_lama(DesaFactory(kecamatan=desa.kecamatan)),
        "selesai": lambda: _temuan_lama(desa, status="selesai"),
        "kunjungan ini": lambda: _temuan_lama(desa, asal_id=str(kunjungan.pk)),
    }[sebab]()
    kode, jawab = kirim("tindaklanjut", {"temuan": str(t.pk), "hasil": "selesai", "uraian": "Sudah."})
    kalimat = "Temuan ini bukan temuan terbuka dari kunjungan lalu di desa ini."
    assert (kode, jawab["kesalahan"]) == (422, {"temuan": [kalimat]})


def test_tindak_lanjut_tanpa_keterangan(kirim, desa):
    kode, jawab = kirim("tindaklanjut", {"temuan": str(_temuan_lama(desa).pk), "hasil": "", "uraian": ""})
    assert (kode, jawab["kesalahan"]) == (
        422,
        {"hasil": ["Hasil tindak lanjut belum dipilih."], "uraian": ["Keterangan tindak lanjut belum ditulis."]},
    )


# --- photos ------------------------------------------------------------------------------
def gambar(ukuran=(80, 60), warna="teal", format="JPEG", **pilihan) -> bytes:
    wadah = BytesIO()
    Image.new("RGB", ukuran, warna).save(wadah, format, **pilihan)
    return wadah.getvalue()


@pytest.fixture
def unggah(client, kunjungan, petugas):
    client.force_login(petugas)

    def kerjakan(isi: bytes, *, id=None, nama="foto.jpg", **data):
        url = reverse("perut:foto-unggah", args=[kunjungan.pk, id or uuid.uuid4()])
        jawab = client.post(url, {"berkas": SimpleUploadedFile(nama, isi, "image/jpeg"), **data})
        return jawab.status_code, jawab.json()

    return kerjakan


def test_foto_disimpan_tegak_kecil_dan_tanpa_metadata(unggah, kunjungan):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Merek Kamera"
    exif.get_ifd(0x8769)[0x9003] = "2026:05:05 10:20:30"
    exif.get_ifd(0x8825).update({1: "S", 2: (2.0, 20.0, 24.0), 3: "E", 4: (115.0, 30.0, 36.0)})
    kode, jawab = unggah(gambar((2400, 1200), exif=exif))
    foto = Foto.objects.get()
    assert (kode, jawab["versi"], jawab["isi"]) == (200, 1, {"keterangan": "", "buku": ""})
    assert (foto.lebar, foto.tinggi) == (1000, 2000)
    assert (str(foto.lintang), str(foto.bujur)) == ("-2.340000", "115.510000")
    assert timezone.localtime(foto.waktu).isoformat() == "2026-05-05T10:20:30+08:00"
    with foto.berkas.open() as berkas, Image.open(berkas) as tersimpan:
        assert (tersimpan.format, dict(tersimpan.getexif()), "icc_profile" in tersimpan.info) == ("JPEG", {}, False)


def test_waktu_dan_tempat_dari_peramban(unggah):
    unggah(gambar(), waktu="2026-05-05T02:20:30.000Z", lintang="-2.345678", bujur="115.512345")
    foto = Foto.objects.get()
    assert (foto.waktu, str(foto.lintang), str(foto.bujur)) == (
        datetime.datetime(2026, 5, 5, 2, 20, 30, tzinfo=datetime.UTC), "-2.345678", "115.512345")  # fmt: skip


@pytest.mark.parametrize(
    ("waktu", "lintang", "bujur"),
    [("kemarin", "utara", "timur"), ("9999-12-31T23:59:59Z", "91", "10"), ("2099-01-01", "NaN", "Infinity"),
     ("1999-01-01T00:00:00Z", "-2.3", ""), ("2026-13-01T00:00", "1e400", "5")],
)  # fmt: skip
def test_waktu_dan_tempat_yang_tidak_masuk_akal_dikosongkan(unggah, waktu, lintang, bujur):
    kode, _ = unggah(gambar(), waktu=waktu, lintang=lintang, bujur=bujur)
    foto = Foto.objects.get()
    assert (kode, foto.waktu, foto.lintang, foto.bujur) == (200, None, None, None)


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_png_dan_webp_menjadi_jpeg(unggah, format):
    assert unggah(gambar(format=format))[0] == 200
    with Foto.objects.get().berkas.open() as berkas, Image.open(berkas) as tersimpan:
        assert tersimpan.format == "JPEG"


def test_foto_yang_sama_dua_kali(unggah):
    id = uuid.uuid4()
    assert unggah(gambar(), id=id)[0] == 200
    assert unggah(gambar(), id=id)[0] == 200  # the same photo, sent again
    kode, jawab = unggah(gambar())
    kalimat = "Foto ini sudah ada di kunjungan ini, jadi tidak disimpan lagi."
    assert (kode, jawab["kesalahan"], Foto.objects.count()) == (422, {"berkas": [kalimat]}, 1)


def test_paling_banyak_dua_puluh_foto(unggah, kunjungan):
    for n in range(settings.FOTO_JUMLAH_MAKS):
        Foto.objects.create(kunjungan=kunjungan, sha256=str(n))
    kode, jawab = unggah(gambar())
    kalimat = "Sudah ada 20 foto, jumlah terbanyak satu kunjungan. Hapus dulu yang kurang perlu."
    assert (kode, jawab["kesalahan"]) == (422, {"berkas": [kalimat]})


BUKAN_FOTO = "Berkas ini bukan foto yang dapat dibaca. Pakai JPEG, PNG, atau WebP."


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"Ini teks biasa.", BUKAN_FOTO),
        (b"", BUKAN_FOTO),
        (gambar()[:200], BUKAN_FOTO),
        (gambar(format="GIF"), BUKAN_FOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", BUKAN_FOTO),
        (
            gambar((8000, 5000), format="PNG"),
            "Foto ini 40 megapiksel; paling besar 30. Turunkan ukuran foto pada kamera.",
        ),
        (
            b"\xff\xd8" + b"0" * (30 * 1024 * 1024),
            "Foto ini 30 MB; paling besar 15 MB. Kecilkan dulu atau ambil ulang.",
        ),
        (
            gambar(format="PNG", save_all=True, append_images=[Image.new("RGB", (80, 60), "red")]),
            "Gambar bergerak tidak dapat dipakai sebagai foto.",
        ),
    ],
    ids=["teks", "kosong", "terpotong", "gif", "svg", "40MP", "30MB", "bergerak"],
)
def test_berkas_yang_bukan_foto_layak(unggah, isi, kalimat):
    kode, jawab = unggah(isi)
    assert (kode, jawab["kesalahan"], Foto.objects.count()) == (422, {"berkas": [kalimat]}, 0)


def test_bom_dekompresi_ditolak_sebelum_dibuka():
    kepala = gambar((10, 10), format="PNG")
    raksasa = bytearray(kepala)
    raksasa[16:24] = (60_000).to_bytes(4, "big") * 2
    raksasa[29:33] = zlib.crc32(bytes(raksasa[12:29])).to_bytes(4, "big")
    with pytest.raises(FotoDitolak, match="jauh terlalu besar"):
        foto_baca(SimpleUploadedFile("bom.png", bytes(raksasa)))


def test_keterangan_foto_lalu_hapus_beserta_berkasnya(unggah, kirim, kunjungan, django_capture_on_commit_callbacks):
    id = uuid.uuid4()
    unggah(gambar(), id=id)
    buku = str(_pemeriksaan(kunjungan).buku_id)
    kode, jawab = kirim("foto", {"keterangan": "Buku kas", "buku": buku}, id=id, versi=1)
    assert (kode, jawab["isi"]) == (200, {"keterangan": "Buku kas", "buku": buku})
    foto = Foto.objects.get()
    assert foto.berkas.storage.exists(foto.berkas.name)
    with django_capture_on_commit_callbacks(execute=True):
        assert kirim("foto", id=id, versi=2, hapus=True)[0] == 200
    assert (Foto.objects.count(), foto.berkas.storage.exists(foto.berkas.name)) == (0, False)
    assert kirim("foto", {"keterangan": "Lagi", "buku": ""}, id=id)[0] == 409  # no photo without bytes


def test_foto_hanya_untuk_yang_boleh_melihat_isi(client, unggah, kunjungan, orang, desa):
    id = uuid.uuid4()
    unggah(gambar((800, 600)), id=id)
    url = reverse("perut:foto-berkas", args=[kunjungan.pk, id])
    hasil = {}
    for siapa in ("camat", "kepala_desa", "pemantau_kabupaten"):
        client.force_login(orang[siapa])
        hasil[siapa] = client.get(url).status_code
    client.force_login(pengguna_berperan(Peran.CAMAT, DesaFactory()))
    hasil["asing"] = client.get(url).status_code
    assert hasil == {"camat": 200, "kepala_desa": 403, "pemantau_kabupaten": 200, "asing": 404}
    client.force_login(orang["camat"])
    kecil = client.get(url + "?kecil")
    with Image.open(BytesIO(kecil.content)) as g:
        assert (kecil["Content-Type"], g.size) == ("image/jpeg", (360, 270))


# --- the page --------------------------------------------------------------------------------
def test_halaman_tertutup_menyebut_sebabnya(client, kunjungan, orang):
    url = reverse("perut:lapangan", args=[kunjungan.pk])
    client.force_login(orang["camat"])
    jawab = client.get(url)
    assert (jawab.status_code, jawab.context["alasan"]) == (403, "Hanya petugas kunjungan ini yang dapat mengisinya.")
    assert reverse("perut:kunjungan-rinci", args=[kunjungan.pk]) in jawab.content.decode()


def test_halaman_menyebut_pemeriksaan_terakhir_dan_nama_pedoman(client, kunjungan, petugas, desa):
    lama = KunjunganFactory(desa=desa, status="disahkan", tanggal=datetime.date(2026, 4, 5))
    buku = _pemeriksaan(kunjungan).buku
    buku.nama_pedoman = "Buku Peraturan Kepala Desa"
    buku.save()
    Pemeriksaan.objects.create(kunjungan=lama, buku=buku, ada=True, mutakhir_sampai=datetime.date(2026, 3, 1))
    client.force_login(petugas)
    isi = client.get(reverse("perut:lapangan", args=[kunjungan.pk])).content.decode()
    assert "Terakhir 5 Apr 2026: ada, s.d. Maret 2026" in isi
    assert "Pedoman PERUT: Buku Peraturan Kepala Desa" in isi


def test_kekurangan_tampil_di_samping_tombol(client, kunjungan, petugas):
    client.force_login(petugas)
    jawab = client.get(reverse("perut:kekurangan", args=[kunjungan.pk]))
    assert jawab.context["kekurangan"][0] == "Daftar hadir masih kosong."
    assert "disabled" in jawab.content.decode()


def _isi_penuh(kunjungan, desa, n):
    for i in range(n):
        PerangkatFactory(desa=desa)
        KehadiranFactory(kunjungan=kunjungan)
        KegiatanFactory(kunjungan=kunjungan)
        Foto.objects.create(kunjungan=kunjungan, sha256=str(i), berkas=ContentFile(gambar(), f"{i}.jpg"))
        lama = _temuan_lama(desa, asal_id=str(-i))
        TindakLanjut.objects.create(temuan=lama, asal_jenis="desa", hasil="sebagian", uraian="Sedang dikerjakan.")
        Temuan.objects.create(desa=desa, asal_jenis="kunjungan", asal_id=str(kunjungan.pk), uraian="x",
                              penanggung_jawab="x", batas_waktu="2026-06-01")  # fmt: skip


def test_halaman_kecil_dan_jumlah_kueri_tetap(client, desa, petugas):
    jumlah = []
    client.force_login(petugas)
    for n, buku in ((1, 1), (20, 23)):
        for i in range(buku):
            BukuFactory(kode=f"X.{n}.{i}", nama_pedoman="Nama menurut Pedoman PERUT", nama="Buku Administrasi Contoh")
        k = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung",
                             tanggal=datetime.date(2026, 5, 5))  # fmt: skip
        kunjungan_siapkan_isian(k)
        _isi_penuh(k, desa, n)
        with CaptureQueriesContext(connection) as kueri:
            jawab = client.get(reverse("perut:lapangan", args=[k.pk]))
        jumlah.append(len(kueri))
        ukuran = len(jawab.content)
    assert k.pemeriksaan_set.count() == 24
    assert jumlah[0] == jumlah[1]
    assert ukuran < 250_000

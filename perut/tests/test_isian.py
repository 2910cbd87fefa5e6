"""Saving from the field, over HTTP: every answer of the contract, and every input that is refused."""

import datetime
import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PengurusLKDFactory, PerangkatFactory
from perut.models import InstrumenBuku, Kegiatan, Kehadiran, Kunjungan, Pemeriksaan
from perut.services.isian import id_baris, isian_simpan, kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, InstrumenFactory, KegiatanFactory, KunjunganFactory, NaskahFactory
from tindaklanjut.models import Teguran, Temuan, TindakLanjut

pytestmark = pytest.mark.django_db


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
    assert (kode, jawab["pesan"]) == (
        413,
        "Kiriman ini terlalu besar. Kecilkan berkasnya, atau bagi teksnya menjadi beberapa bagian.",
    )


# --- who ---------------------------------------------------------------------
def test_kunjungan_orang_asing_tidak_ditemukan(kirim):
    asing = KunjunganFactory(status="berlangsung")
    kode, jawab = kirim("kegiatan", KEGIATAN, pada=asing)
    assert (kode, jawab["pesan"]) == (404, "Kunjungan atau baris ini tidak ditemukan; mungkin sudah dihapus.")


def test_baris_kunjungan_lain_tidak_dapat_disentuh(kirim, desa, petugas):
    lain = KunjunganFactory(desa=desa, petugas=[petugas], status="berlangsung", tanggal=datetime.date(2026, 5, 6))
    milik_lain = KegiatanFactory(kunjungan=lain)
    assert kirim("kegiatan", KEGIATAN, id=milik_lain.pk)[0] == 404
    assert kirim("kegiatan", id=milik_lain.pk, hapus=True)[0] == 404  # and not "tersimpan"
    assert Kegiatan.objects.filter(pk=milik_lain.pk).exists()


def test_bukan_petugas_ditolak(kirim, desa):
    bukan = pengguna_berperan(Peran.PELAKSANA, desa)
    kode, jawab = kirim("kegiatan", KEGIATAN, oleh=bukan)
    assert (kode, jawab["pesan"]) == (403, "Hanya petugas kunjungan ini yang dapat mengisinya.")


@pytest.mark.parametrize("jenis", ["kegiatan", "kunjungan"])
def test_terkunci_setelah_diajukan(kirim, kunjungan, jenis):
    surat = NaskahFactory(desa=kunjungan.desa, kecamatan=kunjungan.desa.kecamatan, status="diajukan")
    Kunjungan.objects.filter(pk=kunjungan.pk).update(status="diajukan", berita_acara=surat)
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
        ("temuan", TEMUAN | {"batas_waktu": "9999-12-31"}, {"batas_waktu": ["Periksa tahunnya: 9999."]}),
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
    kosong["sekaligus"] = "tidak"
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


@pytest.mark.parametrize(
    ("ubahan", "tercatat"),
    [({}, True), ({"format_sesuai": "tidak"}, False), ({"ditandatangani": ""}, False), ({"ada": "tidak"}, False)],
)
def test_hanya_buku_yang_tertib_ditandai_sekaligus(kirim, kunjungan, ubahan, tercatat):
    p = _pemeriksaan(kunjungan)
    tertib = {"ada": "ya", "format_sesuai": "ya", "mutakhir_sampai": "2026-04", "ditandatangani": "ya"}
    kode, jawab = kirim("pemeriksaan", _buku(p, **tertib | {"sekaligus": "ya"} | ubahan), id=p.pk)
    p.refresh_from_db()
    assert (kode, p.sekaligus, jawab["isi"]["sekaligus"]) == (200, tercatat, "ya" if tercatat else "tidak")


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


def test_draf_yang_bertegur_ditolak_dihapus(kirim, kunjungan, desa):
    """Its record was withdrawn after a teguran about it was drawn up: a sentence, not a fault."""
    t = _temuan_lama(desa, asal_id=str(kunjungan.pk), status="draf")
    Teguran.objects.create(temuan=t, naskah=NaskahFactory(desa=desa), ke=1)
    kode, jawab = kirim("temuan", id=t.pk, hapus=True)
    assert (kode, "teguran" in jawab["pesan"], Temuan.objects.count()) == (403, True, 1)


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

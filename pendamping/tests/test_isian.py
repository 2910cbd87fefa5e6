"""Filling in a month: what is saved, what is locked, what is asked for, and what becomes of it when people change."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan, tugaskan
from berkas.enums import StatusBerkas
from berkas.models import Berkas
from berkas.tests.berkas_contoh import pdf as contoh_pdf
from dasar.baris import IsianTerkunci
from desa.enums import JenisDesa
from desa.tests.factories import DesaFactory
from pendamping.isi import isi_lembar
from pendamping.models import IsianPendamping, Lembar, Penempatan
from pendamping.services.isian import bukti_kaitkan_berkas, bukti_lepas, bukti_unggah, id_isian, isian_putus
from pendamping.services.lembar import (
    lembar_ajukan,
    lembar_buka,
    lembar_kembalikan,
    lembar_konfirmasi,
    lembar_mulai,
    lembar_tutup,
    penempatan_simpan,
)
from pendamping.tests.conftest import MEI
from pendamping.tests.factories import isian_buat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
ISI = {"keadaan": "dikerjakan", "uraian": "Sosialisasi di balai desa.", "jumlah": "2", "hari": "2026-05-20"}


def kalimat(galat):
    return " ".join(galat.value.messages)


# --- opening -------------------------------------------------------------------------------------
def test_lembar_dibuka_sekali_walau_ditekan_dua_kali(desa, pld, lembar):
    assert lembar_mulai(desa=desa, jenis="PLD", bulan=date(2026, 5, 17), oleh=pld) == lembar
    assert Lembar.objects.count() == 1


@pytest.mark.parametrize(
    ("bulan", "sebab"),
    [
        (date(2026, 7, 1), "Juli 2026 belum tiba."),
        (date(2026, 1, 1), "tidak tercatat sebagai PLD"),
    ],
)
def test_bulan_di_luar_penempatan_tidak_dibuka(desa, pld, penempatan, bulan, sebab):
    with pytest.raises(ValidationError) as galat:
        lembar_mulai(desa=desa, jenis="PLD", bulan=bulan, oleh=pld)
    assert sebab in kalimat(galat)


def test_bulan_saat_mulai_di_tengah_dapat_diisi(desa, pld, penempatan):
    assert lembar_mulai(desa=desa, jenis="PLD", bulan=date(2026, 2, 1), oleh=pld).bulan == date(2026, 2, 1)


def test_pld_hanya_desanya_pd_seluruh_kecamatan_tanpa_kelurahan(desa, pld, penempatan, tetangga):
    kelurahan = DesaFactory(kecamatan=desa.kecamatan, jenis=JenisDesa.KELURAHAN)
    with pytest.raises(ValidationError):
        lembar_mulai(desa=tetangga, jenis="PLD", bulan=MEI, oleh=pld)
    Penempatan.objects.create(pengguna=pld, kecamatan=desa.kecamatan, jenis="PD", mulai=date(2026, 1, 1))
    assert lembar_mulai(desa=tetangga, jenis="PD", bulan=MEI, oleh=pld).jenis == "PD"
    with pytest.raises(ValidationError):
        lembar_mulai(desa=kelurahan, jenis="PD", bulan=MEI, oleh=pld)


def test_pendamping_kecamatan_lain_tidak_membukanya(desa, penempatan):
    asing = pengguna_berperan(Peran.PENDAMPING, DesaFactory())
    with pytest.raises(PermissionDenied):
        lembar_mulai(desa=desa, jenis="PLD", bulan=MEI, oleh=asing)


# --- rows ----------------------------------------------------------------------------------------
def test_satu_butir_tersimpan_dan_aman_dikirim_dua_kali(kirim, lembar):
    assert kirim("PLD-T1.1", **ISI)[1]["versi"] == 1
    assert kirim("PLD-T1.1", **ISI)[1]["keadaan"] == "tersimpan"
    (isian,) = lembar.isian.all()
    assert (isian.kode, isian.jumlah, isian.hari) == ("PLD-T1.1", 2, date(2026, 5, 20))


def test_dua_telepon_berbeda_isi_menjadi_pertentangan(kirim):
    kirim("PLD-T1.1", **ISI)
    status, jawab = kirim("PLD-T1.1", **ISI | {"uraian": "Lain."})
    assert (status, jawab["isi"]["uraian"]) == (409, "Sosialisasi di balai desa.")


@pytest.mark.parametrize(
    ("isi", "kolom", "sebab"),
    [
        ({"hari": "2026-06-01"}, "hari", "Lembar ini untuk Mei 2026; tulis tanggal pada bulan itu."),
        ({"hari": "2026-04-30"}, "hari", "Lembar ini untuk Mei 2026; tulis tanggal pada bulan itu."),
        ({"jumlah": "dua"}, "jumlah", "Tulis angka saja, misalnya 2."),
        ({"jumlah": "-1"}, "jumlah", "Angkanya tidak boleh kurang dari nol."),
        ({"jumlah": "40000"}, "jumlah", "Angkanya paling banyak 1.000."),
        ({"keadaan": "entah"}, "keadaan", "Pilih Dikerjakan atau Tidak berlaku."),
        ({"uraian": "x" * 5001}, "uraian", "Teks ini 5.001 huruf"),
    ],
)
def test_isian_yang_keliru_disebut_di_tempatnya(kirim, isi, kolom, sebab):
    status, jawab = kirim("PLD-T1.1", **ISI | isi)
    assert status == 422
    assert jawab["kesalahan"][kolom][0].startswith(sebab)


def test_tanggal_yang_belum_tiba_ditolak(kirim, desa, pld, penempatan):
    juni = lembar_mulai(desa=desa, jenis="PLD", bulan=date(2026, 6, 1), oleh=pld)
    assert kirim("PLD-T1.1", pada=juni, hari="2026-06-06")[1]["kesalahan"]["hari"] == ["Tanggal ini belum tiba."]
    assert kirim("PLD-T1.1", pada=juni, hari="2026-06-05")[0] == 200


def test_butir_yang_tidak_ada_di_daftarnya_tidak_tersimpan(kirim, lembar):
    assert kirim("PD-T1", **ISI)[0] == 404
    # Another row's id under a name that the checklist has: the id decides.
    status, _ = kirim("PLD-T1.2", id=id_isian(lembar.pk, "PLD-T1.1"), **ISI)
    assert status == 200
    assert lembar.isian.get().kode == "PLD-T1.1"


def test_lembar_orang_lain_tidak_diisi_dan_draf_rekan_tidak_terbaca(client, kirim, lembar, desa):
    rekan = pengguna_berperan(Peran.PENDAMPING, desa)
    assert kirim("PLD-T1.1", oleh=rekan, **ISI)[0] == 404
    Lembar.objects.update(status="diajukan", diajukan_pada=datetime(2026, 6, 2, tzinfo=UTC))
    assert client.get(lembar.get_absolute_url()).status_code == 200
    status, jawab = kirim("PLD-T1.1", oleh=rekan, **ISI)
    assert (status, jawab["pesan"]) == (
        403,
        "Lembar ini berstatus “Menunggu konfirmasi”, jadi isinya tidak dapat diubah.",
    )


# --- handing in ----------------------------------------------------------------------------------
def test_yang_kurang_disebut_sebelum_diajukan(lembar, pld):
    with pytest.raises(ValidationError, match="Belum ada satu butir pun"):
        lembar_ajukan(lembar=lembar, oleh=pld)
    isian_buat(lembar, "PLD-T1.1", uraian=" ")
    isian_buat(lembar, "PLD-T1.2", keadaan="tidak_berlaku", uraian="")
    isian_buat(lembar, "PLD-T1.3", keadaan="")
    with pytest.raises(ValidationError) as galat:
        lembar_ajukan(lembar=lembar, oleh=pld)
    assert galat.value.messages == [
        "Pilih Dikerjakan atau Tidak berlaku pada PLD-T1.3.",
        "Tulis apa yang dikerjakan pada PLD-T1.1.",
        "Tulis alasannya pada butir yang tidak berlaku: PLD-T1.2.",
    ]


def test_bulan_tanpa_kegiatan_diajukan_dengan_sebabnya(lembar, pld):
    Lembar.objects.update(catatan="Cuti melahirkan.")
    assert lembar_ajukan(lembar=lembar, oleh=pld).status == "diajukan"


@pytest.mark.parametrize(("hari", "susulan"), [((2026, 6, 10, 15, 59), False), ((2026, 6, 10, 16, 0), True)])
def test_susulan_menurut_jam_kecamatannya(lembar, pld, saat, hari, susulan):
    """The office's clock is eight hours ahead."""
    isian_buat(lembar, "PLD-T1.1")
    saat.move_to(datetime(*hari, tzinfo=UTC))
    diajukan = lembar_ajukan(lembar=lembar, oleh=pld)
    saat.move_to(datetime(2026, 9, 1, tzinfo=UTC))
    assert Lembar.objects.get(pk=diajukan.pk).susulan is susulan


def test_dikembalikan_lalu_diajukan_lagi_tidak_menjadi_susulan(lembar, pld, orang, saat):
    isian_buat(lembar, "PLD-T1.1")
    lembar_ajukan(lembar=lembar, oleh=pld)
    lembar_kembalikan(lembar=lembar, alasan="Sebut tempatnya.", oleh=orang["camat"])
    saat.move_to(datetime(2026, 7, 20, tzinfo=UTC))
    assert not lembar_ajukan(lembar=lembar, oleh=pld).susulan


# --- judging -------------------------------------------------------------------------------------
@pytest.fixture
def diajukan(lembar, pld):
    isian_buat(lembar, "PLD-T1.1")
    isian_buat(lembar, "PLD-T1.2", keadaan="tidak_berlaku", uraian="", alasan="Musyawarahnya bulan lalu.")
    return lembar_ajukan(lembar=lembar, oleh=pld)


def putus(lembar, kode, putusan, oleh, alasan="", versi=1):
    return isian_putus(lembar=lembar, kode=kode, putusan=putusan, alasan=alasan, versi=versi, oleh=oleh)


def test_butir_yang_dikembalikan_menghalangi_konfirmasi_dan_gugur_bila_diubah(diajukan, pld, orang, kirim):
    kasi = orang["verifikator"]
    putus(diajukan, "PLD-T1.1", "dikembalikan", kasi, "Sebut berapa yang hadir.")
    putus(diajukan, "PLD-T1.2", "dikonfirmasi", kasi)
    with pytest.raises(ValidationError, match=r"PLD-T1\.1"):
        lembar_konfirmasi(lembar=diajukan, oleh=kasi)
    lembar_kembalikan(lembar=diajukan, alasan="Lihat butirnya.", oleh=kasi)
    assert kirim("PLD-T1.1", versi=1, **ISI)[0] == 200
    assert dict(diajukan.isian.values_list("kode", "putusan")) == {"PLD-T1.1": "", "PLD-T1.2": "dikonfirmasi"}
    lembar_ajukan(lembar=diajukan, oleh=pld)
    assert lembar_konfirmasi(lembar=diajukan, oleh=kasi).status == "dikonfirmasi"


def test_butir_yang_berubah_sejak_dibaca_tidak_diputus(diajukan, orang):
    with pytest.raises(ValidationError, match="sudah berubah"):
        putus(diajukan, "PLD-T1.1", "dikonfirmasi", orang["camat"], versi=0)
    with pytest.raises(ValidationError, match="belum diisi"):
        putus(diajukan, "PLD-T1.3", "dikonfirmasi", orang["camat"])


def test_pemilik_yang_juga_verifikator_tidak_mengonfirmasi_miliknya(diajukan, desa, pld):
    tugaskan(pld, Peran.VERIFIKATOR, desa)
    pld = type(pld).objects.get(pk=pld.pk)
    with pytest.raises(PermissionDenied):
        putus(diajukan, "PLD-T1.1", "dikonfirmasi", pld)
    with pytest.raises(PermissionDenied):
        lembar_konfirmasi(lembar=diajukan, oleh=pld)


def test_yang_dikonfirmasi_beku_beserta_bunyi_daftarnya(diajukan, orang, kirim, monkeypatch):
    lembar_konfirmasi(lembar=diajukan, oleh=orang["camat"])
    status, _ = kirim("PLD-T1.1", versi=1, **ISI)
    assert status == 403
    IsianPendamping.objects.update(uraian="Diubah lewat belakang.")
    monkeypatch.setattr("pendamping.acuan.berkas_acuan", list)  # the file of the checklist is gone
    isi = isi_lembar(Lembar.objects.get(pk=diajukan.pk))
    (baris,) = [b for b in isi.baris if b.keadaan == "dikerjakan"]
    assert (baris.uraian, baris.tugas[:27]) == ("Mendampingi musyawarah desa.", "Terlaksananya sosialisasi U")
    assert isi.hitung() == {"semua": 11, "dikerjakan": 1, "tidak_berlaku": 1, "tanpa": 9, "berbukti": 0}


def test_dibuka_kembali_dengan_alasan_lalu_dibekukan_lagi(diajukan, pld, orang):
    lembar_konfirmasi(lembar=diajukan, oleh=orang["camat"])
    with pytest.raises(ValidationError):
        lembar_buka(lembar=diajukan, alasan=" ", oleh=orang["camat"])
    assert lembar_buka(lembar=diajukan, alasan="Salah desa.", oleh=orang["camat"]).beku is None
    lembar_ajukan(lembar=diajukan, oleh=pld)
    assert lembar_konfirmasi(lembar=diajukan, oleh=orang["camat"]).beku["kelompok"]


# --- people change -------------------------------------------------------------------------------
def test_yang_masih_bertugas_tidak_ditutup(lembar, orang):
    with pytest.raises(ValidationError, match="masih bertugas"):
        lembar_tutup(lembar=lembar, alasan="Terlambat.", oleh=orang["verifikator"])


@pytest.mark.parametrize("sebab", ["penempatan", "peran", "akun", "pindah_desa"])
def test_yang_tugasnya_berakhir_ditutup_kecamatan_isinya_tetap(lembar, penempatan, pld, orang, tetangga, sebab):
    isian_buat(lembar, "PLD-T1.1")
    if sebab == "penempatan":
        Penempatan.objects.update(selesai=date(2026, 5, 15))
    elif sebab == "peran":
        Penugasan.objects.filter(pengguna=pld).update(selesai=date(2026, 5, 15))
    elif sebab == "akun":
        type(pld).objects.filter(pk=pld.pk).update(is_active=False)
    else:
        penempatan.desa.set([tetangga])
    tutup = lembar_tutup(lembar=Lembar.objects.get(), alasan="Penggantinya mulai Juni.", oleh=orang["verifikator"])
    assert (tutup.status, tutup.isian.get().uraian) == ("ditutup", "Mendampingi musyawarah desa.")
    assert [b.kode for b in isi_lembar(tutup).baris if b.terisi] == ["PLD-T1.1"]


def test_penempatan_yang_berakhir_di_tengah_bulan_masih_dapat_diajukan_pemiliknya(lembar, pld):
    Penempatan.objects.update(selesai=date(2026, 5, 15))
    isian_buat(lembar, "PLD-T1.1")
    assert lembar_ajukan(lembar=lembar, oleh=pld).status == "diajukan"


def test_perannya_berakhir_ia_tidak_mengisi_lagi(lembar, pld, kirim):
    Penugasan.objects.filter(pengguna=pld).update(selesai=date(2026, 5, 15))
    assert kirim("PLD-T1.1", **ISI)[0] in (403, 404)


# --- evidence ------------------------------------------------------------------------------------
def test_berkas_bukti_disimpan_berkas_dan_diterima_bersama_konfirmasinya(lembar, pld, orang):
    isian_buat(lembar, "PLD-T1.1")
    bukti = bukti_unggah(lembar=lembar, kode="PLD-T1.1", isi=BytesIO(contoh_pdf()), nama="hadir.pdf", oleh=pld)
    berkas = Berkas.objects.get()
    assert (berkas.kategori.kode, berkas.status, bukti.teks) == ("bukti-pendampingan", "menunggu", "hadir.pdf")
    lembar_ajukan(lembar=lembar, oleh=pld)
    lembar_konfirmasi(lembar=lembar, oleh=orang["verifikator"])
    assert Berkas.objects.get().status == StatusBerkas.DITERIMA
    assert Lembar.objects.get().beku["kelompok"][0]["baris"][0]["bukti"][0]["teks"] == "hadir.pdf"


def test_foto_yang_sama_bagi_dua_butir_satu_berkas(lembar, pld):
    isi = contoh_pdf()
    for kode in ("PLD-T1.1", "PLD-T1.1", "PLD-T2.1"):
        bukti_unggah(lembar=lembar, kode=kode, isi=BytesIO(isi), nama="hadir.pdf", oleh=pld)
    assert Berkas.objects.count() == 1
    assert sorted(i.bukti.count() for i in lembar.isian.all()) == [1, 1]
    with pytest.raises(ValidationError, match=r"PLD-T1\.1, PLD-T2\.1"):  # evidence without a word about it
        lembar_ajukan(lembar=lembar, oleh=pld)


def test_berkas_rusak_ditolak_tanpa_sisa(lembar, pld):
    with pytest.raises(ValidationError):
        bukti_unggah(lembar=lembar, kode="PLD-T1.1", isi=BytesIO(b"MZ\x90"), nama="laporan.pdf", oleh=pld)
    assert (Berkas.objects.count(), lembar.isian.count()) == (0, 0)


def test_bukti_dilepas_berkasnya_tetap(lembar, pld):
    bukti = bukti_unggah(lembar=lembar, kode="PLD-T1.1", isi=BytesIO(contoh_pdf()), nama="hadir.pdf", oleh=pld)
    bukti_lepas(lembar=lembar, bukti=bukti.pk, oleh=pld)
    bukti_lepas(lembar=lembar, bukti=bukti.pk, oleh=pld)  # twice is no error
    assert (lembar.isian.get().bukti.count(), Berkas.objects.count()) == (0, 1)


def test_berkas_desa_lain_bukan_buktinya(lembar, pld, tetangga, penempatan):
    penempatan.desa.add(tetangga)
    lain = lembar_mulai(desa=tetangga, jenis="PLD", bulan=MEI, oleh=pld)
    bukti_unggah(lembar=lain, kode="PLD-T1.1", isi=BytesIO(contoh_pdf()), nama="hadir.pdf", oleh=pld)
    with pytest.raises(ValidationError, match="bukan milik desa"):
        bukti_kaitkan_berkas(lembar=lembar, kode="PLD-T1.1", berkas=Berkas.objects.get(), oleh=pld)


def test_sesudah_diajukan_buktinya_terkunci(diajukan, pld):
    with pytest.raises(PermissionDenied):
        bukti_unggah(lembar=diajukan, kode="PLD-T1.1", isi=BytesIO(contoh_pdf()), nama="hadir.pdf", oleh=pld)
    with pytest.raises(IsianTerkunci):
        bukti_lepas(lembar=diajukan, bukti=1, oleh=pld)


# --- placements ----------------------------------------------------------------------------------
def test_penempatan_yang_bertumpuk_ditolak_dengan_kalimat(desa, pld, penempatan, orang):
    baru = Penempatan(pengguna=pld, kecamatan=desa.kecamatan, jenis="PLD", mulai=date(2026, 4, 1))
    with pytest.raises(ValidationError, match="sudah tercatat sebagai PLD sejak 16 Februari 2026"):
        penempatan_simpan(penempatan=baru, desa=[], oleh=orang["camat"])
    with pytest.raises(PermissionDenied):
        penempatan_simpan(penempatan=baru, desa=[], oleh=orang["pelaksana"])


def test_tanpa_javascript_isiannya_tersimpan_lewat_layanan_yang_sama(client, lembar, pld):
    client.force_login(pld)
    url = reverse("pendamping:lembar-biasa", args=[lembar.pk])
    baris = {b.judul[:8]: b for s in client.get(url).context["bagian_bagian"] for b in s.baris}["PLD-T1.1"]
    isi = {f"{baris.awal}-{n}": v for n, v in {"kode": "PLD-T1.1", **ISI, "alasan": ""}.items()}
    jawab = client.post(url, {f"{baris.awal}-versi": "0", f"{baris.awal}-sidik": baris.sidik, **isi}, follow=True)
    assert "1 isian disimpan." in jawab.content.decode()
    assert lembar.isian.get().uraian == ISI["uraian"]

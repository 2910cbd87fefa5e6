"""Every status × action × role, from the transition table; and what each action needs."""

import datetime
import itertools
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from akun.enums import Peran
from akun.models import Penugasan
from akun.queries import berpenugasan
from akun.tests.factories import pengguna_berperan
from apbdes.alur import TRANSISI_APBDES
from apbdes.enums import HasilEvaluasi, StatusVersi
from apbdes.models import DokumenPendamping, NilaiAturan, VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.services import evaluasi, keputusan, pengajuan
from apbdes.syarat import halangan_hasil, kekurangan_ajukan, kekurangan_usulkan
from apbdes.tests.contoh import f, utuh
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, berkas, siap, vars_bersih
from apbdes.tests.factories import VersiApbdesFactory
from dasar.alur import cari, sejak_dari
from naskah.models import Naskah
from naskah.tests.factories import NaskahFactory
from notifikasi.models import Pemberitahuan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
AKSI = [t.aksi for t in TRANSISI_APBDES if t.peran]
S = StatusVersi
LAYANAN = {
    "ajukan": pengajuan.versi_ajukan,
    "tolak_berkas": pengajuan.versi_tolak_berkas,
    "terima": pengajuan.versi_terima,
    "usulkan": keputusan.versi_usulkan,
    "kembalikan": keputusan.versi_kembalikan,
    "sesuaikan": keputusan.versi_sesuaikan,
    "minta_perbaikan": keputusan.versi_minta_perbaikan,
    "buka_kembali": keputusan.versi_buka_kembali,
    "terbitkan_lagi": keputusan.versi_terbitkan_lagi,
    "pulihkan": keputusan.versi_pulihkan,
    "tetapkan": pengajuan.versi_tetapkan,
    "batalkan": pengajuan.versi_batalkan,
}


def lakukan(aksi, versi, oleh, **lain):
    isi = {
        "tolak_berkas": {"alasan": "Surat pengantar belum ditandatangani."},
        "kembalikan": {"alasan": "Periksa lagi honor TPK."},
        "batalkan": {"alasan": "Disusun ulang."},
        "buka_kembali": {"alasan": "Satu ketentuan terlewat."},
        "terbitkan_lagi": {"alasan": "Nama camat keliru."},
        "pulihkan": {"alasan": "Cuti bersama terlambat dicatat."},
        "usulkan": {"hasil": HasilEvaluasi.SESUAI, "kesimpulan": "Sesuai ketentuan."},
        "tetapkan": {"nomor": "5 Tahun 2024", "tanggal": timezone.localdate()},
    }.get(aksi, {})
    return LAYANAN[aksi](versi=versi, oleh=oleh, **(isi | lain))


@pytest.fixture
def lengkap(desa):
    return siap(desa)


def disiapkan(desa, status, aksi):
    hasil = HasilEvaluasi.PERLU_DIPERBAIKI if aksi == "minta_perbaikan" else HasilEvaluasi.SESUAI
    lain = {"hasil": hasil} if status == S.DIUSULKAN else {}
    batas = timezone.localdate() if status == S.LEWAT_WAKTU else None
    if status == S.DICABUT:
        lain["keputusan"] = NaskahFactory(kecamatan=desa.kecamatan, desa=desa, status="dicabut")
    return siap(desa, status, batas=batas, **lain)


@pytest.mark.parametrize(("status", "aksi"), list(itertools.product(StatusVersi, AKSI)))
def test_tabel_perpindahan(desa, orang, status, aksi):
    """One version per status and action; every role tries it, and whoever may comes last."""
    transisi = cari(TRANSISI_APBDES, aksi)
    versi = disiapkan(desa, status, aksi)
    berpenugasan(orang.values())
    for peran in sorted(Peran, key=lambda p: p in transisi.peran):
        if peran not in transisi.peran:
            with pytest.raises(PermissionDenied):
                lakukan(aksi, versi, orang[peran])
        elif status not in transisi.dari:
            with pytest.raises(ValidationError) as galat:
                lakukan(aksi, versi, orang[peran])
            assert galat.value.code == "status"
        else:
            lakukan(aksi, versi, orang[peran])
            baris = versi.riwayat.get()
            assert (baris.dari, baris.ke, baris.oleh, baris.aksi) == (status, transisi.ke, orang[peran], aksi)
            assert VersiApbdes.objects.get(pk=versi.pk).status == transisi.ke
            return
    assert VersiApbdes.objects.get(pk=versi.pk).status == status
    assert versi.riwayat.count() == 0


@pytest.mark.parametrize("aksi", [a for a in AKSI if a != "pulihkan"])  # an admin's region is everywhere
def test_wilayah_lain_tidak_berwenang(desa, aksi):
    transisi = cari(TRANSISI_APBDES, aksi)
    asing = pengguna_berperan(next(iter(transisi.peran)), VersiApbdesFactory().apbdes.desa)
    with pytest.raises(PermissionDenied):
        lakukan(aksi, disiapkan(desa, next(iter(transisi.dari)), aksi), asing)


@pytest.mark.parametrize(
    "aksi", ["tolak_berkas", "kembalikan", "batalkan", "pulihkan", "buka_kembali", "terbitkan_lagi"]
)
def test_alasan_wajib(desa, orang, aksi):
    transisi = cari(TRANSISI_APBDES, aksi)
    versi = disiapkan(desa, next(iter(transisi.dari)), aksi)
    with pytest.raises(ValidationError) as galat:
        lakukan(aksi, versi, orang[next(iter(transisi.peran))], alasan=" ")
    assert galat.value.message_dict == {"alasan": ["Alasan wajib diisi."]}


# --- what is missing before the submission --------------------------------------------
def test_yang_kosong_disebut_satu_per_satu(desa):
    versi = VersiApbdesFactory(desa=desa)
    kalimat = kekurangan_ajukan(versi)
    assert kalimat[:2] == ["Rincian pendapatan masih kosong.", "Rincian belanja masih kosong."]
    assert len(kalimat) == 9
    assert kalimat[2] == "Surat pengantar belum dilampirkan."
    assert kalimat[6] == (
        "Peraturan Desa tentang pembentukan dana cadangan belum dilampirkan dan belum dinyatakan tidak ada."
    )


def test_rancangan_lengkap_tidak_kurang_apa_apa(lengkap):
    assert kekurangan_ajukan(lengkap) == []


def test_kode_yang_tidak_dikenal_menghalangi(desa):
    isi = utuh(kode_desa=desa.kode)
    salah = isi.belanja[0]._replace(rekening="5.9.9.01")
    versi = siap(desa, isi=isi.__class__(**(vars_bersih(isi) | {"belanja": (salah, *isi.belanja[1:])})))
    (kalimat,) = kekurangan_ajukan(versi)
    assert kalimat.startswith("Ada kode yang tidak dikenal: ")


def test_tidak_ada_hanya_untuk_yang_bila_ada(desa, orang, lengkap):
    with pytest.raises(ValidationError) as galat:
        pengajuan.pendamping_pilih(
            versi=lengkap, kode="apbdes-perdes-rkp", tidak_ada=True, oleh=orang["sekretaris_desa"]
        )
    assert galat.value.messages == ["Peraturan Desa tentang RKP Desa wajib ada, jadi tidak dapat dinyatakan tidak ada."]


def test_dana_cadangan_dianggarkan_tanpa_perdesnya(desa):
    isi = utuh(kode_desa=desa.kode)
    ada = isi.__class__(**(vars_bersih(isi) | {"pembiayaan": (f("6.2.1.01", 1_000_000)._replace(nomor=2),)}))
    assert kekurangan_ajukan(siap(desa, isi=ada)) == [
        "Peraturan Desa tentang pembentukan dana cadangan dinyatakan tidak ada, padahal rancangan ini memuat "
        "pembiayaan rekening 6.2.1."
    ]


def test_berkas_desa_lain_atau_kategori_lain_tidak_dapat_dilampirkan(desa, orang, lengkap):
    asing = berkas(VersiApbdesFactory().apbdes.desa, "apbdes-surat-pengantar", orang["sekretaris_desa"])
    lain = berkas(desa, "lppd", orang["sekretaris_desa"])
    for salah in (asing, lain):
        with pytest.raises(ValidationError):
            pengajuan.pendamping_pilih(
                versi=lengkap, kode="apbdes-surat-pengantar", berkas=salah, oleh=orang["sekretaris_desa"]
            )


def test_yang_diajukan_terkunci(desa, orang, lengkap):
    pengajuan.versi_ajukan(versi=lengkap, oleh=orang["sekretaris_desa"])
    with pytest.raises(ValidationError) as galat:
        pengajuan.pendamping_lepas(versi=lengkap, kode="apbdes-perdes-rkp", oleh=orang["sekretaris_desa"])
    assert galat.value.messages == [pengajuan.TERKUNCI]
    assert DokumenPendamping.objects.filter(versi=lengkap).count() == 7
    assert not orang["sekretaris_desa"].has_perm(
        "apbdes.ubah_versiapbdes", VersiApbdes.objects.lengkap().get(pk=lengkap.pk)
    )


def test_penolakan_sebelum_diterima_membuka_lagi_dan_memberi_tahu_desa(desa, orang):
    versi = siap(desa, S.DIAJUKAN)
    hasil = pengajuan.versi_tolak_berkas(versi=versi, alasan="RKP Desa belum ada.", oleh=orang["verifikator"])
    assert (hasil.status, hasil.diajukan, hasil.batas_evaluasi) == (S.DISUSUN, None, None)
    assert set(Pemberitahuan.objects.values_list("penerima__nama", "isi")) == {
        ("Kepala Desa", "RKP Desa belum ada."),
        ("Sekretaris Desa", "RKP Desa belum ada."),
        ("Penyusun APB Desa", "RKP Desa belum ada."),
    }


# --- attitudes and the proposal ---------------------------------------------------------
@pytest.fixture
def melanggar(desa):
    return siap(desa, S.DIEVALUASI, isi=anggaran_melanggar(kode_desa=desa.kode))


def sikapi_semua(versi, oleh):
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=oleh)


def test_putusan_yang_belum_disikapi_menghalangi_usulan(melanggar):
    belum = penilaian(melanggar).belum_disikapi
    assert "B30-01" in {p.aturan.kode for p in belum}
    (kalimat,) = kekurangan_usulkan(melanggar)
    assert kalimat.startswith(f"{len(belum)} putusan belum disikapi: ")


def test_wajib_yang_dilanggar_dan_diterima_tidak_dapat_sesuai(melanggar, orang):
    sikapi_semua(melanggar, orang["verifikator"])
    assert kekurangan_usulkan(melanggar) == []
    kalimat = halangan_hasil(penilaian(melanggar), "sesuai")
    assert any(
        k.startswith("B30-01 (") and "dilanggar dan wajib, sedangkan putusannya Anda terima" in k for k in kalimat
    )
    with pytest.raises(ValidationError) as galat:
        keputusan.versi_usulkan(versi=melanggar, hasil="sesuai", kesimpulan="Sesuai.", oleh=orang["verifikator"])
    assert galat.value.messages == kalimat


def test_yang_dikesampingkan_dengan_alasan_tidak_menghalangi(melanggar, orang):
    for p in penilaian(melanggar).belum_disikapi:
        evaluasi.sikap_simpan(
            versi=melanggar,
            perangkat=p.perangkat.kode,
            kode=p.aturan.kode,
            sikap="dikesampingkan",
            alasan="Diizinkan surat Bupati.",
            oleh=orang["verifikator"],
        )
    hasil = keputusan.versi_usulkan(versi=melanggar, hasil="sesuai", kesimpulan="Sesuai.", oleh=orang["verifikator"])
    assert hasil.status == S.DIUSULKAN


def test_mengesampingkan_tanpa_alasan_ditolak(melanggar, orang):
    with pytest.raises(ValidationError) as galat:
        evaluasi.sikap_simpan(
            versi=melanggar,
            perangkat="perbup-kayong-utara-66-2023",
            kode="B30-01",
            sikap="dikesampingkan",
            oleh=orang["verifikator"],
        )
    assert galat.value.message_dict == {"alasan": ["Tulis mengapa putusan ini dikesampingkan."]}


def test_dua_evaluator_tidak_saling_menimpa(melanggar, orang, desa):
    rekan = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Rekan")
    isi = {"versi": melanggar, "perangkat": "perbup-kayong-utara-66-2023", "kode": "B30-01"}
    evaluasi.sikap_simpan(**isi, sikap="diterima", oleh=rekan, dari=0)
    with pytest.raises(ValidationError) as galat:
        evaluasi.sikap_simpan(**isi, sikap="dikesampingkan", alasan="Izin.", oleh=orang["verifikator"], dari=0)
    assert galat.value.code == "basi"
    assert galat.value.messages[0].startswith(
        "Sikap atas putusan B30-01 ini sudah diubah oleh Rekan sejak halaman ini dibuka. Sekarang diterima."
    )
    assert melanggar.sikap.get().sikap == "diterima"


def test_usulan_membekukan_dan_tidak_berubah_lagi(melanggar, orang, desa):
    sikapi_semua(melanggar, orang["verifikator"])
    baris = melanggar.rincianbelanja_set.first()
    isi = {"versi": melanggar, "lembar": "belanja", "baris": baris.pk, "dari": 0, "oleh": orang["verifikator"]}
    pk = uuid.uuid4()
    assert evaluasi.catatan_simpan(**isi, pk=pk, isi={"isi": "Harga terlalu tinggi."}).keadaan == "tersimpan"
    assert evaluasi.catatan_simpan(**isi, pk=pk, isi={"isi": "Harga terlalu tinggi."}).keadaan == "tersimpan"
    assert evaluasi.catatan_simpan(**isi, pk=pk, isi={"isi": "Lain."}).keadaan == "konflik"
    hasil = keputusan.versi_usulkan(
        versi=melanggar, hasil="perlu_diperbaiki", kesimpulan="Perbaiki.", oleh=orang["verifikator"]
    )
    (catatan,) = hasil.beku["catatan"]
    assert (catatan["isi"], catatan["oleh"], catatan["nomor"]) == ("Harga terlalu tinggi.", "Verifikator", 2)
    b30 = next(p for p in hasil.beku["putusan"] if p["kode"] == "B30-01")
    assert (b30["putusan"], b30["sikap"], b30["oleh"]) == ("dilanggar", "Diterima", "Verifikator")
    assert "× 100 =" in b30["hitungan"]
    assert any(a["nilai"] == "30%" for a in hasil.beku["perangkat"][-1]["angka"])
    beku = hasil.beku
    NilaiAturan.objects.create(
        perangkat="perbup-kayong-utara-66-2023",
        angka="batas_kelompok_30",
        sejak="2020-01-01",
        nilai="90%",
        dasar="Perbup baru",
        alasan="Uji",
        diperiksa="2024-01-01",
        oleh=orang["admin"],
    )
    melanggar.rincianbelanja_set.all().delete()
    assert VersiApbdes.objects.get(pk=melanggar.pk).beku == beku
    with pytest.raises(ValidationError) as galat:
        evaluasi.catatan_simpan(**isi, pk=pk, isi={"isi": "Terlambat."})
    assert galat.value.messages == [evaluasi.TERTUTUP]


def test_putusan_yang_berubah_harus_disikapi_lagi(melanggar, orang):
    sikapi_semua(melanggar, orang["verifikator"])
    kotor = melanggar.sikap.get(kode="B30-01")
    kotor.putusan = "terpenuhi"
    kotor.save()
    p = next(p for p in penilaian(melanggar).putusan if p.aturan.kode == "B30-01")
    assert (p.usang, p.belum_disikapi) == (True, True)


# --- the camat ---------------------------------------------------------------------------
def test_pengusul_tidak_memutuskan_sendiri(desa, melanggar, orang):
    sikapi_semua(melanggar, orang["verifikator"])
    keputusan.versi_usulkan(
        versi=melanggar, hasil="perlu_diperbaiki", kesimpulan="Perbaiki.", oleh=orang["verifikator"]
    )
    Penugasan.objects.create(
        pengguna=orang["verifikator"], peran=Peran.CAMAT, kecamatan=desa.kecamatan, mulai="2020-01-01"
    )
    rangkap = type(orang["verifikator"]).objects.get(pk=orang["verifikator"].pk)
    with pytest.raises(PermissionDenied):
        keputusan.versi_minta_perbaikan(versi=melanggar, oleh=rangkap)
    assert keputusan.versi_minta_perbaikan(versi=melanggar, oleh=orang["camat"]).status == S.PERLU_DIPERBAIKI


def test_camat_tidak_memutuskan_lain_dari_usulan(desa, orang):
    versi = siap(desa, S.DIUSULKAN, hasil="perlu_diperbaiki")
    with pytest.raises(ValidationError) as galat:
        keputusan.versi_sesuaikan(versi=versi, oleh=orang["camat"])
    assert galat.value.messages == [
        "Usulan evaluator adalah “Perlu diperbaiki”. Bila Anda berpendapat lain, kembalikan kepada evaluator dengan "
        "alasan."
    ]


def test_keputusan_kedua_ditolak_dan_tidak_memakan_nomor(desa, orang):
    versi = siap(desa, S.DIUSULKAN)
    hasil = keputusan.versi_sesuaikan(versi=versi, oleh=orang["camat"])
    assert (hasil.berita_acara.urut, hasil.keputusan.urut) == (1, 1)
    with pytest.raises(ValidationError):
        keputusan.versi_sesuaikan(versi=versi, oleh=orang["camat"])
    assert Naskah.objects.count() == 2


def test_keputusan_atas_halaman_basi_ditolak(desa, orang):
    versi = siap(desa, S.DIEVALUASI)
    for _ in range(2):
        keputusan.versi_usulkan(versi=versi, hasil="sesuai", kesimpulan="Sesuai.", oleh=orang["verifikator"])
        lihat = sejak_dari(versi)
        keputusan.versi_kembalikan(versi=versi, alasan="Lagi.", oleh=orang["camat"])
    keputusan.versi_usulkan(versi=versi, hasil="sesuai", kesimpulan="Sesuai.", oleh=orang["verifikator"])
    with pytest.raises(ValidationError) as galat:
        keputusan.versi_sesuaikan(versi=versi, oleh=orang["camat"], sejak=lihat)
    assert galat.value.code == "basi"


# --- the Perdes --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("geser", "kalimat"), [(1, "tidak boleh di masa depan"), (-400, "ketika hasil evaluasinya diputuskan")]
)
def test_tanggal_perdes_masuk_akal(desa, orang, geser, kalimat):
    versi = siap(desa, S.SESUAI)
    with pytest.raises(ValidationError) as galat:
        lakukan(
            "tetapkan",
            versi,
            orang["sekretaris_desa"],
            tanggal=timezone.localdate() + datetime.timedelta(days=geser),
        )
    assert kalimat in galat.value.message_dict["tanggal"][0]

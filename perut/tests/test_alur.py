"""Every status × action × role, from the transition table; and what each action needs."""

import datetime
import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from config.tests.serentak import serentak
from dasar.alur import cari
from desa.tests.factories import DesaFactory
from naskah.enums.naskah import StatusNaskah
from notifikasi.models import Pemberitahuan
from perut.alur import TRANSISI_KUNJUNGAN
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.services import kunjungan as layanan
from perut.syarat import kekurangan_ajukan, kekurangan_jadwalkan
from perut.tests.factories import BukuFactory, KegiatanFactory, KehadiranFactory, KunjunganFactory, NaskahFactory
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan, TindakLanjut

pytestmark = pytest.mark.django_db

AKSI = [t.aksi for t in TRANSISI_KUNJUNGAN if t.peran]
HARUS_PETUGAS = {"mulai", "ajukan"}


@pytest.fixture(autouse=True)
def buku():
    return BukuFactory(kode="A.1", nama="Buku Peraturan di Desa")


def kunjungan_lengkap(desa, status, petugas):
    """A visit to which nothing is missing for whatever action comes next."""
    k = KunjunganFactory(desa=desa, status=status, petugas=petugas, notulen="Notulen kunjungan.")
    if k.surat_tugas is None and status == StatusKunjungan.RENCANA:
        k.surat_tugas = NaskahFactory(kecamatan=desa.kecamatan, desa=desa)
        k.save()
    KehadiranFactory(kunjungan=k)
    KegiatanFactory(kunjungan=k)
    buku = BukuFactory(kode="A.1")
    k.instrumen = buku.instrumen
    k.save()
    k.pemeriksaan_set.create(buku=buku, ada=False)
    return k


def lakukan(aksi, k, oleh):
    isi = {"alasan": "Notulen belum jelas."} if cari(TRANSISI_KUNJUNGAN, aksi).alasan_wajib else {}
    if aksi == "verifikasi":
        isi = {"verifikasi": {"aspek": []}}
    return getattr(layanan, f"kunjungan_{aksi}")(kunjungan=k, oleh=oleh, **isi)


@pytest.mark.parametrize("aksi", sorted(HARUS_PETUGAS))
def test_pelaksana_lain_tidak_dapat_memulai_atau_mengajukan(desa, aksi):
    rekan, lain = pengguna_berperan(Peran.PELAKSANA, desa), pengguna_berperan(Peran.PELAKSANA, desa)
    status = next(iter(cari(TRANSISI_KUNJUNGAN, aksi).dari))
    with pytest.raises(PermissionDenied):
        lakukan(aksi, kunjungan_lengkap(desa, status, [rekan]), lain)


@pytest.mark.parametrize(("aksi", "peran"), [("verifikasi", Peran.VERIFIKATOR), ("sahkan", Peran.CAMAT)])
def test_petugas_tidak_memutuskan_kunjungannya_sendiri(desa, aksi, peran):
    pelaku = pengguna_berperan(peran, desa)
    status = next(iter(cari(TRANSISI_KUNJUNGAN, aksi).dari))
    with pytest.raises(PermissionDenied):
        lakukan(aksi, kunjungan_lengkap(desa, status, [pelaku]), pelaku)


@pytest.mark.parametrize("aksi", AKSI)
def test_wilayah_lain_tidak_berwenang(desa, aksi):
    transisi = cari(TRANSISI_KUNJUNGAN, aksi)
    lain = kunjungan_lengkap(desa, next(iter(transisi.dari)), [])
    orang = pengguna_berperan(next(iter(transisi.peran)), KunjunganFactory().desa)
    lain.petugas.add(orang)
    with pytest.raises(PermissionDenied):
        lakukan(aksi, lain, orang)


@pytest.mark.parametrize("aksi", ["kembalikan", "batalkan"])
def test_alasan_wajib(desa, aksi):
    transisi = cari(TRANSISI_KUNJUNGAN, aksi)
    pelaku = pengguna_berperan(Peran.VERIFIKATOR, desa)
    k = kunjungan_lengkap(desa, next(iter(transisi.dari)), [])
    with pytest.raises(ValidationError) as galat:
        getattr(layanan, f"kunjungan_{aksi}")(kunjungan=k, oleh=pelaku, alasan="  ")
    assert galat.value.message_dict == {"alasan": ["Alasan wajib diisi."]}


def test_kekurangan_sebelum_dijadwalkan():
    k = KunjunganFactory(tanggal=None, agenda="")
    assert kekurangan_jadwalkan(k) == [
        "Tanggal kunjungan belum diisi.",
        "Petugas belum ditunjuk.",
        "Agenda belum diisi.",
        "Surat tugas belum disusun.",
    ]


def temuan(desa, kunjungan, status=StatusTemuan.TERBUKA, uraian="Buku kas belum ditutup."):
    return Temuan.objects.create(
        desa=desa,
        asal_jenis="kunjungan",
        asal_id=str(kunjungan.pk),
        asal_teks=str(kunjungan),
        uraian=uraian,
        penanggung_jawab="Kaur Keuangan",
        batas_waktu=datetime.date(2026, 6, 1),
        status=status,
    )


def test_kekurangan_sebelum_diajukan(desa, buku):
    lalu = temuan(desa, KunjunganFactory(desa=desa))
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.BERLANGSUNG)
    k.pemeriksaan_set.create(buku=buku)
    assert kekurangan_ajukan(k) == [
        "Daftar hadir masih kosong.",
        "Notulen belum diisi.",
        "Belum ada kegiatan yang dicatat; isi sedikitnya satu.",
        "Buku yang belum selesai diperiksa: Buku Peraturan di Desa.",
        "1 temuan dari kunjungan lalu belum dijawab: “Buku kas belum ditutup.”.",
    ]
    TindakLanjut.objects.create(temuan=lalu, asal_jenis="kunjungan", asal_id=str(k.pk), hasil="belum", uraian="Belum.")
    assert len(kekurangan_ajukan(k)) == 4


def test_yang_kurang_menghalangi_pengajuan(desa, orang):
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.BERLANGSUNG, petugas=[orang["pelaksana"]])
    with pytest.raises(ValidationError) as galat:
        layanan.kunjungan_ajukan(kunjungan=k, oleh=orang["pelaksana"])
    assert galat.value.messages == kekurangan_ajukan(k)


def test_pengesahan_membuka_temuan_dan_menutup_yang_selesai(desa, orang, django_capture_on_commit_callbacks):
    lama = temuan(desa, KunjunganFactory(desa=desa))
    k = kunjungan_lengkap(desa, StatusKunjungan.DIVERIFIKASI, [orang["pelaksana"]])
    baru = temuan(desa, k, StatusTemuan.DRAF)
    TindakLanjut.objects.create(
        temuan=lama, asal_jenis="kunjungan", asal_id=str(k.pk), hasil="selesai", uraian="Lihat."
    )
    with django_capture_on_commit_callbacks(execute=True):
        hasil = layanan.kunjungan_sahkan(kunjungan=k, oleh=orang["camat"])
    lama.refresh_from_db()
    baru.refresh_from_db()
    assert (lama.status, baru.status) == (StatusTemuan.SELESAI, StatusTemuan.TERBUKA)
    hasil.berita_acara.refresh_from_db()
    assert hasil.berita_acara.urut == 1
    assert hasil.berita_acara.pdf.open().read(5) == b"%PDF-"
    judul = set(Pemberitahuan.objects.values_list("penerima__nama", "judul"))
    disahkan, cetak = f"Berita acara kunjungan {desa} disahkan", f"{hasil.berita_acara} siap dicetak dan ditandatangani"
    assert judul == {(p, disahkan) for p in ("Pelaksana", "Kepala Desa", "Sekretaris Desa")} | {
        (hasil.berita_acara.dibuat_oleh.nama, cetak)
    }


def test_pengesahan_kedua_ditolak_dan_tidak_memakan_nomor(desa, orang):
    k = kunjungan_lengkap(desa, StatusKunjungan.DIVERIFIKASI, [orang["pelaksana"]])
    layanan.kunjungan_sahkan(kunjungan=k, oleh=orang["camat"])
    with pytest.raises(ValidationError):
        layanan.kunjungan_sahkan(kunjungan=k, oleh=orang["camat"])
    lain = kunjungan_lengkap(desa, StatusKunjungan.DIVERIFIKASI, [orang["pelaksana"]])
    assert layanan.kunjungan_sahkan(kunjungan=lain, oleh=orang["camat"]).berita_acara.urut == 2


def test_pembatalan_mencabut_surat_tugas(desa, orang):
    k = kunjungan_lengkap(desa, StatusKunjungan.DIJADWALKAN, [orang["pelaksana"]])
    layanan.kunjungan_batalkan(kunjungan=k, alasan="Banjir.", oleh=orang["verifikator"])
    k.surat_tugas.refresh_from_db()
    assert k.surat_tugas.status == StatusNaskah.DICABUT


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_dua_puluh_pengesahan_serentak_mendapat_nomor_berurutan(django_db_blocker):
    """Twenty threads approve twenty visits at once: the numbers are 1 to 20, none missing, none twice."""
    from desa.tests.factories import DesaFactory

    desa = DesaFactory()
    camat, staf = pengguna_berperan(Peran.CAMAT, desa), pengguna_berperan(Peran.PELAKSANA, desa)
    daftar = [kunjungan_lengkap(desa, StatusKunjungan.DIVERIFIKASI, [staf]) for _ in range(20)]

    def sahkan(n):
        oleh = type(camat).objects.get(pk=camat.pk)
        return layanan.kunjungan_sahkan(kunjungan=daftar[n], oleh=oleh).berita_acara.urut

    assert sorted(serentak(sahkan, 20)) == list(range(1, 21))


# --- the table; its world is built once and stays for whatever follows in this module ---


@pytest.fixture(scope="module")
def dunia_tabel(dunia_bersama):
    """A person of every role, and for every status a visit by a colleague and one by the pelaksana himself."""

    def buat():
        desa = DesaFactory()
        orang = {p: pengguna_berperan(p, desa) for p in Peran}
        petugas = {"rekan": pengguna_berperan(Peran.PELAKSANA, desa), "pelaku": orang[Peran.PELAKSANA]}
        kunjungan = {(s, n): kunjungan_lengkap(desa, s, [p]).pk for s in StatusKunjungan for n, p in petugas.items()}
        return {p: o.pk for p, o in orang.items()}, kunjungan

    return dunia_bersama(buat)


@pytest.mark.parametrize(("status", "aksi", "peran"), list(itertools.product(StatusKunjungan, AKSI, Peran)))
def test_tabel_perpindahan(dunia_tabel, status, aksi, peran):
    orang, kunjungan = dunia_tabel
    pelaku = Pengguna.objects.get(pk=orang[peran])
    petugas = "pelaku" if aksi in HARUS_PETUGAS and peran == Peran.PELAKSANA else "rekan"
    k = Kunjungan.objects.get(pk=kunjungan[status, petugas])
    transisi = cari(TRANSISI_KUNJUNGAN, aksi)
    if peran not in transisi.peran:
        with pytest.raises(PermissionDenied):
            lakukan(aksi, k, pelaku)
    elif status not in transisi.dari:
        with pytest.raises(ValidationError) as galat:
            lakukan(aksi, k, pelaku)
        assert galat.value.code == "status"
    else:
        lakukan(aksi, k, pelaku)
        baris = k.riwayat.get()
        assert (baris.dari, baris.ke, baris.oleh, baris.aksi) == (status, transisi.ke, pelaku, aksi)
        assert Kunjungan.objects.get(pk=k.pk).status == transisi.ke
        return
    assert Kunjungan.objects.get(pk=k.pk).status == status
    assert k.riwayat.count() == 0

"""One assessment after another: begun, filled in, settled, corrected; and what stands in the way."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from akun.enums import Peran
from akun.models import AkunPejabat
from akun.tests.factories import pengguna_berperan, tugaskan
from dasar.basi import Basi
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat as J
from desa.tests.factories import DesaFactory, PerangkatFactory
from kapasitas import services
from kapasitas.enums import Keadaan, Sifat, StatusPenilaian, Tingkat
from kapasitas.hitungan import pejabat_dinilai
from kapasitas.models import Kompetensi, Penilaian, SyaratJabatan, VersiKompetensi
from kapasitas.services import IsiButir
from kapasitas.syarat import kekurangan
from kapasitas.tests.contoh import isi, mulai, nilai
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db


def keadaan(perangkat) -> str:
    return pejabat_dinilai([perangkat.desa_id]).get(pk=perangkat.pk).keadaan


def test_draf_memuat_kompetensi_jabatannya(penilaian):
    wajib = penilaian.butir.filter(sifat=Sifat.WAJIB).values_list("kompetensi__kode", flat=True)
    assert list(wajib) == ["KP-07", "KP-10", "KP-11", "KP-12", "KP-15", "KP-16", "KP-23"]
    assert penilaian.butir.count() == 11


def test_dua_penilai_sekaligus_meneruskan_draf_yang_sama(penilaian, kaur, tempat):
    kedua = pengguna_berperan(Peran.VERIFIKATOR, tempat)
    draf, baru = services.penilaian_mulai(perangkat=kaur, oleh=kedua)
    assert (draf.pk, baru) == (penilaian.pk, False)
    isi(Penilaian.objects.get(pk=penilaian.pk), kedua)
    with pytest.raises(Basi, match="sudah diubah oleh"):  # the first one's page is older
        isi(penilaian, penilaian.dimulai_oleh, Tingkat.DASAR)
    assert set(penilaian.butir.filter(sifat=Sifat.WAJIB).values_list("tingkat", flat=True)) == {Tingkat.MAMPU}


def test_simpan_dua_kali_yang_sama_bukan_konflik(penilaian, penilai):
    satu = isi(penilaian, penilai)
    assert isi(penilaian, penilai).versi == satu.versi  # the old page, the same content


def test_yang_kurang_disebut(penilaian, penilai):
    assert kekurangan(penilaian)[0].startswith("Kompetensi wajib yang belum diisi: Mengisi buku Administrasi Keuangan;")
    b = penilaian.butir.get(kompetensi__kode="KP-07")
    terisi = services.penilaian_isi(
        penilaian=penilaian,
        tanggal=penilaian.tanggal,
        catatan="",
        isi={b.pk: IsiButir(Tingkat.MAHIR, "")},
        versi=1,
        oleh=penilai,
    )
    assert kekurangan(terisi)[1] == (
        "Mampu atau mahir, tetapi belum disebut buktinya: Mengisi buku Administrasi Keuangan."
    )
    with pytest.raises(ValidationError, match="belum diisi"):
        services.penilaian_tetapkan(penilaian=terisi, oleh=penilai)


def test_pendukung_boleh_kosong_dan_tidak_ikut_dihitung(kaur, penilai):
    hasil = nilai(kaur, penilai)
    assert hasil.butir.filter(tingkat=None).count() == 4
    assert keadaan(kaur) == Keadaan.MAMPU


def test_sebelum_lalu_sesudah_yang_terakhir_dipakai(kaur, penilai):
    with time_machine.travel(date(2026, 3, 2), tick=False):
        awal = nilai(kaur, penilai, kecuali={"KP-11": Tingkat.BELUM})
        assert (awal.ke, awal.saat, keadaan(kaur)) == (1, "Sebelum pendampingan", Keadaan.BELUM_MAMPU)
    with time_machine.travel(date(2026, 9, 2), tick=False):
        akhir = nilai(kaur, penilai)
        assert (akhir.ke, akhir.saat, keadaan(kaur)) == (2, "Sesudah pendampingan", Keadaan.MAMPU)
        assert nilai(kaur, penilai, kecuali={"KP-07": Tingkat.DASAR}).saat == "Penilaian ke-3"
        assert keadaan(kaur) == Keadaan.BELUM_MAMPU
        with pytest.raises(ValidationError, match="mendahului penilaian yang terakhir"):
            nilai(kaur, penilai, tanggal=date(2026, 5, 5))


def test_yang_ditetapkan_terkunci(kaur, penilai):
    hasil = nilai(kaur, penilai)
    with pytest.raises(ValidationError, match="tidak berubah lagi"):
        isi(hasil, penilai, Tingkat.DASAR)
    with pytest.raises(ValidationError):
        services.penilaian_batalkan(penilaian=hasil, alasan="Keliru", oleh=penilai)


def test_koreksi_menggantikan_dengan_alasan_di_tempat_yang_sama(kaur, penilai):
    with time_machine.travel(date(2026, 3, 2), tick=False):
        awal = nilai(kaur, penilai)
    nilai(kaur, penilai)
    with pytest.raises(ValidationError, match="Alasan wajib"):
        services.penilaian_mulai(perangkat=kaur, oleh=penilai, koreksi_atas=awal, alasan=" ")
    draf, _ = services.penilaian_mulai(perangkat=kaur, oleh=penilai, koreksi_atas=awal, alasan="Salah orang")
    assert draf.tanggal == date(2026, 3, 2)
    terisi = isi(draf, penilai, kecuali={"KP-23": Tingkat.DASAR}, tanggal=date(2026, 4, 4))
    assert terisi.tanggal == date(2026, 3, 2)  # of the same day, whatever was sent
    baru = services.penilaian_tetapkan(penilaian=terisi, oleh=penilai)
    awal.refresh_from_db()
    assert (baru.ke, awal.status, awal.riwayat.last().alasan) == (1, StatusPenilaian.DIKOREKSI, "Salah orang")
    assert keadaan(kaur) == Keadaan.MAMPU  # the latest still counts
    assert list(Penilaian.objects.berlaku().order_by("ke").values_list("ke", flat=True)) == [1, 2]


def test_dua_koreksi_atas_satu_penilaian(kaur, penilai):
    awal = nilai(kaur, penilai)
    satu, _ = services.penilaian_mulai(perangkat=kaur, oleh=penilai, koreksi_atas=awal, alasan="A")
    with pytest.raises(ValidationError, match="sedang dinilai"):  # neither a new one beside the correction
        mulai(kaur, penilai)
    dua, baru = services.penilaian_mulai(perangkat=kaur, oleh=penilai, koreksi_atas=awal, alasan="B")
    assert (dua.pk, baru) == (satu.pk, False)
    services.penilaian_tetapkan(penilaian=satu, oleh=penilai)
    with pytest.raises(PermissionDenied):
        services.penilaian_mulai(
            perangkat=kaur, oleh=penilai, koreksi_atas=Penilaian.objects.get(pk=awal.pk), alasan="C"
        )


@pytest.mark.waktu
def test_yang_sudah_berhenti_tidak_dinilai_tetapi_riwayatnya_tetap(kaur, penilai):
    nilai(kaur, penilai)
    kaur.selesai = hari_ini(kaur.desa) - timedelta(days=1)
    kaur.save()
    with pytest.raises(ValidationError, match="berhenti menjabat"):
        mulai(kaur, penilai)
    assert not pejabat_dinilai([kaur.desa_id]).exists()
    assert Penilaian.objects.berlaku().count() == 1


def test_berhenti_di_antara_mulai_dan_menetapkan(penilaian, penilai, kaur):
    terisi = isi(penilaian, penilai)
    kaur.selesai = terisi.tanggal - timedelta(days=1)
    kaur.save()
    with pytest.raises(ValidationError, match="tidak menjabat"):
        services.penilaian_tetapkan(penilaian=terisi, oleh=penilai)


def test_akhir_jabatan_29_februari_masih_menjabat_hari_itu(kaur, penilai):
    kaur.mulai, kaur.selesai = date(2022, 3, 1), date(2028, 2, 29)
    kaur.save()
    with time_machine.travel("2028-02-29 09:00+08:00", tick=False):
        nilai(kaur, penilai)
        assert keadaan(kaur) == Keadaan.MAMPU
    with time_machine.travel("2028-03-01 09:00+08:00", tick=False):
        with pytest.raises(ValidationError, match="berhenti menjabat 29 Februari 2028"):
            mulai(kaur, penilai)
        assert not pejabat_dinilai([kaur.desa_id]).exists()


def test_berganti_jabatan_belum_dinilai_dalam_jabatan_barunya(kaur, penilai):
    nilai(kaur, penilai)
    draf = mulai(kaur, penilai)
    kaur.jabatan = J.SEKRETARIS_DESA
    kaur.save()
    assert keadaan(kaur) == Keadaan.BELUM_DINILAI
    assert "sekarang Sekretaris Desa, bukan Kaur Keuangan" in kekurangan(draf)[0]
    services.penilaian_batalkan(penilaian=draf, alasan="Berganti jabatan", oleh=penilai)
    baru = nilai(kaur, penilai)
    assert (baru.jabatan, baru.ke) == (J.SEKRETARIS_DESA, 1)
    kaur.jabatan = J.KAUR_KEUANGAN  # and back again: what was seen of him there counts again
    kaur.save()
    assert keadaan(kaur) == Keadaan.MAMPU


def test_versi_baru_tidak_mengubah_yang_sudah_dinilai(kaur, penilai):
    nilai(kaur, penilai)
    baru = VersiKompetensi.objects.create(
        kode="kompetensi-uji", judul="Uji", berlaku_sejak=date(2026, 6, 1), catatan="Uji", sidik="x"
    )
    kata = {f"kalimat_{t}": t for t in ("belum", "dasar", "mampu", "mahir")}
    k = Kompetensi.objects.create(
        versi=baru, urut=1, kode="KP-99", nama="Baru", sumber="Uji", kutipan="Uji", tersurat=True, **kata
    )
    SyaratJabatan.objects.create(kompetensi=k, jabatan=J.KAUR_KEUANGAN, sifat=Sifat.WAJIB, usulan=True)
    orang = pejabat_dinilai([kaur.desa_id]).get()
    assert (orang.keadaan, orang.wajib) == (Keadaan.MAMPU, 7)  # by the version of its day
    with time_machine.travel(date(2026, 7, 1), tick=False):
        draf = mulai(kaur, penilai)
    assert draf.acuan == baru
    assert draf.butir.get().kompetensi.kode == "KP-99"


def test_tanpa_acuan_dan_staf_disebut_sebabnya(kaur, penilai, tempat):
    with pytest.raises(ValidationError, match="tidak mempunyai kompetensi"):
        mulai(PerangkatFactory(desa=tempat, jabatan=J.STAF, rincian="Operator"), penilai)
    VersiKompetensi.objects.all().delete()
    with pytest.raises(ValidationError, match="belum dimuat"):
        mulai(kaur, penilai)


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.PELAKSANA, Peran.VERIFIKATOR}))
def test_bukan_penilai_tidak_menilai(kaur, tempat, peran):
    with pytest.raises(PermissionDenied):
        mulai(kaur, pengguna_berperan(peran, tempat))


def test_penilai_dari_kecamatan_lain_atau_atas_dirinya_sendiri(kaur, penilai, tempat):
    with pytest.raises(PermissionDenied):
        mulai(kaur, pengguna_berperan(Peran.PELAKSANA, DesaFactory()))
    AkunPejabat.objects.create(pengguna=penilai, perangkat=kaur)
    kaur = type(kaur).objects.get(pk=kaur.pk)
    with pytest.raises(PermissionDenied):
        mulai(kaur, penilai)


def test_yang_ditautkan_sesudah_draf_dimulai_tidak_menetapkannya(penilaian, penilai, kaur):
    terisi = isi(penilaian, penilai)
    AkunPejabat.objects.create(pengguna=penilai, perangkat=kaur)
    with pytest.raises(PermissionDenied, match="yang dinilai"):
        services.penilaian_tetapkan(penilaian=Penilaian.objects.get(pk=terisi.pk), oleh=penilai)


def test_desa_dan_yang_dinilai_dikabari_lalu_menanggapi(kaur, penilai, tempat):
    kades = pengguna_berperan(Peran.KEPALA_DESA, tempat)
    sendiri = pengguna_berperan(Peran.PENYUSUN_DESA, tempat)
    AkunPejabat.objects.create(pengguna=sendiri, perangkat=kaur)
    hasil = nilai(kaur, penilai)
    assert set(Pemberitahuan.objects.values_list("penerima", flat=True)) == {kades.pk, sendiri.pk}
    services.tanggapan_catat(penilaian=hasil, isi="Setuju.", oleh=sendiri)
    services.tanggapan_catat(penilaian=hasil, isi="Setuju.", oleh=sendiri)  # pressed twice
    assert hasil.tanggapan.count() == 1
    assert Pemberitahuan.objects.filter(penerima=penilai).count() == 1
    rekan = pengguna_berperan(Peran.PENYUSUN_DESA, tempat)
    for orang, kata in ((rekan, "Bukan saya"), (penilai, "Bukan desa")):
        with pytest.raises(PermissionDenied):
            services.tanggapan_catat(penilaian=hasil, isi=kata, oleh=orang)


def test_siapa_membaca_apa(kaur, penilai, tempat):
    """The query and the permission say the same of every role, of a draft and of what was settled."""
    hasil = nilai(kaur, penilai)
    draf = mulai(PerangkatFactory(desa=tempat, jabatan=J.KASI_PELAYANAN), penilai)
    lihat = {}
    for peran in Peran:
        orang = pengguna_berperan(peran, tempat)
        terlihat = set(Penilaian.objects.untuk(orang).values_list("pk", flat=True))
        assert terlihat == {p.pk for p in (hasil, draf) if orang.has_perm("kapasitas.lihat_penilaian", p)}
        lihat[peran] = len(terlihat)
    assert lihat == {
        Peran.ADMIN: 2,
        Peran.ADMIN_KABUPATEN: 0,
        Peran.CAMAT: 2,
        Peran.VERIFIKATOR: 2,
        Peran.PELAKSANA: 2,
        Peran.PENDAMPING: 2,
        Peran.KEPALA_DESA: 1,
        Peran.SEKRETARIS_DESA: 1,
        Peran.PENYUSUN_DESA: 0,
        Peran.PEMANTAU_KABUPATEN: 1,
    }


def test_dua_peran_di_dua_wilayah(kaur, penilai, tempat):
    hasil = nilai(kaur, penilai)
    lain = DesaFactory()
    orang = pengguna_berperan(Peran.PELAKSANA, lain)
    tugaskan(orang, Peran.PENYUSUN_DESA, tempat)
    AkunPejabat.objects.create(pengguna=orang, perangkat=kaur)
    assert list(Penilaian.objects.untuk(orang)) == [hasil]
    assert not orang.has_perm("kapasitas.koreksi_penilaian", Penilaian.objects.get(pk=hasil.pk))

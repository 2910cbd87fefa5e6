"""Drawing up a schedule, and planning single visits."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from akun.models import Penugasan
from akun.tests.factories import pengguna_berperan
from dasar.basi import Basi
from desa.hari_kerja import hari_kerja
from desa.models import HariLibur
from desa.tests.factories import DesaFactory
from notifikasi.models import Pemberitahuan
from perut.enums import Frekuensi, StatusKunjungan
from perut.models import Kunjungan
from perut.services.jadwal import (
    IsiKunjungan,
    jadwal_susun,
    kunjungan_buat,
    kunjungan_pindah,
    kunjungan_ubah,
)
from perut.tests.factories import KunjunganFactory, LokusFactory, ProgramFactory
from perut.usulan import jadwal_usulkan

TAHUN = timezone.localdate().year + 1
MARET = {"mulai": date(TAHUN, 3, 1), "sampai": date(TAHUN, 3, 31)}


@pytest.fixture
def program(desa, orang):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=TAHUN, tema="Keuangan\nKependudukan")
    LokusFactory(program=program, desa=desa).petugas.set([orang["pelaksana"]])
    for _ in range(2):
        LokusFactory(program=program).petugas.set([orang["pelaksana"], orang["pendamping"]])
    return program


@pytest.fixture
def hari_biasa(desa):
    """Two working days of next year, in order."""
    hari = list(hari_kerja(date(TAHUN, 3, 1), date(TAHUN, 3, 31), desa.kecamatan.kabupaten))
    return hari[3], hari[8]


def isi(tanggal, petugas=(), **lain):
    bawaan = {"jam_mulai": time(9), "jam_selesai": time(12), "agenda": "Buku"}
    return IsiKunjungan(tanggal=tanggal, petugas=frozenset(petugas), **bawaan | lain)


# --- schedule ------------------------------------------------------------------
def test_satu_rencana_per_desa_dan_bulan_pada_hari_kerja(program, orang):
    hasil = jadwal_susun(
        program=program, mulai=date(TAHUN, 1, 1), sampai=date(TAHUN, 12, 31), oleh=orang["verifikator"]
    )
    assert len(hasil.kunjungan) == 36
    assert hasil.laporan == []
    assert {(k.desa_id, k.tanggal.month) for k in hasil.kunjungan} == {
        (d, b) for d in program.lokus.values_list("desa", flat=True) for b in range(1, 13)
    }
    kerja = set(hari_kerja(date(TAHUN, 1, 1), date(TAHUN, 12, 31), program.kecamatan.kabupaten))
    assert {k.tanggal for k in hasil.kunjungan} <= kerja
    assert {(k.status, k.jam_mulai, k.jam_selesai) for k in Kunjungan.objects.all()} == {("rencana", time(9), time(12))}
    tugas = [(p.pk, k.tanggal) for k in Kunjungan.objects.all() for p in k.petugas.all()]
    assert len(tugas) == len(set(tugas)) == 12 + 24 + 24


def test_menyusun_lagi_tidak_menambah(program, orang):
    jadwal_susun(program=program, oleh=orang["verifikator"], **MARET)
    assert jadwal_susun(program=program, oleh=orang["verifikator"], **MARET).kunjungan == []
    assert Kunjungan.objects.count() == 3


def test_kunjungan_yang_dibatalkan_diganti_rencana_baru(program, orang):
    jadwal_susun(program=program, oleh=orang["verifikator"], **MARET)
    Kunjungan.objects.filter(pk=Kunjungan.objects.first().pk).update(status=StatusKunjungan.DIBATALKAN)
    assert len(jadwal_susun(program=program, oleh=orang["verifikator"], **MARET).kunjungan) == 1


def test_tema_bergiliran_menurut_bulan(program, orang):
    jadwal_susun(program=program, mulai=date(TAHUN, 1, 1), sampai=date(TAHUN, 2, 28), oleh=orang["verifikator"])
    tema = {(k.tanggal.month, k.agenda.splitlines()[0]) for k in Kunjungan.objects.all()}
    assert tema == {(1, "Keuangan"), (2, "Kependudukan")}


def test_frekuensi_desa_sendiri_didahulukan(program, orang):
    program.lokus.filter(pk=program.lokus.first().pk).update(frekuensi=Frekuensi.SEMESTERAN)
    jadwal_susun(program=program, mulai=date(TAHUN, 1, 1), sampai=date(TAHUN, 12, 31), oleh=orang["verifikator"])
    assert Kunjungan.objects.filter(desa=program.lokus.first().desa).count() == 2


def test_libur_daerah_dihormati(program, orang):
    kerja = list(hari_kerja(MARET["mulai"], MARET["sampai"], program.kecamatan.kabupaten))
    for hari in kerja[1:]:
        HariLibur.objects.create(tanggal=hari, nama="Libur daerah", kabupaten=program.kecamatan.kabupaten)
    hasil = jadwal_susun(program=program, oleh=orang["verifikator"], **MARET)
    assert [k.tanggal for k in hasil.kunjungan] == [kerja[0]]
    assert len(hasil.laporan) == 2
    assert all("petugasnya sudah bertugas pada setiap hari kerja" in k for k in hasil.laporan)


def test_petugas_yang_sudah_bertugas_dihindari(program, orang, desa):
    kerja = list(hari_kerja(MARET["mulai"], MARET["sampai"], program.kecamatan.kabupaten))
    for hari in kerja[:-1]:
        KunjunganFactory(tanggal=hari, petugas=[orang["pelaksana"]])
    program.lokus.exclude(desa=desa).delete()
    hasil = jadwal_susun(program=program, oleh=orang["verifikator"], **MARET)
    assert [k.tanggal for k in hasil.kunjungan] == [kerja[-1]]


def test_tidak_pernah_pada_masa_lalu(desa, orang):
    hari_ini = timezone.localdate()
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=hari_ini.year)
    LokusFactory(program=program, desa=desa)
    with pytest.raises(ValidationError, match="Kunjungan diusulkan mulai besok, "):
        jadwal_usulkan(program=program, mulai=date(hari_ini.year, 1, 1), sampai=hari_ini)
    if hari_ini < date(hari_ini.year, 12, 28):
        usulan = jadwal_usulkan(program=program, mulai=date(hari_ini.year, 1, 1), sampai=date(hari_ini.year, 12, 31))
        assert min(u.tanggal for u in usulan.butir) > hari_ini
        assert usulan.laporan[0].startswith("Hari ini dan hari sebelumnya tidak diusulkan")


@pytest.mark.parametrize(
    ("mulai", "sampai", "kalimat"),
    [
        (date(TAHUN, 3, 2), date(TAHUN, 3, 1), "mendahului tanggal mulai"),
        (date(TAHUN + 1, 3, 1), date(TAHUN + 1, 3, 2), "di luar tahun program"),
    ],
)
def test_rentang_yang_tidak_mungkin_ditolak(program, mulai, sampai, kalimat):
    with pytest.raises(ValidationError, match=kalimat):
        jadwal_usulkan(program=program, mulai=mulai, sampai=sampai)


def test_petugas_yang_penugasannya_berakhir_tidak_diikutkan(program, orang):
    Penugasan.objects.filter(pengguna=orang["pendamping"]).update(selesai=date(2021, 1, 1))
    hasil = jadwal_susun(program=program, oleh=orang["verifikator"], **MARET)
    assert [k for k in hasil.kunjungan if orang["pendamping"] in k.petugas.all()] == []
    assert len([k for k in hasil.laporan if "tidak lagi bertugas" in k]) == 2


def test_usulan_yang_berubah_tidak_disimpan(program, orang, desa):
    usulan = jadwal_usulkan(program=program, **MARET)
    KunjunganFactory(desa=desa, tanggal=usulan.butir[0].tanggal)
    with pytest.raises(ValidationError, match="Keadaan berubah"):
        jadwal_susun(program=program, oleh=orang["verifikator"], sidik=usulan.sidik, **MARET)
    assert Kunjungan.objects.count() == 1


def test_hanya_verifikator_kecamatan_itu_yang_menyusun(program, orang):
    asing = pengguna_berperan("verifikator", DesaFactory())
    for siapa in [*(o for peran, o in orang.items() if peran != "verifikator"), asing]:
        with pytest.raises(PermissionDenied):
            jadwal_susun(program=program, oleh=siapa, **MARET)
    assert Kunjungan.objects.count() == 0


# --- single visits ---------------------------------------------------------------
def test_membuat_dan_mengubah_menaikkan_versi(desa, orang, hari_biasa):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=TAHUN)
    k = kunjungan_buat(desa=desa, isi=isi(hari_biasa[0], [orang["pelaksana"]]), oleh=orang["verifikator"])
    assert (k.status, k.versi, k.program) == ("rencana", 1, program)
    k = kunjungan_ubah(kunjungan=k, versi=1, isi=isi(hari_biasa[1], [orang["pendamping"]]), oleh=orang["verifikator"])
    assert (k.versi, k.tanggal, list(k.petugas.all())) == (2, hari_biasa[1], [orang["pendamping"]])


def test_petugas_di_dua_tempat_ditolak_dengan_nama_kunjungannya(desa, orang, hari_biasa):
    lain = KunjunganFactory(tanggal=hari_biasa[0], petugas=[orang["pelaksana"]])
    with pytest.raises(ValidationError) as galat:
        kunjungan_buat(desa=desa, isi=isi(hari_biasa[0], [orang["pelaksana"]]), oleh=orang["verifikator"])
    assert list(galat.value.message_dict) == ["tanggal"]
    assert galat.value.message_dict["tanggal"][0].startswith(f"Pelaksana sudah bertugas di {lain.desa} pada ")
    siang = isi(hari_biasa[0], [orang["pelaksana"]], jam_mulai=time(12), jam_selesai=time(14))
    assert kunjungan_buat(desa=desa, isi=siang, oleh=orang["verifikator"]).pk


def test_kunjungan_yang_dibatalkan_tidak_menghalangi(desa, orang, hari_biasa):
    KunjunganFactory(tanggal=hari_biasa[0], petugas=[orang["pelaksana"]], status=StatusKunjungan.DIBATALKAN)
    assert kunjungan_buat(desa=desa, isi=isi(hari_biasa[0], [orang["pelaksana"]]), oleh=orang["verifikator"]).pk


def test_hari_libur_perlu_ditegaskan(desa, orang, hari_biasa):
    HariLibur.objects.create(tanggal=hari_biasa[0], nama="Hari Jadi Kabupaten", kabupaten=desa.kecamatan.kabupaten)
    with pytest.raises(ValidationError, match=r"bukan hari kerja \(Hari Jadi Kabupaten\)") as galat:
        kunjungan_buat(desa=desa, isi=isi(hari_biasa[0]), oleh=orang["verifikator"])
    assert [g.code for g in galat.value.error_dict["tanggal"]] == ["bukan_hari_kerja"]
    k = kunjungan_buat(desa=desa, isi=isi(hari_biasa[0]), oleh=orang["verifikator"], tetap=True)
    diubah = kunjungan_ubah(kunjungan=k, versi=1, isi=isi(hari_biasa[0], agenda="Lain"), oleh=orang["verifikator"])
    assert diubah.agenda == "Lain"  # the date was accepted before, so it is not asked about again


@pytest.mark.parametrize(
    ("jam", "kalimat"),
    [
        ({"jam_mulai": time(12), "jam_selesai": time(9)}, "Jam selesai mendahului jam mulai."),
        ({"jam_mulai": time(9), "jam_selesai": time(9)}, "Jam selesai mendahului jam mulai."),
        ({"jam_selesai": None}, "Isi jam mulai dan jam selesai, atau kosongkan keduanya."),
    ],
)
def test_jam_yang_tidak_mungkin_ditolak(desa, orang, hari_biasa, jam, kalimat):
    with pytest.raises(ValidationError) as galat:
        kunjungan_buat(desa=desa, isi=isi(hari_biasa[0], **jam), oleh=orang["verifikator"])
    assert galat.value.message_dict == {"jam_selesai": [kalimat]}


def test_petugas_kecamatan_lain_ditolak(desa, orang, hari_biasa):
    asing = pengguna_berperan("pelaksana", DesaFactory(), nama="Orang Jauh")
    with pytest.raises(ValidationError) as galat:
        kunjungan_buat(desa=desa, isi=isi(hari_biasa[0], [asing]), oleh=orang["verifikator"])
    assert galat.value.message_dict == {"petugas": [f"Orang Jauh tidak bertugas di {desa.kecamatan}."]}


def test_desa_di_luar_wilayah_dan_peran_lain_ditolak(desa, orang, hari_biasa):
    with pytest.raises(PermissionDenied):
        kunjungan_buat(desa=DesaFactory(), isi=isi(hari_biasa[0]), oleh=orang["verifikator"])
    for peran in ("admin", "camat", "pelaksana", "kepala_desa"):
        with pytest.raises(PermissionDenied):
            kunjungan_buat(desa=desa, isi=isi(hari_biasa[0]), oleh=orang[peran])


def test_simpanan_basi_membawa_yang_tersimpan_dan_kiriman_ulang_bukan_konflik(desa, orang, hari_biasa):
    k = kunjungan_buat(desa=desa, isi=isi(hari_biasa[0]), oleh=orang["verifikator"])
    baru = isi(hari_biasa[1])
    kunjungan_ubah(kunjungan=k, versi=1, isi=baru, oleh=orang["verifikator"])
    assert kunjungan_ubah(kunjungan=k, versi=1, isi=baru, oleh=orang["verifikator"]).versi == 2
    with pytest.raises(Basi) as galat:
        kunjungan_ubah(kunjungan=k, versi=1, isi=isi(hari_biasa[0], agenda="Lain"), oleh=orang["verifikator"])
    assert (galat.value.tersimpan.tanggal, galat.value.tersimpan.agenda) == (hari_biasa[1], "Buku")
    assert galat.value.kalimat == "Kunjungan ini sudah diubah oleh Verifikator sejak halaman ini dibuka."


@pytest.mark.parametrize("status", sorted(set(StatusKunjungan.values) - {"rencana", "dijadwalkan"}))
def test_kunjungan_yang_berjalan_tidak_dapat_diatur(desa, orang, hari_biasa, status):
    k = KunjunganFactory(desa=desa, status=status)
    with pytest.raises(PermissionDenied):
        kunjungan_pindah(kunjungan=k, versi=0, tanggal=hari_biasa[0], oleh=orang["verifikator"])


def test_jadwal_yang_sudah_tetap_harus_lengkap_dan_perubahannya_dikabarkan(desa, orang, hari_biasa):
    k = KunjunganFactory(desa=desa, tanggal=hari_biasa[0], status="dijadwalkan", petugas=[orang["pelaksana"]])
    with pytest.raises(ValidationError) as galat:
        kunjungan_ubah(kunjungan=k, versi=0, isi=isi(None, agenda=""), oleh=orang["verifikator"])
    assert sorted(galat.value.message_dict) == ["agenda", "petugas", "tanggal"]
    kunjungan_pindah(kunjungan=k, versi=0, tanggal=hari_biasa[1], oleh=orang["verifikator"])
    kabar = Pemberitahuan.objects.filter(judul=f"Jadwal kunjungan {desa} berubah")
    assert {p.penerima for p in kabar} == {orang[p] for p in ("pelaksana", "kepala_desa", "sekretaris_desa")}


def test_memindahkan_hanya_mengubah_tanggal(desa, orang, hari_biasa):
    k = KunjunganFactory(desa=desa, tanggal=hari_biasa[0], petugas=[orang["pelaksana"]])
    sebelum = IsiKunjungan.dari(k)
    k = kunjungan_pindah(kunjungan=k, versi=0, tanggal=hari_biasa[1], oleh=orang["verifikator"])
    assert IsiKunjungan.dari(k) == IsiKunjungan(**vars(sebelum) | {"tanggal": hari_biasa[1]})
    with pytest.raises(Basi):
        kunjungan_pindah(kunjungan=k, versi=0, tanggal=hari_biasa[0] + timedelta(days=0), oleh=orang["verifikator"])


def test_jadwal_yang_sudah_tetap_memerlukan_pelaksana(desa, orang, hari_biasa):
    k = KunjunganFactory(desa=desa, tanggal=hari_biasa[0], status="dijadwalkan", petugas=[orang["pelaksana"]])
    with pytest.raises(ValidationError) as galat:
        kunjungan_ubah(
            kunjungan=k, versi=0, isi=isi(hari_biasa[0], petugas=[orang["pendamping"]]), oleh=orang["verifikator"]
        )
    assert list(galat.value.message_dict) == ["petugas"]


def test_kunjungan_ikut_program_tahun_tanggalnya(desa, orang):
    tahun_ini, tahun_depan = (ProgramFactory(kecamatan=desa.kecamatan, tahun=t) for t in (2026, 2027))
    tetap = {"oleh": orang["verifikator"], "tetap": True}
    k = kunjungan_buat(desa=desa, isi=isi(date(2026, 12, 15)), **tetap)
    assert k.program == tahun_ini
    assert kunjungan_pindah(kunjungan=k, versi=1, tanggal=date(2027, 1, 12), **tetap).program == tahun_depan

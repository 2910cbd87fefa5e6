"""The deliberation before a visit: who was there, what was agreed, which of it becomes the visit's agenda."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cetak.tests.baca import teks_pdf
from dasar.basi import Basi
from desa.tests.factories import AnggotaBPDFactory, DesaFactory, PengurusLKDFactory, PerangkatFactory
from perut.agenda import agenda_butir
from perut.enums import StatusKunjungan, UnsurMusyawarah
from perut.models import HadirMusyawarah, Kunjungan, Musyawarah, PokokMusyawarah
from perut.musyawarah import calon_hadir, kehadiran_unsur
from perut.reports import berita_acara_isi, surat_tugas_isi
from perut.services import musyawarah as layanan
from perut.tests.factories import KunjunganFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
HARI = date(2026, 5, 4)


@pytest.fixture
def kunjungan(desa):
    return KunjunganFactory(desa=desa)  # 5 May 2026, planned


@pytest.fixture
def buat(desa, orang):
    def kerjakan(kunjungan=None, *, tanggal=HARI, **isi):
        baru = Musyawarah(desa=desa, kunjungan=kunjungan, tanggal=tanggal, tempat="Kantor desa", **isi)
        return layanan.musyawarah_simpan(musyawarah=baru, oleh=orang["pelaksana"])

    return kerjakan


def isi(musyawarah, orang, jenis, **kolom):
    return layanan.isian_simpan(
        musyawarah=musyawarah, jenis=jenis, pk=uuid.uuid4(), versi=0, isi=kolom, oleh=orang["pelaksana"]
    )


@pytest.fixture
def selesai(buat, kunjungan, orang):
    m = buat(kunjungan)
    isi(m, orang, "hadir", nama="Ketua BPD", unsur="bpd")
    isi(m, orang, "pokok", uraian="Buku kas umum diperiksa lebih dahulu.", pelaksana="Kaur keuangan")
    isi(m, orang, "pokok", uraian="Prodeskel dimutakhirkan bersama.")
    return layanan.musyawarah_selesaikan(musyawarah=m, oleh=orang["pelaksana"])


def pilih(kunjungan, orang, n=0, *, dipakai=True, sejak=None, oleh="verifikator"):
    pokok = list(PokokMusyawarah.objects.order_by("dibuat_pada", "pk"))[n]
    return layanan.agenda_pilih(kunjungan=kunjungan, pokok=pokok.pk, dipakai=dipakai, oleh=orang[oleh], sejak=sejak)


# --- the meeting ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tanggal", "status", "kolom", "sebab"),
    [
        (
            date(2026, 5, 6),
            "rencana",
            "tanggal",
            "Kunjungannya Selasa, 5 Mei 2026; musyawarah mendahului",
        ),
        (HARI, "dibatalkan", "kunjungan", "Kunjungan ini dibatalkan."),
        (HARI, "berlangsung", "kunjungan", "Kunjungan ini sudah berlangsung; musyawarah mendahului kunjungannya."),
    ],
)
def test_kunjungan_yang_tidak_dapat_didahului_ditolak(buat, desa, tanggal, status, kolom, sebab):
    with pytest.raises(ValidationError) as galat:
        buat(KunjunganFactory(desa=desa, status=status), tanggal=tanggal)
    assert galat.value.message_dict[kolom][0].startswith(sebab)


def test_hari_yang_sama_dan_tanpa_kunjungan_boleh(buat, kunjungan):
    assert buat(kunjungan, tanggal=kunjungan.tanggal).peringatan == ""
    assert buat(None).tertutup == ""


def test_kunjungan_desa_lain_ditolak(buat):
    with pytest.raises(ValidationError, match="ke desa lain"):
        buat(KunjunganFactory())


def test_hanya_pelaksana_dan_verifikator_mencatat(desa, orang):
    baru = Musyawarah(desa=desa, tanggal=HARI, tempat="Kantor desa")
    for peran in ("pendamping", "camat", "sekretaris_desa", "pemantau_kabupaten"):
        with pytest.raises(PermissionDenied):
            layanan.musyawarah_simpan(musyawarah=baru, oleh=orang[peran])


# --- who was there -------------------------------------------------------------------------------
def test_desa_tanpa_data_bpd_menyebutnya_dan_menerima_nama_yang_diketik(buat, orang, desa):
    PerangkatFactory(desa=desa)
    m = buat()
    unsur = {k.unsur: (k.hadir, k.catatan) for k in kehadiran_unsur(m, [])}
    assert unsur == {
        "Kecamatan": (False, ""),
        "Pemerintah desa": (False, ""),
        "BPD": (False, "datanya belum ada di PERUT"),
        "LKD": (False, "datanya belum ada di PERUT"),
        "Pendamping": (False, ""),
    }
    isi(m, orang, "hadir", nama="H. Sanusi", jabatan="Wakil ketua", unsur="bpd")
    bpd = next(k for k in kehadiran_unsur(m, m.hadirmusyawarah_set.all()) if k.unsur == "BPD")
    assert (bpd.hadir, bpd.banyak, bpd.catatan) == (True, 1, "")


def test_yang_ditawarkan_pejabat_hari_itu_dan_akun_kecamatan(buat, orang, desa):
    AnggotaBPDFactory(desa=desa, nama="Sudah Berhenti", selesai=date(2026, 1, 31))
    AnggotaBPDFactory(desa=desa, nama="Masih Menjabat")
    PengurusLKDFactory(desa=desa, nama="Ketua RT")
    kelompok = {k["judul"]: {o["nama"]: o["unsur"] for o in k["anggota"]} for k in calon_hadir(buat(), [])}
    assert kelompok["BPD"] == {"Masih Menjabat": "bpd"}
    assert kelompok["Lembaga kemasyarakatan"] == {"Ketua RT": "lkd"}
    unsur = kelompok["Kecamatan dan pendamping"]
    assert (unsur[str(orang["pendamping"])], unsur[str(orang["camat"])]) == ("pendamping", "kecamatan")


def test_dicentang_disimpan_sekali_dan_dilepas(client, buat, orang, desa):
    bpd = AnggotaBPDFactory(desa=desa, nama="Masih Menjabat")
    m = buat()
    client.force_login(orang["pelaksana"])
    url = reverse("perut:musyawarah-isi", args=[m.pk])
    (o,) = [o for k in calon_hadir(m, []) for o in k["anggota"] if o["nama"] == bpd.nama]
    kirim = {f"hadir-{o['id']}": "ya", f"hadir-{o['id']}-dahulu": "tidak"}
    client.post(url, kirim)
    client.post(url, kirim)  # a double click
    hadir = HadirMusyawarah.objects.get()
    assert (hadir.nama, hadir.bpd, hadir.unsur) == ("Masih Menjabat", bpd, UnsurMusyawarah.BPD)
    client.post(url, {f"hadir-{o['id']}-dahulu": "ya"})
    assert not HadirMusyawarah.objects.exists()


# --- the agenda ----------------------------------------------------------------------------------
def test_kesepakatan_yang_dipilih_menjadi_butir_agenda_dengan_asalnya(selesai, kunjungan, orang):
    pilih(kunjungan, orang)
    pilih(kunjungan, orang)  # twice is once
    butir = [
        "Pemeriksaan buku administrasi desa",
        "Buku kas umum diperiksa lebih dahulu. (kesepakatan musyawarah 4 Mei 2026)",
    ]
    kunjungan = Kunjungan.objects.get(pk=kunjungan.pk)
    assert agenda_butir(kunjungan) == butir
    assert surat_tugas_isi(kunjungan, oleh=orang["camat"], tanggal=HARI)["agenda"] == butir
    pilih(kunjungan, orang, dipakai=False)
    assert agenda_butir(kunjungan) == butir[:1]


def test_dua_musyawarah_bagi_satu_kunjungan(selesai, buat, kunjungan, orang):
    kedua = buat(kunjungan, tanggal=date(2026, 5, 2))
    isi(kedua, orang, "hadir", nama="Kepala dusun", unsur="pemerintah_desa")
    isi(kedua, orang, "pokok", uraian="Aset desa diperiksa.")
    layanan.musyawarah_selesaikan(musyawarah=kedua, oleh=orang["pelaksana"])
    pilih(kunjungan, orang, 0)
    pilih(kunjungan, orang, 2)
    assert [b.rpartition("musyawarah ")[2] for b in agenda_butir(kunjungan)[1:]] == ["2 Mei 2026)", "4 Mei 2026)"]


def test_agenda_dipilih_verifikator_dan_bukan_dari_halaman_usang(selesai, kunjungan, orang):
    with pytest.raises(PermissionDenied):
        pilih(kunjungan, orang, oleh="pelaksana")
    with pytest.raises(Basi):
        pilih(kunjungan, orang, sejak="v99")


def test_sesudah_kunjungan_dimulai_tidak_ada_yang_berubah(selesai, kunjungan, orang, buat):
    masih_draf = buat(kunjungan)
    KunjunganFactory(desa=kunjungan.desa, status="berlangsung")  # another one is no obstacle
    pilih(kunjungan, orang)
    surat = KunjunganFactory(desa=kunjungan.desa, status="berlangsung").surat_tugas
    Kunjungan.objects.filter(surat_tugas=surat).update(surat_tugas=None, status="rencana")
    Kunjungan.objects.filter(pk=kunjungan.pk).update(surat_tugas=surat, status=StatusKunjungan.BERLANGSUNG)
    with pytest.raises(ValidationError, match="agendanya tidak dipilih lagi"):
        pilih(kunjungan, orang, 1)
    with pytest.raises(PermissionDenied, match="Kunjungannya sudah “Berlangsung”"):
        isi(Musyawarah.objects.get(pk=masih_draf.pk), orang, "pokok", uraian="Menyusul.")
    with pytest.raises(ValidationError, match="tidak diubah lagi"):
        layanan.musyawarah_buka(musyawarah=selesai, alasan="Salah catat.", oleh=orang["pelaksana"])
    isi_ba = berita_acara_isi(Kunjungan.objects.get(pk=kunjungan.pk), oleh=orang["camat"], waktu=_waktu())
    assert len(isi_ba["agenda"]) == 2


def _waktu():
    from django.utils import timezone

    return timezone.now()


def test_kunjungan_dibatalkan_kesepakatannya_dipindahkan_ke_kunjungan_lain(selesai, kunjungan, orang):
    pilih(kunjungan, orang)
    Kunjungan.objects.filter(pk=kunjungan.pk).update(status=StatusKunjungan.DIBATALKAN)
    m = layanan.musyawarah_buka(
        musyawarah=Musyawarah.objects.get(), alasan="Kunjungannya dibatalkan.", oleh=orang["pelaksana"]
    )
    assert m.peringatan.startswith("Kunjungannya dibatalkan.")
    m.kunjungan = KunjunganFactory(desa=m.desa, tanggal=date(2026, 5, 20))
    m = layanan.musyawarah_simpan(musyawarah=m, versi=m.versi, oleh=orang["verifikator"])
    assert not m.pokokmusyawarah_set.exclude(agenda=None).exists()
    assert m.peringatan == ""


def test_kunjungan_yang_dimajukan_disebut(selesai, kunjungan):
    Kunjungan.objects.filter(pk=kunjungan.pk).update(tanggal=date(2026, 5, 1))
    assert "mendahului musyawarah ini" in Musyawarah.objects.get().peringatan


def test_notulen_yang_dibuka_lagi_keluar_dari_agenda_sampai_selesai(selesai, kunjungan, orang):
    pilih(kunjungan, orang)
    layanan.musyawarah_buka(musyawarah=selesai, alasan="Salah catat.", oleh=orang["pelaksana"])
    assert len(agenda_butir(kunjungan)) == 1
    with pytest.raises(ValidationError, match="belum selesai"):
        pilih(kunjungan, orang, 1)
    layanan.musyawarah_selesaikan(musyawarah=selesai, oleh=orang["pelaksana"])
    assert len(agenda_butir(kunjungan)) == 2


# --- pages ---------------------------------------------------------------------------------------
def test_halaman_kunjungan_menyebut_musyawarahnya_dan_menawarkan_agendanya(client, selesai, kunjungan, orang):
    client.force_login(orang["verifikator"])
    halaman = client.get(kunjungan.get_absolute_url())
    teks = halaman.content.decode()
    assert "BPD: 1 hadir" in teks
    assert "LKD: tidak hadir" in teks
    pokok = PokokMusyawarah.objects.first()
    url = reverse("perut:agenda-pilih", args=[kunjungan.pk, pokok.pk])
    client.post(url, {"dipakai": "ya", "sejak": halaman.context["sejak"]})
    assert "(kesepakatan musyawarah 4 Mei 2026)" in client.get(kunjungan.get_absolute_url()).content.decode()
    assert client.post(url, {"dipakai": "tidak", "sejak": halaman.context["sejak"]}).status_code == 422


def test_dicatat_dari_halaman_kunjungan_atau_dari_desanya(client, kunjungan, orang, desa):
    client.force_login(orang["pelaksana"])
    url = reverse("perut:musyawarah-buat")
    kirim = {"kunjungan": kunjungan.pk, "tanggal": "2026-05-04", "tempat": "", "jam_mulai": "9"}
    jawab = client.post(f"{url}?kunjungan={kunjungan.pk}", kirim)
    assert (jawab.status_code, "Tempat belum diisi." in jawab.content.decode()) == (422, True)
    client.post(f"{url}?desa={desa.pk}", kirim | {"tempat": "Balai desa", "jam_mulai": "09.00"})
    m = Musyawarah.objects.get()
    assert (m.kunjungan, m.tempat) == (kunjungan, "Balai desa")
    lain = client.post(f"{url}?desa={desa.pk}", kirim | {"tempat": "Balai", "jam_mulai": "", "tanggal": "2026-05-09"})
    assert "musyawarah mendahului kunjungannya" in lain.content.decode()
    assert client.get(url, {"desa": DesaFactory().pk}).status_code == 422
    assert client.get(url, {"kunjungan": KunjunganFactory().pk}).status_code == 404


def test_desa_membaca_notulen_yang_selesai_saja(client, buat, selesai, orang):
    draf = buat()
    client.force_login(orang["sekretaris_desa"])
    assert client.get(selesai.get_absolute_url()).status_code == 200
    assert client.get(draf.get_absolute_url()).status_code == 404
    assert client.get(reverse("perut:musyawarah-daftar"), {"cari": "prodeskel"}).context["object_list"].get() == selesai


def test_pdf_notulen_dengan_daftar_hadir(client, selesai, orang):
    client.force_login(orang["pelaksana"])
    jawab = client.get(reverse("perut:musyawarah-notulen", args=[selesai.pk]))
    teks = " ".join(teks_pdf(jawab.content).split())
    for kata in ("NOTULEN MUSYAWARAH SINKRONISASI", "4 Mei 2026", "BPD hadir (1)", "LKD tidak hadir", "Ketua BPD",
                 "Prodeskel dimutakhirkan bersama.", "Kaur keuangan"):  # fmt: skip
        assert kata in teks, kata

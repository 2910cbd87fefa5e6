"""The list of visits, planning one, its letter, and several at once."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from akun.enums import SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from config.tests.formulir import tersembunyi
from dasar.alur import sejak_dari
from desa.hari_kerja import hari_kerja
from desa.models import HariLibur
from desa.tests.factories import DesaFactory
from naskah.models import HitunganNomor, Naskah
from naskah.services.naskah import naskah_setujui
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.services.jadwal import IsiKunjungan, kunjungan_ubah
from perut.services.kunjungan import kunjungan_batalkan
from perut.services.surat_tugas import surat_tugas_ajukan
from perut.syarat import surat_tugas_cocok
from perut.tests.factories import KunjunganFactory

DAFTAR = "perut:kunjungan-daftar"


@pytest.fixture
def hari_biasa(desa):
    besok = timezone.localdate() + timedelta(days=1)
    return list(hari_kerja(besok, besok + timedelta(days=30), desa.kecamatan.kabupaten))


def kiriman(desa, tanggal, petugas=(), **lain):
    return {
        "desa": desa.pk,
        "tanggal": tanggal.isoformat(),
        "jam_mulai": "09:00",
        "jam_selesai": "12:00",
        "petugas": [p.pk for p in petugas],
        "agenda": "Agenda yang diketik",
    } | lain


def isi_tabel(client, **saringan) -> set[int]:
    return {k.pk for k in client.get(reverse(DAFTAR), saringan).context["table"].data.data}


# --- list ------------------------------------------------------------------------
@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_desa_tidak_melihat_rencana_dan_pembatalan(client, orang, desa, peran):
    semua = {s: KunjunganFactory(desa=desa, status=s).pk for s in StatusKunjungan.values}
    KunjunganFactory(status="dijadwalkan")  # elsewhere
    client.force_login(orang[peran])
    terlihat = set(semua.values())
    if peran == "admin":
        terlihat = set(Kunjungan.objects.values_list("pk", flat=True))
    elif peran in {"kepala_desa", "sekretaris_desa", "penyusun_desa"}:
        terlihat -= {semua["rencana"], semua["dibatalkan"]}
    assert isi_tabel(client) == terlihat


def test_saringan(client, orang, desa):
    a = KunjunganFactory(desa=desa, tanggal=date(2026, 3, 3), petugas=[orang["pelaksana"]], agenda="Posyandu")
    b = KunjunganFactory(desa=DesaFactory(kecamatan=desa.kecamatan), tanggal=date(2025, 4, 1), status="dijadwalkan")
    client.force_login(orang["pelaksana"])
    assert isi_tabel(client) == {a.pk, b.pk}
    for saringan, hasil in [
        ({"cari": "posyandu"}, {a.pk}),
        ({"desa": b.desa_id}, {b.pk}),
        ({"status": "dijadwalkan"}, {b.pk}),
        ({"petugas": orang["pelaksana"].pk}, {a.pk}),
        ({"bulan": 3}, {a.pk}),
        ({"tahun": 2025}, {b.pk}),
        ({"milik": "saya"}, {a.pk}),
        ({"bulan": 3, "tahun": 2025}, set()),
    ]:
        assert isi_tabel(client, **saringan) == hasil
    assert client.get(reverse(DAFTAR), {"desa": "x", "bulan": "13", "tahun": "abc", "status": "?"}).status_code == 422


def test_banyaknya_kueri_daftar_tetap(client, orang, desa, django_assert_max_num_queries):
    client.force_login(orang["verifikator"])

    def hitung() -> int:
        with django_assert_max_num_queries(40) as tangkapan:
            assert client.get(reverse(DAFTAR)).status_code == 200
        return len(tangkapan)

    KunjunganFactory(desa=desa, petugas=[orang["pelaksana"]])
    satu = hitung()
    for n in range(29):
        KunjunganFactory(
            desa=DesaFactory(kecamatan=desa.kecamatan),
            petugas=[orang["pelaksana"]],
            status=StatusKunjungan.values[n % 6],
        )
    assert hitung() == satu


def test_ekspor_xlsx_memuat_baris_yang_sama(client, orang, desa):
    KunjunganFactory(desa=desa, tanggal=date(2026, 5, 5), petugas=[orang["pelaksana"]])
    client.force_login(orang["camat"])
    lembar = load_workbook(BytesIO(client.get(reverse(DAFTAR), {"_export": "xlsx"}).content)).active
    baris = [[sel.value for sel in b] for b in lembar.rows]
    assert baris[0] == ["Tanggal", "Jam", "Desa", "Petugas", "Status", "Surat tugas"]
    assert [str(n) for n in baris[1][1:5]] == ["09.00–12.00", "Putat Basiun", "Pelaksana", "Rencana"]


# --- one visit ---------------------------------------------------------------------
def test_membuat_kunjungan(client, orang, desa, hari_biasa):
    client.force_login(orang["verifikator"])
    jawaban = client.post(reverse("perut:kunjungan-buat"), kiriman(desa, hari_biasa[0], [orang["pelaksana"]]))
    k = Kunjungan.objects.get()
    assert jawaban.url == k.get_absolute_url()
    assert (k.tanggal, k.agenda, list(k.petugas.all())) == (hari_biasa[0], "Agenda yang diketik", [orang["pelaksana"]])


@pytest.mark.parametrize("peran", sorted(set(Peran.values) - {"verifikator"}))
def test_peran_lain_tidak_mengatur(client, orang, desa, hari_biasa, peran):
    k = KunjunganFactory(desa=desa)
    client.force_login(orang[peran])
    for nama, pk in [("buat", []), ("ubah", [k.pk]), ("pindah", [k.pk]), ("massal", [])]:
        assert client.post(reverse(f"perut:kunjungan-{nama}", args=pk), kiriman(desa, hari_biasa[0])).status_code == 403
    assert client.post(reverse("perut:surat-tugas-ajukan", args=[k.pk])).status_code == 403
    assert (Kunjungan.objects.count(), Naskah.objects.count()) == (1, 0)


def test_kunjungan_orang_lain_tidak_ada(client, orang, hari_biasa):
    asing = KunjunganFactory()
    client.force_login(orang["verifikator"])
    for nama in ("kunjungan-ubah", "kunjungan-pindah", "surat-tugas-ajukan"):
        alamat = reverse(f"perut:{nama}", args=[asing.pk])
        assert client.post(alamat, kiriman(asing.desa, hari_biasa[0])).status_code == 404
    jawaban = client.post(reverse("perut:kunjungan-buat"), kiriman(asing.desa, hari_biasa[0]))
    assert "Desa ini di luar wilayah Anda." in jawaban.content.decode()
    assert Kunjungan.objects.count() == 1


def test_hari_libur_bertanya_dulu_dan_isian_tidak_hilang(client, orang, desa, hari_biasa):
    HariLibur.objects.create(tanggal=hari_biasa[0], nama="Hari Jadi Kabupaten", kabupaten=desa.kecamatan.kabupaten)
    client.force_login(orang["verifikator"])
    alamat = reverse("perut:kunjungan-buat")
    assert 'type="checkbox" name="tetap"' not in client.get(alamat).content.decode()
    isi = client.post(alamat, kiriman(desa, hari_biasa[0], [orang["pelaksana"]])).content.decode()
    assert "bukan hari kerja (Hari Jadi Kabupaten)" in isi
    assert 'type="checkbox" name="tetap"' in isi
    assert "Agenda yang diketik" in isi
    assert Kunjungan.objects.count() == 0
    client.post(alamat, kiriman(desa, hari_biasa[0], [orang["pelaksana"]], tetap="on"))
    assert Kunjungan.objects.get().tanggal == hari_biasa[0]


def test_petugas_bentrok_disebut_di_kolom_tanggal(client, orang, desa, hari_biasa):
    lain = KunjunganFactory(tanggal=hari_biasa[0], petugas=[orang["pelaksana"]])
    client.force_login(orang["verifikator"])
    jawaban = client.post(reverse("perut:kunjungan-buat"), kiriman(desa, hari_biasa[0], [orang["pelaksana"]]))
    assert jawaban.context["form"].errors["tanggal"][0].startswith(f"Pelaksana sudah bertugas di {lain.desa} pada ")


def test_halaman_basi_menampilkan_kedua_versi(client, orang, desa, hari_biasa):
    k = KunjunganFactory(desa=desa, tanggal=hari_biasa[0], agenda="Semula")
    client.force_login(orang["verifikator"])
    alamat = reverse("perut:kunjungan-ubah", args=[k.pk])
    client.post(alamat, kiriman(desa, hari_biasa[1], agenda="Yang tersimpan", versi=0))
    jawaban = client.post(alamat, kiriman(desa, hari_biasa[2], agenda="Ketikan saya", versi=0))
    isi = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert isi.count("Yang tersimpan") == 1
    assert isi.count("Ketikan saya") == 2  # in the comparison and still in the form
    assert 'name="versi" value="1"' in isi
    k.refresh_from_db()
    assert k.agenda == "Yang tersimpan"
    client.post(alamat, kiriman(desa, hari_biasa[2], agenda="Ketikan saya", versi=1))
    k.refresh_from_db()
    assert (k.agenda, k.versi) == ("Ketikan saya", 2)


@pytest.mark.parametrize("status", sorted(set(StatusKunjungan.values) - {"rencana", "dijadwalkan"}))
def test_kunjungan_yang_berjalan_ditolak_dengan_alasan(client, orang, desa, status):
    k = KunjunganFactory(desa=desa, status=status)
    client.force_login(orang["verifikator"])
    jawaban = client.get(reverse("perut:kunjungan-ubah", args=[k.pk]))
    assert jawaban.status_code == 403
    assert StatusKunjungan(status).label in jawaban.content.decode()


@pytest.mark.parametrize(
    "rusak",
    [
        {"tanggal": "31-02-2026"},
        {"jam_mulai": "25:99"},
        {"desa": "abc"},
        {"petugas": ["abc"]},
        {"petugas": ["999999"]},
        {"petugas": ["9" * 30]},
        {"tanggal": "9999-12-31"},
        {"jam_mulai": "12:00", "jam_selesai": "09:00"},
    ],
)
def test_isian_rusak_dijawab_di_tempatnya(client, orang, desa, hari_biasa, rusak):
    client.force_login(orang["verifikator"])
    jawaban = client.post(reverse("perut:kunjungan-buat"), kiriman(desa, hari_biasa[0]) | rusak)
    assert jawaban.status_code == 422
    assert jawaban.context["form"].errors
    assert "Agenda yang diketik" in jawaban.content.decode()
    assert Kunjungan.objects.count() == 0


# --- the letter ----------------------------------------------------------------------
@pytest.fixture
def rencana(desa, orang, hari_biasa):
    return KunjunganFactory(desa=desa, tanggal=hari_biasa[0], petugas=[orang["pelaksana"]])


def test_surat_tugas_disusun_ulang_sampai_disetujui_lalu_diganti(rencana, orang, hari_biasa):
    """Until its approval the one letter is rewritten; afterwards a changed plan needs another one."""
    surat = surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"])
    rencana.refresh_from_db()
    assert (rencana.surat_tugas, surat.status, surat.nomor, surat_tugas_cocok(rencana)) == (surat, "diajukan", "", True)
    rencana.petugas.add(orang["pendamping"])
    assert surat_tugas_cocok(Kunjungan.objects.get()) is False
    assert surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"]) == surat
    assert surat_tugas_cocok(Kunjungan.objects.get()) is True

    lama = naskah_setujui(naskah=Naskah.objects.get(), oleh=orang["camat"])
    assert (lama.urut, lama.isi["camat"]["nama"]) == (1, "Camat")
    assert surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"]) == lama
    rencana.petugas.remove(orang["pendamping"])
    baru = surat_tugas_ajukan(kunjungan=Kunjungan.objects.get(), oleh=orang["verifikator"])
    lama.refresh_from_db()
    assert (baru.status, baru.menggantikan, lama.status) == ("diajukan", lama, "disetujui")
    naskah_setujui(naskah=baru, oleh=orang["camat"])
    lama = Naskah.objects.get(pk=lama.pk)
    assert (lama.status, lama.pengganti, lama.pengganti.urut) == ("diganti", baru, 2)
    Kunjungan.objects.update(tanggal=hari_biasa[1])
    assert surat_tugas_cocok(Kunjungan.objects.get()) is False
    assert surat_tugas_cocok(KunjunganFactory()) is False


def test_camat_tidak_menyetujui_isi_yang_belum_dilihatnya(rencana, orang):
    """A letter that was rewritten after the camat opened it is read again before it is approved."""
    surat = surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"])
    dilihat = sejak_dari(surat)
    surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"])  # says the same: nothing to read again
    assert sejak_dari(surat) == dilihat
    rencana.petugas.add(orang["pendamping"])
    surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"])
    with pytest.raises(ValidationError, match="sejak halaman ini dibuka"):
        naskah_setujui(naskah=surat, oleh=orang["camat"], sejak=dilihat)
    assert naskah_setujui(naskah=surat, oleh=orang["camat"], sejak=sejak_dari(surat)).status == "disetujui"


def test_surat_tugas_hanya_batal_bersama_kunjungannya(client, rencana, orang):
    """A visit whose letter was dropped by itself could neither be approved nor get another letter once it has begun."""
    surat = surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"])
    alamat = reverse("naskah:naskah-aksi", args=[surat.pk, "batalkan"])
    client.force_login(orang["verifikator"])
    assert alamat not in client.get(surat.get_absolute_url()).content.decode()
    client.post(alamat, {"alasan": "Salah ketik.", "sejak": sejak_dari(surat)})
    surat.refresh_from_db()
    assert surat.status == "diajukan"
    kunjungan_batalkan(kunjungan=rencana, alasan="Desa sedang berduka.", oleh=orang["verifikator"])
    surat.refresh_from_db()
    assert surat.status == "dibatalkan"


def test_surat_tugas_disetujui_seperti_yang_dibaca(rencana, orang, hari_biasa):
    """A plan that changed while the letter lay before the camat does not change the letter unseen."""
    surat = surat_tugas_ajukan(kunjungan=rencana, oleh=orang["verifikator"])
    Kunjungan.objects.update(tanggal=hari_biasa[1])
    surat = naskah_setujui(naskah=surat, oleh=orang["camat"])
    assert surat.isi["tanggal"] == hari_biasa[0].isoformat()
    assert (surat.isi["camat"]["nama"], surat_tugas_cocok(Kunjungan.objects.get())) == ("Camat", False)


def test_surat_tugas_perlu_tanggal_petugas_agenda(desa, orang):
    k = KunjunganFactory(desa=desa, tanggal=None, agenda=" ")
    with pytest.raises(ValidationError) as galat:
        surat_tugas_ajukan(kunjungan=k, oleh=orang["verifikator"])
    assert galat.value.messages == [
        "Tanggal kunjungan belum diisi.",
        "Petugas belum ditunjuk.",
        "Agenda belum diisi.",
    ]
    assert (Naskah.objects.count(), HitunganNomor.objects.count()) == (0, 0)


def test_surat_tugas_hanya_oleh_verifikator_kecamatan_itu(rencana, orang):
    for siapa in (orang["camat"], orang["pelaksana"], orang["admin"], pengguna_berperan("verifikator", DesaFactory())):
        with pytest.raises(PermissionDenied):
            surat_tugas_ajukan(kunjungan=rencana, oleh=siapa)


def test_tombol_surat_tugas(client, orang, rencana):
    client.force_login(orang["verifikator"])
    alamat = reverse("perut:surat-tugas-ajukan", args=[rencana.pk])
    assert client.get(alamat).status_code == 405
    dilihat = {"sejak": sejak_dari(rencana)}
    assert client.post(alamat, dilihat).url == rencana.get_absolute_url()
    client.post(alamat, dilihat)  # a second click makes no second letter
    assert Naskah.objects.count() == 1


def test_massal_setiap_kunjungan_berdiri_sendiri(client, orang, rencana, desa, hari_biasa):
    tanpa_petugas = KunjunganFactory(desa=desa, tanggal=hari_biasa[1])
    asing = KunjunganFactory(tanggal=hari_biasa[1], petugas=[orang["pelaksana"]])
    client.force_login(orang["verifikator"])
    jawaban = client.post(
        reverse("perut:kunjungan-massal"),
        {"kunjungan": [rencana.pk, tanpa_petugas.pk, asing.pk, "abc", "9" * 30], "kembali": "https://jahat.test/"}
        | {f"sejak-{rencana.pk}": sejak_dari(rencana), f"sejak-{tanpa_petugas.pk}": sejak_dari(tanpa_petugas)},
        follow=True,
    )
    assert jawaban.redirect_chain == [(reverse(DAFTAR), 302)]
    status = {k.pk: k.status for k in Kunjungan.objects.all()}
    assert status == {rencana.pk: "dijadwalkan", tanpa_petugas.pk: "rencana", asing.pk: "rencana"}
    assert list(Naskah.objects.values_list("status", "nomor")) == [("diajukan", "")]
    pesan = [str(p) for p in jawaban.context["messages"]]
    assert pesan[0] == "1 kunjungan dijadwalkan dan surat tugasnya diajukan kepada camat."
    assert pesan[1].startswith(f"{desa}, ") and pesan[1].endswith("Petugas belum ditunjuk.")
    assert len(pesan) == 2


def test_massal_atas_daftar_usang_ditolak(client, orang, rencana, hari_biasa):
    """What the list showed is what is scheduled: a plan that a colleague has moved meanwhile is read again."""
    client.force_login(orang["verifikator"])
    massal = reverse("perut:kunjungan-massal")
    daftar = tersembunyi(client.get(reverse(DAFTAR)), massal)
    isi = IsiKunjungan.dari(rencana)
    rekan = pengguna_berperan(Peran.VERIFIKATOR, rencana.desa, nama="Rekan")
    kunjungan_ubah(
        kunjungan=rencana, versi=rencana.versi, isi=replace(isi, tanggal=hari_biasa[2]), oleh=rekan, tetap=True
    )
    jawaban = client.post(massal, daftar | {"kunjungan": [rencana.pk]}, follow=True)
    pesan = [str(p) for p in jawaban.context["messages"]]
    assert len(pesan) == 1 and "sudah diubah oleh Rekan sejak halaman ini dibuka." in pesan[0]
    rencana.refresh_from_db()
    assert (rencana.status, rencana.surat_tugas) == ("rencana", None)

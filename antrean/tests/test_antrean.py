"""The outbox by itself: what is kept, what is joined, who may take a row, what becomes of a failure."""

import threading
from datetime import timedelta

import pytest
from celery import shared_task
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from antrean import kerja
from antrean.enums import Antrean
from antrean.kerja import kerjakan, kosongkan, tanpa_dicolek
from antrean.models import Pekerjaan
from antrean.services import antrekan, antrekan_banyak, pekerjaan_batalkan, pekerjaan_coba_lagi, susulkan
from antrean.tasks import antrean_bersihkan, antrean_sapu

pytestmark = pytest.mark.django_db(transaction=True)
LAMA = timedelta(minutes=3)
CATATAN: list[object] = []


@shared_task(name="antrean.tests.catat", judul="Mencatat", antrean=Antrean.SUREL)
def catat(isi: object) -> None:
    CATATAN.append(isi)


@shared_task(name="antrean.tests.gagal", judul="Gagal")
def gagal(kalimat: str) -> str:
    CATATAN.append("gagal")
    return kalimat


@shared_task(name="antrean.tests.rusak")
def rusak() -> None:
    CATATAN.append("rusak")
    raise ZeroDivisionError("rusak")


@shared_task(name="antrean.tests.beranak")
def beranak(n: int) -> None:
    CATATAN.append(n)
    if n:
        antrekan(beranak, n - 1)


@pytest.fixture(autouse=True)
def bersih():
    CATATAN.clear()


def semua(*kolom):
    return list(Pekerjaan.objects.order_by("pk").values_list(*kolom))


def mundurkan():
    """As if three minutes had passed."""
    lalu = timezone.now() - LAMA
    Pekerjaan.objects.filter(status="menunggu").update(berikut=lalu, dicolek=lalu)
    Pekerjaan.objects.filter(status="dikerjakan").update(sewa=lalu, dicolek=lalu)


# --- kept with the change -----------------------------------------------------


def test_sesudah_perubahan_tersimpan_baru_dikerjakan():
    with transaction.atomic():
        antrekan(catat, 1, perihal="satu")
        assert (CATATAN, semua("status")) == ([], [("menunggu",)])
    assert CATATAN == [1]
    assert semua("nama", "argumen", "antrean", "status", "percobaan", "alasan") == [
        ("antrean.tests.catat", [1], "surel", "selesai", 1, "")
    ]
    assert str(Pekerjaan.objects.get()) == "Mencatat: satu"


def test_di_luar_transaksi_pun_tersimpan_dan_dikerjakan():
    antrekan(catat, 2)
    antrekan_banyak(catat, [((3,), ""), ((4,), "")])
    assert CATATAN == [2, 3, 4]


def test_perubahan_yang_batal_tidak_meninggalkan_apa_pun():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        antrekan(catat, 1)
        raise ZeroDivisionError
    with transaction.atomic():
        antrekan(catat, 2)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            antrekan(catat, 3)
            raise ZeroDivisionError
    assert (CATATAN, semua("argumen")) == ([2], [([2],)])


def test_satu_yang_rusak_tidak_menghilangkan_yang_lain():
    with transaction.atomic():
        antrekan(rusak)
        antrekan(gagal, "Layanan tidak menjawab.")
        antrekan(catat, 1)
    assert CATATAN == ["rusak", "gagal", 1]
    assert semua("status", "alasan") == [
        ("menunggu", "ZeroDivisionError: rusak"),
        ("menunggu", "Layanan tidak menjawab."),
        ("selesai", ""),
    ]


def test_yang_ditimbulkan_pekerjaan_dikerjakan_juga():
    antrekan(beranak, 3)
    assert (CATATAN, {s for (s,) in semua("status")}) == ([3, 2, 1, 0], {"selesai"})


def test_tugas_yang_tidak_dikenal_disebut():
    p = Pekerjaan.objects.create(nama="entah.apa")
    kerjakan(p.pk)
    p.refresh_from_db()
    assert (p.status, p.alasan) == ("menunggu", kerja.TAK_DIKENAL)


# --- the broker ---------------------------------------------------------------


def test_broker_mati_tidak_terasa_dan_tidak_ada_yang_hilang(broker_mati):
    with transaction.atomic():
        for n in range(20):
            antrekan(catat, n)
    assert (CATATAN, {s for (s,) in semua("status")}) == ([], {"menunggu"})
    assert antrean_sapu() == 0  # still down
    kerja.current_app.conf.task_always_eager = True
    mundurkan()
    assert antrean_sapu() == 20
    assert list(range(20)) == CATATAN


def test_proses_mati_sebelum_mencolek_sapuan_mengerjakan():
    """Committed, and then the power went: the row is there and nobody was asked."""
    with transaction.atomic():
        antrekan(catat, 1)
        connection.run_on_commit.clear()
    assert (CATATAN, antrean_sapu()) == ([], 0)  # two minutes are left to whoever was asked
    mundurkan()
    assert (antrean_sapu(), CATATAN) == (1, [1])


def test_yang_tertinggal_dikerjakan_colekan_berikutnya_bila_tanpa_pekerja():
    Pekerjaan.objects.create(nama="antrean.tests.catat", argumen=["lama"])
    mundurkan()
    antrekan(catat, "baru")
    assert CATATAN == ["baru", "lama"]


def test_yang_ditinggal_menunggu_perintah_bukan_permintaan_yang_lewat():
    with tanpa_dicolek(), transaction.atomic():
        antrekan(catat, "ditinggal")
    antrekan(catat, "baru")
    assert CATATAN == ["baru"]
    call_command("antrean_kosongkan")
    assert CATATAN == ["baru", "ditinggal"]


def test_perintah_mengosongkan(capsys):
    Pekerjaan.objects.create(nama="antrean.tests.catat", argumen=[1])
    call_command("antrean_kosongkan")
    assert (CATATAN, capsys.readouterr().out) == ([1], "1 pekerjaan dicoba; 0 masih menunggu.\n")


# --- keys ---------------------------------------------------------------------


def test_kunci_yang_sama_selagi_menunggu_satu_baris():
    with transaction.atomic():
        antrekan(catat, 1, kunci="a")
        antrekan(catat, 1, kunci="a")
        antrekan(catat, 2, kunci="b")
        antrekan(catat, 3)
        antrekan(catat, 3)
    assert CATATAN == [1, 2, 3, 3]
    antrekan(catat, 1, kunci="a")  # after it was done it is another
    assert CATATAN == [1, 2, 3, 3, 1]


def test_diminta_lagi_selagi_jedanya_dicoba_seketika():
    antrekan(gagal, "x", kunci="a")
    antrekan(gagal, "x", kunci="a")
    assert (CATATAN, semua("percobaan")) == (["gagal"] * 2, [(2,)])


def test_yang_sedang_dikerjakan_tidak_digabung():
    """What changed meanwhile that run may not have seen."""
    Pekerjaan.objects.create(
        nama="antrean.tests.catat", argumen=[1], kunci="a", status="dikerjakan", sewa=timezone.now() + LAMA
    )
    antrekan(catat, 1, kunci="a")
    assert (CATATAN, semua("status")) == ([1], [("dikerjakan",), ("selesai",)])


def test_susulan_hanya_bila_tidak_ada_yang_mengurus():
    assert susulkan(gagal, "x", kunci="a")
    assert not susulkan(gagal, "x", kunci="a")  # its pause is not over
    mundurkan()
    assert not susulkan(gagal, "x", kunci="a")  # it is over, and the outbox's own sweep knows whether it is queued
    assert (antrean_sapu(), semua("percobaan")) == (1, [(2,)])
    kini = timezone.now()
    Pekerjaan.objects.update(status="gagal", selesai=kini - timedelta(hours=23))
    assert not susulkan(gagal, "x", kunci="a")
    Pekerjaan.objects.update(selesai=kini - timedelta(hours=25))
    assert susulkan(gagal, "x", kunci="a")
    assert semua("status", "percobaan") == [("menunggu", 1)]


def test_yang_dibatalkan_orang_tidak_dihidupkan_sapuan():
    """Called off for good; only what somebody does anew brings it back."""
    antrekan(gagal, "x", kunci="a")
    pekerjaan_batalkan(pekerjaan=Pekerjaan.objects.get(), alasan="Berkasnya sudah tidak ada.", oleh="Admin")
    assert not susulkan(gagal, "x", kunci="a")
    assert semua("status") == [("dibatalkan",)]
    antrekan(catat, 1, kunci="a")
    antrekan(gagal, "x", kunci="a")
    assert semua("status") == [("dibatalkan",), ("selesai",), ("menunggu",)]


# --- failures -----------------------------------------------------------------


def test_jeda_berlipat_sampai_satu_jam_lalu_menyerah():
    antrekan(gagal, "Server surel menolak.")
    p, jeda = Pekerjaan.objects.get(), []
    while p.status == "menunggu":
        jeda.append(round((p.berikut - timezone.now()).total_seconds() / 60))
        mundurkan()
        kerjakan(p.pk)
        p.refresh_from_db()
    assert jeda[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert (len(jeda) + 1, p.status, p.alasan) == (kerja.PERCOBAAN_MAKS, "gagal", "Server surel menolak.")
    assert timedelta(hours=20) < sum(jeda) * timedelta(minutes=1) < timedelta(hours=30)
    kerjakan(p.pk)
    assert len(CATATAN) == kerja.PERCOBAAN_MAKS
    pekerjaan_coba_lagi(pekerjaan=p)
    p.refresh_from_db()
    assert (p.status, p.percobaan) == ("menunggu", 1)


def test_belum_waktunya_tidak_diambil():
    antrekan(gagal, "x")
    assert not kerjakan(Pekerjaan.objects.get().pk)


def test_pekerja_yang_mati_digantikan_setelah_sewanya_habis():
    p = Pekerjaan.objects.create(
        nama="antrean.tests.catat", argumen=[1], status="dikerjakan", percobaan=1, sewa=timezone.now() + LAMA
    )
    assert not kerjakan(p.pk)
    assert antrean_sapu() == 0
    mundurkan()
    assert (antrean_sapu(), CATATAN, semua("status", "percobaan")) == (1, [1], [("selesai", 2)])


def test_broker_yang_mengulang_pesan_berarti_pekerjanya_mati():
    p = Pekerjaan.objects.create(
        nama="antrean.tests.catat", argumen=[1], status="dikerjakan", percobaan=1, sewa=timezone.now() + LAMA
    )
    assert kerjakan(p.pk, mati=True)
    assert CATATAN == [1]
    assert not kerjakan(p.pk, mati=True)  # done is done


def test_yang_selalu_mematikan_pekerja_tidak_diulang_selamanya():
    p = Pekerjaan.objects.create(
        nama="antrean.tests.catat", status="dikerjakan", percobaan=kerja.PERCOBAAN_MAKS, sewa=timezone.now() - LAMA
    )
    assert not kerjakan(p.pk)
    p.refresh_from_db()
    assert (p.status, p.alasan, CATATAN) == ("gagal", kerja.TERPUTUS, [])


def test_kabar_terlambat_dari_yang_disangka_mati_tidak_menimpa():
    """Its place was taken; the failure it reports now is no longer the row's. A success is."""

    @shared_task(name="antrean.tests.lambat")
    def lambat(berhasil: bool) -> str:
        Pekerjaan.objects.update(percobaan=7, sewa=timezone.now() + LAMA)  # another took it meanwhile
        return "" if berhasil else "terlambat"

    for berhasil, akhir in ((False, ("dikerjakan", 7, "")), (True, ("selesai", 7, ""))):
        Pekerjaan.objects.all().delete()
        antrekan(lambat, berhasil)
        assert semua("status", "percobaan", "alasan") == [akhir]


def test_yang_lama_tidak_ditunggu_bila_tanpa_pekerja():
    import threading

    antrekan(catat, 1, lama=True)
    nama = f"antrean-{Pekerjaan.objects.get().pk}"
    for utas in [t for t in threading.enumerate() if t.name == nama]:
        utas.join(timeout=30)
    assert (CATATAN, semua("status")) == ([1], [("selesai",)])


def test_perintah_menyelesaikan_yang_lama_sebelum_prosesnya_berakhir(capsys):
    """Threads die with the command that began them: what takes long would never come to its end."""

    @shared_task(name="antrean.tests.berlangsung")
    def berlangsung() -> None:
        CATATAN.append(threading.current_thread())

    Pekerjaan.objects.create(nama="antrean.tests.berlangsung", lama=True)
    call_command("antrean_kosongkan")
    assert (CATATAN, semua("status")) == ([threading.current_thread()], [("selesai",)])
    assert capsys.readouterr().out == "1 pekerjaan dicoba; 0 masih menunggu.\n"


def test_sapu_bersih():
    kini = timezone.now()
    for status, hari in (("selesai", 6), ("selesai", 8), ("gagal", 60), ("gagal", 91), ("dibatalkan", 91)):
        alasan = "" if status == "selesai" else "x"
        Pekerjaan.objects.create(nama="x", status=status, alasan=alasan, selesai=kini - timedelta(days=hari))
    Pekerjaan.objects.create(nama="x", dibuat=kini - timedelta(days=400))
    assert antrean_bersihkan() == 3
    assert sorted(semua("status")) == [("gagal",), ("menunggu",), ("selesai",)]


def test_kosongkan_tidak_berlarut_pada_yang_tertinggal():
    for n in range(3):
        Pekerjaan.objects.create(nama="antrean.tests.catat", argumen=[n])
    mundurkan()
    assert kosongkan(sisa=0) == 0
    assert kosongkan() == 3

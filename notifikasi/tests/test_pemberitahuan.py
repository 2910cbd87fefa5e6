"""Each notice once, each mail once, old ones thrown away; what is looked up has an index."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from antrean.models import Pekerjaan
from notifikasi.models import Pemberitahuan
from notifikasi.services import beritahu
from notifikasi.surel import surel_kirim
from notifikasi.tasks import pemberitahuan_bersihkan

pytestmark = pytest.mark.django_db
SEHARI = timedelta(days=1)


def judul(orang):
    return list(orang.pemberitahuan.order_by("pk").values_list("judul", flat=True))


def test_sekali_tetap_sekali_juga_setelah_dibaca(orang):
    camat, verifikator = orang["camat"], orang["verifikator"]
    beritahu([camat], judul="Satu", tautan="/", sekali="a")
    Pemberitahuan.objects.update(dibaca=timezone.now())
    beritahu([camat, verifikator], judul="Dua", tautan="/", sekali="a")
    beritahu([camat], judul="Tiga", tautan="/", sekali="b")
    assert (judul(camat), judul(verifikator)) == (["Satu", "Tiga"], ["Dua"])
    # A mail for each notice that was written, for none that was not.
    assert Pekerjaan.objects.filter(nama="notifikasi.surel_kirim").count() == 3


def test_topik_sekali_selama_belum_dibaca(orang):
    for n in (1, 2):
        beritahu([orang["camat"]], judul=f"Kabar {n}", tautan="/", topik="a")
    assert judul(orang["camat"]) == ["Kabar 1"]
    Pemberitahuan.objects.update(dibaca=timezone.now())
    beritahu([orang["camat"]], judul="Kabar 3", tautan="/", topik="a")
    assert judul(orang["camat"]) == ["Kabar 1", "Kabar 3"]


def test_tanpa_perkara_selalu_dikabarkan(orang):
    for _ in range(2):
        beritahu([orang["camat"]], judul="Kabar", tautan="/")
    assert judul(orang["camat"]) == ["Kabar", "Kabar"]


def test_baris_ditulis_menurut_urutan_orangnya(orang):
    """Two who tell the same people of one matter at once wait for one another, never in a ring."""
    beritahu([orang["camat"], orang["admin"], orang["verifikator"]], judul="Kabar", tautan="/", topik="a")
    penerima = list(Pemberitahuan.objects.order_by("pk").values_list("penerima", flat=True))
    assert penerima == sorted(penerima)


def test_surel_dijalankan_dua_kali_terkirim_sekali(orang, mailoutbox):
    beritahu([orang["camat"]], judul="Kabar", tautan="/")
    p = Pemberitahuan.objects.get()
    assert [surel_kirim(p.pk), surel_kirim(p.pk)] == ["", ""]
    (surel,) = mailoutbox
    assert surel.message()["Message-ID"].startswith(f"<pemberitahuan-{p.pk}-")


def test_server_surel_mati_disebut_dan_dicoba_lagi(orang, settings, beserta_akibatnya):
    settings.EMAIL_BACKEND = "dasar.surel.SurelTerbatas"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    beserta_akibatnya(beritahu, [orang["camat"]], judul="Kabar", tautan="/")
    p = Pekerjaan.objects.get()
    assert (p.status, p.percobaan, p.perihal) == ("menunggu", 1, f"kepada {orang['camat']}: Kabar")
    assert p.alasan.startswith("Server surel tidak menerima surel ini: ")


def test_yang_lama_dibuang(orang):
    kini = timezone.now()
    umur = {"dibaca baru": (370, 300), "dibaca lama": (400, 366), "belum dibaca": (1000, None), "usang": (1096, None)}
    for nama, (dibuat, dibaca) in umur.items():
        Pemberitahuan.objects.create(
            penerima=orang["camat"],
            judul=nama,
            tautan="/",
            dibuat=kini - dibuat * SEHARI,
            dibaca=dibaca and kini - dibaca * SEHARI,
        )
    assert pemberitahuan_bersihkan() == 2
    assert judul(orang["camat"]) == ["dibaca baru", "belum dibaca"]


@pytest.mark.parametrize(
    ("cari", "indeks"),
    [
        (lambda o: o.pemberitahuan.filter(dibaca=None).order_by(), "pemberitahuan_(topik|daftar)"),
        (lambda o: o.pemberitahuan.all()[:25], "pemberitahuan_daftar"),
        (lambda o: Pemberitahuan.objects.filter(dibaca__lt=timezone.now()).order_by(), "pemberitahuan_dibaca"),
        (lambda o: Pemberitahuan.objects.filter(dibuat__lt=timezone.now()).order_by(), "pemberitahuan_dibuat"),
    ],
)
def test_yang_dicari_berindeks(orang, cari, indeks):
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as kursor:
            kursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")  # for a few rows no bother
    rencana = cari(orang["camat"]).explain()
    assert re.search(indeks, rencana)
    assert "SORT" not in rencana.upper().replace("TEMP B-TREE", "SORT")

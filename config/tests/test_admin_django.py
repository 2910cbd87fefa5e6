"""Django's admin is the operator's: in Indonesian on every kind of page, and usable by everybody who operates."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from apbdes.models import KegiatanTambahan
from config.tests.test_setiap_halaman import AXE, periksa
from desa.models import HariLibur

# Words of English sentences that are no Indonesian words; names of files and codes are not text.
INGGRIS = re.compile(
    r"\b(the|and|your|please|select|save|delete|change|changed|added|add|search|submit|row|rows|field|fields|export"
    r"|import|home|view|from|with|this|that|are|following|errors?|preview|confirm|skipped|updated?|new|choose|all|none"
    r"|filter|by|today|yes|salt|hash|show|counts|go|site|hidden|link|history|sure|attempts?|failures?|log in|logout)\b",
    re.IGNORECASE,
)
DIBACA = {"title", "aria-label", "placeholder", "alt", "value"}


class Terbaca(HTMLParser):
    """What a person reads of a page, attributes included."""

    def __init__(self):
        super().__init__()
        self.teks, self.diam = [], 0

    def handle_starttag(self, tag, attrs):
        self.diam += tag in {"script", "style"}
        isi = dict(attrs)
        if tag != "input" or isi.get("type") in {"submit", "button"}:
            self.teks += [v for k, v in attrs if k in DIBACA and v and not (k == "value" and tag != "input")]

    def handle_endtag(self, tag):
        self.diam -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.diam:
            self.teks.append(data)


def kata_inggris(jawab) -> list[str]:
    terbaca = Terbaca()
    terbaca.feed(jawab.content.decode())
    return [t.strip() for t in terbaca.teks if INGGRIS.search(t)]


@pytest.fixture
def isi(orang, desa):
    """A row of the models that the operator changes, with its history."""
    HariLibur.objects.create(tanggal="2026-05-15", nama="Cuti bersama")
    KegiatanTambahan.objects.create(
        kabupaten=desa.kecamatan.kabupaten, tahun=2026, kode="1.1.90", nama="Kegiatan uji", dasar="Perbup"
    )
    LogEntry.objects.create(
        user_id=orang["admin"].pk,
        content_type=ContentType.objects.get_for_model(HariLibur),
        object_id=HariLibur.objects.get().pk,
        object_repr="Cuti bersama",
        action_flag=CHANGE,
        change_message='[{"changed": {"fields": ["Nama hari libur"]}}]',
    )


def halaman_setiap_model():
    for model in admin.site._registry:
        awal = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        objek = model._default_manager.first()
        yield reverse(f"{awal}_changelist")
        for nama in ("add", "import", "export"):
            try:
                yield reverse(f"{awal}_{nama}")
            except NoReverseMatch:
                continue
        if objek:
            yield from (reverse(f"{awal}_{nama}", args=[objek.pk]) for nama in ("change", "history", "delete"))


def test_setiap_halaman_berbahasa_indonesia(client, orang, isi):
    client.force_login(orang["admin"])
    tetap = [reverse("admin:index"), reverse("admin:app_list", args=["desa"]), reverse("admin:password_change")]
    salah, dibuka = {}, 0
    for alamat in [*tetap, *halaman_setiap_model()]:
        jawab = client.get(alamat)
        if jawab.status_code == 403:  # not added or deleted here
            continue
        assert jawab.status_code == 200, alamat
        dibuka += 1
        if kata := kata_inggris(jawab):
            salah[alamat] = kata
    assert salah == {}
    assert dibuka > 30


@pytest.mark.parametrize(
    "isi_berkas", ["kode,nama\nx,y\n", "kabupaten,tahun,kode,nama,dasar\n99.99,2026,1.1.91,A,B\n", ""]
)
def test_impor_yang_keliru_ditolak_dalam_bahasa_indonesia(client, orang, isi, isi_berkas):
    client.force_login(orang["admin"])
    berkas = SimpleUploadedFile("kode.csv", isi_berkas.encode(), "text/csv")
    jawab = client.post(reverse("admin:apbdes_kegiatantambahan_import"), {"import_file": berkas, "format": "1"})
    assert jawab.status_code == 200
    assert kata_inggris(jawab) == []
    assert KegiatanTambahan.objects.count() == 1


def test_impor_dan_pratinjaunya_berbahasa_indonesia(client, orang, desa, isi):
    client.force_login(orang["admin"])
    baris = f"kabupaten,tahun,kode,nama,dasar\n{desa.kecamatan.kabupaten.kode},2026,1.1.91,Posko,Perbup\n"
    berkas = SimpleUploadedFile("kode.csv", baris.encode(), "text/csv")
    jawab = client.post(reverse("admin:apbdes_kegiatantambahan_import"), {"import_file": berkas, "format": "1"})
    assert kata_inggris(jawab) == []
    kirim = jawab.context["confirm_form"].initial
    selesai = client.post(reverse("admin:apbdes_kegiatantambahan_process_import"), kirim, follow=True)
    assert KegiatanTambahan.objects.filter(kode="1.1.91").exists()
    assert kata_inggris(selesai) == []


@pytest.mark.peramban
@pytest.mark.django_db(transaction=True)
def test_halaman_operator_terbaca_semua_orang(konteks_baru, masuk, live_server, orang, isi):
    """axe (WCAG 2.2 AA) at the narrowest and the widest, on each kind of page."""
    halaman = konteks_baru().new_page()
    masuk(halaman, orang["admin"])
    salah = []
    for alamat in (
        reverse("admin:index"),
        reverse("admin:akun_pengguna_changelist"),
        reverse("admin:akun_pengguna_change", args=[orang["camat"].pk]),
        reverse("admin:apbdes_kegiatantambahan_import"),
        reverse("admin:apbdes_kegiatantambahan_export"),
        reverse("admin:naskah_sertifikat_add"),
    ):
        halaman.goto(f"{live_server.url}{alamat}")
        halaman.evaluate(AXE)
        for lebar in (320, 1280):
            halaman.set_viewport_size({"width": lebar, "height": 800})
            salah += periksa(halaman, alamat, lebar, dengan_axe=True)
    assert salah == []

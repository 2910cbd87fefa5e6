"""Every address as every role: what it lets in, against a table that a person can read, and what it does with rubbish.

Run by `make uji-serang`, not by `make test`: `pytest uji/serang/serang_bentuk.py`. MATRIKS_TULIS=1 writes the table
anew, to be read and compared before it is kept. SERANG_MENIT: how long rubbish is sent (ten minutes at most).
"""

import json
import os
import time
import traceback
import uuid
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.signals import got_request_exception
from django.db import transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.dunia import wilayah_buat
from config.tests.formulir import baca
from config.tests.jawaban import PENOLAKAN, orang_dibaca_sekali, tanpa_digambar
from config.tests.test_kebijakan import CONTOH, SEMUA_URL
from config.tests.test_lingkup import OBJEK, dengan_objek
from desa.models import Desa, Kecamatan
from uji.serang.rekaman import dirusak, rekaman

TABEL = Path(__file__).with_name("matriks.txt")
MENIT = min(float(os.environ.get("SERANG_MENIT", "10")), 10)
KEPALA = """# Siapa membuka apa (GET). Dibuat dari daftar alamat oleh serang_bentuk.py; dibaca sebelum disimpan.
# Tiga tanda: benda di wilayah sendiri, di desa tetangga sekecamatan, di kabupaten lain.
# B dibuka · x ditolak (403) · - tidak ditemukan (404) · P hanya menerima kiriman (405) · M diminta masuk · . tidak ada
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def dunia(dunia_bersama):
    """The desa under test, its neighbour, and a desa of another kabupaten; who asks is at home in the first."""

    def buat():
        sini, jauh = wilayah_buat(), wilayah_buat()
        tetangga = Desa.objects.filter(kecamatan=sini.kecamatan).exclude(pk=sini.pk).first()
        peminta = {"tamu": Client(raise_request_exception=False)}
        for peran in Peran:
            peminta[str(peran)] = Client(raise_request_exception=False)
            peminta[str(peran)].force_login(pengguna_berperan(peran, sini))
        return (sini, tetangga, jauh), peminta

    return dunia_bersama(buat)


def tanda(jawab) -> str:
    if jawab.status_code == 302 and jawab.url.startswith("/akun/masuk/"):
        return "M"
    return {403: "x", 404: "-", 405: "P"}.get(jawab.status_code, "B" if jawab.status_code < 500 else "!")


def benda(model, desa) -> list:
    """What there is of this kind in this village, or for all of its kecamatan or kabupaten: one of each status."""
    lingkup = [desa, desa.kecamatan, desa.kecamatan.kabupaten]
    if model in {Desa, Kecamatan}:
        return [o for o in lingkup if isinstance(o, model)]
    semua = [(o, getattr(o, "wilayah", None)) for o in model.objects.order_by("pk")]
    milik = [o for o, w in semua if w == desa] or [o for o, w in semua if w in lingkup]
    per_status = {getattr(o, "status", ""): o for o in milik}
    return list(per_status.values())


@orang_dibaca_sekali()
def test_matriks(dunia):
    """The table is made from the addresses that there are: a new one is a new line, and somebody reads it."""
    tempat, peminta = dunia
    baris = [KEPALA, " ".join([f"{'alamat':44}", *(f"{p[:12]:12}" for p in peminta)])]
    for nama, model in sorted(dengan_objek(mahal=True), key=lambda p: p[0]):
        sel, ada = [], {desa: benda(model, desa) for desa in tempat}
        for orang in peminta.values():
            jawaban = ""
            for desa in tempat:
                semua = set()
                for o in ada[desa]:
                    with tanpa_digambar(), transaction.atomic():
                        semua.add(tanda(orang.get(reverse(nama, args=[o.pk]))))
                        transaction.set_rollback(True)
                    if semua & {"B", "!", "M", "P"}:
                        break
                jawaban += next((t for t in "!BPMx-" if t in semua), ".")
            sel.append(f"{jawaban:12}")
        baris.append(" ".join([f"{nama:44}", *sel]))
    teks = "\n".join(b.rstrip() for b in baris) + "\n"
    if os.environ.get("MATRIKS_TULIS"):
        TABEL.write_text(teks)
    assert "!" not in teks.partition("\n")[2].partition(KEPALA)[2]
    assert teks.splitlines() == TABEL.read_text().splitlines()


# --- rubbish ---------------------------------------------------------------------------------------
def nama_isian() -> list[str]:
    def turunan(kelas):
        for anak in kelas.__subclasses__():
            yield anak
            yield from turunan(anak)

    dari_formulir = {n for f in turunan(BaseForm) for n in getattr(f, "base_fields", {})}
    lain = "kembali lanjut sejak versi dari id hapus kunci aksi bagian kerja pilih isi kiriman urut page _export next"
    return sorted(dari_formulir | set(lain.split()))


NILAI = st.sampled_from(
    [
        *("", " ", "abc", "0", "-1", "1", "2", "9" * 30, "²", "٣", "1e999", "NaN", "None", "true", "\x00", "a\x00b"),
        *("2026-02-30", "0001-01-01", "9999-12-31", "31/12/2026", "24:61", "//jahat.test", "/", "akun:masuk", "'\"<b>"),
        *("%", "{{ 7 }}", "\ud7ff", "\U0001f600", "x" * 5000, str(uuid.UUID(int=0)), "1,2", "[]", "{}", "xlsx", "\r\n"),
    ]
) | st.text(max_size=20).filter(lambda t: t.isprintable())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | NILAI,
    lambda anak: (
        st.lists(anak, max_size=3) | st.dictionaries(st.sampled_from(["id", "isi", "versi"]), anak, max_size=3)
    ),
    max_leaves=6,
)


def semua_alamat(tempat) -> list[str]:
    hasil = set()
    for nama in SEMUA_URL:
        awal = max((a for a in OBJEK if nama.startswith(a)), key=len, default="")
        pk = [o.pk for desa in tempat[:2] for o in benda(OBJEK[awal], desa)] if awal else []
        for contoh in [*([p] for p in pk), *([p, *c[1:]] for p in pk[:2] for c in CONTOH if len(c) > 1), *CONTOH]:
            try:
                hasil.add(reverse(nama, args=contoh))
            except NoReverseMatch:
                continue
    hasil |= set(alamat_admin())
    return sorted(hasil - {reverse("akun:keluar")})


def alamat_admin() -> list[str]:
    """Every page of every model in Django's admin, with keys that are none too."""
    hasil = []
    for model in admin.site._registry:
        dasar = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        hasil += [reverse(f"{dasar}_{kerja}") for kerja in ("changelist", "add")]
        for kunci in (*KUNCI, *model._default_manager.values_list("pk", flat=True)[:1]):
            hasil += [reverse(f"{dasar}_{kerja}", args=[kunci]) for kerja in ("change", "delete", "history")]
    return hasil


KUNCI = ("x", "0", "9" * 30, "²", "a_5Fb")


def test_rekaman_diterima(dunia):
    """What is spoilt below is good before: otherwise it would be refused for another reason than its spoiling."""
    for r in rekaman(dunia[0][0]):
        jawab = r.klien.post(r.ke, r.badan, "application/json", headers={"Accept": "application/json"})
        assert jawab.status_code == 200, (r.ke, jawab.content)
        isi = jawab.json()
        ditolak = [h for h in isi.get("hasil", [isi]) if h.get("keadaan", "tersimpan") != "tersimpan"]
        assert ditolak == [], r.ke


def test_sampah(dunia):
    """Whatever is sent, to whatever address, by whomever: never an answer of 500."""
    tempat, peminta = dunia
    alamat, nama, galat, banyak, terekam = semua_alamat(tempat), nama_isian(), {}, [0, 0], rekaman(tempat[0])
    habis = time.monotonic() + MENIT * 60

    def catat(sender, request=None, **_):
        jejak = traceback.format_exc().strip().splitlines()
        tempat_galat = next((b.strip() for b in reversed(jejak) if "/site-packages/" not in b and "File" in b), "")
        galat.setdefault((jejak[-1][:160], tempat_galat), f"{request.method} {request.get_full_path()[:200]}")

    @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        siapa=st.sampled_from(sorted(peminta)),
        ke=st.sampled_from(alamat),
        cara=st.sampled_from(["tanya", "formulir", "formulir", "kirim", "json", "rekaman", "rekaman"]),
        isi=st.dictionaries(st.sampled_from(nama), NILAI | st.lists(NILAI, min_size=2, max_size=3), max_size=6),
        badan=JSON,
        ubah=st.lists(NILAI, min_size=1, max_size=4),
        data=st.data(),
    )
    def coba(siapa, ke, cara, isi, badan, ubah, data):
        # Drawn before anything is asked of the clock: the same data must be drawn whenever it is.
        r = data.draw(st.sampled_from(terekam))
        isian = json.dumps(dirusak(r.badan, data.draw, JSON))
        if time.monotonic() > habis:
            return
        klien = peminta[siapa]
        with transaction.atomic(), tanpa_digambar(hanya=None if cara != "formulir" else PENOLAKAN):
            if cara == "tanya":
                jawab = klien.get(ke, isi)
            elif cara == "kirim":
                jawab = klien.post(ke, isi)
            elif cara == "rekaman":
                jawab = r.klien.post(r.ke, isian, "application/json", headers={"Accept": "application/json"})
            elif cara == "json":
                jawab = klien.post(ke, json.dumps(badan), "application/json", headers={"Accept": "application/json"})
            else:
                jawab = formulir(klien, ke, isi, ubah)
            transaction.set_rollback(True)
        banyak[0] += 1
        banyak[1] += jawab.status_code < 400

    def formulir(klien, ke, isi, ubah):
        """What a form of this page would send, with some of it replaced."""
        halaman = klien.get(ke)
        if halaman.status_code != 200 or halaman.streaming or "text/html" not in halaman["Content-Type"]:
            return halaman
        for f in baca(halaman, ke)[0]:
            if "/keluar/" in f.alamat:
                continue
            kunci = sorted(n for n in f.isian if n != "csrfmiddlewaretoken")
            rusak = {n: ubah[k % len(ubah)] for k, n in enumerate(kunci) if (k + len(isi)) % 3 == 0}
            with transaction.atomic():
                halaman = klien.post(f.alamat, f.isian | rusak)
                transaction.set_rollback(True)
        return halaman

    got_request_exception.connect(catat)
    try:
        while time.monotonic() < habis:
            coba()
    finally:
        got_request_exception.disconnect(catat)
    print(f"\n{banyak[0]} kiriman, {banyak[1]} diterima, {len(galat)} jenis galat")
    assert galat == {}

"""A refused form answers 422, wherever it stands: every form that a role reaches by links on demo data is sent
with rubbish. Nothing answers 200 as if it had been accepted, nothing fails, nothing is stored."""

from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve

from akun.models import Pengguna
from config.tests.formulir import Formulir, baca
from config.tests.test_setiap_halaman import BUKAN_HALAMAN
from desa.hari_kerja import alasan_bukan_hari_kerja
from naskah.models import Naskah
from naskah.susulan import mulai_lebih_dahulu
from perut.models import Kunjungan

pytestmark = pytest.mark.django_db(transaction=True)
SAMPAH = {"checkbox": "bukan", "radio": "bukan", "select": "bukan pilihan", "number": "bukan", "date": "bukan"}
NOL = "sampah\x00"  # no field takes this character
# What accepts whatever is sent, or answers a list under its filter: a redirect, never a page of its own.
BOLEH_PINDAH = {
    "naskah:ekspor-minta",
    "naskah:agenda-minta-pdf",
    "perut:kunjungan-massal",
    "apbdes:versi-impor-simpan",
    "dasbor:median-atur",  # one tick, and the version that it was shown with
}


def kunci(alamat: str) -> tuple[str, str] | None:
    try:
        cocok = resolve(urlsplit(alamat).path)
    except Resolver404:
        return None
    return cocok.view_name, str(cocok.kwargs.get("aksi", ""))


def kirim_sampah(client, formulir: Formulir) -> int:
    """The status that rubbish gets; whatever it did is undone."""
    isi = formulir.tersembunyi | {n: SAMPAH.get(j, NOL) for n, j in formulir.terlihat.items() if j != "file"}
    if "sejak" in isi:
        isi["sejak"] = "v999999"
    with transaction.atomic():
        status = client.post(formulir.alamat, isi).status_code
        transaction.set_rollback(True)
    return status


def jelajahi(client, dikenal: set) -> list[str]:
    salah, antrean, sudah = [], ["/"], set()
    while antrean:
        alamat = antrean.pop(0)
        nama = kunci(alamat)
        if nama is None or nama in sudah or nama[0].startswith("admin:"):
            continue
        sudah.add(nama)
        jawab = client.get(alamat, follow=True)
        if jawab.streaming or "text/html" not in jawab["Content-Type"]:
            continue
        tempat = jawab.redirect_chain[-1][0] if jawab.redirect_chain else alamat
        formulir, tautan = baca(
            jawab, tempat
        )  # a form without an address of its own goes where the page is, filter and all
        antrean += [t for t in tautan if t.startswith("/") and not any(b in t for b in BUKAN_HALAMAN)]
        for f in formulir:
            tujuan = (kunci(f.alamat), tuple(sorted(f.terlihat)))
            if f.mati or tujuan in dikenal or tujuan[0] is None or not (f.terlihat or "sejak" in f.isian):
                continue
            dikenal.add(tujuan)
            status = kirim_sampah(client, f)
            if status != 422 and not (status == 302 and tujuan[0][0] in BOLEH_PINDAH):
                salah.append(f"{tempat}: {' '.join(tujuan[0])} {sorted(f.terlihat)} menjawab {status}")
    return salah


def tanggal_terbalik() -> list[str]:
    """What of the demo contradicts itself: a letter after its work, or on a day off; a step before the one before."""
    naskah = list(Naskah.objects.select_related("kecamatan__kabupaten").prefetch_related("riwayat"))
    salah = [f"{n} sesudah pekerjaannya" for n in naskah if mulai_lebih_dahulu(n, n.tanggal) or "susulan" in n.isi]
    surat = [n for n in naskah if n.ketentuan.mulai_kerja and n.terbit]
    salah += [f"{n} pada hari libur" for n in surat if alasan_bukan_hari_kerja(n.tanggal, n.kecamatan.kabupaten)]
    for k in Kunjungan.objects.prefetch_related("riwayat"):
        waktu = [r.waktu for r in k.riwayat.order_by("pk")]
        salah += [f"{k}: riwayatnya mundur"] if waktu != sorted(waktu) else []
    return salah


def test_setiap_formulir_yang_ditolak_menjawab_422(client, data_demo):
    assert tanggal_terbalik() == []  # asked here, where the demo is loaded anyhow
    salah, dikenal = [], set()
    for username in ("sekcam", "camat", "staf", "sekdes", "kades", "admin"):
        client.force_login(Pengguna.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        salah += [f"{username} {kalimat}" for kalimat in jelajahi(client, dikenal)]
    assert salah == []
    assert len(dikenal) > 50

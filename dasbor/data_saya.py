"""One's own data: everything that is kept about a person, handed to that person, and a way to have it corrected.

UU 27/2022 Pasal 6 (melengkapi, memperbarui, memperbaiki), Pasal 7 (mendapatkan akses dan salinan).
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST

from akun.models import AkunPejabat, Pengguna
from akun.queries import admin_instalasi
from dasar.formulir import tampil, terkirim
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca, waktu_pembaca
from jejak.beda import sebutan
from jejak.enums import Jenis
from jejak.kata import dalam_kata, nama_model
from jejak.liputan import liputan
from jejak.models import Catatan
from jejak.nilai import RAHASIA, nilai
from jejak.services import catat
from kapasitas.enums import RESMI
from kapasitas.models import Penilaian
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

PENUH = ("akun.", "notifikasi.", "naskah.Sertifikat")  # whose rows are about the person; of others only which they are
# No columns of their own that say anything; of a device of the library, a box for codes of which only hashes are kept.
TANPA = {"sessions.Session", "akun.Konsep", "akun.LembarImpor", "otp_static.StaticDevice"}
# Of a session, a browser, a link: whoever has the downloaded file is not to sign in with it.
KUNCI = frozenset({"kunci", "sidik", "token", "key"})
JEJAK_MAKS = 5_000


class PembetulanForm(forms.Form):
    isi = forms.CharField(
        label="Yang keliru, dan yang benar",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Misalnya: NIP saya seharusnya 19800101 200501 1 001.",
        error_messages={"required": "Tulis apa yang keliru dan apa yang benar."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def data_saya(request: Permintaan) -> HttpResponse:
    """What is kept, a copy of it, and a request for a correction that one cannot make oneself."""
    form = PembetulanForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        _minta(request.user, form.cleaned_data["isi"])
        messages.success(
            request, "Permintaan pembetulan dikirim kepada admin. Jawabannya lewat pemberitahuan atau surel."
        )
        return redirect("dasbor:data-saya")
    return tampil(request, "dasbor/data_saya.html", {"form": form, "ringkasan": ringkasan(request.user)})


@transaction.atomic
def _minta(orang: Pengguna, isi: str) -> None:
    catat(Jenis.SISTEM, "data-pribadi", kunci=orang.pk, nama=orang.nama, uraian=f"Meminta pembetulan: {isi}"[:500])
    beritahu(
        admin_instalasi(),
        judul=f"Permintaan pembetulan data pribadi: {orang.nama}",
        isi=isi,
        tautan=reverse("akun:orang-rinci", args=[orang.pk]),
        golongan=Golongan.MENUNGGU,
    )


@require_POST
def data_saya_unduh(request: Permintaan) -> HttpResponse:
    """A zip: the same once for a program (JSON) and once for a reader (text)."""
    isi = data_tentang(request.user)
    keluar = BytesIO()
    with ZipFile(keluar, "w", ZIP_DEFLATED) as arsip:
        arsip.writestr("data.json", json.dumps(isi, ensure_ascii=False, indent=1))
        arsip.writestr("data.txt", terbaca(isi))
    nama = f"data-saya-{hari_ini_pembaca():%Y%m%d}.zip"
    tajuk = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return HttpResponse(keluar.getvalue(), content_type="application/zip", headers=tajuk)


def ringkasan(orang: Pengguna) -> list[tuple[str, int]]:
    """(what, how many rows) of every kind of row that names this person."""
    hitung = [(nama_model(m), baris.count()) for m, _, baris in _baris(orang)]
    jumlah: dict[str, int] = {}
    for nama, n in hitung:
        jumlah[nama] = jumlah.get(nama, 0) + n
    return sorted((n, j) for n, j in jumlah.items() if j)


def _baris(orang: Pengguna) -> Iterator[tuple[Any, models.Field, models.QuerySet]]:
    """Every model and column that refers to an account, with the rows that refer to this one."""
    for model in apps.get_models():
        if model._meta.proxy:
            continue
        for f in model._meta.concrete_fields:
            if f.related_model is Pengguna and model._meta.label not in TANPA:
                yield model, f, model._base_manager.filter(**{f.name: orang.pk})


def data_tentang(orang: Pengguna) -> dict[str, Any]:
    hasil: dict[str, Any] = {
        "diambil": waktu_pembaca(timezone.now()).isoformat(timespec="seconds"),
        "akun": _kolom(orang),
    }
    tautan = AkunPejabat.objects.filter(pengguna=orang).select_related("perangkat", "bpd").first()
    pejabat = tautan and (tautan.perangkat or tautan.bpd)
    if pejabat:
        hasil["pejabat"] = _kolom(pejabat)
    hasil["penilaian"] = [
        {
            "nama": str(p),
            "saat": p.saat,
            "jabatan": p.sebutan,
            "butir": [{"kompetensi": b.kompetensi.nama, "tingkat": b.get_tingkat_display()} for b in p.butir.all()],
        }
        for p in Penilaian.objects.filter(perangkat__akun__pengguna=orang, status__in=RESMI)
        .prefetch_related("butir__kompetensi")
        .order_by("pk")
    ]
    hasil["baris"] = [
        {
            "benda": nama_model(model),
            "nomor": str(o.pk),
            "sebagai": capfirst(str(f.verbose_name)),
            "nama": sebutan(o),
            **({"isi": _kolom(o)} if model._meta.label.startswith(PENUH) else {}),
        }
        for model, f, baris in _baris(orang)
        for o in baris.order_by("pk")
    ]
    jejak = list(Catatan.objects.filter(pelaku=str(orang.pk)).order_by("-pk")[: JEJAK_MAKS + 1])
    hasil["jejak"] = [
        {
            "waktu": waktu_pembaca(k.catatan.waktu).isoformat(timespec="seconds"),
            "kejadian": k.catatan.get_jenis_display(),
            "benda": k.perkara,
            "nama": k.catatan.nama,
            "alamat": k.catatan.alamat,
            "perangkat": k.catatan.perangkat,
        }
        for k in dalam_kata(jejak[:JEJAK_MAKS])
    ]
    hasil["jejak_lebih_lama_ada"] = len(jejak) > JEJAK_MAKS
    return hasil


def _kolom(objek: Any) -> dict[str, Any]:
    """The columns of one row by their names for people; of secrets only that they are there."""
    liput = liputan(objek.__class__)  # a request has its account in a wrapper
    rahasia = liput.rahasia if liput else frozenset()
    hasil = {}
    for f in objek._meta.concrete_fields:
        if f.primary_key:
            continue
        isi = nilai(f, f.value_from_object(objek))
        hasil[capfirst(str(f.verbose_name))] = RAHASIA if f.name in rahasia | KUNCI and isi else isi
    return hasil


def terbaca(isi: dict[str, Any]) -> str:
    baris = [f"Data pribadi yang tersimpan, diambil {isi['diambil']}", ""]
    for judul in ("akun", "pejabat"):
        if judul in isi:
            baris += [judul.capitalize(), *(f"  {k}: {_isi(v)}" for k, v in isi[judul].items()), ""]
    for p in isi["penilaian"]:
        baris += [f"{p['nama']}, {p['saat'].lower()}, sebagai {p['jabatan']}"]
        baris += [*(f"  {b['kompetensi']}: {_isi(b['tingkat'])}" for b in p["butir"]), ""]
    baris.append("Baris yang menyebut Anda")
    baris += [f"  {b['benda']} nomor {b['nomor']} ({b['sebagai']}): {b['nama'] or '–'}" for b in isi["baris"]]
    baris += ["", "Yang Anda kerjakan di sistem ini, yang terbaru di atas"]
    baris += [f"  {j['waktu']} {j['kejadian']}: {j['benda']} {j['nama']} dari {j['alamat']}" for j in isi["jejak"]]
    if isi["jejak_lebih_lama_ada"]:
        baris.append(f"  Hanya {JEJAK_MAKS} yang terbaru. Yang lebih lama diminta kepada admin.")
    return "\n".join(baris) + "\n"


def _isi(nilai: Any) -> str:
    if nilai is None or nilai == "":
        return "–"
    return {True: "Ya", False: "Tidak"}.get(nilai, str(nilai)) if isinstance(nilai, bool) else str(nilai)

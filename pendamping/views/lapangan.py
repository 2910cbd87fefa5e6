"""Filling in a month: one's villages, the page that saves by itself, the plain form, and the evidence."""

import uuid
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from akun.enums import Peran
from berkas.services.ruang import berkas_ditawarkan
from dasar.alur import sejak_dari
from dasar.formulir import bilangan, salahkan, tampil, terkirim
from dasar.isian_biasa import Bagian, Baris, Kolom, halaman_isian
from dasar.kiriman import baca_kiriman, jawab, jawab_json
from dasar.permintaan import Permintaan
from dasar.simpan import HasilSimpan, isi_baris
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.models import Desa
from pendamping import rujukan
from pendamping.acuan import Butir, himpunan
from pendamping.enums import KeadaanButir
from pendamping.forms import BuktiForm, IsianForm, LembarForm
from pendamping.models import IsianPendamping, Lembar, akhir_bulan, awal_bulan
from pendamping.queries import penempatan_bulan
from pendamping.services.isian import (
    alasan_terkunci,
    bukti_kaitkan,
    bukti_kaitkan_berkas,
    bukti_lepas,
    bukti_unggah,
    id_isian,
    isian_simpan,
    lembar_isi_simpan,
)
from pendamping.services.lembar import lembar_mulai
from pendamping.syarat import kekurangan_ajukan
from pendamping.views.lembar import ambil

SEBUTAN = "Lembar"
BULAN_LALU = 11  # months offered beside the current one
PILIHAN_KEADAAN = (("", "Belum diisi"), *KeadaanButir.choices)
KOLOM = (
    Kolom("kode", jenis="tetap"),
    Kolom("keadaan", "Keadaan", "pilihan", PILIHAN_KEADAAN),
    Kolom("uraian", "Yang dikerjakan", "panjang"),
    Kolom("jumlah", "Berapa kali"),
    Kolom("hari", "Tanggal terakhir", "date"),
    Kolom("alasan", "Alasan bila tidak berlaku"),
)


def baca_bulan(teks: str) -> date | None:
    """'2026-05' as its first day; None for anything else."""
    try:
        tahun, bulan = teks.split("-")
        return date(int(tahun), int(bulan), 1) if len(tahun) == 4 else None
    except ValueError:
        return None


def bulan_terakhir(kini: date, banyak: int = BULAN_LALU) -> list[date]:
    """This month and those before it, the newest first."""
    hasil = [awal_bulan(kini)]
    for _ in range(banyak):
        b = hasil[-1]
        hasil.append(date(b.year - (b.month == 1), (b.month - 2) % 12 + 1, 1))
    return hasil


@require_safe
def saya(request: Permintaan) -> HttpResponse:
    """One's own villages in a month, with how far each is."""
    kini = hari_ini(request.user.tempat) if request.user.tempat else hari_ini_pembaca()
    diminta = request.GET.get("bulan", "")
    bulan = baca_bulan(diminta) if diminta else awal_bulan(kini)
    salah = bulan is None or bulan > kini
    if bulan is None or bulan > kini:
        bulan = awal_bulan(kini)
    wilayah = [
        w
        for w in penempatan_bulan(request.user, bulan)
        if request.user.has_perm("pendamping.mulai_lembar", w.penempatan.kecamatan)
    ]
    milik = Lembar.objects.untuk(request.user).filter(pendamping=request.user, bulan=bulan).lengkap().defer("beku")
    ada = {(b.desa_id, b.jenis): b for b in milik}
    baris = [
        {"desa": d, "jenis": w.penempatan.jenis, "lembar": ada.pop((d.pk, w.penempatan.jenis), None)}
        for w in wilayah
        for d in w.desa
    ]
    baris += [{"desa": b.desa, "jenis": b.jenis, "lembar": b} for b in ada.values()]
    kecamatan = {w.penempatan.kecamatan for w in wilayah} | {b.desa.kecamatan for b in milik}
    konteks = {
        "bulan": bulan,
        "pilihan": bulan_terakhir(kini) if bulan in bulan_terakhir(kini) else [*bulan_terakhir(kini), bulan],
        "baris": baris,
        "kecamatan": sorted(kecamatan, key=str),
        "bertempat": bool(wilayah),
        "salah": salah,
    }
    return render(request, "pendamping/saya.html", konteks, status=422 if salah else 200)


@require_POST
def lembar_buka(request: Permintaan) -> HttpResponse:
    """Open the sheet of one village and month, and go on to fill it in."""
    nomor, bulan = bilangan(request.POST, "desa"), baca_bulan(request.POST.get("bulan", ""))
    if nomor is None or bulan is None:
        raise Http404
    wilayah = request.user.desa_terlihat(Peran.PENDAMPING).select_related("kecamatan")
    desa: Desa = get_object_or_404(wilayah, pk=nomor)
    try:
        lembar = lembar_mulai(desa=desa, jenis=request.POST.get("jenis", "")[:3], bulan=bulan, oleh=request.user)
    except ValidationError as galat:
        for kalimat in galat.messages:
            messages.error(request, kalimat)
        return redirect(f"{reverse('pendamping:saya')}?bulan={bulan:%Y-%m}")
    return redirect("pendamping:lembar-isi" if lembar.dapat_diisi else "pendamping:lembar-rinci", pk=lembar.pk)


def _tertutup(request: Permintaan, lembar: Lembar, alasan: str) -> HttpResponse:
    konteks = {"lembar": lembar, "alasan": alasan}
    return render(request, "pendamping/lembar_tertutup.html", konteks, status=403)


def _bahan(lembar: Lembar) -> dict[str, Any]:
    ada = {i.kode: i for i in lembar.isian.prefetch_related("bukti")}
    pembuat = partial(IsianForm, tempat=lembar)

    def baris(b: Butir) -> dict[str, Any]:
        isian = ada.get(b.kode)
        return {
            "butir": b,
            "id": id_isian(lembar.pk, b.kode),
            "versi": str(isian.versi if isian else 0),
            "isi": isi_baris(pembuat, isian) if isian else {},
            "bukti": len(isian.bukti.all()) if isian else 0,
            "putusan": isian.putusan if isian else "",
            "putusan_alasan": isian.putusan_alasan if isian else "",
        }

    daftar = himpunan(lembar.himpunan)
    kelompok = [
        {"judul": k.judul, "kode": k.induk.kode, "baris": [baris(b) for b in k.butir]}
        for k in daftar.kelompok(lembar.jenis)
    ]
    return {
        "lembar": lembar,
        "daftar": daftar,
        "kelompok": kelompok,
        "isi": isi_baris(partial(LembarForm, tempat=lembar), lembar),
        "hari_min": f"{lembar.bulan:%Y-%m-%d}",
        "hari_maks": f"{min(akhir_bulan(lembar.bulan), hari_ini(lembar.desa)):%Y-%m-%d}",
        "pengembalian": lembar.riwayat.filter(aksi__in=["kembalikan", "buka"]).select_related("oleh").last(),
        "id_kosong": uuid.UUID(int=0),
    }


@require_GET
@never_cache
def lembar_isi(request: Permintaan, pk: int) -> HttpResponse:
    """One page with every duty of this sheet."""
    lembar = ambil(request, pk)
    if alasan := alasan_terkunci(lembar, request.user):
        return _tertutup(request, lembar, alasan)
    return render(request, "pendamping/lembar_isi.html", _bahan(lembar))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lembar_biasa(request: Permintaan, pk: int) -> HttpResponse:
    """The same without JavaScript: one plain form over the same services."""
    lembar = ambil(request, pk)
    if alasan := alasan_terkunci(lembar, request.user):
        return _tertutup(request, lembar, alasan)
    bahan = _bahan(lembar)

    def simpan(b: Baris, versi: int, isi: dict[str, str]) -> HasilSimpan:
        if b.jenis == "lembar":
            return lembar_isi_simpan(lembar=lembar, versi=versi, isi=isi, oleh=request.user)
        return isian_simpan(lembar=lembar, pk=b.id, versi=versi, isi=isi, oleh=request.user)

    catatan = Baris(
        "lembar",
        uuid.UUID(int=lembar.pk),
        "Kendala dan rencana",
        (Kolom("catatan", "Kendala, rencana, atau sebabnya tidak ada kegiatan", "panjang"),),
        bahan["isi"],
        lembar.versi,
    )
    bagian = [Bagian(k["judul"], [_baris_biasa(b) for b in k["baris"]]) for k in bahan["kelompok"]] + [
        Bagian("Kendala dan rencana", [catatan])
    ]
    return halaman_isian(
        request,
        "pendamping/lembar_biasa.html",
        bagian,
        simpan=simpan,
        hapus=lambda b, versi: HasilSimpan("konflik"),  # a duty is emptied, never removed
        konteks=lambda: {"lembar": lembar, "kekurangan": kekurangan_ajukan(lembar), "sejak": sejak_dari(lembar)},
    )


def _baris_biasa(b: dict[str, Any]) -> Baris:
    butir: Butir = b["butir"]
    isi = b["isi"] or {"kode": butir.kode}
    keterangan = f"Usulan bukti: {butir.bukti}."
    if b["putusan_alasan"]:
        keterangan = f"Perlu diperbaiki: {b['putusan_alasan']} {keterangan}"
    return Baris("isian", b["id"], f"{butir.kode} {butir.uraian}", KOLOM, isi, int(b["versi"]), keterangan=keterangan)


@require_POST
@jawab_json(SEBUTAN)
def lembar_baris(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponse:
    """Save one row: {"versi": n, "isi": {...}}."""
    lembar = ambil(request, pk)
    kiriman = baca_kiriman(request, boleh_hapus=False)
    return jawab(isian_simpan(lembar=lembar, pk=id, versi=kiriman["versi"], isi=kiriman["isi"], oleh=request.user))


@require_POST
@jawab_json(SEBUTAN)
def lembar_catatan(request: Permintaan, pk: int) -> HttpResponse:
    lembar = ambil(request, pk)
    kiriman = baca_kiriman(request, boleh_hapus=False)
    return jawab(lembar_isi_simpan(lembar=lembar, versi=kiriman["versi"], isi=kiriman["isi"], oleh=request.user))


@require_GET
@never_cache
def lembar_kekurangan(request: Permintaan, pk: int) -> HttpResponse:
    """What is still missing before the sheet can be handed in (htmx)."""
    lembar = ambil(request, pk)
    if alasan := alasan_terkunci(lembar, request.user):
        raise PermissionDenied(alasan)
    konteks = {"lembar": lembar, "kekurangan": kekurangan_ajukan(lembar), "sejak": sejak_dari(lembar)}
    return render(request, "pendamping/_kekurangan.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lembar_bukti(request: Permintaan, pk: int, kode: str) -> HttpResponse:
    """What shows one duty: a new file, a document of the village, or what another room knows."""
    lembar = ambil(request, pk)
    if alasan := alasan_terkunci(lembar, request.user):
        return _tertutup(request, lembar, alasan)
    butir = himpunan(lembar.himpunan).diisi(lembar.jenis).get(kode)
    if butir is None:
        raise Http404
    pilihan = _rujukan(request, lembar)
    teks = {kunci: kata for _, isi in pilihan for kunci, kata in isi}
    form = BuktiForm(
        terkirim(request), request.FILES or None, ditawarkan=berkas_ditawarkan(lembar.desa), rujukan=pilihan
    )
    if request.method == "POST" and form.is_valid():
        tempat: dict[str, Any] = {"lembar": lembar, "kode": kode, "oleh": request.user}
        isi = form.cleaned_data
        try:
            if isi.get("berkas"):
                bukti_unggah(isi=isi["berkas"].file, nama=isi["berkas"].name, **tempat)
            elif isi.get("lama"):
                bukti_kaitkan_berkas(berkas=isi["lama"], **tempat)
            else:
                jenis, _, kunci = isi["rujukan"].partition(":")
                bukti_kaitkan(rujukan=jenis, kunci=kunci, teks=teks[isi["rujukan"]], **tempat)
        except ValidationError as galat:
            salahkan(form, galat)
        except ObjectDoesNotExist as galat:
            raise Http404 from galat
        else:
            messages.success(request, "Bukti dikaitkan.")
            return redirect("pendamping:lembar-bukti", pk=pk, kode=kode)
    isian = IsianPendamping.objects.filter(lembar=lembar, kode=kode).first()
    konteks = {
        "lembar": lembar,
        "butir": butir,
        "form": form,
        "bukti": [
            (b, rujukan.alamat(b.rujukan, b.rujukan_id)) for b in isian.bukti.select_related("versi_berkas__berkas")
        ]
        if isian
        else [],
    }
    return tampil(request, "pendamping/lembar_bukti.html", konteks)


def _rujukan(request: Permintaan, lembar: Lembar) -> list[tuple[str, list[tuple[str, str]]]]:
    """What other rooms know of this village in this month, and this person may see."""
    hasil = []
    for r in rujukan.semua():
        isi = r.calon(lembar.desa, lembar.bulan, akhir_bulan(lembar.bulan), request.user)
        if isi:
            hasil.append((r.nama, [(f"{r.kode}:{kunci}", teks) for kunci, teks in isi]))
    return hasil


@require_POST
def lembar_bukti_lepas(request: Permintaan, pk: int, kode: str, bukti: int) -> HttpResponse:
    lembar = ambil(request, pk)
    bukti_lepas(lembar=lembar, bukti=bukti, oleh=request.user)
    messages.success(request, "Bukti dilepas dari butir ini; berkasnya tetap ada di Berkas.")
    return redirect("pendamping:lembar-bukti", pk=pk, kode=kode)

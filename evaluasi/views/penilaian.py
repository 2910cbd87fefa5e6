"""Scoring: one's own scores, then everybody's side by side. Until one's own are handed in, nobody else's."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dasar.formulir import tertolak
from dasar.isian_biasa import Bagian, Baris, Kolom, halaman_isian
from dasar.kiriman import baca_kiriman, jawab, jawab_json
from dasar.permintaan import Permintaan
from dasar.simpan import HasilSimpan, isi_baris
from evaluasi.enums import CaraNilai, StatusEvaluasi
from evaluasi.forms.nilai import NilaiForm, PembahasanForm
from evaluasi.hasil import hasil_evaluasi, lembar_lengkap
from evaluasi.hitung import ATURAN_BULAT, Skala, ringkas
from evaluasi.models import Evaluasi, PembahasanAspek, Penilaian
from evaluasi.services.penilaian import (
    alasan_tertutup,
    id_nilai,
    id_pembahasan,
    nilai_simpan,
    pembahasan_simpan,
    penilaian_serahkan,
)
from evaluasi.syarat import kekurangan_serahkan
from evaluasi.views.evaluasi import ambil_evaluasi

SEBUTAN = "Evaluasi"


def ambil_penilaian(evaluasi: Evaluasi, pk: int) -> Penilaian:
    semua = evaluasi.penilaian.select_related("anggota", "evaluasi__desa__kecamatan", "evaluasi__tim")
    return get_object_or_404(semua, pk=pk)


@require_GET
@never_cache
def penilaian(request: Permintaan, pk: int) -> HttpResponse:
    """To fill in while one's own scores are not handed in; then everybody's; else why there is nothing to see.

    `?anggota=` names the scores of a member without an account, typed in from paper.
    """
    return _halaman(request, ambil_evaluasi(request, pk), request.GET.get("anggota", ""))


def _milik(request: Permintaan, evaluasi: Evaluasi, semua: list[Penilaian], pilihan: str) -> Penilaian | None:
    """The scores that were asked for by their member, or this person's own."""
    for p in semua:
        p.evaluasi = evaluasi
    diminta = next((p for p in semua if str(p.anggota_id) == pilihan), None)
    return diminta or next((p for p in semua if p.anggota.pengguna_id == request.user.pk), None)


def _halaman(request: Permintaan, evaluasi: Evaluasi, pilihan: str) -> HttpResponse:
    semua = list(evaluasi.penilaian.select_related("anggota", "diisikan_oleh"))
    milik = _milik(request, evaluasi, semua, pilihan)
    if milik and request.user.has_perm("evaluasi.isi_penilaian", milik):
        return render(request, "evaluasi/penilaian.html", _bahan_isi(evaluasi, milik))
    if request.user.has_perm("evaluasi.lihat_nilai_evaluasi", evaluasi):
        return render(request, "evaluasi/nilai.html", _bahan_lihat(request, evaluasi, semua))
    konteks = {"evaluasi": evaluasi, "semua": semua, "sudah": sum(p.diserahkan is not None for p in semua)}
    if milik and pilihan:
        konteks["alasan"] = alasan_tertutup(milik, request.user)
    return render(request, "evaluasi/nilai_tertutup.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def penilaian_biasa(request: Permintaan, pk: int) -> HttpResponse:
    """One's own scores as a plain form, without JavaScript; who has none to fill in reads why."""
    evaluasi, pilihan = ambil_evaluasi(request, pk), request.GET.get("anggota", "")
    milik = _milik(request, evaluasi, list(evaluasi.penilaian.select_related("anggota")), pilihan)
    if milik is None or not request.user.has_perm("evaluasi.isi_penilaian", milik):
        return _halaman(request, evaluasi, pilihan)
    bahan = _bahan_isi(evaluasi, milik)
    return halaman_isian(
        request,
        "evaluasi/penilaian_biasa.html",
        [Bagian(f"{b['formulir'].kode}. {b['formulir'].jenis_kegiatan}", _aspek(bahan, b)) for b in bahan["lembar"]],
        simpan=lambda b, versi, isi: nilai_simpan(penilaian=milik, pk=b.id, versi=versi, isi=isi, oleh=request.user),
        hapus=lambda b, versi: HasilSimpan("konflik"),  # a score is emptied, never removed
        konteks=lambda: bahan | {"kekurangan": kekurangan_serahkan(milik)},
    )


def _aspek(bahan: dict[str, Any], lembar: dict[str, Any]) -> list[Baris]:
    hasil = []
    for a in lembar["aspek"]:
        tingkat = [(t["huruf"], f"{t['huruf']}. {t['nama']} ({t['angka']}): {t['teks']}") for t in a["tingkat"]]
        nilai = Kolom("tingkat", "Tingkat", "pilihan", (("", "Belum dinilai"), *tingkat))
        if not bahan["dengan_tingkat"]:
            nilai = Kolom("angka", "Angka 0–100")
        kolom = (nilai, Kolom("catatan", "Catatan", "panjang"))
        judul = f"{a['aspek'].nomor}. {a['aspek'].teks}"
        hasil.append(Baris("nilai", a["id"], judul, kolom, a["isi"], int(a["versi"])))
    return hasil


def _bahan_isi(evaluasi: Evaluasi, milik: Penilaian) -> dict[str, Any]:
    """The forms with this member's scores, each as the texts that the inputs hold."""
    nilai = {(n.lembar_id, n.aspek_id): n for n in milik.nilai.all()}
    pembuat = partial(NilaiForm, tempat=evaluasi)
    lembar = []
    for baris in lembar_lengkap(evaluasi):
        skala = Skala.dari(baris.formulir.skala)
        angka = skala.angka_tingkat(evaluasi.angka_tingkat)
        aspek = []
        for a in baris.formulir.aspek.all():
            ada = nilai.get((baris.pk, a.pk))
            aspek.append(
                {
                    "aspek": a,
                    "id": id_nilai(milik.pk, baris.pk, a.pk),
                    "versi": str(ada.versi) if ada else "0",
                    "isi": isi_baris(pembuat, ada) if ada else {},
                    "tingkat": [
                        {
                            "huruf": t.huruf,
                            "nama": skala.menurut_huruf[t.huruf].nama.capitalize(),
                            "teks": t.teks,
                            "angka": ringkas(angka[t.huruf]),
                            "mulai": ringkas(skala.menurut_huruf[t.huruf].minimal),
                        }
                        for t in a.tingkat.all()
                    ],
                }
            )
        lembar.append({"lembar": baris, "formulir": baris.formulir, "aspek": aspek, "jumlah": len(aspek)})
    return {
        "evaluasi": evaluasi,
        "penilaian": milik,
        "kertas": milik.anggota.pengguna_id is None,
        "lembar": lembar,
        "dengan_tingkat": evaluasi.cara == CaraNilai.TINGKAT,
        "id_kosong": uuid.UUID(int=0),
    }


def _bahan_lihat(request: Permintaan, evaluasi: Evaluasi, semua: list[Penilaian]) -> dict[str, Any]:
    hasil = hasil_evaluasi(evaluasi)
    boleh_bahas = request.user.has_perm("evaluasi.bahas_evaluasi", evaluasi)
    serah = [p for p in hasil.penilai if p.menilai]
    bahasan = {}
    if boleh_bahas:
        pembuat = partial(PembahasanForm, tempat=evaluasi)
        for b in PembahasanAspek.objects.filter(lembar__evaluasi=evaluasi):
            bahasan[b.lembar_id, b.aspek_id] = (str(b.versi), isi_baris(pembuat, b))
    # The forms of one bidang share their title; what tells them apart is the kind of activity.
    kegiatan = dict(evaluasi.lembar.values_list("pk", "formulir__jenis_kegiatan"))
    lembar = []
    for baris in hasil.lembar:
        isi = []
        for a in baris.aspek:
            menurut = {s.anggota: s for s in a.skor}
            versi, isi_bahasan = bahasan.get((baris.lembar, a.aspek), ("0", {}))
            isi.append(
                {
                    "aspek": a,
                    "skor": [(p.nama, menurut.get(p.anggota)) for p in serah],
                    "catatan": [(p.nama, menurut[p.anggota].catatan) for p in serah
                                if p.anggota in menurut and menurut[p.anggota].catatan],
                    "rata": baris.cetak(a.rata),
                    "nama": baris.nama(a.huruf).capitalize(),
                    "id": id_pembahasan(baris.lembar, a.aspek),
                    "versi": versi,
                    "isi": isi_bahasan,
                }
            )  # fmt: skip
        lembar.append({"hasil": baris, "aspek": isi, "kegiatan": kegiatan[baris.lembar]})
    return {
        "evaluasi": evaluasi,
        "hasil": hasil,
        "lembar": lembar,
        "penilai": serah,
        "belum": [p for p in semua if p.diserahkan is None],
        "kertas": [p for p in semua if request.user.has_perm("evaluasi.isi_penilaian", p)],
        "diisikan": [p for p in semua if p.diisikan_oleh],
        "boleh_bahas": boleh_bahas,
        "berjalan": evaluasi.status == StatusEvaluasi.DINILAI,
        "dengan_tingkat": evaluasi.cara == CaraNilai.TINGKAT,
        "aturan_bulat": ATURAN_BULAT,
        "id_kosong": uuid.UUID(int=0),
    }


@require_POST
@jawab_json(SEBUTAN)
def nilai_baris(request: Permintaan, pk: int, penilaian: int, id: uuid.UUID) -> HttpResponse:
    """Save one score: {"versi": n, "isi": {"tingkat": "a", "catatan": ""}}."""
    milik = ambil_penilaian(ambil_evaluasi(request, pk), penilaian)
    kiriman = baca_kiriman(request, boleh_hapus=False)
    return jawab(nilai_simpan(penilaian=milik, pk=id, versi=kiriman["versi"], isi=kiriman["isi"], oleh=request.user))


@require_POST
@jawab_json(SEBUTAN)
def pembahasan_baris(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponse:
    evaluasi = ambil_evaluasi(request, pk)
    kiriman = baca_kiriman(request, boleh_hapus=False)
    return jawab(
        pembahasan_simpan(evaluasi=evaluasi, pk=id, versi=kiriman["versi"], isi=kiriman["isi"], oleh=request.user)
    )


@require_GET
@never_cache
def kekurangan(request: Permintaan, pk: int, penilaian: int) -> HttpResponse:
    """What is still missing before these scores can be handed in (htmx)."""
    milik = ambil_penilaian(ambil_evaluasi(request, pk), penilaian)
    if alasan := alasan_tertutup(milik, request.user):
        raise PermissionDenied(alasan)
    konteks = {"penilaian": milik, "kekurangan": kekurangan_serahkan(milik)}
    return render(request, "evaluasi/nilai/_serahkan.html", konteks)


@require_POST
def serahkan(request: Permintaan, pk: int, penilaian: int) -> HttpResponse:
    milik = ambil_penilaian(ambil_evaluasi(request, pk), penilaian)
    alamat = reverse("evaluasi:penilaian", args=[pk])
    try:
        penilaian_serahkan(penilaian=milik, oleh=request.user)
    except ValidationError as galat:
        pilihan = str(milik.anggota_id) if milik.anggota.pengguna_id is None else ""
        return tertolak(request, galat, lambda: _halaman(request, milik.evaluasi, pilihan))
    except PermissionDenied as galat:
        messages.error(request, str(galat))
        return redirect(alamat)
    messages.success(request, f"Nilai {milik.anggota.nama} diserahkan. Nilai ini tidak berubah lagi.")
    return redirect(alamat)

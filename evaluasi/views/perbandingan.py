"""Comparison and ranking of final results, as pages and as sheets. Both read the same rows."""

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.styles import Font

from akun.enums import DESA, SEMUA
from dasar.lembar import netral
from dasar.permintaan import Permintaan
from dasar.saringan import pilihan_salah, tanpa_berkas
from desa.models import Desa, Kecamatan
from evaluasi.hitung import ATURAN_BULAT
from evaluasi.perbandingan import (
    SEMUA_FORMULIR,
    Baris,
    Tabel,
    baris_terbaca,
    evaluasi_final,
    peringkat_desa,
    pilihan_formulir,
    pilihan_tahun,
    selisih,
    tabel,
    terakhir_setiap_desa,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PILIHAN_SEMUA = (SEMUA_FORMULIR, "Semua formulir (rata-rata nilai formulir)")
# Whose ranking it is: a village sees itself only, and would always be the first.
PEMBANDING = SEMUA - DESA


@dataclass
class Pilihan:
    """What was chosen in the address; anything that is not on offer falls back to the first that is."""

    formulir: list[tuple[str, str]]
    tahun: list[int]
    kecamatan: list[Kecamatan]
    desa: list[Desa]
    kunci: str
    pada: int | None
    di: Kecamatan | None
    satu: Desa | None
    salah: list[str]  # labels of what was asked for and is not on offer

    @property
    def nama_formulir(self) -> str:
        return dict(self.formulir).get(self.kunci, "")


def _pilihan(request: Permintaan, *peran: str, semua: bool) -> Pilihan:
    pengguna = request.user
    formulir = [*([PILIHAN_SEMUA] if semua else []), *pilihan_formulir(pengguna, *peran)]
    tahun = pilihan_tahun(pengguna, *peran)
    desa = list(Desa.objects.filter(pk__in=evaluasi_final(pengguna, *peran).values("desa")).select_related("kecamatan"))
    kecamatan = sorted({d.kecamatan for d in desa}, key=lambda k: k.nama)
    diminta = request.GET.get("formulir", "")
    # The first form of the source rather than all of them: one form is compared with itself.
    bawaan = next((k for k, _ in formulir if k != SEMUA_FORMULIR), SEMUA_FORMULIR)
    ada = {
        "formulir": ("Formulir", {k for k, _ in formulir}),
        "tahun": ("Tahun", {str(t) for t in tahun}),
        "kecamatan": ("Kecamatan", {str(k.pk) for k in kecamatan}),
        "desa": ("Desa", {str(d.pk) for d in desa}),
    }
    return Pilihan(
        salah=[label for k, (label, sah) in ada.items() if request.GET.get(k) and request.GET[k] not in sah],
        formulir=formulir,
        tahun=tahun,
        kecamatan=kecamatan,
        desa=sorted(desa, key=lambda d: d.nama),
        kunci=diminta if diminta in dict(formulir) else bawaan,
        pada=next((t for t in tahun if str(t) == request.GET.get("tahun")), tahun[0] if tahun else None),
        di=next((k for k in kecamatan if str(k.pk) == request.GET.get("kecamatan")), None),
        satu=next((d for d in desa if str(d.pk) == request.GET.get("desa")), None),
    )


def _baris(request: Permintaan, pilihan: Pilihan, *peran: str) -> list[Baris]:
    """One desa over the years, or the desa of one year; in one query for the evaluations."""
    daftar = evaluasi_final(request.user, *peran).select_related("desa__kecamatan")
    if pilihan.satu:
        daftar = daftar.filter(desa=pilihan.satu)
    else:
        daftar = daftar.filter(tahun=pilihan.pada)
        if pilihan.di:
            daftar = daftar.filter(desa__kecamatan=pilihan.di)
    return terakhir_setiap_desa(baris_terbaca(daftar, pilihan.kunci))


def _bahan_banding(request: Permintaan) -> tuple[Pilihan, Tabel]:
    pilihan = _pilihan(request, semua=False)
    baris = _baris(request, pilihan)
    baris.sort(key=lambda b: (b.evaluasi.tahun if pilihan.satu else 0, b.desa.nama))
    return pilihan, tabel(baris)


@require_GET
def banding(request: Permintaan) -> HttpResponse:
    """Per aspect, as bars with their numbers: a table that is its own picture."""
    pilihan, isi = _bahan_banding(request)
    return render(
        request,
        "evaluasi/banding.html",
        {
            "pilihan": pilihan,
            "salah": pilihan_salah(pilihan.salah),
            "tabel": isi,
            "selisih": selisih(list(isi.baris)) if len(isi.baris) > 1 else "",
            "aturan_bulat": ATURAN_BULAT,
            "lihat_peringkat": bool(request.user.peran & PEMBANDING),
        },
        status=422 if pilihan.salah else 200,
    )


@require_GET
def banding_xlsx(request: Permintaan) -> HttpResponse:
    pilihan, isi = _bahan_banding(request)
    if pilihan.salah:
        return tanpa_berkas(request, pilihan.salah, reverse("evaluasi:banding"))
    kepala = ["Desa", "Kecamatan", "Tahun", *(nama for _, nama in isi.aspek), "Total skor penilaian",
              "Nilai rata-rata", "Kategori", "Formulir", "Cara menilai"]  # fmt: skip
    baris = [
        [b.desa.nama, b.desa.kecamatan.nama, b.evaluasi.tahun, *(_angka(s.cetak) if s else None for s in b.sel),
         _angka(b.total), _angka(b.nilai), b.kategori, b.formulir, b.cara]
        for b in isi.baris
    ]  # fmt: skip
    return _lembar(f"Perbandingan {pilihan.kunci}", kepala, baris, [pilihan.nama_formulir, *isi.catatan])


def _bahan_peringkat(request: Permintaan) -> dict[str, Any]:
    pilihan = _pilihan(request, *PEMBANDING, semua=True)
    pilihan.satu = None
    baris = _baris(request, pilihan, *PEMBANDING) if pilihan.pada else []
    terlihat = request.user.desa_terlihat(*PEMBANDING).select_related("kecamatan")
    terlihat = terlihat.filter(kecamatan=pilihan.di) if pilihan.di else terlihat
    ada = {b.evaluasi.desa_id for b in baris}
    isi = tabel(baris)
    return {
        "pilihan": pilihan,
        "salah": pilihan_salah(pilihan.salah),
        "urutan": peringkat_desa(baris),
        "tanpa": [d for d in terlihat.order_by("kecamatan__nama", "nama") if d.pk not in ada],
        "catatan": isi.catatan,
        "semua_formulir": pilihan.kunci == SEMUA_FORMULIR,
        "aturan_bulat": ATURAN_BULAT,
    }


@require_GET
def peringkat(request: Permintaan) -> HttpResponse:
    """By the exact value, ties shown as ties; who was not evaluated is listed apart, never as zero."""
    bahan = _bahan_peringkat(request)
    return render(request, "evaluasi/peringkat.html", bahan, status=422 if bahan["salah"] else 200)


@require_GET
def peringkat_xlsx(request: Permintaan) -> HttpResponse:
    bahan = _bahan_peringkat(request)
    if bahan["pilihan"].salah:
        return tanpa_berkas(request, bahan["pilihan"].salah, reverse("evaluasi:peringkat"))
    kepala = ["Peringkat", "Seri", "Desa", "Kecamatan", "Nilai rata-rata", "Kategori", "Formulir", "Cara menilai"]
    baris: list[list[Any]] = [
        [
            ke,
            "seri" if seri else "",
            b.desa.nama,
            b.desa.kecamatan.nama,
            _angka(b.nilai),
            b.kategori,
            b.formulir,
            b.cara,
        ]
        for ke, seri, b in bahan["urutan"]
    ]
    baris += [["belum dievaluasi", "", d.nama, d.kecamatan.nama] for d in bahan["tanpa"]]
    pilihan = bahan["pilihan"]
    judul = [f"{pilihan.nama_formulir}, tahun {pilihan.pada or '–'}", *bahan["catatan"]]
    return _lembar("Peringkat", kepala, baris, judul)


def _angka(tercetak: str) -> Decimal | None:
    """The printed number as a number: a sheet that sums must not see more than the page shows."""
    return Decimal(tercetak.replace(",", ".")) if tercetak else None


def _lembar(nama: str, kepala: list[str], baris: list[list[Any]], catatan: list[str]) -> HttpResponse:
    """A sheet in which nothing that somebody typed runs as a formula; the notes stand below the rows."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = "".join(h for h in nama if h not in "[]:*?/\\")[:31]
    for isi in [kepala, *baris, [], *([c] for c in (*catatan, ATURAN_BULAT))]:
        lembar.append([netral(nilai) for nilai in isi])
    for sel in lembar[1]:
        sel.font = Font(bold=True)
    for deret in lembar.iter_rows(min_row=2):
        for sel in deret:
            if isinstance(sel.value, Decimal):
                sel.number_format = "0.00"
    lembar.freeze_panes = "A2"
    wadah = BytesIO()
    buku.save(wadah)
    jawaban = HttpResponse(wadah.getvalue(), content_type=XLSX)
    jawaban.headers["Content-Disposition"] = f'attachment; filename="{nama.lower().replace(" ", "-")}.xlsx"'
    return jawaban

"""The agenda book of a kecamatan and a year: on screen, as xlsx, as PDF."""

from collections import Counter
from datetime import date
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from dasar.permintaan import Permintaan
from dasar.saringan import pilihan_salah, tanpa_berkas
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from naskah.agenda import agenda_baris, agenda_lain, agenda_naskah, agenda_tahun, agenda_xlsx
from naskah.celah import celah_nomor
from naskah.services.ekspor import ekspor_agenda

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _angka(teks: str, bawaan: int) -> int:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else bawaan


def _pilihan(request: Permintaan, isian) -> tuple[list[Kecamatan], Kecamatan, int]:
    """The kecamatan that this person can choose from, the chosen one and the year."""
    semua = list(request.user.kecamatan_terlihat().select_related("kabupaten").order_by("nama"))
    boleh = [k for k in semua if request.user.has_perm("naskah.lihat_agenda", k)]
    if not boleh:
        raise PermissionDenied("Buku agenda hanya untuk kecamatan, admin, dan pemantau kabupaten.")
    pk = _angka(isian.get("kecamatan", ""), 0)
    kecamatan = next((k for k in boleh if k.pk == pk), None)
    if pk and kecamatan is None:
        raise Http404("Kecamatan ini tidak ditemukan.")
    kecamatan = kecamatan or boleh[0]
    return boleh, kecamatan, _angka(isian.get("tahun", ""), hari_ini(kecamatan).year)


def _salah(request: Permintaan, kecamatan: Kecamatan, tahun: int) -> list[str]:
    """The labels of what was asked for and is not what is shown."""
    dipakai = {"kecamatan": ("Kecamatan", kecamatan.pk), "tahun": ("Tahun", tahun)}
    return [nama for k, (nama, isi) in dipakai.items() if request.GET.get(k) and request.GET[k] != str(isi)]


@require_safe
def agenda(request: Permintaan) -> HttpResponse:
    """The months of a year with their numbers of documents, and one month row by row."""
    boleh, kecamatan, tahun = _pilihan(request, request.GET)
    per_bulan: Counter[int] = Counter()
    for rumpun in (agenda_naskah(request.user, kecamatan, tahun), agenda_lain(kecamatan, tahun)):
        terhitung = rumpun.order_by().annotate(bulan=ExtractMonth("tanggal")).values("bulan")
        per_bulan.update({b["bulan"]: b["jumlah"] for b in terhitung.annotate(jumlah=Count("pk"))})
    bulan = [
        {"bulan": b, "jumlah": n, "nama": date_format(date(2000, b, 1), "F")} for b, n in sorted(per_bulan.items())
    ]
    salah = _salah(request, kecamatan, tahun)
    diminta = request.GET.get("bulan", "")
    dipilih = _angka(diminta, 0)
    if diminta and not 1 <= dipilih <= 12:
        salah.append("Bulan")
    if bulan and dipilih not in {b["bulan"] for b in bulan}:
        dipilih = bulan[-1]["bulan"]
    konteks = {
        "pilihan_kecamatan": boleh,
        "pilihan_tahun": agenda_tahun(request.user, kecamatan),
        "kecamatan": kecamatan,
        "tahun": tahun,
        "bulan": bulan,
        "dipilih": next((b for b in bulan if b["bulan"] == dipilih), None),
        "baris": list(agenda_baris(request.user, kecamatan, tahun, dipilih)) if bulan else [],
        "jumlah": per_bulan.total(),
        "celah": celah_nomor(kecamatan, tahun),
        "salah": pilihan_salah(salah),
        "boleh_atur": request.user.has_perm("naskah.atur_naskah", kecamatan),
    }
    return render(request, "naskah/agenda.html", konteks, status=422 if salah else 200)


@require_safe
def agenda_unduh_xlsx(request: Permintaan) -> HttpResponse:
    _, kecamatan, tahun = _pilihan(request, request.GET)
    if salah := _salah(request, kecamatan, tahun):
        return tanpa_berkas(request, salah, reverse("naskah:agenda"))
    isi = BytesIO()
    agenda_xlsx(isi, request.user, kecamatan, tahun)
    jawaban = HttpResponse(isi.getvalue(), content_type=XLSX)
    jawaban["Content-Disposition"] = f'attachment; filename="buku-agenda-{kecamatan.kode}-{tahun}.xlsx"'
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


@require_POST
def agenda_minta_pdf(request: Permintaan) -> HttpResponse:
    """The PDF takes a while for a full year: it is made as an export."""
    _, kecamatan, tahun = _pilihan(request, request.POST)
    try:
        return redirect(ekspor_agenda(kecamatan=kecamatan, tahun=tahun, oleh=request.user))
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        return redirect(f"{reverse('naskah:agenda')}?kecamatan={kecamatan.pk}&tahun={tahun}")

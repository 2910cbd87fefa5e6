"""The month or the week as a grid, moving a visit in it, and the feed for a phone's calendar."""

from calendar import Calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from akun.models import Pengguna
from dasar.acara import Acara, Rentang, acara_antara
from dasar.basi import Basi
from dasar.isian import TAHUN_AKHIR, TAHUN_AWAL
from dasar.permintaan import Permintaan
from dasar.saringan import saringan_salah
from dasar.waktu import hari_ini_pembaca
from desa.hari_kerja import libur
from desa.models import Kabupaten
from perut.acara import KUNJUNGAN
from perut.enums import StatusKunjungan
from perut.filters import KalenderFilter
from perut.forms.jadwal import PindahForm
from perut.ics import kalender_ics
from perut.models import Kunjungan
from perut.services.jadwal import BUKAN_HARI_KERJA, kunjungan_pindah
from perut.syarat import surat_tugas_cocok
from perut.views.jadwal import ambil_kunjungan_diatur


@dataclass
class Chip:
    kunjungan: Kunjungan
    dapat_digeser: bool


@dataclass
class Hari:
    tanggal: date
    luar: bool  # belongs to the month before or after
    libur: str
    hari_ini: bool
    chip: list[Chip] = field(default_factory=list)
    acara: list[Acara] = field(default_factory=list)


def kalender(request: Permintaan) -> HttpResponse:
    """One month (?bulan=2026-05) or one week (?pekan=2026-05-04), as far as the person sees it: visits, which may be
    moved, and what else the rooms have registered (dasar/acara.py)."""
    sepekan = _hari(request.GET.get("pekan", "")) if "pekan" in request.GET else None
    bulan = sepekan.replace(day=1) if sepekan else _bulan(request.GET.get("bulan", ""))
    saringan = KalenderFilter(request.GET, queryset=Kunjungan.objects.untuk(request.user).ringkas(), request=request)
    pekan = [_pekan(sepekan)] if sepekan else Calendar().monthdatescalendar(bulan.year, bulan.month)
    awal, akhir = pekan[0][0], pekan[-1][-1]
    salah = [*saringan_salah(saringan), *_waktu_salah(request)]
    kunjungan = (saringan.queryset.none() if salah else saringan.qs).order_by("tanggal", "jam_mulai", "pk")
    nama_libur = _libur(request.user, awal, akhir)
    hari = {
        t: Hari(t, not sepekan and t.month != bulan.month, nama_libur.get(t, ""), t == hari_ini_pembaca())
        for p in pekan
        for t in p
    }
    for k in kunjungan.filter(tanggal__range=(awal, akhir)):
        hari[k.tanggal].chip.append(_chip(request, k))
    if not salah:
        _acara_lain(request, saringan, hari, Rentang(awal, akhir))
    sisa = request.GET.copy()
    for nama in ("bulan", "pekan"):
        sisa.pop(nama, None)
    konteks = {
        "bulan": bulan,
        "sepekan": sepekan,
        "awal": awal,
        "akhir": akhir,
        "sebelum": awal - timedelta(days=7) if sepekan else (bulan - timedelta(days=1)).replace(day=1),
        "sesudah": awal + timedelta(days=7) if sepekan else (bulan.replace(day=28) + timedelta(days=5)).replace(day=1),
        "hari_pekan": _hari_pekan(bulan),
        "pekan": [[hari[t] for t in p] for p in pekan],
        "nama_hari": [date_format(t, "l") for t in pekan[0]],
        "tanpa_tanggal": [
            _chip(request, k) for k in kunjungan.filter(tanggal=None).exclude(status=StatusKunjungan.DIBATALKAN)
        ],
        "kosong": not any(h.chip or h.acara for h in hari.values() if not h.luar),
        "filter": saringan,
        "salah": salah,
        "sisa": sisa.urlencode(),
        "kelola": request.user.has_perm("perut.kelola_program"),
    }
    return render(request, "perut/kalender.html", konteks, status=422 if salah else 200)


def _acara_lain(request: Permintaan, saringan: KalenderFilter, hari: dict[date, Hari], rentang: Rentang) -> None:
    """What is not a visit, on each of its days. Whoever asks for one officer's visits sees visits only."""
    pilihan = saringan.form.cleaned_data if saringan.form.is_valid() else {}
    if pilihan.get("petugas"):
        return
    desa = pilihan.get("desa")
    for a in acara_antara(request.user, rentang, kecuali=frozenset({KUNJUNGAN})):
        if desa and a.desa.pk != desa.pk:
            continue
        t = a.hari
        while t <= a.hari_terakhir:
            if t in hari:
                hari[t].acara.append(a)
            t += timedelta(days=1)


def _waktu_salah(request: Permintaan) -> list[tuple[str, str]]:
    """Of an address that names a month or a week that is none; the calendar then stands at today."""
    bulan, pekan = request.GET.get("bulan", ""), request.GET.get("pekan", "")
    return [
        *([("Pekan", "Tulis tanggalnya, misalnya 2026-05-04.")] if pekan and f"{_hari(pekan)}" != pekan else []),
        *(
            [("Bulan", "Tulis tahun dan bulannya, misalnya 2026-05.")]
            if bulan and f"{_bulan(bulan):%Y-%m}" != bulan
            else []
        ),
    ]


def _hari(teks: str) -> date:
    try:
        hari = date.fromisoformat(teks)
    except ValueError:
        hari = hari_ini_pembaca()
    return hari if TAHUN_AWAL < hari.year < TAHUN_AKHIR else hari_ini_pembaca()


def _pekan(hari: date) -> list[date]:
    senin = hari - timedelta(days=hari.weekday())
    return [senin + timedelta(days=n) for n in range(7)]


def _hari_pekan(bulan: date) -> date:
    """Where the week begins that one comes to from a month: today's, or the month's first."""
    hari = hari_ini_pembaca()
    return hari if (hari.year, hari.month) == (bulan.year, bulan.month) else bulan


def _bulan(teks: str) -> date:
    try:
        bulan = date.fromisoformat(f"{teks}-01")
    except ValueError:
        bulan = hari_ini_pembaca().replace(day=1)
    return bulan if TAHUN_AWAL <= bulan.year <= TAHUN_AKHIR else hari_ini_pembaca().replace(day=1)


def _libur(pengguna: Pengguna, awal: date, akhir: date) -> dict[date, str]:
    """Holidays of the shown days; regional ones where all that the person sees lies in one kabupaten."""
    kabupaten = list(Kabupaten.objects.filter(kecamatan__in=pengguna.kecamatan_terlihat()).distinct()[:2])
    satu = kabupaten[0] if len(kabupaten) == 1 else None
    return {t: nama for tahun in range(awal.year, akhir.year + 1) for t, nama in libur(tahun, satu).items()}


def _chip(request: Permintaan, kunjungan: Kunjungan) -> Chip:
    return Chip(kunjungan, request.user.has_perm("perut.atur_kunjungan", kunjungan))


@require_POST
def pindah(request: Permintaan, pk: int) -> JsonResponse:
    """Move a visit; the answer carries the sentence to show. `konfirmasi` asks for `tetap`."""
    try:
        kunjungan = ambil_kunjungan_diatur(request, pk)
    except PermissionDenied as galat:
        return JsonResponse({"pesan": str(galat)}, status=403)
    form = PindahForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"pesan": " ".join(k for daftar in form.errors.values() for k in daftar)}, status=422)
    isi = form.cleaned_data
    try:
        hasil = kunjungan_pindah(
            kunjungan=kunjungan, versi=isi["versi"], tanggal=isi["tanggal"], oleh=request.user, tetap=isi["tetap"]
        )
    except Basi as basi:
        return JsonResponse(
            {"pesan": f"{basi.kalimat} Muat ulang kalender untuk melihat keadaan terakhir."}, status=409
        )
    except ValidationError as galat:
        konfirmasi = [g.code for daftar in galat.error_dict.values() for g in daftar] == [BUKAN_HARI_KERJA]
        return JsonResponse({"pesan": " ".join(galat.messages), "konfirmasi": konfirmasi}, status=422)
    except PermissionDenied as galat:
        return JsonResponse({"pesan": str(galat)}, status=403)
    pesan = f"Kunjungan {hasil.desa} sekarang {date_format(hasil.tanggal, 'l, j F Y')}."
    if hasil.surat_tugas_id and not surat_tugas_cocok(hasil):
        pesan += " Surat tugasnya tidak cocok lagi; terbitkan penggantinya."
    return JsonResponse({"pesan": pesan, "versi": hasil.versi, "tanggal": hasil.tanggal.isoformat()})


@cache_control(private=True, max_age=300)
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """The feed behind a secret address. A revoked address, a closed account, or one without any
    assignment today does not exist."""
    pengguna = get_object_or_404(Pengguna, token_kalender=token, is_active=True)
    if not pengguna.penugasan_aktif:
        raise Http404
    return HttpResponse(
        kalender_ics(pengguna),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="perut.ics"'},
    )

"""The rule sets as pages: every figure with its article and dates; the choice of sets; a new dated value."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from akun.queries import kecamatan_bekerja
from apbdes.aturan import DASAR, Angka, Perangkat, Rusak, perangkat_utuh, sebut_nilai
from apbdes.aturan.hasil import daftar
from apbdes.forms.perangkat import NilaiForm, PilihanForm
from apbdes.kantor.tampilan import bawaan_terbaca
from apbdes.models import NilaiAturan, PerangkatAturan, PilihanPerangkat
from apbdes.perangkat import berlaku_untuk, bertentangan, pilihan_untuk, semua_untuk
from apbdes.queries import tahun_disusun
from apbdes.services.perangkat import nilai_tambah, perangkat_pilih
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from desa.models import Kabupaten

SEBUTAN_TINGKAT = {
    "wajib": "Wajib",
    "perlu": "Perlu diperhatikan",
    "petunjuk": "Petunjuk",
    "perlu_konfirmasi": "Petunjuk yang belum dipastikan",
}


@require_safe
def perangkat_daftar(request: Permintaan) -> HttpResponse:
    """The sets, and for each kecamatan of the reader which of them judge its desa and what none of them judges."""
    tahun = tahun_disusun()
    kecamatan = list(
        request.user.kecamatan_tercakup()
        .filter(pk__in=kecamatan_bekerja())
        .select_related("kabupaten")
        .order_by("kabupaten__nama", "nama")[:50]
    )
    pilihan = [
        {
            "kecamatan": k,
            "perangkat": hasil.perangkat,
            "rusak": hasil.rusak,
            "tak_dinilai": hasil.tak_dinilai(str(k.kabupaten)),
            "boleh": request.user.has_perm("apbdes.pilih_perangkat", k),
        }
        for k in kecamatan
        for hasil in [berlaku_untuk(k, tahun)]
    ]
    utuh, rusak = perangkat_utuh()
    nama = dict(Kabupaten.objects.values_list("kode", "nama"))
    semua = {str(r): r for r in (*rusak, *(r for p in pilihan for r in p["rusak"]))}
    konteks = {
        "perangkat": [(p, _cakupan(p, nama)) for p in utuh],
        "rusak": list(semua.values()),
        "pilihan": pilihan,
        "tahun": tahun,
    }
    return render(request, "apbdes/perangkat_daftar.html", konteks)


@require_safe
def perangkat_rinci(request: Permintaan, kode: str) -> HttpResponse:
    perangkat = _perangkat(request, kode)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    semua, _ = perangkat_utuh()
    tambahan: dict[str, list[NilaiAturan]] = {}
    for n in NilaiAturan.objects.filter(perangkat=kode).select_related("oleh", "kabupaten"):
        tambahan.setdefault(n.angka, []).append(n)
    pilihan, hitungan = bawaan_terbaca(perangkat.penghitung)
    kode_aturan: dict[str, list[str]] = {}
    for a in perangkat.aturan:
        for angka in a.nilai.values():
            kode_aturan.setdefault(angka.nama, []).append(a.kode)
    konteks = {
        "perangkat": perangkat,
        "cakupan": _cakupan(perangkat, dict(Kabupaten.objects.values_list("kode", "nama"))),
        "di_atas": [p for p in semua if p.kode in perangkat.di_atas],
        "angka": [
            {
                "angka": a,
                "dasar": a.dasar.removeprefix(f"{perangkat.nama} "),
                "riwayat": _riwayat(a, tambahan.get(a.nama, [])),
                "aturan": kode_aturan.get(a.nama, []),
            }
            for a in perangkat.angka.values()
        ],
        "tanpa_angka": [n for nama, isi in tambahan.items() if nama not in perangkat.angka for n in isi],
        "pilihan": pilihan,
        "aturan": [
            {"aturan": a, "tingkat": SEBUTAN_TINGKAT[a.tingkat], "hitungan": hitungan.get(a.kode, [])}
            for a in perangkat.aturan
        ],
        "pertentangan": [t for t in bertentangan(semua) if t["perangkat"] == kode],
        "boleh_ubah": request.user.has_perm("apbdes.ubah_angka"),
        "boleh_salin": kode != DASAR and request.user.has_perm("apbdes.ubah_perangkataturan"),
    }
    return render(request, "apbdes/perangkat_rinci.html", konteks)


def _cakupan(perangkat: Perangkat, nama: dict[str, str]) -> str:
    """Whom it judges, a kabupaten by its name where that is known here."""
    if perangkat.wilayah not in nama:
        return perangkat.cakupan
    tahun = f", tahun {daftar(map(str, perangkat.tahun))}" if perangkat.tahun else ""
    return f"{nama[perangkat.wilayah]}{tahun}"


def _riwayat(angka: Angka, tambahan: list[NilaiAturan]) -> list[dict[str, Any]]:
    """Every value with its date, newest first; those added in the browser say who and for whom."""
    dari_berkas = [
        {
            "nilai": sebut_nilai(r.nilai),
            "sejak": r.sejak,
            "diperiksa": r.diperiksa,
            "alasan": r.alasan,
            "dasar": r.dasar,
        }
        for r in angka.riwayat
    ]
    dari_kantor = [
        {
            "nilai": f"Rp{n.nilai}" if isinstance(angka.riwayat[0].nilai, int) else n.nilai,
            "sejak": n.sejak,
            "diperiksa": n.diperiksa,
            "alasan": n.alasan,
            "dasar": n.dasar,
            "kabupaten": n.kabupaten,
            "oleh": n.oleh,
        }
        for n in tambahan
    ]
    return sorted([*dari_berkas, *dari_kantor], key=lambda r: r["sejak"], reverse=True)


def _perangkat(request: Permintaan, kode: str) -> Perangkat | HttpResponse:
    """A set of the files, or the page that says why it cannot be used; what an office wrote has a page of its own."""
    utuh, rusak = perangkat_utuh()
    satu: Perangkat | Rusak | None = next((p for p in (*utuh, *rusak) if p.kode == kode), None)
    if isinstance(satu, Rusak):
        return render(request, "apbdes/perangkat_rusak.html", {"r": satu, "rusak": [satu]})
    if satu is None:
        kantor = PerangkatAturan.objects.untuk(request.user).filter(kode=kode)
        return redirect(get_object_or_404(kantor.order_by("status", "-terbitan")[:1]))
    return satu


@require_http_methods(["GET", "HEAD", "POST"])
def angka_ubah(request: Permintaan, kode: str, nama: str) -> HttpResponse:
    """A new dated value of one figure, with its article and a reason."""
    perangkat = _perangkat(request, kode)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    if nama not in perangkat.angka:
        raise Http404("Angka ini tidak ada dalam perangkat aturan itu.")
    angka = perangkat.angka[nama]
    form = NilaiForm(terkirim(request), angka=angka, pengguna=request.user)
    if request.method == "POST" and form.is_valid():
        isi = {k: form.cleaned_data[k] for k in ("kabupaten", "sejak", "nilai", "dasar", "alasan")}
        try:
            nilai_tambah(perangkat=kode, angka=nama, oleh=request.user, **isi)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"Nilai baru “{angka.arti}” dicatat. Evaluasi yang sudah diputus tidak berubah.")
            return redirect("apbdes:perangkat-rinci", kode=kode)
    konteks = {"perangkat": perangkat, "angka": angka, "sekarang": sebut_nilai(angka.riwayat[-1].nilai), "form": form}
    return tampil(request, "apbdes/angka_ubah.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def perangkat_pilihan(request: Permintaan, pk: int) -> HttpResponse:
    """Choose a guide for one kecamatan; its admins may choose for its whole kabupaten."""
    kecamatan = get_object_or_404(request.user.kecamatan_tercakup().select_related("kabupaten"), pk=pk)
    if not request.user.has_perm("apbdes.pilih_perangkat", kecamatan):
        raise Http404("Perangkat aturan dipilih oleh kecamatan itu sendiri.")
    se_kabupaten = request.user.has_perm("apbdes.pilih_perangkat", kecamatan.kabupaten)
    tahun = tahun_disusun()
    pilihan = pilihan_untuk(kecamatan, tahun)
    awal = {"perangkat": pilihan.perangkat if pilihan else []}
    form = PilihanForm(terkirim(request), initial=awal, kabupaten=kecamatan.kabupaten)
    if request.method == "POST" and form.is_valid():
        semua = se_kabupaten and "kabupaten" in request.POST
        try:
            perangkat_pilih(
                kabupaten=kecamatan.kabupaten,
                kecamatan=None if semua else kecamatan,
                sejak_tahun=form.cleaned_data["sejak_tahun"],
                perangkat=form.cleaned_data["perangkat"],
                alasan=form.cleaned_data["alasan"],
                oleh=request.user,
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Pilihan petunjuk dicatat.")
            return redirect("apbdes:perangkat-daftar")
    riwayat = PilihanPerangkat.objects.filter(kabupaten=kecamatan.kabupaten).select_related("kecamatan", "oleh")
    semua_perangkat, semua_rusak = semua_untuk(kecamatan.kabupaten_id)
    nama = {p.kode: p.nama for p in (*semua_perangkat, *semua_rusak)}
    berlaku = berlaku_untuk(kecamatan, tahun)
    konteks = {
        "kecamatan": kecamatan,
        "form": form,
        "se_kabupaten": se_kabupaten,
        "tahun": tahun,
        "dipakai": [p for p in berlaku.perangkat if not p.petunjuk],
        "rusak": semua_rusak,
        "pertentangan": bertentangan(semua_perangkat),
        "riwayat": [
            (p, [nama.get(kode, kode) for kode in p.perangkat])
            for p in riwayat
            if p.kecamatan_id in (None, kecamatan.pk)
        ],
    }
    return tampil(request, "apbdes/perangkat_pilihan.html", konteks)

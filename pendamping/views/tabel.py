"""Villages × months of a kecamatan, the monthly report of a pendamping, and who is placed where."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from akun.models import Pengguna
from cetak.cetakan import PdfGagal
from dasar.formulir import tampil, terkirim
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan, pdf_di_peramban
from dasar.saringan import pilihan_salah
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from desa.pilih_kecamatan import WilayahForm
from pendamping.cetakan import LANGSUNG_MAKS, laporan_cetak, laporan_minta
from pendamping.enums import PEMBACA, PENGONFIRMASI, TANDA, KeadaanBulan
from pendamping.forms import PenempatanForm
from pendamping.laporan import Laporan, laporan_bulan
from pendamping.models import Lembar, Penempatan, awal_bulan
from pendamping.queries import wilayah_penempatan
from pendamping.rules import boleh_laporan
from pendamping.services.lembar import penempatan_simpan
from pendamping.tabel import bulan_tahun, orang_bulan, sel_kecamatan, tabel
from pendamping.views.lapangan import baca_bulan

BUKAN_PENGATUR = "Penempatan pendamping dicatat camat atau verifikator kecamatan."
PANJANG = "Laporan ini panjang, jadi disusun di belakang: mintalah dengan tombol di halaman ini."


def _kecamatan(request: Permintaan, *peran: str) -> tuple[WilayahForm, Kecamatan | None]:
    form = WilayahForm(request.GET, kecamatan=request.user.kecamatan_terlihat(*peran).select_related("kabupaten"))
    return form, form.terpilih()


def _tahun(kecamatan: Kecamatan) -> range:
    """From the first year of which something is known to this one."""
    kini = hari_ini(kecamatan).year
    awal = [
        Penempatan.objects.filter(kecamatan=kecamatan).order_by("mulai").values_list("mulai", flat=True).first(),
        Lembar.objects.filter(desa__kecamatan=kecamatan).order_by("bulan").values_list("bulan", flat=True).first(),
    ]
    return range(max(min([h.year for h in awal if h] or [kini]), kini - 20), kini + 1)


@require_safe
def pendamping_tabel(request: Permintaan) -> HttpResponse:
    form, kecamatan = _kecamatan(request, *PEMBACA)
    salah = form.salah(kecamatan)
    konteks: dict[str, object] = {"wilayah": form, "kecamatan": kecamatan}
    if kecamatan is None:
        return render(request, "pendamping/tabel.html", konteks)
    kini = awal_bulan(hari_ini(kecamatan))
    tahun_ada = _tahun(kecamatan)
    diminta = request.GET.get("bulan", "")
    bulan = baca_bulan(diminta) if diminta else None
    if diminta and (bulan is None or bulan > kini or bulan.year not in tahun_ada):
        salah, bulan = [*salah, "Bulan"], None
    diminta = request.GET.get("tahun", "")
    tahun = next((t for t in tahun_ada if str(t) == diminta), bulan.year if bulan else kini.year)
    if diminta and str(tahun) != diminta:
        salah.append("Tahun")
    bulan = bulan if bulan and bulan.year == tahun else _bulan_utama(tahun, kini)
    sel = sel_kecamatan(kecamatan, bulan_tahun(tahun))
    konteks |= {
        "bawa": f"&kecamatan={kecamatan.kode}" if form.banyak > 1 else "",
        "salah": pilihan_salah(salah),
        "tahun": tahun,
        "tahun_ada": tahun_ada,
        "bulan": bulan,
        "bulan_ada": [b for b in bulan_tahun(tahun) if b <= kini],
        "t": tabel(kecamatan, sel, tahun),
        "orang": orang_bulan(sel, bulan),
        "arti": [(k.label, *TANDA[k]) for k in KeadaanBulan],
        "boleh_atur": request.user.has_perm("pendamping.atur_penempatan", kecamatan),
        "boleh_laporan": {o.pk for o in {s.pengguna for s in sel} if boleh_laporan(request.user, kecamatan, o.pk)},
        "ada_penempatan": Penempatan.objects.filter(kecamatan=kecamatan).exists(),
    }
    return render(request, "pendamping/tabel.html", konteks, status=422 if salah else 200)


def _bulan_utama(tahun: int, kini: date) -> date:
    """The last month that is over; in January, and of a year that is over, the nearest."""
    if tahun != kini.year:
        return date(tahun, 12, 1)
    return date(tahun, max(kini.month - 1, 1), 1)


def _laporan(request: Permintaan, kode: str, orang: int, bulan: str) -> tuple[Kecamatan, Pengguna, date, Laporan]:
    """The report that this person may read, else 404."""
    terlihat = request.user.kecamatan_terlihat(*PEMBACA).select_related("kabupaten")
    kecamatan = get_object_or_404(terlihat, kode=kode)
    hari = baca_bulan(bulan)
    if hari is None or hari > hari_ini(kecamatan) or not boleh_laporan(request.user, kecamatan, orang):
        raise Http404
    pendamping = get_object_or_404(Pengguna, pk=orang)
    laporan = laporan_bulan(kecamatan=kecamatan, pendamping=pendamping, bulan=hari)
    if laporan is None:
        raise Http404
    return kecamatan, pendamping, hari, laporan


@require_safe
def laporan(request: Permintaan, kode: str, orang: int, bulan: str) -> HttpResponse:
    """The monthly report on the page, and where it is printed from."""
    kecamatan, pendamping, hari, isi = _laporan(request, kode, orang, bulan)
    konteks = {
        "kecamatan": kecamatan,
        "pendamping": pendamping,
        "bulan": hari,
        "isi": isi,
        "panjang": isi.banyak > LANGSUNG_MAKS,
        "alamat": [kode, orang, bulan],
    }
    return render(request, "pendamping/laporan.html", konteks)


@pdf_di_peramban
@require_http_methods(["GET", "HEAD", "POST"])
def laporan_pdf(request: Permintaan, kode: str, orang: int, bulan: str) -> HttpResponse:
    """A short one is the answer; a long one is asked for with POST, and the answer is the page of its export."""
    kecamatan, pendamping, hari, isi = _laporan(request, kode, orang, bulan)
    asal = reverse("pendamping:laporan", args=[kode, orang, bulan])
    nama = f"laporan-pendamping-{pendamping.username}-{bulan}"
    try:
        if isi.banyak > LANGSUNG_MAKS:
            if request.method != "POST":
                messages.info(request, PANJANG)
                return redirect(asal)
            return redirect(
                laporan_minta(
                    laporan=isi,
                    kecamatan=kecamatan,
                    pendamping=pendamping,
                    bulan=hari,
                    nama=nama,
                    asal=asal,
                    oleh=request.user,
                )
            )
        pdf = laporan_cetak(isi.beku())
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(asal)
    except ValidationError as galat:
        messages.error(request, " ".join(galat.messages))
        return redirect(asal)
    tajuk = {"Content-Disposition": f'inline; filename="{nama}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


@require_safe
def penempatan_daftar(request: Permintaan) -> HttpResponse:
    """Who is placed where, now and before."""
    form, kecamatan = _kecamatan(request, *PEMBACA)
    semua = Penempatan.objects.untuk(request.user).filter(kecamatan=kecamatan).select_related("pengguna", "kecamatan")
    konteks = {
        "wilayah": form,
        "kecamatan": kecamatan,
        "penempatan": wilayah_penempatan(semua.prefetch_related("desa")),
        "kini": hari_ini(kecamatan) if kecamatan else None,
        "boleh_atur": kecamatan is not None and request.user.has_perm("pendamping.atur_penempatan", kecamatan),
    }
    return render(request, "pendamping/penempatan_daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
def penempatan_tambah(request: Permintaan) -> HttpResponse:
    _, kecamatan = _kecamatan(request, *PENGONFIRMASI)
    if kecamatan is None:
        raise PermissionDenied(BUKAN_PENGATUR)
    awal = awal_bulan(hari_ini(kecamatan))
    return _penempatan(request, Penempatan(kecamatan=kecamatan, mulai=awal), "Tempatkan pendamping")


@require_http_methods(["GET", "HEAD", "POST"])
def penempatan_ubah(request: Permintaan, pk: int) -> HttpResponse:
    penempatan = get_object_or_404(Penempatan.objects.untuk(request.user).select_related("kecamatan"), pk=pk)
    if not request.user.has_perm("pendamping.atur_penempatan", penempatan.kecamatan):
        raise PermissionDenied(BUKAN_PENGATUR)
    return _penempatan(request, penempatan, f"Ubah penempatan {penempatan.pengguna}")


def _penempatan(request: Permintaan, penempatan: Penempatan, judul: str) -> HttpResponse:
    form = PenempatanForm(terkirim(request), instance=penempatan)

    def simpan() -> None:
        penempatan_simpan(penempatan=penempatan, desa=form.cleaned_data["desa"], versi=form.versi, oleh=request.user)

    kembali = reverse("pendamping:penempatan-daftar")
    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, "Penempatan disimpan.")
        return redirect(kembali)
    konteks = {"form": form, "judul": judul, "kecamatan": penempatan.kecamatan, "kembali": kembali}
    return tampil(request, "pendamping/penempatan_form.html", konteks)

"""Perangkat from and to a spreadsheet: template, preview, save, export."""

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dasar.formulir import tampil
from dasar.lembar import Lembar
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from desa.ekspor import pejabat_ekspor, templat_pejabat
from desa.forms import ImporForm
from desa.models import Desa
from desa.resources import Tinjauan, kode_rapi, pejabat_impor
from desa.tabel import PERANGKAT
from desa.views.pejabat import PerangkatDaftar

SESI = "impor_perangkat"
JENIS_ISI = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def impor(request: Permintaan) -> HttpResponse:
    """Upload a file and see what it would do. Right rows wait in the session for the confirmation."""
    kiriman = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImporForm(*kiriman, tabel=PERANGKAT)
    if not form.is_valid():
        return tampil(request, "desa/impor.html", {"form": form})
    desa = _desa_dikelola(request, form.lembar)
    tinjauan, _ = pejabat_impor(tabel=PERANGKAT, lembar=form.lembar, desa=desa, oleh=request.user)
    return _pratinjau(request, form.lembar, tinjauan, request.FILES["berkas"].name)


@require_POST
def impor_simpan(request: Permintaan) -> HttpResponse:
    """Save the rows of the preview: all of them, or none when one of them would do something else by now."""
    isi = request.session.get(SESI)
    if not isi or isi["kunci"] != request.POST.get("kunci"):
        messages.warning(
            request, "Pratinjau ini sudah tidak berlaku. Bila belum tersimpan, unggah berkasnya sekali lagi."
        )
        return redirect("desa:perangkat-impor")
    lembar = Lembar(isi["kolom"], [(nomor, dict(zip(isi["kolom"], sel, strict=True))) for nomor, sel in isi["baris"]])
    desa = _desa_dikelola(request, lembar)
    try:
        tinjauan, tersimpan = pejabat_impor(
            tabel=PERANGKAT, lembar=lembar, desa=desa, oleh=request.user, disetujui=isi["akibat"]
        )
    except DatabaseError:
        messages.error(
            request, "Data berubah sementara impor disimpan, jadi tidak ada yang disimpan. Silakan coba lagi."
        )
        return redirect("desa:perangkat-impor")
    if not tersimpan:
        if not tinjauan.galat:
            messages.warning(
                request,
                "Data sudah diubah orang lain sejak pratinjau dibuat. Periksa lagi, lalu simpan bila sudah benar.",
            )
        return _pratinjau(request, lembar, tinjauan, isi["nama"])
    del request.session[SESI]
    messages.success(
        request,
        f"Impor selesai: {tinjauan.jumlah('baru')} baru, {tinjauan.jumlah('berubah')} diperbarui, "
        f"{tinjauan.jumlah('sama')} sudah sama.",
    )
    return redirect("desa:perangkat-daftar")


def templat(request: Permintaan) -> HttpResponse:
    return _unduh(templat_pejabat(PERANGKAT), "templat-perangkat-desa", "xlsx")


def ekspor(request: Permintaan, jenis: str) -> HttpResponse:
    """The list as filtered, in the columns that can be imported again."""
    if jenis not in JENIS_ISI:
        raise Http404
    daftar = PerangkatDaftar()
    daftar.setup(request)
    saringan = daftar.get_filterset(daftar.get_filterset_class())
    isi = pejabat_ekspor(PERANGKAT, saringan.qs, jenis)
    return _unduh(isi, f"perangkat-desa-{hari_ini_pembaca():%Y%m%d}", jenis)


def _unduh(isi: bytes, nama: str, jenis: str) -> HttpResponse:
    return HttpResponse(
        isi,
        content_type=JENIS_ISI[jenis],
        headers={"Content-Disposition": f'attachment; filename="{nama}.{jenis}"'},
    )


def _desa_dikelola(request: Permintaan, lembar: Lembar) -> dict[str, Desa]:
    """Of the villages that the file names, those that this person may change."""
    if not request.user.has_perm("desa.kelola_perangkat"):
        raise PermissionDenied("Perangkat desa dikelola oleh sekretaris desanya atau oleh kecamatan.")
    kode = {kode_rapi(isi["kode_desa"]) for _, isi in lembar.baris}
    terlihat = request.user.desa_terlihat().filter(kode__in=kode).select_related("kecamatan")
    return {d.kode: d for d in terlihat if request.user.has_perm("desa.kelola_perangkat", d)}


def _pratinjau(request: Permintaan, lembar: Lembar, tinjauan: Tinjauan, nama: str) -> HttpResponse:
    request.session.pop(SESI, None)
    kunci = ""
    if not tinjauan.galat:
        kunci = secrets.token_urlsafe(16)
        request.session[SESI] = {
            "kunci": kunci,
            "nama": nama,
            "kolom": lembar.kolom,
            "akibat": tinjauan.akibat,
            "baris": [(nomor, [isi[k] for k in lembar.kolom]) for nomor, isi in lembar.baris],
        }
    pengenal = [k for k in PERANGKAT.kolom_lembar if k.nama in (*PERANGKAT.alami, PERANGKAT.induk)]
    konteks = {
        "tinjauan": tinjauan,
        "kunci": kunci,
        "nama": nama,
        "kepala": [PERANGKAT.label(k.nama) for k in pengenal],
        "baris": [
            (b, [(PERANGKAT.label(k.nama), b.isi.get(k.judul_lembar, "")) for k in pengenal]) for b in tinjauan.baris
        ],
    }
    konteks |= {f"jumlah_{k}": tinjauan.jumlah(k) for k in ("baru", "berubah", "sama", "salah")}
    return render(request, "desa/impor_pratinjau.html", konteks, status=422 if tinjauan.galat else 200)

"""One assessment: begun, filled in, settled, corrected, answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from akun.forms import AlasanForm
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan
from kapasitas import services
from kapasitas.alur import TRANSISI_PENILAIAN
from kapasitas.enums import LENCANA_TINGKAT, PEMBACA, StatusPenilaian, Tingkat
from kapasitas.forms import KoreksiForm, PenilaianForm, TanggapanForm
from kapasitas.models import Butir, Penilaian
from kapasitas.sumber import alamat_bukti
from kapasitas.syarat import kekurangan
from kapasitas.views.keadaan import ambil_pejabat, pejabat_rinci


def ambil(request: Permintaan, pk: int) -> Penilaian:
    penilaian = get_object_or_404(Penilaian.objects.untuk(request.user).lengkap(), pk=pk)
    if not request.user.has_perm("kapasitas.lihat_penilaian", penilaian):
        raise Http404
    return penilaian


def _dinilai(request: Permintaan, pk: int) -> Penilaian:
    """One that this person may work on: whoever assesses there, and is not the one assessed."""
    penilaian = ambil(request, pk)
    if not request.user.has_perm("kapasitas.kerjakan_penilaian", penilaian):
        raise PermissionDenied(services.BUKAN_PENILAI)
    return penilaian


@require_POST
def penilaian_mulai(request: Permintaan, pk: int) -> HttpResponse:
    """Begin, or go on with what somebody has begun."""
    perangkat = ambil_pejabat(request, pk)
    try:
        draf, baru = services.penilaian_mulai(perangkat=perangkat, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _halaman_pejabat(request, pk))
    if not baru and draf.dimulai_oleh_id != request.user.pk:
        messages.info(request, f"Penilaian ini sudah dimulai {draf.dimulai_oleh}; Anda meneruskan draf yang sama.")
    return redirect("kapasitas:penilaian-isi", pk=draf.pk)


def _halaman_pejabat(request: Permintaan, pk: int) -> HttpResponse:
    request.method = "GET"
    return pejabat_rinci(request, pk)


def penilaian_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _halaman(request, ambil(request, pk))


def _halaman(request: Permintaan, penilaian: Penilaian, form_tanggapan: Any = None) -> HttpResponse:
    kantor = bool(request.user.semua_peran_di(penilaian.desa) & PEMBACA)
    butir = list(penilaian.butir.select_related("kompetensi"))
    baris = [(b, _warna(b), alamat_bukti(b) if kantor else "") for b in butir]
    boleh_tanggapi = request.user.has_perm("kapasitas.tanggapi_penilaian", penilaian)
    konteks = {
        "penilaian": penilaian,
        "perangkat": penilaian.perangkat,
        "desa": penilaian.desa,
        "kantor": kantor,
        "kelompok": [
            ("Kompetensi wajib", [r for r in baris if r[0].wajib]),
            ("Kompetensi pendukung", [r for r in baris if not r[0].wajib]),
        ],
        "wajib": sum(b.wajib for b in butir),
        "cukup": sum(b.wajib and (b.tingkat or 0) >= Tingkat.MAMPU for b in butir),
        "tindakan": _tindakan(request, penilaian),
        "boleh_isi": request.user.has_perm("kapasitas.isi_penilaian", penilaian),
        "boleh_koreksi": request.user.has_perm("kapasitas.koreksi_penilaian", penilaian),
        "koreksi": penilaian.koreksi.filter(status=StatusPenilaian.DITETAPKAN).first(),
        "riwayat": penilaian.riwayat.select_related("oleh"),
        "tanggapan": penilaian.tanggapan.select_related("oleh"),
        "form": form_tanggapan or (TanggapanForm() if boleh_tanggapi else None),
    }
    return tampil(request, "kapasitas/penilaian.html", konteks)


def _warna(butir: Butir) -> str:
    return "netral" if butir.tingkat is None else LENCANA_TINGKAT[Tingkat(butir.tingkat)]


def _tindakan(request: Permintaan, penilaian: Penilaian) -> list[Tindakan]:
    sejak = sejak_dari(penilaian)
    hasil = []
    for t in TRANSISI_PENILAIAN:
        if penilaian.status not in t.dari or not t.peran & request.user.semua_peran_di(penilaian.desa):
            continue
        halangan = halangan_orang(request.user, penilaian, t) or t.kekurangan(penilaian)
        url = f"{penilaian.get_absolute_url()}{t.aksi}/"
        hasil.append(Tindakan(t, url, sejak, halangan, berhalaman=t.aksi in MEJA.tanya))
    return hasil


def penilaian_isi(request: Permintaan, pk: int) -> HttpResponse:
    penilaian = _dinilai(request, pk)
    if not penilaian.draf:
        messages.info(request, "Penilaian ini tidak berstatus draf lagi, jadi isinya tidak berubah.")
        return redirect(penilaian)
    form = PenilaianForm(terkirim(request), penilaian=penilaian, pengguna=request.user)
    if request.method == "POST" and form.is_valid():
        c = form.cleaned_data
        try:
            hasil = services.penilaian_isi(
                penilaian=penilaian,
                tanggal=c["tanggal"],
                catatan=c["catatan"].replace("\r\n", "\n"),
                isi=form.isi(),
                versi=c["versi"],
                oleh=request.user,
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            kurang = kekurangan(hasil)
            messages.success(
                request, "Penilaian disimpan." if kurang else "Penilaian disimpan; sudah dapat ditetapkan."
            )
            return redirect(hasil)
    konteks = {"penilaian": penilaian, "perangkat": penilaian.perangkat, "desa": penilaian.desa, "form": form}
    return tampil(request, "kapasitas/penilaian_isi.html", konteks)


def penilaian_koreksi(request: Permintaan, pk: int) -> HttpResponse:
    """Ask for the reason, and begin with what was settled."""
    penilaian = _dinilai(request, pk)
    if penilaian.status != StatusPenilaian.DITETAPKAN:
        messages.info(request, "Hanya penilaian yang berlaku dapat dikoreksi.")
        return redirect(penilaian)
    form = KoreksiForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            draf, _ = services.penilaian_mulai(
                perangkat=penilaian.perangkat,
                oleh=request.user,
                koreksi_atas=penilaian,
                alasan=form.cleaned_data["alasan"],
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            return redirect("kapasitas:penilaian-isi", pk=draf.pk)
    return tampil(
        request,
        "kapasitas/form.html",
        {"form": form, "judul": "Koreksi penilaian", "objek": penilaian, "tombol": "Mulai koreksi"},
    )


@require_POST
def penilaian_tanggapi(request: Permintaan, pk: int) -> HttpResponse:
    penilaian = ambil(request, pk)
    if not request.user.has_perm("kapasitas.tanggapi_penilaian", penilaian):
        raise PermissionDenied("Penilaian ditanggapi pemerintah desa yang bersangkutan, sesudah ditetapkan.")
    form = TanggapanForm(request.POST)
    if form.is_valid():
        try:
            services.tanggapan_catat(penilaian=penilaian, isi=form.cleaned_data["isi"], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Tanggapan disimpan dan disampaikan kepada penilainya.")
            return redirect(penilaian)
    return _halaman(request, penilaian, form)


def _selesai(request: Permintaan, penilaian: Penilaian, aksi: str) -> HttpResponse:
    kabar = {
        "tetapkan": "Penilaian ditetapkan dan disampaikan kepada desa.",
        "batalkan": "Draf penilaian dibatalkan.",
    }
    messages.success(request, kabar[aksi])
    return redirect("kapasitas:pejabat", pk=penilaian.perangkat_id)


def _tanya_alasan(request: Permintaan, penilaian: Penilaian, _transisi: Transisi) -> Tanya:
    form = AlasanForm(terkirim(request))
    konteks = {
        "remah": "kapasitas/_remah.html",
        "perangkat": penilaian.perangkat,
        "desa": penilaian.desa,
        "penjelasan": f"Penilaian {penilaian.nama} yang belum ditetapkan ini tidak dipakai lagi.",
    }
    return Tanya(form, lambda: form.cleaned_data, konteks=konteks)


MEJA = Meja(
    benda="penilaian",
    tabel=TRANSISI_PENILAIAN,
    kerja={"tetapkan": services.penilaian_tetapkan, "batalkan": services.penilaian_batalkan},
    rinci=_halaman,
    selesai=_selesai,
    tanya={"batalkan": _tanya_alasan},
)


def penilaian_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)

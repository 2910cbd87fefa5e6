"""One set: what it says, what is still wrong with it, and the steps to law in force."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.forms import AlasanForm
from apbdes.alur import TRANSISI_PERANGKAT
from apbdes.aturan import perangkat_utuh
from apbdes.enums import StatusPerangkat
from apbdes.forms.aturan_kantor.kepala import KepalaForm, UnggahForm, awal_kepala
from apbdes.kantor.berkas import periksa_berkas
from apbdes.kantor.isi import BAGIAN
from apbdes.kantor.mesin import terbit_rusak
from apbdes.kantor.nilai import TidakTerbaca, ekspor, kamus_untuk, nilai
from apbdes.kantor.tampilan import isi_terbaca
from apbdes.models import PerangkatAturan
from apbdes.services import aturan_kantor as services
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.formulir import bilangan, salahkan, tampil, terkirim, tertolak
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.konflik import versi_wajib
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan

REMAH = "apbdes/aturan_kantor/_remah.html"


def ambil(request: Permintaan, pk: int, *, ubah: bool = False) -> PerangkatAturan:
    """A set that this person may read (else 404); to change it one must keep it (else 403)."""
    semua = PerangkatAturan.objects.untuk(request.user).select_related("kabupaten", "dibuat_oleh", "diubah_oleh")
    perangkat = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("apbdes.lihat_perangkataturan", perangkat):
        raise Http404
    if ubah and not request.user.has_perm("apbdes.ubah_perangkataturan", perangkat):
        raise PermissionDenied(services.BUKAN_PENYUSUN)
    return perangkat


def draf(request: Permintaan, pk: int) -> PerangkatAturan | HttpResponse:
    """A draft to be changed; what is published leads back to its page with a sentence."""
    perangkat = ambil(request, pk, ubah=True)
    if perangkat.dapat_diubah:
        return perangkat
    messages.warning(request, services.SUDAH_TERBIT.format(perangkat, perangkat.get_status_display().lower()))
    return redirect(perangkat)


def tahun_kamus(perangkat: PerangkatAturan) -> int:
    return max(perangkat.tahun, default=0)


@require_safe
def aturan_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return rinci(request, ambil(request, pk))


def rinci(request: Permintaan, perangkat: PerangkatAturan) -> HttpResponse:
    dinilai = nilai(perangkat.isi, kamus_untuk(perangkat.kabupaten, tahun_kamus(perangkat)))
    penyusun = request.user.has_perm("apbdes.ubah_perangkataturan", perangkat)
    sekeluarga = PerangkatAturan.objects.untuk(request.user).filter(kode=perangkat.kode).exclude(pk=perangkat.pk)
    konteks = {
        "perangkat": perangkat,
        "bagian": [(b, isi_terbaca(perangkat.isi, b.kode, dinilai)) for b in BAGIAN.values()],
        "salah": dinilai.salah,
        "rusak": terbit_rusak(perangkat) is not None,
        "ubah": penyusun and perangkat.dapat_diubah,
        "penyusun": penyusun,
        "terbitan_baru": penyusun and perangkat.status == StatusPerangkat.TERBIT,
        "versi_lain": sekeluarga.order_by("-terbitan"),
        "riwayat": perangkat.riwayat.select_related("oleh"),
        "tindakan": _tindakan(request, perangkat),
    }
    return render(request, "apbdes/aturan_kantor/rinci.html", konteks)


def _tindakan(request: Permintaan, perangkat: PerangkatAturan) -> list[Tindakan]:
    hasil = []
    sejak = sejak_dari(perangkat)
    for t in TRANSISI_PERANGKAT:
        if perangkat.status not in t.dari or not t.peran:
            continue
        boleh = request.user.has_perm(f"apbdes.{t.aksi}_perangkataturan", perangkat)
        halangan = t.kekurangan(perangkat) if boleh else halangan_orang(request.user, perangkat, t)
        if boleh or halangan:
            url = reverse("apbdes:aturan-aksi", args=[perangkat.pk, t.aksi])
            hasil.append(Tindakan(t, url, sejak, halangan, berhalaman=True))
    return hasil


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_kepala(request: Permintaan, pk: int) -> HttpResponse:
    """Name, regulations, years."""
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    nasional = [(p.kode, f"{p.nama} – {p.judul}") for p in perangkat_utuh()[0] if p.kode.startswith("nasional")]
    form = KepalaForm(terkirim(request), initial=awal_kepala(perangkat), di_atas=nasional)
    if request.method == "POST" and form.is_valid():
        try:
            services.kepala_simpan(
                perangkat=perangkat, kepala=form.kepala, versi=versi_wajib(request.POST), oleh=request.user
            )
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Kepala perangkat disimpan.")
            return redirect(perangkat)
    return tampil(request, "apbdes/aturan_kantor/kepala.html", {"perangkat": perangkat, "form": form})


@require_safe
def aturan_yaml(request: Permintaan, pk: int) -> HttpResponse:
    perangkat = ambil(request, pk)
    jawab = HttpResponse(ekspor(perangkat.isi), content_type="application/yaml; charset=utf-8")
    jawab["Content-Disposition"] = f'attachment; filename="{perangkat.kode}.yaml"'
    return jawab


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_ganti(request: Permintaan, pk: int) -> HttpResponse:
    """The whole content of a draft from a file."""
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    form = UnggahForm(terkirim(request), request.FILES or None, initial={"versi": str(perangkat.versi)})
    salah = []
    if request.method == "POST" and form.is_valid():
        try:
            _, isi = periksa_berkas(form.cleaned_data["berkas"], oleh=request.user)
            versi = bilangan(request.POST, "versi")
            services.perangkat_ganti(
                perangkat=perangkat, isi=isi, versi=-1 if versi is None else versi, oleh=request.user
            )
        except TidakTerbaca as galat:
            salah = galat.salah
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Isi draf diganti dengan isi berkas.")
            return redirect(perangkat)
    konteks = {"perangkat": perangkat, "form": form, "salah": salah}
    return tampil(request, "apbdes/aturan_kantor/unggah.html", konteks)


@require_POST
def aturan_terbitan(request: Permintaan, pk: int) -> HttpResponse:
    """The next edition as a draft."""
    perangkat = ambil(request, pk, ubah=True)
    try:
        baru = services.perangkat_terbitan(asal=perangkat, oleh=request.user)
    except ValidationError as galat:
        messages.warning(request, galat.messages[0])
        lain = PerangkatAturan.objects.untuk(request.user).filter(kode=perangkat.kode, diterbitkan=None).first()
        return redirect(lain or perangkat)
    messages.success(
        request, f"{baru} dibuat sebagai draf. Terbitan yang berlaku tetap dipakai sampai draf ini terbit."
    )
    return redirect(baru)


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Ask, then throw a draft away."""
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    if request.method == "POST":
        try:
            services.perangkat_hapus(perangkat=perangkat, oleh=request.user)
        except ValidationError as galat:
            return tertolak(request, galat, lambda: rinci(request, ambil(request, pk)))
        messages.success(request, f"Draf {perangkat.nama} dihapus.")
        return redirect("apbdes:aturan-daftar")
    return render(request, "apbdes/aturan_kantor/hapus.html", {"perangkat": perangkat, "apa": str(perangkat)})


def _tanya(penjelasan: str, request: Permintaan, perangkat: PerangkatAturan, transisi: Transisi) -> Tanya:
    form = AlasanForm(terkirim(request)) if transisi.alasan_wajib else _Tanpa(terkirim(request))
    konteks = {"remah": REMAH, "judul": f"{transisi.label}: {perangkat}", "penjelasan": penjelasan}
    return Tanya(form, lambda: form.cleaned_data, konteks=konteks)


class _Tanpa(AlasanForm):
    """A decision that asks nothing but to be made."""

    alasan = None


def _selesai(request: Permintaan, perangkat: PerangkatAturan, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi].format(perangkat))
    return redirect(perangkat)


PESAN = {
    "ajukan": "{} diajukan. Yang menerbitkan orang lain: admin lain, atau verifikator di kabupaten ini.",
    "terbitkan": "{} terbit. APB Desa kabupaten ini dinilai dengannya sejak sekarang.",
    "kembalikan": "{} dikembalikan ke penyusunnya.",
}
PENJELASAN = {
    "ajukan": "Sesudah diajukan, isinya tidak dapat diubah sampai dikembalikan.",
    "terbitkan": "Baca setiap aturan di samping naskah peraturannya. Sesudah terbit isinya tetap; perubahan adalah "
    "terbitan baru. Yang sudah diputus tidak berubah.",
    "kembalikan": "Penyusunnya dapat mengubahnya lagi, lalu mengajukannya kembali.",
}
MEJA: Meja[PerangkatAturan] = Meja(
    benda="perangkat",
    tabel=TRANSISI_PERANGKAT,
    kerja={
        "ajukan": services.perangkat_ajukan,
        "terbitkan": services.perangkat_terbitkan,
        "kembalikan": services.perangkat_kembalikan,
    },
    tanya={aksi: partial(_tanya, penjelasan) for aksi, penjelasan in PENJELASAN.items()},
    rinci=rinci,
    selesai=_selesai,
)


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)


def konteks_bagian(perangkat: PerangkatAturan, **lain: Any) -> dict[str, Any]:
    return {"perangkat": perangkat, **lain}

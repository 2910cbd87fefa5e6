"""How a kecamatan signs and numbers its documents."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from akun.enums import KECAMATAN, Peran
from akun.models import Pengguna, Penugasan
from desa.models import Kecamatan
from naskah.enums.naskah import CaraTtd
from naskah.forms.naskah import PengaturanTtdForm, SeriNomorForm
from naskah.jenis import JenisNaskah, jenis_naskah, pilihan_jenis
from naskah.models import PengaturanTtd, SeriNomor
from naskah.models.sertifikat import Sertifikat
from tte.bsre import bsre_aktif

PENANDA_LAZIM = frozenset({Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.PENDAMPING, Peran.KEPALA_DESA})


def _kecamatan(request: HttpRequest) -> tuple[Kecamatan, list[Kecamatan]]:
    """The one asked for, or the first; and those to choose from: where anybody works with PERUT."""
    terlihat = request.user.kecamatan_terlihat().select_related("kabupaten").order_by("kabupaten__nama", "nama")
    pilihan = request.GET.get("kecamatan", "")
    if pilihan:
        kecamatan = (
            terlihat.filter(pk=pilihan).first()
            if pilihan.isascii() and pilihan.isdigit() and len(pilihan) < 19
            else None
        )
        if kecamatan is None:
            raise Http404("Kecamatan ini tidak ada dalam wilayah Anda.")
    dipakai = terlihat.filter(pk__in=Penugasan.objects.exclude(kecamatan=None).values("kecamatan"))
    daftar = [k for k in dipakai if request.user.has_perm("naskah.atur_naskah", k)]
    if not pilihan:
        kecamatan = daftar[0] if daftar else None
    if kecamatan is None or not request.user.has_perm("naskah.atur_naskah", kecamatan):
        raise Http404("Belum ada kecamatan yang tanda tangannya dapat Anda atur.")
    return kecamatan, daftar


@require_http_methods(["GET", "HEAD", "POST"])
def pengaturan_ttd(request: HttpRequest) -> HttpResponse:
    """Two forms on one page; each is saved for itself. Changes concern documents approved later."""
    kecamatan, daftar = _kecamatan(request)
    pengaturan = PengaturanTtd.objects.filter(kecamatan=kecamatan).first() or PengaturanTtd(kecamatan=kecamatan)
    kirim = request.POST.get("bagian") if request.method == "POST" else None
    form = PengaturanTtdForm(request.POST if kirim == "cara" else None, instance=pengaturan)
    seri = [_form_seri(request, kecamatan, jenis_naskah(kode), kirim) for kode, _ in pilihan_jenis()]
    if kirim == "cara" and form.is_valid():
        form.save()
        messages.success(request, "Cara tanda tangan disimpan. Berlaku bagi naskah yang disetujui sesudah ini.")
        return redirect(_alamat(kecamatan))
    sah = kirim == "nomor" and {f.is_valid() for _, f in seri} == {True}  # each one, so that each tells its errors
    if sah:
        with transaction.atomic():
            for jenis, f in seri:
                if f.has_changed() or f.instance.pk:
                    f.instance.kecamatan, f.instance.jenis = kecamatan, jenis.kode
                    f.save()
        messages.success(request, "Penomoran disimpan. Berlaku bagi naskah yang disetujui sesudah ini.")
        return redirect(_alamat(kecamatan))
    konteks = {
        "kecamatan": kecamatan,
        "daftar": daftar,
        "form": form,
        "seri": seri,
        "tanpa_sertifikat": _tanpa_sertifikat(kecamatan),
        "bsre_aktif": bsre_aktif(),
        "elektronik": CaraTtd.ELEKTRONIK,
    }
    return render(request, "naskah/pengaturan_ttd.html", konteks)


def _alamat(kecamatan: Kecamatan) -> str:
    return f"{reverse('naskah:pengaturan-ttd')}?kecamatan={kecamatan.pk}"


def _form_seri(
    request: HttpRequest, kecamatan: Kecamatan, jenis: JenisNaskah, kirim: str | None
) -> tuple[JenisNaskah, forms.ModelForm]:
    """The series of one kind: its own row, or the kind's defaults to begin with."""
    seri = SeriNomor.objects.filter(kecamatan=kecamatan, jenis=jenis.kode).first() or SeriNomor(
        kecamatan=kecamatan, jenis=jenis.kode, klasifikasi=jenis.klasifikasi, pola=jenis.pola
    )
    form = SeriNomorForm(request.POST if kirim == "nomor" else None, instance=seri, prefix=jenis.kode)
    form.fields["retensi_tahun"].widget.attrs["placeholder"] = str(jenis.retensi_tahun)
    return jenis, form


def _tanpa_sertifikat(kecamatan: Kecamatan) -> list[Pengguna]:
    """Who would sign for this kecamatan and has no certificate that is in force."""
    tugas = Penugasan.objects.aktif().filter(peran__in=PENANDA_LAZIM)
    milik = tugas.filter(kecamatan=kecamatan, peran__in=KECAMATAN) | tugas.filter(desa__kecamatan=kecamatan)
    orang = Pengguna.objects.filter(is_active=True, pk__in=milik.values("pengguna")).order_by("nama", "pk")
    return list(orang.exclude(pk__in=Sertifikat.objects.aktif().values("pengguna")))

"""Findings: the list, one finding with everything that was answered, and the two decisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from akun.enums import DESA
from dasar.daftar import Daftar
from tindaklanjut import services
from tindaklanjut.enums import BERJALAN, StatusTemuan
from tindaklanjut.forms import JawabanForm, TutupForm
from tindaklanjut.models import Temuan
from tindaklanjut.tables import TemuanFilter, TemuanTable


class TemuanDaftar(Daftar):
    model = Temuan
    table_class = TemuanTable
    filterset_class = TemuanFilter
    judul = "Temuan"
    keterangan = "Apa yang harus dibenahi, oleh siapa, sampai kapan."
    kosong = {
        "judul": "Belum ada temuan",
        "saran": "Temuan dicatat saat kunjungan dan muncul di sini setelah berita acaranya disahkan.",
    }

    def get_queryset(self):
        resmi = Temuan.objects.untuk(self.request.user).exclude(status=StatusTemuan.DRAF)
        return resmi.select_related("desa__kecamatan")


def ambil(request: HttpRequest, pk) -> Temuan:
    temuan = get_object_or_404(Temuan.objects.untuk(request.user).select_related("desa__kecamatan"), pk=pk)
    if not request.user.has_perm("tindaklanjut.lihat_temuan", temuan):
        raise Http404
    return temuan


def _halaman(request: HttpRequest, temuan: Temuan, *, jawaban=None, tutup=None, status: int = 200) -> HttpResponse:
    berjalan = temuan.status in BERJALAN
    boleh_jawab = berjalan and request.user.has_perm("tindaklanjut.jawab_temuan", temuan)
    boleh_tutup = berjalan and request.user.has_perm("tindaklanjut.tutup_temuan", temuan)
    riwayat = temuan.tindak_lanjut.select_related("diubah_oleh")
    if request.user.peran_di(temuan.desa) <= DESA:
        riwayat = riwayat.filter(resmi=True)
    konteks = {
        "temuan": temuan,
        "riwayat": riwayat,
        "form_jawaban": (jawaban or JawabanForm()) if boleh_jawab else None,
        "form_tutup": (tutup or TutupForm()) if boleh_tutup else None,
    }
    return render(request, "tindaklanjut/temuan_rinci.html", konteks, status=status)


def temuan_rinci(request: HttpRequest, pk) -> HttpResponse:
    return _halaman(request, ambil(request, pk))


@require_POST
def temuan_jawab(request: HttpRequest, pk) -> HttpResponse:
    temuan = ambil(request, pk)
    if not request.user.has_perm("tindaklanjut.jawab_temuan", temuan):
        raise PermissionDenied("Jawaban diberikan oleh pemerintah desa yang bersangkutan.")
    form = JawabanForm(request.POST)
    if not form.is_valid():
        return _halaman(request, temuan, jawaban=form, status=422)
    try:
        services.temuan_jawab(temuan=temuan, **form.cleaned_data, oleh=request.user)
    except ValidationError as galat:
        form.add_error(None, galat)
        return _halaman(request, temuan, jawaban=form, status=409)
    messages.success(request, "Jawaban disimpan dan diteruskan kepada kecamatan.")
    return redirect("tindaklanjut:temuan-rinci", pk=temuan.pk)


@require_POST
def temuan_tutup(request: HttpRequest, pk) -> HttpResponse:
    temuan = ambil(request, pk)
    if not request.user.has_perm("tindaklanjut.tutup_temuan", temuan):
        raise PermissionDenied("Temuan ditutup oleh verifikator kecamatan.")
    form = TutupForm(request.POST)
    if not form.is_valid():
        return _halaman(request, temuan, tutup=form, status=422)
    try:
        services.temuan_tutup(temuan=temuan, **form.cleaned_data, oleh=request.user)
    except ValidationError as galat:
        messages.warning(request, " ".join(galat.messages))
    else:
        messages.success(request, "Temuan dinyatakan selesai.")
    return redirect("tindaklanjut:temuan-rinci", pk=temuan.pk)

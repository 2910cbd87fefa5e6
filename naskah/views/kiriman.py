"""What was sent to me or my desa, and who has not yet acknowledged."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from akun.enums import DESA, SEMUA
from akun.lingkup import lingkup
from dasar.daftar import Daftar
from dasar.formulir import kembali_ke
from dasar.permintaan import Permintaan
from naskah.enums.naskah import BERLAKU
from naskah.models import Kiriman, Naskah
from naskah.services.naskah import kiriman_terima as terima
from naskah.tables.arsip import KirimanDaftarTable, KirimanFilter, KotakMasukTable

MENUNGGU = When(diterima=None, naskah__status__in=BERLAKU, then=Value(0))
BELUM_DULU = Case(MENUNGGU, default=Value(1), output_field=IntegerField())


def _lengkap(daftar: "QuerySet[Kiriman]") -> "QuerySet[Kiriman]":
    daftar = daftar.select_related("naskah__kecamatan", "desa__kecamatan", "pengguna", "diterima_oleh").defer(
        "naskah__isi"
    )
    return daftar.order_by(BELUM_DULU, "-dikirim", "-pk")


class KotakMasuk(Daftar):
    model = Kiriman
    table_class = KotakMasukTable
    filterset_class = KirimanFilter
    judul = "Kotak masuk"
    keterangan = "Naskah yang sudah ditandatangani dan dikirim kepada Anda atau desa Anda."
    kosong = {
        "judul": "Belum ada naskah masuk",
        "saran": "Naskah yang dikirim kepada Anda muncul di sini setelah ditandatangani.",
    }

    def get_queryset(self):
        return _lengkap(Kiriman.objects.masuk(self.request.user))


class KirimanDaftar(Daftar):
    model = Kiriman
    table_class = KirimanDaftarTable
    filterset_class = KirimanFilter
    judul = "Penerimaan naskah"
    keterangan = "Siapa yang sudah dan belum menyatakan menerima naskah yang dikirim."
    kosong = {
        "judul": "Belum ada naskah yang dikirim",
        "saran": "Naskah dikirim kepada penerimanya setelah tanda tangannya lengkap.",
    }

    def get_queryset(self):
        kantor = lingkup(self.request.user, *(SEMUA - DESA), desa="naskah__desa", kecamatan="naskah__kecamatan")
        return _lengkap(Kiriman.objects.filter(kantor))


@require_POST
def kiriman_terima(request: Permintaan, pk: int) -> HttpResponse:
    """ "Saya terima": kades or sekdes for the desa, a person for himself."""
    kiriman = get_object_or_404(
        Kiriman.objects.filter(naskah__in=Naskah.objects.untuk(request.user)).select_related(
            "naskah", "desa__kecamatan__kabupaten"
        ),
        pk=pk,
    )
    if not request.user.has_perm("naskah.terima_kiriman", kiriman):
        raise PermissionDenied("Penerimaan dinyatakan oleh penerimanya sendiri.")
    lama = kiriman.diterima
    terima(kiriman=kiriman, oleh=request.user)
    if lama is None:
        messages.success(request, f"Penerimaan {kiriman.naskah} tercatat. Terima kasih.")
    else:
        messages.info(request, f"Penerimaan {kiriman.naskah} sudah tercatat sebelumnya.")
    return redirect(kembali_ke(request, request.POST.get("kembali", ""), reverse("naskah:kotak-masuk")))

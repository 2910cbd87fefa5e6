"""One's own notices: the list, opening one, and marking all as read."""

import django_filters as df
import django_tables2 as tables
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dasar.daftar import Daftar
from dasar.permintaan import Permintaan
from notifikasi.models import Pemberitahuan


class PemberitahuanTable(tables.Table):
    judul = tables.Column(linkify=lambda record: reverse("notifikasi:buka", args=[record.pk]))
    isi = tables.Column(orderable=False)
    dibuat = tables.DateTimeColumn(format="j M Y, H.i", verbose_name="Waktu")
    dibaca = tables.Column(verbose_name="Keadaan", empty_values=())

    class Meta:
        model = Pemberitahuan
        fields = ("judul", "isi", "dibuat", "dibaca")

    def render_dibaca(self, value) -> str:
        warna, teks = ("netral", "Sudah dibaca") if value else ("kuning", "Belum dibaca")
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, teks)

    def value_dibaca(self, value) -> str:
        return "Sudah dibaca" if value else "Belum dibaca"


class PemberitahuanFilter(df.FilterSet):
    cari = df.CharFilter(label="Cari", method="saring_cari")
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[("belum", "Belum dibaca"), ("sudah", "Sudah dibaca")],
        method="saring_keadaan",
        empty_label="Semua",
    )

    class Meta:
        model = Pemberitahuan
        fields: list[str] = []

    def saring_cari(self, queryset: QuerySet, _nama: str, nilai: str) -> QuerySet:
        return queryset.filter(Q(judul__icontains=nilai) | Q(isi__icontains=nilai))

    def saring_keadaan(self, queryset: QuerySet, _nama: str, nilai: str) -> QuerySet:
        return queryset.filter(dibaca__isnull=nilai == "belum")


class PemberitahuanDaftar(Daftar):
    table_class = PemberitahuanTable
    filterset_class = PemberitahuanFilter
    template_name = "notifikasi/daftar.html"
    judul = "Pemberitahuan"
    kosong = {
        "judul": "Belum ada pemberitahuan",
        "saran": "Kabar tentang kunjungan, temuan, dan naskah Anda akan muncul di sini.",
    }

    def get_queryset(self) -> QuerySet[Pemberitahuan]:
        return self.request.user.pemberitahuan.all()


def buka(request: Permintaan, pk: int) -> HttpResponse:
    """Mark as read and go where the notice points; only ever to a page of this application."""
    pemberitahuan = get_object_or_404(request.user.pemberitahuan, pk=pk)
    if pemberitahuan.dibaca is None:
        request.user.pemberitahuan.filter(pk=pk, dibaca=None).update(dibaca=timezone.now())
    tautan = pemberitahuan.tautan
    if not tautan.startswith("/") or not url_has_allowed_host_and_scheme(tautan, allowed_hosts=None):
        return redirect("notifikasi:daftar")
    return redirect(tautan)


@require_POST
def baca_semua(request: Permintaan) -> HttpResponse:
    request.user.pemberitahuan.filter(dibaca=None).update(dibaca=timezone.now())
    messages.success(request, "Semua pemberitahuan ditandai sudah dibaca.")
    return redirect("notifikasi:daftar")

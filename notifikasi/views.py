"""One's own notices: the list, opening one, marking all as read, and how they come by e-mail."""

import django_filters as df
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from dasar.daftar import Daftar
from dasar.formulir import tampil, terkirim
from dasar.permintaan import Permintaan
from dasar.saringan import Cari, KunciFilter
from notifikasi.enums import Golongan
from notifikasi.forms import PilihanForm
from notifikasi.models import Pemberitahuan
from notifikasi.services import pilihan_simpan

KEADAAN = {
    "selesai": ("hijau", "Sudah diputus"),
    "dibaca": ("netral", "Sudah dibaca"),
    "belum": ("kuning", "Belum dibaca"),
}


def _keadaan(p: Pemberitahuan) -> str:
    return "selesai" if p.selesai else "dibaca" if p.dibaca else "belum"


class PemberitahuanTable(tables.Table):
    judul = tables.Column(linkify=lambda record: reverse("notifikasi:buka", args=[record.pk]))
    isi = tables.Column(orderable=False, empty_values=())
    dibuat = tables.DateTimeColumn(format="j M Y, H.i", verbose_name="Waktu")
    dibaca = tables.Column(verbose_name="Keadaan", empty_values=())

    class Meta:
        model = Pemberitahuan
        fields = ("judul", "isi", "dibuat", "dibaca")

    def render_isi(self, record: Pemberitahuan) -> str:
        """What it says, how it was settled, and the way to the earlier notices of the same matter."""
        bagian = [format_html('<span class="teks-bebas">{}</span>', record.isi)] if record.isi else []
        if record.penyelesaian:
            bagian.append(format_html("<strong>{}</strong>", record.penyelesaian))
        if (sebelum := getattr(record, "jumlah", 1) - 1) > 0:
            alamat = f"{reverse('notifikasi:daftar')}?perkara={record.pk}"
            bagian.append(format_html('<a href="{}">{} kabar sebelumnya</a>', alamat, sebelum))
        return format_html("<div>{}</div>", format_html_join(mark_safe("<br>"), "{}", ((b,) for b in bagian)))

    def value_isi(self, record: Pemberitahuan) -> str:
        return " ".join(b for b in (record.isi, record.penyelesaian) if b)

    def render_dibaca(self, record: Pemberitahuan) -> str:
        warna, teks = KEADAAN[_keadaan(record)]
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, teks)

    def value_dibaca(self, record: Pemberitahuan) -> str:
        return KEADAAN[_keadaan(record)][1]


class PemberitahuanFilter(df.FilterSet):
    cari = Cari("judul", "isi")
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[("belum", "Belum dibaca"), ("sudah", "Sudah dibaca")],
        method="saring_keadaan",
        empty_label="Semua",
    )
    golongan = df.ChoiceFilter(label="Tentang", choices=Golongan.choices, empty_label="Semua")
    perkara = KunciFilter(method="saring_perkara")

    class Meta:
        model = Pemberitahuan
        fields: list[str] = []

    @property
    def qs(self) -> QuerySet:
        """One row per matter, unless it is one matter that is looked at."""
        satu = self.is_bound and self.form.is_valid() and self.form.cleaned_data.get("perkara")
        return super().qs if satu else super().qs.menurut_perkara()

    def saring_perkara(self, queryset: QuerySet, _nama: str, nilai: int) -> QuerySet:
        return queryset.filter(tautan__in=queryset.filter(pk=nilai).values("tautan"))

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
    """Mark all of the matter as read and go where it points; only ever to a page of this application."""
    pemberitahuan = get_object_or_404(request.user.pemberitahuan, pk=pk)
    tautan = pemberitahuan.tautan
    request.user.pemberitahuan.filter(tautan=tautan, dibaca=None).update(dibaca=timezone.now())
    if not tautan.startswith("/") or not url_has_allowed_host_and_scheme(tautan, allowed_hosts=None):
        return redirect("notifikasi:daftar")
    return redirect(tautan)


@require_POST
def baca_semua(request: Permintaan) -> HttpResponse:
    request.user.pemberitahuan.filter(dibaca=None).update(dibaca=timezone.now())
    messages.success(request, "Semua pemberitahuan ditandai sudah dibaca.")
    return redirect("notifikasi:daftar")


def pilihan(request: Permintaan) -> HttpResponse:
    """Which kinds of notices come by e-mail at once, once a day, or not."""
    tersimpan = dict(request.user.pilihan_kabar.values_list("golongan", "cara"))
    form = PilihanForm(terkirim(request), pilihan=tersimpan)
    if request.method == "POST" and form.is_valid():
        pilihan_simpan(pengguna=request.user, cara=form.cleaned_data)
        messages.success(request, "Pilihan pemberitahuan disimpan.")
        return redirect("notifikasi:pilihan")
    return tampil(request, "notifikasi/pilihan.html", {"form": form})

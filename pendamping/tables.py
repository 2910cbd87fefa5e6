"""The list of sheets, with its search and filters; as xlsx too."""

import django_filters as df
import django_tables2 as tables
from django.db.models import Count, Q, QuerySet
from django.utils.dates import MONTHS
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, Cari, KunciFilter
from desa.filters import SaringanKecamatan
from desa.models import Desa
from pendamping.enums import JenisPendamping, KeadaanButir, StatusLembar
from pendamping.models import Lembar
from pendamping.pencarian import lembar_memuat

ANGKA = {"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}}


def dengan_hitungan(semua: "QuerySet[Lembar]") -> "QuerySet[Lembar]":
    """With how many duties were done, and how many of them are shown by something."""
    return semua.annotate(
        dikerjakan=Count("isian", filter=Q(isian__keadaan=KeadaanButir.DIKERJAKAN), distinct=True),
        berbukti=Count("isian", filter=Q(isian__bukti__isnull=False), distinct=True),
    )


class LembarTable(tables.Table):
    bulan = tables.Column("Bulan", linkify=lambda record: record.get_absolute_url())
    desa = tables.Column("Desa", accessor="desa__nama", order_by="desa__nama")
    pendamping = tables.Column("Pendamping", accessor="pendamping__nama", order_by="pendamping__nama")
    jenis = tables.Column("Jenis")
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Keadaan")
    dikerjakan = tables.Column("Dikerjakan", attrs=ANGKA)
    berbukti = tables.Column("Berbukti", attrs=ANGKA)
    susulan = tables.Column("Susulan", empty_values=(), orderable=False)

    class Meta:
        model = Lembar
        fields = ("bulan", "desa", "pendamping", "jenis", "status", "dikerjakan", "berbukti", "susulan")
        order_by = "-bulan"

    def render_bulan(self, record: Lembar) -> str:
        return date_format(record.bulan, "F Y")

    def value_bulan(self, record: Lembar) -> object:
        return record.bulan

    def render_jenis(self, record: Lembar) -> str:
        return record.jenis

    def value_status(self, record: Lembar) -> str:
        return record.get_status_display()

    def render_susulan(self, record: Lembar) -> str:
        return "Ya" if record.diajukan_pada and record.susulan else "–"


def _desa(request: Permintaan) -> "QuerySet[Desa]":
    return Desa.objects.filter(pk__in=Lembar.objects.untuk(request.user).values("desa"))


def _orang(request: Permintaan) -> "QuerySet[Pengguna]":
    return Pengguna.objects.filter(pk__in=Lembar.objects.untuk(request.user).values("pendamping"))


class LembarFilter(SaringanKecamatan):
    cari = Cari(syarat=lembar_memuat)
    desa = df.ModelChoiceFilter(queryset=_desa, label="Desa", empty_label="Semua")
    pendamping = df.ModelChoiceFilter(queryset=_orang, label="Pendamping", empty_label="Semua")
    jenis = df.ChoiceFilter(choices=JenisPendamping.choices, label="Jenis", empty_label="Semua")
    status = BanyakPilihan(choices=StatusLembar.choices, label="Keadaan")
    bulan = df.ChoiceFilter(field_name="bulan__month", choices=list(MONTHS.items()), label="Bulan", empty_label="Semua")
    tahun = df.ChoiceFilter(field_name="bulan__year", label="Tahun", empty_label="Semua")
    milik = KunciFilter(field_name="pendamping")

    class Meta:
        model = Lembar
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tahun = self.queryset.order_by("-bulan__year").values_list("bulan__year", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]

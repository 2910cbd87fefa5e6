"""The register of documents."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet

from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, dari_tanggal, sampai_tanggal
from desa.models import Desa
from naskah.enums.naskah import StatusNaskah
from naskah.jenis import pilihan_jenis
from naskah.models import Naskah
from naskah.queries.arsip import naskah_cari


class NaskahTable(tables.Table):
    nomor = tables.Column("Nomor", linkify=True, empty_values=(), order_by=("tahun", "jenis", "urut"))
    jenis = tables.Column("Jenis", accessor="get_jenis_display", order_by="jenis")
    tanggal = tables.DateColumn("j M Y", verbose_name="Tanggal")
    desa = tables.Column("Desa", accessor="desa__nama", default="–")
    perihal = tables.Column("Perihal")
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")

    class Meta:
        model = Naskah
        fields: tuple[str, ...] = ()
        sequence = ("nomor", "jenis", "tanggal", "desa", "perihal", "status")

    def render_nomor(self, record: Naskah) -> str:
        return record.nomor or "Belum bernomor"

    def value_status(self, record: Naskah) -> str:
        return record.get_status_display()


def desa_terlihat(request: Permintaan) -> "QuerySet[Desa]":
    return request.user.desa_terlihat()


class NaskahFilter(filters.FilterSet):
    cari = filters.CharFilter(label="Cari, juga dalam isinya", method="saring_cari")
    jenis = filters.ChoiceFilter(label="Jenis", choices=pilihan_jenis, empty_label="Semua jenis")
    tahun = filters.ChoiceFilter(label="Tahun", empty_label="Semua tahun")
    desa = filters.ModelChoiceFilter(label="Desa", queryset=desa_terlihat, empty_label="Semua desa")
    status = BanyakPilihan(label="Status", choices=StatusNaskah.choices)
    dari = dari_tanggal("tanggal")
    sampai = sampai_tanggal("tanggal")

    class Meta:
        model = Naskah
        fields: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tahun = self.queryset.order_by("-tahun").values_list("tahun", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]

    def saring_cari(self, queryset: "QuerySet[Naskah]", _nama: str, nilai: str) -> "QuerySet[Naskah]":
        return naskah_cari(queryset, nilai)

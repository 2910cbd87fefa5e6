"""Columns of the lists of this room."""

from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apbdes.models import VersiApbdes
from apbdes.tenggat import HitungHari, tenggat_versi
from dasar.uang import ke_rupiah, rupiah

UANG = {"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}}


class VersiTable(tables.Table):
    desa = tables.Column(
        verbose_name="Desa",
        accessor="apbdes__desa__nama",
        order_by=("apbdes__desa__nama", "-apbdes__tahun", "-perubahan_ke", "-perbaikan_ke"),
        linkify=lambda record: record.get_absolute_url(),
    )
    tahun = tables.Column(verbose_name="Tahun", accessor="apbdes__tahun", order_by="apbdes__tahun")
    sebutan = tables.Column(verbose_name="Rancangan", empty_values=(), order_by=("perubahan_ke", "perbaikan_ke"))
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")
    belanja = tables.Column(verbose_name="Belanja", accessor="jumlah_belanja", order_by="jumlah_belanja", attrs=UANG)
    diajukan = tables.Column(verbose_name="Diajukan", default="–")
    tenggat = tables.Column(verbose_name="Tenggat", empty_values=(), order_by="batas_evaluasi")

    class Meta:
        model = VersiApbdes
        fields = ("desa", "tahun", "sebutan", "status", "belanja", "diajukan", "tenggat")
        order_by = ("-tahun", "desa")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hitung = HitungHari()  # the holidays of a year are asked for once, not per row

    def render_tahun(self, value: int) -> str:
        return str(value)  # a year has no thousands separator

    def render_sebutan(self, record: VersiApbdes) -> str:
        return record.sebutan.capitalize()

    def value_status(self, record: VersiApbdes) -> str:
        return record.get_status_display()

    def render_belanja(self, value: int) -> str:
        return rupiah(value)

    def value_belanja(self, value: int) -> int | Decimal:
        return ke_rupiah(value)

    def render_diajukan(self, value) -> str:
        return date_format(value, "j M Y")

    def render_tenggat(self, record: VersiApbdes) -> SafeString | str:
        """How long the kecamatan has to decide, or the desa to mend."""
        tenggat = tenggat_versi(record, self.hitung)
        if tenggat is None:
            return "–"
        hari = date_format(tenggat.batas, "j M Y")
        return format_html('<span class="lencana lencana-{}">{}</span> {}', tenggat.warna, tenggat.ringkas, hari)

    def value_tenggat(self, record: VersiApbdes) -> date | str:
        tenggat = tenggat_versi(record, self.hitung)
        return tenggat.batas if tenggat else ""

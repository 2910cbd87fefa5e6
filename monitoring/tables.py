"""Columns of the list."""

import django_tables2 as tables
from django.utils.formats import date_format

from monitoring.models import Monitoring


def rentang(monitoring: Monitoring) -> str:
    """'5–6 Mei 2026', '30 Apr – 2 Mei 2026', or that there is none yet."""
    mulai, selesai = monitoring.tanggal_mulai, monitoring.tanggal_selesai
    if mulai is None or selesai is None:
        return "Belum bertanggal"
    if mulai == selesai:
        return date_format(mulai, "j M Y")
    if (mulai.year, mulai.month) == (selesai.year, selesai.month):
        return f"{mulai.day}–{date_format(selesai, 'j M Y')}"
    return f"{date_format(mulai, 'j M' if mulai.year == selesai.year else 'j M Y')} – {date_format(selesai, 'j M Y')}"


class MonitoringTable(tables.Table):
    desa = tables.Column(
        verbose_name="Desa",
        accessor="desa__nama",
        order_by="desa__nama",
        linkify=lambda record: record.get_absolute_url(),
    )
    bidang = tables.Column(verbose_name="Bidang", order_by="nomor_bidang")
    tanggal = tables.Column(verbose_name="Tanggal", empty_values=(), order_by="tanggal_mulai")
    petugas = tables.Column(verbose_name="Petugas", empty_values=(), orderable=False)
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")
    # By code: a named template would run the context processors for every row.
    batas_laporan = tables.TemplateColumn(
        '{% include "monitoring/_batas.html" %}', verbose_name="Laporan paling lambat"
    )

    class Meta:
        model = Monitoring
        fields = ("desa", "bidang", "tanggal", "petugas", "status", "batas_laporan")
        order_by = "-tanggal"

    def render_bidang(self, value: str) -> str:
        return value.removeprefix("Bidang ")

    def render_tanggal(self, record: Monitoring) -> str:
        return rentang(record)

    def value_tanggal(self, record: Monitoring) -> str:
        return rentang(record)

    def render_petugas(self, record: Monitoring) -> str:
        nama = [p.nama for p in record.petugas.all()]
        return ", ".join(nama[:2]) + (f" dan {len(nama) - 2} lainnya" if len(nama) > 2 else "") or "Belum ditunjuk"

    def value_petugas(self, record: Monitoring) -> str:
        return ", ".join(p.nama for p in record.petugas.all())

    def value_status(self, record: Monitoring) -> str:
        return record.get_status_display()

    def value_batas_laporan(self, record: Monitoring) -> object:
        return record.batas_laporan or ""

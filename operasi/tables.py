"""The list of files that are not as their rows say."""

import django_filters as df
import django_tables2 as tables

from dasar.saringan import Cari
from operasi.models import JenisMasalah, MasalahBerkas


class MasalahTable(tables.Table):
    masalah = tables.Column("Masalah", accessor="get_jenis_display", order_by="jenis")
    uraian = tables.Column("Milik", orderable=False)
    nama = tables.Column("Berkas")

    class Meta:
        model = MasalahBerkas
        fields: tuple[str, ...] = ()
        sequence = ("masalah", "uraian", "nama")


class MasalahFilter(df.FilterSet):
    cari = Cari("nama", "uraian", label="Cari berkas atau pemilik")
    jenis = df.ChoiceFilter(label="Masalah", choices=JenisMasalah.choices, empty_label="Semua")

    class Meta:
        model = MasalahBerkas
        fields: tuple[str, ...] = ()

import django_filters as df
import django_tables2 as tables

from dasar.saringan import Cari
from serahan.enums import StatusSerahan
from serahan.models import Serahan


class SerahanTable(tables.Table):
    halaman = tables.Column("Dari halaman", linkify=True)
    desa = tables.Column("Desa", accessor="desa__nama")
    oleh = tables.Column("Diserahkan oleh", accessor="oleh__nama")
    dibuat = tables.DateColumn("j M Y", verbose_name="Pada")
    status = tables.Column("Status")

    class Meta:
        model = Serahan
        fields: tuple[str, ...] = ()
        sequence = ("halaman", "desa", "oleh", "dibuat", "status")
        order_by = "-dibuat"


class SerahanFilter(df.FilterSet):
    cari = Cari("halaman", "oleh__nama", "desa__nama")
    status = df.ChoiceFilter(label="Status", choices=StatusSerahan.choices, empty_label="Semua status")

    class Meta:
        model = Serahan
        fields: list[str] = []

"""The list of what failed."""

import django_filters as df
import django_tables2 as tables

from antrean.enums import Antrean
from antrean.models import Pekerjaan
from dasar.saringan import Cari


class PekerjaanTable(tables.Table):
    pekerjaan = tables.Column("Pekerjaan", accessor="judul", linkify=True, orderable=False)
    dibuat = tables.DateTimeColumn("j M Y, H.i", verbose_name="Sejak")
    percobaan = tables.Column("Dicoba")
    alasan = tables.Column("Sebab", orderable=False)
    berikut = tables.TemplateColumn(
        '{% if record.status == "gagal" %}<span class="lencana lencana-merah">Gagal</span>'
        '{% elif record.status == "dikerjakan" %}<span class="lencana lencana-netral">Sedang dikerjakan</span>'
        '{% else %}{{ record.berikut|date:"j M Y, H.i" }}{% endif %}',
        verbose_name="Dicoba lagi",
    )

    class Meta:
        model = Pekerjaan
        fields: tuple[str, ...] = ()
        sequence = ("pekerjaan", "dibuat", "percobaan", "alasan", "berikut")

    def render_pekerjaan(self, record: Pekerjaan) -> str:
        return str(record)

    def render_percobaan(self, value: int) -> str:
        return f"{value} kali"

    def value_percobaan(self, value: int) -> int:
        return value

    def value_berikut(self, record: Pekerjaan):
        return record.get_status_display() if record.status == "gagal" else record.berikut.replace(tzinfo=None)


class PekerjaanFilter(df.FilterSet):
    cari = Cari("perihal", "alasan", label="Cari hal atau sebab")
    antrean = df.ChoiceFilter(label="Antrean", choices=Antrean.choices, empty_label="Semua")
    keadaan = df.ChoiceFilter(
        label="Keadaan",
        choices=[("gagal", "Gagal"), ("menunggu", "Akan dicoba lagi")],
        field_name="status",
        empty_label="Semua",
    )

    class Meta:
        model = Pekerjaan
        fields: tuple[str, ...] = ()

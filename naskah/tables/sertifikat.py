"""The certificates of those who sign."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasar.saringan import Cari
from naskah.enums.sertifikat import StatusSertifikat
from naskah.models import Sertifikat

WARNA = {
    StatusSertifikat.DIUNDANG: "kuning",
    StatusSertifikat.AKTIF: "hijau",
    StatusSertifikat.DICABUT: "merah",
    StatusSertifikat.KEDALUWARSA: "netral",
}


class SertifikatTable(tables.Table):
    pengguna = tables.Column(
        "Penanda tangan",
        accessor="pengguna__nama",
        linkify=lambda record: reverse("naskah:sertifikat-kelola-rinci", args=[record.pk]),
    )
    keadaan = tables.Column("Keadaan", empty_values=(), orderable=False)
    dibuat = tables.DateColumn("j M Y", verbose_name="Diundang")
    berlaku_sampai = tables.DateColumn("j M Y", verbose_name="Berlaku sampai", default="–")

    class Meta:
        model = Sertifikat
        fields: tuple[str, ...] = ()
        sequence = ("pengguna", "keadaan", "dibuat", "berlaku_sampai")

    def render_keadaan(self, record: Sertifikat) -> SafeString:
        status = record.status
        return format_html('<span class="lencana lencana-{}">{}</span>', WARNA[status], status.label)

    def value_keadaan(self, record: Sertifikat) -> str:
        return record.status.label


class SertifikatFilter(filters.FilterSet):
    cari = Cari("pengguna__nama", "pengguna__username", orang=True)
    keadaan = filters.ChoiceFilter(
        label="Keadaan", choices=StatusSertifikat.choices, method="saring_keadaan", empty_label="Semua"
    )

    class Meta:
        model = Sertifikat
        fields: tuple[str, ...] = ()

    def saring_keadaan(self, queryset: "QuerySet[Sertifikat]", _nama: str, nilai: str) -> "QuerySet[Sertifikat]":
        return queryset.filter(
            {
                "diundang": Q(dicabut=None, nomor_seri=None),
                "aktif": Q(dicabut=None, nomor_seri__isnull=False, berlaku_sampai__gt=timezone.now()),
                "dicabut": Q(dicabut__isnull=False),
                "kedaluwarsa": Q(dicabut=None, berlaku_sampai__lte=timezone.now()),
            }[nilai]
        )

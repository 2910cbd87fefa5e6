import django_filters
import django_tables2 as tables

from dasar.saringan import Cari
from desa.models import Desa
from pembaruan.enums import StatusUsulan
from pembaruan.models import Usulan


class UsulanTable(tables.Table):
    nama = tables.Column("Tentang", linkify=True)
    desa = tables.Column("Desa", accessor="desa__nama")
    dibuat = tables.DateColumn("j M Y", verbose_name="Diusulkan")
    status = tables.Column("Status")

    class Meta:
        model = Usulan
        fields: tuple[str, ...] = ()
        sequence = ("nama", "desa", "dibuat", "status")
        order_by = "-dibuat"


class UsulanFilter(django_filters.FilterSet):
    cari = Cari("nama", "desa__nama")
    desa = django_filters.ModelChoiceFilter(label="Desa", queryset=Desa.objects.none(), empty_label="Semua desa")
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[(s.value, s.label) for s in StatusUsulan if s != StatusUsulan.DRAF],
        empty_label="Semua status",
    )

    class Meta:
        model = Usulan
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["desa"].queryset = self.request.user.desa_terlihat()

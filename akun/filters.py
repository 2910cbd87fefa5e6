"""Search and filters of the list of people."""

import django_filters as df
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils import timezone

from akun.enums import Peran
from akun.models import PERLU_DIPASTIKAN, Pengguna, Penugasan, Undangan
from akun.pencarian import pengguna_memuat
from akun.queries import kecamatan_ditawarkan, peran_ditunjuk
from dasar.saringan import Cari

TANPA_SANDI = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
KEADAAN = [
    ("aktif", "Aktif"),
    ("belum", "Belum membuat kata sandi"),
    ("undangan", "Diundang"),
    ("pastikan", "Orangnya belum dipastikan"),
    ("tanpa", "Tanpa penugasan yang berlaku"),
    ("nonaktif", "Nonaktif"),
]


def terbuka() -> "QuerySet[Undangan]":
    return Undangan.objects.terbuka().filter(berlaku_sampai__gt=timezone.now())


class OrangFilter(df.FilterSet):
    cari = Cari(syarat=pengguna_memuat)
    peran = df.ChoiceFilter(label="Peran", method="saring_peran", empty_label="Semua")
    kecamatan = df.ModelChoiceFilter(
        label="Kecamatan",
        queryset=lambda request: kecamatan_ditawarkan(request.user),
        to_field_name="kode",
        method="saring_kecamatan",
        empty_label="Semua",
    )
    keadaan = df.ChoiceFilter(label="Keadaan", choices=KEADAAN, method="saring_keadaan", empty_label="Semua")

    class Meta:
        model = Pengguna
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        boleh = peran_ditunjuk(self.request.user)
        self.filters["peran"].extra["choices"] = [c for c in Peran.choices if c[0] in boleh]

    def saring_peran(self, queryset, _nama, nilai):
        return queryset.filter(pk__in=Penugasan.objects.aktif().filter(peran=nilai).values("pengguna"))

    def saring_kecamatan(self, queryset, _nama, nilai):
        di = Penugasan.objects.aktif().filter(Q(kecamatan=nilai) | Q(desa__kecamatan=nilai))
        return queryset.filter(pk__in=di.values("pengguna"))

    def saring_keadaan(self, queryset, _nama, nilai):
        return {
            "aktif": lambda: queryset.filter(is_active=True).exclude(TANPA_SANDI),
            "belum": lambda: queryset.filter(TANPA_SANDI, is_active=True),
            "undangan": lambda: queryset.filter(TANPA_SANDI, is_active=True, pk__in=terbuka().values("pengguna")),
            "pastikan": lambda: queryset.filter(PERLU_DIPASTIKAN, is_active=True).exclude(TANPA_SANDI),
            "tanpa": lambda: queryset.exclude(pk__in=Penugasan.objects.aktif().values("pengguna")),
            "nonaktif": lambda: queryset.filter(is_active=False),
        }[nilai]()

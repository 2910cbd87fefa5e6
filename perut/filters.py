"""Search and filters of the lists of this room. Choices are what the person's own list can contain."""

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.utils.dates import MONTHS

from akun.models import Pengguna
from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from dasar.waktu import menurut_zona
from desa.filters import SaringanKecamatan
from desa.models import Desa
from desa.pencarian import desa_memuat
from perut.enums import StatusKunjungan, StatusMusyawarah
from perut.models import Kunjungan, Musyawarah, Program
from perut.pencarian import kunjungan_memuat, musyawarah_memuat
from perut.queries import kecamatan_berperut


def desa_berkunjungan(request: Permintaan) -> "QuerySet[Desa]":
    return Desa.objects.filter(pk__in=Kunjungan.objects.untuk(request.user).values("desa"))


def petugas_berkunjungan(request: Permintaan) -> "QuerySet[Pengguna]":
    return Pengguna.objects.filter(kunjungan__in=Kunjungan.objects.untuk(request.user)).distinct()


def program_berkunjungan(request: Permintaan) -> "QuerySet[Program]":
    return Program.objects.filter(pk__in=Kunjungan.objects.untuk(request.user).values("program"))


class KunjunganFilter(SaringanKecamatan):
    cari = Cari(syarat=kunjungan_memuat)
    desa = df.ModelChoiceFilter(queryset=desa_berkunjungan, label="Desa", empty_label="Semua")
    status = BanyakPilihan(choices=StatusKunjungan.choices, label="Status")
    petugas = df.ModelChoiceFilter(
        queryset=petugas_berkunjungan, label="Petugas", empty_label="Semua", method="saring_petugas"
    )
    dari = dari_tanggal("tanggal")
    sampai = sampai_tanggal("tanggal")
    bulan = df.ChoiceFilter(
        field_name="tanggal__month", choices=list(MONTHS.items()), label="Bulan", empty_label="Semua"
    )
    tahun = df.ChoiceFilter(field_name="tanggal__year", label="Tahun", empty_label="Semua")
    milik = df.ChoiceFilter(choices=[("saya", "Tugas saya")], label="Milik", empty_label="Semua", method="saring_milik")
    waktu = df.ChoiceFilter(
        choices=[("mendatang", "Hari ini dan sesudahnya"), ("lalu", "Sebelum hari ini")],
        label="Waktu",
        method="saring_waktu",
        widget=forms.HiddenInput,  # the tabs above the list set it
    )
    program = df.ModelChoiceFilter(
        queryset=program_berkunjungan,
        label="Program",
        widget=forms.HiddenInput,  # the page of the programme leads here
    )

    class Meta:
        model = Kunjungan
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tahun = self.queryset.filter(tanggal__isnull=False).dates("tanggal", "year", order="DESC")
        self.filters["tahun"].extra["choices"] = [(hari.year, str(hari.year)) for hari in tahun]

    def saring_waktu(self, queryset, _nama, nilai):
        """What has no day yet is still to come."""
        lalu = menurut_zona("desa__kecamatan__zona_waktu", lambda hari: Q(tanggal__lt=hari))
        return queryset.filter(lalu) if nilai == "lalu" else queryset.filter(~lalu | Q(tanggal=None))

    def saring_petugas(self, queryset, _nama, nilai):
        return queryset.filter(pk__in=Kunjungan.objects.bertugas(nilai).values("pk"))

    def saring_milik(self, queryset, _nama, _nilai):
        return queryset.filter(pk__in=Kunjungan.objects.bertugas(self.request.user).values("pk"))


class ProgramFilter(df.FilterSet):
    cari = Cari("kecamatan__nama", "tema", "target")
    tahun = df.ChoiceFilter(label="Tahun", empty_label="Semua")

    class Meta:
        model = Program
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tahun = self.queryset.order_by("-tahun").values_list("tahun", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]


class BukuDesaFilter(df.FilterSet):
    cari = Cari(syarat=desa_memuat)
    kecamatan = df.ModelChoiceFilter(
        queryset=lambda request: kecamatan_berperut(request.user),
        label="Kecamatan",
        empty_label="Semua",
    )

    class Meta:
        model = Desa
        fields: list[str] = []


class KalenderFilter(df.FilterSet):
    desa = df.ModelChoiceFilter(queryset=desa_berkunjungan, label="Desa", empty_label="Semua")
    petugas = df.ModelChoiceFilter(
        queryset=petugas_berkunjungan, label="Petugas", empty_label="Semua", method="saring_petugas"
    )

    class Meta:
        model = Kunjungan
        fields: list[str] = []

    def saring_petugas(self, queryset, _nama, nilai):
        return queryset.filter(pk__in=Kunjungan.objects.bertugas(nilai).values("pk"))


class MusyawarahFilter(SaringanKecamatan):
    cari = Cari(syarat=musyawarah_memuat)
    desa = df.ModelChoiceFilter(
        queryset=lambda request: Desa.objects.filter(pk__in=Musyawarah.objects.untuk(request.user).values("desa")),
        label="Desa",
        empty_label="Semua",
    )
    status = BanyakPilihan(choices=StatusMusyawarah.choices, label="Status")
    dari = dari_tanggal("tanggal")
    sampai = sampai_tanggal("tanggal")

    class Meta:
        model = Musyawarah
        fields: list[str] = []

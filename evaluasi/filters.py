"""Search and filters of the lists of this room. Choices are what the person's own list can contain."""

import django_filters as df
from django.db.models import QuerySet

from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from desa.models import Desa
from evaluasi.enums import PenerbitSK, StatusEvaluasi
from evaluasi.models import Evaluasi, TimEvaluasi
from evaluasi.pencarian import evaluasi_memuat, tim_memuat


def desa_berevaluasi(request: Permintaan) -> "QuerySet[Desa]":
    return Desa.objects.filter(pk__in=Evaluasi.objects.untuk(request.user).values("desa"))


def tahun_terlihat(request: Permintaan | None) -> list[tuple[int, str]]:
    if request is None:
        return []
    tahun = Evaluasi.objects.untuk(request.user).order_by().values_list("tahun", flat=True).distinct()
    return [(t, str(t)) for t in sorted(tahun, reverse=True)]


class EvaluasiFilter(df.FilterSet):
    cari = Cari(syarat=evaluasi_memuat)
    desa = df.ModelChoiceFilter(queryset=desa_berevaluasi, label="Desa", empty_label="Semua")
    tahun = df.ChoiceFilter(label="Tahun", empty_label="Semua")
    status = BanyakPilihan(choices=StatusEvaluasi.choices, label="Status")
    dari = dari_tanggal("tanggal_mulai")
    sampai = sampai_tanggal("tanggal_mulai")
    milik = df.ChoiceFilter(
        choices=[("nilai", "Menunggu nilai saya"), ("saya", "Tim saya")],
        label="Bagi saya",
        empty_label="Semua",
        method="saring_milik",
    )

    class Meta:
        model = Evaluasi
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["tahun"].extra["choices"] = tahun_terlihat(self.request)

    def saring_milik(self, qs, _nama, nilai):
        milik = qs.filter(tim__in=TimEvaluasi.objects.filter(anggota__pengguna=self.request.user))
        if nilai == "nilai":
            return milik.menunggu_nilai(self.request.user)
        return milik


class TimFilter(df.FilterSet):
    cari = Cari(syarat=tim_memuat)
    penerbit = df.ChoiceFilter(choices=PenerbitSK.choices, label="Diterbitkan oleh", empty_label="Semua")

    class Meta:
        model = TimEvaluasi
        fields: list[str] = []

"""Search and filters of the lists of this room."""

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet

from dasar.induk import TabelInduk
from dasar.saringan import Cari
from desa.enums import JenisDesa
from desa.models import Desa, HariLibur, Kecamatan
from desa.pencarian import desa_memuat, pejabat_memuat

PILIHAN_MAKS = 300  # above this a list of regions is typed into instead of picked from
KEADAAN = [("menjabat", "Masih menjabat"), ("berakhir", "Sudah berakhir")]


class SaringanWilayah(df.FilterSet):
    """`wilayah` names the filter by region: a choice for an office, a text where there are thousands."""

    wilayah = "desa"

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        pilihan = self.pilihan()
        if pilihan[: PILIHAN_MAKS + 1].count() > PILIHAN_MAKS:
            saringan: df.Filter = df.CharFilter(
                label=f"{self.wilayah.capitalize()} (nama atau kode)", method=self.menurut_teks
            )
        else:
            saringan = df.ModelChoiceFilter(
                field_name=self.wilayah,
                to_field_name="kode",
                queryset=pilihan,
                label=self.wilayah.capitalize(),
                empty_label="Semua",
            )
        saringan.parent, saringan.model = self, self._meta.model
        self.filters = {"cari": self.filters.pop("cari"), self.wilayah: saringan, **self.filters}

    def pilihan(self) -> QuerySet:
        raise NotImplementedError

    def menurut_teks(self, queryset: QuerySet, _nama: str, nilai: str) -> QuerySet:
        w = self.wilayah
        return queryset.filter(Q(**{f"{w}__nama__icontains": nilai}) | Q(**{f"{w}__kode__startswith": nilai}))


class SaringanKecamatan(df.FilterSet):
    """A list over several kecamatan can be held to one, so that a count of one kecamatan leads to its own rows.

    `jalan_desa` leads from a row to its desa. Who reads a single kecamatan has nothing to choose, and what the address
    says about it is not followed: every row lies there.
    """

    jalan_desa = "desa"
    kecamatan = df.ModelChoiceFilter(
        to_field_name="kode",
        queryset=lambda request: request.user.kecamatan_terlihat().order_by("nama", "kode"),
        label="Kecamatan",
        empty_label="Semua",
    )
    # What counts the desa of a kecamatan leaves its kelurahan out; carried along unseen.
    jenis_desa = df.ChoiceFilter(
        choices=JenisDesa.choices, label="Jenis desa", method="saring_jenis_desa", widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        banyak = self.request.user.kecamatan_terlihat()[: PILIHAN_MAKS + 1].count()
        saringan: df.Filter = self.filters.pop("kecamatan")
        if banyak < 2:
            return
        saringan.field_name = f"{self.jalan_desa}__kecamatan"
        if banyak > PILIHAN_MAKS:
            saringan = df.CharFilter(label="Kecamatan (nama atau kode)", method=self.menurut_kecamatan)
            saringan.parent, saringan.model = self, self._meta.model
        self.filters = {"cari": self.filters.pop("cari"), "kecamatan": saringan, **self.filters}

    def menurut_kecamatan(self, queryset: QuerySet, _nama: str, nilai: str) -> QuerySet:
        k = f"{self.jalan_desa}__kecamatan"
        return queryset.filter(Q(**{f"{k}__nama__icontains": nilai}) | Q(**{f"{k}__kode__startswith": nilai}))

    def saring_jenis_desa(self, queryset: QuerySet, _nama: str, nilai: str) -> QuerySet:
        return queryset.filter(**{f"{self.jalan_desa}__jenis": nilai})


class DesaFilter(SaringanWilayah):
    wilayah = "kecamatan"
    cari = Cari(syarat=desa_memuat)
    jenis = df.ChoiceFilter(choices=JenisDesa.choices, label="Jenis", empty_label="Semua")

    class Meta:
        model = Desa
        fields: list[str] = []

    def pilihan(self) -> QuerySet:
        return self.request.user.kecamatan_tercakup()


class WilayahFilter(df.FilterSet):
    cari = Cari("nama", "kode__startswith", "kabupaten__nama")

    class Meta:
        model = Kecamatan
        fields: list[str] = []


class LiburFilter(df.FilterSet):
    cari = Cari("nama")
    tahun = df.ChoiceFilter(field_name="tanggal__year", label="Tahun", empty_label="Semua")
    berlaku = df.ChoiceFilter(
        label="Berlaku di",
        choices=[("nasional", "Seluruh Indonesia"), ("daerah", "Kabupaten/kota tertentu")],
        method="saring_berlaku",
        empty_label="Semua",
    )

    class Meta:
        model = HariLibur
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tahun = self.queryset.order_by("-tanggal__year").values_list("tanggal__year", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]

    def saring_berlaku(self, queryset, _nama, nilai):
        return queryset.filter(kabupaten__isnull=nilai == "nasional")


class PejabatFilter(SaringanWilayah):
    tabel: TabelInduk
    cari = df.CharFilter(label="Cari", method="saring_cari")
    keadaan = df.ChoiceFilter(label="Keadaan", choices=KEADAAN, method="saring_keadaan", empty_label="Semua")

    def pilihan(self) -> QuerySet:
        return self.request.user.desa_tercakup()

    def saring_cari(self, queryset, _nama, nilai):
        return queryset.filter(pejabat_memuat(self.tabel, nilai))

    def saring_keadaan(self, queryset, _nama, nilai):
        return queryset.menjabat() if nilai == "menjabat" else queryset.berakhir()


def saringan_pejabat(tabel: TabelInduk) -> type[PejabatFilter]:
    """Search and filters of one kind of people, by the columns that are declared so."""
    isi = {
        k.nama: df.ChoiceFilter(choices=tabel.pilihan(k.nama), label=tabel.label(k.nama), empty_label="Semua")
        for k in tabel.kolom
        if k.saring
    }
    meta = type("Meta", (), {"model": tabel.model, "fields": []})
    return type(f"{tabel.model.__name__}Filter", (PejabatFilter,), {**isi, "tabel": tabel, "Meta": meta})

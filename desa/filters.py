"""Search and filters of the lists of this room."""

import django_filters as df
from django.db.models import Q, QuerySet

from desa.enums import JabatanBPD, JabatanPerangkat, JenisDesa, JenisLKD
from desa.models import AnggotaBPD, Desa, PengurusLKD, Perangkat

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


class DesaFilter(SaringanWilayah):
    wilayah = "kecamatan"
    cari = df.CharFilter(label="Cari", method="saring_cari")
    jenis = df.ChoiceFilter(choices=JenisDesa.choices, label="Jenis", empty_label="Semua")

    class Meta:
        model = Desa
        fields: list[str] = []

    def pilihan(self) -> QuerySet:
        return self.request.user.kecamatan_terlihat()

    def saring_cari(self, queryset, _nama, nilai):
        return queryset.filter(Q(nama__icontains=nilai) | Q(kode__startswith=nilai))


class PejabatFilter(SaringanWilayah):
    cari = df.CharFilter(label="Cari", method="saring_cari")
    keadaan = df.ChoiceFilter(label="Keadaan", choices=KEADAAN, method="saring_keadaan", empty_label="Semua")

    def pilihan(self) -> QuerySet:
        return self.request.user.desa_terlihat()

    def saring_cari(self, queryset, _nama, nilai):
        return queryset.filter(Q(nama__icontains=nilai) | Q(desa__nama__icontains=nilai) | Q(telepon__icontains=nilai))

    def saring_keadaan(self, queryset, _nama, nilai):
        return queryset.menjabat() if nilai == "menjabat" else queryset.berakhir()


class PerangkatFilter(PejabatFilter):
    jabatan = df.ChoiceFilter(choices=JabatanPerangkat.choices, label="Jabatan", empty_label="Semua")

    class Meta:
        model = Perangkat
        fields: list[str] = []

    def saring_cari(self, queryset, nama, nilai):
        cocok = Q(nama__icontains=nilai) | Q(niap__icontains=nilai) | Q(rincian__icontains=nilai)
        return queryset.filter(cocok | Q(desa__nama__icontains=nilai) | Q(telepon__icontains=nilai))


class AnggotaBPDFilter(PejabatFilter):
    jabatan = df.ChoiceFilter(choices=JabatanBPD.choices, label="Jabatan", empty_label="Semua")

    class Meta:
        model = AnggotaBPD
        fields: list[str] = []


class PengurusLKDFilter(PejabatFilter):
    jenis = df.ChoiceFilter(choices=JenisLKD.choices, label="Jenis lembaga", empty_label="Semua")

    class Meta:
        model = PengurusLKD
        fields: list[str] = []

    def saring_cari(self, queryset, nama, nilai):
        return queryset.filter(Q(nama__icontains=nilai) | Q(lembaga__icontains=nilai) | Q(desa__nama__icontains=nilai))

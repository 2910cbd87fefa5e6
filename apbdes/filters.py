"""Search and filters of the lists of this room. Choices are what the person's own list can contain."""

import django_filters as df

from apbdes.enums import JenisVersi, StatusVersi
from apbdes.models import VersiApbdes
from apbdes.pencarian import versi_memuat
from apbdes.queries import tahun_beranggaran
from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from desa.filters import SaringanKecamatan
from desa.models import Desa


class VersiFilter(SaringanKecamatan):
    jalan_desa = "apbdes__desa"
    cari = Cari(syarat=versi_memuat)
    desa = df.ModelChoiceFilter(
        queryset=lambda request: Desa.objects.filter(
            apbdes__versi_set__in=VersiApbdes.objects.untuk(request.user)
        ).distinct(),
        field_name="apbdes__desa",
        label="Desa",
        empty_label="Semua",
    )
    tahun = df.ChoiceFilter(field_name="apbdes__tahun", label="Tahun", empty_label="Semua")
    status = BanyakPilihan(choices=StatusVersi.choices, label="Status")
    dari = dari_tanggal("diajukan__date", "Diajukan dari")
    sampai = sampai_tanggal("diajukan__date", "Diajukan sampai")
    jenis = df.ChoiceFilter(choices=JenisVersi.choices, label="Jenis", empty_label="Semua")

    class Meta:
        model = VersiApbdes
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun_beranggaran(self.request.user)]

"""Lists of this room: officials with how they stand, and trainings."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.utils.html import format_html

from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from desa.filters import SaringanKecamatan
from desa.models import Perangkat
from kapasitas.enums import DINILAI, LENCANA, PEMBACA, Keadaan
from kapasitas.models import Pelatihan
from kapasitas.pencarian import pelatihan_memuat

ANGKA = {"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}}


class PejabatTable(tables.Table):
    nama = tables.Column("Nama", linkify=("kapasitas:pejabat", {"pk": tables.A("pk")}))
    jabatan = tables.Column("Jabatan")
    desa = tables.Column("Desa", accessor="desa__nama")
    keadaan = tables.Column("Keadaan")
    cukup = tables.Column("Wajib yang cukup", attrs=ANGKA)
    dinilai_pada = tables.DateColumn("j M Y", verbose_name="Dinilai")

    class Meta:
        model = Perangkat
        fields: tuple[str, ...] = ()
        sequence = ("nama", "jabatan", "desa", "keadaan", "cukup", "dinilai_pada")
        order_by = ("desa", "jabatan")

    def render_jabatan(self, record: Perangkat) -> str:
        return record.sebutan

    def render_keadaan(self, value: str) -> str:
        k = Keadaan(value)
        return format_html('<span class="lencana lencana-{}">{}</span>', LENCANA[k], k.label)

    def value_keadaan(self, value: str) -> str:
        return str(Keadaan(value).label)

    def render_cukup(self, value: int, record: Any) -> str:
        return f"{value} dari {record.wajib}" if record.nilai else "–"


def _desa(request: Permintaan):
    return request.user.desa_terlihat(*PEMBACA).order_by("nama", "kode")


class PejabatFilter(SaringanKecamatan):
    cari = Cari("nama", "desa__nama", "rincian", orang=True)
    desa = df.ModelChoiceFilter(queryset=_desa, label="Desa", empty_label="Semua")
    jabatan = df.ChoiceFilter(choices=[(j.value, j.label) for j in DINILAI], label="Jabatan", empty_label="Semua")
    keadaan = BanyakPilihan(choices=Keadaan.choices, label="Keadaan")

    class Meta:
        model = Perangkat
        fields: list[str] = []


class PelatihanTable(tables.Table):
    judul = tables.Column("Pelatihan", linkify=True)
    mulai = tables.DateColumn("j M Y", verbose_name="Mulai")
    selesai = tables.DateColumn("j M Y", verbose_name="Selesai")
    penyelenggara = tables.Column("Penyelenggara")
    tempat = tables.Column("Tempat")
    banyak = tables.Column("Peserta", attrs=ANGKA)

    class Meta:
        model = Pelatihan
        fields: tuple[str, ...] = ()
        order_by = "-mulai"


class PelatihanFilter(SaringanKecamatan):
    jalan_desa = ""
    cari = Cari(syarat=pelatihan_memuat)
    dari = dari_tanggal("mulai")
    sampai = sampai_tanggal("mulai")

    class Meta:
        model = Pelatihan
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters.pop("jenis_desa")
        if "kecamatan" in self.filters:
            self.filters["kecamatan"].field_name = "kecamatan"

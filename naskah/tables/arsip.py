"""The archive, the inbox, who has not yet acknowledged, and one's exports."""

from datetime import date, datetime

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasar.permintaan import Permintaan
from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from dasar.waktu import hari_ini, tanggal
from desa.filters import SaringanWilayah
from desa.models import Kecamatan
from naskah.enums.naskah import TERBIT, StatusNaskah
from naskah.jenis import pilihan_jenis
from naskah.models import Kiriman, Naskah, PekerjaanEkspor
from naskah.queries.arsip import DISIMPAN, HABIS, PERMANEN, arsip_retensi, naskah_cari
from naskah.tables.naskah import NaskahTable

STATUS_ARSIP = [(s.value, s.label) for s in StatusNaskah if s in TERBIT - {StatusNaskah.DISETUJUI}]
RETENSI = [(DISIMPAN, "Masih disimpan"), (HABIS, "Habis masa simpan"), (PERMANEN, "Permanen")]
MENUNGGU, DITERIMA = "menunggu", "diterima"
KEADAAN = [(MENUNGGU, "Belum dinyatakan diterima"), (DITERIMA, "Sudah diterima")]


class KolomPilih(tables.Column):
    """A box per document, part of the form `ekspor` that stands above the table."""

    def __init__(self) -> None:
        super().__init__(
            verbose_name="Pilih",
            empty_values=(),
            orderable=False,
            exclude_from_export=True,
            attrs={"td": {"class": "kolom-pilih"}},
        )

    def render(self, record: Naskah) -> SafeString:
        return format_html(
            '<input class="form-check-input" type="checkbox" name="naskah" value="{}" form="ekspor"'
            ' aria-label="Pilih {}">',
            record.pk,
            f"{record.get_jenis_display()} {record.nomor or record.perihal}",
        )


class NaskahPilihTable(NaskahTable):
    pilih = KolomPilih()

    class Meta(NaskahTable.Meta):
        sequence = ("pilih", *NaskahTable.Meta.sequence)


class ArsipTable(NaskahPilihTable):
    jenis = tables.Column("Jenis", accessor="get_jenis_display", visible=False)  # on screen under the number
    perihal = tables.Column("Perihal", attrs={"td": {"class": "kolom-lebar"}})
    retensi = tables.Column("Simpan sampai", accessor="retensi_sampai", orderable=False, empty_values=())

    class Meta(NaskahPilihTable.Meta):
        sequence = (*NaskahPilihTable.Meta.sequence, "retensi")

    def render_nomor(self, record: Naskah) -> SafeString:
        return format_html("{}<small>{}</small>", record.nomor, record.get_jenis_display())

    def value_nomor(self, value: str) -> str:
        return value

    def render_retensi(self, record: Naskah, value: date | None) -> SafeString | str:
        if value is None:
            return "Permanen"
        teks = date_format(value, "j M Y")
        if value >= hari_ini(record.kecamatan):
            return teks
        return format_html('{} <span class="lencana lencana-kuning">Habis masa simpan</span>', teks)

    def value_retensi(self, value: date | None) -> str | date:
        return value or "Permanen"


def kecamatan_terlihat(request: Permintaan) -> "QuerySet[Kecamatan]":
    return request.user.kecamatan_terlihat()


class ArsipFilter(SaringanWilayah):
    cari = filters.CharFilter(label="Cari, juga dalam isinya", method="saring_cari")
    kecamatan = filters.ModelChoiceFilter(label="Kecamatan", queryset=kecamatan_terlihat, empty_label="Semua kecamatan")
    jenis = filters.ChoiceFilter(label="Jenis", choices=pilihan_jenis, empty_label="Semua jenis")
    tahun = filters.ChoiceFilter(label="Tahun", empty_label="Semua tahun")
    status = BanyakPilihan(label="Status", choices=STATUS_ARSIP)
    dari = dari_tanggal("tanggal")
    sampai = sampai_tanggal("tanggal")
    retensi = filters.ChoiceFilter(label="Masa simpan", choices=RETENSI, method="saring_retensi", empty_label="Semua")

    class Meta:
        model = Naskah
        fields: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tahun = self.queryset.order_by("-tahun").values_list("tahun", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]
        if self.request.user.kecamatan_terlihat()[:2].count() < 2:
            del self.filters["kecamatan"]

    def pilihan(self) -> QuerySet:
        return self.request.user.desa_terlihat()

    def saring_cari(self, queryset: "QuerySet[Naskah]", _nama: str, nilai: str) -> "QuerySet[Naskah]":
        return naskah_cari(queryset, nilai)

    def saring_retensi(self, queryset: "QuerySet[Naskah]", _nama: str, nilai: str) -> "QuerySet[Naskah]":
        return arsip_retensi(queryset, nilai)


class KirimanTable(tables.Table):
    nomor = tables.Column("Nomor", accessor="naskah", linkify=True, order_by=("naskah__tahun", "naskah__urut"))
    jenis = tables.Column("Jenis", accessor="naskah__get_jenis_display", order_by="naskah__jenis")
    perihal = tables.Column("Perihal", accessor="naskah__perihal")
    penerima = tables.Column("Penerima", orderable=False)
    dikirim = tables.DateTimeColumn("j M Y", verbose_name="Dikirim")

    class Meta:
        model = Kiriman
        fields: tuple[str, ...] = ()
        sequence = ("nomor", "jenis", "perihal", "penerima", "dikirim", "...")

    def render_nomor(self, value: Naskah) -> str:
        return value.nomor

    def value_nomor(self, value: Naskah) -> str:
        return value.nomor

    def value_dikirim(self, record: Kiriman, value: datetime) -> date:
        return tanggal(value, record.naskah.kecamatan)


class KotakMasukTable(KirimanTable):
    status = tables.TemplateColumn(
        "{% lencana record.naskah %}", verbose_name="Status", accessor="naskah__status", orderable=False
    )
    penerimaan = tables.TemplateColumn(  # template_name would run the context processors for every row
        "{% include 'naskah/_terima.html' %}", verbose_name="Penerimaan", accessor="diterima", order_by="diterima"
    )

    class Meta(KirimanTable.Meta):
        sequence = ("nomor", "jenis", "perihal", "penerima", "dikirim", "status", "penerimaan")

    def value_status(self, record: Kiriman) -> str:
        return record.naskah.get_status_display()

    def value_penerimaan(self, record: Kiriman) -> str:
        return _penerimaan(record)


class KirimanDaftarTable(KirimanTable):
    menunggu = tables.Column("Menunggu", empty_values=(), order_by="-dikirim", attrs={"td": {"class": "angka-kolom"}})
    penerimaan = tables.Column("Penerimaan", accessor="diterima", empty_values=())

    class Meta(KirimanTable.Meta):
        sequence = ("nomor", "jenis", "perihal", "penerima", "dikirim", "menunggu", "penerimaan")

    def render_menunggu(self, record: Kiriman) -> str:
        hari = self.value_menunggu(record)
        return "–" if hari == "" else f"{hari} hari"

    def value_menunggu(self, record: Kiriman) -> int | str:
        if record.diterima or not record.naskah.berlaku:
            return ""
        return (hari_ini(record.naskah.kecamatan) - tanggal(record.dikirim, record.naskah.kecamatan)).days

    def render_penerimaan(self, record: Kiriman) -> str:
        return _penerimaan(record)


def _penerimaan(kiriman: Kiriman) -> str:
    if kiriman.diterima is None:
        return "Belum" if kiriman.naskah.berlaku else f"Tidak perlu: {kiriman.naskah.get_status_display().lower()}"
    hari = date_format(tanggal(kiriman.diterima, kiriman.naskah.kecamatan), "j M Y")
    return f"Diterima {hari} oleh {kiriman.diterima_oleh}"


class KirimanFilter(filters.FilterSet):
    cari = Cari("naskah__nomor", "naskah__perihal", "desa__nama", "pengguna__nama")
    keadaan = filters.ChoiceFilter(label="Keadaan", choices=KEADAAN, method="saring_keadaan", empty_label="Semua")
    jenis = filters.ChoiceFilter(
        label="Jenis", field_name="naskah__jenis", choices=pilihan_jenis, empty_label="Semua jenis"
    )

    class Meta:
        model = Kiriman
        fields: tuple[str, ...] = ()

    def saring_keadaan(self, queryset: "QuerySet[Kiriman]", _nama: str, nilai: str) -> "QuerySet[Kiriman]":
        return queryset.menunggu() if nilai == MENUNGGU else queryset.exclude(diterima=None)


class EksporTable(tables.Table):
    judul = tables.Column("Ekspor", linkify=True)
    jenis = tables.Column("Bentuk", accessor="get_jenis_display", order_by="jenis")
    total = tables.Column("Naskah", attrs={"td": {"class": "angka-kolom"}})
    dibuat = tables.DateTimeColumn("j M Y H.i", verbose_name="Diminta")
    status = tables.TemplateColumn("{% lencana record %}", verbose_name="Keadaan")

    class Meta:
        model = PekerjaanEkspor
        fields: tuple[str, ...] = ()
        sequence = ("judul", "jenis", "total", "dibuat", "status")
        order_by = "-dibuat"

    def render_total(self, record: PekerjaanEkspor, value: int) -> int | str:
        return "–" if record.cetakan else value

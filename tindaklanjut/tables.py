from collections.abc import Callable, Iterable
from datetime import timedelta

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.html import format_html

from dasar.saringan import BanyakPilihan, Cari, KunciFilter, dari_tanggal, sampai_tanggal
from dasar.waktu import menurut_zona
from desa.filters import SaringanKecamatan
from desa.models import Desa
from tindaklanjut.enums import BERJALAN, MENUNGGU_DESA, Asal, StatusTemuan, Tingkat
from tindaklanjut.models import Temuan
from tindaklanjut.pencarian import temuan_memuat


class TemuanTable(tables.Table):
    uraian = tables.Column(
        "Temuan", linkify=("tindaklanjut:temuan-rinci", {"pk": tables.A("pk")}), attrs={"td": {"class": "kolom-lebar"}}
    )
    desa = tables.Column("Desa", accessor="desa__nama")
    asal_teks = tables.Column("Asal")
    penanggung_jawab = tables.Column("Penanggung jawab")
    batas_waktu = tables.DateColumn("j M Y", verbose_name="Batas waktu")
    status = tables.Column("Status")
    # In the sheet columns of their own; on the page they stand under the finding.
    tingkat = tables.Column("Tingkat", visible=False)
    ulangan = tables.Column("Berulang", visible=False)

    class Meta:
        model = Temuan
        fields: tuple[str, ...] = ()
        sequence = ("uraian", "desa", "asal_teks", "penanggung_jawab", "batas_waktu", "status", "tingkat", "ulangan")
        order_by = "batas_waktu"

    def render_status(self, record: Temuan):
        if record.terlambat:
            return format_html('<span class="lencana lencana-merah">{}, terlambat</span>', record.get_status_display())
        warna = {"terbuka": "kuning", "dijawab": "biru", "kembali": "merah", "selesai": "hijau"}.get(
            record.status, "netral"
        )
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, record.get_status_display())

    def value_ulangan(self, value: int) -> int | None:
        """The how-manieth of its kind; empty for what was found for the first time."""
        return value + 1 if value else None

    def value_tingkat(self, record: Temuan) -> str:
        return record.get_tingkat_display()

    def value_status(self, record: Temuan) -> str:
        return record.get_status_display()

    def render_uraian(self, value: str, record: Temuan) -> str:
        teks = value if len(value) <= 120 else value[:117] + "…"
        ulangan = getattr(record, "ulangan", 0)
        tanda = [record.get_tingkat_display(), f"Berulang, ke-{ulangan + 1}" if ulangan else ""]
        kecil = ", ".join(t for t in tanda if t)
        return format_html("{}<small>{}</small>", teks, kecil) if kecil else teks

    def value_uraian(self, record: Temuan) -> str:
        return record.uraian

    def value_batas_waktu(self, record: Temuan):
        return record.batas_waktu


ZONA = "desa__kecamatan__zona_waktu"
LAMA_SELESAI = timedelta(days=30)


def _terlambat() -> Q:
    return Q(pk__in=Temuan.objects.terlambat().values("pk"))


def _baru_selesai() -> Q:
    baru = menurut_zona(ZONA, lambda hari: Q(ditutup_pada__gte=hari - LAMA_SELESAI))
    return baru & Q(status=StatusTemuan.SELESAI)


# Beside the statuses themselves; the board's columns are some of these.
TURUNAN: dict[str, tuple[str, Callable[[], Q]]] = {
    "belum": ("Belum selesai", lambda: Q(status__in=BERJALAN)),
    "terlambat": ("Terlambat", _terlambat),
    "terlambat-desa": ("Terlambat di desa", lambda: Q(status__in=MENUNGGU_DESA) & _terlambat()),
    "menunggu-desa": ("Menunggu desa, belum terlambat", lambda: Q(status__in=MENUNGGU_DESA) & ~_terlambat()),
    "berulang": ("Berulang", lambda: Q(pk__in=Temuan.objects.berulang().values("pk"))),
    "baru-selesai": ("Selesai 30 hari ini", _baru_selesai),
}
KEADAAN = [
    *((kode, label) for kode, (label, _) in TURUNAN.items()),
    *((s.value, s.label) for s in StatusTemuan if s != StatusTemuan.DRAF),
]


def keadaan_q(keadaan: Iterable[str]) -> Q:
    """The findings in any of these states, each a key of KEADAAN."""
    cocok = Q(status__in=[k for k in keadaan if k not in TURUNAN])
    for k in keadaan:
        if k in TURUNAN:
            cocok |= TURUNAN[k][1]()
    return cocok


class TemuanFilter(SaringanKecamatan):
    cari = Cari(syarat=temuan_memuat)
    desa = django_filters.ModelChoiceFilter(label="Desa", queryset=Desa.objects.none(), empty_label="Semua desa")
    keadaan = BanyakPilihan(label="Keadaan", choices=KEADAAN, method="saring_keadaan")
    asal = BanyakPilihan(label="Asal", choices=Asal.choices, field_name="asal_jenis")
    tingkat = BanyakPilihan(label="Tingkat", choices=Tingkat.choices, field_name="tingkat")
    pengingat = KunciFilter(field_name="kabar__pengingat")
    jenis = KunciFilter(field_name="jenis")
    dari = dari_tanggal("batas_waktu", "Batas waktu dari")
    sampai = sampai_tanggal("batas_waktu", "Batas waktu sampai")

    class Meta:
        model = Temuan
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["desa"].queryset = self.request.user.desa_terlihat()

    def saring_keadaan(self, daftar: QuerySet, _nama: str, nilai: list[str]) -> QuerySet:
        return daftar.filter(keadaan_q(nilai)) if nilai else daftar

"""The lists of questions and of articles."""

from collections.abc import Iterable
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dasar.saringan import BanyakPilihan, Cari, dari_tanggal, sampai_tanggal
from dasar.waktu import tanggal
from desa.filters import SaringanKecamatan
from desa.models import Desa
from klinik.angka import Hitung, Lama, lama_jawab, penghitung
from klinik.enums import MENUNGGU, StatusArtikel, StatusPertanyaan
from klinik.models import Artikel, Pertanyaan, Topik
from klinik.pencarian import artikel_memuat, pertanyaan_memuat

WARNA = {"diajukan": "ungu", "diteruskan": "kuning", "dijawab": "biru", "ditutup": "biru"}


class PertanyaanTable(tables.Table):
    judul = tables.Column(
        "Pertanyaan",
        linkify=("klinik:pertanyaan-rinci", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "kolom-lebar"}},
    )
    desa = tables.Column("Desa", accessor="desa__nama")
    topik = tables.Column("Topik", accessor="topik__nama")
    dibuat_pada = tables.DateColumn("j M Y", verbose_name="Diajukan")
    status = tables.Column("Status")
    jawaban = tables.Column("Jawaban pertama", empty_values=(), orderable=False)
    # In the sheet only.
    dijawab_pada = tables.DateColumn("j M Y", verbose_name="Dijawab", visible=False)
    hari_kerja = tables.Column("Hari kerja sampai jawaban pertama", empty_values=(), orderable=False, visible=False)

    class Meta:
        model = Pertanyaan
        fields: tuple[str, ...] = ()
        sequence = ("judul", "desa", "topik", "dibuat_pada", "status", "jawaban", "dijawab_pada", "hari_kerja")
        order_by = "-dibuat_pada"

    def render_status(self, record: Pertanyaan) -> SafeString:
        warna = WARNA.get(record.status, "netral")
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, record.get_status_display())

    def value_status(self, record: Pertanyaan) -> str:
        return record.get_status_display()

    def lama(self, record: Pertanyaan) -> Lama:
        """With one reading of the days off for each kabupaten and year."""
        kabupaten = record.desa.kecamatan.kabupaten
        per: dict[int, Hitung] = self.__dict__.setdefault("_hitung", {})
        if kabupaten.pk not in per:
            per[kabupaten.pk] = penghitung(kabupaten)
        return lama_jawab(record, per[kabupaten.pk])

    def render_jawaban(self, record: Pertanyaan) -> str:
        return self.lama(record).kalimat

    def value_dibuat_pada(self, record: Pertanyaan) -> Any:
        return record.hari_diajukan

    def value_dijawab_pada(self, record: Pertanyaan) -> Any:
        return record.hari_dijawab

    def render_hari_kerja(self, record: Pertanyaan) -> int | None:
        lama = self.lama(record)
        return None if lama.menunggu else lama.hari


KEADAAN: dict[str, tuple[str, Q]] = {
    "menunggu": ("Menunggu kecamatan", Q(status__in=MENUNGGU)),
    "terjawab": ("Pernah dijawab", Q(dijawab_pada__isnull=False)),
}
PILIHAN = [
    *((kode, label) for kode, (label, _) in KEADAAN.items()),
    *((s.value, s.label) for s in StatusPertanyaan if s != StatusPertanyaan.DRAF),
]


def keadaan_q(keadaan: Iterable[str]) -> Q:
    """The questions in any of these states, each a key of PILIHAN."""
    hasil = Q(status__in=[k for k in keadaan if k not in KEADAAN])
    for k in keadaan:
        if k in KEADAAN:
            hasil |= KEADAAN[k][1]
    return hasil


class PertanyaanFilter(SaringanKecamatan):
    cari = Cari(syarat=pertanyaan_memuat)
    desa = django_filters.ModelChoiceFilter(label="Desa", queryset=Desa.objects.none(), empty_label="Semua desa")
    topik = django_filters.ModelChoiceFilter(label="Topik", queryset=Topik.objects.none(), empty_label="Semua topik")
    keadaan = BanyakPilihan(label="Keadaan", choices=PILIHAN, method="saring_keadaan")
    milik = django_filters.ChoiceFilter(
        label="Ditangani", choices=[("saya", "Diteruskan kepada saya")], empty_label="Siapa pun", method="saring_milik"
    )
    dari = dari_tanggal("dibuat_pada__date", "Diajukan dari")
    sampai = sampai_tanggal("dibuat_pada__date", "Diajukan sampai")

    class Meta:
        model = Pertanyaan
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pengguna = self.request.user
        self.filters["desa"].queryset = pengguna.desa_terlihat()
        self.filters["topik"].queryset = Topik.objects.filter(
            Q(kecamatan=None) | Q(kecamatan__in=pengguna.kecamatan_terlihat().values("pk"))
        )

    def saring_keadaan(self, daftar: QuerySet, _nama: str, nilai: list[str]) -> QuerySet:
        return daftar.filter(keadaan_q(nilai)) if nilai else daftar

    def saring_milik(self, daftar: QuerySet, _nama: str, _nilai: str) -> QuerySet:
        return daftar.filter(ditangani=self.request.user)


class ArtikelTable(tables.Table):
    judul = tables.Column(
        "Artikel", linkify=("klinik:artikel-rinci", {"pk": tables.A("pk")}), attrs={"td": {"class": "kolom-lebar"}}
    )
    topik = tables.Column("Topik", accessor="topik__nama")
    dasar = tables.Column("Peraturan")
    kecamatan = tables.Column("Kecamatan", accessor="kecamatan__nama")
    diubah_pada = tables.DateColumn("j M Y", verbose_name="Diubah")

    class Meta:
        model = Artikel
        fields: tuple[str, ...] = ()
        order_by = "judul"

    def render_judul(self, record: Artikel) -> str | SafeString:
        if record.status == StatusArtikel.DITARIK:
            return format_html('{} <span class="lencana lencana-merah">Ditarik</span>', record.judul)
        return record.judul

    def value_judul(self, record: Artikel) -> str:
        return record.judul

    def value_diubah_pada(self, record: Artikel) -> Any:
        return tanggal(record.diubah_pada, record.kecamatan)


class ArtikelFilter(django_filters.FilterSet):
    cari = Cari(syarat=artikel_memuat)
    topik = django_filters.ModelChoiceFilter(label="Topik", queryset=Topik.objects.none(), empty_label="Semua topik")
    status = django_filters.ChoiceFilter(
        label="Keadaan", choices=[("ditarik", "Ditarik")], empty_label="Terbit", method="saring_status"
    )

    class Meta:
        model = Artikel
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        milik = self.request.user.kecamatan_terlihat().values("pk")
        self.filters["topik"].queryset = Topik.objects.filter(Q(kecamatan=None) | Q(kecamatan__in=milik))

    def saring_status(self, daftar: QuerySet, _nama: str, nilai: str) -> QuerySet:
        return daftar.filter(status=nilai)

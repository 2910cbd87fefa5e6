"""The codes that an office adds for its kabupaten and a year: activities and accounts, one by one or as a sheet."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse

from akun.queries import kecamatan_bekerja, wilayah_dikelola
from apbdes.buku_kerja.galat import TidakTerbaca
from apbdes.forms.kode import KegiatanForm, KodeForm, RekeningForm
from apbdes.models import KegiatanTambahan, RekeningTambahan
from apbdes.queries import rancangan_memakai
from apbdes.services.kode import KOLOM, kode_impor
from apbdes.siskeudes.acuan import baca_kode_ref
from apbdes.siskeudes.berkas import bagian_csv
from dasar.daftar import Daftar
from dasar.formulir import terkirim
from dasar.impor import Impor, halaman_impor
from dasar.lembar import BARIS_MAKS, Lembar, LembarGalat, baca
from dasar.permintaan import Permintaan
from dasar.saringan import Cari
from dasar.templat import KolomTemplat, templat
from desa.induk import Induk
from desa.models import Kabupaten
from desa.tables import tombol_induk
from desa.views.impor import unduhan

KodeTambahan = KegiatanTambahan | RekeningTambahan
ALIAS = {
    "nama_kegiatan": "nama",
    "nama_rekening": "nama",
    "uraian": "nama",
    "kode_kegiatan": "kode",
    "kode_rekening": "kode",
}
FORM: dict[str, type[KodeForm]] = {"kegiatan": KegiatanForm, "rekening": RekeningForm}
MODEL: dict[str, type[KegiatanTambahan] | type[RekeningTambahan]] = {
    "kegiatan": KegiatanTambahan,
    "rekening": RekeningTambahan,
}
AKIBAT = "Templat desa dan impor memakainya sejak sekarang."
INDUK = {
    jenis: Induk(f"kode {jenis} kabupaten", f"Kode {jenis} kabupaten", f"apbdes:kode-{jenis}", akibat=AKIBAT)
    for jenis in MODEL
}


class KodeTable(tables.Table):
    jenis = ""
    tahun = tables.Column("Tahun anggaran")
    kode = tables.Column("Kode")
    nama = tables.Column("Nama", attrs={"td": {"class": "kolom-lebar"}})
    kabupaten = tables.Column("Kabupaten/kota", order_by="kabupaten__nama")
    dasar = tables.Column("Dasar", default="–")
    dicabut = tables.Column("Dicabut sejak", default="–")
    tindakan = tables.Column("Tindakan", empty_values=(), orderable=False, exclude_from_export=True)

    class Meta:
        sequence = ("tahun", "kode", "nama", "kabupaten", "dasar", "dicabut", "tindakan")

    def render_tindakan(self, record: KodeTambahan) -> str:
        return tombol_induk(f"apbdes:kode-{self.jenis}", record, record.kode, "ubah", "hapus")


class KodeFilter(df.FilterSet):
    cari = Cari("kode__startswith", "nama")
    tahun = df.ChoiceFilter(label="Tahun anggaran", empty_label="Semua")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tahun = self.queryset.order_by("-tahun").values_list("tahun", flat=True).distinct()
        self.filters["tahun"].extra["choices"] = [(t, str(t)) for t in tahun]


class KodeDaftar(Daftar):
    jenis = ""
    filterset_class = KodeFilter
    template_name = "apbdes/kode_daftar.html"
    keterangan = (
        "Kode di luar daftar yang dipakai di kabupaten ini, per tahun anggaran. Masuk ke templat desa dan diterima "
        "dari desa."
    )

    @property
    def judul(self) -> str:  # type: ignore[override]  # one class for both kinds
        return INDUK[self.jenis].judul

    def get_table_class(self) -> type[KodeTable]:
        isi: dict[str, Any] = {"jenis": self.jenis}
        urutan = list(KodeTable.Meta.sequence)
        if self.jenis == "kegiatan":
            isi["pelaksana"] = tables.Column("Pelaksana", default="–")
            urutan.insert(urutan.index("kabupaten"), "pelaksana")
        isi["Meta"] = type("Meta", (KodeTable.Meta,), {"model": MODEL[self.jenis], "fields": (), "sequence": urutan})
        return type("KodeTable", (KodeTable,), isi)

    def get_queryset(self) -> QuerySet:
        return _terlihat(self.request, self.jenis)

    def get_kosong(self) -> dict[str, str]:
        return {
            "judul": f"Belum ada kode {self.jenis} kabupaten",
            "saran": "Kode 90–99 yang belum dicatat tetap diterima dari desa, dengan catatan pada pratinjau impornya.",
            "url": reverse(f"apbdes:kode-{self.jenis}-tambah"),
            "tombol": "Tambah kode",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            jenis=self.jenis, url_tambah=reverse(f"apbdes:kode-{self.jenis}-tambah"), **kwargs
        )


def _terlihat(request: Permintaan, jenis: str) -> QuerySet:
    semua = MODEL[jenis]._default_manager.select_related("kabupaten")
    return semua.filter(wilayah_dikelola(request.user, "kabupaten")).order_by("-tahun", "kode", "pk")


def _kabupaten(request: Permintaan) -> "QuerySet[Kabupaten]":
    """Where somebody works with PERUT, of those that this person looks after."""
    return request.user.kabupaten_dikelola().filter(pk__in=kecamatan_bekerja().values("kabupaten"))


def _isi(request: Permintaan, jenis: str, kode: KodeTambahan) -> HttpResponse:
    form = FORM[jenis](terkirim(request), instance=kode, kabupaten=_kabupaten(request))
    return INDUK[jenis].isi(request, form, kode)


def kode_tambah(request: Permintaan, jenis: str) -> HttpResponse:
    return _isi(request, jenis, MODEL[jenis]())


def kode_ubah(request: Permintaan, pk: int, jenis: str) -> HttpResponse:
    return _isi(request, jenis, get_object_or_404(_terlihat(request, jenis), pk=pk))


def kode_hapus(request: Permintaan, pk: int, jenis: str) -> HttpResponse:
    kode = get_object_or_404(_terlihat(request, jenis), pk=pk)
    if request.method == "POST" and (banyak := rancangan_memakai(kode)):
        kalimat = f"{kode.kode} dipakai {banyak} rancangan, jadi tidak dihapus. Cabut saja, dengan tanggalnya."
        messages.error(request, kalimat)
        return redirect(f"apbdes:kode-{jenis}-ubah", pk=kode.pk)
    return INDUK[jenis].hapus(request, kode)


def kode_impor_halaman(request: Permintaan) -> HttpResponse:
    return halaman_impor(
        request,
        Impor(
            kunci="impor_kode",
            judul="Kode kegiatan dan rekening",
            baca=_baca,
            coba=lambda lembar, disetujui: kode_impor(
                lembar=lembar, kabupaten=_kabupaten(request), oleh=request.user, disetujui=disetujui
            ),
            kembali=("Kode milik kabupaten", reverse("apbdes:kode-kegiatan-daftar")),
            url_templat=reverse("apbdes:kode-templat"),
            penjelasan="Satu baris satu kode: kegiatan ditulis 2.3.22, rekening 5.2.1.13. Ekspor Siskeudes (zip CSV) "
            "yang memuat Ref_Kegiatan dan Ref_Rek4 dapat diunggah juga; yang diambil hanya kode yang belum ada dalam "
            "daftar, untuk tahun anggaran yang sedang disusun.",
            sesudah=f" {AKIBAT}",
            terima=".xlsx,.csv,.zip,.mde,.mdb",
        ),
    )


def _baca(nama: str, isi: bytes) -> Lembar:
    if not nama.lower().endswith((".zip", ".mde", ".mdb")):
        return baca(nama, isi, wajib=["kode", "nama"], dikenal=KOLOM, alias=ALIAS)
    try:
        kode, galat, dikenal = baca_kode_ref(bagian_csv(isi))
    except TidakTerbaca as tidak:
        raise LembarGalat(" ".join(str(g) for g in tidak.galat)) from tidak
    if galat:
        raise LembarGalat(" ".join(str(g) for g in galat[:20]))
    if not kode:
        raise LembarGalat(f"Semua kode dalam berkas ini ({dikenal}) sudah ada dalam daftar.")
    if len(kode) > BARIS_MAKS:
        raise LembarGalat(f"Ada {len(kode)} kode baru; paling banyak {BARIS_MAKS} sekali impor.")
    kolom = ["kode", "nama", "dasar"]
    baris = [(n, {"kode": k, "nama": b, "dasar": "Daftar kode Siskeudes"}) for n, (k, b) in enumerate(kode, 2)]
    return Lembar(kolom, baris, nama="Ref_", dilewati=[f"{dikenal} kode yang sudah ada dalam daftar dilewati."])


def kode_templat(request: Permintaan) -> HttpResponse:
    isi = templat(
        "Kode",
        [
            KolomTemplat("kode", "Wajib. Kegiatan seperti 2.3.22, rekening seperti 5.2.1.13."),
            KolomTemplat("nama", "Wajib. Nama yang dicetak.", lebar=50),
            KolomTemplat("tahun", "Tahun anggaran; kosong berarti yang sedang disusun."),
            KolomTemplat("pelaksana", "Hanya kegiatan, misalnya Kasi Kesejahteraan.", lebar=24),
            KolomTemplat("dasar", "Peraturan dan pasalnya, atau di mana kode ini dipakai.", lebar=40),
            KolomTemplat("kabupaten", "Kode kabupaten, misalnya 63.11; hanya bila Anda mengelola beberapa."),
        ],
        ["Bila ada satu saja yang salah, tidak ada yang disimpan."],
    )
    return unduhan(isi, "templat-kode", "xlsx")


def urls() -> list[URLPattern]:
    hasil = [
        path("kode/impor/", kode_impor_halaman, name="kode-impor"),
        path("kode/templat/", kode_templat, name="kode-templat"),
    ]
    for jenis in MODEL:
        isi = {"jenis": jenis}
        hasil += [
            path(f"kode/{jenis}/", KodeDaftar.as_view(**isi), name=f"kode-{jenis}-daftar"),
            path(f"kode/{jenis}/tambah/", kode_tambah, isi, name=f"kode-{jenis}-tambah"),
            path(f"kode/{jenis}/<int:pk>/ubah/", kode_ubah, isi, name=f"kode-{jenis}-ubah"),
            path(f"kode/{jenis}/<int:pk>/hapus/", kode_hapus, isi, name=f"kode-{jenis}-hapus"),
        ]
    return hasil

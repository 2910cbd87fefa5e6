"""The one list page: search, filter, sort and page in the address, and the same rows as xlsx."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin
from django_tables2.export import ExportMixin, TableExport
from tablib import Dataset

from dasar.lembar import netral
from dasar.saringan import saringan_salah
from dasar.waktu import hari_ini_pembaca

BARIS_PER_HALAMAN = 25


class EksporTabel(TableExport):
    """A table as a sheet in which no typed text runs as a formula."""

    FORMATS = {TableExport.XLSX: TableExport.FORMATS[TableExport.XLSX]}

    @classmethod
    def is_valid_format(cls, export_format: str | None) -> bool:
        return export_format in cls.FORMATS

    def table_to_dataset(self, table, exclude_columns, dataset_kwargs=None) -> Dataset:
        mentah = super().table_to_dataset(table, exclude_columns, dataset_kwargs)
        aman = Dataset(headers=mentah.headers, title=mentah.title)
        for baris in mentah:
            aman.append([netral(nilai) for nilai in baris])
        return aman


class HalamanTetap(Paginator):
    """Pages of one size: what the address says about it (`per_page`) is not followed."""

    def __init__(self, object_list, per_page, **kwargs):
        super().__init__(object_list, BARIS_PER_HALAMAN, **kwargs)


class Daftar(ExportMixin, SingleTableMixin, FilterView):
    """Subclass with `model`/`get_queryset`, `table_class`, `filterset_class`, `judul`, `kosong`.

    `kosong` tells an empty list what to say: judul, saran, and a url with its tombol.
    """

    template_name = "komponen/daftar.html"
    table_pagination = {"paginator_class": HalamanTetap}  # a page that is not there shows the nearest one
    export_formats = ["xlsx"]
    export_class = EksporTabel
    judul = ""
    keterangan = ""
    kosong: dict[str, str] = {}
    strict = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A filter whose value is none says so, and gives no rows and no file: never more than was asked for."""
        self.filterset = self.get_filterset(self.get_filterset_class())
        self.salah = saringan_salah(self.filterset)
        self.object_list = self.filterset.queryset.none() if self.salah else self.filterset.qs
        context = self.get_context_data(filter=self.filterset, object_list=self.object_list, salah=self.salah)
        if self.salah:
            return super(ExportMixin, self).render_to_response(context, status=422)
        return self.render_to_response(context)

    def get_table(self, **kwargs: Any) -> Any:
        """An empty cell is "–" here as on every other page."""
        return super().get_table(**{"default": "–"} | kwargs)

    def get_export_filename(self, export_format: str) -> str:
        return f"{self.judul.lower().replace(' ', '-')}-{hari_ini_pembaca():%Y%m%d}.{export_format}"

    def get_kosong(self) -> dict[str, str]:
        return self.kosong

    def get_context_data(self, **kwargs):
        alamat = self.request.GET.copy()
        for nama in set(self.filterset.data or {}) - set(alamat):  # as it opened
            alamat.setlist(nama, self.filterset.data.getlist(nama))
        alamat["_export"] = "xlsx"
        alamat.pop("page", None)
        nama_saringan = set(self.filterset.filters)
        return super().get_context_data(
            judul=self.judul,
            keterangan=self.keterangan,
            kosong=self.get_kosong(),
            url_ekspor=f"?{alamat.urlencode()}",
            disaring=any(nilai for n in nama_saringan for nilai in self.request.GET.getlist(n)),
            **kwargs,
        )

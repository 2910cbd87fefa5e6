"""Many people at once, from one sheet (dasar/impor.py)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from akun.lembar import orang_impor
from akun.lembar_kolom import ALIAS, BARIS_ORANG, CATATAN, KOLOM, WAJIB, kolom_templat
from akun.queries import kecamatan_ditawarkan
from akun.tempat import Tempat
from dasar.impor import Impor, Tinjauan, halaman_impor
from dasar.lembar import Lembar, baca
from dasar.permintaan import Permintaan
from dasar.templat import templat as templat_xlsx
from desa.models import Kecamatan
from desa.views.impor import unduhan


def impor(request: Permintaan) -> HttpResponse:
    """Of which kecamatan, where there are several: its villages are the choices of the sheet."""
    kecamatan = list(kecamatan_ditawarkan(request.user).order_by("nama")[:2])
    if len(kecamatan) == 1:
        return _impor(request, kecamatan[0])
    pilihan = kecamatan_ditawarkan(request.user).order_by("nama")
    return render(request, "akun/massal_pilih.html", {"pilihan": pilihan})


def impor_kecamatan(request: Permintaan, pk: int) -> HttpResponse:
    return _impor(request, get_object_or_404(kecamatan_ditawarkan(request.user).select_related("kabupaten"), pk=pk))


def _impor(request: Permintaan, kecamatan: Kecamatan) -> HttpResponse:
    tempat = Tempat(request.user, kecamatan)

    def coba(lembar: Lembar, disetujui: list | None) -> tuple[Tinjauan, bool]:
        return orang_impor(lembar=lembar, oleh=request.user, tempat=tempat, disetujui=disetujui)

    return halaman_impor(
        request,
        Impor(
            kunci=f"impor_orang_{kecamatan.pk}",
            judul=f"Orang dan perannya, {kecamatan}",
            baca=lambda nama, isi: baca(nama, isi, wajib=WAJIB, dikenal=KOLOM, alias=ALIAS, maks=BARIS_ORANG),
            maks=BARIS_ORANG,
            coba=coba,
            kembali=("Undangan", reverse("akun:undangan-banyak")),
            url_templat=reverse("akun:orang-massal-templat", args=[kecamatan.pk]),
            penjelasan=f"Templat {kecamatan} memuat peran dan semua desanya sebagai pilihan. Daftar yang sudah ada di "
            "kantor dapat dipakai juga, asal ada kolom nama, peran, dan desanya.",
            sesudah=" Sekarang undang orangnya.",
        ),
    )


def templat(request: Permintaan, pk: int) -> HttpResponse:
    kecamatan = get_object_or_404(kecamatan_ditawarkan(request.user).select_related("kabupaten"), pk=pk)
    isi = templat_xlsx("Orang", kolom_templat(request.user, kecamatan), CATATAN)
    return unduhan(isi, f"templat-orang-{kecamatan.kode}", "xlsx")

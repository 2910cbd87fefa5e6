"""The bytes of one version, and the pages of its preview. Nothing else hands out an uploaded file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from berkas.enums import StatusPindai
from berkas.models import Berkas, VersiBerkas
from berkas.pemeriksa.hasil import JPEG, nama_unduh
from berkas.penyajian import sajikan
from dasar.permintaan import Permintaan


def ambil(request: Permintaan, pk: int) -> VersiBerkas:
    """A version in the person's scope (else 404) that they may see and that is free to be opened (else 403)."""
    versi = get_object_or_404(
        VersiBerkas.objects.select_related("berkas__desa__kecamatan").defer("teks", "berkas__teks_cari"),
        pk=pk,
        berkas__in=Berkas.objects.untuk(request.user),
    )
    if not request.user.has_perm("berkas.lihat_berkas", versi):
        raise Http404
    if versi.status_pindai == StatusPindai.TERINFEKSI:
        raise PermissionDenied("Berkas ini mengandung virus, jadi tidak dapat dibuka siapa pun.")
    if not versi.boleh_dibuka:
        raise PermissionDenied("Berkas ini masih menunggu pemindaian virus. Coba lagi beberapa menit lagi.")
    return versi


@require_safe
def berkas_isi(request: Permintaan, pk: int) -> HttpResponseBase:
    """The original. `?unduh=1` saves it; otherwise a PDF or photo shows itself."""
    versi = ambil(request, pk)
    nama = nama_unduh(versi.nama_asli, versi.mime)
    return sajikan(versi.isi, nama=nama, mime=versi.mime, unduh=bool(request.GET.get("unduh")))


@require_safe
def berkas_pratinjau(request: Permintaan, pk: int, halaman: int) -> HttpResponseBase:
    versi = ambil(request, pk)
    if not 1 <= halaman <= versi.pratinjau_halaman:
        raise Http404("Halaman ini tidak ada dalam pratinjau.")
    return sajikan(versi.nama_pratinjau(halaman), nama=f"halaman-{halaman}.jpg", mime=JPEG)

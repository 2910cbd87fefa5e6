"""For the admin: what the last look at every file has found."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from dasar.daftar import Daftar
from dasar.permintaan import Permintaan
from operasi.kesiapan import kesiapan
from operasi.models import MasalahBerkas, PemeriksaanBerkas
from operasi.services.pemeriksaan import pemeriksaan_antrekan
from operasi.tables import MasalahFilter, MasalahTable


class MasalahDaftar(Daftar):
    table_class = MasalahTable
    filterset_class = MasalahFilter
    template_name = "operasi/berkas_daftar.html"
    judul = "Pemeriksaan berkas"
    keterangan = (
        "Setiap malam semua berkas dibandingkan dengan catatannya. Yang tampil di sini jangan dihapus: pulihkan dari "
        "cadangan."
    )
    kosong = {
        "judul": "Tidak ada berkas yang bermasalah",
        "saran": "Semua berkas yang sudah diperiksa ada dan tidak berubah.",
    }

    def get_queryset(self) -> QuerySet[MasalahBerkas]:
        terakhir = PemeriksaanBerkas.objects.exclude(selesai=None).first()
        berjalan = PemeriksaanBerkas.objects.filter(selesai=None).first()
        return MasalahBerkas.objects.filter(pemeriksaan__in=[p for p in (terakhir, berjalan) if p])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            terakhir=PemeriksaanBerkas.objects.exclude(selesai=None).first(),
            berjalan=PemeriksaanBerkas.objects.filter(selesai=None).first(),
            **kwargs,
        )


@require_POST
def berkas_mulai(request: Permintaan) -> HttpResponse:
    pemeriksaan_antrekan()
    messages.success(request, "Pemeriksaan dimulai. Muat ulang halaman ini nanti untuk melihat hasilnya.")
    return redirect("operasi:berkas-daftar")


@require_safe
def siap(request: HttpRequest) -> HttpResponse:
    """For monitoring: 200, or 503 with what does not answer. Names no address."""
    kurang = kesiapan()
    isi = "\n".join(f"{nama}: {sebab}" for nama, sebab in kurang.items()) or "siap"
    return HttpResponse(isi, content_type="text/plain; charset=utf-8", status=503 if kurang else 200)

"""For the admin: what the last look at every file has found."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from antrean.services import antrekan
from dasar.daftar import Daftar
from dasar.permintaan import Permintaan
from operasi.models import MasalahBerkas, PemeriksaanBerkas
from operasi.tables import MasalahFilter, MasalahTable
from operasi.tasks import KUNCI, berkas_periksa_lanjut


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
    antrekan(berkas_periksa_lanjut, kunci=KUNCI, lama=True)
    messages.success(request, "Pemeriksaan dimulai. Muat ulang halaman ini nanti untuk melihat hasilnya.")
    return redirect("operasi:berkas-daftar")

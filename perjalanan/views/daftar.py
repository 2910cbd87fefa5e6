"""The list of journeys."""

from django.urls import reverse

from dasar.daftar import Daftar
from perjalanan.models import Perjalanan
from perjalanan.tables import PerjalananFilter, PerjalananTable


class PerjalananDaftar(Daftar):
    table_class = PerjalananTable
    filterset_class = PerjalananFilter
    template_name = "perjalanan/daftar.html"
    judul = "Perjalanan dinas"
    keterangan = "Kepala desa dan BPD ke luar kabupaten: permohonan, surat perintah tugas, dan laporannya."

    def get_queryset(self):
        return Perjalanan.objects.untuk(self.request.user).lengkap()

    @property
    def memohon(self) -> bool:
        return self.request.user.has_perm("perjalanan.mohon_perjalanan")

    def get_context_data(self, **kwargs):
        return super().get_context_data(memohon=self.memohon, **kwargs)

    def get_kosong(self) -> dict[str, str]:
        kosong = {"judul": "Belum ada perjalanan dinas", "saran": "Permohonan dari desa muncul di sini."}
        if not self.memohon:
            return kosong
        saran = "Mohonkan surat perintah tugas sebelum kepala desa atau BPD berangkat ke luar kabupaten."
        return kosong | {"saran": saran, "url": reverse("perjalanan:perjalanan-buat"), "tombol": "Permohonan baru"}

"""The lists of questions and of articles."""

from typing import Any

from django.urls import reverse

from dasar.daftar import Daftar
from klinik.angka import angka
from klinik.enums import StatusPertanyaan
from klinik.models import Artikel, Pertanyaan
from klinik.tables import ArtikelFilter, ArtikelTable, PertanyaanFilter, PertanyaanTable


class PertanyaanDaftar(Daftar):
    model = Pertanyaan
    table_class = PertanyaanTable
    filterset_class = PertanyaanFilter
    template_name = "klinik/pertanyaan_daftar.html"
    judul = "Klinik konsultasi"
    keterangan = "Pertanyaan desa, dan jawaban kecamatan."

    def get_queryset(self):
        semua = Pertanyaan.objects.untuk(self.request.user).lengkap()
        return semua.exclude(status=StatusPertanyaan.DRAF)

    def get_kosong(self) -> dict[str, str]:
        if self.request.user.has_perm("klinik.ajukan_pertanyaan"):
            return {
                "judul": "Belum ada pertanyaan",
                "saran": "Tanyakan apa saja tentang pemerintahan desa; kecamatan menjawabnya di sini.",
                "url": reverse("klinik:pertanyaan-ajukan"),
                "tombol": "Ajukan pertanyaan",
            }
        return {"judul": "Belum ada pertanyaan", "saran": "Pertanyaan desa muncul di sini begitu diajukan."}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tampil = self.object_list
        alamat = self.request.GET.copy()
        for nama in ("page", "sort", "keadaan"):
            alamat.pop(nama, None)
        return super().get_context_data(
            angka=angka(tampil) if not self.salah else None,
            alamat=f"{alamat.urlencode()}&" if alamat else "",
            boleh_ajukan=self.request.user.has_perm("klinik.ajukan_pertanyaan"),
            **kwargs,
        )


class ArtikelDaftar(Daftar):
    model = Artikel
    table_class = ArtikelTable
    filterset_class = ArtikelFilter
    template_name = "klinik/artikel_daftar.html"
    judul = "Artikel klinik"
    keterangan = "Jawaban yang berlaku bagi semua desa, dengan peraturan yang mendasarinya."
    kosong = {
        "judul": "Belum ada artikel",
        "saran": "Artikel ditulis kecamatan dari jawaban yang baik, tanpa nama orang dan desa.",
    }

    def get_queryset(self):
        """What was withdrawn only where it is asked for."""
        semua = Artikel.objects.untuk(self.request.user).select_related("topik", "kecamatan")
        return semua if self.request.GET.get("status") else semua.terbit()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boleh = self.request.user.has_perm("klinik.tulis_artikel")
        return super().get_context_data(boleh_tulis=boleh, **kwargs)

"""The list of findings."""

from dasar.daftar import Daftar
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan
from tindaklanjut.tables import TemuanFilter, TemuanTable


class TemuanDaftar(Daftar):
    model = Temuan
    table_class = TemuanTable
    filterset_class = TemuanFilter
    template_name = "tindaklanjut/temuan_daftar.html"
    judul = "Temuan"
    keterangan = "Apa yang harus dibenahi, oleh siapa, sampai kapan."
    kosong = {
        "judul": "Belum ada temuan",
        "saran": "Temuan dicatat saat kunjungan dan muncul di sini setelah berita acaranya disahkan.",
    }

    def get_context_data(self, **kwargs):
        return super().get_context_data(boleh_catat=self.request.user.has_perm("tindaklanjut.catat_temuan"), **kwargs)

    def get_queryset(self):
        resmi = Temuan.objects.untuk(self.request.user).exclude(status=StatusTemuan.DRAF)
        return resmi.bertanda().dengan_ulangan().select_related("desa__kecamatan")

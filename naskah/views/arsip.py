"""The archive of signed documents."""

from dasar.daftar import Daftar
from naskah.models import Naskah
from naskah.tables.arsip import ArsipFilter, ArsipTable
from naskah.views.ekspor import DapatDiekspor


class Arsip(DapatDiekspor, Daftar):
    model = Naskah
    table_class = ArsipTable
    filterset_class = ArsipFilter
    asal = "arsip"
    judul = "Arsip naskah"
    keterangan = "Naskah yang sudah ditandatangani, termasuk yang kemudian dicabut atau diganti."
    kosong = {
        "judul": "Arsip masih kosong",
        "saran": "Naskah masuk arsip setelah tanda tangannya lengkap.",
    }

    def get_queryset(self):
        return (
            Naskah.objects.untuk(self.request.user)
            .arsip()
            .select_related("desa", "kecamatan")
            .prefetch_related("kecamatan__seri_nomor")
            .defer("isi")
        )

"""A code that an office adds; what it may be is the model's to say."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apbdes.models import KegiatanTambahan, RekeningTambahan
from dasar.kolom import kolom_baris
from dasar.konflik import TahuKonflik
from dasar.waktu import hari_ini_pembaca
from desa.models import Kabupaten

KODE = "Kode yang belum ada dalam daftar, misalnya {}."
DASAR = "Mengapa: peraturan dan pasalnya, atau di mana kode ini dipakai."

CABUT = (
    "Sejak tanggal ini tidak ditawarkan dan tidak diterima lagi; sebelumnya masih. Rancangan yang sudah diajukan tidak "
    "berubah."
)


class KodeForm(TahuKonflik, forms.ModelForm):
    """`kabupaten` are those that the person looks after; one that is alone is chosen already."""

    def __init__(self, *args: Any, kabupaten: "QuerySet[Kabupaten]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom = kolom_baris(self, "kabupaten")
        kolom.queryset, kolom.label = kabupaten.order_by("nama"), "Kabupaten/kota"
        kolom.empty_label = None if len(kabupaten[:2]) == 1 else "Pilih kabupaten/kota"
        if self.instance.pk is None:
            self.initial["tahun"] = hari_ini_pembaca().year + 1
            del self.fields["dicabut"]
        else:
            self.fields["dicabut"].help_text = CABUT
            self.fields["dicabut"].widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class KegiatanForm(KodeForm):
    class Meta:
        model = KegiatanTambahan
        fields = ["kabupaten", "tahun", "kode", "nama", "pelaksana", "dasar", "dicabut"]
        help_texts = {
            "kode": f"{KODE.format('2.3.90')} Kode yang sudah ada boleh ditulis beserta pelaksananya.",
            "pelaksana": "Yang melaksanakan kegiatan ini menurut peraturan kabupaten, misalnya Kasi Kesejahteraan.",
            "dasar": DASAR,
        }


class RekeningForm(KodeForm):
    class Meta:
        model = RekeningTambahan
        fields = ["kabupaten", "tahun", "kode", "nama", "dasar", "dicabut"]
        help_texts = {"kode": KODE.format("5.2.1.90"), "dasar": DASAR}

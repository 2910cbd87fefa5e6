"""A code of the kabupaten's own; what it may be is the model's to say."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from apbdes.models import KegiatanTambahan, RekeningTambahan
from dasar.kolom import kolom_baris
from dasar.konflik import TahuKonflik
from dasar.waktu import hari_ini_pembaca
from desa.models import Kabupaten

KODE = "Berakhiran 90 sampai 99, misalnya {}."


class KodeForm(TahuKonflik, forms.ModelForm):
    """`kabupaten` are those that the person looks after; one that is alone is chosen already."""

    def __init__(self, *args: Any, kabupaten: "QuerySet[Kabupaten]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom = kolom_baris(self, "kabupaten")
        kolom.queryset, kolom.label = kabupaten.order_by("nama"), "Kabupaten/kota"
        if len(kabupaten[:2]) == 1:
            kolom.empty_label = None
        if self.instance.pk is None:
            self.initial["tahun"] = hari_ini_pembaca().year + 1


class KegiatanForm(KodeForm):
    class Meta:
        model = KegiatanTambahan
        fields = ["kabupaten", "tahun", "kode", "nama", "pelaksana", "dasar"]
        help_texts = {"kode": KODE.format("2.3.90"), "dasar": "Peraturan kabupaten dan pasalnya."}


class RekeningForm(KodeForm):
    class Meta:
        model = RekeningTambahan
        fields = ["kabupaten", "tahun", "kode", "nama", "dasar"]
        help_texts = {"kode": KODE.format("5.2.1.90"), "dasar": "Peraturan kabupaten dan pasalnya."}

"""Forms of a deliberation: the meeting, its minutes, who was there, what was agreed."""

from typing import Any

from django import forms
from django.db.models import Q

from dasar.isian import BarisForm, TeksField, kolom_jam, kolom_tanggal, wajib
from dasar.kolom import kolom_baris, kolom_pilihan
from dasar.konflik import TahuKonflik
from desa.models import Desa
from perut.enums import DAPAT_DIATUR, UnsurMusyawarah
from perut.forms.isian import OrangDesaForm
from perut.models import HadirMusyawarah, Kunjungan, Musyawarah, PokokMusyawarah


class MusyawarahForm(TahuKonflik, forms.ModelForm):
    """When and where, and for which visit; of a new one also the village."""

    tanggal = kolom_tanggal(label="Tanggal", error_messages=wajib("Tanggal belum diisi."))
    jam_mulai = kolom_jam(label="Jam mulai", attrs={"type": "time"})
    jam_selesai = kolom_jam(label="Jam selesai", attrs={"type": "time"})

    class Meta:
        model = Musyawarah
        fields = ["kunjungan", "tanggal", "jam_mulai", "jam_selesai", "tempat", "pimpinan"]
        help_texts = {"kunjungan": "Kosongkan bila musyawarahnya untuk pendampingan bulan itu, tanpa satu kunjungan."}
        error_messages = {
            "tempat": wajib("Tempat belum diisi."),
            "kunjungan": {"invalid_choice": "Kunjungan ini tidak dapat dipilih."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tanggal"].widget.input_type = "date"
        boleh = Q(status__in=DAPAT_DIATUR) | Q(pk=self.instance.kunjungan_id)
        semua = Kunjungan.objects.filter(boleh, desa=self.instance.desa_id).select_related("desa")
        kolom_baris(self, "kunjungan").queryset = semua.order_by("tanggal", "pk")


class DesaForm(forms.Form):
    """For which village: asked first, since the visits to choose from are its own."""

    desa = forms.ModelChoiceField(
        queryset=Desa.objects.none(),
        label="Desa",
        empty_label="Pilih desa",
        error_messages=wajib("Pilih desanya.") | {"invalid_choice": "Desa ini di luar wilayah Anda."},
    )

    def __init__(self, *args: Any, desa: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_baris(self, "desa").queryset = desa


class NotulenForm(BarisForm):
    notulen = TeksField(required=False)

    class Meta:
        model = Musyawarah
        fields = ["notulen"]


class HadirForm(OrangDesaForm):
    """A person who was there."""

    TEMPAT = frozenset({"musyawarah"})

    class Meta:
        model = HadirMusyawarah
        fields = ["nama", "jabatan", "unsur", "perangkat", "bpd", "lkd"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom_pilihan(self, "unsur").choices = UnsurMusyawarah.choices


class PokokForm(BarisForm):
    TEMPAT = frozenset({"musyawarah"})
    uraian = TeksField(maks=2000, error_messages=wajib("Kesepakatan belum diisi."))

    class Meta:
        model = PokokMusyawarah
        fields = ["uraian", "pelaksana"]

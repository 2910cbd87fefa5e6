import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from dasar.isian import BarisForm, TeksField, kolom_tanggal, wajib
from tindaklanjut.models import Temuan, TindakLanjut


class JawabanForm(forms.ModelForm):
    """What the village has done about a finding."""

    uraian = forms.CharField(
        label="Apa yang sudah dilakukan",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang sudah dilakukan."},
    )

    class Meta:
        model = TindakLanjut
        fields = ["hasil", "uraian"]
        labels = {"hasil": "Keadaan sekarang"}
        error_messages = {"hasil": {"required": "Pilih keadaan sekarang."}}


class TutupForm(forms.Form):
    uraian = forms.CharField(
        label="Bukti perbaikan yang dilihat",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis bukti perbaikan yang dilihat."},
    )


def periksa_batas_waktu(batas: datetime.date | None, mulai: datetime.date | None, sebutan: str) -> None:
    """Nobody can mend anything before the day on which it was found."""
    if batas and mulai and batas < mulai:
        raise ValidationError(f"Batas waktu mendahului tanggal {sebutan} ({date_format(mulai, 'j F Y')}).")


class TemuanBarisForm(BarisForm):
    """A finding written down in the field; a draft until the record of that work is approved."""

    SEBUTAN = ""  # "kunjungan"
    uraian = TeksField(error_messages=wajib("Temuan belum ditulis."))
    rekomendasi = TeksField(required=False)
    batas_waktu = kolom_tanggal(error_messages=wajib("Batas waktu belum diisi."))

    class Meta:
        model = Temuan
        fields = ["uraian", "rekomendasi", "penanggung_jawab", "batas_waktu"]
        error_messages = {"penanggung_jawab": wajib("Penanggung jawab belum diisi.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.asal_teks = str(self.tempat)[:200]

    @property
    def tanggal_asal(self) -> datetime.date | None:
        """The day on which it was found."""
        raise NotImplementedError

    def clean_batas_waktu(self) -> datetime.date:
        batas = self.cleaned_data["batas_waktu"]
        periksa_batas_waktu(batas, self.tanggal_asal, self.SEBUTAN)
        return batas

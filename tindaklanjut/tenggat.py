"""What a due date may be, wherever it comes from."""

from datetime import date

from django.core.exceptions import ValidationError

from dasar.isian import tahun_wajar
from dasar.sel import TanggalWidget


def batas_waktu_periksa(batas: date) -> None:
    """Raises ValidationError (at `batas_waktu`) for a year that cannot be meant."""
    try:
        tahun_wajar(batas)
    except ValidationError as galat:
        raise ValidationError({"batas_waktu": galat}) from galat


class BatasWaktuWidget(TanggalWidget):
    """The same in a sheet's cell. Raises ValueError, as cells do."""

    def clean(self, value, row=None, **kwargs) -> date | None:
        batas = super().clean(value)
        if batas is None:
            return None
        try:
            tahun_wajar(batas)
        except ValidationError as galat:
            raise ValueError(" ".join(galat.messages)) from galat
        return batas

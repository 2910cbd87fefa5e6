"""Which kecamatan a page is for. Whatever the address says, there is something to show."""

from typing import Any

from django import forms

from desa.filters import PILIHAN_MAKS
from desa.models import Kecamatan


class WilayahForm(forms.Form):
    """The kecamatan: picked from a list, or typed where there are thousands. Nothing for who has only one."""

    def __init__(self, *args: Any, kecamatan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pilihan = kecamatan
        self.banyak = kecamatan[: PILIHAN_MAKS + 1].count()
        if self.banyak > PILIHAN_MAKS:
            self.fields["kecamatan"] = forms.CharField(label="Kecamatan (nama atau kode)", required=False)
        elif self.banyak > 1:
            self.fields["kecamatan"] = forms.ModelChoiceField(
                kecamatan, to_field_name="kode", label="Kecamatan", required=False, empty_label=None
            )

    def salah(self, terpilih: Kecamatan | None) -> list[str]:
        """'Kecamatan' where the address asks for another than the one that is shown."""
        diminta = str(self.data.get("kecamatan", "")).lower()
        dapat = (terpilih.kode, terpilih.nama.lower()) if terpilih else ()
        return [] if not diminta or any(n.startswith(diminta) for n in dapat) else ["Kecamatan"]

    def terpilih(self) -> Kecamatan | None:
        """The one asked for, or the first that this person sees."""
        pilih = self.cleaned_data.get("kecamatan") if self.is_valid() else None
        if isinstance(pilih, Kecamatan):
            return pilih
        if pilih:
            cocok = self.pilihan.filter(kode=pilih) | self.pilihan.filter(nama__istartswith=pilih)
            return cocok.first()
        return self.pilihan.first()

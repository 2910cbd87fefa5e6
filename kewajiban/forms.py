"""Which of the duties are shown."""

from typing import Any

from django import forms

from dasar.kolom import kolom_pilihan
from kewajiban.acuan import KEPASTIAN, PIHAK
from kewajiban.daftar import Butir

WAKTU = (
    ("", "Semua"),
    ("bertanggal", "Bertanggal"),
    ("kejadian", "Sesudah suatu kejadian"),
    ("tanpa", "Tanpa tanggal"),
)
CARI_MAKS = 100


class SaringForm(forms.Form):
    cari = forms.CharField(
        label="Cari",
        required=False,
        max_length=CARI_MAKS,
        error_messages={"max_length": f"Paling banyak {CARI_MAKS} huruf."},
    )
    bidang = forms.ChoiceField(label="Bidang", required=False)
    pihak = forms.ChoiceField(label="Kewajiban siapa", required=False, choices=[("", "Semua"), *PIHAK.items()])
    waktu = forms.ChoiceField(label="Tenggat", required=False, choices=WAKTU)
    kepastian = forms.ChoiceField(label="Kepastian", required=False, choices=[("", "Semua"), *KEPASTIAN.items()])

    def __init__(self, *args: Any, butir: list[Butir], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.butir = butir
        bidang = dict.fromkeys(b.kewajiban.bidang for b in butir)
        kolom_pilihan(self, "bidang").choices = [
            ("", "Semua"),
            *((b, b.capitalize()) for b in sorted(bidang, key=str.lower)),
        ]

    def tersaring(self) -> list[Butir]:
        """Nothing where the address asks for what nobody offers."""
        return [b for b in self.butir if self._cocok(b, self.cleaned_data)] if self.is_valid() else []

    def salah(self) -> list[tuple[str, str]]:
        return [(str(self.fields[nama].label), " ".join(map(str, galat))) for nama, galat in self.errors.items()]

    def _cocok(self, b: Butir, isi: dict[str, Any]) -> bool:
        k = b.kewajiban
        waktu = "tanpa" if not k.aturan.bertanggal else "kejadian" if k.aturan.peristiwa else "bertanggal"
        return (
            all(kata in b.kata for kata in isi["cari"].lower().split())
            and isi["bidang"] in ("", k.bidang)
            and isi["pihak"] in ("", k.pihak)
            and isi["waktu"] in ("", waktu)
            and isi["kepastian"] in ("", k.kepastian)
        )

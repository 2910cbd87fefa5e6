"""A form that notices when somebody else saved in between. Nothing typed is lost, both versions are shown."""

import json
from hashlib import sha256
from typing import Any

from django import forms


class TahuKonflik:
    """Mixin for a ModelForm: the page carries a fingerprint of what it was opened with (`semula`).

    When the stored values have changed since and differ from what is sent, the form is refused once:
    it says what is stored now and keeps what was typed. Sending it again then means it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sidik = ""
        if self.instance.pk:
            isi = {nama: repr(self.initial.get(nama)) for nama in self.fields}
            self.sidik = sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()[:16]
            self.fields["semula"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=self.sidik, max_length=16
            )

    def clean(self) -> dict[str, Any] | None:
        data = super().clean()
        semula = self.cleaned_data.get("semula")
        berbeda = [nama for nama in self.changed_data if nama != "semula" and nama in self.initial]
        if semula and semula != self.sidik and berbeda:
            kini = "; ".join(f"{self[nama].label}: “{self._tertulis(nama)}”" for nama in berbeda)
            self.add_error(
                None,
                f"Data ini sudah diubah orang lain sejak Anda membukanya. Yang tersimpan sekarang – {kini}. "
                "Isian Anda masih ada di bawah; simpan sekali lagi bila tetap hendak memakainya.",
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("semula")] = self.sidik
        return data

    def _tertulis(self, nama: str) -> str:
        """A stored value in words."""
        nilai, kolom = self.initial.get(nama), self.fields[nama]
        if isinstance(kolom, forms.BooleanField):
            return "ya" if nilai else "tidak"
        daftar = nilai if isinstance(nilai, list | tuple) else [nilai]
        pilihan = {str(k): str(label) for k, label in getattr(kolom, "choices", [])}
        teks = [pilihan.get(str(getattr(n, "pk", n)), str(n)) for n in daftar if n not in (None, "")]
        return ", ".join(teks) or "kosong"

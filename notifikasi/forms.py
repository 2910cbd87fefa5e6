"""How a person wants to hear of each kind of notice."""

from collections.abc import Mapping

from django import forms

from notifikasi.enums import SELALU_SEGERA, WAJIB, Golongan, cara_boleh


class PilihanForm(forms.Form):
    """One choice per kind; of those that the work demands only how fast, with the reason beside it."""

    def __init__(self, *args, pilihan: Mapping[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for g in Golongan:
            cara = cara_boleh(g)
            self.fields[g.value] = forms.ChoiceField(
                label=g.label,
                choices=[(c.value, c.label) for c in cara],
                initial=pilihan.get(g, cara[0]),
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                help_text=(WAJIB | SELALU_SEGERA).get(g, ""),
                error_messages={
                    "required": "Pilih salah satu.",
                    "invalid_choice": (WAJIB | SELALU_SEGERA).get(g, "Pilih salah satu."),
                },
            )

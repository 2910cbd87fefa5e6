"""Which of the proposed examples are what the regulation means, and which of the stored ones go."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


class ContohForm(forms.Form):
    benar = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    buang = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ada: Sequence[Mapping[str, Any]], usul: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom: Any = self.fields
        kolom["benar"].choices = [(str(n), str(n)) for n in range(len(usul))]
        kolom["buang"].choices = [(str(n), str(n)) for n in range(len(ada))]

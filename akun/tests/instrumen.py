"""What a browser sends from the editor of an instrument."""

from typing import Any


def data_editor(editor: Any, revisi: int) -> dict[str, str]:
    data = {"revisi": str(revisi)}
    for form in (editor.kepala, *(f for d in editor.daftar for f in (d.management_form, *d.forms))):
        for kolom in form:
            nilai = kolom.value()
            if isinstance(nilai, bool):
                nilai = "on" if nilai else ""
            data[kolom.html_name] = "" if nilai is None else str(nilai)
    return data

"""Where a kind of document has room for signatures: read from its template, without printing anything."""

from collections.abc import Iterator

from django.template.base import FilterExpression, Template
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode

TANDA_TANGAN = "naskah/pdf/_tanda_tangan.html"


def tempat_templat(nama: str) -> set[str]:
    """The `kunci` of every signature block in this template and in what it extends and includes.

    Of one whose end is only known when it is printed, the beginning: "petugas-" for `"petugas-"|add:n`,
    "" for a name that is wholly a variable.
    """
    hasil: set[str] = set()
    sudah: set[str] = set()
    antre = [nama]
    while antre:
        if (satu := antre.pop()) in sudah:
            continue
        sudah.add(satu)
        for termuat, kunci in _rujukan(get_template(satu).template):
            if termuat == TANDA_TANGAN:
                if kunci is not None:
                    hasil.add(kunci)
            else:
                antre.append(termuat)
    return hasil


def _rujukan(templat: Template) -> Iterator[tuple[str, str | None]]:
    """The templates that this one extends or includes by a name that is written out, with the `kunci` given to it:
    None where none is given, as below an annex, where the signer of the whole signs once more in ink."""
    for simpul in templat.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode)):
        ungkapan = simpul.parent_name if isinstance(simpul, ExtendsNode) else simpul.template
        if isinstance(ungkapan.var, str):
            konteks = {} if isinstance(simpul, ExtendsNode) else simpul.extra_context
            yield ungkapan.var, _tulisan(konteks["kunci"]) if "kunci" in konteks else None


def _tulisan(ungkapan: FilterExpression) -> str:
    return str(ungkapan.var) if isinstance(ungkapan.var, str) else ""


def kunci_muat(kunci: str, tempat: set[str]) -> bool:
    """Whether one of these places takes this signer: the very name, or the beginning of a numbered one."""
    return any(kunci == t or ((t == "" or t.endswith("-")) and kunci.startswith(t)) for t in tempat)

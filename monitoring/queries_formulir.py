"""The rows of one form, as its page shows them."""

from typing import Any

from monitoring.models import ButirMonitoring, FormulirMonitoring


def bagian_berbutir(formulir: FormulirMonitoring) -> list[tuple[dict[str, Any] | None, list[ButirMonitoring]]]:
    """The rows under their parts, in order; those of a form without parts, or not yet placed, under None."""
    butir = list(formulir.butir.order_by("urut"))
    bagian = {b["kode"]: b for b in formulir.bagian}
    kelompok = [(b, [x for x in butir if x.bagian == kode]) for kode, b in bagian.items()]
    lepas = [x for x in butir if x.bagian not in bagian]
    return [*kelompok, (None, lepas)] if lepas else kelompok

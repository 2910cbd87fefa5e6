"""The rows of one form, as its page shows them."""

from evaluasi.models import Aspek, FormulirEvaluasi, TingkatAspek


def aspek_bertingkat(formulir: FormulirEvaluasi) -> list[tuple[Aspek, list[tuple[str, TingkatAspek]]]]:
    """The aspects in order, each with its levels from best to worst and the name that the scale gives them."""
    nama = {t["huruf"]: t["nilai"] for t in formulir.skala}
    return [
        (aspek, [(nama.get(t.huruf, ""), t) for t in aspek.tingkat.all()])
        for aspek in formulir.aspek.order_by("urut").prefetch_related("tingkat")
    ]

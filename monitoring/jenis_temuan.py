"""The kinds of findings of a monitoring: one for each row of each form, answered the bad way."""

from collections.abc import Iterable
from uuid import UUID

from monitoring.models import ButirMonitoring, FormulirMonitoring, JawabanMonitoring, Monitoring
from tindaklanjut.jenis import JenisAcuan, jenis_daftarkan


def kode_jenis(butir: ButirMonitoring) -> str:
    """A row keeps its kind from version to version of its form, as long as it keeps its number."""
    return f"butir:{butir.formulir.kode}:{butir.bagian}{butir.nomor}"


def _jenis(butir: ButirMonitoring) -> JenisAcuan:
    buruk = next((p for p in butir.formulir.pilihan if p != butir.positif), "")
    if buruk == "TIDAK" and "ADA" in butir.formulir.pilihan:
        uraian = f"{butir.teks} tidak ada."
    else:
        uraian = f"“{butir.teks}” dijawab {buruk}."
    return JenisAcuan(
        kode=kode_jenis(butir),
        nama=f"{butir.formulir.kode} nomor {butir.bagian}{butir.nomor}: {butir.teks}"[:250],
        kelompok="Butir monitoring",
        uraian=uraian,
        dasar=butir.tempat[:300],
    )


def jenis_butir_daftarkan(formulir: Iterable[FormulirMonitoring]) -> int:
    """Every row of these forms is a kind of finding; how many were written."""
    butir = ButirMonitoring.objects.filter(formulir__in=list(formulir)).select_related("formulir")
    return jenis_daftarkan(_jenis(b) for b in butir.order_by("formulir__versi", "urut"))


def jenis_temuan(monitoring: Monitoring) -> dict[UUID, str]:
    """finding → its kind: it carries the id of the answer that it is about. An office's own form is registered now."""
    jawaban = JawabanMonitoring.objects.filter(lembar__monitoring=monitoring, butir__isnull=False)
    semua = list(jawaban.select_related("butir__formulir"))
    jenis_butir_daftarkan({j.butir.formulir for j in semua if j.butir})
    return {j.pk: kode_jenis(j.butir) for j in semua if j.butir}

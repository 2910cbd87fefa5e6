"""The kinds of findings of a monitoring: one for each row of each form, answered the bad way."""

from collections.abc import Iterable
from uuid import UUID

from monitoring.models import ButirMonitoring, FormulirMonitoring, JawabanMonitoring, Monitoring
from tindaklanjut.jenis import JenisAcuan, jenis_daftarkan, jenis_lengkapi


def kode_jenis(butir: ButirMonitoring) -> str:
    """A row keeps its kind from version to version of its form, as long as it keeps its number.

    Offices name forms of their own as they like: whose it is belongs to the kind.
    """
    formulir = butir.formulir
    milik = "".join(f"{n}{pk}:" for n, pk in (("kec", formulir.kecamatan_id), ("kab", formulir.kabupaten_id)) if pk)
    return f"butir:{milik}{formulir.kode}:{butir.bagian}{butir.nomor}"


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
        kecamatan_id=butir.formulir.kecamatan_id,
        kabupaten_id=butir.formulir.kabupaten_id,
    )


def jenis_butir_daftarkan(formulir: Iterable[FormulirMonitoring]) -> int:
    """Every row of these forms is a kind of finding; how many were written."""
    return jenis_daftarkan(_jenis_formulir(formulir))


def _jenis_formulir(formulir: Iterable[FormulirMonitoring]) -> list[JenisAcuan]:
    butir = ButirMonitoring.objects.filter(formulir__in=list(formulir)).select_related("formulir")
    return [_jenis(b) for b in butir.order_by("formulir__versi", "formulir", "urut")]


def jenis_temuan(monitoring: Monitoring) -> dict[UUID, str]:
    """finding → its kind: it carries the id of the answer that it is about. What nobody has loaded, such as an office's
    own form, is added now; what is there is left as it is."""
    jawaban = JawabanMonitoring.objects.filter(lembar__monitoring=monitoring, butir__isnull=False)
    semua = list(jawaban.select_related("butir__formulir"))
    jenis_lengkapi(_jenis_formulir({j.butir.formulir for j in semua if j.butir}))
    return {j.pk: kode_jenis(j.butir) for j in semua if j.butir}

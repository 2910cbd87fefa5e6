"""The evaluator supplies what the budget leaves open, in his own name; withdrawn as long as nothing is proposed."""

import uuid
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from akun.models import Pengguna
from apbdes.enums import HalPernyataan
from apbdes.models import PernyataanEvaluator, RincianBelanja, VersiApbdes
from apbdes.services.evaluasi import evaluasi_terbuka
from dasar.uang import rupiah


@transaction.atomic
def pagu_nyatakan(
    *, versi: VersiApbdes, pagu: Mapping[str, int], dasar: str, oleh: Pengguna
) -> list[PernyataanEvaluator]:
    """Pagu in sen that the budget does not have: all of them or none. Raises ValidationError."""
    terkunci = evaluasi_terbuka(versi, oleh)
    return [_pagu(terkunci, hal, jumlah, dasar, oleh) for hal, jumlah in pagu.items()]


def _pagu(terkunci: VersiApbdes, hal: str, jumlah: int, dasar: str, oleh: Pengguna) -> PernyataanEvaluator:
    if hal not in HalPernyataan.values or hal == HalPernyataan.PENERIMA:
        raise ValidationError("Pilih pagu yang dilengkapi.")
    if (ada := getattr(terkunci, hal)) is not None:
        raise ValidationError(
            f"{HalPernyataan(hal).label} sudah tertulis dalam rancangan ({rupiah(ada)}), jadi itulah yang dipakai."
        )
    _belum(terkunci.pernyataan.filter(hal=hal))
    return _catat(PernyataanEvaluator(versi=terkunci, hal=hal, jumlah=jumlah, dasar=dasar.strip(), oleh=oleh))


@transaction.atomic
def penerima_nyatakan(
    *, versi: VersiApbdes, baris: Iterable[uuid.UUID], penerima: str, dasar: str, oleh: Pengguna
) -> list[PernyataanEvaluator]:
    """Who receives what these rows of belanja pay, where they do not say: all or none. Raises ValidationError."""
    terkunci = evaluasi_terbuka(versi, oleh)
    return [_penerima(terkunci, pk, penerima, dasar, oleh) for pk in dict.fromkeys(baris)]


def _penerima(
    terkunci: VersiApbdes, baris: uuid.UUID, penerima: str, dasar: str, oleh: Pengguna
) -> PernyataanEvaluator:
    ada = RincianBelanja.objects.filter(pk=baris, versi_apbdes=terkunci).first()
    if ada is None:
        raise ValidationError("Baris belanja itu bukan bagian rancangan ini.")
    if ada.penerima:
        raise ValidationError(
            f"Penerima “{ada.uraian or ada.rekening}” sudah tertulis dalam rancangan ({ada.get_penerima_display()}), "
            "jadi itulah yang dipakai."
        )
    _belum(terkunci.pernyataan.filter(baris=baris))
    return _catat(
        PernyataanEvaluator(
            versi=terkunci,
            hal=HalPernyataan.PENERIMA,
            baris=baris,
            penerima=penerima,
            dasar=dasar.strip(),
            oleh=oleh,
        )
    )


@transaction.atomic
def pernyataan_tarik(*, versi: VersiApbdes, pk: int, oleh: Pengguna) -> None:
    terkunci = evaluasi_terbuka(versi, oleh)
    if not terkunci.pernyataan.filter(pk=pk).delete()[0]:
        raise ValidationError("Keterangan itu sudah ditarik.")


def _belum(ada: "QuerySet[PernyataanEvaluator]") -> None:
    """Nobody's word is written over by another's."""
    if p := ada.select_related("oleh").first():
        raise ValidationError(f"{p.oleh} sudah melengkapinya: {p.isi}. Tarik dahulu keterangan itu bila keliru.")


def _catat(baru: PernyataanEvaluator) -> PernyataanEvaluator:
    if not baru.dasar:
        raise ValidationError({"dasar": "Sebutkan sumber atau alasannya."})
    baru.full_clean()
    baru.save()
    return baru

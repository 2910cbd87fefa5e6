"""A budget in memory into the rows of a stored version: all of it, in the place of what was there."""

import uuid
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from akun.models import Pengguna
from apbdes.anggaran import Anggaran, komponen_turunan
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes

IDENTITAS = (
    "pagu_dds",
    "pagu_add",
    "pagu_pbh",
    "akhir_masa_jabatan_kades",
    "perdes_dana_cadangan",
    "tanggal_perdes_dana_cadangan",
    "jumlah_petugas_pbb",
)
# What makes a row the same one in a new workbook: it keeps its id, its `asal`, and so the notes beside it.
KUNCI: dict[Any, tuple[str, ...]] = {
    RincianPendapatan: ("rekening", "paket", "uraian", "sumber"),
    RincianBelanja: ("kegiatan", "rekening", "paket", "uraian", "komponen", "penerima", "sumber"),
    RincianPembiayaan: ("rekening", "paket", "uraian", "sumber"),
}


def anggaran_simpan_baris(*, versi: VersiApbdes, anggaran: Anggaran, oleh: Pengguna) -> None:
    """Set the figures of the sheet Identitas on `versi` (unsaved) and replace its rows. Within a transaction."""
    for nama in IDENTITAS:
        setattr(versi, nama, getattr(anggaran, nama))
    for model, isi in (
        (RincianPendapatan, [b._asdict() for b in anggaran.pendapatan]),
        (RincianBelanja, [b._asdict() for b in anggaran.belanja]),
        (RincianPembiayaan, [b._asdict() for b in anggaran.pembiayaan]),
    ):
        _ganti(model, versi, isi, oleh)


def _ganti(model: Any, versi: VersiApbdes, isi: list[dict[str, Any]], oleh: Pengguna) -> None:
    lama = defaultdict(list)
    for baris in reversed(model.objects.filter(versi_apbdes=versi)):
        lama[_kunci(model, vars(baris))].append(baris)
    baru = []
    for urut, nilai in enumerate(isi, 1):
        del nilai["nomor"]
        nilai["volume"] = desimal(nilai["volume"])
        if model is RincianBelanja and nilai["komponen"] == komponen_turunan(nilai["rekening"]):
            nilai["komponen"] = ""  # follows the account, also when that is corrected later
        sama = lama.get(_kunci(model, nilai))
        terdahulu = sama.pop() if sama else None
        baru.append(
            model(
                **nilai,
                pk=terdahulu.pk if terdahulu else uuid.uuid4(),
                asal=terdahulu.asal if terdahulu else None,
                versi=terdahulu.versi + 1 if terdahulu else 1,
                versi_apbdes=versi,
                urut=urut,
                diubah_oleh=oleh,
            )
        )
    model.objects.filter(versi_apbdes=versi).delete()
    model.objects.bulk_create(baru, batch_size=500)


def _kunci(model: Any, nilai: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(nilai[k] for k in KUNCI[model])


def desimal(n: int | Fraction | None) -> Decimal | None:
    """Exact for what has at most four decimals; the import refuses others at their cell."""
    if n is None:
        return None
    return Decimal(n.numerator) / Decimal(n.denominator)

"""All figures of one period as they are stored with a report, and what has become different since."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from desa.models import Kecamatan
from laporan.bagian import susun_bagian
from laporan.bagian.bentuk import Bagian, tulis
from laporan.masa import Masa


def hitung(kecamatan: Kecamatan, periode: str) -> dict[str, Any]:
    """Plain data. Asked anew each time; what a report says is what was stored with it."""
    masa = Masa.dari(kecamatan, periode)
    return {
        "periode": periode,
        "pada": masa.pada.isoformat(),
        "sementara": masa.sementara,
        "desa": len(masa.desa),
        "bagian": [asdict(b) for b in susun_bagian(masa)],
    }


def bagian_tersimpan(hitungan: dict[str, Any]) -> list[Bagian]:
    return [Bagian.dari(b) for b in hitungan.get("bagian", [])]


@dataclass(frozen=True)
class Beda:
    """One column whose figures are no longer what the report has."""

    bagian: str
    kolom: str
    lama: str
    baru: str
    desa: list[str]


def beda(lama: Sequence[Bagian], baru: Sequence[Bagian]) -> list[Beda]:
    """Column by column: its sum, and the villages whose figure moved. A section or village that is new counts too."""
    dulu = {b.kunci: b for b in lama}
    hasil = []
    for b in baru:
        a = dulu.pop(b.kunci, None) or Bagian(b.kunci, b.judul)
        for k in b.kolom:
            sebelum, sesudah = dict(a.menurut_desa(k.kunci)), dict(b.menurut_desa(k.kunci))
            desa = [
                d for d in [*sesudah, *(d for d in sebelum if d not in sesudah)] if sebelum.get(d) != sesudah.get(d)
            ]
            if desa or a.angka(k.kunci) != b.angka(k.kunci):
                satuan = k.satuan
                angka = tulis(a.angka(k.kunci), satuan), tulis(b.angka(k.kunci), satuan)
                hasil.append(Beda(b.judul, k.judul, *angka, desa))
        if a.rinci != b.rinci and not any(h.bagian == b.judul for h in hasil):
            hasil.append(Beda(b.judul, "Rincian", "", "", []))
    return hasil

"""The answer of a check, as the exchange format has it and as a person reads it on a terminal."""

import json
import uuid
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from apbdes.anggaran import Anggaran
from apbdes.aturan import DASAR, HasilAturan, Perangkat, Putusan, periksa
from dasar.uang import ke_rupiah

# The rules of the exchange format in its order; those of other sets follow.
URUTAN = (
    *("STR-07", "BAL-01", "BAL-02", "BAL-03", "PAGU-02", "B30-01", "B30-02", "B70-01", "B70-02"),
    *("SIL-01", "SIL-02", "SIL-03", "SIL-04", "SIL-05", "TUN-01", "TUN-02"),
    *("BPD-01", "BPD-02", "BPD-03", "BPD-04", "BPD-05", "BPD-08", "BTT-01"),
    *("INF-01", "INF-02", "INF-03", "INF-04", "INF-06", "INF-08", "DD-01", "DD-03"),
    *("BHP-02", "BHP-05", "BHP-07", "DC-01", "DC-05", "PRC-16", "B30-04"),
)
SEBUTAN = {
    Putusan.DILANGGAR: "DILANGGAR",
    Putusan.TIDAK_DAPAT_DITENTUKAN: "TIDAK DAPAT DITENTUKAN",
    Putusan.TERPENUHI: "terpenuhi",
    Putusan.TIDAK_BERLAKU: "tidak berlaku",
}


def ringkasan(hasil: list[HasilAturan]) -> dict[str, int]:
    banyak = Counter(h.hasil.putusan for h in hasil)
    return {p.value: banyak[p] for p in Putusan}


def hasil_berurut(anggaran: Anggaran, perangkat: Sequence[Perangkat]) -> list[HasilAturan]:
    """Every rule once, in the order of the format: of a code that two sets have the more local one's, but the base
    stays as it is."""
    dasar = {h.aturan.kode: h for p in perangkat if p.kode == DASAR for h in periksa(anggaran, p)}
    semua = {h.aturan.kode: h for p in perangkat if p.kode != DASAR for h in periksa(anggaran, p)} | dasar
    return [semua.pop(kode) for kode in URUTAN if kode in semua] + list(semua.values())


def laporan(
    anggaran: Anggaran, hasil: list[HasilAturan], *, berkas: str, perangkat: Sequence[Perangkat]
) -> dict[str, Any]:
    """`perangkat`: the sets that applied, the most general first."""
    return {
        "berkas": berkas,
        "desa": anggaran.kode_desa,
        "tahun": anggaran.tahun,
        "jenis": anggaran.jenis,
        "aturan": perangkat[-1].kode if perangkat else "",
        "perangkat": [p.kode for p in perangkat],
        "hasil": [
            {
                "kode": h.aturan.kode,
                "judul": h.aturan.judul,
                "tingkat": h.aturan.tingkat,
                "putusan": h.hasil.putusan.value,
                "dasar": h.aturan.dasar,
                "pembilang": _rupiah(h.hasil.pembilang),
                "penyebut": _rupiah(h.hasil.penyebut),
                "batas": h.hasil.batas,
                "selisih": _rupiah(h.hasil.selisih),
                "hitungan": h.hasil.hitungan,
                "baris": list(h.hasil.baris),
                "pesan": h.hasil.pesan,
                "catatan": h.hasil.catatan,
            }
            for h in hasil
        ],
        "ringkasan": ringkasan(hasil),
    }


def _rupiah(sen: int | None) -> int | Decimal | None:
    return None if sen is None else ke_rupiah(sen)


def laporan_json(isi: Any) -> str:
    """JSON in which a Decimal is a number with its two places: 1500000.50, which a float would write 1500000.5."""
    tanda = uuid.uuid4().hex
    teks = json.dumps(isi, ensure_ascii=False, indent=2, default=lambda n: f"{tanda}{n}{tanda}")
    return teks.replace(f'"{tanda}', "").replace(f'{tanda}"', "")


def laporan_teks(isi: dict[str, Any]) -> str:
    """What must be mended first comes first; what is in order is only counted."""
    aturan = ", ".join(isi["perangkat"])
    baris = [f"{isi['berkas']}: desa {isi['desa']}, tahun {isi['tahun']}, {isi['jenis']}; aturan {aturan}"]
    for putusan in (Putusan.DILANGGAR, Putusan.TIDAK_DAPAT_DITENTUKAN):
        for h in isi["hasil"]:
            if h["putusan"] == putusan:
                baris += ["", f"{h['kode']} {h['judul']}: {SEBUTAN[putusan]}", f"  {h['pesan']}"]
                baris += [f"  {sebutan}: {h[k]}" for k, sebutan in _RINCIAN if h[k]]
                if h["baris"]:
                    baris.append(f"  Baris: {', '.join(h['baris'])}")
    jumlah = ", ".join(f"{isi['ringkasan'][p]} {SEBUTAN[p].lower()}" for p in SEBUTAN)
    return "\n".join([*baris, "", f"Ringkasan: {jumlah}."])


_RINCIAN = (("hitungan", "Hitungan"), ("catatan", "Catatan"), ("dasar", "Dasar"))

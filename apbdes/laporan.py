"""The answer of a check, as the exchange format has it and as a person reads it on a terminal."""

from collections import Counter
from typing import Any

from apbdes.anggaran import Anggaran
from apbdes.aturan import HasilAturan, Putusan

SEBUTAN = {
    Putusan.DILANGGAR: "DILANGGAR",
    Putusan.TIDAK_DAPAT_DITENTUKAN: "TIDAK DAPAT DITENTUKAN",
    Putusan.TERPENUHI: "terpenuhi",
    Putusan.TIDAK_BERLAKU: "tidak berlaku",
}


def ringkasan(hasil: list[HasilAturan]) -> dict[str, int]:
    banyak = Counter(h.hasil.putusan for h in hasil)
    return {p.value: banyak[p] for p in Putusan}


def laporan(anggaran: Anggaran, hasil: list[HasilAturan], *, berkas: str, perangkat: str) -> dict[str, Any]:
    return {
        "berkas": berkas,
        "desa": anggaran.kode_desa,
        "tahun": anggaran.tahun,
        "jenis": anggaran.jenis,
        "aturan": perangkat,
        "hasil": [
            {
                "kode": h.aturan.kode,
                "judul": h.aturan.judul,
                "tingkat": h.aturan.tingkat,
                "putusan": h.hasil.putusan.value,
                "dasar": h.aturan.dasar,
                "pembilang": h.hasil.pembilang,
                "penyebut": h.hasil.penyebut,
                "batas": h.hasil.batas,
                "selisih": h.hasil.selisih,
                "hitungan": h.hasil.hitungan,
                "baris": list(h.hasil.baris),
                "pesan": h.hasil.pesan,
                "catatan": h.hasil.catatan,
            }
            for h in hasil
        ],
        "ringkasan": ringkasan(hasil),
    }


def laporan_teks(isi: dict[str, Any]) -> str:
    """What must be mended first comes first; what is in order is only counted."""
    baris = [f"{isi['berkas']}: desa {isi['desa']}, tahun {isi['tahun']}, {isi['jenis']}; aturan {isi['aturan']}"]
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

"""The checklist: every row that the source gave, in it or named as left out."""

from datetime import date

from dasar.acuan import baca_semua
from pendamping.acuan import SKEMA, berkas_acuan, himpunan, himpunan_berlaku

# The numbers of the table drawn from the source, line by line.
LANGKAH = {1: 5, 2: 4, 3: 3, 4: 3, 5: 4, 6: 3, 7: 4, 8: 8, 9: 4}
INDIKATOR = {1: 3, 2: 4, 3: 1, 4: 3}
NOMOR = {
    *("PD-00", "PLD-00"),
    *(f"PD-T{n}" for n in range(1, 10)),
    *(f"PD-F{n}" for n in LANGKAH),
    *(f"PD-F{n}.{m}" for n, banyak in LANGKAH.items() for m in range(1, banyak + 1)),
    *(f"PLD-T{n}" for n in INDIKATOR),
    *(f"PLD-T{n}.{m}" for n, banyak in INDIKATOR.items() for m in range(1, banyak + 1)),
}


def test_setiap_baris_sumbernya_ada_atau_disebut_dihilangkan():
    assert len(NOMOR) == 73
    (isi,) = baca_semua(berkas_acuan(), SKEMA)
    dihilangkan = {d["kode"] for d in isi["dihilangkan"]}
    assert {b["kode"] for b in isi["butir"]} | dihilangkan == NOMOR
    assert dihilangkan == {"PD-F1.3", "PD-F8.5"}  # said twice in the source
    assert all(b["baris"] for b in isi["butir"])


def test_yang_diisi_orang_hanya_yang_tidak_berbawahan():
    daftar = himpunan("tugas-pendamping-2021")
    assert len(daftar.diisi("PD")) == 9 + sum(LANGKAH.values()) - 2
    assert len(daftar.diisi("PLD")) == sum(INDIKATOR.values())
    assert all(b.bukti for peran in ("PD", "PLD") for b in daftar.diisi(peran).values())


def test_bulan_sebelum_daftarnya_berlaku_tidak_punya_daftar():
    assert himpunan_berlaku(date(2021, 9, 26)) is None
    assert himpunan_berlaku(date(2026, 5, 1)).kode == "tugas-pendamping-2021"

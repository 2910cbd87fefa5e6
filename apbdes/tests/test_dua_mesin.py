"""The declarative rules against the ones written as modules, on random budgets, as long as both are there.

ANGGARAN_BANDING=10000 asks for more budgets than the suite has time for. Sentences may differ; code, putusan,
pembilang, penyebut, batas, selisih and baris may not, except where `PERBEDAAN` says why.
"""

import datetime
import os
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apbdes.anggaran import Anggaran
from apbdes.aturan import baca_perangkat, periksa
from apbdes.aturan.hasil import Hasil
from apbdes.gramatika.baca import baca
from apbdes.gramatika.hitung import PerangkatSiap
from apbdes.gramatika.indeks import Indeks
from apbdes.tests.contoh import BELUM, BUKAN, TIDAK, YA, anggaran, b, f, gaji, jalan, p

BANYAK = int(os.environ.get("ANGGARAN_BANDING", "150"))
PERBUP = "perbup-kayong-utara-66-2023"
PERANGKAT, _SALAH = baca((Path(__file__).parent / "data" / "gramatika-perbup.yaml").read_text(encoding="utf-8"))
assert PERANGKAT is not None
SIAP = PerangkatSiap(PERANGKAT, 2024)
# How many of the modules' units of money are a rupiah.
SATUAN = baca_perangkat(PERBUP).angka["siltap_kades"].riwayat[0].nilai // 3_000_000

PERBEDAAN = {
    "BPD": "a reference row that lacks its price leaves the verdict open, as it does for TUN-01 and TUN-02",
    "INF-04": "`hanya` adds the sum of the rows outside to selisih; numbers are those of the one group that decided",
    "INF-06": "as INF-04",
    "INF-08": "what is short counts in selisih like what is over",
    "SIL": "of several wrong prices the first row's is named, not the first of 5.1.1.01",
    "PAGU-02": "where no pagu and no such money is, nothing is checked: tidak_berlaku",
    "BHP-05": "an undecided verdict names no limit",
}
KEGIATAN = [
    "1.1.01",
    "1.1.02",
    "1.1.03",
    "1.1.04",
    "1.1.05",
    "1.1.06",
    "1.1.08",
    "1.4.03",
    "1.5.06",
    "2.3.10",
    "2.3.11",
    "5.1.00",
    "5.3.00",
]
REKENING = [
    "5.1.1.01",
    "5.1.1.02",
    "5.1.2.01",
    "5.1.2.02",
    "5.1.4.01",
    "5.2.1.01",
    "5.3.2.02",
    "5.3.5.01",
    "5.3.5.02",
    "5.3.5.03",
]
PENERIMA = [
    "",
    *["kades", "sekdes", "kaur", "kasi", "kadus", "ketua_bpd", "wakil_bpd", "sekretaris_bpd", "anggota_bpd"],
]
TPK = ["ketua_tpk", "sekretaris_tpk", "anggota_tpk"]
KOMPONEN = [
    "",
    "honor_tpk",
    "administrasi",
    "bahan",
    "konsultan_perencana",
    "konsultan_pengawas",
    "insentif_pbb",
]
POS = [
    ("1.1.01", "5.1.1.01", "kades", 3_000_000),
    ("1.1.01", "5.1.1.02", "kades", 450_000),
    ("1.1.02", "5.1.2.01", "sekdes", 2_250_000),
    ("1.1.02", "5.1.2.01", "kaur", 2_100_000),
    ("1.1.02", "5.1.2.02", "sekdes", 225_000),
    ("1.1.02", "5.1.2.02", "kaur", 210_000),
    ("1.1.05", "5.1.4.01", "ketua_bpd", 1_200_000),
    ("1.1.05", "5.1.4.01", "wakil_bpd", 1_080_000),
    ("1.1.05", "5.1.4.01", "sekretaris_bpd", 960_000),
    ("1.1.05", "5.1.4.01", "anggota_bpd", 840_000),
]
HARGA = [600_000, 100, *(n for _, _, _, n in POS)]


def _baris(r: Random) -> Any:
    isi = b(
        r.choice(KEGIATAN),
        r.choice(REKENING),
        r.choice([r.randint(0, 2000), 300, 700, 1000, 30_000_000]),
        penerima=r.choice(PENERIMA + TPK),
        satuan=r.choice(["", "OB", "OB", "OB", "OT"]),
        sumber=r.choice(["ADD", "DDS", "PBH", "PAD"]),
        dari_silpa=r.random() < 0.2,
        bantuan_khusus=r.random() < 0.2,
        risiko_tinggi=r.random() < 0.3,
        kegiatan_acuan=r.choice(["", "2.3.10", "2.3.13"]),
        pagu_acuan=r.choice([None, 1000, 200_000]),
    )
    if r.random() < 0.5:
        isi = isi._replace(komponen=r.choice(KOMPONEN))
    if r.random() < 0.5:
        volume, harga = r.randint(0, 12), r.choice(HARGA) * SATUAN
        isi = isi._replace(volume=volume, harga_satuan=harga, jumlah=volume * harga)
    return isi


def acak(r: Random) -> Anggaran:
    belanja = [_baris(r) for _ in range(r.randint(0, 14))]
    if r.random() < 0.6:
        for kegiatan, rekening, penerima, harga in POS:
            if r.random() < 0.7:
                tertulis = harga if r.random() < 0.9 else r.choice([*HARGA, None])
                belanja.append(gaji(kegiatan, rekening, penerima if r.random() < 0.95 else "", tertulis))
    if r.random() < 0.5:
        belanja += jalan("2.3.12", pagu=r.choice([400_000_000, 1000, 100_000]))
    r.shuffle(belanja)
    besar = [0, 1000, 20_000_000, 30_000_000, 40_000_000]
    pendapatan = [
        p(rekening, sumber, r.choice([*besar, r.randint(0, 2000)]))
        for rekening, sumber in (("4.2.1.01", "DDS"), ("4.2.2.01", "PBH"), ("4.2.3.01", "ADD"))
        if r.random() < 0.9
    ]
    jenis = r.choice(["murni", "perubahan"])
    semula = None
    if jenis == "perubahan" and r.random() < 0.7:
        semula = anggaran([x for x in belanja if r.random() < 0.8])
    return anggaran(
        belanja,
        pendapatan,
        [f("6.2.1.01", r.choice([0, 500]), "PAD"), f("6.1.1.01", r.choice([0, 0, 700]), "PAD")],
        jenis=jenis,
        semula=semula,
        pagu_dds=r.choice([None, 300, 1000]),
        pagu_add=r.choice([None, 1000, 20_000_000]),
        pagu_pbh=r.choice([None, 1000]),
        jumlah_petugas_pbb=r.choice([None, 0, 3, 5]),
        tanggal_disampaikan=r.choice([None, datetime.date(2024, 1, 1)]),
        akhir_masa_jabatan_kades=r.choice([None, datetime.date(2023, 5, 1), datetime.date(2024, 5, 1)]),
        perdes_dana_cadangan=r.choice(["", "Perdes 3/2023"]),
        tanggal_perdes_dana_cadangan=r.choice([None, datetime.date(2023, 12, 1), datetime.date(2024, 2, 1)]),
    )


def kali(isi: Anggaran | None, n: int) -> Anggaran | None:
    """Every amount times n."""
    if isi is None or n == 1:
        return isi

    def x(nilai: int | None) -> int | None:
        return None if nilai is None else nilai * n

    return replace(
        isi,
        pendapatan=tuple(r._replace(jumlah=r.jumlah * n) for r in isi.pendapatan),
        pembiayaan=tuple(r._replace(jumlah=r.jumlah * n) for r in isi.pembiayaan),
        belanja=tuple(
            r._replace(jumlah=r.jumlah * n, harga_satuan=x(r.harga_satuan), pagu_acuan=x(r.pagu_acuan))
            for r in isi.belanja
        ),
        pagu_dds=x(isi.pagu_dds),
        pagu_add=x(isi.pagu_add),
        pagu_pbh=x(isi.pagu_pbh),
        semula=kali(isi.semula, n),
    )


def _sen(n: int | None) -> int | None:
    return None if n is None else n * 100 // SATUAN


def beda(kode: str, lama: Hasil, baru: Hasil) -> list[str]:
    """The fields in which two verdicts differ, but for the known reasons."""
    if kode.startswith("BPD") and (lama.putusan, baru.putusan) == (YA, BELUM):
        return []
    if kode == "PAGU-02" and (lama.putusan, baru.putusan) == (YA, BUKAN):
        return []
    if lama.putusan != baru.putusan:
        return ["putusan"]
    hasil = ["baris"] if lama.baris != baru.baris else []
    if not (kode == "BHP-05" and baru.putusan == BELUM) and lama.batas != baru.batas:
        hasil.append("batas")
    if kode in ("INF-04", "INF-06", "INF-08") and baru.putusan == TIDAK:
        return hasil
    urut = ("pembilang", "penyebut") if not (kode.startswith("SIL") and baru.putusan == TIDAK) else ()
    hasil += [k for k in urut if _sen(getattr(lama, k)) != getattr(baru, k)]
    if (lama.selisih is None) != (baru.selisih is None):
        return [*hasil, "selisih"]
    lebih = (_sen(lama.selisih) or 0) - (baru.selisih or 0)
    # The modules round up to their unit of money for each activity.
    dibulatkan = SATUAN == 1 and 0 <= lebih < 500
    return hasil if lebih == 0 or dibulatkan else [*hasil, "selisih"]


def bandingkan(isi: Anggaran) -> list[tuple[str, list[str], str, str]]:
    lama = {h.aturan.kode: h.hasil for kode in ("dasar", PERBUP) for h in periksa(isi, kode)}
    sen = kali(isi, 100 // SATUAN)
    assert sen is not None
    baru = SIAP.hitung(Indeks(sen))
    assert len(baru) == 33
    return [(k, x, lama[k].pesan, h.pesan) for k, h in baru.items() if (x := beda(k, lama[k], h))]


def test_putusan_kedua_mesin_sama() -> None:
    assert [(n, x) for n in range(BANYAK) for x in bandingkan(acak(Random(n)))] == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.randoms(use_true_random=False))
def test_putusan_kedua_mesin_sama_pada_anggaran_apa_pun(r: Random) -> None:
    assert bandingkan(acak(r)) == []

"""Examples that the product proposes: for every check of a rule and each of its comparisons."""

import pytest

from apbdes.gramatika.baca import baca
from apbdes.gramatika.periksa import periksa
from apbdes.kantor.usul import usulan

PERANGKAT = """\
kode: perbup-usul
nama: Perbup Usul
wilayah: 61.11
tahun: [2026]
pilihan:
  rt: {{arti: insentif ketua RT, uraian: insentif ketua rt}}
  jalan: {{arti: jalan, kegiatan: 2.3, rekening: 5.3.5}}
  hadiah: {{arti: hadiah, uraian: hadiah}}
  belanja: {{arti: belanja}}
  dana_cadangan: {{arti: dana cadangan, lembar: pembiayaan, rekening: 6.2.1}}
fakta:
  banyak_rt: {{arti: jumlah RT, jenis: bilangan, baku: jumlah_rt}}
  pagu: {{arti: pagu sendiri, jenis: rupiah}}
aturan:
- {{kode: X-01, judul: x, tingkat: wajib, {cek}}}
"""
BATAS, ATAS, BAWAH = "tepat di batas", "satu sen di atasnya", "satu sen di bawahnya"
T, D, K = "terpenuhi", "dilanggar", "tidak_dapat_ditentukan"


def usul(cek, tingkat="wajib"):
    teks = PERANGKAT.format(cek=cek).replace("tingkat: wajib", f"tingkat: {tingkat}")
    perangkat, keluhan = baca(teks)
    assert [*keluhan, *periksa(perangkat)] == []
    return {u.contoh["arti"]: u.contoh["putusan"] for u in usulan(perangkat, "X-01")}


@pytest.mark.parametrize(
    ("cek", "harapan"),
    [
        (
            "semua: [{harga: rt, satuan: OB, sama_dengan: 125000}, {volume: rt, sama_dengan: banyak_rt x 12}]",
            {
                f"pemeriksaan 1, {BATAS}": T,
                f"pemeriksaan 1, {ATAS}": D,
                f"pemeriksaan 1, {BAWAH}": D,
                "pemeriksaan 1, harga satuan kosong": K,
                "pemeriksaan 2, satu di atasnya": D,
                "pemeriksaan 2, satu di bawahnya": K,  # what words find may be more
                "pemeriksaan 1, banyak rt belum diisi": K,
            },
        ),
        (
            "semua: [{jumlah: jalan, paling_banyak: 30% x belanja}, {tidak_ada: hadiah}]",
            {f"pemeriksaan 1, {BATAS}": T, f"pemeriksaan 1, {ATAS}": D, "pemeriksaan 2, ada baris itu": D},
        ),
        (
            "semua: [{jumlah: jalan, paling_banyak: pagu}, {jumlah: {kegiatan: 1.1.04}, paling_sedikit: 5000000}]",
            {
                f"pemeriksaan 1, {ATAS}": D,
                "pemeriksaan 1, pagu belum diisi": K,
                f"pemeriksaan 2, {BAWAH}": D,
                f"pemeriksaan 2, {ATAS}": T,
            },
        ),
        (
            "jumlah: jalan, paling_sedikit: 5000000, paling_banyak: 8000000",
            {
                f"paling sedikit, {BATAS}": T,
                f"paling sedikit, {BAWAH}": D,
                f"paling banyak, {BATAS}": T,
                f"paling banyak, {ATAS}": D,
            },
        ),
        ("data: banyak_rt, paling_sedikit: 3", {BATAS: T, "satu di bawahnya": D, "banyak rt belum diisi": K}),
        ("data: pagu, sama_dengan: 7000000", {BATAS: T, ATAS: D, BAWAH: D}),
        (
            "untuk: dana_cadangan, data: tanggal_perdes_dana_cadangan, paling_lambat: tanggal_disampaikan",
            {BATAS: T, "sehari di atasnya": D, "tanggal disampaikan belum diisi": K},
        ),
        (
            "semua: [{hanya: rt, dalam: {kegiatan: 1.1.04}}, {volume: rt, paling_banyak: 24}]",
            {"pemeriksaan 1, ada baris di luar yang boleh": D, "pemeriksaan 2, satu di atasnya": D},
        ),
    ],
    ids=["harga dan volume", "jumlah dan tidak ada", "dua jumlah", "rentang", "data", "rupiah", "tanggal", "hanya"],
)
def test_setiap_pemeriksaan_mendapat_contoh_di_batasnya(cek, harapan):
    hasil = usul(cek)
    assert {k: hasil.get(k) for k in harapan} == harapan, hasil


def test_yang_bukan_kewajiban_tidak_menuduh():
    hasil = usul("jumlah: jalan, paling_banyak: 5000000", tingkat="petunjuk")
    assert (hasil[BATAS], hasil[ATAS]) == (T, K)

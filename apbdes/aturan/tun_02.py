"""TUN-02: the tunjangan of each perangkat is 10 per cent of that one's siltap. BAB IV.2.C angka 1.1 huruf d."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import acuan_siltap, periksa_bagian
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    semua = anggaran.per_rekening.get("5.1.2.02", [])
    acuan = {penerima: acuan_siltap(anggaran, penerima) for penerima in {b.penerima for b in semua if b.penerima}}
    return periksa_bagian(
        [(b, acuan[b.penerima]) for b in semua if b.penerima],
        [b for b in semua if not b.penerima],
        (nilai["bagian"],),
        hal="Tunjangan perangkat desa",
        dari="penghasilan tetap masing-masing sebulan",
    )

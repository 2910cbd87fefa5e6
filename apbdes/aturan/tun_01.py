"""TUN-01: the tunjangan of the village head is 15 per cent of the siltap. BAB IV.2.C angka 1.1 huruf c."""

from apbdes.anggaran import Anggaran
from apbdes.aturan._honor import acuan_siltap, periksa_bagian
from apbdes.aturan.hasil import Hasil, Nilai


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    semua = anggaran.per_rekening.get("5.1.1.02", [])
    acuan = acuan_siltap(anggaran, "kades")
    return periksa_bagian(
        [(b, acuan) for b in semua if b.penerima == "kades"],
        [b for b in semua if not b.penerima],
        (nilai["bagian"],),
        hal="Tunjangan kepala desa",
        dari="penghasilan tetapnya sebulan",
    )

"""What is still missing before a step, as sentences for the office."""

from laporan.masa import Masa
from laporan.models import Laporan
from naskah.bagian import tanggal_panjang
from naskah.calon import kekurangan_penanda
from naskah.syarat import kekurangan_dicabut as naskah_dicabut

TITIK = "....."  # in a proposed text: what only people know
TULISAN = (("hasil", "Hasil"), ("masalah", "Permasalahan"), ("tindak_lanjut", "Tindak lanjut"))


def kekurangan_ajukan(laporan: Laporan) -> list[str]:
    """The period is over, the figures are today's, and somebody has written what they mean."""
    masa = Masa.dari(laporan.kecamatan, laporan.periode)
    if masa.sementara:
        return [
            f"Masa laporan belum berakhir: {tanggal_panjang(masa.selesai)} hari terakhirnya. Sampai hari itu lewat, "
            "angkanya sementara dan laporannya belum dapat diajukan."
        ]
    kalimat = []
    if laporan.sementara or laporan.berubah:
        kalimat.append("Data masa laporan berubah sejak laporan ini dihitung. Hitung ulang dahulu.")
    kalimat += [f"{sebutan} belum ditulis." for nama, sebutan in TULISAN if not getattr(laporan, nama).strip()]
    if not laporan.rekomendasi:
        kalimat.append("Rekomendasi belum dipilih atau ditulis.")
    teks = [*(getattr(laporan, n) for n, _ in TULISAN), *laporan.rekomendasi, laporan.kata_camat]
    if any(TITIK in t for t in teks):
        kalimat.append("Laporan masih memuat titik-titik yang harus diisi atau dihapus.")
    return kalimat


def kekurangan_sahkan(laporan: Laporan) -> list[str]:
    return kekurangan_penanda(laporan.naskah)


def kekurangan_cabut(laporan: Laporan) -> list[str]:
    return naskah_dicabut(laporan.naskah)


def kekurangan_batalkan(laporan: Laporan) -> list[str]:
    """What was approved once is not called off: it is put right, or its document is withdrawn."""
    if laporan.naskah_lama:
        return [f"Laporan masa ini pernah disahkan ({laporan.naskah_lama.nomor}), jadi tidak dapat dibatalkan."]
    return []


def kekurangan_urungkan(laporan: Laporan) -> list[str]:
    lama = laporan.naskah_lama
    return [] if lama and lama.berlaku else ["Tidak ada laporan yang berlaku untuk kembali kepadanya."]

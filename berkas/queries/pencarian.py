"""Keeping the searched text of a file up to date."""

from berkas.models import Berkas
from berkas.teks import normal


def berkas_indeks(*, berkas: Berkas) -> None:
    """Write title, number, category, period and the current version's text into the searched column."""
    versi = berkas.versi_terkini
    bagian = (berkas.judul, berkas.nomor, berkas.kategori.nama, berkas.periode_label, versi.nama_asli if versi else "")
    Berkas.objects.filter(pk=berkas.pk).update(teks_cari=normal(" ".join((*bagian, versi.teks if versi else ""))))

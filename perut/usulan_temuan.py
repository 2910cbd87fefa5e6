"""A finding as it is proposed from a book that is missing, late or not in order. The officer may change every word."""

import uuid
from datetime import date

from django.utils.formats import date_format

from desa.enums import JabatanPerangkat
from desa.hari_kerja import tambah_hari_kerja
from perut.acuan.jenis_temuan import cacat_buku, kode_jenis
from perut.enums import Mutakhir
from perut.models import Kunjungan, Pemeriksaan
from perut.services.isian import id_baris

HARI_KERJA_TEMUAN = 10  # working days after the visit; proposed, not demanded by any regulation


def kalimat_cacat() -> dict[str, tuple[str, str]]:
    """What is amiss → what the finding says, what is to be done. The page in the field says the same words."""
    return {c["kode"]: (c["uraian"], c["saran"]) for c in cacat_buku()}


def batas_mutakhir(ukuran: str, tanggal: date) -> tuple[str, str]:
    """The first month that is late enough on the day of the visit ('2026-04'), and as one says it."""
    if ukuran == Mutakhir.TAHUN_INI:
        return f"{tanggal.year}-01", f"tahun {tanggal.year}"
    bulan = tanggal.year * 12 + tanggal.month - 2
    lalu = date(bulan // 12, bulan % 12 + 1, 1)
    return f"{lalu:%Y-%m}", date_format(lalu, "F Y")


def cacat(pemeriksaan: Pemeriksaan) -> list[str]:
    """What is amiss with this book (`kalimat_cacat`), the gravest first; nothing before it was examined."""
    p = pemeriksaan
    if p.ada is None:
        return []
    if not p.ada:
        return ["tidak_ada"]
    lain = {
        "terlambat": p.dijawab and not p.mutakhir,
        "format": p.format_sesuai is False,
        "ttd": p.ditandatangani is False,
    }
    return [nama for nama, ya in lain.items() if ya]


def penanggung_jawab(kelompok: str) -> str:
    """Money is the treasurer's, every other book the secretary's to keep."""
    keuangan = "keuangan" in kelompok.lower()
    return str((JabatanPerangkat.KAUR_KEUANGAN if keuangan else JabatanPerangkat.SEKRETARIS_DESA).label)


def batas_usulan(kunjungan: Kunjungan) -> date | None:
    if kunjungan.tanggal is None:
        return None
    return tambah_hari_kerja(kunjungan.tanggal, HARI_KERJA_TEMUAN, kunjungan.desa.kecamatan.kabupaten)


def id_temuan(kunjungan: Kunjungan, buku: int) -> uuid.UUID:
    """One finding per book and visit: whoever taps it, on whichever phone, means the same row."""
    return id_baris(kunjungan, "temuan", f"buku/{buku}")


def usulan_temuan(pemeriksaan: Pemeriksaan) -> dict[str, str]:
    """The row as its form takes it."""
    p, kunjungan = pemeriksaan, pemeriksaan.kunjungan
    tanggal, batas = kunjungan.tanggal, batas_usulan(kunjungan)
    sampai = batas_mutakhir(p.buku.mutakhir, tanggal)[1] if tanggal else ""
    menurut = kalimat_cacat()
    kalimat = [menurut[nama] for nama in cacat(p)]
    return {
        "uraian": " ".join(uraian.format(buku=p.buku, batas=sampai) for uraian, _ in kalimat),
        "rekomendasi": " ".join(saran for _, saran in kalimat),
        "penanggung_jawab": penanggung_jawab(p.buku.kelompok),
        "batas_waktu": f"{batas:%Y-%m-%d}" if batas else "",
    }


def jenis_temuan(kunjungan: Kunjungan) -> dict[uuid.UUID, str]:
    """finding → its kind, of every book with which something is amiss; of several faults the gravest."""
    semua = kunjungan.pemeriksaan_set.select_related("buku")
    return {id_temuan(kunjungan, p.buku_id): kode_jenis(p.buku.kode, cacat(p)[0]) for p in semua if cacat(p)}

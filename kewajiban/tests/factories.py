"""Duties of a test's own: the office counts, and of what is shipped it asks for nothing."""

from datetime import date, timedelta

from berkas.models import KategoriBerkas
from desa.models import Kecamatan
from kewajiban.acuan import kewajiban_semua
from kewajiban.models import Ketentuan, Penghitungan

MASA = {"bulanan": "bulan", "triwulanan": "triwulan", "semesteran": "semester", "tahunan": "tahun"}
LAMA = date(2000, 1, 1)
ISI = {"pihak": "desa", "oleh": "Kepala Desa", "kepada": "Camat", "dasar": "Ketetapan camat", "alasan": "Rapat"}


def hitung_tanpa_bawaan(kecamatan: Kecamatan, mulai: date = LAMA) -> None:
    """The office counts since `mulai`, and has switched off what is shipped."""
    Penghitungan.objects.get_or_create(kecamatan=kecamatan, defaults={"mulai": mulai})
    ada = set(Ketentuan.objects.filter(kecamatan=kecamatan).values_list("kode", flat=True))
    Ketentuan.objects.bulk_create(
        Ketentuan(
            kecamatan=kecamatan,
            kode=kode,
            mulai=LAMA,
            aktif=False,
            nama=kode,
            tenggat="-",
            aturan="tanpa_tenggat",
            **ISI,
        )
        for kode in sorted({k.kode for k in kewajiban_semua()} - ada)
    )
    kecamatan._state.fields_cache.pop("penghitungan_kewajiban", None)


def wajibkan(
    kecamatan: Kecamatan,
    kategori: KategoriBerkas,
    *,
    mulai: date,
    hari: int = 30,
    dari: str = "akhir",
    bawaan: bool = False,
    **lain: object,
) -> Ketentuan:
    """A document of this category, `hari` days (dari "bulan": months) after the end of each period that ends on `mulai`
    or later, or before its first day; of what is sent once so many days after `mulai`. `bawaan`: what is shipped stays.
    """
    if not bawaan:
        hitung_tanpa_bawaan(kecamatan)
    if kategori.periode == "sekali":
        aturan = f"sekali {mulai + timedelta(days=hari)}"
    else:
        satuan, tepi = ("bulan", "akhir") if dari == "bulan" else ("hari", dari)
        arah = "sebelum" if hari < 0 else "setelah"
        aturan = f"{abs(hari)} {satuan} {arah} {tepi}_{MASA[kategori.periode]}"
        mulai += timedelta(days=hari) if dari == "akhir" and hari > 0 else timedelta(0)
    kode = f"K-{Ketentuan.objects.filter(kecamatan=kecamatan, kode__startswith='K-').count() + 1:03d}"
    isi = {"nama": kategori.nama, "tenggat": aturan, "aturan": aturan, "kategori": kategori.kode} | ISI | lain
    return Ketentuan.objects.create(kecamatan=kecamatan, kode=kode, mulai=mulai, **isi)

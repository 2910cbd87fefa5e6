"""The report as PDF: a short one at once, a long one by the worker as an export."""

from datetime import date
from typing import Any

from akun.models import Pengguna
from cetak.pdf import pdf_buat
from desa.models import Kecamatan
from naskah.ekspor.cetakan import Pembuat, daftarkan
from naskah.models import PekerjaanEkspor
from pendamping.laporan import Laporan
from pendamping.rules import boleh_laporan

LANGSUNG_MAKS = 120  # rows: about three seconds of CPU
TEMPLAT = "pendamping/pdf/laporan.html"


def laporan_cetak(isi: dict[str, Any]) -> bytes:
    """Raises PdfGagal."""
    return pdf_buat(TEMPLAT, {"isi": isi})


def laporan_minta(
    *, laporan: Laporan, kecamatan: Kecamatan, pendamping: Pengguna, bulan: date, nama: str, asal: str, oleh: Pengguna
) -> PekerjaanEkspor:
    """Ask the worker for this report as it is now. Raises ValidationError when too much is under way already."""
    from naskah.services.ekspor import cetakan_minta  # loads what reads PDF, which no other start needs

    return cetakan_minta(
        pembuat=LAPORAN.kode,
        isi=laporan.beku(),
        nama=nama,
        judul=f"Laporan bulanan {laporan.nama}, {laporan.bulan}",
        asal=asal,
        lain={"kecamatan": kecamatan.pk, "pendamping": pendamping.pk},
        oleh=oleh,
    )


def _boleh(pilihan: dict[str, Any], pengguna: Pengguna) -> bool:
    kecamatan = Kecamatan.objects.filter(pk=pilihan["kecamatan"]).first()
    return kecamatan is not None and boleh_laporan(pengguna, kecamatan, pilihan["pendamping"])


LAPORAN = daftarkan(Pembuat("laporan_pendamping", laporan_cetak, _boleh))

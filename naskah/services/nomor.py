"""The number of a document."""

from datetime import date

from django.db import transaction
from django.db.transaction import TransactionManagementError

from desa.models import Kecamatan
from naskah.jenis import jenis_naskah
from naskah.models import HitunganNomor, SeriNomor

BULAN_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def nomor_ambil(*, kecamatan: Kecamatan, jenis: str, tahun: int) -> int:
    """The next number of this kecamatan, kind and year; it is given back when the transaction fails.

    The counter's row stays locked until the caller commits, so two callers queue and no number is
    skipped or used twice. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("nomor_ambil harus dipanggil di dalam transaksi.")
    kunci = {"kecamatan": kecamatan, "jenis": jenis, "tahun": tahun}
    hitungan = HitunganNomor.objects.select_for_update(of=("self",)).filter(**kunci).first()
    if hitungan is None:
        # Two first callers at once: the second insert waits for the first to commit, then does nothing.
        HitunganNomor.objects.bulk_create([HitunganNomor(**kunci)], ignore_conflicts=True)
        hitungan = HitunganNomor.objects.select_for_update(of=("self",)).get(**kunci)
    hitungan.terakhir += 1
    hitungan.save(update_fields=["terakhir"])
    return hitungan.terakhir


def nomor_tulis(*, kecamatan: Kecamatan, jenis: str, tanggal: date, urut: int) -> str:
    """The number as it is printed, by the kecamatan's own series or the kind's default."""
    seri = SeriNomor.objects.filter(kecamatan=kecamatan, jenis=jenis).first() or jenis_naskah(jenis)
    return seri.pola.format(
        klasifikasi=seri.klasifikasi,
        urut=urut,
        kode=kecamatan.kode_naskah,
        tahun=tanggal.year,
        bulan_romawi=BULAN_ROMAWI[tanggal.month - 1],
    )

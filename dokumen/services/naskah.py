"""Writing documents: the number and the frozen content. The PDF follows in tasks.py."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.transaction import TransactionManagementError

from akun.models import Pengguna
from desa.models import Desa, Kecamatan
from dokumen.enums import StatusNaskah
from dokumen.jenis import jenis_naskah
from dokumen.models import HitunganNomor, Naskah, SeriNomor
from dokumen.tasks import naskah_buat_pdf

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


@transaction.atomic
def naskah_terbitkan(
    *, jenis: str, kecamatan: Kecamatan, desa: Desa | None, tanggal: date, perihal: str, isi: dict, oleh: Pengguna
) -> Naskah:
    """Number a document and freeze its content; the PDF is made after the caller's commit.

    The caller's transaction carries it: when that fails, the number is free again.
    """
    urut = nomor_ambil(kecamatan=kecamatan, jenis=jenis, tahun=tanggal.year)
    naskah = Naskah.objects.create(
        jenis=jenis,
        kecamatan=kecamatan,
        desa=desa,
        tahun=tanggal.year,
        urut=urut,
        nomor=nomor_tulis(kecamatan=kecamatan, jenis=jenis, tanggal=tanggal, urut=urut),
        tanggal=tanggal,
        perihal=perihal,
        isi=isi,
        dibuat_oleh=oleh,
    )
    transaction.on_commit(partial(naskah_buat_pdf.delay, naskah.pk), robust=True)
    return naskah


@transaction.atomic
def naskah_ganti(*, lama: Naskah, baru: Naskah) -> Naskah:
    """Mark a document as replaced; number, content and PDF of the old one stay as they are."""
    terkunci = Naskah.objects.select_for_update(of=("self",)).get(pk=lama.pk)
    if terkunci.status != StatusNaskah.BERLAKU or terkunci.pk == baru.pk:
        raise ValidationError(f"Naskah {terkunci.nomor} tidak dapat diganti karena sudah tidak berlaku.")
    terkunci.status = StatusNaskah.DIGANTI
    terkunci.pengganti = baru
    terkunci.save(update_fields=["status", "pengganti"])
    return terkunci


@transaction.atomic
def naskah_cabut(*, naskah: Naskah) -> None:
    """Withdraw a document that is in force; it stays readable. One already out of force is left alone."""
    Naskah.objects.filter(pk=naskah.pk, status=StatusNaskah.BERLAKU).update(status=StatusNaskah.DICABUT)


@transaction.atomic
def naskah_pdf_ulang(*, naskah: Naskah) -> None:
    """Try again after a failure. Raises ValidationError when the PDF exists: its bytes never change."""
    terkunci = Naskah.objects.select_for_update(of=("self",)).get(pk=naskah.pk)
    if terkunci.pdf:
        raise ValidationError("PDF naskah ini sudah ada, jadi tidak dibuat ulang.")
    terkunci.pdf_galat = ""
    terkunci.save(update_fields=["pdf_galat"])
    transaction.on_commit(partial(naskah_buat_pdf.delay, naskah.pk), robust=True)

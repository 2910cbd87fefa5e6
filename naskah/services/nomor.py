"""The numbers of an office: one book, also of what was written outside PERUT. No number is used twice.

Whoever takes a number of a kecamatan, or writes one down, waits for whoever is at it: the row of the kecamatan stays
locked until the transaction ends, and the tables refuse what would be there twice all the same.
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.db.transaction import TransactionManagementError
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.nama import akhiri
from dasar.waktu import hari_ini
from desa.models import Kecamatan
from desa.services.data import data_hapus, data_simpan
from naskah.celah import Celah, celah_nomor
from naskah.enums.naskah import CaraNomor
from naskah.models import HitunganNomor, Naskah, NomorTerpakai, SeriNomor
from naskah.models.nomor import URUT_MAKS, seri_berlaku
from naskah.queries.penutupan import TERTUTUP, buku_tertutup

BULAN_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SEKALI_MAKS = 50  # numbers set aside at once
HABIS = f"Nomor urut seri ini sudah mencapai {URUT_MAKS}. Periksa nomor terakhirnya di halaman Buku nomor."


def nomor_ambil(*, kecamatan: Kecamatan, jenis: str, tanggal: date) -> tuple[int, str]:
    """The next free number of this kind's book, and how it is printed; given back when the transaction fails.

    Numbers that were written by hand, reserved or skipped are passed over, and so is one whose text another series
    printed before its pattern was changed. Raises TransactionManagementError outside a transaction, ValidationError
    for a book that is closed after a restore.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("nomor_ambil harus dipanggil di dalam transaksi.")
    kunci(kecamatan)
    seri = seri_berlaku(kecamatan.pk, jenis)
    if buku_tertutup(kecamatan, seri.buku):
        raise ValidationError(TERTUTUP)
    hitungan = hitungan_buku(kecamatan, seri, tanggal.year)
    while True:
        hitungan.terakhir += 1
        if hitungan.terakhir > URUT_MAKS:
            raise ValidationError(HABIS)
        nomor = nomor_tulis(kecamatan=kecamatan, seri=seri, tanggal=tanggal, urut=hitungan.terakhir)
        if not _terpakai(kecamatan, seri, tanggal.year, hitungan.terakhir, nomor).exists():
            break
    hitungan.save()
    return hitungan.terakhir, nomor


def nomor_tulis(*, kecamatan: Kecamatan, seri: SeriNomor, tanggal: date, urut: int) -> str:
    """The number as it is printed."""
    return seri.pola.format(
        klasifikasi=seri.klasifikasi,
        urut=urut,
        kode=kecamatan.kode_naskah,
        tahun=tanggal.year,
        bulan_romawi=BULAN_ROMAWI[tanggal.month - 1],
    )


def nomor_naskah(naskah: Naskah) -> None:
    """Write the number of a document that was just approved into the book, in the same transaction."""
    NomorTerpakai.objects.create(
        kecamatan=naskah.kecamatan,
        buku=seri_berlaku(naskah.kecamatan_id, naskah.jenis).buku,
        tahun=naskah.tahun,
        urut=naskah.urut,
        nomor=naskah.nomor,
        cara=CaraNomor.NASKAH,
        naskah=naskah,
        tanggal=naskah.tanggal,
    )


@transaction.atomic
def nomor_majukan(*, kecamatan: Kecamatan, jenis: str, terakhir: int, alasan: str, oleh: Pengguna) -> NomorTerpakai:
    """The paper book stands at `terakhir`: PERUT goes on after it. Only forward."""
    berwenang(oleh, kecamatan)
    kunci(kecamatan)
    tanggal, seri = hari_ini(kecamatan), seri_berlaku(kecamatan.pk, jenis)
    if buku_tertutup(kecamatan, seri.buku):
        raise ValidationError(TERTUTUP)
    hitungan = hitungan_buku(kecamatan, seri, tanggal.year)
    if terakhir <= hitungan.terakhir:
        raise ValidationError(
            {"terakhir": f"Nomor terakhir seri ini sudah {hitungan.terakhir}; hanya dapat dimajukan."}
        )
    if terakhir >= URUT_MAKS:
        raise ValidationError({"terakhir": f"Nomor urut paling besar {URUT_MAKS - 1}."})
    awal, hitungan.terakhir = hitungan.terakhir + 1, terakhir
    hitungan.save()
    return catat(
        NomorTerpakai(
            kecamatan=kecamatan,
            buku=seri.buku,
            tahun=tanggal.year,
            urut=awal,
            sampai=terakhir,
            cara=CaraNomor.LOMPAT,
            tanggal=tanggal,
            alasan=alasan,
        ),
        oleh,
    )


@transaction.atomic
def nomor_jelaskan(*, kecamatan: Kecamatan, celah: Celah, alasan: str, oleh: Pengguna) -> NomorTerpakai:
    """Why these numbers were not used: said once, in the book from then on. Those that PERUT would still give it gives
    no more. Raises ValidationError when the gap is not as it was any more."""
    berwenang(oleh, kecamatan)
    kunci(kecamatan)
    tanggal = hari_ini(kecamatan)
    if celah not in celah_nomor(kecamatan, tanggal.year):
        raise ValidationError("Nomor-nomor ini baru saja berubah keadaannya. Muat ulang halaman Buku nomor.")
    if celah.menyusul:
        hitungan = hitungan_buku(kecamatan, seri_berlaku(kecamatan.pk, celah.buku), tanggal.year)
        if hitungan.terakhir != celah.awal - 1:
            raise ValidationError("Masih ada nomor sebelumnya yang belum terpakai. Jelaskan yang itu dahulu.")
        hitungan.terakhir = celah.akhir
        hitungan.save()
    baru = NomorTerpakai(
        kecamatan=kecamatan,
        buku=celah.buku,
        tahun=tanggal.year,
        urut=celah.awal,
        sampai=celah.akhir,
        cara=CaraNomor.LOMPAT,
        tanggal=tanggal,
        alasan=alasan,
    )
    return catat(baru, oleh)


@transaction.atomic
def nomor_sisihkan(
    *, kecamatan: Kecamatan, jenis: str, cara: str, jumlah: int, alasan: str, oleh: Pengguna
) -> list[NomorTerpakai]:
    """Take the next numbers out of the row: reserved for letters still to be written, or skipped."""
    berwenang(oleh, kecamatan)
    if not 1 <= jumlah <= SEKALI_MAKS:
        raise ValidationError({"jumlah": f"Isi 1 sampai {SEKALI_MAKS} nomor."})
    tanggal, hasil = hari_ini(kecamatan), []
    for _ in range(jumlah):
        urut, nomor = nomor_ambil(kecamatan=kecamatan, jenis=jenis, tanggal=tanggal)
        baru = NomorTerpakai(
            kecamatan=kecamatan,
            buku=seri_berlaku(kecamatan.pk, jenis).buku,
            tahun=tanggal.year,
            urut=urut,
            nomor=nomor,
            cara=cara,
            tanggal=tanggal,
            alasan=alasan,
        )
        hasil.append(catat(baru, oleh))
    return hasil


@transaction.atomic
def nomor_tangan(
    *,
    kecamatan: Kecamatan,
    jenis: str,
    urut: int | None,
    nomor: str,
    tanggal: date,
    jenis_surat: str,
    perihal: str,
    kepada: str,
    alasan: str,
    oleh: Pengguna,
) -> NomorTerpakai:
    """Enter a number that was issued outside PERUT. `jenis` empty: of no series of PERUT, then `nomor` is its text.

    Otherwise `urut` is its running number, and without `nomor` it is written as that series writes it. Raises
    ValidationError by field: in the future, taken already (by what, and when).
    """
    berwenang(oleh, kecamatan)
    kunci(kecamatan)
    if tanggal > hari_ini(kecamatan):
        raise ValidationError({"tanggal": "Tanggal surat tidak boleh di masa depan."})
    seri = seri_berlaku(kecamatan.pk, jenis) if jenis else None
    if seri is None and not nomor:
        raise ValidationError({"nomor": "Isi nomornya seperti tertulis pada surat."})
    if seri is not None and urut is None:
        raise ValidationError({"urut": "Isi nomor urutnya."})
    if seri is not None and urut is not None and not nomor:
        nomor = nomor_tulis(kecamatan=kecamatan, seri=seri, tanggal=tanggal, urut=urut)
    if ada := _terpakai(kecamatan, seri, tanggal.year, urut, nomor).first():
        raise ValidationError({"urut" if seri else "nomor": _sudah_dipakai(ada)})
    hasil = catat(
        NomorTerpakai(
            kecamatan=kecamatan,
            buku=seri.buku if seri else "",
            tahun=tanggal.year,
            urut=urut if seri else None,
            nomor=nomor,
            cara=CaraNomor.TANGAN,
            tanggal=tanggal,
            jenis_surat=jenis_surat,
            perihal=perihal,
            kepada=kepada,
            alasan=alasan,
        ),
        oleh,
    )
    if seri is not None:
        hitungan = hitungan_buku(kecamatan, seri, tanggal.year)
        if urut == hitungan.terakhir + 1:
            hitungan.terakhir += 1
            hitungan.save()
    return hasil


@transaction.atomic
def nomor_pakai(
    *,
    terpakai: NomorTerpakai,
    tanggal: date,
    jenis_surat: str,
    perihal: str,
    kepada: str,
    versi: int | None = None,
    oleh: Pengguna,
) -> NomorTerpakai:
    """A reserved number went out on a letter that was written outside PERUT."""
    terpakai = _dipesan(terpakai, oleh)
    if tanggal > hari_ini(terpakai.kecamatan):
        raise ValidationError({"tanggal": "Tanggal surat tidak boleh di masa depan."})
    if tanggal.year != terpakai.tahun:
        raise ValidationError({"tanggal": f"Nomor ini milik buku tahun {terpakai.tahun}."})
    terpakai.cara, terpakai.tanggal, terpakai.jenis_surat = CaraNomor.TANGAN, tanggal, jenis_surat
    terpakai.perihal, terpakai.kepada = perihal, kepada
    kolom = ("cara", "tanggal", "jenis_surat", "perihal", "kepada")
    return data_simpan(objek=terpakai, kolom=kolom, versi=versi, oleh=oleh)


@transaction.atomic
def nomor_lepas(*, terpakai: NomorTerpakai, alasan: str, versi: int | None = None, oleh: Pengguna) -> NomorTerpakai:
    """A reserved number is not needed any more: it stays in the book as skipped."""
    terpakai = _dipesan(terpakai, oleh)
    terpakai.cara, terpakai.alasan = CaraNomor.LEWAT, alasan
    return data_simpan(objek=terpakai, kolom=("cara", "alasan"), versi=versi, oleh=oleh)


@transaction.atomic
def nomor_hapus(*, terpakai: NomorTerpakai, versi: int | None = None, oleh: Pengguna) -> None:
    """Strike out what was mistyped about a letter written outside PERUT; the history keeps what it said."""
    berwenang(oleh, terpakai.kecamatan)
    if terpakai.cara != CaraNomor.TANGAN:
        raise ValidationError("Hanya catatan surat di luar PERUT yang dapat dihapus.")
    data_hapus(objek=terpakai, versi=versi, oleh=oleh)


def nomor_berikut(kecamatan: Kecamatan, jenis: str) -> tuple[int, str]:
    """The last number used of this kind's book this year, and how the next one would be printed today."""
    seri, tanggal = seri_berlaku(kecamatan.pk, jenis), hari_ini(kecamatan)
    hitungan = hitungan_buku(kecamatan, seri, tanggal.year)
    urut = hitungan.terakhir + 1
    while _terpakai(
        kecamatan,
        seri,
        tanggal.year,
        urut,
        nomor := nomor_tulis(kecamatan=kecamatan, seri=seri, tanggal=tanggal, urut=urut),
    ).exists():
        urut += 1
    return hitungan.terakhir, nomor


def berwenang(oleh: Pengguna, kecamatan: Kecamatan) -> None:
    if not oleh.has_perm("naskah.atur_naskah", kecamatan):
        raise PermissionDenied("Buku nomor diurus verifikator kecamatan dan admin.")


def _dipesan(terpakai: NomorTerpakai, oleh: Pengguna) -> NomorTerpakai:
    berwenang(oleh, terpakai.kecamatan)
    kunci(terpakai.kecamatan)
    kini = NomorTerpakai.objects.select_related("kecamatan").get(pk=terpakai.pk)
    if kini.cara != CaraNomor.PESAN:
        raise ValidationError(f"Nomor {kini} tidak lagi dipesan: {kini.get_cara_display().lower()}.")
    return kini


def catat(baru: NomorTerpakai, oleh: Pengguna) -> NomorTerpakai:
    if not baru.alasan.strip():
        raise ValidationError({"alasan": "Alasan wajib diisi."})
    baru.oleh = oleh
    return data_simpan(objek=baru, oleh=oleh)


def kunci(kecamatan: Kecamatan) -> None:
    Kecamatan.objects.select_for_update(no_key=True).get(pk=kecamatan.pk)


def hitungan_buku(kecamatan: Kecamatan, seri: SeriNomor, tahun: int) -> HitunganNomor:
    """The counter of this book and year; where the year is new, from 1 again, or on from the last one."""
    milik = HitunganNomor.objects.filter(kecamatan=kecamatan, jenis=seri.buku)
    if hitungan := milik.filter(tahun=tahun).first():
        return hitungan
    terakhir = 0
    if SeriNomor.objects.filter(kecamatan=kecamatan, jenis=seri.buku, lanjut=True).exists():
        terakhir = milik.filter(tahun__lt=tahun).aggregate(n=Max("terakhir"))["n"] or 0
    return HitunganNomor(kecamatan=kecamatan, jenis=seri.buku, tahun=tahun, terakhir=terakhir)


def _terpakai(kecamatan: Kecamatan, seri: SeriNomor | None, tahun: int, urut: int | None, nomor: str):
    """What stands in the way of this number: its text, or its place in the book or among the documents of its kind."""
    sama = Q(nomor__iexact=nomor)
    if seri is not None and urut is not None:
        sama |= Q(tahun=tahun, urut=urut) & (Q(buku=seri.buku) | Q(naskah__jenis=seri.jenis))
    return NomorTerpakai.objects.filter(sama, kecamatan=kecamatan).exclude(cara=CaraNomor.LOMPAT)


def _sudah_dipakai(ada: NomorTerpakai) -> str:
    tanggal = date_format(ada.tanggal, "j F Y")
    if ada.naskah:
        return akhiri(f"Nomor {ada} sudah dipakai {ada.naskah.nama_jenis} tanggal {tanggal}: {ada.naskah.perihal}")
    keterangan = ada.perihal or ada.alasan
    return f"Nomor {ada} sudah tercatat ({ada.get_cara_display().lower()}, {tanggal}): {keterangan}."

"""What is decided and noted about duties. Each with a row of history, under a lock, and never about the past."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from akun.models import Pengguna
from berkas.models import KategoriBerkas
from dasar.nama import awali
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from desa.services.data import data_hapus, data_simpan
from kewajiban.aturan import Aturan, AturanKeliru, uraikan
from kewajiban.keadaan import masa_kewajiban
from kewajiban.kejadian import DIKENAL, NAMA
from kewajiban.models import Kejadian, Ketentuan, Pemenuhan, Penghitungan

SENDIRI = re.compile(r"K-(\d{3})")
BUKAN_PENGATUR = "Kewajiban diatur oleh camat atau verifikator kecamatan."
BUKAN_PENCATAT = "Ini dicatat oleh pelaksana atau verifikator kecamatan."
TAHUN_MUNDUR = 10
CONTOH = {
    "bulanan": "bulanan tanggal 10",
    "triwulanan": "10 hari setelah akhir_triwulan",
    "semesteran": "10 hari setelah akhir_semester",
    "tahunan": "tahunan akhir Maret",
    "sekali": "sekali 2027-06-30",
}


@transaction.atomic
def penghitungan_atur(
    *, kecamatan: Kecamatan, mulai: date, akhir_minggu: str, versi: int | None = None, oleh: Pengguna
) -> Penghitungan:
    """Begin to count, or count by another end of the week. Once that day has come it only moves on: nobody becomes
    late for what was not yet counted. Raises Basi when somebody else changed it since `versi`."""
    _berhak(oleh, "kewajiban.atur_kewajiban", kecamatan, BUKAN_PENGATUR)
    Kecamatan.objects.select_for_update(no_key=True).get(pk=kecamatan.pk)
    lama = Penghitungan.objects.filter(kecamatan=kecamatan).first()
    kini = hari_ini(kecamatan)
    _tidak_terlalu_jauh(mulai, kecamatan)
    if lama and lama.mulai <= kini and mulai < lama.mulai:
        sejak = f"Sudah dihitung sejak {_tanggal(lama.mulai)}"
        raise ValidationError({"mulai": f"{sejak}; tidak dimundurkan, supaya desa tidak mendadak terlambat."})
    if not (lama and lama.mulai <= kini) and mulai < (awal := date(kini.year, 1, 1)):
        raise ValidationError({"mulai": f"Paling awal {_tanggal(awal)}, supaya desa tidak mendadak terlambat."})
    objek = lama or Penghitungan(kecamatan=kecamatan)
    objek.mulai, objek.akhir_minggu = mulai, akhir_minggu
    return data_simpan(objek=objek, kolom=["mulai", "akhir_minggu"] if lama else (), versi=versi, oleh=oleh)


@transaction.atomic
def ketentuan_putuskan(*, kecamatan: Kecamatan, kode: str, isi: dict[str, Any], oleh: Pengguna) -> Ketentuan:
    """A new reading of a duty from `isi["mulai"]` (today at the earliest); without a code one of the office's own.

    Raises ValidationError: a rule that cannot be read, or a day on which it was already changed.
    """
    _berhak(oleh, "kewajiban.atur_kewajiban", kecamatan, BUKAN_PENGATUR)
    Kecamatan.objects.select_for_update(no_key=True).get(pk=kecamatan.pk)
    if isi["mulai"] < hari_ini(kecamatan):
        raise ValidationError({"mulai": "Berlaku paling cepat hari ini, supaya yang sudah jatuh tempo tidak berubah."})
    _tidak_terlalu_jauh(isi["mulai"], kecamatan)
    try:
        aturan = uraikan(isi["aturan"])
    except AturanKeliru as galat:
        raise ValidationError({"aturan": awali(str(galat))}) from None
    if isi.get("kategori") and isi["aktif"]:
        _cocok(aturan, isi["kategori"])
        _sekali_saja(kecamatan, kode, isi)
    objek = Ketentuan(kecamatan=kecamatan, kode=kode or _kode_baru(kecamatan), **isi)
    objek.full_clean()
    return data_simpan(objek=objek, oleh=oleh)


@transaction.atomic
def kejadian_catat(*, desa: Desa, jenis: str, hari: date, keterangan: str, oleh: Pengguna) -> Kejadian:
    """Raises ValidationError for what another room knows better, or a day still to come."""
    _berhak(oleh, "kewajiban.catat_kejadian", desa, BUKAN_PENCATAT)
    if jenis not in NAMA or jenis in DIKENAL:
        raise ValidationError({"jenis": "Kejadian ini tidak dicatat di sini."})
    _hari_wajar(hari, desa)
    objek = Kejadian(desa=desa, jenis=jenis, hari=hari, keterangan=keterangan)
    objek.full_clean()
    return data_simpan(objek=objek, oleh=oleh)


@transaction.atomic
def pemenuhan_catat(
    *, desa: Desa, kode: str, periode: str, sejak: date | None, hari: date, keterangan: str, oleh: Pengguna
) -> Pemenuhan:
    """Somebody has seen that a duty was met on a day. Raises ValidationError for a day to come, or a second time."""
    _berhak(oleh, "kewajiban.catat_pemenuhan", desa, BUKAN_PENCATAT)
    _hari_wajar(hari, desa)
    objek = Pemenuhan(desa=desa, kode=kode, periode=periode, sejak=sejak, hari=hari, keterangan=keterangan)
    objek.full_clean()
    return data_simpan(objek=objek, oleh=oleh)


@transaction.atomic
def catatan_hapus(*, catatan: Kejadian | Pemenuhan, oleh: Pengguna) -> None:
    """A note that was wrong; what it said stays in the history."""
    izin = "catat_kejadian" if isinstance(catatan, Kejadian) else "catat_pemenuhan"
    _berhak(oleh, f"kewajiban.{izin}", catatan.desa, BUKAN_PENCATAT)
    data_hapus(objek=catatan, oleh=oleh)


def _cocok(aturan: Aturan, kode: str) -> None:
    """A document of every half-year cannot meet what is due every month: its period would never be found."""
    kategori = KategoriBerkas.objects.filter(kode=kode).first()
    if kategori is None:
        raise ValidationError({"kategori": "Pilih dokumen dari daftar."})
    if aturan.bertanggal and aturan.masa == {kategori.periode}:
        return
    contoh = f" Misalnya: {CONTOH[kategori.periode]}." if kategori.periode in CONTOH else ""
    kata = f"{kategori} dikirim {kategori.get_periode_display().lower()}; aturannya tidak."
    raise ValidationError({"aturan": awali(kata) + contoh})


def _sekali_saja(kecamatan: Kecamatan, kode: str, isi: dict[str, Any]) -> None:
    """One document meets one duty: with two of them a village would read two last days for the same paper."""
    semua = masa_kewajiban(kecamatan, isi["mulai"], Ketentuan.objects.filter(kecamatan=kecamatan))
    for m in (m for lain, masa in semua.items() if lain != kode for m in masa):
        k = m.kewajiban
        if k and k.kategori == isi["kategori"] and k.aturan.bertanggal and m.sampai >= isi["mulai"]:
            kata = f"Dokumen ini sudah memenuhi “{k.nama}” ({k.kode}). Ubah yang itu, atau matikan dahulu."
            raise ValidationError({"kategori": kata})


def mulai_terakhir(kecamatan: Kecamatan) -> date:
    """The end of the fifth year from now: what lies beyond was mistyped."""
    return date(hari_ini(kecamatan).year + 5, 12, 31)


def _kode_baru(kecamatan: Kecamatan) -> str:
    ada = Ketentuan.objects.filter(kecamatan=kecamatan, kode__startswith="K-").values_list("kode", flat=True)
    nomor = [int(m[1]) for kode in ada if (m := SENDIRI.fullmatch(kode))]
    return f"K-{max(nomor, default=0) + 1:03d}"


def _tidak_terlalu_jauh(mulai: date, kecamatan: Kecamatan) -> None:
    if mulai > (batas := mulai_terakhir(kecamatan)):
        raise ValidationError({"mulai": f"Paling lambat {_tanggal(batas)}. Periksa tahunnya."})


def _hari_wajar(hari: date, desa: Desa) -> None:
    kini = hari_ini(desa)
    if hari > kini:
        raise ValidationError({"hari": "Hari itu belum tiba."})
    if hari.year < kini.year - TAHUN_MUNDUR:
        raise ValidationError({"hari": "Tanggalnya terlalu lama. Periksa tahunnya."})


def _berhak(oleh: Pengguna, izin: str, wilayah: Desa | Kecamatan, kalimat: str) -> None:
    if not oleh.has_perm(izin, wilayah):
        raise PermissionDenied(kalimat)


def _tanggal(hari: date) -> str:
    return date_format(hari, "j F Y")

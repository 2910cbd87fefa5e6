"""A set from a file: whose it is, whether it is whole, and as which draft it is kept."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from akun.models import Pengguna
from apbdes.enums import StatusPerangkat
from apbdes.kantor.nilai import KamusKabupaten, Salah, TidakTerbaca, baca_berkas, nilai_berkas
from apbdes.katalog import RESMI, katalog_untuk
from apbdes.models import PerangkatAturan
from apbdes.services.aturan_kantor import perangkat_buat, perangkat_ganti, perangkat_terbitan
from desa.models import Kabupaten


def periksa_berkas(berkas: bytes, *, oleh: Pengguna) -> tuple[Kabupaten, dict[str, Any]]:
    """Its kabupaten and content. Raises TidakTerbaca with every fault."""
    isi, teks = baca_berkas(berkas)
    kurang = [Salah("", "", f"“{k}” belum diisi.", 1) for k in ("kode", "nama", "wilayah", "tahun") if not isi.get(k)]
    kode = str(isi.get("wilayah", ""))
    kabupaten = oleh.kabupaten_dikelola().filter(kode=kode).first()
    if kabupaten is None and kode:
        baris = next((n for n, b in enumerate(teks.splitlines(), 1) if b.startswith("wilayah")), 1)
        ada = ", ".join(f"{k.kode} {k.nama}" for k in oleh.kabupaten_dikelola().order_by("kode")[:5])
        kurang.append(Salah("", "", f"Wilayah “{kode}” bukan kabupaten yang Anda urus. Yang Anda urus: {ada}.", baris))
    tahun = [int(t) for t in isi.get("tahun") or () if str(t).isdigit()] if isinstance(isi.get("tahun"), list) else []
    katalog = katalog_untuk(kabupaten, max(tahun, default=0)) if kabupaten else RESMI
    try:
        nilai_berkas(teks, KamusKabupaten(katalog))
    except TidakTerbaca as galat:
        kurang += galat.salah
    if kurang or kabupaten is None:
        raise TidakTerbaca(sorted(kurang, key=lambda s: s.baris))
    return kabupaten, isi | {"tahun": _daftar(isi["tahun"]), "nama": " ".join(isi["nama"].split())}


def _daftar(nilai: Any) -> list[str]:
    return [str(n) for n in nilai] if isinstance(nilai, list) else [str(nilai)]


@transaction.atomic
def impor(berkas: bytes, *, oleh: Pengguna) -> PerangkatAturan:
    """The file as a draft: a new set, the draft of its kode, or the next edition of a published one.

    Raises TidakTerbaca or ValidationError; nothing is stored then.
    """
    kabupaten, isi = periksa_berkas(berkas, oleh=oleh)
    sekeluarga = PerangkatAturan.objects.untuk(oleh).filter(kode=isi["kode"])
    terakhir = sekeluarga.order_by("-terbitan").first()
    if terakhir is None:
        return perangkat_buat(kabupaten=kabupaten, isi=isi, oleh=oleh)
    if terakhir.status == StatusPerangkat.DIAJUKAN:
        raise ValidationError(f"{terakhir} sedang menunggu diterbitkan. Kembalikan dahulu bila hendak diganti.")
    draf = terakhir if terakhir.dapat_diubah else perangkat_terbitan(asal=terakhir, oleh=oleh)
    return perangkat_ganti(perangkat=draf, isi=isi, versi=None, oleh=oleh)

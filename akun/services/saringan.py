"""Saved filters: kept, renamed, dropped by their owner."""

from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.db import transaction

from akun.kebijakan import boleh_membuka
from akun.models import Pengguna, Saringan
from akun.saringan import ISI_MAKS

SEORANG = 20  # of one person on one list
TANPA = frozenset({"page", "_export", "csrfmiddlewaretoken"})  # of an address what is no filter
ISIAN_MAKS = 100
SUDAH_ADA = "sudah_ada"  # the code of the refusal that `ganti` overcomes
PANJANG = "Saringannya terlalu panjang untuk disimpan. Kurangi pilihannya."
KOSONG = "Belum ada saringan yang dipasang. Pilih dahulu yang disaring, lalu simpan."


def isi_rapi(isi: str) -> str:
    """Of an address what filters and sorts, without what was left empty. ValueError where it names too much."""
    pasangan = parse_qsl(isi, max_num_fields=ISIAN_MAKS)
    return urlencode([(k, v.replace("\x00", "")) for k, v in pasangan if v.strip("\x00 ") and k not in TANPA])


@transaction.atomic
def saringan_simpan(*, orang: Pengguna, daftar: str, nama: str, isi: str, ganti: bool = False) -> Saringan:
    """Raises ValidationError, for a name that is in use with the code SUDAH_ADA: with `ganti` that one is replaced."""
    try:
        rapi = isi_rapi(isi)
    except ValueError:
        raise ValidationError(PANJANG) from None
    if not rapi or not boleh_membuka(orang, daftar):
        raise ValidationError(KOSONG)
    if len(rapi) > ISI_MAKS:
        raise ValidationError(PANJANG)
    milik = _milik(orang, daftar)
    if lama := milik.filter(nama__iexact=nama).first():
        if not ganti:
            kalimat = "Anda sudah mempunyai saringan bernama ini di daftar ini. Beri nama lain, atau ganti yang lama."
            raise ValidationError({"nama": ValidationError(kalimat, code=SUDAH_ADA)})
        lama.nama, lama.isi = nama, rapi
        lama.save(update_fields=["nama", "isi"])
        return lama
    if milik.count() >= SEORANG:
        raise ValidationError(f"Paling banyak {SEORANG} saringan di satu daftar. Hapus dahulu yang tidak dipakai lagi.")
    return Saringan.objects.create(pengguna=orang, daftar=daftar, nama=nama, isi=rapi)


@transaction.atomic
def saringan_ubah(*, saringan: Saringan, nama: str) -> None:
    lain = _milik(saringan.pengguna, saringan.daftar).exclude(pk=saringan.pk)
    if lain.filter(nama__iexact=nama).exists():
        raise ValidationError({"nama": "Anda sudah mempunyai saringan bernama ini di daftar ini. Beri nama lain."})
    saringan.nama = nama
    saringan.save(update_fields=["nama"])


def saringan_hapus(*, saringan: Saringan) -> None:
    saringan.delete()


def _milik(orang: Pengguna, daftar: str):
    """Those of one list; whoever saves in two windows at once does so one after the other."""
    list(Pengguna.objects.select_for_update(no_key=True).filter(pk=orang.pk).values_list("pk"))
    return Saringan.objects.filter(pengguna=orang, daftar=daftar)

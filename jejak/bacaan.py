"""Reads that are told: every file that goes out, and the pages that show one person's data.

By what the answer is, not by who wrote the view: a new page that hands out a sheet is told without anybody's thinking
of it. `config/jejak.py` says which row an address is about, which pages count though they are no file, and which
files do not, with the reason.
"""

import re
import uuid
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jejak.enums import Jenis
from jejak.liputan import Liput
from jejak.masuk import wilayah_akun
from jejak.services import catat
from jejak.wilayah import wilayah

LEMBAR = re.compile(r"spreadsheet|ms-excel|csv|zip|yaml|json|calendar")
BERKAS = re.compile(r"^application/(pdf|zip|octet-stream|vnd\.|msword)|^text/(csv|calendar)")
NAMA_BERKAS = re.compile(r"filename\*?=(?:utf-8'')?\"?([^\";]+)", re.I)
PANJANG_SARINGAN = 200


@cache
def tabel() -> Any:
    return import_module(settings.JEJAK_LIPUTAN)


def catat_bacaan(request: HttpRequest, jawab: HttpResponseBase) -> None:
    """After the view, before the first byte goes out. What cannot be told is not handed out: an error is raised."""
    cocok = request.resolver_match
    if cocok is None or jawab.status_code not in (200, 206) or request.method == "HEAD":
        return
    alamat = cocok.view_name
    berkas = _berkas(jawab)
    halaman = not berkas and alamat in tabel().HALAMAN_DATA_PRIBADI and request.method == "GET"
    if not (berkas or halaman) or alamat in tabel().BUKAN_BACAAN or _sambungan(request):
        return
    try:
        _catat(request, jawab, alamat, cocok.kwargs)
    except Exception:
        jawab.close()
        raise


def _berkas(jawab: HttpResponseBase) -> bool:
    if jawab.has_header("Content-Disposition"):
        return True
    return bool(BERKAS.search(jawab.headers.get("Content-Type", "")))


def _sambungan(request: HttpRequest) -> bool:
    """A browser fetches a long file in pieces: the first of them tells."""
    potongan = request.headers.get("Range", "")
    return bool(potongan) and not potongan.replace(" ", "").startswith("bytes=0-")


def _catat(request: HttpRequest, jawab: HttpResponseBase, alamat: str, kata: dict[str, Any]) -> None:
    label = {**tabel().HALAMAN_DATA_PRIBADI, **tabel().BACAAN}.get(alamat, "")
    kunci = next((v for v in kata.values() if isinstance(v, int | uuid.UUID)), "") if label else ""
    kecamatan, kabupaten = _tempat(request, label, kunci)
    lembar = LEMBAR.search(jawab.headers.get("Content-Type", "")) is not None
    nama = NAMA_BERKAS.search(jawab.headers.get("Content-Disposition", ""))
    saringan = request.GET.urlencode()[:PANJANG_SARINGAN]
    catat(
        Jenis.EKSPOR if lembar else Jenis.BACA,
        label or alamat,
        kunci=kunci,
        nama=nama[1] if nama else "",
        uraian=f"{alamat}{f' ({saringan})' if saringan else ''}",
        kecamatan=kecamatan,
        kabupaten=kabupaten,
    )


def _tempat(request: HttpRequest, label: str, kunci: object) -> tuple[int | None, int | None]:
    """The region of what was read; of a list, the reader's own."""
    if label and kunci != "":
        model: Any = apps.get_model(label)
        liput = tabel().LIPUTAN.get(label, Liput())
        objek = model._base_manager.filter(pk=kunci).first()
        return wilayah([objek], liput)[0] if objek else (None, None)
    akun = getattr(request, "user", None)
    if akun is None or not akun.is_authenticated:
        return None, None
    tempat = wilayah_akun(akun)
    return tempat["kecamatan"], tempat["kabupaten"]

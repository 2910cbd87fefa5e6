"""Signing in, failing to, signing out: told by Django, whichever page it happens on."""

from copy import copy
from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from dasar.pelaku import dari_akun, pelaku_kini
from jejak.enums import Jenis
from jejak.services import catat


def dengarkan_masuk() -> None:
    user_logged_in.connect(_masuk, dispatch_uid="jejak.masuk")
    user_logged_out.connect(_keluar, dispatch_uid="jejak.keluar")
    user_login_failed.connect(_gagal, dispatch_uid="jejak.masuk_gagal")


def _masuk(user: Any, **_: Any) -> None:
    _catat(Jenis.MASUK, user)


def _keluar(user: Any, **_: Any) -> None:
    if user is not None:  # the page may be asked for without a session
        _catat(Jenis.KELUAR, user)


def _catat(jenis: Jenis, user: Any) -> None:
    """The account is whom it is about and who did it; the place is the request's, where there is one."""
    ingat = copy(user)  # today's assignments, read once for both questions below
    getattr(ingat, "peran", None)
    akun = dari_akun(ingat)
    oleh = replace(pelaku_kini(), kunci=akun.kunci, nama=akun.nama, peran=akun.peran)
    tempat = wilayah_akun(ingat)
    catat(jenis, "masuk", kunci=user.pk, nama=user.get_username(), oleh=oleh, **tempat)


def _gagal(credentials: dict[str, Any], **_: Any) -> None:
    """What was typed as the name, never the password. A name that is none may be a password in the wrong box, so
    only names of accounts are written out."""
    nama = str(credentials.get("username") or "")[:150]
    model = get_user_model()
    akun = model._default_manager.filter(username=nama).first() if nama else None
    tempat = wilayah_akun(akun or model(pk=0))  # asked of nobody, too: how long it takes tells no one who exists
    if akun is None:
        catat(Jenis.MASUK_GAGAL, "masuk", uraian="Nama pengguna tidak dikenal.")
        return
    catat(
        Jenis.MASUK_GAGAL,
        "masuk",
        kunci=akun.pk,
        nama=akun.get_username(),
        uraian="Kata sandi salah.",
        **tempat,
    )


def wilayah_akun(akun: Any) -> dict[str, Any]:
    """Whose trail an account's entry belongs to: the region of its first assignment."""
    # A copy: what an account remembers of today's assignments is not to begin here.
    tempat: Any = getattr(copy(akun), "tempat", None)
    jenis = tempat._meta.model_name if tempat is not None else ""
    if jenis == "kabupaten":
        return {"kecamatan": None, "kabupaten": tempat.pk}
    if jenis == "kecamatan":
        return {"kecamatan": tempat.pk, "kabupaten": tempat.kabupaten_id}
    if jenis == "desa":
        return {"kecamatan": tempat.kecamatan_id, "kabupaten": tempat.kecamatan.kabupaten_id}
    return {"kecamatan": None, "kabupaten": None}

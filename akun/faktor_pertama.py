"""The first second factor of who must have one: docs/keputusan/0052.

Whoever knows the password could otherwise set up his own phone before the owner does. So it takes something more: a
code sent to the mailbox of the account, an invitation used just now, or the word of a second person.
"""

import secrets
from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from akun.catatan import catat
from akun.faktor import BUKTI, faktor_aktif, faktor_perlu_bukti, faktor_wajib
from akun.kabar import kabari
from akun.models import Pengguna
from akun.orang_kedua import SEBUT, orang_kedua
from akun.rahasia import sidik_berkunci
from akun.surel import kirim
from antrean.enums import Antrean
from antrean.services import antrekan

IZIN = timedelta(hours=24)
KODE = "kode_surel"  # in the session: what its code is made of, and when it was asked for
UMUR_KODE = timedelta(minutes=30)
ANGKA = 8
SALAH = (
    "Kode ini tidak cocok, atau sudah lewat setengah jam. Pakai kode dari surel yang terakhir, atau minta yang baru."
)
BUKAN_SUREL = "Akun ini tidak mempunyai surel yang terbukti milik Anda, jadi kodenya tidak dapat dikirim."

TANPA_SIAPA = (
    "Tidak ada orang kedua yang dapat memastikan Anda. Mintalah undangan baru kepada admin yang mengelola akun Anda."
)


def bersurel(pengguna: Pengguna) -> bool:
    """Whether its mailbox says who it is; one that somebody else wrote down says nothing."""
    return bool(pengguna.email) and not pengguna.surel_dari_lain


def surel_samar(pengguna: Pengguna) -> str:
    """Enough for the owner to know which mailbox, too little for anybody else to write to."""
    nama, _, ranah = pengguna.email.partition("@")
    return f"{nama[:2]}…@{ranah}"


def kode_surel_minta(*, pengguna: Pengguna, sesi: SessionBase) -> None:
    """A code for this session to the mailbox of the account; one asked for before is good for nothing. Raises
    ValidationError."""
    if not bersurel(pengguna):
        raise ValidationError(BUKAN_SUREL)
    acak = secrets.token_urlsafe(16)
    sesi[KODE] = [acak, int(timezone.now().timestamp())]
    antrekan(faktor_surel_kirim, pengguna.pk, acak, perihal=f"kepada {pengguna}: kode memasang faktor kedua")


@shared_task(name="akun.faktor_surel_kirim", antrean=Antrean.SUREL, judul="Surel kode memasang faktor kedua")
def faktor_surel_kirim(pengguna_id: int, acak: str) -> str:
    """The code is made here, of the server's key and what the session holds: in the outbox it does not stand."""
    pengguna = Pengguna.objects.filter(pk=pengguna_id, is_active=True).first()
    if pengguna is None or not bersurel(pengguna) or faktor_aktif(pengguna):
        return ""
    return kirim(
        "akun/email/faktor_kode.txt",
        pengguna.email,
        perihal="Kode memasang faktor kedua akun PERUT Anda",
        kunci=f"faktor-{pengguna.pk}",
        pengguna=pengguna,
        kode=_kode(pengguna, acak)[0],
        menit=int(UMUR_KODE.total_seconds() // 60),
    )


def kode_surel_cocok(*, pengguna: Pengguna, kode: str, sesi: SessionBase) -> bool:
    """Whether this is the code that this session asked for. Then this session may set the factor up; the code is good
    once, and not after the mailbox has changed."""
    acak, sejak = sesi.get(KODE, ["", 0])
    angka = "".join(h for h in kode if h.isascii() and h.isdigit())
    lama = int(timezone.now().timestamp()) - sejak
    if not acak or lama > UMUR_KODE.total_seconds() or not bersurel(pengguna):
        return False
    if not any(constant_time_compare(angka, k) for k in _kode(pengguna, acak)):
        return False
    del sesi[KODE]
    sesi[BUKTI] = True
    return True


def _kode(pengguna: Pengguna, acak: str) -> list[str]:
    """Under the server's key now, then under earlier ones."""
    sidik = sidik_berkunci("akun.faktor_pertama", f"{pengguna.pk}:{pengguna.email}:{acak}")
    return [f"{int(s, 16) % 10**ANGKA:0{ANGKA}d}" for s in sidik]


# --- without a mailbox ---------------------------------------------------------------------
def faktor_tertahan(pengguna: Pengguna) -> bool:
    """Somebody else's word is the only way here to set the factor up: for the page on which it is given."""
    return (
        faktor_wajib(pengguna)
        and pengguna.bersandi
        and not bersurel(pengguna)
        and faktor_perlu_bukti(pengguna, {})
        and faktor_aktif(pengguna) is None
    )


def faktor_izinkan(pengguna: Pengguna, *, oleh: Pengguna | None) -> None:
    """For a day this account may set its first factor up with the password alone. `oleh`: the second person who has
    met its owner; None: whoever runs commands on the server."""
    pengguna.faktor_izin = timezone.now() + IZIN
    pengguna.save(update_fields=["faktor_izin"])
    catat(pengguna, "faktor_izin", "Memasang faktor kedua", "tidak diizinkan", "diizinkan 24 jam", oleh=oleh)
    kabari(
        pengguna,
        judul="Faktor kedua akun PERUT Anda dapat dipasang",
        isi=f"Diizinkan oleh {oleh or 'pengelola server'}, selama 24 jam. Bila bukan Anda yang memintanya, segera "
        "ganti kata sandi Anda dan hubungi admin.",
        tautan=reverse("akun:keamanan"),
    )


@transaction.atomic
def faktor_minta_izin(*, pengguna: Pengguna) -> list[Pengguna]:
    """Tell those who may give their word that somebody waits for it. Who they are; once until they have read it."""
    kedua = list(orang_kedua(pengguna)) if faktor_tertahan(pengguna) else []
    if kedua:
        kabari(
            *kedua,
            judul=f"{pengguna} meminta izin memasang faktor kedua",
            isi=f"Akun {pengguna.username} belum mempunyai surel yang terbukti milik orangnya. Temui atau telepon "
            f"dahulu {pengguna}, lalu nyatakan bahwa ia sendiri yang memakai akun itu. Bila bukan ia, hubungi admin.",
            tautan=reverse("akun:orang-pastikan", args=[pengguna.pk]),
            topik=f"akun:faktor-izin:{pengguna.pk}",
        )
    return kedua


def siapa_kedua(pengguna: Pengguna) -> str:
    """The names to turn to, '' where there is nobody."""
    kedua = [p.nama for p in orang_kedua(pengguna)]
    return ", ".join(kedua[:SEBUT]) + (" dan lainnya" if len(kedua) > SEBUT else "")

"""One limit for every place where a password, a passphrase or a code is asked: docs/keputusan/0057.

Counted before the attempt, in the database: many at once are not more guesses than one after another. A browser in
which the person has signed in before counts for itself, so that whoever guesses elsewhere locks nobody out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from akun.alamat import jaringan
from akun.models import Gawai, Pengguna, Percobaan
from akun.penyandi import SandiSibuk
from akun.rahasia import sidik_berkunci

KUE = "perut-gawai"
GARAM = "akun.gawai"
SALAH_MAKS = 8
TUNGGU = timedelta(minutes=15)
_permintaan: ContextVar[HttpRequest | None] = ContextVar("permintaan", default=None)


@dataclass(frozen=True)
class Batas:
    """So many attempts in so long. `milik`: of one person at one place, so that success wipes it out."""

    jenis: str
    jumlah: int
    lama: timedelta
    milik: bool = False


GAWAI = Batas("gawai", SALAH_MAKS, TUNGGU, milik=True)
PASANGAN = Batas("pasangan", SALAH_MAKS, TUNGGU, milik=True)
ALAMAT = Batas("alamat", 60, TUNGGU)  # a whole office stands behind one address
AKUN = Batas("akun", 40, timedelta(hours=1))  # from whichever addresses
# Codes of the second factor, apart: a right password does not wipe their count out, and only who knows it gets here.
KODE_GAWAI = Batas("kode-gawai", SALAH_MAKS, TUNGGU, milik=True)  # a browser in which a code was right before
KODE_AKUN = Batas("kode-akun", 10, timedelta(hours=1), milik=True)  # all others together, from whichever addresses
KODE_SUREL = Batas("kode-surel", 5, timedelta(hours=1))  # mails with a code, to one account
LUPA_SUREL = Batas("lupa-surel", 5, timedelta(hours=1))
LUPA_ALAMAT = Batas("lupa-alamat", 30, timedelta(hours=1))


class TerlaluSering(ValidationError):
    """Refused without a look at what was typed."""

    def __init__(self, tunggu: timedelta) -> None:
        self.detik = max(1, int(tunggu.total_seconds()) + 1)
        self.menit = -(-self.detik // 60)
        super().__init__(f"Terlalu banyak percobaan. Coba lagi {self.menit} menit kemudian.", code="terlalu_sering")


@contextmanager
def permintaan_kini(request: HttpRequest) -> Iterator[None]:
    """What is tried inside is tried from where this request comes."""
    tanda = _permintaan.set(request)
    try:
        yield
    finally:
        _permintaan.reset(tanda)


def sidik_gawai(request: HttpRequest) -> list[str]:
    """The hash of the cookie of this browser, as it is stored now, then as under earlier keys of the server; none
    where it has no cookie of ours."""
    isi = request.get_signed_cookie(KUE, default="", salt=GARAM) or ""
    return sidik_berkunci(GARAM, isi) if isi else []


def gawai_dikenal(request: HttpRequest, username: str) -> Gawai | None:
    """The browser, where this very account has signed in before."""
    return Gawai.objects.filter(sidik__in=sidik_gawai(request), pengguna__username=username).first()


def kue_palsu(request: HttpRequest) -> bool:
    """Whether this browser shows a cookie that we did not give, or several at once. nginx counts whoever shows one in a
    lane of its own (pasang/nginx/batas.conf), and cannot know."""
    if KUE not in request.COOKIES:
        return False
    return not sidik_gawai(request) or request.META.get("HTTP_COOKIE", "").count(f"{KUE}=") > 1


@dataclass
class Hitungan:
    """An attempt that has been counted as wrong until it is said to have been right."""

    kunci: dict[str, Batas]

    def __enter__(self) -> "Hitungan":
        return self

    def __exit__(self, jenis: type[BaseException] | None, galat: BaseException | None, jejak: object) -> None:
        """What the busy server did not even look at was no attempt."""
        if isinstance(galat, SandiSibuk):
            self.benar()

    @property
    def kali(self) -> int:
        """How often in a row it was tried by now, this time too."""
        return max(Percobaan.objects.filter(kunci__in=self.kunci).values_list("jumlah", flat=True), default=0)

    def benar(self) -> None:
        """Right: taken back, what was wrong before stays."""
        Percobaan.objects.filter(kunci__in=self.kunci, jumlah__gt=0).update(jumlah=F("jumlah") - 1)

    def selesai(self) -> None:
        """Right, and there is nothing left to ask: this person at this place begins anew."""
        Percobaan.objects.filter(kunci__in=[k for k, b in self.kunci.items() if b.milik]).delete()
        self.benar()


def mulai(akun: str, request: HttpRequest | None = None) -> Hitungan:
    """Count one attempt on this account. Raises TerlaluSering. Call it where no transaction is open, so that a
    failure is remembered. Outside of a request (a command on the server) nothing is counted."""
    request = request or _permintaan.get()
    if request is None:
        return Hitungan({})
    if gawai := gawai_dikenal(request, akun):
        return _hitung({_kunci(GAWAI, str(gawai.pk)): GAWAI})
    dari = jaringan("", request)
    siapa = akun.casefold()
    return _hitung({_kunci(PASANGAN, siapa, dari): PASANGAN, _kunci(ALAMAT, dari): ALAMAT, _kunci(AKUN, siapa): AKUN})


def mulai_kode(pengguna: Pengguna, request: HttpRequest) -> Hitungan:
    """Count one code of the second factor. Raises TerlaluSering. However many browsers a guesser makes known to the
    account (each new password by mail does), they share one count until one of them has passed."""
    gawai = gawai_dikenal(request, pengguna.username)
    if gawai and gawai.berfaktor:
        return _hitung({_kunci(KODE_GAWAI, str(gawai.pk)): KODE_GAWAI})
    return _hitung({_kunci(KODE_AKUN, str(pengguna.pk)): KODE_AKUN})


def mulai_kode_surel(pengguna: Pengguna) -> None:
    """Count one mail with a code. Raises TerlaluSering."""
    _hitung({_kunci(KODE_SUREL, str(pengguna.pk)): KODE_SUREL})


def lupa_boleh(surel: str, request: HttpRequest) -> bool:
    """Whether one more mail goes to this mailbox, known or not: its earlier links are good still. Raises TerlaluSering
    for an address that asks for too many."""
    _hitung({_kunci(LUPA_ALAMAT, jaringan("", request)): LUPA_ALAMAT})
    try:
        _hitung({_kunci(LUPA_SUREL, surel.casefold()): LUPA_SUREL})
    except TerlaluSering:
        return False
    return True


def _kunci(batas: Batas, *bagian: str) -> str:
    return sidik_berkunci("akun.pembatas", "\0".join([batas.jenis, *bagian]))[0]


@transaction.atomic
def _hitung(kunci: dict[str, Batas]) -> Hitungan:
    """All or none: what is refused by one of them counts for none."""
    kini = timezone.now()
    for satu in sorted(kunci):  # in one order, so that nobody waits in a ring
        batas = kunci[satu]
        baris, _ = Percobaan.objects.select_for_update().get_or_create(kunci=satu, defaults={"sejak": kini})
        if baris.sejak <= kini - batas.lama:
            baris.jumlah, baris.sejak = 0, kini
        if baris.jumlah >= batas.jumlah:
            raise TerlaluSering(baris.sejak + batas.lama - kini)
        baris.jumlah += 1
        baris.save(update_fields=["jumlah", "sejak"])
    return Hitungan(kunci)

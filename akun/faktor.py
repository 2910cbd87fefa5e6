"""The second factor: six digits of an app (TOTP), or one of ten codes on paper. docs/keputusan/0058.

The library keeps the secret, the clock's drift and the last step used; here stands who needs one, that a code is
used once also by two at once, and that of a code on paper only a keyed hash is kept.
"""

import base64
import secrets
from io import BytesIO

import segno
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from akun.catatan import catat
from akun.kabar import kabari
from akun.models import Pengguna
from akun.orang_kedua import sentuh
from akun.queries import pengguna_dikelola
from dasar.nama import akhiri

SESI = "faktor"  # this session has passed the second factor
JUMLAH_KODE = 10
HURUF = "abcdefghjkmnpqrstuvwxyz23456789"  # none that reads like another
SALAH = "Kode tidak cocok, atau sudah dipakai. Tunggu kode berikutnya di aplikasi Anda."
NAMA = "Faktor kedua"


def faktor_wajib(pengguna: Pengguna) -> bool:
    """Whether this person does not work here without one. Demo accounts have none: their password is printed."""
    return not pengguna.demo and bool(pengguna.peran & frozenset(settings.FAKTOR_KEDUA_WAJIB))


def faktor_aktif(pengguna: Pengguna) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=pengguna, confirmed=True).first()


def faktor_kurang(pengguna: Pengguna, sesi: SessionBase) -> bool:
    """Required, and not passed in this session. Asks the database nothing."""
    return faktor_wajib(pengguna) and not sesi.get(SESI)


def faktor_siapkan(pengguna: Pengguna) -> TOTPDevice:
    """The secret that is being set up: the same each time the page is looked at, until it is confirmed."""
    with transaction.atomic():
        _kunci(pengguna)
        calon = TOTPDevice.objects.filter(user=pengguna, confirmed=False).first()
        return calon or TOTPDevice.objects.create(user=pengguna, name="aplikasi", confirmed=False)


def gambar_qr(faktor: TOTPDevice) -> str:
    """What the app's camera reads, drawn here: a data address of an SVG."""
    gambar = BytesIO()
    segno.make(faktor.config_url, error="m").save(gambar, kind="svg", scale=5, border=2, light="#fff")
    return "data:image/svg+xml;base64," + base64.b64encode(gambar.getvalue()).decode()


def rahasia_terbaca(faktor: TOTPDevice) -> str:
    """For those who cannot scan: the secret in groups of four letters."""
    teks = base64.b32encode(faktor.bin_key).decode().rstrip("=")
    return " ".join(teks[i : i + 4] for i in range(0, len(teks), 4))


@transaction.atomic
def faktor_pasang(*, pengguna: Pengguna, kode: str) -> list[str]:
    """Confirm with a code of the app; gives the codes on paper, the only time. Raises ValidationError."""
    _kunci(pengguna)
    calon = TOTPDevice.objects.filter(user=pengguna, confirmed=False).first()
    if faktor_aktif(pengguna):
        raise ValidationError("Faktor kedua sudah terpasang.")
    if calon is None or not calon.verify_token(_rapi(kode)):
        raise ValidationError({"kode": SALAH})
    calon.confirmed = True
    calon.save()
    catat(pengguna, "faktor", NAMA, "tidak ada", "dipasang")
    kabari(
        pengguna,
        judul="Faktor kedua dipasang pada akun PERUT Anda",
        isi="Sejak sekarang kode dari aplikasi ditanyakan setiap kali masuk. Bila bukan Anda yang memasangnya, segera "
        "hubungi admin.",
        tautan=reverse("akun:keamanan"),
    )
    return _kode_baru(pengguna)


@transaction.atomic
def kode_baru(*, pengguna: Pengguna) -> list[str]:
    """Ten new codes on paper; the old ones are good for nothing any more."""
    _kunci(pengguna)
    if not faktor_aktif(pengguna):
        raise ValidationError("Pasang faktor kedua dahulu.")
    catat(pengguna, "faktor", NAMA, "kode pemulihan lama", "kode pemulihan baru")
    return _kode_baru(pengguna)


def _kode_baru(pengguna: Pengguna) -> list[str]:
    StaticDevice.objects.filter(user=pengguna).delete()
    kertas = StaticDevice.objects.create(user=pengguna, name="kertas")
    semua = ["".join(secrets.choice(HURUF) for _ in range(10)) for _ in range(JUMLAH_KODE)]
    StaticToken.objects.bulk_create([StaticToken(device=kertas, token=_sidik(pengguna, k)) for k in semua])
    return [f"{k[:5]}-{k[5:]}" for k in semua]


def kode_tersisa(pengguna: Pengguna) -> int:
    return StaticToken.objects.filter(device__user=pengguna, device__confirmed=True).count()


@transaction.atomic
def kode_cocok(*, pengguna: Pengguna, kode: str) -> bool:
    """Whether this is the code of the app now, or one of those on paper; either is good once."""
    _kunci(pengguna)  # of two with the same code one comes first
    faktor, teks = faktor_aktif(pengguna), _rapi(kode)
    if faktor is None:
        return False
    if teks.isascii() and teks.isdigit() and len(teks) == faktor.digits:
        return bool(faktor.verify_token(teks))
    kertas = StaticDevice.objects.filter(user=pengguna, confirmed=True).first()
    if kertas is None or not kertas.verify_token(_sidik(pengguna, teks)):
        return False
    sisa = kode_tersisa(pengguna)
    catat(pengguna, "faktor", NAMA, "kode pemulihan", f"dipakai satu; tersisa {sisa}")
    kabari(
        pengguna,
        judul="Kode pemulihan akun PERUT Anda dipakai",
        isi=f"Satu kode pemulihan dipakai untuk masuk; tersisa {sisa}. Bila bukan Anda, segera ganti kata sandi dan "
        "hubungi admin.",
        tautan=reverse("akun:keamanan"),
    )
    return True


@transaction.atomic
def faktor_lepas(*, pengguna: Pengguna, oleh: Pengguna) -> None:
    """Take it away: one's own, or that of somebody who lost the phone and the paper. Recorded, and told."""
    if oleh.pk != pengguna.pk and not pengguna_dikelola(oleh).filter(pk=pengguna.pk).exists():
        raise PermissionDenied("Faktor kedua orang lain hanya diatur ulang oleh yang mengelola akunnya.")
    if not faktor_copot(pengguna, oleh=oleh):
        raise ValidationError(f"{pengguna} tidak memakai faktor kedua.")


def faktor_copot(pengguna: Pengguna, *, oleh: Pengguna | None) -> bool:
    """The same without a question; `oleh` is None on the command line. Whether there was one."""
    _kunci(pengguna)
    jumlah, _ = TOTPDevice.objects.filter(user=pengguna, confirmed=True).delete()
    if not jumlah:
        return False
    TOTPDevice.objects.filter(user=pengguna).delete()
    StaticDevice.objects.filter(user=pengguna).delete()
    if oleh is None or oleh.pk != pengguna.pk:
        sentuh(pengguna, oleh)
    catat(pengguna, "faktor", NAMA, "terpasang", "dilepas", oleh=oleh)
    kabari(
        pengguna,
        judul="Faktor kedua akun PERUT Anda dilepas",
        isi=akhiri(f"Oleh: {oleh or 'pengelola server'}")
        + " Bila itu tidak benar, segera ganti kata sandi Anda dan hubungi admin.",
        tautan=reverse("akun:keamanan"),
    )
    return True


def _kunci(pengguna: Pengguna) -> None:
    list(Pengguna.objects.select_for_update(no_key=True).filter(pk=pengguna.pk).values_list("pk"))


def _rapi(kode: str) -> str:
    return "".join(h for h in kode.lower() if h.isalnum())[:20]


def _sidik(pengguna: Pengguna, kode: str) -> str:
    isi = salted_hmac("akun.faktor", f"{pengguna.pk}:{kode}", algorithm="sha256").digest()
    return base64.b32encode(isi).decode()[:16]

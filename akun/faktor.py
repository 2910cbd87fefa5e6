"""The second factor: six digits of an app (TOTP), or one of ten codes on paper. docs/keputusan/0058.

The library keeps the secret, the clock's drift and the last step used; here stands who needs one, that a code is
used once also by two at once, and that of a code on paper only a keyed hash is kept.
"""

import base64
import secrets
from datetime import timedelta
from io import BytesIO

import segno
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from akun.catatan import catat
from akun.kabar import kabari
from akun.models import Faktor, Gawai, Pengguna
from akun.orang_kedua import sentuh
from akun.queries import pengguna_dikelola
from akun.rahasia import SegelLain, sidik_berkunci
from dasar.nama import akhiri

SESI = "faktor"  # this session has passed the second factor
BUKTI = "faktor_bukti"  # this session has shown more than the password: akun/faktor_pertama.py
JUMLAH_KODE = 10
HURUF = "abcdefghjkmnpqrstuvwxyz23456789"  # none that reads like another
SALAH = "Kode tidak cocok, atau sudah dipakai. Tunggu kode berikutnya di aplikasi Anda."
TAK_TERBUKA = (
    "Faktor kedua akun ini tersimpan dengan kunci server yang lama, jadi tidak dapat diperiksa. Hubungi admin agar "
    "faktor kedua Anda diatur ulang."
)
PERLU_BUKTI = "Buktikan dahulu bahwa akun ini milik Anda."
NAMA = "Faktor kedua"
CALON = "calon_faktor"  # in the session: which secret is being set up in it
UMUR_CALON = timedelta(hours=1)


def faktor_wajib(pengguna: Pengguna) -> bool:
    """Whether this person does not work here without one. Demo accounts have none: their password is printed."""
    return not pengguna.demo and bool(pengguna.peran & frozenset(settings.FAKTOR_KEDUA_WAJIB))


def faktor_aktif(pengguna: Pengguna) -> Faktor | None:
    return Faktor.objects.filter(user=pengguna, confirmed=True).first()


def faktor_kurang(pengguna: Pengguna, sesi: SessionBase) -> bool:
    """Required, and not passed in this session. Asks the database nothing."""
    return faktor_wajib(pengguna) and not sesi.get(SESI)


def faktor_perlu_bukti(pengguna: Pengguna, sesi: "SessionBase | dict[str, object]") -> bool:
    """Whether the password alone is not enough to set the first factor up here: docs/keputusan/0052."""
    izin = pengguna.faktor_izin is not None and pengguna.faktor_izin > timezone.now()
    return faktor_wajib(pengguna) and not izin and not sesi.get(BUKTI)


def faktor_siapkan(pengguna: Pengguna, sesi: SessionBase) -> Faktor:
    """The secret that is being set up: the same each time the page is looked at in this session, until it is confirmed.

    Every session has its own: what somebody else saw who was at this account before is good for nothing.
    """
    with transaction.atomic():
        _kunci(pengguna)
        if calon := _calon(pengguna, sesi):
            return calon
        Faktor.objects.filter(user=pengguna, confirmed=False, created_at__lt=timezone.now() - UMUR_CALON).delete()
        calon = Faktor.buat(pengguna, name="aplikasi", confirmed=False)
    sesi[CALON] = calon.pk
    return calon


def _calon(pengguna: Pengguna, sesi: SessionBase) -> Faktor | None:
    return Faktor.objects.filter(user=pengguna, confirmed=False, pk=sesi.get(CALON)).first()


def gambar_qr(faktor: Faktor) -> str:
    """What the app's camera reads, drawn here: a data address of an SVG."""
    gambar = BytesIO()
    segno.make(faktor.config_url, error="m").save(gambar, kind="svg", scale=5, border=2, light="#fff")
    return "data:image/svg+xml;base64," + base64.b64encode(gambar.getvalue()).decode()


def rahasia_terbaca(faktor: Faktor) -> str:
    """For those who cannot scan: the secret in groups of four letters."""
    teks = base64.b32encode(faktor.bin_key).decode().rstrip("=")
    return " ".join(teks[i : i + 4] for i in range(0, len(teks), 4))


@transaction.atomic
def faktor_pasang(*, pengguna: Pengguna, kode: str, sesi: SessionBase) -> list[str]:
    """Confirm with a code of the app; gives the codes on paper, the only time. Raises ValidationError."""
    _kunci(pengguna)
    calon = _calon(pengguna, sesi)
    if faktor_aktif(pengguna):
        raise ValidationError("Faktor kedua sudah terpasang.")
    if faktor_perlu_bukti(pengguna, sesi):
        raise ValidationError(PERLU_BUKTI)
    if calon is None or not calon.cocok(_rapi(kode)):
        raise ValidationError({"kode_faktor": SALAH})
    calon.confirmed = True
    calon.save()
    Faktor.objects.filter(user=pengguna, confirmed=False).delete()
    Pengguna.objects.filter(pk=pengguna.pk).update(faktor_izin=None)
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
def kode_baru(*, pengguna: Pengguna, kode: str) -> list[str]:
    """Ten new codes on paper, for a code that is good now; the old ones are good for nothing any more."""
    _kunci(pengguna)
    if not faktor_aktif(pengguna):
        raise ValidationError("Pasang faktor kedua dahulu.")
    _tuntut(pengguna, kode)
    catat(pengguna, "faktor", NAMA, "kode pemulihan lama", "kode pemulihan baru")
    return _kode_baru(pengguna)


def _kode_baru(pengguna: Pengguna) -> list[str]:
    StaticDevice.objects.filter(user=pengguna).delete()
    kertas = StaticDevice.objects.create(user=pengguna, name="kertas")
    semua = ["".join(secrets.choice(HURUF) for _ in range(10)) for _ in range(JUMLAH_KODE)]
    StaticToken.objects.bulk_create([StaticToken(device=kertas, token=_sidik(pengguna, k)[0]) for k in semua])
    return [f"{k[:5]}-{k[5:]}" for k in semua]


def kode_tersisa(pengguna: Pengguna) -> int:
    return StaticToken.objects.filter(device__user=pengguna, device__confirmed=True).count()


@transaction.atomic
def kode_cocok(*, pengguna: Pengguna, kode: str) -> bool:
    """Whether this is the code of the app now, or one of those on paper; either is good once. Raises ValidationError
    where the server cannot read the app's secret any more."""
    _kunci(pengguna)  # of two with the same code one comes first
    faktor, teks = faktor_aktif(pengguna), _rapi(kode)
    if faktor is None:
        return False
    if teks.isascii() and teks.isdigit() and len(teks) == faktor.digits:
        try:
            return faktor.cocok(teks)
        except SegelLain:
            raise ValidationError(TAK_TERBUKA) from None
    kertas = StaticDevice.objects.filter(user=pengguna, confirmed=True).first()
    if kertas is None or not any(kertas.verify_token(s) for s in _sidik(pengguna, teks)):
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


def _tuntut(pengguna: Pengguna, kode: str) -> None:
    if not kode_cocok(pengguna=pengguna, kode=kode):
        raise ValidationError({"kode_faktor": SALAH})


@transaction.atomic
def faktor_lepas(*, pengguna: Pengguna, oleh: Pengguna, kode: str = "") -> None:
    """Take it away: one's own, for a code that is good now, or that of somebody who lost the phone and the paper.
    Recorded, and told."""
    if oleh.pk == pengguna.pk and faktor_aktif(pengguna):
        _tuntut(pengguna, kode)
    if oleh.pk != pengguna.pk and not pengguna_dikelola(oleh).filter(pk=pengguna.pk).exists():
        raise PermissionDenied("Faktor kedua orang lain hanya diatur ulang oleh yang mengelola akunnya.")
    if not faktor_copot(pengguna, oleh=oleh):
        raise ValidationError(f"{pengguna} tidak memakai faktor kedua.")


def faktor_copot(pengguna: Pengguna, *, oleh: Pengguna | None) -> bool:
    """The same without a question; `oleh` is None on the command line. Whether there was one.

    Taken away by somebody else, it ends every session: who lost a phone may have lost one that is signed in.
    """
    _kunci(pengguna)
    jumlah, _ = Faktor.objects.filter(user=pengguna, confirmed=True).delete()
    if not jumlah:
        return False
    Faktor.objects.filter(user=pengguna).delete()
    StaticDevice.objects.filter(user=pengguna).delete()
    Gawai.objects.filter(pengguna=pengguna).update(berfaktor=False)
    Pengguna.objects.filter(pk=pengguna.pk).update(faktor_izin=None)
    if oleh is None or oleh.pk != pengguna.pk:
        Pengguna.objects.filter(pk=pengguna.pk).update(putaran_sesi=F("putaran_sesi") + 1)
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


def _sidik(pengguna: Pengguna, kode: str) -> list[str]:
    """What is stored of a code on paper: under the server's key now, then under earlier ones."""
    semua = sidik_berkunci("akun.faktor", f"{pengguna.pk}:{kode}")
    return [base64.b32encode(bytes.fromhex(s)).decode()[:16] for s in semua]

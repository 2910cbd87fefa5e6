"""Signing in, whichever page it begins on: the second factor where there is one, the browser, the list of sessions."""

import secrets

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.core.signing import get_cookie_signer
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from akun.alamat import alamat_pengunjung
from akun.catatan import catat
from akun.faktor import SESI, faktor_aktif
from akun.kabar import kabari
from akun.models import Gawai, Pengguna, Sesi
from akun.pembatas import GARAM, KUE, sidik_gawai
from dasar.waktu import waktu_pembaca

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
MENUNGGU = "menunggu_faktor"
MENUNGGU_DETIK = 10 * 60
KUNCI = "kunci_sesi"  # in the session: the key under which its row of the list stands
KUE_BARU = "gawai_baru"
UMUR_KUE = 365 * 24 * 3600
PERAMBAN = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SISTEM = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def masuk_atau_tanya(request: HttpRequest, pengguna: Pengguna, tujuan: str) -> HttpResponse | None:
    """The password (or an invitation) was right: sign in, or answer with the page that asks for the second factor."""
    if faktor_aktif(pengguna) is None:
        masuk(request, pengguna)
        return None
    request.session.cycle_key()  # whoever knew this session before does not hold the half of a sign-in now
    request.session[MENUNGGU] = {
        "pk": pengguna.pk,
        "sidik": pengguna.get_session_auth_hash(),
        "sejak": int(timezone.now().timestamp()),
        "tujuan": tujuan,
    }
    return redirect("akun:masuk-kode")


def yang_menunggu(request: HttpRequest) -> tuple[Pengguna | None, str]:
    """Who has given the password in this browser, a moment ago, and where he wants to go."""
    isi = request.session.get(MENUNGGU)
    if not isi or int(timezone.now().timestamp()) - isi["sejak"] > MENUNGGU_DETIK:
        return None, ""
    pengguna = Pengguna.objects.filter(pk=isi["pk"], is_active=True).first()
    if pengguna is None or not constant_time_compare(pengguna.get_session_auth_hash(), isi["sidik"]):
        return None, ""
    return pengguna, isi["tujuan"]


def masuk(request: HttpRequest, pengguna: Pengguna, *, faktor: bool = False) -> None:
    """A session begins: remembered, and told to its owner where the browser is new."""
    request.session.pop(MENUNGGU, None)
    login(request, pengguna, backend=MODEL_BACKEND)
    if faktor:
        request.session[SESI] = True
    gawai = gawai_ingat(request, pengguna)
    if faktor:
        faktor_dikenal(gawai)
    if request.session.session_key is None:
        request.session.cycle_key()
    kunci = request.session[KUNCI] = str(request.session.session_key)
    alamat = alamat_pengunjung(request)[:45]
    Sesi.objects.update_or_create(kunci=kunci, defaults={"pengguna": pengguna, "gawai": gawai, "alamat": alamat})


def gawai_ingat(request: HttpRequest, pengguna: Pengguna) -> Gawai:
    """This browser is one of this person's. A new one beside others is told."""
    nama = nama_gawai(request.headers.get("User-Agent", ""))
    sidik = sidik_gawai(request)
    if not sidik:
        baru = request.COOKIES[KUE] = bertanda(secrets.token_hex(16))
        request.session[KUE_BARU] = baru
        sidik = sidik_gawai(request)
    Gawai.objects.filter(pengguna=pengguna, sidik__in=sidik[1:]).update(sidik=sidik[0])
    gawai, pertama = Gawai.objects.update_or_create(pengguna=pengguna, sidik=sidik[0], defaults={"nama": nama})
    if pertama and Gawai.objects.filter(pengguna=pengguna).exclude(pk=gawai.pk).exists():
        kini = waktu_pembaca(timezone.now())
        kabari(
            pengguna,
            judul="Akun PERUT Anda dipakai masuk dari gawai baru",
            isi=f"{nama}, alamat {alamat_pengunjung(request) or 'tak dikenal'}, {kini:%d-%m-%Y} pukul {kini:%H.%M}. "
            "Bila bukan Anda, keluarkan dari semua gawai di halaman Keamanan akun dan ganti kata sandi.",
            tautan=reverse("akun:keamanan"),
        )
    return gawai


def faktor_dikenal(gawai: Gawai | None) -> None:
    """In this browser a code was right."""
    if gawai is not None and not gawai.berfaktor:
        Gawai.objects.filter(pk=gawai.pk).update(berfaktor=True)


def bertanda(isi: str) -> str:
    return get_cookie_signer(salt=KUE + GARAM).sign(isi)


def beri_kue(request: HttpRequest, jawab: HttpResponse) -> None:
    """The cookie of a browser that signed in for the first time."""
    if KUE_BARU in request.session:
        jawab.set_cookie(
            KUE,
            request.session.pop(KUE_BARU),
            max_age=UMUR_KUE,
            secure=bool(settings.SESSION_COOKIE_SECURE),
            httponly=True,
            samesite="Lax",
        )


def samakan_kunci(request: HttpRequest) -> None:
    """A session whose key was changed (a new password) stays the same row of the list."""
    lama, kini = request.session.get(KUNCI), request.session.session_key
    if lama and kini and lama != kini:
        Sesi.objects.filter(kunci=lama).update(kunci=kini)
        request.session[KUNCI] = kini


def sesi_hidup(pengguna: Pengguna) -> list[Sesi]:
    """The sign-ins of this person that still open a page; rows of those that do not are thrown away."""
    semua = list(Sesi.objects.filter(pengguna=pengguna).select_related("gawai"))
    tersimpan = Session.objects.filter(session_key__in=[s.kunci for s in semua], expire_date__gt=timezone.now())
    isi = {s.session_key: s.get_decoded() for s in tersimpan}
    berlaku = {pengguna.get_session_auth_hash(), *pengguna.get_session_auth_fallback_hash()}
    hidup = [s for s in semua if isi.get(s.kunci, {}).get("_auth_user_hash") in berlaku]
    Sesi.objects.filter(pk__in={s.pk for s in semua} - {s.pk for s in hidup}).delete()
    return hidup


def sesi_akhiri(*, pengguna: Pengguna, pk: int) -> bool:
    """End one of one's own sign-ins. Whether there was such a one."""
    sesi = Sesi.objects.filter(pengguna=pengguna, pk=pk).first()
    if sesi is None:
        return False
    Session.objects.filter(session_key=sesi.kunci).delete()
    catat(pengguna, "sesi", "Sesi", str(sesi), "dikeluarkan")
    sesi.delete()
    return True


def sesi_akhiri_lainnya(request: HttpRequest, pengguna: Pengguna) -> None:
    """End every sign-in but this one, those too that the list does not know, and forget the browsers."""
    Pengguna.objects.filter(pk=pengguna.pk).update(putaran_sesi=F("putaran_sesi") + 1)
    pengguna.refresh_from_db(fields=["putaran_sesi"])
    update_session_auth_hash(request, pengguna)
    samakan_kunci(request)
    Sesi.objects.filter(pengguna=pengguna).exclude(kunci=request.session.session_key).delete()
    Gawai.objects.filter(pengguna=pengguna).exclude(sidik__in=sidik_gawai(request)).delete()
    catat(pengguna, "sesi", "Sesi", "semua gawai", "dikeluarkan, kecuali yang ini")


def lupakan_sesi(sender: object, request: HttpRequest, **_: object) -> None:
    """On signing out."""
    if kunci := request.session.get(KUNCI):
        Sesi.objects.filter(kunci=kunci).delete()


def nama_gawai(teks: str) -> str:
    """'Chrome di Android': what a person recognises of a browser's own name for itself."""
    peramban = next((nama for tanda, nama in PERAMBAN if tanda in teks), "Peramban lain")
    sistem = next((nama for tanda, nama in SISTEM if tanda in teks), "")
    return f"{peramban} di {sistem}" if sistem else peramban

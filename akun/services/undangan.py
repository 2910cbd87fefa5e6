"""Invitations: made by whoever looks after the person, used by the person alone, who chooses the first password."""

from collections.abc import Iterable
from email.utils import parseaddr

from celery import shared_task
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from akun.catatan import catat
from akun.enums import CaraUndangan
from akun.faktor_pertama import IZIN
from akun.kabar import kabari
from akun.models import Pengguna, Undangan
from akun.orang_kedua import sentuh
from akun.queries import pengguna_dikelola
from akun.services.surel import surel_gugurkan
from akun.undangan import berakhir, sidik_token, token_undangan
from antrean.enums import Antrean
from antrean.services import antrekan_banyak
from dasar.nama import akhiri
from dasar.terputus import catat_juga
from dasar.waktu import jam_pembaca

KOLOM_SANDI = ["password", "sandi_sementara", "sandi_terpakai", "belum_dipastikan", "dipastikan"]
BUKAN_KELOLA = "Undangan dibuat oleh admin yang mengelola orang ini."
CETAK_MAKS = 100  # sheets in one file: more would keep the browser waiting for minutes


def undangan_tolak(pengguna: Pengguna, cara: str) -> str:
    """Why this person cannot be invited in this way, in a sentence; '' where nothing is in the way."""
    if not pengguna.is_active:
        return f"Akun {pengguna} tidak aktif."
    if cara == CaraUndangan.SUREL and not pengguna.email:
        return f"Surel {pengguna} belum tercatat: isi surelnya, atau cetak lembar undangannya."
    return ""


@transaction.atomic
def undangan_buat(*, pengguna: Iterable[Pengguna], cara: str, oleh: Pengguna) -> list[tuple[Undangan, str]]:
    """One invitation for each person, in place of any that is still open: (invitation, token for a printed sheet).

    By mail the token is made when the mail is sent. Raises PermissionDenied, or ValidationError with a sentence for
    each person who cannot be invited; then nobody is.
    """
    orang = list(pengguna)
    boleh = set(pengguna_dikelola(oleh).filter(pk__in=[p.pk for p in orang]).values_list("pk", flat=True))
    if any(p.pk not in boleh or p.pk == oleh.pk for p in orang):
        raise PermissionDenied(BUKAN_KELOLA)
    if cara not in CaraUndangan.values:
        raise ValidationError("Pilih cara undangannya.")
    if cara == CaraUndangan.CETAK and len(orang) > CETAK_MAKS:
        raise ValidationError(f"Sekali cetak paling banyak {CETAK_MAKS} orang. Pilih sebagian dahulu.")
    if tolak := [kalimat for p in orang if (kalimat := undangan_tolak(p, cara))]:
        raise ValidationError(tolak)
    # One person at a time is invited: whoever comes second takes the first one's invitation back.
    list(Pengguna.objects.select_for_update(no_key=True).filter(pk__in=boleh).order_by("pk").values_list("pk"))
    undangan_batalkan(orang)
    hasil = []
    for p in orang:
        token = token_undangan() if cara == CaraUndangan.CETAK else ""
        undangan = Undangan.objects.create(
            pengguna=p,
            cara=cara,
            surel=p.email if cara == CaraUndangan.SUREL else "",
            sidik=sidik_token(token) if token else None,
            berlaku_sampai=berakhir(cara),
            oleh=oleh,
        )
        hasil.append((undangan, token))
        if token:  # whoever prints a sheet has its address in the hand
            sentuh(p, oleh)
        _catat(undangan, "tidak ada", undangan.get_cara_display().lower(), oleh)
        if p.bersandi:
            kabari(
                p,
                judul="Undangan baru dibuat bagi akun PERUT Anda",
                isi=akhiri(f"Oleh: {oleh}")
                + " Siapa yang memakainya membuat kata sandi baru bagi akun Anda. Bila Anda "
                "tidak memintanya, segera hubungi admin atau camat.",
                tautan=reverse("akun:keamanan"),
            )
    if cara == CaraUndangan.SUREL:
        antrekan_banyak(undangan_kirim, [((u.pk,), f"kepada {u.pengguna}: undangan") for u, _ in hasil])
    return hasil


def undangan_batalkan(pengguna: Iterable[Pengguna]) -> int:
    """Whatever is still open for these people is good for nothing from now on."""
    return Undangan.objects.terbuka().filter(pengguna__in=list(pengguna)).update(dicabut=timezone.now())


@transaction.atomic
def undangan_cabut(*, undangan: Undangan, oleh: Pengguna) -> None:
    if not pengguna_dikelola(oleh).filter(pk=undangan.pengguna_id).exists():
        raise PermissionDenied(BUKAN_KELOLA)
    kini = Undangan.objects.select_for_update(of=("self",), no_key=True).select_related("pengguna").get(pk=undangan.pk)
    if kini.dipakai or kini.dicabut:
        raise ValidationError(f"Undangan ini sudah tidak terbuka: {kini.keadaan.lower()}.")
    kini.dicabut = timezone.now()
    kini.save(update_fields=["dicabut"])
    _catat(kini, kini.get_cara_display().lower(), "dicabut", oleh)


def undangan_dari(token: str) -> Undangan | None:
    undangan = Undangan.objects.select_related("pengguna", "oleh").filter(sidik=sidik_token(token)).first()
    return undangan


@sensitive_variables()
@transaction.atomic
def undangan_terima(*, undangan: Undangan, sandi: str) -> Pengguna:
    """The person chooses the first password. Raises ValidationError when the invitation is not open any more."""
    kini = Undangan.objects.select_for_update(of=("self",), no_key=True).get(pk=undangan.pk)
    pengguna = Pengguna.objects.select_for_update(no_key=True).get(pk=kini.pengguna_id)
    if not kini.terbuka or not pengguna.is_active:
        raise ValidationError("Undangan ini sudah tidak berlaku. Muat ulang halaman ini untuk melihat sebabnya.")
    sudah_dipakai = pengguna.bersandi
    kini.dipakai = timezone.now()
    kini.save(update_fields=["dipakai"])
    pengguna.sandi_sendiri(sandi, dipastikan=kini.cara == CaraUndangan.SUREL and not pengguna.surel_dari_lain)
    pengguna.faktor_izin = timezone.now() + IZIN  # nobody knew this password before
    pengguna.save(update_fields=[*KOLOM_SANDI, "faktor_izin"])
    _catat(kini, kini.get_cara_display().lower(), "dipakai; kata sandi dibuat sendiri", pengguna)
    surel_gugurkan(pengguna)
    if sudah_dipakai:
        kabari(
            pengguna,
            judul="Kata sandi akun PERUT Anda diganti lewat undangan",
            isi="Bila bukan Anda yang memakai undangannya, segera hubungi admin atau camat.",
            tautan=reverse("akun:keamanan"),
        )
    return pengguna


def _catat(undangan: Undangan, dari: str, ke: str, oleh: Pengguna) -> None:
    catat(undangan.pengguna, "undangan", "Undangan", dari, ke, oleh=oleh)


def alamat_undangan(token: str) -> str:
    return settings.ALAMAT_SITUS.rstrip("/") + reverse("akun:undangan-terima", args=[token])


@shared_task(name="akun.undangan_kirim", antrean=Antrean.SUREL, judul="Surel undangan")
def undangan_kirim(undangan_id: int) -> str:
    """Make the token and send it; answers why when the mail server did not take it.

    Tried again it makes another: of two mails of one invitation the later holds the link that works.
    """
    undangan = Undangan.objects.terbuka().select_related("pengguna").filter(pk=undangan_id, dikirim=None).first()
    if undangan is None or undangan.pengguna.email != undangan.surel:
        return ""
    token = token_undangan()
    Undangan.objects.filter(pk=undangan.pk).update(sidik=sidik_token(token))
    with jam_pembaca(undangan.pengguna.tempat):
        isi = render_to_string("akun/email/undangan.txt", {"undangan": undangan, "alamat": alamat_undangan(token)})
    ranah = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    surel = EmailMessage(
        "Undangan memakai PERUT",
        isi,
        to=[undangan.surel],
        headers={"Message-ID": f"<undangan-{undangan.pk}-{timezone.now():%Y%m%d%H%M%S%f}@{ranah}>"},
    )
    try:
        surel.send()
    except OSError as galat:  # every refusal of a mail server (SMTPException too)
        return f"Server surel tidak menerima surel ini: {galat}"
    catat_juga(lambda: Undangan.objects.filter(pk=undangan.pk).update(dikirim=timezone.now()))
    return ""

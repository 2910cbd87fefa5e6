"""Who may vouch for the owner of an account, and what others did to its way in: docs/keputusan/0056.

Whoever sets a password, prints an invitation, writes another mailbox or takes away the second factor could be at the
keyboard afterwards. So somebody else says that it is the person; where nobody else could, a day passes first, and the
owner has been told.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from akun.enums import MEMUTUSKAN, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna, Penugasan
from akun.queries import wilayah_dikelola
from dasar.nama import akhiri
from dasar.waktu import waktu_pembaca

TUNGGU = timedelta(hours=24)  # also: as long somebody has been sure to be himself before he vouches for another
TUNGGU_DISINGKIRKAN = timedelta(days=7)
SEBUT = 3  # names
MENUNGGU_MAKS = 100  # assignments on one page


def orang_kedua(pengguna: Pengguna, *bukan: Pengguna | None) -> "QuerySet[Pengguna]":
    """Who may vouch for this person: admins, and the camat and verifikator of where he works. None of `bukan`, nobody
    who touched the account, and no account of which it is itself not sure, for a day at least, whose it is (but see
    `hari_pertama`)."""
    orang = _saksi(pengguna, bukan, Penugasan.objects.aktif()).filter(is_active=True)
    if not hari_pertama():
        orang = orang.annotate(sejak=Coalesce("dipastikan", "dibuat")).filter(sejak__lte=timezone.now() - TUNGGU)
    bersandi = [p.pk for p in orang if p.bersandi]
    return Pengguna.objects.filter(pk__in=bersandi).order_by("nama", "pk")


def baru_disingkirkan(pengguna: Pengguna, *bukan: Pengguna | None) -> "QuerySet[Pengguna]":
    """Who was here in the last days and could have vouched for this person, had not somebody closed the account or
    ended the assignment. Whichever last day was written: by when they signed in last."""
    baru = timezone.now() - TUNGGU_DISINGKIRKAN
    orang = _saksi(pengguna, bukan, Penugasan.objects.filter(ditahan=None)).filter(last_login__gte=baru)
    return orang.exclude(pk__in=orang_kedua(pengguna, *bukan)).order_by("nama", "pk")


def _saksi(
    pengguna: Pengguna, bukan: Iterable[Pengguna | None], penugasan: "QuerySet[Penugasan]"
) -> "QuerySet[Pengguna]":
    """Who vouches for this person by one of these assignments, and is himself known to be who he is."""
    tempat = Penugasan.objects.filter(pengguna=pengguna)
    kecamatan = {k for pasang in tempat.values_list("kecamatan", "desa__kecamatan") for k in pasang if k}
    kabupaten = {
        k
        for tiga in tempat.values_list("kabupaten", "kecamatan__kabupaten", "desa__kecamatan__kabupaten")
        for k in tiga
        if k
    }
    tugas = penugasan.filter(
        Q(peran=Peran.ADMIN)
        | Q(peran=Peran.ADMIN_KABUPATEN, kabupaten__in=kabupaten)
        | Q(peran__in=[Peran.CAMAT, Peran.VERIFIKATOR], kecamatan__in=kecamatan)
    )
    kecuali = {p.pk for p in bukan if p is not None} | {pengguna.pk}
    kecuali |= set(pengguna.penyentuh.values_list("pk", flat=True))
    orang = Pengguna.objects.filter(pk__in=tugas.values("pengguna"), demo=pengguna.demo).exclude(pk__in=kecuali)
    return orang.filter(sandi_sementara=False, belum_dipastikan=False, surel_dari_lain=False)


def hari_pertama() -> bool:
    """Nobody at all has been here for a day: the office is being set up, and everybody is as new as everybody else."""
    return not Pengguna.objects.filter(demo=False, dibuat__lte=timezone.now() - TUNGGU).exists()


def menunggu_orang_kedua(pengguna: Pengguna, *bukan: Pengguna | None, sejak: datetime) -> str:
    """Why it is too early without another person's word, in a sentence; '' where nobody else is there to give it and
    a day has passed since `sejak`, or a week where somebody was until lately: whoever wants to be alone takes the
    others out of the way first."""
    if calon := list(orang_kedua(pengguna, *bukan)):
        nama = ", ".join(p.nama for p in calon[:SEBUT]) + (" dan lainnya" if len(calon) > SEBUT else "")
        return akhiri(f"Diperlukan orang kedua, yaitu salah satu dari: {nama}")
    tadinya = baru_disingkirkan(pengguna, *bukan).first()
    boleh = sejak + (TUNGGU_DISINGKIRKAN if tadinya else TUNGGU)
    if timezone.now() < boleh:
        kapan = waktu_pembaca(boleh)
        sebab = f" ({tadinya} belum lama ini masih dapat)" if tadinya else ""
        lama = f"{TUNGGU_DISINGKIRKAN.days} hari" if tadinya else "24 jam"
        return (
            f"Tidak ada orang kedua yang dapat memastikannya{sebab}, jadi baru berlaku {lama} kemudian: "
            f"{date_format(kapan, 'j F Y')} pukul {kapan:%H.%M}. Pemilik akunnya sudah dikabari."
        )
    return ""


def perlu_orang_kedua(penugasan: Penugasan, oleh: Pengguna) -> bool:
    """Whether this assignment gives nothing before somebody else has agreed: what anybody gives himself, and every role
    that signs, decides or vouches. Not while an office is being set up. docs/keputusan/0066 and 0069."""
    diri = penugasan.pengguna_id == oleh.pk
    return (diri or penugasan.peran in MEMUTUSKAN) and not hari_pertama()


def penugasan_menunggu(oleh: Pengguna) -> list[Penugasan]:
    """The assignments that wait for somebody else's word and may have it from this person, now."""
    jalan = ("kabupaten", "kecamatan__kabupaten", "desa__kecamatan__kabupaten")
    milik = wilayah_dikelola(oleh, *jalan)
    for k in ("kecamatan", "desa__kecamatan"):
        milik |= lingkup(oleh, Peran.CAMAT, Peran.VERIFIKATOR, desa="desa", kecamatan=k)
    semua = Penugasan.objects.menunggu().filter(milik, pengguna__is_active=True)
    semua = semua.select_related("pengguna", "pemberi", "kabupaten", "kecamatan", "desa__kecamatan")
    return [t for t in semua.order_by("ditahan", "pk")[:MENUNGGU_MAKS] if not tugas_tolak(t, oleh)]


def tugas_tolak(penugasan: Penugasan, oleh: Pengguna) -> str:
    """Why `oleh` cannot let an assignment that waits come into force; '' where he can."""
    if penugasan.ditahan is None or orang_kedua(penugasan.pengguna, penugasan.pemberi).filter(pk=oleh.pk).exists():
        return ""
    if kalimat := menunggu_orang_kedua(penugasan.pengguna, penugasan.pemberi, sejak=penugasan.ditahan):
        return f"Yang memberi dan yang diberi penugasan ini tidak menyetujuinya sendiri. {kalimat}"
    return ""


def sentuh(pengguna: Pengguna, oleh: Pengguna | None) -> None:
    """`oleh` changed the way into this account; None: whoever runs commands on the server."""
    pengguna.disentuh = timezone.now()
    Pengguna.objects.filter(pk=pengguna.pk).update(disentuh=pengguna.disentuh)
    if oleh is not None and oleh.pk != pengguna.pk:
        pengguna.penyentuh.add(oleh)
        lewat_akun(pengguna, oleh)


def lewat_akun(pengguna: Pengguna, oleh: Pengguna) -> None:
    """What `oleh` does for this person may be done by whoever opened the way into the account of `oleh`, as long as it
    is not sure whose that is: they do not vouch for this person either."""
    if oleh.belum_dipastikan or oleh.sandi_sementara or oleh.surel_dari_lain:
        pengguna.penyentuh.add(*oleh.penyentuh.exclude(pk=pengguna.pk))


def tolak_memastikan(pengguna: Pengguna, oleh: Pengguna) -> None:
    """Raises ValidationError when it is not for this person to say whose account it is."""
    if not orang_kedua(pengguna).filter(pk=oleh.pk).exists() and (
        kalimat := menunggu_orang_kedua(pengguna, oleh, sejak=pengguna.disentuh or pengguna.dibuat)
    ):
        raise ValidationError(
            "Yang mengundang, memasang kata sandi, atau mengganti surelnya tidak memastikan sendiri orangnya. "
            f"{kalimat}"
        )


def lepas_sentuhan(pengguna: Pengguna) -> None:
    """It is sure now whose account this is. Saved with the account's other columns by the caller."""
    pengguna.belum_dipastikan, pengguna.surel_dari_lain = False, False
    pengguna.dipastikan, pengguna.disentuh = timezone.now(), None
    pengguna.save(update_fields=["belum_dipastikan", "surel_dari_lain", "dipastikan", "disentuh"])
    pengguna.penyentuh.clear()

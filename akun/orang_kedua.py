"""Who may vouch for the owner of an account, and what others did to its way in: docs/keputusan/0056.

Whoever sets a password, prints an invitation, writes another mailbox or takes away the second factor could be at the
keyboard afterwards. So somebody else says that it is the person; where nobody else could, a day passes first, and the
owner has been told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import islice

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from akun.enums import MEMUTUSKAN, PENGELOLA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna, Penugasan
from akun.queries import penugasan_dikelola, wilayah_dikelola
from dasar.nama import akhiri
from dasar.waktu import waktu_pembaca

TUNGGU = timedelta(hours=24)  # also: as long somebody has been sure to be himself before he vouches for another
TUNGGU_DISINGKIRKAN = timedelta(days=7)
SEBUT = 3  # names
MENUNGGU_MAKS = 100  # assignments on one page
TANPA_TEMPAT = "{} sekarang tidak bertugas di mana pun, jadi hanya admin yang memastikannya."
BUKAN_PENGELOLA = "Penugasan ini diberlakukan admin yang mengelolanya."


@dataclass(frozen=True)
class Tempat:
    """Where somebody works, or is to work: by it is known who can speak for him. `hanya_admin`: what an admin gives
    stands above every region, and nobody of a region agrees to it."""

    kabupaten: frozenset[int]
    kecamatan: frozenset[int]
    hanya_admin: bool
    demo: bool


def tempat_bekerja(pengguna: Pengguna, tugas: Penugasan | None = None) -> Tempat:
    """Of this one assignment; where none is named, of all that are in force or about to be: who was chief where he
    worked years ago does not know him today, and what waits for a second person's word makes nobody one."""
    semua = [tugas] if tugas else _tugas_kini(pengguna)
    kecamatan = [k for t in semua if (k := t.desa.kecamatan if t.desa else t.kecamatan)]
    kabupaten = {k.kabupaten_id for k in kecamatan} | {t.kabupaten_id for t in semua if t.kabupaten_id}
    pengelola = tugas is not None and tugas.peran in PENGELOLA
    return Tempat(frozenset(kabupaten), frozenset(k.pk for k in kecamatan), pengelola, pengguna.demo)


def _tugas_kini(pengguna: Pengguna) -> list[Penugasan]:
    return list(pengguna.penugasan.belum_lewat().filter(ditahan=None).select_related("kecamatan", "desa__kecamatan"))


class Saksi:
    """Who speaks for whom. Each place is asked for once, so one of these serves a page of many assignments."""

    def __init__(self) -> None:
        self.siap = cache(self._siap)
        self.tadinya = cache(self._tadinya)
        self.dikelola = cache(self._dikelola)

    def kedua(self, pengguna: Pengguna, bukan: Iterable[Pengguna | None], tempat: Tempat) -> list[Pengguna]:
        kecuali = _diri(pengguna, bukan) | _penyentuh(pengguna)
        return [p for p in self.siap(tempat) if p.pk not in kecuali]

    def disingkirkan(self, pengguna: Pengguna, bukan: Iterable[Pengguna | None], tempat: Tempat) -> list[Pengguna]:
        """Whoever lost the way into the account to somebody else counts also where that one used it to touch this
        person's account."""
        kecuali, penyentuh = _diri(pengguna, bukan), _penyentuh(pengguna)
        kecuali |= {p.pk for p in self.kedua(pengguna, bukan, tempat)}
        return [
            p
            for p in self.tadinya(tempat)
            if p.pk not in kecuali and (_diambil(p) or (p.pasti and p.pk not in penyentuh))
        ]

    def _siap(self, tempat: Tempat) -> list[Pengguna]:
        orang = _bertugas(tempat, Penugasan.objects.aktif()).filter(is_active=True)
        semua = [p for p in orang if p.pasti and p.bersandi]
        if hari_pertama():
            return semua
        return [p for p in semua if p.pasti_sejak <= timezone.now() - TUNGGU]

    def _tadinya(self, tempat: Tempat) -> list[Pengguna]:
        baru = timezone.now() - TUNGGU_DISINGKIRKAN
        return list(_bertugas(tempat, Penugasan.objects.filter(ditahan=None)).filter(last_login__gte=baru))

    def _dikelola(self, oleh: Pengguna) -> set[int]:
        """What waits and is this person's to give."""
        return set(penugasan_dikelola(oleh).exclude(ditahan=None).values_list("pk", flat=True))


def _bertugas(tempat: Tempat, penugasan: "QuerySet[Penugasan]") -> "QuerySet[Pengguna]":
    siapa = Q(peran=Peran.ADMIN)
    if not tempat.hanya_admin:
        siapa |= Q(peran=Peran.ADMIN_KABUPATEN, kabupaten__in=tempat.kabupaten)
        siapa |= Q(peran__in=[Peran.CAMAT, Peran.VERIFIKATOR], kecamatan__in=tempat.kecamatan)
    orang = Pengguna.objects.filter(pk__in=penugasan.filter(siapa).values("pengguna"), demo=tempat.demo)
    return orang.order_by("nama", "pk")


def _diri(pengguna: Pengguna, bukan: Iterable[Pengguna | None]) -> set[int]:
    return {p.pk for p in bukan if p is not None} | {pengguna.pk}


def _diambil(pengguna: Pengguna) -> bool:
    """It was sure for a day whose account this is, until somebody else changed the way into it. An account that is
    new and was never sure does not count: whoever waits would be kept waiting by his own helpers."""
    return not pengguna.pasti and pengguna.pasti_sejak + TUNGGU <= (pengguna.disentuh or timezone.now())


def _penyentuh(pengguna: Pengguna) -> set[int]:
    return {p.pk for p in pengguna.penyentuh.all()}


def orang_kedua(pengguna: Pengguna, *bukan: Pengguna | None, tugas: Penugasan | None = None) -> "QuerySet[Pengguna]":
    """Who may vouch for this person: admins, and the camat and verifikator of where he works now. None of `bukan`,
    nobody who touched the account, and no account of which it is itself not sure, for a day at least, whose it is (but
    see `hari_pertama`). `tugas`: who may agree to this one assignment, by where it is held."""
    orang = Saksi().kedua(pengguna, bukan, tempat_bekerja(pengguna, tugas))
    return Pengguna.objects.filter(pk__in=[p.pk for p in orang]).order_by("nama", "pk")


def baru_disingkirkan(pengguna: Pengguna, *bukan: Pengguna | None, tugas: Penugasan | None = None) -> list[Pengguna]:
    """Who was here in the last days and could have vouched for this person, had not somebody closed the account, ended
    the assignment, or opened another way into it. Whichever last day was written: by when they signed in last."""
    return Saksi().disingkirkan(pengguna, bukan, tempat_bekerja(pengguna, tugas))


def hari_pertama() -> bool:
    """Nobody at all has been here for a day: the office is being set up, and everybody is as new as everybody else."""
    return not Pengguna.objects.filter(demo=False, dibuat__lte=timezone.now() - TUNGGU).exists()


def menunggu_orang_kedua(
    pengguna: Pengguna,
    *bukan: Pengguna | None,
    sejak: datetime,
    tugas: Penugasan | None = None,
    saksi: Saksi | None = None,
) -> str:
    """Why it is too early without another person's word, in a sentence; '' where nobody else is there to give it and
    a day has passed since `sejak`, or a week where somebody was until lately: whoever wants to be alone takes the
    others out of the way first."""
    saksi, tempat = saksi or Saksi(), tempat_bekerja(pengguna, tugas)
    if calon := saksi.kedua(pengguna, bukan, tempat):
        nama = ", ".join(p.nama for p in calon[:SEBUT]) + (" dan lainnya" if len(calon) > SEBUT else "")
        bukan_siapa = "" if tugas or _tugas_kini(pengguna) else f" {TANPA_TEMPAT.format(pengguna)}"
        return akhiri(f"Diperlukan orang kedua, yaitu salah satu dari: {nama}") + bukan_siapa
    tadinya = next(iter(saksi.disingkirkan(pengguna, bukan, tempat)), None)
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
    semua = semua.prefetch_related("pengguna__penyentuh").order_by("ditahan", "pk")
    saksi = Saksi()
    return list(islice((t for t in semua if not tugas_tolak(t, oleh, saksi)), MENUNGGU_MAKS))


def tugas_tolak(penugasan: Penugasan, oleh: Pengguna, saksi: Saksi | None = None) -> str:
    """Why `oleh` cannot let an assignment that waits come into force; '' where he can: as the second person, or, where
    there is none and the time has passed, as who looks after it."""
    saksi = saksi or Saksi()
    pengguna, pemberi = penugasan.pengguna, penugasan.pemberi
    if penugasan.ditahan is None or oleh in saksi.kedua(pengguna, [pemberi], tempat_bekerja(pengguna, penugasan)):
        return ""
    if kalimat := menunggu_orang_kedua(pengguna, pemberi, sejak=penugasan.ditahan, tugas=penugasan, saksi=saksi):
        return f"Yang memberi dan yang diberi penugasan ini tidak menyetujuinya sendiri. {kalimat}"
    return "" if penugasan.pk in saksi.dikelola(oleh) else BUKAN_PENGELOLA


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
    if not oleh.pasti:
        pengguna.penyentuh.add(*oleh.penyentuh.exclude(pk=pengguna.pk))


def memastikan(pengguna: Pengguna, oleh: Pengguna, tugas: Iterable[Penugasan] = ()) -> bool:
    """Whether `oleh` is a second person for this one: where he works now, or where one of these is held."""
    saksi = Saksi()
    return any(oleh in saksi.kedua(pengguna, [], tempat_bekerja(pengguna, t)) for t in (None, *tugas))


def tolak_memastikan(pengguna: Pengguna, oleh: Pengguna, tugas: Iterable[Penugasan] = ()) -> None:
    """Raises ValidationError when it is not for this person to say whose account it is. `tugas`: what he agrees to in
    the same breath."""
    if not memastikan(pengguna, oleh, tugas) and (
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
    if not pengguna.penugasan.menunggu().exists():  # who touched the account does not agree to what waits there
        pengguna.penyentuh.clear()

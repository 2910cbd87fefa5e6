"""Writing notices."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from akun.enums import Peran
from akun.models import Pengguna
from akun.pelaku import pemegang, tanpa_pelaku_langkah
from akun.predicates import wilayah_dari
from akun.queries import admin_instalasi, berpenugasan
from antrean.services import antrekan_banyak
from dasar.alur import Kabar, Perpindahan, Transisi
from dasar.nama import akhiri
from dasar.pemisahan import tersangkut
from notifikasi.enums import Cara, Golongan, cara_boleh
from notifikasi.models import Pemberitahuan, PilihanKabar
from notifikasi.surel import surel_kirim

TUNGGU_LAGI = timedelta(minutes=10)  # as long somebody enters what belongs together


@transaction.atomic(savepoint=False)
def beritahu(
    penerima: Iterable[Pengguna],
    *,
    judul: str,
    tautan: str,
    isi: str = "",
    sekali: str = "",
    topik: str = "",
    golongan: Golongan = Golongan.PERKEMBANGAN,
    satukan: bool = False,
) -> None:
    """One notice per person, stored with the change that causes it, mailed after it as they chose for its kind.

    `sekali` names a matter that nobody is told twice; `topik` one that nobody is told again while the
    earlier notice is unread. The tables see to both: nothing is looked up first, under no lock.
    `satukan`: what is told again of such a topic is added to that notice, and mailed with it a little later: several
    holidays entered one after the other are one matter.
    """
    # In one order: two who tell the same people of one matter wait for one another, never in a ring.
    orang = {p.pk: p for p in sorted(penerima, key=lambda p: p.pk) if p.is_active}
    if satukan:
        for p in _satukan(list(orang), judul=judul, isi=isi, topik=topik):
            orang.pop(p)
    kini = timezone.now()
    pilihan = PilihanKabar.objects.filter(pengguna__in=orang, golongan=golongan)
    cara: dict[int, str] = dict(pilihan.values_list("pengguna", "cara"))
    baris = [
        Pemberitahuan(
            penerima=p,
            judul=judul[:200],
            isi=isi,
            tautan=tautan,
            dibuat=kini,
            sekali=sekali or None,
            topik=topik or None,
            golongan=golongan,
            cara=cara.get(p.pk, Cara.SEGERA),
        )
        for p in orang.values()
    ]
    if sekali or topik:
        Pemberitahuan.objects.bulk_create(baris, ignore_conflicts=True)
        # Which of them are new the database does not say; the moment that they bear does.
        baris = list(
            Pemberitahuan.objects.filter(penerima__in=orang, dibuat=kini, sekali=sekali or None, topik=topik or None)
        )
    else:
        baris = Pemberitahuan.objects.bulk_create(baris)
    antrekan_banyak(
        surel_kirim,
        [((p.pk,), f"kepada {orang[p.penerima_id]}: {p.judul}") for p in baris if _segera(p, orang)],
        tunda=TUNGGU_LAGI if satukan else timedelta(0),
    )


def _satukan(orang: list[int], *, judul: str, isi: str, topik: str) -> list[int]:
    """Who has the notice unread: it says this too, on top of their list. What was mailed is mailed again."""
    belum_dibaca = Pemberitahuan.objects.select_for_update(no_key=True).filter(
        penerima__in=orang, topik=topik, dibaca=None
    )
    ada = list(belum_dibaca.order_by("penerima"))
    surel = [p for p in ada if p.disurel is not None and p.cara == Cara.SEGERA]
    for p in ada:
        baru = isi.splitlines()
        p.isi = "\n".join([*(b for b in p.isi.splitlines() if b not in baru), *baru])
        p.judul, p.dibuat, p.disurel = judul[:200], timezone.now(), None
        p.save(update_fields=["judul", "isi", "dibuat", "disurel"])
    antrekan_banyak(surel_kirim, [((p.pk,), p.judul) for p in surel], tunda=TUNGGU_LAGI)
    return [p.penerima_id for p in ada]


def _segera(p: Pemberitahuan, orang: dict[int, Pengguna]) -> bool:
    return p.cara == Cara.SEGERA and bool(orang[p.penerima_id].email)


def selesaikan(tautan: str, *, kalimat: str, oleh: Pengguna | None, golongan: Golongan = Golongan.MENUNGGU) -> None:
    """What asked people to decide about this is decided: the notices say so, and whoever did it has read theirs.

    A reminder (`golongan` TENGGAT) of what is settled asks nobody any more: nobody has it among the unread.
    """
    menunggu = Pemberitahuan.objects.menunggu_tentang(tautan, golongan)
    if oleh is not None or golongan == Golongan.TENGGAT:
        terbaca = menunggu.filter(dibaca=None) if oleh is None else menunggu.filter(penerima=oleh, dibaca=None)
        terbaca.update(dibaca=timezone.now())
    menunggu.update(selesai=timezone.now(), penyelesaian=kalimat[:300])


@transaction.atomic
def pilihan_simpan(*, pengguna: Pengguna, cara: Mapping[str, str]) -> None:
    """Keep how a person wants to hear of each kind. Raises ValidationError for what cannot be switched off."""
    for golongan, pilihan in cara.items():
        if pilihan not in cara_boleh(golongan):
            raise ValidationError({golongan: "Kabar ini tidak dapat dimatikan."})
        PilihanKabar.objects.update_or_create(pengguna=pengguna, golongan=golongan, defaults={"cara": pilihan})


def kabari_keamanan(
    *, penerima: Iterable[Pengguna], judul: str, isi: str, tautan: str, topik: str, **_signal: object
) -> None:
    """What the room of accounts, which stands below, tells the owners of accounts."""
    beritahu(penerima, judul=judul, isi=isi, tautan=tautan, topik=topik, golongan=Golongan.KEAMANAN)


def kabari_perpindahan(*, transisi: Transisi, perpindahan: Perpindahan, **_signal: object) -> None:
    """A step settles what was asked about its object, and tells what its row of the transition table says.

    Never the one who took it, nor whoever may not open the page that it leads to (any more): what they would read
    there is none of their business.
    """
    p = perpindahan
    tautan = p.objek.get_absolute_url()
    oleh = f" oleh {p.oleh}" if p.oleh else ""
    selesaikan(tautan, kalimat=akhiri(f"Sudah diputus{oleh}: {p.objek.get_status_display()}"), oleh=p.oleh)
    lihat = f"{p.objek._meta.app_label}.lihat_{p.objek._meta.model_name}"
    for kabar in transisi.kabar:
        isian = {"o": p.objek, "alasan": p.alasan}
        semua = berpenugasan(kabar.kepada(p))
        penerima = [o for o in semua if (p.oleh is None or o.pk != p.oleh.pk) and o.has_perm(lihat, p.objek)]
        if semua and (langkah := kabar.langkah()):
            sebab = [tersangkut(p.objek, t) for t in langkah]
            penerima = [o for o in penerima if not all(o.pk in s for s in sebab)]
            _kabari_buntu(p, langkah)
        beritahu(
            penerima,
            judul=kabar.judul.format(**isian),
            isi=kabar.isi.format(**isian) if isinstance(kabar.isi, str) else kabar.isi(p),
            tautan=tautan,
            golongan=_golongan(transisi, kabar),
        )


def _golongan(transisi: Transisi, kabar: Kabar) -> Golongan:
    if kabar.meminta:
        return Golongan.MENUNGGU
    return Golongan.DIKEMBALIKAN if transisi.alasan_wajib else Golongan.PERKEMBANGAN


def _kabari_buntu(p: Perpindahan, langkah: Iterable[Transisi]) -> None:
    """The table keeps everybody from it who holds the role: said to those who can have somebody else assigned."""
    if kalimat := tanpa_pelaku_langkah(p.objek, langkah):
        beritahu(
            [*pemegang(wilayah_dari(p.objek), Peran.VERIFIKATOR), *admin_instalasi()],
            judul=f"Belum ada yang dapat memutuskan: {p.objek}",
            isi=kalimat[0],
            tautan=p.objek.get_absolute_url(),
            golongan=Golongan.MENUNGGU,
        )

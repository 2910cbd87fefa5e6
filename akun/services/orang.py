"""Accounts and assignments, written by whoever looks after the region. Every change stands in the person's history."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from akun.catatan import catat
from akun.enums import MEMUTUSKAN, Peran
from akun.faktor_pertama import faktor_izinkan, faktor_tertahan
from akun.kabar import kabari
from akun.models import AkunPejabat, Pengguna, Penugasan, Undangan
from akun.orang_kedua import (
    hari_pertama,
    lepas_sentuhan,
    lewat_akun,
    memastikan,
    perlu_orang_kedua,
    sentuh,
    tolak_memastikan,
    tugas_tolak,
)
from akun.pejabat import PERAN_JABATAN, jabatan_tugas, tautan_pejabat
from akun.queries import (
    kabupaten_dikelola,
    pengguna_dikelola,
    penugasan_dikelola,
    peran_ditunjuk,
)
from akun.services.ditahan import kabari_diakhiri, kabari_ditahan, penugasan_terbaca
from akun.services.surel import surel_minta
from akun.services.undangan import undangan_batalkan
from dasar.induk import KOSONG, Beda
from dasar.nama import kunci_nama, nama_sama
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat, StatusJabatan
from desa.models import Desa, Kecamatan, Pejabat, Perangkat
from desa.services.data import data_catat, data_simpan, desa_kunci

if TYPE_CHECKING:
    from akun.lembar import Rencana

KOLOM_ORANG = ["username", "nama", "nip", "pangkat", "email", "telepon"]
BUKAN_KELOLA = "Orang ini dikelola admin lain, karena bertugas juga di luar wilayah Anda."
TERAKHIR = "Ini admin terakhir yang aktif. Tunjuk admin lain dahulu."


def nama_pengguna_usul(nama: str, terpakai: Iterable[str] = ()) -> str:
    """A free user name made of a person's name: 'ahmad.yani', 'ahmad.yani2'. `terpakai`: taken beside the stored."""
    kata = [k for k in kunci_nama(nama).encode("ascii", "ignore").decode().split() if k]
    dasar = ".".join(kata[:2])[:40] or "orang"
    sudah = set(terpakai) | set(Pengguna.objects.filter(username__istartswith=dasar).values_list("username", flat=True))
    sudah = {s.lower() for s in sudah}
    urut = 1
    while (usul := dasar if urut == 1 else f"{dasar}{urut}") in sudah:
        urut += 1
    return usul


def penugasan_tolak(penugasan: Penugasan, oleh: Pengguna) -> str:
    """Why `oleh` may not give this assignment: nobody gives a role above his own, or over a region not his."""
    if penugasan.peran not in peran_ditunjuk(oleh):
        return "Peran ini hanya diberikan oleh admin instalasi."
    if Peran.ADMIN in oleh.peran:
        return ""
    wilayah = penugasan.wilayah
    kecamatan = wilayah.kecamatan if isinstance(wilayah, Desa) else wilayah
    kabupaten = kecamatan.kabupaten if isinstance(kecamatan, Kecamatan) else kecamatan
    if kabupaten is None or not kabupaten_dikelola(oleh).filter(pk=kabupaten.pk).exists():
        return "Wilayah ini di luar yang Anda kelola."
    return ""


@transaction.atomic
def orang_simpan(*, pengguna: Pengguna, kolom: Iterable[str], versi: int | None = None, oleh: Pengguna) -> Pengguna:
    """Save a person's own data. An invitation sent to another mailbox than the one recorded now is taken back."""
    if pengguna.pk and not pengguna_dikelola(oleh).filter(pk=pengguna.pk).exists():
        raise PermissionDenied(BUKAN_KELOLA)
    if not pengguna.pk:
        pengguna.set_unusable_password()
    surel = _surel_lain(pengguna, kolom := list(kolom))
    ditulis = _surel_ditulis(pengguna, kolom)
    tersimpan = data_simpan(objek=pengguna, kolom=kolom, versi=versi, oleh=oleh)
    if ditulis:
        sentuh(tersimpan, oleh)
        tersimpan.surel_dari_lain = True
        tersimpan.save(update_fields=["surel_dari_lain"])
    if surel:
        surel_minta(pengguna=tersimpan, surel=surel, oleh=oleh)
    lain = Undangan.objects.terbuka().filter(pengguna=tersimpan).exclude(surel="").exclude(surel=tersimpan.email)
    if lain.exists():
        undangan_batalkan([tersimpan])
    return tersimpan


def _surel_lain(pengguna: Pengguna, kolom: list[str]) -> str:
    """The mailbox that somebody else writes on an account in use: not stored, but asked of that mailbox first."""
    kini = Pengguna.objects.filter(pk=pengguna.pk).first() if pengguna.pk and "email" in kolom else None
    if kini is None or not kini.bersandi or pengguna.email == kini.email:
        return ""
    surel, pengguna.email = pengguna.email, kini.email
    if not surel:
        raise ValidationError({"email": "Surel akun yang sudah dipakai tidak dikosongkan. Tulis surel yang baru."})
    return surel


def _surel_ditulis(pengguna: Pengguna, kolom: list[str]) -> bool:
    """Whether another mailbox is written on an account that nobody uses yet, of somebody who is to sign, decide or
    vouch: who wrote it may be who reads it, so an invitation to it does not say whose the account is."""
    if not pengguna.pk or "email" not in kolom or hari_pertama():
        return False
    kini = Pengguna.objects.get(pk=pengguna.pk)
    memutuskan = kini.penugasan.filter(peran__in=MEMUTUSKAN).exists()
    return memutuskan and not kini.bersandi and pengguna.email not in ("", kini.email)


@transaction.atomic
def orang_tambah(*, pengguna: Pengguna, penugasan: Penugasan, oleh: Pengguna) -> Pengguna:
    """A new account with its first assignment, all or nothing. The person chooses the password on invitation."""
    pengguna.username = pengguna.username or nama_pengguna_usul(pengguna.nama)
    orang_simpan(pengguna=pengguna, kolom=KOLOM_ORANG, oleh=oleh)
    penugasan.pengguna = pengguna
    penugasan_beri(penugasan=penugasan, oleh=oleh)
    return pengguna


@transaction.atomic
def penugasan_beri(*, penugasan: Penugasan, oleh: Pengguna, niap: str = "", lewat_impor: bool = False) -> Penugasan:
    """Give an assignment. Whoever holds a post of the village is the official of that name, recorded if he is not
    yet."""
    if kalimat := penugasan_tolak(penugasan, oleh):
        raise PermissionDenied(kalimat)
    pengguna = penugasan.pengguna
    if not pengguna.is_active:
        raise ValidationError(f"Akun {pengguna} tidak aktif. Aktifkan dahulu.")
    if isinstance(penugasan.wilayah, Desa):
        desa_kunci([penugasan.wilayah])
    penugasan.full_clean()
    if sama := _serentak(penugasan):
        raise ValidationError(f"{pengguna} sudah bertugas sebagai {sama.sebutan} pada masa itu.")
    jabatan = jabatan_tugas(penugasan)
    if jabatan and (kalimat := pejabat_tolak(penugasan, jabatan)):
        raise ValidationError({"nama": [kalimat]})
    penugasan.pemberi = oleh
    penugasan.ditahan = timezone.now() if perlu_orang_kedua(penugasan, oleh) else None
    penugasan.save()
    catat(pengguna, "penugasan", "Penugasan", KOSONG, penugasan_terbaca(penugasan), oleh=oleh)
    if penugasan.ditahan:
        lewat_akun(pengguna, oleh)
        kabari_ditahan(penugasan, oleh, banyak=lewat_impor)
    elif jabatan:
        _pejabat_ikat(penugasan, jabatan, niap, oleh, lewat_impor)
    return penugasan


@transaction.atomic
def penugasan_setujui(*, penugasan: Penugasan, oleh: Pengguna) -> None:
    """Somebody else agrees to an assignment, and from now on it gives what it says: it does not begin before that day,
    whatever day was typed. Raises ValidationError."""
    if not boleh_memastikan(penugasan.pengguna, oleh, [penugasan]):
        raise PermissionDenied(BUKAN_KELOLA)
    kini = (
        Penugasan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("pengguna", "pemberi")
        .get(pk=penugasan.pk)
    )
    if kini.ditahan is None:
        return
    if kalimat := tugas_tolak(kini, oleh):
        raise ValidationError(kalimat)
    jabatan = jabatan_tugas(kini)
    if jabatan and (kalimat := pejabat_tolak(kini, jabatan)):
        raise ValidationError(kalimat)
    semula = penugasan_terbaca(kini)
    kini.mulai = max(kini.mulai, kini.hari)
    if kini.selesai and kini.selesai < kini.mulai:
        raise ValidationError(f"Masa tugas {kini.pengguna} sebagai {kini.sebutan} sudah lewat. Beri penugasan baru.")
    kini.ditahan = None
    kini.save(update_fields=["ditahan", "mulai"])
    sebut = penugasan_terbaca(kini)
    catat(kini.pengguna, "penugasan", "Penugasan", f"{semula}, menunggu orang kedua", f"{sebut}, disetujui", oleh=oleh)
    if jabatan:
        _pejabat_ikat(kini, jabatan, "", oleh, False)
    diberi = [kini.pengguna, *([kini.pemberi] if kini.pemberi else [])]
    kabari(
        *{p.pk: p for p in diberi}.values(),
        judul=f"Penugasan {kini.pengguna} sebagai {kini.sebutan} disetujui",
        isi=f"{oleh} menyetujui penugasan {sebut}.",
        tautan=reverse("akun:profil"),
    )


def _serentak(penugasan: Penugasan) -> Penugasan | None:
    """The same post of the same person in days that this one covers too."""
    sama = Penugasan.objects.filter(
        pengguna=penugasan.pengguna,
        peran=penugasan.peran,
        kabupaten=penugasan.kabupaten,
        kecamatan=penugasan.kecamatan,
        desa=penugasan.desa,
    ).exclude(pk=penugasan.pk)
    sama = sama.filter(Q(ditahan=None) | Q(pk__in=Penugasan.objects.menunggu().values("pk")))
    if penugasan.selesai:
        sama = sama.filter(mulai__lte=penugasan.selesai)
    return sama.filter(Q(selesai=None) | Q(selesai__gte=penugasan.mulai)).first()


@transaction.atomic
def penugasan_akhiri(*, penugasan: Penugasan, selesai: date, oleh: Pengguna, pejabat: Iterable[Perangkat] = ()) -> None:
    """Its last day, and that of the same person as an official of the village where he is named. Nothing is deleted.
    What waits for a second person and is to end by today is taken back: nobody can agree to it any more.

    Raises ValidationError."""
    boleh = penugasan_dikelola(oleh).filter(pk=penugasan.pk, pengguna__in=pengguna_dikelola(oleh))
    if not boleh.exists():
        raise PermissionDenied(BUKAN_KELOLA)
    kini = (
        Penugasan.objects.select_for_update(of=("self",), no_key=True).select_related("pengguna").get(pk=penugasan.pk)
    )
    dari, ditarik = penugasan_terbaca(kini), kini.ditahan is not None and selesai <= kini.hari
    if ditarik:
        selesai = min(selesai, kini.hari - timedelta(days=1))
        kini.mulai = min(kini.mulai, selesai)
    if selesai < kini.mulai:
        raise ValidationError({"selesai": "Tanggal akhir penugasan mendahului tanggal mulai."})
    if kini.peran == Peran.ADMIN and _admin_terakhir(kini.pengguna):
        raise ValidationError(TERAKHIR)
    if kini.selesai and selesai > kini.selesai and perlu_orang_kedua(kini, oleh):
        raise ValidationError(
            {"selesai": "Untuk masa yang lebih panjang beri penugasan baru; orang kedua menyetujuinya."}
        )
    if kini.peran in MEMUTUSKAN:
        kabari_diakhiri(kini.pengguna, oleh, f"Penugasan sebagai {kini.sebutan} diakhiri")
    kini.selesai = selesai
    kini.save(update_fields=["mulai", "selesai"])
    ke = "ditarik sebelum berlaku" if ditarik else penugasan_terbaca(kini)
    catat(kini.pengguna, "penugasan", "Penugasan", dari, ke, oleh=oleh)
    for p in pejabat:
        p.selesai = min(filter(None, [p.selesai, selesai]))  # a term that ends earlier is not drawn out
        data_simpan(objek=p, kolom=["selesai"], oleh=oleh)


def _admin_terakhir(pengguna: Pengguna) -> bool:
    admin = Penugasan.objects.aktif().filter(peran=Peran.ADMIN, pengguna__is_active=True)
    return not admin.exclude(pengguna=pengguna).exists()


@transaction.atomic
def orang_aktifkan(*, pengguna: Pengguna, aktif: bool, oleh: Pengguna) -> None:
    """Close an account, or open it again. Its sessions end at once, its invitation is taken back."""
    if not pengguna_dikelola(oleh).filter(pk=pengguna.pk).exists():
        raise PermissionDenied(BUKAN_KELOLA)
    if pengguna.pk == oleh.pk:
        raise ValidationError("Akun Anda sendiri dinonaktifkan oleh admin lain.")
    if not aktif and Peran.ADMIN in pengguna.peran and _admin_terakhir(pengguna):
        raise ValidationError(TERAKHIR)
    if not aktif:
        kabari_diakhiri(pengguna, oleh, "Akun dinonaktifkan")
    pengguna.is_active = aktif
    data_simpan(objek=pengguna, kolom=["is_active"], oleh=oleh)
    if not aktif:
        undangan_batalkan([pengguna])


@transaction.atomic
def orang_pastikan(*, pengguna: Pengguna, oleh: Pengguna) -> None:
    """Somebody who looks after the account has met the person who uses it. Recorded with his name. Where the account
    has no other way to its first second factor, that may be set up for a day."""
    if not boleh_memastikan(pengguna, oleh):
        raise PermissionDenied(BUKAN_KELOLA)
    if pengguna.pk == oleh.pk:
        raise PermissionDenied("Orang lain yang memastikan bahwa akun ini milik Anda.")
    kini = Pengguna.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
    if not kini.bersandi or kini.sandi_sementara:
        raise ValidationError(f"{kini} belum membuat kata sandinya sendiri. Pastikan sesudah itu.")
    if not perlu_kata_orang(kini):
        return
    tolak_memastikan(kini, oleh)
    if faktor_tertahan(kini):
        faktor_izinkan(kini, oleh=oleh)
    if not kini.perlu_dipastikan:
        return
    lepas_sentuhan(kini)
    catat(kini, "pasti", "Orangnya", "belum dipastikan", "dipastikan", oleh=oleh)
    kabari(
        kini,
        judul="Akun Anda dinyatakan dipakai oleh Anda sendiri",
        isi=f"{oleh} menyatakan sudah memastikan bahwa Anda sendiri yang memakai akun ini. Bila tidak benar, segera "
        "hubungi admin atau camat.",
        tautan=reverse("akun:profil"),
    )


def perlu_kata_orang(pengguna: Pengguna) -> bool:
    """Whether there is something to say about whose account this is."""
    return pengguna.perlu_dipastikan or faktor_tertahan(pengguna)


def boleh_memastikan(pengguna: Pengguna, oleh: Pengguna, tugas: Iterable[Penugasan] = ()) -> bool:
    """Whether the page that asks for it is for this person: who looks after the account, or is a second person where
    the owner works now, or is to work (`tugas`)."""
    return pengguna_dikelola(oleh).filter(pk=pengguna.pk).exists() or memastikan(pengguna, oleh, tugas)


# --- the official of the same person ---------------------------------------------------
def pejabat_menjabat(penugasan: Penugasan, jabatan: str) -> list[Perangkat]:
    """Who holds the post when the assignment begins, or today where it has begun."""
    desa = penugasan.desa
    assert desa is not None
    semua = Perangkat.objects.menjabat(max(penugasan.mulai, hari_ini(desa)))
    return list(semua.filter(desa=desa, jabatan=jabatan).select_related("desa__kecamatan"))


def pejabat_tolak(penugasan: Penugasan, jabatan: JabatanPerangkat) -> str:
    """Why this person cannot be the official of the village: somebody else holds the post, or this record's account
    is another one. Who only acts (Plt., Plh.) stands beside the one who holds it."""
    desa, pengguna = penugasan.desa, penugasan.pengguna
    assert desa is not None
    ada = pejabat_menjabat(penugasan, jabatan)
    cocok = next((p for p in ada if nama_sama(p.nama, pengguna.nama)), None)
    if cocok and (tautan := tautan_pejabat(cocok)) and pengguna.pk and tautan.pengguna_id != pengguna.pk:
        return (
            f"{cocok.nama} sudah memakai akun {tautan.pengguna.username}. Beri penugasan pada akun itu, atau ubah "
            "tautannya di halaman Akun pejabatnya."
        )
    if cocok is None and ada and penugasan.status_jabatan not in {StatusJabatan.PLT, StatusJabatan.PLH}:
        return (
            f"{desa} mencatat {ada[0].nama} sebagai {ada[0].sebutan} yang masih menjabat. Bila orangnya sama, samakan "
            "namanya; bila berganti, akhiri dahulu masa jabatannya di halaman desanya."
        )
    return ""


def _pejabat_ikat(
    penugasan: Penugasan, jabatan: JabatanPerangkat, niap: str, oleh: Pengguna, lewat_impor: bool
) -> None:
    """Link the official to the account, and record him where the village has none of this name."""
    desa, pengguna = penugasan.desa, penugasan.pengguna
    assert desa is not None
    ada = [p for p in pejabat_menjabat(penugasan, jabatan) if nama_sama(p.nama, pengguna.nama)]
    if ada:
        pejabat = ada[0]
        for kolom, isi in (("nip", pengguna.nip), ("pangkat", pengguna.pangkat), ("niap", niap)):
            if isi and not getattr(pejabat, kolom):
                setattr(pejabat, kolom, isi)
        data_simpan(objek=pejabat, kolom=["nip", "pangkat", "niap"], oleh=oleh, lewat_impor=lewat_impor)
    else:
        pejabat = data_simpan(
            objek=Perangkat(
                desa=desa,
                nama=pengguna.nama,
                jabatan=jabatan,
                status_jabatan=penugasan.status_jabatan,
                nip=pengguna.nip,
                niap=niap,
                pangkat=pengguna.pangkat,
                telepon=pengguna.telepon,
                # Since when he is the official is known where it was said, not where it is merely today.
                mulai=penugasan.mulai if penugasan.mulai != hari_ini(desa) else None,
                selesai=penugasan.selesai,
            ),
            oleh=oleh,
            lewat_impor=lewat_impor,
        )
    if tautan_pejabat(pejabat) is None:
        AkunPejabat.objects.create(pengguna=pengguna, perangkat=pejabat)
        data_catat(objek=pejabat, beda=[Beda("akun", "Akun", KOSONG, pengguna.username)], oleh=oleh)
    if pejabat.nama != pengguna.nama or (pejabat.nip and pejabat.nip != pengguna.nip):
        pengguna.nama, pengguna.nip = pejabat.nama, pejabat.nip or pengguna.nip
        pengguna.pangkat = pejabat.pangkat or pengguna.pangkat
        data_simpan(objek=pengguna, kolom=["nama", "nip", "pangkat"], oleh=oleh, lewat_impor=lewat_impor)


def pejabat_penugasan(penugasan: Penugasan) -> list[Perangkat]:
    """The official whom this assignment is about, as long as the village has him without an earlier last day."""
    jabatan = jabatan_tugas(penugasan)
    if jabatan is None or penugasan.desa is None:
        return []
    semua = Perangkat.objects.filter(desa=penugasan.desa, jabatan=jabatan, akun__pengguna=penugasan.pengguna)
    return [p for p in semua.select_related("desa__kecamatan") if not p.berakhir]


def penugasan_pejabat(pejabat: Pejabat, oleh: Pengguna) -> list[Penugasan]:
    """The other way round: what this official's account still does in the village, as far as `oleh` may end it."""
    if not isinstance(pejabat, Perangkat) or pejabat.pk is None or pejabat.jabatan not in PERAN_JABATAN:
        return []
    if (tautan := tautan_pejabat(pejabat)) is None or tautan.pengguna not in pengguna_dikelola(oleh):
        return []
    peran = PERAN_JABATAN[JabatanPerangkat(pejabat.jabatan)]
    semua = penugasan_dikelola(oleh).filter(pengguna=tautan.pengguna, desa=pejabat.desa_id, peran=peran)
    hari = hari_ini(pejabat.desa)
    return [
        p
        for p in semua.select_related("pengguna", "desa__kecamatan")
        if (p.selesai is None or p.selesai >= hari) and jabatan_tugas(p) in (None, pejabat.jabatan)
    ]


# --- many at once ------------------------------------------------------------------------
def rencana_simpan(*, rencana: "Rencana", oleh: Pengguna) -> None:
    """Write what one row of a sheet says. The caller holds the transaction in which the rows are read."""
    pengguna = rencana.pengguna
    if pengguna.pk is None:
        orang_simpan(pengguna=pengguna, kolom=KOLOM_ORANG, oleh=oleh)
    elif rencana.dilengkapi:
        orang_simpan(pengguna=pengguna, kolom=rencana.dilengkapi, oleh=oleh)
    if rencana.penugasan is not None:
        rencana.penugasan.pengguna = pengguna
        penugasan_beri(penugasan=rencana.penugasan, oleh=oleh, niap=rencana.niap, lewat_impor=True)

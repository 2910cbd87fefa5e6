"""Certificates of signers: invited by an admin, made by the signer alone, revoked by either."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from cryptography.hazmat.primitives.serialization import Encoding
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from akun import pembatas
from akun.catatan import catat
from akun.enums import PENGELOLA
from akun.models import Pengguna
from akun.orang_kedua import lewat_akun, menunggu_orang_kedua, orang_kedua
from akun.pejabat import akun_ganda, nama_resmi
from akun.services.orang import orang_pastikan
from dasar.nama import akhiri
from naskah.enums.sertifikat import AlasanCabut, StatusSertifikat
from naskah.models.sertifikat import AkarSertifikat, Sertifikat
from naskah.otoritas import bahan_pemeriksaan, otoritas_aktif
from notifikasi.enums import Golongan
from notifikasi.services import beritahu, selesaikan
from tte.galat import FrasaSalah, TteGagal
from tte.kunci import kunci_buat, p12_buka, p12_bungkus, p12_ganti_frasa
from tte.kunci_ca import KunciCaTidakAda
from tte.otoritas import sertifikat_terbitkan

__all__ = [
    "FrasaTerkunci",
    "bahan_pemeriksaan",
    "frasa_ganti",
    "frasa_tolak",
    "percobaan_frasa",
    "sertifikat_aktif",
    "sertifikat_buat",
    "sertifikat_cabut",
    "sertifikat_undang",
    "undangan_menunggu",
    "undangan_setujui",
    "undangan_tolak",
    "undangan_untuk",
]

FRASA_MIN = 12
FRASA_MAKS = 128
SALAH_MAKS = 5
LAMA_KUNCI = timedelta(minutes=15)
MENUNGGU_KEDUA = "Undangan ini berlaku sesudah orang kedua di kantor menyetujuinya, atau sesudah 24 jam bila tidak ada."
BUKAN_KEDUA = "Undangan ini disetujui orang lain daripada yang mengundang, dan bukan oleh yang diundang sendiri."
SUDAH_DIUNDANG = "{} sudah diundang dan belum membuat frasa sandinya."
PERPANJANG = timedelta(days=60)  # a new certificate may be asked for this long before the old one ends


class FrasaTerkunci(TteGagal):
    """Too many wrong passphrases; the right one is not tried either until the time is over."""

    def __init__(self) -> None:
        super().__init__(
            f"Frasa sandi salah {SALAH_MAKS} kali berturut-turut. Demi keamanan, tanda tangan Anda terkunci "
            f"{LAMA_KUNCI.seconds // 60} menit. Bila frasanya lupa, mintalah sertifikat baru kepada admin."
        )


def sertifikat_aktif(pengguna: Pengguna) -> Sertifikat | None:
    """The certificate this person signs with: valid now, not revoked, the newest of them.

    One of an earlier authority does not count: without that key nobody can say what it revoked.
    """
    terkini = AkarSertifikat.objects.order_by("-dibuat").first()
    return Sertifikat.objects.filter(pengguna=pengguna, akar=terkini).aktif().order_by("-berlaku_sampai").first()


def undangan_untuk(pengguna: Pengguna) -> Sertifikat | None:
    return Sertifikat.objects.filter(pengguna=pengguna).undangan().first()


def sertifikat_undang(*, pengguna: Pengguna, oleh: Pengguna | None) -> Sertifikat:
    """Let this person make a certificate, in the name that is on record now. `oleh` is None on the command line.

    Nothing secret exists yet. Whatever the owner calls himself later, the certificate keeps this name. It is good only
    with the word of a second person (`undangan_menunggu`); those who can give it are told, too.
    """
    if oleh is not None and not oleh.has_perm("naskah.kelola_sertifikat"):
        raise PermissionDenied("Sertifikat tanda tangan diterbitkan oleh admin.")
    if kalimat := undangan_tolak(pengguna):
        raise ValidationError(kalimat)
    try:
        with transaction.atomic():
            sertifikat = Sertifikat.objects.create(
                pengguna=pengguna, nama=nama_resmi(pengguna)[0], diterbitkan_oleh=oleh
            )
            if oleh is not None:
                lewat_akun(pengguna, oleh)
            kedua = [] if oleh is None else list(orang_kedua(pengguna, oleh))
            beritahu(
                kedua,
                judul=f"Setujui undangan sertifikat {pengguna}",
                isi=f"{oleh} mengundang {pengguna} membuat sertifikat tanda tangan. Undangan itu berlaku sesudah orang "
                "kedua memastikan orangnya.",
                tautan=reverse("naskah:sertifikat-setujui", args=[sertifikat.pk]),
                golongan=Golongan.MENUNGGU,
            )
            beritahu(
                [pengguna],
                judul="Buat frasa sandi tanda tangan elektronik Anda",
                isi="Anda diberi hak membuat sertifikat tanda tangan. Frasa sandinya Anda buat sendiri dan hanya "
                f"Anda yang tahu. {MENUNGGU_KEDUA if oleh else ''}",
                tautan=reverse("naskah:sertifikat-saya"),
                golongan=Golongan.KEAMANAN,
            )
    except IntegrityError as galat:
        raise ValidationError(SUDAH_DIUNDANG.format(pengguna)) from galat
    return sertifikat


def _tanya_selesai(undangan: Sertifikat, kalimat: str, oleh: Pengguna | None) -> None:
    """Nobody else is asked for his word any more."""
    selesaikan(reverse("naskah:sertifikat-setujui", args=[undangan.pk]), kalimat=kalimat, oleh=oleh)


def undangan_tolak(pengguna: Pengguna) -> list[str]:
    """Why this person cannot be invited, in sentences."""
    if not pengguna.is_active:
        return [f"Akun {pengguna} tidak aktif."]
    if not {p.peran for p in pengguna.penugasan_aktif} - PENGELOLA:
        return [akhiri(f"Belum ada tugas yang berlaku di kantor atau desa bagi {pengguna}") + " Beri penugasan dahulu."]
    if not pengguna.bersandi or pengguna.sandi_sementara:
        return [pengguna.halangan_mengesahkan]
    if undangan_untuk(pengguna):
        return [SUDAH_DIUNDANG.format(pengguna)]
    aktif = sertifikat_aktif(pengguna)
    if aktif is not None and aktif.berlaku_sampai and aktif.berlaku_sampai > timezone.now() + PERPANJANG:
        return [f"{pengguna} masih mempunyai sertifikat yang berlaku. Cabut dahulu bila perlu diganti."]
    if lain := [a for a in akun_ganda(pengguna) if sertifikat_aktif(a) or undangan_untuk(a)]:
        return [
            f"{pengguna} tampaknya orang yang sama dengan akun {', '.join(a.username for a in lain)}, yang sudah "
            "bersertifikat atau diundang. Satu orang memakai satu akun: pindahkan penugasannya ke akun itu."
        ]
    return []


def undangan_menunggu(undangan: Sertifikat) -> str:
    """Why this invitation cannot be taken up yet, in a sentence. What the command line invited needs nobody else."""
    if undangan.disetujui is not None or undangan.diterbitkan_oleh is None:
        return ""
    return menunggu_orang_kedua(undangan.pengguna, undangan.diterbitkan_oleh, sejak=undangan.dibuat)


@transaction.atomic
def undangan_setujui(*, undangan: Sertifikat, oleh: Pengguna) -> None:
    """A second person says: that account is used by the person whose name it bears. Raises PermissionDenied."""
    kini = (
        Sertifikat.objects.select_for_update(of=("self",), no_key=True).select_related("pengguna").get(pk=undangan.pk)
    )
    if not orang_kedua(kini.pengguna, kini.diterbitkan_oleh).filter(pk=oleh.pk).exists():
        raise PermissionDenied(BUKAN_KEDUA)
    if kini.status != StatusSertifikat.DIUNDANG:
        raise ValidationError("Undangan ini sudah dipakai atau dibatalkan.")
    if kini.disetujui is not None:
        raise ValidationError(akhiri(f"Undangan ini sudah disetujui {kini.disetujui_oleh}"))
    kini.disetujui, kini.disetujui_oleh = timezone.now(), oleh
    kini.save(update_fields=["disetujui", "disetujui_oleh"])
    catat(kini.pengguna, "sertifikat", "Undangan sertifikat", "menunggu orang kedua", "disetujui", oleh=oleh)
    if kini.pengguna.perlu_dipastikan:
        orang_pastikan(pengguna=kini.pengguna, oleh=oleh)
    _tanya_selesai(kini, akhiri(f"Sudah disetujui {oleh}"), oleh)
    beritahu(
        [kini.pengguna],
        judul="Undangan sertifikat Anda disetujui",
        isi=akhiri(f"Disetujui oleh {oleh}") + " Sekarang frasa sandinya dapat Anda buat.",
        tautan=reverse("naskah:sertifikat-saya"),
        golongan=Golongan.KEAMANAN,
    )


@sensitive_variables()
def frasa_tolak(frasa: str, *, pengguna: Pengguna) -> list[str]:
    """Why this passphrase is too weak, in sentences; empty when it will do.

    Length counts, not special signs: the key can be attacked at leisure by whoever steals it.
    """
    kalimat = []
    if len(frasa) < FRASA_MIN:
        kalimat.append(f"Frasa sandi paling sedikit {FRASA_MIN} karakter; beberapa kata acak mudah diingat.")
    if len(frasa) > FRASA_MAKS:
        kalimat.append(f"Frasa sandi paling banyak {FRASA_MAKS} karakter.")
    if frasa and len(set(frasa.casefold())) < 5:
        kalimat.append("Frasa sandi memakai terlalu sedikit huruf yang berbeda.")
    if frasa.isdigit():
        kalimat.append("Frasa sandi tidak boleh hanya angka.")
    rapat = "".join(frasa.casefold().split())
    milik = [pengguna.username, pengguna.nip, "".join(pengguna.nama.split())]
    if any(rapat == m.casefold() for m in milik if m):
        kalimat.append("Frasa sandi tidak boleh sama dengan nama atau NIP Anda.")
    if frasa and pengguna.check_password(frasa):
        kalimat.append("Frasa sandi harus berbeda dari kata sandi akun Anda.")
    return kalimat


@sensitive_variables()
def sertifikat_buat(*, sertifikat: Sertifikat, frasa: str, oleh: Pengguna) -> Sertifikat:
    """The signer takes up the invitation: a key under the signer's own passphrase, and a certificate for it.

    Raises ValidationError; key and passphrase are forgotten either way.
    """
    if sertifikat.pengguna_id != oleh.pk:
        raise PermissionDenied("Frasa sandi hanya dibuat oleh pemilik sertifikat sendiri.")
    if belum := undangan_menunggu(sertifikat) or oleh.halangan_mengesahkan:
        raise ValidationError(belum)
    if kalimat := frasa_tolak(frasa, pengguna=oleh):
        raise ValidationError({"frasa": kalimat})
    penugasan = oleh.penugasan_aktif[0] if oleh.penugasan_aktif else None
    wilayah = penugasan.wilayah if penugasan else None
    try:
        otoritas, akar = otoritas_aktif()
    except KunciCaTidakAda as galat:
        raise ValidationError(
            "Otoritas sertifikat kantor belum siap, jadi sertifikat belum dapat dibuat. Hubungi admin."
        ) from galat
    kunci = kunci_buat()
    terbit = sertifikat_terbitkan(
        otoritas,
        kunci_publik=kunci.public_key(),
        nama=sertifikat.nama,
        jabatan=penugasan.sebutan if penugasan else "",
        instansi=str(wilayah or ""),
        saat=timezone.now(),
    )
    p12 = p12_bungkus(kunci=kunci, sertifikat=terbit, rantai=[otoritas.sertifikat], frasa=frasa)
    with transaction.atomic():
        kini = Sertifikat.objects.select_for_update(of=("self",), no_key=True).get(pk=sertifikat.pk)
        if kini.status != StatusSertifikat.DIUNDANG:
            raise ValidationError("Undangan ini sudah dipakai atau dibatalkan.")
        kini.akar = akar
        kini.nomor_seri = f"{terbit.serial_number:x}"
        kini.subjek = terbit.subject.rfc4514_string()[:250]
        kini.p12 = p12
        kini.sertifikat = terbit.public_bytes(Encoding.DER)
        kini.berlaku_dari = terbit.not_valid_before_utc
        kini.berlaku_sampai = terbit.not_valid_after_utc
        kini.save()
    return kini


def sertifikat_cabut(*, sertifikat: Sertifikat, alasan: str, oleh: Pengguna | None) -> None:
    """From now on nothing can be signed with it; what was signed before stays, and shows the revocation.

    The key is destroyed with it. The owner and an admin may; `oleh` is None on the command line.
    """
    if oleh is not None and oleh.pk != sertifikat.pengguna_id and not oleh.has_perm("naskah.kelola_sertifikat"):
        raise PermissionDenied("Sertifikat dicabut oleh pemiliknya atau admin.")
    if alasan not in AlasanCabut.values:
        raise ValidationError({"alasan": "Pilih alasan pencabutan."})
    with transaction.atomic():
        kini = Sertifikat.objects.select_for_update(of=("self",), no_key=True).get(pk=sertifikat.pk)
        if kini.dicabut is not None:
            raise ValidationError("Sertifikat ini sudah dicabut.")
        kini.dicabut, kini.alasan, kini.p12, kini.dicabut_oleh = timezone.now(), alasan, b"", oleh
        kini.save(update_fields=["dicabut", "alasan", "p12", "dicabut_oleh"])
        _tanya_selesai(kini, "Undangannya sudah dibatalkan.", oleh)
        catat(kini.pengguna, "sertifikat", "Sertifikat", "berlaku", f"dicabut: {kini.get_alasan_display()}", oleh=oleh)
        if oleh is None or oleh.pk != kini.pengguna_id:
            beritahu(
                [kini.pengguna],
                judul="Sertifikat tanda tangan Anda dicabut",
                isi=akhiri(f"Oleh: {oleh or 'pengelola server'}") + f" Alasan: {kini.get_alasan_display()}.",
                tautan=reverse("naskah:sertifikat-saya"),
                golongan=Golongan.KEAMANAN,
            )
    sertifikat.refresh_from_db()


@contextmanager
def percobaan_frasa(sertifikat: Sertifikat) -> Iterator[None]:
    """Count wrong passphrases of whatever runs inside: five in a row lock the certificate for a quarter of an hour.

    The count is written outside the caller's fate: call it where no transaction is open. Raises FrasaTerkunci.
    """
    kini = timezone.now()
    if Sertifikat.objects.filter(pk=sertifikat.pk, terkunci_sampai__gt=kini).exists():
        raise FrasaTerkunci
    try:
        hitungan = pembatas.mulai(sertifikat.pengguna.username)
    except pembatas.TerlaluSering as galat:
        raise TteGagal(galat.messages[0]) from None
    baris = Sertifikat.objects.filter(pk=sertifikat.pk)
    # Counted before the attempt: many at once are not more guesses than one after another.
    baris.update(salah_beruntun=F("salah_beruntun") + 1)
    if baris.filter(salah_beruntun__gt=SALAH_MAKS).exists():
        baris.update(salah_beruntun=0, terkunci_sampai=kini + LAMA_KUNCI)
        raise FrasaTerkunci
    try:
        yield
    except FrasaSalah:
        if baris.filter(salah_beruntun__gte=SALAH_MAKS).update(salah_beruntun=0, terkunci_sampai=kini + LAMA_KUNCI):
            raise FrasaTerkunci from None
        raise
    except BaseException:  # not the passphrase's fault
        hitungan.benar()
        baris.filter(salah_beruntun__gt=0).update(salah_beruntun=F("salah_beruntun") - 1)
        raise
    hitungan.benar()
    baris.update(salah_beruntun=0, terkunci_sampai=None)


@sensitive_variables("frasa")
def frasa_periksa(*, sertifikat: Sertifikat, frasa: str) -> None:
    """Raises ValidationError under `frasa` when it does not open the key; a wrong one counts as one attempt."""
    try:
        with percobaan_frasa(sertifikat):
            p12_buka(bytes(sertifikat.p12), frasa)
    except TteGagal as galat:
        raise ValidationError({"frasa": str(galat)}) from galat


@sensitive_variables("lama", "baru")
def frasa_ganti(*, sertifikat: Sertifikat, lama: str, baru: str, oleh: Pengguna) -> None:
    """The same key under a new passphrase. Raises ValidationError, under the field it concerns."""
    if sertifikat.pengguna_id != oleh.pk:
        raise PermissionDenied("Frasa sandi hanya diganti oleh pemilik sertifikat sendiri.")
    if sertifikat.status != StatusSertifikat.AKTIF:
        raise ValidationError("Sertifikat ini tidak berlaku lagi, jadi frasa sandinya tidak dapat diganti.")
    if kalimat := frasa_tolak(baru, pengguna=oleh):
        raise ValidationError({"baru": kalimat})
    semula = bytes(sertifikat.p12)
    try:
        with percobaan_frasa(sertifikat):
            p12 = p12_ganti_frasa(semula, lama=lama, baru=baru)
    except TteGagal as galat:
        raise ValidationError({"lama": str(galat)}) from galat
    with transaction.atomic():
        kini = Sertifikat.objects.select_for_update(of=("self",), no_key=True).get(pk=sertifikat.pk)
        if kini.dicabut is not None or bytes(kini.p12) != semula:
            raise ValidationError("Sertifikat ini baru saja berubah. Muat ulang halaman, lalu coba lagi.")
        kini.p12 = p12
        kini.save(update_fields=["p12"])

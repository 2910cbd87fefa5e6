"""People and what they are appointed to. Who may see what follows from Penugasan alone."""

import secrets
from datetime import datetime
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rules import has_perm as rules_has_perm

from akun.enums import PENGELOLA, SEMUA, Peran
from akun.gawai import Faktor as Faktor  # models of this room, in modules of their own
from akun.gawai import Gawai as Gawai
from akun.gawai import Sesi as Sesi
from akun.isian import Konsep as Konsep
from akun.isian import LembarImpor as LembarImpor
from akun.lingkup import lingkup
from akun.penugasan import Penugasan as Penugasan
from akun.percobaan import Percobaan as Percobaan
from akun.saringan import Saringan as Saringan
from akun.surel_baru import SurelBaru as SurelBaru
from akun.tautan_awal import TautanAwal as TautanAwal
from akun.undangan import Undangan as Undangan
from dasar.konflik import Berversi
from desa.models import AnggotaBPD, Desa, Kabupaten, Kecamatan, Pejabat, Perangkat

PERLU_DIPASTIKAN = Q(belum_dipastikan=True) | Q(surel_dari_lain=True)
IZIN_ADMIN_DJANGO = ("add_", "change_", "delete_", "view_")


def token_baru() -> str:
    return secrets.token_urlsafe(32)


class PenggunaManager(BaseUserManager["Pengguna"]):
    def create_user(self, username: str, password: str | None = None, **isi):
        pengguna = self.model(username=username, **isi)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    def create_superuser(self, username: str, password: str | None = None, **isi):
        """The first admin of an installation: an account and its dated assignment."""
        pengguna = self.create_user(username, password, **isi)
        Penugasan.objects.create(pengguna=pengguna, peran=Peran.ADMIN)
        return pengguna


class Pengguna(AbstractBaseUser, Berversi):
    """A person with an account. Roles are in Penugasan; there is no all-powerful flag."""

    username = models.CharField(
        "nama pengguna",
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    nama = models.CharField("nama lengkap", max_length=150, help_text="Dengan gelar, seperti pada SK.")
    email = models.EmailField("surel", blank=True, help_text="Dipakai untuk memulihkan kata sandi.")
    nip = models.CharField("NIP", max_length=30, blank=True)
    pangkat = models.CharField("pangkat/golongan", max_length=80, blank=True)
    telepon = models.CharField("telepon", max_length=30, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    sandi_sementara = models.BooleanField("kata sandi dari orang lain", default=False, db_default=False, editable=False)
    belum_dipastikan = models.BooleanField("orangnya belum dipastikan", default=False, db_default=False, editable=False)
    # docs/keputusan/0056: what others did to the way in, and since when it is sure whose account it is.
    sandi_terpakai = models.BooleanField("sudah dipakai sekali", default=False, db_default=False, editable=False)
    surel_dari_lain = models.BooleanField("surel dicatat orang lain", default=False, db_default=False, editable=False)
    dipastikan = models.DateTimeField("dipastikan sejak", null=True, editable=False)
    disentuh = models.DateTimeField("jalan masuk diubah orang lain", null=True, editable=False)
    faktor_izin = models.DateTimeField("faktor kedua boleh dipasang sampai", null=True, editable=False)  # 0052
    penyentuh = models.ManyToManyField("self", symmetrical=False, related_name="+", editable=False)
    putaran_sesi = models.PositiveIntegerField(default=0, db_default=0, editable=False)  # one up ends every session
    demo = models.BooleanField("akun contoh", default=False, editable=False)
    token_kalender = models.CharField(max_length=64, unique=True, default=token_baru, editable=False)
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = PenggunaManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["nama", "email"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama

    def get_full_name(self) -> str:
        return self.nama

    def get_short_name(self) -> str:
        return self.nama

    def set_password(self, raw_password: str | None) -> None:
        """Whoever sets a password through here (Django's admin, the command line) knows it: it is good for one thing,
        to choose one's own. The owner's own choice goes through `sandi_sendiri`."""
        super().set_password(raw_password)
        self.sandi_sementara = self.belum_dipastikan = raw_password is not None
        self.sandi_terpakai = False
        if raw_password is not None:
            self.disentuh = timezone.now()

    def check_password(self, raw_password: str | None) -> bool:
        """Django hashes the same password anew through `set_password`; that makes it nobody else's."""
        tanda = ("sandi_sementara", "belum_dipastikan", "sandi_terpakai", "disentuh")
        sebelum = [getattr(self, nama) for nama in tanda]
        cocok = super().check_password(raw_password)
        for nama, isi in zip(tanda, sebelum, strict=True):
            setattr(self, nama, isi)
        return cocok

    def sandi_sendiri(self, sandi: str, *, dipastikan: bool | None = None) -> None:
        """The owner's own choice. `dipastikan`: whether the way here says who it is (a link sent to the mailbox on
        record does, a printed sheet does not); None leaves what is known."""
        belum = self.belum_dipastikan if dipastikan is None else not dipastikan
        super().set_password(sandi)
        self.sandi_sementara, self.belum_dipastikan, self.sandi_terpakai = False, belum, False
        if not belum and self.dipastikan is None:
            self.dipastikan = timezone.now()

    @property
    def bersandi(self) -> bool:
        return bool(self.password) and self.has_usable_password()

    @property
    def perlu_dipastikan(self) -> bool:
        """Somebody else is to say whose account this is. The same in a query: `PERLU_DIPASTIKAN`."""
        return self.belum_dipastikan or self.surel_dari_lain

    @property
    def pasti(self) -> bool:
        """Nobody but its owner can have a way into this account, as far as is known."""
        return not (self.perlu_dipastikan or self.sandi_sementara)

    @property
    def pasti_sejak(self) -> datetime:
        return self.dipastikan or self.dibuat

    @property
    def halangan_mengesahkan(self) -> str:
        """Why nobody can be sure yet that it is this person who uses the account, so that nothing is approved or signed
        and no certificate made with it; '' where that is sure. docs/keputusan/0056."""
        if not self.bersandi or self.sandi_sementara:
            return f"{self} belum membuat kata sandinya sendiri, jadi belum dapat mengesahkan dan bersertifikat."
        if self.belum_dipastikan:
            return (
                f"Akun {self} dibuka dengan lembar cetak, kata sandi, atau surel dari orang lain. Sebelum orang kedua "
                "memastikan orangnya, akun ini belum dapat mengesahkan dan bersertifikat."
            )
        return ""

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Changes with the password, and with `putaran_sesi`: then every session of this account is over."""
        garam = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"  # sessions outlive an update
        isi = f"{self.password}{self.putaran_sesi or ''}"
        return salted_hmac(garam, isi, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def penugasan_aktif(self) -> list["Penugasan"]:
        """Today's assignments, the newest first; read once per request, since request.user lives that long."""
        return self.penugasan.kini()

    @property
    def tempat(self) -> "Kabupaten | Kecamatan | Desa | None":
        """Whose clock is theirs: their first region."""
        return next((p.wilayah for p in self.penugasan_aktif if p.wilayah), None)

    @property
    def peran(self) -> frozenset[str]:
        return frozenset(p.peran for p in self.penugasan_aktif)

    @property
    def is_staff(self) -> bool:
        return self.is_active and Peran.ADMIN in self.peran

    def peran_di(self, wilayah: "Kabupaten | Kecamatan | Desa") -> frozenset[str]:
        """Roles of the work held over this region: its own, and those of the regions that contain it."""
        return self.semua_peran_di(wilayah) & SEMUA

    def semua_peran_di(self, wilayah: "Kabupaten | Kecamatan | Desa") -> frozenset[str]:
        """Those, and the ones that only look after it."""
        return frozenset(p.peran for p in self.penugasan_aktif if p.mencakup(wilayah))

    def desa_terlihat(self, *peran: str) -> "models.QuerySet[Desa]":
        """Every desa where the person takes part in the work, or over which they hold one of these roles."""
        return Desa.objects.filter(lingkup(self, *peran, desa="pk", kecamatan="kecamatan"))

    def kecamatan_terlihat(self, *peran: str) -> "models.QuerySet[Kecamatan]":
        """Every kecamatan inside those regions, and the one that a village of theirs lies in."""
        return Kecamatan.objects.filter(
            lingkup(self, *peran, desa="desa", kecamatan="pk", kabupaten="kabupaten")
        ).distinct()

    def desa_tercakup(self) -> "models.QuerySet[Desa]":
        """Every desa of the person's regions, those too that they only look after: for what is no secret."""
        return self.desa_terlihat(*Peran)

    def kecamatan_tercakup(self) -> "models.QuerySet[Kecamatan]":
        """Likewise every kecamatan."""
        return self.kecamatan_terlihat(*Peran)

    def kabupaten_dikelola(self) -> "models.QuerySet[Kabupaten]":
        """Every kabupaten that the person looks after: an admin all, an admin_kabupaten his."""
        return Kabupaten.objects.filter(lingkup(self, *PENGELOLA, kabupaten="pk"))

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Object permissions come from the tables (django-rules); undeclared means denied.

        The model permissions of Django's admin site belong to the role `admin`.
        """
        if not self.is_active:
            return False
        if obj is None or isinstance(obj, models.Model):
            kode = perm.rpartition(".")[2]
            if kode.startswith(IZIN_ADMIN_DJANGO) and self.is_staff:
                return True
        return rules_has_perm(perm, self, obj)

    def has_perms(self, perm_list, obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    def jabatan_di(self, kecamatan: Kecamatan, *peran: str) -> str:
        """The post to print under this person's signature, e.g. 'Plt. Camat Awayan'."""
        for p in self.penugasan_aktif:
            if p.mencakup(kecamatan) and p.peran in peran:
                return p.sebutan
        return ""


class AkunPejabat(models.Model):
    """The account of an official of a village or of its BPD: the same person, whoever typed which name where.

    An office's own people need none: their account is the record. Written by `akun.services.pejabat_tautkan`.
    """

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="jabatan_desa", verbose_name="akun")
    perangkat = models.OneToOneField(Perangkat, models.CASCADE, null=True, blank=True, related_name="akun")
    bpd = models.OneToOneField(AnggotaBPD, models.CASCADE, null=True, blank=True, related_name="akun")

    class Meta:
        verbose_name = "akun pejabat desa"
        verbose_name_plural = "akun pejabat desa"
        constraints = [
            models.CheckConstraint(
                condition=Q(perangkat__isnull=False, bpd__isnull=True) | Q(perangkat__isnull=True, bpd__isnull=False),
                name="akunpejabat_satu_pejabat",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pejabat} – {self.pengguna.username}"

    @property
    def pejabat(self) -> Pejabat:
        pejabat = self.perangkat or self.bpd
        assert pejabat is not None  # the constraint akunpejabat_satu_pejabat
        return pejabat

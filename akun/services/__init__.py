"""Writes to accounts: one's own data and password, and whose account an official of a village has."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from akun.catatan import catat
from akun.kabar import kabari
from akun.models import AkunPejabat, Pengguna, Undangan
from akun.orang_kedua import hari_pertama
from akun.pejabat import calon_akun, tautan_pejabat
from akun.services.surel import surel_gugurkan
from akun.services.undangan import KOLOM_SANDI
from dasar.induk import KOSONG, Beda
from desa.models import Pejabat, Perangkat
from desa.services.data import data_catat, data_simpan, desa_kunci


def profil_simpan(*, pengguna: Pengguna, kolom: Iterable[str], versi: int | None) -> None:
    """Save one's own data. Raises Basi when another window saved since `versi`."""
    data_simpan(objek=pengguna, kolom=kolom, versi=versi, oleh=pengguna)


@sensitive_variables()
@transaction.atomic
def sandi_ganti(*, pengguna: Pengguna, sandi: str, dipastikan: bool | None = None) -> None:
    """A password of one's own choice; see `Pengguna.sandi_sendiri`. An invitation that is
    still open ends with it, and a change of the mailbox that was asked for under the old one."""
    dari_orang_lain = pengguna.sandi_sementara
    pengguna.sandi_sendiri(sandi, dipastikan=dipastikan and not pengguna.surel_dari_lain)
    pengguna.save(update_fields=KOLOM_SANDI)
    catat(pengguna, "sandi", "Kata sandi", "dari orang lain" if dari_orang_lain else "miliknya", "dibuat sendiri")
    kabari(
        pengguna,
        judul="Kata sandi akun PERUT Anda diganti",
        isi="Bila bukan Anda yang menggantinya, segera pulihkan lewat Lupa kata sandi dan hubungi admin.",
        tautan=reverse("akun:profil"),
    )
    Undangan.objects.terbuka().filter(pengguna=pengguna).update(dicabut=timezone.now())
    surel_gugurkan(pengguna)


@transaction.atomic
def pejabat_tautkan(*, pejabat: Pejabat, pengguna: Pengguna | None, sejak: int | None, oleh: Pengguna) -> None:
    """Say whose account this official's is; None takes the link away. Stands in the official's history.

    `sejak` is the account that the page showed (None: none). Raises PermissionDenied, or ValidationError when
    somebody else has linked another meanwhile or the account has no task in the village. An account may belong to
    several posts of one person (sekretaris desa and Plt. kepala desa).
    """
    if not oleh.has_perm("desa.tautkan_akun", pejabat):
        raise PermissionDenied("Akun pejabat desa ditautkan oleh verifikator kecamatan atau admin.")
    desa_kunci([pejabat.desa])
    tautan = tautan_pejabat(pejabat)
    lama = tautan.pengguna if tautan else None
    if (lama.pk if lama else None) != sejak:
        kini = f"akun {lama.username}" if lama else "tanpa akun"
        raise ValidationError(f"Orang lain baru saja mengubahnya: kini {kini}. Periksa, lalu simpan lagi bila perlu.")
    if pengguna == lama:
        return
    if pengguna == oleh and not hari_pertama():
        raise ValidationError("Akun Anda sendiri ditautkan oleh orang lain: verifikator atau admin yang lain.")
    if pengguna is not None and not calon_akun(pejabat).filter(pk=pengguna.pk).exists():
        raise ValidationError(f"Akun {pengguna.username} tidak aktif atau tidak pernah bertugas di {pejabat.desa}.")
    if tautan and pengguna is None:
        tautan.delete()
    elif tautan and pengguna:
        tautan.pengguna = pengguna
        tautan.save(update_fields=["pengguna"])
    elif pengguna:
        kolom = "perangkat" if isinstance(pejabat, Perangkat) else "bpd"
        AkunPejabat.objects.create(pengguna=pengguna, **{kolom: pejabat})
    dari, ke = (a.username if a else KOSONG for a in (lama, pengguna))
    data_catat(objek=pejabat, beda=[Beda("akun", "Akun", dari, ke)], oleh=oleh)

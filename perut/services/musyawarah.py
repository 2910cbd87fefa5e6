"""Holding a deliberation, writing down what was agreed, and taking points up into the visit's agenda."""

import uuid
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.alur import cari, jalankan, periksa_sejak
from dasar.baris import IsianTerkunci, JenisBaris
from dasar.konflik import simpan_berversi
from dasar.simpan import HasilSimpan, baris_simpan
from perut.alur import TRANSISI_MUSYAWARAH
from perut.enums import DAPAT_DIATUR, StatusKunjungan, StatusMusyawarah
from perut.forms import musyawarah as formulir
from perut.models import HadirMusyawarah, Kunjungan, Musyawarah, PokokMusyawarah

_transisi = partial(cari, TRANSISI_MUSYAWARAH)
KOLOM = ("kunjungan", "tanggal", "jam_mulai", "jam_selesai", "tempat", "pimpinan")
BUKAN_PENCATAT = "Musyawarah dicatat oleh pelaksana atau verifikator kecamatan."


def _di_musyawarah(musyawarah: Musyawarah) -> dict[str, Any]:
    return {"musyawarah": musyawarah}


JENIS: dict[str, JenisBaris[Musyawarah]] = {
    "hadir": JenisBaris(HadirMusyawarah, formulir.HadirForm, _di_musyawarah),
    "pokok": JenisBaris(PokokMusyawarah, formulir.PokokForm, _di_musyawarah),
}


def alasan_terkunci(musyawarah: Musyawarah, oleh: Pengguna) -> str:
    """Why this person cannot change it now; '' when they can."""
    if not oleh.has_perm("perut.kelola_musyawarah", musyawarah):
        return BUKAN_PENCATAT
    if musyawarah.status != StatusMusyawarah.DRAF:
        return f"Musyawarah ini berstatus “{musyawarah.get_status_display()}”, jadi isinya tidak dapat diubah."
    return musyawarah.tertutup


def _kunci(musyawarah: Musyawarah, oleh: Pengguna) -> Musyawarah:
    """Its visit first, as starting that does: nothing slips in after it began."""
    if musyawarah.kunjungan_id:
        Kunjungan.objects.select_for_update(of=("self",), no_key=True).get(pk=musyawarah.kunjungan_id)
    semua = Musyawarah.objects.select_for_update(of=("self",), no_key=True)
    terkunci = semua.select_related("desa__kecamatan", "kunjungan").get(pk=musyawarah.pk)
    if alasan := alasan_terkunci(terkunci, oleh):
        raise IsianTerkunci(alasan)
    return terkunci


@transaction.atomic
def musyawarah_simpan(*, musyawarah: Musyawarah, versi: int | None = None, oleh: Pengguna) -> Musyawarah:
    """Record a meeting, or change when and where it is and for which visit.

    Raises PermissionDenied, Basi, ValidationError: a visit that has begun, was called off, or comes before the meeting.
    Moved to another visit, its points are no longer anybody's agenda.
    """
    if not oleh.has_perm("perut.kelola_musyawarah", musyawarah.desa):
        raise PermissionDenied(BUKAN_PENCATAT)
    lama = Musyawarah.objects.select_related("kunjungan").filter(pk=musyawarah.pk).first()
    if lama:
        _kunci(lama, oleh)
    if musyawarah.kunjungan_id:
        kunci = Kunjungan.objects.select_for_update(of=("self",), no_key=True)
        _periksa_kunjungan(musyawarah, kunci.get(pk=musyawarah.kunjungan_id), lama)
    musyawarah.diubah_oleh = oleh
    baru, beda = simpan_berversi(musyawarah, kolom=KOLOM if lama else (), versi=versi)
    if lama and any(b.kolom == "kunjungan" for b in beda):
        baru.pokokmusyawarah_set.update(agenda=None, agenda_oleh=None)
    return baru


def _periksa_kunjungan(musyawarah: Musyawarah, kunjungan: Kunjungan, lama: Musyawarah | None) -> None:
    sama = lama is not None and lama.kunjungan_id == kunjungan.pk
    if kunjungan.desa_id != musyawarah.desa_id:
        raise ValidationError({"kunjungan": "Kunjungan ini ke desa lain."})
    if kunjungan.status == StatusKunjungan.DIBATALKAN and not sama:
        raise ValidationError({"kunjungan": "Kunjungan ini dibatalkan. Pilih yang lain, atau kosongkan."})
    if kunjungan.status not in DAPAT_DIATUR | {StatusKunjungan.DIBATALKAN}:
        status = kunjungan.get_status_display().lower()
        raise ValidationError({"kunjungan": f"Kunjungan ini sudah {status}; musyawarah mendahului kunjungannya."})
    if kunjungan.tanggal and musyawarah.tanggal > kunjungan.tanggal:
        raise ValidationError(
            {"tanggal": f"Kunjungannya {kunjungan.tanggal_panjang}; musyawarah mendahului kunjungannya."}
        )


@transaction.atomic
def isian_simpan(
    *, musyawarah: Musyawarah, jenis: str, pk: uuid.UUID, versi: int, isi: dict[str, Any], oleh: Pengguna
) -> HasilSimpan:
    """Save one row by the saving contract. Raises IsianTerkunci with the sentence."""
    terkunci = _kunci(musyawarah, oleh)
    if jenis == "musyawarah":
        form = partial(formulir.NotulenForm, tempat=terkunci)
        return baris_simpan(
            model=Musyawarah, form_class=form, pk=terkunci.pk, versi=versi, isi=isi, induk={}, oleh=oleh
        )
    return JENIS[jenis].simpan(tempat=terkunci, pk=pk, versi=versi, isi=isi, oleh=oleh)


@transaction.atomic
def isian_hapus(*, musyawarah: Musyawarah, jenis: str, pk: uuid.UUID, versi: int, oleh: Pengguna) -> HasilSimpan:
    return JENIS[jenis].hapus(tempat=_kunci(musyawarah, oleh), pk=pk, versi=versi, oleh=oleh)


@transaction.atomic
def musyawarah_selesaikan(*, musyawarah: Musyawarah, oleh: Pengguna, sejak: str | None = None) -> Musyawarah:
    """Its minutes stand; whoever plans the visit may take points up from now on."""
    return jalankan(musyawarah, _transisi("selesaikan"), oleh=oleh, sejak=sejak)


@transaction.atomic
def musyawarah_buka(*, musyawarah: Musyawarah, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Musyawarah:
    return jalankan(musyawarah, _transisi("buka_lagi"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def musyawarah_urungkan(*, musyawarah: Musyawarah, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Musyawarah:
    return jalankan(musyawarah, _transisi("urungkan"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def agenda_pilih(
    *, kunjungan: Kunjungan, pokok: uuid.UUID, dipakai: bool, oleh: Pengguna, sejak: str | None = None
) -> PokokMusyawarah:
    """Take a point up into the visit's agenda, or leave it out again; twice is once.

    Raises PermissionDenied, ValidationError once the visit has begun or the minutes are open again, Basi for an old
    page.
    """
    terkunci = (
        Kunjungan.objects.select_for_update(of=("self",), no_key=True).select_related("desa").get(pk=kunjungan.pk)
    )
    if terkunci.status not in DAPAT_DIATUR:
        raise ValidationError(
            f"Kunjungan ini berstatus “{terkunci.get_status_display()}”, jadi agendanya tidak dipilih lagi."
        )
    if not oleh.has_perm("perut.atur_kunjungan", terkunci):
        raise PermissionDenied("Agenda kunjungan dipilih verifikator kecamatan.")
    semua = PokokMusyawarah.objects.select_for_update(of=("self",), no_key=True).select_related("musyawarah")
    butir = semua.get(pk=pokok, musyawarah__kunjungan=terkunci)
    if butir.musyawarah.status != StatusMusyawarah.SELESAI:
        raise ValidationError("Notulen musyawarah ini belum selesai, jadi kesepakatannya belum dapat dipilih.")
    if (butir.agenda_id == terkunci.pk) is dipakai:
        return butir
    periksa_sejak(terkunci, sejak)
    butir.agenda, butir.agenda_oleh = (terkunci, oleh) if dipakai else (None, oleh)
    butir.save(update_fields=["agenda", "agenda_oleh"])
    terkunci.versi += 1
    terkunci.diubah_oleh = oleh
    terkunci.save(update_fields=["versi", "diubah_oleh"])
    if terkunci.status == StatusKunjungan.DIJADWALKAN:
        # History, not only a higher version: whoever has its page open decides on another plan.
        terkunci.riwayat.create(aksi="ubah", dari=terkunci.status, ke=terkunci.status, oleh=oleh)
    return butir

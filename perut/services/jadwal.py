"""Planning: the schedule of a programme, and single visits. A visit's status is not changed here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format, time_format

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.basi import Basi
from dasar.nama import akhiri
from desa.hari_kerja import alasan_bukan_hari_kerja
from desa.models import Desa
from klinik.models import Pertanyaan
from notifikasi.services import beritahu
from perut.enums import StatusKunjungan
from perut.models import Kunjungan, Program
from perut.queries import petugas_tersedia
from perut.usulan import JAM_MULAI, JAM_SELESAI, jadwal_usulkan

BUKAN_HARI_KERJA = "bukan_hari_kerja"
USULAN_BERUBAH = "usulan_berubah"


@dataclass(frozen=True)
class IsiKunjungan:
    """What is planned of one visit; hours are both given or both empty."""

    tanggal: date | None
    jam_mulai: time | None
    jam_selesai: time | None
    petugas: frozenset[Pengguna]
    agenda: str

    @classmethod
    def dari(cls, kunjungan: Kunjungan) -> "IsiKunjungan":
        return cls(
            kunjungan.tanggal,
            kunjungan.jam_mulai,
            kunjungan.jam_selesai,
            frozenset(kunjungan.petugas.all()),
            kunjungan.agenda,
        )


@dataclass(frozen=True)
class HasilJadwal:
    kunjungan: list[Kunjungan]
    laporan: list[str]


@transaction.atomic
def jadwal_susun(*, program: Program, mulai: date, sampai: date, oleh: Pengguna, sidik: str = "") -> HasilJadwal:
    """Store the proposed visits as plans. A period in which a village has a visit is left alone,
    so repeating is safe. Pedoman PERUT B.2.a.

    With `sidik` (of the proposal that was shown) nothing is stored when the proposal has changed
    since: ValidationError, code `usulan_berubah`.
    """
    terkunci = (
        Program.objects.select_for_update(of=("self",), no_key=True)
        .select_related("kecamatan__kabupaten")
        .get(pk=program.pk)
    )
    if not oleh.has_perm("perut.kelola_program", terkunci):
        raise PermissionDenied("Jadwal disusun oleh verifikator kecamatan.")
    petugas_kunci(Pengguna.objects.filter(lokus__program=terkunci).values_list("pk", flat=True))
    usulan = jadwal_usulkan(program=terkunci, mulai=mulai, sampai=sampai)
    if sidik and sidik != usulan.sidik:
        raise ValidationError(
            "Keadaan berubah sejak usulan ini ditampilkan. Periksa usulan yang baru, lalu simpan.", code=USULAN_BERUBAH
        )
    dibuat = Kunjungan.objects.bulk_create(
        Kunjungan(
            program=terkunci,
            desa=u.desa,
            tanggal=u.tanggal,
            jam_mulai=JAM_MULAI,
            jam_selesai=JAM_SELESAI,
            agenda=u.agenda,
            diubah_oleh=oleh,
        )
        for u in usulan.butir
    )
    tabel = Kunjungan.petugas.through
    tabel.objects.bulk_create(
        tabel(kunjungan=k, pengguna=p) for k, u in zip(dibuat, usulan.butir, strict=True) for p in u.petugas
    )
    return HasilJadwal(dibuat, usulan.laporan)


@transaction.atomic
def kunjungan_buat(
    *,
    desa: Desa,
    isi: IsiKunjungan,
    oleh: Pengguna,
    tetap: bool = False,
    pertanyaan: Pertanyaan | None = None,
) -> Kunjungan:
    """Plan one visit, because of a question of that village where there was one. `tetap` accepts a day that is not a
    working day. Raises as `kunjungan_ubah`."""
    if pertanyaan and pertanyaan.desa_id != desa.pk:
        raise ValidationError({"desa": "Pertanyaan itu diajukan desa lain."})
    return _simpan(Kunjungan(desa=desa, pertanyaan=pertanyaan), isi, oleh, tetap)


@transaction.atomic
def kunjungan_ubah(
    *, kunjungan: Kunjungan, versi: int, isi: IsiKunjungan, oleh: Pengguna, tetap: bool = False
) -> Kunjungan:
    """Change a plan that has not begun. A letter already issued stays as it is and no longer matches.

    Raises Basi when somebody else saved since `versi` (the same content twice is no conflict),
    and ValidationError by field: hours, officers who are elsewhere, a day off without `tetap`
    (code `bukan_hari_kerja`).
    """
    return _simpan(_kunci(kunjungan), isi, oleh, tetap, versi)


@transaction.atomic
def kunjungan_pindah(
    *, kunjungan: Kunjungan, versi: int, tanggal: date, oleh: Pengguna, tetap: bool = False
) -> Kunjungan:
    """Move a plan to another day, all else unchanged. Raises as `kunjungan_ubah`."""
    terkunci = _kunci(kunjungan)
    return _simpan(terkunci, replace(IsiKunjungan.dari(terkunci), tanggal=tanggal), oleh, tetap, versi)


def petugas_kunci(petugas: Iterable[int]) -> None:
    """Queue everyone who plans for these officers; checks after this see each other's visits."""
    list(Pengguna.objects.select_for_update(no_key=True).filter(pk__in=set(petugas)).order_by("pk"))


def peringatan_tanggal(tanggal: date | None, desa: Desa) -> str:
    """Why a date deserves a second look, as a sentence; empty for a working day."""
    if tanggal is None:
        return ""
    alasan = alasan_bukan_hari_kerja(tanggal, desa.kecamatan.kabupaten)
    return f"{date_format(tanggal, 'l, j F Y')} bukan hari kerja ({alasan})." if alasan else ""


def _kunci(kunjungan: Kunjungan) -> Kunjungan:
    return (
        Kunjungan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan__kabupaten", "diubah_oleh")
        .get(pk=kunjungan.pk)
    )


def _simpan(kunjungan: Kunjungan, isi: IsiKunjungan, oleh: Pengguna, tetap: bool, versi: int = 0) -> Kunjungan:
    if not oleh.has_perm("perut.atur_kunjungan", kunjungan):
        if kunjungan.pk and Peran.VERIFIKATOR in oleh.peran_di(kunjungan.desa):
            raise PermissionDenied("Kunjungan yang sudah dimulai, selesai, atau dibatalkan tidak dapat diatur lagi.")
        raise PermissionDenied("Kunjungan diatur oleh verifikator kecamatan yang bersangkutan.")
    lama = IsiKunjungan.dari(kunjungan) if kunjungan.pk else None
    if lama == isi:
        return kunjungan
    if lama and versi != kunjungan.versi:
        raise Basi("Kunjungan", kunjungan.diubah_oleh, tersimpan=kunjungan)
    petugas_kunci(p.pk for p in isi.petugas)
    if galat := _kesalahan(kunjungan, isi, lama, tetap):
        raise ValidationError(galat)
    for nama in ("tanggal", "jam_mulai", "jam_selesai", "agenda"):
        setattr(kunjungan, nama, getattr(isi, nama))
    if isi.tanggal and (kunjungan.program is None or kunjungan.program.tahun != isi.tanggal.year):
        kunjungan.program = Program.objects.filter(
            kecamatan=kunjungan.desa.kecamatan_id, tahun=isi.tanggal.year
        ).first()
    kunjungan.versi += 1
    kunjungan.diubah_oleh = oleh
    kunjungan.save()
    kunjungan.petugas.set(isi.petugas)
    if lama and kunjungan.status == StatusKunjungan.DIJADWALKAN:
        # History, not only a higher version: whoever has its page open decides on another plan.
        kunjungan.riwayat.create(aksi="ubah", dari=kunjungan.status, ke=kunjungan.status, oleh=oleh)
        _kabari_perubahan(kunjungan, lama, isi, oleh)
    return kunjungan


def _kesalahan(
    kunjungan: Kunjungan, isi: IsiKunjungan, lama: IsiKunjungan | None, tetap: bool
) -> dict[str, list[str | ValidationError]]:
    galat: dict[str, list[str | ValidationError]] = defaultdict(list)
    if (isi.jam_mulai is None) != (isi.jam_selesai is None):
        galat["jam_selesai"].append("Isi jam mulai dan jam selesai, atau kosongkan keduanya.")
    elif isi.jam_mulai and isi.jam_selesai and isi.jam_selesai <= isi.jam_mulai:
        galat["jam_selesai"].append("Jam selesai mendahului jam mulai.")
    if kunjungan.status == StatusKunjungan.DIJADWALKAN:
        kalimat = "Kunjungan yang sudah dijadwalkan harus tetap mempunyai {}."
        for nama, sebutan in (("tanggal", "tanggal"), ("petugas", "petugas"), ("agenda", "agenda")):
            if not getattr(isi, nama):
                galat[nama].append(kalimat.format(sebutan))
        if isi.petugas and not any(Peran.PELAKSANA in p.peran_di(kunjungan.desa) for p in isi.petugas):
            galat["petugas"].append("Sedikitnya satu petugas harus pelaksana; hanya pelaksana yang mengisi kunjungan.")
    baru = set(isi.petugas) - (lama.petugas if lama else set())
    tersedia = set(petugas_tersedia(kunjungan.desa.kecamatan)) if baru else set()
    for p in sorted(baru - tersedia, key=str):
        galat["petugas"].append(f"{p.nama} tidak bertugas di {kunjungan.desa.kecamatan}.")
    if galat or isi.tanggal is None:
        return galat
    for lain in _bentrok(kunjungan, isi):
        galat["tanggal"].append(lain)
    if not tetap and (lama is None or lama.tanggal != isi.tanggal):
        peringatan = peringatan_tanggal(isi.tanggal, kunjungan.desa)
        if peringatan:
            kalimat = f"{peringatan} Centang “Tetap pada tanggal ini” bila memang dimaksud."
            galat["tanggal"].append(ValidationError(kalimat, code=BUKAN_HARI_KERJA))
    return galat


def _bentrok(kunjungan: Kunjungan, isi: IsiKunjungan) -> list[str]:
    """One sentence per visit that one of the officers has at the same time."""
    lain = (
        Kunjungan.objects.bentrok(
            tanggal=isi.tanggal,
            jam_mulai=isi.jam_mulai,
            jam_selesai=isi.jam_selesai,
            petugas=isi.petugas,
            kecuali=kunjungan.pk,
        )
        .select_related("desa")
        .prefetch_related("petugas")
        .order_by("jam_mulai", "pk")
    )
    kalimat = []
    for k in lain:
        siapa = ", ".join(p.nama for p in k.petugas.all() if p in isi.petugas)
        jam = (
            f"pukul {time_format(k.jam_mulai, 'H.i')}–{time_format(k.jam_selesai, 'H.i')}"
            if k.jam_mulai and k.jam_selesai
            else "sepanjang hari"
        )
        kalimat.append(f"{siapa} sudah bertugas di {k.desa} pada {date_format(k.tanggal, 'l, j F Y')} {jam}.")
    return kalimat


def _kabari_perubahan(kunjungan: Kunjungan, lama: IsiKunjungan, isi: IsiKunjungan, oleh: Pengguna) -> None:
    """Officers (also those taken off) and the village hear of another date, hour or officer."""
    if (lama.tanggal, lama.jam_mulai, lama.jam_selesai, lama.petugas) == (
        isi.tanggal,
        isi.jam_mulai,
        isi.jam_selesai,
        isi.petugas,
    ):
        return
    desa = pemegang_peran(kunjungan.desa, Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA)
    nama = ", ".join(sorted(p.nama for p in isi.petugas))
    tanggal = date_format(isi.tanggal, "l, j F Y") if isi.tanggal else "belum bertanggal"
    beritahu(
        [p for p in {*lama.petugas, *isi.petugas, *desa} if p != oleh],
        judul=f"Jadwal kunjungan {kunjungan.desa} berubah",
        isi=akhiri(f"Sekarang {tanggal}; petugas: {nama}"),
        tautan=reverse("perut:kunjungan-rinci", args=[kunjungan.pk]),
    )

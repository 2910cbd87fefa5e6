"""Planning a monitoring: village, bidang, officers, period, forms. Its status is not changed here."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.basi import Basi
from desa.hari_kerja import tambah_hari_kerja
from desa.models import Desa
from instrumen import StatusInstrumen
from monitoring.enums import BIDANG, HARI_KERJA_LAPORAN, StatusMonitoring
from monitoring.models import FormulirMonitoring, LembarMonitoring, Monitoring, PetugasMonitoring
from monitoring.queries import petugas_tersedia


@dataclass(frozen=True)
class OrangTugas:
    """One officer as the letter will name them; `pengguna` is the account that fills in and signs."""

    nama: str
    jenis_kelamin: str
    jabatan: str
    alamat: str
    nip: str = ""
    pengguna: Pengguna | None = None


@dataclass(frozen=True)
class RencanaLembar:
    """One sheet to be filled in; `id` names one that exists already."""

    formulir: FormulirMonitoring
    lokasi: str
    kegiatan: str = ""
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class IsiMonitoring:
    nomor_bidang: int
    sasaran: tuple[str, ...]
    tanggal_mulai: date | None
    tanggal_selesai: date | None
    petugas: tuple[OrangTugas, ...]
    lembar: tuple[RencanaLembar, ...]

    @classmethod
    def dari(cls, m: Monitoring) -> "IsiMonitoring":
        return cls(
            m.nomor_bidang,
            tuple(m.sasaran),
            m.tanggal_mulai,
            m.tanggal_selesai,
            tuple(
                OrangTugas(p.nama, p.jenis_kelamin, p.jabatan, p.alamat, p.nip, p.pengguna)
                for p in m.petugas.select_related("pengguna")
            ),
            tuple(
                RencanaLembar(lb.formulir, lb.lokasi, lb.kegiatan, lb.pk) for lb in m.lembar.select_related("formulir")
            ),
        )


@transaction.atomic
def monitoring_buat(*, desa: Desa, isi: IsiMonitoring, oleh: Pengguna) -> Monitoring:
    """Plan one monitoring. Raises as `monitoring_ubah`."""
    return _simpan(Monitoring(desa=desa, dibuat_oleh=oleh), isi, oleh)


@transaction.atomic
def monitoring_ubah(*, monitoring: Monitoring, versi: int, isi: IsiMonitoring, oleh: Pengguna) -> Monitoring:
    """Change a plan that has not begun. A letter already issued stays as it is and no longer matches.

    Raises Basi when somebody else saved since `versi` (the same content twice is no conflict), and
    ValidationError by field: period, officers of elsewhere or named twice, forms withdrawn or of another bidang.
    """
    terkunci = (
        Monitoring.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan__kabupaten", "diubah_oleh")
        .get(pk=monitoring.pk)
    )
    return _simpan(terkunci, isi, oleh, versi)


def _simpan(m: Monitoring, isi: IsiMonitoring, oleh: Pengguna, versi: int = 0) -> Monitoring:
    if not oleh.has_perm("monitoring.atur_monitoring", m):
        if oleh.has_perm("monitoring.kelola_monitoring", m.desa):
            raise PermissionDenied("Monitoring yang sudah dimulai, selesai, atau dibatalkan tidak dapat diatur lagi.")
        raise PermissionDenied("Monitoring diatur oleh verifikator kecamatan yang bersangkutan.")
    lama = IsiMonitoring.dari(m) if m.pk else None
    if lama == isi:
        return m
    if lama and versi != m.versi:
        raise Basi("Monitoring", m.diubah_oleh, tersimpan=m)
    if galat := _kesalahan(m, isi, lama):
        raise ValidationError(galat)
    m.nomor_bidang, m.bidang = isi.nomor_bidang, BIDANG[isi.nomor_bidang]
    m.sasaran = list(isi.sasaran)
    m.tanggal_mulai, m.tanggal_selesai = isi.tanggal_mulai, isi.tanggal_selesai
    m.batas_laporan = batas_laporan(m)
    m.versi += 1
    m.diubah_oleh = oleh
    m.save()
    if lama is None or lama.petugas != isi.petugas:
        _petugas_tulis(m, isi)
    _lembar_tulis(m, isi, oleh)
    if m.status != StatusMonitoring.RENCANA:
        # History, not only a higher version: whoever has its page open decides on another plan.
        m.riwayat.create(aksi="ubah", dari=m.status, ke=m.status, oleh=oleh)
    return m


def batas_laporan(m: Monitoring) -> date | None:
    """Three working days after the last day. Format I does not say from which day of several it counts."""
    if m.tanggal_selesai is None:
        return None
    return tambah_hari_kerja(m.tanggal_selesai, HARI_KERJA_LAPORAN, m.desa.kecamatan.kabupaten)


def _petugas_tulis(m: Monitoring, isi: IsiMonitoring) -> None:
    m.petugas.all().delete()
    PetugasMonitoring.objects.bulk_create(
        PetugasMonitoring(
            monitoring=m,
            urut=n,
            pengguna=o.pengguna,
            nama=o.nama,
            jenis_kelamin=o.jenis_kelamin,
            nip=o.nip,
            jabatan=o.jabatan,
            alamat=o.alamat,
        )
        for n, o in enumerate(isi.petugas, 1)
    )


def _lembar_tulis(m: Monitoring, isi: IsiMonitoring, oleh: Pengguna) -> None:
    """Sheets of a plan: nothing has been filled in on them yet."""
    ada = {lb.pk: lb for lb in m.lembar.all()}
    for r in isi.lembar:
        lb = ada.pop(r.id, None) if r.id else None
        if lb is None:
            lb = LembarMonitoring(monitoring=m, versi=0)
        elif (lb.formulir_id, lb.lokasi, lb.kegiatan) == (r.formulir.pk, r.lokasi, r.kegiatan):
            continue
        lb.formulir, lb.lokasi, lb.kegiatan = r.formulir, r.lokasi, r.kegiatan
        lb.versi += 1
        lb.diubah_oleh = oleh
        lb.save()
    LembarMonitoring.objects.filter(pk__in=ada).delete()


def _kesalahan(m: Monitoring, isi: IsiMonitoring, lama: IsiMonitoring | None) -> dict[str, list[str]]:
    galat: dict[str, list[str]] = defaultdict(list)
    if (isi.tanggal_mulai is None) != (isi.tanggal_selesai is None):
        galat["tanggal_selesai"].append("Isi tanggal mulai dan tanggal selesai, atau kosongkan keduanya.")
    elif isi.tanggal_mulai and isi.tanggal_selesai and isi.tanggal_selesai < isi.tanggal_mulai:
        galat["tanggal_selesai"].append("Tanggal selesai mendahului tanggal mulai.")
    if isi.nomor_bidang not in BIDANG:
        galat["nomor_bidang"].append("Bidang ini tidak dikenal.")
    galat["petugas"] += _kesalahan_petugas(m, isi, lama)
    galat["lembar"] += _kesalahan_lembar(m, isi, lama)
    if m.status == StatusMonitoring.DITUGASKAN:
        for nama, sebutan in (
            ("tanggal_mulai", "tanggal"),
            ("petugas", "petugas"),
            ("sasaran", "sasaran kegiatan"),
            ("lembar", "formulir"),
        ):
            if not getattr(isi, nama):
                galat[nama].append(f"Monitoring yang sudah ditugaskan harus tetap mempunyai {sebutan}.")
    return {k: v for k, v in galat.items() if v}


def _kesalahan_petugas(m: Monitoring, isi: IsiMonitoring, lama: IsiMonitoring | None) -> list[str]:
    kalimat = []
    akun = [o.pengguna for o in isi.petugas if o.pengguna]
    nama = [(o.nama.casefold(), o.jabatan.casefold()) for o in isi.petugas]
    kembar = {o.nama for o in isi.petugas if o.pengguna and akun.count(o.pengguna) > 1}
    kembar |= {o.nama for o in isi.petugas if nama.count((o.nama.casefold(), o.jabatan.casefold())) > 1}
    kalimat += [f"{n} disebut dua kali." for n in sorted(kembar)]
    kalimat += [
        f"{o.nama or 'Petugas'}: nama, jenis kelamin, jabatan, dan alamat diisi lengkap."
        for o in isi.petugas
        if not (o.nama.strip() and o.jenis_kelamin and o.jabatan.strip() and o.alamat.strip())
    ]
    baru = set(akun) - ({o.pengguna for o in lama.petugas if o.pengguna} if lama else set())
    tersedia = set(petugas_tersedia(m.desa.kecamatan)) if baru else set()
    kalimat += [f"{p.nama} tidak bertugas di {m.desa.kecamatan}." for p in sorted(baru - tersedia, key=str)]
    return kalimat


def _kesalahan_lembar(m: Monitoring, isi: IsiMonitoring, lama: IsiMonitoring | None) -> list[str]:
    kalimat = []
    for r in isi.lembar:
        f = r.formulir
        if f.nomor_bidang != isi.nomor_bidang:
            kalimat.append(f"Formulir {f.kode} adalah formulir {f.bidang}, bukan bidang monitoring ini.")
        elif not f.melayani(m.desa.kecamatan):
            kalimat.append(f"Formulir {f.kode} milik wilayah lain.")
        elif f.status != StatusInstrumen.TERBIT:
            kalimat.append(f"Formulir {f.kode} versi {f.versi} sudah tidak berlaku. Pilih versi yang berlaku.")
    return list(dict.fromkeys(kalimat))

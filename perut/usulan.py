"""The proposed schedule of a programme: read-only, shown before anything is stored."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.waktu import hari_ini
from desa.hari_kerja import hari_kerja
from desa.models import Desa
from perut.catatan_lama import kunjungan_lama_tampil
from perut.enums import JARAK_BULAN, Frekuensi, StatusKunjungan
from perut.models import Kunjungan, Lokus, Program
from perut.penjadwalan import Hasil, Penempatan, Periode, Sasaran, susun
from perut.queries import petugas_tersedia

JAM_MULAI, JAM_SELESAI = time(9), time(12)
AGENDA_POKOK = "Pemeriksaan buku administrasi desa"


@dataclass(frozen=True)
class Usulan:
    """One proposed visit, with the reason for its date."""

    desa: Desa
    tanggal: date
    petugas: tuple[Pengguna, ...]
    agenda: str
    alasan: str


@dataclass
class UsulanJadwal:
    """All proposed visits, and in sentences what could not be placed or deserves attention."""

    butir: list[Usulan] = field(default_factory=list)
    laporan: list[str] = field(default_factory=list)
    sudah_ada: int = 0

    @property
    def sidik(self) -> str:
        """Tells whether what is stored is what was shown."""
        baris = [f"{u.desa.pk} {u.tanggal} {[p.pk for p in u.petugas]} {u.agenda}" for u in self.butir]
        return sha256("\n".join(baris).encode()).hexdigest()


def jadwal_usulkan(*, program: Program, mulai: date, sampai: date) -> UsulanJadwal:
    """Propose the visits of a programme between two days, from tomorrow at the earliest.

    Raises ValidationError for a range that cannot hold any visit, or a programme without focus villages.
    """
    awal, akhir = _rentang(program, mulai, sampai)
    lokus = list(program.lokus.select_related("desa", "program").prefetch_related("petugas"))
    if not lokus:
        raise ValidationError("Program ini belum mempunyai desa lokus. Tambahkan desa lokus lebih dahulu.")
    usulan = UsulanJadwal()
    if mulai < awal:
        usulan.laporan.append(
            f"Hari ini dan hari sebelumnya tidak diusulkan; usulan mulai {date_format(awal, 'j F Y')}."
        )
    petugas = _petugas_sah(program, lokus, usulan.laporan)
    hasil = susun(
        [
            Sasaran(k.desa_id, JARAK_BULAN[_frekuensi(k, program)], frozenset(p.pk for p in petugas[k.pk]))
            for k in lokus
        ],
        mulai=awal,
        sampai=akhir,
        hari_kerja=hari_kerja(awal, akhir, program.kecamatan.kabupaten),
        kunjungan_desa=_kunjungan_desa(program, usulan.laporan),
        sibuk=_sibuk({p.pk for daftar in petugas.values() for p in daftar}, awal, akhir),
    )
    menurut_desa = {k.desa_id: k for k in lokus}
    usulan.butir = [
        Usulan(
            desa=menurut_desa[p.kunci].desa,
            tanggal=p.tanggal,
            petugas=tuple(petugas[menurut_desa[p.kunci].pk]),
            agenda=agenda(menurut_desa[p.kunci], p.periode),
            alasan=_alasan(p, _frekuensi(menurut_desa[p.kunci], program)),
        )
        for p in hasil.penempatan
    ]
    usulan.sudah_ada = len(hasil.terisi)
    usulan.laporan += _laporan(hasil, menurut_desa)
    return usulan


def agenda(lokus: Lokus, periode: Periode) -> str:
    """The period's theme, in turn, and what every visit does. Pedoman PERUT B.2."""
    tema = lokus.daftar_tema
    return "\n".join([tema[periode.nomor % len(tema)], AGENDA_POKOK] if tema else [AGENDA_POKOK])


def _frekuensi(lokus: Lokus, program: Program) -> Frekuensi:
    return Frekuensi(lokus.frekuensi or program.frekuensi)


def _rentang(program: Program, mulai: date, sampai: date) -> tuple[date, date]:
    if sampai < mulai:
        raise ValidationError({"sampai": "Tanggal selesai mendahului tanggal mulai."})
    besok = hari_ini(program.kecamatan) + timedelta(days=1)
    awal, akhir = max(mulai, date(program.tahun, 1, 1)), min(sampai, date(program.tahun, 12, 31))
    if akhir < awal:
        raise ValidationError({"mulai": f"Rentang ini di luar tahun program, yaitu {program.tahun}."})
    if akhir < besok:
        raise ValidationError({"sampai": f"Kunjungan diusulkan mulai besok, {date_format(besok, 'j F Y')}."})
    return max(awal, besok), akhir


def _petugas_sah(program: Program, lokus: list[Lokus], laporan: list[str]) -> dict[int, list[Pengguna]]:
    tersedia = set(petugas_tersedia(program.kecamatan).values_list("pk", flat=True))
    hasil = {}
    for k in lokus:
        semua = sorted(k.petugas.all(), key=lambda p: (p.nama, p.pk))
        hasil[k.pk] = [p for p in semua if p.pk in tersedia]
        laporan += [
            f"{p.nama} tidak lagi bertugas di kecamatan ini, jadi tidak diikutkan ke {k.desa}."
            for p in semua
            if p.pk not in tersedia
        ]
        if not hasil[k.pk]:
            laporan.append(f"{k.desa} belum mempunyai petugas; tunjuk petugas sebelum surat tugas diterbitkan.")
    return hasil


def _kunjungan_desa(program: Program, laporan: list[str]) -> dict[int, list[date]]:
    """The visits of the year, those too that only old records know: their period is not proposed again."""
    hasil = defaultdict(list)
    desa = program.lokus.values_list("desa", flat=True)
    for pk, lama in kunjungan_lama_tampil(desa).items():
        if lama.tanggal.year == program.tahun:
            hasil[pk].append(lama.tanggal)
            hari = date_format(lama.tanggal, "j F Y")
            laporan.append(f"{lama.desa} dikunjungi {hari} menurut catatan lama; masa itu tidak diusulkan lagi.")
    ada = Kunjungan.objects.filter(desa__kecamatan=program.kecamatan_id, tanggal__year=program.tahun)
    for desa, tanggal in ada.exclude(status=StatusKunjungan.DIBATALKAN).values_list("desa", "tanggal"):
        hasil[desa].append(tanggal)
    return hasil


def _sibuk(petugas: set[int], awal: date, akhir: date) -> dict[int, set[date]]:
    hasil = defaultdict(set)
    ada = Kunjungan.objects.filter(petugas__in=petugas, tanggal__range=(awal, akhir)).exclude(
        status=StatusKunjungan.DIBATALKAN
    )
    for pk, tanggal, mulai, selesai in ada.values_list("petugas", "tanggal", "jam_mulai", "jam_selesai"):
        if mulai is None or selesai is None or (mulai < JAM_SELESAI and selesai > JAM_MULAI):
            hasil[pk].add(tanggal)
    return hasil


def _sebutan(periode: Periode) -> str:
    akhir = date_format(periode.sampai, "F Y")
    return akhir if periode.mulai.month == periode.sampai.month else f"{date_format(periode.mulai, 'F')}–{akhir}"


def _alasan(p: Penempatan, frekuensi: Frekuensi) -> str:
    return (
        f"Jatah {_sebutan(p.periode)} ({frekuensi.label.lower()}): hari kerja ke-{p.hari_ke} dari {p.dari}, "
        "petugas belum bertugas di tempat lain."
    )


def _laporan(hasil: Hasil, lokus: dict[int, Lokus]) -> list[str]:
    return [
        f"{lokus[kunci].desa}, {_sebutan(periode)}: tidak ada hari kerja yang tersisa dalam rentang ini."
        for kunci, periode in hasil.tanpa_hari
    ] + [
        f"{lokus[kunci].desa}, {_sebutan(periode)}: petugasnya sudah bertugas pada setiap hari kerja "
        "dalam rentang ini. Tambah petugas atau perpanjang rentangnya."
        for kunci, periode in hasil.petugas_penuh
    ]

"""The villages of the year: how diligent each is, who holds its posts, who has an account, and who came and went."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import isqrt

from django.utils.text import slugify

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.services import pejabat_tautkan
from dasbor.risiko.ukuran import POKOK
from dasbor.setahun.jalan import Proses, Tahun
from desa.enums import JabatanPerangkat, StatusJabatan
from desa.models import Desa, HariLibur, Perangkat
from desa.services.data import data_simpan

J = JabatanPerangkat
MASA_JABATAN = 8  # years: UU 3/2024 Pasal 39
BERAKUN = ((J.KEPALA_DESA, "kades", Peran.KEPALA_DESA), (J.SEKRETARIS_DESA, "sekdes", Peran.SEKRETARIS_DESA))
WATAK = {"rajin": 0.9, "biasa": 0.65, "lalai": 0.3}  # how often a village of this kind does what it should, in time
HARI_JADI = (4, 8)  # month and day of a regional day off


@dataclass
class DesaContoh:
    """One village. `kebiasaan` is a share of 1; `buku` how its books stand (0 missing … 3 in order), as visits go."""

    desa: Desa
    watak: str
    akun: dict[str, Pengguna] = field(default_factory=dict)
    buku: dict[str, int] = field(default_factory=dict)
    tersendiri: bool = False  # its last months are written by hand (dasbor/demo.py)
    didatangi: bool = True

    @property
    def kebiasaan(self) -> float:
        return WATAK[self.watak]

    @property
    def sekdes(self) -> Pengguna | None:
        return self.akun.get("sekdes")


def libur_daerah(tahun: int) -> list[date]:
    """The regional day off of the years around this one, where it would have been a working day."""
    semua = [date(t, *HARI_JADI) for t in range(tahun - 2, tahun + 2)]
    return [h for h in semua if h.weekday() < 5]


def catat_libur(t: Tahun, libur: list[date]) -> None:
    for hari in libur:
        nama = f"Hari Jadi {t.kecamatan.kabupaten}"
        hari_libur = HariLibur(tanggal=hari, nama=nama, kabupaten=t.kecamatan.kabupaten)
        if not HariLibur.objects.filter(tanggal=hari, kabupaten=t.kecamatan.kabupaten).exists():
            data_simpan(objek=hari_libur, oleh=t.orang["sekcam"])


def siapkan_desa(t: Tahun, semua: list[Desa], *, tersendiri: frozenset[str]) -> list[DesaContoh]:
    """Those of `tersendiri` (codes) have their people already. Of the others one is never visited, one has no account,
    and one has neither kaur nor kasi on record."""
    acak = t.acak("desa")
    bebas = [d.kode for d in semua if d.kode not in tersendiri]
    acak.shuffle(bebas)
    sunyi, tanpa_akun, tanpa_perangkat = (bebas[n % len(bebas)] if bebas else "" for n in range(3))
    hasil = []
    for desa in semua:
        d = DesaContoh(desa, acak.choices(list(WATAK), (7, 10, 6))[0], tersendiri=desa.kode in tersendiri)
        d.didatangi = desa.kode != sunyi
        _pejabat(t, d, lengkap=desa.kode != tanpa_perangkat)
        if desa.kode == "63.11.03.2021":
            d.akun = {k: t.orang[k] for k in ("kades", "sekdes")}
        elif desa.kode != tanpa_akun:
            d.akun = _akun(t, desa)
        hasil.append(d)
    return hasil


def letak(t: Tahun, semua: list[Desa]) -> None:
    """Where each lies is made up, for the map: roughly a square, with one village that nobody has entered yet."""
    acak, sisi = t.acak("letak"), isqrt(max(len(semua) - 1, 0)) + 1
    for n, desa in enumerate(semua[:-1]):
        baris, lajur = divmod(n, sisi)
        desa.lintang = Decimal("-2.33") - Decimal(baris * 170 + acak.randrange(60)) / 10_000
        desa.bujur = Decimal("115.48") + Decimal(lajur * 170 + acak.randrange(60)) / 10_000
        data_simpan(objek=desa, kolom=("lintang", "bujur"), oleh=t.orang["sekcam"])


def _pejabat(t: Tahun, d: DesaContoh, *, lengkap: bool) -> None:
    """Since when and until when; whoever is on record keeps their name."""
    acak, oleh = t.acak("pejabat", d.desa.kode), t.orang["sekcam"]
    for jabatan in POKOK:
        if not lengkap and jabatan not in (J.KEPALA_DESA, J.SEKRETARIS_DESA):
            continue
        mulai = t.awal - timedelta(days=acak.randrange(200, 1500))
        selesai = None
        if jabatan == J.KEPALA_DESA:
            # Not before the year is over: who leaves meanwhile, leaves by a process.
            mulai = t.awal - timedelta(days=acak.randrange(400, 2530))
            selesai = mulai.replace(day=1, year=mulai.year + MASA_JABATAN)
        ada = Perangkat.objects.filter(desa=d.desa, jabatan=jabatan).first()
        pejabat = ada or Perangkat(desa=d.desa, jabatan=jabatan, nama=f"{jabatan.label} {d.desa.nama}")
        pejabat.mulai, pejabat.selesai = mulai, selesai
        data_simpan(objek=pejabat, oleh=oleh, kolom=() if ada is None else ("mulai", "selesai"))


def _akun(t: Tahun, desa: Desa) -> dict[str, Pengguna]:
    """Nobody signs in as these: they hand in and answer for villages that no demo account belongs to."""
    hasil = {}
    for jabatan, awalan, peran in BERAKUN:
        orang = Pengguna(username=f"{awalan}-{slugify(desa.nama)}", nama=f"{jabatan.label} {desa.nama}", demo=True)
        orang.set_unusable_password()
        orang.save()
        mulai = date(t.awal.year - 1, 1, 1)
        Penugasan.objects.create(
            pengguna=orang, peran=peran, desa=desa, jabatan=f"{jabatan.label} {desa.nama}", mulai=mulai
        )
        pejabat = Perangkat.objects.get(desa=desa, jabatan=jabatan)
        pejabat_tautkan(pejabat=pejabat, pengguna=orang, sejak=None, oleh=t.orang["sekcam"])
        hasil[awalan] = orang
    return hasil


def pergantian(t: Tahun, semua: list[DesaContoh]) -> None:
    """A kepala desa whose time is over, a Pj. after him and a new one; a vacant post; a Plt.; a new kaur keuangan."""
    acak = t.acak("pergantian")
    calon = [d for d in semua if not d.tersendiri and d.akun]
    acak.shuffle(calon)
    peristiwa = (_kepala_desa, _kosong, _pelaksana_tugas, _kaur_keuangan, _kosong, _kaur_keuangan)
    for d, kerja in zip(calon, peristiwa, strict=False):
        hari = t.awal + timedelta(days=acak.randrange(40, 320))
        t.mulai(kerja(t, d, hari, acak))


def _menjabat(d: DesaContoh, jabatan: J) -> Perangkat | None:
    return Perangkat.objects.filter(desa=d.desa, jabatan=jabatan).order_by("pk").last()


def _berhenti(t: Tahun, pejabat: Perangkat, hari: date) -> None:
    pejabat.selesai = hari
    data_simpan(objek=pejabat, kolom=("selesai",), oleh=t.orang["sekcam"])


def _masuk(t: Tahun, d: DesaContoh, jabatan: J, hari: date, **lain: object) -> None:
    nama = f"{jabatan.label} {d.desa.nama} yang baru"
    baru = Perangkat(desa=d.desa, jabatan=jabatan, mulai=hari, **({"nama": nama} | lain))
    data_simpan(objek=baru, oleh=t.orang["sekcam"])


def _kepala_desa(t: Tahun, d: DesaContoh, hari: date, acak: random.Random) -> Proses:
    yield t.kerja(hari, jam=8), t.orang["sekcam"]
    lama, esok = _menjabat(d, J.KEPALA_DESA), t.geser(hari, 1)
    if lama is None:
        return
    _berhenti(t, lama, esok - timedelta(days=1))
    nama = f"Penjabat Kepala Desa {d.desa.nama}"
    nip = f"19800101200501{acak.randrange(1000, 9999)}"
    pj = {"nama": nama, "status_jabatan": StatusJabatan.PJ, "nip": nip, "pangkat": "Penata (III/c)"}
    _masuk(t, d, J.KEPALA_DESA, esok, **pj)
    yield t.kerja(esok, acak.randrange(30, 60), jam=8), t.orang["sekcam"]
    penjabat = _menjabat(d, J.KEPALA_DESA)
    if penjabat is not None and penjabat.mulai:
        kini = max(penjabat.mulai, t.geser(esok, 30))
        _berhenti(t, penjabat, kini)
        _masuk(
            t, d, J.KEPALA_DESA, kini + timedelta(days=1), selesai=kini.replace(day=1, year=kini.year + MASA_JABATAN)
        )


def _kosong(t: Tahun, d: DesaContoh, hari: date, acak: random.Random) -> Proses:
    yield t.kerja(hari, jam=8), t.orang["sekcam"]
    for jabatan in acak.sample((J.KAUR_PERENCANAAN, J.KASI_KESEJAHTERAAN, J.KASI_PEMERINTAHAN), acak.randrange(1, 4)):
        if pejabat := _menjabat(d, jabatan):
            _berhenti(t, pejabat, t.geser(hari))


def _pelaksana_tugas(t: Tahun, d: DesaContoh, hari: date, acak: random.Random) -> Proses:
    yield t.kerja(hari, jam=8), t.orang["sekcam"]
    if pejabat := _menjabat(d, J.KASI_PEMERINTAHAN):
        kini = t.geser(hari)
        _berhenti(t, pejabat, kini)
        nama = f"Plt. {J.KASI_PEMERINTAHAN.label} {d.desa.nama}"
        plt = {"nama": nama, "status_jabatan": StatusJabatan.PLT}
        _masuk(t, d, J.KASI_PEMERINTAHAN, kini + timedelta(days=1), **plt)


def _kaur_keuangan(t: Tahun, d: DesaContoh, hari: date, acak: random.Random) -> Proses:
    yield t.kerja(hari, jam=8), t.orang["sekcam"]
    if pejabat := _menjabat(d, J.KAUR_KEUANGAN):
        kini = t.geser(hari)
        _berhenti(t, pejabat, kini)
        _masuk(t, d, J.KAUR_KEUANGAN, kini + timedelta(days=acak.randrange(1, 10)))

"""Parts that every naskah dinas shares, as plain data to be frozen in `Naskah.isi`.

Nothing here keeps a reference to a master record: a letterhead or a name that changes later does
not change what was issued.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F
from django.utils.formats import date_format
from num2words import num2words

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from dasar.waktu import ZonaWaktu, setempat
from desa.enums import JabatanPerangkat
from desa.models import Desa, Kecamatan


@dataclass(frozen=True)
class Kop:
    """The letterhead of a kecamatan; `lambang` is a name in the file storage, or ''.

    A village's has three lines: `tengah` names its kecamatan, `kecamatan` the village's government.
    """

    pemerintah: str
    kecamatan: str
    alamat: str
    kontak: str
    lambang: str
    tengah: str = ""


@dataclass(frozen=True)
class Orang:
    """A person as the document names them. `nomor_label` is '' for who holds no civil-service number.

    `id` is the account, where there is one; it is not printed.
    """

    nama: str = ""
    jabatan: str = ""
    pangkat: str = ""
    nomor_label: str = "NIP"
    nomor: str = ""
    id: int | None = None


@dataclass(frozen=True)
class HariTanggal:
    """A date as an official record writes it."""

    hari: str
    huruf: str
    angka: str
    panjang: str


def kop(kecamatan: Kecamatan) -> Kop:
    alamat = ", ".join(filter(None, [kecamatan.alamat, kecamatan.ibu_kota]))
    if kecamatan.kode_pos:
        alamat = f"{alamat} {kecamatan.kode_pos}".strip()
    kontak = [
        ("Telepon", kecamatan.telepon),
        ("Surel", kecamatan.email),
        ("Laman", kecamatan.situs),
    ]
    return Kop(
        pemerintah=f"Pemerintah {kecamatan.kabupaten.nama}".upper(),
        kecamatan=f"Kecamatan {kecamatan.nama}".upper(),
        alamat=alamat,
        kontak=", ".join(f"{label} {nilai}" for label, nilai in kontak if nilai),
        lambang=kecamatan.lambang.name or "",
    )


def hari_tanggal(tanggal: date) -> HariTanggal:
    """'Selasa', 'tanggal lima bulan Mei tahun dua ribu dua puluh enam', '05-05-2026', '5 Mei 2026'."""
    hari, bulan = num2words(tanggal.day, lang="id"), date_format(tanggal, "F")
    return HariTanggal(
        hari=date_format(tanggal, "l"),
        huruf=f"tanggal {hari} bulan {bulan} tahun {num2words(tanggal.year, lang='id')}",
        angka=f"{tanggal:%d-%m-%Y}",
        panjang=date_format(tanggal, "j F Y"),
    )


def banyak(n: int, benda: str) -> str:
    """'3 (tiga) formulir', as a letter counts what is attached."""
    return f"{n} ({num2words(n, lang='id')}) {benda}"


def tanggal_panjang(tanggal: date | None) -> str:
    return date_format(tanggal, "j F Y") if tanggal else ""


def waktu_setempat(waktu: datetime, kecamatan: Kecamatan) -> str:
    """'Selasa, 5 Mei 2026 pukul 09.30 WITA', on the kecamatan's clock."""
    jam = setempat(waktu, kecamatan)
    return f"{date_format(jam, 'l, j F Y')} pukul {jam:%H.%M} {ZonaWaktu(kecamatan.zona_waktu).label}"


def pejabat_kecamatan(pengguna: Pengguna, kecamatan: Kecamatan, pada: date) -> Orang:
    """An officer with the post held on that day, or today's where none was recorded for it.

    A pendamping is no civil servant and may have no NIP.
    """
    tugas = list(pengguna.penugasan.aktif(pada).filter(kecamatan=kecamatan).select_related("kecamatan"))
    tugas = tugas or [p for p in pengguna.penugasan_aktif if p.kecamatan_id == kecamatan.pk]
    sebutan = {p.peran: p.sebutan for p in reversed(tugas)}  # of two in one role, the later appointment
    urutan = (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA, Peran.PENDAMPING)
    jabatan = next((sebutan[p] for p in urutan if p in sebutan), "")
    tanpa_nip = not pengguna.nip and set(sebutan) == {Peran.PENDAMPING}
    return Orang(
        nama=pengguna.nama,
        jabatan=jabatan,
        pangkat=pengguna.pangkat,
        nomor_label="" if tanpa_nip else "NIP",
        nomor=pengguna.nip,
        id=pengguna.pk,
    )


def camat(kecamatan: Kecamatan, pada: date) -> Orang:
    """The camat in office on a day; a nameless one, to be filled in by hand, when nobody is."""
    tugas = (
        Penugasan.objects.aktif(pada)
        .filter(peran=Peran.CAMAT, kecamatan=kecamatan, pengguna__is_active=True)
        .select_related("pengguna", "kecamatan")
        .order_by("-mulai", "-pk")
        .first()
    )
    if tugas is None:
        return Orang(jabatan=f"Camat {kecamatan.nama}")
    orang = tugas.pengguna
    return Orang(nama=orang.nama, jabatan=tugas.sebutan, pangkat=orang.pangkat, nomor=orang.nip, id=orang.pk)


def penanda_tangan(oleh: Pengguna, kecamatan: Kecamatan, pada: date) -> Orang:
    """The one who approves, when that is the camat; otherwise the camat in office."""
    if jabatan := oleh.jabatan_di(kecamatan, "camat"):
        return Orang(nama=oleh.nama, jabatan=jabatan, pangkat=oleh.pangkat, nomor=oleh.nip, id=oleh.pk)
    return camat(kecamatan, pada)


def kepala_desa(desa: Desa, pada: date) -> Orang:
    """The kepala desa (or Plt.) in office on a day; nameless when none is recorded.

    With the account that holds the role today, when there is exactly one.
    """
    akun = list(
        Penugasan.objects.aktif()
        .filter(peran=Peran.KEPALA_DESA, desa=desa, pengguna__is_active=True)
        .values_list("pengguna", flat=True)[:2]
    )
    pk = akun[0] if len(akun) == 1 else None
    pejabat = (
        desa.perangkat.menjabat(pada)
        .filter(jabatan=JabatanPerangkat.KEPALA_DESA)
        .order_by(F("mulai").desc(nulls_last=True), "-pk")
        .first()
    )
    if pejabat is None:
        return Orang(jabatan=f"Kepala {desa}", nomor_label="NIAP", id=pk)
    awalan = "Plt. " if pejabat.plt else ""
    return Orang(nama=pejabat.nama, jabatan=f"{awalan}Kepala {desa}", nomor_label="NIAP", nomor=pejabat.niap, id=pk)


def tempat_foto(desa: Desa, lintang: Decimal | None, bujur: Decimal | None) -> str:
    """'Desa Putat Basiun (2,345678° LS, 115,512345° BT)'."""
    if lintang is None or bujur is None:
        return str(desa)
    belahan = "LS" if lintang < 0 else "LU"
    angka = f"{abs(lintang):.6f}° {belahan}, {bujur:.6f}° BT".replace(".", ",")
    return f"{desa} ({angka})"


def paragraf(teks: str) -> list[str]:
    """The lines of a text that say something; the document sets each as a paragraph."""
    return [baris.strip() for baris in teks.splitlines() if baris.strip()]

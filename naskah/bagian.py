"""Parts that every naskah dinas shares, as plain data to be frozen in `Naskah.isi`.

Nothing here keeps a reference to a master record: a letterhead or a name that changes later does
not change what was issued.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format
from num2words import num2words

from dasar.nama import kapital_jabatan
from dasar.waktu import ZonaWaktu, setempat
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

    `id` is the account, where there is one, and `peran` the office that this place belongs to ('camat',
    'kepala_desa'); neither is printed. `atas_nama`: for whom this person signs ('Camat Awayan').
    """

    nama: str = ""
    jabatan: str = ""
    pangkat: str = ""
    nomor_label: str = "NIP"
    nomor: str = ""
    id: int | None = None
    peran: str = ""
    atas_nama: str = ""

    @property
    def jabatan_penuh(self) -> str:
        """The post in one line: 'a.n. Camat Awayan, Sekretaris Kecamatan'."""
        return f"a.n. {self.atas_nama}, {self.jabatan}" if self.atas_nama else self.jabatan


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
        pemerintah=kapital_jabatan(f"Pemerintah {kecamatan.kabupaten}"),
        kecamatan=kapital_jabatan(str(kecamatan)),
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

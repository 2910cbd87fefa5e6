"""Who is left to take a step, where the table keeps out everybody who holds its role."""

from collections.abc import Iterable
from typing import Any

from akun.enums import DESA, Peran
from akun.models import Pengguna
from akun.predicates import wilayah_dari
from akun.queries import pemegang_peran, pemegang_peran_kecamatan
from dasar.alur import Transisi
from dasar.pemisahan import tersangkut
from desa.models import Desa, Kecamatan

KANTOR = (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA)  # of whom one may stand in for another
SEBUT = 3  # names
SEMUA_TERLIBAT = "Semua yang sekarang bertugas di kantor ini terlibat, jadi harus orang lain."


def tanpa_pelaku(pengguna: Pengguna, objek: Any, tabel: Iterable[Transisi]) -> list[str]:
    """For each step forward that nobody can take now: why, and who could be assigned. For readers of the office."""
    wilayah = wilayah_dari(objek)
    if pengguna.peran_di(wilayah) <= DESA:
        return []
    terbuka = (t for t in tabel if objek.status in t.dari and not t.alasan_wajib and t.bukan_pelaku + t.bukan_pihak)
    return [kalimat for t in terbuka if (kalimat := _kalimat(objek, t, wilayah))]


def tanpa_pelaku_langkah(objek: Any, langkah: Iterable[Transisi]) -> list[str]:
    """Why nobody can take any of these steps; nothing when one of them is open to somebody."""
    kalimat = [_kalimat(objek, t, wilayah_dari(objek)) for t in langkah]
    return kalimat if all(kalimat) else []


def _kalimat(objek: Any, transisi: Transisi, wilayah: Desa | Kecamatan) -> str:
    sebab = tersangkut(objek, transisi)
    if not sebab:
        return ""
    berhak = list(pemegang(wilayah, *transisi.peran))
    if any(p.pk not in sebab for p in berhak):
        return ""
    peran = " atau ".join(Peran(p).label.lower() for p in sorted(transisi.peran))
    mengapa = ", ".join(f"{p} {sebab[p.pk]}" for p in berhak)
    awal = f"Tidak ada {peran} yang dapat mengambil langkah “{transisi.label}”" + (f": {mengapa}." if mengapa else ".")
    kantor = wilayah.kecamatan if isinstance(wilayah, Desa) else wilayah
    calon = [p.nama for p in pemegang_peran_kecamatan(kantor, *KANTOR).order_by("nama") if p.pk not in sebab]
    lainnya = " dan lainnya" if len(calon) > SEBUT else ""
    siapa = f"Yang tidak terlibat: {', '.join(calon[:SEBUT])}{lainnya}." if calon else SEMUA_TERLIBAT
    tunjuk = "Plh. atau Plt. camat lain" if Peran.CAMAT in transisi.peran else f"{peran} lain"
    return f"{awal} Mintalah admin menugaskan {tunjuk}. {siapa}"


def pemegang(wilayah: Desa | Kecamatan, *peran: str) -> Iterable[Pengguna]:
    if isinstance(wilayah, Desa):
        return pemegang_peran(wilayah, *peran)
    return pemegang_peran_kecamatan(wilayah, *peran)

"""Parts that the surat tugas, the report and the forms share."""

from dataclasses import dataclass

from monitoring.enums import BIDANG
from monitoring.models import Monitoring


@dataclass(frozen=True)
class Petugas:
    """One who monitors, as Format I names them. `id` is the account, where there is one; it is not printed."""

    nama: str = ""
    jenis_kelamin: str = ""
    nip: str = ""
    jabatan: str = ""
    alamat: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Tempat:
    desa: str
    kecamatan: str
    kabupaten: str
    ibu_kota: str


def tempat(monitoring: Monitoring) -> Tempat:
    kecamatan = monitoring.desa.kecamatan
    return Tempat(str(monitoring.desa), str(kecamatan), str(kecamatan.kabupaten), kecamatan.tempat)


def daftar_petugas(monitoring: Monitoring) -> list[Petugas]:
    """In the order of the letter; one nameless person, to be filled in by hand, if none."""
    return [
        Petugas(p.nama, p.get_jenis_kelamin_display(), p.nip, p.jabatan, p.alamat, p.pengguna_id)
        for p in monitoring.petugas.all()
    ] or [Petugas()]


def bidang_kalimat(nomor: int, bidang: str) -> str:
    """The bidang inside a sentence: 'bidang penyelenggaraan pemerintahan', as Format I writes it."""
    return bidang.lower().replace(" desa", " Desa") if nomor in BIDANG else bidang

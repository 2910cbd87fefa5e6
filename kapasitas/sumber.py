"""What other rooms know and this one needs: by what a competency was seen, and which villages are in focus.

A room above registers itself (`bukti_daftarkan`, `lokus_daftarkan`); trainings and files are known here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from akun.models import Pengguna
from berkas.enums import StatusBerkas
from berkas.models import Berkas
from desa.models import Kecamatan, Perangkat
from kapasitas.models import Butir, Peserta

BERKAS_BANYAK = 40


@dataclass(frozen=True)
class Bukti:
    """One thing that may be named: `nomor` is its key in its room, `teks` what is kept of it."""

    nomor: str
    teks: str


@dataclass(frozen=True)
class SumberBukti:
    jenis: str
    label: str
    tawarkan: Callable[[Perangkat, Pengguna], Iterable[Bukti]]
    alamat: Callable[[str], str]


BUKTI: dict[str, SumberBukti] = {}
Lokus = Callable[[Kecamatan, int], Collection[int]]  # the focus villages of a kecamatan in a year
LOKUS: list[Lokus] = []


def bukti_daftarkan(sumber: SumberBukti) -> None:
    BUKTI[sumber.jenis] = sumber


def lokus_daftarkan(sumber: Lokus) -> None:
    LOKUS.append(sumber)


def lokus(kecamatan: Kecamatan, tahun: int) -> set[int]:
    return {pk for sumber in LOKUS for pk in sumber(kecamatan, tahun)}


def tawaran(perangkat: Perangkat, pengguna: Pengguna) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a field: (kind, [(its key, its words)]); what a kind has nothing of is left out."""
    semua = [
        (s.label, [(f"{s.jenis}:{b.nomor}", b.teks[:250]) for b in s.tawarkan(perangkat, pengguna)])
        for s in BUKTI.values()
    ]
    return [(label, isi) for label, isi in semua if isi]


def alamat_bukti(butir: Butir) -> str:
    """Where the evidence is to be seen; '' where it is in words only, or its room is gone."""
    sumber = BUKTI.get(butir.bukti_jenis)
    return sumber.alamat(butir.bukti_nomor) if sumber else ""


def _pelatihan(perangkat: Perangkat, _pengguna: Pengguna) -> Iterator[Bukti]:
    for p in Peserta.objects.filter(perangkat=perangkat).select_related("pelatihan").order_by("-pelatihan__mulai"):
        yield Bukti(str(p.pelatihan_id), f"{p.pelatihan.judul}, {p.pelatihan.hari}")


def _berkas(perangkat: Perangkat, pengguna: Pengguna) -> Iterator[Bukti]:
    ada = Berkas.objects.untuk(pengguna).filter(desa=perangkat.desa_id).exclude(status=StatusBerkas.DITOLAK)
    for b in ada.select_related("kategori").order_by("-diubah", "-pk")[:BERKAS_BANYAK]:
        yield Bukti(str(b.pk), f"{b.judul}{f', {b.periode_label}' if b.periode else ''}")


bukti_daftarkan(
    SumberBukti(
        "pelatihan", "Pelatihan yang diikuti", _pelatihan, lambda n: reverse("kapasitas:pelatihan-rinci", args=[n])
    )
)
bukti_daftarkan(SumberBukti("berkas", "Berkas desa", _berkas, lambda n: reverse("berkas:berkas-rinci", args=[n])))

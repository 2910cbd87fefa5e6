"""The kinds of findings about books: each book of the checklist times each thing that may be amiss with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dasar.acuan import baca
from dasar.skema import Daftar, Peta, Tanggal, Teks
from tindaklanjut.enums import Tingkat
from tindaklanjut.jenis import JenisAcuan

BERKAS = Path(__file__).parent / "jenis-temuan-buku.yaml"
SKEMA = Peta(
    {
        "kode": Teks(),
        "judul": Teks(),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "cacat": Daftar(
            Peta(
                {
                    "kode": Teks(pilihan=("tidak_ada", "terlambat", "format", "ttd")),
                    "nama": Teks(maks=60),
                    "uraian": Teks(maks=300),
                    "saran": Teks(maks=300),
                    "tingkat": Teks(pilihan=tuple(Tingkat.values)),
                    "dasar": Teks(maks=150),
                }
            ),
            unik=("kode",),
        ),
    }
)


def cacat_buku() -> list[dict[str, Any]]:
    """What may be amiss with a book, the gravest first. Raises AcuanRusak."""
    daftar: list[dict[str, Any]] = baca(BERKAS, SKEMA)["cacat"]
    return daftar


def kode_jenis(buku: str, cacat: str) -> str:
    return f"buku:{buku}:{cacat}"


def jenis_temuan_buku(buku: list[dict[str, Any]]) -> Iterator[JenisAcuan]:
    """The kinds for these books of a checklist (perut.acuan.daftar_buku)."""
    for b in buku:
        for c in cacat_buku():
            yield JenisAcuan(
                kode=kode_jenis(b["kode"], c["kode"]),
                nama=f"{b['nama']}: {c['nama']}",
                kelompok="Buku administrasi",
                uraian=c["uraian"].format(buku=b["nama"], batas="bulan lalu"),
                saran=c["saran"],
                tingkat=c["tingkat"],
                dasar=f"{b['sumber'][0]}; {c['dasar']}"[:300],
            )

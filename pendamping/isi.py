"""A sheet as it is read and printed: what is stored now, or the frozen copy of a confirmed one."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.formats import date_format

from pendamping.acuan import himpunan
from pendamping.enums import KeadaanButir, Putusan
from pendamping.models import IsianPendamping, Lembar


@dataclass(frozen=True)
class Bukti:
    teks: str
    berkas: int | None = None  # the document; its version is kept by the row
    rujukan: str = ""
    rujukan_id: str = ""


@dataclass(frozen=True)
class Baris:
    kode: str
    tugas: str
    usulan_bukti: str = ""
    catatan: str = ""
    keadaan: str = ""
    uraian: str = ""
    jumlah: int | None = None
    hari: str = ""
    alasan: str = ""
    putusan: str = ""
    putusan_alasan: str = ""
    bukti: list[Bukti] = field(default_factory=list)

    @property
    def terisi(self) -> bool:
        return bool(self.keadaan or self.uraian or self.alasan or self.jumlah is not None or self.hari or self.bukti)

    @property
    def keadaan_nama(self) -> str:
        return KeadaanButir(self.keadaan).label if self.keadaan else "Tidak ada kegiatan yang dicatat"

    @property
    def putusan_nama(self) -> str:
        return Putusan(self.putusan).label if self.putusan else ""

    @property
    def kapan(self) -> str:
        """'3 kali, terakhir 5 Mei 2026'; '' where neither was given."""
        kali = f"{self.jumlah} kali" if self.jumlah is not None else ""
        return ", ".join(filter(None, [kali, self.hari]))


@dataclass(frozen=True)
class Kelompok:
    judul: str
    kode: str
    baris: list[Baris]

    @property
    def terisi(self) -> list[Baris]:
        return [b for b in self.baris if b.terisi]


@dataclass(frozen=True)
class IsiLembar:
    """`catatan` is what the pendamping wrote about difficulties and plans."""

    daftar: str
    sumber: str
    kelompok: list[Kelompok]
    catatan: str

    @property
    def baris(self) -> list[Baris]:
        return [b for k in self.kelompok for b in k.baris]

    def hitung(self) -> dict[str, int]:
        """How many duties there are, and what became of them."""
        semua = self.baris
        dikerjakan = sum(b.keadaan == KeadaanButir.DIKERJAKAN for b in semua)
        tidak = sum(b.keadaan == KeadaanButir.TIDAK_BERLAKU for b in semua)
        return {
            "semua": len(semua),
            "dikerjakan": dikerjakan,
            "tidak_berlaku": tidak,
            "tanpa": len(semua) - dikerjakan - tidak,
            "berbukti": sum(bool(b.bukti) for b in semua),
        }

    def beku(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def dari_beku(cls, isi: dict[str, Any]) -> "IsiLembar":
        def baris(b: dict[str, Any]) -> Baris:
            return Baris(**b | {"bukti": [Bukti(**x) for x in b["bukti"]]})

        kelompok = [Kelompok(k["judul"], k["kode"], [baris(b) for b in k["baris"]]) for k in isi["kelompok"]]
        return cls(isi["daftar"], isi["sumber"], kelompok, isi["catatan"])


def isi_lembar(lembar: Lembar) -> IsiLembar:
    """What the page and the report say; of a confirmed sheet its frozen words. Raises AcuanRusak."""
    return IsiLembar.dari_beku(lembar.beku) if lembar.beku is not None else isi_kini(lembar)


def isi_kini(lembar: Lembar) -> IsiLembar:
    """As it is stored now. `isian__bukti__versi_berkas` may be prefetched."""
    daftar = himpunan(lembar.himpunan)
    ada = {i.kode: i for i in lembar.isian.all()}
    kelompok = [
        Kelompok(
            k.judul,
            k.induk.kode,
            [_baris(b.kode, b.uraian, b.bukti, b.catatan, ada.get(b.kode)) for b in k.butir],
        )
        for k in daftar.kelompok(lembar.jenis)
    ]
    return IsiLembar(daftar.judul, daftar.sumber, kelompok, lembar.catatan.strip())


def _baris(kode: str, tugas: str, usulan: str, catatan: str, isian: IsianPendamping | None) -> Baris:
    if isian is None:
        return Baris(kode, tugas, usulan, catatan)
    return Baris(
        kode,
        tugas,
        usulan,
        catatan,
        keadaan=isian.keadaan,
        uraian=isian.uraian.strip(),
        jumlah=isian.jumlah,
        hari=date_format(isian.hari, "j F Y") if isian.hari else "",
        alasan=isian.alasan.strip(),
        putusan=isian.putusan,
        putusan_alasan=isian.putusan_alasan,
        bukti=[
            Bukti(
                b.teks,
                berkas=b.versi_berkas.berkas_id if b.versi_berkas else None,
                rujukan=b.rujukan,
                rujukan_id=b.rujukan_id,
            )
            for b in isian.bukti.all()
        ],
    )

"""The factors of the order of risk, read from YAML. A factor without a source is refused with a sentence."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dasar.acuan import baca, baca_semua
from dasar.skema import Bilangan, Daftar, Keluhan, Peta, Tanggal, Teks
from dasbor.risiko.ukuran import UKURAN

ACUAN = Path(__file__).parent / "acuan"
KEDUDUKAN = {
    "disebut": "disebut sumber",
    "nama_saja": "namanya saja disebut sumber",
    "usulan": "usulan PERUT",
}
ARAH = ("naik", "turun")


@dataclass(frozen=True)
class Anak:
    """One rung: from `ambang` on (or down from it) so many points."""

    ambang: int
    poin: int


@dataclass(frozen=True)
class Sumber:
    lembaga: str
    tempat: str = ""
    url: str = ""
    alasan: str = ""


@dataclass(frozen=True)
class Faktor:
    kode: str
    nama: str
    golongan: str
    arti: str
    ukuran: str
    arah: str
    tangga: tuple[Anak, ...]
    belum_pernah: int | None
    kedudukan: str
    sumber: Sumber

    @property
    def maksimum(self) -> int:
        """The most points that this factor can give."""
        return max(*(a.poin for a in self.tangga), self.belum_pernah or 0, 0)

    @property
    def kedudukan_label(self) -> str:
        return KEDUDUKAN[self.kedudukan]

    @property
    def satuan(self) -> str:
        return UKURAN[self.ukuran].satuan

    @property
    def isi_tangga(self) -> str:
        """'365 atau lebih: 5; 180 atau lebih: 4'."""
        kata = "atau lebih" if self.arah == "naik" else "atau kurang"
        anak = [f"{a.ambang} {kata}: {a.poin}" for a in self.tangga]
        if self.belum_pernah is not None:
            anak.append(f"belum pernah: {self.belum_pernah}")
        return "; ".join(anak)


@dataclass(frozen=True)
class TidakDinilai:
    nama: str
    sebab: str
    lembaga: str


@dataclass(frozen=True)
class Himpunan:
    """The factors in force, and what sources name but nothing here can or should measure."""

    kode: str
    judul: str
    catatan_poin: str
    faktor: tuple[Faktor, ...]
    tidak_dinilai: tuple[TidakDinilai, ...]


def _periksa_faktor(isi: dict[str, Any]) -> Keluhan:
    sumber = isi.get("sumber")
    if not sumber:
        yield (
            ("kode",),
            f"faktor “{isi['kode']}” tidak bersumber. Sebut lembaga dan tempatnya, atau nyatakan kedudukannya usulan "
            "dengan alasannya; faktor tanpa sumber tidak dipakai.",
        )
    elif isi["kedudukan"] == "usulan" and not sumber.get("alasan"):
        yield ("sumber",), f"faktor “{isi['kode']}” usulan PERUT tanpa alasan; tulis alasannya."
    elif isi["kedudukan"] != "usulan" and not (sumber.get("tempat") and sumber.get("url")):
        yield ("sumber",), f"sumber faktor “{isi['kode']}” tidak menyebut tempat dan url-nya."
    urut = [a["ambang"] for a in isi["tangga"]]
    if urut != sorted(urut, reverse=isi["arah"] == "naik") or len(set(urut)) != len(urut):
        yield ("tangga",), f"tangga faktor “{isi['kode']}” tidak urut dari yang terberat."


SUMBER = Peta({"lembaga": Teks(maks=200)}, {"tempat": Teks(maks=300), "url": Teks(maks=400), "alasan": Teks(maks=500)})
FAKTOR = Peta(
    {
        "kode": Teks(maks=40, pola=r"[a-z0-9-]+", contoh="temuan-terbuka"),
        "nama": Teks(maks=120),
        "golongan": Teks(maks=40),
        "arti": Teks(maks=300),
        "ukuran": Teks(pilihan=tuple(UKURAN)),
        "arah": Teks(pilihan=ARAH),
        "tangga": Daftar(Peta({"ambang": Bilangan(), "poin": Bilangan(1, 10)})),
        "kedudukan": Teks(pilihan=tuple(KEDUDUKAN)),
    },
    {"sumber": SUMBER, "belum_pernah": Bilangan(0, 10)},
    periksa=_periksa_faktor,
)
SKEMA = Peta(
    {
        "kode": Teks(maks=60),
        "judul": Teks(maks=120),
        "berlaku_sejak": Tanggal(),
        "catatan_poin": Teks(maks=300),
        "faktor": Daftar(FAKTOR, unik=("kode",)),
        "tidak_dinilai": Daftar(
            Peta({"nama": Teks(maks=200), "sebab": Teks(maks=300), "lembaga": Teks(maks=200)}), boleh_kosong=True
        ),
    }
)


def himpunan_dari(berkas: Path) -> Himpunan:
    """One file of factors. AcuanRusak with a sentence, the file and the line for each fault."""
    return _himpunan(baca(berkas, SKEMA))


def himpunan_berlaku() -> Himpunan:
    """The newest file of factors that is shipped."""
    return _himpunan(baca_semua(sorted(ACUAN.glob("*.yaml")), SKEMA)[-1])


def _himpunan(isi: dict[str, Any]) -> Himpunan:
    return Himpunan(
        isi["kode"],
        isi["judul"],
        isi["catatan_poin"],
        tuple(
            Faktor(
                **{k: f[k] for k in ("kode", "nama", "golongan", "arti", "ukuran", "arah", "kedudukan")},
                tangga=tuple(Anak(**a) for a in f["tangga"]),
                belum_pernah=f.get("belum_pernah"),
                sumber=Sumber(**f["sumber"]),
            )
            for f in isi["faktor"]
        ),
        tuple(TidakDinilai(**t) for t in isi["tidak_dinilai"]),
    )

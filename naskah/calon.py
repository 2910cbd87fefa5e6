"""Who is going to sign a document, in which order and how, before it is approved; and who of them is missing.

The signers are those that the kind names (`JenisNaskah.penanda`). Each of them is required: where ink will fill a
dotted line its place may stay nameless until then, and is kept as a place; an electronic document has no such line.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from dasar.nama import awali
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from naskah import identitas
from naskah.enums.naskah import CaraTtd
from naskah.jenis import JenisNaskah, Penanda, penanda_bertempat
from naskah.models import Naskah, PengaturanTtd
from naskah.pejabat import camat, penanda_tangan

CARA_AKUN = {
    CaraTtd.BASAH: "dengan tinta",
    CaraTtd.ELEKTRONIK: "secara elektronik, dengan akunnya sendiri",
    CaraTtd.BSRE: "secara elektronik (BSrE), dengan akunnya sendiri",
}
CARA_JARI = "dengan goresan jari di ponsel petugas, disaksikan petugas itu"
DITULIS_TANGAN = "Namanya belum tercatat; titik-titiknya diisi dengan tangan."


@dataclass(frozen=True)
class Calon:
    """One who is to sign. `kurang` is why the document cannot be approved so, `catatan` what is worth knowing;
    `tautan` leads to where it is mended."""

    penanda: Penanda
    cara: str
    kurang: str = ""
    catatan: str = ""
    tautan: str = ""

    @property
    def sebutan(self) -> str:
        return sebutan_penanda(self.penanda)


def sebutan_penanda(penanda: Penanda) -> str:
    """The name; of a place without one the post."""
    return penanda.orang.nama or penanda.orang.jabatan or awali(penanda.sebagai.lower()) or "Seorang penanda tangan"


def pengaturan_ttd(kecamatan: Kecamatan) -> tuple[str, bool]:
    """How this kecamatan signs now, and whether a finger on the screen is allowed."""
    baris = PengaturanTtd.objects.filter(kecamatan=kecamatan).first()
    return (baris.cara, baris.jari) if baris else (CaraTtd.BASAH, True)


def daftar_calon(jenis: JenisNaskah, isi: dict[str, Any], kecamatan: Kecamatan, desa: Desa | None) -> list[Calon]:
    """The signers of this content as the kecamatan signs today."""
    cara, jari = pengaturan_ttd(kecamatan)
    urut = sorted(jenis.penanda(isi), key=lambda p: p.urutan)
    return [_calon(p, jenis, CaraTtd(cara), jari, desa) for p in urut]


def _calon(penanda: Penanda, jenis: JenisNaskah, cara: CaraTtd, jari: bool, desa: Desa | None) -> Calon:
    orang, basah = penanda.orang, cara == CaraTtd.BASAH
    if not orang.nama:
        url = reverse("desa:desa-rinci", args=[desa.pk]) if desa else ""
        if basah:
            return Calon(penanda, CARA_AKUN[cara], catatan=DITULIS_TANGAN, tautan=url)
        kurang = (
            f"{sebutan_penanda(penanda)} belum tercatat namanya, sedangkan ia ikut menandatangani {jenis.nama}. "
            f"{_akun(orang.id)}Sekretaris desa atau verifikator mencatatnya di halaman desa."
        )
        return Calon(penanda, CARA_AKUN[cara], kurang=kurang, tautan=url)
    if basah or orang.id is not None:
        return Calon(penanda, CARA_AKUN[cara])
    if jari:
        return Calon(penanda, CARA_JARI)
    kurang = (
        f"{orang.nama} belum mempunyai akun, sedangkan kecamatan ini tidak memakai goresan jari. Buatkan akun, atau "
        "izinkan goresan jari di pengaturan tanda tangan."
    )
    return Calon(penanda, CARA_JARI, kurang=kurang)


def _akun(pk: int | None) -> str:
    """An account alone names nobody in a document."""
    akun = Pengguna.objects.filter(pk=pk).first() if pk else None
    return f"Akun {akun.nama} memegang peran itu, tetapi ia tidak ada di daftar perangkat. " if akun else ""


def calon_naskah(naskah: Naskah) -> list[Calon]:
    """Who would sign if it were approved today: the camat in office, and whom its kind names for today."""
    jenis = naskah.ketentuan
    isi = naskah.isi | (jenis.calon(naskah) if jenis.calon else {})
    if kunci := [p.kunci_isi for p in jenis.pos.values() if p.peran == Peran.CAMAT]:
        orang = asdict(camat(naskah.kecamatan, hari_ini(naskah.kecamatan)))
        isi = isi | dict.fromkeys(kunci, orang)
    return daftar_calon(jenis, isi, naskah.kecamatan, naskah.desa)


def kekurangan_calon(calon: list[Calon]) -> list[str]:
    """Why it cannot be approved with these signers."""
    return list(dict.fromkeys(c.kurang for c in calon if c.kurang))


def kurang_setuju(naskah: Naskah, oleh: Pengguna, isi: dict[str, Any] | None = None) -> list[str]:
    """All that would stand in the way of an approval by `oleh` now, said before a password is asked: also what is
    printed under an electronic signature, the letterhead, and names that belong to another account.

    `isi` is the content as it would be frozen, where the caller composes it; some sentences carry a link.
    """
    jenis, hari = naskah.ketentuan, hari_ini(naskah.kecamatan)
    if isi is None:
        isi = naskah.isi | (jenis.calon(naskah) if jenis.calon else {})
        for pos in jenis.pos.values():
            if pos.peran == Peran.CAMAT:
                isi[pos.kunci_isi] = asdict(pos.bentuk(penanda_tangan(oleh, naskah.kecamatan, hari, naskah.jenis)))
    tempat, isian = {"kecamatan": naskah.kecamatan, "desa": naskah.desa}, {"jenis": naskah.jenis, "isi": isi}
    beku = Naskah(**tempat, **isian, cara_ttd=pengaturan_ttd(naskah.kecamatan)[0])
    calon = kekurangan_calon(daftar_calon(jenis, isi, naskah.kecamatan, naskah.desa))
    return calon or identitas.kekurangan_penanda(beku, penanda_bertempat(jenis, isi), oleh=oleh, pada=hari)


def kekurangan_penanda(naskah: Naskah | None) -> list[str]:
    """For the transition tables: every required signer is named, and has a way to sign."""
    return kekurangan_calon(calon_naskah(naskah)) if naskah else []

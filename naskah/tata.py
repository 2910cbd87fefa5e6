"""What a kecamatan adds to every document of a kind: paper, size of the text, initials, copies. Frozen on approval."""

from typing import Any

from desa.models import Desa, Kecamatan
from naskah.daftar import daftar_butir, isikan
from naskah.enums.tata import BagianDaftar, Kertas
from naskah.jenis import jenis_naskah
from naskah.models import Naskah, TataNaskah

LEMBAR = {
    Kertas.A4: ("A4", "A4 landscape"),
    Kertas.F4: ("215mm 330mm", "330mm 215mm"),
}


def tata(kecamatan: Kecamatan) -> dict[str, object]:
    """What `naskah/pdf/_tata.html` and `_paraf.html` read."""
    milik = TataNaskah.objects.filter(kecamatan=kecamatan).first() or TataNaskah(kecamatan=kecamatan)
    tegak, melintang = LEMBAR[Kertas(milik.kertas)]
    return {
        "lembar": tegak,
        "lembar_melintang": melintang,
        "huruf": int(milik.huruf),
        "paraf": milik.pemaraf if milik.paraf else [],
    }


def bertata(isi: dict[str, Any], *, jenis: str, kecamatan: Kecamatan, desa: Desa | None) -> dict[str, Any]:
    """The content with the office's own additions; what it has already stays."""
    tambahan: dict[str, Any] = {"tata": tata(kecamatan)}
    if jenis_naskah(jenis).tembusan is not None:
        butir = daftar_butir(kecamatan, jenis, BagianDaftar.TEMBUSAN)
        tambahan["tembusan"] = isikan(butir, **isian(kecamatan, desa))
    return tambahan | isi


def naskah_bertata(naskah: Naskah) -> dict[str, Any]:
    return bertata(naskah.isi, jenis=naskah.jenis, kecamatan=naskah.kecamatan, desa=naskah.desa)


def isian(kecamatan: Kecamatan, desa: Desa | None = None) -> dict[str, str]:
    """What an item of a list may name in braces."""
    return {
        "desa": str(desa or "Desa"),
        "bpd": desa.nama_bpd if desa else "Badan Permusyawaratan Desa",
        "kecamatan": str(kecamatan),
        "kabupaten": str(kecamatan.kabupaten),
        "kepala_daerah": kecamatan.kabupaten.kepala_daerah,
    }

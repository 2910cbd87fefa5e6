"""The tags of one source of a merged PDF, made ready to be copied: what a screen reader follows in the result.

Signature fields become pictures there, so their Form elements become Figures with the same words.
"""

import re
from dataclasses import dataclass
from typing import Any

import pikepdf

GAMBAR = re.compile(rb"q\n[^\n]* cm\n/\S+ Do\nQ\n")  # one flattened field, as qpdf writes it


@dataclass
class Struktur:
    akar: pikepdf.Object
    dokumen: pikepdf.Object
    nomor: dict[int, pikepdf.Object]

    def isi_halaman(self, halaman: pikepdf.Page) -> pikepdf.Object | None:
        """The elements of a page's content, by marked-content number; None for a page without tags."""
        kunci = halaman.obj.get("/StructParents")
        return self.nomor.get(int(kunci)) if kunci is not None else None


def struktur_sumber(pdf: pikepdf.Pdf) -> Struktur | None:
    """None where the source has no tags, or keeps them in another way than our printer does."""
    akar = pdf.Root.get("/StructTreeRoot")
    if akar is None or "/ParentTree" not in akar or "/Nums" not in akar.ParentTree or "/K" not in akar:
        return None
    dokumen = akar.K[0] if isinstance(akar.K, pikepdf.Array) and len(akar.K) == 1 else akar.K
    if not isinstance(dokumen, pikepdf.Dictionary) or not (dokumen.is_indirect and akar.is_indirect):
        return None
    nums = list(akar.ParentTree.Nums)
    _sederhanakan(dokumen)
    return Struktur(akar, dokumen, {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)})


def _sederhanakan(unsur: pikepdf.Object) -> None:
    """Cells lose their names, which would occur twice in the result; the scope of the headers says the same."""
    antre = [unsur]
    while antre:
        u = antre.pop()
        if "/ID" in u:
            del u["/ID"]
        if "/A" in u and isinstance(u.A, pikepdf.Dictionary) and "/Headers" in u.A:
            del u.A["/Headers"]
        anak = u.get("/K")
        for a in anak if isinstance(anak, pikepdf.Array) else [anak]:
            if isinstance(a, pikepdf.Dictionary) and "/S" in a:
                antre.append(a)


def ratakan(pdf: pikepdf.Pdf, struktur: Struktur | None) -> None:
    """Draw the fields into the pages, and tag each drawing with the words of its field."""
    bidang = {h.obj.objgen: [a for a in h.obj.get("/Annots", []) if "/AP" in a] for h in pdf.pages}
    unsur = {n: [_unsur(a, struktur) for a in daftar] for n, daftar in bidang.items()}
    pdf.flatten_annotations("all")
    for h in pdf.pages:
        if unsur[h.obj.objgen] and isinstance(h.obj.Contents, pikepdf.Array):
            _tandai(h, unsur[h.obj.objgen], struktur)


def _unsur(anotasi: pikepdf.Object, struktur: Struktur | None) -> pikepdf.Object | None:
    kunci = anotasi.get("/StructParent")
    return struktur.nomor.get(int(kunci)) if struktur and kunci is not None else None


def _tandai(halaman: pikepdf.Page, unsur: list[Any], struktur: Struktur | None) -> None:
    aliran = halaman.obj.Contents[-1]
    isi = aliran.read_bytes()
    daftar = struktur.isi_halaman(halaman) if struktur else None
    gambar = GAMBAR.findall(isi)
    antre = iter(unsur if len(gambar) == len(unsur) else [None] * len(gambar))

    def tanda(cocok: re.Match[bytes]) -> bytes:
        u = next(antre)
        if u is None or daftar is None:
            return b"/Artifact BMC\n" + cocok[0] + b"EMC\n"
        mcid = len(daftar)
        daftar.append(u)
        u["/S"], u["/Pg"], u["/K"] = pikepdf.Name.Figure, halaman.obj, mcid
        return b"/Figure <</MCID %d>> BDC\n" % mcid + cocok[0] + b"EMC\n"

    aliran.write(GAMBAR.sub(tanda, isi))

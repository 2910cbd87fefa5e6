"""The tag tree of a tagged PDF, extended by what signatures add (ISO 32000-1, 14.7; PDF/A-3a)."""

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def _ambil(kamus: generic.DictionaryObject | None, kunci: str) -> Any:
    """The value behind this key with references followed, or None."""
    return kamus[kunci] if kamus is not None and kunci in kamus else None


class PohonTanda:
    """Adds elements to the end of the document's structure. Does nothing in a PDF without tags.

    Number trees with /Kids are left alone: WeasyPrint writes one flat list, and a wrong entry in the
    tree is worse than none.
    """

    def __init__(self, pdf: IncrementalPdfFileWriter) -> None:
        self._pdf = pdf
        self._akar = _ambil(pdf.root, "/StructTreeRoot")
        self._nomor = _ambil(_ambil(self._akar, "/ParentTree"), "/Nums")

    @property
    def ada(self) -> bool:
        return self._nomor is not None

    def _dokumen(self) -> tuple[generic.IndirectObject, generic.DictionaryObject]:
        """The element that holds the document's content, itself an indirect object."""
        anak = self._akar.raw_get("/K")
        if isinstance(anak, generic.IndirectObject) and isinstance(anak.get_object(), generic.ArrayObject):
            anak = anak.get_object()
        if isinstance(anak, generic.ArrayObject):
            anak = anak.raw_get(0)
        return anak, anak.get_object()

    def _sisip(self, unsur: generic.DictionaryObject) -> generic.IndirectObject:
        rujukan, induk = self._dokumen()
        unsur["/Type"] = pdf_name("/StructElem")
        unsur["/P"] = rujukan
        ref = self._pdf.add_object(unsur)
        anak = _ambil(induk, "/K")
        if isinstance(anak, generic.ArrayObject):
            anak.append(ref)
            self._pdf.update_container(anak)
        else:
            induk["/K"] = generic.ArrayObject([*([induk.raw_get("/K")] if anak is not None else []), ref])
        self._pdf.update_container(induk)
        return ref

    def _kunci_baru(self) -> int:
        return 1 + max((int(self._nomor[n]) for n in range(0, len(self._nomor), 2)), default=-1)

    def anotasi(self, anotasi: generic.IndirectObject, *, halaman: generic.IndirectObject, keterangan: str) -> None:
        """Tag a form field: a Form element that refers to the widget, and the way back."""
        if not self.ada:
            return
        objr = {"/Type": pdf_name("/OBJR"), "/Obj": anotasi, "/Pg": halaman}
        ref = self._sisip(
            generic.DictionaryObject(
                {
                    pdf_name("/S"): pdf_name("/Form"),
                    pdf_name("/Pg"): halaman,
                    pdf_name("/Alt"): generic.TextStringObject(keterangan),
                    # Not in an array: pyHanko's examination of changes knows the field by this path.
                    pdf_name("/K"): generic.DictionaryObject({pdf_name(k): v for k, v in objr.items()}),
                }
            )
        )
        kunci = self._kunci_baru()
        self._nomor.extend([generic.NumberObject(kunci), ref])
        self._pdf.update_container(self._nomor)
        anotasi.get_object()["/StructParent"] = generic.NumberObject(kunci)
        self._pdf.mark_update(anotasi)

    def gambar(self, halaman: generic.IndirectObject, *, keterangan: str, teks: str) -> int | None:
        """Tag content about to be drawn on this page as a Figure; returns its marked-content id."""
        isi_halaman = halaman.get_object()
        if not self.ada or "/StructParents" not in isi_halaman:
            return None
        kunci = int(isi_halaman["/StructParents"])
        letak = next((n for n in range(0, len(self._nomor), 2) if int(self._nomor[n]) == kunci), None)
        if letak is None:
            return None
        daftar = self._nomor[letak + 1]
        mcid = len(daftar)
        ref = self._sisip(
            generic.DictionaryObject(
                {
                    pdf_name("/S"): pdf_name("/Figure"),
                    pdf_name("/Pg"): halaman,
                    pdf_name("/Alt"): generic.TextStringObject(keterangan),
                    pdf_name("/ActualText"): generic.TextStringObject(teks),
                    pdf_name("/K"): generic.ArrayObject([generic.NumberObject(mcid)]),
                }
            )
        )
        daftar.append(ref)
        self._pdf.update_container(daftar)
        return mcid

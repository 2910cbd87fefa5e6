"""Many PDFs written one after another into one, in constant memory.

pikepdf (qpdf) and pypdf hold every object of the result until it is saved: some 100 KB per document,
100 MB for a thousand. Here each source is read by pikepdf, its pages are written out at once with new
object numbers, and only the offsets of the objects and the bookmarks stay in memory.
"""

import secrets
from array import array
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

import pikepdf

from naskah.ekspor.struktur import ratakan, struktur_sumber

DIWARISKAN = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
# What points outside the page, or names a place in the source's own structure: it gets a new one (struktur.py).
DITINGGALKAN = frozenset({"/Parent", "/B", "/StructParents", "/StructParent", "/PieceInfo"})
KATALOG, POHON, INFO, AKAR, DOKUMEN, NOMOR = 1, 2, 3, 4, 5, 6


class Penggabung:
    """Write with `tambah`, one source at a time; then `selesai`. The file is valid only after that.

    Signatures cannot survive: their pictures are drawn into the pages, the copy carries none.
    """

    def __init__(self, keluar: BinaryIO) -> None:
        self.keluar = keluar
        self.letak = array("Q", [0] * (NOMOR + 1))  # offset by object number; 0: never written
        self.cabang: list[tuple[int, int]] = []  # /Pages node per source, number of its pages
        self.penanda: list[tuple[str, int]] = []  # bookmark, object number of the page it leads to
        self.halaman = 0
        self.unsur = array("Q")  # the document element of each tagged source
        self.induk_isi = array("Q")  # by structure key: the object that names the elements of a page
        self.semua_bertanda = True
        keluar.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def tambah(self, sumber: BinaryIO, *, judul: str) -> int:
        """Append one PDF under a bookmark; returns its number of pages. Raises pikepdf.PdfError."""
        with pikepdf.open(sumber) as pdf:
            struktur = struktur_sumber(pdf)
            if "/AcroForm" in pdf.Root:
                ratakan(pdf, struktur)
            halaman = list(pdf.pages)
            if not halaman:
                raise pikepdf.PdfError("PDF tanpa halaman.")
            induk = self._nomor()
            salin = _Salin(self, {h.obj.objgen: self._nomor() for h in halaman})
            for h in halaman:
                kunci = b""
                if struktur and (isi := struktur.isi_halaman(h)) is not None:
                    kunci = b" /StructParents %d" % len(self.induk_isi)
                    self.induk_isi.append(nomor := self._nomor())
                    self._tulis(nomor, salin._langsung(isi))
                self._tulis(salin.peta[h.obj.objgen], salin.halaman(h, induk, kunci))
            if struktur:
                salin.peta[struktur.akar.objgen] = DOKUMEN
                self.unsur.append(salin.rujuk(struktur.dokumen))
            else:
                self.semua_bertanda = False
            for nomor, isi in salin.antrean():
                self._tulis(nomor, isi)
            anak = [salin.peta[h.obj.objgen] for h in halaman]
        kids = b" ".join(b"%d 0 R" % n for n in anak)
        self._tulis(induk, b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>" % (POHON, len(anak), kids))
        self.cabang.append((induk, len(anak)))
        self.penanda.append((judul, anak[0]))
        self.halaman += len(anak)
        return len(anak)

    def selesai(self, *, judul: str) -> None:
        """Page tree, bookmarks, catalogue, cross-reference table."""
        kids = b" ".join(b"%d 0 R" % n for n, _ in self.cabang)
        self._tulis(POHON, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (self.halaman, kids))
        self._tulis(INFO, b"<< /Title %s /Producer %s >>" % (_teks(judul), _teks("PERUT")))
        garis = self._penanda_buku()
        self._struktur()
        self._tulis(
            KATALOG,
            b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang (id)"
            b" /ViewerPreferences << /DisplayDocTitle true >>"
            b" /StructTreeRoot %d 0 R /MarkInfo << /Marked %s >> >>"
            % (POHON, garis, AKAR, b"true" if self.semua_bertanda else b"false"),
        )
        awal_xref = self.keluar.tell()
        self.keluar.write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self.letak))
        for letak in self.letak[1:]:
            self.keluar.write(b"%010d 00000 n \n" % letak if letak else b"0000000000 65535 f \n")
        pengenal = secrets.token_hex(16).encode()
        self.keluar.write(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self.letak), KATALOG, INFO, pengenal, pengenal, awal_xref)
        )

    def _struktur(self) -> None:
        """One document whose parts are the documents; untagged sources are not in it, and then nothing claims so."""
        anak = b" ".join(b"%d 0 R" % n for n in self.unsur)
        isi = b" ".join(b"%d %d 0 R" % (k, n) for k, n in enumerate(self.induk_isi))
        self._tulis(DOKUMEN, b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (AKAR, anak))
        self._tulis(NOMOR, b"<< /Nums [%s] >>" % isi)
        self._tulis(
            AKAR,
            b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d >>"
            % (DOKUMEN, NOMOR, len(self.induk_isi)),
        )

    def _penanda_buku(self) -> int:
        garis = self._nomor()
        butir = [self._nomor() for _ in self.penanda]
        for n, (judul, tujuan) in enumerate(self.penanda):
            tetangga = b" /Prev %d 0 R" % butir[n - 1] if n else b""
            tetangga += b" /Next %d 0 R" % butir[n + 1] if n + 1 < len(butir) else b""
            isi = b"<< /Title %s /Parent %d 0 R%s /Dest [%d 0 R /XYZ null null null] >>"
            self._tulis(butir[n], isi % (_teks(judul), garis, tetangga, tujuan))
        ujung = b" /First %d 0 R /Last %d 0 R" % (butir[0], butir[-1]) if butir else b""
        self._tulis(garis, b"<< /Type /Outlines /Count %d%s >>" % (len(butir), ujung))
        return garis

    def _nomor(self) -> int:
        self.letak.append(0)
        return len(self.letak) - 1

    def _tulis(self, nomor: int, isi: bytes) -> None:
        self.letak[nomor] = self.keluar.tell()
        self.keluar.write(b"%d 0 obj\n%s\nendobj\n" % (nomor, isi))


class _Salin:
    """The objects of one source as bytes, under the numbers that they get in the result."""

    def __init__(self, penggabung: Penggabung, peta: dict[tuple[int, int], int]) -> None:
        self.penggabung = penggabung
        self.peta = peta
        self.tunggu: list[tuple[int, pikepdf.Object]] = []

    def rujuk(self, objek: pikepdf.Object) -> int:
        """The number that an indirect object has in the result; it is written when its turn comes."""
        self._nilai(objek)
        return self.peta[objek.objgen]

    def halaman(self, halaman: pikepdf.Page, induk: int, tambahan: bytes) -> bytes:
        isi = {k: v for k, v in halaman.obj.items() if k not in DITINGGALKAN}
        for kunci in DIWARISKAN:
            if kunci not in isi and (nilai := _warisan(halaman.obj, kunci)) is not None:
                isi[kunci] = nilai
        return self._kamus(isi, b" /Parent %d 0 R" % induk + tambahan)

    def antrean(self) -> Iterator[tuple[int, bytes]]:
        """Whatever the pages refer to, and what that refers to, each once."""
        while self.tunggu:
            nomor, objek = self.tunggu.pop()
            yield nomor, self._langsung(objek)

    def _nilai(self, nilai: Any) -> bytes:
        if isinstance(nilai, pikepdf.Object) and nilai.is_indirect:
            if nilai.objgen not in self.peta:
                if isinstance(nilai, pikepdf.Dictionary) and nilai.get("/Type") == pikepdf.Name.Page:
                    return b"null"  # a page that is not part of the document
                self.peta[nilai.objgen] = self.penggabung._nomor()
                self.tunggu.append((self.peta[nilai.objgen], nilai))
            return b"%d 0 R" % self.peta[nilai.objgen]
        return self._langsung(nilai)

    def _langsung(self, nilai: Any) -> bytes:
        match nilai:
            case None:
                return b"null"
            case bool():
                return b"true" if nilai else b"false"
            case int():
                return b"%d" % nilai
            case Decimal() | float():
                return format(Decimal(nilai), "f").encode()
            case pikepdf.Stream():
                isi = {k: v for k, v in nilai.items() if k not in DITINGGALKAN and k != "/Length"}
                mentah = nilai.read_raw_bytes()
                return self._kamus(isi, b" /Length %d" % len(mentah)) + b"\nstream\n" + mentah + b"\nendstream"
            case pikepdf.Array():
                return b"[" + b" ".join(self._nilai(butir) for butir in nilai) + b"]"
            case pikepdf.Dictionary():
                return self._kamus({k: v for k, v in nilai.items() if k not in DITINGGALKAN})
            case pikepdf.Object():
                return nilai.unparse(resolved=True)  # names and strings
        raise TypeError(f"Objek PDF tidak dikenal: {type(nilai)}")

    def _kamus(self, isi: dict[str, Any], tambahan: bytes = b"") -> bytes:
        pasangan = b"".join(pikepdf.Name(k).unparse() + b" " + self._nilai(v) + b" " for k, v in isi.items())
        return b"<< " + pasangan + tambahan + b" >>"


def _warisan(simpul: pikepdf.Object, kunci: str) -> Any:
    for _ in range(50):
        if "/Parent" not in simpul:
            return None
        simpul = simpul["/Parent"]
        if kunci in simpul:
            return simpul[kunci]
    return None


def _teks(teks: str) -> bytes:
    """A PDF text string, any script, nothing in it to escape."""
    return b"<FEFF" + teks.encode("utf-16-be", "replace").hex().encode() + b">"

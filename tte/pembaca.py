"""pyHanko's reader without its one slow spot."""

from io import BytesIO

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader


class Pembaca(PdfFileReader):
    """Reads the index of an object stream once, not once for each of its objects.

    pyHanko 0.38 parses it anew every time, which is quadratic: a tagged berita acara keeps 1,200
    objects in one stream, and examining one signature of it took 3.5 seconds instead of 0.3. Never
    strict, like every reading here.
    """

    def __init__(self, pdf: bytes | BytesIO) -> None:
        self._isi_aliran: dict[int, tuple[bytes, dict[int, int], int]] = {}
        super().__init__(pdf if isinstance(pdf, BytesIO) else BytesIO(pdf), strict=False)

    def _aliran(self, nomor: int) -> tuple[bytes, dict[int, int], int]:
        """Decoded bytes, where each object starts in them, and how many there should be."""
        if nomor not in self._isi_aliran:
            aliran = generic.Reference(nomor, 0, self).get_object()
            if not isinstance(aliran, generic.StreamObject) or aliran["/Type"] != "/ObjStm":
                raise misc.PdfReadError(f"Object {nomor} is not an object stream")
            isi = aliran.read_data(DecodePurpose.OBJECT_STREAM)
            awal, jumlah = int(aliran["/First"]), int(aliran["/N"])
            angka = [int(n) for n in isi[:awal].split()[: 2 * jumlah]]
            letak: dict[int, int] = {}
            for objek, geser in zip(angka[::2], angka[1::2], strict=False):
                letak.setdefault(objek, awal + geser)
            self._isi_aliran[nomor] = (isi, letak, jumlah)
        return self._isi_aliran[nomor]

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> generic.PdfObject:
        try:
            isi, letak, jumlah = self._aliran(stmnum)
        except ValueError:
            return generic.NullObject()
        if not 0 <= idx < jumlah or idnum not in letak:
            return generic.NullObject()
        aliran = BytesIO(isi)
        aliran.seek(letak[idnum])
        try:
            return generic.read_object(aliran, generic.Reference(idnum, 0, self))
        except (misc.PdfStreamError, misc.PdfReadError):
            return generic.NullObject()

"""Run by `anak.py`: look through every object of one PDF. Prints {"masalah": code or null}."""

import json
import sys

import pikepdf

OBJEK_MAKS = 400_000
LAMPIRAN_MAKS = 4096  # bytes of an attachment that are looked at
_PROGRAM = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_AKHIRAN = (
    *(".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".ps1", ".jar"),
    *(
        ".msi",
        ".apk",
        ".sh",
        ".hta",
        ".lnk",
        ".dll",
        ".reg",
        ".docm",
        ".xlsm",
        ".pptm",
        ".html",
        ".htm",
        ".svg",
        ".php",
    ),
)
_AKSI = {
    "/JavaScript": "javascript",
    "/Launch": "luncur",
    "/ImportData": "luncur",
    "/Rendition": "media",
    "/RichMediaExecute": "media",
}


def masalah_objek(objek) -> str | None:
    """The trouble in one object and what lies directly in it. What it refers to has its own turn."""
    if isinstance(objek, pikepdf.Array):
        return dalam(objek)
    if not isinstance(objek, (pikepdf.Dictionary, pikepdf.Stream)):
        return None
    kunci = set(objek.keys())
    if kunci & {"/JS", "/JavaScript"}:
        return "javascript"
    if "/S" in kunci and (m := _AKSI.get(str(objek["/S"]))):
        return m
    if kunci & {"/XFA", "/RichMediaContent"}:
        return "media"
    if "/EF" in kunci and any(str(objek.get(n, "")).lower().endswith(_AKHIRAN) for n in ("/F", "/UF")):
        return "lampiran"
    if isinstance(objek, pikepdf.Stream) and objek.get("/Type") == "/EmbeddedFile" and program(objek):
        return "lampiran"
    return dalam(nilai for _, nilai in objek.items())


def dalam(isi) -> str | None:
    for nilai in isi:
        if isinstance(nilai, (pikepdf.Dictionary, pikepdf.Array)) and not nilai.is_indirect:
            m = masalah_objek(nilai)
            if m:
                return m
    return None


def program(aliran) -> bool:
    return bytes(aliran.read_bytes()[:LAMPIRAN_MAKS]).startswith(_PROGRAM)


def periksa(jalur: str) -> str | None:
    try:
        pdf = pikepdf.open(jalur)
    except pikepdf.PasswordError:
        return "sandi"
    except pikepdf.PdfError:
        return "rusak"
    # What only an owner's password guards (a bank's statement) opens for everybody, and is looked through like any.
    with pdf:
        if len(pdf.objects) > OBJEK_MAKS:
            return "rumit"
        try:
            if not len(pdf.pages):
                return "kosong"
            for objek in pdf.objects:
                if m := masalah_objek(objek):
                    return m
        except (pikepdf.PdfError, ValueError, TypeError, KeyError):
            return "rusak"
    return None


if __name__ == "__main__":
    sys.setrecursionlimit(2000)
    print(json.dumps({"masalah": periksa(sys.argv[1])}))

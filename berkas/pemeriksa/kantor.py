"""DOCX, XLSX, ODT, ODS: the parts of an office file, and what must not be among them."""

import zipfile
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from berkas.pemeriksa.hasil import DITERIMA, DOCX, ODS, ODT, XLSX, BerkasDitolak

MAKRO = "Dokumen ini memuat makro, yaitu program yang berjalan saat dibuka. Simpan ulang tanpa makro (DOCX atau XLSX)."
RUSAK = "Dokumen ini rusak: susunannya tidak terbaca. Simpan ulang dari program aslinya."
_OOXML = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
}
_ODF = {ODT.encode(): ODT, ODS.encode(): ODS}
_PROGRAM = (b"MZ", b"\x7fELF", b"#!")
_AKHIRAN_PROGRAM = (
    ".exe",
    ".dll",
    ".scr",
    ".bat",
    ".cmd",
    ".com",
    ".js",
    ".vbs",
    ".ps1",
    ".jar",
    ".msi",
    ".hta",
    ".lnk",
)
_AKHIRAN_WEB = (".htm", ".html", ".xhtml", ".mht", ".svgz")
_PAKET_OLE = "\x01Ole10Native".encode("utf-16-le")
_POTONG = 1024 * 1024
_XML_MAKS = 20 * 1024 * 1024  # bytes of a part that is parsed


def periksa_bagian(nama: str, awal: bytes) -> None:
    """One member by its name and the first megabyte of its content."""
    kecil = nama.lower()
    if kecil.endswith(("vbaproject.bin", "vbadata.xml")) or kecil.startswith(("basic/", "scripts/", "dialogs/")):
        raise BerkasDitolak(MAKRO)
    if "/activex/" in f"/{kecil}":
        raise BerkasDitolak("Dokumen ini memuat kendali ActiveX, yaitu program. Hapus dulu, lalu unggah lagi.")
    if awal.startswith(_PROGRAM) or kecil.endswith(_AKHIRAN_PROGRAM) or _PAKET_OLE in awal:
        raise BerkasDitolak("Dokumen ini menyimpan program di dalamnya. Hapus lampirannya, lalu unggah lagi.")
    if kecil.endswith(_AKHIRAN_WEB):
        raise BerkasDitolak("Dokumen ini menyisipkan halaman web di dalamnya. Salin isinya sebagai teks biasa.")
    if kecil.endswith((".xml", ".rels")) and _berdefinisi(kecil, _ascii(awal[:8192])):
        raise BerkasDitolak("Dokumen ini memuat definisi XML yang berbahaya. Simpan ulang dari program aslinya.")


def _ascii(potong: bytes) -> bytes:
    """As ASCII reads it, in capitals, also where it is written in UTF-16."""
    return potong.replace(b"\0", b"").upper()


def _memuat(arsip: zipfile.ZipFile, nama: str, kata: bytes) -> bool:
    """Whether a part contains these words (in capitals); it may be too large to be held."""
    with arsip.open(nama) as bagian:
        sisa = b""
        while potong := bagian.read(_POTONG):
            isi = sisa + _ascii(potong)
            if kata in isi:
                return True
            sisa = isi[-len(kata) :]
    return False


def _berdefinisi(nama: str, kepala: bytes) -> bool:
    # Old OpenOffice names its DTD in the manifest, without defining anything.
    return b"<!ENTITY" in kepala or (b"<!DOCTYPE" in kepala and nama != "meta-inf/manifest.xml")


def kenali(arsip: zipfile.ZipFile, nama: str) -> str:
    """The media type by what the archive declares. Raises BerkasDitolak where it is no document of ours."""
    semua = set(arsip.namelist())
    if "[Content_Types].xml" in semua:
        return _ooxml(arsip, semua)
    if "mimetype" in semua:
        return _odf(arsip, semua)
    raise BerkasDitolak(f"Berkas “{nama}” adalah arsip ZIP, bukan dokumen. Yang diterima: {DITERIMA}.")


def _xml(arsip: zipfile.ZipFile, nama: str):
    if arsip.getinfo(nama).file_size > _XML_MAKS:
        raise BerkasDitolak("Dokumen ini terlalu rumit untuk diperiksa dengan aman.")
    try:
        return fromstring(arsip.read(nama))
    except (ParseError, DefusedXmlException, UnicodeError) as galat:
        raise BerkasDitolak(RUSAK) from galat


def _ooxml(arsip: zipfile.ZipFile, semua: set[str]) -> str:
    jenis = [e.get("ContentType", "") for e in _xml(arsip, "[Content_Types].xml")]
    if any("macroenabled" in j.lower() or "vbaproject" in j.lower() for j in jenis):
        raise BerkasDitolak(MAKRO)
    for nama in sorted(n for n in semua if n.lower().endswith(".rels")):
        _periksa_hubungan(_xml(arsip, nama))
    for j in jenis:
        if j in _OOXML:
            return _OOXML[j]
    raise BerkasDitolak(f"Dokumen Office ini bukan DOCX atau XLSX. Yang diterima: {DITERIMA}.")


def _periksa_hubungan(akar) -> None:
    for e in akar:
        jenis = e.get("Type", "").rpartition("/")[2].lower()
        luar = e.get("TargetMode", "").lower() == "external"
        if jenis == "vbaproject":
            raise BerkasDitolak(MAKRO)
        if jenis == "afchunk":
            raise BerkasDitolak("Dokumen ini menyisipkan halaman web di dalamnya. Salin isinya sebagai teks biasa.")
        if luar and jenis in {"attachedtemplate", "oleobject", "frame", "subdocument"}:
            raise BerkasDitolak(
                "Dokumen ini mengambil templat atau isi dari alamat luar saat dibuka. Simpan ulang tanpa templat itu."
            )


def _odf(arsip: zipfile.ZipFile, semua: set[str]) -> str:
    with arsip.open("mimetype") as bagian:
        mime = _ODF.get(bagian.read(200).strip())
    if mime is None:
        raise BerkasDitolak(f"Dokumen OpenDocument ini bukan ODT atau ODS. Yang diterima: {DITERIMA}.")
    if "META-INF/manifest.xml" not in semua or "content.xml" not in semua:
        if "encrypted-package" in semua:
            raise BerkasDitolak("Dokumen ini terkunci kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
        raise BerkasDitolak(RUSAK)
    if "encrypted-package" in semua or _memuat(arsip, "META-INF/manifest.xml", b"ENCRYPTION-DATA"):
        raise BerkasDitolak("Dokumen ini terkunci kata sandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
    if _memuat(arsip, "content.xml", b"SCRIPT:EVENT-LISTENER"):
        raise BerkasDitolak(MAKRO)
    return mime

"""What PDF/UA-1 asks for and WeasyPrint does not write: called with the finished PDF, before its bytes.

It says that it is one (beside PDF/A-3a), gives table headers their scope, takes tables that only lay out a page out
of the structure, and marks the foot of the pages as an artifact. No validator has seen the result: the tests read
it back from the file (docs/keputusan/0033-pdf-ua.md).
"""

from collections.abc import Iterator
from typing import Any

import pydyf

# The schema of the identifier has to be described inside a PDF/A (ISO 19005-3, 6.6.2.3.3).
PENGENAL = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"\
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
LINGKUP = {"row": "/Row", "rowgroup": "/Row"}  # every other header is one of a column


def lengkapi(dokumen: Any, pdf: pydyf.PDF) -> None:
    """The `finisher` of WeasyPrint's `write_pdf`: (document, PDF)."""
    _pengenal(pdf)
    for halaman in dokumen.pages:
        _tabel(pdf, halaman._page_box, tata_letak=False)
    akar = _objek(pdf, pdf.catalog["StructTreeRoot"])
    _tanpa_baris(pdf, akar)
    _nama_sel(pdf, akar)
    _tepi(pdf, akar)


def _pengenal(pdf: pydyf.PDF) -> None:
    metadata = _objek(pdf, pdf.catalog["Metadata"])
    metadata.stream = [bagian.replace(b"</rdf:RDF>", PENGENAL + b"</rdf:RDF>", 1) for bagian in metadata.stream]


def _tabel(pdf: pydyf.PDF, kotak: Any, *, tata_letak: bool) -> None:
    """Scope for headers; a table without any, or of role "presentation", only lays out: it becomes divisions."""
    kotak = getattr(kotak, "_box", kotak)  # what is positioned stands behind a placeholder
    if kotak.element is not None and kotak.element_tag == "table":
        tata_letak = kotak.element.get("role") == "presentation" or not _berkepala(kotak)
    if (sel := getattr(kotak, "mark", None)) is not None:
        if tata_letak:
            _lepas(pdf, sel)
        elif sel["S"] == "/TH":
            sel["A"]["Scope"] = LINGKUP.get(kotak.element.get("scope", ""), "/Column")
    for anak in getattr(kotak, "children", ()):
        _tabel(pdf, anak, tata_letak=tata_letak)


def _berkepala(kotak: Any) -> bool:
    """Whether this table, not one inside it, has a header cell."""
    antre = list(kotak.children)
    while antre:
        k = antre.pop()
        k = getattr(k, "_box", k)
        if k.element is not None and k.element is not kotak.element and k.element_tag == "table":
            continue
        if k.element is not None and k.element_tag == "th":
            return True
        antre.extend(getattr(k, "children", ()))
    return False


def _lepas(pdf: pydyf.PDF, sel: pydyf.Dictionary) -> None:
    sel["S"] = "/Div"
    sel.pop("A", None)
    sel.pop("ID", None)
    unsur = sel
    while unsur["S"] != "/Table":
        unsur = _objek(pdf, unsur["P"])
        if unsur["S"] in {"/Document", "/Div"}:
            return  # done with an earlier cell
        if unsur["S"] != "/Table":
            unsur["S"] = "/NonStruct"
    unsur["S"] = "/Div"


def _tanpa_baris(pdf: pydyf.PDF, akar: pydyf.Dictionary) -> None:
    """A caption left behind at the foot of a page is a paragraph there, not a table without rows."""
    for nomor in list(_turunan(pdf, akar)):
        tabel = pdf.objects[nomor]
        if tabel.get("S") != "/Table":
            continue
        anak = [pdf.objects[n] for n in _turunan(pdf, tabel)]
        if not any(a.get("S") == "/TR" for a in anak):
            tabel["S"] = "/Div"
            for a in anak:
                if a.get("S") == "/Caption":
                    a["S"] = "/P"


def _nama_sel(pdf: pydyf.PDF, akar: pydyf.Dictionary) -> None:
    """The list of the names by which cells call their headers (ISO 32000-1, table 322)."""
    nama = sorted((u["ID"].string, u) for n in _turunan(pdf, akar) if "ID" in (u := pdf.objects[n]))
    if nama:
        pasangan = pydyf.Array([x for teks, u in nama for x in (pydyf.String(teks), u.reference)])
        akar["IDTree"] = pydyf.Dictionary({"Names": pasangan})


def _tepi(pdf: pydyf.PDF, akar: pydyf.Dictionary) -> None:
    """The text in the margins belongs to no part of the document: an artifact, not content without a place."""
    ada = set(_turunan(pdf, akar))
    nomor = _objek(pdf, akar["ParentTree"])["Nums"]
    for n in range(0, len(nomor), 2):
        if not isinstance(nomor[n + 1], pydyf.Array):
            continue  # an annotation
        asing = [i for i, ref in enumerate(nomor[n + 1]) if _angka(ref) not in ada]
        if not asing:
            continue
        isi = _objek(pdf, _objek(pdf, pdf.page_references[nomor[n]])["Contents"]).stream
        for i in asing:
            nomor[n + 1][i] = "null"
        while nomor[n + 1] and nomor[n + 1][-1] == "null":
            nomor[n + 1].pop()
        _jadikan_hiasan(isi, set(asing))


def _jadikan_hiasan(isi: list[Any], mcid: set[int]) -> None:
    for n in range(len(isi) - 1):
        daftar = isi[n]
        if isi[n + 1] == b"BDC" and _mcid(daftar) in mcid:
            isi[n - 1 : n + 2] = ["/Artifact", b"", b"BMC"]


def _mcid(daftar: Any) -> int:
    return int(daftar["MCID"]) if isinstance(daftar, pydyf.Dictionary) else -1


def _turunan(pdf: pydyf.PDF, unsur: pydyf.Dictionary) -> Iterator[int]:
    antre = [unsur]
    while antre:
        for anak in antre.pop().get("K", []):
            if isinstance(anak, bytes):
                yield _angka(anak)
                objek = _objek(pdf, anak)
                if "S" in objek:
                    antre.append(objek)


def _angka(rujukan: bytes) -> int:
    return int(rujukan.split()[0])


def _objek(pdf: pydyf.PDF, rujukan: bytes) -> Any:
    return pdf.objects[_angka(rujukan)]

"""Every kind of document, with as little, as much and more than usual, read back from its PDF: text, fonts, paper,
margins, and the place of every signature."""

from collections import defaultdict
from io import BytesIO

import pytest
from pypdf import PdfReader

from cetak.pdf import pdf_cetak
from cetak.tests.baca import letak_teks, teks_halaman
from config.tests.ukuran_naskah import BIASA, LUAR_BIASA, PENYUSUN, UKURAN
from naskah.jenis import TERDAFTAR, jenis_naskah
from naskah.tata import LEMBAR

MM = 72 / 25.4
KERTAS = {"a4": (210, 297), "f4": (215, 330)}
NOMOR = "400.10.2/001/UJI/KEC-UJI/2026"
KAKI = 25 * MM
TEGAK = {"SANGAT", "BAIK", "CUKUP", "KURANG"}


def di_kaki(teks: str) -> bool:
    """The line below every page: what it is, its number, where it can be checked, the page."""
    return teks.startswith(("Keaslian: ", "Halaman ")) or "Nomor" in teks or teks in NOMOR


def test_setiap_jenis_mempunyai_contoh():
    assert set(PENYUSUN) == set(TERDAFTAR)


def fon_tak_tertanam(pembaca: PdfReader) -> set[str]:
    hasil = set()
    for halaman in pembaca.pages:
        for sumber in halaman["/Resources"]["/Font"].values():
            anak = sumber.get_object()["/DescendantFonts"][0].get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(anak["/FontDescriptor"].get_object()):
                hasil.add(str(anak["/BaseFont"]))
    return hasil


@pytest.mark.parametrize("kertas", KERTAS)
@pytest.mark.parametrize("ukuran", UKURAN)
@pytest.mark.parametrize("kode", PENYUSUN)
def test_naskah_dibaca_kembali(kode, ukuran, kertas):
    if kertas == "f4" and ukuran != BIASA:
        pytest.skip("kertas lain cukup dengan isi yang biasa")
    jenis, isi = jenis_naskah(kode), PENYUSUN[kode](ukuran)
    tegak, melintang = LEMBAR[kertas]
    paraf = ["Kepala Seksi Pemerintahan", "Sekretaris Kecamatan"] if ukuran != BIASA else []
    isi["tata"] = {
        "lembar": tegak,
        "lembar_melintang": melintang,
        "huruf": 12 if kertas == "f4" else 11,
        "paraf": paraf,
    }
    cara = "basah" if ukuran == LUAR_BIASA else "elektronik"
    konteks = {"isi": isi, "nomor": NOMOR, "judul": jenis.nama, "kode": "A" * 26, "cara_ttd": cara}
    cetakan = pdf_cetak(jenis.template, konteks)
    pembaca = PdfReader(BytesIO(cetakan.pdf))

    # paper and fonts
    lebar, tinggi = KERTAS[kertas]
    for halaman in pembaca.pages:
        ukuran_mm = sorted(round(float(n) / MM) for n in halaman.mediabox[2:])
        assert ukuran_mm == [lebar, tinggi]
    assert fon_tak_tertanam(pembaca) == set()

    # margins: 30 mm to the left, 25 mm below, the foot excepted; the upright names of the levels lie elsewhere
    letak = {
        n: [(x, y, t) for x, y, _, t in potongan if t not in TEGAK]
        for n, potongan in enumerate(letak_teks(cetakan.pdf))
    }
    semua_letak = [(n, round(x / MM), round(y / MM), t) for n, isi_n in letak.items() for x, y, t in isi_n]
    assert [k for k in semua_letak if k[1] < 30] == []
    assert [k for k in semua_letak if k[2] < 25 and not di_kaki(k[3])] == []

    # text: the number in the head once, every signer's name, the end of the foot
    semua = "".join("".join(teks_halaman(cetakan.pdf)).split())
    assert NOMOR in semua
    assert "None" not in semua
    assert f"Halaman{len(pembaca.pages)}dari{len(pembaca.pages)}" in semua

    # signatures
    penanda = jenis.penanda(isi)
    per_halaman = defaultdict(list)
    for p in penanda:
        assert "".join(p.orang.nama.split()).upper() in semua.upper(), p.orang.nama
        k = cetakan.kotak[f"ttd-{p.kunci}"]
        per_halaman[k.halaman].append((p.kunci, k))
        lembar = pembaca.pages[k.halaman].mediabox
        assert 30 * MM - 1 <= k.x1 < k.x2 <= float(lembar[2]) - 20 * MM + 1
        assert KAKI - 1 <= k.y1 < k.y2 <= float(lembar[3]) - 20 * MM + 1
        assert (k.x2 - k.x1 > 120, k.y2 - k.y1 > 40) == (True, True)
        di_dalam = [t for x, y, t in letak[k.halaman] if k.x1 < x < k.x2 and k.y1 < y < k.y2 - 1]
        assert di_dalam == []
    for n, kotak in per_halaman.items():
        if len(kotak) == 1:  # one block is never alone on its page; several carry each other
            k = kotak[0][1]
            lain = [t for _, y, t in letak[n] if not di_kaki(t) and not k.y1 - 110 < y < k.y2 + 45]
            assert len(" ".join(lain)) > 20, f"tanda tangan {kotak[0][0]} sendirian di halaman {n + 1}"
        for ke, (satu, a) in enumerate(kotak):
            for dua, b in kotak[ke + 1 :]:
                tindih = a.x1 < b.x2 and b.x1 < a.x2 and a.y1 < b.y2 and b.y1 < a.y2
                assert not tindih, (satu, dua)

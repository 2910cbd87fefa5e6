"""The sheets that offices have: titles above, signatures below, merged cells, numbers that a spreadsheet bent."""

import io

import pytest
from openpyxl import Workbook

from dasar import kertas
from dasar.lembar import Galat, LembarGalat, PilihLembar, baca

JUDUL = ["kode_desa", "nama", "jabatan", "niap"]
ALIAS = {"desa": "kode_desa", "nama_lengkap": "nama", "sk_nomor": "niap"}
ISI = ["63.11.03.2021", "A", "staf", "1"]


def xlsx(baris: list[list], *, gabung=(), pola=None, lembar=None) -> bytes:
    """One sheet of these rows; `pola` number formats by cell; `lembar` more sheets by name."""
    buku = Workbook()
    for b in baris:
        buku.active.append(b)
    for rentang in gabung:
        buku.active.merge_cells(rentang)
    for sel, format_ in (pola or {}).items():
        buku.active[sel].number_format = format_
    for nama, isi in (lembar or {}).items():
        lain = buku.create_sheet(nama)
        for b in isi:
            lain.append(b)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def dibaca(isi: bytes, nama: str = "a.xlsx", **lain):
    return baca(nama, isi, wajib=JUDUL[:3], dikenal=JUDUL, alias=ALIAS, **lain)


def sel(lembar) -> list[tuple]:
    return [(n, *isi.values()) for n, isi in lembar.baris]


@pytest.mark.parametrize(
    "atas",
    [
        [],
        [["DAFTAR PERANGKAT DESA"], []],
        [["PEMERINTAH KABUPATEN"], ["DAFTAR PERANGKAT"], ["TAHUN 2026"], [], ["Keadaan: Januari 2026"]],
        [["nama", "Awayan"], []],  # a word of the heading in the title
    ],
)
def test_judul_di_atas_tabel_dilewati(atas):
    assert sel(dibaca(xlsx([*atas, JUDUL, ISI]))) == [(len(atas) + 2, *ISI)]


def test_judul_dua_baris_tergabung_dan_baris_nomor_kolom():
    kepala = [
        ["Desa", "Nama Lengkap", "Jabatan", "SK", None],
        [None, None, None, "Nomor", "Tanggal"],
        ["1", "2", "3", "4", "5"],
    ]
    alias = {**ALIAS, "sk_tanggal": "tanggal"}
    isi = xlsx([["DAFTAR"], *kepala, [*ISI, "x"]], gabung=["A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"])
    lembar = baca("a.xlsx", isi, wajib=JUDUL[:3], dikenal=[*JUDUL, "tanggal"], alias=alias)
    assert lembar.kolom == [*JUDUL, "tanggal"]
    assert sel(lembar) == [(5, *ISI, "x")]


def test_desa_tergabung_ke_bawah_berlaku_bagi_setiap_orangnya():
    isi = [JUDUL, ["Putat", "A", "staf", "1"], [None, "B", "staf", "2"], [], ["Muara", "C", "staf", "3"]]
    lembar = dibaca(xlsx(isi, gabung=["A2:A4"]))
    assert sel(lembar) == [
        (2, "Putat", "A", "staf", "1"),
        (3, "Putat", "B", "staf", "2"),
        (5, "Muara", "C", "staf", "3"),
    ]


@pytest.mark.parametrize(
    "bawah",
    [
        [["Mengetahui,"], ["Camat Awayan"], [], ["H. CONTOH, S.Sos"], ["NIP. 19700101 199003 1 001"]],
        [["Jumlah", "12 orang"]],
        [[None, None, "Putat Basiun, 5 Januari 2026"], [None, None, "Kepala Desa"], [None, None, "CONTOH"]],
        [[None, "Kepala Desa Putat Basiun"], [None, "CONTOH"]],
    ],
)
def test_penutup_di_bawah_tabel_tidak_dibaca_tetapi_disebut(bawah):
    lembar = dibaca(xlsx([JUDUL, ISI, [], *bawah]))
    assert (sel(lembar), lembar.galat) == ([(2, *ISI)], [])
    teks = next(s for s in bawah[0] if s)
    di = "Baris 4" if len(bawah) == 1 else f"Baris 4 sampai {3 + len(bawah)}"
    assert lembar.dilewati == [f"{di} di bawah tabel (“{teks}”) tidak dibaca."]


def test_baris_yang_belum_lengkap_bukan_penutup():
    lembar = dibaca(
        xlsx([JUDUL, ISI, ["Putat", None, "Sekretaris Desa", None], ["Putat", "Mengetahui Sari", "staf", ""]])
    )
    assert [n for n, *_ in sel(lembar)] == [2, 3, 4]
    assert lembar.dilewati == []


def test_kolom_lain_dan_nomor_urut_disebut_tidak_diimpor():
    lembar = dibaca(xlsx([["No", *JUDUL, "Pendidikan", "Pendidikan"], [1, *ISI, "SMA", "x"], [2, None, None, None]]))
    assert (sel(lembar), lembar.diabaikan) == ([(2, *ISI)], ["No", "Pendidikan"])


def test_kode_dan_nama_desa_berdampingan_kodenya_yang_dipakai():
    lembar = dibaca(xlsx([["Desa", "Kode Desa", "Nama", "Jabatan"], ["Putat", "63.11.03.2021", "A", "staf"]]))
    assert sel(lembar) == [(2, "63.11.03.2021", "A", "staf")]
    assert lembar.diabaikan == ["Desa"]


ILMIAH = (
    "Nomor ini sudah diubah Excel menjadi “{}”, jadi angka aslinya hilang. "
    "Ubah format sel menjadi Teks, lalu ketik ulang nomornya."
)


@pytest.mark.parametrize("teks", ["6,31103E+15", "1.97805e+17", "8,12346E+11"])
def test_nomor_yang_menjadi_ilmiah_ditolak_di_selnya(teks):
    csv = f"kode_desa;nama;jabatan;niap\n63.11.03.2021;A;staf;{teks}\n".encode()
    for nama, isi in (("a.csv", csv), ("a.xlsx", xlsx([JUDUL, [*ISI[:3], teks]]))):
        assert dibaca(isi, nama).galat == [Galat(2, "niap", ILMIAH.format(teks))]


@pytest.mark.parametrize(
    ("nilai", "pola", "teks"),
    [
        (7, "0000", "0007"),
        (12345, "0000", "12345"),
        (812345, '"0"#', "0812345"),
        (812345, "General", "812345"),
        (812345, "#,##0", "812345"),
        (1.5, "0000", "1.5"),
    ],
)
def test_nol_di_depan_yang_diperlihatkan_sel_dipertahankan(nilai, pola, teks):
    assert sel(dibaca(xlsx([JUDUL, [*ISI[:3], nilai]], pola={"D2": pola}))) == [(2, *ISI[:3], teks)]


@pytest.mark.parametrize("pemisah", [",", ";", "\t"])
@pytest.mark.parametrize("sandi", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_berjudul_di_atas_dan_nama_berkoma(pemisah, sandi):
    baris = [["DAFTAR PERANGKAT, KECAMATAN; AWAYAN"], [], JUDUL, ["63.11.03.2021", "René, S.Pd; M.AP", "staf", "1"]]
    teks = "\r\n".join(pemisah.join(f'"{s}"' if set(s) & set(",;") else s for s in b) for b in baris)
    assert sel(dibaca(teks.encode(sandi), "a.csv")) == [(4, "63.11.03.2021", "René, S.Pd; M.AP", "staf", "1")]


def test_lembar_yang_tepat_dicari_di_antara_beberapa():
    petunjuk = [["Kolom", "Cara mengisi"], ["nama", "Nama lengkap"]]
    assert sel(dibaca(xlsx(petunjuk, lembar={"Data": [JUDUL, ISI], "Kosong": [JUDUL]}))) == [(2, *ISI)]
    with pytest.raises(PilihLembar) as banyak:
        dibaca(xlsx([JUDUL, ISI], lembar={"2025": [JUDUL, ISI, ISI]}))
    assert [(x.nama, len(x.baris)) for x in banyak.value.lembar] == [("Sheet", 1), ("2025", 2)]


def test_baris_jauh_di_bawah_baris_kosong_tidak_hilang():
    assert sel(dibaca(xlsx([JUDUL, ISI, *[[]] * 3000, ISI]))) == [(2, *ISI), (3003, *ISI)]


def test_batas_baris():
    assert len(dibaca(xlsx([JUDUL, *[ISI] * 3]), maks=3).baris) == 3
    with pytest.raises(LembarGalat, match="lebih dari 3 baris"):
        dibaca(xlsx([JUDUL, *[ISI] * 4]), maks=3)


def test_lembar_yang_tak_habis_habisnya_disebut(monkeypatch):
    monkeypatch.setattr(kertas, "BARIS_LEMBAR_MAKS", 50)
    with pytest.raises(LembarGalat, match="berlanjut jauh di bawah tabelnya"):
        dibaca(xlsx([JUDUL, ISI, *[[]] * 60, ISI]))

"""The code lists of a Siskeudes export: its tables Ref_Kegiatan and Ref_Rek4, as rows of code and name."""

from apbdes import acuan
from apbdes.buku_kerja import sel
from apbdes.buku_kerja.galat import Galat
from apbdes.siskeudes.berkas import baca_tabel
from apbdes.siskeudes.skema import Tabel

REF_KEGIATAN = Tabel("Ref_Kegiatan", ("ID_Keg", "Nama_Kegiatan"))
REF_REK4 = Tabel("Ref_Rek4", ("Obyek", "Nama_Obyek"))


def baca_kode_ref(bagian: dict[str, bytes]) -> tuple[list[tuple[str, str]], list[Galat], int]:
    """(code, name) of what no file of ours knows, the faults, and how many codes were known already.

    `bagian` are the CSV files by table name in lower case (`bagian_csv`). Codes 90-99 without a name of their own
    are new too: they have one here.
    """
    galat: list[Galat] = []
    baru: list[tuple[str, str]] = []
    dikenal = 0
    for tabel, baca, resmi in (
        (REF_KEGIATAN, sel.kode_kegiatan, acuan.nama_kegiatan()),
        (REF_REK4, sel.kode_rekening, acuan.nama_objek()),
    ):
        isi = baca_tabel(bagian, tabel, galat, [])
        for nomor, b in isi.baris if isi else ():
            tertulis, nama = (b[k].strip() for k in tabel.perlu)
            try:
                kode = baca(tertulis)
            except ValueError as salah:
                galat.append(Galat(str(salah), tabel.nama, nomor, tabel.perlu[0]))
                continue
            if kode in resmi:
                dikenal += 1
            else:
                baru.append((kode, nama))
    if REF_KEGIATAN.nama.lower() not in bagian and REF_REK4.nama.lower() not in bagian:
        galat.append(Galat("Berkas ini tidak memuat Ref_Kegiatan.csv atau Ref_Rek4.csv."))
    return baru, galat, dikenal


def nama_ref(bagian: dict[str, bytes]) -> dict[tuple[str, str], str]:
    """("kegiatan" or "rekening", code) → its name in the code lists of this export; nothing where it has none."""
    hasil: dict[tuple[str, str], str] = {}
    for jenis, tabel, baca in (
        ("kegiatan", REF_KEGIATAN, sel.kode_kegiatan),
        ("rekening", REF_REK4, sel.kode_rekening),
    ):
        isi = baca_tabel(bagian, tabel, [], [])
        for _, b in isi.baris if isi else ():
            tertulis, nama = (b[k].strip() for k in tabel.perlu)
            try:
                hasil[jenis, baca(tertulis)] = nama
            except ValueError:
                continue  # no code: nothing asks for it
    return hasil

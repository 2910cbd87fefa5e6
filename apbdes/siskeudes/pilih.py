"""Which desa, year and kind of budget of an export is meant."""

from apbdes.anggaran import Jenis
from apbdes.buku_kerja.galat import Galat, Tanya
from apbdes.siskeudes import skema
from apbdes.siskeudes.angka import uang
from apbdes.siskeudes.berkas import IsiTabel, baca_tabel
from apbdes.siskeudes.padanan import Padanan

BANYAK_SEBUT = 10
BANYAK_TANYA = 50


def pilih_desa(rinci: IsiTabel, bagian: dict[str, bytes], kode_desa: str, padanan: Padanan, galat: list[Galat]) -> str:
    """The Kd_Desa of the file that is this desa; "" with a sentence in `galat` where that cannot be told.

    Siskeudes knows a desa by its kecamatan's number within the kabupaten and, in most offices, the last four digits
    of the Kemendagri code. Some number their desa with two digits: then somebody says once which one it is.
    """
    desa = sorted({b["Kd_Desa"] for _, b in rinci.baris if b["Kd_Desa"]})
    if padanan.desa in desa:
        return padanan.desa
    if not kode_desa and len(desa) == 1:
        return desa[0]
    if kode_desa in {d.rstrip(".") for d in desa}:  # as Siskeudes writes it
        return next(d for d in desa if d.rstrip(".") == kode_desa)
    cocok = [d for d in desa if kode_desa and d.rstrip(".").rpartition(".")[2] == kode_desa[-4:]]
    if len(cocok) > 1:
        cocok = [d for d in cocok if d.partition(".")[0] == kode_desa[6:8]] or cocok
    if len(cocok) == 1:
        return cocok[0]
    ada = ", ".join(desa[:BANYAK_SEBUT]) or "tidak ada satu pun"
    if not kode_desa:
        pesan = f"Berkas ini memuat beberapa desa ({ada}). Sebutkan desanya."
    elif cocok:
        pesan = f"Berkas ini memuat lebih dari satu desa berkode {kode_desa[-4:]} ({ada}). Pilih desa Anda."
    else:
        pesan = f"Berkas ini memuat desa {ada}; tidak satu pun berkode {kode_desa[-4:]}. Pilih desa Anda bila ada."
    nama = _nama_desa(bagian)
    calon = cocok or desa
    tanya = tuple(Tanya("desa", d, nama.get(d, "")) for d in calon if len(d) <= 20)[:BANYAK_TANYA] if kode_desa else ()
    galat.append(Galat(pesan, "Ta_RABRinci", kolom="Kd_Desa", tanya=tanya))
    dua_angka = len(desa) == 1 and len(desa[0].rstrip(".").rpartition(".")[2]) < len("2021")
    return desa[0] if dua_angka else ""  # probably this one: what else stands in the way is told at once


def _nama_desa(bagian: dict[str, bytes]) -> dict[str, str]:
    tabel = baca_tabel(bagian, skema.NAMA_DESA, [], [])
    return {b["Kd_Desa"]: b["Nama_Desa"] for _, b in tabel.baris} if tabel else {}


def pilih_tahun(rinci: IsiTabel, kd_desa: str, tahun: int | None, galat: list[Galat]) -> int | None:
    ada = sorted({b["Tahun"] for _, b in rinci.baris if b["Kd_Desa"] == kd_desa})
    if tahun is None and len(ada) == 1 and ada[0].isdigit():
        return int(ada[0])
    if tahun is not None and str(tahun) in ada:
        return tahun
    sebut = ", ".join(ada[:BANYAK_SEBUT])
    pesan = (
        f"Berkas ini memuat tahun {sebut}; ekspor satu tahun saja."
        if tahun is None
        else f"Berkas ini untuk tahun {sebut}, sedangkan yang diisi tahun {tahun}."
    )
    galat.append(Galat(pesan, "Ta_RABRinci", kolom="Tahun"))
    return None


def pilih_jenis(bagian: dict[str, bytes], rinci: list[tuple[int, dict[str, str]]]) -> Jenis:
    """What PERUT wrote into its zip; else a perubahan where an amount after the change is another than before."""
    tabel = baca_tabel(bagian, skema.IDENTITAS_PERUT, [], [])
    tertulis = {b["Kunci"]: b["Nilai"] for _, b in tabel.baris} if tabel else {}
    if tertulis.get("jenis") in ("murni", "perubahan"):
        return "perubahan" if tertulis["jenis"] == "perubahan" else "murni"
    return "perubahan" if any(_berubah(b) for _, b in rinci) else "murni"


def _berubah(b: dict[str, str]) -> bool:
    try:
        setelah = uang(b["AnggaranStlhPAK"])
        return bool(setelah) and uang(b["Anggaran"]) != setelah
    except ValueError:
        return False

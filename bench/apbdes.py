"""How long a budget takes: checking it in memory, reading its workbook, and what calamine alone and LibreOffice need.

Numbers of one machine at one time. LibreOffice is measured only where it is installed; what it takes to
start, with an empty workbook, stands beside it.
"""

import io
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import openpyxl
from python_calamine import CalamineWorkbook

from apbdes.anggaran import Anggaran, BarisBelanja
from apbdes.aturan import FOLDER, semua_perangkat
from apbdes.berlaku import berlaku
from apbdes.buku_kerja import baca, tulis
from apbdes.gramatika.baca import baca as baca_perangkat
from apbdes.gramatika.hitung import PerangkatSiap
from apbdes.gramatika.indeks import Indeks
from apbdes.laporan import hasil_berurut
from apbdes.tests.contoh import utuh

GRAMATIKA = FOLDER / "perbup-kayong-utara-66-2023.yaml"
BANYAK_BARIS = 600
BATAS_PERIKSA_MS = 5
BATAS_BACA_KALI = 3


def anggaran_besar() -> Anggaran:
    """The sound budget of the tests, its rows repeated with other amounts up to 600."""
    asal = utuh()
    baris: list[BarisBelanja] = []
    while len(baris) < BANYAK_BARIS:
        baris += (b._replace(nomor=len(baris) + n, uraian=f"{b.uraian} {n}") for n, b in enumerate(asal.belanja, 2))
    return replace(asal, belanja=tuple(baris[:BANYAK_BARIS]))


def ukur(nama: str, kerja: Callable[[], object], *, kali: int, jam: Callable[[], float] = time.process_time) -> float:
    """Median milliseconds of the processor, so that a busy machine does not count; the first run is not counted."""
    kerja()
    lama = []
    for _ in range(kali):
        mulai = jam()
        kerja()
        lama.append((jam() - mulai) * 1000)
    tengah = statistics.median(lama)
    print(f"{nama:<58} {tengah:>8.2f} {max(lama):>8.2f}   {kali}×", flush=True)
    return tengah


def calamine_saja(isi: bytes) -> None:
    with CalamineWorkbook.from_filelike(io.BytesIO(isi)) as buku:
        for nama in buku.sheet_names:
            buku.get_sheet_by_name(nama).to_python(skip_empty_area=False)


def berjumlah(isi: bytes) -> bytes:
    """The same workbook with the sums of the rules as formulas: what an office would keep in its own sheet."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    hitung = buku.create_sheet("Hitung")
    akhir = BANYAK_BARIS + 1
    kegiatan, jumlah, sumber = (f"Belanja!${k}$2:${k}${akhir}" for k in "AKL")
    for n, kode in enumerate(sorted({b.kegiatan for b in anggaran_besar().belanja}), 1):
        hitung.cell(n, 1, kode)
        hitung.cell(n, 2, f"=SUMIF({kegiatan},A{n},{jumlah})")
    for n, kode in enumerate(("PAD", "DDS", "ADD", "PBH", "PBP", "PBK", "DLL"), 1):
        hitung.cell(n, 4, kode)
        hitung.cell(n, 5, f"=SUMIF({sumber},D{n},{jumlah})")
    hitung["G1"] = f"=SUM({jumlah})"
    kelompok = "+".join(f'SUMIF(A:A,"{kode}",B:B)' for kode in ("1.1.01", "1.1.02", "1.1.05", "1.1.06"))
    hitung["G2"] = f"=({kelompok})/G1"
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def libreoffice(isi: bytes) -> None:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not soffice:
        print("LibreOffice tidak terpasang: tidak diukur.")
        return
    kosong = io.BytesIO()
    openpyxl.Workbook().save(kosong)
    with tempfile.TemporaryDirectory() as folder:
        for nama, data in (
            ("LibreOffice, buku kerja kosong", kosong.getvalue()),
            ("LibreOffice, jumlah yang sama", isi),
        ):
            asal = Path(folder, "asal.xlsx")
            asal.write_bytes(data)
            perintah = [
                soffice,
                f"-env:UserInstallation=file://{folder}/profil",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                f"{folder}/hasil",
                str(asal),
            ]

            def jalankan(perintah: list[str] = perintah) -> None:
                subprocess.run(perintah, check=True, capture_output=True)  # noqa: S603

            ukur(nama, jalankan, kali=3, jam=time.perf_counter)


def _siapkan(teks: str, tahun: int) -> PerangkatSiap:
    perangkat, _ = baca_perangkat(teks)
    assert perangkat is not None
    return PerangkatSiap(perangkat, tahun)


def main() -> None:
    anggaran = anggaran_besar()
    isi = tulis(anggaran)
    judul = f"APBDes {BANYAK_BARIS} baris belanja"
    print(f"{judul:<58} {'median':>8} {'terlama':>8}   (milidetik prosesor; LibreOffice: jam)")
    # A fresh object each time: the sums are part of the work.
    perangkat = berlaku(anggaran.kode_desa, anggaran.tahun, semua_perangkat()).perangkat
    lama_periksa = ukur(
        "Memeriksa semua aturan, dari ingatan", lambda: hasil_berurut(replace(anggaran), perangkat), kali=100
    )
    teks = GRAMATIKA.read_text(encoding="utf-8")
    tertulis, _ = baca_perangkat(teks)
    assert tertulis is not None
    siap = PerangkatSiap(tertulis, anggaran.tahun)
    lama_gramatika = ukur("Menilai dengan satu perangkat kabupaten", lambda: siap.hitung(Indeks(anggaran)), kali=100)
    ukur("Membaca dan menyiapkan perangkat itu", lambda: _siapkan(teks, anggaran.tahun), kali=20)
    lama_calamine = ukur("Membaca sel buku kerja, python-calamine saja", lambda: calamine_saja(isi), kali=50)
    lama_baca = ukur("Membaca buku kerja menjadi anggaran", lambda: baca(isi), kali=50)
    libreoffice(berjumlah(isi))
    kali = lama_baca / lama_calamine
    print(
        f"Pemeriksaan {lama_periksa:.2f} ms dan {lama_gramatika:.2f} ms (sasaran {BATAS_PERIKSA_MS} ms); "
        f"pembacaan {kali:.1f} kali python-calamine (sasaran {BATAS_BACA_KALI} kali)."
    )


if __name__ == "__main__":
    main()

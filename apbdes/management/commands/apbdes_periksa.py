import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand

from apbdes.anggaran import Anggaran
from apbdes.aturan import (
    DASAR,
    MENUDUH,
    Perangkat,
    PerangkatTidakAda,
    Putusan,
    Rusak,
    baca_perangkat,
    perangkat_utuh,
)
from apbdes.berlaku import berlaku, fakta_dari, urutkan
from apbdes.buku_kerja import Galat, TidakTerbaca, baca
from apbdes.buku_kerja.baca import Kamus
from apbdes.gramatika.bentuk import BentukFakta
from apbdes.laporan import hasil_berurut, laporan, laporan_json, laporan_teks
from apbdes.siskeudes import baca_siskeudes, berisi_csv, berupa_access
from dasar.acuan import AcuanRusak

BERES, DILANGGAR, TIDAK_TERBACA, BELUM_LENGKAP = 0, 1, 2, 3


class Command(BaseCommand):
    help = (
        "Memeriksa satu buku kerja APBDes terhadap perangkat aturan yang berlaku bagi desa dan tahunnya, tanpa basis "
        "data. Status keluar 0: semua "
        "aturan wajib dan perlu terputuskan dan tidak ada yang dilanggar; 1: ada yang dilanggar; 2: berkas tidak "
        "terbaca; 3: tidak ada yang dilanggar, tetapi ada yang belum dapat ditentukan."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("berkas", help="buku kerja APBDes (.xlsx), atau ekspor Siskeudes (.zip berisi CSV)")
        parser.add_argument("--semula", help="APBDes sebelum perubahan (.xlsx atau .zip)")
        parser.add_argument(
            "--desa",
            default="",
            metavar="KODE",
            help="kode desa: memilih desa dalam ekspor Siskeudes, yang tidak menyebut kode Kemendagrinya",
        )
        parser.add_argument(
            "--aturan",
            nargs="+",
            default=[],
            metavar="KODE",
            help=f"perangkat aturan lain; {DASAR} selalu ikut (bawaan: menurut wilayah dan tahun)",
        )
        parser.add_argument("--json", action="store_true", dest="json", help="cetak sebagai JSON")

    def handle(
        self, *args, berkas: str, semula: str | None, aturan: list[str], desa: str, json: bool, **options
    ) -> None:
        galat: list[tuple[str, Galat]] = []
        diminta = _diminta(aturan, galat)
        kamus = _kamus(diminta)
        anggaran = _baca(berkas, desa, kamus, galat)
        sebelum = _baca(semula, desa, kamus, galat) if semula else None
        if anggaran and sebelum and anggaran.kode_desa != sebelum.kode_desa:
            pesan = (
                f"--semula milik desa {sebelum.kode_desa}, sedangkan yang diperiksa milik desa {anggaran.kode_desa}."
            )
            galat.append((str(semula), Galat(pesan, "Identitas", kolom="kode_desa")))
        if anggaran and sebelum and anggaran.tahun != sebelum.tahun:
            pesan = f"--semula untuk tahun {sebelum.tahun}, sedangkan yang diperiksa untuk tahun {anggaran.tahun}."
            galat.append((str(semula), Galat(pesan, "Identitas", kolom="tahun_anggaran")))
        if galat or anggaran is None:
            self._tolak(berkas, galat, sebagai_json=json)
            sys.exit(TIDAK_TERBACA)
        perangkat, rusak = _dipakai(diminta, anggaran.kode_desa, anggaran.tahun)
        hasil = hasil_berurut(replace(anggaran, semula=sebelum), perangkat)
        isi = laporan(anggaran, hasil, berkas=Path(berkas).name, perangkat=perangkat)
        for r in rusak:
            self.stderr.write(f"{r} Ketentuannya tidak dinilai.")
        self.stdout.write(laporan_json(isi) if json else laporan_teks(isi))
        putusan = {h.hasil.putusan for h in hasil if h.aturan.tingkat in MENUDUH}
        sys.exit(_status(putusan | ({Putusan.TIDAK_DAPAT_DITENTUKAN} if rusak else set())))

    def _tolak(self, berkas: str, galat: list[tuple[str, Galat]], *, sebagai_json: bool) -> None:
        if sebagai_json:
            daftar = [{"berkas": Path(nama).name, **g.untuk_json()} for nama, g in galat]
            self.stdout.write(laporan_json({"berkas": Path(berkas).name, "galat": daftar}))
        for nama, g in galat:
            self.stderr.write(f"{Path(nama).name}: {g}")


def _diminta(kode: list[str], galat: list[tuple[str, Galat]]) -> list[Perangkat]:
    """The sets that were asked for, and the base; none where nothing was. One of them that is not whole is a problem
    too; one that applies by itself is named beside the verdicts of the others."""
    hasil = {}
    try:
        for k in [DASAR, *kode] if kode else []:
            hasil[k] = baca_perangkat(k)
    except PerangkatTidakAda as salah:
        galat.append(("--aturan", Galat(str(salah.args[0]))))
    except AcuanRusak as salah:
        galat += [("--aturan", Galat(kalimat)) for kalimat in salah.messages]
    return urutkan(hasil.values())


def _dipakai(diminta: list[Perangkat], kode_desa: str, tahun: int) -> tuple[Sequence[Perangkat], Sequence[Rusak]]:
    """The sets that judge, and those that would and cannot."""
    if diminta:
        return diminta, ()
    utuh, rusak = perangkat_utuh()
    hasil = berlaku(kode_desa, tahun, utuh, rusak=rusak)
    return hasil.perangkat, hasil.rusak


def _kamus(diminta: list[Perangkat]) -> Kamus:
    """The facts of the sets that were asked for, else of those that apply to whom the file is about."""

    def fakta(kode_desa: str, tahun: int) -> Mapping[str, BentukFakta]:
        return fakta_dari(_dipakai(diminta, kode_desa, tahun)[0])

    return fakta


def _baca(berkas: str, desa: str, kamus: Kamus, galat: list[tuple[str, Galat]]) -> Anggaran | None:
    try:
        isi = Path(berkas).read_bytes()
        if berisi_csv(isi) or berupa_access(isi):
            return baca_siskeudes(isi, kode_desa=desa, kamus=kamus).anggaran
        anggaran = baca(isi, kamus)
        if not desa or anggaran.kode_desa == desa:
            return anggaran
        pesan = f"Buku kerja ini milik desa {anggaran.kode_desa}, bukan {desa}."
        galat.append((berkas, Galat(pesan, "Identitas", kolom="kode_desa")))
    except OSError as salah:
        galat.append((berkas, Galat(f"Berkas tidak dapat dibuka ({salah.strerror}).")))
    except TidakTerbaca as salah:
        galat += [(berkas, g) for g in salah.galat]
    return None


def _status(putusan: set[Putusan]) -> int:
    if Putusan.DILANGGAR in putusan:
        return DILANGGAR
    return BELUM_LENGKAP if Putusan.TIDAK_DAPAT_DITENTUKAN in putusan else BERES

"""Restoring a backup into an empty database and an empty storage: all of it, or nothing.

The order: everything that can be said against it is asked first; then the files, which nobody sees without their
rows; then all rows in one transaction, read again before it ends. Taken back, the files that were written go too.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction

from dasar.penuh import penuh
from dasar.penyimpanan import tulis_utuh
from naskah.otoritas import letak_kunci
from naskah.services.penutupan import nomor_tutup
from operasi.arsip import MANIFES, POTONG, Pembaca
from operasi.galat import OperasiGagal
from operasi.isi import (
    Sidik,
    kosongkan_bawaan,
    masukkan,
    model_dibawa,
    sidik_tabel,
    tidak_kosong,
    urutan_setel,
)
from operasi.penyimpanan import ada_isinya, folder_penyimpanan
from operasi.services.cadangan import FORMAT, Kabar, migrasi_basis_data, migrasi_kode

CADANGAN_RUANG = 64 * 1024 * 1024  # bytes that are to stay free besides the files
CA = "ca-kunci.pem.age"
VERSI_LAIN = (
    "Cadangan ini dibuat PERUT versi {versi} dengan tabel yang lain dari versi yang terpasang ({beda}). Pasang versi "
    "{versi} dahulu, pulihkan, lalu perbarui."
)
TERISI = "Basis data tujuan sudah berisi ({}), jadi tidak ada yang dipulihkan. Pulihkan ke basis data yang kosong."
BERBERKAS = "Folder berkas tujuan ({}) sudah berisi, jadi tidak ada yang dipulihkan. Pulihkan ke folder yang kosong."
CA_LAIN = "Di {} sudah ada kunci otoritas lain, jadi tidak ada yang dipulihkan. Pindahkan kunci itu dahulu."
SEMPIT = "Cakram tujuan tinggal {ada} MB, sedangkan berkasnya {perlu} MB. Tidak ada yang dipulihkan."
CAKRAM_PENUH = "Cakram tujuan penuh di tengah pemulihan. Yang sudah ditulis dihapus lagi; tidak ada yang dipulihkan."


@dataclass
class Hasil:
    dibuat: datetime
    versi: str
    mesin: str
    baris: int = 0
    berkas: int = 0
    ca: str = ""  # where the authority's key is now; "" when the archive has none
    hilang: list[str] = field(default_factory=list)
    jangkar: dict[str, Any] = field(default_factory=dict)  # of the audit trail, as it was then


def cadangan_pulihkan(
    *,
    jalur: Path,
    identitas: str,
    kabar: Kabar = lambda _: None,
    using: str = "default",
) -> Hasil:
    """Raises OperasiGagal, and then database and storage are as they were."""
    pembaca = Pembaca(jalur)
    pembaca.buka_kunci(identitas)
    manifes = json.loads(pembaca.baca(MANIFES))
    _cocok(manifes)
    try:
        _kosong(manifes, pembaca, using)
    except (OSError, DatabaseError) as galat:
        raise OperasiGagal(f"Tujuan tidak siap: {str(galat).strip()}. Tidak ada yang dipulihkan.") from galat
    kabar("Memeriksa arsipnya …")
    pembaca.periksa(manifes["bagian"])
    tertulis: list[str] = []
    try:
        _berkas(pembaca, manifes, tertulis, kabar)
        with transaction.atomic(using):
            _baris(pembaca, manifes, kabar, using)
            nomor_tutup(keadaan=datetime.fromisoformat(manifes["dibuat"]), using=using)
            ca = _ca(pembaca)
    except BaseException as galat:
        kabar("Membatalkan: berkas yang sudah ditulis dihapus lagi …")
        for nama in tertulis:
            with suppress(Exception):
                default_storage.delete(nama)
        if penuh(galat):
            raise OperasiGagal(CAKRAM_PENUH) from galat
        if isinstance(galat, OSError | DatabaseError):
            raise OperasiGagal(f"Pemulihan berhenti: {str(galat).strip()}. Tidak ada yang dipulihkan.") from galat
        raise
    return Hasil(
        dibuat=datetime.fromisoformat(manifes["dibuat"]),
        versi=manifes["versi"],
        mesin=manifes["mesin"],
        baris=sum(t["jumlah"] for t in manifes["tabel"]),
        berkas=manifes["berkas"]["jumlah"],
        ca=ca,
        hilang=manifes["hilang"],
        jangkar=manifes["jangkar"],
    )


def _cocok(manifes: dict[str, Any]) -> None:
    """The archive's tables are the installed version's."""
    if manifes.get("format") != FORMAT:
        raise OperasiGagal("Arsip ini ditulis versi PERUT yang tidak dikenal versi ini. Pasang versi yang lebih baru.")
    beda = {tuple(m) for m in manifes["migrasi"]} ^ migrasi_kode()
    tabel = {t["model"] for t in manifes["tabel"]} ^ {m._meta.label for m in model_dibawa()}
    if beda or tabel:
        sebut = sorted([*(".".join(b) for b in beda), *tabel])
        raise OperasiGagal(VERSI_LAIN.format(versi=manifes["versi"], beda=", ".join(sebut[:3])))


def _kosong(manifes: dict[str, Any], pembaca: Pembaca, using: str) -> None:
    """Nothing is there that would be lost, and there is room for what comes."""
    folder = folder_penyimpanan()
    if ada_isinya():
        raise OperasiGagal(BERBERKAS.format(folder or "penyimpanan objek"))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        ada, perlu = shutil.disk_usage(folder).free, manifes["berkas"]["ukuran"] + CADANGAN_RUANG
        if ada < perlu:
            raise OperasiGagal(SEMPIT.format(ada=ada // 1024**2, perlu=perlu // 1024**2))
    letak = letak_kunci()
    if pembaca.ada(CA) and letak.startswith("file:"):
        kunci = Path(letak.removeprefix("file:"))
        if kunci.exists() and kunci.read_bytes() != pembaca.baca(CA):
            raise OperasiGagal(CA_LAIN.format(kunci))
    if not connections[using].introspection.table_names():
        call_command("migrate", database=using, interactive=False, verbosity=0)
    elif beda := migrasi_kode() ^ migrasi_basis_data(using):
        sebut = ", ".join(sorted(".".join(b) for b in beda)[:3])
        raise OperasiGagal(f"Tabel basis data tujuan bukan milik versi ini ({sebut}). Pakai basis data yang kosong.")
    if isi := tidak_kosong(using=using):
        raise OperasiGagal(TERISI.format(isi))


def _berkas(pembaca: Pembaca, manifes: dict[str, Any], tertulis: list[str], kabar: Kabar) -> None:
    """Every file into the storage under its own name, read again from there."""
    for bagian in sorted(nama for nama, _, _ in manifes["bagian"] if nama.startswith("berkas-")):
        for nama, isi in pembaca.berkas(bagian):
            sidik = _taruh(nama, isi, tertulis)
            if _sidik_tersimpan(nama) != sidik:
                raise OperasiGagal(f"Berkas {nama} tidak terbaca kembali sama. Periksa penyimpanannya.")
        kabar(f"{len(tertulis)} dari {manifes['berkas']['jumlah']} berkas.")
    if len(tertulis) != manifes["berkas"]["jumlah"]:
        raise OperasiGagal("Jumlah berkas di dalam arsip ini tidak sama dengan yang dicatatnya.")


def _taruh(nama: str, isi: IO[bytes], tertulis: list[str]) -> str:
    sidik = hashlib.sha256()

    class Terhitung(File):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            for potong in iter(lambda: isi.read(POTONG), b""):
                sidik.update(potong)
                yield potong

        def read(self, n: int = -1) -> bytes:  # object stores read
            potong = isi.read(n) if n is not None and n >= 0 else isi.read()
            sidik.update(potong)
            return potong

    berkas = Terhitung(isi, name=nama)
    jadi = default_storage.save(nama, berkas)
    tertulis.append(jadi)
    if jadi != nama:
        raise OperasiGagal(f"Nama {nama} sudah dipakai di penyimpanan tujuan.")
    return sidik.hexdigest()


def _sidik_tersimpan(nama: str) -> str:
    sidik = hashlib.sha256()
    with default_storage.open(nama, "rb") as berkas:
        for potong in iter(lambda: berkas.read(POTONG), b""):
            sidik.update(potong)
    return sidik.hexdigest()


def _baris(pembaca: Pembaca, manifes: dict[str, Any], kabar: Kabar, using: str) -> None:
    """Every row, then the same sums as in the archive, asked of the database."""
    kosongkan_bawaan(using=using)
    for tabel in manifes["tabel"]:
        masukkan(apps.get_model(tabel["model"]), pembaca.baris(tabel["bagian"]), using=using)
    connections[using].check_constraints()
    kabar("Membandingkan isi basis data dengan arsipnya …")
    for tabel in manifes["tabel"]:
        sidik: Sidik = sidik_tabel(apps.get_model(tabel["model"]), using=using)
        if (sidik.jumlah, sidik.teks) != (tabel["jumlah"], tabel["sidik"]):
            raise OperasiGagal(
                f"Tabel {tabel['model']} tidak sama dengan yang di arsip sesudah ditulis. Tidak ada yang dipulihkan."
            )
    urutan_setel(using=using)


def _ca(pembaca: Pembaca) -> str:
    """The authority's key to where this installation keeps it; last, when nothing else can fail but the commit."""
    letak = letak_kunci()
    if not pembaca.ada(CA) or not letak.startswith("file:"):
        return ""
    kunci = Path(letak.removeprefix("file:"))
    if not kunci.exists():
        kunci.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        tulis_utuh(kunci, pembaca.baca(CA))
    return str(kunci)

"""Restoring a backup into an empty database and an empty storage: all of it, or nothing.

The order: everything that can be said against it is asked first; then the files, which nobody sees without their
rows; then all rows in one transaction, read again before it ends. Taken back, the files that were written go too.
Killed, the same command goes on: a mark in the storage says of which archive is what lies there (penanda.py).
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
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
from operasi.penyimpanan import TANDA_PULIH, ada_isinya, folder_penyimpanan, semua_nama
from operasi.services.cadangan import FORMAT, Kabar, migrasi_basis_data, migrasi_kode
from operasi.services.penanda import Tanda, pemulihan_terputus, tanda_hapus, tandai

CADANGAN_RUANG = 64 * 1024 * 1024  # bytes that are to stay free besides the files
CA = "ca-kunci.pem.age"
LEBIH_LAMA = (
    "Cadangan ini dibuat PERUT versi {versi}, yang lebih lama dari versi yang terpasang: belum ada {beda}. Tidak ada "
    "yang dipulihkan. Pasang kode rilis {versi} dahulu (yang belum memuat migrasi itu), pulihkan, lalu perbarui dengan "
    "`manage.py migrate`."
)
LEBIH_BARU = (
    "Cadangan ini dibuat PERUT versi {versi}, yang lebih baru dari versi yang terpasang: {beda} tidak dikenal di sini. "
    "Tidak ada yang dipulihkan. Pasang versi {versi} yang memuatnya, lalu ulangi."
)
SETENGAH_MIGRASI = (
    "Tabel basis data tujuan bukan milik versi ini ({}), jadi tidak ada yang dipulihkan. Pakai basis data yang kosong."
)
TERISI = "Basis data tujuan sudah berisi ({}), jadi tidak ada yang dipulihkan. Pulihkan ke basis data yang kosong."
BERBERKAS = "Folder berkas tujuan ({}) sudah berisi, jadi tidak ada yang dipulihkan. Pulihkan ke folder yang kosong."
CA_LAIN = "Di {} sudah ada kunci otoritas lain, jadi tidak ada yang dipulihkan. Pindahkan kunci itu dahulu."
SEMPIT = "Cakram tujuan tinggal {ada} MB, sedangkan berkasnya {perlu} MB. Tidak ada yang dipulihkan."
CAKRAM_PENUH = "Cakram tujuan penuh di tengah pemulihan. Yang sudah ditulis dihapus lagi; tidak ada yang dipulihkan."


# What a restore adds to the archive's own rows.
BERTAMBAH = {"naskah.PenutupanNomor", "jejak.Catatan", "jejak.Segel"}


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
    nama: str = "",
    sesudah: Callable[[], None] = lambda: None,
) -> Hasil:
    """Raises OperasiGagal, and then database and storage are as they were. Killed, it goes on when it is run again.

    `nama`: of the archive, for people. `sesudah`: what else belongs to it once the rows are there to be seen; safe to
    repeat, for killed or failing in it the restore is not over.
    """
    pembaca = Pembaca(jalur)
    pembaca.buka_kunci(identitas)
    isi_manifes = pembaca.baca(MANIFES)
    manifes = json.loads(isi_manifes)
    _cocok(manifes)
    tanda = Tanda(hashlib.sha256(isi_manifes).hexdigest(), nama or jalur.name, manifes["dibuat"])
    try:
        lanjut = pemulihan_terputus(tanda)
        berisi = _kosong(manifes, pembaca, using, lanjut=lanjut)
    except (OSError, DatabaseError) as galat:
        raise OperasiGagal(f"Tujuan tidak siap: {str(galat).strip()}. Tidak ada yang dipulihkan.") from galat
    if lanjut:
        kabar("Melanjutkan pemulihan arsip ini yang terputus …")
    ca = _ca(pembaca) if berisi else _tulis(pembaca, manifes, tanda, kabar, using, lanjut=lanjut)
    sesudah()
    tanda_hapus()
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


def _tulis(pembaca: Pembaca, manifes: dict[str, Any], tanda: Tanda, kabar: Kabar, using: str, *, lanjut: bool) -> str:
    """Files, then rows. Where the authority's key is now.

    Taken back, the mark goes last, and only where nothing is left that the next run would not take for its own: files
    of a run that was killed, files that could not be deleted, tables half made."""
    kabar("Memeriksa arsipnya …")
    pembaca.periksa(manifes["bagian"])
    tertulis: list[str] = []
    bersisa = lanjut
    try:
        if not lanjut:
            tandai(tanda)
        if not connections[using].introspection.table_names() or migrasi_kode() - migrasi_basis_data(using):
            bersisa = True
            call_command("migrate", database=using, interactive=False, verbosity=0)
            bersisa = lanjut
        _berkas(pembaca, manifes, tertulis, kabar)
        with transaction.atomic(using):
            _baris(pembaca, manifes, kabar, using)
            nomor_tutup(keadaan=datetime.fromisoformat(manifes["dibuat"]), using=using)
            return _ca(pembaca)
    except BaseException as galat:
        kabar("Membatalkan: berkas yang sudah ditulis dihapus lagi …")
        if not (_hapus(tertulis) and not bersisa and _hapus([TANDA_PULIH])):
            kabar("Yang tersisa di sana tetap ditandai milik arsip ini: perintah yang sama melanjutkannya.")
        if penuh(galat):
            raise OperasiGagal(CAKRAM_PENUH) from galat
        if isinstance(galat, OSError | DatabaseError):
            raise OperasiGagal(f"Pemulihan berhenti: {str(galat).strip()}. Tidak ada yang dipulihkan.") from galat
        raise


def _hapus(nama: list[str]) -> bool:
    """Whether all of these files are gone. One that resists does not keep the others."""
    habis = True
    for n in nama:
        try:
            default_storage.delete(n)
        except Exception:  # every storage fails in its own words
            habis = False
    return habis


def _cocok(manifes: dict[str, Any]) -> None:
    """The archive's tables are the installed version's."""
    if manifes.get("format") != FORMAT:
        raise OperasiGagal("Arsip ini ditulis versi PERUT yang tidak dikenal versi ini. Pasang versi yang lebih baru.")
    arsip = {".".join(m) for m in manifes["migrasi"]} | {t["model"] for t in manifes["tabel"]}
    sini = {".".join(m) for m in migrasi_kode()} | {m._meta.label for m in model_dibawa()}
    for kalimat, beda in ((LEBIH_BARU, arsip - sini), (LEBIH_LAMA, sini - arsip)):
        if beda:
            raise OperasiGagal(kalimat.format(versi=manifes["versi"], beda=", ".join(sorted(beda)[:3])))


def _kosong(manifes: dict[str, Any], pembaca: Pembaca, using: str, *, lanjut: bool) -> bool:
    """Nothing is there that would be lost, and there is room for what comes. Whether all rows are there already:
    the restore that goes on was killed after its transaction."""
    folder = folder_penyimpanan()
    if not lanjut and ada_isinya():
        raise OperasiGagal(BERBERKAS.format(folder or "penyimpanan objek"))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        ada, perlu = shutil.disk_usage(folder).free, manifes["berkas"]["ukuran"] + CADANGAN_RUANG
        perlu -= sum(default_storage.size(n) for n in semua_nama()) if lanjut else 0
        if ada < perlu:
            raise OperasiGagal(SEMPIT.format(ada=ada // 1024**2, perlu=perlu // 1024**2))
    letak = letak_kunci()
    if pembaca.ada(CA) and letak.startswith("file:"):
        kunci = Path(letak.removeprefix("file:"))
        if kunci.exists() and kunci.read_bytes() != pembaca.baca(CA):
            raise OperasiGagal(CA_LAIN.format(kunci))
    if not connections[using].introspection.table_names():
        return False
    ada_di_sana = migrasi_basis_data(using)
    beda = ada_di_sana - migrasi_kode() if lanjut else ada_di_sana ^ migrasi_kode()
    if beda:
        raise OperasiGagal(SETENGAH_MIGRASI.format(", ".join(sorted(".".join(b) for b in beda)[:3])))
    if migrasi_kode() - ada_di_sana:  # killed while the tables were made
        return False
    isi = tidak_kosong(using=using)
    if isi and not (lanjut and _sama(manifes, using)):
        raise OperasiGagal(TERISI.format(isi))
    return bool(isi)


def _sama(manifes: dict[str, Any], using: str) -> bool:
    """Whether the database holds the archive's rows, and nothing that somebody has written since."""
    for tabel in manifes["tabel"]:
        if tabel["model"] not in BERTAMBAH:
            sidik = sidik_tabel(apps.get_model(tabel["model"]), using=using)
            if (sidik.jumlah, sidik.teks) != (tabel["jumlah"], tabel["sidik"]):
                return False
    return True


def _berkas(pembaca: Pembaca, manifes: dict[str, Any], tertulis: list[str], kabar: Kabar) -> None:
    """Every file into the storage under its own name, read again from there."""
    for bagian in sorted(nama for nama, _, _ in manifes["bagian"] if nama.startswith("berkas-")):
        for nama, isi in pembaca.berkas(bagian):
            sidik = _sidik(isi) if default_storage.exists(nama) else _taruh(nama, isi, tertulis)
            if nama not in tertulis[-1:]:  # of the run that was killed
                tertulis.append(nama)
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


def _sidik(isi: IO[bytes] | File) -> str:
    sidik = hashlib.sha256()
    for potong in iter(lambda: isi.read(POTONG), b""):
        sidik.update(potong)
    return sidik.hexdigest()


def _sidik_tersimpan(nama: str) -> str:
    with default_storage.open(nama, "rb") as berkas:
        return _sidik(berkas)


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

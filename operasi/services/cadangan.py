"""Making a backup: files first, then a snapshot of the database and the files that it names, in one archive.

Files never change once they have their name, so copying them needs no halt. What matters is that every file that the
snapshot names is in the archive: one that was removed between the two is noticed, and a new snapshot is taken.
"""

import fcntl
import hashlib
import json
import sqlite3
import tarfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from dasar.penuh import penuh
from dasar.penyimpanan import tulis_utuh
from jejak.rantai import jangkar
from naskah.otoritas import letak_kunci
from operasi.arsip import (
    BACA_SAYA,
    BLOK,
    KUNCI,
    MANIFES,
    PENJELASAN,
    POTONG,
    Pembaca,
    Penulis,
    kunci_baru,
    kunci_bungkus,
)
from operasi.galat import OperasiGagal
from operasi.isi import Sidik, baris, kolom_berkas, model_dibawa, tidak_kosong, tulis_baris
from operasi.jurnal import Jurnal
from operasi.penyimpanan import semua_nama

FORMAT = 1
AKHIRAN = ".perut"
SEDANG = ".sedang"
JANGKAR = ".jangkar.json"
UMUR_SEDANG = timedelta(days=2)  # one that was cut off is gone on with for so long
BAGIAN_MAKS = 64 * 1024 * 1024  # bytes of files in one entry: what a cut costs
BAGIAN_BANYAK = 2000  # files in one entry
PUTARAN_MAKS = 6
HILANG_DISEBUT = 1000
PENUH = "Cakram penuh, jadi cadangan tidak jadi dibuat dan yang sudah tertulis dihapus. Longgarkan {} dahulu."
TANPA_KUNCI = (
    "CADANGAN_KUNCI belum diisi, jadi cadangan tidak dibuat: tanpa itu isinya terbuka bagi siapa pun yang "
    "memegangnya. Buat kuncinya dengan `manage.py cadangkan --buat-kunci BERKAS`."
)
BERJALAN = "Cadangan lain sedang dibuat di {}. Tunggu sampai selesai."
BELUM_MIGRASI = (
    "Tabel basis data ini tidak sama dengan versi aplikasi yang terpasang ({}), jadi cadangan tidak dibuat. "
    "Jalankan `manage.py migrate` sampai selesai dahulu."
)
KOSONG = (
    "Basis data ini masih kosong, jadi tidak ada yang dicadangkan dan tidak ada yang dicatat di dalamnya: cadangan "
    "lama masih dapat dipulihkan ke sini."
)
Kabar = Callable[[str], None]


@dataclass
class Hasil:
    jalur: Path
    baris: int = 0
    berkas: int = 0
    ukuran: int = 0  # bytes of the files
    hilang: list[str] = field(default_factory=list)
    diperiksa: bool = True  # decrypted again; otherwise only its sums were compared


def migrasi_kode() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)


def migrasi_basis_data(using: str) -> set[tuple[str, str]]:
    """What was applied, of the apps that are installed."""
    pemuat = MigrationLoader(connections[using])
    return set(pemuat.applied_migrations) & {k for k in pemuat.applied_migrations if k[0] in pemuat.migrated_apps}


def cadangan_buat(*, folder: Path, kabar: Kabar = lambda _: None, using: str = "default") -> Hasil:
    """Write, verify, and name an archive in `folder`; go on with one that was cut off. Raises OperasiGagal."""
    penerima = [p.strip() for p in settings.CADANGAN_KUNCI.split(",") if p.strip()]
    if not penerima:
        raise OperasiGagal(TANPA_KUNCI)
    beda = migrasi_kode() ^ migrasi_basis_data(using)
    if beda:
        raise OperasiGagal(BELUM_MIGRASI.format(", ".join(sorted(".".join(b) for b in beda)[:3])))
    if not tidak_kosong(using=using):
        raise OperasiGagal(KOSONG)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _satu_saja(folder):
        sedang = _yang_terpotong(folder) or folder / f"{timezone.now():%Y%m%dT%H%M%SZ}{AKHIRAN}{SEDANG}"
        try:
            return _buat(sedang, penerima, kabar, using)
        except (OSError, sqlite3.Error) as galat:
            if not penuh(galat):
                raise OperasiGagal(
                    f"Cadangan tidak jadi dibuat: {galat}. Jalankan lagi untuk melanjutkannya."
                ) from galat
            _buang(sedang)
            raise OperasiGagal(PENUH.format(folder)) from galat


@contextmanager
def _satu_saja(folder: Path) -> Iterator[None]:
    with (folder / ".kunci").open("w") as kunci:
        try:
            fcntl.flock(kunci, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as galat:
            raise OperasiGagal(BERJALAN.format(folder)) from galat
        yield


def _yang_terpotong(folder: Path) -> Path | None:
    """The archive that the last run left unfinished; older ones go."""
    semua = sorted(folder.glob(f"*{AKHIRAN}{SEDANG}"))
    for s in semua:
        baru = time.time() - s.stat().st_mtime < UMUR_SEDANG.total_seconds()
        if s != semua[-1] or not baru or not _jurnal(s).exists():
            _buang(s)
    return semua[-1] if semua and semua[-1].exists() else None


def _jurnal(sedang: Path) -> Path:
    return Path(f"{sedang}.jurnal")


def _buang(sedang: Path) -> None:
    sedang.unlink(missing_ok=True)
    for akhiran in ("", "-journal", "-wal", "-shm"):
        Path(f"{_jurnal(sedang)}{akhiran}").unlink(missing_ok=True)


def _buat(sedang: Path, penerima: Sequence[str], kabar: Kabar, using: str) -> Hasil:
    jurnal = Jurnal(_jurnal(sedang))
    try:
        with sedang.open("r+b" if sedang.exists() else "x+b") as keluar:
            sedang.chmod(0o600)
            identitas = _mulai(keluar, jurnal, penerima, kabar)
            penulis = Penulis(keluar, jurnal.catat("penerima"))
            _berkas(penulis, jurnal, semua_nama(), kabar)
            jangkarnya = jangkar() if using == DEFAULT_DB_ALIAS else {"rantai": []}
            tabel, hilang = _potret(penulis, jurnal, kabar, using)
            manifes = _manifes(jurnal, tabel, hilang, using) | {"jangkar": jangkarnya}
            _ca(penulis, jurnal)
            akhir = penulis.tambah(MANIFES, [json.dumps(manifes | {"bagian": _daftar(jurnal)}).encode()])
            penulis.tutup([(b.nama, b.sha256) for b in (*jurnal.bagian(), akhir)])
        kabar("Memeriksa arsipnya …")
        _periksa(sedang, jurnal, identitas, manifes)
        jadi = sedang.with_name(sedang.name.removesuffix(SEDANG))
        sedang.replace(jadi)
        # Beside the archive and readable by anybody: what the audit trail is compared with (`jejak_periksa --jangkar`).
        tulis_utuh(jadi.with_name(jadi.name + JANGKAR), json.dumps(jangkarnya).encode(), mode=0o644)
        jumlah, ukuran = jurnal.jumlah_berkas()
    except BaseException:
        jurnal.tutup(buang=False)
        raise
    jurnal.tutup(buang=True)
    return Hasil(jadi, sum(t["jumlah"] for t in tabel), jumlah, ukuran, hilang, bool(identitas))


def _mulai(keluar: IO[bytes], jurnal: Jurnal, penerima: Sequence[str], kabar: Kabar) -> str:
    """The archive's key, into a new archive; into one that goes on, nothing: its secret was never kept."""
    akhir = jurnal.mundur("berkas-")
    if akhir and jurnal.catat("penerima"):
        kabar(f"Melanjutkan cadangan yang terpotong; {jurnal.jumlah_berkas()[0]} berkas sudah di dalamnya.")
        keluar.truncate(akhir)
        keluar.seek(akhir)
        return ""
    keluar.truncate(0)
    identitas, umum = kunci_baru()
    penulis = Penulis(keluar, umum)
    jurnal.mulai_lagi()
    jurnal.bagian_tambah([penulis.tambah_terang(BACA_SAYA, PENJELASAN.encode())])
    bungkus = kunci_bungkus(identitas, penerima)
    jurnal.bagian_tambah([penulis.tambah_terang(KUNCI, bungkus)])
    jurnal.catat("penerima", umum)
    return identitas


def _berkas(penulis: Penulis, jurnal: Jurnal, nama: Iterator[str], kabar: Kabar) -> None:
    """Every one of these files that the archive does not hold yet, so many to an entry."""
    sisa: list[str] = []
    for n in nama:
        if jurnal.punya(n):
            continue
        sisa.append(n)
        if len(sisa) == BAGIAN_BANYAK:
            sisa = _bagian_berkas(penulis, jurnal, sisa, kabar)
    while sisa:
        sisa = _bagian_berkas(penulis, jurnal, sisa, kabar)


def _bagian_berkas(penulis: Penulis, jurnal: Jurnal, nama: list[str], kabar: Kabar) -> list[str]:
    """One entry; the names that found no room in it any more."""
    dibawa: list[tuple[str, int, str]] = []
    sisa = list(reversed(nama))
    tertulis = 0

    def isi() -> Iterator[bytes]:
        nonlocal tertulis
        while sisa and tertulis < BAGIAN_MAKS:
            satu = sisa.pop()
            for potong in _satu_berkas(satu, dibawa):
                tertulis += len(potong)
                yield potong
        yield bytes(2 * BLOK)

    butir = penulis.tambah(f"berkas-{len(jurnal.bagian()):06d}.tar.age", isi())
    penulis.tuntaskan()
    jurnal.bagian_tambah([butir], dibawa)
    kabar(f"{jurnal.jumlah_berkas()[0]} berkas disalin.")
    return list(reversed(sisa))


def _satu_berkas(nama: str, dibawa: list[tuple[str, int, str]]) -> Iterator[bytes]:
    """A file as an entry of the inner tar; nothing of one that is gone already."""
    try:
        berkas = default_storage.open(nama, "rb")
    except FileNotFoundError:
        return
    with berkas:
        ukuran, sidik, terbaca = berkas.size, hashlib.sha256(), 0
        kepala = tarfile.TarInfo(nama)
        kepala.size, kepala.mode = ukuran, 0o644
        yield kepala.tobuf(tarfile.PAX_FORMAT)
        for potong in iter(lambda: berkas.read(POTONG), b""):
            terbaca += len(potong)
            sidik.update(potong)
            yield potong
        if terbaca != ukuran:
            raise OperasiGagal(f"Berkas {nama} berubah selagi dibaca, jadi cadangan tidak jadi dibuat.")
        yield bytes(-ukuran % BLOK)
    dibawa.append((nama, ukuran, sidik.hexdigest()))


def _potret(penulis: Penulis, jurnal: Jurnal, kabar: Kabar, using: str) -> tuple[list[dict[str, Any]], list[str]]:
    """One state of the database with every file that it names: (tables, files that are nowhere)."""
    kurang_dulu: set[str] | None = None
    for _ in range(PUTARAN_MAKS):
        with potret(using):
            _berkas(penulis, jurnal, semua_nama(), kabar)
            _berkas(penulis, jurnal, (n for n in disebut(using) if not jurnal.punya(n)), kabar)
            kurang = {n for n in disebut(using) if not jurnal.punya(n)}
            if not kurang or kurang == kurang_dulu:
                return _tabel(penulis, jurnal, kabar, using), sorted(kurang)
        kabar(f"{len(kurang)} berkas dihapus selagi disalin; keadaan basis data diambil lagi.")
        kurang_dulu = kurang
    raise OperasiGagal("Berkas terus dihapus selagi disalin, jadi cadangan tidak jadi dibuat. Ulangi sebentar lagi.")


@contextmanager
def potret(using: str) -> Iterator[None]:
    """Everything that is read inside is of one moment; nobody who writes waits for it."""
    sambungan: Any = connections[using]
    if sambungan.in_atomic_block:  # a caller's own moment
        yield
        return
    cara = getattr(sambungan, "transaction_mode", None)
    try:
        if sambungan.vendor == "sqlite":
            sambungan.transaction_mode = "DEFERRED"
        with transaction.atomic(using):
            if sambungan.vendor == "postgresql":
                with sambungan.cursor() as kursor:
                    kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with sambungan.cursor() as kursor:
                kursor.execute("SELECT 1 FROM django_migrations LIMIT 1")  # the moment is that of the first question
                kursor.fetchall()
            yield
    finally:
        if sambungan.vendor == "sqlite":
            sambungan.transaction_mode = cara


def disebut(using: str) -> Iterator[str]:
    """The name of every file that a row names."""
    for model, kolom in kolom_berkas():
        berisi = model._base_manager.using(using).exclude(**{kolom.attname: ""}).exclude(**{kolom.attname: None})
        yield from berisi.values_list(kolom.attname, flat=True).order_by("pk").iterator(chunk_size=2000)


def _tabel(penulis: Penulis, jurnal: Jurnal, kabar: Kabar, using: str) -> list[dict[str, Any]]:
    hasil: list[dict[str, Any]] = []
    butir = []
    for model in model_dibawa():
        sidik = Sidik()
        nama = f"data-{model._meta.label_lower}.jsonl.gz.age"
        butir.append(penulis.tambah(nama, _padat(model, sidik, using)))
        hasil.append({"model": model._meta.label, "bagian": nama, "jumlah": sidik.jumlah, "sidik": sidik.teks})
    jurnal.bagian_tambah(butir)
    kabar(f"{sum(t['jumlah'] for t in hasil)} baris dari {len(hasil)} tabel ditulis.")
    return hasil


def _padat(model: type[models.Model], sidik: Sidik, using: str) -> Iterator[bytes]:
    """Rows as gzip, as they come."""
    pemadat = zlib.compressobj(6, zlib.DEFLATED, 31)
    for b in baris(model, using=using):
        sidik.tambah(b)
        if potong := pemadat.compress(tulis_baris(b)):
            yield potong
    yield pemadat.flush()


def _ca(penulis: Penulis, jurnal: Jurnal) -> None:
    """The authority's key, where it is a file; elsewhere it is kept by whoever keeps it."""
    letak = letak_kunci()
    if letak.startswith("file:"):
        with suppress(FileNotFoundError):
            isi = Path(letak.removeprefix("file:")).read_bytes()
            jurnal.bagian_tambah([penulis.tambah("ca-kunci.pem.age", [isi])])


def _manifes(jurnal: Jurnal, tabel: list[dict[str, Any]], hilang: list[str], using: str) -> dict[str, Any]:
    jumlah, ukuran = jurnal.jumlah_berkas()
    return {
        "format": FORMAT,
        "dibuat": timezone.now().isoformat(),
        "versi": settings.VERSI,
        "mesin": connections[using].vendor,
        "migrasi": sorted(migrasi_basis_data(using)),
        "tabel": tabel,
        "berkas": {"jumlah": jumlah, "ukuran": ukuran},
        "hilang": hilang[:HILANG_DISEBUT],
    }


def _daftar(jurnal: Jurnal) -> list[tuple[str, int, str]]:
    return [(b.nama, b.ukuran, b.sha256) for b in jurnal.bagian()]


def _periksa(sedang: Path, jurnal: Jurnal, identitas: str, manifes: dict[str, Any]) -> None:
    """Read it again from the disk: every sum, and, with the key still at hand, every file and every row."""
    pembaca = Pembaca(sedang)
    pembaca.periksa(_daftar(jurnal))
    if not identitas:
        return
    pembaca.pakai_identitas(identitas)
    berkas = hashlib.sha256()
    for nama in sorted(b.nama for b in jurnal.bagian() if b.nama.startswith("berkas-")):
        for n, u, s in isi_bagian_berkas(pembaca, nama):
            berkas.update(f"{n}\0{u}\0{s}\n".encode())
    harap = hashlib.sha256()
    for n, u, s in jurnal.berkas_menurut_bagian():
        harap.update(f"{n}\0{u}\0{s}\n".encode())
    if berkas.digest() != harap.digest():
        raise OperasiGagal("Arsip yang baru ditulis tidak terbaca kembali sama, jadi tidak dipakai. Periksa cakramnya.")
    for tabel in manifes["tabel"]:
        sidik = Sidik()
        for b in pembaca.baris(tabel["bagian"]):
            sidik.tambah(b)
        if (sidik.jumlah, sidik.teks) != (tabel["jumlah"], tabel["sidik"]):
            raise OperasiGagal(f"Tabel {tabel['model']} tidak terbaca kembali sama. Periksa cakramnya.")


def isi_bagian_berkas(pembaca: Pembaca, nama: str) -> Iterator[tuple[str, int, str]]:
    """(name, bytes, SHA-256) of each file of one entry."""
    for n, isi in pembaca.berkas(nama):
        sidik, ukuran = hashlib.sha256(), 0
        while potong := isi.read(POTONG):
            sidik.update(potong)
            ukuran += len(potong)
        yield n, ukuran, sidik.hexdigest()

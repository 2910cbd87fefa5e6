"""What an archive that is being written holds already: so that the next run goes on where this one was cut off."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from operasi.arsip import Butir


class Jurnal:
    """A small SQLite file beside the archive: constant memory however many files there are."""

    def __init__(self, jalur: Path) -> None:
        self.jalur = jalur
        self._db = sqlite3.connect(jalur)
        self._db.executescript(
            "CREATE TABLE IF NOT EXISTS bagian (n INTEGER PRIMARY KEY, nama TEXT, ukuran INT, sha256 TEXT, akhir INT);"
            "CREATE TABLE IF NOT EXISTS berkas (nama TEXT PRIMARY KEY, ukuran INT, sha256 TEXT, bagian TEXT);"
            "CREATE TABLE IF NOT EXISTS catatan (nama TEXT PRIMARY KEY, isi TEXT);"
        )

    def catat(self, nama: str, isi: str | None = None) -> str:
        """Keep a word, or give the one that was kept; '' for none."""
        if isi is not None:
            self._db.execute("INSERT OR REPLACE INTO catatan VALUES (?, ?)", (nama, isi))
            self._db.commit()
        baris = self._db.execute("SELECT isi FROM catatan WHERE nama = ?", (nama,)).fetchone()
        return baris[0] if baris else ""

    def bagian_tambah(self, butir: Sequence[Butir], berkas: Sequence[tuple[str, int, str]] = ()) -> None:
        """These entries are whole in the archive; the last one with these files (name, bytes, SHA-256)."""
        self._db.executemany(
            "INSERT INTO bagian (nama, ukuran, sha256, akhir) VALUES (?, ?, ?, ?)",
            [(b.nama, b.ukuran, b.sha256, b.akhir) for b in butir],
        )
        self._db.executemany("INSERT INTO berkas VALUES (?, ?, ?, ?)", [(*b, butir[-1].nama) for b in berkas])
        self._db.commit()

    def bagian(self) -> list[Butir]:
        return [Butir(*b) for b in self._db.execute("SELECT nama, ukuran, sha256, akhir FROM bagian ORDER BY n")]

    def mundur(self, awalan: str) -> int:
        """Forget what came after the last entry that begins so; where the archive is to be cut off."""
        (n, akhir) = self._db.execute(
            "SELECT n, akhir FROM bagian WHERE nama LIKE ? ORDER BY n DESC LIMIT 1", (f"{awalan}%",)
        ).fetchone() or (0, 0)
        if not n:
            return 0
        self._db.execute("DELETE FROM bagian WHERE n > ?", (n,))
        self._db.commit()
        return int(akhir)

    def punya(self, nama: str) -> bool:
        return self._db.execute("SELECT 1 FROM berkas WHERE nama = ?", (nama,)).fetchone() is not None

    def berkas(self) -> Iterator[tuple[str, int, str, str]]:
        yield from self._db.execute("SELECT nama, ukuran, sha256, bagian FROM berkas ORDER BY nama")

    def berkas_menurut_bagian(self) -> Iterator[tuple[str, int, str]]:
        """As they lie in the archive."""
        yield from self._db.execute("SELECT nama, ukuran, sha256 FROM berkas ORDER BY bagian, rowid")

    def mulai_lagi(self) -> None:
        for tabel in ("bagian", "berkas", "catatan"):
            self._db.execute(f"DELETE FROM {tabel}")  # noqa: S608  a name of ours
        self._db.commit()

    def jumlah_berkas(self) -> tuple[int, int]:
        """(how many, bytes)"""
        n, ukuran = self._db.execute("SELECT count(*), coalesce(sum(ukuran), 0) FROM berkas").fetchone()
        return n, ukuran

    def tutup(self, *, buang: bool) -> None:
        self._db.close()
        if buang:
            for akhiran in ("", "-journal", "-wal", "-shm"):
                Path(f"{self.jalur}{akhiran}").unlink(missing_ok=True)

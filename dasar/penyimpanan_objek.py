"""The object store: every answer within a time limit of its own, all in all, and every failure an OSError.

botocore limits the wait for each read; a store that sends a byte now and then never runs into that, and holds whoever
asked. What is sent there is an object when its last byte has come, so what is cut off leaves no half file.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import IO, Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.awsrequest import AWSHTTPConnection, AWSHTTPConnectionPool, AWSHTTPSConnection, AWSHTTPSConnectionPool
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from s3transfer.exceptions import RetriesExceededError, S3DownloadFailedError
from storages.backends.s3 import S3File, S3Storage

from dasar.batas_sambungan import BatasSambungan
from dasar.penyimpanan import PenyimpananTakTerjangkau

DETIK = 20.0  # for one answer without a file
LAJU = 50_000  # bytes a second that a line carries at least; slower is taken for broken
DAFTAR = 15  # times as long: the list of all that is there comes in many answers
GALAT = (Boto3Error, BotoCoreError, ClientError, RetriesExceededError, S3DownloadFailedError)
TERLALU_LAMBAT = "penyimpanan objek tidak selesai menjawab dalam {:.0f} detik"


class _Tenggat(threading.local):
    """Until when this thread waits for the store, and the connections that it holds to that."""

    akhir: float | None = None

    def __init__(self) -> None:
        self.dijaga: list[tuple[Any, BatasSambungan]] = []

    def jaga(self, soket: Any) -> None:
        if self.akhir is None or soket is None or any(s is soket for s, _ in self.dijaga):
            return
        self.dijaga.append((soket, BatasSambungan(soket, max(self.akhir - monotonic(), 0.0))))


_tenggat = _Tenggat()


@contextmanager
def tenggat(detik: float) -> Iterator[None]:
    """What is asked of the store inside has so long, all in all. Raises PenyimpananTakTerjangkau; FileNotFoundError
    stays what it is. Inside another the outer one counts."""
    if _tenggat.akhir is not None:
        yield
        return
    _tenggat.akhir = monotonic() + detik
    try:
        yield
    except GALAT as galat:
        lambat = any(b.habis for _, b in _tenggat.dijaga)
        raise PenyimpananTakTerjangkau(TERLALU_LAMBAT.format(detik) if lambat else str(galat)) from galat
    finally:
        for _, batas in _tenggat.dijaga:
            batas.lepas()
        _tenggat.dijaga.clear()
        _tenggat.akhir = None


class _Dijaga:
    """Before botocore's connections: from the first byte of a new one, and from each question on a kept one."""

    sock: Any

    def _new_conn(self) -> Any:
        if _tenggat.akhir is not None and monotonic() >= _tenggat.akhir:
            raise ConnectionAbortedError(TERLALU_LAMBAT.format(0))  # another attempt would come too late
        soket = super()._new_conn()  # type: ignore[misc]  # of urllib3, mixed in
        _tenggat.jaga(soket)
        return soket

    def request(self, *lain: Any, **isian: Any) -> Any:
        _tenggat.jaga(self.sock)
        return super().request(*lain, **isian)  # type: ignore[misc]  # of botocore, mixed in


class _Http(_Dijaga, AWSHTTPConnection):
    pass


class _Https(_Dijaga, AWSHTTPSConnection):
    pass


class _KolamHttp(AWSHTTPConnectionPool):
    ConnectionCls = _Http


class _KolamHttps(AWSHTTPSConnectionPool):
    ConnectionCls = _Https


class BerkasObjek(S3File):
    """Fetched whole when it is first read, within the time that its size may take."""

    _file: Any

    def _get_file(self) -> Any:
        if self._file is not None:
            return self._file
        with tenggat(DETIK + self.obj.content_length / LAJU):
            try:
                return super()._get_file()
            except BaseException:
                self._file = None  # half of it is nothing to read from
                raise

    file = property(_get_file, S3File._set_file)


class PenyimpananObjek(S3Storage):
    def get_default_settings(self) -> dict[str, Any]:
        # In this thread, which knows until when, and once: what failed is asked again by who has the time for it.
        sekali = TransferConfig(use_threads=False, num_download_attempts=1)
        return super().get_default_settings() | {"transfer_config": sekali}

    @property
    def connection(self) -> Any:
        baru = getattr(self._connections, "connection", None) is None
        sambungan = super().connection
        if baru:
            sesi = sambungan.meta.client._endpoint.http_session
            sesi._pool_classes_by_scheme = {"http": _KolamHttp, "https": _KolamHttps}
            sesi._manager.pool_classes_by_scheme = sesi._pool_classes_by_scheme
        return sambungan

    def _open(self, name: str, mode: str = "rb") -> File:
        with tenggat(DETIK):
            berkas = super()._open(name, mode)
        berkas.__class__ = BerkasObjek  # the library names its own class
        return berkas

    def _save(self, name: str, content: IO[bytes]) -> str:
        with tenggat(DETIK + getattr(content, "size", 0) / LAJU):
            return super()._save(name, content)

    def exists(self, name: str) -> bool:
        with tenggat(DETIK):
            return super().exists(name)

    def delete(self, name: str) -> None:
        with tenggat(DETIK):
            super().delete(name)

    def size(self, name: str) -> int:
        with tenggat(DETIK):
            return super().size(name)

    def get_modified_time(self, name: str) -> Any:
        with tenggat(DETIK):
            return super().get_modified_time(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with tenggat(DAFTAR * DETIK):
            return super().listdir(name)

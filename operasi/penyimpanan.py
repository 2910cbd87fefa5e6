"""The storage as a whole: every file that lies in it, on a disk or in an object store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage

from dasar.penyimpanan import SEMENTARA

# What is made for a while only: parts of uploads, exports for download, and files that are being written.
SEMENTARA_SAJA = ("unggahan/", "ekspor/")
TANDA_PULIH = "pemulihan-sedang.json"  # services/penanda.py; no file of anybody's


def semua_nama(folder: str = "") -> Iterator[str]:
    """Every file's name, folder by folder; without what is there for a while only."""
    try:
        anak, nama = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for n in nama:
        if n and not n.startswith(SEMENTARA) and f"{folder}{n}" != TANDA_PULIH:
            yield f"{folder}{n}"
    for a in anak:
        lengkap = f"{folder}{a}/"
        if lengkap not in SEMENTARA_SAJA:
            yield from semua_nama(lengkap)


def folder_penyimpanan() -> Path | None:
    """Where the files lie on this machine; None in an object store."""
    # default_storage is lazy and looks like its class
    if isinstance(default_storage, FileSystemStorage):
        return Path(default_storage.location)
    return None


def ada_isinya() -> bool:
    return any(True for _ in semua_nama())


def s3_klien(opsi: dict[str, Any]) -> Any:
    """A client of an object store: addresses and keys as django-storages takes them."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=opsi.get("endpoint_url"),
        aws_access_key_id=opsi.get("access_key"),
        aws_secret_access_key=opsi.get("secret_key"),
        region_name=opsi.get("region_name"),
        config=Config(connect_timeout=10, read_timeout=60, retries={"max_attempts": 4, "mode": "standard"}),
    )

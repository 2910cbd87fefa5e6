"""Archives in an object store, archives that are too many, and what a restore leaves in Redis."""

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from celery import current_app
from django.conf import settings

from operasi.arsip import POTONG
from operasi.galat import OperasiGagal
from operasi.penyimpanan import s3_klien
from operasi.services.cadangan import AKHIRAN, JANGKAR

T = TypeVar("T")
AWALAN_JAUH = "s3:"
DETIK = 120.0  # for one answer, all in all; each read has its own limit, which a store that drips never runs into
LAJU = 50_000  # bytes a second that a line carries at least; slower is taken for broken
TERLALU_LAMBAT = "lebih lambat dari {} byte sedetik; dihentikan sesudah {:.0f} detik"
TAK_TERHUBUNG = "Penyimpanan objek cadangan tidak menjawab atau menolak: {}. {}"


def jauh_klien() -> Any:
    """A client of the store that keeps the backups."""
    return s3_klien(
        {
            "endpoint_url": settings.S3_ENDPOINT or None,
            "access_key": settings.S3_ACCESS_KEY or None,
            "secret_key": settings.S3_SECRET_KEY or None,
        }
    )


def _berbatas(kerja: Callable[[], T], ukuran: int = 0) -> T:
    """Do this within the time that so many bytes may take. Raises TimeoutError; what hangs ends with this process."""
    batas, hasil, galat = DETIK + ukuran / LAJU, [], []

    def jalan() -> None:
        try:
            hasil.append(kerja())
        except Exception as g:  # raised again by whoever waits
            galat.append(g)

    utas = threading.Thread(target=jalan, name="cadangan-jauh", daemon=True)
    utas.start()
    utas.join(batas)
    if galat:
        raise galat[0]
    if not hasil:
        raise TimeoutError(TERLALU_LAMBAT.format(LAJU, batas))
    return hasil[0]


def _sidik(baca: Callable[[int], bytes]) -> str:
    sidik = hashlib.sha256()
    while potong := baca(POTONG):
        sidik.update(potong)
    return sidik.hexdigest()


def jauh_kirim(jalur: Path) -> str:
    """To the object store, and back again for comparison. Returns its name there; raises OperasiGagal."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    bucket, klien = settings.CADANGAN_S3_BUCKET, jauh_klien()
    ukuran = jalur.stat().st_size

    def kirim() -> str:
        klien.upload_file(str(jalur), bucket, jalur.name)
        return _sidik(klien.get_object(Bucket=bucket, Key=jalur.name)["Body"].read)

    try:
        di_sana = _berbatas(kirim, 2 * ukuran)
        with jalur.open("rb") as sini:
            sama = _sidik(sini.read) == di_sana
    except (Boto3Error, BotoCoreError, ClientError, OSError) as galat:
        raise OperasiGagal(TAK_TERHUBUNG.format(galat, f"Arsipnya tetap ada di {jalur}.")) from galat
    if not sama:
        klien.delete_object(Bucket=bucket, Key=jalur.name)
        raise OperasiGagal(f"Salinan di penyimpanan objek tidak sama, jadi dihapus. Arsipnya tetap ada di {jalur}.")
    return f"{AWALAN_JAUH}{jalur.name}"


def jauh_ambil(nama: str, folder: Path) -> Path:
    """From the object store into this folder. Raises OperasiGagal."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    kunci = nama.removeprefix(AWALAN_JAUH)
    if not settings.CADANGAN_S3_BUCKET:
        raise OperasiGagal("CADANGAN_S3_BUCKET belum diisi.")
    bucket, klien, jalur = settings.CADANGAN_S3_BUCKET, jauh_klien(), folder / "arsip"

    def ambil() -> Path:
        klien.download_file(bucket, kunci, str(jalur))
        return jalur

    try:
        ukuran = _berbatas(lambda: int(klien.head_object(Bucket=bucket, Key=kunci)["ContentLength"]))
        return _berbatas(ambil, ukuran)
    except (Boto3Error, BotoCoreError, ClientError, OSError) as galat:
        raise OperasiGagal(TAK_TERHUBUNG.format(galat, "Tidak ada yang dipulihkan.")) from galat


def lama_hapus(folder: Path, *, sisakan: int) -> int:
    """Remove the oldest archives of this folder, beyond so many; 0 keeps them all. Returns how many."""
    lama = sorted(folder.glob(f"*{AKHIRAN}"))[:-sisakan] if sisakan else []
    for jalur in lama:
        jalur.unlink()
        jalur.with_name(jalur.name + JANGKAR).unlink(missing_ok=True)
    return len(lama)


def antrean_kosongkan_redis(kabar: Callable[[str], None]) -> None:
    """What waits in Redis belongs to the database that is no more; only our own queues. Raises OperasiGagal."""
    if current_app.conf.task_always_eager:
        return
    try:
        with current_app.connection_for_write() as sambungan:
            jumlah = sum(q(sambungan).purge() or 0 for q in current_app.conf.task_queues)
    except Exception as galat:  # every broker fails in its own words
        raise OperasiGagal(
            f"Data sudah dipulihkan, tetapi antrean di Redis tidak dapat dikosongkan ({galat}). Jalankan "
            "Redis, lalu ulangi perintah yang sama sebelum menjalankan PERUT."
        ) from galat
    if jumlah:
        kabar(f"{jumlah} pesan lama di Redis dibuang.")

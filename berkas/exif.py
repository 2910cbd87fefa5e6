"""Time and place of a photo, from its EXIF."""

from datetime import datetime, timedelta
from typing import Any

from PIL import ExifTags, Image


def waktu_tempat(exif: Image.Exif) -> tuple[datetime | None, float | None, float | None]:
    """When (naive, the camera's clock) and where (degrees). Metadata is a bonus: broken means unknown."""
    try:
        teks = str(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")).strip("\x00 ")
        waktu = datetime.strptime(teks, "%Y:%m:%d %H:%M:%S") if teks else None
    except Exception:
        waktu = None
    try:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        lintang, bujur = _derajat(gps.get(2), gps.get(1), "S", 90), _derajat(gps.get(4), gps.get(3), "W", 180)
    except Exception:
        lintang = bujur = None
    if lintang is None or bujur is None:
        lintang = bujur = None
    besok = datetime.now() + timedelta(days=1)  # a camera that runs ahead of every zone is wrong
    return (waktu if waktu and datetime(2000, 1, 1) <= waktu <= besok else None), lintang, bujur


def _derajat(nilai: Any, arah: Any, negatif: str, batas: int) -> float | None:
    if not nilai or len(nilai) != 3:
        return None
    derajat = float(nilai[0]) + float(nilai[1]) / 60 + float(nilai[2]) / 3600
    if not abs(derajat) <= batas:  # also false for NaN
        return None
    return -derajat if arah == negatif else derajat

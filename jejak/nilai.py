"""A value as the trail keeps it: small, the same on both databases, and never a secret."""

import hashlib
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile

PANJANG = 300  # letters that are kept of a text; of a longer one its beginning and its hash
RAHASIA = "(dirahasiakan)"
KOSONG: tuple[Any, ...] = (None, "", [], {}, "[]", "{}")


def nilai(field: models.Field, isi: Any) -> Any:
    """None, a boolean, a whole number, or text."""
    if isi is None or isinstance(isi, bool | int):
        return isi if isinstance(isi, bool | type(None)) else int(isi)
    if isinstance(isi, models.Model):
        return nilai(field, isi.pk)
    if isinstance(isi, FieldFile):
        return isi.name or ""
    if isinstance(isi, bytes | memoryview):
        isi = bytes(isi)
        return f"{len(isi)} byte, sha256 {hashlib.sha256(isi).hexdigest()}" if isi else ""
    if isinstance(isi, datetime):
        return isi.astimezone(UTC).isoformat() if isi.tzinfo else isi.isoformat()
    if isinstance(isi, date | time):
        return isi.isoformat()
    if isinstance(isi, dict | list | tuple) or isinstance(field, models.JSONField):
        isi = json.dumps(isi, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)
    return ringkas(str(isi))


def ringkas(teks: str) -> str:
    teks = teks.replace("\x00", "").encode("utf-8", "replace").decode()
    if len(teks) <= PANJANG:
        return teks
    return f"{teks[:PANJANG]}… ({len(teks)} huruf, sha256 {hashlib.sha256(teks.encode()).hexdigest()})"


def baku(field: models.Field, isi: Any) -> Any:
    """As the column would give it back, so that '5' put into a column of numbers is no change of 5."""
    if isi is None or isinstance(field, models.JSONField | models.BinaryField | models.FileField):
        return isi
    try:
        isi = field.to_python(isi.pk if isinstance(isi, models.Model) else isi)
        if isinstance(field, models.DecimalField):
            isi = isi.quantize(Decimal(1).scaleb(-field.decimal_places))
        return isi
    except Exception:  # it was stored all the same: then as it is
        return isi

"""What must not stand in a log: the keys that some addresses carry. The same pattern is in the nginx files."""

import json
import logging
import re
from datetime import UTC, datetime
from textwrap import indent
from typing import Any

from dasar.nomor_permintaan import nomor_kini

KUNCI_JALUR = re.compile(r"(/(?:kalender|awal|surel|undangan|pulih)/)[^\s\"'<>?]+")
GANTI = r"\1(rahasia)"
KENDALI = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # what begins a new line somewhere
TANYA = re.compile(r"\?[^\s\"'<>]+")


def samarkan(teks: str) -> str:
    """Without the part of an address that is a key."""
    return KUNCI_JALUR.sub(GANTI, teks)


def samarkan_alamat(alamat: str) -> str:
    """Of an address also without what was asked: searches name people."""
    return TANYA.sub("?…", samarkan(alamat))


def satu_baris(teks: str) -> str:
    """With the control characters written out: what somebody sent does not begin a line of its own in the log."""
    return KENDALI.sub(lambda m: m[0].encode("unicode_escape").decode(), teks)


class Samar(logging.Formatter):
    """A line of the log with its traceback, whoever wrote it. The lines of the traceback are indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = satu_baris(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        return indent(super().formatException(ei), "  ")

    def format(self, record: logging.LogRecord) -> str:
        record.permintaan = nomor_kini.get()
        return samarkan(super().format(record))


class SamarJson(Samar):
    """The same as one JSON object a line, for what collects logs. Times in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        isi = {
            "waktu": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "tingkat": record.levelname,
            "permintaan": nomor_kini.get(),
            "asal": record.name,
            "pesan": samarkan(record.getMessage()),
        }
        if record.exc_info:
            isi["jejak"] = samarkan(self.formatException(record.exc_info))
        return json.dumps(isi, ensure_ascii=False, default=str)

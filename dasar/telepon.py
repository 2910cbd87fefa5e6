"""Telephone numbers as people write them, and the link that opens a chat with one. Nothing is sent by it."""

import re
from urllib.parse import urlencode

_PISAH = re.compile(r"[\s().\-–]+")
_BERIKUT = re.compile(r"[/,;]|\batau\b|\bdan\b", re.IGNORECASE)


def nomor_ponsel(teks: str) -> str:
    """The first mobile number in it as E.164 without its plus ('0812-3456-7890 / 0813…' → '6281234567890').

    Empty where there is none: a landline has no chat. A foreign number is taken with its plus only.
    """
    for bagian in _BERIKUT.split(teks):
        nomor = _PISAH.sub("", bagian)
        if nomor.startswith("+") and not nomor.startswith("+62"):
            if re.fullmatch(r"\+[1-9]\d{7,14}", nomor, re.ASCII):
                return nomor[1:]
            continue
        pokok = re.sub(r"^(?:\+?62|0)0?", "", nomor, count=1)
        if re.fullmatch(r"8[1-9]\d{7,10}", pokok, re.ASCII):
            return f"62{pokok}"
    return ""


def tautan_wa(nomor: str, teks: str) -> str:
    """Opens WhatsApp at whoever follows it, with the text ready to be read, changed and sent there."""
    return f"https://wa.me/{nomor}?{urlencode({'text': teks})}"

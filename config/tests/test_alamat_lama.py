"""Addresses that people and printed QR codes know: all of version 0.1 still lead where they led.

`data/alamat-lama.txt` is that version's list: a route, and the name of its URL without the room, which may change.
Left out are those that only a form could send to, or that were about one row of a table that is gone
(docs/keputusan/0039, 0088).
"""

import re
import uuid
from pathlib import Path

import pytest
from django.urls import resolve

LAMA = [baris.split() for baris in (Path(__file__).parent / "data/alamat-lama.txt").read_text().splitlines()]
CONTOH = {"int": "1", "str": "x", "slug": "x", "uuid": str(uuid.UUID(int=1))}


@pytest.mark.parametrize(("rute", "nama"), LAMA, ids=[rute for rute, _ in LAMA])
def test_alamat_lama_masih_menuju_halamannya(rute, nama):
    alamat = re.sub(r"<(?:(\w+):)?\w+>", lambda m: CONTOH[m[1] or "str"], rute)
    assert resolve(alamat).url_name == nama

"""Text as it is searched: one spelling of each letter, no control characters, a bounded length."""

import re
import unicodedata

# Characters. PostgreSQL refuses a tsvector over 1 MB; four bytes each stay below it.
PANJANG_MAKS = 200_000
_KENDALI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPASI = re.compile(r"\s+")


def bersih(teks: str, maks: int = PANJANG_MAKS) -> str:
    """Without the characters that no database keeps, cut to length."""
    return _SPASI.sub(" ", _KENDALI.sub(" ", teks[: 2 * maks])).strip()[:maks]


def normal(teks: str, maks: int = PANJANG_MAKS) -> str:
    return bersih(unicodedata.normalize("NFKC", teks[: 2 * maks]).casefold(), maks)

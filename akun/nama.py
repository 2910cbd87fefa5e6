"""Whether two names are one person's: degrees, titles, dots and case do not count, initials do."""

import re

DEPAN = frozenset(
    ["prof", "dr", "drs", "dra", "ir", "drg", "drh", "apt", "h", "hj", "kh", "ny", "tn", "sdr", "sdri", "ustadz", "ust"]
)  # what stands before a name and is not part of it
_GELAR = re.compile(r"^[a-z]{1,4}(\.[a-z]{1,6})+\.?$")  # 's.sos.', 'm.si', 'a.md.keb.'


def inti_nama(nama: str) -> str:
    """'Drs. H. Ahmad Yani, M.Si.' and 'AHMAD YANI' are both 'ahmad yani'; 'M. Yusuf' is 'm yusuf'."""
    kata = nama.partition(",")[0].casefold().split()
    while len(kata) > 1 and kata[0].replace(".", "") in DEPAN:
        kata = kata[1:]
    while len(kata) > 1 and _GELAR.match(kata[-1]):
        kata = kata[:-1]
    return " ".join(k for k in (re.sub(r"\W", "", k) for k in kata) if k)


def nama_sama(satu: str, lain: str) -> bool:
    """Two names of one person. Nobody has an empty one."""
    return inti_nama(satu) != "" and inti_nama(satu) == inti_nama(lain)

"""Names as a decree prints them: without academic titles, the haji title and rank."""

DEPAN = frozenset({"prof.", "dr.", "drs.", "dra.", "ir.", "drg.", "drh.", "apt.", "h.", "hj.", "kh.", "k.h."})


def tanpa_gelar(nama: str) -> str:
    """'Drs. H. Ahmad Yani, M.Si.' → 'Ahmad Yani'; an initial such as 'M. Yusuf' stays."""
    kata = nama.partition(",")[0].split()
    while len(kata) > 1 and kata[0].lower() in DEPAN:
        kata = kata[1:]
    return " ".join(kata)

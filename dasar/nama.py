"""Names and titles inside sentences: the one place where they are joined, ended, and set in capitals.

A region says its kind once, also when somebody typed the kind into its name; a sentence ends with one full stop,
also after a degree; capitals leave degrees as they are written. Knows words only, no tables.
"""

import re
import unicodedata
from dataclasses import dataclass

# Kinds as people abbreviate them in front of a name. Which of them a place has, its region says (desa/sebutan.py).
_SINGKATAN = {
    "Desa": ("desa", "ds."),
    "Kelurahan": ("kelurahan", "kel."),
    "Kecamatan": ("kecamatan", "kec."),
    "Kabupaten": ("kabupaten", "kab.", "kabupaten/kota"),
    "Kota": ("kota", "kotamadya"),
    "Desa Adat": ("desa adat",),
    "Kampung Adat": ("kampung adat",),
    "Nagari": ("nagari", "nag."),
    "Gampong": ("gampong", "gp."),
    "Kampung": ("kampung", "kp."),
    "Kute": ("kute",),
    "Kepenghuluan": ("kepenghuluan",),
    "Dusun": ("dusun", "dsn."),
    "Pekon": ("pekon",),
    "Tiyuh": ("tiyuh",),
    "Kalurahan": ("kalurahan", "kal."),
    "Lembang": ("lembang",),
    "Negeri": ("negeri",),
    "Ohoi": ("ohoi",),
    "Distrik": ("distrik",),
    "Kapanewon": ("kapanewon",),
    "Kemantren": ("kemantren",),
}
# What the law calls it everywhere is taken off a name where the region calls it otherwise: 'Gampong Desa Lamgugob'.
_UMUM = {
    "Kecamatan": frozenset({"Distrik", "Kapanewon", "Kemantren"}),
    "Desa Adat": frozenset({"Kampung Adat"}),
    "Desa": frozenset(_SINGKATAN)
    - {"Kelurahan", "Kecamatan", "Kabupaten", "Kota", "Distrik", "Kapanewon", "Kemantren"},
}
_JENIS = {singkatan: jenis for jenis, semua in _SINGKATAN.items() for singkatan in semua}
# Degrees, the haji title and religious titles before a name; written with or without their dots.
_DEPAN = frozenset(
    "prof dr drs dra ir drg drh apt ns h hj hjh kh k.h tgh ust ustadz ny tn sdr sdri".split()  # noqa: SIM905
)
_BELAKANG = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.)+[A-Za-z]{1,5}\.?", re.ASCII)  # 'S.Sos.', 'M.AP', 'A.Md.Keb.'
_AWALAN_JABATAN = re.compile(r"^((?:(?:plt|plh|pj|pjs|a\.n|u\.b)\.\s+)+)(.*)$", re.IGNORECASE | re.DOTALL)
APOSTROF = str.maketrans(dict.fromkeys("`´‘’ʻʼ′＇", "'"))
_AKHIR = re.compile(r"""[.!?…]["”’')\]]*$""")


def rapi(teks: str) -> str:
    """One line, single spaces, composed letters; control and invisible characters are gone."""
    terlihat = "".join(
        " " if h.isspace() else h for h in teks if h.isspace() or unicodedata.category(h) not in {"Cc", "Cf", "Cs"}
    )
    return " ".join(unicodedata.normalize("NFC", terlihat).split())


# --- regions ---------------------------------------------------------------------
def _jenis_depan(jenis: str, kata: list[str]) -> int:
    """How many words at the beginning are this kind, or the law's word for it ('desa' before a gampong's name)."""
    for banyak in (2, 1):
        sebutan = _JENIS.get(" ".join(kata[:banyak]).lower())
        if sebutan and len(kata) >= banyak and (sebutan == jenis or jenis in _UMUM.get(sebutan, ())):
            return banyak
    return 0


def tanpa_jenis(jenis: str, nama: str) -> str:
    """'Putat Basiun' of 'Putat Basiun', 'Desa Putat Basiun' and 'DS. Putat Basiun'."""
    kata = rapi(nama).split(" ")
    while 0 < (banyak := _jenis_depan(jenis, kata)) < len(kata):
        kata = kata[banyak:]
    return " ".join(kata)


def tanpa_sebutan(teks: str) -> str:
    """'Bihara' of 'Desa Bihara', 'Gampong Bihara' and 'ds. Bihara': whatever kind stands in front, as long as a name
    follows."""
    kata = rapi(teks).split(" ")
    while len(kata) > 1:
        banyak = next((b for b in (2, 1) if len(kata) > b and " ".join(kata[:b]).lower() in _JENIS), 0)
        if not banyak:
            break
        kata = kata[banyak:]
    return " ".join(kata)


def berjenis(jenis: str, nama: str) -> str:
    """'Desa Putat Basiun', whether or not the name says 'Desa' itself; a nameless region is its kind."""
    inti = tanpa_jenis(jenis, nama)
    return jenis if not inti or _JENIS.get(inti.lower()) == jenis else f"{jenis} {inti}"


def kabupaten_atau_kota(kode: str, nama: str) -> str:
    """'Kabupaten Balangan', 'Kota Banjarbaru': as its name says, else by its code (kota from 71 on).

    'Kota Waringin Barat' with the code of a kabupaten keeps its whole name.
    """
    pertama, _, sisa = rapi(nama).partition(" ")
    if sisa and _JENIS.get(pertama.lower()) == "Kabupaten":
        return berjenis("Kabupaten", nama)
    return berjenis("Kota" if kode[3:5] >= "71" else "Kabupaten", nama) if kode else rapi(nama)


def kepala_daerah(daerah: str) -> str:
    """'Bupati Balangan', 'Wali Kota Banjarbaru', of 'Kabupaten Balangan' and 'Kota Banjarbaru'."""
    if _JENIS.get(daerah.partition(" ")[0].lower()) == "Kota":
        return f"Wali Kota {tanpa_jenis('Kota', daerah)}"
    return f"Bupati {tanpa_jenis('Kabupaten', daerah)}"


# --- posts and sentences -----------------------------------------------------------
def sambung(*bagian: str) -> str:
    """Parts of a phrase with a space between them; a kind that ends one and begins the next stands once.

    'Kepala Desa' + 'Desa Putat' → 'Kepala Desa Putat'; 'keuangan desa' + 'Desa Putat' → 'keuangan Desa Putat'.
    """
    hasil: list[str] = []
    for teks in bagian:
        kata = rapi(teks).split()
        for banyak in (2, 1):
            kepala = " ".join(kata[:banyak]).lower()
            if kepala in _JENIS and " ".join(hasil[-banyak:]).lower() == kepala:
                del hasil[-banyak:]
                break
        hasil += kata
    return " ".join(hasil)


def akhiri(kalimat: str) -> str:
    """The sentence with one full stop at its end: none is added after 'M.AP.', '…?' or a closing quote."""
    teks = re.sub(r"(?<!\.)\.\.$", ".", kalimat.rstrip()).rstrip(",;")
    return teks if not teks or teks.endswith(":") or _AKHIR.search(teks) else f"{teks}."


def sela(teks: str) -> str:
    """As inside a sentence: a small first letter, unless its word is an abbreviation or in capitals."""
    kata = teks.split(" ", 1)[0]
    return teks if sum(h.isupper() for h in kata) > 1 else teks[:1].lower() + teks[1:]


def awali(teks: str) -> str:
    """As it begins a sentence; the rest keeps its capitals ('kinerja BPD' → 'Kinerja BPD')."""
    return teks[:1].upper() + teks[1:]


def kapital_jabatan(jabatan: str) -> str:
    """'Plt. Camat Awayan' → 'Plt. CAMAT AWAYAN'; a.n. and u.b. stay small too."""
    if cocok := _AWALAN_JABATAN.match(rapi(jabatan)):
        return cocok[1] + cocok[2].upper()
    return rapi(jabatan).upper()


# --- people ------------------------------------------------------------------------
@dataclass(frozen=True)
class NamaOrang:
    """A name taken apart: 'Drs. H.' 'Ahmad Yani' 'S.Sos., M.AP.'"""

    depan: str
    inti: str
    belakang: str


def pecah_nama(nama: str) -> NamaOrang:
    """Titles before, the name itself, degrees after. A name of titles only is taken as the name itself."""
    utuh = rapi(nama)
    awal, _, belakang = (bagian.strip() for bagian in utuh.partition(","))
    kata = awal.split()
    depan: list[str] = []
    while len(kata) > 1 and kata[0].lower().rstrip(".") in _DEPAN:
        depan.append(kata.pop(0))
    ekor: list[str] = []
    while len(kata) > 1 and _BELAKANG.fullmatch(kata[-1]):
        ekor.insert(0, kata.pop())
    inti = " ".join(kata)
    if not inti:
        return NamaOrang("", utuh, "")
    return NamaOrang(" ".join(depan), inti, ", ".join(filter(None, [" ".join(ekor), belakang])))


def tanpa_gelar(nama: str) -> str:
    """'Drs. H. Ahmad Yani, M.Si.' → 'Ahmad Yani'; an initial such as 'M. Yusuf' stays."""
    return pecah_nama(nama).inti


def bergelar(kata: str) -> bool:
    """Whether this word is a title or a degree: 'Drs.', 'H.', 'S.Sos.'"""
    return kata.lower().rstrip(".,") in _DEPAN or bool(_BELAKANG.fullmatch(kata.rstrip(",")))


def kapital_nama(nama: str) -> str:
    """'Drs. Ahmad Yani, S.Sos., M.AP.' → 'Drs. AHMAD YANI, S.Sos., M.AP.'"""
    orang = pecah_nama(nama)
    depan = f"{orang.depan} " if orang.depan else ""
    return f"{depan}{orang.inti.upper()}" + (f", {orang.belakang}" if orang.belakang else "")


def nama_sama(satu: str, dua: str) -> bool:
    """One person's name twice, whatever titles, capitals, accents, apostrophes, dots and hyphens.

    An abbreviated first name ('M. Yusuf', 'Muhammad Yusuf') is not the same: only a person can say that it is.
    Nobody's name equals nobody's.
    """
    kunci = kunci_nama(satu)
    return bool(kunci) and kunci == kunci_nama(dua)


def kunci_nama(nama: str) -> str:
    """What of a name tells who it is: 'Drs. H. Ahmad Yani, M.Si.' and 'AHMAD YANI' are both 'ahmad yani'."""
    teks = unicodedata.normalize("NFKD", tanpa_gelar(nama).translate(APOSTROF)).casefold()
    huruf = "".join(h for h in teks if not unicodedata.combining(h) and h != "'")
    return " ".join("".join(h if h.isalnum() else " " for h in huruf).split())

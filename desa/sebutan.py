"""What a region calls its villages and their heads: one table by province and kabupaten, and what an office chose.

Nagari and wali nagari, gampong and keuchik, kampung, distrik … Regulations keep their own wording ("Kepala Desa" in an
article); screens and documents that speak of one place ask here. Knows codes and words only; `desa.models` asks it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from dasar.nama import berjenis, rapi, sambung, tanpa_jenis
from desa.enums import JabatanPerangkat, JenisDesa


@dataclass(frozen=True)
class SebutanDesa:
    """`jenis` stands before the name; `kepala` and `sekretaris` are the posts, `bpd` the council, without it."""

    jenis: str
    kepala: str
    sekretaris: str
    bpd: str
    dengan_jenis: bool = True  # 'Keuchik Gampong Lamgugob', but 'Lurah Batu Piring'


class BentukDesa(TextChoices):
    """What an office may choose for a village; empty on a village means: as its region has it."""

    DESA = "desa", "Desa – Kepala Desa"
    DESA_ADAT = "desa_adat", "Desa Adat – Kepala Desa Adat"
    DESA_PERBEKEL = "desa_perbekel", "Desa – Perbekel"
    DESA_HUKUM_TUA = "desa_hukum_tua", "Desa – Hukum Tua"
    DESA_SANGADI = "desa_sangadi", "Desa – Sangadi"
    NAGARI = "nagari", "Nagari – Wali Nagari"
    GAMPONG = "gampong", "Gampong – Keuchik"
    KAMPUNG = "kampung", "Kampung – Kepala Kampung"
    KAMPUNG_ADAT = "kampung_adat", "Kampung Adat – Kepala Kampung Adat"
    KAMPUNG_REJE = "kampung_reje", "Kampung – Reje"
    KAMPUNG_PENGULU = "kampung_pengulu", "Kampung – Pengulu"
    KAMPUNG_DATOK = "kampung_datok", "Kampung – Datok Penghulu"
    KAMPUNG_PENGHULU = "kampung_penghulu", "Kampung – Penghulu"
    KAMPUNG_PETINGGI = "kampung_petinggi", "Kampung – Petinggi"
    KAMPUNG_KAPITALAUNG = "kampung_kapitalau", "Kampung – Kapitalaung"
    KUTE = "kute", "Kute – Pengulu"
    KEPENGHULUAN = "kepenghuluan", "Kepenghuluan – Penghulu"
    DUSUN_RIO = "dusun_rio", "Dusun – Rio"
    PEKON_PERATIN = "pekon_peratin", "Pekon – Peratin"
    PEKON = "pekon", "Pekon – Kepala Pekon"
    TIYUH = "tiyuh", "Tiyuh – Kepalo Tiyuh"
    KALURAHAN = "kalurahan", "Kalurahan – Lurah"
    LEMBANG = "lembang", "Lembang – Kepala Lembang"
    NEGERI = "negeri", "Negeri – Kepala Pemerintah Negeri"
    OHOI = "ohoi", "Ohoi – Kepala Ohoi"


_BPD = {
    BentukDesa.GAMPONG: "Tuha Peuet",
    BentukDesa.KAMPUNG: "Badan Musyawarah",
    BentukDesa.KAMPUNG_ADAT: "Badan Musyawarah",
}
_SEKRETARIS = {BentukDesa.KALURAHAN: "Carik"}
_KELURAHAN = SebutanDesa("Kelurahan", "Lurah", "Sekretaris Kelurahan", "Badan Permusyawaratan Kelurahan", False)


def _sebutan(bentuk: BentukDesa) -> SebutanDesa:
    jenis, _, kepala = bentuk.label.partition(" – ")
    return SebutanDesa(
        jenis,
        kepala,
        _SEKRETARIS.get(bentuk, sambung("Sekretaris", jenis)),
        sambung(_BPD.get(bentuk, "Badan Permusyawaratan"), jenis),
        dengan_jenis=bentuk != BentukDesa.KALURAHAN,
    )


SEBUTAN: dict[str, SebutanDesa] = {bentuk.value: _sebutan(bentuk) for bentuk in BentukDesa}

_B = BentukDesa
# By the code of the kabupaten or kota, and where it has no line of its own by the province.
_MENURUT_DAERAH: dict[str, BentukDesa] = {
    "11": _B.GAMPONG,  # Aceh; UU 11/2006
    "11.02": _B.KUTE,  # Aceh Tenggara
    "11.04": _B.KAMPUNG_REJE,  # Aceh Tengah
    "11.09": _B.DESA,  # Simeulue
    "11.10": _B.KAMPUNG,  # Aceh Singkil
    "11.13": _B.KAMPUNG_PENGULU,  # Gayo Lues
    "11.16": _B.KAMPUNG_DATOK,  # Aceh Tamiang
    "11.17": _B.KAMPUNG_REJE,  # Bener Meriah
    "11.75": _B.KAMPUNG,  # Subulussalam
    "13": _B.NAGARI,  # Sumatera Barat
    "13.09": _B.DESA,  # Kepulauan Mentawai
    "13.73": _B.DESA,  # Sawahlunto
    "13.77": _B.DESA,  # Pariaman
    "14.07": _B.KEPENGHULUAN,  # Rokan Hilir
    "14.08": _B.KAMPUNG_PENGHULU,  # Siak
    "15.08": _B.DUSUN_RIO,  # Bungo
    "18.02": _B.KAMPUNG,  # Lampung Tengah
    "18.04": _B.PEKON_PERATIN,  # Lampung Barat
    "18.05": _B.KAMPUNG,  # Tulang Bawang
    "18.06": _B.PEKON,  # Tanggamus
    "18.08": _B.KAMPUNG,  # Way Kanan
    "18.10": _B.PEKON,  # Pringsewu
    "18.12": _B.TIYUH,  # Tulang Bawang Barat
    "18.13": _B.PEKON_PERATIN,  # Pesisir Barat
    "34": _B.KALURAHAN,  # Daerah Istimewa Yogyakarta
    "51": _B.DESA_PERBEKEL,  # Bali
    "64.03": _B.KAMPUNG,  # Berau
    "64.07": _B.KAMPUNG_PETINGGI,  # Kutai Barat
    "64.11": _B.KAMPUNG_PETINGGI,  # Mahakam Ulu
    "71.01": _B.DESA_SANGADI,  # Bolaang Mongondow
    "71.02": _B.DESA_HUKUM_TUA,  # Minahasa
    "71.03": _B.KAMPUNG_KAPITALAUNG,  # Kepulauan Sangihe
    "71.05": _B.DESA_HUKUM_TUA,  # Minahasa Selatan
    "71.06": _B.DESA_HUKUM_TUA,  # Minahasa Utara
    "71.07": _B.DESA_HUKUM_TUA,  # Minahasa Tenggara
    "71.08": _B.DESA_SANGADI,  # Bolaang Mongondow Utara
    "71.09": _B.KAMPUNG_KAPITALAUNG,  # Kepulauan Siau Tagulandang Biaro
    "71.10": _B.DESA_SANGADI,  # Bolaang Mongondow Timur
    "71.11": _B.DESA_SANGADI,  # Bolaang Mongondow Selatan
    "71.74": _B.DESA_SANGADI,  # Kotamobagu
    "73.18": _B.LEMBANG,  # Tana Toraja
    "73.26": _B.LEMBANG,  # Toraja Utara
    "81.01": _B.NEGERI,  # Maluku Tengah
    "81.02": _B.OHOI,  # Maluku Tenggara
    **dict.fromkeys(("91", "92", "93", "94", "95", "96"), _B.KAMPUNG),  # UU 21/2001 (Papua)
}
_ADAT = {_B.DESA: _B.DESA_ADAT, _B.KAMPUNG: _B.KAMPUNG_ADAT}


def sebutan_desa(kode: str, jenis: str, bentuk: str = "") -> SebutanDesa:
    """Of one village: what its office chose, else what its region says; a kelurahan is one everywhere."""
    if jenis == JenisDesa.KELURAHAN:
        return _KELURAHAN
    if bentuk in SEBUTAN:
        return SEBUTAN[bentuk]
    daerah = _MENURUT_DAERAH.get(kode[:5]) or _MENURUT_DAERAH.get(kode[:2]) or _B.DESA
    adat = kode[9:10] == "3"  # 3xxx: desa adat (Permendagri 58/2021)
    return SEBUTAN[_ADAT.get(daerah, daerah) if adat else daerah]


@dataclass(frozen=True)
class SebutanKecamatan:
    jenis: str
    kepala: str


class BentukKecamatan(TextChoices):
    KECAMATAN = "kecamatan", "Kecamatan – Camat"
    DISTRIK = "distrik", "Distrik – Kepala Distrik"
    KAPANEWON = "kapanewon", "Kapanewon – Panewu"
    KEMANTREN = "kemantren", "Kemantren – Mantri Pamong Praja"


SEBUTAN_KECAMATAN: dict[str, SebutanKecamatan] = {
    bentuk.value: SebutanKecamatan(*bentuk.label.split(" – ")) for bentuk in BentukKecamatan
}
_K = BentukKecamatan
_KECAMATAN_DAERAH: dict[str, BentukKecamatan] = {
    "34": _K.KAPANEWON,
    "34.71": _K.KEMANTREN,
    **dict.fromkeys(("91", "92", "93", "94", "95", "96"), _K.DISTRIK),
}


def sebutan_kecamatan(kode: str, bentuk: str = "") -> SebutanKecamatan:
    if bentuk in SEBUTAN_KECAMATAN:
        return SEBUTAN_KECAMATAN[bentuk]
    daerah = _KECAMATAN_DAERAH.get(kode[:5]) or _KECAMATAN_DAERAH.get(kode[:2]) or _K.KECAMATAN
    return SEBUTAN_KECAMATAN[daerah]


# What a village's head is called anywhere, longest first, in small letters: attendance and sheets are read by it.
# Said besides the titles: kades; pambakal (Kalimantan Selatan), kuwu (Cirebon, Indramayu).
_KEPALA = {s.kepala.lower() for s in (*SEBUTAN.values(), _KELURAHAN)} | {"kades", "pambakal", "kuwu"}
POLA_KEPALA = "|".join(k.replace(" ", r"\s+") for k in sorted(_KEPALA, key=lambda k: (-len(k), k)))
POLA_JENIS = "|".join(sorted({s.jenis.lower() for s in (*SEBUTAN.values(), _KELURAHAN)}, key=lambda k: (-len(k), k)))


class BersebutanDesa:
    """What a village is called; mixed into its model."""

    kode: str
    nama: str
    jenis: str
    bentuk: str

    def __str__(self) -> str:
        return berjenis(self.sebutan.jenis, self.nama)

    @property
    def sebutan(self) -> SebutanDesa:
        return sebutan_desa(self.kode, self.jenis, self.bentuk)

    @property
    def nama_saja(self) -> str:
        return tanpa_jenis(self.sebutan.jenis, self.nama)

    @property
    def jabatan_kepala(self) -> str:
        """'Kepala Desa Putat Basiun', 'Keuchik Gampong Lamgugob', 'Lurah Batu Piring'."""
        return self._jabatan(self.sebutan.kepala)

    @property
    def jabatan_sekretaris(self) -> str:
        return self._jabatan(self.sebutan.sekretaris)

    @property
    def nama_bpd(self) -> str:
        """'Badan Permusyawaratan Desa Putat Basiun', 'Tuha Peuet Gampong Lamgugob'."""
        return sambung(self.sebutan.bpd, str(self))

    def jabatan_perangkat(self, jabatan: str) -> str:
        """The post alone, as the region calls it: 'Keuchik', 'Sekretaris Nagari', 'Kaur Keuangan'."""
        if jabatan == JabatanPerangkat.KEPALA_DESA:
            return self.sebutan.kepala
        if jabatan == JabatanPerangkat.SEKRETARIS_DESA:
            return self.sebutan.sekretaris
        return JabatanPerangkat(jabatan).label if jabatan in JabatanPerangkat.values else rapi(jabatan)

    def _jabatan(self, jabatan: str) -> str:
        return sambung(jabatan, str(self) if self.sebutan.dengan_jenis else self.nama_saja)


def banyaknya(desa: Iterable[BersebutanDesa]) -> str:
    """How many of each kind, as their region calls them, the most first: '7 kampung dan 3 kelurahan'."""
    hitung = Counter(d.sebutan.jenis.lower() for d in desa)
    *awal, akhir = [f"{n} {jenis}" for jenis, n in hitung.most_common()] or ["0 desa"]
    return f"{', '.join(awal)}{',' * (len(awal) > 1)} dan {akhir}" if awal else akhir


class BersebutanKecamatan:
    kode: str
    nama: str
    bentuk: str

    def __str__(self) -> str:
        return berjenis(self.sebutan.jenis, self.nama)

    @property
    def sebutan(self) -> SebutanKecamatan:
        return sebutan_kecamatan(self.kode, self.bentuk)

    @property
    def nama_saja(self) -> str:
        return tanpa_jenis(self.sebutan.jenis, self.nama)

    @property
    def jabatan_camat(self) -> str:
        """'Camat Awayan', 'Kepala Distrik Sentani'."""
        return sambung(self.sebutan.kepala, self.nama_saja)

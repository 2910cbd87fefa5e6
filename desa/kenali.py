"""What offices write, as this room names it: villages by code or name, posts as people call them."""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Upper
from import_export.widgets import Widget

from desa.enums import JabatanPerangkat, StatusJabatan
from desa.models import Desa
from desa.sebutan import POLA_JENIS, POLA_KEPALA

J = JabatanPerangkat
SEBUTAN_DESA = re.compile(r"^(desa|ds|kelurahan|kel)\b\.?\s*", re.IGNORECASE)
JENIS_DAERAH = re.compile(rf"^({POLA_JENIS})\s+", re.IGNORECASE)
KODE = re.compile(r"[\d.]+")


def kode_rapi(kode: str) -> str:
    """'6311032021' is 63.11.03.2021, as some applications write it."""
    if len(kode) == 10 and kode.isdigit():
        return f"{kode[:2]}.{kode[2:4]}.{kode[4:6]}.{kode[6:]}"
    return kode


def _nama(teks: str) -> str:
    return re.sub(r"\W", "", SEBUTAN_DESA.sub("", teks.strip())).lower()


class DesaDikenal:
    """Villages that a sheet may name, by code or by name, with or without "Desa"."""

    def __init__(self, desa: Iterable[Desa]) -> None:
        self.semua = list(desa)
        self.kode = {d.kode: d for d in self.semua}
        self.nama: dict[str, list[Desa]] = defaultdict(list)
        for d in self.semua:
            for nama in {_nama(d.nama), _nama(str(d))}:  # 'Lamgugob' and 'Gampong Lamgugob'
                self.nama[nama].append(d)

    def cari(self, teks: str) -> Desa:
        """Raises ValueError with a sentence."""
        if not teks:
            raise ValueError("Desa wajib diisi, dengan kode atau namanya.")
        if ada := self.kode.get(kode_rapi(teks)):
            return ada
        senama = self.nama.get(_nama(teks), [])
        if len(senama) == 1:
            return senama[0]
        if senama:
            kode = ", ".join(d.kode for d in senama)
            raise ValueError(f"Ada {len(senama)} desa bernama “{teks}” ({kode}). Tulis kodenya.")
        if KODE.fullmatch(teks):
            raise ValueError(f"Desa dengan kode {teks} tidak ada di wilayah yang Anda kelola.")
        raise ValueError(f"Desa “{teks}” tidak ada di wilayah yang Anda kelola.")


class DesaWidget(Widget):
    """A desa by its code or name, out of those that the person may change."""

    def __init__(self, desa: DesaDikenal) -> None:
        super().__init__()
        self.desa = desa

    def clean(self, value, row=None, **kwargs) -> Desa:
        return self.desa.cari(value)

    def render(self, value, obj=None, **kwargs) -> str:
        return value.kode if value else ""


def desa_disebut(terlihat: "QuerySet[Desa]", teks: Iterable[str]) -> "QuerySet[Desa]":
    """Of these villages those that the texts may mean: nobody loads the whole country for a sheet."""
    tertulis = {t for t in teks if t}
    polos = {SEBUTAN_DESA.sub("", t) for t in tertulis}
    polos |= {JENIS_DAERAH.sub("", t) for t in polos}
    nama = {" ".join(t.upper().split()) for t in polos}
    return terlihat.annotate(nama_besar=Upper("nama")).filter(
        Q(kode__in={kode_rapi(t) for t in tertulis}) | Q(nama_besar__in=nama | {" ".join(["DESA", n]) for n in nama})
    )


STATUS = re.compile(r"^(plt|plh|pjs?)\b\.?\s*", re.IGNORECASE)
KEPALA_DESA = re.compile(rf"({POLA_KEPALA})\b.*")
SEKRETARIS = re.compile(rf"(sekdes|sekretaris( ({POLA_JENIS}))?|carik)")
DUSUN = re.compile(r"(kadus|kepala dusun|ka\.? ?dus(un)?|kawil|kepala kewilayahan|kepala lingkungan|kaling)\b\.?\s*")
KAUR = re.compile(r"(kaur|ka\.? ?ur|kepala urusan|ur)\b\.?\s*")
KASI = re.compile(r"(kasi|ka\.? ?si|kepala seksi|seksi)\b\.?\s*")
STAF = re.compile(r"(staff?|operator|pramu)\b.*")
BAGIAN_KAUR = (
    (re.compile(r"\bkeu"), J.KAUR_KEUANGAN),
    (re.compile(r"\b(tu|tata usaha|umum)\b"), J.KAUR_TU_UMUM),
    (re.compile(r"\b(ren|perenc|program)"), J.KAUR_PERENCANAAN),
)
BAGIAN_KASI = (
    (re.compile(r"\b(pem|pemerintah(an)?)\b"), J.KASI_PEMERINTAHAN),
    (re.compile(r"\b(kes|kesra|kesejahteraan)\b"), J.KASI_KESEJAHTERAAN),
    (re.compile(r"\b(pel|yan|pelayanan)\b"), J.KASI_PELAYANAN),
)


def jabatan_baca(teks: str) -> tuple[str, str, str]:
    """(post, detail, how it is held) out of what an office writes; the post is empty where nobody knows it.

    "Plt. Kadus I" is the post of a kepala dusun, of "Dusun I", held as Plt.
    """
    status = ""
    if cocok := STATUS.match(teks):
        status = {"pjs": StatusJabatan.PJ}.get(cocok[1].lower(), cocok[1].lower())
        teks = teks[cocok.end() :]
    kecil = " ".join(re.sub(r"[/&]", " dan ", teks.lower()).split())
    if kecil in {label.lower() for label in J.labels} | set(J.values):
        return teks, "", status
    if cocok := DUSUN.match(teks.lower()):
        sisa = teks[cocok.end() :].strip()
        if sisa and not sisa.lower().startswith(("dusun", "lingkungan", "rk ")):
            sisa = f"Dusun {sisa}"
        return J.KEPALA_KEWILAYAHAN.label, sisa, status
    if KEPALA_DESA.fullmatch(kecil):
        return J.KEPALA_DESA.label, "", status
    if SEKRETARIS.fullmatch(kecil):
        return J.SEKRETARIS_DESA.label, "", status
    if kecil in ("bendahara", "bendahara desa"):
        return J.KAUR_KEUANGAN.label, "", status
    for awalan, bagian in ((KAUR, BAGIAN_KAUR), (KASI, BAGIAN_KASI)):
        if cocok := awalan.match(kecil):
            sisa = kecil[cocok.end() :]
            ketemu = [jabatan for pola, jabatan in bagian if pola.search(sisa)]
            if ketemu:  # villages with few officials join two: the detail says so
                rincian = " ".join(teks.split()[len(cocok[0].split()) :]) if len(ketemu) > 1 else ""
                return ketemu[0].label, rincian, status
    if STAF.fullmatch(kecil):
        return J.STAF.label, teks, status
    return "", "", status


def perangkat_rapi(isi: dict[str, str]) -> dict[str, str]:
    """A row of the people's sheet with its post in the words of this room; what is not known stays as it is."""
    jabatan, rincian, status = jabatan_baca(isi.get("jabatan", ""))
    rapi = {**isi, "jabatan": jabatan or isi.get("jabatan", "")}
    if rincian and not isi.get("rincian"):
        rapi["rincian"] = rincian
    if jabatan and status and not isi.get("status_jabatan"):
        rapi["status_jabatan"] = status
    return rapi

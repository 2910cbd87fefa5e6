"""What stands in the audit trail about a document's bytes and signatures, and whether what is stored is still that.

Database and storage can be changed together by whoever owns the server. The trail's chain cannot, without being found
(jejak/rantai.py): what it says is compared before anything is called genuine, and before bytes are handed over.
"""

import logging
from hashlib import sha256

from django.db import transaction
from django.db.models.fields.files import FieldFile

from akun.queries import admin_instalasi
from jejak.enums import Jenis
from jejak.models import Catatan
from jejak.rantai import utuh
from jejak.services import catat
from naskah.enums.naskah import CaraPenanda, StatusPenanda, StatusPindaian
from naskah.models import Naskah
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

log = logging.getLogger(__name__)
ELEKTRONIK = {CaraPenanda.ELEKTRONIK, CaraPenanda.BSRE}
TANPA_CATATAN = "Penandatanganan naskah ini tidak tercatat di jejak, jadi keasliannya tidak dapat dipastikan."
CATATAN_BERUBAH = "Catatan penandatanganan naskah ini sudah diubah, jadi keasliannya tidak dapat dipastikan."
BERKAS_LAIN = "Berkas naskah yang tersimpan bukan yang tercatat ketika ditandatangani."
PENANDA_LAIN = "Cara tanda tangan yang tersimpan lain dari yang tercatat ketika ditandatangani."
BELUM_SEMUA = "Naskah ini belum lengkap ditandatangani."
TIDAK_TERBACA = "Berkas naskah yang tersimpan tidak terbaca, jadi keasliannya belum dapat diperiksa."


class BerkasBerubah(OSError):
    """The stored bytes are not those that were recorded. They are handed to nobody."""


def tanda_tangan_catat(naskah: Naskah) -> None:
    """Write down what the document is now: its bytes, who signed how, how many signatures its file must hold.

    After each step, in its transaction; the latest entry is what verification compares with.
    """
    penanda = list(naskah.penanda.filter(status=StatusPenanda.SELESAI).order_by("kunci"))
    pindaian = naskah.pindaian.filter(status=StatusPindaian.DITERIMA).first()
    isi = {
        "cara_ttd": naskah.cara_ttd,
        "pdf_sha256": naskah.pdf_sha256,
        "penanda": _klaim(naskah),
        "tanda_tangan": sum(p.cara in ELEKTRONIK for p in penanda),
        "pindaian": pindaian.sha256 if pindaian else "",
    }
    catat(
        Jenis.TANDA_TANGAN,
        "naskah.Naskah",
        kunci=naskah.pk,
        nama=naskah.nomor,
        perubahan={nama: [None, nilai] for nama, nilai in isi.items()},
        kecamatan=naskah.kecamatan_id,
    )


def _klaim(naskah: Naskah) -> str:
    selesai = [p for p in naskah.penanda.all() if p.status == StatusPenanda.SELESAI]
    return ", ".join(sorted(f"{p.kunci}: {p.cara}" for p in selesai))


def catatan_terakhir(naskah: Naskah) -> Catatan | None:
    saring = {"perkara": "naskah.Naskah", "kunci": str(naskah.pk), "jenis": Jenis.TANDA_TANGAN}
    return Catatan.objects.filter(**saring).order_by("-pk").first()


def keraguan(naskah: Naskah, *, pindaian: str = "") -> tuple[str, int]:
    """Why what the database says about a document in force is not to be believed ("" when nothing is), and how many
    valid, trusted signatures its file must hold. `pindaian`: the SHA-256 of a scan that is asked about."""
    catatan = catatan_terakhir(naskah)
    if catatan is None:
        return TANPA_CATATAN, 0
    if not utuh(catatan):
        return CATATAN_BERUBAH, 0
    tercatat = {nama: beda[1] for nama, beda in catatan.perubahan.items()}
    if tercatat["pdf_sha256"] != naskah.pdf_sha256 or (pindaian and tercatat["pindaian"] != pindaian):
        return BERKAS_LAIN, 0
    if tercatat["penanda"] != _klaim(naskah) or tercatat["cara_ttd"] != naskah.cara_ttd:
        return PENANDA_LAIN, 0
    if any(p.status != StatusPenanda.SELESAI for p in naskah.penanda.all()):
        return BELUM_SEMUA, 0
    return "", tercatat["tanda_tangan"]


def baca_utuh(berkas: FieldFile, sidik: str, *, naskah: Naskah) -> bytes:
    """The stored bytes, if they are those that were recorded. Raises BerkasBerubah, or OSError without the file."""
    with berkas.open("rb") as sumber:
        isi = sumber.read()
    if sha256(isi).hexdigest() != sidik:
        _alarm(naskah, berkas.name or "")
        raise BerkasBerubah(f"Berkas {naskah} tidak sama dengan sidiknya")
    return isi


@transaction.atomic
def _alarm(naskah: Naskah, nama: str) -> None:
    """Those who look after the installation are told, once for each file; the trail keeps every time."""
    log.error("berkas %s dari naskah %s tidak sama dengan sidiknya", nama, naskah.pk)
    kalimat = f"Berkas {nama} tidak sama dengan sidik yang tercatat, jadi tidak diserahkan."
    catat(
        Jenis.KEAMANAN,
        "naskah.Naskah",
        kunci=naskah.pk,
        nama=naskah.nomor,
        uraian=kalimat,
        kecamatan=naskah.kecamatan_id,
    )
    beritahu(
        admin_instalasi(),
        judul=f"Berkas {naskah} berubah di penyimpanan",
        isi=f"{kalimat} Pulihkan dari cadangan, lalu cari tahu siapa yang mengubahnya.",
        tautan=naskah.get_absolute_url(),
        sekali=f"berkas-berubah:{nama}"[:100],
        golongan=Golongan.KEAMANAN,
    )

"""What the public may know about a document, and what a file that somebody holds has to do with it.

Only kind, number, date, subject, kecamatan, signers, state and SHA-256: no content, no NIP, no reason.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.utils.formats import date_format

from desa.models import Kecamatan
from naskah.baca_kode import kode_dalam_pdf
from naskah.bagian import tanggal_panjang, waktu_setempat
from naskah.enums.naskah import TERBIT, CaraPenanda, StatusNaskah, StatusPenanda, StatusPindaian
from naskah.keutuhan import BERKAS_LAIN, TIDAK_TERBACA, BerkasBerubah, baca_utuh, keraguan
from naskah.kode import kode_rapikan
from naskah.models import Naskah, PenandaTangan, Pindaian, Sertifikat, VersiPdf
from naskah.otoritas import bahan_pemeriksaan
from naskah.salinan import sejak
from naskah.tindakan import penjelasan_cara
from tte.asing import HasilPeriksa, HasilTandaTangan, periksa_asing
from tte.sertifikat import baca_daftar

UKURAN_MAKS = 50 * 1024 * 1024  # bytes
REVISI_MAKS = 60  # "%%EOF" marks of a file that are looked at
DETIK_PERIKSA = 15  # a hostile file may keep the examiner busy for so long, in a process of its own
INGAT = 10 * 60  # seconds that the examination of stored bytes is remembered

# UU 11/2008 Pasal 11, PP 71/2019 Pasal 59-60: what is not certified must not pass for it; said once, in `penjelasan`.
CARA = {
    CaraPenanda.BASAH: "Tinta basah pada cetakannya; bukan tanda tangan elektronik",
    CaraPenanda.JARI: "Goresan jari di layar, disaksikan petugas",
    CaraPenanda.ELEKTRONIK: "Tanda tangan elektronik",
    CaraPenanda.BSRE: "Tanda tangan elektronik tersertifikasi (BSrE)",
}


TAK_BERLAKU = frozenset({StatusNaskah.DICABUT, StatusNaskah.DIGANTI})


@dataclass(frozen=True)
class PenandaPublik:
    nama: str
    jabatan: str
    cara: str
    waktu: str


@dataclass(frozen=True)
class NaskahPublik:
    """Everything that a public page may show, and nothing else: templates get this, not the model."""

    kode: str
    jenis: str
    nomor: str
    tanggal: object
    perihal: str
    kecamatan: str
    sha256: str
    keadaan: str
    kalimat: str
    penanda: list[PenandaPublik]
    penjelasan: str = ""
    pengganti_kode: str = ""
    pengganti_nomor: str = ""


def _terbit():
    return (
        Naskah.objects.filter(status__in=TERBIT)
        .select_related("kecamatan__kabupaten")
        .prefetch_related("penanda", "calon_pengganti", "riwayat")
    )


def cari_naskah(kode: str) -> NaskahPublik | None:
    """By its tidy code; a document without a number is not found, exactly as if there were none."""
    naskah = _terbit().filter(kode=kode).first()
    return publik(naskah) if naskah else None


def publik(naskah: Naskah, *, ragu: str = "") -> NaskahPublik:
    """`ragu`: what is already known to speak against it."""
    keadaan, kalimat = _keadaan(naskah)
    if keadaan == "berlaku" and (ragu := ragu or _ragu(naskah)):
        keadaan, kalimat = "ragu", ragu
    pengganti = naskah.pengganti if naskah.status in TAK_BERLAKU else None
    return NaskahPublik(
        kode=naskah.kode,
        jenis=naskah.get_jenis_display(),
        nomor=naskah.nomor,
        tanggal=naskah.tanggal,
        perihal=naskah.perihal,
        kecamatan=f"{naskah.kecamatan}, {naskah.kecamatan.kabupaten}",
        sha256=naskah.pdf_sha256,
        keadaan=keadaan,
        kalimat=kalimat,
        penanda=[_penanda(p, naskah) for p in naskah.penanda.all()],
        penjelasan=penjelasan_cara(p.cara for p in naskah.penanda.all() if p.status == StatusPenanda.SELESAI),
        pengganti_kode=pengganti.kode if pengganti else "",
        pengganti_nomor=str(pengganti) if pengganti else "",
    )


def _ragu(naskah: Naskah) -> str:
    """Why a document that should be in force is not called so: what is stored is compared with the trail."""
    kalimat, perlu = keraguan(naskah)
    if kalimat:
        return kalimat
    try:
        isi = baca_utuh(naskah.pdf, naskah.pdf_sha256, naskah=naskah)
    except BerkasBerubah:
        return BERKAS_LAIN
    except (OSError, ValueError):  # gone, or never there
        return TIDAK_TERBACA
    if not perlu:
        return ""
    ada = _sah(_periksa_diingat(naskah.pdf_sha256, isi), naskah)
    if ada >= perlu:
        return ""
    return f"Naskah ini seharusnya memuat {perlu} tanda tangan elektronik, tetapi yang sah dan dikenal hanya {ada}."


def _sah(periksa: HasilPeriksa, naskah: Naskah) -> int:
    """Signatures of this file that are valid and trusted, or were when they were given; one for each place."""
    tercatat = {p.kunci: p.waktu for p in naskah.penanda.all()}
    nilai = {
        t.bidang: _nilai(t, tercatat.get(t.bidang), naskah.kecamatan)[0] == "sah"
        or (t.utuh and t.sah and t.tidak_berubah and t.kedaluwarsa and t.terpercaya_saat_itu and not t.galat)
        for t in periksa.tanda_tangan
        if not t.stempel_dokumen
    }
    return sum(nilai.values())


def _periksa_diingat(sha256: str, isi: bytes) -> HasilPeriksa:
    kunci = f"verifikasi-periksa:{sha256}"
    periksa = cache.get(kunci)
    if periksa is None:
        periksa = _periksa(isi)
        cache.set(kunci, periksa, INGAT)
    return periksa


def _penanda(penanda: PenandaTangan, naskah: Naskah) -> PenandaPublik:
    selesai = penanda.status == StatusPenanda.SELESAI
    return PenandaPublik(
        nama=penanda.sebutan,
        jabatan=penanda.jabatan if penanda.nama else "",
        cara=CARA.get(CaraPenanda(penanda.cara), "") if selesai and penanda.cara else "Belum menandatangani",
        waktu=_waktu(penanda, naskah) if selesai and penanda.waktu else "",
    )


def _waktu(penanda: PenandaTangan, naskah: Naskah) -> str:
    """When it was signed; in ink the day that the paper bears, and when the scan was confirmed."""
    assert penanda.waktu is not None
    saat = waktu_setempat(penanda.waktu, naskah.kecamatan)
    if penanda.cara != CaraPenanda.BASAH:
        return saat
    kertas = f"{tanggal_panjang(penanda.tanggal_kertas)}; " if penanda.tanggal_kertas else ""
    return f"{kertas}pindaiannya dicocokkan {saat}"


def _keadaan(naskah: Naskah) -> tuple[str, str]:
    """A word for the colour, and the sentence."""
    saat = sejak(naskah)
    sejak_kata = f" sejak {waktu_setempat(saat, naskah.kecamatan)}" if saat else ""
    if naskah.status == StatusNaskah.DICABUT:
        return "dicabut", f"Naskah ini dicabut{sejak_kata} dan tidak berlaku lagi."
    if naskah.status == StatusNaskah.DIGANTI:
        return "diganti", f"Naskah ini diganti{sejak_kata} dan tidak berlaku lagi."
    if naskah.status == StatusNaskah.DISETUJUI:
        return "belum", "Naskah ini sudah bernomor, tetapi belum lengkap ditandatangani."
    return "berlaku", "Naskah ini berlaku."


@dataclass(frozen=True)
class HasilBerkas:
    """What a file is: `sama`, `tahap`, `pindaian`, `ditambah`, `salinan`, `tak_dikenal` or `bukan_pdf`."""

    golongan: str
    naskah: NaskahPublik | None = None
    tahap: str = ""
    tanda_tangan: tuple[tuple[str, str, str], ...] = ()  # a word for the colour, the sentence, whose
    galat: str = ""


def berkas_bersidik(sha256: str) -> HasilBerkas | None:
    """The document whose bytes, of any stage, have this SHA-256, or its confirmed scan; None when there is none."""
    versi = _versi([sha256])
    if versi is None:
        pindaian = Pindaian.objects.filter(sha256=sha256, status=StatusPindaian.DITERIMA).first()
        naskah = _terbit().filter(pk=pindaian.naskah_id).first() if pindaian else None
        if naskah is None:
            return None
        ragu = keraguan(naskah, pindaian=sha256)[0] if naskah.berlaku else ""
        return HasilBerkas("pindaian", publik(naskah, ragu=ragu))
    try:
        isi = baca_utuh(versi.berkas, sha256, naskah=versi.naskah)
    except OSError:
        periksa = HasilPeriksa()
    else:
        periksa = _periksa_diingat(sha256, isi)
    return _hasil("sama" if versi.sha256 == versi.naskah.pdf_sha256 else "tahap", versi=versi, periksa=periksa)


def berkas_periksa(pdf: bytes) -> HasilBerkas:
    """What this file is. Never raises on what a stranger sends; unknown files are read in another process."""
    if b"%PDF-" not in pdf[:1024]:
        return HasilBerkas("bukan_pdf")
    if dikenal := berkas_bersidik(hashlib.sha256(pdf).hexdigest()):
        return dikenal
    periksa = _periksa(pdf)
    if versi := _versi(list(_sidik_awalan(pdf))):
        return _hasil("ditambah", versi=versi, periksa=periksa)
    for calon in kode_dalam_pdf(pdf):
        kode = kode_rapikan(calon)
        if kode and (naskah := cari_naskah(kode)):
            return HasilBerkas("salinan", naskah, tanda_tangan=_kata(periksa), galat=periksa.galat)
    return HasilBerkas("tak_dikenal", tanda_tangan=_kata(periksa), galat=periksa.galat)


def _versi(sidik: list[str]) -> VersiPdf | None:
    """The latest stage among these fingerprints."""
    return (
        VersiPdf.objects.filter(sha256__in=sidik, naskah__status__in=TERBIT)
        .select_related("naskah__kecamatan__kabupaten")
        .prefetch_related("naskah__penanda", "naskah__calon_pengganti", "naskah__riwayat")
        .order_by("-urut")
        .first()
    )


def _hasil(golongan: str, *, versi: VersiPdf, periksa: HasilPeriksa) -> HasilBerkas:
    naskah = versi.naskah
    saat = waktu_setempat(versi.waktu, naskah.kecamatan)
    return HasilBerkas(golongan, publik(naskah), tahap=saat, tanda_tangan=_kata(periksa, naskah), galat=periksa.galat)


def _sidik_awalan(pdf: bytes) -> Iterator[str]:
    """SHA-256 of what the file was before each later revision: up to every "%%EOF", with its line end or without."""
    sidik, mulai = hashlib.sha256(), 0
    for tanda in islice(re.finditer(rb"%%EOF(\r\n|\n|\r)?", pdf), REVISI_MAKS):
        for ujung in sorted({tanda.start() + 5, tanda.end()}):
            sidik.update(memoryview(pdf)[mulai:ujung])
            mulai = ujung
            yield sidik.hexdigest()


def _periksa(pdf: bytes) -> HasilPeriksa:
    bahan = bahan_pemeriksaan()
    akar = [*bahan.akar, *_akar_bsre()]
    return periksa_asing(pdf, akar=akar, crl=bahan.crl, akar_tsa=bahan.akar_tsa, detik=DETIK_PERIKSA)


def _akar_bsre() -> list[bytes]:
    """BSrE's roots, where the office has set them: without them BSrE's signatures read "penerbit tidak dikenal"."""
    if not settings.BSRE_AKAR:
        return []
    try:
        return baca_daftar(Path(settings.BSRE_AKAR).read_bytes())
    except (OSError, ValueError) as galat:
        raise ImproperlyConfigured("BSRE_AKAR harus menunjuk berkas sertifikat akar BSrE (PEM).") from galat


def _nama_penuh(tanda_tangan: list[HasilTandaTangan]) -> dict[str, str]:
    """The whole names behind our own certificates, in which 64 letters have room; not of one that merely says so."""
    seri = [t.nomor_seri for t in tanda_tangan if t.terpercaya or t.terpercaya_saat_itu or t.dicabut]
    milik = Sertifikat.objects.filter(nomor_seri__in=seri).exclude(nama="").values_list("nomor_seri", "nama")
    return dict(milik)


def _kata(periksa: HasilPeriksa, naskah: Naskah | None = None) -> tuple[tuple[str, str, str], ...]:
    """`naskah`: the file holds its bytes, so when each place in it was signed is on our own record."""
    tercatat = {p.kunci: p.waktu for p in naskah.penanda.all()} if naskah else {}
    kecamatan = naskah.kecamatan if naskah else None
    tanda_tangan = [t for t in periksa.tanda_tangan if not t.stempel_dokumen]
    penuh = _nama_penuh(tanda_tangan)
    return tuple((*_nilai(t, tercatat.get(t.bidang), kecamatan), penuh.get(t.nomor_seri, t.nama)) for t in tanda_tangan)


def _nilai(t: HasilTandaTangan, tercatat: datetime | None, kecamatan: Kecamatan | None) -> tuple[str, str]:
    """A word for the colour, and what one signature is worth. `tercatat`: when it was given, on our own record."""
    if t.galat:
        return "rusak", t.galat
    if not (t.utuh and t.sah):
        return "rusak", "Tidak sah: yang ditandatangani bukan isi berkas ini."
    if not t.tidak_berubah:
        return "rusak", "Tanda tangannya sendiri benar, tetapi berkas ini diubah sesudah ditandatangani."
    if t.terpercaya:
        return "sah", f"Sah: tidak berubah sejak ditandatangani, dan penerbit sertifikatnya dikenal ({t.penerbit})."
    if t.dicabut:
        return _dicabut(t, tercatat, kecamatan)
    if t.kedaluwarsa and t.terpercaya_saat_itu:
        return "ragu", "Tidak berubah sejak ditandatangani; sertifikatnya kini kedaluwarsa."
    return "ragu", "Tidak berubah sejak ditandatangani, tetapi penerbit sertifikatnya tidak dikenal di sini."


def _dicabut(t: HasilTandaTangan, tercatat: datetime | None, kecamatan: Kecamatan | None) -> tuple[str, str]:
    """What was signed before the certificate was revoked stays valid; what only says so of itself proves it not."""
    kapan = tercatat or t.waktu
    if t.dicabut_pada is None or kapan is None:
        return "ragu", "Tidak berubah sejak ditandatangani, tetapi sertifikatnya sudah dicabut."
    pada, dicabut = _hari(kapan, kecamatan), _hari(t.dicabut_pada, kecamatan)
    if kapan >= t.dicabut_pada:
        return "rusak", f"Ditandatangani {pada}, sesudah sertifikatnya dicabut {dicabut}."
    if tercatat is None:
        return "ragu", (
            f"Tidak berubah sejak ditandatangani. Berkasnya menyebut ditandatangani {pada}, sebelum sertifikatnya "
            f"dicabut {dicabut}, tetapi waktu itu tidak dibuktikan stempel waktu atau catatan kecamatan."
        )
    return "sah", (
        f"Sah: ditandatangani {pada} dan tidak berubah sejak itu. Sertifikatnya dicabut kemudian, {dicabut}; "
        "pencabutan itu tidak membatalkan yang ditandatangani sebelumnya."
    )


def _hari(saat: datetime, kecamatan: Kecamatan | None) -> str:
    return waktu_setempat(saat, kecamatan) if kecamatan else f"{date_format(saat, 'j F Y')} (UTC)"

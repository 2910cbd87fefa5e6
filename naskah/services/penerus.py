"""Somebody leaves before signing: the place goes to the successor, or a new document takes the old one's place.

What was frozen stays as it is. While nobody has signed, the PDF is made again from the frozen content with the
successor in that place; where there are signatures already, they cannot stand under another name: the same content
is approved anew with those who are in office now (docs/keputusan/0029).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from antrean.services import antrekan
from dasar.alur import periksa_sejak
from dasar.nama import akhiri
from dasar.waktu import hari_ini
from naskah.bagian import Orang
from naskah.cetak import isi_cetak, naskah_buat_pdf
from naskah.enums.naskah import StatusNaskah, StatusPenanda, StatusPindaian
from naskah.models import Naskah, PenandaTangan, PengalihanPenanda
from naskah.queries.penerus import pemegang_pos, pos_penanda, saran_pengganti, sudah_berhenti
from naskah.services.lanjut import naskah_kunci
from naskah.services.naskah import naskah_ajukan, naskah_siapkan
from naskah.syarat import halangan_naskah
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

GANTI_DAHULU = (
    "Naskah ini sudah bertanda tangan, jadi tempat yang kosong tidak dapat berganti nama. Susun naskah pengganti "
    "dengan isi yang sama dan pejabat yang sekarang."
)
MILIK_ORANG = (
    "Tempat ini milik orangnya, bukan jabatannya, jadi tidak ada yang menggantikannya. Alihkan naskah ini ke tanda "
    "tangan tinta supaya ia dapat menandatangani cetakannya."
)


@dataclass(frozen=True)
class Peralihan:
    """What can be done about one place whose signer has left. `penerus` is nameless when nobody holds the post."""

    penanda: PenandaTangan
    penerus: Orang
    halangan: list[str]


def peralihan(penanda: PenandaTangan, semua: Sequence[PenandaTangan]) -> Peralihan:
    pos = pos_penanda(penanda)
    penerus = pos.bentuk(pemegang_pos(penanda.naskah, pos)) if pos else Orang()
    return Peralihan(penanda, penerus, _halangan_alih(penanda, semua, penerus))


def _halangan_alih(penanda: PenandaTangan, semua: Sequence[PenandaTangan], penerus: Orang) -> list[str]:
    """Why this place does not go over now."""
    naskah, pos = penanda.naskah, pos_penanda(penanda)
    if penanda.status == StatusPenanda.SELESAI:
        return [f"{penanda.sebutan} sudah menandatangani naskah ini; tanda tangannya tetap berlaku."]
    if kalimat := halangan_naskah(naskah):
        return kalimat
    if diproses := next((p for p in semua if p.status == StatusPenanda.DIPROSES), None):
        return [f"Sedang diproses tanda tangan {diproses.sebutan}. Tunggu sebentar, lalu coba lagi."]
    if naskah.pindaian.filter(status=StatusPindaian.MENUNGGU).exists():
        return ["Pindaiannya sedang menunggu pemeriksaan. Putuskan dahulu pindaian itu."]
    if pos is None:
        return [MILIK_ORANG]
    if not sudah_berhenti(penanda):
        return [f"{penanda.sebutan} masih menjabat, jadi ia sendiri yang menandatangani."]
    if not penerus.nama:
        return [f"{akhiri(f'Belum ada yang tercatat sebagai {penerus.jabatan}')} {saran_pengganti(naskah, pos)}"]
    if any(p.status == StatusPenanda.SELESAI for p in semua):
        return [GANTI_DAHULU]
    return []


@transaction.atomic
def penanda_alihkan(*, penanda: PenandaTangan, oleh: Pengguna, sejak: str | None = None) -> PenandaTangan:
    """Let an unsigned place go to whoever holds the post now; the PDF is made again, the first one is kept."""
    naskah = naskah_kunci(penanda.naskah_id)
    semua = list(naskah.penanda.all())
    terkini = next(p for p in semua if p.pk == penanda.pk)
    terkini.naskah = naskah
    if not oleh.has_perm("naskah.alihkan_penanda", terkini):
        raise PermissionDenied("Tempat tanda tangan dialihkan verifikator atau camat, atau pejabat yang menggantikan.")
    periksa_sejak(naskah, sejak)
    alih, pos = peralihan(terkini, semua), pos_penanda(terkini)
    if alih.halangan or pos is None:
        raise ValidationError(alih.halangan)
    lama, baru = terkini.sebutan, alih.penerus
    PengalihanPenanda.objects.create(
        naskah=naskah,
        penanda=terkini,
        kunci_isi=pos.kunci_isi,
        orang=asdict(baru),
        lama_nama=terkini.nama,
        lama_jabatan=terkini.jabatan,
        lama_pengguna_id=terkini.pengguna_id,
        oleh=oleh,
    )
    pergi = terkini.pengguna
    terkini.nama, terkini.jabatan, terkini.pengguna_id = baru.nama, baru.jabatan, baru.id
    terkini.save(update_fields=["nama", "jabatan", "pengguna"])
    naskah.pdf, naskah.pdf_sha256, naskah.pdf_galat = "", "", ""
    naskah.save(update_fields=["pdf", "pdf_sha256", "pdf_galat"])
    status = StatusNaskah.DISETUJUI
    alasan = akhiri(f"Tempat tanda tangan beralih dari {lama} kepada {baru.nama}, {baru.jabatan}")
    naskah.riwayat.create(aksi="alihkan", dari=status, ke=status, oleh=oleh, alasan=alasan)
    antrekan(naskah_buat_pdf, naskah.pk, kunci=f"pdf:{naskah.pk}", perihal=str(naskah))  # then the successor is asked
    penerima = {naskah.dibuat_oleh, *([pergi] if pergi else [])} - {oleh}
    beritahu(
        penerima,
        judul=f"{naskah}: penanda tangan berganti",
        isi=alasan,
        tautan=naskah.get_absolute_url(),
        golongan=Golongan.MENUNGGU,
    )
    return terkini


def halangan_ganti_pejabat(naskah: Naskah, semua: Sequence[PenandaTangan]) -> list[str]:
    """Why no new document takes this one's place for the sake of those who have left."""
    if naskah.status != StatusNaskah.DISETUJUI:
        return [f"Naskah ini berstatus “{naskah.get_status_display()}”, jadi tidak sedang menunggu tanda tangan."]
    if calon := naskah.calon_pengganti.exclude(status=StatusNaskah.DIBATALKAN).first():
        return [f"Naskah penggantinya sudah disusun dan berstatus “{calon.get_status_display()}”."]
    if any(p.status == StatusPenanda.DIPROSES for p in semua):
        return ["Masih ada tanda tangan yang sedang diproses. Tunggu sebentar, lalu coba lagi."]
    if not any(p.status == StatusPenanda.SELESAI for p in semua):
        return ["Naskah ini belum bertanda tangan, jadi tempat yang kosong cukup dialihkan kepada penggantinya."]
    alih = [peralihan(p, semua) for p in semua if p.status == StatusPenanda.MENUNGGU and sudah_berhenti(p)]
    if not alih:
        return ["Semua yang belum menandatangani masih menjabat."]
    return [k for a in alih for k in a.halangan if k != GANTI_DAHULU]


@transaction.atomic
def naskah_ganti_pejabat(*, naskah: Naskah, oleh: Pengguna, sejak: str | None = None) -> Naskah:
    """Draw up the same content for those who are in office now, and hand it to the camat.

    It was verified as the old document was, so that it is not verified again; the camat approves it, numbered and
    dated anew, and in that act the old one is replaced. All sign it.
    """
    terkunci = naskah_kunci(naskah.pk)
    if not oleh.has_perm("naskah.ganti_pejabat_naskah", terkunci):
        raise PermissionDenied("Naskah pengganti disusun verifikator kecamatan.")
    semua = list(terkunci.penanda.all())
    for p in semua:
        p.naskah = terkunci
    if kalimat := halangan_ganti_pejabat(terkunci, semua):
        raise ValidationError(kalimat)
    periksa_sejak(terkunci, sejak)
    return _susun_lagi(terkunci, oleh, "pejabat_berganti")


@transaction.atomic
def naskah_terbitkan_lagi(*, naskah: Naskah, oleh: Pengguna) -> Naskah:
    """The content of a document once more, for those who are in office now, handed in to the camat.

    The caller has found that the document was wrong and not the work: that stays as it was, and is decided again on
    its own page. The new one says which one it stands in for.
    """
    return _susun_lagi(naskah_kunci(naskah.pk), oleh, "isi_tetap")


def _susun_lagi(lama: Naskah, oleh: Pengguna, tanda: str) -> Naskah:
    baru = naskah_siapkan(
        jenis=lama.jenis,
        kecamatan=lama.kecamatan,
        desa=lama.desa,
        tanggal=hari_ini(lama.kecamatan),
        perihal=lama.perihal,
        isi=isi_cetak(lama) | _pemegang(lama),
        oleh=oleh,
        menggantikan=lama,
    )
    setattr(baru, tanda, True)
    baru.save(update_fields=[tanda])
    return naskah_ajukan(naskah=baru, oleh=oleh, akibat=True)


def _pemegang(naskah: Naskah) -> dict:
    """The part of the content that names holders of posts, with those of today."""
    return {
        pos.kunci_isi: asdict(pos.bentuk(pemegang_pos(naskah, pos)))
        for pos in naskah.ketentuan.pos.values()
        if pos.kunci_isi in naskah.isi
    }

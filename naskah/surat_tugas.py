"""The life of a surat tugas, the same for every work that sends people to a village.

Propose, replace, withdraw, check. The work points at its newest letter; while that one waits for the camat it
knows which letter it is to replace (`menggantikan`), so both are at hand. docs/keputusan/0023.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from akun.models import Pengguna
from desa.models import Desa
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah
from naskah.services.naskah import naskah_ajukan, naskah_batalkan, naskah_cabut, naskah_perbarui, naskah_siapkan

# The letter's own date and signer, how it stands to the work, paper and copies: no reason for a new letter.
SENDIRI = {"tanggal_surat", "camat", "susulan", "mulai_kerja", "tata", "tembusan"}
MENUNGGU = frozenset({StatusNaskah.DIAJUKAN, StatusNaskah.DIVERIFIKASI})
BARU = "Verifikator perlu menyusun surat tugas yang baru."
PENGGANTI = "Rencana sudah berbeda dari surat tugasnya. Verifikator perlu menyusun surat tugas pengganti."


def surat_berlaku(surat: Naskah | None) -> Naskah | None:
    """The letter in force: the newest one, or the one that it is to replace."""
    for calon in (surat, surat.menggantikan if surat else None):
        if calon is not None and calon.berlaku:
            return calon
    return None


@transaction.atomic
def surat_tugas_susun(
    lama: Naskah | None, *, jenis: str, desa: Desa, tanggal: date, perihal: str, isi: dict, oleh: Pengguna
) -> Naskah:
    """Draw the letter up and hand it to the camat; the number comes with the approval. The caller keeps what returns.

    One that nobody has passed on yet is rewritten. One in force is replaced by the new one when that is approved;
    when it would say the same, it is returned as it is.
    """
    if lama and lama.dapat_diubah:
        naskah = naskah_perbarui(naskah=lama, tanggal=tanggal, perihal=perihal, isi=isi, oleh=oleh)
        return naskah if naskah.status == StatusNaskah.DIAJUKAN else naskah_ajukan(naskah=naskah, oleh=oleh)
    berlaku = surat_berlaku(lama)
    if lama and lama == berlaku and _pokok(lama.isi) == _pokok(isi):
        return lama
    if lama and lama.status == StatusNaskah.DIVERIFIKASI:  # frozen, and not what is to be approved any more
        naskah_batalkan(naskah=lama, alasan="Disusun ulang.", oleh=oleh, akibat=True)
    naskah = naskah_siapkan(
        jenis=jenis,
        kecamatan=desa.kecamatan,
        desa=desa,
        tanggal=tanggal,
        perihal=perihal,
        isi=isi,
        oleh=oleh,
        menggantikan=berlaku,
    )
    return naskah_ajukan(naskah=naskah, oleh=oleh)


@transaction.atomic
def surat_tugas_tarik(surat: Naskah | None, *, alasan: str, oleh: Pengguna) -> None:
    """The work is called off: none of its letters stays in force or waits for the camat."""
    while surat is not None:
        if surat.berlaku:
            naskah_cabut(naskah=surat, alasan=alasan, oleh=oleh, akibat=True)
        elif not surat.terbit and surat.status != StatusNaskah.DIBATALKAN:
            naskah_batalkan(naskah=surat, alasan=alasan, oleh=oleh, akibat=True)
        surat = surat.menggantikan


def kekurangan_surat_diajukan(surat: Naskah | None) -> list[str]:
    """Enough to plan on: the letter lies with the camat, or is in force."""
    if surat is not None and (surat.berlaku or surat.status in MENUNGGU):
        return []
    return [_belum_berlaku(surat)]


def kekurangan_surat_berlaku(surat: Naskah | None, *, meliputi: Callable[[Naskah], bool]) -> list[str]:
    """Enough to begin and to go on: the letter is in force and covers what is done on it."""
    if surat is None or not surat.berlaku:
        return [_belum_berlaku(surat)]
    return [] if meliputi(surat) else [PENGGANTI]


def _belum_berlaku(surat: Naskah | None) -> str:
    """What keeps the letter from being in force, and who does what about it."""
    if surat is None:
        return "Surat tugas belum disusun."
    if surat.status == StatusNaskah.DIBATALKAN:
        return f"Surat tugas sudah dibatalkan. {BARU}"
    if surat.terbit:
        return f"Surat tugas {surat.nomor} sudah {surat.get_status_display().lower()}, jadi tidak berlaku lagi. {BARU}"
    pengganti = "pengganti " if surat.menggantikan_id else ""
    lanjut = (
        "Camat perlu menyetujuinya."
        if surat.status in MENUNGGU
        else "Verifikator perlu memperbaiki dan mengajukannya lagi."
    )
    return (
        f"Surat tugas {pengganti}belum disetujui camat, jadi belum bernomor "
        f"(sekarang “{surat.get_status_display()}”). {lanjut}"
    )


def _pokok(isi: dict) -> dict:
    """What makes two letters say the same."""
    return {k: v for k, v in isi.items() if k not in SENDIRI}

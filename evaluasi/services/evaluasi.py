"""Every change of an evaluation's status. Views call these; nothing else sets a status."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from akun.alur import cari, jalankan
from akun.models import Pengguna
from evaluasi.enums import TRANSISI_EVALUASI
from evaluasi.models import Evaluasi, Penilaian
from evaluasi.syarat import belum_menyerahkan, kekurangan_buka, kekurangan_tutup
from notifikasi.services import beritahu

_transisi = partial(cari, TRANSISI_EVALUASI)


@transaction.atomic
def evaluasi_buka(*, evaluasi: Evaluasi, oleh: Pengguna, sejak: int | None = None) -> Evaluasi:
    """Lay out one set of scores per member and ask them. From here on forms, team and numbers are fixed."""

    def ubah(e: Evaluasi) -> None:
        Penilaian.objects.bulk_create(Penilaian(evaluasi=e, anggota=a) for a in e.tim.anggota.all())

    hasil = jalankan(evaluasi, _transisi("buka"), oleh=oleh, sejak=sejak, kekurangan=kekurangan_buka, ubah=ubah)
    _kabari(hasil, _anggota(hasil, oleh), f"Evaluasi {hasil.desa} menunggu nilai Anda", str(hasil.tim))
    return hasil


@transaction.atomic
def evaluasi_tutup(*, evaluasi: Evaluasi, oleh: Pengguna, alasan: str = "", sejak: int | None = None) -> Evaluasi:
    """Close the scoring for good: compute, freeze, and draw up the filled forms.

    `alasan` says why a member did not score; it is printed. Raises ValidationError by field where it is missing.
    """

    def ubah(e: Evaluasi) -> None:
        if belum := belum_menyerahkan(e):
            if not alasan.strip():
                raise ValidationError(
                    {"alasan": f"Sebutkan mengapa {', '.join(belum)} tidak menilai; alasannya dicetak pada formulir."}
                )
            e.alasan_tidak_lengkap = alasan.strip()
        raise NotImplementedError

    return jalankan(evaluasi, _transisi("tutup"), oleh=oleh, sejak=sejak, kekurangan=kekurangan_tutup, ubah=ubah)


@transaction.atomic
def evaluasi_batalkan(*, evaluasi: Evaluasi, alasan: str, oleh: Pengguna, sejak: int | None = None) -> Evaluasi:
    """Call it off before its scores are final; what was scored stays on record."""
    dinilai = evaluasi.penilaian.exists()
    hasil = jalankan(evaluasi, _transisi("batalkan"), oleh=oleh, sejak=sejak, alasan=alasan)
    if dinilai:
        _kabari(hasil, _anggota(hasil, oleh), f"Evaluasi {hasil.desa} dibatalkan", alasan)
    return hasil


def _anggota(evaluasi: Evaluasi, kecuali: Pengguna) -> list[Pengguna]:
    anggota = evaluasi.tim.anggota.select_related("pengguna")
    return [a.pengguna for a in anggota if a.pengguna and a.pengguna_id != kecuali.pk]


def _kabari(evaluasi: Evaluasi, penerima, judul: str, isi: str) -> None:
    beritahu(penerima, judul=judul, isi=isi, tautan=evaluasi.get_absolute_url())

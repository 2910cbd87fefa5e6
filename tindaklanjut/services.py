"""What becomes of a finding. Drafts are written with their visit; these functions do the rest."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.alur import cari, jalankan, jalankan_banyak
from dasar.baris import IsianTerkunci
from dasar.waktu import hari_ini
from notifikasi.services import beritahu
from tindaklanjut.alur import TRANSISI_TEMUAN
from tindaklanjut.enums import HasilTindakLanjut, StatusTemuan
from tindaklanjut.models import Temuan, TindakLanjut

_transisi = partial(cari, TRANSISI_TEMUAN)


def temuan_resmikan(*, asal_jenis: str, asal_id: str, oleh: Pengguna) -> int:
    """Open the draft findings of a place of work once its record is approved, by `oleh`. Returns how many."""
    draf = Temuan.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id)
    return len(jalankan_banyak(draf, _transisi("buka"), oleh=oleh))


@transaction.atomic
def jawaban_resmikan(*, asal_jenis: str, asal_id: str, oleh: Pengguna) -> None:
    """Show the answers of an approved record to the village, and close what it reports as mended."""
    jawaban = TindakLanjut.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id)
    jawaban.update(resmi=True)
    selesai = jawaban.filter(hasil=HasilTindakLanjut.SELESAI).values("temuan")
    jalankan_banyak(
        Temuan.objects.filter(pk__in=selesai), _transisi("tutup"), oleh=oleh, ubah=_ditutup, kolom=["ditutup_pada"]
    )


@transaction.atomic
def temuan_jawab(*, temuan: Temuan, hasil: str, uraian: str, oleh: Pengguna, sejak: str | None = None) -> TindakLanjut:
    """The village says what it has done. The finding stays open until the kecamatan has seen it."""
    terkunci = jalankan(temuan, _transisi("jawab"), oleh=oleh, sejak=sejak)
    jawaban = TindakLanjut.objects.create(
        temuan=terkunci, asal_jenis="desa", hasil=hasil, uraian=uraian, resmi=True, diubah_oleh=oleh, versi=1
    )
    beritahu(
        pemegang_peran(terkunci.desa, Peran.VERIFIKATOR),
        judul=f"{terkunci.desa} menjawab temuan",
        isi=uraian,
        tautan=reverse("tindaklanjut:temuan-rinci", args=[terkunci.pk]),
    )
    return jawaban


@transaction.atomic
def temuan_tutup(*, temuan: Temuan, uraian: str, oleh: Pengguna, sejak: str | None = None) -> None:
    """The kecamatan has seen that the finding is mended, outside a visit."""
    terkunci = jalankan(temuan, _transisi("tutup"), oleh=oleh, sejak=sejak, ubah=_ditutup)
    TindakLanjut.objects.create(
        temuan=terkunci,
        asal_jenis="kecamatan",
        hasil=HasilTindakLanjut.SELESAI,
        uraian=uraian,
        resmi=True,
        diubah_oleh=oleh,
        versi=1,
    )
    beritahu(
        pemegang_peran(terkunci.desa, Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA),
        judul="Temuan dinyatakan selesai",
        isi=uraian,
        tautan=reverse("tindaklanjut:temuan-rinci", args=[terkunci.pk]),
    )


def _ditutup(temuan: Temuan) -> None:
    temuan.ditutup_pada = hari_ini(temuan.desa)


def temuan_terbuka_sebelum(*, desa, asal_jenis: str, asal_id: str) -> "QuerySet[Temuan]":
    """The desa's findings still open that come from elsewhere than this place of work."""
    return Temuan.objects.belum_selesai().filter(desa=desa).exclude(asal_jenis=asal_jenis, asal_id=asal_id)


def temuan_tolak_resmi(pk: UUID) -> None:
    """A finding of an approved record belongs to the record; work that was sent back writes new ones."""
    if Temuan.objects.filter(pk=pk).exclude(status=StatusTemuan.DRAF).exists():
        raise IsianTerkunci("Temuan ini sudah resmi, jadi tidak dapat diubah lagi.")

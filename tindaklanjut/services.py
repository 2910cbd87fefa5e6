"""What becomes of a finding. Drafts are written with their visit; these functions do the rest."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from dasar.baris import IsianTerkunci
from dasar.waktu import hari_ini
from notifikasi.services import beritahu
from tindaklanjut.enums import HasilTindakLanjut, StatusTemuan
from tindaklanjut.models import Temuan, TindakLanjut


def temuan_resmikan(*, asal_jenis: str, asal_id: str) -> int:
    """Open the draft findings of a place of work once its record is approved. Returns how many."""
    draf = Temuan.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id, status=StatusTemuan.DRAF)
    return draf.update(status=StatusTemuan.TERBUKA)


def jawaban_resmikan(*, asal_jenis: str, asal_id: str) -> None:
    """Show the answers of an approved record to the village, and close what it reports as mended."""
    jawaban = TindakLanjut.objects.filter(asal_jenis=asal_jenis, asal_id=asal_id)
    jawaban.update(resmi=True)
    selesai = jawaban.filter(hasil=HasilTindakLanjut.SELESAI)
    terbuka = Temuan.objects.belum_selesai().filter(tindak_lanjut__in=selesai)
    if temuan := terbuka.select_related("desa__kecamatan").first():  # a record is about one desa
        terbuka.update(status=StatusTemuan.SELESAI, ditutup_pada=hari_ini(temuan.desa))


@transaction.atomic
def temuan_jawab(*, temuan: Temuan, hasil: str, uraian: str, oleh: Pengguna) -> TindakLanjut:
    """The village says what it has done. The finding stays open until the kecamatan has seen it."""
    terkunci = Temuan.objects.select_for_update().get(pk=temuan.pk)
    if not oleh.has_perm("tindaklanjut.jawab_temuan", terkunci):
        raise PermissionDenied("Jawaban diberikan oleh pemerintah desa yang bersangkutan.")
    if terkunci.status not in {StatusTemuan.TERBUKA, StatusTemuan.DIJAWAB}:
        raise ValidationError("Temuan ini sudah selesai, jadi tidak perlu dijawab lagi.")
    jawaban = TindakLanjut.objects.create(
        temuan=terkunci, asal_jenis="desa", hasil=hasil, uraian=uraian, resmi=True, diubah_oleh=oleh, versi=1
    )
    terkunci.status = StatusTemuan.DIJAWAB
    terkunci.save(update_fields=["status", "diubah_pada"])
    beritahu(
        pemegang_peran(terkunci.desa, Peran.VERIFIKATOR),
        judul=f"{terkunci.desa} menjawab temuan",
        isi=uraian,
        tautan=reverse("tindaklanjut:temuan-rinci", args=[terkunci.pk]),
    )
    return jawaban


@transaction.atomic
def temuan_tutup(*, temuan: Temuan, uraian: str, oleh: Pengguna) -> None:
    """The kecamatan has seen that the finding is mended, outside a visit."""
    terkunci = Temuan.objects.select_for_update().get(pk=temuan.pk)
    if not oleh.has_perm("tindaklanjut.tutup_temuan", terkunci):
        raise PermissionDenied("Temuan ditutup oleh verifikator kecamatan.")
    if terkunci.status not in {StatusTemuan.TERBUKA, StatusTemuan.DIJAWAB}:
        raise ValidationError("Temuan ini sudah selesai.")
    TindakLanjut.objects.create(
        temuan=terkunci,
        asal_jenis="kecamatan",
        hasil=HasilTindakLanjut.SELESAI,
        uraian=uraian,
        resmi=True,
        diubah_oleh=oleh,
        versi=1,
    )
    terkunci.status = StatusTemuan.SELESAI
    terkunci.ditutup_pada = hari_ini(terkunci.desa)
    terkunci.save(update_fields=["status", "ditutup_pada", "diubah_pada"])
    beritahu(
        pemegang_peran(terkunci.desa, Peran.SEKRETARIS_DESA, Peran.KEPALA_DESA),
        judul="Temuan dinyatakan selesai",
        isi=uraian,
        tautan=reverse("tindaklanjut:temuan-rinci", args=[terkunci.pk]),
    )


def temuan_terbuka_sebelum(*, desa, asal_jenis: str, asal_id: str) -> "QuerySet[Temuan]":
    """The desa's findings still open that come from elsewhere than this place of work."""
    return Temuan.objects.belum_selesai().filter(desa=desa).exclude(asal_jenis=asal_jenis, asal_id=asal_id)


def temuan_tolak_resmi(pk: UUID) -> None:
    """A finding of an approved record belongs to the record; work that was sent back writes new ones."""
    if Temuan.objects.filter(pk=pk).exclude(status=StatusTemuan.DRAF).exists():
        raise IsianTerkunci("Temuan ini sudah resmi, jadi tidak dapat diubah lagi.")

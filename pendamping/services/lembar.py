"""Opening a month's sheet, and every change of its status. Views call these; nothing else sets one."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from berkas.services.ruang import versi_terima
from dasar.alur import cari, jalankan
from dasar.konflik import simpan_berversi
from dasar.waktu import hari_ini
from desa.models import Desa
from pendamping.acuan import KATEGORI, himpunan_berlaku
from pendamping.alur import TRANSISI_LEMBAR
from pendamping.enums import Putusan
from pendamping.isi import isi_kini
from pendamping.models import BuktiPendamping, Lembar, Penempatan, awal_bulan
from pendamping.queries import penempatan_bulan

_transisi = partial(cari, TRANSISI_LEMBAR)


@transaction.atomic
def lembar_mulai(*, desa: Desa, jenis: str, bulan: date, oleh: Pengguna) -> Lembar:
    """The sheet of this village and month, opened where it is not there yet; an earlier month too, marked as late.

    Raises PermissionDenied, and ValidationError for a month to come or one without a placement.
    """
    if not oleh.has_perm("pendamping.mulai_lembar", desa):
        raise PermissionDenied("Lembar ini dibuka oleh pendamping desa.")
    bulan = awal_bulan(bulan)
    if ada := Lembar.objects.filter(pendamping=oleh, desa=desa, jenis=jenis, bulan=bulan).first():
        return ada
    if bulan > hari_ini(desa):
        raise ValidationError(f"{date_format(bulan, 'F Y')} belum tiba.")
    tempat = (w for w in penempatan_bulan(oleh, bulan) if w.penempatan.jenis == jenis)
    if not any(d.pk == desa.pk for w in tempat for d in w.desa):
        raise ValidationError(
            f"Anda tidak tercatat sebagai {jenis} di {desa} pada {date_format(bulan, 'F Y')}. Mintalah verifikator "
            "kecamatan membetulkan penempatannya."
        )
    daftar = himpunan_berlaku(bulan)
    if daftar is None:
        raise ValidationError("Daftar tugas pendamping untuk bulan itu tidak ada. Hubungi admin.")
    lembar, _ = Lembar.objects.get_or_create(
        pendamping=oleh, desa=desa, jenis=jenis, bulan=bulan, defaults={"himpunan": daftar.kode, "diubah_oleh": oleh}
    )
    return lembar


@transaction.atomic
def lembar_ajukan(*, lembar: Lembar, oleh: Pengguna, sejak: str | None = None) -> Lembar:
    """Hand in; locked until it is sent back. When it first was says whether it came late."""

    def ubah(terkunci: Lembar) -> None:
        terkunci.diajukan_pada = terkunci.diajukan_pada or timezone.now()

    return jalankan(lembar, _transisi("ajukan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def lembar_konfirmasi(*, lembar: Lembar, oleh: Pengguna, sejak: str | None = None) -> Lembar:
    """Confirm all of it: the words are frozen with those of the checklist, and the files that show it are accepted."""

    def ubah(terkunci: Lembar) -> None:
        belum = terkunci.isian.filter(putusan="")
        belum.update(putusan=Putusan.DIKONFIRMASI, diputus_oleh=oleh)
        terkunci.beku = isi_kini(terkunci).beku()
        versi = BuktiPendamping.objects.filter(isian__lembar=terkunci).exclude(versi_berkas=None)
        versi_terima(versi=versi.values_list("versi_berkas", flat=True), kategori=KATEGORI, oleh=oleh)

    return jalankan(lembar, _transisi("konfirmasi"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def lembar_kembalikan(*, lembar: Lembar, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Lembar:
    return jalankan(lembar, _transisi("kembalikan"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def lembar_tutup(*, lembar: Lembar, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Lembar:
    """Close what its owner cannot hand in any more: what he typed stays, and counts as closed, not as confirmed."""

    def ubah(terkunci: Lembar) -> None:
        terkunci.beku = isi_kini(terkunci).beku()

    return jalankan(lembar, _transisi("tutup"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)


@transaction.atomic
def lembar_buka(*, lembar: Lembar, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Lembar:
    """Open a finished one again, for its owner to mend. The reason stays in its history."""

    def ubah(terkunci: Lembar) -> None:
        terkunci.beku = None

    return jalankan(lembar, _transisi("buka"), oleh=oleh, alasan=alasan, sejak=sejak, ubah=ubah)


@transaction.atomic
def penempatan_simpan(*, penempatan: Penempatan, desa: Any, versi: int | None = None, oleh: Pengguna) -> Penempatan:
    """Record or change where a pendamping works. Sheets that were opened stay.

    Raises PermissionDenied; ValidationError where another placement stands in the way; Basi when somebody else saved
    since `versi`.
    """
    if not oleh.has_perm("pendamping.atur_penempatan", penempatan.kecamatan):
        raise PermissionDenied("Penempatan pendamping dicatat camat atau verifikator kecamatan.")
    pilihan = set(desa)
    if any(d.kecamatan_id != penempatan.kecamatan_id for d in pilihan):
        raise ValidationError({"desa": "Ada desa yang bukan milik kecamatan ini. Pilih lagi."})
    lain = Penempatan.objects.filter(
        pengguna=penempatan.pengguna, kecamatan=penempatan.kecamatan, jenis=penempatan.jenis
    ).exclude(pk=penempatan.pk)
    for p in lain.select_for_update(of=("self",), no_key=True):
        if penempatan.mulai <= (p.selesai or date.max) and p.mulai <= (penempatan.selesai or date.max):
            sampai = f" sampai {date_format(p.selesai, 'j F Y')}" if p.selesai else ""
            raise ValidationError(
                f"{p.pengguna} sudah tercatat sebagai {p.jenis} sejak {date_format(p.mulai, 'j F Y')}{sampai}. Akhiri "
                "dahulu, atau ubah desanya di sana."
            )
    kolom = ["pengguna", "jenis", "mulai", "selesai"]
    return simpan_berversi(penempatan, kolom=kolom if penempatan.pk else (), versi=versi, banyak={"desa": pilihan})[0]

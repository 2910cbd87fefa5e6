"""A finding that the office writes down itself: out of a document, an evaluation, or a citizen's complaint."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.waktu import hari_ini
from desa.models import Desa
from tindaklanjut.alur import TRANSISI_TEMUAN
from tindaklanjut.enums import Asal, StatusTemuan
from tindaklanjut.halaman import sudah_dipakai
from tindaklanjut.jenis import jenis_lengkapi
from tindaklanjut.models import JenisTemuan, Pengaduan, Temuan
from tindaklanjut.sumber import Sumber
from tindaklanjut.tenggat import batas_waktu_periksa


@dataclass(frozen=True)
class IsiTemuan:
    """What a finding says. `pk` comes from the page: sent twice, it is one finding."""

    pk: UUID
    uraian: str
    penanggung_jawab: str
    batas_waktu: date
    tingkat: str = ""
    jenis: JenisTemuan | None = None
    rekomendasi: str = ""


@dataclass(frozen=True)
class IsiPengaduan:
    tanggal: date
    anonim: bool
    pelapor: str = ""
    kontak: str = ""


@transaction.atomic
def temuan_catat(*, sumber: Sumber, isi: IsiTemuan, oleh: Pengguna) -> Temuan:
    """Open a finding at once; the village is told. Raises PermissionDenied, ValidationError (by field)."""
    return _catat(sumber, isi, oleh)[0]


@transaction.atomic
def pengaduan_catat(*, desa: Desa, isi: IsiTemuan, pengaduan: IsiPengaduan, oleh: Pengguna) -> Temuan:
    """Open a finding out of a complaint; what the village reads of it does not say who complained."""
    if pengaduan.tanggal > hari_ini(desa):
        raise ValidationError({"tanggal": "Tanggal pengaduan belum terjadi."})
    if isi.batas_waktu < pengaduan.tanggal:
        raise ValidationError({"batas_waktu": "Batas waktu mendahului tanggal pengaduannya."})
    teks = f"Pengaduan warga, {date_format(pengaduan.tanggal, 'j F Y')}"
    temuan, baru = _catat(Sumber(Asal.PENGADUAN, str(isi.pk), desa, teks, ""), isi, oleh)
    orang = {} if pengaduan.anonim else {"pelapor": pengaduan.pelapor, "kontak": pengaduan.kontak}
    baris = Pengaduan(temuan=temuan, tanggal=pengaduan.tanggal, anonim=pengaduan.anonim, dicatat_oleh=oleh, **orang)
    if not baru:
        lama = Pengaduan.objects.filter(temuan=temuan).first()
        if any(getattr(lama, k, None) != getattr(baris, k) for k in ("tanggal", "anonim", "pelapor", "kontak")):
            raise sudah_dipakai("temuan")
    else:
        baris.full_clean()
        baris.save()
    return temuan


def _catat(sumber: Sumber, isi: IsiTemuan, oleh: Pengguna) -> tuple[Temuan, bool]:
    """The finding, and whether it is new: the same page sent again finds it there. Raises ValidationError where the
    page says something else by now."""
    if not oleh.has_perm("tindaklanjut.catat_temuan", sumber.desa):
        raise PermissionDenied("Temuan dicatat oleh pelaksana atau verifikator kecamatan yang bersangkutan.")
    Desa.objects.select_for_update(of=("self",), no_key=True).get(pk=sumber.desa.pk)
    if isi.jenis is None and sumber.jenis:
        jenis_lengkapi([sumber.jenis])
        isi = replace(isi, jenis=JenisTemuan.objects.get(kode=sumber.jenis.kode))
    if ada := Temuan.objects.filter(pk=isi.pk).first():
        if ada.desa_id != sumber.desa.pk or ada.ditemukan_oleh_id != oleh.pk:
            raise PermissionDenied("Temuan ini sudah dicatat orang lain.")
        if not _sama(ada, sumber, isi):
            raise sudah_dipakai("temuan")
        return ada, False
    batas_waktu_periksa(isi.batas_waktu)
    if isi.jenis and not JenisTemuan.objects.bagi([sumber.desa.kecamatan]).filter(pk=isi.jenis.pk).exists():
        raise ValidationError({"jenis": "Jenis ini milik kantor lain. Pilih lagi."})
    if isi.batas_waktu < hari_ini(sumber.desa):
        raise ValidationError({"batas_waktu": "Batas waktu tidak boleh sudah lewat."})
    temuan = Temuan(
        pk=isi.pk,
        desa=sumber.desa,
        asal_jenis=sumber.asal,
        asal_id=sumber.kunci,
        asal_teks=sumber.teks,
        uraian=isi.uraian,
        rekomendasi=isi.rekomendasi,
        penanggung_jawab=isi.penanggung_jawab,
        batas_waktu=isi.batas_waktu,
        tingkat=isi.tingkat,
        jenis=isi.jenis,
        status=StatusTemuan.DRAF,
        ditemukan_oleh=oleh,
        diubah_oleh=oleh,
        versi=1,
    )
    temuan.full_clean()
    temuan.save(force_insert=True)
    return jalankan(temuan, cari(TRANSISI_TEMUAN, "catat"), oleh=oleh), True


def _sama(temuan: Temuan, sumber: Sumber, isi: IsiTemuan) -> bool:
    """What it said when it was written down; a due date that was moved since is no other finding."""
    kolom = ("uraian", "rekomendasi", "penanggung_jawab", "tingkat", "jenis")
    asal = (temuan.asal_jenis, temuan.asal_id) == (sumber.asal, sumber.kunci)
    batas = temuan.batas_waktu == isi.batas_waktu or temuan.riwayat.exclude(aksi="catat").exists()
    return asal and batas and all(getattr(temuan, k) == getattr(isi, k) for k in kolom)

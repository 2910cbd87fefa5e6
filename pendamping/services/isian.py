"""What a pendamping writes down, row by row by the saving contract, and what he shows for it."""

import uuid
from functools import partial
from typing import IO, Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.formats import date_format

from akun.models import Pengguna
from berkas.models import Berkas, VersiBerkas
from berkas.services.berkas import HasilUnggah, Tujuan, berkas_unggah
from berkas.services.ruang import kategori_ruang, sidik, versi_pernah
from dasar.baris import IsianTerkunci
from dasar.simpan import HasilSimpan, baris_simpan
from pendamping.acuan import KATEGORI, himpunan
from pendamping.enums import Putusan
from pendamping.forms import IsianForm, LembarForm
from pendamping.models import BuktiPendamping, IsianPendamping, Lembar

RUANG_ID = uuid.UUID("4a4b8b0c-6f0e-5b0f-9d2a-1c7f5f0d8e51")
BUKTI_MAKS = 20  # of one row


def id_isian(lembar: int, kode: str) -> uuid.UUID:
    """A duty is filled in once on a sheet: two phones that do mean the same row."""
    return uuid.uuid5(RUANG_ID, f"{lembar}/{kode}")


def alasan_terkunci(lembar: Lembar, oleh: Pengguna) -> str:
    """Why this person cannot write on this sheet; empty when they can."""
    if oleh.has_perm("pendamping.isi_lembar", lembar):
        return ""
    if not lembar.dapat_diisi:
        return f"Lembar ini berstatus “{lembar.get_status_display()}”, jadi isinya tidak dapat diubah."
    return "Lembar ini hanya diisi pendamping pemiliknya, selama ia bertugas."


def lembar_kunci(lembar: Lembar, oleh: Pengguna) -> Lembar:
    """The sheet, locked until the transaction ends, so that no row slips in after it was handed in."""
    semua = Lembar.objects.select_for_update(of=("self",), no_key=True).select_related("desa__kecamatan")
    terkunci = semua.get(pk=lembar.pk)
    if alasan := alasan_terkunci(terkunci, oleh):
        raise IsianTerkunci(alasan)
    return terkunci


@transaction.atomic
def isian_simpan(*, lembar: Lembar, pk: uuid.UUID, versi: int, isi: dict[str, Any], oleh: Pengguna) -> HasilSimpan:
    """Save one row. What the kecamatan had said of it no longer holds once it changed.

    Raises IsianTerkunci with the sentence, ObjectDoesNotExist for a row that this checklist does not have.
    """
    lembar = lembar_kunci(lembar, oleh)
    kode = next((k for k in himpunan(lembar.himpunan).diisi(lembar.jenis) if id_isian(lembar.pk, k) == pk), None)
    if kode is None:
        raise ObjectDoesNotExist
    hasil = baris_simpan(
        model=IsianPendamping,
        form_class=partial(IsianForm, tempat=lembar),
        pk=pk,
        versi=versi,
        isi=isi | {"kode": kode},
        induk={"lembar": lembar},
        oleh=oleh,
    )
    if hasil.keadaan == "tersimpan" and hasil.versi != versi:
        _putusan_gugur(pk)
    return hasil


def _putusan_gugur(pk: uuid.UUID) -> None:
    IsianPendamping.objects.filter(pk=pk).exclude(putusan="").update(putusan="", putusan_alasan="", diputus_oleh=None)


@transaction.atomic
def lembar_isi_simpan(*, lembar: Lembar, versi: int, isi: dict[str, Any], oleh: Pengguna) -> HasilSimpan:
    """Save what the sheet itself says, as one row of the contract."""
    lembar = lembar_kunci(lembar, oleh)
    return baris_simpan(
        model=Lembar,
        form_class=partial(LembarForm, tempat=lembar),
        pk=lembar.pk,
        versi=versi,
        isi=isi,
        induk={},
        oleh=oleh,
    )


def _isian(lembar: Lembar, kode: str, oleh: Pengguna) -> IsianPendamping:
    """The row of this duty, made where nothing was typed yet. Call it with the sheet locked."""
    if kode not in himpunan(lembar.himpunan).diisi(lembar.jenis):
        raise ObjectDoesNotExist
    isian, _ = IsianPendamping.objects.get_or_create(
        lembar=lembar, kode=kode, defaults={"pk": id_isian(lembar.pk, kode), "versi": 0, "diubah_oleh": oleh}
    )
    if isian.bukti.count() >= BUKTI_MAKS:
        raise ValidationError(f"Sudah ada {BUKTI_MAKS} bukti pada butir ini. Lepas dahulu yang kurang perlu.")
    return isian


def bukti_unggah(*, lembar: Lembar, kode: str, isi: IO[bytes], nama: str, oleh: Pengguna) -> BuktiPendamping:
    """Keep a file as evidence of one duty. Bytes that a pendamping has sent for this village before are named again.

    Raises ValidationError with a sentence; then nothing is kept.
    """
    alasan = alasan_terkunci(lembar, oleh)
    if alasan or not oleh.has_perm("pendamping.unggah_bukti", lembar.desa):
        raise PermissionDenied(alasan)
    kategori = kategori_ruang(KATEGORI)
    tujuan = Tujuan(
        desa=lembar.desa,
        kategori=kategori,
        tahun=lembar.bulan.year,
        judul=f"Bukti {kode}, {date_format(lembar.bulan, 'F Y')}: {nama}"[:200],
        kategori_ruang=True,
        izin="pendamping.unggah_bukti",
    )
    jadi: list[BuktiPendamping] = []

    def ikat(hasil: HasilUnggah) -> bool:
        jadi.append(_ikat_berkas(lembar, kode, hasil.versi, oleh))
        return True

    if ada := versi_pernah(lembar.desa_id, kategori, sidik(isi)):
        return _ikat_berkas(lembar, kode, ada, oleh)
    berkas_unggah(tujuan=tujuan, isi=isi, nama=nama, oleh=oleh, sesudah=ikat, diam=True)
    return jadi[0]


@transaction.atomic
def _ikat_berkas(lembar: Lembar, kode: str, versi: VersiBerkas, oleh: Pengguna) -> BuktiPendamping:
    isian = _isian(lembar_kunci(lembar, oleh), kode, oleh)
    bukti, baru = BuktiPendamping.objects.get_or_create(
        isian=isian, versi_berkas=versi, defaults={"teks": versi.nama_asli[:250], "oleh": oleh}
    )
    if baru:
        _putusan_gugur(isian.pk)
    return bukti


@transaction.atomic
def bukti_kaitkan_berkas(*, lembar: Lembar, kode: str, berkas: Berkas, oleh: Pengguna) -> BuktiPendamping:
    """Name a document that the village has sent, as it is now."""
    if berkas.desa_id != lembar.desa_id or berkas.versi_terkini is None:
        raise ValidationError("Berkas ini bukan milik desa lembar ini.")
    isian = _isian(lembar_kunci(lembar, oleh), kode, oleh)
    bukti, _ = BuktiPendamping.objects.get_or_create(
        isian=isian, versi_berkas=berkas.versi_terkini, defaults={"teks": berkas.judul[:250], "oleh": oleh}
    )
    _putusan_gugur(isian.pk)
    return bukti


@transaction.atomic
def bukti_kaitkan(*, lembar: Lembar, kode: str, rujukan: str, kunci: str, teks: str, oleh: Pengguna) -> BuktiPendamping:
    """Name what another room knows; its words are kept as they are now."""
    isian = _isian(lembar_kunci(lembar, oleh), kode, oleh)
    bukti, _ = BuktiPendamping.objects.get_or_create(
        isian=isian, rujukan=rujukan, rujukan_id=kunci, versi_berkas=None, defaults={"teks": teks[:250], "oleh": oleh}
    )
    _putusan_gugur(isian.pk)
    return bukti


@transaction.atomic
def bukti_lepas(*, lembar: Lembar, bukti: int, oleh: Pengguna) -> None:
    """Take it off the row; the file itself stays a document of the village. Gone already is no error."""
    lembar = lembar_kunci(lembar, oleh)
    ada = BuktiPendamping.objects.filter(pk=bukti, isian__lembar=lembar).first()
    if ada:
        _putusan_gugur(ada.isian_id)
        ada.delete()


@transaction.atomic
def isian_putus(*, lembar: Lembar, kode: str, putusan: str, alasan: str, versi: int, oleh: Pengguna) -> IsianPendamping:
    """The kecamatan confirms one row, or says what to mend. Raises ValidationError where it is not as it was seen."""
    semua = Lembar.objects.select_for_update(of=("self",), no_key=True).select_related("desa__kecamatan")
    lembar = semua.get(pk=lembar.pk)
    if not oleh.has_perm("pendamping.periksa_lembar", lembar):
        raise PermissionDenied(
            "Butir diperiksa camat atau verifikator selama lembarnya menunggu konfirmasi, bukan oleh pemiliknya."
        )
    isian = lembar.isian.select_for_update(of=("self",), no_key=True).filter(kode=kode).first()
    if isian is None:
        raise ValidationError("Butir ini belum diisi pendamping, jadi tidak ada yang diputuskan.")
    if isian.versi != versi:
        raise ValidationError("Butir ini sudah berubah sejak Anda membukanya. Baca lagi, lalu putuskan.")
    isian.putusan = putusan
    isian.putusan_alasan = alasan.strip() if putusan == Putusan.DIKEMBALIKAN else ""
    isian.diputus_oleh = oleh
    isian.save(update_fields=["putusan", "putusan_alasan", "diputus_oleh"])
    return isian

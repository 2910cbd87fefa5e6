"""Writing an instrument: begin, copy, edit, publish, withdraw. A published version never changes."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.basi import Basi
from dasar.nama import akhiri
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.models import Kabupaten, Kecamatan
from instrumen.alur import TRANSISI_FORMULIR
from instrumen.enums import StatusInstrumen
from instrumen.jenis import JenisFormulir
from instrumen.models import FormulirBerversi

BUKAN_PENGELOLA = (
    "Formulir untuk semua kecamatan dikelola admin, formulir milik kabupaten oleh admin kabupatennya; formulir milik "
    "kecamatan dikelola verifikatornya atau admin kabupatennya."
)


@transaction.atomic
def formulir_buat(*, jenis: JenisFormulir, formulir: FormulirBerversi, oleh: Pengguna) -> FormulirBerversi:
    """Begin a form of one's own, without rows. ValidationError when its kode is taken."""
    _izin(jenis, formulir, oleh)
    if jenis.model.objects.filter(**formulir.pemilik, kode=formulir.kode).exists():
        raise ValidationError({"kode": "Kode ini sudah dipakai. Buat versi barunya, atau pilih kode lain."})
    formulir.dibuat_oleh = formulir.diubah_oleh = oleh
    formulir.diubah = timezone.now()
    formulir.save()
    return formulir


@transaction.atomic
def formulir_salin(
    *,
    jenis: JenisFormulir,
    asal: FormulirBerversi,
    kecamatan: Kecamatan | None,
    oleh: Pengguna,
    kabupaten: Kabupaten | None = None,
) -> FormulirBerversi:
    """A draft with the content of a published version: the next version of it, or a kabupaten's or office's own form.

    ValidationError (code `ada_draf`) where such a draft is being written already; one at a time.
    """
    asal = jenis.model.objects.select_for_update(of=("self",), no_key=True).get(pk=asal.pk)
    if asal.status == StatusInstrumen.DRAF:
        raise ValidationError("Draf belum terbit, jadi belum dapat disalin.")
    sendiri = jenis.model.objects.filter(kecamatan=kecamatan, kabupaten=kabupaten, kode=asal.kode)
    wilayah = kecamatan or kabupaten
    sejak = hari_ini(wilayah) if wilayah else hari_ini_pembaca()
    calon = jenis.model(
        kode=asal.kode,
        kecamatan=kecamatan,
        kabupaten=kabupaten,
        versi=(sendiri.aggregate(n=Max("versi"))["n"] or 0) + 1,
        tempat=asal.tempat,
        catatan=asal.catatan,
        dibuat_oleh=oleh,
        diubah_oleh=oleh,
        diubah=timezone.now(),
        **{k: v for k, v in jenis.isi(asal).items() if k != "baris"} | {"berlaku_sejak": sejak},
    )
    calon.disalin_dari = asal
    _izin(jenis, calon, oleh)
    if draf := sendiri.filter(status=StatusInstrumen.DRAF).first():
        raise ValidationError(
            akhiri(f"Versi {draf.versi} formulir ini sudah ditulis sebagai draf oleh {draf.dibuat_oleh}")
            + " Lanjutkan draf itu.",
            code="ada_draf",
        )
    calon.save()
    jenis.salin_baris(asal, calon)
    return calon


@transaction.atomic
def formulir_simpan(
    *, jenis: JenisFormulir, formulir: FormulirBerversi, revisi: int | None, isi: dict[str, Any], oleh: Pengguna
) -> FormulirBerversi:
    """Store a draft as it was sent: `isi` as of `JenisFormulir.isi`. Sending the same twice is one save.

    `revisi` is the save that the person started from. ValidationError: published meanwhile (code `status`),
    or saved by somebody else meanwhile (`Basi`); nothing is stored then.
    """
    terkunci = (
        jenis.model.objects.select_for_update(of=("self",), no_key=True)
        .select_related("diubah_oleh")
        .get(pk=formulir.pk)
    )
    _izin(jenis, terkunci, oleh)
    if not terkunci.dapat_diubah:
        raise ValidationError(
            f"{terkunci.sebutan} sudah {terkunci.get_status_display().lower()}, jadi isinya tidak dapat diubah lagi. "
            "Buat versi baru bila masih ada yang perlu diperbaiki.",
            code="status",
        )
    if _tanpa_id(jenis.isi(terkunci)) == _tanpa_id(isi):
        return terkunci
    if terkunci.revisi != revisi:
        raise Basi("Draf", terkunci.diubah_oleh, tersimpan=terkunci)
    for kolom, nilai in isi.items():
        if kolom != "baris":
            setattr(terkunci, kolom, nilai)
    terkunci.revisi += 1
    terkunci.diubah_oleh, terkunci.diubah = oleh, timezone.now()
    terkunci.save()
    jenis.tulis_baris(terkunci, isi["baris"])
    return terkunci


def _tanpa_id(isi: dict[str, Any]) -> dict[str, Any]:
    return isi | {"baris": [{k: v for k, v in baris.items() if k != "id"} for baris in isi["baris"]]}


@transaction.atomic
def formulir_terbitkan(
    *, jenis: JenisFormulir, formulir: FormulirBerversi, oleh: Pengguna, sejak: str | None = None, alasan: str = ""
) -> FormulirBerversi:
    """Fix the draft for good; new work uses it from `berlaku_sejak`. What was begun keeps its version."""

    def ubah(f: FormulirBerversi) -> None:
        f.diterbitkan = timezone.now()

    transisi = cari(TRANSISI_FORMULIR, "terbitkan")
    return jalankan(formulir, transisi, oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def formulir_tarik(
    *, formulir: FormulirBerversi, oleh: Pengguna, alasan: str, sejak: str | None = None
) -> FormulirBerversi:
    """Offer this version for nothing new. What was begun with it goes on with it and says so."""

    def ubah(f: FormulirBerversi) -> None:
        f.alasan_ditarik = alasan.strip()

    return jalankan(formulir, cari(TRANSISI_FORMULIR, "tarik"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def formulir_hapus(*, jenis: JenisFormulir, formulir: FormulirBerversi, oleh: Pengguna) -> None:
    """Throw a draft away. ValidationError when it was published meanwhile."""
    terkunci = jenis.model.objects.select_for_update(of=("self",), no_key=True).get(pk=formulir.pk)
    _izin(jenis, terkunci, oleh)
    if not terkunci.dapat_diubah:
        raise ValidationError(f"{terkunci.sebutan} sudah terbit, jadi tidak dapat dihapus. Tarik bila keliru.")
    terkunci.delete()


def _izin(jenis: JenisFormulir, formulir: FormulirBerversi, oleh: Pengguna) -> None:
    if not jenis.boleh(oleh, formulir):
        raise PermissionDenied(BUKAN_PENGELOLA)

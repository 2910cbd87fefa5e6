"""Old records that are carried over: tried row by row, kept as a whole, and taken back as a whole."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dasar.impor import BarisTinjau, Tinjauan
from dasar.kolom_impor import KolomImpor, baris_baca, lembar_baca
from dasar.lembar import Lembar, LembarGalat
from desa.kenali import DesaDikenal, DesaWidget
from desa.models import Bawaan, Kecamatan


def kolom_desa(kecamatan: Kecamatan) -> KolomImpor:
    """The village, by name or code, out of those of this kecamatan."""
    return KolomImpor(
        "desa",
        "Desa",
        DesaWidget(DesaDikenal(kecamatan.desa.select_related("kecamatan"))),
        wajib=True,
        petunjuk="Nama atau kode desa.",
        judul_lain=("kode_desa", "nama_desa", "desa_kelurahan"),
        lebar=26,
        tampil=str,
    )


def bawaan_baca(kolom: Sequence[KolomImpor], kunci: Collection[str], nama: str, isi: bytes, *, maks: int) -> Lembar:
    """Read a sheet; rows of the template in which nothing but its `kunci` stands are left out."""
    lembar = lembar_baca(kolom, nama, isi, maks=maks)
    salah = {g.baris for g in lembar.galat}
    lembar.baris = [
        (nomor, sel)
        for nomor, sel in lembar.baris
        if nomor in salah or any(teks for kunci_sel, teks in sel.items() if kunci_sel not in kunci)
    ]
    if not lembar.baris:
        raise LembarGalat("Belum ada baris yang diisi pada berkas ini.")
    return lembar


def bawaan_impor(
    *,
    kecamatan: Kecamatan,
    pokok: str,
    kolom: Sequence[KolomImpor],
    lembar: Lembar,
    tinjau: Callable[[BarisTinjau, dict[str, Any]], Any],
    simpan: Callable[[Bawaan, list[Any]], None],
    oleh: Any,
    disetujui: list[list[Any]] | None,
) -> tuple[Tinjauan, bool]:
    """Try the rows; kept when all are right and do what was `disetujui` (None: a preview), all or nothing.

    `tinjau` judges a row that can be read and gives what is to be written for it (None: nothing); `simpan` writes.
    """
    with transaction.atomic():
        _kunci(kecamatan)
        baris, tulisan = [], []
        for nomor, isi in lembar.baris:
            satu, nilai = baris_baca(kolom, lembar, nomor, isi)
            tulis = None if satu.galat else tinjau(satu, nilai)
            baris.append(satu)
            if tulis is not None and not satu.galat:
                tulisan.append(tulis)
        tinjauan = Tinjauan(lembar.kolom, baris)
        jadi = not tinjauan.galat and disetujui == tinjauan.akibat
        if jadi and tulisan:
            bawaan = Bawaan.objects.create(
                kecamatan=kecamatan,
                pokok=pokok,
                berkas=lembar.berkas[-200:],
                jumlah=len(tulisan),
                oleh=oleh.pk,
                oleh_nama=str(oleh)[:150],
            )
            simpan(bawaan, tulisan)
    return tinjauan, jadi


def _kunci(kecamatan: Kecamatan) -> None:
    """One person at a time carries over for a kecamatan."""
    list(Kecamatan.objects.select_for_update(no_key=True).filter(pk=kecamatan.pk).values_list("pk"))


@transaction.atomic
def bawaan_tarik(*, bawaan: Bawaan, alasan: str, oleh: Any) -> None:
    """Raises ValidationError when somebody took it back before."""
    _kunci(bawaan.kecamatan)
    terkunci = Bawaan.objects.select_for_update(no_key=True).get(pk=bawaan.pk)
    if not terkunci.berlaku:
        raise ValidationError("Catatan lama ini sudah ditarik.")
    terkunci.ditarik_pada = timezone.now()
    terkunci.ditarik_oleh, terkunci.ditarik_oleh_nama, terkunci.alasan = oleh.pk, str(oleh)[:150], alasan
    terkunci.save(update_fields=["ditarik_pada", "ditarik_oleh", "ditarik_oleh_nama", "alasan"])

"""Articles: written, changed with every text kept, withdrawn; and what stands in one that belongs to somebody."""

import re
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.alur import cari, jalankan
from dasar.konflik import simpan_berversi
from dasar.nama import tanpa_gelar
from desa.models import AnggotaBPD, Kecamatan, PengurusLKD, Perangkat
from klinik.alur import TRANSISI_ARTIKEL
from klinik.models import Artikel, Pertanyaan, Topik, VersiArtikel

KOLOM = ("topik", "judul", "isi", "dasar")
NOMOR = ((r"(?<!\d)\d{16}(?!\d)", "nomor 16 angka seperti NIK"), (r"(?<!\d)(?:\+?62|0)8\d{7,11}(?!\d)", "nomor ponsel"))
HURUF_MIN = 4  # a shorter name is part of too many words
_transisi = partial(cari, TRANSISI_ARTIKEL)


def milik_seseorang(teks: str, pertanyaan: Pertanyaan | None) -> list[str]:
    """What in this text belongs to somebody: numbers that look like a person's, and, of an article out of a question,
    the names of that village and of its people."""
    hasil = [sebutan for pola, sebutan in NOMOR if re.search(pola, teks)]
    if pertanyaan:
        rata = " ".join(teks.split()).lower()
        hasil += [n for n in _nama(pertanyaan) if re.search(rf"(?<!\w){re.escape(n.lower())}(?!\w)", rata)]
    return hasil


def _nama(pertanyaan: Pertanyaan) -> list[str]:
    desa = pertanyaan.desa
    nama = [str(pertanyaan.ditanya_oleh), *pertanyaan.pesan.values_list("oleh__nama", flat=True), desa.nama]
    for model in (Perangkat, AnggotaBPD, PengurusLKD):
        nama += model._default_manager.filter(desa=desa).values_list("nama", flat=True)
    inti = (" ".join(tanpa_gelar(n).split()) for n in nama)
    return list(dict.fromkeys(n for n in inti if len(n) >= HURUF_MIN))


@transaction.atomic
def artikel_simpan(
    *,
    artikel: Artikel,
    oleh: Pengguna,
    versi: int | None = None,
    catatan: str = "",
) -> Artikel:
    """Keep a new article, or the next text of one. Without a difference nothing is written.

    Raises PermissionDenied, Basi when somebody else saved since `versi`, ValidationError.
    """
    baru = artikel.pk is None
    if not oleh.has_perm("klinik.tulis_artikel", artikel.kecamatan):
        raise PermissionDenied("Artikel ditulis oleh pelaksana atau verifikator kecamatan yang bersangkutan.")
    Kecamatan.objects.select_for_update(no_key=True).get(pk=artikel.kecamatan_id)
    if not Topik.objects.bagi(artikel.kecamatan).filter(pk=artikel.topik_id).exists():
        lama = Artikel.objects.filter(pk=artikel.pk, topik=artikel.topik_id)
        if baru or not lama.exists():
            raise ValidationError({"topik": "Topik ini tidak ditawarkan lagi. Pilih topik lain."})
    tersimpan, beda = simpan_berversi(artikel, kolom=KOLOM, versi=versi)
    if not beda:
        return tersimpan
    isi: dict[str, Any] = {k: getattr(tersimpan, k) for k in KOLOM}
    VersiArtikel.objects.create(artikel=tersimpan, urut=tersimpan.versi, catatan=catatan.strip(), oleh=oleh, **isi)
    aksi = {"aksi": "tulis", "dari": ""} if baru else {"aksi": "ubah", "dari": tersimpan.status}
    tersimpan.riwayat.create(ke=tersimpan.status, oleh=oleh, **aksi)
    return tersimpan


@transaction.atomic
def artikel_tarik(*, artikel: Artikel, alasan: str, oleh: Pengguna, sejak: str | None = None) -> Artikel:
    """It is not offered any more; whoever has its link reads that it was withdrawn, and why."""
    return jalankan(artikel, _transisi("tarik"), oleh=oleh, alasan=alasan, sejak=sejak)


@transaction.atomic
def artikel_terbitkan(*, artikel: Artikel, oleh: Pengguna, sejak: str | None = None) -> Artikel:
    return jalankan(artikel, _transisi("terbitkan"), oleh=oleh, sejak=sejak)

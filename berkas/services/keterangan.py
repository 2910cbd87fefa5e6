"""Putting right what was typed about a file, as long as nobody has judged it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from berkas.enums import StatusBerkas
from berkas.models import Berkas
from berkas.queries.pencarian import berkas_indeks
from berkas.queries.sk import KATEGORI_SK


@transaction.atomic
def berkas_keterangan_ubah(*, berkas: Berkas, judul: str, nomor: str | None = None, oleh: Pengguna) -> Berkas:
    """Another title or number; the history says what it was; of a decree the number is not here (services/sk.py).

    Raises ValidationError once it is judged."""
    terkunci = (
        Berkas.objects.select_for_update(of=("self",), no_key=True).select_related("desa", "kategori").get(pk=berkas.pk)
    )
    if terkunci.status != StatusBerkas.MENUNGGU:
        raise ValidationError(
            f"Berkas ini sudah {terkunci.get_status_display().lower()}, jadi judul dan nomornya tidak diubah lagi."
        )
    if not oleh.has_perm("berkas.ubah_berkas", terkunci):
        raise PermissionDenied("Judul dan nomor diubah oleh orang yang mengunggahnya, selama belum diperiksa.")
    if nomor is None or terkunci.kategori.kode in KATEGORI_SK:
        nomor = terkunci.nomor
    beda = [
        f"{nama}: {lama or '(kosong)'} → {baru or '(kosong)'}"
        for nama, lama, baru in (("Judul", terkunci.judul, judul), ("Nomor", terkunci.nomor, nomor))
        if lama != baru
    ]
    if not beda:
        return terkunci
    terkunci.judul, terkunci.nomor = judul, nomor
    terkunci.save(update_fields=["judul", "nomor", "diubah"])
    terkunci.riwayat.create(
        aksi="ubah", dari=terkunci.status, ke=terkunci.status, oleh=oleh, alasan="\n".join(beda), versi=None
    )
    berkas_indeks(berkas=terkunci)
    return terkunci

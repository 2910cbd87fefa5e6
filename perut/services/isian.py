"""What officers write at the village: which rows there are, and saving and removing one of them."""

import uuid
from functools import partial
from typing import Any

from django.db import transaction

from akun.models import Pengguna
from berkas.services.foto import foto_buang_berkas
from dasar.baris import IsianTerkunci, JenisBaris
from dasar.simpan import HasilSimpan, baris_simpan
from dasar.waktu import hari_ini
from perut.enums import DAPAT_DIISI, StatusKunjungan
from perut.forms import isian as formulir
from perut.models import Foto, InstrumenBuku, Kegiatan, Kehadiran, Kesepakatan, Kunjungan, Musyawarah, Pemeriksaan
from perut.syarat import ASAL, kekurangan_surat_berlaku
from tindaklanjut.models import Temuan, TindakLanjut
from tindaklanjut.services import temuan_tolak_hapus, temuan_tolak_resmi

RUANG_ID = uuid.UUID("6f1d6c0e-0b0e-5f0a-9a53-7f5d0e8f6a11")


def _di_kunjungan(kunjungan: Kunjungan) -> dict[str, Any]:
    return {"kunjungan": kunjungan}


def _berasal(kunjungan: Kunjungan) -> dict[str, Any]:
    return {"asal_jenis": ASAL, "asal_id": str(kunjungan.pk)}


JENIS: dict[str, JenisBaris[Kunjungan]] = {
    "kehadiran": JenisBaris(Kehadiran, formulir.KehadiranForm, _di_kunjungan),
    "kegiatan": JenisBaris(Kegiatan, formulir.KegiatanForm, _di_kunjungan),
    "pemeriksaan": JenisBaris(
        Pemeriksaan,
        formulir.PemeriksaanForm,
        _di_kunjungan,
        tak_terhapus="Buku tidak dapat dihapus dari daftar; kosongkan jawabannya.",
    ),
    "kesepakatan": JenisBaris(Kesepakatan, formulir.KesepakatanForm, _di_kunjungan),
    "temuan": JenisBaris(Temuan, formulir.TemuanForm, lambda k: {"desa": k.desa} | _berasal(k)),
    "tindaklanjut": JenisBaris(TindakLanjut, formulir.TindakLanjutForm, _berasal),
    # A photo comes into being by its bytes (services/foto.py); here only its caption changes.
    "foto": JenisBaris(Foto, formulir.FotoForm, _di_kunjungan, dapat_dibuat=False),
}


def id_baris(kunjungan: Kunjungan | Musyawarah, jenis: str, sumber: object) -> uuid.UUID:
    """The id of a row that can exist only once: two phones that add it mean the same row."""
    return uuid.uuid5(RUANG_ID, f"{kunjungan.pk}/{jenis}/{sumber}")


def kunjungan_siapkan_isian(kunjungan: Kunjungan) -> None:
    """Lay out the checklist: the instrument in force on the visit's day, one examination per book.

    Safe to call again; an instrument once chosen stays. Without reference data nothing is laid out.
    """
    if kunjungan.instrumen is None:
        tanggal = kunjungan.tanggal or hari_ini(kunjungan.desa)
        kunjungan.instrumen = InstrumenBuku.objects.filter(berlaku_sejak__lte=tanggal).first()
        if kunjungan.instrumen is None:
            return
        kunjungan.save(update_fields=["instrumen"])
    sudah = set(kunjungan.pemeriksaan_set.values_list("buku_id", flat=True))
    Pemeriksaan.objects.bulk_create(
        [
            Pemeriksaan(id=id_baris(kunjungan, "pemeriksaan", buku.pk), kunjungan=kunjungan, buku=buku)
            for buku in kunjungan.instrumen.buku.all()
            if buku.pk not in sudah
        ],
        ignore_conflicts=True,
    )


def alasan_terkunci(kunjungan: Kunjungan, oleh: Pengguna) -> str:
    """Why this person cannot fill in this visit; empty when they can."""
    if oleh.has_perm("perut.isi_kunjungan", kunjungan):
        return ""
    if kunjungan.status not in DAPAT_DIISI:
        terkunci = f"Kunjungan ini berstatus “{kunjungan.get_status_display()}”, jadi isinya terkunci."
        belum = kekurangan_surat_berlaku(kunjungan) if kunjungan.status == StatusKunjungan.DIJADWALKAN else []
        return " ".join([terkunci, *belum])
    return "Hanya petugas kunjungan ini yang dapat mengisinya."


def kunjungan_kunci(kunjungan: Kunjungan, oleh: Pengguna) -> Kunjungan:
    """The visit, locked until the transaction ends, so that no row slips in after it was handed in."""
    terkunci = (
        Kunjungan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan")
        .get(pk=kunjungan.pk)
    )
    if alasan := alasan_terkunci(terkunci, oleh):
        raise IsianTerkunci(alasan)
    return terkunci


@transaction.atomic
def isian_simpan(
    *, kunjungan: Kunjungan, jenis: str, pk: uuid.UUID, versi: int, isi: dict[str, Any], oleh: Pengguna
) -> HasilSimpan:
    """Save one row of the visit by the saving contract (dasar/simpan.py)."""
    kunjungan = kunjungan_kunci(kunjungan, oleh)
    if jenis == "temuan":
        temuan_tolak_resmi(pk)
    return JENIS[jenis].simpan(tempat=kunjungan, pk=pk, versi=versi, isi=isi, oleh=oleh)


@transaction.atomic
def isian_hapus(*, kunjungan: Kunjungan, jenis: str, pk: uuid.UUID, versi: int, oleh: Pengguna) -> HasilSimpan:
    """Remove one row of the visit; a photo's file goes with it once that is certain."""
    kunjungan = kunjungan_kunci(kunjungan, oleh)
    if jenis == "temuan":
        temuan_tolak_hapus(pk)
    foto = Foto.objects.filter(pk=pk, kunjungan=kunjungan).first() if jenis == "foto" else None
    hasil = JENIS[jenis].hapus(tempat=kunjungan, pk=pk, versi=versi, oleh=oleh)
    if foto and hasil.keadaan == "tersimpan":
        foto_buang_berkas(foto)
    return hasil


@transaction.atomic
def kunjungan_isi_simpan(*, kunjungan: Kunjungan, versi: int, isi: dict[str, Any], oleh: Pengguna) -> HasilSimpan:
    """Save agenda, minutes and hours: the visit itself as one row of the contract."""
    kunjungan = kunjungan_kunci(kunjungan, oleh)
    return baris_simpan(
        model=Kunjungan,
        form_class=partial(formulir.KunjunganIsiForm, tempat=kunjungan),
        pk=kunjungan.pk,
        versi=versi,
        isi=isi,
        induk={},
        oleh=oleh,
    )

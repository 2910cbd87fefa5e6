"""From the desa to the kecamatan: documents, submission, receipt; and at the end the Perdes. Permendagri 20/2018."""

from datetime import date
from functools import partial
from typing import IO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from akun.models import Pengguna
from apbdes.alur import TRANSISI_APBDES
from apbdes.models import DokumenPendamping, VersiApbdes
from apbdes.pendamping import MENURUT_KODE
from apbdes.services.fakta import disepakati_sah
from apbdes.tenggat import batas_evaluasi
from berkas.models import KategoriBerkas, VersiBerkas
from berkas.services.berkas import HasilUnggah, Tujuan, berkas_unggah
from dasar.alur import cari, jalankan
from dasar.waktu import hari_ini
from dasar.waktu import tanggal as tanggal_di

_transisi = partial(cari, TRANSISI_APBDES)
TERKUNCI = "Rancangan ini sudah diajukan, jadi dokumen pendampingnya tidak dapat diubah."


# --- documents -----------------------------------------------------------------
def _terbuka(versi: VersiApbdes, oleh: Pengguna) -> VersiApbdes:
    """The locked row, still the desa's. Whoever hands in meanwhile waits for this, or this is refused."""
    terkunci = VersiApbdes.objects.select_for_update(of=("self",), no_key=True).get(pk=versi.pk)
    if not terkunci.dapat_diubah:
        raise ValidationError(TERKUNCI)
    if not oleh.has_perm("apbdes.ubah_versiapbdes", terkunci):
        raise PermissionDenied("Dokumen pendamping dilampirkan oleh pemerintah desa.")
    return terkunci


@transaction.atomic
def pendamping_pilih(
    *, versi: VersiApbdes, kode: str, oleh: Pengguna, berkas: VersiBerkas | None = None, tidak_ada: bool = False
) -> DokumenPendamping:
    """This file goes with the submission, or the desa says that it has no such document ("bila ada")."""
    terkunci = _terbuka(versi, oleh)
    p = MENURUT_KODE[kode]
    if tidak_ada and not p.bila_ada:
        raise ValidationError(f"{p.nama} wajib ada, jadi tidak dapat dinyatakan tidak ada.")
    if berkas is None and not tidak_ada:
        raise ValidationError(f"Pilih berkas untuk {p.nama}.")
    if berkas and (berkas.berkas.desa_id != terkunci.apbdes.desa_id or berkas.berkas.kategori.kode not in p.kategori):
        raise ValidationError(f"Berkas itu bukan {p.nama} desa ini. Pilih lagi.")
    hasil, _ = DokumenPendamping.objects.update_or_create(
        versi=terkunci, kode=kode, defaults={"berkas": berkas, "tidak_ada": tidak_ada}
    )
    return hasil


@transaction.atomic
def pendamping_lepas(*, versi: VersiApbdes, kode: str, oleh: Pengguna) -> None:
    """Take it back; the file itself stays where it is."""
    DokumenPendamping.objects.filter(versi=_terbuka(versi, oleh), kode=kode).delete()


def pendamping_unggah(
    *, versi: VersiApbdes, kode: str, isi: IO[bytes], nama: str, oleh: Pengguna
) -> HasilUnggah | None:
    """Send a new file and choose it, in one step: when it cannot be chosen any more, it is not kept either."""
    p = MENURUT_KODE[kode]
    kategori = KategoriBerkas.objects.filter(kode=kode).first()
    if kategori is None:
        raise ValidationError(f"Kategori berkas {p.nama} belum dimuat. Hubungi admin.")
    tujuan = Tujuan(
        desa=versi.apbdes.desa,
        kategori=kategori,
        tahun=versi.apbdes.tahun,
        periode=str(versi.apbdes.tahun),
        judul=f"{p.nama} {versi.apbdes.tahun}",
    )

    def pilih(hasil: HasilUnggah) -> bool:
        pendamping_pilih(versi=versi, kode=kode, berkas=hasil.versi, oleh=oleh)
        return True

    return berkas_unggah(tujuan=tujuan, isi=isi, nama=nama, oleh=oleh, sesudah=pilih)


# --- submission and receipt ------------------------------------------------------
@transaction.atomic
def versi_ajukan(
    *, versi: VersiApbdes, oleh: Pengguna, tanggal_disepakati: date | None = None, sejak: str | None = None
) -> VersiApbdes:
    """Hand in to the camat; rows, pagu and documents are locked from here on. Permendagri 20/2018 Pasal 34.

    `tanggal_disepakati`: when the BPD agreed; handed in within three days of it is no condition, but judged later.
    """

    def ubah(v: VersiApbdes) -> None:
        v.diajukan = timezone.now()
        if tanggal_disepakati:
            v.tanggal_disepakati = disepakati_sah(tanggal_disepakati, v.apbdes.desa)

    return jalankan(versi, _transisi("ajukan"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def versi_tolak_berkas(*, versi: VersiApbdes, alasan: str, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """Send back before receipt: the 20 working days have not begun, and the desa can change it again."""

    def ubah(v: VersiApbdes) -> None:
        v.diajukan = None

    return jalankan(versi, _transisi("tolak_berkas"), oleh=oleh, sejak=sejak, alasan=alasan, ubah=ubah)


@transaction.atomic
def versi_terima(*, versi: VersiApbdes, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """Received: 20 working days begin, counted once and stored. Permendagri 20/2018 Pasal 35 ayat (2)."""

    def ubah(v: VersiApbdes) -> None:
        kecamatan = v.apbdes.desa.kecamatan
        v.diterima = timezone.now()
        v.batas_evaluasi = batas_evaluasi(kecamatan, hari_ini(kecamatan))

    return jalankan(versi, _transisi("terima"), oleh=oleh, sejak=sejak, ubah=ubah)


@transaction.atomic
def versi_batalkan(*, versi: VersiApbdes, alasan: str, oleh: Pengguna, sejak: str | None = None) -> VersiApbdes:
    """The desa withdraws its draft, for good; the place in the row of versions is free again."""
    return jalankan(versi, _transisi("batalkan"), oleh=oleh, sejak=sejak, alasan=alasan)


# --- the Perdes ------------------------------------------------------------------
@transaction.atomic
def versi_tetapkan(
    *, versi: VersiApbdes, nomor: str, tanggal: date, oleh: Pengguna, sejak: str | None = None
) -> VersiApbdes:
    """Number and date of the Perdes. Raises ValidationError by field where the date cannot be."""

    def ubah(v: VersiApbdes) -> None:
        v.perdes_nomor, v.perdes_tanggal = nomor.strip(), tanggal
        _tanggal_masuk_akal(v, tanggal)
        if not v.perdes_nomor:
            raise ValidationError({"nomor": "Isi nomor Peraturan Desa."})

    return jalankan(versi, _transisi("tetapkan"), oleh=oleh, sejak=sejak, ubah=ubah)


def _tanggal_masuk_akal(versi: VersiApbdes, tanggal: date) -> None:
    kecamatan = versi.apbdes.desa.kecamatan
    if tanggal > hari_ini(kecamatan):
        raise ValidationError({"tanggal": "Tanggal Peraturan Desa tidak boleh di masa depan."})
    if versi.diputus:
        paling_awal, sebab = tanggal_di(versi.diputus, kecamatan), "hasil evaluasinya diputuskan"
    else:  # the days ran out: it took effect by itself the day after
        assert versi.batas_evaluasi is not None
        paling_awal, sebab = versi.batas_evaluasi, "batas waktu evaluasinya berakhir"
    if tanggal < paling_awal:
        raise ValidationError(
            {"tanggal": f"Tanggal Peraturan Desa mendahului {date_format(paling_awal, 'j F Y')}, ketika {sebab}."}
        )

"""What a village shows with its answer: photos and files, each kept by `berkas` as any other document of the village.

The bytes that a village has sent before are not refused here: what was not enough for one answer may be part of the
next.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError

from akun.models import Pengguna
from berkas.acuan import Kategori, kategori_daftarkan
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import KelompokKategori, PeriodeKategori, StatusBerkas, StatusPindai
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from berkas.olah.gabung import gambar_gabung
from berkas.pemeriksa import BerkasDitolak
from berkas.penyimpanan import hapus
from berkas.services.berkas import Tujuan, berkas_unggah
from dasar.alur import cari, jalankan
from dasar.pemisahan import halangan_orang
from dasar.waktu import hari_ini
from tindaklanjut.models import BuktiJawaban, Temuan, TindakLanjut

KATEGORI = Kategori(
    kode="bukti-temuan",
    nama="Bukti tindak lanjut temuan",
    kelompok=KelompokKategori.LAINNYA,
    periode=PeriodeKategori.SEKALI,
    urut=900,
    keterangan="Foto atau berkas yang menyertai jawaban desa atas temuan.",
)
ASAL_DESA = "desa"  # of an answer that the village itself gives
TANPA_BUKTI = (
    "Lampirkan sedikitnya satu foto atau berkas yang memperlihatkan perbaikannya, atau pilih keadaan “Sebagian”."
)


@dataclass(frozen=True)
class Kiriman:
    """The evidence as it was sent: new files (name, content), and documents that the village has sent before.
    `satukan`: the new ones are photos of one paper and become one document, in this order."""

    baru: Sequence[tuple[str, IO[bytes]]] = ()
    lama: Sequence[Berkas] = ()
    satukan: bool = False

    def __bool__(self) -> bool:
        return bool(self.baru or self.lama)

    def __len__(self) -> int:
        return len(self.baru) + len(self.lama)


@dataclass
class _Tersimpan:
    nama: list[str] = field(default_factory=list)


def kiriman_periksa(kiriman: Kiriman) -> None:
    """Raises ValidationError (at `bukti`) for more than one answer can carry."""
    if len(kiriman) > settings.BERKAS_SEKALIGUS_MAKS:
        raise ValidationError(
            {
                "bukti": f"Anda memilih {len(kiriman)} berkas; paling banyak {settings.BERKAS_SEKALIGUS_MAKS} bagi "
                "satu jawaban. Pilih lagi sebagian, atau satukan foto-fotonya menjadi satu dokumen."
            }
        )


@contextmanager
def tanpa_sisa() -> Iterator[_Tersimpan]:
    """What was put into the storage for an answer that did not come about is removed again: around the transaction."""
    tersimpan = _Tersimpan()
    try:
        yield tersimpan
    except BaseException:
        for nama in tersimpan.nama:
            if not VersiBerkas.objects.filter(isi=nama).exists():
                hapus(nama)
        raise


def bukti_simpan(
    *, jawaban: TindakLanjut, temuan: Temuan, kiriman: Kiriman, oleh: Pengguna, tersimpan: _Tersimpan
) -> None:
    """Keep the files and tie them to the answer. Raises ValidationError (at `bukti`), naming the file."""
    kiriman_periksa(kiriman)
    versi = [b.versi_terkini for b in kiriman.lama if b.versi_terkini is not None]
    for nama, isi in _baru(kiriman, temuan):
        versi.append(_unggah(temuan, nama, isi, oleh, tersimpan))
    unik = list({v.pk: v for v in versi}.values())
    BuktiJawaban.objects.bulk_create(
        BuktiJawaban(tindak_lanjut=jawaban, versi=v, urut=n) for n, v in enumerate(unik, 1)
    )


def bukti_sama(*, jawaban: TindakLanjut, kiriman: Kiriman) -> bool:
    """What was sent is what this answer was kept with; of photos made into one document, that there is one."""
    ada = set(BuktiJawaban.objects.filter(tindak_lanjut=jawaban).values_list("versi__sha256", flat=True))
    lama = {b.versi_terkini.sha256 for b in kiriman.lama if b.versi_terkini is not None}
    if kiriman.satukan and len(kiriman.baru) > 1:
        return lama < ada and len(ada - lama) == 1
    return ada == lama | {_sidik(isi) for _, isi in kiriman.baru}


def bukti_terima(*, temuan: Temuan, oleh: Pengguna) -> None:
    """Whoever confirms the answer has seen its evidence: the files of the last one are accepted with it.

    Neither a version that came after the answer, nor a file that this person may not judge.
    """
    terima = cari(TRANSISI_BERKAS, "terima")
    jawaban = temuan.tindak_lanjut.filter(asal_jenis=ASAL_DESA).order_by("dibuat_pada").last()
    menunggu = Berkas.objects.filter(
        versi_terkini__in=BuktiJawaban.objects.filter(tindak_lanjut=jawaban).values("versi"),
        kategori__kode=KATEGORI.kode,
        status=StatusBerkas.MENUNGGU,
    )
    for berkas in menunggu.select_for_update(of=("self",), no_key=True).order_by("pk").select_related("versi_terkini"):
        terlihat = berkas.versi_terkini is not None and berkas.versi_terkini.boleh_dibuka
        if terlihat and not halangan_orang(oleh, berkas, terima):
            jalankan(berkas, terima, oleh=oleh, akibat=True)


def berkas_ditawarkan(temuan: Temuan) -> "list[Berkas]":
    """Documents of the village that may be named as evidence, the newest first; none that was refused or infected."""
    semua = Berkas.objects.filter(desa=temuan.desa_id, versi_terkini__isnull=False)
    layak = semua.exclude(status=StatusBerkas.DITOLAK).exclude(versi_terkini__status_pindai=StatusPindai.TERINFEKSI)
    return list(layak.lengkap()[: settings.BERKAS_SEKALIGUS_MAKS * 2])


def kategori_bukti() -> KategoriBerkas:
    """The category of files sent with an answer; made where the reference data was loaded before it existed."""
    ada = KategoriBerkas.objects.filter(kode=KATEGORI.kode).first()
    if ada is None:
        kategori_daftarkan([KATEGORI])
        ada = KategoriBerkas.objects.get(kode=KATEGORI.kode)
    return ada


def _baru(kiriman: Kiriman, temuan: Temuan) -> Iterator[tuple[str, IO[bytes]]]:
    if not kiriman.satukan or len(kiriman.baru) < 2:
        yield from kiriman.baru
        return
    judul = f"Bukti tindak lanjut: {temuan}"
    try:
        yield f"{judul[:100]}.pdf", gambar_gabung(kiriman.baru, judul=judul)
    except BerkasDitolak as galat:
        raise ValidationError({"bukti": f"{galat} Jawaban belum terkirim."}) from galat


def _sidik(isi: IO[bytes]) -> str:
    isi.seek(0)
    return hashlib.file_digest(isi, "sha256").hexdigest()  # type: ignore[arg-type]  # a file opened for reading bytes


def _unggah(temuan: Temuan, nama: str, isi: IO[bytes], oleh: Pengguna, tersimpan: _Tersimpan) -> VersiBerkas:
    kategori = kategori_bukti()
    sidik = _sidik(isi)
    sama = VersiBerkas.objects.filter(sha256=sidik, berkas__desa=temuan.desa_id).order_by("pk")
    pernah = sama.filter(berkas__kategori=kategori).exclude(status_pindai=StatusPindai.TERINFEKSI).first()
    if pernah:
        return pernah
    tujuan = Tujuan(desa=temuan.desa, kategori=kategori, tahun=hari_ini(temuan.desa).year)
    try:
        jadi = berkas_unggah(tujuan=tujuan, isi=isi, nama=nama, oleh=oleh, diam=True)
    except ValidationError as galat:
        kalimat = " ".join(galat.messages)
        raise ValidationError({"bukti": f"“{nama}”: {kalimat} Jawaban belum terkirim."}) from galat
    assert jadi is not None  # only a resumable upload can be overtaken
    tersimpan.nama.append(str(jadi.versi.isi.name))
    return jadi.versi

"""What a village shows with its answer: photos and files, each kept by `berkas` as any other document of the village.

The bytes that a village has sent before are not refused here: what was not enough for one answer may be part of the
next.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from akun.models import Pengguna
from berkas.acuan import Kategori
from berkas.enums import KelompokKategori, PeriodeKategori
from berkas.models import Berkas, VersiBerkas
from berkas.olah.gabung import berupa_gambar, gambar_gabung
from berkas.pemeriksa import BerkasDitolak
from berkas.penyimpanan import hapus
from berkas.services.berkas import Siap, Tujuan, berkas_catat, berkas_siapkan
from berkas.services.ruang import kategori_ruang, sidik, versi_pernah, versi_terima
from dasar.waktu import hari_ini
from desa.models import Desa
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
BELUM = "Jawaban belum terkirim."
Isi = tuple[str, IO[bytes]]  # name, content


@dataclass(frozen=True)
class Kiriman:
    """The evidence as it was sent: new files, and documents that the village has sent before.
    `satukan`: the photos among the new ones are of one paper and become one document, in this order."""

    baru: Sequence[Isi] = ()
    lama: Sequence[Berkas] = ()
    satukan: bool = False

    def __bool__(self) -> bool:
        return bool(self.baru or self.lama)

    def __len__(self) -> int:
        return len(self.baru) + len(self.lama)


@dataclass(frozen=True)
class _Baru:
    """A new file: inspected and stored, or a version that the village sent with an earlier answer."""

    nama: str
    siap: Siap | None = None
    versi: VersiBerkas | None = None


@dataclass
class BuktiSiap:
    """The evidence of one answer, ready to be tied to it (`bukti_ikat`)."""

    lama: list[VersiBerkas]
    baru: list[_Baru] = field(default_factory=list)
    dipakai: set[str] = field(default_factory=set)  # names in the storage that belong to a version now
    tuntas: bool = False  # said by the caller: only the commit is left

    @property
    def tersimpan(self) -> set[str]:
        return {b.siap.tersimpan for b in self.baru if b.siap} - {""}


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
def bukti_siapkan(*, temuan: Temuan, kiriman: Kiriman, oleh: Pengguna) -> Iterator[BuktiSiap]:
    """Inspect the files and put them into the storage, around the transaction that ties them to the answer: fifty
    photos take their time, and nobody waits for a lock meanwhile.

    What no version points to in the end is removed again. Raises ValidationError (at `bukti`), naming the file.
    """
    kiriman_periksa(kiriman)
    siap = BuktiSiap([b.versi_terkini for b in kiriman.lama if b.versi_terkini is not None])
    try:
        for nama, isi in _baru(kiriman, temuan):
            with _menyebut(nama):
                siap.baru.append(_siapkan(temuan, nama, isi, oleh))
        yield siap
    except BaseException:
        _buang(siap.tersimpan - (_dimiliki(siap.tersimpan) if siap.tuntas else set()))
        raise
    _buang(siap.tersimpan - siap.dipakai)


def bukti_ikat(*, jawaban: TindakLanjut, temuan: Temuan, siap: BuktiSiap, oleh: Pengguna) -> None:
    """Tie the evidence to the answer, in its transaction. Raises ValidationError (at `bukti`), naming the file."""
    if siap.baru:  # the same photo with two answers at once: the second one finds it
        Desa.objects.select_for_update(of=("self",), no_key=True).get(pk=temuan.desa_id)
    versi = list(siap.lama)
    for b in siap.baru:
        with _menyebut(b.nama):
            versi.append(_catat(temuan, b, oleh, siap.dipakai))
    unik = list({v.pk: v for v in versi}.values())
    BuktiJawaban.objects.bulk_create(
        BuktiJawaban(tindak_lanjut=jawaban, versi=v, urut=n) for n, v in enumerate(unik, 1)
    )


def _dimiliki(nama: set[str]) -> set[str]:
    """Those that a version points to; all of them where the database does not say. It went away while it committed:
    what belongs to nothing after all is removed by the nightly check of the storage."""
    try:
        return set(VersiBerkas.objects.filter(isi__in=nama).values_list("isi", flat=True))
    except DatabaseError:
        return nama


def _buang(nama: Iterable[str]) -> None:
    for n in nama:
        hapus(n)


def bukti_sama(*, jawaban: TindakLanjut, kiriman: Kiriman) -> bool:
    """What was sent is what this answer was kept with; of photos made into one document, that there is one."""
    ada = set(BuktiJawaban.objects.filter(tindak_lanjut=jawaban).values_list("versi__sha256", flat=True))
    foto, lain = _terpisah(kiriman)
    sendiri = {b.versi_terkini.sha256 for b in kiriman.lama if b.versi_terkini is not None}
    sendiri |= {sidik(isi) for _, isi in lain}
    return sendiri <= ada and len(ada - sendiri) == bool(foto)


def bukti_terima(*, temuan: Temuan, oleh: Pengguna) -> None:
    """Whoever confirms the answer has seen its evidence: the files of the last one are accepted with it.

    Neither a version that came after the answer, nor a file that this person may not judge.
    """
    jawaban = temuan.tindak_lanjut.filter(asal_jenis=ASAL_DESA).order_by("dibuat_pada").last()
    versi = BuktiJawaban.objects.filter(tindak_lanjut=jawaban).values("versi")
    versi_terima(versi=versi, kategori=KATEGORI, oleh=oleh)


def _terpisah(kiriman: Kiriman) -> tuple[list[Isi], list[Isi]]:
    """The photos that become one document, and what stays a file of its own."""
    if not kiriman.satukan:
        return [], list(kiriman.baru)
    foto, lain = [], []
    for nama, isi in kiriman.baru:
        with _menyebut(nama):
            (foto if berupa_gambar(nama, isi) else lain).append((nama, isi))
    return (foto, lain) if len(foto) > 1 else ([], list(kiriman.baru))


def _baru(kiriman: Kiriman, temuan: Temuan) -> Iterator[Isi]:
    foto, lain = _terpisah(kiriman)
    if foto:
        judul = f"Bukti tindak lanjut: {temuan}"
        try:
            yield f"{judul[:100]}.pdf", gambar_gabung(foto, judul=judul)
        except BerkasDitolak as galat:
            raise ValidationError({"bukti": f"{galat} {BELUM}"}) from galat
    yield from lain


@contextmanager
def _menyebut(nama: str) -> Iterator[None]:
    """Whatever is wrong with this file is said at `bukti`, with its name."""
    try:
        yield
    except (BerkasDitolak, ValidationError) as galat:
        kalimat = " ".join(galat.messages) if isinstance(galat, ValidationError) else str(galat)
        raise ValidationError({"bukti": f"“{nama}”: {kalimat} {BELUM}"}) from galat


def _siapkan(temuan: Temuan, nama: str, isi: IO[bytes], oleh: Pengguna) -> _Baru:
    kategori = kategori_ruang(KATEGORI)
    if ada := versi_pernah(temuan.desa_id, kategori, sidik(isi)):
        return _Baru(nama, versi=ada)
    tahun = hari_ini(temuan.desa).year
    tujuan = Tujuan(desa=temuan.desa, kategori=kategori, tahun=tahun, kategori_ruang=True)
    return _Baru(nama, siap=berkas_siapkan(tujuan=tujuan, isi=isi, nama=nama, oleh=oleh))


def _catat(temuan: Temuan, b: _Baru, oleh: Pengguna, dipakai: set[str]) -> VersiBerkas:
    if b.siap is None:
        assert b.versi is not None  # one or the other
        return b.versi
    if ada := versi_pernah(temuan.desa_id, b.siap.tujuan.kategori, b.siap.isi.sha256):
        return ada
    jadi = berkas_catat(siap=b.siap, oleh=oleh, diam=True)
    assert jadi is not None  # only a resumable upload can be overtaken
    dipakai.add(str(jadi.versi.isi.name))
    return jadi.versi

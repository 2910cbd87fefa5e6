"""Files that come with something else, an answer or a question: each is kept as any other document of the village.

The bytes that a village has sent before with the same kind of thing are not refused: what was not enough for one answer
may be part of the next.
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
from berkas.models import Berkas, VersiBerkas
from berkas.olah.gabung import berupa_gambar, gambar_gabung
from berkas.pemeriksa import BerkasDitolak
from berkas.penyimpanan import hapus
from berkas.services.berkas import Siap, Tujuan, berkas_catat, berkas_siapkan
from berkas.services.ruang import kategori_ruang, sidik, versi_pernah
from dasar.waktu import hari_ini
from desa.models import Desa

Isi = tuple[str, IO[bytes]]  # name, content


@dataclass(frozen=True)
class Wadah:
    """What the files come with. `kategori` is the room's own; `medan` the field of the form where a refusal is said,
    `sebutan` what carries them ("jawaban"). `judul` names photos made into one document. `diterima`: nobody examines
    these as documents of the village."""

    desa: Desa
    kategori: Kategori
    judul: str
    sebutan: str
    medan: str = "bukti"
    diterima: bool = False


@dataclass(frozen=True)
class Kiriman:
    """The files as they were sent: new ones, and documents that the village has sent before.
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
    """A new file: inspected and stored, or a version that the village sent before."""

    nama: str
    siap: Siap | None = None
    versi: VersiBerkas | None = None


@dataclass
class LampiranSiap:
    """The files of one thing, ready to be tied to it (`lampiran_catat`)."""

    lama: list[VersiBerkas]
    baru: list[_Baru] = field(default_factory=list)
    dipakai: set[str] = field(default_factory=set)  # names in the storage that belong to a version now
    tuntas: bool = False  # said by the caller: only the commit is left

    @property
    def tersimpan(self) -> set[str]:
        return {b.siap.tersimpan for b in self.baru if b.siap} - {""}


def kiriman_periksa(kiriman: Kiriman, *, sebutan: str, medan: str = "bukti") -> None:
    """Raises ValidationError (at `medan`) for more files than one thing can carry."""
    if len(kiriman) > settings.BERKAS_SEKALIGUS_MAKS:
        raise ValidationError(
            {
                medan: f"Anda memilih {len(kiriman)} berkas; paling banyak {settings.BERKAS_SEKALIGUS_MAKS} bagi "
                f"satu {sebutan}. Pilih lagi sebagian, atau satukan foto-fotonya menjadi satu dokumen."
            }
        )


@contextmanager
def lampiran_siapkan(*, wadah: Wadah, kiriman: Kiriman, oleh: Pengguna) -> Iterator[LampiranSiap]:
    """Inspect the files and put them into the storage, around the transaction that ties them: fifty photos take their
    time, and nobody waits for a lock meanwhile.

    What no version points to in the end is removed again. Raises ValidationError (at `wadah.medan`), naming the file.
    """
    kiriman_periksa(kiriman, sebutan=wadah.sebutan, medan=wadah.medan)
    siap = LampiranSiap([b.versi_terkini for b in kiriman.lama if b.versi_terkini is not None])
    try:
        for nama, isi in _baru(kiriman, wadah):
            with _menyebut(nama, wadah):
                siap.baru.append(_siapkan(wadah, nama, isi, oleh))
        yield siap
    except BaseException:
        _buang(siap.tersimpan - (_dimiliki(siap.tersimpan) if siap.tuntas else set()))
        raise
    _buang(siap.tersimpan - siap.dipakai)


def lampiran_catat(*, wadah: Wadah, siap: LampiranSiap, oleh: Pengguna) -> list[VersiBerkas]:
    """Keep the files, in the transaction of what they come with; each version once, in their order.

    Raises ValidationError (at `wadah.medan`), naming the file.
    """
    if siap.baru:  # the same photo with two of them at once: the second one finds it
        Desa.objects.select_for_update(of=("self",), no_key=True).get(pk=wadah.desa.pk)
    versi = list(siap.lama)
    for b in siap.baru:
        with _menyebut(b.nama, wadah):
            versi.append(_catat(wadah, b, oleh, siap.dipakai))
    return list({v.pk: v for v in versi}.values())


def lampiran_sama(*, wadah: Wadah, ada: set[str], kiriman: Kiriman) -> bool:
    """Whether what was sent is what was kept (`ada`: SHA-256); of photos made into one document, that there is one."""
    foto, lain = _terpisah(kiriman, wadah)
    sendiri = {b.versi_terkini.sha256 for b in kiriman.lama if b.versi_terkini is not None}
    sendiri |= {sidik(isi) for _, isi in lain}
    return sendiri <= ada and len(ada - sendiri) == bool(foto)


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


def _belum(wadah: Wadah) -> str:
    return f"{wadah.sebutan.capitalize()} belum terkirim."


def _terpisah(kiriman: Kiriman, wadah: Wadah) -> tuple[list[Isi], list[Isi]]:
    """The photos that become one document, and what stays a file of its own."""
    if not kiriman.satukan:
        return [], list(kiriman.baru)
    foto: list[Isi] = []
    lain: list[Isi] = []
    for nama, isi in kiriman.baru:
        with _menyebut(nama, wadah):
            (foto if berupa_gambar(nama, isi) else lain).append((nama, isi))
    return (foto, lain) if len(foto) > 1 else ([], list(kiriman.baru))


def _baru(kiriman: Kiriman, wadah: Wadah) -> Iterator[Isi]:
    foto, lain = _terpisah(kiriman, wadah)
    if foto:
        try:
            yield f"{wadah.judul[:100]}.pdf", gambar_gabung(foto, judul=wadah.judul)
        except BerkasDitolak as galat:
            raise ValidationError({wadah.medan: f"{galat} {_belum(wadah)}"}) from galat
    yield from lain


@contextmanager
def _menyebut(nama: str, wadah: Wadah) -> Iterator[None]:
    """Whatever is wrong with this file is said at its field, with its name."""
    try:
        yield
    except (BerkasDitolak, ValidationError) as galat:
        kalimat = " ".join(galat.messages) if isinstance(galat, ValidationError) else str(galat)
        raise ValidationError({wadah.medan: f"“{nama}”: {kalimat} {_belum(wadah)}"}) from galat


def _siapkan(wadah: Wadah, nama: str, isi: IO[bytes], oleh: Pengguna) -> _Baru:
    kategori = kategori_ruang(wadah.kategori)
    if ada := versi_pernah(wadah.desa.pk, kategori, sidik(isi)):
        return _Baru(nama, versi=ada)
    tahun = hari_ini(wadah.desa).year
    tujuan = Tujuan(desa=wadah.desa, kategori=kategori, tahun=tahun, kategori_ruang=True, diterima=wadah.diterima)
    return _Baru(nama, siap=berkas_siapkan(tujuan=tujuan, isi=isi, nama=nama, oleh=oleh))


def _catat(wadah: Wadah, b: _Baru, oleh: Pengguna, dipakai: set[str]) -> VersiBerkas:
    if b.siap is None:
        assert b.versi is not None  # one or the other
        return b.versi
    if ada := versi_pernah(wadah.desa.pk, b.siap.tujuan.kategori, b.siap.isi.sha256):
        return ada
    jadi = berkas_catat(siap=b.siap, oleh=oleh, diam=True)
    assert jadi is not None  # only a resumable upload can be overtaken
    dipakai.add(str(jadi.versi.isi.name))
    return jadi.versi

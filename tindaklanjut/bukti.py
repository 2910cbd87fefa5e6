"""What a village shows with its answer: photos and files, each kept by `berkas` as any document of the village."""

from collections.abc import Iterator
from contextlib import contextmanager

from akun.models import Pengguna
from berkas.acuan import Kategori
from berkas.enums import KelompokKategori, PeriodeKategori
from berkas.services.lampiran import (
    Kiriman,
    LampiranSiap,
    Wadah,
    lampiran_catat,
    lampiran_sama,
    lampiran_siapkan,
)
from berkas.services.ruang import versi_terima
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
SEBUTAN = "jawaban"  # what carries the evidence
TANPA_BUKTI = (
    "Lampirkan sedikitnya satu foto atau berkas yang memperlihatkan perbaikannya, atau pilih keadaan “Sebagian”."
)


def _wadah(temuan: Temuan) -> Wadah:
    return Wadah(temuan.desa, KATEGORI, f"Bukti tindak lanjut: {temuan}", SEBUTAN)


@contextmanager
def bukti_siapkan(*, temuan: Temuan, kiriman: Kiriman, oleh: Pengguna) -> Iterator[LampiranSiap]:
    """Inspect the files around the transaction that ties them to the answer; as `lampiran_siapkan`."""
    with lampiran_siapkan(wadah=_wadah(temuan), kiriman=kiriman, oleh=oleh) as siap:
        yield siap


def bukti_ikat(*, jawaban: TindakLanjut, temuan: Temuan, siap: LampiranSiap, oleh: Pengguna) -> None:
    """Tie the evidence to the answer, in its transaction. Raises ValidationError (at `bukti`), naming the file."""
    versi = lampiran_catat(wadah=_wadah(temuan), siap=siap, oleh=oleh)
    BuktiJawaban.objects.bulk_create(
        BuktiJawaban(tindak_lanjut=jawaban, versi=v, urut=n) for n, v in enumerate(versi, 1)
    )


def bukti_sama(*, jawaban: TindakLanjut, kiriman: Kiriman) -> bool:
    """What was sent is what this answer was kept with."""
    ada = set(BuktiJawaban.objects.filter(tindak_lanjut=jawaban).values_list("versi__sha256", flat=True))
    return lampiran_sama(wadah=_wadah(jawaban.temuan), ada=ada, kiriman=kiriman)


def bukti_terima(*, temuan: Temuan, oleh: Pengguna) -> None:
    """Whoever confirms the answer has seen its evidence: the files of the last one are accepted with it.

    Neither a version that came after the answer, nor a file that this person may not judge.
    """
    jawaban = temuan.tindak_lanjut.filter(asal_jenis=ASAL_DESA).order_by("dibuat_pada").last()
    versi = BuktiJawaban.objects.filter(tindak_lanjut=jawaban).values("versi")
    versi_terima(versi=versi, kategori=KATEGORI, oleh=oleh)

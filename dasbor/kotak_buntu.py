"""What waits for somebody though the table keeps out everybody who holds the role: for those who can have another
assigned. Each with the sentence that says so (akun/pelaku.py)."""

from collections.abc import Iterable, Iterator
from typing import Any

from akun.enums import Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from akun.pelaku import pemegang, tanpa_pelaku_langkah
from apbdes.alur import TRANSISI_APBDES
from apbdes.models import VersiApbdes
from dasar.alur import Transisi, cari
from dasar.pemisahan import tersangkut
from dasbor.kotak import BANYAK, Kotak
from desa.models import Kecamatan
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.models import Evaluasi
from laporan.alur import TRANSISI_LAPORAN
from laporan.models import Laporan
from monitoring.alur import TRANSISI_MONITORING
from monitoring.models import Monitoring
from perjalanan.alur import TRANSISI_PERJALANAN
from perjalanan.models import Perjalanan
from perut.alur import TRANSISI_KUNJUNGAN
from perut.models import Kunjungan

PENGATUR = (Peran.VERIFIKATOR, Peran.ADMIN)
# Of each work, with the way to its desa (none: it is about the kecamatan), the steps that decide about it; of two that
# exclude one another both.
Tunggu = tuple[Any, str, tuple[Transisi, ...], tuple[str, ...]]
DITUNGGU: tuple[Tunggu, ...] = (
    (Perjalanan.objects, "desa", (cari(TRANSISI_PERJALANAN, "setujui"),), ()),
    (Kunjungan.objects.defer("notulen", "verifikasi"), "desa", (cari(TRANSISI_KUNJUNGAN, "verifikasi"),), ("petugas",)),
    (Kunjungan.objects.defer("notulen", "verifikasi"), "desa", (cari(TRANSISI_KUNJUNGAN, "sahkan"),), ("petugas",)),
    (Monitoring.objects, "desa", (cari(TRANSISI_MONITORING, "terima"),), ("petugas",)),
    (Evaluasi.objects.defer("hasil"), "desa", (cari(TRANSISI_EVALUASI, "terima"),), ("tim__anggota",)),
    (Laporan.objects.defer("hitungan"), "", (cari(TRANSISI_LAPORAN, "sahkan"),), ()),
    (VersiApbdes.objects, "apbdes__desa", (cari(TRANSISI_APBDES, "terima"),), ()),
    (
        VersiApbdes.objects,
        "apbdes__desa",
        (cari(TRANSISI_APBDES, "sesuaikan"), cari(TRANSISI_APBDES, "minta_perbaikan")),
        (),
    ),
)


def kotak_buntu(pengguna: Pengguna) -> list[Kotak]:
    if not pengguna.peran & set(PENGATUR):
        return []
    butir = list(_buntu(pengguna))
    return [Kotak("Tidak ada yang dapat memutuskan", "person-x", "", "", "buntu", len(butir), butir[:BANYAK])]


def _buntu(pengguna: Pengguna) -> Iterator[Any]:
    berhak: dict[tuple[int, tuple[str, ...]], set[int]] = {}
    for semua, desa, langkah, muat in DITUNGGU:
        menunggu = (
            semua.filter(
                lingkup(pengguna, *PENGATUR, desa=desa, kecamatan="" if desa else "kecamatan"),
                status__in=langkah[0].dari,
            )
            .select_related(f"{desa}__kecamatan__kabupaten" if desa else "kecamatan__kabupaten")
            .prefetch_related("riwayat", *muat)
        )
        for o in menunggu:
            sebab = [tersangkut(o, t) for t in langkah]
            if not all(sebab) or _ada(getattr(o.wilayah, "kecamatan", o.wilayah), langkah, sebab, berhak):
                continue
            if kalimat := tanpa_pelaku_langkah(o, langkah):
                o.buntu = kalimat[0]
                yield o


def _ada(
    kecamatan: Kecamatan, langkah: Iterable[Transisi], sebab: list[dict[int, str]], berhak: dict[Any, set[int]]
) -> bool:
    """Somebody of the office itself is left; asked once per kecamatan and role."""
    for t, terlibat in zip(langkah, sebab, strict=True):
        kunci = (kecamatan.pk, tuple(sorted(t.peran)))
        if kunci not in berhak:
            berhak[kunci] = {p.pk for p in pemegang(kecamatan, *t.peran)}
        if berhak[kunci] - set(terlibat):
            return True
    return False

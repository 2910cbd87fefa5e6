"""What days are counted from. A room that knows when it happened registers it; the rest is noted by hand."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from desa.enums import JabatanPerangkat, StatusJabatan
from desa.models import Perangkat

NAMA = {
    "akhir_masa_jabatan": "Akhir masa jabatan kepala desa",
    "kesepakatan_bpd": "Rancangan APB Desa disepakati dengan BPD",
    "keputusan_kades_bidang5": "Keputusan Kepala Desa dasar pengeluaran bidang 5",
    "pelantikan_kades": "Kepala desa dilantik",
    "pembatalan_perdes": "Perdes dibatalkan",
    "penerimaan_dana_spp": "Dana SPP diterima",
    "penerimaan_dpa": "Rancangan DPA diterima sekretaris desa",
    "penerimaan_dppa": "Rancangan DPPA diterima sekretaris desa",
    "penerimaan_hasil_evaluasi": "Hasil evaluasi APB Desa diterima",
    "penerimaan_raperdes_apbdes": "Rancangan APB Desa diterima kecamatan",
    "penetapan_perdes_apbdes": "Perdes APB Desa ditetapkan",
    "penetapan_perdes_apbdes_dan_perkades": "Perdes APB Desa dan Perkades penjabaran ditetapkan",
    "penetapan_perubahan_apbdes": "Perubahan APB Desa ditetapkan",
    "penugasan_dpa": "Penyusunan DPA ditugaskan",
    "penugasan_dppa": "Penyusunan DPPA ditugaskan",
    "monitoring": "Monitoring dilaksanakan",
    "selesai_kegiatan": "Kegiatan selesai",
}
Sumber = Callable[[Collection[int]], Iterable[tuple[str, int, date]]]  # of these villages: (what, village, day)
TERDAFTAR: list[Sumber] = []
DIKENAL: set[str] = set()  # what some room knows, so that nobody notes it by hand


def daftarkan(sumber: Sumber, *jenis: str) -> None:
    TERDAFTAR.append(sumber)
    DIKENAL.update(jenis)


def dicatat_tangan() -> list[tuple[str, str]]:
    return [(k, nama) for k, nama in NAMA.items() if k not in DIKENAL]


def _kepala_desa(desa: Collection[int]) -> Iterator[tuple[str, int, date]]:
    tetap = Perangkat.objects.filter(
        desa__in=desa, jabatan=JabatanPerangkat.KEPALA_DESA, status_jabatan=StatusJabatan.DEFINITIF
    )
    for pk, mulai, selesai in tetap.values_list("desa_id", "mulai", "selesai"):
        if mulai:
            yield "pelantikan_kades", pk, mulai
        if selesai:
            yield "akhir_masa_jabatan", pk, selesai


daftarkan(_kepala_desa, "pelantikan_kades", "akhir_masa_jabatan")

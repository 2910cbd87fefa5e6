"""The sections of a report, in their order. One more section is one function here."""

from laporan.bagian.bentuk import Bagian, Penyusun
from laporan.bagian.kepatuhan import dokumen, kewajiban
from laporan.bagian.orang import kapasitas, klinik, pendamping, perjalanan
from laporan.bagian.pendampingan import buku, kunjungan
from laporan.bagian.pengawasan import apbdes, evaluasi, monitoring, temuan
from laporan.masa import Masa

BAGIAN: tuple[Penyusun, ...] = (
    kunjungan,
    buku,
    temuan,
    monitoring,
    evaluasi,
    apbdes,
    kewajiban,
    dokumen,
    kapasitas,
    pendamping,
    perjalanan,
    klinik,
)


def susun_bagian(masa: Masa) -> list[Bagian]:
    return [penyusun(masa) for penyusun in BAGIAN]

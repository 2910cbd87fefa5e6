"""The reports of the year, month after month and quarter after quarter, but for the last ones: those are written by
hand (dasbor/demo_laporan.py)."""

from berkas.periode import periode_rentang, periode_setahun
from dasbor.demo_laporan import ajukan, susun
from dasbor.setahun.jalan import Proses, Tahun
from laporan.masa import JENIS, baru_berakhir
from laporan.models import Laporan
from laporan.services import laporan_hitung_ulang, laporan_kembalikan, laporan_sahkan


def laporan_setahun(t: Tahun) -> None:
    terakhir = set(baru_berakhir(t.akhir))
    for jenis in JENIS[:2]:
        for periode in (p for tahun in range(t.awal.year, t.akhir.year + 1) for p in periode_setahun(jenis, tahun)):
            mulai, selesai = periode_rentang(periode)
            if t.awal <= mulai and selesai < t.akhir and periode not in terakhir:
                t.mulai(_laporan(t, periode))


def _laporan(t: Tahun, periode: str) -> Proses:
    """Drawn up on the second working day after its period, counted once more when it is handed in."""
    acak, orang = t.acak("laporan", periode), t.orang
    penyusun = orang[acak.choice(("sekcam", "kasi"))]
    selesai = periode_rentang(periode)[1]
    yield t.kerja(selesai, 2, jam=9, menit=acak.randrange(60)), penyusun
    pk = susun(t.kecamatan, periode, penyusun).pk
    for kali in (1, 2):
        yield t.kerja(selesai, 2 + 2 * kali, jam=10), penyusun
        ajukan(laporan_hitung_ulang(laporan=Laporan.objects.get(pk=pk), oleh=penyusun), penyusun)
        if kali == 1 and acak.random() < 0.2:
            yield t.kerja(selesai, 5, jam=9), orang["camat"]
            alasan = "Lengkapi tindak lanjut atas temuan yang terlambat."
            laporan_kembalikan(laporan=Laporan.objects.get(pk=pk), alasan=alasan, oleh=orang["camat"])
            continue
        break
    yield t.kerja(selesai, 8, jam=9), orang["camat"]
    laporan_sahkan(laporan=Laporan.objects.get(pk=pk), oleh=orang["camat"])

"""The nightly look at every file."""

from celery import shared_task

from antrean.services import antrekan
from operasi.services.pemeriksaan import pemeriksaan_jalan

GILIRAN = 240.0  # seconds; a worker's lease on a row of the outbox is longer
KUNCI = "berkas-periksa"


@shared_task(name="operasi.berkas_periksa_lanjut", judul="Pemeriksaan berkas")
def berkas_periksa_lanjut() -> None:
    """One turn, and the next one behind it until the round is over. Safe to run twice, also at once."""
    putaran = pemeriksaan_jalan(detik=GILIRAN)
    if putaran is not None and putaran.selesai is None:
        antrekan(berkas_periksa_lanjut, kunci=KUNCI, lama=True)

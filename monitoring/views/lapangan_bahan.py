"""What the page in the field shows, in a fixed number of queries whatever the number of sheets."""

from typing import Any

from django.conf import settings

from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.hari_kerja import tambah_hari_kerja
from instrumen import StatusInstrumen
from monitoring.enums import HARI_KERJA_TEMUAN
from monitoring.lembar import lembar_tampil, susun_lembar
from monitoring.models import LembarMonitoring, Monitoring
from monitoring.pilihan import formulir_tersedia
from monitoring.services.isian import FOTO_PER_BUTIR
from tindaklanjut.enums import Tingkat


def bahan_halaman(monitoring: Monitoring) -> dict[str, Any]:
    kecamatan = monitoring.desa.kecamatan
    hari = hari_ini(kecamatan)
    mulai, selesai = monitoring.tanggal_mulai, monitoring.tanggal_selesai
    lembar = lembar_tampil(monitoring)
    dalam_masa = bool(mulai and selesai and mulai <= hari <= selesai)
    return {
        "monitoring": monitoring,
        "lembar_lembar": lembar,
        # A sheet of each form as a new one begins: it is copied by the script, without a signal too.
        "cetakan": susun_lembar(monitoring, [_lembar_baru(monitoring, f) for f in formulir_tersedia(monitoring)]),
        "ditarik": sorted(
            {lb.lembar.formulir for lb in lembar if lb.lembar.formulir.status == StatusInstrumen.DITARIK},
            key=lambda f: (f.kode, f.versi),
        ),
        "tanggal_min": f"{mulai:%Y-%m-%d}" if mulai else "",
        "tanggal_maks": f"{selesai:%Y-%m-%d}" if selesai else "",
        "hari_ini": f"{hari:%Y-%m-%d}" if dalam_masa else "",
        "batas_temuan": f"{tambah_hari_kerja(hari, HARI_KERJA_TEMUAN, kecamatan.kabupaten):%Y-%m-%d}",
        "penanggung_jawab": _penanggung_jawab(monitoring),
        "orang": [o.sebutan for o in monitoring.desa.perangkat.menjabat(hari)],
        "pilihan_tingkat": Tingkat.choices,
        "foto_maks": FOTO_PER_BUTIR,
        "foto_ukuran_maks": str(settings.FOTO_UKURAN_MAKS),
    }


def _lembar_baru(monitoring: Monitoring, formulir) -> LembarMonitoring:
    return LembarMonitoring(monitoring=monitoring, formulir=formulir)


def _penanggung_jawab(monitoring: Monitoring) -> str:
    """Papers and data are the secretary's to keep; works and people answer to the head. The officer may change it."""
    jabatan = JabatanPerangkat.SEKRETARIS_DESA if monitoring.nomor_bidang == 1 else JabatanPerangkat.KEPALA_DESA
    return str(jabatan.label)

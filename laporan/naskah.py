"""The report as an official document, registered with the room `naskah` (imported by LaporanConfig.ready)."""

from dataclasses import asdict
from datetime import datetime

from akun.enums import Peran
from akun.models import Pengguna
from dasar.waktu import tanggal
from laporan.models import Laporan
from naskah.bagian import Orang, tanggal_panjang
from naskah.jenis import JenisNaskah, Penanda, Pos, daftarkan
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan


def susun(naskah: Naskah, oleh: Pengguna, waktu: datetime) -> dict:
    """The report as the camat read it, with the date and the camat of its approval."""
    hari = tanggal(waktu, naskah.kecamatan)
    return naskah.isi | {
        "tanggal_surat": tanggal_panjang(hari),
        "camat": asdict(penanda_tangan(oleh, naskah.kecamatan, hari, naskah.jenis)),
    }


def _penanda(isi: dict) -> list[Penanda]:
    return [Penanda("camat", 1, "", Orang(**isi["camat"]))]


def _tautan(naskah: Naskah) -> str:
    laporan = Laporan.objects.tentang(naskah).first()
    return laporan.get_absolute_url() if laporan else ""


LAPORAN_CAMAT = daftarkan(
    JenisNaskah(
        kode="laporan_camat",
        nama="Laporan Camat",
        template="laporan/pdf/laporan.html",
        penanda=_penanda,
        tempat=("camat",),
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        susun=susun,
        tautan=_tautan,
        lewat_asal=True,
        pola="{klasifikasi}/{urut:03d}/LAP/{kode}/{tahun}",
        retensi_tahun=10,
        tembusan=("Inspektorat {kabupaten}",),
        bagian={
            "hasil": "Hasil",
            "bagian": "Angka",
            "masalah": "Permasalahan",
            "tindak_lanjut": "Tindak lanjut",
            "rekomendasi": "Rekomendasi",
            "kata_camat": "Kata camat",
        },
    )
)

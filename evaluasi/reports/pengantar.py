"""The covering letter with which the camat sends forms and report of an evaluation to the village."""

from dataclasses import asdict, dataclass
from datetime import date

from akun.models import Pengguna
from evaluasi.models import Evaluasi
from naskah.bagian import Kop, Orang, banyak, kop, tanggal_panjang
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan


@dataclass(frozen=True)
class BarisKiriman:
    """One row: what is sent, how much of it, and what to know about it."""

    naskah: str
    banyaknya: str
    keterangan: str


@dataclass(frozen=True)
class Pengantar:
    kop: Kop
    kepada: str
    kepada_di: str
    kiriman: list[BarisKiriman]
    tempat: str
    tanggal_surat: str
    camat: Orang


def pengantar_isi(evaluasi: Evaluasi, *, lembar: Naskah, laporan: Naskah, oleh: Pengguna, tanggal: date) -> dict:
    """Names the two documents by their numbers, so that these are approved first."""
    kecamatan, desa = evaluasi.desa.kecamatan, evaluasi.desa
    banyak_formulir = banyak(evaluasi.lembar.count(), "formulir")
    return asdict(
        Pengantar(
            kop=kop(kecamatan),
            kepada=desa.jabatan_kepala,
            kepada_di=desa.nama_saja,
            kiriman=[
                BarisKiriman(
                    f"Lembar Evaluasi Kinerja Pemerintah {desa} Tahun {evaluasi.tahun} Nomor {lembar.nomor}",
                    f"{banyak(1, 'naskah')}, {banyak_formulir}",
                    "Disampaikan dengan hormat untuk diketahui dan ditindaklanjuti.",
                ),
                BarisKiriman(
                    f"Laporan Pelaksanaan Kegiatan Evaluasi {desa} Tahun {evaluasi.tahun} Nomor {laporan.nomor}",
                    banyak(1, "naskah"),
                    "Kesimpulan dan saran tim evaluasi.",
                ),
            ],
            tempat=kecamatan.tempat,
            tanggal_surat=tanggal_panjang(tanggal),
            camat=penanda_tangan(oleh, kecamatan, tanggal),
        )
    )

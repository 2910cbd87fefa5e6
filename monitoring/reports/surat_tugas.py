"""Surat Tugas Monitoring. Perbup Kayong Utara 66/2023, Lampiran III, Format I."""

from dataclasses import asdict, dataclass
from datetime import date

from akun.models import Pengguna
from monitoring.models import Monitoring
from monitoring.reports.bagian import Petugas, Tempat, bidang_kalimat, daftar_petugas, tempat
from naskah.bagian import Kop, Orang, kop, tanggal_panjang
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan


@dataclass(frozen=True)
class SuratTugas:
    kop: Kop
    tempat: Tempat
    petugas: list[Petugas]
    bidang: str
    sasaran: list[str]
    mulai: str
    selesai: str
    batas: str
    tanggal_surat: str
    camat: Orang
    mulai_kerja: str  # ISO


def surat_tugas_isi(monitoring: Monitoring, *, oleh: Pengguna, tanggal: date) -> dict:
    """Everything the letter says; `oleh` signs it as camat, or the camat in office does.

    Format I has no place for the village, the period and the date that the report is due; a letter that
    does not say them assigns nothing in particular, so they are added.
    """
    kecamatan = monitoring.desa.kecamatan
    return asdict(
        SuratTugas(
            kop=kop(kecamatan),
            tempat=tempat(monitoring),
            petugas=daftar_petugas(monitoring),
            bidang=bidang_kalimat(monitoring.nomor_bidang, monitoring.bidang),
            sasaran=list(monitoring.sasaran),
            mulai=tanggal_panjang(monitoring.tanggal_mulai),
            selesai=tanggal_panjang(monitoring.tanggal_selesai),
            batas=tanggal_panjang(monitoring.batas_laporan),
            tanggal_surat=tanggal_panjang(tanggal),
            camat=penanda_tangan(oleh, kecamatan, tanggal),
            mulai_kerja=monitoring.tanggal_mulai.isoformat() if monitoring.tanggal_mulai else "",
        )
    )


def surat_tugas_meliputi(monitoring: Monitoring, surat: Naskah) -> bool:
    """Whether the letter says what is planned. Names and letterhead that were edited since do not count."""
    baru = surat_tugas_isi(monitoring, oleh=surat.dibuat_oleh, tanggal=surat.tanggal)
    kunci = ("petugas", "bidang", "sasaran", "mulai", "selesai")
    return all(surat.isi.get(k) == baru[k] for k in kunci)


def surat_tugas_cocok(monitoring: Monitoring) -> bool:
    """Whether the newest letter still says what is planned."""
    return monitoring.surat_tugas is not None and surat_tugas_meliputi(monitoring, monitoring.surat_tugas)

"""Laporan Pelaksanaan Monitoring. Perbup Kayong Utara 66/2023, Lampiran III, Format VI; Format II-V annexed."""

from dataclasses import asdict, dataclass
from datetime import date

from num2words import num2words

from akun.models import Pengguna
from monitoring.models import FotoMonitoring, Monitoring
from monitoring.reports.bagian import Petugas, Tempat, bidang_kalimat, daftar_petugas, tempat
from monitoring.reports.formulir import Lembar, lembar_isi
from naskah.bagian import (
    Kop,
    Orang,
    banyak,
    kop,
    paragraf,
    tanggal_panjang,
    tempat_foto,
    waktu_setempat,
)
from naskah.pejabat import penanda_tangan


@dataclass(frozen=True)
class Foto:
    berkas: str
    keterangan: str
    waktu: str
    tempat: str


@dataclass(frozen=True)
class Lamanya:
    hari: int | None
    huruf: str
    mulai: str
    selesai: str


@dataclass(frozen=True)
class Laporan:
    kop: Kop
    tempat: Tempat
    tanggal_surat: str
    kepada: str
    sifat: str
    lampiran: str
    hal: str
    dasar: list[str]
    lamanya: Lamanya
    bidang: str
    maksud: list[str]
    sasaran: list[str]
    isi_kegiatan: list[str]
    kesimpulan: list[str]
    saran: list[str]
    petugas: list[Petugas]
    lembar: list[Lembar]
    foto: list[Foto]
    camat: Orang


def laporan_isi(monitoring: Monitoring, *, oleh: Pengguna, tanggal: date) -> dict:
    """Everything the report says, addressed to the camat in office; `oleh` hands it in or previews it."""
    kecamatan = monitoring.desa.kecamatan
    camat = penanda_tangan(oleh, kecamatan, tanggal)
    lembar = monitoring.lembar.select_related("formulir").prefetch_related("formulir__butir", "jawaban__butir")
    foto = foto_laporan(monitoring)
    hari = monitoring.lama_hari
    return asdict(
        Laporan(
            kop=kop(kecamatan),
            tempat=tempat(monitoring),
            tanggal_surat=tanggal_panjang(tanggal),
            kepada=camat.jabatan,
            sifat="Biasa",
            lampiran=_banyak(len(lembar), len(foto)),
            hal=f"Laporan Pelaksanaan Kegiatan Monitoring {monitoring.desa}",
            dasar=list(monitoring.dasar),
            lamanya=Lamanya(
                hari,
                num2words(hari, lang="id") if hari else "",
                tanggal_panjang(monitoring.tanggal_mulai),
                tanggal_panjang(monitoring.tanggal_selesai),
            ),
            bidang=bidang_kalimat(monitoring.nomor_bidang, monitoring.bidang),
            maksud=paragraf(monitoring.maksud),
            sasaran=list(monitoring.sasaran),
            isi_kegiatan=paragraf(monitoring.isi_kegiatan),
            kesimpulan=paragraf(monitoring.kesimpulan),
            saran=list(monitoring.saran),
            petugas=daftar_petugas(monitoring),
            lembar=[lembar_isi(lb) for lb in lembar],
            foto=foto,
            camat=camat,
        )
    )


def foto_laporan(monitoring: Monitoring) -> list[Foto]:
    if not monitoring.foto_dilampirkan:
        return []
    semua = (
        FotoMonitoring.objects.filter(jawaban__lembar__monitoring=monitoring)
        .select_related("jawaban__butir", "jawaban__lembar")
        .order_by("jawaban__lembar__dibuat_pada", "jawaban__bagian", "jawaban__butir__urut", "dibuat_pada", "pk")
    )
    desa = monitoring.desa
    return [
        Foto(
            berkas=f.berkas.name,
            keterangan=f.keterangan or f.jawaban.teks_butir,
            waktu=waktu_setempat(f.waktu, desa.kecamatan) if f.waktu else "",
            tempat=f"{f.jawaban.lembar.lokasi}, {tempat_foto(desa, f.lintang, f.bujur)}",
        )
        for f in semua
    ]


def _banyak(lembar: int, foto: int) -> str:
    bagian = [banyak(lembar, "formulir")] if lembar else []
    if foto:
        bagian.append(banyak(foto, "foto"))
    return " dan ".join(bagian) or "–"

"""Surat Perintah Tugas of a journey: everything the letter says. No regulation that was read has a form of it; ours."""

from dataclasses import asdict, dataclass
from datetime import date

from akun.models import Pengguna
from dasar.waktu import tanggal as tanggal_di
from desa.hari_kerja import hari_kerja
from naskah.bagian import Kop, Orang, banyak, kop, tanggal_panjang
from naskah.pejabat import orang_pejabat, penanda_tangan
from perjalanan.acuan import ketentuan_di
from perjalanan.models import Perjalanan


@dataclass(frozen=True)
class SuratPerintah:
    kop: Kop
    dasar: list[str]
    orang: list[Orang]
    untuk: str
    tujuan: str
    waktu: str
    lama: str
    pembebanan: str
    pelaksana_harian: str
    laporan: str
    tempat: str
    tanggal_surat: str
    camat: Orang
    mulai_kerja: str  # ISO


def hari_kerja_perjalanan(perjalanan: Perjalanan) -> int:
    """Working days among its days, by the calendar of now; a letter keeps what was counted when it was reviewed."""
    return sum(1 for _ in hari_kerja(perjalanan.mulai, perjalanan.selesai, perjalanan.desa.kecamatan.kabupaten))


def surat_isi(perjalanan: Perjalanan, *, oleh: Pengguna, tanggal: date) -> dict:
    """`oleh` signs it as camat, or the camat in office does. It names an article only where one was read."""
    kecamatan = perjalanan.desa.kecamatan
    orang = perjalanan.orang.select_related("perangkat__desa__kecamatan__kabupaten", "bpd__desa__kecamatan__kabupaten")
    kode = f" (kegiatan {perjalanan.kode_kegiatan})" if perjalanan.kode_kegiatan else ""
    return asdict(
        SuratPerintah(
            kop=kop(kecamatan),
            dasar=_dasar(perjalanan, tanggal),
            orang=[orang_pejabat(o.pejabat) if o.pejabat else Orang(o.nama, o.jabatan, nomor_label="") for o in orang],
            untuk=perjalanan.maksud,
            tujuan=f"{perjalanan.tujuan}, {perjalanan.kota_tujuan}",
            waktu=perjalanan.rentang,
            lama=f"{banyak(perjalanan.lama, 'hari')}, {banyak(hari_kerja_perjalanan(perjalanan), 'hari kerja')}",
            pembebanan=f"{perjalanan.pembebanan}{kode}",
            pelaksana_harian=perjalanan.pelaksana_harian,
            laporan=tanggal_panjang(perjalanan.laporan_diharapkan),
            tempat=kecamatan.tempat,
            tanggal_surat=tanggal_panjang(tanggal),
            camat=penanda_tangan(oleh, kecamatan, tanggal),
            mulai_kerja=perjalanan.mulai.isoformat(),
        )
    )


def _dasar(perjalanan: Perjalanan, tanggal: date) -> list[str]:
    penerbit = ketentuan_di(perjalanan.desa.kecamatan, tanggal).penerbit
    permohonan = f"permohonan {perjalanan.pemohon_sebagai or 'pemerintah desa'}"
    if perjalanan.nomor_permohonan:
        permohonan += f" Nomor {perjalanan.nomor_permohonan}"
    hari = perjalanan.tanggal_permohonan
    if hari is None and perjalanan.diajukan:
        hari = tanggal_di(perjalanan.diajukan, perjalanan.desa)
    if hari:
        permohonan += f" tanggal {tanggal_panjang(hari)}"
    butir = [penerbit.dikutip or penerbit.dasar] if penerbit else []
    butir += [permohonan[0].upper() + permohonan[1:], perjalanan.dasar]
    return [f"{b.rstrip(' ;.')}{'.' if n == len(butir) else ';'}" for n, b in enumerate(butir, 1)]

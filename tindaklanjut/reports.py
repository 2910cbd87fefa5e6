"""Teguran tertulis: the camat reminds a village in writing of a finding that is late, or that came back."""

from dataclasses import asdict, dataclass
from datetime import date

from akun.models import Pengguna
from desa.hari_kerja import hari_kerja
from naskah.bagian import Kop, Orang, banyak, kop, paragraf, tanggal_panjang
from naskah.pejabat import penanda_tangan
from tindaklanjut.models import Temuan

URUTAN = ("pertama", "kedua", "ketiga")


@dataclass(frozen=True)
class IsiTeguran:
    kop: Kop
    kepada: str
    kepada_di: str
    sebutan: str  # "pertama"
    desa: str
    asal: str
    uraian: list[str]
    saran: list[str]
    penanggung_jawab: str
    batas: str
    terlambat: str  # "12 (dua belas) hari kerja"; empty where it is not late
    ulangan: str  # "ketiga" where the kind was found twice before; empty where it was not
    tempat: str
    tanggal_surat: str
    camat: Orang


def sebutan_ke(ke: int) -> str:
    """'pertama', 'kedua', 'ketiga', 'ke-4'."""
    return URUTAN[ke - 1] if ke <= len(URUTAN) else f"ke-{ke}"


def teguran_isi(temuan: Temuan, *, ke: int, sebelumnya: int, oleh: Pengguna, tanggal: date) -> dict:
    """Everything the letter says. `ke`: which teguran about this finding; `sebelumnya`: earlier findings of its kind.

    It names no article: which one allows a camat to admonish was not seen in the sources, and is not invented.
    """
    desa, kecamatan = temuan.desa, temuan.desa.kecamatan
    lewat = 0
    if temuan.lewat_pada(tanggal):
        lewat = sum(
            1 for h in hari_kerja(temuan.hari_terakhir, tanggal, kecamatan.kabupaten) if h > temuan.hari_terakhir
        )
    return asdict(
        IsiTeguran(
            kop=kop(kecamatan),
            kepada=desa.jabatan_kepala,
            kepada_di=desa.nama_saja,
            sebutan=sebutan_ke(ke),
            desa=str(desa),
            asal=temuan.asal_teks,
            uraian=paragraf(temuan.uraian),
            saran=paragraf(temuan.rekomendasi),
            penanggung_jawab=temuan.penanggung_jawab,
            batas=tanggal_panjang(temuan.batas_waktu),
            terlambat=banyak(lewat, "hari kerja") if lewat else "",
            ulangan=sebutan_ke(sebelumnya + 1) if sebelumnya else "",
            tempat=kecamatan.tempat,
            tanggal_surat=tanggal_panjang(tanggal),
            camat=penanda_tangan(oleh, kecamatan, tanggal),
        )
    )

"""What the decree of the team says (Lampiran IV, Format I), gathered once and frozen in `Naskah.isi`."""

import re
from dataclasses import asdict, dataclass, replace
from datetime import date

from num2words import num2words

from akun.models import Pengguna
from dasar.nama import kapital_jabatan, tanpa_gelar
from dasar.waktu import hari_ini
from evaluasi.acuan.naskah import penerbit_panjang
from evaluasi.enums import PenerbitSK
from evaluasi.models import TimEvaluasi
from naskah.bagian import Kop, Orang, kop, tanggal_panjang
from naskah.pejabat import kepala_desa, ketua_bpd, penanda_tangan


@dataclass(frozen=True)
class BarisAnggota:
    nama: str
    nip: str
    jabatan: str
    kedudukan: str


@dataclass(frozen=True)
class Diktum:
    urut: str
    teks: str


@dataclass(frozen=True)
class SKTim:
    """`penerbit` as in 'KEPUTUSAN …'; `tentang` in capitals; `penanda` without titles or rank, as the source asks."""

    kop: Kop
    penerbit: str
    tentang: str
    nama_tim: str
    menimbang: list[str]
    mengingat: list[str]
    diktum: list[Diktum]
    anggota: list[BarisAnggota]
    tempat: str
    tanggal_surat: str
    penanda: Orang


def sk_isi(tim: TimEvaluasi, *, oleh: Pengguna, tanggal: date | None) -> dict:
    """Everything the decree says; the camat's own is dated and signed, another issuer's is left open for that."""
    return asdict(
        SKTim(
            kop=_kop(tim),
            penerbit=penerbit_panjang(tim),
            tentang=tim.nama,
            nama_tim=tim.nama,
            menimbang=list(tim.menimbang),
            mengingat=list(tim.mengingat),
            diktum=[
                Diktum(urutan(n), biaya_pada(teks, (tanggal or hari_ini(tim.kecamatan)).year))
                for n, teks in enumerate(tim.menetapkan, 1)
            ],
            anggota=[BarisAnggota(a.nama, a.nip, a.jabatan, a.get_jabatan_tim_display()) for a in tim.anggota.all()],
            tempat=tim.kecamatan.tempat if tim.dari_camat else (tim.desa.nama_saja if tim.desa else ""),
            tanggal_surat=tanggal_panjang(tanggal) if tim.dari_camat else "",
            penanda=penanda_sk(tim, oleh, tanggal),
        )
    )


def biaya_pada(teks: str, tahun: int) -> str:
    """What the decree costs is charged to the budget of the year in which it is made, whatever year it evaluates."""
    return re.sub(r"(dibebankan pada .*Tahun Anggaran )\d{4}\b", rf"\g<1>{tahun}", teks)


def urutan(n: int) -> str:
    """KESATU, KEDUA, KETIGA, …"""
    return num2words(n, lang="id", to="ordinal").upper() if n > 1 else "KESATU"


def penanda_sk(tim: TimEvaluasi, oleh: Pengguna, tanggal: date | None, jenis: str = "") -> Orang:
    """Who signs: the approving camat or the one in office (`penanda_tangan`), the kepala desa, the head of the BPD."""
    pada = tanggal or hari_ini(tim.kecamatan)
    if tim.penerbit == PenerbitSK.CAMAT or tim.desa is None:
        orang = penanda_tangan(oleh, tim.kecamatan, pada, jenis)
    elif tim.penerbit == PenerbitSK.KEPALA_DESA:
        orang = kepala_desa(tim.desa, pada)
    else:
        orang = ketua_bpd(tim.desa, pada)
    return penanda_polos(orang)


def penanda_polos(orang: Orang) -> Orang:
    """Without titles or rank, as the source asks."""
    return replace(orang, nama=tanpa_gelar(orang.nama), pangkat="", nomor_label="", nomor="")


def _kop(tim: TimEvaluasi) -> Kop:
    """The issuer's letterhead; a village's is made from what is known of the village."""
    kecamatan = kop(tim.kecamatan)
    if tim.dari_camat or tim.desa is None:
        return kecamatan
    bpd = tim.penerbit == PenerbitSK.BPD
    return Kop(
        pemerintah=kapital_jabatan(str(tim.kecamatan.kabupaten)) if bpd else kecamatan.pemerintah,
        tengah=kecamatan.kecamatan,
        kecamatan=kapital_jabatan(tim.desa.nama_bpd if bpd else f"Pemerintah {tim.desa}"),
        alamat=tim.desa.alamat,
        kontak="",
        lambang=kecamatan.lambang,
    )

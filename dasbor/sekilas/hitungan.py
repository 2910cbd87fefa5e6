"""The counts of a kecamatan, each leading to its list: the list has as many rows as the number says, whoever
reads how many kecamatan. No query but the calendar of days off where a budget's days run."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format

from apbdes.enums import BERHARI
from apbdes.tenggat import HitungHari
from dasbor.keadaan import KeadaanDesa
from desa.enums import JenisDesa
from desa.models import Kecamatan
from kapasitas.enums import Keadaan as Kapasitas
from kapasitas.hitungan import Capaian
from perut.enums import StatusKunjungan

TERHITUNG = [s.value for s in StatusKunjungan if s != StatusKunjungan.DIBATALKAN]


@dataclass(frozen=True)
class Ubin:
    """One count: what stands large, what stands under it, where they lead, and how it is meant (`tanda`).

    `url_kecil` is the list of what stands under it, where that is another one.
    """

    judul: str
    besar: str
    kecil: str
    url: str
    tanda: str = "netral"  # "baik", "perhatian", "buruk", "netral"
    url_kecil: str = ""


def ke(nama: str, **saring: object) -> str:
    alamat = reverse(nama)
    return f"{alamat}?{urlencode(saring, doseq=True)}" if saring else alamat


def ke_daftar(nama: str, kecamatan: Kecamatan, **saring: object) -> str:
    """A list held to the desa of this kecamatan (desa/filters.py)."""
    return ke(nama, **saring, kecamatan=kecamatan.kode, jenis_desa=JenisDesa.DESA.value)


def ubin_kecamatan(keadaan: Sequence[KeadaanDesa], kecamatan: Kecamatan) -> list[Ubin]:
    """All but what waits for the reader (`ubin_menunggu`)."""
    return [
        _kunjungan(keadaan, kecamatan),
        _temuan(keadaan, kecamatan),
        _buku(keadaan, kecamatan),
        _dokumen(keadaan, kecamatan),
        _kapasitas(keadaan, kecamatan),
        _anggaran(keadaan, kecamatan),
    ]


def ubin_menunggu(jumlah: int | None) -> Ubin:
    """None while it is not counted yet: the page asks for it by itself, and the link says where it stands."""
    besar = "…" if jumlah is None else str(jumlah)
    kecil = "keputusan atau tanda tangan" if jumlah != 0 else "Tidak ada yang menunggu."
    return Ubin("Menunggu saya", besar, kecil, ke("dasbor:hari-ini"), "perhatian" if jumlah else "baik")


def kunjungan_setahun(keadaan: Sequence[KeadaanDesa], tahun: int) -> tuple[int, int]:
    """Approved, and planned without those that were called off, of this year."""
    semua = [
        k.kata
        for d in keadaan
        for k in d.kunjungan
        if k.tanggal and k.tanggal.year == tahun and k.kata != StatusKunjungan.DIBATALKAN
    ]
    return semua.count(StatusKunjungan.DISAHKAN), len(semua)


def _kunjungan(keadaan: Sequence[KeadaanDesa], kecamatan: Kecamatan) -> Ubin:
    tahun = keadaan[0].pada.year
    sah, rencana = kunjungan_setahun(keadaan, tahun)
    setahun = {"dari": f"{tahun}-01-01", "sampai": f"{tahun}-12-31"}
    belum = sum(d.terakhir_dikunjungi is None for d in keadaan)
    kecil = f"disahkan tahun {tahun}; {belum} desa belum pernah dikunjungi" if belum else f"disahkan tahun {tahun}"
    return Ubin(
        "Kunjungan",
        f"{sah} dari {rencana}",
        kecil,
        ke_daftar("perut:kunjungan-daftar", kecamatan, **setahun, status=TERHITUNG),
        "perhatian" if belum else "baik",
    )


def _temuan(keadaan: Sequence[KeadaanDesa], kecamatan: Kecamatan) -> Ubin:
    terbuka = sum(d.temuan_terbuka for d in keadaan)
    telat = sum(d.temuan_terlambat for d in keadaan)
    return Ubin(
        "Temuan terbuka",
        str(terbuka),
        f"{telat} terlambat" if telat else "tidak ada yang terlambat",
        ke_daftar("tindaklanjut:temuan-daftar", kecamatan, keadaan="belum"),
        "buruk" if telat else "perhatian" if terbuka else "baik",
        ke_daftar("tindaklanjut:temuan-daftar", kecamatan, keadaan="terlambat") if telat else "",
    )


def _buku(keadaan: Sequence[KeadaanDesa], kecamatan: Kecamatan) -> Ubin:
    diperiksa = [b for d in keadaan for b in d.diperiksa]
    tertib = sum(b.tertib for b in diperiksa)
    belum = sum(not d.diperiksa for d in keadaan)
    return Ubin(
        "Buku tertib",
        f"{tertib} dari {len(diperiksa)}" if diperiksa else "–",
        f"{belum} desa belum diperiksa" if belum else "semua desa sudah diperiksa",
        ke("dasbor:sekilas-buku", kecamatan=kecamatan.pk),
        "perhatian" if belum or tertib < len(diperiksa) else "baik",
    )


def _dokumen(keadaan: Sequence[KeadaanDesa], kecamatan: Kecamatan) -> Ubin:
    dokumen = sum(d.dokumen_terlambat for d in keadaan)
    laporan = sum(d.laporan_terlambat for d in keadaan)
    return Ubin(
        "Dokumen terlambat",
        str(dokumen),
        f"dan {laporan} laporan monitoring" if laporan else "laporan monitoring tidak ada yang terlambat",
        ke("dasbor:sekilas-dokumen", kecamatan=kecamatan.pk),
        "buruk" if dokumen or laporan else "baik",
        ke_daftar("monitoring:monitoring-daftar", kecamatan, laporan="terlambat") if laporan else "",
    )


def _kapasitas(keadaan: Sequence[KeadaanDesa], kecamatan: Kecamatan) -> Ubin:
    """Capable officials out of those who were assessed; who was not is a list of its own."""
    c = Capaian(*(sum(getattr(d.kapasitas, n) for d in keadaan) for n in ("mampu", "dinilai", "belum_dinilai")))
    dinilai = [Kapasitas.MAMPU.value, Kapasitas.BELUM_MAMPU.value]
    belum = ke_daftar("kapasitas:pejabat-daftar", kecamatan, keadaan=Kapasitas.BELUM_DINILAI.value)
    return Ubin(
        "Perangkat mampu",
        f"{c.mampu} dari {c.dinilai}" if c.dinilai else "–",
        f"{c.belum_dinilai} belum dinilai" if c.belum_dinilai else "tidak ada yang belum dinilai",
        ke_daftar("kapasitas:pejabat-daftar", kecamatan, keadaan=dinilai),
        "netral" if not c.dinilai else "perhatian" if c.mampu < c.dinilai or c.belum_dinilai else "baik",
        belum if c.belum_dinilai else "",
    )


def _anggaran(keadaan: Sequence[KeadaanDesa], kecamatan: Kecamatan) -> Ubin:
    """The working days that are left for the result that is due first. Permendagri 20/2018 Pasal 35."""
    berjalan = sorted(
        ((a.batas, d, a) for d in keadaan for a in d.anggaran if a.status in BERHARI and a.batas),
        key=lambda t: (t[0], t[1].desa.nama, t[2].nomor),
    )
    if not berjalan:
        kosong = ke_daftar("apbdes:daftar", kecamatan, status=sorted(BERHARI))
        return Ubin("Hari APB Desa", "–", "tidak ada yang sedang dievaluasi", kosong, "netral")
    batas, pertama, versi = berjalan[0]
    sisa = HitungHari().sisa(pertama.pada, batas, kecamatan.kabupaten)
    lewat = batas < pertama.pada
    kata = "lewat" if lewat else f"{sisa} hari kerja"
    kecil = f"{pertama.desa}, paling lambat {date_format(batas, 'j F Y')}"
    if len(berjalan) > 1:
        kecil += f"; {len(berjalan)} sedang dievaluasi"
    tanda = "buruk" if lewat or sisa <= 1 else "perhatian" if sisa <= 5 else "baik"
    semua = ke_daftar("apbdes:daftar", kecamatan, status=sorted(BERHARI)) if len(berjalan) > 1 else ""
    return Ubin("Hari APB Desa", kata, kecil, reverse("apbdes:versi-rinci", args=[versi.nomor]), tanda, semua)

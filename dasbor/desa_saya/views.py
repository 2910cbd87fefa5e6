"""The page of whoever works in a village: what is asked of them, what was agreed, and how their village stands."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from akun.models import Pengguna
from berkas.wajib.riwayat import riwayat_dokumen
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini
from dasbor.bahan import keadaan_desa, keadaan_tanpa_nama
from dasbor.desa_saya.diminta import desa_saya, diminta_dari, kesepakatan_desa, susun
from dasbor.keadaan import KeadaanDesa
from dasbor.median.hitung import MINIMAL, nilai_tengah
from dasbor.sekilas.grafik import Grafik
from dasbor.sekilas.tren import awal_bulan, bulan_terakhir, tren
from desa.models import Desa
from perut.queries import pemeriksaan_resmi


@dataclass(frozen=True)
class Milik:
    """One village as its people see it; `tengah` is empty unless the camat lets them see the median."""

    keadaan: KeadaanDesa
    tengah: dict[str, str]
    grafik: list[Grafik]


def _milik(pengguna: Pengguna, desa: Desa) -> Milik:
    keadaan = keadaan_desa(pengguna, desa)
    tengah = nilai_tengah(keadaan_tanpa_nama(desa.kecamatan)) if desa.kecamatan.nilai_tengah_desa else {}
    awal = awal_bulan(bulan_terakhir(keadaan.pada)[0])
    pemeriksaan = pemeriksaan_resmi().filter(kunjungan__desa=desa, kunjungan__tanggal__gte=awal)
    return Milik(keadaan, tengah, tren([keadaan], pemeriksaan, riwayat_dokumen([desa])))


@require_GET
def desa_saya_halaman(request: Permintaan) -> HttpResponse:
    """Every village that the person works in; usually it is one."""
    desa = desa_saya(request.user)
    konteks: dict[str, object] = {"desa": desa}
    if desa:
        pada = hari_ini(desa[0])
        konteks |= {
            "pada": pada,
            "daftar": susun(diminta_dari(request.user, desa), pada),
            "kesepakatan": kesepakatan_desa(request.user, desa),
            "median_minimal": MINIMAL,
            "milik": [_milik(request.user, d) for d in desa],
        }
    return render(request, "dasbor/desa_saya.html", konteks)

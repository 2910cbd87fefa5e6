"""The pages of whoever works in a village: what is asked of them and what was agreed, how their village stands, and its
last twelve months. Each reads only what it shows."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from akun.models import Pengguna
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini
from dasbor.bahan import keadaan_desa, keadaan_tanpa_nama
from dasbor.desa_saya.diminta import desa_saya, diminta_dari, kesepakatan_desa, susun
from dasbor.keadaan import KeadaanDesa
from dasbor.median.hitung import MINIMAL, nilai_tengah
from dasbor.sekilas.grafik import Grafik
from dasbor.sekilas.tren import awal_bulan, bulan_terakhir, tren
from desa.models import Desa
from kewajiban.riwayat import riwayat_dokumen
from perut.queries import pemeriksaan_resmi


@dataclass(frozen=True)
class Milik:
    """One village as its people see it; `tengah` is empty unless the camat lets them see the median."""

    keadaan: KeadaanDesa
    tengah: dict[str, str]


def _milik(pengguna: Pengguna, desa: Desa) -> Milik:
    """Where all villages are read for the median, this one is among them: what it counts of itself is official."""
    if not desa.kecamatan.nilai_tengah_desa:
        return Milik(keadaan_desa(pengguna, desa, anggaran=False), {})
    semua = keadaan_tanpa_nama(desa.kecamatan)
    sendiri = next((k for k in semua if k.desa.pk == desa.pk), None)
    return Milik(sendiri or keadaan_desa(pengguna, desa, anggaran=False), nilai_tengah(semua))


def _grafik(pengguna: Pengguna, desa: Desa) -> list[Grafik]:
    keadaan = keadaan_desa(pengguna, desa, anggaran=False)
    awal = awal_bulan(bulan_terakhir(keadaan.pada)[0])
    pemeriksaan = pemeriksaan_resmi().filter(kunjungan__desa=desa, kunjungan__tanggal__gte=awal)
    return tren([keadaan], pemeriksaan, riwayat_dokumen([desa]))


def _konteks(request: Permintaan, bagian: str) -> tuple[list[Desa], dict[str, object]]:
    """Every village that the person works in; usually it is one."""
    desa = desa_saya(request.user)
    return desa, {"desa": desa, "bagian": bagian} | ({"pada": hari_ini(desa[0])} if desa else {})


@require_GET
def desa_saya_halaman(request: Permintaan) -> HttpResponse:
    desa, konteks = _konteks(request, "diminta")
    if desa:
        konteks["daftar"] = susun(diminta_dari(request.user, desa), hari_ini(desa[0]))
        konteks["kesepakatan"] = kesepakatan_desa(request.user, desa)
    return render(request, "dasbor/desa_saya.html", konteks)


@require_GET
def desa_saya_keadaan(request: Permintaan) -> HttpResponse:
    desa, konteks = _konteks(request, "keadaan")
    konteks |= {"median_minimal": MINIMAL, "milik": [_milik(request.user, d) for d in desa]}
    return render(request, "dasbor/desa_saya_keadaan.html", konteks)


@require_GET
def desa_saya_tahun(request: Permintaan) -> HttpResponse:
    desa, konteks = _konteks(request, "tahun")
    konteks["milik"] = [(d, _grafik(request.user, d)) for d in desa]
    return render(request, "dasbor/desa_saya_tahun.html", konteks)

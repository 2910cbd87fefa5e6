"""Twelve months of all the kecamatan that a person reads, added up; the same charts as of one of them."""

from collections.abc import Sequence

from akun.models import Pengguna
from dasar.waktu import hari_ini, tanggal
from dasbor.kabupaten.dokumen import dokumen_kecamatan
from dasbor.keadaan import KeadaanDesa, Peristiwa, TemuanRingkas
from dasbor.sekilas.grafik import Grafik
from dasbor.sekilas.tren import awal_bulan, bulan_terakhir, tren
from desa.models import Kecamatan
from kewajiban.riwayat import riwayat_dokumen
from perut.models import Kunjungan
from perut.queries import pemeriksaan_resmi
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan


def tren_kabupaten(pengguna: Pengguna, kecamatan: Sequence[Kecamatan]) -> list[Grafik]:
    """Seven queries; empty where there is no desa."""
    keadaan: dict[int, KeadaanDesa] = {}
    for k in dokumen_kecamatan(pengguna, kecamatan).values():
        for d in k.desa:
            keadaan[d.pk] = KeadaanDesa(d, hari_ini(d), dituntut=k.dituntut)
        for s in k.sel:
            keadaan[s.desa.pk].dokumen.append(s)
    if not keadaan:
        return []
    desa = list(keadaan)
    awal = awal_bulan(bulan_terakhir(min(k.pada for k in keadaan.values()))[0])
    kunjungan = Kunjungan.objects.untuk(pengguna).filter(desa__in=desa, tanggal__gte=awal)
    for pk, nomor, hari, status in kunjungan.order_by().values_list("desa_id", "pk", "tanggal", "status"):
        peristiwa = Peristiwa("kunjungan", pk, nomor, hari, status, None, "")
        keadaan[pk].peristiwa["kunjungan"].append(peristiwa)
    tetap = Temuan.objects.untuk(pengguna).exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT])
    kolom = ("desa_id", "status", "batas_waktu", "dibuat_pada", "ditutup_pada")
    for pk, status, batas, dicatat, ditutup in tetap.filter(desa__in=desa).order_by().values_list(*kolom):
        hari = tanggal(dicatat, keadaan[pk].desa)
        # Whether it is late is no matter of these charts.
        keadaan[pk].temuan.append(TemuanRingkas(status, batas, hari, ditutup, lewat=False))
    pemeriksaan = pemeriksaan_resmi().filter(kunjungan__desa__in=desa, kunjungan__tanggal__gte=awal)
    return tren(list(keadaan.values()), pemeriksaan, riwayat_dokumen([k.desa for k in keadaan.values()]))

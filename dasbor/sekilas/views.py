"""The kecamatan at a glance: six counts and every village, the books as a heat table, twelve months."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dasar.permintaan import Permintaan
from dasbor.bahan import KeadaanDesa, keadaan_kecamatan
from dasbor.pilih import Pilihan, kecamatan_dipilih
from dasbor.queries import kotak_hari_ini
from dasbor.risiko.faktor import himpunan_berlaku
from dasbor.risiko.hitung import urutkan
from dasbor.sekilas.hitungan import enam_ubin, ubin_menunggu
from dasbor.sekilas.tabel import URUTAN, tabel
from dasbor.sekilas.tren import awal_bulan, bulan_terakhir, tren
from perut.queries import pemeriksaan_resmi


def _bahan(request: Permintaan) -> tuple[Pilihan, list[KeadaanDesa]]:
    pilihan = kecamatan_dipilih(request)
    return pilihan, keadaan_kecamatan(request.user, pilihan.kecamatan) if pilihan.kecamatan else []


@require_GET
def sekilas(request: Permintaan) -> HttpResponse:
    pilihan, keadaan = _bahan(request)
    konteks: dict[str, object] = {"pilihan": pilihan, "bagian": "sekilas"}
    if keadaan and pilihan.kecamatan:
        urut = request.GET.get("urut", "risiko")
        konteks |= {
            "ubin": enam_ubin(keadaan, pilihan.kecamatan),
            "menunggu": ubin_menunggu(None),
            "urut": urut if urut in URUTAN else "risiko",
            "urutan": URUTAN.items(),
            "baris": tabel(urutkan(keadaan, himpunan_berlaku()), urut),
        }
    return render(request, "dasbor/sekilas.html", konteks)


@require_GET
def sekilas_menunggu(request: Permintaan) -> HttpResponse:
    """How much waits for this person's decision or signature: what "Hari ini" shows, added up. Asked for by the page
    once it is there, because it asks many rooms."""
    jumlah = sum(k.jumlah for k in kotak_hari_ini(request.user) if k.memutuskan)
    return render(request, "dasbor/_ubin.html", {"u": ubin_menunggu(jumlah)})


@require_GET
def sekilas_buku(request: Permintaan) -> HttpResponse:
    """Villages × books as the last approved visit found them."""
    pilihan, keadaan = _bahan(request)
    buku = [b.buku for b in keadaan[0].buku] if keadaan else []
    konteks = {"pilihan": pilihan, "bagian": "buku", "keadaan": keadaan, "buku": buku}
    return render(request, "dasbor/sekilas_buku.html", konteks)


@require_GET
def sekilas_tren(request: Permintaan) -> HttpResponse:
    pilihan, keadaan = _bahan(request)
    konteks: dict[str, object] = {"pilihan": pilihan, "bagian": "tren"}
    if keadaan:
        awal = awal_bulan(bulan_terakhir(keadaan[0].pada)[0])
        desa = [k.desa.pk for k in keadaan]
        konteks["grafik"] = tren(
            keadaan, pemeriksaan_resmi().filter(kunjungan__desa__in=desa, kunjungan__tanggal__gte=awal)
        )
    return render(request, "dasbor/sekilas_tren.html", konteks)

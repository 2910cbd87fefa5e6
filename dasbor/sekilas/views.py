"""The kecamatan at a glance: counts and every village, the books as a heat table, twelve months."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dasar.permintaan import Permintaan
from dasbor.bahan import keadaan_kecamatan
from dasbor.dokumen import kelompokkan
from dasbor.keadaan import KeadaanDesa
from dasbor.pilih import Pilihan, kecamatan_dipilih
from dasbor.queries import kotak_hari_ini
from dasbor.risiko.faktor import himpunan_berlaku
from dasbor.risiko.hitung import urutkan
from dasbor.sekilas.hitungan import ubin_kecamatan, ubin_menunggu
from dasbor.sekilas.peta import HAL, berletak, peta
from dasbor.sekilas.tabel import URUTAN, tabel
from dasbor.sekilas.tren import awal_bulan, bulan_terakhir, tren
from kewajiban.riwayat import riwayat_dokumen
from perut.queries import pemeriksaan_resmi


def _bahan(request: Permintaan, *, anggaran: bool = False) -> tuple[Pilihan, list[KeadaanDesa]]:
    """`anggaran`: the page shows budgets."""
    pilihan = kecamatan_dipilih(request)
    if pilihan.kecamatan is None:
        return pilihan, []
    return pilihan, keadaan_kecamatan(request.user, pilihan.kecamatan, anggaran=anggaran)


@require_GET
def sekilas(request: Permintaan) -> HttpResponse:
    pilihan, keadaan = _bahan(request, anggaran=True)
    konteks: dict[str, object] = {"pilihan": pilihan, "bagian": "sekilas"}
    if keadaan and pilihan.kecamatan:
        urut = request.GET.get("urut", "risiko")
        konteks |= {
            "ubin": ubin_kecamatan(keadaan, pilihan.kecamatan),
            "menunggu": ubin_menunggu(None),
            "urut": urut if urut in URUTAN else "risiko",
            "urutan": URUTAN.items(),
            "baris": tabel(urutkan(keadaan, himpunan_berlaku()), urut),
            "boleh_median": request.user.has_perm("desa.bandingkan_desa", pilihan.kecamatan),
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
def sekilas_peta(request: Permintaan) -> HttpResponse:
    """The villages as tiles where they lie, each with the mark that it has in the table."""
    pilihan, keadaan = _bahan(request, anggaran=True)
    hal = request.GET.get("hal", "")
    if hal not in HAL:
        hal = "risiko"
    baris = tabel(urutkan(keadaan, himpunan_berlaku()), "nama")
    konteks = {
        "pilihan": pilihan,
        "bagian": "peta",
        "hal": hal,
        "semua_hal": HAL.items(),
        "judul_hal": HAL[hal],
        "peta": peta([b for b in baris if berletak(b.desa)], hal),
        "tanpa_letak": [b.desa for b in baris if not berletak(b.desa)],
        "boleh_isi": [b.desa.pk for b in baris if request.user.has_perm("desa.ubah_desa", b.desa)],
        "banyak": len(baris),
    }
    return render(request, "dasbor/sekilas_peta.html", konteks)


@require_GET
def sekilas_dokumen(request: Permintaan) -> HttpResponse:
    """Every required document that is late, by village: what the count of the first page counts."""
    pilihan, keadaan = _bahan(request)
    desa = [(k, kelompokkan(k.dokumen_telat)) for k in keadaan if k.dokumen_telat]
    konteks = {
        "pilihan": pilihan,
        "bagian": "dokumen",
        "desa": sorted(desa, key=lambda d: (-d[0].dokumen_terlambat, d[0].desa.nama, d[0].desa.kode)),
        "banyak": len(keadaan),
        "jumlah": sum(k.dokumen_terlambat for k in keadaan),
        "dituntut": any(k.dituntut for k in keadaan),
    }
    return render(request, "dasbor/sekilas_dokumen.html", konteks)


@require_GET
def sekilas_tren(request: Permintaan) -> HttpResponse:
    pilihan, keadaan = _bahan(request)
    konteks: dict[str, object] = {"pilihan": pilihan, "bagian": "tren"}
    if keadaan:
        awal = awal_bulan(bulan_terakhir(keadaan[0].pada)[0])
        desa = [k.desa for k in keadaan]
        pemeriksaan = pemeriksaan_resmi().filter(kunjungan__desa__in=desa, kunjungan__tanggal__gte=awal)
        konteks["grafik"] = tren(keadaan, pemeriksaan, riwayat_dokumen(desa))
    return render(request, "dasbor/sekilas_tren.html", konteks)

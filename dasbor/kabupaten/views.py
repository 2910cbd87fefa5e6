"""The kecamatan of a kabupaten side by side, who carries how much, twelve months; and all of it as a workbook."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.styles import Font

from dasar.lembar import netral
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from dasbor.kabupaten import beban
from dasbor.kabupaten.isi import KOLOM, BarisKecamatan, baris_kecamatan, jumlah, sel
from dasbor.kabupaten.tren import tren_kabupaten
from dasbor.pilih import PILIHAN_MAKS, kecamatan_dibaca
from dasbor.sekilas.grafik import Grafik

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def kabupaten(request: Permintaan) -> HttpResponse:
    """So many rows as a page bears, the sum and the sheet of all of them."""
    baris = baris_kecamatan(request.user, kecamatan_dibaca(request.user))
    judul = [k for k, _, _ in KOLOM]
    konteks = {
        "bagian": "kabupaten",
        "hari": hari_ini_pembaca(),
        "judul": judul,
        "banyak": len(baris),
        "baris": [(b, list(zip(judul, sel(b), strict=True))) for b in baris[:PILIHAN_MAKS]],
        "jumlah": list(zip(judul, sel(jumlah(baris)), strict=True)),
    }
    return render(request, "dasbor/kabupaten.html", konteks)


@require_GET
def kabupaten_beban(request: Permintaan) -> HttpResponse:
    semua = beban.beban_petugas(request.user, kecamatan_dibaca(request.user)[:PILIHAN_MAKS])
    baris = [(b, list(zip(beban.JUDUL, b.angka, strict=True))) for b in semua]
    konteks = {"bagian": "beban", "hari": hari_ini_pembaca(), "judul": beban.JUDUL, "baris": baris}
    return render(request, "dasbor/kabupaten_beban.html", konteks)


@require_GET
def kabupaten_tren(request: Permintaan) -> HttpResponse:
    kecamatan = kecamatan_dibaca(request.user)[:PILIHAN_MAKS]
    konteks = {"bagian": "tren", "banyak": len(kecamatan), "grafik": tren_kabupaten(request.user, kecamatan)}
    return render(request, "dasbor/kabupaten_tren.html", konteks)


@require_GET
def kabupaten_xlsx(request: Permintaan) -> HttpResponse:
    """Three sheets, numbers as numbers: what is a part of something has its whole in the next column."""
    kecamatan = kecamatan_dibaca(request.user)
    buku = Workbook()
    buku.remove(buku.active)
    _lembar(buku, "Kecamatan", *_isi_kecamatan(baris_kecamatan(request.user, kecamatan)))
    petugas = [
        (str(b.kecamatan.kabupaten), b.kecamatan.nama_saja, b.orang.nama, b.jabatan, *b.angka)
        for b in beban.beban_petugas(request.user, kecamatan)
    ]
    _lembar(buku, "Beban petugas", ["Kabupaten", "Kecamatan", "Nama", "Peran", *beban.JUDUL], petugas)
    _lembar(buku, "Dua belas bulan", *_isi_tren(tren_kabupaten(request.user, kecamatan[:PILIHAN_MAKS])))
    wadah = BytesIO()
    buku.save(wadah)
    tajuk = {"Content-Disposition": f'attachment; filename="kecamatan-{hari_ini_pembaca():%Y-%m-%d}.xlsx"'}
    return HttpResponse(wadah.getvalue(), content_type=XLSX, headers=tajuk)


def _lembar(buku: Workbook, judul: str, kepala: Sequence[str], isi: Iterable[Sequence[object]]) -> None:
    lembar = buku.create_sheet(judul)
    lembar.append(list(kepala))
    for baris in isi:
        lembar.append([netral(n) for n in baris])
    for kotak in lembar[1]:
        kotak.font = Font(bold=True)
    lembar.freeze_panes = "A2"


def _isi_kecamatan(baris: Sequence[BarisKecamatan]) -> tuple[list[str], list[list[object]]]:
    kepala = ["Kabupaten", "Kecamatan", "Desa"]
    for judul, _, dari in KOLOM:
        kepala += [judul, "dari kunjungan direncanakan"] if dari == "rencana" else [judul]
    isi: list[list[object]] = []
    for b in baris:
        deret: list[object] = [str(b.kecamatan.kabupaten), b.kecamatan.nama_saja, b.desa]
        for _, satu, dari in KOLOM:
            deret += [getattr(b, satu), b.rencana] if dari == "rencana" else [getattr(b, satu)]
        isi.append([*deret, b.rincian_menunggu])
    return [*kepala, "Rincian yang menunggu"], isi


def _isi_tren(grafik: Sequence[Grafik]) -> tuple[list[str], list[list[object]]]:
    """One column for each series, one row for each month; empty where it is not known."""
    deret = [(f"{g.judul}: {d.nama.lower()}", d.nilai) for g in grafik for d in g.deret]
    bulan = grafik[0].label_panjang if grafik else ()
    return ["Bulan", *(nama for nama, _ in deret)], [[b, *(n[ke] for _, n in deret)] for ke, b in enumerate(bulan)]

"""The kecamatan of a kabupaten side by side, as a page and as a sheet of the same rows."""

from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.styles import Font

from dasar.lembar import netral
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from dasbor.kabupaten.isi import KOLOM, baris_kecamatan, jumlah, sel
from dasbor.pilih import PILIHAN_MAKS, kecamatan_dibaca

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def kabupaten(request: Permintaan) -> HttpResponse:
    """So many rows as a page bears, the sum and the sheet of all of them."""
    baris = baris_kecamatan(request.user, kecamatan_dibaca(request.user))
    judul = [k for k, _, _ in KOLOM]
    konteks = {
        "hari": hari_ini_pembaca(),
        "judul": judul,
        "banyak": len(baris),
        "baris": [(b, list(zip(judul, sel(b), strict=True))) for b in baris[:PILIHAN_MAKS]],
        "jumlah": list(zip(judul, sel(jumlah(baris)), strict=True)),
    }
    return render(request, "dasbor/kabupaten.html", konteks)


@require_GET
def kabupaten_xlsx(request: Permintaan) -> HttpResponse:
    """Numbers as numbers: what is a part of something has its whole in the next column."""
    buku = Workbook()
    lembar = buku.active
    lembar.title = "Kecamatan"
    kepala = ["Kabupaten", "Kecamatan", "Desa"]
    for judul, _, dari in KOLOM:
        kepala += [judul, "dari kunjungan direncanakan"] if dari == "rencana" else [judul]
    lembar.append([*kepala, "Rincian yang menunggu"])
    for b in baris_kecamatan(request.user, kecamatan_dibaca(request.user)):
        isi: list[object] = [str(b.kecamatan.kabupaten), b.kecamatan.nama_saja, b.desa]
        for _, satu, dari in KOLOM:
            isi += [getattr(b, satu), b.rencana] if dari == "rencana" else [getattr(b, satu)]
        lembar.append([netral(n) for n in (*isi, b.rincian_menunggu)])
    for kotak in lembar[1]:
        kotak.font = Font(bold=True)
    lembar.freeze_panes = "A2"
    wadah = BytesIO()
    buku.save(wadah)
    tajuk = {"Content-Disposition": f'attachment; filename="kecamatan-{hari_ini_pembaca():%Y-%m-%d}.xlsx"'}
    return HttpResponse(wadah.getvalue(), content_type=XLSX, headers=tajuk)

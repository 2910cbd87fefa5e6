"""Villages × duties of a kecamatan, and all duties of one village."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from akun.enums import DESA
from dasar.permintaan import Permintaan
from dasar.saringan import tanpa_berkas
from dasar.waktu import hari_ini_pembaca
from desa.models import Desa
from kewajiban.enums import PEMBACA_TABEL, TANDA, Keadaan
from kewajiban.keadaan import TUNGGAKAN, Hitungan, Sel, desa_dituntut
from kewajiban.kejadian import NAMA
from kewajiban.lembar import kewajiban_xlsx
from kewajiban.models import Kejadian, Pemenuhan
from kewajiban.tabel import rumpun, tabel
from kewajiban.wilayah import tahun_dipilih, wilayah

SEGERA = timedelta(days=31)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _pilihan(hitungan: Hitungan) -> range:
    mulai = hitungan.penghitungan.mulai.year if hitungan.penghitungan else hitungan.pada.year
    return range(min(mulai, hitungan.pada.year), hitungan.pada.year + 2)


@require_safe
def kewajiban_tabel(request: Permintaan) -> HttpResponse:
    """All villages of a kecamatan in a year. Who works there in a village, and not in its office, reads that one."""
    if milik := _desa_sendiri(request):
        return redirect("kewajiban:desa", milik.pk)
    konteks, kecamatan = wilayah(request, *PEMBACA_TABEL)
    if kecamatan is None:
        return render(request, "kewajiban/tabel.html", konteks)
    hitungan = Hitungan(kecamatan)
    tahun, salah = tahun_dipilih(request, hitungan.pada.year, _pilihan(hitungan))
    desa = desa_dituntut(kecamatan, request.user.desa_terlihat(*PEMBACA_TABEL))
    sel = hitungan.sel(desa, date(tahun, 1, 1), date(tahun, 12, 31))
    konteks["salah"] += salah
    isi = tabel(desa, sel, tahun)
    if request.GET.get("_export") == "xlsx":
        if konteks["salah"]:
            return tanpa_berkas(request, [nama for nama, _ in konteks["salah"]], konteks["alamat"]["tabel"])
        return _xlsx(kewajiban_xlsx(isi), f"kewajiban {kecamatan} {tahun}")
    konteks |= {
        "tahun": tahun,
        "pilihan": _pilihan(hitungan),
        "penghitungan": hitungan.penghitungan,
        "t": isi,
        "arti": [(k.label, *TANDA[k]) for k in Keadaan],
        "boleh_atur": request.user.has_perm("kewajiban.atur_kewajiban", kecamatan),
    }
    return render(request, "kewajiban/tabel.html", konteks, status=422 if konteks["salah"] else 200)


def _desa_sendiri(request: Permintaan) -> Desa | None:
    desa = request.user.desa_terlihat(*DESA).order_by("nama")
    kantor = request.user.kecamatan_terlihat(*PEMBACA_TABEL)
    if kode := request.GET.get("kecamatan", ""):
        kantor, desa = kantor.filter(kode=kode), desa.filter(kecamatan__kode=kode)
    return None if kantor.exists() else desa.first()


@require_safe
def kewajiban_desa(request: Permintaan, pk: int) -> HttpResponse:
    """What one village owes in a year, what is pressing first. This year also what it still owes of years before."""
    objek = get_object_or_404(request.user.desa_terlihat().select_related("kecamatan__kabupaten"), pk=pk)
    hitungan = Hitungan(objek.kecamatan)
    pada = hitungan.pada
    tahun, salah = tahun_dipilih(request, pada.year, _pilihan(hitungan))
    awal = date(tahun, 1, 1)
    semua = hitungan.sel([objek], pada - TUNGGAKAN if tahun == pada.year else awal, date(tahun, 12, 31))
    sel = [s for s in semua if s.tenggat.hari >= awal]
    segera = pada + SEGERA
    kelompok = [
        ("Terlambat", [s for s in semua if s.telat]),
        ("Jatuh tempo dalam sebulan", [s for s in sel if s.keadaan == Keadaan.BELUM and s.batas <= segera]),
        ("Menunggu diperiksa", [s for s in sel if s.keadaan == Keadaan.MENUNGGU]),
        ("Belum diketahui", [s for s in sel if s.keadaan == Keadaan.TAK_DIKETAHUI]),
        ("Kemudian", [s for s in sel if s.keadaan == Keadaan.BELUM and s.batas > segera]),
        ("Sudah dipenuhi", [s for s in sel if s.keadaan in (Keadaan.TEPAT, Keadaan.DIPENUHI_LEWAT)]),
    ]
    konteks = {
        "desa": objek,
        "tahun": tahun,
        "pilihan": _pilihan(hitungan),
        "salah": salah,
        "penghitungan": hitungan.penghitungan,
        "tertahan": _tertahan(sel),
        "kelompok": [(judul, len(isi), rumpun(isi)) for judul, isi in kelompok if isi],
        "kejadian": [(k, NAMA.get(k.jenis, k.jenis)) for k in Kejadian.objects.untuk(request.user).filter(desa=objek)],
        "pemenuhan": Pemenuhan.objects.untuk(request.user).filter(desa=objek, hari__year=tahun),
        "milik_sendiri": bool(request.user.peran_di(objek) & DESA),
        "boleh_kirim": request.user.has_perm("berkas.unggah_berkas", objek),
        "boleh_catat": request.user.has_perm("kewajiban.catat_pemenuhan", objek),
        "boleh_kejadian": request.user.has_perm("kewajiban.catat_kejadian", objek),
    }
    return render(request, "kewajiban/desa.html", konteks, status=422 if salah else 200)


def _tertahan(sel: list[Sel]) -> list[Sel]:
    """What may not be paid out, by the words of its source, before a duty of this year is met."""
    return [s for s in sel if s.kewajiban.menahan and s.dipenuhi is None]


def _xlsx(isi: bytes, nama: str) -> HttpResponse:
    nama_berkas = f"{slugify(nama)}-{hari_ini_pembaca():%Y%m%d}.xlsx"
    return HttpResponse(
        isi, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{nama_berkas}"'}
    )

"""Who has sent what: of all desa of a kecamatan, and of one desa as a list of what it still owes."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from akun.enums import DESA
from akun.models import Pengguna
from berkas.enums import KeadaanTuntutan, KelompokKategori, StatusBerkas
from berkas.forms.rekap import RekapForm, WilayahForm
from berkas.models import KategoriBerkas, RiwayatBerkas
from berkas.wajib.rekap import (
    Hitungan,
    Kotak,
    Rekap,
    Sel,
    desa_dituntut,
    harus_dikirim,
    kebutuhan_kecamatan,
    rekap,
    rekap_setahun,
    tahun_dituntut,
)
from berkas.wajib.rekap_xlsx import rekap_xlsx
from berkas.wajib.tuntutan import tuntutan_setahun
from dasar.permintaan import Permintaan
from dasar.saringan import pilihan_salah, tanpa_berkas
from dasar.waktu import hari_ini_pembaca
from desa.models import Desa

KOLOM_MAKS = 12  # more documents than this are summed up by group
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Kolom:
    """A column of the table: a document, or a group of them."""

    label: str
    url: str
    hitungan: Hitungan


@dataclass(frozen=True)
class Baris:
    desa: Desa
    kotak: list[tuple[Kolom, Kotak]]
    hitungan: Hitungan
    boleh_unggah: bool


@require_safe
def berkas_rekap(request: Permintaan) -> HttpResponse:
    """Desa × documents of one kecamatan and year. A village with one desa is led to its own list."""
    if request.user.peran <= DESA and len(milik := list(request.user.desa_terlihat()[:2])) == 1:
        return redirect("berkas:berkas-rekap-desa", milik[0].pk)
    wilayah = WilayahForm(
        request.GET,
        kecamatan=request.user.kecamatan_terlihat().filter(kebutuhan_berkas__isnull=False).distinct(),
    )
    kecamatan = wilayah.terpilih()
    salah = wilayah.salah(kecamatan)
    konteks: dict[str, Any] = {"wilayah": wilayah, "kecamatan": kecamatan, "salah": pilihan_salah(salah)}
    if kecamatan is None:
        return render(request, "berkas/rekap.html", konteks, status=422 if salah else 200)
    kebutuhan = kebutuhan_kecamatan(kecamatan)
    form = RekapForm(request.GET, tahun=tahun_dituntut(kebutuhan))
    tahun = form.tahun_terpilih
    tuntutan = tuntutan_setahun(kebutuhan, tahun)
    form.isi_kelompok(tuntutan)
    if kelompok := form.nilai("kelompok"):
        tuntutan = [t for t in tuntutan if t.kategori.kelompok == kelompok]
    form.isi_periode(tuntutan)
    if periode := form.nilai("periode"):
        tuntutan = [t for t in tuntutan if t.periode == periode]
    hasil = rekap(desa_dituntut(kecamatan, request.user.desa_terlihat()), tuntutan)
    salah += form.salah()
    if request.GET.get("_export") == "xlsx":
        if salah:
            return tanpa_berkas(request, salah, reverse("berkas:berkas-rekap"))
        return _xlsx(hasil, f"rekap berkas {kecamatan} {kelompok} {periode or tahun}")
    konteks |= {
        "salah": pilihan_salah(salah),
        "form": form,
        "tahun": tahun,
        "kelompok": KelompokKategori(kelompok) if kelompok else None,
        "hitungan": hasil.hitungan,
        "tabel": _tabel(request, hasil),
        "url_ekspor": f"?{_alamat(request, _export='xlsx')}",
    }
    return render(request, "berkas/rekap.html", konteks, status=422 if salah else 200)


def _tabel(request: Permintaan, hasil: Rekap) -> dict[str, Any]:
    """Columns and rows: documents where they are few or one group was chosen, groups otherwise."""
    kategori = hasil.kategori
    per_dokumen = len(kategori) <= KOLOM_MAKS or len(hasil.kelompok) == 1
    if per_dokumen:
        kolom = {k.pk: Kolom(k.nama, "", h) for k, h in hasil.hitungan_kategori()}
        pilah = [[(kolom[k.pk], kotak) for k, kotak in b.menurut_kategori(kategori)] for b in hasil.baris]
    else:
        kolom = {
            k.value: Kolom(k.label, f"?{_alamat(request, kelompok=k.value, periode='')}", h)
            for k, h in hasil.hitungan_kelompok()
        }
        pilah = [[(kolom[k.value], kotak) for k, kotak in b.menurut_kelompok(hasil.kelompok)] for b in hasil.baris]
    return {
        "kolom": list(kolom.values()),
        "baris": [
            Baris(b.desa, isi, b.hitungan, boleh_unggah(request.user, b.desa))
            for b, isi in zip(hasil.baris, pilah, strict=True)
        ],
    }


@require_safe
def berkas_rekap_desa(request: Permintaan, desa: int) -> HttpResponse:
    """What one desa still owes, and how it stands with everything of one year."""
    objek = get_object_or_404(request.user.desa_terlihat().select_related("kecamatan"), pk=desa)
    kebutuhan = kebutuhan_kecamatan(objek.kecamatan)
    form = RekapForm(request.GET, tahun=tahun_dituntut(kebutuhan))
    tahun = form.tahun_terpilih
    setahun = rekap_setahun([objek], kebutuhan, tahun)
    salah = form.salah()
    if request.GET.get("_export") == "xlsx":
        if salah:
            return tanpa_berkas(request, salah, reverse("berkas:berkas-rekap-desa", args=[objek.pk]))
        return _xlsx(setahun, f"rekap berkas {objek} {tahun}")
    terutang = harus_dikirim([objek], kebutuhan)
    konteks = {
        "salah": pilihan_salah(salah),
        "desa": objek,
        "form": form,
        "tahun": tahun,
        "milik_sendiri": bool(request.user.peran_di(objek) & DESA),
        "boleh_unggah": boleh_unggah(request.user, objek),
        "ditolak": _beralasan([s for s in terutang if s.keadaan == KeadaanTuntutan.DITOLAK]),
        "terlambat": [s for s in terutang if s.keadaan == KeadaanTuntutan.TERLAMBAT],
        "segera": [s for s in terutang if s.keadaan == KeadaanTuntutan.BELUM],
        "hitungan": setahun.hitungan,
        "kelompok": _menurut_kelompok(setahun.sel),
        "ada_kebutuhan": bool(kebutuhan),
        "url_ekspor": f"?{_alamat(request, _export='xlsx')}",
    }
    return render(request, "berkas/rekap_desa.html", konteks, status=422 if salah else 200)


def boleh_unggah(pengguna: Pengguna, desa: Desa) -> bool:
    return pengguna.has_perm("berkas.unggah_berkas", desa)


def _beralasan(ditolak: list[Sel]) -> list[tuple[Sel, str]]:
    """Each refused cell with what the kecamatan wrote last."""
    alasan = dict(
        RiwayatBerkas.objects.filter(berkas__in=[s.kiriman.pk for s in ditolak if s.kiriman], ke=StatusBerkas.DITOLAK)
        .order_by("waktu", "pk")
        .values_list("berkas", "alasan")
    )
    return [(s, alasan.get(s.kiriman.pk, "")) for s in ditolak if s.kiriman]


def _menurut_kelompok(sel: list[Sel]) -> list[tuple[KelompokKategori, list[tuple[KategoriBerkas, list[Sel]]]]]:
    isi: dict[str, dict[int, tuple[KategoriBerkas, list[Sel]]]] = {}
    for s in sel:
        kategori = s.tuntutan.kategori
        isi.setdefault(kategori.kelompok, {}).setdefault(kategori.pk, (kategori, []))[1].append(s)
    return [(k, list(isi[k].values())) for k in KelompokKategori if k in isi]


def _alamat(request: Permintaan, **ganti: str) -> str:
    """The query of this page with some of it changed; what is empty is left out."""
    isi = {k: v for k, v in request.GET.dict().items() if k in {"kecamatan", "tahun", "kelompok", "periode"}} | ganti
    return urlencode({k: v for k, v in isi.items() if v})


def _xlsx(hasil: Rekap, nama: str) -> HttpResponse:
    nama_berkas = f"{slugify(nama)}-{hari_ini_pembaca():%Y%m%d}.xlsx"
    return HttpResponse(
        rekap_xlsx(hasil),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{nama_berkas}"'},
    )

"""The villages and their kecamatan."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dasar.daftar import Daftar
from dasar.formulir import kembali_ke, tampil, terkirim
from dasar.induk import TabelInduk
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan
from dasar.waktu import menurut_zona
from desa.enums import JabatanPerangkat
from desa.filters import DesaFilter
from desa.forms import DesaForm, KecamatanForm
from desa.models import Desa, Kecamatan, Perangkat, RiwayatData, menjabat_pada
from desa.penjaga import usulan_menunggu
from desa.ringkasan import ringkasan
from desa.services.data import data_simpan
from desa.services.kop import kecamatan_simpan
from desa.tabel import TABEL
from desa.tables import DesaTable

RIWAYAT_MAKS = 20  # changes on a page; the latest first
KOP_MAKS = 3  # buttons for letterheads; a person with more kecamatan goes through a village


class DesaDaftar(Daftar):
    table_class = DesaTable
    filterset_class = DesaFilter
    template_name = "desa/desa_daftar.html"
    judul = "Desa"
    keterangan = "Desa dan kelurahan di wilayah Anda."
    kosong = {
        "judul": "Belum ada desa",
        "saran": "Wilayah dimuat oleh admin, atau Anda belum mempunyai penugasan yang berlaku.",
    }

    def get_queryset(self) -> QuerySet[Desa]:
        kepala = Perangkat.objects.menjabat().filter(desa=OuterRef("pk"), jabatan=JabatanPerangkat.KEPALA_DESA)
        menjabat = menurut_zona("kecamatan__zona_waktu", lambda hari: menjabat_pada(hari, "perangkat__"))
        return (
            self.request.user.desa_tercakup()
            .select_related("kecamatan")
            .annotate(
                kepala=Subquery(kepala.values("nama")[:1]),
                jumlah_perangkat=Count("perangkat", filter=menjabat),
            )
            .order_by("nama", "kode")
        )

    def get_context_data(self, **kwargs):
        kecamatan = list(self.request.user.kecamatan_tercakup()[: KOP_MAKS + 1])
        boleh = [k for k in kecamatan if self.request.user.has_perm("desa.ubah_kecamatan", k)]
        return super().get_context_data(kecamatan_diatur=boleh if len(kecamatan) <= KOP_MAKS else [], **kwargs)


def desa_rinci(request: Permintaan, pk: int) -> HttpResponse:
    desa = get_object_or_404(request.user.desa_tercakup().select_related("kecamatan__kabupaten"), pk=pk)
    kelompok = [_kelompok(tabel, desa) for tabel in TABEL.values()]
    ikut_bekerja = bool(request.user.peran_di(desa))
    return render(
        request,
        "desa/desa_rinci.html",
        {
            "desa": desa,
            "kelompok": kelompok,
            "riwayat": desa.riwayat_data.all()[:RIWAYAT_MAKS],
            "usulan": usulan_menunggu(desa),
            "ikut_bekerja": ikut_bekerja,
            "ringkasan": ringkasan(request.user, desa) if ikut_bekerja else [],
            "boleh_kelola": request.user.has_perm("desa.kelola_perangkat", desa),
            "boleh_nama": request.user.has_perm("desa.kelola_wilayah", desa),
            "boleh_ubah": request.user.has_perm("desa.ubah_desa", desa),
            "boleh_kop": request.user.has_perm("desa.ubah_kecamatan", desa.kecamatan),
        },
    )


def _kelompok(tabel: TabelInduk, desa: Desa) -> dict[str, Any]:
    """One kind of people on the village's page: who is in office, and how many were."""
    milik = tabel.model._default_manager.filter(desa=desa).select_related("desa")
    return {
        "tabel": tabel,
        "orang": [(o, tabel.rincian(o)) for o in sorted(milik.menjabat(), key=tabel.kunci_urut)],
        "mantan": milik.berakhir().count(),
        "url_tambah": f"desa:{tabel.kunci}-tambah",
        "url_ubah": f"desa:{tabel.kunci}-ubah",
        "url_daftar": f"desa:{tabel.kunci}-daftar",
    }


def desa_ubah(request: Permintaan, pk: int) -> HttpResponse:
    desa = get_object_or_404(request.user.desa_tercakup().select_related("kecamatan"), pk=pk)
    if not request.user.has_perm("desa.ubah_desa", desa):
        raise PermissionDenied("Data desa ini diubah oleh sekretaris desanya atau oleh kecamatan.")
    bersebutan = request.user.has_perm("desa.ubah_kecamatan", desa.kecamatan)
    form = DesaForm(terkirim(request), instance=desa, bersebutan=bersebutan)

    def simpan() -> None:
        data_simpan(objek=desa, kolom=form.kolom, versi=form.versi, oleh=request.user)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, "Data kantor desa disimpan.")
        return redirect("desa:desa-rinci", desa.pk)
    return tampil(request, "desa/desa_ubah.html", {"form": form, "desa": desa})


def kecamatan_ubah(request: Permintaan, pk: int) -> HttpResponse:
    """The letterhead. Documents that are finished keep the one they were made with."""
    kecamatan = get_object_or_404(request.user.kecamatan_tercakup().select_related("kabupaten"), pk=pk)
    if not request.user.has_perm("desa.ubah_kecamatan", kecamatan):
        raise PermissionDenied("Kop naskah diubah oleh verifikator kecamatan ini atau oleh admin.")
    form = KecamatanForm(terkirim(request), request.FILES or None, instance=kecamatan)

    def simpan() -> None:
        kecamatan_simpan(
            kecamatan=kecamatan,
            kolom=form.kolom,
            versi=form.versi,
            lambang=form.cleaned_data["lambang_baru"],
            hapus_lambang=form.cleaned_data.get("hapus_lambang", False),
            sebutan_desa=form.cleaned_data["sebutan_desa"],
            oleh=request.user,
        )

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, "Kop naskah disimpan dan dipakai oleh naskah berikutnya.")
        halaman_ini = reverse("desa:kecamatan-ubah", args=[kecamatan.pk])
        return redirect(kembali_ke(request, request.GET.get("lanjut", ""), halaman_ini))
    konteks = {"form": form, "kecamatan": kecamatan, "riwayat": RiwayatData.objects.tentang(kecamatan)[:RIWAYAT_MAKS]}
    return tampil(request, "desa/kecamatan_ubah.html", konteks)


def kecamatan_lambang(request: Permintaan, pk: int) -> FileResponse:
    kecamatan: Kecamatan = get_object_or_404(request.user.kecamatan_tercakup(), pk=pk)
    if not kecamatan.lambang or not kecamatan.lambang.storage.exists(kecamatan.lambang.name):
        raise Http404
    return FileResponse(kecamatan.lambang.open(), content_type="image/png")

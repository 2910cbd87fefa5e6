"""Perangkat, BPD and LKD: the same pages for the three kinds of people of a village."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dasar.daftar import Daftar
from desa import filters, forms, tables
from desa.enums import JabatanBPD, JabatanPerangkat, JenisLKD
from desa.models import AnggotaBPD, Desa, Pejabat, PejabatQuerySet, PengurusLKD, Perangkat


@dataclass(frozen=True)
class JenisPejabat:
    kunci: str
    judul: str
    sebutan: str
    model: type[Pejabat]
    form: type[forms.PejabatForm]
    urutan: Callable[[Any], tuple]

    @property
    def url_daftar(self) -> str:
        return f"desa:{self.kunci}-daftar"

    @property
    def url_tambah(self) -> str:
        return f"desa:{self.kunci}-tambah"

    @property
    def url_ubah(self) -> str:
        return f"desa:{self.kunci}-ubah"

    @property
    def url_hapus(self) -> str:
        return f"desa:{self.kunci}-hapus"

    def milik(self, desa: Desa) -> PejabatQuerySet:
        return self.model.objects.filter(desa=desa)


JENIS = {
    j.kunci: j
    for j in (
        JenisPejabat(
            "perangkat",
            "Kepala desa dan perangkat desa",
            "perangkat desa",
            Perangkat,
            forms.PerangkatForm,
            lambda p: (JabatanPerangkat.values.index(p.jabatan), p.rincian, p.nama),
        ),
        JenisPejabat(
            "bpd",
            "Badan Permusyawaratan Desa",
            "anggota BPD",
            AnggotaBPD,
            forms.AnggotaBPDForm,
            lambda p: (JabatanBPD.values.index(p.jabatan), p.nama),
        ),
        JenisPejabat(
            "lkd",
            "Lembaga kemasyarakatan desa",
            "pengurus LKD",
            PengurusLKD,
            forms.PengurusLKDForm,
            lambda p: (JenisLKD.values.index(p.jenis), p.lembaga, p.nama),
        ),
    )
}


class PejabatDaftar(Daftar):
    """`kunci` chooses the kind. A new person is added where it is clear in which village."""

    kunci = ""
    template_name = "desa/pejabat_daftar.html"

    def get_queryset(self) -> models.QuerySet:
        model = JENIS[self.kunci].model
        return model.objects.filter(desa__in=self.request.user.desa_terlihat()).select_related("desa__kecamatan")

    def desa_dipilih(self) -> Desa | None:
        terlihat = self.request.user.desa_terlihat().select_related("kecamatan")
        if kode := self.request.GET.get("desa", "").replace("\x00", ""):  # PostgreSQL refuses the question itself
            return terlihat.filter(kode=kode).first()
        dua = list(terlihat[:2])
        return dua[0] if len(dua) == 1 else None

    def get_kosong(self) -> dict[str, str]:
        jenis = JENIS[self.kunci]
        return {
            "judul": f"Belum ada {jenis.sebutan}",
            "saran": "Buka halaman desa untuk mencatat orang pertama.",
            "url": reverse("desa:desa-daftar"),
            "tombol": "Buka daftar desa",
        }

    def get_context_data(self, **kwargs):
        desa = self.desa_dipilih()
        boleh = desa is not None and self.request.user.has_perm("desa.kelola_perangkat", desa)
        return super().get_context_data(
            jenis=JENIS[self.kunci],
            desa=desa,
            url_tambah=reverse(JENIS[self.kunci].url_tambah, args=[desa.pk]) if boleh else "",
            boleh_catat=self.request.user.has_perm("desa.kelola_perangkat"),
            **kwargs,
        )


class PerangkatDaftar(PejabatDaftar):
    kunci = "perangkat"
    judul = "Perangkat desa"
    table_class = tables.PerangkatTable
    filterset_class = filters.PerangkatFilter


class BPDDaftar(PejabatDaftar):
    kunci = "bpd"
    judul = "Anggota BPD"
    table_class = tables.AnggotaBPDTable
    filterset_class = filters.AnggotaBPDFilter


class LKDDaftar(PejabatDaftar):
    kunci = "lkd"
    judul = "Pengurus LKD"
    table_class = tables.PengurusLKDTable
    filterset_class = filters.PengurusLKDFilter


def tambah(request: HttpRequest, pk: int, kunci: str) -> HttpResponse:
    desa = get_object_or_404(request.user.desa_terlihat().select_related("kecamatan"), pk=pk)
    return _isi(request, JENIS[kunci], JENIS[kunci].model(desa=desa))


def ubah(request: HttpRequest, pk: int, kunci: str) -> HttpResponse:
    return _isi(request, JENIS[kunci], _ambil(request, JENIS[kunci], pk))


def hapus(request: HttpRequest, pk: int, kunci: str) -> HttpResponse:
    """Delete a person after asking; whoever stands on an attendance list stays, and ends the term instead."""
    jenis = JENIS[kunci]
    orang = _ambil(request, jenis, pk)
    _periksa(request, orang.desa)
    if request.method == "POST":
        try:
            orang.delete()
        except models.ProtectedError:
            messages.error(
                request,
                f"{orang.nama} tercatat di daftar hadir kunjungan, jadi tidak dapat dihapus. "
                "Bila sudah tidak menjabat, isi akhir masa jabatannya.",
            )
            return redirect(jenis.url_ubah, orang.pk)
        messages.success(request, f"{orang.nama} dihapus dari daftar {jenis.sebutan}.")
        return redirect("desa:desa-rinci", orang.desa_id)
    return render(request, "desa/pejabat_hapus.html", {"orang": orang, "jenis": jenis, "desa": orang.desa})


def _ambil(request: HttpRequest, jenis: JenisPejabat, pk: int) -> Pejabat:
    terlihat = jenis.model.objects.filter(desa__in=request.user.desa_terlihat())
    return get_object_or_404(terlihat.select_related("desa__kecamatan"), pk=pk)


def _periksa(request: HttpRequest, desa: Desa) -> None:
    if not request.user.has_perm("desa.kelola_perangkat", desa):
        raise PermissionDenied("Data ini dikelola oleh sekretaris desanya atau oleh kecamatan.")


def _isi(request: HttpRequest, jenis: JenisPejabat, orang: Pejabat) -> HttpResponse:
    _periksa(request, orang.desa)
    baru = orang.pk is None
    form = jenis.form(request.POST or None, instance=orang)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"{orang.nama} {'dicatat' if baru else 'disimpan'} sebagai {orang.sebutan}.")
        return redirect("desa:desa-rinci", orang.desa_id)
    konteks = {"form": form, "orang": None if baru else orang, "jenis": jenis, "desa": orang.desa}
    return render(request, "desa/pejabat_ubah.html", konteks)
